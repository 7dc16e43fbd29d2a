package channel_test

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

var (
	key, _  = crypto.ToECDSA(common.LeftPadBytes([]byte{1}, 32))
	usd     = money.Asset{ChainID: 1, Decimals: 6}
	domain  = market.Domain{ChainID: 1, Clearing: common.Address{9}}
	between = channel.Channel{Payer: common.Address{1}, Signer: crypto.PubkeyToAddress(key.PublicKey), Payee: common.Address{2},
		PayeeSigner: common.Address{3}, CloseDelay: 400}
)

func micros(n uint64) money.Amount { return money.Micros(n) }

func id(n byte) market.AttemptID {
	return market.AttemptID{Call: market.CallID{n}, Attempt: 1}
}

func newPayer(deposit uint64) *channel.Payer {
	p := &channel.Payer{Channel: between, Asset: usd, Domain: domain}
	p.SetOnChain(channel.OnChain{Deposit: money.UnitsOf(deposit)})
	return p
}

func newPayee(deposit uint64) *channel.Payee {
	p := &channel.Payee{Channel: between, Asset: usd, Domain: domain}
	p.SetOnChain(channel.OnChain{Deposit: money.UnitsOf(deposit)}, 1)
	return p
}

func sign(t testing.TB, v channel.Voucher) channel.SignedVoucher {
	digest := domain.Digest(v.StructHash())
	b, err := crypto.Sign(digest[:], key)
	require.NoError(t, err)
	return channel.SignedVoucher{Voucher: v, Sig: market.Signature(b)}
}

// next builds, signs and keeps the frame that is due.
func next(t testing.TB, p *channel.Payer) channel.Frame {
	f, due := p.Next()
	require.True(t, due, "a frame is due")
	f.Voucher = sign(t, f.Voucher.Voucher)
	require.NoError(t, p.Sent(f))
	return f
}

// spend charges a call of its own at once.
func spend(t testing.TB, p *channel.Payer, n byte, total money.Amount) channel.PayerCall {
	c, err := p.Hold(id(n), total)
	require.NoError(t, err)
	_, err = p.Charge(&c, channel.Posting{Evidence: terms, Total: total, Final: true})
	require.NoError(t, err)
	return c
}

func TestHeadroomCountsAnAdvanceOnce(t *testing.T) {
	p := newPayer(100)
	c, err := p.Hold(id(1), micros(60))
	require.NoError(t, err)
	require.Equal(t, micros(40), p.Headroom())
	advance, err := p.Cover(&c, terms, micros(50), micros(10), 0)
	require.NoError(t, err)
	require.Equal(t, micros(40), advance, "the exposure less what the seller leaves unpaid")
	require.Equal(t, micros(20), p.Held, "of the 60 reserved, 40 are in S")
	require.Equal(t, micros(40), p.Headroom(), "an advance takes no headroom that its hold had not taken")
	require.Equal(t, micros(40), p.Spendable())
	next(t, p)
	require.Equal(t, micros(40), p.Headroom())
	_, err = p.Charge(&c, channel.Posting{Total: micros(10), Final: true})
	require.NoError(t, err)
	require.Equal(t, micros(30), p.Prepaid())
	require.Equal(t, micros(60), p.Headroom(), "what is signed is gone")
	require.Equal(t, micros(90), p.Spendable(), "but prepaid money is spent first")
	_, err = p.Hold(id(2), micros(91))
	var short *channel.HeadroomError
	require.ErrorAs(t, err, &short)
	require.Equal(t, micros(90), short.Free)
	require.ErrorContains(t, err, "91000000 are wanted")
	_, err = p.Hold(id(2), micros(90))
	require.NoError(t, err)
}

