package testnet_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/clearing/wallet"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/book"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/buyer"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/meter"
	"github.com/tolsey/tolsey/node/seller"
	"github.com/tolsey/tolsey/node/upstream"
	"github.com/tolsey/tolsey/node/wire"
	"github.com/tolsey/tolsey/store"
	"github.com/tolsey/tolsey/testnet/vendor"
)

// killTrust is what the seller leaves unpaid: less than a call of killTokens puts at risk.
var killTrust = money.Micros(300)

// killRooms is a buyer's and a seller's rooms over real stores and a real vendor's wire, without sockets between them and without
// a chain: every write and every frame can be the last.
type killRooms struct {
	t       *testing.T
	log     *slog.Logger
	said    killLog
	net     store.Network
	asset   money.Asset
	channel channel.Channel
	house   *killHouse
	book    *book.Book
	link    *killLink

	buyerKey, sellerKey *wallet.Signer
	buyerDir, sellerDir string

	trust money.Amount // what the seller leaves unpaid
	check func()       // is run where the seller checks a request, before it admits the call; nil: nothing
}

// killLog keeps what both sides log, for a failure.
type killLog struct {
	mu   sync.Mutex // guards text
	text bytes.Buffer
}

func (l *killLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *killLog) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// buyerSide is a buyer between two deaths.
type buyerSide struct {
	fuse  *killFuse
	store *store.Store
	rooms *buyer.Buyer
	stop  context.CancelFunc
	ended chan struct{}
}

// sellerSide is a seller between two deaths.
type sellerSide struct {
	fuse  *killFuse
	store *store.Store
	rooms *seller.Seller
	desk  *seller.Desk
	calls sync.WaitGroup
}

// killHouse is the vendor, over HTTP.
type killHouse struct {
	vendors *vendor.Server
	client  *upstream.Client
}

func newKillHouse(t *testing.T) *killHouse {
	t.Helper()
	vendors, err := vendor.New(vendor.Config{Accounts: []vendor.Account{{Vendor: "moonshot", Name: "seller", Key: killVendorKey}}, Seed: 1})
	require.NoError(t, err)
	web := httptest.NewServer(vendors)
	t.Cleanup(web.Close)
	client, err := upstream.New(upstream.Config{Name: "vendor", Kind: "openai-compatible", BaseURL: web.URL + "/moonshot/v1", Keys: []upstream.Key{{Secret: upstream.NewSecret(killVendorKey)}}, AllowPrivate: true})
	require.NoError(t, err)
	return &killHouse{vendors, client}
}

// newKillRooms makes two rooms with an open channel, whose processes die where the fuses say.
func newKillRooms(t *testing.T, h *killHouse, trust money.Amount, ofBuyer, ofSeller *killFuse) *killRooms {
	t.Helper()
	r := &killRooms{t: t, trust: trust, house: h, buyerKey: newSigner(t), sellerKey: newSigner(t), buyerDir: t.TempDir(), sellerDir: t.TempDir(),
		net:   store.Network{ChainID: 31337, Genesis: common.Hash{9}, Clearing: common.Address{0xc1}},
		asset: money.Asset{ChainID: 31337, Token: [20]byte{7}, Decimals: 6}}
	r.log = slog.New(slog.NewTextHandler(&r.said, &slog.HandlerOptions{Level: slog.LevelDebug}))
	r.channel = channel.Channel{Payer: common.Address{1}, Signer: r.buyerKey.Address(), Payee: common.Address{2}, PayeeSigner: r.sellerKey.Address(),
		Asset: r.asset.ID(), CloseDelay: 3600}
	r.book = book.New(r.asset, r.net.Clearing)
	r.link = &killLink{buyerAt: r.buyerKey.Address(), sellerAt: r.sellerKey.Address(), lines: map[*killLine]struct{}{}}
	r.makeStore(r.sellerDir)
	r.makeStore(r.buyerDir)
	r.startSeller(ofSeller)
	r.startBuyer(ofBuyer)
	return r
}

