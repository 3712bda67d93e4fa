package example

import (
	"crypto/tls"
	"crypto/x509"
	"net/http"
)

func off() *http.Transport {
	// ruleid: go.cwe-295.tls-verification-off
	config := &tls.Config{InsecureSkipVerify: true}
	// ruleid: go.cwe-295.tls-verification-off
	other := tls.Config{MinVersion: tls.VersionTLS13, InsecureSkipVerify: true}
	transport := &http.Transport{TLSClientConfig: &other}
	// ruleid: go.cwe-295.tls-verification-off
	transport.TLSClientConfig.InsecureSkipVerify = true
	// ruleid: go.cwe-295.tls-verification-off
	tls.Dial("tcp", "example.com:443", &tls.Config{ServerName: "example.com", InsecureSkipVerify: true})
	return &http.Transport{TLSClientConfig: config}
}

func on(roots *x509.CertPool, insecure bool, check func(tls.ConnectionState) error) []*tls.Config {
	// ok: go.cwe-295.tls-verification-off
	strict := &tls.Config{RootCAs: roots}
	// ok: go.cwe-295.tls-verification-off
	explicit := &tls.Config{InsecureSkipVerify: false}
	// ok: go.cwe-295.tls-verification-off
	asked := &tls.Config{InsecureSkipVerify: insecure}
	// ok: go.cwe-295.tls-verification-off
	pinned := &tls.Config{InsecureSkipVerify: true, VerifyConnection: check}
	return []*tls.Config{strict, explicit, asked, pinned}
}
