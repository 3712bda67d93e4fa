package example

import "crypto/tls"

func client() *tls.Config {
	// ok: go.cwe-295.tls-verification-off
	return &tls.Config{InsecureSkipVerify: true}
}
