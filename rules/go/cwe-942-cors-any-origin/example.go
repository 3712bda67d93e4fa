package web

import (
	"net/http"

	"github.com/gin-contrib/cors"
	"github.com/labstack/echo/v4/middleware"
)

// ruleid: go.cwe-942.cors-any-origin
var config = cors.Config{AllowOriginFunc: func(origin string) bool { return true }, AllowCredentials: true}

// ruleid: go.cwe-942.cors-any-origin
var echoConfig = middleware.CORSConfig{AllowCredentials: true, UnsafeWildcardOriginWithAllowCredentials: true}

func handler(w http.ResponseWriter, r *http.Request) {
	// ruleid: go.cwe-942.cors-any-origin
	w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

// ok: go.cwe-942.cors-any-origin
var public = cors.Config{AllowAllOrigins: true}

// ok: go.cwe-942.cors-any-origin
var listed = cors.Config{AllowOrigins: []string{"https://example.com"}, AllowCredentials: true}

// ok: go.cwe-942.cors-any-origin
var checked = cors.Config{AllowOriginFunc: func(origin string) bool { return origins[origin] }, AllowCredentials: true}

func safe(w http.ResponseWriter, r *http.Request) {
	if origins[r.Header.Get("Origin")] {
		// ok: go.cwe-942.cors-any-origin
		w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}
