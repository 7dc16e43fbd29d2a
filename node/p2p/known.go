package p2p

import (
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/wire"
)

// pageOf names what a sequence number belongs to.
type pageOf struct {
	seller common.Address
	family string
}

// known holds the highest live page of each seller and family that was accepted: what a pull leaves out, and what gossip
// need not look at again.
type known struct {
	mu   sync.Mutex
	seqs map[pageOf]liveSeq
}

type liveSeq struct {
	seq   uint64
	until uint64 // unix ms
}

func (k *known) seq(of pageOf) uint64 {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.seqs[of].seq
}

func (k *known) note(p *market.Page) {
	k.mu.Lock()
	defer k.mu.Unlock()
	of := pageOf{p.PayeeSigner, p.Family}
	if k.seqs[of].seq < p.Seq {
		k.seqs[of] = liveSeq{p.Seq, p.ValidUntil}
	}
	if len(k.seqs) > 2*wire.MaxKnown {
		k.expire(uint64(time.Now().UnixMilli()))
	}
}

// expire forgets pages that have run out; if none has, the table is as large as the market, and anything may go.
func (k *known) expire(now uint64) {
	for of, s := range k.seqs {
		if s.until <= now {
			delete(k.seqs, of)
		}
	}
	for of := range k.seqs {
		if len(k.seqs) <= 2*wire.MaxKnown {
			return
		}
		delete(k.seqs, of)
	}
}

// list returns what a pull of families may leave out; no family named: all.
func (k *known) list(families []string, now time.Time) []wire.Known {
	k.mu.Lock()
	defer k.mu.Unlock()
	var out []wire.Known
	for of, s := range k.seqs {
		if s.until > uint64(now.UnixMilli()) && (len(families) == 0 || slices.Contains(families, of.family)) && len(out) < wire.MaxKnown {
			out = append(out, wire.Known{Seller: of.seller, Family: of.family, Seq: s.seq})
		}
	}
	return out
}

// isKnown reports whether an asker has a page, or a later one.
func isKnown(asker map[pageOf]uint64, data []byte) bool {
	if len(asker) == 0 {
		return false
	}
	p, err := wire.ReadPage(data)
	return err == nil && asker[pageOf{p.PayeeSigner, p.Family}] >= p.Seq
}

func askerKnows(list []wire.Known) map[pageOf]uint64 {
	out := make(map[pageOf]uint64, len(list))
	for _, k := range list {
		out[pageOf{k.Seller, k.Family}] = k.Seq
	}
	return out
}
