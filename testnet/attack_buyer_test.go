package testnet_test

import (
	"bytes"
	"context"
	"math"
	"math/big"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/wallet"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/node/p2p"
	"github.com/tolsey/tolsey/node/wire"
	"github.com/tolsey/tolsey/testnet/chain"
)

// The models that hostile buyers ask for: one so dear that windows count, and cheaper ones.
const (
	dear   market.Model = "openai/gpt-5.6-sol"
	cheap  market.Model = "openai/gpt-5.6-luna"
	medium market.Model = "openai/gpt-5.6-terra" // which only noVoucherEver buys, so that its vendor's bill is that test's
)

// allNew is what seller-2 of this test trusts all new buyers with, together.
var allNew = money.Micros(30_000)

func TestHostileBuyer(t *testing.T) {
	b := newBattlefield(t, func(name string, cfg *config.Config) {
		if name == "seller-2" {
			cfg.Limits.UnpaidNewBuyers = config.Money{Amount: allNew}
		}
		for i := range cfg.Seller.Offers { // answers that are seen as they come: what is unpaid of them is for the windows to bound
			cfg.Seller.Offers[i].Reasoning = new(bool)
		}
	})
	b.bank(t, 500)
	unpaid := b.newMole(t, p2p.Handlers{})
	v := unpaid.meet(t, "seller-1")
	terra := unpaid.offer(t, v, medium)
	stingy := unpaid.newPurse(t, v, terra.Page, money.Coins(1))
	// A pause for a voucher takes half a minute: this call goes on beside all others.
	late := make(chan attackReply, 1)
	go func() {
		late <- stingy.buy(t.Context(), terra, attackBody(medium, "Tell me everything. [[tokens:12000]] [[pace:1ms]]", "stream", true, "max_tokens", 12000))
	}()

	m := b.newMole(t, p2p.Handlers{})
	m.meet(t, "seller-1")
	luna := m.offer(t, v, cheap)
	p := m.newPurse(t, v, luna.Page, money.Coins(2))
	stuck := make(chan time.Duration, 1)
	go func() {
		_, took := b.neverEnding(t, p, luna)
		stuck <- took
	}()
	t.Run("terms of a call", func(t *testing.T) { b.badTerms(t, p, stingy, luna) })
	t.Run("bodies", func(t *testing.T) { b.badBodies(t, p, luna) })
	t.Run("asks", func(t *testing.T) { b.badAsks(t, p, stingy) })
	t.Run("broken requests", func(t *testing.T) { b.brokenRequests(t, p, luna) })
	t.Run("vouchers", func(t *testing.T) { b.badVouchers(t, v, luna) })
	t.Run("strikes", func(t *testing.T) { b.strikes(t, v, luna) })
	t.Run("replays", func(t *testing.T) { b.replays(t, p, luna) })
	t.Run("races for the limit", func(t *testing.T) { b.races(t) })
	t.Run("many keys", func(t *testing.T) { b.manyKeys(t) })
	t.Run("free rides", func(t *testing.T) { b.freeRides(t) })
	t.Run("close and call", func(t *testing.T) { b.closeAndCall(t) })
	t.Run("a body that does not go on", func(t *testing.T) {
		took := <-stuck
		require.Positive(t, took)
		require.Less(t, took, 15*time.Second, "it holds a call")
	})
	t.Run("no voucher ever", func(t *testing.T) { b.noVoucherEver(t, stingy, <-late) })
}

