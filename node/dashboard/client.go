package dashboard

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// Client is a running node over its admin API: the same interfaces that the node implements behind it.
type Client struct {
	url   string
	token string
	http  *http.Client
}

var (
	_ Money     = (*Client)(nil)
	_ Wallet    = (*Client)(nil)
	_ Book      = (*Client)(nil)
	_ Offers    = (*Client)(nil)
	_ Upstreams = (*Client)(nil)
	_ Calls     = (*Client)(nil)
	_ Channels  = (*Client)(nil)
	_ Keys      = (*Client)(nil)
	_ Peers     = (*Client)(nil)
	_ Control   = (*Client)(nil)
	_ Records   = (*Client)(nil)
	_ Backups   = (*Client)(nil)
)

// ErrNoAnswer is returned when nobody answers at the admin address.
var ErrNoAnswer = errors.New("the node does not answer")

// How long a client waits: a command may wait for a block and its confirmations.
const (
	commandWait = 10 * time.Minute
	maxAnswer   = 64 << 20
)

// NewClient is a client of the node at an admin URL. It follows no redirect, so that the token goes nowhere else.
func NewClient(adminURL, token string) *Client {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.Proxy = nil // the node is on this machine
	t.ResponseHeaderTimeout = commandWait
	return &Client{url: adminURL, token: token, http: &http.Client{Transport: t,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

func (c *Client) open(ctx context.Context, method, path string, query url.Values, body any, header http.Header) (*http.Response, error) {
	target := c.url + path
	if len(query) > 0 {
		target += "?" + query.Encode()
	}
	var reader io.Reader
	if method == http.MethodPost {
		text, err := json.Marshal(body)
		if err != nil {
			return nil, fmt.Errorf("write request: %w", err)
		}
		reader = bytes.NewReader(text)
	}
	req, err := http.NewRequestWithContext(ctx, method, target, reader)
	if err != nil {
		return nil, fmt.Errorf("make request: %w", err)
	}
	for k, v := range header {
		req.Header[k] = v
	}
	req.Header.Set("Authorization", "Bearer "+c.token)
	if reader != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := c.http.Do(req)
	if err != nil && ctx.Err() == nil {
		return nil, fmt.Errorf("%w at %s: %w", ErrNoAnswer, c.url, err)
	}
	return resp, err
}

// request asks and decodes the answer. accept is a further status whose body is an answer, not an error.
func request[T any](ctx context.Context, c *Client, method, path string, query url.Values, body any, accept ...int) (v T, err error) {
	resp, err := c.open(ctx, method, path, query, body, nil)
	if err != nil {
		return v, err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return v, fmt.Errorf("read the node's answer: %w", err)
	}
	if resp.StatusCode != http.StatusOK && (len(accept) == 0 || accept[0] != resp.StatusCode) {
		return v, refusal(resp.StatusCode, text)
	}
	if err := json.Unmarshal(text, &v); err != nil {
		return v, fmt.Errorf("read the node's answer: %w", err)
	}
	return v, nil
}

func refusal(status int, text []byte) error {
	var body errorBody
	if json.Unmarshal(text, &body) != nil || body.Error == nil || body.Error.Code == "" {
		return fmt.Errorf("what listens there is not a tolsey node: it answered with status %d", status)
	}
	return body.Error
}

func fetch[T any](ctx context.Context, c *Client, path string, query url.Values) (T, error) {
	return request[T](ctx, c, http.MethodGet, base+path, query, nil)
}

func command[T any](ctx context.Context, c *Client, path string, req any) (T, error) {
	return request[T](ctx, c, http.MethodPost, base+path, nil, req)
}

// Status implements Money.
func (c *Client) Status(ctx context.Context) (Status, error) {
	return fetch[Status](ctx, c, "/status", nil)
}

// Settle implements Money.
func (c *Client) Settle(ctx context.Context) (Settlement, error) {
	return command[Settlement](ctx, c, "/settle", struct{}{})
}

// Wallet implements Wallet.
func (c *Client) Wallet(ctx context.Context) (WalletView, error) {
	return fetch[WalletView](ctx, c, "/wallet", nil)
}

// Deposit implements Wallet.
func (c *Client) Deposit(ctx context.Context, amount money.Amount) (TxView, error) {
	return command[TxView](ctx, c, "/wallet/deposit", DepositRequest{amount})
}

// Withdraw implements Wallet.
func (c *Client) Withdraw(ctx context.Context, req WithdrawRequest) (TxView, error) {
	return command[TxView](ctx, c, "/wallet/withdraw", req)
}

// Book implements Book.
func (c *Client) Book(ctx context.Context, model market.Model) ([]OfferView, error) {
	return fetch[[]OfferView](ctx, c, "/book", values("model", string(model)))
}

// Offers implements Offers.
func (c *Client) Offers(ctx context.Context) ([]OwnOffer, error) {
	return fetch[[]OwnOffer](ctx, c, "/offers", nil)
}

// Publish implements Offers.
func (c *Client) Publish(ctx context.Context, req PublishRequest) ([]OwnOffer, error) {
	return command[[]OwnOffer](ctx, c, "/offers/publish", req)
}

// WithdrawOffers implements Offers.
func (c *Client) WithdrawOffers(ctx context.Context, req WithdrawOffersRequest) ([]OwnOffer, error) {
	return command[[]OwnOffer](ctx, c, "/offers/withdraw", req)
}

// CheckUpstreams implements Upstreams.
func (c *Client) CheckUpstreams(ctx context.Context, req CheckUpstreamsRequest) ([]UpstreamCheck, error) {
	return command[[]UpstreamCheck](ctx, c, "/upstreams/check", req)
}

// Calls implements Calls.
func (c *Client) Calls(ctx context.Context, f CallFilter) (CallPage, error) {
	q := values("side", f.Side, "model", string(f.Model), "key", f.Key, "state", f.State, "cursor", f.Cursor)
	if f.Limit != 0 {
		q.Set("limit", strconv.Itoa(f.Limit))
	}
	if f.Since != 0 {
		q.Set("since", strconv.FormatUint(f.Since, 10))
	}
	return fetch[CallPage](ctx, c, "/calls", q)
}

// Call implements Calls.
func (c *Client) Call(ctx context.Context, id market.CallID) ([]CallView, error) {
	return fetch[[]CallView](ctx, c, "/calls/"+id.String(), nil)
}

// Receipt implements Calls.
func (c *Client) Receipt(ctx context.Context, id market.CallID) (ReceiptView, error) {
	return fetch[ReceiptView](ctx, c, "/receipts/"+id.String(), nil)
}

// VerifyReceipt has the node check a receipt and compare it with its own record.
func (c *Client) VerifyReceipt(ctx context.Context, v ReceiptView) (Verification, error) {
	return command[Verification](ctx, c, "/receipts/verify", v)
}

// Channels implements Channels.
func (c *Client) Channels(ctx context.Context) ([]ChannelView, error) {
	return fetch[[]ChannelView](ctx, c, "/channels", nil)
}

// PlanChannels implements Channels.
func (c *Client) PlanChannels(ctx context.Context) (ChannelPlan, error) {
	return fetch[ChannelPlan](ctx, c, "/channels/plan", nil)
}

// OpenChannel implements Channels.
func (c *Client) OpenChannel(ctx context.Context, req FundRequest) (TxView, error) {
	return command[TxView](ctx, c, "/channels/open", req)
}

// TopUpChannel implements Channels.
func (c *Client) TopUpChannel(ctx context.Context, req FundRequest) (TxView, error) {
	return command[TxView](ctx, c, "/channels/topup", req)
}

// CloseChannel implements Channels.
func (c *Client) CloseChannel(ctx context.Context, req CloseRequest) (TxView, error) {
	return command[TxView](ctx, c, "/channels/close", req)
}

// Keys implements Keys.
func (c *Client) Keys(ctx context.Context) ([]KeyView, error) {
	return fetch[[]KeyView](ctx, c, "/keys", nil)
}

// CreateKey implements Keys.
func (c *Client) CreateKey(ctx context.Context, req KeyRequest) (NewKey, error) {
	return command[NewKey](ctx, c, "/keys", req)
}

// RevokeKey implements Keys.
func (c *Client) RevokeKey(ctx context.Context, idOrName string) (KeyView, error) {
	return command[KeyView](ctx, c, "/keys/revoke", RevokeKeyRequest{idOrName})
}

// Peers implements Peers.
func (c *Client) Peers(ctx context.Context) ([]PeerView, error) {
	return fetch[[]PeerView](ctx, c, "/peers", nil)
}

// AddPeer implements Peers.
func (c *Client) AddPeer(ctx context.Context, req AddPeerRequest) (PeerView, error) {
	return command[PeerView](ctx, c, "/peers", req)
}

// BlockPeer implements Peers.
func (c *Client) BlockPeer(ctx context.Context, req BlockPeerRequest) (PeerView, error) {
	return command[PeerView](ctx, c, "/peers/block", req)
}

// Pause implements Control.
func (c *Client) Pause(ctx context.Context) (NodeView, error) {
	return command[NodeView](ctx, c, "/pause", struct{}{})
}

// Resume implements Control.
func (c *Client) Resume(ctx context.Context) (NodeView, error) {
	return command[NodeView](ctx, c, "/resume", struct{}{})
}

// Checks implements Control.
func (c *Client) Checks(ctx context.Context) ([]Check, error) {
	return request[[]Check](ctx, c, http.MethodGet, "/readyz", nil, nil, http.StatusServiceUnavailable)
}

// Page makes a one-time link to the page.
func (c *Client) Page(ctx context.Context) (PageLink, error) {
	return command[PageLink](ctx, c, "/page", struct{}{})
}

func values(pairs ...string) url.Values {
	q := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	return q
}

// Close releases idle connections.
func (c *Client) Close() { c.http.CloseIdleConnections() }
