package testnet_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dashboard"
)

// TestExposureUnderLoad has many streams of dear answers at once, whose windows together are worth many times the unpaid allowance, and
// samples what the seller has at risk. The vendor writes a hundred tokens a second: what it writes ahead of its reader is billed too.
func TestExposureUnderLoad(t *testing.T) {
	w := shared(t)
	const streams, length = 12, 600
	ctx, cancel := context.WithTimeout(t.Context(), 40*time.Second)
	defer cancel()
	model := "openai/gpt-5.6-sol"
	a := w.newApp(t, "20 USD/day")
	watch := w.watch(t, model)
	var all errgroup.Group
	for i := range streams {
		body := w.ask(model, fmt.Sprintf("Stream %d. [[tokens:%d]] [[pace:10ms]]", i, length)).streamed().with("max_tokens", 1000)
		all.Go(func() error {
			time.Sleep(time.Duration(i) * 20 * time.Millisecond) // so that windows end at all times
			r, err := a.tryCall(ctx, body)
			if err == nil && (r.status != http.StatusOK || r.finish != "stop") {
				err = fmt.Errorf("stream %d: status %d: %.300s", i, r.status, r.raw)
			}
			return err
		})
	}
	require.NoError(t, all.Wait())
	watch.stop(t)
	for _, v := range a.attempts(t) {
		require.Equal(t, market.StatusDone, v.Status)
	}
}

// agent is an application that sends its whole context with every turn.
type agent struct {
	*app
	body  chat
	turns []string // the markers of each turn
}

// contextOf is about so many tokens of text.
func contextOf(seed, n int) string {
	var b strings.Builder
	for i := range n / 5 {
		fmt.Fprintf(&b, " entry %d of book", seed*1000+i%997)
	}
	return b.String()
}

func (a *agent) run(ctx context.Context) error {
	for i, marks := range a.turns {
		messages := append(a.body["messages"].([]any), map[string]any{"role": "user", "content": fmt.Sprintf("Turn %d. %s", i, marks)})
		a.body["messages"] = messages
		r, err := a.tryCall(ctx, a.body)
		if err != nil {
			return err
		}
		if r.status != http.StatusOK || r.failure != nil || r.lost != nil {
			return fmt.Errorf("turn %d: status %d, %v: %.600s", i, r.status, r.lost, r.raw)
		}
		a.body["messages"] = append(messages, map[string]any{"role": "assistant", "content": r.text})
	}
	return nil
}

// TestAgentsShareAChannel has twenty agents with contexts of 30k tokens and max_tokens of 8k on one channel of $25, without a 402. Their
// worst cases would be a quarter of the channel, their advances half a cent and more each; one answer is longer than what is held ahead.
func TestAgentsShareAChannel(t *testing.T) {
	w := shared(t)
	const agents, context30k = 20, 30_000
	ctx, cancel := context.WithTimeout(t.Context(), 60*time.Second)
	defer cancel()
	a := w.newApp(t, "20 USD/day")
	model := "openai/gpt-5.6-sol"
	watch := w.watch(t, model)
	var all errgroup.Group
	for i := range agents {
		body := chat{"model": model, "stream": true, "max_tokens": 8000, "messages": []any{
			map[string]any{"role": "system", "content": w.secret.prompt() + contextOf(i, context30k)}}}
		turns := []string{"[[tokens:200]] [[pace:2ms]]", "[[tokens:300]] [[pace:1ms]]"}
		if i == 0 {
			turns = []string{"[[tokens:6000]] [[pace:1ms]]"}
		}
		all.Go(func() error { return (&agent{a, body, turns}).run(ctx) })
	}
	require.NoError(t, all.Wait())
	watch.stop(t)

	attempts := a.attempts(t)
	require.Len(t, attempts, 2*agents-1, "nothing was tried twice")
	spent := money.Amount{}
	for _, v := range attempts {
		require.Equal(t, market.StatusDone, v.Status)
		require.Equal(t, attempts[0].Channel, v.Channel, "one channel")
		require.GreaterOrEqual(t, v.Usage.Prompt(), uint64(context30k))
		spent = spent.Add(v.Cost)
	}
	require.Equal(t, spent, a.budget(t).Spent)
	ch := w.channel(t, "buyer", attempts[0].Channel.Hex())
	require.Equal(t, money.Coins(25), ch.Deposit)
	require.False(t, ch.Signed.Less(spent))
}

