package store_test

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/store"
)

// buy makes one call of so many micros; its entry is queued.
func (p *pair) buy(micros uint64) {
	id, limit := attempt(), clearing.Limits{Buyer: money.Coins(1), NewBuyers: money.Coins(5), IsNew: true}
	_, err := p.b.Reserve(ctx, p.reservation(id, money.Micros(micros), money.Micros(micros), money.Amount{}, money.Amount{}))
	require.NoError(p.t, err)
	_, err = p.s.Admit(ctx, p.admission(id, money.Micros(micros), limit), nil)
	require.NoError(p.t, err)
	p.finish(id, money.Micros(micros))
}

func TestEntriesLeadToTheVoucherAndBeyond(t *testing.T) {
	p := newPair(t, money.UnitsOf(1000))
	for _, micros := range []uint64{5, 6} {
		p.buy(micros)
		require.True(t, p.pay())
	}
	p.buy(7)
	for range 2 {
		entries, err := p.b.Entries(ctx, p.ch.ID())
		require.NoError(t, err)
		require.Len(t, entries, 3)
		memo := common.Hash{}
		for _, e := range entries[:2] {
			memo = channel.NextMemo(memo, e)
		}
		require.Equal(t, p.payer().Memo, memo)
		require.Equal(t, money.Micros(7), entries[2].Total, "what waits for its frame is among them")
		p.reopen()
		p.greet()
	}
	_, err := p.b.Entries(ctx, common.Hash{1})
	require.ErrorIs(t, err, store.ErrNotFound)
}

func TestEntriesOfAResyncedChannelAreNotAllThere(t *testing.T) {
	p := newPair(t, money.UnitsOf(1000))
	p.buy(5)
	require.True(t, p.pay())
	_, err := p.b.Doubt(ctx, p.ch.ID())
	require.NoError(t, err)
	p.greet()
	p.buy(6)
	entries, err := p.b.Entries(ctx, p.ch.ID())
	require.NoError(t, err)
	require.Nil(t, entries)
}
