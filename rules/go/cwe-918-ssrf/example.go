package example

import (
	"fmt"
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"
)

var allowed = map[string]bool{"images.example.com": true}

func fetch(w http.ResponseWriter, r *http.Request) {
	// ruleid: go.cwe-918.ssrf
	http.Get(r.FormValue("url"))
	host := r.URL.Query().Get("host")
	// ruleid: go.cwe-918.ssrf
	http.NewRequest("GET", "https://"+host+"/index.json", nil)
	client := &http.Client{}
	// ruleid: go.cwe-918.ssrf
	client.Post(fmt.Sprintf("http://%s/hook", host), "text/plain", nil)
}

func avatar(c *gin.Context) {
	// ruleid: go.cwe-918.ssrf
	http.NewRequestWithContext(c, "GET", c.Query("url"), nil)
}

func checked(w http.ResponseWriter, r *http.Request) {
	target := r.FormValue("url")
	parts, err := url.Parse(target)
	if err != nil || !allowed[parts.Host] {
		http.NotFound(w, r)
		return
	}
	// ok: go.cwe-918.ssrf
	http.Get(target)
}

func checkedToo(w http.ResponseWriter, r *http.Request) {
	parts, err := url.Parse(r.FormValue("url"))
	if err != nil || parts.Hostname() != "images.example.com" {
		http.NotFound(w, r)
		return
	}
	// ok: go.cwe-918.ssrf
	http.Get(parts.String())
}

func safe(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	// ok: go.cwe-918.ssrf
	http.Get("https://api.example.com/users/" + name)
	// ok: go.cwe-918.ssrf
	http.Get(fmt.Sprintf("https://api.example.com/users/%s", name))
	// ok: go.cwe-918.ssrf
	http.Post("https://api.example.com/users", "application/json", r.Body)
	// ok: go.cwe-918.ssrf
	http.NewRequestWithContext(r.Context(), "GET", "https://api.example.com/?q="+url.QueryEscape(name), nil)
}

func load(target string) {
	// ok: go.cwe-918.ssrf
	http.Get(target)
}
