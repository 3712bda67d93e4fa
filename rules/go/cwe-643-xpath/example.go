package web

import (
	"fmt"
	"net/http"

	"github.com/antchfx/xmlquery"
	"github.com/antchfx/xpath"
)

func user(w http.ResponseWriter, r *http.Request) {
	// ruleid: go.cwe-643.xpath
	xmlquery.FindOne(users, "//user[@id='"+r.FormValue("id")+"']")
}

func login(w http.ResponseWriter, r *http.Request) {
	query := fmt.Sprintf("//user[name='%s']", r.PostFormValue("name"))
	// ruleid: go.cwe-643.xpath
	xmlquery.QueryAll(users, query)
}

func find(w http.ResponseWriter, r *http.Request) {
	// ruleid: go.cwe-643.xpath
	xpath.Compile(r.URL.Query().Get("path"))
}

func safe(w http.ResponseWriter, r *http.Request) {
	// ok: go.cwe-643.xpath
	for _, node := range xmlquery.Find(users, "//user") {
		// ok: go.cwe-643.xpath
		if node.SelectAttr("id") == r.FormValue("id") {
			fmt.Fprintln(w, "found")
		}
	}
	// ok: go.cwe-643.xpath
	xpath.MustCompile("//user[@active]")
}
