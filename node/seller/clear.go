package seller

import (
	"context"
	"errors"
	"time"

	"github.com/ethereum/go-ethereum/common"
	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/wire"
)

// consentTime is how long a buyer may use our consent to a close, seconds; no call is served meanwhile.
const consentTime = 300

// Channels keeps the channels that are served. Every verb is durable when it returns.
type Channels interface {
	AddServed(ctx context.Context, c channel.Channel, a money.Asset, buyer string) (channel.Payee, error)
	// Consent files that a close is agreed to; from then on no call starts on the channel.
	Consent(ctx context.Context, id common.Hash, deadline uint64) (channel.Close, error)
	// Sold finds a call; false when it never started.
	Sold(ctx context.Context, id common.Hash, a market.AttemptID) (market.SoldRecord, bool, error)
}

// ChannelSigner signs for channels with the node key.
type ChannelSigner interface {
	SignResync(d market.Domain, r channel.Resync) (market.Signature, error)
	SignClose(d market.Domain, c channel.Close) (market.Signature, error)
}

// Chain shows what the chain says of a channel.
type Chain interface {
	// Look reads a channel's state as final by the configured confirmations.
	Look(ctx context.Context, id common.Hash) (channel.OnChain, error)
	// Refresh has the ledger take what the chain says now.
	Refresh(ctx context.Context) error
}

// A stranger's hello costs questions to the chain's node, which others may rate or bill: so many a second for each buyer whose channel
// is not known here. A buyer that waits for its deposit to be final asks once a second.
const (
	looksRate   rate.Limit = 2
	looksBurst             = 20
	looksBuyers            = 4096 // buyers that are told apart
	looksAtOnce            = 16   // over all buyers
	looksRetry             = time.Second
)

// Desk answers what buyers ask about channels: hello, resync, receipts, close.
type Desk struct {
	seller   *Seller
	channels Channels
	signer   ChannelSigner
	chain    Chain
	looks    *lru.Cache[common.Address, *rate.Limiter]
	looking  chan struct{} // of looksAtOnce
}

// NewDesk makes the desk of a seller.
func NewDesk(s *Seller, channels Channels, signer ChannelSigner, chain Chain) *Desk {
	looks, err := lru.New[common.Address, *rate.Limiter](looksBuyers)
	if err != nil {
		panic("developer error: " + err.Error())
	}
	return &Desk{s, channels, signer, chain, looks, make(chan struct{}, looksAtOnce)}
}

// look reads a channel's state off the chain, unless too much is asked of it.
func (d *Desk) look(ctx context.Context, id common.Hash, from Buyer) (channel.OnChain, *wire.Error) {
	limit := rate.NewLimiter(looksRate, looksBurst)
	if old, known, _ := d.looks.PeekOrAdd(from.Address, limit); known {
		limit = old
	}
	if !limit.Allow() {
		return channel.OnChain{}, &wire.Error{Code: wire.CodeRate, Message: "too many channels that are not known here", RetryAfter: uint64(looksRetry.Milliseconds())}
	}
	select {
	case d.looking <- struct{}{}:
		defer func() { <-d.looking }()
	default:
		return channel.OnChain{}, &wire.Error{Code: wire.CodeBusy, Message: "too many channels are looked at", RetryAfter: uint64(looksRetry.Milliseconds())}
	}
	state, err := d.chain.Look(ctx, id)
	if err != nil {
		return state, refuse(wire.CodeDegraded, "chain is out of reach")
	}
	return state, nil
}

// Answer answers one ask.
func (d *Desk) Answer(ctx context.Context, from Buyer, ask wire.Frame) wire.Frame {
	var out wire.Frame
	var err *wire.Error
	switch ask := ask.(type) {
	case *wire.Hello:
		out, err = d.hello(ctx, from, ask)
	case *wire.ResyncAsk:
		out, err = d.resync(from, ask)
	case *wire.ReceiptsAsk:
		out, err = d.receipts(ctx, from, ask)
	case *wire.CloseAsk:
		out, err = d.close(ctx, from, ask)
	case *wire.VoucherFrame:
		return d.seller.Voucher(ctx, from, &ask.Frame)
	default:
		err = refuse(wire.CodeProtocolState, "%s is no question to a seller", ask.Kind())
	}
	if err != nil {
		return err
	}
	return out
}

