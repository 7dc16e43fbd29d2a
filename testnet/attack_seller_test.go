package testnet_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/wallet"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/meter"
	"github.com/tolsey/tolsey/node/p2p"
	"github.com/tolsey/tolsey/node/wire"
	"github.com/tolsey/tolsey/node/wire/wirepb"
	"github.com/tolsey/tolsey/testnet/chain"
)

// shark is a hostile seller: it signs pages and receipts as a seller does, and answers as a script says.
type shark struct {
	*mole
	page   *market.Page
	signed *wire.SignedPage
	price  [2]uint64 // of input and output, picos a token
	change func(*market.Page)

	mu      sync.Mutex // guards what follows
	scripts map[market.Model]func(*bite)
	highest map[common.Hash]channel.SignedVoucher
	greet   func(*wire.Hello, *wire.HelloAck) // changes the answer to a hello
	hellos  int
	last    map[market.AttemptID]wire.CallReport
}

// bite is one call that a shark serves.
type bite struct {
	*shark
	t    testing.TB
	ctx  context.Context
	st   *p2p.Stream
	open *wire.Open
	body []byte
	req  *dialect.Request
	out  meter.Output
	sent []byte
	seq  uint32
}

// newShark lists a model for each script, so that the buyer's breaker for one leaves the others alone.
func (b *battlefield) newShark(t testing.TB, input, output uint64, change func(*market.Page), scripts map[market.Model]func(*bite)) *shark {
	t.Helper()
	s := &shark{price: [2]uint64{input, output}, change: change, scripts: scripts, highest: map[common.Hash]channel.SignedVoucher{}, last: map[market.AttemptID]wire.CallReport{}}
	s.mole = b.newMole(t, p2p.Handlers{
		Call:    func(ctx context.Context, st *p2p.Stream, open *wire.Open) { s.serve(t, ctx, st, open) },
		Voucher: s.take,
		Clear:   s.clear,
		Pages:   func([]string) [][]byte { s.mu.Lock(); defer s.mu.Unlock(); return [][]byte{s.signed.Data} },
	})
	s.list(t)
	return s
}

// list signs a page.
func (s *shark) list(t testing.TB) {
	t.Helper()
	var rows []market.Row
	for _, m := range slices.Sorted(maps.Keys(s.scripts)) {
		rows = append(rows, trapRow(m, s.price))
	}
	now := uint64(time.Now().UnixMilli())
	d := s.b.domain()
	page := &market.Page{ChainID: d.ChainID, Clearing: d.Clearing, Token: s.b.asset().Token, Decimals: s.b.asset().Decimals, Payee: moleOwner.Address,
		PayeeSigner: s.key.Address(), Family: rows[0].Model.Family(), Seq: now, Issued: now, ValidUntil: now + 600_000, MinDeposit: money.Coins(1), CloseDelay: 60,
		Policy: market.Policy{TTFT: 2 * time.Second, UnpaidNew: money.Micros(10_000)}, Rows: rows}
	if s.change != nil {
		s.change(page)
	}
	signed, err := wire.SignPage(page, s.key)
	require.NoError(t, err)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.page, s.signed = page, signed
}

// trapRow is an offer.
func trapRow(m market.Model, price [2]uint64) market.Row {
	return market.Row{Model: m, Context: 1 << 20, MaxOutput: 1 << 17, MaxCalls: 64, Dialects: []string{"openai"},
		Tariff: market.Tariff{Prices: []market.UnitPrice{{Unit: market.Input, Price: money.Price(price[0])}, {Unit: market.Output, Price: money.Price(price[1])}}}}
}

// meetBuyer lets the devnet's buyer find the shark, and waits until its channel is funded and greeted.
func (s *shark) meetBuyer(t testing.TB, model market.Model) {
	t.Helper()
	s.showUp(t, model)
	s.fundedFor(t, model)
}

// showUp lets the buyer find the shark's page.
func (s *shark) showUp(t testing.TB, model market.Model) {
	t.Helper()
	n := s.b.node(t, "buyer")
	require.NoError(t, s.host.Connect(t.Context(), n.P2P[0]))
	buyer, err := s.b.Client("buyer")
	require.NoError(t, err)
	defer buyer.Close()
	require.NoError(t, s.host.Publish(t.Context(), s.page.Family, s.signed.Data))
	require.Eventually(t, func() bool {
		return slices.ContainsFunc(s.host.Peers(), func(p p2p.PeerInfo) bool { return slices.Contains(p.Families, s.page.Family) })
	}, 10*time.Second, 20*time.Millisecond, "the buyer hears of the family")
	s.list(t)
	require.NoError(t, s.host.Publish(t.Context(), s.page.Family, s.signed.Data))
	require.Eventually(t, func() bool {
		offers, err := buyer.Book(t.Context(), model)
		return err == nil && slices.ContainsFunc(offers, func(o dashboard.OfferView) bool { return o.Address == s.key.Address() })
	}, 10*time.Second, 50*time.Millisecond, "the page has come to the buyer")
}