// close ends both sides.
func (r *killRooms) close() {
	r.stopBuyer()
	r.stopSeller()
}

func newSigner(t *testing.T) *wallet.Signer {
	t.Helper()
	k, err := crypto.GenerateKey()
	require.NoError(t, err)
	s, err := wallet.New(k, 31337)
	require.NoError(t, err)
	return s
}

// makeStore makes a store that knows of the channel and its deposit.
func (r *killRooms) makeStore(dir string) {
	r.t.Helper()
	s, err := store.Open(dir, r.net)
	require.NoError(r.t, err)
	if dir == r.buyerDir {
		_, err = s.AddChannel(context.Background(), r.channel, r.asset, "seller")
		require.NoError(r.t, err)
		require.NoError(r.t, s.AddKey(context.Background(), clearing.Key{ID: "app", Hash: [32]byte{1}, Budget: clearing.Budget{Unlimited: true}}))
	} else {
		_, err = s.AddServed(context.Background(), r.channel, r.asset, "buyer")
		require.NoError(r.t, err)
	}
	require.NoError(r.t, s.ApplyFacts(context.Background(), settle.Facts{Head: settle.Head{Number: 1, Hash: common.Hash{1}, Time: 1},
		States: map[common.Hash]channel.OnChain{r.channel.ID(): {Deposit: money.UnitsOf(25_000_000)}}}))
	require.NoError(r.t, s.Close())
}

// startBuyer starts a buyer whose seller answers.
func (r *killRooms) startBuyer(f *killFuse) {
	r.t.Helper()
	side := r.launchBuyer(f)
	require.Eventually(r.t, func() bool { return f.isDead() || len(side.rooms.Spendable()) == 1 }, 5*time.Second, time.Millisecond, "the seller is greeted")
}

func (r *killRooms) launchBuyer(f *killFuse) *buyerSide {
	r.t.Helper()
	s, err := store.OpenBehind(r.buyerDir, r.net, f.commit)
	require.NoError(r.t, err)
	side := &buyerSide{fuse: f, store: s, ended: make(chan struct{})}
	side.rooms = buyer.New(buyer.Config{OutputCap: 4096, MaxPrepaid: money.Coins(2), Allowed: func(common.Address) bool { return true },
		List: func(market.Model, time.Time) (market.Prices, bool) { return market.Prices{}, false }, Fund: func(market.Model, common.Address) {},
		Bought: func(market.BoughtRecord) {}, Meter: meter.Devnet(), Idle: 5 * time.Second, Wall: time.Minute, Ready: func() error { return nil }, Fresh: func(time.Duration) error { return nil }, Serves: func(market.Model) bool { return false }},
		s, s, r.link, r.book, r.buyerKey, r.log)
	r.link.mu.Lock()
	r.link.buyer = side
	r.link.mu.Unlock()
	var ctx context.Context
	ctx, side.stop = context.WithCancel(context.Background())
	go func() { // ends with stop
		defer close(side.ended)
		_ = side.rooms.Run(ctx, ctx, time.Hour) // a dead one reads no holds, and waits for no acknowledgement
	}()
	return side
}

// anyCall lists all of a store's calls.
var anyCall = store.CallFilter{}

// stopBuyer clears away a buyer that is dead, or not needed any more.
func (r *killRooms) stopBuyer() {
	side := r.link.buyer
	side.fuse.kill()
	r.link.cut()
	side.stop()
	<-side.ended
	require.NoError(r.t, side.store.Close())
}

