package web

import (
	"crypto/cipher"
	"crypto/rand"
)

func encrypt(block cipher.Block, aead cipher.AEAD, text []byte) {
	// ruleid: go.cwe-329.constant-iv
	cipher.NewCBCEncrypter(block, []byte("0123456789abcdef"))
	// ruleid: go.cwe-329.constant-iv
	cipher.NewCTR(block, make([]byte, 16))
	// ruleid: go.cwe-329.constant-iv
	aead.Seal(nil, []byte("unique nonce"), text, nil)
}

func safe(block cipher.Block, aead cipher.AEAD, text, stored []byte) {
	nonce := make([]byte, aead.NonceSize())
	rand.Read(nonce)
	// ok: go.cwe-329.constant-iv
	aead.Seal(nonce, nonce, text, nil)
	// ok: go.cwe-329.constant-iv
	cipher.NewCTR(block, stored[:16])
	// ok: go.cwe-329.constant-iv
	cipher.NewCBCDecrypter(block, []byte("0123456789abcdef"))
}