// channel is a channel as its payer has it.
func (w *world) channel(t testing.TB, node, id string) dashboard.ChannelView {
	t.Helper()
	list, err := w.client(t, node).Channels(t.Context())
	require.NoError(t, err)
	for _, c := range list {
		if c.ID.Hex() == id && c.Role == dashboard.RolePayer {
			return c
		}
	}
	require.Fail(t, "no such channel", id)
	return dashboard.ChannelView{}
}

// watch samples, while calls run, what each seller of a model has at risk: what its vendor bills since the start, at the seller's own
// prices, less what vouchers have paid for that.
type watch struct {
	w       *world
	model   string
	sellers []*risked
	done    context.Context
	end     context.CancelFunc
	ended   sync.WaitGroup
}

// risked is one seller's part.
type risked struct {
	name  string
	asks  asks
	after map[string]uint64 // rows of the vendor that were there before, by account
	owed  money.Amount      // S over its channels at the start, less what was paid then; negative where it is prepaid
	paid  money.Amount
	limit money.Amount
	worst money.Amount // the most that was seen
	n     int
}

func (w *world) watch(t testing.TB, model string) *watch {
	t.Helper()
	x := &watch{w: w, model: model}
	x.done, x.end = context.WithCancel(t.Context())
	t.Cleanup(func() {
		x.end()
		x.ended.Wait()
	})
	for _, name := range []string{"seller-1", "seller-2", "seller-3"} {
		offers := false
		list, err := w.client(t, "buyer").Book(t.Context(), market.Model(model))
		require.NoError(t, err)
		for _, o := range list {
			offers = offers || o.Seller == w.node(t, name).PeerID
		}
		if !offers {
			continue
		}
		s := &risked{name: name, asks: w.asks(t, model, name), after: map[string]uint64{}}
		for _, r := range w.bill(t, vendorOf(model), name).Rows {
			s.after[name] = max(s.after[name], r.Seq)
		}
		sum, paid, limit, err := w.payees(t.Context(), w.client(t, name))
		require.NoError(t, err)
		s.owed, s.paid, s.limit = sum, paid, limit
		x.sellers = append(x.sellers, s)
		admin := w.client(t, name)
		x.ended.Go(func() {
			for {
				select {
				case <-x.done.Done():
					return
				case <-time.After(20 * time.Millisecond):
					s.sample(t, x, admin)
				}
			}
		})
	}
	return x
}

// payees sums up what a seller's channels owe and have paid, and what their buyers may owe.
func (w *world) payees(ctx context.Context, admin *dashboard.Client) (sum, paid, limit money.Amount, err error) {
	list, err := admin.Channels(ctx)
	if err != nil {
		return sum, paid, limit, err
	}
	for _, c := range list {
		if c.Role == dashboard.RolePayee {
			sum, paid = sum.Add(c.Sum), paid.Add(c.Signed)
		}
	}
	status, err := admin.Status(ctx)
	for _, c := range status.Counterparties {
		if c.Selling != nil {
			limit = limit.Add(c.Limit)
		}
	}
	return sum, paid, limit, err
}

// sample reads the bill before the vouchers: what is paid meanwhile can only make the risk look smaller than it was, never larger.
func (s *risked) sample(t testing.TB, x *watch, admin *dashboard.Client) {
	billed := money.Amount{}
	for _, r := range x.w.bill(t, vendorOf(x.model), s.name).Rows {
		if r.Seq > s.after[s.name] {
			billed = billed.Add(s.asks.rate(r.Prompt, r.Cached, r.Completion))
		}
	}
	_, paid, _, err := x.w.payees(context.WithoutCancel(t.Context()), admin)
	if err != nil {
		return // the node is busy; there are many samples
	}
	s.n++
	risk := s.owed.Add(billed).SubFloor(paid)
	s.worst = s.worst.Max(risk)
}

// stop ends the sampling and checks it.
func (x *watch) stop(t testing.TB) {
	t.Helper()
	x.end()
	x.ended.Wait()
	for _, s := range x.sellers {
		t.Logf("%s: at most %s at risk in %d samples, limit %s", s.name, s.worst.Dollars(), s.n, s.limit.Dollars())
		require.Positive(t, s.n)
		require.False(t, s.limit.Less(s.worst), "%s had %s at risk, its buyers may owe %s", s.name, s.worst.Dollars(), s.limit.Dollars())
	}
}
