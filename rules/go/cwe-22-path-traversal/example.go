package example

import (
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/gorilla/mux"
)

const base = "/srv/files"

func read(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	// ruleid: go.cwe-22.path-traversal
	data, _ := os.ReadFile(filepath.Join(base, name))
	w.Write(data)
	// ruleid: go.cwe-22.path-traversal
	http.ServeFile(w, r, base+"/"+mux.Vars(r)["name"])
	// ruleid: go.cwe-22.path-traversal
	os.Remove(base + "/" + r.FormValue("name"))
}

func download(c *gin.Context) {
	// ruleid: go.cwe-22.path-traversal
	c.File(filepath.Join(base, c.Query("name")))
}

func checked(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !filepath.IsLocal(name) {
		http.NotFound(w, r)
		return
	}
	// ok: go.cwe-22.path-traversal
	os.Open(filepath.Join(base, name))
}

func prefixed(w http.ResponseWriter, r *http.Request) {
	path := filepath.Join(base, r.FormValue("name"))
	if !strings.HasPrefix(path, base+"/") {
		http.NotFound(w, r)
		return
	}
	// ok: go.cwe-22.path-traversal
	os.Open(path)
}

func safe(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	// ok: go.cwe-22.path-traversal
	os.Open(filepath.Join(base, filepath.Base(name)))
	// ok: go.cwe-22.path-traversal
	os.Open(filepath.Join(base, filepath.Clean("/"+name)))
	id, _ := strconv.Atoi(r.FormValue("id"))
	// ok: go.cwe-22.path-traversal
	os.Open(filepath.Join(base, strconv.Itoa(id)))
	// ok: go.cwe-22.path-traversal
	os.OpenInRoot(base, name)
	// ok: go.cwe-22.path-traversal
	os.WriteFile(filepath.Join(base, "last"), []byte(name), 0o600)
}

func load(name string) {
	// ok: go.cwe-22.path-traversal
	os.Open(filepath.Join(base, name))
}