// badTerms opens calls that the seller's page does not offer. None is charged, none reaches a vendor.
func (b *battlefield) badTerms(t *testing.T, p, other *purse, o market.Offer) {
	body := attackBody(cheap, "hello")
	before := b.billed(t, p.v.name, cheap)
	for name, c := range map[string]struct {
		change func(*wire.Open)
		code   wire.Code
	}{
		"unknown page":            {func(o *wire.Open) { o.PageHash[0]++ }, wire.CodeOfferStale},
		"row out of range":        {func(o *wire.Open) { o.Row = 4000 }, wire.CodeOfferStale},
		"row beyond 31 bits":      {func(o *wire.Open) { o.Row = math.MaxUint32 }, wire.CodeOfferStale},
		"multiplier":              {func(o *wire.Open) { o.MultiplierSeq = 7 }, wire.CodeOfferStale},
		"at long ago":             {func(o *wire.Open) { o.At -= 61_000 }, wire.CodeAtStale},
		"at in the future":        {func(o *wire.Open) { o.At += 62_000 }, wire.CodeAtStale},
		"at zero":                 {func(o *wire.Open) { o.At = 0 }, wire.CodeAtStale},
		"at beyond 63 bits":       {func(o *wire.Open) { o.At = math.MaxUint64 }, wire.CodeAtStale},
		"at the largest":          {func(o *wire.Open) { o.At = math.MaxInt64 }, wire.CodeAtStale},
		"unknown dialect":         {func(o *wire.Open) { o.Dialect = "anthropic" }, wire.CodeInvalidRequest},
		"no dialect":              {func(o *wire.Open) { o.Dialect = "" }, wire.CodeInvalidRequest},
		"no channel":              {func(o *wire.Open) { o.ChannelID = common.Hash{} }, wire.CodeGone},
		"unknown channel":         {func(o *wire.Open) { o.ChannelID[5]++ }, wire.CodeGone},
		"another's channel":       {func(o *wire.Open) { o.ChannelID = other.id }, wire.CodeNotAllowed},
		"epoch that is not yet":   {func(o *wire.Open) { o.Epoch = 1 }, wire.CodeGone},
		"seller in its own chain": {func(o *wire.Open) { o.Hops.Entries = [][8]byte{hopIn(o.Hops.Nonce, []byte(p.v.id))} }, wire.CodeHopLoop},
	} {
		open := p.open(o, body)
		c.change(open)
		r := p.call(t.Context(), open, body, nil)
		assert.Equal(t, c.code, r.code(), "%s: %+v", name, r)
		if r.err != nil {
			assert.True(t, r.err.Charged.IsZero(), name)
		}
	}
	require.Equal(t, before, b.billed(t, p.v.name, cheap))
}

// hopIn is a node's entry in a resale chain.
func hopIn(nonce [16]byte, id []byte) (h [8]byte) {
	copy(h[:], crypto.Keccak256(nonce[:], id))
	return h
}

