package store_test

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/store"
)

func TestKeys(t *testing.T) {
	p := newPair(t, money.UnitsOf(1000))
	root := clearing.Key{ID: "root", Name: "team", Hash: [32]byte{1}, Models: []market.Model{"a/*"}, Budget: clearing.Budget{Limit: money.Micros(10), Period: clearing.Day}, Created: 5}
	child := clearing.Key{ID: "child", Hash: [32]byte{2}, Parent: "root", Budget: clearing.Budget{Unlimited: true}}
	require.NoError(t, p.b.AddKey(ctx, root))
	require.NoError(t, p.b.AddKey(ctx, child))
	require.ErrorIs(t, p.b.AddKey(ctx, clearing.Key{ID: "root", Hash: [32]byte{3}}), store.ErrExists)
	require.ErrorIs(t, p.b.AddKey(ctx, clearing.Key{ID: "other", Hash: [32]byte{2}}), store.ErrExists)
	require.ErrorIs(t, p.b.AddKey(ctx, clearing.Key{ID: "orphan", Hash: [32]byte{4}, Parent: "nobody"}), store.ErrNotFound)
	p.reopen()
	keys, err := p.b.Keys(ctx)
	require.NoError(t, err)
	require.ElementsMatch(t, []clearing.Key{root, child}, keys)

	reserve := func(key string, amount uint64) error {
		r := p.reservation(attempt(), money.Micros(amount), money.Micros(1), money.Amount{}, money.Amount{})
		r.Key = key
		_, err := p.b.Reserve(ctx, r)
		return err
	}
	require.NoError(t, reserve("child", 6))
	var lack *clearing.InsufficientError
	require.ErrorAs(t, reserve("child", 6), &lack)
	require.Equal(t, clearing.AccountID("key:root"), lack.Account, "a parent's budget holds for its children")
	require.Equal(t, clearing.SourceInFlight, lack.Source)
	require.NotZero(t, lack.ResetAt)
	require.ErrorAs(t, reserve("root", 11), &lack)
	require.Equal(t, clearing.SourceCall, lack.Source)
	require.ErrorIs(t, reserve("nobody", 1), store.ErrNotFound)

	require.ErrorIs(t, p.b.RevokeKeys(ctx, []string{"root", "nobody"}, 9), store.ErrNotFound)
	require.NoError(t, reserve("root", 1), "all or none")
	require.NoError(t, p.b.RevokeKeys(ctx, []string{"root"}, 9))
	p.reopen()
	require.ErrorIs(t, reserve("child", 1), store.ErrRevoked, "revoking a key revokes all below it")
}

func TestLocalCallHoldsOnItsKeyOnly(t *testing.T) {
	p := newPair(t, money.UnitsOf(1000))
	id := attempt()
	r := clearing.Reservation{AttemptID: id, OnKey: money.Micros(9), Record: market.BoughtRecord{AttemptID: id, Seller: "self", Time: 1}}
	got, err := p.b.Reserve(ctx, r)
	require.NoError(t, err)
	require.Zero(t, got.Payer.Channel)
	require.NoError(t, p.b.Extend(ctx, id, money.Micros(3), money.Micros(4)))
	for _, total := range []uint64{12, 5, 5} {
		payer, err := p.b.Charge(ctx, clearing.Charge{AttemptID: id, Evidence: terms, Total: money.Micros(total), Final: total == 5})
		require.NoError(t, err)
		require.Zero(t, payer.Channel)
	}
	for range 2 {
		local, ok := p.b.Account(clearing.Local)
		require.True(t, ok)
		operator, _ := p.b.Account(clearing.Operator)
		require.Equal(t, money.Micros(5), operator.Spent())
		require.Equal(t, local.Credits.Sub(local.Debits), operator.Spent(), "double entry")
		p.reopen()
	}

	a := clearing.Admission{AttemptID: id, Record: market.SoldRecord{AttemptID: id, State: market.RecordOpen, Time: 2}}
	_, err = p.b.Admit(ctx, a, nil)
	require.NoError(t, err)
	var dup *clearing.DuplicateCall
	_, err = p.b.Admit(ctx, a, nil)
	require.ErrorAs(t, err, &dup)
	started, err := p.b.StartedCalls(ctx)
	require.NoError(t, err)
	require.Len(t, started, 1)
	a.Record.State = market.RecordDone
	_, err = p.b.Finish(ctx, common.Hash{}, a.Record)
	require.NoError(t, err)
	started, err = p.b.StartedCalls(ctx)
	require.NoError(t, err)
	require.Empty(t, started)
}

