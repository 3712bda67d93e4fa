package web

import "crypto/tls"

// ruleid: go.cwe-326.old-tls
var old = &tls.Config{MinVersion: tls.VersionTLS10}

// ruleid: go.cwe-326.old-tls
var last = tls.Config{ServerName: "example.com", MaxVersion: tls.VersionTLS11}

func lower(config *tls.Config) {
	// ruleid: go.cwe-326.old-tls
	config.MinVersion = tls.VersionSSL30
	// ok: go.cwe-326.old-tls
	config.MinVersion = tls.VersionTLS12
}

// ok: go.cwe-326.old-tls
var safe = &tls.Config{MinVersion: tls.VersionTLS13}

// ok: go.cwe-326.old-tls
var plain = &tls.Config{ServerName: "example.com"}

// ok: go.cwe-326.old-tls
var names = map[string]uint16{"1.0": tls.VersionTLS10}
