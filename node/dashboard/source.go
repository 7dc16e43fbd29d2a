package dashboard

import (
	"context"
	"net/http"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// Money is the money screen.
type Money interface {
	Status(ctx context.Context) (Status, error)
	// Settle claims all claimable income, by command, and returns when the claim is mined.
	Settle(ctx context.Context) (Settlement, error)
}

// Wallet is the owner's money. Its commands return when their transaction is mined.
type Wallet interface {
	Wallet(ctx context.Context) (WalletView, error)
	Deposit(ctx context.Context, amount money.Amount) (TxView, error)
	Withdraw(ctx context.Context, req WithdrawRequest) (TxView, error)
}

// Book is what can be bought: the live offers of a model, or of all models when it is "", in the order of the book.
type Book interface {
	Book(ctx context.Context, model market.Model) ([]OfferView, error)
}

// Offers is what the node sells.
type Offers interface {
	Offers(ctx context.Context) ([]OwnOffer, error)
	Publish(ctx context.Context, req PublishRequest) ([]OwnOffer, error)
	WithdrawOffers(ctx context.Context, req WithdrawOffersRequest) ([]OwnOffer, error)
}

// Upstreams is where the node's offers are served from.
type Upstreams interface {
	CheckUpstreams(ctx context.Context, req CheckUpstreamsRequest) ([]UpstreamCheck, error)
}

// Calls is the history.
type Calls interface {
	Calls(ctx context.Context, filter CallFilter) (CallPage, error)
	// Call is all attempts at a call, the first first.
	Call(ctx context.Context, id market.CallID) ([]CallView, error)
	// Receipt is the latest receipt of a call's last attempt that has one.
	Receipt(ctx context.Context, id market.CallID) (ReceiptView, error)
}

// Channels is the node's channels in both roles. Its commands return when their transaction is mined.
type Channels interface {
	Channels(ctx context.Context) ([]ChannelView, error)
	PlanChannels(ctx context.Context) (ChannelPlan, error)
	OpenChannel(ctx context.Context, req FundRequest) (TxView, error)
	TopUpChannel(ctx context.Context, req FundRequest) (TxView, error)
	CloseChannel(ctx context.Context, req CloseRequest) (TxView, error)
}

// Keys is the local API keys.
type Keys interface {
	Keys(ctx context.Context) ([]KeyView, error)
	CreateKey(ctx context.Context, req KeyRequest) (NewKey, error)
	RevokeKey(ctx context.Context, idOrName string) (KeyView, error)
}

// Peers is whom the node knows.
type Peers interface {
	Peers(ctx context.Context) ([]PeerView, error)
	AddPeer(ctx context.Context, req AddPeerRequest) (PeerView, error)
	BlockPeer(ctx context.Context, req BlockPeerRequest) (PeerView, error)
}

// Control is the node's own state.
type Control interface {
	Pause(ctx context.Context) (NodeView, error)
	Resume(ctx context.Context) (NodeView, error)
	Checks(ctx context.Context) ([]Check, error)
}

// Sources is a node as the dashboard sees it. All fields but Records, Backups and Metrics are required.
type Sources struct {
	Money     Money
	Wallet    Wallet
	Book      Book
	Offers    Offers
	Upstreams Upstreams
	Calls     Calls
	Channels  Channels
	Keys      Keys
	Peers     Peers
	Control   Control
	Records   Records      // nil: /api/v1/records is not found
	Backups   Backups      // nil: /api/v1/backup is not found
	Metrics   http.Handler // nil: /metrics is not found
}
