package keys_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/keys"
)

func TestTokenIsShownOnceAndKeptAsHash(t *testing.T) {
	m := &memory{}
	k := open(t, m)
	key, token, err := k.Create(t.Context(), keys.Spec{Name: "app"})
	require.NoError(t, err)
	require.Regexp(t, `^sk-test-[0-9A-Za-z]{49}$`, token.Reveal())

	var log strings.Builder
	slog.New(slog.NewJSONHandler(&log, nil)).Info("made", "token", token, "key", key)
	stored, err := json.Marshal(m.keys)
	require.NoError(t, err)
	shown, err := json.Marshal(map[string]any{"token": token})
	require.NoError(t, err)
	for where, text := range map[string]string{"log": log.String(), "store": string(stored), "JSON": string(shown), "%v": fmt.Sprintf("%v %+v", token, token),
		"%#v": fmt.Sprintf("%#v", token), "%s %q %x": fmt.Sprintf("%s %q", token, token)} {
		require.NotContains(t, text, token.Reveal(), where)
		require.NotContains(t, text, token.Reveal()[12:], where)
	}
	require.Equal(t, token.Reveal()[:12]+"...", key.Hint)

	got, err := open(t, m).Authenticate(token.Reveal())
	require.NoError(t, err, "the key is good after a restart")
	require.Equal(t, key.ID(), got.ID())
}

// The refusal is the same whatever is wrong with a token, so that it tells nothing.
func TestUniformRefusals(t *testing.T) {
	m := &memory{}
	k := open(t, m)
	_, token := make1(t, k, keys.Spec{Name: "app"})
	revoked, gone := make1(t, k, keys.Spec{Name: "old"})
	_, err := k.Revoke(t.Context(), "old")
	require.NoError(t, err)
	other, err := keys.Open(t.Context(), "other", &memory{}, onSale)
	require.NoError(t, err)
	_, foreign := make1(t, other, keys.Spec{Name: "app"})

	typo := []byte(token)
	typo[20] ^= 1
	for name, bearer := range map[string]string{"empty": "", "short": "sk-test-", "another network's": foreign, "mistyped": string(typo), "revoked": gone,
		"by id": revoked.ID(), "with a tail": token + "x", "with a space": token + " ", "upper case": strings.ToUpper(token)} {
		_, err := k.Authenticate(bearer)
		var refusal *market.Refusal
		require.ErrorAs(t, err, &refusal, name)
		require.Equal(t, 401, refusal.Status, name)
		require.Equal(t, "No valid API key. Send one as 'Authorization: Bearer sk-...'.", refusal.Message, name)
	}
	_, err = k.Authenticate(token)
	require.NoError(t, err)
}

func TestExpiryIsSaid(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := open(t, &memory{})
		_, parent := make1(t, k, keys.Spec{Name: "team", Expires: time.Now().Add(time.Hour)})
		_, child := make1(t, k, keys.Spec{Name: "app", Parent: "team"})
		time.Sleep(time.Hour - time.Millisecond)
		for _, token := range []string{parent, child} {
			_, err := k.Authenticate(token)
			require.NoError(t, err)
		}
		time.Sleep(time.Millisecond)
		for _, token := range []string{parent, child} {
			_, err := k.Authenticate(token)
			require.ErrorContains(t, err, "expired")
		}
	})
}

func TestCapsAreOnByDefault(t *testing.T) {
	k := open(t, &memory{})
	key, _ := make1(t, k, keys.Spec{Name: "app"})
	require.Equal(t, keys.DefaultBudget, key.Budget)
	small, _ := make1(t, k, keys.Spec{Name: "small", Budget: budget(t, "2 USD/day")})
	child, _ := make1(t, k, keys.Spec{Name: "child", Parent: small.ID()})
	require.Equal(t, "2.00 USD/day", keys.FormatBudget(child.Budget), "a child's default is no more than its parent's budget")
	free, _ := make1(t, k, keys.Spec{Name: "free", Budget: budget(t, "unlimited")})
	require.True(t, free.Budget.Unlimited, "no limit is a choice that is written down")
}

func TestTreeAttenuates(t *testing.T) {
	k := open(t, &memory{})
	root, _ := make1(t, k, keys.Spec{Name: "org", Models: []market.Model{"acme/*", "zeta/big-2"}, RPM: 100})
	team, _ := make1(t, k, keys.Spec{Name: "team", Parent: "org", Models: []market.Model{"acme/*"}})
	app, token := make1(t, k, keys.Spec{Name: "app", Parent: team.ID(), Models: []market.Model{"acme/fast-1"}, RPM: 10})
	require.Equal(t, []string{app.ID(), team.ID(), root.ID()}, app.Line())

	require.True(t, app.Allows("acme/fast-1"))
	require.False(t, app.Allows("acme/slow-1"))
	require.True(t, team.Allows("acme/slow-1"))
	require.True(t, team.Allows("acme/new-9"), "a family holds models to come")
	require.False(t, team.Allows("zeta/big-2"))
	require.False(t, root.Allows("zeta/small-1"))
	require.False(t, root.Allows("acmex/fast-1"))
	require.EqualValues(t, 10, app.RPM())
	require.EqualValues(t, 100, team.RPM())

	_, err := k.Revoke(t.Context(), "org")
	require.NoError(t, err)
	_, err = k.Authenticate(token)
	require.Error(t, err, "revoking a key revokes all below it")
	for _, key := range k.List() {
		require.Equal(t, "revoked", key.Status(uint64(time.Now().UnixMilli())))
	}
}

