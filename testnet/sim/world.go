package sim

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/clearing/settle/settletest"
	"github.com/tolsey/tolsey/clearing/wallet"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/store"
)

// The chain and how it is followed.
const (
	blockTime     = 5 * time.Second
	confirmations = 3
	chainPoll     = 4 * time.Second
	closeDelay    = 900 // seconds
)

var (
	network      = store.Network{ChainID: 1337, Genesis: common.Hash{9}, Clearing: common.Address{0xc1}}
	asset        = money.Asset{ChainID: network.ChainID, Token: common.Address{0x70}, Decimals: 6}
	leastDeposit = money.Coins(1)
	wealth       = money.UnitsOf(100_000_000) // of each owner at the start
)

// World is one market: its nodes, what connects them, and the model that they are held to.
type World struct {
	Options
	dir    string
	ctx    context.Context
	cancel context.CancelFunc
	log    *slog.Logger
	began  time.Time
	chain  *settletest.Chain
	tower  *tower
	model  *model

	tasks sync.WaitGroup

	dice sync.Mutex // guards rng
	rng  *rand.Rand

	mu         sync.Mutex // guards all below
	nodes      []*node
	byAddress  map[common.Address]*node
	lines      map[*line]bool
	lineNumber int
	parted     map[pair]bool

	notes   sync.Mutex // guards all below
	counts  map[string]int
	failure error
}

