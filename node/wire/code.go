package wire

import "fmt"

// Code says why a peer refuses or ends something. Numbers are sent: they never change and are never reused.
type Code uint16

// The codes, and what the peer that receives one does.
const (
	CodeProtocolState      Code = 1  // frame out of order: a fault of the implementation; the stream is reset
	CodeUnsupportedVersion Code = 2  // no common version of the protocol
	CodeTimeout            Code = 3  // a frame or a step took too long
	CodeBusy               Code = 4  // no capacity now: wait RetryAfter or go to another seller
	CodeOfferStale         Code = 5  // page or row no longer stands: read Page, price again
	CodePriceTooLow        Code = 6  // terms below the offer
	CodeAtStale            Code = 7  // At is too far from the seller's clock: use Now
	CodeChannelTerms       Code = 8  // channel does not equal the offered terms in Field
	CodeChannelClosing     Code = 9  // a close has been asked or signed for the channel
	CodeGone               Code = 10 // channel or call is not known, or closed
	CodeUnconfirmed        Code = 11 // deposit has Have of Need confirmations
	CodeVoucherInvalid     Code = 12 // voucher does not verify: Field
	CodeVoucherOverDeposit Code = 13 // voucher is over the final Deposit
	CodeRate               Code = 14 // too many frames: slow down
	CodeAdvanceRequired    Code = 15 // send a voucher for Amount more first
	CodeNeedVoucher        Code = 16 // call ended because no voucher came in time
	CodeInProgress         Code = 17 // the same call and attempt is running
	CodeAlreadyDone        Code = 18 // the same call and attempt has ended: Receipt
	CodeFieldNotSold       Code = 19 // the seller does not forward Field: try another seller
	CodeInvalidRequest     Code = 20 // body is not a request of its dialect
	CodeContextTooLong     Code = 21 // prompt and answer do not fit the model
	CodeNotAllowed         Code = 22 // buyer is not on the row's list
	CodeHopLoop            Code = 23 // the resale chain contains this node
	CodeUpstream           Code = 24 // vendor refused or broke off
	CodeUpstreamRate       Code = 25 // vendor's rate limit
	CodeDraining           Code = 26 // node is going down
	CodeDegraded           Code = 27 // node cannot take money safely now (store or chain)
	CodeInternal           Code = 28 // any other fault of the node
	CodeReceiptInvalid     Code = 29 // receipt does not verify or rate
	CodePolicy             Code = 30 // refused by the node's policy
)

var codeNames = map[Code]string{
	CodeProtocolState: "PROTOCOL_STATE", CodeUnsupportedVersion: "UNSUPPORTED_VERSION", CodeTimeout: "TIMEOUT", CodeBusy: "BUSY",
	CodeOfferStale: "OFFER_STALE", CodePriceTooLow: "PRICE_TOO_LOW", CodeAtStale: "AT_STALE", CodeChannelTerms: "CHANNEL_TERMS",
	CodeChannelClosing: "CHANNEL_CLOSING", CodeGone: "GONE", CodeUnconfirmed: "UNCONFIRMED", CodeVoucherInvalid: "VOUCHER_INVALID",
	CodeVoucherOverDeposit: "VOUCHER_OVER_DEPOSIT", CodeRate: "RATE", CodeAdvanceRequired: "ADVANCE_REQUIRED", CodeNeedVoucher: "NEED_VOUCHER",
	CodeInProgress: "IN_PROGRESS", CodeAlreadyDone: "ALREADY_DONE", CodeFieldNotSold: "FIELD_NOT_SOLD", CodeInvalidRequest: "INVALID_REQUEST",
	CodeContextTooLong: "CONTEXT_TOO_LONG", CodeNotAllowed: "NOT_ALLOWED", CodeHopLoop: "HOP_LOOP", CodeUpstream: "UPSTREAM",
	CodeUpstreamRate: "UPSTREAM_RATE", CodeDraining: "DRAINING", CodeDegraded: "DEGRADED", CodeInternal: "INTERNAL",
	CodeReceiptInvalid: "RECEIPT_INVALID", CodePolicy: "POLICY",
}

func (c Code) String() string {
	if n, ok := codeNames[c]; ok {
		return n
	}
	return fmt.Sprintf("CODE_%d", uint16(c))
}

// Known reports whether this version of the protocol defines the code.
func (c Code) Known() bool { _, ok := codeNames[c]; return ok }

// MarshalText writes the code by name.
func (c Code) MarshalText() ([]byte, error) { return []byte(c.String()), nil }
