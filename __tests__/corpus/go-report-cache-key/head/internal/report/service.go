package report

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"example.com/ledgerly/internal/cache"
	"example.com/ledgerly/internal/tenant"
)

type Row struct {
	Month  string `json:"month"`
	Amount int64  `json:"amount"`
}

type Store interface {
	// Rows returns the rows of the named report that belong to one tenant.
	Rows(ctx context.Context, tenantID, name string) ([]Row, error)
}

type cacheKey struct {
	tenantID string
	name     string
}

type Service struct {
	store Store
	cache *cache.Cache[cacheKey, []Row]
}

func New(store Store) *Service {
	return &Service{store: store, cache: cache.New[cacheKey, []Row](5 * time.Minute)}
}

func (s *Service) Get(w http.ResponseWriter, r *http.Request) {
	id, ok := tenant.FromContext(r.Context())
	if !ok {
		http.Error(w, "no tenant", http.StatusUnauthorized)
		return
	}
	rows, err := s.load(r.Context(), id, r.PathValue("name"))
	if err != nil {
		http.Error(w, "report failed", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(rows)
}

func (s *Service) load(ctx context.Context, tenantID, name string) ([]Row, error) {
	key := cacheKey{tenantID, name}
	if rows, ok := s.cache.Get(key); ok {
		return rows, nil
	}
	rows, err := s.store.Rows(ctx, tenantID, name)
	if err != nil {
		return nil, err
	}
	s.cache.Put(key, rows)
	return rows, nil
}
