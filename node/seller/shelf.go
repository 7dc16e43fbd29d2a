package seller

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/wire"
)

// Listing is a row that the seller wants to sell, and where it gets it.
type Listing struct {
	Row           market.Row
	Upstream      string        // name of the upstream
	UpstreamModel string        // the upstream's name of the model
	Cost          market.Tariff // what the upstream bills; empty: not known, or known only afterwards (a resale)
	ValidUntil    uint64        // unix ms that the page must not outlive; 0: no bound
}

// Terms of all pages of a seller.
type Terms struct {
	Domain     market.Domain
	Asset      money.Asset
	Payee      common.Address
	MinDeposit money.Amount
	CloseDelay uint32 // seconds
	Policy     market.Policy
}

// PageStore persists a page's sequence number before the page is published.
type PageStore interface {
	NextPageSeq(ctx context.Context, family string, nowMillis uint64) (uint64, error)
}

// PageSigner signs price pages with the node key.
type PageSigner interface {
	Address() common.Address
	SignPage(payload []byte) (market.Signature, error)
}

// Publish sends a signed page to the market.
type Publish func(ctx context.Context, family string, page []byte) error

// Periods of publishing.
const (
	pageValidity   = 10 * time.Minute
	republishAfter = 4 * time.Minute
	minBetween     = 30 * time.Second // what validators allow per seller and family, after a burst of four
	burst          = 4
)

// Shelf holds what the seller offers now, and what it offered as long as that is still firm.
type Shelf struct {
	terms   Terms
	store   PageStore
	signer  PageSigner
	publish Publish
	rows    func(now time.Time) []Listing

	mu       sync.Mutex // guards all below
	families map[string]*published
	firm     map[common.Hash]*published // by page hash, kept until their validity ends
	hidden   map[market.Model]bool      // withdrawn by the operator
	paused   bool
}

type published struct {
	page     *market.Page
	hash     common.Hash
	signed   []byte
	listings []Listing
	print    [32]byte // of the listings, to see a change
	at       time.Time
	tokens   float64 // publishing allowance left
}

// NewShelf makes the shelf of a seller whose rows are recomputed by rows at every cycle.
func NewShelf(terms Terms, store PageStore, signer PageSigner, publish Publish, rows func(now time.Time) []Listing) *Shelf {
	return &Shelf{terms: terms, store: store, signer: signer, publish: publish, rows: rows,
		families: map[string]*published{}, firm: map[common.Hash]*published{}, hidden: map[market.Model]bool{}}
}

// Run publishes until ctx ends, then withdraws everything by tombstones, unless alive has ended too: a crash says no goodbye.
func (s *Shelf) Run(ctx, alive context.Context) error {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		err := s.Cycle(ctx, time.Now())
		if errors.Is(err, clearing.ErrDegraded) {
			err = nil // a disk that takes nothing: pages run out, calls are refused, and the node lives on for its claims
		}
		if err != nil && ctx.Err() == nil {
			return err
		}
		select {
		case <-ctx.Done():
			bye, cancel := context.WithTimeout(alive, 3*time.Second)
			defer cancel()
			return s.withdrawAll(bye)
		case <-tick.C:
		}
	}
}

// Cycle publishes what has changed or grows old at this time.
func (s *Shelf) Cycle(ctx context.Context, now time.Time) error {
	rows := s.rows(now)
	s.mu.Lock()
	defer s.mu.Unlock()
	wanted := map[string][]Listing{}
	for f := range s.families {
		wanted[f] = nil
	}
	for _, l := range rows {
		if f := l.Row.Model.Family(); !s.paused && !s.hidden[l.Row.Model] {
			wanted[f] = append(wanted[f], l)
		}
	}
	for f, listings := range wanted {
		if err := s.refresh(ctx, f, listings, now); err != nil {
			return err
		}
	}
	s.expire(now)
	return nil
}

func (s *Shelf) refresh(ctx context.Context, family string, listings []Listing, now time.Time) error {
	old := s.families[family]
	slices.SortFunc(listings, func(a, b Listing) int { return cmp.Compare(a.Row.Model, b.Row.Model) })
	print := fingerprint(listings)
	if old == nil && len(listings) == 0 {
		return nil
	}
	tokens := float64(burst)
	if old != nil {
		age := now.Sub(old.at)
		tokens = min(burst, old.tokens+age.Seconds()/minBetween.Seconds())
		gone := old.page.Tombstone && len(listings) == 0
		aging := age >= republishAfter || uint64(now.Add(time.Minute).UnixMilli()) >= old.page.ValidUntil
		if gone || print == old.print && !aging || tokens < 1 {
			return nil
		}
	}
	p, err := s.make(ctx, family, listings, now)
	if err != nil {
		return fmt.Errorf("publish page of family %s: %w", family, err)
	}
	p.print, p.at, p.tokens = print, now, tokens-1
	s.families[family], s.firm[p.hash] = p, p
	if err := s.publish(ctx, family, p.signed); err != nil && !errors.Is(err, context.Canceled) {
		return fmt.Errorf("publish page of family %s: %w", family, err)
	}
	return nil
}

