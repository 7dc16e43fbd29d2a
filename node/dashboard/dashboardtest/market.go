package dashboardtest

import (
	"context"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dashboard"
)

func tiers(input, cacheRead, output string) []dashboard.Tier {
	return []dashboard.Tier{{Rates: dashboard.Rates{"input": input, "cacheRead": cacheRead, "output": output, "reasoning": output}}}
}

// Book implements dashboard.Book.
func (n *Node) Book(_ context.Context, m market.Model) ([]dashboard.OfferView, error) {
	all := []dashboard.OfferView{
		{Model: model, Seller: SellerPeer, Address: SellerAddress, Offer: crypto.Keccak256Hash([]byte("offer 1")), Tiers: tiers("0.098", "0.00196", "0.196"),
			List: tiers("0.14", "0.0028", "0.28"), Basket: money.Micros(150_000), ListBasket: money.Micros(210_000), Context: 1_048_576, MaxOutput: 393_216, MaxCalls: 64,
			Dialects: []string{"openai"}, Since: Now - 86400_000, ValidUntil: Now + 600_000, Free: money.Micros(3_250_000)},
		{Model: model, Seller: "self", Address: NodeAddress, Offer: crypto.Keccak256Hash([]byte("offer 2")), Tiers: tiers("0.12", "0.0028", "0.25"),
			List: tiers("0.14", "0.0028", "0.28"), Basket: money.Micros(185_000), ListBasket: money.Micros(210_000), Context: 1_048_576, MaxOutput: 65_536, MaxCalls: 32,
			Dialects: []string{"openai"}, Since: Now - 3600_000, ValidUntil: Now + 600_000},
		{Model: "z-ai/glm-5.2", Seller: SellerPeer, Address: SellerAddress, Offer: crypto.Keccak256Hash([]byte("offer 3")), Tiers: tiers("1.26", "0.234", "3.96"),
			List: tiers("1.40", "0.26", "4.40"), Basket: money.Micros(2_610_000), ListBasket: money.Micros(2_900_000), Context: 1_048_576, MaxOutput: 131_072, Reasoning: true,
			MaxCalls: 16, Dialects: []string{"openai"}, Since: Now - 3600_000, ValidUntil: Now + 600_000, Free: money.Micros(3_250_000)},
	}
	if m == "" {
		return all, nil
	}
	var out []dashboard.OfferView
	for _, o := range all {
		if o.Model == m {
			out = append(out, o)
		}
	}
	if out == nil {
		return nil, dashboard.Refuse(dashboard.CodeNotFound, "tolsey book", "no live offer of %s", m)
	}
	return out, nil
}

func fixedOffers() []dashboard.OwnOffer {
	return []dashboard.OwnOffer{
		{Model: model, Upstream: "deepseek", State: dashboard.OfferPublished, Cost: tiers("0.084", "0.00168", "0.168"), Ask: tiers("0.12", "0.0028", "0.25"),
			List: tiers("0.14", "0.0028", "0.28"), MarginPPM: 316_000, Rank: 2, Of: 2, InFlight: 3, MaxCalls: 32, Until: Now + 600_000},
		{Model: "z-ai/glm-5.2", Upstream: "market", State: dashboard.OfferPublished, Cost: tiers("1.26", "0.234", "3.96"), Ask: tiers("1.3293", "0.24687", "4.1778"),
			List: tiers("1.40", "0.26", "4.40"), MarginPPM: 52_132, Rank: 2, Of: 2, MaxCalls: 16, Private: true, Until: Now + 600_000},
	}
}

// Offers implements dashboard.Offers.
func (n *Node) Offers(context.Context) ([]dashboard.OwnOffer, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return slices.Clone(n.offers), nil
}

// Publish implements dashboard.Offers.
func (n *Node) Publish(_ context.Context, req dashboard.PublishRequest) ([]dashboard.OwnOffer, error) {
	state := dashboard.OfferPublished
	if req.DryRun {
		state = dashboard.OfferPlanned
	}
	return n.turnOffers(req.Models, state, req.DryRun)
}

