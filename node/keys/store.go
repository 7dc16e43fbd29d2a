package keys

import (
	"context"

	"github.com/tolsey/tolsey/clearing"
)

// Store keeps the keys. Every verb is durable when it returns.
type Store interface {
	// Keys are all keys, revoked ones included, in any order.
	Keys(ctx context.Context) ([]clearing.Key, error)
	// AddKey adds a key and opens its account with its budget. Its id is new.
	AddKey(ctx context.Context, k clearing.Key) error
	// RevokeKeys marks keys as revoked at a time, unix ms, all in one step.
	RevokeKeys(ctx context.Context, ids []string, at uint64) error
}
