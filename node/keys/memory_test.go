package keys_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/keys"
)

// memory is a Store that outlives a Keys, as a disk does. When broken is set, nothing is written.
type memory struct {
	mu     sync.Mutex
	keys   []clearing.Key
	broken error
}

var _ keys.Store = (*memory)(nil)

func (m *memory) Keys(context.Context) ([]clearing.Key, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.keys), nil
}

func (m *memory) AddKey(_ context.Context, k clearing.Key) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.broken != nil {
		return m.broken
	}
	m.keys = append(m.keys, k)
	return nil
}

func (m *memory) RevokeKeys(_ context.Context, ids []string, at uint64) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.broken != nil {
		return m.broken
	}
	for _, id := range ids {
		i := slices.IndexFunc(m.keys, func(k clearing.Key) bool { return k.ID == id })
		if i < 0 || m.keys[i].Revoked != 0 {
			return errors.New("revoke a key that is not there or not live")
		}
		m.keys[i].Revoked = at
	}
	return nil
}

func onSale() []market.Model {
	return []market.Model{"acme/fast-1", "acme/slow-1", "zeta/big-2"}
}

func open(t testing.TB, m *memory) *keys.Keys {
	t.Helper()
	k, err := keys.Open(context.Background(), "test", m, onSale)
	require.NoError(t, err)
	return k
}

func make1(t testing.TB, k *keys.Keys, s keys.Spec) (*keys.Key, string) {
	t.Helper()
	key, token, err := k.Create(context.Background(), s)
	require.NoError(t, err)
	return key, token.Reveal()
}

func budget(t testing.TB, text string) *clearing.Budget {
	t.Helper()
	b, err := keys.ParseBudget(text)
	require.NoError(t, err)
	return &b
}