func TestCreateRefuses(t *testing.T) {
	k := open(t, &memory{})
	make1(t, k, keys.Spec{Name: "org", Models: []market.Model{"acme/*"}, Budget: budget(t, "20 USD/day"), RPM: 60, Expires: time.Now().Add(time.Hour)})
	revoked, _ := make1(t, k, keys.Spec{Name: "gone"})
	_, err := k.Revoke(t.Context(), "gone")
	require.NoError(t, err)
	gone, parent := revoked.ID(), "org"
	for i := 1; i < clearing.MaxKeyDepth; i++ {
		make1(t, k, keys.Spec{Name: strings.Repeat("d", i), Parent: parent})
		parent = strings.Repeat("d", i)
	}
	for want, spec := range map[string]keys.Spec{
		"name \"\": use 1 to 63 letters":                                   {},
		"name \"a\\nb\": use 1 to 63":                                      {Name: "a\nb"},
		"is taken by key":                                                  {Name: "org"},
		"budget 0 buys nothing; write '20 USD/day'":                        {Name: "x", Budget: &clearing.Budget{}},
		"unlimited and $1.00 at once":                                      {Name: "x", Budget: &clearing.Budget{Unlimited: true, Limit: keys.DefaultBudget.Limit.MulDiv(1, 10)}},
		"is in the past":                                                   {Name: "x", Expires: time.Now().Add(-time.Second)},
		"unknown model \"acme/fsat-1\", did you mean acme/fast-1":          {Name: "x", Models: []market.Model{"acme/fsat-1"}},
		"unknown model \"nobody/*\"":                                       {Name: "x", Models: []market.Model{"nobody/*"}},
		"parent \"nobody\": no such key":                                   {Name: "x", Parent: "nobody"},
		"parent \"gone\": no such key":                                     {Name: "x", Parent: "gone"},
		"parent gone is revoked":                                           {Name: "x", Parent: gone},
		"parent org may not buy zeta/big-2":                                {Name: "x", Parent: "org", Models: []market.Model{"zeta/big-2"}},
		"parent org may not buy zeta/*":                                    {Name: "x", Parent: "org", Models: []market.Model{"zeta/*"}},
		"parent org expires earlier":                                       {Name: "x", Parent: "org", Expires: time.Now().Add(2 * time.Hour)},
		"parent org may make 60 requests per minute":                       {Name: "x", Parent: "org", RPM: 61},
		"parent org has a budget of 20.00 USD/day":                         {Name: "x", Parent: "org", Budget: budget(t, "20.000001 USD/day")},
		"parent org has a budget of 20.00 USD/day ":                        {Name: "x", Parent: "org", Budget: budget(t, "unlimited")},
		"300 models, at most 256; 'family/*' is a whole family":            {Name: "x", Models: make([]market.Model, 300)},
		"parent " + strings.Repeat("d", 7) + " is 8 levels deep, the most": {Name: "x", Parent: strings.Repeat("d", 7)},
	} {
		before := len(k.List())
		_, _, err := k.Create(t.Context(), spec)
		require.ErrorIs(t, err, keys.ErrSpec, want)
		require.ErrorContains(t, err, strings.TrimSpace(want))
		require.Len(t, k.List(), before)
	}
}

func TestRevoke(t *testing.T) {
	m := &memory{}
	k := open(t, m)
	_, err := k.Revoke(t.Context(), "nobody")
	require.ErrorIs(t, err, keys.ErrNoKey)

	key, token := make1(t, k, keys.Spec{Name: "app"})
	m.broken = errors.New("disk full")
	_, err = k.Revoke(t.Context(), key.ID())
	require.ErrorIs(t, err, m.broken)
	_, err = k.Authenticate(token)
	require.NoError(t, err, "what is not durable is not done")
	_, _, err = k.Create(t.Context(), keys.Spec{Name: "new"})
	require.ErrorIs(t, err, m.broken)
	require.Len(t, k.List(), 1)

	m.broken = nil
	for range 2 {
		_, err = k.Revoke(t.Context(), key.ID())
		require.NoError(t, err, "revoking twice does nothing")
	}
	make1(t, k, keys.Spec{Name: "app"})
	_, err = open(t, m).Authenticate(token)
	require.Error(t, err, "a restart does not bring a revoked key back")
}

func TestBrokenTreeIsRefused(t *testing.T) {
	for name, records := range map[string][]clearing.Key{
		"no parent": {{ID: "a", Parent: "b"}},
		"loop":      {{ID: "a", Parent: "b"}, {ID: "b", Parent: "a"}},
	} {
		_, err := keys.Open(context.Background(), "test", &memory{keys: records}, onSale)
		require.ErrorContains(t, err, "its line of parents is broken", name)
	}
	_, err := keys.Open(context.Background(), "Main Net", &memory{}, onSale)
	require.ErrorContains(t, err, "use 1 to 16 lower-case letters and digits")
}

// Callers authenticate while keys are made and revoked: a revocation holds from the moment in which it returns.
func TestRevocationIsInstant(t *testing.T) {
	k := open(t, &memory{})
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for j := range 20 {
				name := fmt.Sprintf("app-%d-%d", i, j)
				_, token, err := k.Create(context.Background(), keys.Spec{Name: name})
				require.NoError(t, err)
				_, err = k.Authenticate(token.Reveal())
				require.NoError(t, err)
				_, err = k.Revoke(context.Background(), name)
				require.NoError(t, err)
				_, err = k.Authenticate(token.Reveal())
				require.Error(t, err)
			}
		})
	}
	wg.Wait()
	require.Len(t, k.List(), 160)
}