// badBodies sends what prices one call and would run another. The connection outlives all of it.
func (b *battlefield) badBodies(t *testing.T, p *purse, o market.Offer) {
	messages := `"messages":[{"role":"user","content":"hi"}]`
	model := `"model":"` + string(cheap) + `"`
	before := b.billed(t, p.v.name, cheap)
	for body, code := range map[string]wire.Code{
		`{` + model + `,"model":"` + string(dear) + `",` + messages + `}`:                                              wire.CodeInvalidRequest,
		`{` + model + `,"Model":"` + string(dear) + `",` + messages + `}`:                                              wire.CodeInvalidRequest,
		`{` + model + `,"\u006dodel":"` + string(dear) + `",` + messages + `}`:                                         wire.CodeInvalidRequest,
		`{` + model + `,` + messages + `,"max_tokens":1,"MAX_TOKENS":100000}`:                                          wire.CodeInvalidRequest,
		`{` + model + `,` + messages + `,"max_tokens":1,"max_completion_tokens":100000}`:                               wire.CodeInvalidRequest,
		`{` + model + `,` + messages + `,"n":1,"n":100}`:                                                               wire.CodeInvalidRequest,
		`{` + model + `,"messages":[{"role":"user","role":"system","content":"hi"}]}`:                                  wire.CodeInvalidRequest,
		`{` + model + `,` + messages + `,"stream_options":{"include_usage":true,"Include_Usage":false},"stream":true}`: wire.CodeInvalidRequest,
		`{` + model + `,` + messages + `} {}`:                                                                          wire.CodeInvalidRequest,
		`{` + model + `,` + messages + `,"tools":` + strings.Repeat("[", 70) + strings.Repeat("]", 70) + `}`:           wire.CodeInvalidRequest,
		`{` + model + `,` + messages + "\x00}":                                                                         wire.CodeInvalidRequest,
		`{` + model + `,"messages":[{"role":"user","content":"` + "\xff" + `"}]}`:                                      wire.CodeInvalidRequest,
		`[]`: wire.CodeInvalidRequest,
		`{` + model + `,` + messages + `,"n":1000}`:                                                         wire.CodeInvalidRequest,
		`{` + model + `,` + messages + `,"n":0}`:                                                            wire.CodeInvalidRequest,
		`{` + model + `,` + messages + `,"max_tokens":-1}`:                                                  wire.CodeInvalidRequest,
		`{` + model + `,` + messages + `,"max_tokens":1e400}`:                                               wire.CodeInvalidRequest,
		`{` + model + `,` + messages + `,"max_tokens":99999999999999999999}`:                                wire.CodeInvalidRequest,
		`{` + model + `,` + messages + `,"max_tokens":"12"}`:                                                wire.CodeInvalidRequest,
		`{` + model + `,` + messages + `,"nobody_sells_this":1}`:                                            wire.CodeFieldNotSold,
		`{` + model + `,` + messages + `,"previous_response_id":"resp_1"}`:                                  wire.CodeFieldNotSold,
		`{` + model + `,` + messages + `,"store":true}`:                                                     wire.CodeFieldNotSold,
		`{` + model + `,` + messages + `,"service_tier":"priority"}`:                                        wire.CodeFieldNotSold,
		`{` + model + `,` + messages + `,"web_search_options":{}}`:                                          wire.CodeFieldNotSold,
		`{` + model + `,` + messages + `,"n":128,"max_tokens":100000}`:                                      wire.CodeAdvanceRequired,
		`{` + model + `,"messages":[{"role":"user","content":"` + strings.Repeat("word ", 300_000) + `"}]}`: wire.CodeAdvanceRequired,
	} {
		r := p.buy(t.Context(), o, []byte(body))
		assert.Equal(t, code, r.code(), "%.120s: %+v", body, r.err)
		assert.NoError(t, r.lost, "%.120s", body)
	}
	require.Equal(t, before, b.billed(t, p.v.name, cheap), "a vendor has seen a body that was refused")
	ack, err := p.hello(t.Context())
	require.NoError(t, err)
	require.True(t, ack.Resync.Sum.IsZero(), "something was charged")
}

// badAsks greets with terms that are not offered, and asks about what is another's.
func (b *battlefield) badAsks(t *testing.T, p, other *purse) {
	for field, change := range map[string]func(*channel.Channel){
		"payee":       func(c *channel.Channel) { c.Payee[0]++ },
		"payeeSigner": func(c *channel.Channel) { c.PayeeSigner[0]++ },
		"asset":       func(c *channel.Channel) { c.Asset[31]++ },
		"closeDelay":  func(c *channel.Channel) { c.CloseDelay++ },
		"sink":        func(c *channel.Channel) { c.Sink[0]++ },
		"sinkBps":     func(c *channel.Channel) { c.SinkBps++ },
		"signer":      func(c *channel.Channel) { c.Signer[0]++ },
		"payer":       func(c *channel.Channel) { c.Payer = common.Address{} },
	} {
		c := p.c
		change(&c)
		_, refused := p.m.ask(t.Context(), p.v, &wire.Hello{Channel: c})
		require.NotNil(t, refused, field)
		assert.Equal(t, wire.CodeChannelTerms, refused.Code, field)
		assert.Equal(t, field, refused.Field)
	}
	unfunded := p.c
	unfunded.Salt = 1 << 40
	stranger := b.newMole(t, p2p.Handlers{})
	stranger.meet(t, p.v.name)
	refusals := map[wire.Code]int{}
	for i := range 200 {
		c := b.channelTo(p.m.offer(t, p.v, cheap).Page, stranger.key.Address())
		c.Salt += uint64(i) << 32
		_, refused := stranger.ask(t.Context(), p.v, &wire.Hello{Channel: c})
		require.NotNil(t, refused)
		refusals[refused.Code]++
	}
	require.Less(t, refusals[wire.CodeUnconfirmed], 50, "each invented channel asks the chain's node: %v", refusals)
	require.Equal(t, 200, refusals[wire.CodeUnconfirmed]+refusals[wire.CodeRate])
	attempt := market.AttemptID{Call: market.NewCallID(), Attempt: 1}
	for name, c := range map[string]struct {
		ask  wire.Frame
		code wire.Code
	}{
		"hello of an unfunded channel": {&wire.Hello{Channel: unfunded}, wire.CodeUnconfirmed},
		"hello in another epoch":       {&wire.Hello{Channel: p.c, Epoch: 3}, wire.CodeUnconfirmed},
		"resync of another's":          {&wire.ResyncAsk{ChannelID: other.id}, wire.CodeGone},
		"receipts of another's":        {&wire.ReceiptsAsk{ChannelID: other.id, Attempts: []market.AttemptID{attempt}}, wire.CodeGone},
		"close of another's":           {&wire.CloseAsk{ChannelID: other.id}, wire.CodeGone},
		"close in another epoch":       {&wire.CloseAsk{ChannelID: p.id, Epoch: 9}, wire.CodeGone},
		"entries that it never owed":   {&wire.EntriesAsk{ChannelID: other.id}, wire.CodeGone},
	} {
		answer, refused := p.m.ask(t.Context(), p.v, c.ask)
		require.NotNil(t, refused, "%s: %+v", name, answer)
		assert.Equal(t, c.code, refused.Code, name)
	}
}

