package buyer

import (
	"sync"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/book"
	"github.com/tolsey/tolsey/node/dialect"
)

// deaf remembers which hints a seller of a model does not take: it is asked without them, and the application is told. Agents send hints
// with every request; no model is out of their reach for one.
type deaf struct {
	mu  sync.Mutex // guards all
	all map[deafTo]dialect.Hints
}

type deafTo struct {
	seller  common.Address
	model   market.Model
	dialect string
}

// maxDeaf bounds what is remembered; after that it is learnt anew.
const maxDeaf = 1 << 14

func deafOf(m market.Model, c book.Candidate) deafTo { return deafTo{c.Offer.Seller(), m, c.Dialect} }

func (d *deaf) of(k deafTo) dialect.Hints {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.all[k]
}

// learn notes that a hint is not taken; false where that was known, or the field is no hint.
func (d *deaf) learn(k deafTo, field string) bool {
	h := dialect.HintOf(field)
	d.mu.Lock()
	defer d.mu.Unlock()
	if h == 0 || d.all[k]&h != 0 {
		return false
	}
	if d.all == nil || len(d.all) >= maxDeaf {
		d.all = map[deafTo]dialect.Hints{}
	}
	d.all[k] |= h
	return true
}
