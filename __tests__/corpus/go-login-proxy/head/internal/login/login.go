package login

import (
	"net/http"
	"net/netip"
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
	remote, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	peer := remote.Addr().Unmap()
	if !peer.IsLoopback() {
		return peer.String()
	}
	entries := strings.Join(r.Header.Values("X-Forwarded-For"), ",")
	last := entries[strings.LastIndex(entries, ",")+1:]
	client, err := netip.ParseAddr(strings.TrimSpace(last))
	if err != nil {
		return peer.String()
	}
	return client.String()
}
