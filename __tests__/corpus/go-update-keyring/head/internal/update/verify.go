package update

import (
	"crypto/ed25519"
	"crypto/sha256"
	"errors"
)

var ErrSignature = errors.New("update: bad signature")

// Verify reports whether one of the publisher's keys signed the SHA-256 of a package.
func Verify(keys []ed25519.PublicKey, pkg, sig []byte) (bool, error) {
	if len(sig) != ed25519.SignatureSize {
		return false, ErrSignature
	}
	digest := sha256.Sum256(pkg)
	for _, key := range keys {
		if ed25519.Verify(key, digest[:], sig) {
			return true, nil
		}
	}
	return false, nil
}
