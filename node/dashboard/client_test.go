package dashboard_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/node/dashboard/dashboardtest"
)

type broken struct{}

func (broken) Book(context.Context, market.Model) ([]dashboard.OfferView, error) {
	return nil, errors.New("secret detail of our own")
}

type panicky struct{ *dashboardtest.Node }

func (panicky) Peers(context.Context) ([]dashboard.PeerView, error) { panic("secret detail") }

// same calls a method on the node and through the API, and wants one answer.
func same[T any](t *testing.T, direct, client func(context.Context) (T, error)) {
	t.Helper()
	want, err := direct(context.Background())
	require.NoError(t, err)
	got, err := client(context.Background())
	require.NoError(t, err)
	require.Equal(t, want, got)
}

func TestClientSeesWhatTheNodeSays(t *testing.T) {
	c, node, _, _ := serve(t)
	same(t, node.Status, c.Status)
	same(t, node.Wallet, c.Wallet)
	same(t, node.Offers, c.Offers)
	same(t, node.Channels, c.Channels)
	same(t, node.PlanChannels, c.PlanChannels)
	same(t, node.Keys, c.Keys)
	same(t, node.Peers, c.Peers)
	same(t, node.Checks, c.Checks)
	for _, model := range []market.Model{"", "z-ai/glm-5.2"} {
		same(t, func(ctx context.Context) ([]dashboard.OfferView, error) { return node.Book(ctx, model) },
			func(ctx context.Context) ([]dashboard.OfferView, error) { return c.Book(ctx, model) })
	}
	for _, f := range []dashboard.CallFilter{{Limit: 2}, {Limit: 50, Side: dashboard.Sold}, {Limit: 5, Model: "z-ai/glm-5.2"}, {Limit: 5, Key: "k1a2b3c4", State: "done"}, {Limit: 9, Since: dashboardtest.Now - 5000}} {
		same(t, func(ctx context.Context) (dashboard.CallPage, error) { return node.Calls(ctx, f) },
			func(ctx context.Context) (dashboard.CallPage, error) { return c.Calls(ctx, f) })
	}
	id := market.CallID([16]byte([]byte(strings.Repeat("\x02", 16))))
	same(t, func(ctx context.Context) ([]dashboard.CallView, error) { return node.Call(ctx, id) },
		func(ctx context.Context) ([]dashboard.CallView, error) { return c.Call(ctx, id) })
	same(t, func(ctx context.Context) (dashboard.ReceiptView, error) { return node.Receipt(ctx, id) },
		func(ctx context.Context) (dashboard.ReceiptView, error) { return c.Receipt(ctx, id) })
	same(t, func(ctx context.Context) ([]dashboard.UpstreamCheck, error) {
		return node.CheckUpstreams(ctx, dashboard.CheckUpstreamsRequest{Name: "spare"})
	},
		func(ctx context.Context) ([]dashboard.UpstreamCheck, error) {
			return c.CheckUpstreams(ctx, dashboard.CheckUpstreamsRequest{Name: "spare"})
		})
}

func TestPagesOfCallsJoin(t *testing.T) {
	c, _, _, _ := serve(t)
	var all []dashboard.CallView
	for cursor := ""; ; {
		page, err := c.Calls(context.Background(), dashboard.CallFilter{Limit: 1, Cursor: cursor})
		require.NoError(t, err)
		all = append(all, page.Calls...)
		if cursor = page.Next; cursor == "" {
			break
		}
	}
	whole, err := c.Calls(context.Background(), dashboard.CallFilter{})
	require.NoError(t, err)
	require.Equal(t, whole.Calls, all)
	saved, ok := all[1].Saved()
	require.True(t, ok)
	require.Equal(t, all[1].ListCost, all[1].Cost.Add(saved))
	_, ok = all[0].Saved()
	require.False(t, ok, "no list price, no saving")
}

