package channel_test

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// take delivers a frame.
func take(t testing.TB, p *channel.Payee, c calls, f channel.Frame) {
	_, err := p.Verify(&f, 0)
	require.NoError(t, err)
	p.Accept(&f, c, 1)
}

func TestRefusedFrames(t *testing.T) {
	payer := newPayer(100)
	spend(t, payer, 1, micros(60))
	good := next(t, payer)
	resigned := func(change func(*channel.Frame)) channel.Frame {
		f := good
		f.Entries = append([]channel.Entry{}, good.Entries...)
		change(&f)
		f.Voucher = sign(t, f.Voucher.Voucher)
		return f
	}
	for field, f := range map[string]channel.Frame{
		"channelId": resigned(func(f *channel.Frame) { f.Voucher.ChannelID[0]++ }),
		"epoch":     resigned(func(f *channel.Frame) { f.Voucher.Epoch = 1 }),
		"memo":      resigned(func(f *channel.Frame) { f.Voucher.Memo[0]++ }),
		"entries":   resigned(func(f *channel.Frame) { f.Entries = nil }),
		"cumulative": resigned(func(f *channel.Frame) {
			f.Base.Cumulative = money.UnitsOf(60)
			f.Voucher.Cumulative = money.UnitsOf(60)
		}),
	} {
		p := newPayee(100)
		_, err := p.Verify(&f, 0)
		var bad *channel.InvalidError
		require.ErrorAs(t, err, &bad, field)
		require.Equal(t, field, bad.Field)
	}
	p := newPayee(100)
	huge := resigned(func(f *channel.Frame) {
		f.Entries[0].Total = money.FromBytes([16]byte{0: 0xff})
		f.Voucher.Memo = channel.NextMemo(f.Base.Memo, f.Entries[0])
	})
	_, err := p.Verify(&huge, 0)
	require.ErrorContains(t, err, "entries", "a stranger's sums cannot overflow ours")

	forged := good
	forged.Voucher.Sig[3]++
	p = newPayee(100)
	_, err = p.Verify(&forged, 0)
	require.ErrorContains(t, err, "signature")

	p = newPayee(59)
	_, err = p.Verify(&good, 0)
	var over *channel.OverDepositError
	require.ErrorAs(t, err, &over)
	require.Equal(t, money.UnitsOf(59), over.Deposit)
	require.ErrorContains(t, err, "60 base units exceeds the deposit of 59")

	p = newPayee(100)
	p.SetOnChain(channel.OnChain{Epoch: 1, Deposit: money.UnitsOf(100)}, 1)
	_, err = p.Verify(&good, 0)
	require.ErrorIs(t, err, channel.ErrGone, "a voucher of a closed epoch never verifies")

	p = newPayee(100)
	p.SetOnChain(channel.OnChain{Deposit: money.UnitsOf(100), CloseAt: 1000}, 1)
	_, err = p.Verify(&good, 899)
	require.NoError(t, err, "there is time to claim")
	_, err = p.Verify(&good, 900)
	require.ErrorIs(t, err, channel.ErrClosing, "a quarter of the close delay is left for the claim")

	p = newPayee(100)
	take(t, p, calls{}, good)
	twin := resigned(func(f *channel.Frame) {
		f.Entries[0].Evidence[0]++
		f.Voucher.Memo = channel.NextMemo(f.Base.Memo, f.Entries[0])
	})
	_, err = p.Verify(&twin, 0)
	require.ErrorIs(t, err, channel.ErrEquivocation)
	require.False(t, p.Accept(&twin, calls{}, 1))
	require.Equal(t, good.Voucher, p.Highest)
}

// A frame whose base is not known is money all the same; its entries are asked for, and may come with any later frame.
func TestUnknownBase(t *testing.T) {
	payer := newPayer(1000)
	var frames []channel.Frame
	for n := range byte(3) {
		spend(t, payer, n+1, micros(10))
		f := next(t, payer)
		frames = append(frames, f)
		require.NoError(t, payer.Acknowledge(f.Voucher.Base()))
	}
	whole := channel.Frame{Voucher: frames[2].Voucher}
	for _, f := range frames {
		whole.Entries = append(whole.Entries, f.Entries...)
	}
	p, c := newPayee(1000), calls{}
	take(t, p, c, frames[2])
	require.Equal(t, money.UnitsOf(30), p.Highest.Cumulative)
	require.Equal(t, &channel.Base{}, p.Missing)
	require.Equal(t, micros(10), p.BuyerSum)
	take(t, p, c, whole)
	require.Nil(t, p.Missing)
	require.Equal(t, micros(30), p.BuyerSum)
	take(t, p, c, whole)
	require.Equal(t, micros(30), p.BuyerSum)
}