// fundedFor has the buyer open a channel, unless its autopilot was first, and waits until it can pay for a model.
func (s *shark) fundedFor(t testing.TB, model market.Model) {
	t.Helper()
	buyer, err := s.b.Client("buyer")
	require.NoError(t, err)
	defer buyer.Close()
	_, _ = buyer.OpenChannel(t.Context(), dashboard.FundRequest{Seller: s.key.Address().Hex(), Amount: money.Coins(5)})
	require.Eventually(t, func() bool {
		offers, err := buyer.Book(t.Context(), model)
		return err == nil && slices.ContainsFunc(offers, func(o dashboard.OfferView) bool { return o.Address == s.key.Address() && !o.Free.IsZero() })
	}, 15*time.Second, 50*time.Millisecond, "the buyer can pay")
}

func (s *shark) take(_ context.Context, _ p2p.Peer, f *channel.Frame) wire.Frame {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.highest[f.Voucher.ChannelID].Cumulative.Less(f.Voucher.Cumulative) {
		s.highest[f.Voucher.ChannelID] = f.Voucher
	}
	return &wire.VoucherAck{ChannelID: f.Voucher.ChannelID, Base: f.Voucher.Base()}
}

// loot is all that the buyer has signed away to this seller.
func (s *shark) loot() money.Amount {
	s.mu.Lock()
	defer s.mu.Unlock()
	var sum money.Amount
	for _, v := range s.highest {
		sum = sum.Add(v.Cumulative.FloorPicos(s.b.asset()))
	}
	return sum
}

func (s *shark) clear(_ context.Context, _ p2p.Peer, ask wire.Frame) wire.Frame {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch ask := ask.(type) {
	case *wire.Hello:
		s.hellos++
		id := ask.Channel.ID()
		ack := &wire.HelloAck{Resync: wire.SignedResync{Resync: channel.Resync{ChannelID: id, Epoch: ask.Epoch, BuyerNonce: ask.Nonce}}}
		if v, known := s.highest[id]; known {
			ack.Highest, ack.Resync.Cumulative, ack.Resync.Memo = &v, v.Cumulative, v.Memo
		}
		if s.greet != nil {
			s.greet(ask, ack)
		}
		if ack.Resync.Sig.IsZero() {
			ack.Resync.Sig, _ = s.key.SignResync(s.b.domain(), ack.Resync.Resync)
		}
		return ack
	case *wire.ReceiptsAsk:
		out := &wire.Receipts{}
		for _, id := range ask.Attempts {
			report, known := s.last[id]
			if !known {
				report = wire.CallReport{AttemptID: id, State: wire.CallStarted}
			}
			out.Calls = append(out.Calls, report)
		}
		return out
	}
	return &wire.Error{Code: wire.CodeBusy}
}

func (s *shark) serve(t testing.TB, ctx context.Context, st *p2p.Stream, open *wire.Open) {
	b := &bite{shark: s, t: t, ctx: ctx, st: st, open: open}
	if open.Voucher != nil {
		_ = st.Send(ctx, s.take(ctx, st.Peer(), open.Voucher))
	}
	for {
		f, err := st.Recv(ctx)
		if err != nil {
			return
		}
		if _, end := f.(wire.BodyEnd); end {
			break
		}
		b.body = append(b.body, f.(wire.Body)...)
	}
	codec, _ := dialect.For("openai")
	b.req, _ = codec.Decode(b.body)
	s.mu.Lock()
	script := s.scripts[s.page.Rows[open.Row].Model]
	s.mu.Unlock()
	script(b)
	st.Done(true) // which breaks a stream whose call has not ended
}

func (b *bite) send(frames ...wire.Frame) error {
	for _, f := range frames {
		if d, ok := f.(wire.Data); ok {
			b.sent = append(b.sent, d...)
		}
	}
	return b.st.Send(b.ctx, frames...)
}

// head and say make a plausible answer.
func (b *bite) head() { _ = b.send(&wire.Head{Status: 200}) }

func (b *bite) say(sharkWords ...string) {
	for _, w := range sharkWords {
		b.out.Add([]dialect.Delta{{Text: []byte(w)}})
		_ = b.send(sharkChunk(`{"content":`+jsonText(w)+`}`, "null"))
	}
}

func (b *bite) finish() { _ = b.send(sharkChunk("{}", `"stop"`), wire.Data("data: [DONE]\n\n")) }

func sharkChunk(delta, finish string) wire.Data {
	return wire.Data(fmt.Sprintf(`data: {"id":"x","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":%s,"finish_reason":%s}]}`+"\n\n", delta, finish))
}

