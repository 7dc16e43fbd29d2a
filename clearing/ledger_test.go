package clearing_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/market/money"
)

// TestLedgerModel posts at random, repeats included, and compares with plain integers.
func TestLedgerModel(t *testing.T) {
	names := []clearing.AccountID{"key:1", "channel:a", "channel:b", clearing.Local}
	rapid.Check(t, func(t *rapid.T) {
		l := clearing.NewLedger()
		net := map[clearing.AccountID]int64{}
		posted := map[string]clearing.Posting{}
		t.Repeat(map[string]func(*rapid.T){
			"post": func(t *rapid.T) {
				p := clearing.Posting{ID: fmt.Sprint(rapid.IntRange(0, 20).Draw(t, "id")), Debit: rapid.SampledFrom(names).Draw(t, "debit"),
					Credit: rapid.SampledFrom(names).Draw(t, "credit"), Amount: money.Picos(rapid.Uint64Range(0, 1000).Draw(t, "amount"))}
				err := l.Post(p)
				before, done := posted[p.ID]
				if p.Debit == p.Credit || done && before != p {
					require.ErrorIs(t, err, clearing.ErrPosting)
					return
				}
				require.NoError(t, err)
				if !done {
					posted[p.ID] = p
					n := int64(p.Amount.Big().Uint64())
					net[p.Debit], net[p.Credit] = net[p.Debit]+n, net[p.Credit]-n
				}
			},
			"": func(t *rapid.T) {
				debits, credits := l.Totals()
				require.Equal(t, debits, credits)
				for _, n := range names {
					pos := l.Position(n)
					require.Equal(t, net[n], pos.Owed.Big().Int64()-pos.Owe.Big().Int64(), n)
					require.True(t, pos.Owe.IsZero() || pos.Owed.IsZero())
				}
			},
		})
	})
}

func TestLedgerRefuses(t *testing.T) {
	l := clearing.NewLedger()
	require.ErrorIs(t, l.Post(clearing.Posting{Debit: "a", Credit: "b"}), clearing.ErrPosting)
	most := money.FromBytes([16]byte{0: 0xff})
	require.NoError(t, l.Post(clearing.Posting{ID: "1", Debit: "a", Credit: "b", Amount: most}))
	require.ErrorIs(t, l.Post(clearing.Posting{ID: "2", Debit: "a", Credit: "c", Amount: most}), money.ErrRange)
	require.Equal(t, most, l.Account("a").Debits, "a posting that is refused moves nothing")
	require.Equal(t, clearing.Account{}, l.Account("c"))
}
