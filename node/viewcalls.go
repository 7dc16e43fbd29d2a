package node

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/store"
)

// Calls lists the history of both sides, newest first.
func (v *views) Calls(ctx context.Context, f dashboard.CallFilter) (dashboard.CallPage, error) {
	q, err := v.n.callQuery(f)
	if err != nil {
		return dashboard.CallPage{}, err
	}
	limit := q.Limit
	q.Limit++
	page := dashboard.CallPage{Calls: []dashboard.CallView{}}
	if f.Side != dashboard.Sold {
		bought, err := v.n.store.BoughtCalls(ctx, q)
		if err != nil {
			return page, err
		}
		for _, r := range bought {
			page.Calls = append(page.Calls, boughtView(r))
		}
	}
	if f.Side != dashboard.Bought && f.Key == "" {
		sold, err := v.n.store.SoldCalls(ctx, q)
		if err != nil {
			return page, err
		}
		for _, r := range sold {
			page.Calls = append(page.Calls, v.n.soldView(r))
		}
	}
	slices.SortStableFunc(page.Calls, func(a, b dashboard.CallView) int {
		switch {
		case a.Time > b.Time:
			return -1
		case a.Time < b.Time:
			return 1
		}
		return 0
	})
	if len(page.Calls) > limit {
		page.Calls = page.Calls[:limit]
		page.Next = strconv.FormatUint(page.Calls[limit-1].Time, 10)
	}
	return page, nil
}

func (n *Node) callQuery(f dashboard.CallFilter) (store.CallFilter, error) {
	q := store.CallFilter{Since: f.Since, Model: f.Model, Limit: f.Limit}
	if q.Limit == 0 {
		q.Limit = dashboard.DefaultCalls
	}
	if f.State != "" {
		if err := q.State.UnmarshalText([]byte(f.State)); err != nil {
			return q, dashboard.Refuse(dashboard.CodeInvalid, "", "%s", err)
		}
	}
	if f.Key != "" {
		k, err := n.keys.Find(f.Key)
		if err != nil {
			return q, dashboard.Refuse(dashboard.CodeNotFound, "tolsey key list", "%s", err)
		}
		q.Key = k.ID()
	}
	if f.Cursor != "" {
		before, err := strconv.ParseUint(f.Cursor, 10, 64)
		if err != nil {
			return q, dashboard.Refuse(dashboard.CodeInvalid, "", "cursor %.40q is not one of ours", f.Cursor)
		}
		q.Before = before
	}
	return q, nil
}

func boughtView(r market.BoughtRecord) dashboard.CallView {
	w := dashboard.CallView{AttemptID: r.AttemptID, Side: dashboard.Bought, State: r.State, Time: r.Time, Model: r.Model, Peer: r.Seller, Key: r.Key, Channel: r.Channel,
		Stream: r.Stream, Usage: r.Usage, Cost: r.Cost, ListCost: r.ListCost, Status: r.Status, Error: r.Error, Receipt: receiptHash(r.Receipt), TTFT: r.TTFT, Took: r.Took}
	if r.Retail != nil {
		w.Link = &r.Retail.AttemptID
	}
	return w
}

func (n *Node) soldView(r market.SoldRecord) dashboard.CallView {
	w := dashboard.CallView{AttemptID: r.AttemptID, Side: dashboard.Sold, State: r.State, Time: r.Time, Model: r.Model, Peer: n.peerName(r.Buyer), Channel: r.Channel,
		Stream: r.Stream, Usage: r.Usage, Cost: r.Cost, UpstreamCost: r.UpstreamCost, Status: r.Status, Error: r.Error, Receipt: receiptHash(r.Receipt),
		Upstream: r.Upstream, VendorID: r.VendorID, Link: r.Wholesale, Took: r.Took}
	if list, ok := n.listPrices(r.Model, time.UnixMilli(int64(r.Time))); ok {
		if cost, err := list.Cost(list.Fold(r.Usage)); err == nil {
			w.ListCost = cost
		}
	}
	return w
}