func jsonText(s string) string { b, _ := json.Marshal(s); return string(b) }

// usage is the honest one.
func (b *bite) usage() market.Usage {
	in, _ := meter.Devnet().CountInput(market.Model(b.req.Model), b.req)
	u := b.out.Count()
	u[market.Input] = in
	return u
}

func (b *bite) prices() market.Prices {
	p, err := b.page.Rows[b.open.Row].Tariff.Resolve(time.UnixMilli(int64(b.open.At)), "", market.NoMultiplier)
	require.NoError(b.t, err)
	return p
}

// receipt signs a receipt over a usage, changed as a script wants it.
func (b *bite) receipt(status market.Status, u market.Usage, change func(*market.Receipt)) market.SignedReceipt {
	b.seq++
	cost, err := b.prices().Cost(u)
	require.NoError(b.t, err)
	r := market.SignedReceipt{Receipt: market.Receipt{Terms: b.open.Terms.Hash(), ChannelID: b.open.ChannelID, AttemptID: b.open.AttemptID, Seq: b.seq, At: b.open.At,
		Usage: u, Cost: cost, Request: crypto.Keccak256Hash(b.body), Answer: crypto.Keccak256Hash(b.sent), Status: status}}
	if change != nil {
		change(&r.Receipt)
	}
	r.Sig, err = b.key.SignReceipt(b.b.domain(), r.Receipt)
	require.NoError(b.t, err)
	return r
}

func (b *bite) end(r market.SignedReceipt) { _ = b.send(&wire.End{Receipt: r}) }

// keep has later asks for the call's receipt answered with this one.
func (b *bite) keep(r market.SignedReceipt) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.last[b.open.AttemptID] = wire.CallReport{AttemptID: b.open.AttemptID, State: wire.CallDone, Receipt: &r}
}

// lured is what the buyer's application got, and what it cost by the buyer's own books.
type lured struct {
	status int
	body   string
	call   dashboard.CallView
}

// lure has the devnet's application make a call that a shark serves.
func (b *battlefield) lure(t testing.TB, model market.Model, fields ...any) lured {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	resp, err := b.post(ctx, attackBody(model, strings.Repeat("A prompt of some length. ", 40), fields...))
	require.NoError(t, err, model)
	defer resp.Body.Close()
	text, _ := io.ReadAll(resp.Body) // it may break off
	out := lured{status: resp.StatusCode, body: string(text)}
	var id market.CallID
	require.NoError(t, id.UnmarshalText([]byte(resp.Header.Get("X-Tolsey-Call-Id"))), "%s: %s", model, text)
	buyer, err := b.Client("buyer")
	require.NoError(t, err)
	defer buyer.Close()
	defer func() {
		if t.Failed() && testing.Verbose() {
			t.Logf("%s: %d %s %+v", model, out.status, out.body, out.call)
		}
	}()
	assert.Eventually(t, func() bool {
		calls, err := buyer.Call(t.Context(), id)
		if err != nil || len(calls) == 0 {
			return resp.StatusCode >= 400 // refused before anything was held
		}
		out.call = calls[0]
		return calls[0].State != market.RecordOpen
	}, 8*time.Second, 20*time.Millisecond, "%s: the call is settled", model)
	return out
}

// due is what a usage comes to at the shark's prices.
func (s *shark) due(u market.Usage) money.Amount {
	p, err := s.page.Rows[0].Tariff.Resolve(time.Now(), "", market.NoMultiplier)
	if err != nil {
		panic(err)
	}
	c, err := p.Cost(u)
	if err != nil {
		panic(err)
	}
	return c
}

// sharkWords is an answer of some length.
var sharkWords = strings.Split(strings.Repeat("word, ", 30), " ")

// wholeAnswer is a whole answer with a receipt that is changed before it is signed, or after.
func wholeAnswer(before func(*shark, *market.Receipt), after func(*market.SignedReceipt)) func(*bite) {
	return func(k *bite) {
		k.head()
		k.say(sharkWords...)
		k.finish()
		r := k.receipt(market.StatusDone, k.usage(), func(r *market.Receipt) {
			if before != nil {
				before(k.shark, r)
			}
		})
		if after != nil {
			after(&r)
		}
		k.end(r)
	}
}

func inflatedBy(n uint64) func(*shark, *market.Receipt) {
	return func(s *shark, r *market.Receipt) { r.Usage[market.Output] += n; r.Cost = s.due(r.Usage) }
}

