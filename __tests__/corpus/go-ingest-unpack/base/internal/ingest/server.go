package ingest

import (
	"encoding/json"
	"errors"
	"net/http"
)

const maxBody = 1 << 20

type Event struct {
	Name  string            `json:"name"`
	Attrs map[string]string `json:"attrs"`
}

type Sink interface {
	Write(events []Event) error
}

type Server struct {
	Sink Sink
}

// Handler is public: browsers report their events without an account.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /events", s.events)
	return mux
}

func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	var events []Event
	body := http.MaxBytesReader(w, r.Body, maxBody)
	if err := json.NewDecoder(body).Decode(&events); err != nil {
		var tooLarge *http.MaxBytesError
		if errors.As(err, &tooLarge) {
			http.Error(w, "too large", http.StatusRequestEntityTooLarge)
			return
		}
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	if err := s.Sink.Write(events); err != nil {
		http.Error(w, "try again", http.StatusServiceUnavailable)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
