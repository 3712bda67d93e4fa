package web

import (
	"net/http"
	"path"
)

type Sessions interface {
	// IsAdmin reports whether the request carries the session of an administrator.
	IsAdmin(r *http.Request) bool
}

type Server struct {
	pages map[string]http.HandlerFunc
}

func New(sessions Sessions) http.Handler {
	s := &Server{}
	s.pages = map[string]http.HandlerFunc{
		"/health":       s.health,
		"/admin/users":  s.users,
		"/admin/export": s.export,
	}
	return requireAdmin(sessions, s)
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