// A frame that comes with a call is kept even where the call is refused.
func TestAdmitWithVoucher(t *testing.T) {
	p := newPair(t, money.UnitsOf(1000))
	limits := clearing.Limits{IsNew: true, NewBuyers: money.Coins(5)}
	id := attempt()
	_, err := p.b.Reserve(ctx, p.reservation(id, money.Micros(9), money.Micros(9), money.Micros(9), money.Amount{}))
	require.NoError(t, err)
	f, due := p.payer().Next()
	require.True(t, due)
	f = p.buyer.frame(t, f)
	_, err = p.b.SaveFrame(ctx, p.ch.ID(), f)
	require.NoError(t, err)

	forged := f
	forged.Voucher.Sig[5]++
	_, err = p.s.Admit(ctx, p.admission(id, money.Micros(9), limits), &forged)
	var bad *channel.InvalidError
	require.ErrorAs(t, err, &bad)
	require.True(t, p.payee().Highest.Sig.IsZero())

	_, err = p.s.Admit(ctx, p.admission(id, money.Micros(12), limits), &f)
	var more *channel.AdvanceRequired
	require.ErrorAs(t, err, &more)
	require.Equal(t, money.Micros(3), more.Amount)
	p.reopen()
	require.Equal(t, f.Voucher, p.payee().Highest, "money is money")
	require.Equal(t, f, *p.payer().Unacked, "sent again unchanged")
	payee, err := p.s.Admit(ctx, p.admission(id, money.Micros(9), limits), &f)
	require.NoError(t, err)
	require.Equal(t, uint32(1), payee.OpenCalls)
	require.Equal(t, money.Micros(9), payee.Sum, "the advance was announced by the voucher")
	_, err = p.s.Admit(ctx, p.admission(id, money.Micros(9), limits), &f)
	var dup *clearing.DuplicateCall
	require.ErrorAs(t, err, &dup)

	unknown := p.admission(attempt(), money.Micros(1), limits)
	unknown.Channel = common.Hash{1}
	_, err = p.s.Admit(ctx, unknown, nil)
	require.ErrorIs(t, err, store.ErrNotFound)
}

// All buyers that are new share one limit, and a buyer's channels share the buyer's.
func TestSharedLimits(t *testing.T) {
	p := newPair(t, money.UnitsOf(1000))
	limits := clearing.Limits{Buyer: money.Micros(10), NewBuyers: money.Micros(25), IsNew: true}
	add := func(buyer common.Address, salt uint64) common.Hash {
		c := p.ch
		c.Signer, c.Salt = buyer, salt
		_, err := p.s.AddServed(ctx, c, usd, "x")
		require.NoError(t, err)
		q := *p
		q.ch = c
		q.b = p.s // only the seller's side matters here
		q.chain(channel.OnChain{Deposit: money.UnitsOf(1000)})
		p.block = q.block
		return c.ID()
	}
	admit := func(ch common.Hash, risk uint64) error {
		a := p.admission(attempt(), money.Micros(risk), limits)
		a.Channel, a.Record.Channel = ch, ch
		_, err := p.s.Admit(ctx, a, nil)
		return err
	}
	one, two := add(common.Address{1}, 1), add(common.Address{1}, 2)
	require.NoError(t, admit(one, 6))
	var more *channel.AdvanceRequired
	require.ErrorAs(t, admit(two, 5), &more)
	require.Equal(t, money.Micros(1), more.Amount, "one buyer's channels share its limit")
	require.NoError(t, admit(two, 4))
	other, third := add(common.Address{2}, 1), add(common.Address{3}, 1)
	require.NoError(t, admit(other, 10))
	p.reopen()
	require.ErrorAs(t, admit(third, 6), &more)
	require.Equal(t, money.Micros(1), more.Amount, "20 of 25 are taken by the others")
	require.NoError(t, admit(third, 5))
}

