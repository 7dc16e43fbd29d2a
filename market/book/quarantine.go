package book

import (
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// MaxQuarantined bounds how many sellers are remembered as quarantined: the oldest is forgotten first, since keys cost nothing.
const MaxQuarantined = 4_096

// Quarantine is a seller whose offers are not taken, and why.
type Quarantine struct {
	Seller common.Address
	Since  time.Time
	Why    string
	Proof  [2]SignedPage // an equivocation: two pages under one sequence number. Zero when the reason was another.
}

// Quarantine takes a seller's offers out of the book and takes none again: for what a caller found out, such as a forged receipt.
func (b *Book) Quarantine(seller common.Address, why string, now time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.bar(Quarantine{Seller: seller, Since: now, Why: why})
}

// Quarantined returns the quarantined sellers, oldest first, with the proofs that were kept.
func (b *Book) Quarantined() []Quarantine {
	b.mu.RLock()
	defer b.mu.RUnlock()
	out := make([]Quarantine, 0, len(b.order))
	for _, seller := range b.order {
		out = append(out, b.barred[seller])
	}
	return out
}

// bar keeps the first reason: a proof is not replaced by what comes later.
func (b *Book) bar(q Quarantine) {
	if _, ok := b.barred[q.Seller]; ok {
		return
	}
	for key, h := range b.heads {
		if key.seller == q.Seller {
			b.unlist(h)
		}
	}
	if len(b.order) >= MaxQuarantined {
		delete(b.barred, b.order[0])
		b.order = slices.Delete(b.order, 0, 1)
	}
	b.barred[q.Seller] = q
	b.order = append(b.order, q.Seller)
}
