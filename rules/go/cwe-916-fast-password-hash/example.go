package example

import (
	"crypto/md5"
	"crypto/sha256"

	"golang.org/x/crypto/bcrypt"
)

type user struct {
	Password	 string
	PasswordHint string
}

func broken(password string, salt string, u user) []byte {
	// ruleid: go.cwe-916.fast-password-hash
	md5.Sum([]byte(password))
	// ruleid: go.cwe-916.fast-password-hash
	sha256.Sum256([]byte(salt + u.Password))
	h := sha256.New()
	// ruleid: go.cwe-916.fast-password-hash
	h.Write([]byte(password))
	return h.Sum(nil)
}

func sound(password string, body []byte, u user) {
	// ok: go.cwe-916.fast-password-hash
	bcrypt.GenerateFromPassword([]byte(password), bcrypt.DefaultCost)
	// ok: go.cwe-916.fast-password-hash
	sha256.Sum256(body)
	// ok: go.cwe-916.fast-password-hash
	md5.Sum([]byte(u.PasswordHint))
	h := sha256.New()
	// ok: go.cwe-916.fast-password-hash
	h.Write(body)
}