func TestConsentIsDurable(t *testing.T) {
	p := newPair(t, money.UnitsOf(1000))
	limits := clearing.Limits{Buyer: money.Micros(10), NewBuyers: money.Coins(5), IsNew: true}
	id := attempt()
	_, err := p.b.Reserve(ctx, p.reservation(id, money.Micros(9), money.Micros(9), money.Micros(9), money.Micros(9)))
	require.NoError(t, err)
	_, err = p.s.Admit(ctx, p.admission(id, money.Micros(9), limits), nil)
	require.NoError(t, err)
	_, err = p.s.Consent(ctx, p.ch.ID(), 5000)
	require.ErrorIs(t, err, channel.ErrBusy)
	p.finish(id, money.Micros(7))
	require.True(t, p.pay())
	c, err := p.s.Consent(ctx, p.ch.ID(), 5000)
	require.NoError(t, err)
	require.Equal(t, money.UnitsOf(7), c.Claimed)
	p.reopen()
	_, err = p.s.Admit(ctx, p.admission(attempt(), money.Micros(1), limits), nil)
	require.ErrorIs(t, err, channel.ErrClosing)
	p.block = 4001 // the chain's clock is past the deadline, and nobody has used the consent
	p.chain(channel.OnChain{Deposit: money.UnitsOf(1000)})
	_, err = p.s.Admit(ctx, p.admission(attempt(), money.Micros(1), limits), nil)
	require.NoError(t, err)
}

func TestAdoptAndHaltAreDurable(t *testing.T) {
	p := newPair(t, money.UnitsOf(1000))
	v := channel.SignedVoucher{Voucher: channel.Voucher{ChannelID: p.ch.ID(), Cumulative: money.UnitsOf(30), Memo: common.Hash{3}}}
	v.Sig = p.buyer.sign(t, network.Domain().Digest(v.StructHash()))
	answer := channel.Resync{ChannelID: p.ch.ID(), Cumulative: v.Cumulative, Memo: v.Memo, Sum: money.Micros(25)}

	_, err := p.b.Doubt(ctx, p.ch.ID())
	require.NoError(t, err)
	p.reopen()
	_, err = p.b.Reserve(ctx, p.reservation(attempt(), money.Micros(9), money.Micros(9), money.Amount{}, money.Amount{}))
	require.ErrorIs(t, err, channel.ErrDoubtful)
	_, err = p.b.Adopt(ctx, p.ch.ID(), answer, v)
	require.NoError(t, err)
	p.reopen()
	require.Equal(t, v, p.payer().Highest())
	require.Equal(t, money.Micros(5), p.payer().Prepaid())

	v.Cumulative, answer.Cumulative = money.UnitsOf(31), money.UnitsOf(31)
	v.Sig = p.buyer.sign(t, network.Domain().Digest(v.StructHash()))
	_, err = p.b.Adopt(ctx, p.ch.ID(), answer, v)
	require.ErrorIs(t, err, channel.ErrForeignVoucher)
	p.reopen()
	_, err = p.b.Reserve(ctx, p.reservation(attempt(), money.Micros(9), money.Micros(9), money.Amount{}, money.Amount{}))
	require.ErrorIs(t, err, channel.ErrForeignVoucher)
	_, err = p.b.SetClosing(ctx, p.ch.ID(), true)
	require.NoError(t, err)
	require.True(t, p.payer().Closing)
}

