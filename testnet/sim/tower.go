package sim

import (
	"os"
	"path/filepath"

	"github.com/tolsey/tolsey/clearing/settle/settletest"
	"github.com/tolsey/tolsey/clearing/watch"
	"github.com/tolsey/tolsey/market/money"
)

// tower is a watchtower beside one node's channels file: it knows nothing else of the node.
type tower struct {
	of   *node
	file string // leads to the node's disk as it is now
}

func (w *World) newTower(n *node) (*tower, error) {
	t := &tower{of: n, file: filepath.Join(w.dir, "watched")}
	if err := os.MkdirAll(n.dir, 0o700); err != nil {
		return nil, err
	}
	if err := t.follow(); err != nil {
		return nil, err
	}
	dir := filepath.Join(w.dir, "tower")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	empty := watch.NewFile(network.Domain(), network.Genesis, 1).Encode(nil)
	source := filepath.Join(t.file, watch.FileName)
	if err := watch.Replace(source, empty); err != nil {
		return nil, err
	}
	ledger, err := watch.OpenLedger(dir, source, network.Domain(), network.Genesis, w.log)
	if err != nil {
		return nil, err
	}
	watcher, err := watch.New(watch.Config{ChainID: network.ChainID, Confirmations: confirmations, Poll: chainPoll, NativePrice: money.Coins(3000)},
		w.chain, ledger, settletest.Account{0x9a}, w.log)
	if err != nil {
		return nil, err
	}
	w.spawn(func() { w.fail(watcher.Run(w.ctx)) })
	return t, nil
}

// follow has the watchtower read the disk that its node has now.
func (t *tower) follow() error {
	next := t.file + ".next"
	if err := os.Symlink(t.of.dir, next); err != nil {
		return err
	}
	return os.Rename(next, t.file)
}
