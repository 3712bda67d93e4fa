package web

import (
	"crypto/aes"
	"os"

	"github.com/golang-jwt/jwt/v5"
	"github.com/gorilla/sessions"
)

// ruleid: go.cwe-321.hard-coded-key
var store = sessions.NewCookieStore([]byte("an example key"))

func encrypt() {
	// ruleid: go.cwe-321.hard-coded-key
	aes.NewCipher([]byte("an example key// ruleid: go.cwe-321.hard-coded-key"))
}

func sign(token *jwt.Token) (string, error) {
	// ruleid: go.cwe-321.hard-coded-key
	return token.SignedString([]byte("example-signing-key"))
}

func verify(text string) (*jwt.Token, error) {
	return jwt.Parse(text, func(*jwt.Token) (any, error) {
		// ruleid: go.cwe-321.hard-coded-key
		return []byte("example-signing-key"), nil
	})
}

// ok: go.cwe-321.hard-coded-key
var sound = sessions.NewCookieStore([]byte(os.Getenv("SESSION_KEY")))

func safe(token *jwt.Token, key []byte) {
	// ok: go.cwe-321.hard-coded-key
	aes.NewCipher(key)
	// ok: go.cwe-321.hard-coded-key
	token.SignedString(key)
	// ok: go.cwe-321.hard-coded-key
	token.SignedString([]byte(os.Getenv("JWT_KEY")))
}
