package dashboard

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"sync"
	"time"
)

// How long a page's credentials live, and how many there may be.
const (
	codeLife    = 5 * time.Minute
	sessionLife = 12 * time.Hour
	maxSessions = 64
)

// sessions is the pages' credentials: one-time codes that an operator's command mints, and the read-only tokens that a page gets
// for one. Both live in memory only, by their hashes.
type sessions struct {
	mu    sync.Mutex // guards both maps
	codes map[[sha256.Size]byte]time.Time
	live  map[[sha256.Size]byte]time.Time
}

func newSessions() *sessions {
	return &sessions{codes: map[[sha256.Size]byte]time.Time{}, live: map[[sha256.Size]byte]time.Time{}}
}

func secret() (text string, hash [sha256.Size]byte) {
	b := make([]byte, 32)
	if _, err := rand.Read(b); err != nil {
		panic("developer error: the system has no randomness: " + err.Error())
	}
	text = base64.RawURLEncoding.EncodeToString(b)
	return text, sha256.Sum256([]byte(text))
}

// mint makes a one-time code.
func (s *sessions) mint() string {
	text, hash := secret()
	s.mu.Lock()
	defer s.mu.Unlock()
	insert(s.codes, hash, time.Now().Add(codeLife))
	return text
}

// redeem turns a code into a session's token, once.
func (s *sessions) redeem(code string) (token string, expires time.Time, ok bool) {
	hash := sha256.Sum256([]byte(code))
	s.mu.Lock()
	defer s.mu.Unlock()
	until, known := s.codes[hash]
	delete(s.codes, hash)
	if !known || time.Now().After(until) {
		return "", time.Time{}, false
	}
	token, hash = secret()
	expires = time.Now().Add(sessionLife)
	insert(s.live, hash, expires)
	return token, expires, true
}

func (s *sessions) valid(hash [sha256.Size]byte) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	until, ok := s.live[hash]
	return ok && time.Now().Before(until)
}

// insert keeps the map bounded: the entry that ends first gives way.
func insert(m map[[sha256.Size]byte]time.Time, hash [sha256.Size]byte, until time.Time) {
	if len(m) >= maxSessions {
		first := hash
		for h, t := range m {
			if first == hash || t.Before(m[first]) {
				first = h
			}
		}
		delete(m, first)
	}
	m[hash] = until
}
