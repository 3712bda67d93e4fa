package web

import (
	"log/slog"
	"net/http"
	"strings"
)

func requireAdmin(sessions Sessions, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/admin/") && !sessions.IsAdmin(r) {
			slog.Warn("admin page refused", "path", r.URL.Path)
			http.Error(w, "forbidden", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}
