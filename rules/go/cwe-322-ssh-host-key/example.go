package remote

import (
	"net"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"
)

// ruleid: go.cwe-322.ssh-host-key
var any1 = &ssh.ClientConfig{User: "git", HostKeyCallback: ssh.InsecureIgnoreHostKey()}

func open(config *ssh.ClientConfig) {
	// ruleid: go.cwe-322.ssh-host-key
	config.HostKeyCallback = ssh.InsecureIgnoreHostKey()
	// ruleid: go.cwe-322.ssh-host-key
	config.HostKeyCallback = func(host string, remote net.Addr, key ssh.PublicKey) error { return nil }
}

func safe(config *ssh.ClientConfig, key ssh.PublicKey) {
	// ok: go.cwe-322.ssh-host-key
	config.HostKeyCallback = ssh.FixedHostKey(key)
	known, _ := knownhosts.New("known_hosts")
	// ok: go.cwe-322.ssh-host-key
	config.HostKeyCallback = known
	// ok: go.cwe-322.ssh-host-key
	config.HostKeyCallback = func(host string, remote net.Addr, key ssh.PublicKey) error { return known(host, remote, key) }
}
