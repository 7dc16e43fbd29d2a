package keys

import (
	"context"
	"crypto/sha256"
	"errors"

	"github.com/tolsey/tolsey/market"
)

// Record is a key at rest. It cannot be turned back into the token.
type Record struct {
	ID      string            `json:"id"`
	Name    string            `json:"name"` // unique among live keys
	Hash    [sha256.Size]byte `json:"-"`    // SHA-256 of the token
	Hint    string            `json:"hint"` // the token's beginning
	Parent  string            `json:"parent,omitempty"`
	Models  []market.Model    `json:"models,omitempty"` // "family/*" is a whole family; empty: what the parent may
	Budget  Budget            `json:"budget"`
	RPM     uint32            `json:"rpm,omitempty"`     // requests per minute; 0: what the parent may
	Expires uint64            `json:"expires,omitempty"` // unix ms; 0: never, or with the parent
	Revoked uint64            `json:"revoked,omitempty"` // unix ms; 0: live
	Created uint64            `json:"created"`           // unix ms
}

// ErrTaken is returned by a Store for a record whose id or hash it has already.
var ErrTaken = errors.New("key exists already")

// Store keeps the keys. Every verb is durable when it returns.
type Store interface {
	// Keys are all records, revoked ones included, in any order.
	Keys(ctx context.Context) ([]Record, error)
	// AddKey adds a record and opens its account "key:<id>" with its budget; ErrTaken.
	AddKey(ctx context.Context, r Record) error
	// RevokeKeys marks keys as revoked at a time, all in one step.
	RevokeKeys(ctx context.Context, ids []string, at uint64) error
}
