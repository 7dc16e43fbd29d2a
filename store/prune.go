package store

import (
	"context"
	"encoding/binary"

	"github.com/dgraph-io/badger/v4"
	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
)

// Bounds of pruning.
const (
	keepEntries = 4096 // acknowledged entries kept per channel, for a seller that has lost some
	pruneStep   = 256  // rows of one verb, so that money does not wait
)

// Prune forgets what no correction can reach any more at a time (unix ms): ended calls after channel.CorrectionWindow whose last entry the
// seller has acknowledged, and acknowledged entries beyond the last few thousand. Records of calls stay. It returns how many rows went.
func (s *Store) Prune(ctx context.Context, now uint64) (int, error) {
	calls, err := s.pruneCalls(ctx, now-min(now, uint64(channel.CorrectionWindow.Milliseconds())))
	if err != nil {
		return calls, err
	}
	entries, err := s.pruneEntries(ctx)
	if err != nil {
		return calls + entries, err
	}
	announced, err := s.pruneAnnounced(ctx)
	return calls + entries + announced, err
}

// pruneAnnounced forgets calls that entries of an ended epoch have named and that never came.
func (s *Store) pruneAnnounced(ctx context.Context) (int, error) {
	return do(ctx, s, finishes, func(b *batch) (int, error) {
		n := 0
		for id, r := range b.hot.sales.live {
			p, _ := b.hot.payees.get(id.Channel)
			if is, there := b.hot.sales.get(id); !r.Started && r.Epoch != p.OnChain.Epoch && there && !is.Started && n < pruneStep {
				b.hot.sales.del(id)
				n++
			}
		}
		return n, nil
	})
}

// ended is a call in the index of ends.
type ended struct {
	key  []byte
	side byte
	sale saleID
}

func parseEnded(k []byte) ended {
	e := ended{key: append([]byte{}, k...), side: k[9]}
	e.sale.Channel = common.BytesToHash(k[10:42])
	e.sale.AttemptID = market.AttemptID{Call: market.CallID(k[42:58]), Attempt: k[58]}
	return e
}

func (s *Store) pruneCalls(ctx context.Context, until uint64) (int, error) {
	var old []ended
	err := s.view(ctx, func(tx *badger.Txn) error {
		return each(tx, []byte{rowEnded}, nil, false, func(k, _ []byte) (bool, error) {
			if binary.BigEndian.Uint64(k[1:9]) >= until {
				return false, nil
			}
			old = append(old, parseEnded(k))
			return true, nil
		})
	})
	gone := 0
	for len(old) > 0 && err == nil {
		step := old[:min(pruneStep, len(old))]
		old = old[len(step):]
		var n int
		n, err = do(ctx, s, finishes, func(b *batch) (int, error) {
			n := 0
			for _, e := range step {
				forgotten, err := b.forget(e)
				if err != nil {
					return n, err
				}
				if forgotten {
					b.del(e.key)
					n++
				}
			}
			return n, nil
		})
		gone += n
	}
	return gone, err
}

func (b *batch) forget(e ended) (bool, error) {
	if e.side == sideSold {
		return b.forgetSale(e.sale)
	}
	h, open, err := b.hold(e.sale.AttemptID)
	if err != nil || open {
		return false, err
	}
	if p, known := b.hot.payers.get(h.Channel); known && h.Call.Gen == p.Gen && h.Call.Logged > p.AckedUpTo {
		return false, nil
	}
	b.del(rowID(rowBought, e.sale.AttemptID))
	return true, nil
}

func (b *batch) forgetSale(id saleID) (bool, error) {
	calls := &sales{b: b, channel: id.Channel}
	r, found := calls.row(id.AttemptID)
	if !found || calls.err != nil {
		return false, calls.err
	}
	p, err := b.payee(id.Channel)
	if err != nil {
		return false, err
	}
	p.Forget(r.PayeeCall)
	b.hot.payees.put(id.Channel, p)
	b.del(rowID(rowSale, id.Channel, id.AttemptID))
	return true, nil
}

func (s *Store) pruneEntries(ctx context.Context) (int, error) {
	var old [][]byte
	for _, p := range s.Payers() {
		err := s.view(ctx, func(tx *badger.Txn) error {
			end := string(rowID(rowQueued, p.ID(), p.Gen, p.AckedUpTo-min(p.AckedUpTo, keepEntries)))
			return each(tx, rowID(rowQueued, p.ID()), nil, false, func(k, _ []byte) (bool, error) {
				if string(k) >= end {
					return false, nil
				}
				old = append(old, append([]byte{}, k...))
				return true, nil
			})
		})
		if err != nil {
			return 0, err
		}
	}
	gone := 0
	for len(old) > 0 {
		step := old[:min(pruneStep, len(old))]
		old = old[len(step):]
		_, err := do(ctx, s, finishes, func(b *batch) (struct{}, error) {
			for _, k := range step {
				b.del(k)
			}
			return struct{}{}, nil
		})
		if err != nil {
			return gone, err
		}
		gone += len(step)
	}
	return gone, nil
}
