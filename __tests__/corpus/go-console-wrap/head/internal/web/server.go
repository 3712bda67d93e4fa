package web

import (
	"log/slog"
	"net/http"
	"path"
)

type Sessions interface {
	// IsAdmin reports whether the request carries the session of an administrator.
	IsAdmin(r *http.Request) bool
}

type Server struct {
	sessions Sessions
	pages    map[string]http.HandlerFunc
}

func New(sessions Sessions) *Server {
	s := &Server{sessions: sessions}
	s.pages = map[string]http.HandlerFunc{
		"/health":       s.health,
		"/admin/users":  s.admin(s.users),
		"/admin/export": s.admin(s.export),
	}
	return s
}

func (s *Server) admin(page http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !s.sessions.IsAdmin(r) {
			slog.Warn("admin page refused", "path", r.URL.Path)
			http.Error(w, "forbidden", http.StatusForbidden)
			return
		}
		page(w, r)
	}
}

// ServeHTTP does without http.ServeMux, which would redirect legacy clients that send doubled slashes.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	clean := path.Clean("/" + r.URL.Path)
	page, ok := s.pages[clean]
	if !ok {
		http.NotFound(w, r)
		return
	}
	page(w, r)
}
