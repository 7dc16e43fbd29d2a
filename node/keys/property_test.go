package keys_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/keys"
)

// TestNoKeyHasMoreThanItsParents makes, revokes and reopens keys at random: whatever is made, a key never may what one above it
// may not, and it is good exactly while all of its line are.
func TestNoKeyHasMoreThanItsParents(t *testing.T) {
	patterns := []market.Model{"acme/fast-1", "acme/slow-1", "acme/*", "zeta/big-2", "zeta/*"}
	rapid.Check(t, func(t *rapid.T) {
		m := &memory{}
		k, err := keys.Open(context.Background(), "test", m, onSale)
		require.NoError(t, err)
		tokens := map[string]string{}
		dead := map[string]bool{}
		var ids []string
		t.Repeat(map[string]func(*rapid.T){
			"create": func(t *rapid.T) {
				spec := keys.Spec{Name: rapid.StringMatching(`[a-z]{3,8}`).Draw(t, "name"), Models: rapid.SliceOfN(rapid.SampledFrom(patterns), 0, 3).Draw(t, "models"),
					RPM: rapid.Uint32Range(0, 5).Draw(t, "rpm")}
				if len(ids) > 0 {
					spec.Parent = rapid.SampledFrom(append([]string{""}, ids...)).Draw(t, "parent")
				}
				if rapid.Bool().Draw(t, "budget") {
					spec.Budget = &clearing.Budget{Limit: money.Coins(rapid.Uint64Range(1, 3).Draw(t, "usd")), Period: clearing.Period(rapid.IntRange(0, 4).Draw(t, "period"))}
				}
				if rapid.Bool().Draw(t, "expires") {
					spec.Expires = time.Now().Add(time.Hour * time.Duration(rapid.IntRange(1, 3).Draw(t, "hours")))
				}
				key, token, err := k.Create(context.Background(), spec)
				if err != nil {
					require.ErrorIs(t, err, keys.ErrSpec)
					return
				}
				ids, tokens[key.ID()] = append(ids, key.ID()), token.Reveal()
			},
			"revoke": func(t *rapid.T) {
				if len(ids) == 0 {
					t.Skip()
				}
				id := rapid.SampledFrom(ids).Draw(t, "id")
				_, err := k.Revoke(context.Background(), id)
				require.NoError(t, err)
				dead[id] = true
			},
			"reopen": func(t *rapid.T) {
				var err error
				k, err = keys.Open(context.Background(), "test", m, onSale)
				require.NoError(t, err)
			},
			"": func(t *rapid.T) {
				for _, key := range k.List() {
					checkKey(t, k, key, tokens[key.ID()], dead)
				}
			},
		})
	})
}

func checkKey(t *rapid.T, k *keys.Keys, key *keys.Key, token string, dead map[string]bool) {
	line, good := key.Line(), true
	require.LessOrEqual(t, len(line), clearing.MaxKeyDepth)
	for _, id := range line {
		above, err := k.Find(id)
		require.NoError(t, err)
		good = good && !dead[id]
		for _, m := range append(onSale(), "acme/new-1", "other/x") {
			require.False(t, key.Allows(m) && !above.Allows(m), "%s may buy %s, %s above it may not", key.Name, m, above.Name)
		}
		if above.RPM() > 0 {
			require.NotZero(t, key.RPM())
			require.LessOrEqual(t, key.RPM(), above.RPM())
		}
		if above.Expires > 0 && key.Expires > 0 {
			require.LessOrEqual(t, key.Expires, above.Expires)
		}
		if key.Budget.Period == above.Budget.Period {
			require.False(t, above.Budget.Limit.Less(key.Budget.Limit))
		}
	}
	got, err := k.Authenticate(token)
	require.Equal(t, good, err == nil)
	if good {
		require.Equal(t, key.ID(), got.ID())
	}
}
