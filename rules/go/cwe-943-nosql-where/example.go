package web

import (
	"context"
	"fmt"
	"net/http"

	"go.mongodb.org/mongo-driver/bson"
)

func older(w http.ResponseWriter, r *http.Request) {
	// ruleid: go.cwe-943.nosql-where
	items.Find(r.Context(), bson.M{"$where": "this.age > " + r.FormValue("age")})
}

func where(w http.ResponseWriter, r *http.Request) {
	script := fmt.Sprintf("this.name == '%s'", r.URL.Query().Get("name"))
	// ruleid: go.cwe-943.nosql-where
	filter := bson.D{{Key: "$where", Value: script}}
	items.Find(r.Context(), filter)
}

func query(w http.ResponseWriter, r *http.Request) {
	var filter bson.M
	// ruleid: go.cwe-943.nosql-where
	bson.UnmarshalExtJSON([]byte(r.FormValue("filter")), false, &filter)
	items.Find(context.Background(), filter)
}

func safe(w http.ResponseWriter, r *http.Request) {
	// ok: go.cwe-943.nosql-where
	items.Find(r.Context(), bson.M{"name": r.FormValue("name")})
	// ok: go.cwe-943.nosql-where
	items.Find(r.Context(), bson.D{{Key: "age", Value: bson.M{"$gt": r.FormValue("age")}}})
	// ok: go.cwe-943.nosql-where
	items.Find(r.Context(), bson.M{"$where": "this.age > 18"})
}
