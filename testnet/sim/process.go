package sim

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/clearing/settle/settletest"
	"github.com/tolsey/tolsey/clearing/watch"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/book"
	"github.com/tolsey/tolsey/node/buyer"
	"github.com/tolsey/tolsey/node/meter"
	"github.com/tolsey/tolsey/node/seller"
	"github.com/tolsey/tolsey/node/wire"
	"github.com/tolsey/tolsey/store"
)

// errDead is what a process meets that has died and does not know it yet.
var errDead = errors.New("process has died")

// process is one run of a node, from its start to its crash: the rooms as the node's own command builds them, over simulated links and
// a simulated chain.
type process struct {
	w      *World
	n      *node
	dir    string
	ctx    context.Context
	cancel context.CancelFunc
	dead   atomic.Bool
	gone   chan struct{} // closed when nothing of it runs any more

	store  *store.Store
	views  [2]*settletest.View
	chain  settle.Chain
	driver *settle.Driver
	book   *book.Book
	shelf  *seller.Shelf
	seller *seller.Seller
	desk   *seller.Desk
	buyer  *buyer.Buyer

	spawning sync.Mutex // guards that nothing joins tasks once they are waited for
	tasks    sync.WaitGroup

	disk sync.Mutex // guards fuse and late, and that no write is under way when the disk is copied
	fuse int        // writes until the process dies; 0: it does not
	late bool       // that write is durable all the same
}

func (p *process) isDead() bool { return p.dead.Load() }

// spawn runs work that ends with the process.
func (p *process) spawn(work func()) {
	p.spawning.Lock()
	defer p.spawning.Unlock()
	if p.isDead() {
		return
	}
	p.tasks.Add(1)
	go func() {
		defer p.tasks.Done()
		work()
	}()
}

// commit is where the process's disk takes a write, and where it dies at one.
func (p *process) commit(_ []string, write func() error) error {
	p.disk.Lock()
	defer p.disk.Unlock()
	if p.isDead() {
		return errDead
	}
	p.w.count("writes", 1)
	dies := false
	if p.fuse > 0 {
		p.fuse--
		dies = p.fuse == 0
	}
	if dies && !p.late {
		p.die()
		return errDead
	}
	err := write()
	if dies {
		p.die()
		return errDead
	}
	return err
}

// kill ends the process now.
func (p *process) kill() {
	p.disk.Lock()
	defer p.disk.Unlock()
	p.die()
}

// die ends the process as a crash does: nothing that it does from now on has any effect, and its successor gets the disk as it is now.
// The caller holds disk.
func (p *process) die() {
	if p.isDead() {
		return
	}
	p.spawning.Lock()
	p.dead.Store(true)
	p.spawning.Unlock()
	next := filepath.Join(p.w.dir, fmt.Sprintf("%s-%d", p.n.name, p.n.runs))
	if err := copyDisk(p.dir, next); err != nil {
		p.w.fail(fmt.Errorf("copy the disk of %s: %w", p.n.name, err))
	}
	p.n.dir = next
	if p.n == p.w.tower.of {
		p.w.fail(p.w.tower.follow())
	}
	p.w.chain.Lock(func() { p.views[0].Away, p.views[1].Away = true, true })
	p.w.cutLines(func(l *line) bool { return l.from == p || l.to == p })
	p.w.model.died(p.n)
	p.cancel()
}

// bury waits until nothing of a dead process runs any more.
func (p *process) bury() {
	defer close(p.gone)
	p.tasks.Wait()
	_ = p.store.Close() // it knows that its last writes have failed
	_ = os.RemoveAll(p.dir)
}

// start makes a node's next process.
func (w *World) start(n *node) error {
	p := &process{w: w, n: n, dir: n.dir, gone: make(chan struct{})}
	n.runs++
	p.ctx, p.cancel = context.WithCancel(w.ctx)
	var err error
	if p.store, err = store.OpenStill(p.dir, network, p.commit); err != nil {
		return fmt.Errorf("open the store of %s: %w", n.name, err)
	}
	if err := p.open(); err != nil {
		return fmt.Errorf("start %s: %w", n.name, err)
	}
	w.set(n, p)
	p.run()
	w.logf("%s runs", n.name)
	return nil
}