// WithdrawOffers implements dashboard.Offers.
func (n *Node) WithdrawOffers(_ context.Context, req dashboard.WithdrawOffersRequest) ([]dashboard.OwnOffer, error) {
	return n.turnOffers(req.Models, dashboard.OfferWithdrawn, false)
}

func (n *Node) turnOffers(models []market.Model, state string, dry bool) ([]dashboard.OwnOffer, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, m := range models {
		if !slices.ContainsFunc(n.offers, func(o dashboard.OwnOffer) bool { return o.Model == m }) {
			return nil, dashboard.Refuse(dashboard.CodeNotFound, "tolsey offer list", "no offer of %s is configured", m)
		}
	}
	var out []dashboard.OwnOffer
	for i, o := range n.offers {
		if len(models) > 0 && !slices.Contains(models, o.Model) {
			continue
		}
		o.State = state
		if !dry {
			n.offers[i].State = state
		}
		out = append(out, o)
	}
	return out, nil
}

// CheckUpstreams implements dashboard.Upstreams.
func (n *Node) CheckUpstreams(_ context.Context, req dashboard.CheckUpstreamsRequest) ([]dashboard.UpstreamCheck, error) {
	left, used := money.Micros(20_750_000), money.Amount{}
	all := []dashboard.UpstreamCheck{
		{Name: "deepseek", Kind: "deepseek", Region: "cn", Dialects: []string{"openai"}, OK: true, LatencyMS: 212, Models: 1, Listed: 2, SpentDay: money.Micros(29_250_000),
			LimitDay: money.Coins(50), SpentTotal: money.Coins(97), Keys: []dashboard.KeyCheck{
				{Name: "DEEPSEEK_KEY", OK: true, Reachable: true, LatencyMS: 212, Limits: "requests 58 of 60", LastMinute: 2, SpentDay: money.Micros(4_250_000), LeftDay: &left,
					SpentTotal: money.Coins(72)},
				{Name: "DEEPSEEK_KEY_2", Reachable: true, LatencyMS: 188, Detail: "its spend_limit is used up", SpentDay: money.Coins(25), LeftDay: &used, SpentTotal: money.Coins(25)},
			}},
		{Name: "market", Kind: "market", OK: true, Models: 1},
		{Name: "spare", Kind: "openai", Detail: "the vendor refuses the key; check key_env SPARE_KEY"},
	}
	if req.Name == "" {
		return all[:2], nil
	}
	for _, u := range all {
		if u.Name == req.Name {
			return []dashboard.UpstreamCheck{u}, nil
		}
	}
	return nil, dashboard.Refuse(dashboard.CodeNotFound, "tolsey config show", "no upstream %q is configured", req.Name)
}

// fixedCalls is four attempts at three calls, newest first; the first is open.
func fixedCalls() []dashboard.CallView {
	id := func(n byte, attempt uint8) market.AttemptID {
		var c market.CallID
		for i := range c {
			c[i] = n
		}
		return market.AttemptID{Call: c, Attempt: attempt}
	}
	usage := market.Usage{market.Input: 1_200, market.CacheRead: 30_000, market.Output: 512, market.Reasoning: 64}
	cost := money.Picos(1_200*98_000 + 30_000*1_960 + 576*196_000)
	list := money.Picos(1_200*140_000 + 30_000*2_800 + 576*280_000)
	done := dashboard.CallView{AttemptID: id(2, 2), Side: dashboard.Bought, State: market.RecordDone, Time: Now - 60_000, Model: model, Peer: SellerPeer, Key: "k1a2b3c4",
		Channel: payChannel, Stream: true, Usage: usage, Cost: cost, ListCost: list, Status: market.StatusDone, TTFT: 310, Took: 4_120}
	done.Receipt = receiptOf(done).StructHash()
	failed := dashboard.CallView{AttemptID: id(2, 1), Side: dashboard.Bought, State: market.RecordFailed, Time: Now - 61_000, Model: model, Peer: BuyerPeer, Key: "k1a2b3c4",
		Channel: payChannel, Stream: true, Error: "UPSTREAM", Took: 900}
	sold := dashboard.CallView{AttemptID: id(3, 1), Side: dashboard.Sold, State: market.RecordDone, Time: Now - 120_000, Model: "z-ai/glm-5.2", Peer: BuyerPeer, Channel: earnChannel,
		Usage: market.Usage{market.Input: 800, market.Output: 100}, Cost: money.Picos(800*1_329_300 + 100*4_177_800), ListCost: money.Picos(800*1_400_000 + 100*4_400_000),
		UpstreamCost: money.Picos(800*1_260_000 + 100*3_960_000), Status: market.StatusDone, Upstream: "market", TTFT: 700, Took: 2_020,
		Receipt: crypto.Keccak256Hash([]byte("receipt of the resale"))}
	open := dashboard.CallView{AttemptID: id(1, 1), Side: dashboard.Bought, State: market.RecordOpen, Time: Now - 1_000, Model: model, Peer: "self", Key: "k5d6e7f8", Stream: true}
	return []dashboard.CallView{open, done, failed, sold}
}

