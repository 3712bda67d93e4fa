package example

import (
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"
)

type server struct {
	db *sql.DB
}

func (s *server) user(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	// ruleid: go.cwe-89.sql
	s.db.Query("SELECT * FROM users WHERE name = '" + name + "'")
	query := fmt.Sprintf("SELECT * FROM users WHERE name = '%s'", name)
	// ruleid: go.cwe-89.sql
	s.db.QueryRowContext(r.Context(), query)
	// ruleid: go.cwe-89.sql
	s.db.Exec("DELETE FROM users WHERE id = " + r.FormValue("id"))
}

func (s *server) list(c *gin.Context) {
	tx, _ := s.db.Begin()
	// ruleid: go.cwe-89.sql
	tx.Query("SELECT * FROM item ORDER BY " + c.DefaultQuery("order", "id"))
}

func (s *server) safe(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	// ok: go.cwe-89.sql
	s.db.Query("SELECT * FROM users WHERE name = $1", name)
	// ok: go.cwe-89.sql
	s.db.QueryRowContext(r.Context(), "SELECT * FROM users WHERE name = ?", name)
	limit, _ := strconv.Atoi(r.FormValue("limit"))
	// ok: go.cwe-89.sql
	s.db.Query(fmt.Sprintf("SELECT * FROM users LIMIT %d", limit))
	order := "id"
	if r.FormValue("order") == "name" {
		order = "name"
	}
	// ok: go.cwe-89.sql
	s.db.Query("SELECT * FROM users ORDER BY " + order)
}

func (s *server) drop(ctx context.Context, table string) {
	// ok: go.cwe-89.sql
	s.db.ExecContext(ctx, "DROP TABLE "+table)
}
