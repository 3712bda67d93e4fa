package example

import (
	"fmt"
	"html"
	"html/template"
	"io"
	"net/http"
	"strconv"
)

var page = template.Must(template.New("page").Parse("<h1>{{.}}</h1>"))

func hello(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	// ruleid: go.cwe-79.xss
	page.Execute(w, template.HTML(name))
	// ruleid: go.cwe-79.xss
	fmt.Fprintf(w, "<h1>Hello %s</h1>", name)
	// ruleid: go.cwe-79.xss
	io.WriteString(w, "<h1>Hello "+name+"</h1>")
	// ruleid: go.cwe-79.xss
	w.Write([]byte("<h1>Hello " + name))
	// ruleid: go.cwe-79.xss
	page.Execute(w, template.JS("greet('"+r.URL.Query().Get("name")+"')"))
}

func safe(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	// ok: go.cwe-79.xss
	page.Execute(w, name)
	// ok: go.cwe-79.xss
	page.Execute(w, template.HTML("<b>constant</b>"))
	// ok: go.cwe-79.xss
	fmt.Fprintf(w, "<h1>Hello %s</h1>", html.EscapeString(name))
	// ok: go.cwe-79.xss
	fmt.Fprintf(w, "Hello %s", name)
	count, _ := strconv.Atoi(r.FormValue("count"))
	// ok: go.cwe-79.xss
	fmt.Fprintf(w, "<b>%d</b>", count)
}

func render(text string) template.HTML {
	// ok: go.cwe-79.xss
	return template.HTML(text)
}