// brokenRequests lies about the body. Each costs a stream, and its peer a strike at most.
func (b *battlefield) brokenRequests(t *testing.T, p *purse, o market.Offer) {
	body := attackBody(cheap, "hello")
	send := func(t *testing.T, frames ...wire.Frame) attackReply {
		liar := b.newMole(t, p2p.Handlers{})
		liar.meet(t, p.v.name)
		st, err := liar.host.OpenCall(t.Context(), p.v.id)
		require.NoError(t, err)
		defer st.Done(false)
		require.NoError(t, st.Send(t.Context(), frames...))
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		return readAnswer(ctx, st, nil)
	}
	open := func(size uint64) *wire.Open {
		f := p.open(o, body)
		f.BodySize = size
		return f
	}
	for name, frames := range map[string][]wire.Frame{
		"shorter than said":   {open(uint64(len(body)) + 1), wire.Body(body), wire.BodyEnd{}},
		"longer than said":    {open(uint64(len(body)) - 1), wire.Body(body), wire.BodyEnd{}},
		"body before open":    {wire.Body(body)},
		"end before open":     {wire.BodyEnd{}},
		"open within a body":  {open(uint64(len(body))), open(uint64(len(body)))},
		"answer from a buyer": {open(uint64(len(body))), wire.Data("x")},
	} {
		r := send(t, frames...)
		assert.True(t, r.lost != nil || r.code() == wire.CodeProtocolState, "%s: %+v", name, r)
		assert.Nil(t, r.head, name)
	}
	before := heap()
	announce := b.newMole(t, p2p.Handlers{})
	announce.meet(t, p.v.name)
	for range 150 {
		st, err := announce.host.OpenCall(t.Context(), p.v.id)
		require.NoError(t, err)
		defer st.Done(false)
		f := open(wire.MaxBody)
		f.ChannelID = common.Hash{1}
		require.NoError(t, st.Send(t.Context(), f, wire.Body(body)))
	}
	require.Never(t, func() bool { return heap() > before+256<<20 }, time.Second, 50*time.Millisecond, "what a stranger announces takes memory")
}

// heap is what this process, in which all nodes run, has of memory in use.
func heap() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse
}

