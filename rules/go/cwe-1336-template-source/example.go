package web

import (
	"html/template"
	"net/http"
	"time"
)

func preview(w http.ResponseWriter, r *http.Request) {
	// ruleid: go.cwe-1336.template-source
	page, _ := template.New("page").Parse(r.FormValue("template"))
	page.Execute(w, account)
}

func greet(w http.ResponseWriter, r *http.Request) {
	source := "Hello " + r.URL.Query().Get("name")
	// ruleid: go.cwe-1336.template-source
	page := template.Must(template.New("page").Parse(source))
	page.Execute(w, account)
}

func functions(w http.ResponseWriter, r *http.Request) {
	page := template.New("page")
	// ruleid: go.cwe-1336.template-source
	page.Parse(r.PostFormValue("source"))
	page.Execute(w, account)
}

func safe(w http.ResponseWriter, r *http.Request) {
	// ok: go.cwe-1336.template-source
	page := template.Must(template.New("page").Parse("Hello {{.}}"))
	// ok: go.cwe-1336.template-source
	page.Execute(w, r.FormValue("name"))
	// ok: go.cwe-1336.template-source
	day, _ := time.Parse(time.DateOnly, r.FormValue("day"))
	// ok: go.cwe-1336.template-source
	named := template.Must(template.New(r.FormValue("name")).Parse("{{.}}"))
	named.Execute(w, day)
}