// badReceipts end whole answers and are not for them: the buyer pays what it has counted, and no more.
var badReceipts = map[market.Model]func(*bite){
	"trap/r-cost-above-usage": wholeAnswer(func(_ *shark, r *market.Receipt) { r.Cost = r.Cost.Add(money.Micros(1)) }, nil),
	"trap/r-cost-below-usage": wholeAnswer(func(_ *shark, r *market.Receipt) { r.Cost = money.Picos(1) }, nil),
	"trap/r-other-terms":      wholeAnswer(func(_ *shark, r *market.Receipt) { r.Terms[0]++ }, nil),
	"trap/r-other-attempt":    wholeAnswer(func(_ *shark, r *market.Receipt) { r.Attempt++ }, nil),
	"trap/r-other-channel":    wholeAnswer(func(_ *shark, r *market.Receipt) { r.ChannelID[0]++ }, nil),
	"trap/r-other-request":    wholeAnswer(func(_ *shark, r *market.Receipt) { r.Request[0]++ }, nil),
	"trap/r-other-answer":     wholeAnswer(func(_ *shark, r *market.Receipt) { r.Answer[0]++ }, nil),
	"trap/r-other-time":       wholeAnswer(func(_ *shark, r *market.Receipt) { r.At++ }, nil),
	"trap/r-unknown-status":   wholeAnswer(func(_ *shark, r *market.Receipt) { r.Status = 77 }, nil),
	"trap/r-never-ending":     wholeAnswer(func(_ *shark, r *market.Receipt) { r.Status = market.StatusOpen }, nil),
	"trap/r-above-the-bound":  wholeAnswer(inflatedBy(1<<20), nil),
	"trap/r-inflated":         wholeAnswer(inflatedBy(5_000), nil),
	"trap/r-seq-zero":         wholeAnswer(func(_ *shark, r *market.Receipt) { r.Seq = 0 }, nil),
	"trap/r-not-signed":       wholeAnswer(nil, func(r *market.SignedReceipt) { r.Sig = market.Signature{} }),
	"trap/r-signed-otherwise": wholeAnswer(nil, func(r *market.SignedReceipt) { r.Sig[9]++ }),
}

// Nothing is delivered by these, whatever they say of it: nothing is due.
var nothingGiven = map[market.Model]func(*bite){
	"trap/n-end-at-once": func(k *bite) {
		k.head()
		k.end(k.receipt(market.StatusDone, k.usage(), nil))
	},
	"trap/n-end-of-much": func(k *bite) {
		k.head()
		u := k.usage()
		u[market.Output] = 60
		k.end(k.receipt(market.StatusDone, u, nil))
	},
	"trap/n-comments-only": func(k *bite) {
		k.head()
		_ = k.send(wire.Data(": still here\n\n"))
		k.end(k.receipt(market.StatusDone, k.usage(), nil))
	},
	"trap/n-roles-only": func(k *bite) {
		k.head()
		_ = k.send(sharkChunk(`{"role":"assistant","content":""}`, "null"))
		k.end(k.receipt(market.StatusDone, k.usage(), nil))
	},
	"trap/n-vendor-error": func(k *bite) {
		k.head()
		_ = k.send(wire.Data(`data: {"error":{"message":"overloaded","type":"server_error"}}` + "\n\n"))
		k.end(k.receipt(market.StatusDone, k.usage(), nil))
	},
	"trap/n-refusal-with-forgery": func(k *bite) {
		r := k.receipt(market.StatusEstimated, k.usage(), nil)
		r.Sig[3]++
		_ = k.send(&wire.Error{Code: wire.CodeUpstream, Receipt: &r})
	},
	"trap/n-refusal-with-charge": func(k *bite) {
		r := k.receipt(market.StatusEstimated, k.usage(), nil)
		_ = k.send(&wire.Error{Code: wire.CodeUpstream, Charged: r.Cost, Receipt: &r})
	},
	"trap/n-data-before-head": func(k *bite) {
		k.keep(k.receipt(market.StatusDone, k.usage(), nil))
		_ = k.send(sharkChunk(`{"content":"hi"}`, "null"))
		<-time.After(200 * time.Millisecond) // or the stream's end would overtake it
	},
	"trap/n-end-before-head": func(k *bite) { k.end(k.receipt(market.StatusDone, k.usage(), nil)) },
	"trap/n-not-sse": func(k *bite) {
		k.head()
		_ = k.send(wire.Data("<html><body>502 Bad Gateway</body></html>\n\n"))
		k.end(k.receipt(market.StatusDone, k.usage(), nil))
	},
	"trap/n-bad-json": func(k *bite) {
		k.head()
		_ = k.send(wire.Data("data: {\"choices\":[{\"delta\":\n\n"))
		k.end(k.receipt(market.StatusDone, k.usage(), nil))
	},
	"trap/n-need-at-once": func(k *bite) {
		k.head()
		u := k.usage()
		u[market.Output] = 60
		_ = k.send(&wire.NeedVoucher{Receipt: k.receipt(market.StatusOpen, u, nil)})
		<-time.After(200 * time.Millisecond)
	},
	"trap/n-two-heads": func(k *bite) {
		k.head()
		k.head()
		k.end(k.receipt(market.StatusDone, k.usage(), nil))
	},
}

