package web

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

func login(w http.ResponseWriter, id string) {
	// ruleid: go.cwe-1004.cookie-not-httponly
	http.SetCookie(w, &http.Cookie{Name: "session_id", Value: id, Secure: true})
	// ruleid: go.cwe-1004.cookie-not-httponly
	http.SetCookie(w, &http.Cookie{Name: "auth", Value: id, HttpOnly: false})
}

func ginLogin(c *gin.Context, id string) {
	// ruleid: go.cwe-1004.cookie-not-httponly
	c.SetCookie("session_token", id, 3600, "/", "", true, false)
	// ok: go.cwe-1004.cookie-not-httponly
	c.SetCookie("session_token", id, 3600, "/", "", true, true)
}

func safe(w http.ResponseWriter, r *http.Request, id string) {
	// ok: go.cwe-1004.cookie-not-httponly
	http.SetCookie(w, &http.Cookie{Name: "session_id", Value: id, Secure: true, HttpOnly: true})
	// ok: go.cwe-1004.cookie-not-httponly
	http.SetCookie(w, &http.Cookie{Name: "theme", Value: "dark"})
	// ok: go.cwe-1004.cookie-not-httponly
	http.SetCookie(w, &http.Cookie{Name: "session_id", MaxAge: -1})
	// ok: go.cwe-1004.cookie-not-httponly
	r.AddCookie(&http.Cookie{Name: "session_id", Value: id})
}
