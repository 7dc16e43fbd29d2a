package testnet_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/testnet"
	"github.com/tolsey/tolsey/testnet/vendor"
)

// ranked are the sellers of a model, the cheapest first.
func (w *world) ranked(t testing.TB, model string) (names []string) {
	t.Helper()
	offers, err := w.client(t, "buyer").Book(t.Context(), market.Model(model))
	require.NoError(t, err)
	for _, o := range offers {
		names = append(names, w.nameOf(t, o.Seller))
	}
	price := map[string]asks{}
	for _, n := range names {
		price[n] = w.asks(t, model, n)
	}
	slices.SortFunc(names, func(a, b string) int { return price[a].output.Cmp(price[b].output) })
	return names
}

func rule(account, model, fault string) vendor.Rule {
	f, err := vendor.ParseFault(fault)
	if err != nil {
		panic(err)
	}
	return vendor.Rule{Fault: f, Account: account, Model: model}
}

// kill stops a node as a crash would, until the test ends.
func (w *world) kill(t *testing.T, name string) {
	t.Helper()
	require.NoError(t, w.KillNode(name))
	t.Cleanup(func() {
		if _, err := w.Client(name); err != nil {
			w.start(t, name)
		}
	})
}

// start starts a node and waits until the buyer can buy from everybody again, by the pages that stand now.
func (w *world) start(t testing.TB, name string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), 30*time.Second)
	defer cancel()
	require.NoError(t, w.StartNode(ctx, name))
	why := error(nil)
	for deadline := time.Now().Add(25 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		if why = w.complete(ctx); why == nil {
			return
		}
		w.introduce(ctx)
		require.True(t, time.Now().Before(deadline), "the market is not complete again: %s", why)
	}
}

// introduce has the buyer look at every seller's pages at once, which it would else do when a call is told that they are old.
func (w *world) introduce(ctx context.Context) {
	buyer, err := w.Client("buyer")
	if err != nil {
		return
	}
	defer buyer.Close()
	for _, n := range w.file.Nodes {
		if n.Role != "buyer" {
			_, _ = buyer.AddPeer(ctx, dashboard.AddPeerRequest{Addr: n.P2P[0]}) // it is tried again
		}
	}
}

// complete says which offer the buyer's book lacks, has an old page of, or cannot be paid for.
func (w *world) complete(ctx context.Context) error {
	buyer, err := w.Client("buyer")
	if err != nil {
		return err
	}
	defer buyer.Close()
	book, err := buyer.Book(ctx, "")
	if err != nil {
		return err
	}
	for _, n := range w.file.Nodes {
		if n.Role == "buyer" {
			continue
		}
		if err := w.known(ctx, n, book); err != nil {
			return err
		}
	}
	return nil
}

// known checks that a book has a seller's offers as they stand.
func (w *world) known(ctx context.Context, n testnet.NodeFile, book []dashboard.OfferView) error {
	seller, err := w.Client(n.Name)
	if err != nil {
		return err
	}
	defer seller.Close()
	own, err := seller.Offers(ctx)
	if err != nil {
		return err
	}
	for _, o := range own {
		if o.Private {
			continue
		}
		i := slices.IndexFunc(book, func(b dashboard.OfferView) bool {
			return b.Seller == n.PeerID && b.Model == o.Model && b.ValidUntil == o.Until && !b.Free.IsZero()
		})
		if i < 0 || o.State != dashboard.OfferPublished {
			return fmt.Errorf("%s of %s, %s, is not in the book", o.Model, n.Name, o.State)
		}
	}
	return nil
}

// streaming starts a long answer and returns when so many tokens of it have come; rest reads on to its end.
func (a *app) streaming(ctx context.Context, t testing.TB, body chat, n int64) (r *reply, rest func()) {
	t.Helper()
	resp, err := a.post(ctx, body.streamed())
	require.NoError(t, err)
	r = &reply{}
	came, ended := make(chan struct{}), make(chan error, 1)
	go func() {
		told := false
		ended <- r.read(resp, func(r *reply) bool {
			if !told && tokens(r.text) >= n {
				told = true
				close(came)
			}
			return true
		})
	}()
	select {
	case <-came:
	case err := <-ended:
		require.Fail(t, "the answer ended too early", "%v %s", err, r.raw)
	case <-ctx.Done():
		require.Fail(t, "the answer does not come")
	}
	return r, func() {
		select {
		case err := <-ended:
			require.NoError(t, err)
		case <-ctx.Done():
			require.Fail(t, "the answer does not end")
		}
	}
}