// needs stop an answer for vouchers that are not due: each breaks the call, and what has come by then is what it costs.
var badNeeds = map[market.Model]func(*bite){
	"trap/v-more-than-came": needing(func(k *bite, u *market.Usage) { u[market.Output] += 100 }, nil),
	"trap/v-longer-prompt":  needing(func(k *bite, u *market.Usage) { u[market.Input] += 100 }, nil),
	"trap/v-whole-bound":    needing(func(k *bite, u *market.Usage) { u[market.Output] = 8000 }, nil),
	"trap/v-final":          needing(nil, func(r *market.Receipt) { r.Status = market.StatusDone }),
	"trap/v-other-call":     needing(nil, func(r *market.Receipt) { r.Call[0]++ }),
	"trap/v-forged-cost":    needing(nil, func(r *market.Receipt) { r.Cost = r.Cost.Mul64(2) }),
	"trap/v-again-and-again": func(k *bite) {
		k.head()
		k.say(sharkWords...)
		for range 50 {
			_ = k.send(&wire.NeedVoucher{Receipt: k.receipt(market.StatusOpen, k.usage(), nil)})
		}
		k.vanish()
	},
}

func needing(usage func(*bite, *market.Usage), change func(*market.Receipt)) func(*bite) {
	return func(k *bite) {
		k.head()
		k.say(sharkWords...)
		u := k.usage()
		if usage != nil {
			usage(k, &u)
		}
		_ = k.send(&wire.NeedVoucher{Receipt: k.receipt(market.StatusOpen, u, change)})
		k.vanish()
	}
}

// vanish says no more until the buyer has left.
func (b *bite) vanish() {
	ctx, cancel := context.WithTimeout(b.ctx, 10*time.Second)
	defer cancel()
	for {
		if _, err := b.st.Recv(ctx); err != nil {
			return
		}
	}
}

// slow answers keep an application waiting: each must end long before the wall of a call.
var slow = map[market.Model]func(*bite){
	"trap/s-head-only": func(k *bite) { k.head(); k.vanish() },
	"trap/s-comments": func(k *bite) {
		k.head()
		k.drip(wire.Data(": wait\n\n"))
	},
	"trap/s-roles": func(k *bite) {
		k.head()
		k.drip(sharkChunk(`{"role":"assistant","content":""}`, "null"))
	},
	"trap/s-no-head": func(k *bite) { k.vanish() },
}

// drip sends one thing for ever.
func (b *bite) drip(d wire.Data) {
	for b.ctx.Err() == nil && b.send(d) == nil {
		time.Sleep(200 * time.Millisecond)
	}
}

// greedy sellers ask for advances.
var greedy = map[market.Model]func(*bite){
	"trap/a-absurd": func(k *bite) {
		_ = k.send(&wire.Error{Code: wire.CodeAdvanceRequired, Amount: money.FromBytes([16]byte{0: 0x7f})})
	},
	"trap/a-two-dollars": func(k *bite) {
		_ = k.send(&wire.Error{Code: wire.CodeAdvanceRequired, Amount: money.Coins(2)})
	},
	"trap/a-then-zero": func(k *bite) {
		if k.loot().IsZero() {
			_ = k.send(&wire.Error{Code: wire.CodeAdvanceRequired, Amount: money.Coins(1)})
			return
		}
		r := k.receipt(market.StatusZero, market.Usage{}, nil)
		_ = k.send(&wire.Error{Code: wire.CodeUpstream, Receipt: &r})
	},
}

