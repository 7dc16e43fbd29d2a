package gateway_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/gateway"
)

const (
	model    = "acme/fast-1"
	seller   = "16Uiu2HAmSeller"
	tokenIn  = 150_000 // picos per prompt token
	tokenOut = 600_000 // picos per answer token
	prompt   = 7       // tokens of every prompt
)

// fakeBuyer answers calls with the real dialect, at real prices, from no market: it holds to the whole contract of
// gateway.Buyer and gateway.Answer.
type fakeBuyer struct {
	chunks     int           // of an answer, one token each
	size       int           // bytes of a chunk's text; 0: a word
	pause      time.Duration // before each chunk
	wait       time.Duration // before the answer
	refuse     error         // instead of an answer
	breakAfter int           // chunks, then breakWith
	breakWith  error
	bug        bool // panics

	mu      sync.Mutex
	calls   []market.Call
	answers []*fakeAnswer
}

var _ gateway.Buyer = (*fakeBuyer)(nil)

func (b *fakeBuyer) Call(ctx context.Context, c market.Call) (gateway.Answer, error) {
	b.mu.Lock()
	b.calls = append(b.calls, c)
	b.mu.Unlock()
	switch {
	case b.bug:
		panic("developer error: a test asked for this")
	case b.refuse != nil:
		return nil, b.refuse
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	}
	if b.wait > 0 {
		select {
		case <-time.After(b.wait):
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
	}
	codec, err := dialect.For(c.Dialect)
	if err != nil {
		return nil, err
	}
	req, decoded := c.Decoded.(*dialect.Request)
	if !decoded {
		if req, err = codec.Decode(c.Body); err != nil {
			return nil, err
		}
	}
	a := &fakeAnswer{b: b, req: req, codec: codec, shaper: codec.Shape(req, c.ID.String(), 1_700_000_000), gone: make(chan struct{}),
		stream: codec.Stream(dialect.Semantics{}), outcome: market.Outcome{Call: c.ID, Attempt: 1, Seller: seller, Status: market.StatusDone, OutputCap: 1024}}
	a.charge(0)
	b.mu.Lock()
	b.answers = append(b.answers, a)
	b.mu.Unlock()
	return a, nil
}

func (b *fakeBuyer) last() *fakeAnswer {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.answers) == 0 {
		return nil
	}
	return b.answers[len(b.answers)-1]
}

func (b *fakeBuyer) count() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.calls)
}

type fakeAnswer struct {
	b      *fakeBuyer
	req    *dialect.Request
	codec  dialect.Codec
	stream *dialect.Stream
	shaper dialect.Shaper
	gone   chan struct{}

	mu      sync.Mutex
	sent    int
	ended   error
	final   []byte // comes with ended
	closed  bool
	outcome market.Outcome
}

var _ gateway.Answer = (*fakeAnswer)(nil)

func (a *fakeAnswer) Info() gateway.Info {
	return gateway.Info{Seller: seller, Price: "input 0.15, output 0.60 USD/1M", OutputCap: 1024, ContentType: a.codec.ContentType(a.req.Stream), Stream: a.req.Stream}
}

// charge sets what so many answer tokens cost.
func (a *fakeAnswer) charge(tokens uint64) {
	a.outcome.Usage = market.Usage{market.Input: prompt, market.Output: tokens}
	a.outcome.Cost = money.Picos(prompt * tokenIn).Add(money.Picos(tokenOut).Mul64(tokens))
}

func (a *fakeAnswer) Next() ([]byte, error) {
	if a.b.pause > 0 && !a.over() {
		t := time.NewTimer(a.b.pause)
		defer t.Stop()
		select {
		case <-t.C:
		case <-a.gone:
		}
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.ended != nil {
		last := a.final
		a.final = nil
		return last, a.ended
	}
	if a.b.breakWith != nil && (!a.req.Stream || a.sent >= a.b.breakAfter) {
		a.end(a.b.breakWith, market.StatusEstimated)
		if a.sent == 0 {
			a.outcome.Usage, a.outcome.Cost, a.outcome.Status = market.Usage{}, money.Amount{}, market.StatusZero
		}
		return nil, a.ended
	}
	if !a.req.Stream {
		return a.whole()
	}
	if a.sent == a.b.chunks {
		a.end(io.EOF, market.StatusDone)
		return a.shaper.End(a.charged()), nil
	}
	return a.chunk()
}

func (a *fakeAnswer) charged() dialect.Charge {
	return dialect.Charge{Usage: a.outcome.Usage, Cost: a.outcome.Cost}
}

func (a *fakeAnswer) end(err error, s market.Status) {
	a.ended, a.outcome.Status = err, s
	a.outcome.Receipt = common.Hash{0xec}
}

func (a *fakeAnswer) word() string {
	if a.b.size == 0 {
		return fmt.Sprintf("w%d ", a.sent)
	}
	return strings.Repeat("x", a.b.size)
}

func (a *fakeAnswer) chunk() ([]byte, error) {
	finish := "null"
	if a.sent+1 == a.b.chunks {
		finish = `"stop"`
	}
	a.stream.Feed(fmt.Appendf(nil, "data: {\"id\":\"chatcmpl-vendor\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":%q,"+
		"\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":%q},\"finish_reason\":%s}]}\n\n", model, a.word(), finish))
	var ev dialect.Event
	if ok, err := a.stream.Next(&ev); !ok || err != nil {
		return nil, errors.Join(errors.New("fake vendor wrote no event"), err)
	}
	a.sent++
	a.charge(uint64(a.sent))
	return a.shaper.Event(&ev), nil
}