// Calls implements dashboard.Calls.
func (n *Node) Calls(_ context.Context, f dashboard.CallFilter) (dashboard.CallPage, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	page := dashboard.CallPage{Calls: []dashboard.CallView{}}
	skip := f.Cursor != ""
	for _, c := range n.calls {
		if skip {
			skip = f.Cursor != c.AttemptID.String()
			continue
		}
		if f.Side != "" && f.Side != c.Side || f.Model != "" && f.Model != c.Model || f.Key != "" && f.Key != c.Key || f.State != "" && f.State != c.State.String() || c.Time < f.Since {
			continue
		}
		if len(page.Calls) == f.Limit {
			page.Next = page.Calls[len(page.Calls)-1].AttemptID.String()
			break
		}
		page.Calls = append(page.Calls, c)
	}
	return page, nil
}

// Call implements dashboard.Calls.
func (n *Node) Call(_ context.Context, id market.CallID) ([]dashboard.CallView, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	var out []dashboard.CallView
	for _, c := range slices.Backward(n.calls) {
		if c.Call == id {
			out = append(out, c)
		}
	}
	if out == nil {
		return nil, dashboard.Refuse(dashboard.CodeNotFound, "tolsey calls", "no call %s", id)
	}
	return out, nil
}

// Add records a call and returns it, for tests of the feed.
func (n *Node) Add(c dashboard.CallView) dashboard.CallView {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.calls = append([]dashboard.CallView{c}, n.calls...)
	return c
}

func receiptOf(c dashboard.CallView) market.Receipt {
	return market.Receipt{Terms: crypto.Keccak256Hash([]byte("terms")), ChannelID: c.Channel, AttemptID: c.AttemptID, Seq: 1, At: c.Time, Usage: c.Usage, Cost: c.Cost,
		Request: crypto.Keccak256Hash([]byte("request")), Answer: crypto.Keccak256Hash([]byte("answer")), Status: c.Status}
}

// Receipt implements dashboard.Calls.
func (n *Node) Receipt(ctx context.Context, id market.CallID) (dashboard.ReceiptView, error) {
	attempts, err := n.Call(ctx, id)
	if err != nil {
		return dashboard.ReceiptView{}, err
	}
	c := attempts[len(attempts)-1]
	if c.Receipt == (common.Hash{}) || c.Side != dashboard.Bought {
		return dashboard.ReceiptView{}, dashboard.Refuse(dashboard.CodeNotFound, "tolsey calls "+id.String(), "call %s has no receipt yet", id)
	}
	r := receiptOf(c)
	sig, err := crypto.Sign(market.Domain{ChainID: 31337, Clearing: clearing}.Digest(r.StructHash()).Bytes(), sellerKey)
	if err != nil {
		return dashboard.ReceiptView{}, err
	}
	return dashboard.ReceiptView{Receipt: r, Sig: dashboard.Signature(sig), Hash: r.StructHash(), Model: c.Model, Seller: SellerAddress, Peer: SellerPeer, ChainID: 31337,
		Clearing: clearing, Tiers: tiers("0.098", "0.00196", "0.196")}, nil
}