func (r *killRooms) startSeller(f *killFuse) {
	r.t.Helper()
	s, err := store.OpenBehind(r.sellerDir, r.net, f.commit)
	require.NoError(r.t, err)
	over := slowSeller{s, f}
	side := &sellerSide{fuse: f, store: s}
	terms := seller.Terms{Domain: r.net.Domain(), Asset: r.asset, Payee: r.channel.Payee, MinDeposit: money.Coins(1), CloseDelay: 3600,
		Policy: market.Policy{WindowTokens: 16, WindowMoney: money.Micros(100)}} // about 20 tokens
	row := market.Row{Model: killLarge, Context: 100_000, MaxOutput: 8192, MaxCalls: 8, Dialects: []string{"openai"},
		Tariff: market.Tariff{Prices: []market.UnitPrice{{Unit: market.Input, Price: 1_140_000}, {Unit: market.CacheRead, Price: 192_000}, {Unit: market.Output, Price: 4_800_000}}}}
	cost := market.Tariff{Prices: []market.UnitPrice{{Unit: market.Input, Price: 570_000}, {Unit: market.CacheRead, Price: 96_000}, {Unit: market.Output, Price: 2_400_000}}}
	shelf := seller.NewShelf(terms, s, r.sellerKey, r.publish, func(time.Time) []seller.Listing {
		return []seller.Listing{{Row: row, Upstream: "vendor", UpstreamModel: "kimi-k2.6", Cost: cost}}
	})
	side.rooms = seller.New(seller.Config{Hop: func([16]byte) [8]byte { return [8]byte{1} },
		Limits: func(common.Address) clearing.Limits {
			return clearing.Limits{Buyer: r.trust, NewBuyers: money.Coins(5), IsNew: true}
		}, Meter: meter.Devnet(), ChainTime: func() uint64 { return 1 }, Ready: func() error { return nil }, Idle: 5 * time.Second, Wall: time.Minute, Sold: func(market.SoldRecord) {},
		Ask: func(context.Context, seller.Buyer, wire.Frame) (wire.Frame, error) { return nil, errLine }},
		shelf, over, r.sellerKey, map[string]seller.Upstream{"vendor": killUpstream{r.house.client, r}}, r.log)
	side.desk = seller.NewDesk(side.rooms, over, r.sellerKey, noChain{})
	if err := side.rooms.CloseLost(context.Background()); err != nil {
		require.ErrorIs(r.t, err, errDead)
	}
	require.NoError(r.t, shelf.Cycle(context.Background(), time.Now()))
	r.link.mu.Lock()
	r.link.seller = side
	r.link.mu.Unlock()
}

func (r *killRooms) stopSeller() {
	side := r.link.seller
	side.fuse.kill()
	r.link.cut()
	side.calls.Wait()
	require.NoError(r.t, side.store.Close())
}

func (r *killRooms) publish(_ context.Context, _ string, data []byte) error {
	p, err := wire.OpenPage(data)
	if err != nil {
		return err
	}
	_, err = r.book.ApplyPulled(book.SignedPage{Page: p.Page, Hash: p.Hash, Data: p.Data}, time.Now())
	return err
}

// noChain is a chain that is never looked at: the channel is known to both sides.
type noChain struct{}

func (noChain) Look(context.Context, common.Hash) (channel.OnChain, error) {
	return channel.OnChain{}, errLine
}
func (noChain) Refresh(context.Context) error { return nil }

// killUpstream is the vendor over HTTP, as a node calls it.
type killUpstream struct {
	client *upstream.Client
	rooms  *killRooms
}

func (u killUpstream) Check(req *dialect.Request, prices market.PriceVector) error {
	if hold := u.rooms.check; hold != nil {
		hold()
	}
	return u.client.Profile().Check(req, prices)
}

func (u killUpstream) Do(ctx context.Context, o seller.Order) (seller.Answer, error) {
	codec, err := dialect.For(string(o.Request.Dialect))
	if err != nil {
		return nil, err
	}
	speech, _ := u.client.Profile().Speech(o.Request.Dialect)
	body := codec.Patch(o.Request, dialect.Patch{Model: o.Model, ForceUsage: true, OutputCap: o.Cap, TokenField: speech.TokenField})
	resp, err := u.client.Do(ctx, upstream.Call{ID: o.Sold.AttemptID.String(), Dialect: o.Request.Dialect, Stream: o.Request.Stream}, body)
	if err != nil {
		return nil, err
	}
	return killAnswer{resp, resp.Body, speech.Semantics}, nil
}