func (a *fakeAnswer) whole() ([]byte, error) {
	text := ""
	for a.sent < a.b.chunks {
		text += a.word()
		a.sent++
	}
	a.charge(uint64(a.sent))
	answer, err := a.codec.Answer(fmt.Appendf(nil, `{"id":"chatcmpl-vendor","object":"chat.completion","created":1700000000,"model":%q,"choices":[{"index":0,"message":{"role":"assistant","content":%q},"finish_reason":"stop"}],"usage":{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d}}`,
		model, text, prompt, a.sent, prompt+a.sent), dialect.Semantics{})
	if err != nil {
		return nil, err
	}
	a.end(io.EOF, market.StatusDone)
	return a.codec.ShapeAnswer(answer, a.charged()), nil
}

func (a *fakeAnswer) over() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.ended != nil
}

// More is true in a burst, up to the end.
func (a *fakeAnswer) More() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.b.pause == 0 && a.ended == nil
}

func (a *fakeAnswer) Outcome() market.Outcome {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.outcome
}

// Cut ends the answer by one error that says what has been charged.
func (a *fakeAnswer) Cut(why *market.Refusal) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.ended != nil {
		return
	}
	told := *why
	told.Charged = a.outcome.Cost
	a.end(&told, market.StatusEstimated)
	a.final = a.shaper.Fail(&told, a.charged())
	close(a.gone)
}

func (a *fakeAnswer) Close() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.closed {
		return nil
	}
	a.closed = true
	if a.ended == nil {
		close(a.gone)
		a.end(market.Refuse(499, market.ProviderUnavailable, "", "The application left."), market.StatusEstimated)
	}
	return nil
}

func (a *fakeAnswer) isClosed() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.closed
}

// fakeKeys has some keys by their tokens.
type fakeKeys map[string]fakeKey

type fakeKey struct {
	id     string
	models []market.Model
	rpm    uint32
	err    error
}

func (k fakeKey) ID() string  { return k.id }
func (k fakeKey) RPM() uint32 { return k.rpm }
func (k fakeKey) Allows(m market.Model) bool {
	for _, own := range k.models {
		if own == m {
			return true
		}
	}
	return k.models == nil
}

const goodKey = "sk-test-good"

var errNoKey = market.Refuse(401, market.Unauthenticated, "", "No valid API key. Send one as 'Authorization: Bearer sk-...'.")

func testKeys() fakeKeys {
	return fakeKeys{
		goodKey:           {id: "good"},
		"sk-test-limited": {id: "limited", models: []market.Model{"acme/slow-1"}},
		"sk-test-rate":    {id: "rate", rpm: 1},
		"sk-test-expired": {err: market.Refuse(401, market.Unauthenticated, "", "The API key has expired.")},
		"sk-test-lookup":  {err: errors.New("disk on fire at /secret/path")},
	}
}

func (k fakeKeys) Authenticate(bearer string) (gateway.Key, error) {
	key, ok := k[bearer]
	switch {
	case !ok:
		return nil, errNoKey
	case key.err != nil:
		return nil, key.err
	}
	return key, nil
}

type fakeCatalogue []gateway.Entry

