package web

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
)

func valid(signature, body []byte) bool {
	hash := hmac.New(sha256.New, key)
	hash.Write(body)
	expected := hash.Sum(nil)
	// ruleid: go.cwe-208.signature-comparison
	return bytes.Equal(signature, expected)
}

func signed(signature string, body []byte) bool {
	hash := hmac.New(sha256.New, key)
	hash.Write(body)
	expected := hex.EncodeToString(hash.Sum(nil))
	// ruleid: go.cwe-208.signature-comparison
	return signature == expected
}

func refuse(signature string, body []byte) bool {
	hash := hmac.New(sha256.New, key)
	hash.Write(body)
	expected := hex.EncodeToString(hash.Sum(nil))
	// ruleid: go.cwe-208.signature-comparison
	if expected != signature {
		return true
	}
	return false
}

func safe(signature, body []byte) bool {
	hash := hmac.New(sha256.New, key)
	hash.Write(body)
	expected := hash.Sum(nil)
	// ok: go.cwe-208.signature-comparison
	if len(expected) != len(signature) {
		return false
	}
	// ok: go.cwe-208.signature-comparison
	return hmac.Equal(signature, expected)
}

func sameFile(sum, body []byte) bool {
	digest := sha256.Sum256(body)
	// ok: go.cwe-208.signature-comparison
	return bytes.Equal(sum, digest[:])
}