func (s *Shelf) make(ctx context.Context, family string, listings []Listing, now time.Time) (*published, error) {
	ms := uint64(now.UnixMilli())
	seq, err := s.store.NextPageSeq(ctx, family, ms)
	if err != nil {
		return nil, err
	}
	until := uint64(now.Add(pageValidity).UnixMilli())
	page := &market.Page{
		ChainID: s.terms.Domain.ChainID, Clearing: s.terms.Domain.Clearing, Token: s.terms.Asset.Token, Decimals: s.terms.Asset.Decimals,
		Payee: s.terms.Payee, PayeeSigner: s.signer.Address(), Family: family, Seq: seq, Issued: ms,
		MinDeposit: s.terms.MinDeposit, CloseDelay: s.terms.CloseDelay, Policy: s.terms.Policy, Tombstone: len(listings) == 0,
	}
	for _, l := range listings {
		page.Rows = append(page.Rows, l.Row)
		if l.ValidUntil > 0 {
			until = min(until, l.ValidUntil)
		}
	}
	page.ValidUntil = max(until, ms+1)
	signed, err := wire.SignPage(page, s.signer)
	if err != nil {
		return nil, err
	}
	return &published{page: signed.Page, hash: signed.Hash, signed: signed.Data, listings: listings}, nil
}

func (s *Shelf) expire(now time.Time) {
	limit := uint64(now.Add(-market.ClockSkew).UnixMilli())
	for h, p := range s.firm {
		if p.page.ValidUntil < limit {
			delete(s.firm, h)
		}
	}
}

func (s *Shelf) withdrawAll(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for f, p := range s.families {
		if p.page.Tombstone {
			continue
		}
		tomb, err := s.make(ctx, f, nil, time.Now())
		if err != nil {
			return fmt.Errorf("withdraw family %s: %w", f, err)
		}
		s.families[f] = tomb
		if err := s.publish(ctx, f, tomb.signed); err != nil {
			return fmt.Errorf("withdraw family %s: %w", f, err)
		}
	}
	return nil
}

// Pages returns the signed pages that stand now, of the families asked for or of all.
func (s *Shelf) Pages(families []string) [][]byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out [][]byte
	for f, p := range s.families {
		if len(families) == 0 || slices.Contains(families, f) {
			out = append(out, p.signed)
		}
	}
	return out
}

// Offers returns what stands now: the offer and its listing.
func (s *Shelf) Offers() []Standing {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Standing
	for _, p := range s.families {
		for i, l := range p.listings {
			out = append(out, Standing{market.Offer{Page: p.page, PageHash: p.hash, Index: uint32(i)}, l})
		}
	}
	slices.SortFunc(out, func(a, b Standing) int { return cmp.Compare(a.Listing.Row.Model, b.Listing.Row.Model) })
	return out
}

// Standing is an offer with the listing behind it.
type Standing struct {
	Offer   market.Offer
	Listing Listing
}

// Find returns the offer that a call names, as long as its page is firm.
func (s *Shelf) Find(page common.Hash, row uint32, now time.Time) (Standing, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, ok := s.firm[page]
	if !ok || int(row) >= len(p.listings) || p.page.ValidUntil+uint64(market.ClockSkew.Milliseconds()) < uint64(now.UnixMilli()) {
		return Standing{}, false
	}
	return Standing{market.Offer{Page: p.page, PageHash: p.hash, Index: row}, p.listings[row]}, true
}

// Withdraw hides a model until it is shown again; the page without it, or the tombstone, goes out with the next cycle that may
// publish one.
func (s *Shelf) Withdraw(m market.Model) { s.hide(m, true) }

// Show takes a withdrawal back.
func (s *Shelf) Show(m market.Model) { s.hide(m, false) }

func (s *Shelf) hide(m market.Model, hidden bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hidden[m] = hidden
}

// Pause hides everything, or shows it again.
func (s *Shelf) Pause(paused bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.paused = paused
}

func fingerprint(listings []Listing) [32]byte {
	type shape struct {
		Row   market.Row
		Until bool
	}
	shapes := make([]shape, len(listings))
	for i, l := range listings {
		shapes[i] = shape{l.Row, l.ValidUntil > 0}
	}
	b, err := json.Marshal(shapes)
	if err != nil {
		panic("developer error: a row does not marshal: " + err.Error())
	}
	return sha256.Sum256(b)
}
