package example

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/rc4"

	"golang.org/x/crypto/chacha20poly1305"
)

func broken(key []byte) {
	// ruleid: go.cwe-327.weak-cipher
	des.NewCipher(key)
	// ruleid: go.cwe-327.weak-cipher
	des.NewTripleDESCipher(key)
	// ruleid: go.cwe-327.weak-cipher
	rc4.NewCipher(key)
}

func sound(key []byte) (cipher.AEAD, error) {
	// ok: go.cwe-327.weak-cipher
	block, err := aes.NewCipher(key)
	if err != nil {
		// ok: go.cwe-327.weak-cipher
		return chacha20poly1305.New(key)
	}
	// ok: go.cwe-327.weak-cipher
	text := "des.NewCipher(key)"
	_ = text
	return cipher.NewGCM(block)
}