// Prepaid money that one call relies on is no other call's: each has an entry of its own.
func TestPrepaidMoneyIsReservedOnce(t *testing.T) {
	p := newPayer(1000)
	first := spend(t, p, 1, micros(50))
	next(t, p)
	require.NoError(t, p.Acknowledge(channel.Base{Cumulative: p.Cumulative, Memo: p.Memo}))
	_, err := p.Charge(&first, channel.Posting{Total: money.Amount{}, Final: true}) // a correction leaves 50 prepaid
	require.NoError(t, err)
	for n := range byte(2) {
		c, err := p.Hold(id(2+n), micros(50))
		require.NoError(t, err)
		_, err = p.Cover(&c, terms, micros(50), money.Amount{}, 0)
		require.NoError(t, err)
		f, due := p.Next()
		require.Equal(t, n == 1, due, "prepaid money covers the first call, not the second too")
		if due {
			require.Equal(t, money.UnitsOf(100), f.Voucher.Cumulative)
		}
	}
}

func TestFrameIsTheOneThatWasDue(t *testing.T) {
	p := newPayer(1000)
	spend(t, p, 1, micros(50))
	f, _ := p.Next()
	require.ErrorIs(t, p.Sent(f), channel.ErrNotNext, "not signed")
	f.Voucher = sign(t, f.Voucher.Voucher)
	wrong := f
	wrong.Voucher.Cumulative = money.UnitsOf(51)
	require.ErrorIs(t, p.Sent(wrong), channel.ErrNotNext)
	spend(t, p, 2, micros(7))
	require.NoError(t, p.Sent(f), "what is queued meanwhile rides on the next one")
	require.ErrorIs(t, p.Sent(wrong), channel.ErrNotNext, "one unacknowledged frame at a time")
	_, due := p.Next()
	require.False(t, due)
	require.ErrorIs(t, p.Acknowledge(channel.Base{Cumulative: money.UnitsOf(57)}), channel.ErrUnknownBase)
	require.NoError(t, p.Acknowledge(f.Voucher.Base()))
	require.NoError(t, p.Acknowledge(f.Voucher.Base()), "again is no harm")
	require.NoError(t, p.Acknowledge(channel.Base{}), "nor is an old one")
	g, due := p.Next()
	require.True(t, due)
	require.Equal(t, f.Voucher.Base(), g.Base)
	require.Equal(t, money.UnitsOf(57), g.Voucher.Cumulative)
	require.Len(t, g.Entries, 1)
}

// Prepaid money may pay for more calls than a frame lists: one base unit more lets the entries go.
func TestLongQueueIsFlushed(t *testing.T) {
	p := newPayer(1000)
	c := spend(t, p, 1, micros(500))
	next(t, p)
	require.NoError(t, p.Acknowledge(channel.Base{Cumulative: p.Cumulative, Memo: p.Memo}))
	_, err := p.Charge(&c, channel.Posting{Final: true}) // 500 prepaid
	require.NoError(t, err)
	for len(p.Queue) < channel.MaxFrameEntries {
		spend(t, p, 2, money.Picos(1))
	}
	_, due := p.Next()
	require.False(t, due)
	spend(t, p, 2, money.Picos(1))
	f := next(t, p)
	require.Len(t, f.Entries, channel.MaxFrameEntries)
	require.Equal(t, money.UnitsOf(501), f.Voucher.Cumulative)
	require.NoError(t, f.Check())
	require.Len(t, p.Queue, 1)
}

func TestNothingIsSignedAboveTheDeposit(t *testing.T) {
	p := newPayer(100)
	spend(t, p, 1, micros(80))
	p.SetOnChain(channel.OnChain{Deposit: money.UnitsOf(50)}) // the chain took money back
	f := next(t, p)
	require.Equal(t, money.UnitsOf(50), f.Voucher.Cumulative)
	require.NoError(t, p.Acknowledge(f.Voucher.Base()))
	spend1, err := p.Hold(id(2), micros(1))
	require.Error(t, err, "%v", spend1)
	_, due := p.Next()
	require.False(t, due)
}

