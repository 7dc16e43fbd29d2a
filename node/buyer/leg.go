package buyer

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/book"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/meter"
	"github.com/tolsey/tolsey/node/wire"
)

// leg is one attempt at a call with one seller. One goroutine works on it at a time.
type leg struct {
	b     *Buyer
	order *order
	*saying
	id     market.AttemptID
	seller common.Address
	peer   string // how the seller is shown
	offer  market.Offer
	prices market.Prices
	terms  wire.Terms
	line   *line // nil: the node's own seller
	bound  market.Bound
	cap    uint64 // answer tokens per choice that the request was given; 0: its own
	risk   money.Amount
	record market.BoughtRecord

	st       Stream
	sent     []byte // the request as it was sent
	opened   time.Time
	request  common.Hash
	data     crypto.KeccakState // over all answer bytes received; nil for the node's own seller
	events   *dialect.Stream    // nil: unary
	body     []byte             // of a unary answer
	late     []byte             // of a resale: what came after it was cancelled, for its own buyer, whose seller is paid for it
	out      meter.Output
	input    meter.Counted
	counted  bool   // input is computed
	seq      uint32 // of the seller's last receipt
	complete bool   // End has come: all that was sent is here
	finished bool   // the answer has come to an end of its own: a finish reason, the end mark, or one whole piece
	vendor   bool   // the answer carries its vendor's error
	told     bool   // the seller has ended the call, on its own stream
	doubt    bool   // a stream broke on which the call was sent: the seller may have taken it
	left     bool   // our application has left
	prepaid  bool   // the whole exposure is advanced
	settled  bool
	outcome  market.Outcome // for the application
	verdict  verdict
}

func (l *leg) policy() market.Policy { return l.offer.Page.Policy }

func (l *leg) route() route { return route{l.seller, l.order.Model} }

// begin reserves, sends and waits until the seller answers. A *wire.Error is the seller's refusal, a *market.Refusal ends the call.
func (b *Buyer) begin(ctx context.Context, o *order, c book.Candidate, attempt uint8) (*leg, error) {
	l := &leg{b: b, order: o, id: market.AttemptID{Call: o.ID, Attempt: attempt}, seller: c.Offer.Seller(), peer: b.net.PeerID(c.Offer.Seller()),
		saying: o.in(o.asked), offer: c.Offer, prices: c.Prices, bound: c.Bound, verdict: verdict{done: make(chan struct{})}}
	l.terms = wire.Terms{PageHash: c.Offer.PageHash, Row: c.Offer.Index}
	row := c.Offer.Row()
	perCall := l.req.MaxOutput
	if perCall == 0 {
		perCall = min(b.cfg.OutputCap, row.MaxOutput)
		l.cap = perCall
	}
	l.bound.Output, l.bound.Whole = min(perCall, row.MaxOutput)*l.req.N, !l.req.Stream || row.Reasoning
	if l.seller != b.signer.Address() {
		l.data = crypto.NewKeccakState()
		if l.line, _ = b.lines.to(l.seller); l.line == nil {
			return nil, errors.New("channel to the seller is not ready")
		}
	}
	l.record = market.BoughtRecord{AttemptID: l.id, State: market.RecordOpen, Time: uint64(time.Now().UnixMilli()), Key: o.Key, Model: o.Model,
		Seller: l.peer, Terms: l.terms.Hash(), Prices: l.prices, Stream: l.req.Stream, Retail: o.Retail}
	if l.line != nil {
		l.record.Channel = l.line.id
	}
	reserved, err := b.reserve(ctx, l)
	if err != nil {
		return nil, err
	}
	b.cfg.Bought(l.record)
	if err := l.send(ctx, !reserved.Advance.IsZero()); err != nil {
		l.left = ctx.Err() != nil
		l.abandon(err)
		return l, err
	}
	return l, nil
}

// capTo lowers the answer's cap to what so much money affords; false when that is less than the least.
func (l *leg) capTo(left money.Amount) bool {
	in, err := l.prices.InputCost(l.bound)
	if err != nil || left.Less(in) {
		return false
	}
	price, err := l.prices.OutputPrice(l.bound.Input)
	if err != nil || price == 0 {
		return false
	}
	most := left.Sub(in).MulDiv(1, uint64(price)).Big()
	if !most.IsUint64() {
		return false
	}
	perCall := most.Uint64() / l.req.N
	if perCall < market.MinOutputCap || perCall >= l.cap {
		return false
	}
	l.cap, l.bound.Output = perCall, perCall*l.req.N
	return true
}

