package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/tolsey/tolsey/clearing"
)

// ErrRevoked is returned for a reservation on a key that is revoked, or whose parent is.
var ErrRevoked = errors.New("key is revoked")

// AddKey files an API key and opens its account with its budget; ErrExists when its id or hash is known. Durable together: both.
func (s *Store) AddKey(ctx context.Context, k clearing.Key) error {
	_, err := do(ctx, s, finishes, func(b *batch) (struct{}, error) {
		if _, known := b.hot.keys.get(k.ID); known || k.ID == "" || b.hashKnown(k.Hash) {
			return struct{}{}, fmt.Errorf("key %q: %w", k.ID, ErrExists)
		}
		if k.Parent != "" {
			if _, err := b.path(k.Parent); err != nil {
				return struct{}{}, fmt.Errorf("parent of key %q: %w", k.ID, err)
			}
		}
		b.hot.keys.put(k.ID, k)
		b.hot.accounts.put(clearing.KeyAccount(k.ID), clearing.Account{Budget: k.Budget})
		return struct{}{}, nil
	})
	return err
}

func (b *batch) hashKnown(hash [32]byte) bool {
	for id, k := range b.hot.keys.live {
		if k.Hash == hash && id != "" {
			return true
		}
	}
	for _, c := range b.hot.keys.batch {
		if c.value.Hash == hash {
			return true
		}
	}
	return false
}

// RevokeKeys marks keys as revoked at a time (unix ms); unknown ids are ErrNotFound, and then none is. Durable together: all of them.
func (s *Store) RevokeKeys(ctx context.Context, ids []string, at uint64) error {
	_, err := do(ctx, s, finishes, func(b *batch) (struct{}, error) {
		for _, id := range ids {
			k, known := b.hot.keys.get(id)
			if !known {
				return struct{}{}, fmt.Errorf("key %q: %w", id, ErrNotFound)
			}
			k.Revoked = at
			b.hot.keys.put(id, k)
		}
		return struct{}{}, nil
	})
	return err
}

// Keys returns all keys, revoked ones included, in any order.
func (s *Store) Keys(ctx context.Context) ([]clearing.Key, error) {
	return values(s, s.hot.keys), ctx.Err()
}

// Account returns an account as it stands; false for one that nothing was posted to.
func (s *Store) Account(id clearing.AccountID) (clearing.Account, bool) {
	return find(s, s.hot.accounts, id)
}

// path is the accounts that a key's spending counts on: its own and those of the keys above it.
func (b *batch) path(key string) ([]clearing.AccountID, error) {
	if key == "" {
		return []clearing.AccountID{clearing.Operator}, nil
	}
	var out []clearing.AccountID
	for id := key; id != ""; {
		k, known := b.hot.keys.get(id)
		switch {
		case !known:
			return nil, fmt.Errorf("key %q: %w", id, ErrNotFound)
		case k.Revoked != 0:
			return nil, fmt.Errorf("key %q: %w", id, ErrRevoked)
		case len(out) == clearing.MaxKeyDepth:
			return nil, fmt.Errorf("key %q has more than %d keys above it", key, clearing.MaxKeyDepth-1)
		}
		out = append(out, clearing.KeyAccount(id))
		id = k.Parent
	}
	return out, nil
}

// account is an account; the node's own have no budget.
func (b *batch) account(id clearing.AccountID) (clearing.Account, bool) {
	a, known := b.hot.accounts.get(id)
	if !known {
		a.Budget.Unlimited = true
	}
	return a, known
}
