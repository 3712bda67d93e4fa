package web

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

func login(w http.ResponseWriter, id string) {
	// ruleid: go.cwe-614.cookie-not-secure
	http.SetCookie(w, &http.Cookie{Name: "session_id", Value: id, Secure: false, HttpOnly: true})
	// ruleid: go.cwe-614.cookie-not-secure
	cookie := http.Cookie{Name: "auth-token", Value: id, HttpOnly: true, Secure: false}
	http.SetCookie(w, &cookie)
}

func ginLogin(c *gin.Context, id string, secure bool) {
	// ruleid: go.cwe-614.cookie-not-secure
	c.SetCookie("session_token", id, 3600, "/", "", false, true)
	// ok: go.cwe-614.cookie-not-secure
	c.SetCookie("session_token", id, 3600, "/", "", secure, true)
	// ok: go.cwe-614.cookie-not-secure
	c.SetCookie("theme", "dark", 3600, "/", "", false, true)
}

func safe(w http.ResponseWriter, id string) {
	// ok: go.cwe-614.cookie-not-secure
	http.SetCookie(w, &http.Cookie{Name: "session_id", Value: id, Secure: true, HttpOnly: true})
	// ok: go.cwe-614.cookie-not-secure
	http.SetCookie(w, &http.Cookie{Name: "theme", Value: "dark", Secure: false})
}
