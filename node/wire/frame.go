package wire

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/wire/wirepb"
)

// Frame is one message on a stream: *Open, Body, BodyEnd, *Head, Data, *NeedVoucher, *VoucherFrame, *VoucherAck,
// *VoucherRefused, *End, *Error, Cancel; *Hello, *HelloAck, *ResyncAsk, *ResyncAnswer, *EntriesAsk, *ReceiptsAsk, *Receipts,
// *CloseAsk, *CloseConsent; *PullAsk, PageFrame, PullEnd, *PeersAsk, *Peers.
type Frame interface {
	Kind() Kind
	// put sets the frame's kind in its schema form; an error when a limit does not hold.
	put(*wirepb.Frame) error
}

// Terms names what a call is sent against: a row of a firm page.
type Terms struct {
	PageHash      common.Hash
	Row           uint32
	MultiplierSeq uint64 // 0: none
}

// Hash is the terms hash that the call's receipts carry.
func (t Terms) Hash() common.Hash {
	return market.TermsOf(market.OfferID(t.PageHash, t.Row), t.MultiplierSeq)
}

// Open starts a call on a stream at rest.
type Open struct {
	Terms
	market.AttemptID
	At        uint64 // unix ms, chosen by the buyer: when the tariff is resolved
	Dialect   string
	ChannelID common.Hash
	Epoch     uint32
	Hops      market.Hops
	Voucher   *channel.Frame // pays what exceeds the seller's limit; nil: nothing is due
	BodySize  uint64         // bytes of all Body frames together
}

// Body is a piece of the request, never empty; BodyEnd ends it.
type Body []byte

// BodyEnd says that the request is complete.
type BodyEnd struct{}

// Head is the vendor's status with the headers that may pass (see HeadOf).
type Head struct {
	Status  int
	Headers []Header
}

// Data is a piece of the answer, as the vendor sent it; never empty.
type Data []byte

// NeedVoucher says that the exposure window is full: Data goes on when a voucher pays for the receipt and the next window.
type NeedVoucher struct{ Receipt market.SignedReceipt }

// VoucherFrame pays. It may come on any stream of a pair, also after End.
type VoucherFrame struct{ channel.Frame }

// VoucherAck says that the voucher is durable with its payee, which knows the entries up to it.
type VoucherAck struct {
	ChannelID common.Hash
	Base      channel.Base
}

// VoucherRefused says why a voucher was not taken, and which one stands.
type VoucherRefused struct {
	ChannelID common.Hash
	Code      Code
	Highest   *channel.SignedVoucher // nil: the payee holds none
	Field     string                 // VOUCHER_INVALID: what is wrong
	Deposit   money.Units            // VOUCHER_OVER_DEPOSIT: what the payee counts as final
}

func (r *VoucherRefused) Error() string {
	s := fmt.Sprintf("voucher of channel %s refused: %s", r.ChannelID, r.Code)
	if r.Field != "" {
		s += ": " + r.Field
	}
	return s
}

// End is the answer's end with the receipt of the call.
type End struct{ Receipt market.SignedReceipt }

// Error ends a call, or answers an ask. It is the error that its receiver returns.
type Error struct {
	Code       Code
	Message    string
	Charged    money.Amount          // picos; zero: nothing was charged
	RetryAfter uint64                // ms after which a repeat may succeed; 0: not stated
	Amount     money.Amount          // ADVANCE_REQUIRED: picos that a voucher must add
	Field      string                // the field that is meant
	Now        uint64                // AT_STALE: the seller's clock, unix ms
	Receipt    *market.SignedReceipt // the last receipt, where there is one
	Page       []byte                // OFFER_STALE: the current signed page; empty: none
	Deposit    money.Units           // VOUCHER_OVER_DEPOSIT: what the seller counts as final
	Have, Need uint32                // UNCONFIRMED: confirmations
}

func (e *Error) Error() string {
	s := "peer answered " + e.Code.String()
	if e.Field != "" {
		s += " (" + e.Field + ")"
	}
	if e.Message != "" {
		s += ": " + e.Message
	}
	return s
}

// Cancel says that the buyer wants no more of the answer; End or Error still follows.
type Cancel struct{}

// Chunks cuts a request into Body frames and the BodyEnd.
func Chunks(body []byte) []Frame {
	out := make([]Frame, 0, len(body)/BodyChunk+2)
	for len(body) > 0 {
		n := min(len(body), BodyChunk)
		out = append(out, Body(body[:n]))
		body = body[n:]
	}
	return append(out, BodyEnd{})
}