func TestCommandsChangeTheNode(t *testing.T) {
	ctx := context.Background()
	c, _, _, _ := serve(t)

	node, err := c.Pause(ctx)
	require.NoError(t, err)
	require.Equal(t, dashboard.StatePaused, node.State)
	_, err = c.Pause(ctx)
	require.Equal(t, dashboard.CodeConflict, dashboard.CodeOf(err))
	require.ErrorContains(t, err, "tolsey status")
	_, err = c.Resume(ctx)
	require.NoError(t, err)

	_, err = c.Withdraw(ctx, dashboard.WithdrawRequest{All: true})
	require.Equal(t, dashboard.CodeConflict, dashboard.CodeOf(err))
	settled, err := c.Settle(ctx)
	require.NoError(t, err)
	require.Equal(t, money.Micros(3_141_592), settled.Total)
	_, err = c.Withdraw(ctx, dashboard.WithdrawRequest{All: true, To: common.HexToAddress("0x9")})
	require.NoError(t, err)
	_, err = c.Deposit(ctx, money.Coins(1000))
	require.Equal(t, dashboard.CodeFunds, dashboard.CodeOf(err))
	_, err = c.Deposit(ctx, money.Coins(20))
	require.NoError(t, err)

	_, err = c.OpenChannel(ctx, dashboard.FundRequest{Seller: dashboardtest.SellerPeer, Amount: money.Coins(1)})
	require.Equal(t, dashboard.CodeConflict, dashboard.CodeOf(err))
	_, err = c.TopUpChannel(ctx, dashboard.FundRequest{Seller: dashboardtest.SellerPeer, Amount: money.Coins(1)})
	require.NoError(t, err)
	tx, err := c.CloseChannel(ctx, dashboard.CloseRequest{Channel: dashboardtest.SellerPeer})
	require.NoError(t, err)
	require.Equal(t, money.Micros(4_250_000), tx.Amount)
	_, err = c.OpenChannel(ctx, dashboard.FundRequest{Seller: dashboardtest.SellerPeer, Amount: money.Coins(2)})
	require.NoError(t, err)

	key, err := c.CreateKey(ctx, dashboard.KeyRequest{Name: "x", Budget: "2 USD"})
	require.NoError(t, err)
	require.NotEmpty(t, key.Token)
	revoked, err := c.RevokeKey(ctx, "x")
	require.NoError(t, err)
	require.Equal(t, "revoked", revoked.Status)
	_, err = c.RevokeKey(ctx, "x")
	require.Equal(t, dashboard.CodeNotFound, dashboard.CodeOf(err))

	_, err = c.AddPeer(ctx, dashboard.AddPeerRequest{Addr: "/ip4/192.0.2.1/tcp/1/p2p/16Uiu2HAmX"})
	require.NoError(t, err)
	peer, err := c.BlockPeer(ctx, dashboard.BlockPeerRequest{Peer: "16Uiu2HAmX"})
	require.NoError(t, err)
	require.True(t, peer.Blocked)

	planned, err := c.Publish(ctx, dashboard.PublishRequest{DryRun: true})
	require.NoError(t, err)
	require.Equal(t, dashboard.OfferPlanned, planned[0].State)
	gone, err := c.WithdrawOffers(ctx, dashboard.WithdrawOffersRequest{Models: []market.Model{"z-ai/glm-5.2"}})
	require.NoError(t, err)
	require.Len(t, gone, 1)
	offers, err := c.Offers(ctx)
	require.NoError(t, err)
	require.Equal(t, dashboard.OfferPublished, offers[0].State, "a dry run changes nothing")
	require.Equal(t, dashboard.OfferWithdrawn, offers[1].State)
	_, err = c.WithdrawOffers(ctx, dashboard.WithdrawOffersRequest{Models: []market.Model{"a/b"}})
	require.Equal(t, dashboard.CodeNotFound, dashboard.CodeOf(err))
}

func TestClientTellsApartWhoDoesNotAnswer(t *testing.T) {
	ctx := context.Background()
	_, err := dashboard.NewClient("http://127.0.0.1:1", token).Status(ctx)
	require.ErrorIs(t, err, dashboard.ErrNoAnswer)

	other := httptest.NewServer(http.NotFoundHandler())
	defer other.Close()
	_, err = dashboard.NewClient(other.URL, token).Status(ctx)
	require.ErrorContains(t, err, "not a tolsey node")

	redirect := httptest.NewServer(http.RedirectHandler(other.URL, http.StatusFound))
	defer redirect.Close()
	_, err = dashboard.NewClient(redirect.URL, token).Status(ctx)
	require.ErrorContains(t, err, "status 302", "the token goes nowhere else")

	c, _, _, _ := serve(t)
	_, err = c.Book(ctx, "a/b")
	require.Equal(t, dashboard.CodeNotFound, dashboard.CodeOf(err))
	require.ErrorContains(t, err, "tolsey book")
	require.Empty(t, dashboard.CodeOf(errors.New("x")))
}
