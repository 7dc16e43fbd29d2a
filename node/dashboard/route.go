package dashboard

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/tolsey/tolsey/market"
)

const base = "/api/v1"

// routes is the whole surface.
func (a *api) routes() []route {
	s := a.src
	read := func(path string, serve func(*http.Request) (any, error), query ...string) route {
		return route{method: http.MethodGet, path: base + path, least: reader, query: query, serve: serve}
	}
	act := func(path string, serve func(*http.Request) (any, error)) route {
		return route{method: http.MethodPost, path: base + path, least: operator, serve: serve}
	}
	table := []route{
		read("/status", get(s.Money.Status)),
		act("/settle", post(func(ctx context.Context, _ struct{}) (Settlement, error) { return s.Money.Settle(ctx) })),
		read("/wallet", get(s.Wallet.Wallet)),
		act("/wallet/deposit", post(func(ctx context.Context, r DepositRequest) (TxView, error) { return s.Wallet.Deposit(ctx, r.Amount) })),
		act("/wallet/withdraw", post(s.Wallet.Withdraw)),
		read("/book", a.book, "model"),
		read("/offers", get(s.Offers.Offers)),
		act("/offers/publish", post(s.Offers.Publish)),
		act("/offers/withdraw", post(s.Offers.WithdrawOffers)),
		act("/upstreams/check", post(s.Upstreams.CheckUpstreams)),
		read("/calls", a.calls, "side", "model", "key", "state", "since", "cursor", "limit"),
		read("/calls/{id}", a.call),
		read("/receipts/{id}", a.receipt),
		act("/receipts/verify", post(a.verify)),
		read("/channels", get(s.Channels.Channels)),
		read("/channels/plan", get(s.Channels.PlanChannels)),
		act("/channels/open", post(s.Channels.OpenChannel)),
		act("/channels/topup", post(s.Channels.TopUpChannel)),
		act("/channels/close", post(s.Channels.CloseChannel)),
		read("/keys", get(s.Keys.Keys)),
		act("/keys", post(a.createKey)),
		act("/keys/revoke", post(func(ctx context.Context, r RevokeKeyRequest) (KeyView, error) { return s.Keys.RevokeKey(ctx, r.Key) })),
		read("/peers", get(s.Peers.Peers)),
		act("/peers", post(s.Peers.AddPeer)),
		act("/peers/block", post(s.Peers.BlockPeer)),
		act("/pause", post(func(ctx context.Context, _ struct{}) (NodeView, error) { return s.Control.Pause(ctx) })),
		act("/resume", post(func(ctx context.Context, _ struct{}) (NodeView, error) { return s.Control.Resume(ctx) })),
		act("/page", post(a.mintPage)),
		{method: http.MethodPost, path: base + "/session", least: nobody, serve: post(a.openSession)},
		{method: http.MethodGet, path: base + "/events", least: reader, stream: a.events},
		{method: http.MethodGet, path: "/livez", least: reader, serve: func(*http.Request) (any, error) { return []Check{}, nil }},
		{method: http.MethodGet, path: "/readyz", least: reader, serve: a.ready},
	}
	if s.Records != nil {
		table = append(table, route{method: http.MethodGet, path: base + "/records", least: operator, stream: a.records})
	}
	if s.Backups != nil {
		table = append(table, route{method: http.MethodGet, path: base + "/backup", least: operator, query: []string{"lineage", "number", "until", "previous"}, stream: a.backup})
	}
	if s.Metrics != nil {
		table = append(table, route{method: http.MethodGet, path: "/metrics", least: reader, stream: s.Metrics.ServeHTTP})
	}
	return append(table, a.pages()...)
}

// RevokeKeyRequest names a key by id or name.
type RevokeKeyRequest struct {
	Key string `json:"key"`
}

// PageLink is a one-time link to the page.
type PageLink struct {
	URL     string `json:"url"`     // the code is in its fragment, which browsers do not send
	Expires uint64 `json:"expires"` // unix ms
}

// SessionRequest redeems the code of a link.
type SessionRequest struct {
	Code string `json:"code"`
}

// Session is what a page reads with: it may not change anything.
type Session struct {
	Token   string `json:"token"`
	Expires uint64 `json:"expires"` // unix ms
}