// A seller that has lost vouchers is told all entries since the one it knows.
func TestFrameFrom(t *testing.T) {
	p := newPair(t, money.UnitsOf(1000))
	call := func() {
		id := attempt()
		_, err := p.b.Reserve(ctx, p.reservation(id, money.Micros(9), money.Micros(9), money.Amount{}, money.Amount{}))
		require.NoError(t, err)
		_, err = p.b.Charge(ctx, clearing.Charge{AttemptID: id, Evidence: terms, Total: money.Micros(5), Final: true})
		require.NoError(t, err)
	}
	_, err := p.b.FrameFrom(ctx, p.ch.ID(), channel.Base{})
	require.ErrorIs(t, err, store.ErrNotFound, "nothing was signed")
	for range 2 {
		call()
		require.True(t, p.pay())
	}
	call()
	base := p.payer().Acked
	f, _ := p.payer().Next()
	f = p.buyer.frame(t, f)
	_, err = p.b.SaveFrame(ctx, p.ch.ID(), f)
	require.NoError(t, err)
	call() // queued, and not signed yet
	p.reopen()
	since, err := p.b.FrameFrom(ctx, p.ch.ID(), base)
	require.NoError(t, err)
	require.Equal(t, f, since)
	whole, err := p.b.FrameFrom(ctx, p.ch.ID(), channel.Base{})
	require.NoError(t, err)
	require.Len(t, whole.Entries, 3)
	require.NoError(t, whole.Check())
	_, err = p.b.FrameFrom(ctx, p.ch.ID(), channel.Base{Memo: common.Hash{1}})
	require.ErrorIs(t, err, store.ErrNotFound)

	empty := newPair(t, money.Units{})
	empty.ch, empty.buyer = p.ch, p.buyer
	_, err = empty.s.AddServed(ctx, p.ch, usd, "buyer")
	require.NoError(t, err)
	_, err = empty.b.AddChannel(ctx, p.ch, usd, "seller")
	require.NoError(t, err)
	empty.chain(channel.OnChain{Deposit: money.UnitsOf(1000)})
	payee, err := empty.s.Accept(ctx, p.ch.ID(), f, 0)
	require.NoError(t, err)
	require.Equal(t, &channel.Base{}, payee.Missing)
	empty.reopen()
	payee, err = empty.s.Accept(ctx, p.ch.ID(), whole, 0)
	require.NoError(t, err)
	require.Nil(t, payee.Missing)
	require.Equal(t, money.Micros(15), payee.BuyerSum)
}

func TestVerbsOnWhatIsNotThere(t *testing.T) {
	p := newPair(t, money.UnitsOf(1000))
	id, nowhere := attempt(), common.Hash{5}
	_, err := p.b.Charge(ctx, clearing.Charge{AttemptID: id})
	require.ErrorIs(t, err, store.ErrNotFound)
	require.ErrorIs(t, p.b.Void(ctx, id, nil), store.ErrNotFound)
	require.ErrorIs(t, p.b.Extend(ctx, id, money.Amount{}, money.Amount{}), store.ErrNotFound)
	_, err = p.b.Payer(nowhere)
	require.ErrorIs(t, err, store.ErrNotFound)
	_, err = p.b.Acked(ctx, nowhere, channel.Base{})
	require.ErrorIs(t, err, store.ErrNotFound)
	_, err = p.b.Acked(ctx, p.ch.ID(), channel.Base{Memo: common.Hash{1}})
	require.ErrorIs(t, err, channel.ErrUnknownBase)
	_, err = p.b.SaveFrame(ctx, p.ch.ID(), channel.Frame{})
	require.ErrorIs(t, err, channel.ErrNotNext)
	_, err = p.s.Payee(nowhere)
	require.ErrorIs(t, err, store.ErrNotFound)
	_, err = p.s.Accept(ctx, nowhere, channel.Frame{}, 0)
	require.ErrorIs(t, err, store.ErrNotFound)
	_, err = p.s.Progress(ctx, p.ch.ID(), market.SignedReceipt{Receipt: market.Receipt{AttemptID: id}}, money.Amount{})
	require.ErrorIs(t, err, store.ErrNotFound)
	_, err = p.s.Finish(ctx, p.ch.ID(), market.SoldRecord{AttemptID: id})
	require.ErrorIs(t, err, store.ErrNotFound)
	_, found, err := p.s.Sold(ctx, p.ch.ID(), id)
	require.NoError(t, err)
	require.False(t, found)
	_, err = p.b.Bought(ctx, id)
	require.ErrorIs(t, err, store.ErrNotFound)
	r := p.reservation(id, money.Micros(1), money.Micros(1), money.Amount{}, money.Amount{})
	r.Channel = nowhere
	_, err = p.b.Reserve(ctx, r)
	require.ErrorIs(t, err, store.ErrNotFound)
	a, ok := p.b.Account(clearing.Operator)
	require.False(t, ok && !a.Held.IsZero(), "a reservation that fails on its channel holds nothing on its key")
}
