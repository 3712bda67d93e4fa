package web

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"
)

var pages = map[string]bool{"/home": true}

func next(w http.ResponseWriter, r *http.Request) {
	// ruleid: go.cwe-601.open-redirect
	http.Redirect(w, r, r.FormValue("next"), http.StatusFound)
}

func back(w http.ResponseWriter, r *http.Request) {
	target := r.URL.Query().Get("url")
	if target == "" {
		target = "/"
	}
	// ruleid: go.cwe-601.open-redirect
	http.Redirect(w, r, target, http.StatusSeeOther)
}

func out(c *gin.Context) {
	// ruleid: go.cwe-601.open-redirect
	c.Redirect(http.StatusFound, "https://"+c.Query("host"))
}

func header(w http.ResponseWriter, r *http.Request) {
	// ruleid: go.cwe-601.open-redirect
	w.Header().Set("Location", r.FormValue("to"))
	w.WriteHeader(http.StatusFound)
}

func user(w http.ResponseWriter, r *http.Request) {
	// ok: go.cwe-601.open-redirect
	http.Redirect(w, r, "/users/"+r.PathValue("id"), http.StatusFound)
}

func login(w http.ResponseWriter, r *http.Request) {
	// ok: go.cwe-601.open-redirect
	http.Redirect(w, r, "/login?next="+url.QueryEscape(r.FormValue("next")), http.StatusFound)
}

func listed(w http.ResponseWriter, r *http.Request) {
	target := r.FormValue("next")
	if !pages[target] {
		http.NotFound(w, r)
		return
	}
	// ok: go.cwe-601.open-redirect
	http.Redirect(w, r, target, http.StatusFound)
}

func relative(w http.ResponseWriter, r *http.Request) {
	target := r.FormValue("next")
	parsed, err := url.Parse(target)
	if err != nil || parsed.IsAbs() || parsed.Host != "" || strings.Contains(target, "\\") {
		http.NotFound(w, r)
		return
	}
	// ok: go.cwe-601.open-redirect
	http.Redirect(w, r, target, http.StatusFound)
}