func TestHostileSeller(t *testing.T) {
	b := newBattlefield(t, func(name string, cfg *config.Config) {
		if name == "buyer" {
			cfg.Limits.Idle = config.Duration{Duration: 2 * time.Second}
			cfg.Buyer.Channels.KeepFunded = 8
		}
	})
	scripts := maps.Clone(badReceipts)
	for _, more := range []map[market.Model]func(*bite){nothingGiven, badNeeds, slow, greedy} {
		maps.Copy(scripts, more)
	}
	scripts["trap/fine"] = wholeAnswer(nil, nil)
	s := b.newShark(t, 3_000_000, 15_000_000, nil, scripts)
	s.meetBuyer(t, "trap/fine")
	fine := b.lure(t, "trap/fine", "stream", true)
	require.Equal(t, 200, fine.status, fine.body)
	require.Equal(t, market.StatusDone, fine.call.Status)
	require.Equal(t, s.due(fine.call.Usage), fine.call.Cost)
	require.Positive(t, fine.call.Usage[market.Output])
	worth := fine.call.Cost

	t.Run("receipts", func(t *testing.T) {
		for model := range badReceipts {
			got := b.lure(t, model, "stream", true)
			assert.Equal(t, 200, got.status, "%s: %s", model, got.body)
			assert.False(t, worth.Less(got.call.Cost), "%s: paid %s for what is worth %s", model, got.call.Cost.Dollars(), worth.Dollars())
		}
	})
	t.Run("nothing delivered", func(t *testing.T) {
		for model := range nothingGiven {
			got := b.lure(t, model, "stream", true)
			assert.True(t, got.call.Cost.IsZero(), "%s: %s paid for nothing, status %s %s", model, got.call.Cost.Dollars(), got.call.Status, got.call.Error)
			assert.GreaterOrEqual(t, got.status, 500, "%s: %s", model, got.body)
		}
	})
	t.Run("vouchers that are not due", func(t *testing.T) {
		before := s.loot()
		for model := range badNeeds {
			got := b.lure(t, model, "stream", true, "max_tokens", 8000)
			assert.False(t, worth.Less(got.call.Cost), "%s: paid %s for what is worth %s", model, got.call.Cost.Dollars(), worth.Dollars())
		}
		most := worth.Mul64(uint64(len(badNeeds))).Add(market.DefaultWindowMoney)
		assert.False(t, most.Less(s.loot().Sub(before)), "%s signed away", s.loot().Sub(before).Dollars())
	})
	t.Run("slow", func(t *testing.T) {
		var wg sync.WaitGroup
		for model := range slow {
			wg.Go(func() {
				began := time.Now()
				got := b.lure(t, model, "stream", true)
				assert.Less(t, time.Since(began), 12*time.Second, model)
				assert.True(t, got.call.Cost.IsZero(), "%s: %s for nothing", model, got.call.Cost.Dollars())
				assert.GreaterOrEqual(t, got.status, 500, "%s: %s", model, got.body)
			})
		}
		wg.Wait()
	})
	t.Run("advances", func(t *testing.T) {
		for model := range greedy {
			before := s.loot()
			got := b.lure(t, model, "stream", true, "max_tokens", 400)
			assert.True(t, got.call.Cost.IsZero(), model)
			// What the call can cost at most is all that may be prepaid for it.
			u := market.Usage{market.Input: 2000, market.Output: 400}
			assert.False(t, s.due(u).Less(s.loot().SubFloor(before)), "%s: %s prepaid", model, s.loot().Sub(before).Dollars())
		}
		t.Logf("signed away in all: %s", s.loot().Dollars())
	})
}

// TestHostileSellersWord has sellers that are the cheapest say no, each in another way: another seller's offer is still bought.
func TestHostileSellersWord(t *testing.T) {
	b := newBattlefield(t, func(name string, cfg *config.Config) {
		if name == "buyer" {
			cfg.Buyer.Channels.KeepFunded = 8
		}
	})
	refusing := func(code wire.Code) func(*bite) {
		return func(k *bite) { _ = k.send(&wire.Error{Code: code, Message: "no", Field: "model"}) }
	}
	s := b.newShark(t, 1_000, 1_000, nil, map[market.Model]func(*bite){
		"openai/gpt-5.6-luna":  refusing(wire.CodeInvalidRequest),
		"openai/gpt-5.6-terra": refusing(wire.CodePolicy),
	})
	s.meetBuyer(t, cheap)
	kimi := b.newShark(t, 1_000, 1_000, nil, map[market.Model]func(*bite){"moonshotai/kimi-k2.6": refusing(wire.CodeContextTooLong)})
	kimi.meetBuyer(t, "moonshotai/kimi-k2.6")
	// Its window is all that the call can cost, and more than may be prepaid.
	usurer := b.newShark(t, 1_000, 16_000_000, func(p *market.Page) { p.Policy.WindowTokens, p.Policy.WindowMoney = 1<<31, money.Coins(1_000_000) },
		map[market.Model]func(*bite){dear: func(k *bite) { k.vanish() }})
	usurer.meetBuyer(t, dear)
	for m, most := range map[market.Model]int{"openai/gpt-5.6-luna": 50, "openai/gpt-5.6-terra": 50, "moonshotai/kimi-k2.6": 50, dear: 131_072} {
		got := b.lure(t, m, "stream", true, "max_tokens", most)
		assert.Equal(t, 200, got.status, "%s: %s", m, got.body)
		assert.NotContains(t, got.body, `"error"`, m)
	}
	require.False(t, money.Micros(10).Less(s.loot()), "%s prepaid for nothing", s.loot().Dollars())
	require.True(t, usurer.loot().IsZero(), "%s prepaid for a window", usurer.loot().Dollars())

	ransom := b.newShark(t, 1_000, 1_000, func(p *market.Page) { p.MinDeposit = money.Coins(40) },
		map[market.Model]func(*bite){"qwen/qwen3.7-max": func(*bite) {}, "qwen/qwen3.7-plus": func(*bite) {}})
	ransom.showUp(t, "qwen/qwen3.7-max")
	time.Sleep(2500 * time.Millisecond) // the autopilot looks every second
	buyer, err := b.Client("buyer")
	require.NoError(t, err)
	defer buyer.Close()
	channels, err := buyer.Channels(t.Context())
	require.NoError(t, err)
	for _, c := range channels {
		require.NotEqual(t, ransom.key.Address(), c.Address, "%s lie with a seller that nobody knows", c.Deposit.Dollars())
	}
	t.Run("greetings", func(t *testing.T) { b.greetings(t, buyer) })
	t.Run("pages", func(t *testing.T) { b.badPages(t, buyer) })
}