func (a *api) mintPage(context.Context, struct{}) (PageLink, error) {
	return PageLink{a.url + "/#code=" + a.guard.pages.mint(), uint64(time.Now().Add(codeLife).UnixMilli())}, nil
}

func (a *api) openSession(_ context.Context, r SessionRequest) (Session, error) {
	token, expires, ok := a.guard.pages.redeem(r.Code)
	if !ok {
		return Session{}, Refuse(CodeUnauthorized, "tolsey status --page", "the link was used before or is older than %d minutes", codeLife/time.Minute)
	}
	return Session{token, uint64(expires.UnixMilli())}, nil
}

// createKey names a key whose creator did not.
func (a *api) createKey(ctx context.Context, r KeyRequest) (NewKey, error) {
	if r.Name == "" {
		name, _ := secret()
		r.Name = "key-" + strings.NewReplacer("-", "a", "_", "b").Replace(name[:8])
	}
	return a.src.Keys.CreateKey(ctx, r)
}

func (a *api) book(r *http.Request) (any, error) {
	model := market.Model(r.URL.Query().Get("model"))
	if model != "" {
		if err := model.Validate(); err != nil {
			return nil, Refuse(CodeInvalid, "tolsey book", "%v", err)
		}
	}
	return a.src.Book.Book(r.Context(), model)
}

func (a *api) calls(r *http.Request) (any, error) {
	q := r.URL.Query()
	f := CallFilter{Side: q.Get("side"), Model: market.Model(q.Get("model")), Key: q.Get("key"), State: q.Get("state"), Cursor: q.Get("cursor"), Limit: DefaultCalls}
	if f.Side != "" && f.Side != Bought && f.Side != Sold {
		return nil, Refuse(CodeInvalid, "", "side %.20q is neither %s nor %s", f.Side, Bought, Sold)
	}
	if f.State != "" {
		if err := new(market.RecordState).UnmarshalText([]byte(f.State)); err != nil {
			return nil, Refuse(CodeInvalid, "", "%v; use open, done, failed, lost or waiting", err)
		}
	}
	if s := q.Get("limit"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > MaxCalls {
			return nil, Refuse(CodeInvalid, "", "limit %.20q is not within 1 to %d", s, MaxCalls)
		}
		f.Limit = n
	}
	if s := q.Get("since"); s != "" {
		n, err := strconv.ParseUint(s, 10, 63)
		if err != nil {
			return nil, Refuse(CodeInvalid, "", "since %.20q is not a time in unix milliseconds", s)
		}
		f.Since = n
	}
	return a.src.Calls.Calls(r.Context(), f)
}

func pathCall(r *http.Request) (id market.CallID, err error) {
	if err := id.UnmarshalText([]byte(r.PathValue("id"))); err != nil {
		return id, Refuse(CodeInvalid, "tolsey calls", "%.80v", err)
	}
	return id, nil
}

func (a *api) call(r *http.Request) (any, error) {
	id, err := pathCall(r)
	if err != nil {
		return nil, err
	}
	return a.src.Calls.Call(r.Context(), id)
}

func (a *api) receipt(r *http.Request) (any, error) {
	id, err := pathCall(r)
	if err != nil {
		return nil, err
	}
	return a.src.Calls.Receipt(r.Context(), id)
}

// verify checks a receipt and compares it with the node's own record of the call.
func (a *api) verify(ctx context.Context, v ReceiptView) (Verification, error) {
	out := v.Verify()
	own, err := a.src.Calls.Receipt(ctx, v.Receipt.Call)
	switch {
	case CodeOf(err) == CodeNotFound:
		out.Recorded = "unknown"
	case err != nil:
		return Verification{}, err
	case own.Receipt.StructHash() == v.Receipt.StructHash() && own.Seller == v.Seller:
		out.Recorded = "same"
	default:
		out.Recorded = "different"
	}
	return out, nil
}

func (a *api) ready(r *http.Request) (any, error) {
	checks, err := a.src.Control.Checks(r.Context())
	if err != nil {
		return nil, err
	}
	if !Ready(checks) {
		return withStatus{http.StatusServiceUnavailable, checks}, nil
	}
	return checks, nil
}