// open builds the rooms.
func (p *process) open() error {
	n, log := p.n, p.w.log.With("node", p.n.name)
	var sources []settle.Source
	for i := range p.views {
		p.views[i] = &settletest.View{Chain: p.w.chain}
		sources = append(sources, p.views[i].Source(fmt.Sprintf("rpc-%d", i)))
	}
	var err error
	if p.chain, err = settle.Agree(p.ctx, sources, log); err != nil {
		return err
	}
	cfg := settle.DefaultConfig(network.ChainID, common.Address(n.owner))
	cfg.Confirmations, cfg.Poll = confirmations, chainPoll
	books := p.store.Outliving(func(error) {})
	if p.driver, err = settle.New(cfg, books.Guard(p.chain), books, settletest.Account(n.key.Address()), n.owner, log); err != nil {
		return err
	}
	p.book = book.New(asset, network.Clearing)
	seen, err := p.store.SeenPages(p.ctx)
	if err != nil {
		return err
	}
	for _, s := range seen {
		p.book.Restore(s.Seller, s.Family, s.Seq, time.Now())
	}
	ledger := p.w.Flaws.ledger(p.store)
	terms := seller.Terms{Domain: network.Domain(), Asset: asset, Payee: common.Address(n.owner), MinDeposit: leastDeposit, CloseDelay: closeDelay, Policy: market.Policy{UnpaidNew: clearing.NewBuyerLimit}}
	p.shelf = seller.NewShelf(terms, p.store, n.key, p.publish, p.rows)
	p.seller = seller.New(seller.Config{Hop: n.hop, Limits: p.limits, Meter: meter.Public(), ChainTime: func() uint64 { return p.driver.Status().Head.Time },
		Ready: func() error { return p.able(closeDelay * time.Second / 4) }, Idle: 30 * time.Second, Wall: 5 * time.Minute, Sold: func(market.SoldRecord) {}, Ask: p.askBuyer},
		p.shelf, ledger, n.key, p.upstreams(), log)
	p.desk = seller.NewDesk(p.seller, p.store, n.key, p)
	p.buyer = buyer.New(buyer.Config{OutputCap: 1024, MaxPrepaid: market.DefaultMaxPrepaid, Allowed: func(common.Address) bool { return true },
		List: func(market.Model, time.Time) (market.Prices, bool) { return market.Prices{}, false }, Fund: func(market.Model, common.Address) {}, Pull: p.pull,
		Bought: func(market.BoughtRecord) {}, Meter: meter.Public(), Idle: 30 * time.Second, Wall: 5 * time.Minute,
		Ready: p.store.Degraded, Fresh: func(delay time.Duration) error { return p.able(delay / 4) }, Serves: func(market.Model) bool { return false }},
		p.paying(), p.w.Flaws.channels(p.store), p, p.book, n.key, log)
	return p.seller.CloseLost(p.ctx)
}

// paying is the ledger that the buyer posts in.
func (p *process) paying() buyer.Ledger {
	if p.n.hostile {
		return shortPayer{p.store, p.w}
	}
	return p.store
}

// run has the rooms work, and pulls the pages that were published while the node was away.
func (p *process) run() {
	p.spawn(func() { _ = p.driver.Run(p.ctx) }) // a store that has died ends it
	p.spawn(func() { _ = p.buyer.Run(p.ctx, p.ctx, time.Minute) })
	if p.sells() {
		p.spawn(func() { _ = p.shelf.Run(p.ctx, p.ctx) })
	}
	p.spawn(func() {
		for _, o := range p.w.nodes {
			if o != p.n {
				p.pull(p.ctx, o.key.Address())
			}
		}
	})
}

func (p *process) sells() bool { return len(p.n.sells) > 0 || p.n.resells != "" }

func (p *process) limits(b common.Address) clearing.Limits {
	return clearing.LimitsOf(p.store.BuyerSettled(b))
}

func (p *process) able(stale time.Duration) error {
	if err := p.store.Degraded(); err != nil {
		return errors.New("store")
	}
	if s := p.driver.Status(); !s.SeenAt.IsZero() && time.Since(s.SeenAt) > max(stale, time.Minute) {
		return errors.New("chain")
	}
	return nil
}

// Look implements seller.Chain, as a node does.
func (p *process) Look(ctx context.Context, id common.Hash) (channel.OnChain, error) {
	head, err := p.chain.Head(ctx)
	if err != nil {
		return channel.OnChain{}, err
	}
	final, err := p.chain.HeadAt(ctx, head.Number-min(head.Number, confirmations-1))
	if err != nil {
		return channel.OnChain{}, err
	}
	states, err := p.chain.States(ctx, final, []common.Hash{id})
	if err != nil {
		return channel.OnChain{}, err
	}
	return states[0], nil
}

// Refresh implements seller.Chain.
func (p *process) Refresh(ctx context.Context) error { return p.driver.Refresh(ctx) }

// voucher takes a voucher frame as a node's handler does.
func (p *process) voucher(from common.Address, f *channel.Frame) wire.Frame {
	p.w.count("vouchers", 1)
	return p.seller.Voucher(p.ctx, p.w.buyerOf(from), f)
}

// answer answers an ask as a node's handler does.
func (p *process) answer(from common.Address, ask wire.Frame) wire.Frame {
	e, ok := ask.(*wire.EntriesAsk)
	if !ok {
		return p.desk.Answer(p.ctx, p.w.buyerOf(from), ask)
	}
	payer, err := p.store.Payer(e.ChannelID)
	if err != nil || payer.Channel.PayeeSigner != from || payer.OnChain.Epoch != e.Epoch {
		return &wire.Error{Code: wire.CodeGone, Message: "channel is not known here"}
	}
	f, err := p.store.FrameFrom(p.ctx, e.ChannelID, e.Base)
	if err != nil {
		return &wire.Error{Code: wire.CodeGone, Message: "entries are not kept any more"}
	}
	return &wire.VoucherFrame{Frame: f}
}

// copyDisk copies what a crash leaves. Files are mostly holes, which stay holes.
func copyDisk(from, to string) error {
	for _, name := range []string{"store", watch.FileName} {
		err := filepath.WalkDir(filepath.Join(from, name), func(path string, d os.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) {
				return nil // it was about to be replaced
			}
			if err != nil {
				return err
			}
			rel, err := filepath.Rel(from, path)
			if err != nil {
				return err
			}
			if d.IsDir() {
				return os.MkdirAll(filepath.Join(to, rel), 0o700)
			}
			return copyFile(path, filepath.Join(to, rel))
		})
		if err != nil {
			return err
		}
	}
	return nil
}
