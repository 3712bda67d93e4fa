package main

import (
	"log"
	"net/http"
	"time"

	"example.com/telemetry/internal/ingest"
	"example.com/telemetry/internal/sink"
)

func main() {
	server := &ingest.Server{Sink: sink.NewBuffered(10_000)}
	public := &http.Server{
		Addr:         ":8080",
		Handler:      server.Handler(),
		ReadTimeout:  10 * time.Second,
		WriteTimeout: 10 * time.Second,
	}
	log.Fatal(public.ListenAndServe())
}