func TestAnnouncedCalls(t *testing.T) {
	payer := newPayer(1000)
	c, err := payer.Hold(id(1), micros(50))
	require.NoError(t, err)
	_, err = payer.Cover(&c, terms, micros(50), money.Amount{}, 0)
	require.NoError(t, err)
	p, sold := newPayee(1000), calls{}
	f := next(t, payer)
	take(t, p, sold, f)
	require.NoError(t, payer.Acknowledge(f.Voucher.Base()))
	require.Equal(t, uint32(1), p.Announced)
	require.Zero(t, p.Sum, "a call that has not come is no part of S")
	require.Equal(t, micros(50), p.Prepaid())

	t.Run("it comes", func(t *testing.T) {
		q := *p
		call := sold[id(1)]
		require.NoError(t, q.Admit(&call, micros(50), money.Amount{}))
		require.Zero(t, q.Announced)
		require.Equal(t, micros(50), q.Sum)
		require.Zero(t, q.Unpaid())
	})
	t.Run("it comes in the next epoch", func(t *testing.T) {
		q := *p
		q.SetOnChain(channel.OnChain{Epoch: 1, Deposit: money.UnitsOf(100)}, 1)
		call := sold[id(1)]
		require.NoError(t, q.Admit(&call, micros(5), micros(5)))
		require.Zero(t, q.Announced)
		require.Equal(t, micros(5), q.Unpaid(), "what was announced in the old epoch is nothing in the new one")
	})
	t.Run("it is given up", func(t *testing.T) {
		_, err := payer.Charge(&c, channel.Posting{Evidence: terms, Final: true})
		require.NoError(t, err)
		spend(t, payer, 2, micros(60))
		take(t, p, sold, next(t, payer))
		require.NotContains(t, sold, id(1))
		require.Equal(t, uint32(1), p.Announced, "only call 2")
		require.Equal(t, micros(60), p.BuyerSum)
	})
}

func TestConsent(t *testing.T) {
	p := newPayee(100)
	call := channel.PayeeCall{AttemptID: id(1)}
	require.NoError(t, p.Admit(&call, micros(5), micros(5)))
	_, err := p.Consent(77)
	require.ErrorIs(t, err, channel.ErrBusy)
	require.NoError(t, p.File(&call, market.Receipt{AttemptID: id(1), Seq: 1, Cost: micros(5), Status: market.StatusDone}, 1))
	payer := newPayer(100)
	spend(t, payer, 1, micros(9))
	take(t, p, calls{id(1): call}, next(t, payer))
	c, err := p.Consent(77)
	require.NoError(t, err)
	require.Equal(t, channel.Close{ChannelID: between.ID(), Claimed: money.UnitsOf(5), Deadline: 77}, c, "prepaid money goes back")
	require.ErrorIs(t, p.Admit(&channel.PayeeCall{AttemptID: id(2)}, money.Amount{}, micros(5)), channel.ErrClosing)
	require.False(t, p.Lapse(77))
	require.True(t, p.Lapse(78))
	require.NoError(t, p.Admit(&channel.PayeeCall{AttemptID: id(2)}, money.Amount{}, micros(5)))
	p.SetOnChain(channel.OnChain{Deposit: money.UnitsOf(100), Claimed: money.UnitsOf(8)}, 1)
	empty := newPayee(0)
	_, err = empty.Consent(1)
	require.ErrorIs(t, err, channel.ErrGone)
	require.ErrorIs(t, empty.Admit(&call, money.Amount{}, micros(5)), channel.ErrGone)
}

// A dispute stops new calls once it fills the limit; running ones go on for up to one more.
func TestDispute(t *testing.T) {
	payer, p, sold := newPayer(1000), newPayee(1000), calls{}
	limit := micros(10)
	admit := func(n byte, risk money.Amount) (channel.PayeeCall, error) {
		c, _ := sold.Get(id(n))
		c.AttemptID = id(n)
		return c, p.Admit(&c, risk, limit)
	}
	first, err := admit(1, micros(10))
	require.NoError(t, err)
	r := market.Receipt{AttemptID: id(1), Seq: 1, Cost: micros(10), Status: market.StatusDone}
	require.NoError(t, p.File(&first, r, 1))
	require.ErrorIs(t, p.File(&first, market.Receipt{AttemptID: id(1), Seq: 2}, 1), channel.ErrFinal)
	sold.Put(first)
	running := channel.PayeeCall{AttemptID: id(2)}
	require.NoError(t, p.Admit(&running, money.Amount{}, limit))
	sold.Put(running)

	c, err := payer.Hold(id(1), micros(10))
	require.NoError(t, err)
	_, err = payer.Charge(&c, channel.Posting{Evidence: r.StructHash(), Total: micros(1), Claimed: micros(10), Final: true})
	require.NoError(t, err)
	take(t, p, sold, next(t, payer))
	require.Equal(t, micros(9), p.Disputed)
	require.Equal(t, micros(9), p.Unpaid(), "contested sums count once")
	require.Equal(t, micros(9), payer.Unpaid(), "and the buyer knows")

	_, err = admit(3, micros(2))
	var more *channel.AdvanceRequired
	require.ErrorAs(t, err, &more)
	require.Equal(t, micros(1), more.Amount)
	require.ErrorContains(t, err, "advance of 1000000 picos")
	require.NoError(t, p.Raise(&running, micros(10), limit), "a running call has its whole limit")
	require.ErrorAs(t, p.Raise(&running, micros(11), limit), &more)
	require.ErrorIs(t, p.File(&running, market.Receipt{AttemptID: id(2)}, 1), channel.ErrReceiptOrder)
	require.ErrorIs(t, p.Raise(&first, micros(1), limit), channel.ErrFinal)
}