type killAnswer struct {
	resp *upstream.Response
	io.ReadCloser
	semantics dialect.Semantics
}

func (a killAnswer) Status() int                  { return a.resp.Status }
func (a killAnswer) Headers() map[string][]string { return a.resp.Header }
func (a killAnswer) VendorID() string             { return a.resp.VendorID }
func (a killAnswer) Semantics() dialect.Semantics { return a.semantics }
func (a killAnswer) Billed(money.Amount)          {}
func (a killAnswer) Bill() (money.Amount, *market.AttemptID, bool) {
	return money.Amount{}, nil, false
}

// call performs a call to its end, as an application would.
func (r *killRooms) call(ctx context.Context, stream bool, tokens int, marks string) (market.Outcome, error) {
	body, err := json.Marshal(map[string]any{"model": killLarge, "stream": stream, "max_tokens": tokens,
		"messages": []any{map[string]any{"role": "user", "content": fmt.Sprintf("say something [[tokens:%d]] %s", tokens, marks)}}})
	if err != nil {
		return market.Outcome{}, err
	}
	a, err := r.link.buyer.rooms.Call(ctx, market.Call{ID: market.NewCallID(), Key: "app", Model: killLarge, Dialect: "openai", Body: body})
	if err != nil {
		return market.Outcome{}, err
	}
	defer a.Close()
	stop := context.AfterFunc(ctx, func() { _ = a.Close() })
	defer stop()
	for {
		if _, err := a.Next(); errors.Is(err, io.EOF) {
			return a.Outcome(), nil
		} else if err != nil {
			return a.Outcome(), err
		}
	}
}

// books are both sides' books, from their stores.
func (r *killRooms) books() (b, s *killBooks) {
	r.t.Helper()
	ctx := context.Background()
	b = &killBooks{bought: map[market.AttemptID]market.BoughtRecord{}}
	s = &killBooks{sold: map[market.AttemptID]market.SoldRecord{}}
	r.link.mu.Lock()
	bs, ss := r.link.buyer.store, r.link.seller.store
	r.link.mu.Unlock()
	bought, err := bs.BoughtCalls(ctx, anyCall)
	require.NoError(r.t, err)
	for _, c := range bought {
		b.bought[c.AttemptID] = c
	}
	sold, err := ss.SoldCalls(ctx, anyCall)
	require.NoError(r.t, err)
	for _, c := range sold {
		s.sold[c.AttemptID] = c
	}
	for _, p := range bs.Payers() {
		entries, err := bs.Entries(ctx, p.ID())
		require.NoError(r.t, err)
		b.payers = append(b.payers, dashboard.PayerRecord{Payer: p, Voucher: p.Highest(), Entries: entries})
	}
	s.payees = ss.Payees()
	if a, ok := bs.Account(clearing.KeyAccount("app")); ok {
		b.accounts = append(b.accounts, dashboard.AccountRecord{ID: clearing.KeyAccount("app"), Account: a})
	}
	return b, s
}

// settle waits until nothing is open on either side.
func (r *killRooms) settle(most time.Duration) (b, s *killBooks, took time.Duration) {
	r.t.Helper()
	began, why := time.Now(), ""
	for time.Since(began) < most {
		b, s = r.books()
		if why = settled(b, s); why == "" {
			return b, s, time.Since(began)
		}
		time.Sleep(5 * time.Millisecond)
	}
	require.Failf(r.t, "not settled", "after %s: %s; what both said:\n%s", most, why, r.said.String())
	return nil, nil, 0
}

// bills are what the vendor bills for the seller's calls.
func (r *killRooms) bills(s *killBooks) (rows []vendor.Row) {
	r.t.Helper()
	bill, err := r.house.vendors.Bill("moonshot", "seller")
	require.NoError(r.t, err)
	ours := map[string]bool{}
	for id := range s.sold {
		ours[id.String()] = true
	}
	for _, row := range bill.Rows {
		if ours[row.ClientRequestID] {
			rows = append(rows, row)
		}
	}
	return rows
}
