package keys

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/market"
)

// Keys answers from memory, so that a key is checked without a wait; it is the only writer of its Store.
type Keys struct {
	net   string
	known func() []market.Model
	store Store

	writing sync.Mutex // orders writers; readers take the snapshot
	now     atomic.Pointer[snapshot]
}

type snapshot struct {
	byHash map[[sha256.Size]byte]*Key
	byID   map[string]*Key
}

// Open reads the keys of a network's name, such as "devnet", which is part of every token. known lists the models that a key may
// be limited to.
func Open(ctx context.Context, net string, store Store, known func() []market.Model) (*Keys, error) {
	if !netPattern.MatchString(net) {
		return nil, fmt.Errorf("network name %q of keys: use 1 to 16 lower-case letters and digits", net)
	}
	k := &Keys{net: net, known: known, store: store}
	return k, k.reload(ctx)
}

// reload builds the snapshot anew. Keys are few and change rarely.
func (k *Keys) reload(ctx context.Context) error {
	records, err := k.store.Keys(ctx)
	if err != nil {
		return fmt.Errorf("read keys: %w", err)
	}
	s, err := build(records)
	if err != nil {
		return err
	}
	k.now.Store(s)
	return nil
}

func build(records []clearing.Key) (*snapshot, error) {
	s := &snapshot{make(map[[sha256.Size]byte]*Key, len(records)), make(map[string]*Key, len(records))}
	for _, r := range records {
		key := &Key{Key: r}
		s.byID[r.ID], s.byHash[r.Hash] = key, key
	}
	for _, key := range s.byID {
		seen := map[string]bool{key.Key.ID: true}
		for at := key; at.Key.Parent != ""; {
			parent := s.byID[at.Key.Parent]
			if parent == nil || seen[parent.Key.ID] {
				return nil, fmt.Errorf("key %s: its line of parents is broken at %q", key.Key.ID, at.Key.Parent)
			}
			seen[parent.Key.ID] = true
			key.above = append(key.above, parent)
			at = parent
		}
	}
	return s, nil
}

// Uniform refusals: a caller learns that it has no valid key, never why, except that a key which was valid has expired.
var (
	errUnauthenticated = &market.Refusal{Type: market.Unauthenticated, Status: http.StatusUnauthorized, Hint: "tolsey key new",
		Message: "No valid API key. Send one as 'Authorization: Bearer sk-...'."}
	errExpired = &market.Refusal{Type: market.Unauthenticated, Status: http.StatusUnauthorized, Hint: "tolsey key new",
		Message: "The API key has expired."}
)

// Authenticate returns the key that a bearer string is; else a *market.Refusal of status 401. It looks the SHA-256 up, so that
// timing tells nothing about keys that exist.
func (k *Keys) Authenticate(bearer string) (*Key, error) {
	if !wellFormed(k.net, bearer) {
		return nil, errUnauthenticated
	}
	key := k.now.Load().byHash[hashOf(bearer)]
	if key == nil {
		return nil, errUnauthenticated
	}
	switch key.state(uint64(time.Now().UnixMilli())) {
	case revoked:
		return nil, errUnauthenticated
	case expired:
		return nil, errExpired
	}
	return key, nil
}

// List returns all keys, the oldest first.
func (k *Keys) List() []*Key {
	out := make([]*Key, 0)
	for _, key := range k.now.Load().byID {
		out = append(out, key)
	}
	slices.SortFunc(out, func(a, b *Key) int {
		return cmp.Or(cmp.Compare(a.Created, b.Created), strings.Compare(a.Key.ID, b.Key.ID))
	})
	return out
}

// ErrNoKey is returned for a key that is neither an id nor the name of a live key.
var ErrNoKey = errors.New("no such key")

// find takes an id, or the name of a live key.
func (s *snapshot) find(idOrName string) (*Key, error) {
	if key := s.byID[idOrName]; key != nil {
		return key, nil
	}
	for _, key := range s.byID {
		if key.Name == idOrName && key.Revoked == 0 {
			return key, nil
		}
	}
	return nil, fmt.Errorf("%q: %w; tolsey key list", idOrName, ErrNoKey)
}

// Find returns a key by its id, or by its name while it is live.
func (k *Keys) Find(idOrName string) (*Key, error) { return k.now.Load().find(idOrName) }

// Revoke ends a key and all below it, at once and for ever. Revoking twice does nothing. Calls that run are paid to their end.
func (k *Keys) Revoke(ctx context.Context, idOrName string) (*Key, error) {
	k.writing.Lock()
	defer k.writing.Unlock()
	s := k.now.Load()
	key, err := s.find(idOrName)
	if err != nil {
		return nil, fmt.Errorf("revoke key: %w", err)
	}
	var ids []string
	for _, other := range s.byID {
		if other.Revoked == 0 && (other == key || slices.Contains(other.above, key)) {
			ids = append(ids, other.Key.ID)
		}
	}
	slices.Sort(ids)
	if len(ids) == 0 {
		return key, nil
	}
	if err := k.store.RevokeKeys(ctx, ids, uint64(time.Now().UnixMilli())); err != nil {
		return nil, fmt.Errorf("revoke key %s: %w", key.Key.ID, err)
	}
	if err := k.reload(ctx); err != nil {
		return nil, err
	}
	return k.now.Load().byID[key.Key.ID], nil
}
