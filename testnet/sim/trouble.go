package sim

import (
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/clearing/settle/settletest"
	"github.com/tolsey/tolsey/market/money"
)

// crash has a node's process die at one of its next writes, before or after that is durable, or at once, and start again after a while.
func (w *World) crash(n *node) {
	p := n.proc
	if p == nil {
		return
	}
	if n.crashes++; w.chance(3) {
		p.kill()
		return
	}
	p.disk.Lock()
	p.fuse, p.late = 1+w.intn(12), w.chance(2)
	p.disk.Unlock()
}

// raise starts what has died, after a while.
func (w *World) raise() error {
	for _, n := range w.nodes {
		p := n.proc
		if p == nil || !p.isDead() {
			continue
		}
		w.count("crashes", 1)
		w.logf("%s has died", n.name)
		p.bury()
		w.set(n, nil)
		if err := sleep(w.ctx, w.upTo(40*time.Second)); err != nil {
			return err
		}
		if err := w.start(n); err != nil {
			return err
		}
	}
	return nil
}

// part breaks the way between two nodes for a while.
func (w *World) part(a, b *node) {
	k := pairOf(a.key.Address(), b.key.Address())
	w.mu.Lock()
	w.parted[k] = true
	w.mu.Unlock()
	w.cutLines(func(l *line) bool { return pairOf(l.from.n.key.Address(), l.to.n.key.Address()) == k })
	w.count("partitions", 1)
	for_ := w.upTo(90 * time.Second)
	w.spawn(func() {
		_ = sleep(w.ctx, for_) // the end of the world mends nothing
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.parted, k)
	})
}

// for_ has something be wrong with the chain, or with what a process sees of it, for a while.
func (w *World) for_(wrong, right func()) {
	w.chain.Lock(wrong)
	d := w.upTo(70 * time.Second)
	w.spawn(func() {
		_ = sleep(w.ctx, d)
		w.chain.Lock(right)
	})
}

// chainTrouble is one of what goes wrong on chains and their nodes.
func (w *World) chainTrouble() string {
	c := w.chain
	live := w.live()
	if len(live) == 0 {
		return "nobody looks"
	}
	view := live[w.intn(len(live))].views[w.intn(2)]
	mend := func() {
		if away := view.Away; !away {
			view.Mend()
		}
	}
	switch w.intn(8) {
	case 0:
		c.Reorg(1+w.intn(confirmations-1), w.chance(2))
		return "reorganisation"
	case 1:
		w.for_(func() { c.Down = true }, func() { c.Down = false })
		return "outage"
	case 2:
		w.for_(func() { c.Deaf = true }, func() { c.Deaf = false })
		return "transactions get lost"
	case 3:
		w.for_(func() { c.MinFee = big.NewInt(int64(w.intn(400))) }, func() { c.MinFee = new(big.Int) })
		return "dear gas"
	case 4:
		c.Lock(func() { c.LoseLogs = 1 + w.intn(3) })
		return "logs get lost"
	case 5:
		w.for_(func() { view.Stuck = 1 + uint64(w.intn(20)) }, mend)
		return "a node lags"
	case 6:
		w.lie(view, mend)
		return "a node lies"
	}
	w.for_(func() { view.Refuses = true }, mend)
	return "a node refuses"
}

// lie has one node of the chain say what is not.
func (w *World) lie(view *settletest.View, mend func()) {
	lies := []func(){
		func() {
			view.State = func(_ common.Hash, s channel.OnChain) channel.OnChain { return channel.OnChain{Epoch: s.Epoch} }
		},
		func() {
			view.State = func(_ common.Hash, s channel.OnChain) channel.OnChain {
				s.Deposit = s.Deposit.Add(money.UnitsOf(5e9))
				return s
			}
		},
		func() {
			view.State = func(_ common.Hash, s channel.OnChain) channel.OnChain { s.CloseAt = 0; return s }
		},
		func() {
			view.State = func(_ common.Hash, s channel.OnChain) channel.OnChain { s.Claimed = s.Deposit; return s }
		},
		func() { view.Event = func(settle.Event) bool { return false } },
		func() {
			view.Mined = func(common.Hash, settle.Receipt, bool) (settle.Receipt, bool) { return settle.Receipt{}, false }
		},
	}
	w.for_(lies[w.intn(len(lies))], mend)
}

// mend ends all that is wrong around the nodes.
func (w *World) mend() {
	w.mu.Lock()
	clear(w.parted)
	w.mu.Unlock()
	w.chain.Lock(func() {
		w.chain.Down, w.chain.Deaf, w.chain.LoseLogs, w.chain.MinFee = false, false, 0, new(big.Int)
		for _, p := range w.live() {
			p.views[0].Mend()
			p.views[1].Mend()
		}
	})
}