// send opens the call and waits for the answer's beginning. An advance that the seller asks beyond the one we sent is our wrong
// guess of what else it has at risk: it is raised within what the call may prepay, and the same attempt is opened again.
func (l *leg) send(ctx context.Context, advance bool) error {
	body := l.codec.Patch(l.req, dialect.Patch{Model: string(l.order.Model), ForceUsage: true, OutputCap: l.cap})
	l.sent, l.request = body, crypto.Keccak256Hash(body)
	for try := 1; ; try++ {
		var frame *channel.Frame
		if advance && l.line != nil {
			var err error
			if frame, err = l.line.cover(ctx); err != nil {
				return err
			}
		}
		err := l.open(ctx, body, frame)
		var e *wire.Error
		if err != nil && !errors.As(err, &e) && l.line != nil && ctx.Err() == nil && try == 1 {
			// A pooled stream may be left over from before the seller's restart. The seller knows the attempt by its id: sent
			// again, it is never served twice.
			l.lose()
			continue
		}
		if err == nil || !errors.As(err, &e) || e.Code != wire.CodeAdvanceRequired || try == advanceTries || l.line == nil {
			return err
		}
		if err := l.raise(ctx); err != nil {
			return errors.Join(e, err)
		}
		advance = true
	}
}

// raise prepays the whole exposure of the call, which is all that a seller may ask for it. Where that is done already, the seller
// counts what it has not seen settled yet, and a moment helps.
func (l *leg) raise(ctx context.Context) error {
	if l.prepaid {
		select {
		case <-time.After(settleTime):
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	l.prepaid = true
	_, err := l.b.ledger.Charge(ctx, clearing.Charge{AttemptID: l.id, Evidence: l.terms.Hash(), Total: l.risk, Advance: true})
	return err
}

// open sends the call and waits for the answer's beginning.
func (l *leg) open(ctx context.Context, body []byte, frame *channel.Frame) (err error) {
	reach, cancel := context.WithTimeout(ctx, openTime)
	defer cancel()
	st, err := l.b.net.Open(reach, l.seller)
	if err != nil {
		return fmt.Errorf("reach seller: %w", err)
	}
	l.st, l.opened = st, time.Now()
	open := &wire.Open{Terms: l.terms, AttemptID: l.id, At: l.order.At, Dialect: string(l.codec.Name()), Hops: l.order.Hops, Voucher: frame, BodySize: uint64(len(body))}
	if l.line != nil {
		p, err := l.b.channels.Payer(l.line.id)
		if err != nil {
			return err
		}
		open.ChannelID, open.Epoch = l.line.id, p.OnChain.Epoch
	}
	if err := st.Send(ctx, append([]wire.Frame{open}, wire.Chunks(body)...)...); err != nil {
		l.lose()
		return fmt.Errorf("send call: %w", err)
	}
	return l.first(ctx)
}

// first waits for the head of the answer, or for the refusal.
func (l *leg) first(ctx context.Context) error {
	bound, cancel := context.WithTimeout(ctx, l.firstToken())
	defer cancel()
	f, err := l.st.Recv(bound)
	if err != nil {
		if bound.Err() != nil && ctx.Err() == nil {
			err = &wire.Error{Code: wire.CodeTimeout, Message: "seller did not answer in time"}
		}
		return err
	}
	switch f := f.(type) {
	case *wire.Head:
		l.head()
		return nil
	case *wire.Error:
		l.over()
		return f
	}
	return fault("seller began its answer with %s", f.Kind())
}

// over notes that the seller has said its last word on the call's stream, which is at rest then.
func (l *leg) over() {
	l.told = true
	l.rest(true)
}

// whole reports whether the answer is all there.
func (l *leg) whole() bool { return l.complete && l.finished && !l.vendor }

// fault is the error of a seller that does not keep to the protocol: what it says of the call after that counts for nothing.
func fault(format string, args ...any) error {
	return &wire.Error{Code: wire.CodeProtocolState, Message: fmt.Sprintf(format, args...)}
}

// forfeits reports whether an attempt ended by what leaves its seller no word in what is due: a fault, or no token by the bound.
func (l *leg) forfeits(err error) bool {
	var e *wire.Error
	switch {
	case errors.Is(err, wire.ErrMalformed):
		return true
	case l.st == nil || !errors.As(err, &e):
		return false
	}
	return e.Code == wire.CodeProtocolState || e.Code == wire.CodeTimeout && l.req.Stream && l.out.Bytes() == 0
}

// head begins the answer.
func (l *leg) head() {
	l.record.TTFT = uint32(time.Since(l.order.began).Milliseconds())
	if l.req.Stream {
		l.events = l.codec.Stream(dialect.Semantics{})
	}
}

// firstToken bounds the wait for the answer's beginning; a unary answer begins when it is complete.
func (l *leg) firstToken() time.Duration {
	if !l.req.Stream {
		return l.b.cfg.Wall
	}
	return l.policy().FirstToken(l.offer.Row()) + firstGrace
}

// rest gives the stream back.
func (l *leg) rest(clean bool) {
	if l.st != nil {
		l.st.Done(clean)
		l.st = nil
	}
}

// lose gives up a stream on which the call was sent and no answer came.
func (l *leg) lose() {
	l.doubt = l.doubt || l.st != nil
	l.rest(false)
}
