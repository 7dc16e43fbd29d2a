package store_test

import (
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/store"
)

// One call as it goes: hold, advance, voucher, admission, receipt, charge, and a second one on what is prepaid.
func TestCall(t *testing.T) {
	p := newPair(t, money.UnitsOf(1_000_000))
	id := attempt()
	got, err := p.b.Reserve(ctx, p.reservation(id, money.Micros(9000), money.Micros(8000), money.Micros(5000), money.Micros(1000)))
	require.NoError(t, err)
	require.Equal(t, money.Micros(4000), got.Advance, "exposure less the seller's limit")
	require.Equal(t, money.Micros(4000), got.Payer.Sum)
	require.Equal(t, money.Micros(4000), got.Payer.Held, "the advance is not held twice")

	limits := clearing.Limits{Buyer: money.Micros(1000), NewBuyers: money.Coins(5), IsNew: true}
	_, err = p.s.Admit(ctx, p.admission(id, money.Micros(5000), limits), nil)
	var more interface{ Error() string }
	require.ErrorAs(t, err, &more)
	require.ErrorContains(t, err, "4000000000 picos", "no voucher yet: the seller asks for the same advance")

	require.True(t, p.pay())
	payee, err := p.s.Admit(ctx, p.admission(id, money.Micros(5000), limits), nil)
	require.NoError(t, err)
	require.Equal(t, money.Micros(1000), payee.Unpaid())
	p.finish(id, money.Micros(3000))
	require.Equal(t, money.Micros(1000), p.payer().Prepaid())
	require.Equal(t, money.Micros(1000), p.payee().Prepaid())
	require.False(t, p.pay(), "nothing is due: it is prepaid")
	a, ok := p.b.Account(clearing.Operator)
	require.True(t, ok)
	require.Equal(t, money.Micros(3000), a.Spent())
	require.True(t, a.Held.IsZero())

	second := attempt()
	got, err = p.b.Reserve(ctx, p.reservation(second, money.Micros(9000), money.Micros(8000), money.Micros(2000), money.Micros(1000)))
	require.NoError(t, err)
	require.Equal(t, money.Micros(1000), got.Advance, "exposure less the limit")
	require.False(t, p.pay(), "which is prepaid")
	_, err = p.s.Admit(ctx, p.admission(second, money.Micros(2000), limits), nil)
	require.NoError(t, err)
	p.finish(second, money.Micros(2000))
	require.True(t, p.pay())
	require.Equal(t, money.UnitsOf(5000), p.payee().Highest.Cumulative)
	require.Equal(t, p.payer().Sum, p.payee().Sum)
	require.Equal(t, p.payer().Sum, p.payee().BuyerSum)

	p.reopen()
	require.Equal(t, money.UnitsOf(5000), p.payee().Highest.Cumulative)
	require.NoError(t, p.payee().Highest.Check(network.Domain(), p.buyer.address()), "the signature is stored")
	rec, err := p.b.Bought(ctx, id)
	require.NoError(t, err)
	require.False(t, rec.Receipt.Sig.IsZero(), "the receipt's signature is stored")
	sold, found, err := p.s.Sold(ctx, p.ch.ID(), id)
	require.NoError(t, err)
	require.True(t, found)
	require.Equal(t, rec.Receipt, sold.Receipt)
}

func TestSecondProcessIsToldWhoHasTheDirectory(t *testing.T) {
	dir := t.TempDir()
	openAt(t, dir)
	_, err := store.Open(dir, network)
	require.ErrorIs(t, err, store.ErrLocked)
	require.ErrorContains(t, err, "process "+strconv.Itoa(os.Getpid()))
}

// A lock that goes soon is waited for: a child that is being started holds its parent's for an instant.
func TestDirectoryThatIsLetGoOfSoonIsOpened(t *testing.T) {
	dir := t.TempDir()
	s, err := store.Open(dir, network)
	require.NoError(t, err)
	require.NoError(t, s.Close())
	held, err := os.Open(filepath.Join(dir, "store"))
	require.NoError(t, err)
	require.NoError(t, syscall.Flock(int(held.Fd()), syscall.LOCK_EX))
	time.AfterFunc(100*time.Millisecond, func() { _ = held.Close() })
	s, err = store.Open(dir, network)
	require.NoError(t, err)
	require.NoError(t, s.Close())
}

func TestOtherNetworkIsRefused(t *testing.T) {
	dir := t.TempDir()
	s, err := store.Open(dir, network)
	require.NoError(t, err)
	require.NoError(t, s.Close())
	require.NoError(t, s.Close(), "closing again is safe")
	_, err = s.AddChannel(ctx, newPair(t, money.Units{}).ch, usd, "x")
	require.ErrorIs(t, err, store.ErrClosed)
	other := network
	other.Genesis = common.HexToHash("0xbad")
	_, err = store.Open(dir, other)
	require.ErrorIs(t, err, store.ErrOtherNetwork)
	require.ErrorContains(t, err, "--data")
	other.Genesis = common.Hash{}
	s, err = store.Open(dir, other)
	require.NoError(t, err, "a genesis that is not known is not checked")
	require.NoError(t, s.Close())
}