// hello takes a channel in that pays exactly our terms and is final on chain.
func (d *Desk) hello(ctx context.Context, from Buyer, ask *wire.Hello) (wire.Frame, *wire.Error) {
	terms := d.seller.shelf.terms
	c := ask.Channel
	if field := mismatch(c, terms, d.seller.shelf.signer.Address(), from.Address); field != "" {
		return nil, &wire.Error{Code: wire.CodeChannelTerms, Field: field, Message: "channel does not equal the offered terms"}
	}
	id := c.ID()
	payee, err := d.seller.ledger.Payee(id)
	if err != nil || !payee.OnChain.Open() {
		if refused := d.admit(ctx, c, from); refused != nil {
			return nil, refused
		}
		if payee, err = d.seller.ledger.Payee(id); err != nil {
			return nil, refuse(wire.CodeInternal, "channel could not be filed")
		}
	}
	if !payee.OnChain.Open() || payee.OnChain.Epoch != ask.Epoch {
		return nil, &wire.Error{Code: wire.CodeUnconfirmed, Message: "deposit is not final yet", Need: 1}
	}
	resync, refused := d.sign(payee, ask.Nonce)
	if refused != nil {
		return nil, refused
	}
	ack := &wire.HelloAck{Resync: resync, Limit: d.seller.cfg.Limits(from.Address).Buyer, Settled: payee.Settled, Deposit: payee.OnChain.Deposit}
	if !payee.Highest.Sig.IsZero() {
		ack.Highest = &payee.Highest
	}
	return ack, nil
}

// admit files a channel that the chain shows with a sufficient deposit: a stranger's invention costs nothing here.
func (d *Desk) admit(ctx context.Context, c channel.Channel, from Buyer) *wire.Error {
	terms := d.seller.shelf.terms
	state, refused := d.look(ctx, c.ID(), from)
	if refused != nil {
		return refused
	}
	if !state.Open() {
		return &wire.Error{Code: wire.CodeUnconfirmed, Message: "chain shows no final deposit in this channel", Need: 1}
	}
	if state.Deposit.FloorPicos(terms.Asset).Less(terms.MinDeposit) {
		return &wire.Error{Code: wire.CodeChannelTerms, Field: "deposit", Message: "least deposit is " + terms.MinDeposit.Dollars()}
	}
	if _, err := d.channels.AddServed(ctx, c, terms.Asset, from.Peer); err != nil {
		d.seller.log.Error("file channel", "channel", c.ID().Hex(), "error", err)
		return refuse(wire.CodeInternal, "channel could not be filed")
	}
	if err := d.chain.Refresh(ctx); err != nil {
		return refuse(wire.CodeDegraded, "chain is out of reach")
	}
	return nil
}

// mismatch names the first field in which a channel differs from what we offer.
func mismatch(c channel.Channel, t Terms, me, buyer common.Address) string {
	switch {
	case c.PayeeSigner != me:
		return "payeeSigner"
	case c.Payee != t.Payee:
		return "payee"
	case c.Asset != t.Asset.ID():
		return "asset"
	case c.CloseDelay != t.CloseDelay:
		return "closeDelay"
	case c.Sink != (common.Hash{}):
		return "sink"
	case c.SinkBps != 0:
		return "sinkBps"
	case c.Signer != buyer:
		return "signer"
	case c.Payer == (common.Address{}):
		return "payer"
	}
	return ""
}

