package web

import "github.com/golang-jwt/jwt/v5"

func identify(text string) (jwt.Claims, error) {
	// ruleid: go.cwe-347.jwt-unverified
	token, _, err := jwt.NewParser().ParseUnverified(text, jwt.MapClaims{})
	if err != nil {
		return nil, err
	}
	return token.Claims, nil
}

func user(text string) string {
	claims := jwt.MapClaims{}
	// ruleid: go.cwe-347.jwt-unverified
	new(jwt.Parser).ParseUnverified(text, claims)
	return claims["sub"].(string)
}

func admin(parser *jwt.Parser, text string) bool {
	claims := jwt.MapClaims{}
	// ruleid: go.cwe-347.jwt-unverified
	_, _, err := parser.ParseUnverified(text, claims)
	return err == nil && claims["admin"] == true
}

func safe(text string, key []byte) (*jwt.Token, error) {
	// ok: go.cwe-347.jwt-unverified
	return jwt.Parse(text, func(*jwt.Token) (any, error) { return key, nil }, jwt.WithValidMethods([]string{"HS256"}))
}

func claims(text string) (*jwt.Token, error) {
	// ok: go.cwe-347.jwt-unverified
	return jwt.ParseWithClaims(text, jwt.MapClaims{}, keyOf)
}

func byIssuer(text string) (*jwt.Token, error) {
	// ok: go.cwe-347.jwt-unverified
	unverified, _, err := jwt.NewParser().ParseUnverified(text, jwt.MapClaims{})
	if err != nil {
		return nil, err
	}
	keys := keysOf(unverified)
	// ok: go.cwe-347.jwt-unverified
	return jwt.Parse(text, keys)
}
