package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/store"
)

// Trades, backups, restarts and restores of either side in any order: the seller never holds less than before, no two vouchers are over
// one amount, and after every trade both sides have the same S. The buyer is restored from a backup of any age alone, the seller from
// one with its channels file, or from that alone.
func TestRestoresInAnyOrder(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		p := newPair(t, money.UnitsOf(10_000_000))
		defer func() { require.NoError(r, errors.Join(p.b.Close(), p.s.Close())) }()
		var backups [2][]string
		memos := map[money.Units]common.Hash{}
		save := func(side int, s *store.Store) {
			file := filepath.Join(t.TempDir(), "backup")
			backup(t, s, file)
			if rapid.Bool().Draw(r, "increment") {
				backup(t, s, file)
			}
			backups[side] = append(backups[side], file)
		}
		one := func(list []string) string { return rapid.SampledFrom(list).Draw(r, "backup") }
		for range rapid.IntRange(3, 10).Draw(r, "steps") {
			before := p.payee().Highest
			switch rapid.SampledFrom([]string{"trade", "trade", "trade", "save", "buyer", "seller", "reopen"}).Draw(r, "step") {
			case "trade":
				p.trade(money.Micros(rapid.Uint64Range(1, 5000).Draw(r, "micros")))
				v := p.payee().Highest
				require.Equal(r, p.payer().Sum, p.payee().Sum)
				require.Equal(r, p.payer().Highest(), v)
				memo, seen := memos[v.Cumulative]
				require.True(r, !seen || memo == v.Memo, "two vouchers over %s", v.Cumulative)
				memos[v.Cumulative] = v.Memo
			case "save":
				save(0, p.b)
				save(1, p.s)
			case "buyer":
				if len(backups[0]) == 0 {
					continue
				}
				require.NoError(r, p.b.Close())
				p.bdir, _ = restore(t, store.Sources{Backup: one(backups[0])})
				p.b = openAt(t, p.bdir)
				require.True(r, p.payer().Doubtful)
				_, due := p.payer().Next()
				require.False(r, due)
				p.greet()
			case "seller":
				require.NoError(r, p.s.Close())
				from := store.Sources{Channels: filepath.Join(t.TempDir(), "channels")}
				copyFile(t, channelsFile(p.sdir), from.Channels)
				if len(backups[1]) > 0 && rapid.Bool().Draw(r, "with backup") {
					from.Backup = one(backups[1])
				}
				require.NoError(r, os.RemoveAll(p.sdir))
				p.sdir, _ = restore(t, from)
				p.s = openAt(t, p.sdir)
			case "reopen":
				p.reopen()
				p.greet()
			}
			require.False(r, p.payee().Highest.Cumulative.Less(before.Cumulative), "a voucher is lost")
		}
	})
}
