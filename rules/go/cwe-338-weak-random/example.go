package web

import (
	"math/rand"
	"strconv"
)

const letters = "abcdefghijklmnopqrstuvwxyz"

func reset() string {
	// ruleid: go.cwe-338.weak-random
	resetToken := strconv.FormatInt(rand.Int63(), 36)
	return resetToken
}

func generateToken(size int) string {
	text := make([]byte, size)
	for i := range text {
		// ruleid: go.cwe-338.weak-random
		text[i] = letters[rand.Intn(len(letters))]
	}
	return string(text)
}

func code() int {
	// ruleid: go.cwe-338.weak-random
	otp := 100000 + rand.Intn(900000)
	return otp
}

func safe() (int, float64) {
	// ok: go.cwe-338.weak-random
	delay := rand.Intn(1000)
	// ok: go.cwe-338.weak-random
	jitter := rand.Float64()
	// ok: go.cwe-338.weak-random
	tokenIndex := rand.Intn(10)
	return delay + tokenIndex, jitter
}
