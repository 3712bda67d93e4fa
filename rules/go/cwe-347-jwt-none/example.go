package web

import "github.com/golang-jwt/jwt/v5"

func unsigned(claims jwt.Claims) (string, error) {
	// ruleid: go.cwe-347.jwt-none
	token := jwt.NewWithClaims(jwt.SigningMethodNone, claims)
	// ruleid: go.cwe-347.jwt-none
	return token.SignedString(jwt.UnsafeAllowNoneSignatureType)
}

func accept(text string) (*jwt.Token, error) {
	return jwt.Parse(text, func(*jwt.Token) (any, error) {
		// ruleid: go.cwe-347.jwt-none
		return jwt.UnsafeAllowNoneSignatureType, nil
	})
}

func safe(text string, claims jwt.Claims, key []byte) (*jwt.Token, error) {
	// ok: go.cwe-347.jwt-none
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, claims)
	// ok: go.cwe-347.jwt-none
	signed, err := token.SignedString(key)
	if err != nil {
		return nil, err
	}
	// ok: go.cwe-347.jwt-none
	return jwt.Parse(signed, keyOf, jwt.WithValidMethods([]string{"HS256"}))
}