// forge signs a page as it is, valid or not, with a mole's key.
func forge(t testing.TB, m *mole, p *market.Page) []byte {
	payload, err := wire.EncodePage(p)
	require.NoError(t, err)
	sig, err := m.key.SignPage(payload)
	require.NoError(t, err)
	data, err := proto.Marshal(&wirepb.Signed{Page: payload, Sig: sig[:]})
	require.NoError(t, err)
	return data
}

// badPages are handed to the buyer by peers that it is told to meet. None is listed; who hands out what no honest peer does is struck.
func (b *battlefield) badPages(t *testing.T, buyer *dashboard.Client) {
	now := uint64(time.Now().UnixMilli())
	real := b.newMole(t, p2p.Handlers{})
	honest := real.meet(t, "seller-1")
	standing := real.offer(t, honest, cheap)
	for name, c := range map[string]struct {
		change func(*market.Page)
		struck bool
	}{
		"expired":              {func(p *market.Page) { p.Issued, p.ValidUntil = now-600_000, now-1 }, false},
		"of the future":        {func(p *market.Page) { p.Issued, p.ValidUntil = now+120_000, now+300_000 }, false},
		"of another chain":     {func(p *market.Page) { p.ChainID++ }, false},
		"of another contract":  {func(p *market.Page) { p.Clearing[0]++ }, false},
		"of another token":     {func(p *market.Page) { p.Token[0]++ }, false},
		"valid for a day":      {func(p *market.Page) { p.ValidUntil = now + 86_400_000 }, true},
		"in another's name":    {func(p *market.Page) { p.PayeeSigner = honest.addr }, true},
		"for nothing":          {func(p *market.Page) { p.Rows[0].Tariff.Prices[1].Price = 0 }, true},
		"at the highest price": {func(p *market.Page) { p.Rows[0].Tariff.Prices[1].Price = 1<<64 - 1 }, true},
		"listing one twice":    {func(p *market.Page) { p.Rows = append(p.Rows, p.Rows[0]) }, true},
		"written backwards":    {func(p *market.Page) { p.Rows[0].Model = "fake/\u202etpg" }, true},
		"of look-alikes":       {func(p *market.Page) { p.Rows[0].Model = "fake/gpt-\u0435" }, true},
		"with a bell":          {func(p *market.Page) { p.Rows[0].Model = "fake/\agpt" }, true},
		"of markup":            {func(p *market.Page) { p.Rows[0].Model = "fake/<script>" }, true},
		"of another family":    {func(p *market.Page) { p.Rows[0].Model = "openai/gpt-5.6-luna" }, true},
		"paying nobody":        {func(p *market.Page) { p.Payee = common.Address{} }, true},
	} {
		var data []byte
		m := b.newMole(t, p2p.Handlers{Pages: func([]string) [][]byte { return [][]byte{data} }})
		d := b.domain()
		p := &market.Page{ChainID: d.ChainID, Clearing: d.Clearing, Token: b.asset().Token, Decimals: b.asset().Decimals, Payee: moleOwner.Address,
			PayeeSigner: m.key.Address(), Family: "fake", Seq: now, Issued: now, ValidUntil: now + 600_000, MinDeposit: money.Coins(1), CloseDelay: 60,
			Rows: []market.Row{trapRow("fake/one", [2]uint64{1_000, 1_000})}}
		c.change(p)
		data = forge(t, m, p)
		var err error
		for range 3 { // strikes are out
			if _, err = buyer.AddPeer(t.Context(), dashboard.AddPeerRequest{Addr: m.host.Addrs()[0]}); err != nil {
				break
			}
		}
		banned := func() bool {
			_, err := buyer.AddPeer(t.Context(), dashboard.AddPeerRequest{Addr: m.host.Addrs()[0]})
			return err != nil
		}
		if c.struck {
			assert.Eventually(t, banned, 2*time.Second, 20*time.Millisecond, "%s: who hands it out is met again and again", name)
			continue
		}
		assert.False(t, banned(), "%s: clocks and networks differ, that is no fault", name)
	}
	offers, err := buyer.Book(t.Context(), "")
	require.NoError(t, err)
	for _, o := range offers {
		require.NotEqual(t, "fake", o.Model.Family(), "%s of %s is listed", o.Model, o.Address)
	}

	// A page that was the seller's once is not its word any more, and two pages of one number end a seller.
	replay := b.newMole(t, p2p.Handlers{Pages: func([]string) [][]byte { return [][]byte{real.pages[standing.PageHash].Data} }})
	_, err = buyer.AddPeer(t.Context(), dashboard.AddPeerRequest{Addr: replay.host.Addrs()[0]})
	require.NoError(t, err)
	two := b.newShark(t, 3_000, 3_000, nil, map[market.Model]func(*bite){"twins/one": func(*bite) {}})
	two.showUp(t, "twins/one")
	twin := *two.page
	twin.Rows = []market.Row{trapRow("twins/one", [2]uint64{1_000, 1_000})}
	require.NoError(t, two.host.Publish(t.Context(), "twins", forge(t, two.mole, &twin)))
	require.Eventually(t, func() bool {
		_, err := buyer.Book(t.Context(), "twins/one")
		return dashboard.CodeOf(err) == dashboard.CodeNotFound
	}, 5*time.Second, 50*time.Millisecond, "who says two things at once sells nothing")
}

