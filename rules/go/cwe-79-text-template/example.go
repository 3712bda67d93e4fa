package web

import (
	"net/http"
	"os"
	"text/template"
)

var page = template.Must(template.ParseFiles("page.html"))

func show(w http.ResponseWriter, r *http.Request) {
	// ruleid: go.cwe-79.text-template
	page.Execute(w, r.FormValue("name"))
}

func named(w http.ResponseWriter, r *http.Request) {
	// ruleid: go.cwe-79.text-template
	if err := page.ExecuteTemplate(w, "user", load(r)); err != nil {
		http.Error(w, "no page", http.StatusInternalServerError)
	}
}

func inline(w http.ResponseWriter, r *http.Request) {
	greeting, _ := template.New("greeting").Parse("<h1>{{.}}</h1>")
	// ruleid: go.cwe-79.text-template
	greeting.Execute(w, r.FormValue("name"))
}

func metrics(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	// ok: go.cwe-79.text-template
	page.Execute(w, counters())
}

func generate(data any) error {
	// ok: go.cwe-79.text-template
	return page.Execute(os.Stdout, data)
}

func run(w http.ResponseWriter, job Job) {
	// ok: go.cwe-79.text-template
	job.Run(w, nil)
}