// TestSellerDies kills a seller within its answer. Its crash is its own loss: what it had a receipt for when it died is due, and nothing
// else. The application is told at once.
func TestSellerDies(t *testing.T) {
	w := shared(t)
	ctx, cancel := context.WithTimeout(t.Context(), 60*time.Second)
	defer cancel()
	const model = "openai/gpt-5.6-sol"
	a := w.newApp(t, "5 USD/day")
	r, rest := a.streaming(ctx, t, w.ask(model, "Tell all. [[tokens:2000]] [[pace:4ms]]").with("max_tokens", 3000), 600)
	seller := w.nameOf(t, r.header.Get("X-Tolsey-Seller"))
	w.kill(t, seller)
	killed := time.Now()
	rest()
	require.Less(t, time.Since(killed), 15*time.Second)
	require.NotNil(t, r.failure)
	require.Equal(t, string(market.ProviderUnavailable), r.failure.Metadata.ErrorType, string(r.raw[max(0, len(r.raw)-600):]))

	w.start(t, seller)
	v := a.attempts(t)
	require.Len(t, v, 1)
	bought := w.bought(t, "buyer", v[0].Call)[0]
	sold, found := w.sold(t, seller, bought.AttemptID)
	require.True(t, found)
	require.NotNil(t, bought.Receipt)
	require.Equal(t, *sold.Receipt, *bought.Receipt)
	require.Equal(t, market.StatusEstimated, bought.Receipt.Status)
	require.Equal(t, sold.Cost, bought.Cost)
	asks := w.asks(t, model, seller)
	require.Equal(t, asks.rate(int64(bought.Usage.Prompt()), 0, int64(bought.Usage.Completion())), bought.Cost)
	require.Positive(t, bought.Usage.Completion(), "windows that were receipted are due")
	require.LessOrEqual(t, int64(bought.Usage.Completion()), tokens(r.text), "and no token that has not come")
	require.Equal(t, bought.Cost, a.budget(t).Spent)
}

// TestBuyerDies kills the buyer within an answer and starts it again: the seller's receipt, for what it had sent until it saw that, is what
// the call costs. An answer that had come to its end before is never made again, whoever asks.
func TestBuyerDies(t *testing.T) {
	w := shared(t)
	ctx, cancel := context.WithTimeout(t.Context(), 60*time.Second)
	defer cancel()
	const model = "tencent/hy3"
	a := w.newApp(t, "5 USD/day")

	question := w.ask(model, "Once. [[tokens:60]]")
	first := a.call(t, question, "Idempotency-Key", "once-and-for-all")
	require.Equal(t, http.StatusOK, first.status)
	again := a.call(t, question, "Idempotency-Key", "once-and-for-all")
	require.Equal(t, first.raw, again.raw, "the same answer, from memory")
	require.Equal(t, first.id(t), again.id(t))
	other := a.call(t, w.ask(model, "Another. [[tokens:60]]"), "Idempotency-Key", "once-and-for-all")
	require.Equal(t, http.StatusConflict, other.status)
	require.Equal(t, string(market.IdempotencyConflict), other.failure.Metadata.ErrorType)
	stranger := w.newApp(t, "5 USD/day").call(t, question, "Idempotency-Key", "once-and-for-all")
	require.Equal(t, http.StatusOK, stranger.status)
	require.NotEqual(t, first.id(t), stranger.id(t), "another key's name is another call")

	r, rest := a.streaming(ctx, t, w.ask(model, "Tell all. [[tokens:2000]] [[pace:4ms]]"), 100)
	id := r.id(t)
	w.kill(t, "buyer")
	rest()
	require.True(t, r.lost != nil || r.failure != nil, "the application notices")
	w.start(t, "buyer")

	gone := a.call(t, question, "Idempotency-Key", "once-and-for-all")
	require.Equal(t, http.StatusConflict, gone.status, string(gone.raw))
	require.Equal(t, string(market.AlreadyCompleted), gone.failure.Metadata.ErrorType)
	require.Equal(t, "false", gone.header.Get("X-Should-Retry"))
	require.Equal(t, first.id(t), gone.id(t))
	require.Equal(t, first.told("X-Tolsey-Cost"), gone.told("X-Tolsey-Cost"))
	require.Equal(t, first.told("X-Tolsey-Receipt"), gone.told("X-Tolsey-Receipt"))
	require.Equal(t, first.cost(t).Decimal(), gone.failure.Metadata.Charged)

	a.attempts(t)
	bought := w.bought(t, "buyer", id)
	require.Len(t, bought, 1)
	sold, found := w.sold(t, w.nameOf(t, bought[0].Seller), bought[0].AttemptID)
	require.True(t, found)
	require.Equal(t, market.StatusEstimated, sold.Status)
	require.Equal(t, *sold.Receipt, *bought[0].Receipt)
	require.Equal(t, sold.Cost, bought[0].Cost)
	row, found := w.row(t, vendorOf(model), bought[0].AttemptID)
	require.True(t, found)
	require.Equal(t, vendor.Aborted, row.Outcome, "the vendor is told to stop")
	asks := w.asks(t, model, w.nameOf(t, bought[0].Seller))
	n := int64(sold.Usage.Completion())
	require.Equal(t, asks.rate(row.Prompt, row.Cached, n), sold.Cost)
	require.GreaterOrEqual(t, n, tokens(r.text))
	require.LessOrEqual(t, n, row.Completion)
	require.Equal(t, first.cost(t).Add(sold.Cost), a.budget(t).Spent)
}
