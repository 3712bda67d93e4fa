package web

import (
	"fmt"
	"net/http"
)

func (s *Server) health(w http.ResponseWriter, _ *http.Request) {
	fmt.Fprintln(w, "ok")
}

func (s *Server) users(w http.ResponseWriter, _ *http.Request) {
	fmt.Fprintln(w, "alice\nbob")
}

func (s *Server) export(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/csv")
	fmt.Fprintln(w, "name,email")
}