// greetings answer a hello with what is not so: the channel waits, and is none the worse for it.
func (b *battlefield) greetings(t *testing.T, buyer *dashboard.Client) {
	s := b.newShark(t, 3_000_000, 15_000_000, nil, map[market.Model]func(*bite){"lair/fine": wholeAnswer(nil, nil)})
	forged := func(change func(*wire.HelloAck)) func(*wire.Hello, *wire.HelloAck) {
		return func(_ *wire.Hello, a *wire.HelloAck) { change(a) }
	}
	claim := func(a *wire.HelloAck, sig market.Signature) {
		a.Resync.Cumulative, a.Resync.Memo = money.UnitsOf(4_000_000), common.Hash{7}
		a.Resync.Sum = money.Coins(4)
		a.Highest = &channel.SignedVoucher{Voucher: channel.Voucher{ChannelID: a.Resync.ChannelID, Cumulative: a.Resync.Cumulative, Memo: a.Resync.Memo}, Sig: sig}
	}
	stranger, err := wallet.Generate(chain.ID)
	require.NoError(t, err)
	lies := map[string]func(*wire.Hello, *wire.HelloAck){
		"a higher voucher without a signature": forged(func(a *wire.HelloAck) { claim(a, market.Signature{}) }),
		"a higher voucher that the seller signed": forged(func(a *wire.HelloAck) {
			claim(a, market.Signature{})
			a.Highest.Sig, _ = s.key.SignVoucher(b.domain(), a.Highest.Voucher)
		}),
		"a higher sum without any voucher":  forged(func(a *wire.HelloAck) { claim(a, market.Signature{}); a.Highest = nil }),
		"a memo at nothing":                 forged(func(a *wire.HelloAck) { a.Resync.Memo = common.Hash{7} }),
		"another's nonce":                   forged(func(a *wire.HelloAck) { a.Resync.BuyerNonce = common.Hash{9} }),
		"another channel":                   forged(func(a *wire.HelloAck) { a.Resync.ChannelID[0]++ }),
		"another epoch":                     forged(func(a *wire.HelloAck) { a.Resync.Epoch++ }),
		"the signature of somebody else":    forged(func(a *wire.HelloAck) { a.Resync.Sig, _ = stranger.SignResync(b.domain(), a.Resync.Resync) }),
		"no signature that can be verified": forged(func(a *wire.HelloAck) { a.Resync.Sig[64] = 1 }),
	}
	told := make(chan string, 64)
	var mu sync.Mutex
	names := slices.Sorted(maps.Keys(lies))
	s.greet = func(h *wire.Hello, a *wire.HelloAck) {
		mu.Lock()
		defer mu.Unlock()
		if len(names) == 0 {
			a.Limit = money.FromBytes([16]byte{0: 0x7f}) // which binds nobody
			return
		}
		lies[names[0]](h, a)
		told <- names[0]
		names = names[1:]
	}
	s.showUp(t, "lair/fine")
	s.fundedFor(t, "lair/fine")
	close(told)
	require.Len(t, told, len(lies), "all lies were told")
	channels, err := buyer.Channels(t.Context())
	require.NoError(t, err)
	for _, c := range channels {
		if c.Address == s.key.Address() {
			require.True(t, c.Signed.IsZero())
			require.Equal(t, dashboard.ChannelOpen, c.State)
		}
	}
	got := b.lure(t, "lair/fine", "stream", true)
	require.Equal(t, 200, got.status, got.body)
	require.Equal(t, s.due(got.call.Usage), got.call.Cost)
}
