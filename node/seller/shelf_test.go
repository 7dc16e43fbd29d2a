package seller_test

import (
	"context"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/seller"
	"github.com/tolsey/tolsey/node/wire"
)

// window is a shelf beside what it has published of one family.
type window struct {
	*seller.Shelf
	seq  uint64
	seen []*market.Page
}

func (w *window) NextPageSeq(context.Context, string, uint64) (uint64, error) {
	w.seq++
	return w.seq, nil
}

type pen struct{}

var key, _ = crypto.HexToECDSA("b71c71a67e1177ad4e901695e1b4b9ee17ae16c6668d313eac2f96dbcda3f291")

func (pen) Address() common.Address { return crypto.PubkeyToAddress(key.PublicKey) }

func (pen) SignPage(payload []byte) (out market.Signature, err error) {
	digest := market.PageHash(payload)
	sig, err := crypto.Sign(digest[:], key)
	copy(out[:], sig)
	return out, err
}

func newWindow(t *testing.T, models ...market.Model) *window {
	w := &window{}
	terms := seller.Terms{Domain: market.Domain{ChainID: 31337, Clearing: common.Address{1}}, Asset: money.Asset{ChainID: 31337, Token: common.Address{2}, Decimals: 6},
		Payee: common.Address{3}, MinDeposit: money.Coins(1), CloseDelay: 3600}
	publish := func(ctx context.Context, _ string, data []byte) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		page, err := wire.OpenPage(data)
		require.NoError(t, err)
		w.seen = append(w.seen, page.Page)
		return nil
	}
	w.Shelf = seller.NewShelf(terms, w, pen{}, publish, func(time.Time) (out []seller.Listing) {
		for _, m := range models {
			prices := []market.UnitPrice{{Unit: market.Input, Price: 100_000}, {Unit: market.Output, Price: 200_000}}
			out = append(out, seller.Listing{Row: market.Row{Model: m, Tariff: market.Tariff{Prices: prices}, Context: 1000, MaxOutput: 1000, MaxCalls: 1, Dialects: []string{"openai"}}})
		}
		return out
	})
	return w
}

func (w *window) models() (out []market.Model) {
	for _, s := range w.Offers() {
		out = append(out, s.Listing.Row.Model)
	}
	return out
}

// One model is withdrawn and the other stays; the last one takes the page with it.
func TestAWithdrawalIsOfTheModelsNamed(t *testing.T) {
	w := newWindow(t, "acme/fast", "acme/slow")
	now := time.Now()
	cycle := func() {
		require.NoError(t, w.Cycle(t.Context(), now))
		now = now.Add(time.Second)
	}
	cycle()
	require.Equal(t, []market.Model{"acme/fast", "acme/slow"}, w.models())
	w.Withdraw("acme/slow")
	cycle()
	require.Equal(t, []market.Model{"acme/fast"}, w.models())
	w.Withdraw("acme/fast")
	cycle()
	require.Empty(t, w.models())
	require.True(t, w.seen[len(w.seen)-1].Tombstone)
	w.Show("acme/slow")
	cycle()
	require.Equal(t, []market.Model{"acme/slow"}, w.models())
	require.Len(t, w.seen, 4)

	w.Pause(true)
	cycle()
	require.Len(t, w.seen, 4, "validators take four pages at once, and then one in half a minute")
	now = now.Add(time.Minute)
	cycle()
	require.Empty(t, w.models())
	w.Pause(false)
	now = now.Add(time.Minute)
	cycle()
	require.Equal(t, []market.Model{"acme/slow"}, w.models(), "what was withdrawn before the pause stays withdrawn")
}

// A node that stops takes its pages back; one that dies publishes nothing more.
func TestADrainWithdrawsAndACrashDoesNot(t *testing.T) {
	for name, dies := range map[string]bool{"drain": false, "crash": true} {
		t.Run(name, func(t *testing.T) {
			w := newWindow(t, "acme/fast")
			require.NoError(t, w.Cycle(t.Context(), time.Now()))
			front, drain := context.WithCancel(t.Context())
			alive, die := context.WithCancel(t.Context())
			defer die()
			drain()
			if dies {
				die()
			}
			err := w.Run(front, alive)
			if dies {
				require.ErrorIs(t, err, context.Canceled)
				require.False(t, w.seen[len(w.seen)-1].Tombstone)
				return
			}
			require.NoError(t, err)
			require.True(t, w.seen[len(w.seen)-1].Tombstone)
		})
	}
}