func newWorld(o Options) (*World, error) {
	dir, err := os.MkdirTemp(o.Dir, "market-")
	if err != nil {
		return nil, err
	}
	w := &World{Options: o, dir: dir, log: o.Log, began: time.Now(), rng: rand.New(rand.NewPCG(o.Seed, 1)), byAddress: map[common.Address]*node{},
		lines: map[*line]bool{}, parted: map[pair]bool{}, counts: map[string]int{}}
	w.ctx, w.cancel = context.WithCancel(context.Background())
	w.model = newModel(w)
	w.chain = settletest.NewChain(func() uint64 { return uint64(time.Now().Unix()) })
	w.spawn(w.seal)
	w.people()
	for _, n := range w.nodes {
		w.chain.Mint(common.Address(n.owner), wealth)
	}
	if w.tower, err = w.newTower(w.node("s1")); err != nil {
		return nil, err
	}
	for _, n := range w.nodes {
		if err := w.start(n); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// people are the market's parties: two buyers and one that cheats, two sellers and one that cheats, and a distributor between them.
func (w *World) people() {
	add := func(name string) *node {
		key, err := wallet.New(crypto.ToECDSAUnsafe(crypto.Keccak256([]byte(fmt.Sprint(w.Seed, name)))), network.ChainID)
		if err != nil {
			panic("developer error: " + err.Error())
		}
		n := &node{name: name, key: key, owner: settletest.Account(common.BytesToAddress(crypto.Keccak256([]byte("owner of " + name)))), dir: filepath.Join(w.dir, name)}
		n.vendor = &vendor{w: w, rng: w.fork(), served: map[market.SoldLink]int{}}
		w.nodes = append(w.nodes, n)
		w.byAddress[key.Address()] = n
		return n
	}
	add("b1")
	add("b2")
	cheat := add("mallory")
	shop, whole, evil := add("s1"), add("s2"), add("evil")
	dist := add("dist")
	cheat.hostile, evil.hostile = true, true
	in, out := money.Price(2_000_000), money.Price(40_000_000)
	shop.sells = []good{{alpha, in, out, nil}, {gamma, in, out, nil}}
	whole.sells = []good{{alpha, in + 1, out + 7, nil}, {beta, in, out, []common.Address{dist.key.Address()}}}
	evil.sells = []good{{gamma, in / 2, out / 2, nil}}
	dist.resells = beta
}

// What is sold: by whom, people says.
const (
	alpha market.Model = "openai/alpha"
	beta  market.Model = "openai/beta"
	gamma market.Model = "openai/gamma"
)

func (w *World) node(name string) *node {
	i := slices.IndexFunc(w.nodes, func(n *node) bool { return n.name == name })
	return w.nodes[i]
}

// seal makes the chain's blocks.
func (w *World) seal() {
	for sleep(w.ctx, blockTime) == nil {
		w.chain.Seal()
	}
}

// spawn runs work that ends with the world.
func (w *World) spawn(work func()) {
	w.tasks.Add(1)
	go func() {
		defer w.tasks.Done()
		work()
	}()
}

// close ends everything and waits for it.
func (w *World) close() {
	for _, n := range w.nodes {
		if p := n.proc; p != nil {
			w.stop(n)
		}
	}
	w.cancel()
	w.tasks.Wait()
	_ = os.RemoveAll(w.dir)
}

func (w *World) set(n *node, p *process) {
	w.mu.Lock()
	defer w.mu.Unlock()
	n.proc = p
}

// stop kills a node's process and waits until nothing of it is left.
func (w *World) stop(n *node) {
	p := n.proc
	p.kill()
	w.set(n, nil)
	p.bury()
}

// live are the nodes that run.
func (w *World) live() (out []*process) {
	for _, n := range w.nodes {
		if n.proc != nil && !n.proc.isDead() {
			out = append(out, n.proc)
		}
	}
	return out
}

func (w *World) sortedLines() []*line {
	return slices.SortedFunc(maps.Keys(w.lines), func(a, b *line) int { return cmp.Compare(a.number, b.number) })
}

// The dice. What happens hangs on them alone, in the order in which they are thrown.

func (w *World) intn(n int) int {
	w.dice.Lock()
	defer w.dice.Unlock()
	return w.rng.IntN(n)
}

// chance is true once in n times.
func (w *World) chance(n int) bool { return w.intn(n) == 0 }

// upTo is a time that is not above d.
func (w *World) upTo(d time.Duration) time.Duration { return time.Duration(w.intn(int(d)) + 1) }

// way is how long something takes from node to node.
func (w *World) way() time.Duration { return time.Millisecond + w.upTo(60*time.Millisecond) }

func (w *World) half() *half { return newHalf(w.fork(), 60*time.Millisecond) }

func (w *World) fork() *rand.Rand {
	w.dice.Lock()
	defer w.dice.Unlock()
	return rand.New(rand.NewPCG(w.rng.Uint64(), w.rng.Uint64()))
}

func (w *World) count(what string, n int) {
	w.notes.Lock()
	defer w.notes.Unlock()
	w.counts[what] += n
}

// fail notes what is wrong; the first of it counts.
func (w *World) fail(err error) {
	if err == nil {
		return
	}
	w.notes.Lock()
	defer w.notes.Unlock()
	if w.failure == nil {
		w.failure = fmt.Errorf("after %s: %w", time.Since(w.began), err)
	}
}

func (w *World) failed() error {
	w.notes.Lock()
	defer w.notes.Unlock()
	return w.failure
}

func (w *World) logf(format string, args ...any) {
	w.log.Info(fmt.Sprintf(format, args...), "at", time.Since(w.began))
}

// onChain is what the chain has, whatever its nodes say.
func (w *World) events() []settle.Event {
	var ids []common.Hash
	for id := range w.model.channels {
		ids = append(ids, id)
	}
	var out []settle.Event
	err := w.asked(func() error {
		head, err := w.chain.Head(w.ctx)
		if err == nil {
			out, err = w.chain.Events(w.ctx, settle.Filter{To: head.Number, Channels: ids})
		}
		return err
	})
	w.fail(err)
	return out
}

// asked runs a question to the chain itself, which answers even while its nodes do not.
func (w *World) asked(f func() error) error {
	var down bool
	var lose int
	w.chain.Lock(func() { down, lose = w.chain.Down, w.chain.LoseLogs; w.chain.Down, w.chain.LoseLogs = false, 0 })
	err := f()
	w.chain.Lock(func() { w.chain.Down, w.chain.LoseLogs = down, lose })
	return err
}

var errStuck = errors.New("the market does not come to its end")