func TestBlockedChannelStartsNoCall(t *testing.T) {
	for name, c := range map[string]struct {
		block func(*channel.Payer)
		want  error
	}{
		"no deposit":      {func(p *channel.Payer) { p.SetOnChain(channel.OnChain{}) }, channel.ErrGone},
		"we want to end":  {func(p *channel.Payer) { p.Closing = true }, channel.ErrClosing},
		"close requested": {func(p *channel.Payer) { p.SetOnChain(channel.OnChain{Deposit: money.UnitsOf(9), CloseAt: 1}) }, channel.ErrClosing},
		"lost state":      {func(p *channel.Payer) { p.Doubtful = true }, channel.ErrDoubtful},
		"unknown claim": {func(p *channel.Payer) {
			p.SetOnChain(channel.OnChain{Deposit: money.UnitsOf(9), Claimed: money.UnitsOf(1)})
		}, channel.ErrDoubtful},
		"foreign voucher": {func(p *channel.Payer) { p.Halted = true }, channel.ErrForeignVoucher},
	} {
		p := newPayer(100)
		c.block(p)
		_, err := p.Hold(id(1), micros(1))
		require.ErrorIs(t, err, c.want, name)
		if c.want != channel.ErrDoubtful {
			require.Zero(t, p.Spendable(), name)
		}
	}
}

func TestCallsOfAnEarlierEpochMoveNothing(t *testing.T) {
	p := newPayer(100)
	c, err := p.Hold(id(1), micros(50))
	require.NoError(t, err)
	p.SetOnChain(channel.OnChain{Epoch: 1, Deposit: money.UnitsOf(10)})
	require.Equal(t, micros(10), p.Spendable())
	_, err = p.Charge(&c, channel.Posting{Total: micros(20), Final: true})
	require.ErrorIs(t, err, channel.ErrStaleCall)
	require.ErrorIs(t, p.Extend(&c, micros(1)), channel.ErrStaleCall)
	p.ChargeLate(&c, channel.Posting{Total: micros(20), Final: true})
	p.ChargeLate(&c, channel.Posting{Total: micros(20), Final: true})
	require.Equal(t, micros(20), p.Charged, "its key has spent it")
	require.Zero(t, p.Sum, "no voucher of this epoch pays it")
	p.SetOnChain(channel.OnChain{Epoch: 0, Deposit: money.UnitsOf(100)})
	require.False(t, p.OnChain.Open(), "behind a close nothing counts")
	require.Equal(t, uint32(1), p.OnChain.Epoch)
}

func TestDoubtOutlivesAnEpoch(t *testing.T) {
	p := newPayer(100)
	p.Doubtful, p.Closing = true, true
	p.SetOnChain(channel.OnChain{Epoch: 1, Deposit: money.UnitsOf(10)})
	require.True(t, p.Doubtful)
	require.False(t, p.Closing)
	require.NoError(t, p.Adopt(channel.Resync{ChannelID: between.ID(), Epoch: 1}, channel.SignedVoucher{}))
	_, err := p.Hold(id(1), micros(10))
	require.NoError(t, err)
}

func TestAfterTheEndAChargeOnlyFalls(t *testing.T) {
	p := newPayer(100)
	c := spend(t, p, 1, micros(50))
	queued, err := p.Charge(&c, channel.Posting{Evidence: terms, Total: micros(50), Final: true})
	require.NoError(t, err)
	require.False(t, queued)
	_, err = p.Charge(&c, channel.Posting{Total: micros(51), Final: true})
	require.ErrorIs(t, err, channel.ErrFinal)
	receipt := common.Hash{5}
	queued, err = p.Charge(&c, channel.Posting{Evidence: receipt, Total: micros(50), Claimed: micros(70), Final: true})
	require.NoError(t, err)
	require.True(t, queued, "the seller is told which receipt we contest")
	require.Equal(t, micros(20), p.Contested)
	require.Equal(t, micros(20), p.Unpaid(), "what is contested counts as unpaid for the seller")
	_, err = p.Cover(&c, terms, micros(60), money.Amount{}, 0)
	require.ErrorIs(t, err, channel.ErrFinal)
}

// A seller that has nothing of ours to show can make us doubt nothing.
func TestResyncOfAMemoAtNothing(t *testing.T) {
	p := newPayer(100)
	var bad *channel.InvalidError
	require.ErrorAs(t, p.Adopt(channel.Resync{ChannelID: between.ID(), Memo: common.Hash{7}}, channel.SignedVoucher{}), &bad)
	require.False(t, p.Halted)
	p.Doubtful = true
	require.ErrorAs(t, p.Adopt(channel.Resync{ChannelID: between.ID(), Memo: common.Hash{7}}, channel.SignedVoucher{}), &bad)
	require.Zero(t, p.Memo)
	require.NoError(t, p.Adopt(channel.Resync{ChannelID: between.ID()}, channel.SignedVoucher{}))
}

