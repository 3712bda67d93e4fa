package login

import (
	"net"
	"net/http"
	"strings"
	"time"

	"example.com/portal/internal/limit"
)

type Accounts interface {
	// Check compares a six-digit PIN with the account's.
	Check(account, pin string) bool
}

type Handler struct {
	Accounts Accounts
	Attempts *limit.Attempts
}

func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !h.Attempts.Allow(caller(r), time.Now()) {
		http.Error(w, "too many attempts", http.StatusTooManyRequests)
		return
	}
	if !h.Accounts.Check(r.PostFormValue("account"), r.PostFormValue("pin")) {
		http.Error(w, "wrong PIN", http.StatusUnauthorized)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func caller(r *http.Request) string {
	if forwarded := r.Header.Get("X-Forwarded-For"); forwarded != "" {
		first, _, _ := strings.Cut(forwarded, ",")
		return strings.TrimSpace(first)
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