func testCatalogue() fakeCatalogue {
	tariff := market.Tariff{
		Prices: []market.UnitPrice{{Unit: market.Input, Price: tokenIn}, {Unit: market.CacheRead, Price: 15_000}, {Unit: market.Output, Price: tokenOut}},
		Overrides: []market.Override{
			{ContextOver: 128_000, Prices: []market.UnitPrice{{Unit: market.Input, Price: 2 * tokenIn}}},
			{UTCFrom: 60, UTCTo: 4 * 60, Prices: []market.UnitPrice{{Unit: market.Output, Price: tokenOut / 2}}},
		},
	}
	now, err := tariff.Resolve(time.Date(2026, 11, 24, 2, 30, 0, 0, time.UTC), "", market.NoMultiplier)
	if err != nil {
		panic(err)
	}
	ask := gateway.Ask{Seller: seller, Tariff: tariff, Now: now, ValidUntil: 1_795_000_000_000}
	return fakeCatalogue{
		{ID: model, Created: 1_777_000_000, Context: 200_000, MaxOutput: 16_384, Parameters: []string{"tools"}, Sellers: 2, Best: ask},
		{ID: "acme/slow-1", Context: 8_000, MaxOutput: 1_024, Sellers: 1, Best: ask},
	}
}

func (c fakeCatalogue) Models() []gateway.Entry { return c }

func (c fakeCatalogue) Find(name string) (gateway.Entry, bool) {
	for _, e := range c {
		if string(e.ID) == name {
			return e, true
		}
	}
	return gateway.Entry{}, false
}

func (c fakeCatalogue) Offers(m market.Model) []gateway.Offer {
	var out []gateway.Offer
	for _, e := range c {
		if e.ID == m {
			for i := range e.Sellers {
				ask := e.Best
				ask.Seller = fmt.Sprintf("%s%d", seller, i+1)
				out = append(out, gateway.Offer{Ask: ask, Context: e.Context, MaxOutput: e.MaxOutput, Dialects: []string{"openai"}})
			}
		}
	}
	return out
}

// fakeRecords are the books of a node that has served one call.
type fakeRecords map[market.CallID][]market.BoughtRecord

var pastCall = market.CallID{1, 2, 3}

func testRecords() fakeRecords {
	id := market.AttemptID{Call: pastCall, Attempt: 1}
	second := id
	second.Attempt = 2
	return fakeRecords{pastCall: {
		{AttemptID: id, Key: "good", Model: model, Seller: "first", State: market.RecordFailed, Error: "BUSY", Time: 1_795_000_000_000},
		{AttemptID: second, Key: "good", Model: model, Seller: seller, State: market.RecordDone, Status: market.StatusDone, Stream: true, Cost: money.Micros(7), TTFT: 40, Took: 100,
			Usage: market.Usage{market.Input: 100, market.CacheRead: 20, market.Output: 30, market.Reasoning: 5}, Time: 1_795_000_000_100},
	}}
}

func (r fakeRecords) Attempts(_ context.Context, id market.CallID) ([]market.BoughtRecord, error) {
	return r[id], nil
}

func (r fakeRecords) Account(key string) gateway.Account {
	if key == "limited" {
		return gateway.Account{Label: "sk-test-lim...", Unlimited: true, Total: money.Coins(9)}
	}
	return gateway.Account{Label: "main", Limit: money.Coins(20), Spent: money.Micros(1_500_000), Left: money.Coins(18), Total: money.Coins(30), Period: "day", Expires: 1_800_000_000_000}
}

type repeat struct{ key, route, name string }

func repeatOf(b clearing.Binding) repeat { return repeat{b.Key, b.Route, b.Name} }

// fakeBindings keeps bindings as a store would over a restart.
type fakeBindings struct {
	mu       sync.Mutex
	bound    map[repeat]clearing.Binding
	outcomes map[market.CallID]market.Outcome
	broken   error // of every Bind
}

func newBindings() *fakeBindings {
	return &fakeBindings{bound: map[repeat]clearing.Binding{}, outcomes: map[market.CallID]market.Outcome{}}
}

func (f *fakeBindings) Bind(_ context.Context, b clearing.Binding) (clearing.Binding, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.broken != nil {
		return clearing.Binding{}, f.broken
	}
	if there, ok := f.bound[repeatOf(b)]; ok {
		return there, nil
	}
	f.bound[repeatOf(b)] = b
	return b, nil
}

func (f *fakeBindings) Unbind(_ context.Context, b clearing.Binding) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.bound[repeatOf(b)].Call == b.Call {
		delete(f.bound, repeatOf(b))
	}
	return nil
}

func (f *fakeBindings) Outcome(_ context.Context, id market.CallID) (market.Outcome, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.outcomes[id], nil
}

// sessionOf is the conversation that a call was made in.
func sessionOf(c market.Call) string { return c.Decoded.(*dialect.Request).SessionKey }
