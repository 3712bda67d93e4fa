package main

import (
	"net/http"
	_ "net/http/pprof"
)

func public() error {
	// ruleid: go.cwe-489.pprof
	return http.ListenAndServe(":8080", nil)
}

func secure() error {
	// ruleid: go.cwe-489.pprof
	return http.ListenAndServeTLS("0.0.0.0:443", "cert.pem", "key.pem", nil)
}

func main() {
	// ruleid: go.cwe-489.pprof
	http.Serve(listener, nil)
}

func operators() error {
	// ok: go.cwe-489.pprof
	return http.ListenAndServe("localhost:6060", nil)
}

func application(mux *http.ServeMux) error {
	// ok: go.cwe-489.pprof
	return http.ListenAndServe(":8080", mux)
}

func own(server *http.Server) error {
	// ok: go.cwe-489.pprof
	return server.ListenAndServe()
}
