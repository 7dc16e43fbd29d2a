package seller

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/meter"
	"github.com/tolsey/tolsey/node/wire"
)

// Stream carries the frames of one call.
type Stream interface {
	Recv(ctx context.Context) (wire.Frame, error)
	Send(ctx context.Context, frames ...wire.Frame) error
}

// Buyer is who calls.
type Buyer struct {
	Peer    string         // libp2p peer id; Self for the node's own gateway
	Address common.Address // node key: a channel's signer
}

// Self names the node's own gateway as a buyer: no channel, no voucher, no exposure.
const Self = "self"

// Ledger persists what the seller relies on. Every verb is durable when it returns.
type Ledger interface {
	Payee(id common.Hash) (channel.Payee, error)
	// Admit takes the frame's voucher, if there is one, and the risk of a call, and files the call as started, in one step.
	// It refuses with *channel.AdvanceRequired or *clearing.DuplicateCall.
	Admit(ctx context.Context, a clearing.Admission, f *channel.Frame) (channel.Payee, error)
	// Accept verifies and takes a voucher; head is the time of the chain's head, unix seconds.
	Accept(ctx context.Context, id common.Hash, f channel.Frame, head uint64) (channel.Payee, error)
	// Progress files a mid-stream receipt and raises the risk of the call, or files it alone and returns *channel.AdvanceRequired.
	Progress(ctx context.Context, id common.Hash, r market.SignedReceipt, risk money.Amount) (channel.Payee, error)
	// Finish files the final receipt, with which the record comes.
	Finish(ctx context.Context, id common.Hash, r market.SoldRecord) (channel.Payee, error)
	// StartedCalls are the calls that were filed as started and have no final receipt.
	StartedCalls(ctx context.Context) ([]market.SoldRecord, error)
}

// Signer signs receipts with the node key.
type Signer interface {
	SignReceipt(d market.Domain, r market.Receipt) (market.Signature, error)
}

// Order is a call as it goes to an upstream.
type Order struct {
	Model   string // the upstream's name
	Request *dialect.Request
	Cap     uint64 // answer tokens at most, per choice
	Hops    market.Hops
	At      uint64          // unix ms, the retail call's
	Retail  *market.Prices  // what the buyer pays: a resale checks its margin before it buys
	Worst   money.Amount    // the most that the upstream may bill, where its tariff is known
	Sold    market.SoldLink // the call that is served
}

// Upstream performs the seller's calls: a vendor, or the market.
type Upstream interface {
	// Do returns when the answer begins. Its errors are *upstream.Error.
	Do(ctx context.Context, o Order) (Answer, error)
	// Check refuses a request with a field that is not sold at these prices: *upstream.FieldError.
	Check(r *dialect.Request, prices market.PriceVector) error
}

// Billed is what an upstream bills, beside its tariff. An error of Do is one too where the upstream is paid although it did not answer.
type Billed interface {
	// Bill is what the call cost a reseller, known after the end; false where the seller rates its vendor's tariff itself.
	Bill() (money.Amount, *market.AttemptID, bool)
}

// Answer is an upstream's answer: its bytes, and what is known about it.
type Answer interface {
	io.ReadCloser
	Billed
	Status() int
	Headers() map[string][]string
	VendorID() string
	Semantics() dialect.Semantics
	// Billed tells what the answer has cost, by the seller's rating.
	Billed(cost money.Amount)
}

// Config is how far a seller trusts, and how long it waits.
type Config struct {
	Hop       func(nonce [16]byte) [8]byte                                            // this node's entry in a resale chain
	Limits    func(buyer common.Address) clearing.Limits                              // how far a buyer is trusted
	Meter     meter.Table                                                             // for which models this node's count is a check
	ChainTime func() uint64                                                           // unix seconds of the chain's head
	Ready     func() error                                                            // why the node cannot take money safely now; nil: it can
	Idle      time.Duration                                                           // longest silence of an upstream within an answer
	Wall      time.Duration                                                           // longest call
	Sold      func(market.SoldRecord)                                                 // is told of every call that has ended
	Ask       func(ctx context.Context, to Buyer, ask wire.Frame) (wire.Frame, error) // a question to a buyer
}

// Seller serves calls.
type Seller struct {
	cfg       Config
	shelf     *Shelf
	ledger    Ledger
	signer    Signer
	upstreams map[string]Upstream
	gates     gates
	answers   answers
	bodies    bodies
	intake    intake
	log       *slog.Logger

	draining atomic.Bool
	running  sync.WaitGroup
	going    context.Context // of what is forwarded; its end cuts it
	cut      context.CancelCauseFunc

	mu       sync.Mutex // guards inFlight
	inFlight map[market.Model]uint32
}

// New makes a seller of what is on the shelf.
func New(cfg Config, shelf *Shelf, ledger Ledger, signer Signer, upstreams map[string]Upstream, log *slog.Logger) *Seller {
	s := &Seller{cfg: cfg, shelf: shelf, ledger: ledger, signer: signer, upstreams: upstreams, log: log, inFlight: map[market.Model]uint32{}}
	s.going, s.cut = context.WithCancelCause(context.Background())
	return s
}

// lastWords is how long calls that are cut may take to be settled, and their buyers to be told.
const lastWords = 3 * time.Second

// Drain refuses new calls from now on and waits for the running ones. Those that still run at ctx's deadline are cut: each is settled by
// what was delivered, and its buyer is told.
func (s *Seller) Drain(ctx context.Context) error {
	s.draining.Store(true)
	done := make(chan struct{})
	go func() { // ends with the last call, whose wall clock is bounded
		s.running.Wait()
		close(done)
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
	}
	if errors.Is(ctx.Err(), context.DeadlineExceeded) { // else the node dies, and tells nobody
		s.cut(errDraining)
		select {
		case <-done:
		case <-time.After(lastWords):
		}
	}
	return ctx.Err()
}

// InFlight is how many calls run now, per model.
func (s *Seller) InFlight() map[market.Model]uint32 {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make(map[market.Model]uint32, len(s.inFlight))
	for m, n := range s.inFlight {
		if n > 0 {
			out[m] = n
		}
	}
	return out
}

func (s *Seller) enter(m market.Model, most uint32) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.inFlight[m] >= most {
		return false
	}
	s.inFlight[m]++
	return true
}

func (s *Seller) leave(m market.Model) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.inFlight[m]--
}

// Paid wakes the calls of a channel that wait for a voucher.
func (s *Seller) Paid(id common.Hash) { s.gates.open(id) }

// gates let calls wait for their channel's next voucher.
type gates struct {
	mu sync.Mutex // guards at
	at map[common.Hash]chan struct{}
}

// wait returns a channel that is closed at the next voucher.
func (g *gates) wait(id common.Hash) <-chan struct{} {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.at == nil {
		g.at = map[common.Hash]chan struct{}{}
	}
	c := g.at[id]
	if c == nil {
		c = make(chan struct{})
		g.at[id] = c
	}
	return c
}

func (g *gates) open(id common.Hash) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if c := g.at[id]; c != nil {
		close(c)
		delete(g.at, id)
	}
}