// own finds a channel of the buyer's.
func (d *Desk) own(from Buyer, id common.Hash, epoch uint32) (channel.Payee, *wire.Error) {
	payee, err := d.seller.ledger.Payee(id)
	if err != nil || payee.Channel.Signer != from.Address {
		return payee, refuse(wire.CodeGone, "channel is not known here")
	}
	if payee.OnChain.Epoch != epoch {
		return payee, refuse(wire.CodeGone, "channel is in epoch %d", payee.OnChain.Epoch)
	}
	return payee, nil
}

func (d *Desk) sign(p channel.Payee, nonce common.Hash) (wire.SignedResync, *wire.Error) {
	r := wire.SignedResync{Resync: p.Resync(nonce)}
	var err error
	if r.Sig, err = d.signer.SignResync(p.Domain, r.Resync); err != nil {
		return r, refuse(wire.CodeInternal, "answer could not be signed")
	}
	return r, nil
}

func (d *Desk) resync(from Buyer, ask *wire.ResyncAsk) (wire.Frame, *wire.Error) {
	payee, refused := d.own(from, ask.ChannelID, ask.Epoch)
	if refused != nil {
		return nil, refused
	}
	r, refused := d.sign(payee, ask.Nonce)
	if refused != nil {
		return nil, refused
	}
	out := &wire.ResyncAnswer{Resync: r}
	if !payee.Highest.Sig.IsZero() {
		out.Highest = &payee.Highest
	}
	return out, nil
}

func (d *Desk) receipts(ctx context.Context, from Buyer, ask *wire.ReceiptsAsk) (wire.Frame, *wire.Error) {
	payee, err := d.seller.ledger.Payee(ask.ChannelID)
	if err != nil || payee.Channel.Signer != from.Address {
		return nil, refuse(wire.CodeGone, "channel is not known here")
	}
	out := &wire.Receipts{}
	for _, a := range ask.Attempts {
		report, err := d.report(ctx, attempt{ask.ChannelID, a})
		if err != nil {
			return nil, refuse(wire.CodeInternal, "calls could not be looked up")
		}
		out.Calls = append(out.Calls, report)
	}
	return out, nil
}

// report says how an attempt stands. One that is not known never will be.
func (d *Desk) report(ctx context.Context, a attempt) (wire.CallReport, error) {
	r, found, err := d.channels.Sold(ctx, a.channel, a.id)
	if err == nil && !found {
		if !d.seller.intake.deny(a) {
			return wire.CallReport{AttemptID: a.id, State: wire.CallStarted}, nil
		}
		r, found, err = d.channels.Sold(ctx, a.channel, a.id) // it may have been filed between the look and the denial
	}
	report := wire.CallReport{AttemptID: a.id, Receipt: r.Receipt}
	switch {
	case !found:
	case r.State == market.RecordOpen:
		report.State = wire.CallStarted
	default:
		report.State = wire.CallDone
	}
	return report, err
}

func (d *Desk) close(ctx context.Context, from Buyer, ask *wire.CloseAsk) (wire.Frame, *wire.Error) {
	payee, refused := d.own(from, ask.ChannelID, ask.Epoch)
	if refused != nil {
		return nil, refused
	}
	consent, err := d.channels.Consent(ctx, ask.ChannelID, d.seller.cfg.ChainTime()+consentTime)
	switch {
	case errors.Is(err, channel.ErrBusy):
		return nil, &wire.Error{Code: wire.CodeBusy, Message: "calls are open on this channel", RetryAfter: uint64(busyRetry.Milliseconds())}
	case err != nil:
		d.seller.log.Error("consent to close", "channel", ask.ChannelID.Hex(), "error", err)
		return nil, refuse(wire.CodeInternal, "consent could not be filed")
	}
	sig, err := d.signer.SignClose(payee.Domain, consent)
	if err != nil {
		return nil, refuse(wire.CodeInternal, "consent could not be signed")
	}
	return &wire.CloseConsent{Close: consent, Sig: sig}, nil
}