// neverEnding is a request whose body does not go on.
func (b *battlefield) neverEnding(t testing.TB, p *purse, o market.Offer) (r attackReply, took time.Duration) {
	started := time.Now()
	body := attackBody(cheap, "hello")
	open := p.open(o, body)
	open.BodySize = wire.MaxBody
	st, err := p.m.host.OpenCall(t.Context(), p.v.id)
	if err != nil {
		return attackReply{}, 0
	}
	defer st.Done(false)
	if err := st.Send(t.Context(), open, wire.Body(body)); err != nil {
		return attackReply{}, 0
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	r = readAnswer(ctx, st, nil)
	return r, time.Since(started)
}

// badVouchers shows vouchers that are not money here.
func (b *battlefield) badVouchers(t *testing.T, v victim, o market.Offer) {
	id := market.AttemptID{Call: market.NewCallID(), Attempt: 1}
	ten := b.units(t, money.Coins(1))
	stranger, err := wallet.Generate(chain.ID)
	require.NoError(t, err)
	var m *mole
	var p *purse
	bad := func(field string, change func(f *channel.Frame)) {
		t.Helper()
		f := p.pay(t, ten, advanceEntry(o, id, money.Coins(1)))
		change(f)
		refused, ok := p.voucher(t, f).(*wire.VoucherRefused)
		require.True(t, ok, field)
		assert.Equal(t, wire.CodeVoucherInvalid, refused.Code, field)
		assert.Equal(t, field, refused.Field)
		assert.Nil(t, refused.Highest, field)
	}
	for i, group := range [][]func(){
		{
			func() { bad("signature", func(f *channel.Frame) { p.sign(t, stranger, f) }) },
			func() { bad("signature", func(f *channel.Frame) { highS(f) }) },
		},
		{
			func() {
				bad("epoch", func(f *channel.Frame) { f.Voucher.Epoch = 1; p.sign(t, m.key, f) })
			},
			func() {
				bad("signature", func(f *channel.Frame) {
					d := b.domain()
					d.Clearing[0]++
					f.Voucher.Sig, err = m.key.SignVoucher(d, f.Voucher.Voucher)
					require.NoError(t, err)
				})
			},
		},
		{
			func() {
				bad("memo", func(f *channel.Frame) { f.Entries[0].Total = money.Coins(1).Add(money.Picos(1)) })
			},
			func() { bad("entries", func(f *channel.Frame) { f.Entries = nil; p.sign(t, m.key, f) }) },
		},
	} {
		m = b.newMole(t, p2p.Handlers{})
		m.meet(t, v.name)
		p = m.newPurse(t, v, o.Page, money.Coins(2))
		for _, try := range group {
			try()
		}
		if i > 0 {
			continue
		}
		gone := p.pay(t, ten, advanceEntry(o, id, money.Coins(1)))
		gone.Voucher.ChannelID[3]++
		p.sign(t, m.key, gone)
		require.Equal(t, wire.CodeGone, p.voucher(t, gone).(*wire.VoucherRefused).Code, "a channel that nobody opened")
		over := p.pay(t, b.units(t, money.Coins(2).Add(money.Micros(1))), advanceEntry(o, id, money.Coins(2)))
		refused := p.voucher(t, over).(*wire.VoucherRefused)
		require.Equal(t, wire.CodeVoucherOverDeposit, refused.Code)
		require.Equal(t, b.units(t, money.Coins(2)), refused.Deposit)
	}
	m = b.newMole(t, p2p.Handlers{})
	m.meet(t, v.name)
	p = m.newPurse(t, v, o.Page, money.Coins(2))
	good := p.pay(t, ten, advanceEntry(o, id, money.Coins(1)))
	twin := p.pay(t, ten, advanceEntry(o, market.AttemptID{Call: market.NewCallID(), Attempt: 1}, money.Coins(1)))
	lower := p.pay(t, b.units(t, money.Micros(10)), advanceEntry(o, id, money.Micros(10)))
	require.IsType(t, &wire.VoucherAck{}, p.voucher(t, good))
	require.Equal(t, good.Voucher.Base(), p.voucher(t, good).(*wire.VoucherAck).Base, "the same again is the same")
	require.Equal(t, good.Voucher.Base(), p.voucher(t, lower).(*wire.VoucherAck).Base, "a lower one changes nothing")
	beside := p.voucher(t, twin).(*wire.VoucherRefused)
	require.Equal(t, wire.CodeVoucherInvalid, beside.Code)
	require.Equal(t, "memo", beside.Field, "two memos at one amount")
	require.Equal(t, good.Voucher, *beside.Highest)
}

// highS is the other signature of the same digest.
func highS(f *channel.Frame) {
	sig := &f.Voucher.Sig
	other := new(big.Int).Sub(crypto.S256().Params().N, new(big.Int).SetBytes(sig[32:64]))
	other.FillBytes(sig[32:64])
	sig[64] ^= 1
}

// strikes has a peer send what no honest one does until it is banned.
func (b *battlefield) strikes(t *testing.T, v victim, o market.Offer) {
	m := b.newMole(t, p2p.Handlers{})
	m.meet(t, v.name)
	p := m.newPurse(t, v, o.Page, money.Coins(1))
	for range 3 {
		f := p.pay(t, b.units(t, money.Coins(1)), advanceEntry(o, market.AttemptID{Attempt: 1}, money.Coins(1)))
		f.Voucher.Sig[7]++
		if err := m.host.SendVoucher(t.Context(), v.id, f); err != nil {
			break
		}
		select {
		case <-m.acks:
		case <-time.After(time.Second):
		}
	}
	require.Eventually(t, func() bool {
		return m.host.Connect(t.Context(), b.node(t, v.name).P2P[0]) != nil || len(m.host.Peers()) == 0
	}, 5*time.Second, 50*time.Millisecond, "three invalid vouchers end the acquaintance")
}

// replays sends the same attempt again, beside and after itself.
func (b *battlefield) replays(t *testing.T, p *purse, o market.Offer) {
	body := attackBody(cheap, "Once only. [[tokens:60]] [[pace:15ms]]", "max_tokens", 100)
	before := b.billed(t, p.v.name, cheap)
	open := p.open(o, body)
	var wg sync.WaitGroup
	replies := make([]attackReply, 20)
	for i := range replies {
		wg.Go(func() { replies[i] = p.call(t.Context(), open, body, nil) })
	}
	wg.Wait()
	served, cost := 0, money.Amount{}
	for _, r := range replies {
		switch {
		case r.end != nil:
			served++
			cost = r.end.Receipt.Cost
		default:
			require.Equal(t, wire.CodeInProgress, r.code(), "%+v", r)
		}
	}
	require.Equal(t, 1, served)
	again := p.call(t.Context(), open, body, nil)
	require.NotNil(t, again.end, "a unary answer is kept: %+v", again)
	require.Equal(t, cost, again.end.Receipt.Cost)

	other := attackBody(dear, "Something else. [[tokens:60]]", "max_tokens", 100)
	changed := *open
	changed.BodySize = uint64(len(other))
	r := p.call(t.Context(), &changed, other, nil)
	require.Equal(t, wire.CodeAlreadyDone, r.code(), "%+v", r)
	require.Equal(t, cost, r.err.Charged)
	require.Empty(t, r.data)
	ack, err := p.hello(t.Context())
	require.NoError(t, err)
	require.Equal(t, cost, ack.Resync.Sum, "charged once")
	once := b.billed(t, p.v.name, cheap).Sub(before)
	stranger := b.newMole(t, p2p.Handlers{})
	stranger.meet(t, p.v.name)
	q := stranger.newPurse(t, p.v, o.Page, money.Coins(1))
	guess := *open
	guess.ChannelID = q.id
	theirs := q.call(t.Context(), &guess, body, nil)
	require.NotNil(t, theirs.end, "%+v", theirs.err)
	require.Equal(t, q.id, theirs.end.Receipt.ChannelID)
	again = p.call(t.Context(), open, body, nil)
	require.NotNil(t, again.end, "%+v", again.err)
	require.Equal(t, p.id, again.end.Receipt.ChannelID, "who guesses an id gets no answer of another's, and gives none away")
	require.False(t, once.IsZero())
	require.True(t, once.Less(cost), "the vendor has been asked once: %s picos billed, %s earned", once, cost)
}

// races opens 200 calls at once that fit the limit one by one only.
func (b *battlefield) races(t *testing.T) {
	m := b.newMole(t, p2p.Handlers{})
	v := m.meet(t, "seller-1")
	o := m.offer(t, v, dear)
	p := m.newPurse(t, v, o.Page, money.Coins(1))
	before := b.billed(t, v.name, dear)
	replies := p.storm(t, o, 200, attackBody(dear, "Hurry. [[tokens:200]] [[pace:3ms]]", "stream", true, "max_tokens", 200))
	due, served := sumOfReplies(t, replies)
	t.Logf("%d of 200 served, %s due, %s billed", served, due.Dollars(), b.billed(t, v.name, dear).Sub(before).Dollars())
	require.Positive(t, served)
	require.False(t, clearing.NewBuyerLimit.Less(due), "%s is due unpaid", due.Dollars())
	require.False(t, clearing.NewBuyerLimit.Less(b.billed(t, v.name, dear).Sub(before)))
	ack, err := p.hello(t.Context())
	require.NoError(t, err)
	require.Equal(t, due, ack.Resync.Sum)
}

// storm opens so many calls at once, each with an id of its own.
func (p *purse) storm(t testing.TB, o market.Offer, n int, body []byte) []attackReply {
	replies := make([]attackReply, n)
	var wg sync.WaitGroup
	for i := range replies {
		wg.Go(func() { replies[i] = p.buy(t.Context(), o, body) })
	}
	wg.Wait()
	return replies
}

// sumOfReplies is what calls came to; those that were not served must have been asked for money.
func sumOfReplies(t testing.TB, replies []attackReply) (due money.Amount, served int) {
	for _, r := range replies {
		if f := r.final(); f != nil {
			due = due.Add(f.Cost)
			served++
			continue
		}
		require.Equal(t, wire.CodeAdvanceRequired, r.code(), "%+v", r)
	}
	return due, served
}

// manyKeys multiplies the allowance of a new buyer by new keys: all of them together have one of their own.
func (b *battlefield) manyKeys(t *testing.T) {
	first := b.newMole(t, p2p.Handlers{})
	v := first.meet(t, "seller-2")
	o := first.offer(t, v, dear)
	before := b.billed(t, v.name, dear)
	purses := []*purse{first.newPurse(t, v, o.Page, money.Coins(1))}
	for range 7 {
		m := b.newMole(t, p2p.Handlers{})
		m.meet(t, "seller-2")
		purses = append(purses, m.newPurse(t, v, o.Page, money.Coins(1)))
	}
	body := attackBody(dear, "All of us. [[tokens:200]] [[pace:3ms]]", "stream", true, "max_tokens", 200)
	var mu sync.Mutex
	var all []attackReply
	var wg sync.WaitGroup
	for _, p := range purses {
		wg.Go(func() {
			replies := p.storm(t, o, 6, body)
			mu.Lock()
			defer mu.Unlock()
			all = append(all, replies...)
		})
	}
	wg.Wait()
	due, served := sumOfReplies(t, all)
	t.Logf("%d keys: %d of %d served, %s due", len(purses), served, len(all), due.Dollars())
	require.Positive(t, served)
	require.False(t, allNew.Less(due), "%s is due unpaid, %s is trusted to all new buyers", due.Dollars(), allNew.Dollars())
	require.False(t, allNew.Less(b.billed(t, v.name, dear).Sub(before)))

	// Money helps at once: who pays first is not kept out by those who do not pay.
	p := purses[0]
	open := p.open(o, body)
	open.Voucher = p.pay(t, b.units(t, money.Micros(500_000)), advanceEntry(o, open.AttemptID, money.Micros(500_000)))
	r := p.call(t.Context(), open, body, nil)
	require.NotNil(t, r.end, "%+v", r.err)
}

// freeRides leaves after the first words, again and again.
func (b *battlefield) freeRides(t *testing.T) {
	m := b.newMole(t, p2p.Handlers{})
	v := m.meet(t, "seller-1")
	o := m.offer(t, v, dear)
	p := m.newPurse(t, v, o.Page, money.Coins(1))
	before := b.billed(t, v.name, dear)
	body := attackBody(dear, "A few words will do. [[tokens:500]] [[pace:1ms]]", "stream", true, "max_tokens", 500)
	rides, words := 0, 0
	for range 120 {
		r := p.call(t.Context(), p.open(o, body), body, func(r *attackReply) bool { return bytes.Count(r.data, []byte("\n\n")) > 20 })
		if r.code() == wire.CodeAdvanceRequired {
			// The seller settles the last ride on its own; one more try tells a ride that is over from a limit that is reached.
			time.Sleep(300 * time.Millisecond)
			if r = p.call(t.Context(), p.open(o, body), body, func(r *attackReply) bool { return len(r.data) > 0 }); r.code() == wire.CodeAdvanceRequired {
				break
			}
		}
		rides++
		words += len(r.data)
	}
	require.Eventually(t, func() bool {
		_, refused := m.ask(t.Context(), v, &wire.CloseAsk{ChannelID: p.id})
		return refused == nil
	},
		10*time.Second, 100*time.Millisecond, "all rides are settled")
	ack, err := p.hello(t.Context())
	require.NoError(t, err)
	billed := b.billed(t, v.name, dear).Sub(before)
	t.Logf("%d rides, %d bytes: %s due and unpaid, %s billed by the vendor", rides, words, ack.Resync.Sum.Dollars(), billed.Dollars())
	require.Greater(t, rides, 1)
	require.Less(t, rides, 120, "free rides never end")
	require.False(t, clearing.NewBuyerLimit.Less(ack.Resync.Sum))
	require.False(t, clearing.NewBuyerLimit.Mul64(2).Less(billed), "the vendor has billed %s", billed.Dollars())
}

// closeAndCall has the seller agree to a close, and calls on.
func (b *battlefield) closeAndCall(t *testing.T) {
	m := b.newMole(t, p2p.Handlers{})
	v := m.meet(t, "seller-1")
	o := m.offer(t, v, cheap)
	p := m.newPurse(t, v, o.Page, money.Coins(1))
	running := make(chan attackReply, 1)
	began := make(chan struct{})
	body := attackBody(cheap, "Slowly. [[tokens:100]] [[pace:10ms]]", "stream", true, "max_tokens", 100)
	go func() {
		once := sync.OnceFunc(func() { close(began) })
		running <- p.call(t.Context(), p.open(o, body), body, func(r *attackReply) bool {
			if len(r.data) > 0 {
				once()
			}
			return false
		})
	}()
	<-began
	_, refused := m.ask(t.Context(), v, &wire.CloseAsk{ChannelID: p.id})
	require.NotNil(t, refused, "a close is agreed to while a call runs")
	require.Equal(t, wire.CodeBusy, refused.Code)
	r := <-running
	require.NotNil(t, r.end)
	answer, refused := m.ask(t.Context(), v, &wire.CloseAsk{ChannelID: p.id})
	require.Nil(t, refused)
	consent := answer.(*wire.CloseConsent)
	require.NoError(t, consent.Check(b.domain(), v.addr))
	require.True(t, consent.Claimed.IsZero(), "nothing was paid: %s", consent.Claimed)
	after := p.buy(t.Context(), o, body)
	require.Equal(t, wire.CodeChannelClosing, after.code(), "%+v", after)
}

// noVoucherEver is a buyer that reads and does not pay.
func (b *battlefield) noVoucherEver(t *testing.T, p *purse, r attackReply) {
	require.Equal(t, wire.CodeNeedVoucher, r.code(), "%+v, amount %s, %d bytes, %d needs", r.err, r.err.Amount.Dollars(), len(r.data), len(r.needs))
	require.NotEmpty(t, r.needs, "each window is asked for")
	require.NotNil(t, r.final())
	window, err := pricesOf(t, p, medium).Window(market.Bound{Input: 100, Output: 8000}, market.Policy{})
	require.NoError(t, err)
	billed := b.billed(t, p.v.name, medium)
	t.Logf("receipt of %s, limit of %s, window of %s; the vendor bills %s", r.final().Cost.Dollars(), clearing.NewBuyerLimit.Dollars(), window.Dollars(), billed.Dollars())
	require.False(t, clearing.NewBuyerLimit.Less(r.final().Cost), "%s is unpaid", r.final().Cost.Dollars())
	require.False(t, clearing.NewBuyerLimit.Add(window).Less(billed))
}

func pricesOf(t testing.TB, p *purse, m market.Model) market.Prices {
	o := p.m.offer(t, p.v, m)
	prices, err := o.Row().Tariff.Resolve(time.Now(), "", market.NoMultiplier)
	require.NoError(t, err)
	return prices
}
