package main

import (
	"log"
	"net/http"
	"time"

	"example.com/console/internal/session"
	"example.com/console/internal/web"
)

func main() {
	server := &http.Server{
		Addr:              ":8080",
		Handler:           web.New(session.NewStore()),
		ReadHeaderTimeout: 5 * time.Second,
	}
	log.Fatal(server.ListenAndServe())
}
