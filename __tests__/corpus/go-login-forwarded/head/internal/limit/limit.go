package limit

import (
	"sync"
	"time"
)

// Attempts counts failed sign-ins per caller within a window. It is safe for concurrent use.
type Attempts struct {
	mu     sync.Mutex
	most   int
	window time.Duration
	seen   map[string][]time.Time
}

func New(most int, window time.Duration) *Attempts {
	return &Attempts{most: most, window: window, seen: map[string][]time.Time{}}
}

// Allow reports whether the caller may try again, and counts the try.
func (a *Attempts) Allow(caller string, now time.Time) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	var recent []time.Time
	for _, at := range a.seen[caller] {
		if now.Sub(at) < a.window {
			recent = append(recent, at)
		}
	}
	if len(recent) >= a.most {
		a.seen[caller] = recent
		return false
	}
	a.seen[caller] = append(recent, now)
	return true
}