func TestResync(t *testing.T) {
	before := newPayer(1000)
	spend(t, before, 1, micros(50))
	old := next(t, before)
	require.NoError(t, before.Acknowledge(old.Voucher.Base()))
	backup := *before // and then more is signed
	spend(t, before, 2, micros(30))
	last := next(t, before)
	answer := channel.Resync{ChannelID: between.ID(), Cumulative: last.Voucher.Cumulative, Memo: last.Voucher.Memo, Sum: micros(75)}

	t.Run("a node that has not lost anything halts at a voucher it has not signed", func(t *testing.T) {
		p := backup
		require.ErrorIs(t, p.Adopt(answer, last.Voucher), channel.ErrForeignVoucher)
		require.True(t, p.Halted)
		_, due := p.Next()
		require.False(t, due)
	})
	t.Run("a restored node adopts its own signature", func(t *testing.T) {
		p := backup
		open, err := p.Hold(id(9), micros(10))
		require.NoError(t, err)
		p.Doubtful = true
		_, due := p.Next()
		require.False(t, due, "nothing is signed in doubt")
		require.NoError(t, p.Adopt(answer, last.Voucher))
		require.Equal(t, last.Voucher, p.Highest())
		require.Equal(t, micros(75), p.Sum, "the seller's S, within what we signed")
		require.Zero(t, p.Held)
		_, err = p.Charge(&open, channel.Posting{Total: micros(10), Final: true})
		require.ErrorIs(t, err, channel.ErrStaleCall, "the seller's S may hold it already")
		spend(t, &p, 3, micros(6))
		f := next(t, &p)
		require.Equal(t, last.Voucher.Base(), f.Base)
		require.Equal(t, money.UnitsOf(81), f.Voucher.Cumulative)
	})
	t.Run("a number without our signature is not believed", func(t *testing.T) {
		p := backup
		p.Doubtful = true
		forged := last.Voucher
		forged.Sig[9]++
		var bad *channel.InvalidError
		require.ErrorAs(t, p.Adopt(answer, forged), &bad)
		require.ErrorAs(t, p.Adopt(answer, old.Voucher), &bad)
		wrong := answer
		wrong.Epoch = 1
		require.ErrorAs(t, p.Adopt(wrong, last.Voucher), &bad)
		wrong = answer
		wrong.ChannelID = common.Hash{1}
		require.ErrorAs(t, p.Adopt(wrong, last.Voucher), &bad)
		require.True(t, p.Doubtful)
	})
	t.Run("a seller that knows less never lowers us", func(t *testing.T) {
		p := backup
		p.Doubtful = true
		require.NoError(t, p.Adopt(channel.Resync{ChannelID: between.ID(), Sum: micros(900)}, channel.SignedVoucher{}))
		require.Equal(t, old.Voucher, p.Highest())
		require.Equal(t, micros(50), p.Sum, "no more than we signed")
	})
	t.Run("what the chain has paid was signed", func(t *testing.T) {
		p := backup
		p.SetOnChain(channel.OnChain{Deposit: money.UnitsOf(1000), Claimed: money.UnitsOf(60)})
		require.True(t, p.Doubtful)
		require.NoError(t, p.Adopt(channel.Resync{ChannelID: between.ID(), Sum: micros(60)}, channel.SignedVoucher{}))
		require.Equal(t, money.UnitsOf(60), p.Cumulative)
		highest := p.Highest()
		require.True(t, highest.Sig.IsZero())
	})
	t.Run("a lost acknowledgement is made good", func(t *testing.T) {
		p := *before
		require.NotNil(t, p.Unacked)
		require.NoError(t, p.Adopt(answer, last.Voucher))
		require.Nil(t, p.Unacked)
	})
	t.Run("a seller that lags gets the frame again", func(t *testing.T) {
		p := *before
		require.NoError(t, p.Adopt(channel.Resync{ChannelID: between.ID()}, channel.SignedVoucher{}))
		require.NotNil(t, p.Unacked)
	})
}
