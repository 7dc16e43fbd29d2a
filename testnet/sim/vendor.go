package sim

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"sync"
	"time"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/seller"
	"github.com/tolsey/tolsey/node/upstream"
)

// word is one token of o200k_base, wherever it stands in a text of its like.
const word = " hello"

// promptExtra is what a vendor counts of one message besides its text, tokens: its role and the template.
const promptExtra = 7

// vendor is an upstream that answers in words and keeps its own bill, by which the model judges what was delivered. It fails, breaks
// off and states no usage as vendors do.
type vendor struct {
	w *World

	mu     sync.Mutex // guards all below
	rng    *rand.Rand
	served map[market.SoldLink]int // how often each attempt of a buyer's has come
}

var _ seller.Upstream = (*vendor)(nil)

func (v *vendor) Check(*dialect.Request, market.PriceVector) error { return nil }

// plan is what becomes of one call.
type plan struct {
	words, chunk int
	first, every time.Duration
	refuses      bool
	breaks       int // words after which the answer breaks off; 0: it does not
	usage        bool
}

func (v *vendor) plan(o seller.Order) plan {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.served[o.Sold]++
	if n := v.served[o.Sold]; n > 1 {
		v.w.fail(fmt.Errorf("attempt %s of channel %s came to the vendor %d times", o.Sold.AttemptID, o.Sold.Channel, n))
	}
	r := v.rng
	p := plan{words: 1 + r.IntN(int(o.Cap)), chunk: 1 + r.IntN(60), first: time.Duration(r.IntN(3000)) * time.Millisecond,
		every: time.Duration(1+r.IntN(120)) * time.Millisecond, refuses: r.IntN(12) == 0, usage: r.IntN(8) != 0}
	if r.IntN(12) == 0 {
		p.breaks = 1 + r.IntN(p.words)
	}
	if r.IntN(25) == 0 {
		p.first = 40 * time.Second // beyond every bound
	}
	return p
}

// Do answers after the first token's time.
func (v *vendor) Do(ctx context.Context, o seller.Order) (seller.Answer, error) {
	p := v.plan(o)
	v.w.count("vendor calls", 1)
	if err := sleep(ctx, p.first); err != nil {
		return nil, err
	}
	if p.refuses {
		return nil, &upstream.Error{Code: upstream.Unavailable, Detail: "overloaded"}
	}
	a := &vendorAnswer{ctx: ctx, made: func(words int) { v.w.model.made(o.Hops.Nonce, words) }, plan: p, prompt: promptWords(o.Request) + promptExtra}
	if !o.Request.Stream {
		a.rest = []byte(fmt.Sprintf(`{"id":"v","object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}]%s}`,
			strings.Repeat(word, p.words), a.stated()))
		a.sent, a.stage = p.words, 3
		a.made(a.sent)
		if p.breaks > 0 {
			a.rest, a.err = a.rest[:len(a.rest)/2], io.ErrUnexpectedEOF
		}
	}
	return a, nil
}

func promptWords(r *dialect.Request) int {
	n := 0
	for _, t := range r.Texts {
		n += strings.Count(string(t), word)
	}
	return n
}

// vendorAnswer streams words.
type vendorAnswer struct {
	ctx    context.Context
	made   func(words int)
	plan   plan
	prompt int
	sent   int
	stage  int // 0: words, 1: the finish, 2: the end mark, 3: nothing
	rest   []byte
	err    error
}

var _ seller.Answer = (*vendorAnswer)(nil)

func (a *vendorAnswer) stated() string {
	if !a.plan.usage {
		return ""
	}
	return fmt.Sprintf(`,"usage":{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d}`, a.prompt, a.plan.words, a.prompt+a.plan.words)
}

func (a *vendorAnswer) Read(buf []byte) (int, error) {
	if len(a.rest) == 0 {
		if a.err != nil {
			return 0, a.err
		}
		if err := a.next(); err != nil {
			return 0, err
		}
	}
	n := copy(buf, a.rest)
	a.rest = a.rest[n:]
	return n, nil
}

const event = `data: {"id":"v","object":"chat.completion.chunk","choices":[%s]%s}` + "\n\n"

func (a *vendorAnswer) next() error {
	switch a.stage {
	case 0:
		if err := sleep(a.ctx, a.plan.every); err != nil {
			return err
		}
		if a.plan.breaks > 0 && a.sent >= a.plan.breaks {
			return io.ErrUnexpectedEOF
		}
		n := min(a.plan.chunk, a.plan.words-a.sent)
		a.sent += n
		a.made(a.sent)
		a.rest = []byte(fmt.Sprintf(event, `{"index":0,"delta":{"content":"`+strings.Repeat(word, n)+`"}}`, ""))
		if a.sent == a.plan.words {
			a.stage = 1
		}
	case 1:
		a.rest = []byte(fmt.Sprintf(event, `{"index":0,"delta":{},"finish_reason":"stop"}`, ""))
		a.stage = 2
	case 2:
		if a.plan.usage {
			a.rest = []byte(fmt.Sprintf(event, "", a.stated()))
		}
		a.rest = append(a.rest, "data: [DONE]\n\n"...)
		a.stage = 3
	case 3:
		return io.EOF
	}
	return nil
}

func (a *vendorAnswer) Close() error                 { return nil }
func (a *vendorAnswer) Status() int                  { return 200 }
func (a *vendorAnswer) VendorID() string             { return "v" }
func (a *vendorAnswer) Semantics() dialect.Semantics { return dialect.Semantics{} }
func (a *vendorAnswer) Billed(money.Amount)          {}
func (a *vendorAnswer) Bill() (money.Amount, *market.AttemptID, bool) {
	return money.Amount{}, nil, false
}
func (a *vendorAnswer) Headers() map[string][]string {
	return map[string][]string{"Content-Type": {"text/event-stream"}}
}

// sleep waits, unless ctx ends first.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