func TestForget(t *testing.T) {
	p := newPayee(1000)
	call := channel.PayeeCall{AttemptID: id(1)}
	require.NoError(t, p.Admit(&call, micros(5), micros(9)))
	require.NoError(t, p.File(&call, market.Receipt{AttemptID: id(1), Seq: 1, Cost: micros(5), Status: market.StatusDone}, 1))
	require.Zero(t, p.BuyerSum)
	p.Forget(call)
	require.Equal(t, micros(5), p.BuyerSum, "what the buyer has not contested is agreed")
	payer := newPayer(1000)
	c := spend(t, payer, 1, micros(5))
	_, err := payer.Charge(&c, channel.Posting{Evidence: common.Hash{8}, Total: micros(4), Final: true})
	require.NoError(t, err)
	payer.Queue = payer.Queue[1:] // the seller has forgotten the first entry's call long ago
	f := channel.Frame{Entries: []channel.Entry{payer.Queue[0].Entry}}
	f.Voucher = sign(t, channel.Voucher{ChannelID: between.ID(), Cumulative: money.UnitsOf(5), Memo: channel.NextMemo(common.Hash{}, f.Entries[0])})
	take(t, p, calls{}, f)
	require.Equal(t, micros(5), p.BuyerSum, "a correction that late changes nothing")

	other := *p
	other.SetOnChain(channel.OnChain{Epoch: 1}, 1)
	other.Forget(call)
	require.Zero(t, other.BuyerSum, "the calls of an earlier epoch are no part of it")
}

func TestReceiptOfAnEarlierEpochIsADebt(t *testing.T) {
	p := newPayee(1000)
	call := channel.PayeeCall{AttemptID: id(1)}
	require.NoError(t, p.Admit(&call, micros(5), micros(9)))
	p.SetOnChain(channel.OnChain{Epoch: 1, Deposit: money.UnitsOf(50)}, 1)
	r := market.Receipt{AttemptID: id(1), Seq: 1, Cost: micros(5), Status: market.StatusDone}
	require.ErrorIs(t, p.File(&call, r, 1), channel.ErrStaleCall)
	p.FileLate(&call, r, 1)
	p.FileLate(&call, r, 1)
	require.Equal(t, micros(5), p.Debt)
	require.Equal(t, micros(5), p.Earned)
	require.Equal(t, micros(5), p.Unpaid(), "it counts against the buyer's limit from now on")
	p.SetOnChain(channel.OnChain{Deposit: money.UnitsOf(1000)}, 1)
	require.False(t, p.OnChain.Open(), "behind a close nothing counts")
}

func TestClaimable(t *testing.T) {
	payer, p := newPayer(1000), newPayee(1000)
	spend(t, payer, 1, micros(80))
	take(t, p, calls{}, next(t, payer))
	require.True(t, p.Claimable().IsZero(), "prepaid money is not claimed")
	require.NotZero(t, p.Since)
	p.Sum = micros(30)
	require.Equal(t, money.UnitsOf(30), p.Claimable())
	p.Sum = money.FromBytes([16]byte{0: 0xff})
	require.Equal(t, money.UnitsOf(80), p.Claimable())
	require.Equal(t, channel.Resync{ChannelID: between.ID(), Cumulative: money.UnitsOf(80), Memo: p.Highest.Memo, Sum: p.Sum, BuyerNonce: common.Hash{4}}, p.Resync(common.Hash{4}))
}

// An advance pays for what is yet to come: a claim while its call runs leaves it with the buyer.
func TestAdvancesAreNotClaimedWhileTheirCallsRun(t *testing.T) {
	payer := newPayer(100)
	c, err := payer.Hold(id(1), micros(50))
	require.NoError(t, err)
	_, err = payer.Cover(&c, terms, micros(50), money.Amount{}, 0)
	require.NoError(t, err)
	p, all := newPayee(100), calls{}
	take(t, p, all, next(t, payer))
	call, _ := all.Get(id(1))
	require.NoError(t, p.Admit(&call, micros(50), money.Amount{}))
	require.Equal(t, micros(50), p.Sum)
	require.Zero(t, p.Claimable())

	require.NoError(t, p.File(&call, market.Receipt{AttemptID: id(1), Seq: 1, Cost: micros(12), Status: market.StatusOpen}, 1))
	require.Equal(t, money.UnitsOf(12), p.Claimable(), "what a receipt asks")
	closing := *p
	closing.SetOnChain(channel.OnChain{Deposit: money.UnitsOf(100), CloseAt: 1000}, 1)
	require.Equal(t, money.UnitsOf(50), closing.Claimable(), "once a close is asked for, nothing else secures it")

	require.NoError(t, p.File(&call, market.Receipt{AttemptID: id(1), Seq: 2, Cost: micros(20), Status: market.StatusDone}, 1))
	require.Equal(t, money.UnitsOf(20), p.Claimable())
	require.Zero(t, p.Advanced)
}
