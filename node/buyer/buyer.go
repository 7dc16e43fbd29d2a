package buyer

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/book"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/meter"
	"github.com/tolsey/tolsey/node/wire"
)

// Ledger persists what the buyer relies on. Every verb is durable when it returns.
type Ledger interface {
	// Reserve holds money on key and channel and covers the seller's exposure, in one step.
	Reserve(ctx context.Context, r clearing.Reservation) (clearing.Reserved, error)
	// Extend raises a hold.
	Extend(ctx context.Context, id market.AttemptID, onKey, onChannel money.Amount) error
	// Charge posts the change of a call's total on key and channel.
	Charge(ctx context.Context, c clearing.Charge) (channel.Payer, error)
	// Void lets a hold go with nothing charged.
	Void(ctx context.Context, id market.AttemptID, r *market.BoughtRecord) error
	// OpenHolds are the reservations that have not ended, with their records.
	OpenHolds(ctx context.Context) ([]clearing.Reservation, error)
}

// Channels persists the payer's side of channels. Every verb is durable when it returns.
type Channels interface {
	Payers() []channel.Payer
	Payer(id common.Hash) (channel.Payer, error)
	SaveFrame(ctx context.Context, id common.Hash, f channel.Frame) (channel.Payer, error)
	Acked(ctx context.Context, id common.Hash, b channel.Base) (channel.Payer, error)
	Adopt(ctx context.Context, id common.Hash, r channel.Resync, highest channel.SignedVoucher) (channel.Payer, error)
}

// Stream carries the frames of one call.
type Stream interface {
	Recv(ctx context.Context) (wire.Frame, error)
	Send(ctx context.Context, frames ...wire.Frame) error
	// Done gives the stream back; reusable says that it is at rest.
	Done(reusable bool)
}

// Network reaches sellers by their node address.
type Network interface {
	Open(ctx context.Context, seller common.Address) (Stream, error)
	SendVoucher(ctx context.Context, seller common.Address, f *channel.Frame) error
	Ask(ctx context.Context, seller common.Address, ask wire.Frame) (wire.Frame, error)
	// PeerID is how the seller is shown.
	PeerID(seller common.Address) string
}

// Offers is the book.
type Offers interface {
	Best(q book.Query) book.Result
}

// Signer signs vouchers with the node key.
type Signer interface {
	Address() common.Address
	SignVoucher(d market.Domain, v channel.Voucher) (market.Signature, error)
}

// Config is how the buyer buys.
type Config struct {
	OutputCap  uint64                                              // most answer tokens of a call that states none
	MaxPrepaid money.Amount                                        // most that one call may prepay to a seller
	Allowed    func(seller common.Address) bool                    // the operator's list of sellers
	List       func(market.Model, time.Time) (market.Prices, bool) // the vendor's own list price
	Fund       func(model market.Model, seller common.Address)     // tells the autopilot that a seller is wanted
	Pull       func(ctx context.Context, seller common.Address)    // gets a seller's pages anew: one that we took no longer stands
	Bought     func(market.BoughtRecord)                           // is told of every attempt that begins or has ended
	Meter      meter.Table                                         // for which models this node's count is a check
	Idle, Wall time.Duration                                       // longest silence within an answer, longest call
	Ready      func() error                                        // why the node cannot spend safely now; nil: it can
	Fresh      func(closeDelay time.Duration) error                // why channels with this close delay carry no new call now; nil: they do
	Serves     func(market.Model) bool                             // whether the node's own seller sells from a vendor of its own
}

// Limits of the buyer's patience.
const (
	maxAttempts   = 3
	maxAgain      = 6                      // attempts beyond those, that only leave out what a seller does not take
	receiptWait   = 60 * time.Second       // for a receipt after the last byte
	firstGrace    = 2 * time.Second        // beyond the first-token bound, for the way
	holdLease     = time.Hour              // after which recovery may settle an abandoned hold
	degradedRetry = 5 * time.Second        // when an application that met a degraded node may come again
	leastStep     = 4_096                  // answer tokens that a channel must be able to pay before the next decision
	advanceTries  = 3                      // times that an advance is raised on a seller's word
	openTime      = 2 * time.Second        // to reach a seller
	settleTime    = 100 * time.Millisecond // for what is on its way to reach the seller's ledger
)

// Buyer performs calls.
type Buyer struct {
	cfg      Config
	ledger   Ledger
	channels Channels
	net      Network
	offers   Offers
	signer   Signer
	log      *slog.Logger

	breakers *breakers
	pulls    pulls
	lengths  lengths
	drift    drift
	deaf     deaf
	lines    lines

	base  context.Context // of everything that outlives a call
	stop  context.CancelFunc
	tasks sync.WaitGroup

	spawning sync.Mutex // guards closed, and that nothing joins tasks once they are waited for
	closed   bool
	ended    chan struct{} // closed when Run has returned
}

// New makes a buyer. Run must run for its vouchers to be sent again and its open holds to be settled.
func New(cfg Config, l Ledger, c Channels, n Network, o Offers, s Signer, log *slog.Logger) *Buyer {
	b := &Buyer{cfg: cfg, ledger: l, channels: c, net: n, offers: o, signer: s, log: log, breakers: newBreakers(), ended: make(chan struct{})}
	b.base, b.stop = context.WithCancel(context.Background())
	b.lines.b = b
	return b
}

// Run settles what an earlier run left open, keeps every channel's vouchers going and waits, when ctx ends, for what is being
// settled, as long as grace allows. When alive ends, as by a crash, it waits for nothing.
func (b *Buyer) Run(ctx, alive context.Context, grace time.Duration) error {
	defer close(b.ended)
	defer context.AfterFunc(alive, b.stop)()
	holds, err := b.ledger.OpenHolds(ctx)
	if err != nil {
		return err
	}
	for _, h := range holds {
		b.spawn(func(ctx context.Context) { b.recover(ctx, h) })
	}
	b.lines.refresh()
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			b.lines.refresh()
		case <-ctx.Done():
			b.settleUp(grace)
			return nil
		}
	}
}

// Stopped is closed when Run has returned.
func (b *Buyer) Stopped() <-chan struct{} { return b.ended }

// settleUp gives running settlements their time, then ends everything.
func (b *Buyer) settleUp(grace time.Duration) {
	b.lines.drain(grace)
	b.stop()
	b.spawning.Lock()
	b.closed = true
	b.spawning.Unlock()
	b.tasks.Wait()
}

// spawn runs work that outlives its call; it ends with the buyer. A buyer that has ended starts none: what a call held stays held,
// and the next run settles it.
func (b *Buyer) spawn(work func(ctx context.Context)) {
	b.spawning.Lock()
	defer b.spawning.Unlock()
	if b.closed {
		return
	}
	b.tasks.Add(1)
	go func() {
		defer b.tasks.Done()
		work(b.base)
	}()
}

// Refresh looks for channels that were opened, closed or funded.
func (b *Buyer) Refresh() { b.lines.refresh() }

// drift keeps the running tolerance per seller and model.
type drift struct {
	mu  sync.Mutex // guards all
	all map[route]*meter.Tolerance
}

func (d *drift) settle(r route, reported market.Usage, c meter.Counted) market.Usage {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.all == nil {
		d.all = map[route]*meter.Tolerance{}
	}
	t := d.all[r]
	if t == nil {
		t = &meter.Tolerance{}
		d.all[r] = t
	}
	return t.Settle(reported, c)
}
