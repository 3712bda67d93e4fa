package web

import (
	"fmt"
	"net/http"

	"github.com/go-ldap/ldap/v3"
)

const base = "dc=example,dc=com"

func people(w http.ResponseWriter, r *http.Request) {
	// ruleid: go.cwe-90.ldap
	search(ldap.NewSearchRequest(base, ldap.ScopeWholeSubtree, 0, 0, 0, false, "(uid="+r.FormValue("uid")+")", nil, nil))
}

func mail(w http.ResponseWriter, r *http.Request) {
	filter := fmt.Sprintf("(&(objectClass=person)(mail=%s))", r.URL.Query().Get("mail"))
	// ruleid: go.cwe-90.ldap
	search(&ldap.SearchRequest{BaseDN: base, Filter: filter})
}

func raw(w http.ResponseWriter, r *http.Request) {
	// ruleid: go.cwe-90.ldap
	ldap.CompileFilter(r.FormValue("filter"))
}

func safe(w http.ResponseWriter, r *http.Request) {
	uid := ldap.EscapeFilter(r.FormValue("uid"))
	// ok: go.cwe-90.ldap
	search(ldap.NewSearchRequest(base, ldap.ScopeWholeSubtree, 0, 0, 0, false, "(uid="+uid+")", nil, nil))
	// ok: go.cwe-90.ldap
	search(&ldap.SearchRequest{BaseDN: base, Filter: "(uid=" + ldap.EscapeFilter(r.FormValue("uid")) + ")"})
	// ok: go.cwe-90.ldap
	search(&ldap.SearchRequest{BaseDN: base, Filter: "(uid=root)"})
}
