package web

import (
	"net/http"
	"path"
	"strings"
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
		"/admin/users":  s.users,
		"/admin/export": s.export,
	}
	return s
}

// ServeHTTP does without http.ServeMux, which would redirect legacy clients that send doubled slashes.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	clean := path.Clean("/" + r.URL.Path)
	if strings.HasPrefix(clean, "/admin/") && !s.sessions.IsAdmin(r) {
		http.Error(w, "forbidden", http.StatusForbidden)
		return
	}
	page, ok := s.pages[clean]
	if !ok {
		http.NotFound(w, r)
		return
	}
	page(w, r)
}