func receiptHash(r *market.SignedReceipt) common.Hash {
	if r == nil {
		return common.Hash{}
	}
	return r.StructHash()
}

// Call lists all attempts at a call.
func (v *views) Call(ctx context.Context, id market.CallID) ([]dashboard.CallView, error) {
	var out []dashboard.CallView
	bought, err := v.n.store.Attempts(ctx, id)
	if err != nil {
		return nil, err
	}
	for _, r := range bought {
		out = append(out, boughtView(r))
	}
	sold, err := v.n.soldAttempts(ctx, id)
	if err != nil {
		return nil, err
	}
	for _, r := range sold {
		out = append(out, v.n.soldView(r))
	}
	if len(out) == 0 {
		return nil, dashboard.Refuse(dashboard.CodeNotFound, "tolsey calls", "no call %s is known here", id)
	}
	return out, nil
}

// soldAttempts finds a call on the channels that this node serves.
func (n *Node) soldAttempts(ctx context.Context, id market.CallID) (out []market.SoldRecord, err error) {
	for _, p := range n.store.Payees() {
		for attempt := uint8(1); attempt <= maxSoldAttempts; attempt++ {
			r, found, err := n.store.Sold(ctx, p.ID(), market.AttemptID{Call: id, Attempt: attempt})
			if err != nil {
				return nil, err
			}
			if found {
				out = append(out, r)
			}
		}
	}
	return out, nil
}

// maxSoldAttempts is how many attempts a buyer makes at a call.
const maxSoldAttempts = 3

// Receipt is the latest receipt of a call.
func (v *views) Receipt(ctx context.Context, id market.CallID) (dashboard.ReceiptView, error) {
	n := v.n
	bought, err := n.store.Attempts(ctx, id)
	if err != nil {
		return dashboard.ReceiptView{}, err
	}
	for _, r := range slices.Backward(bought) {
		if r.Receipt == nil {
			continue
		}
		signer := n.me()
		if p, err := n.store.Payer(r.Channel); err == nil {
			signer = p.Channel.PayeeSigner
		}
		return n.receiptView(*r.Receipt, r.Model, signer, r.Seller, dashboard.TiersOf(r.Prices))
	}
	sold, err := n.soldAttempts(ctx, id)
	if err != nil {
		return dashboard.ReceiptView{}, err
	}
	for _, r := range slices.Backward(sold) {
		if r.Receipt != nil {
			return n.receiptView(*r.Receipt, r.Model, n.me(), "self", dashboard.TiersOf(r.Prices))
		}
	}
	if len(bought)+len(sold) == 0 {
		return dashboard.ReceiptView{}, dashboard.Refuse(dashboard.CodeNotFound, "tolsey calls", "no call %s is known here", id)
	}
	return dashboard.ReceiptView{}, dashboard.Refuse(dashboard.CodeNotFound, fmt.Sprintf("tolsey calls %s", id), "call %s has no receipt", id)
}

// receiptView shows a receipt. One of the node's own seller to its own gateway is signed now: its signature says nothing to either.
func (n *Node) receiptView(r market.SignedReceipt, m market.Model, signer common.Address, peer string, tiers []dashboard.Tier) (_ dashboard.ReceiptView, err error) {
	if r.Sig.IsZero() && signer == n.me() {
		if r.Sig, err = n.keyring.node.SignReceipt(n.net.Domain(), r.Receipt); err != nil {
			return dashboard.ReceiptView{}, err
		}
	}
	return dashboard.ReceiptView{Receipt: r.Receipt, Sig: dashboard.Signature(r.Sig), Hash: r.StructHash(), Model: m, Seller: signer, Peer: peer,
		ChainID: n.net.Chain, Clearing: n.net.Domain().Clearing, Tiers: tiers}, nil
}
