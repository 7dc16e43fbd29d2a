package book

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// Limits of a book: what all its sellers together, and one of them, can make a node keep.
const (
	MaxOffers            = 400_000          // rows of all live pages
	MaxHeads             = 100_000          // (seller, family) pairs whose sequence is remembered
	MaxFamiliesPerSeller = 64               // families that one seller may list
	MinInterval          = 30 * time.Second // between pages of one (seller, family), in the long run
	Burst                = 4                // pages of one (seller, family) that may come at once
)

// Reasons for which a page is not taken. ErrInvalid and ErrEquivocation are the sender's or the seller's fault; the others are
// met by honest peers too and carry no penalty, as is market.ErrExpired.
var (
	ErrInvalid      = errors.New("page is not valid")
	ErrStale        = errors.New("page is older than one already seen")
	ErrEquivocation = errors.New("seller signed two pages with one sequence number")
	ErrQuarantined  = errors.New("seller is quarantined")
	ErrNetwork      = errors.New("page is of another network")
	ErrRate         = errors.New("seller publishes too often")
	ErrFull         = errors.New("book is full")
)

// SignedPage is a page with the bytes that its seller signed, whose signature the caller has verified.
type SignedPage struct {
	Page *market.Page // not changed by anybody once it is in a book
	Hash common.Hash  // page hash
	Data []byte       // payload and signature as they were received: what is passed on, and the proof of an equivocation
}

// Kind says what a page did to a book. The zero value is no change.
type Kind uint8

// The kinds of change.
const (
	Unchanged Kind = 0 // the same page again
	Listed    Kind = 1 // its offers stand
	Withdrawn Kind = 2 // a tombstone: the seller's offers of the family are gone
)

// Change is what a page did to a book.
type Change struct {
	Kind   Kind
	Seller common.Address
	Family string
	Seq    uint64
	Models []market.Model // whose offers changed, ascending; nil when none did
}

// Book is the live offers of one network. It is safe for concurrent use: readers take whole immutable slices and never wait for
// more than a writer's swap of one.
type Book struct {
	asset    money.Asset
	clearing common.Address

	// mu guards what follows. Slices in models are never written after they are stored: a change stores a new one.
	mu       sync.RWMutex
	models   map[market.Model][]*entry // by basket cost, then age, then seller
	heads    map[headKey]*head
	families map[common.Address]int // heads per seller
	offers   int                    // entries in models
	barred   map[common.Address]Quarantine
	order    []common.Address // of barred, oldest first
}

type headKey struct {
	seller common.Address
	family string
}

// head is the latest page of a (seller, family). It outlives its page, so that an older page that is still valid cannot come back.
type head struct {
	seq     uint64
	page    SignedPage // Page nil: only the sequence is known, from before a restart
	entries []*entry   // the page's offers while they are in the book, by row
	forget  time.Time  // when no older page can be valid any more
	tokens  float64    // pages that may come at once
	filled  time.Time  // when tokens was computed
}

// New returns an empty book for pages in one asset on one clearing contract.
func New(asset money.Asset, clearing common.Address) *Book {
	return &Book{
		asset: asset, clearing: clearing,
		models: map[market.Model][]*entry{}, heads: map[headKey]*head{}, families: map[common.Address]int{},
		barred: map[common.Address]Quarantine{},
	}
}

// Apply lists the offers of a page that is newer than what is known of its seller and family, in place of the older page's.
// The caller has verified that page.Page.PayeeSigner signed page.Hash. It holds sellers to their rate, since a page that came by
// gossip is passed on.
func (b *Book) Apply(page SignedPage, now time.Time) (Change, error) {
	return b.apply(page, now, false)
}

// ApplyPulled is Apply for a page that this node asked a peer for. No rate holds: nobody passes it on, and a seller that restarts
// often must be able to say what it offers now.
func (b *Book) ApplyPulled(page SignedPage, now time.Time) (Change, error) {
	return b.apply(page, now, true)
}

func (b *Book) apply(page SignedPage, now time.Time, pulled bool) (Change, error) {
	p := page.Page
	change := Change{Seller: p.PayeeSigner, Family: p.Family, Seq: p.Seq}
	if err := p.Validate(); err != nil {
		return change, fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	if p.Asset() != b.asset || p.Clearing != b.clearing {
		return change, fmt.Errorf("%w: it is in %s on %s, this book in %s on %s", ErrNetwork, p.Asset(), p.Clearing, b.asset, b.clearing)
	}
	if err := p.ValidateAt(now); err != nil {
		return change, err
	}
	entries, err := newEntries(page, now)
	if err != nil {
		return change, fmt.Errorf("%w: %w", ErrInvalid, err)
	}

	b.mu.Lock()
	defer b.mu.Unlock()
	if q, ok := b.barred[p.PayeeSigner]; ok {
		return change, fmt.Errorf("%w since %s: %s", ErrQuarantined, q.Since.UTC().Format(time.RFC3339), q.Why)
	}
	key := headKey{p.PayeeSigner, p.Family}
	h := b.heads[key]
	if h != nil {
		b.unlistExpired(h, now)
		same, err := h.follows(page)
		if errors.Is(err, ErrEquivocation) {
			b.bar(Quarantine{Seller: p.PayeeSigner, Since: now, Why: err.Error(), Proof: [2]SignedPage{h.page, page}})
		}
		if same || err != nil {
			return change, err
		}
	}
	if err := b.room(h, key, len(entries)); err != nil {
		return change, err
	}
	if h == nil {
		h = &head{tokens: Burst, filled: now}
		b.heads[key] = h
		b.families[key.seller]++
	}
	if !pulled && !h.spend(now, p.Tombstone) {
		return change, fmt.Errorf("%w: at most one page per %s, %d at once", ErrRate, MinInterval, Burst)
	}
	change.Models = b.replace(h.entries, entries)
	h.seq, h.page, h.entries = p.Seq, page, entries
	h.forget = latest(h.forget, now.Add(market.MaxPageValidity+2*market.ClockSkew))
	change.Kind = Listed
	if p.Tombstone {
		change.Kind = Withdrawn
	}
	return change, nil
}

// Restore sets the highest sequence seen of a seller and family before a restart: an older page is refused, that very one is not.
func (b *Book) Restore(seller common.Address, family string, seq uint64, now time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	key := headKey{seller, family}
	if b.heads[key] != nil || len(b.heads) >= MaxHeads {
		return
	}
	b.heads[key] = &head{seq: seq, tokens: Burst, filled: now, forget: now.Add(market.MaxPageValidity + 2*market.ClockSkew)}
	b.families[seller]++
}

// Expire drops the offers of pages that are no longer valid, and what is remembered only against pages that cannot be valid any more.
func (b *Book) Expire(now time.Time) (dropped int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for key, h := range b.heads {
		dropped += b.unlistExpired(h, now)
		if len(h.entries) == 0 && h.forget.Before(now) {
			b.forgetHead(key)
		}
	}
	return dropped
}

// follows reports whether a page is the one already known, or else why it may not replace it.
func (h *head) follows(page SignedPage) (same bool, err error) {
	seq := page.Page.Seq
	switch {
	case seq < h.seq:
		return false, fmt.Errorf("%w: sequence %d after %d", ErrStale, seq, h.seq)
	case seq > h.seq || h.page.Page == nil:
		return false, nil
	case page.Hash == h.page.Hash:
		return true, nil
	}
	return false, fmt.Errorf("%w: %d, pages %s and %s", ErrEquivocation, seq, h.page.Hash, page.Hash)
}

// room refuses what would make the book grow beyond its limits.
func (b *Book) room(h *head, key headKey, rows int) error {
	before := 0
	switch {
	case h != nil:
		before = len(h.entries)
	case len(b.heads) >= MaxHeads:
		return fmt.Errorf("%w: it follows %d sellers' families", ErrFull, MaxHeads)
	case b.families[key.seller] >= MaxFamiliesPerSeller:
		return fmt.Errorf("%w: seller %s lists %d families already", ErrFull, key.seller, MaxFamiliesPerSeller)
	}
	if rows > before && b.offers-before+rows > MaxOffers {
		return fmt.Errorf("%w: it holds %d offers", ErrFull, b.offers)
	}
	return nil
}

// spend takes one page from the seller's allowance. A tombstone of standing offers is always taken: a drain must not wait.
func (h *head) spend(now time.Time, tombstone bool) bool {
	if elapsed := now.Sub(h.filled); elapsed > 0 {
		h.tokens = min(Burst, h.tokens+elapsed.Seconds()/MinInterval.Seconds())
		h.filled = now
	}
	if h.tokens < 1 {
		return tombstone && len(h.entries) > 0
	}
	h.tokens--
	return true
}

func (b *Book) unlistExpired(h *head, now time.Time) (dropped int) {
	if dropped = len(h.entries); dropped == 0 || h.page.Page.ValidUntil > uint64(now.UnixMilli()) {
		return 0
	}
	b.unlist(h)
	return dropped
}

func (b *Book) unlist(h *head) {
	b.replace(h.entries, nil)
	h.entries = nil
}

func (b *Book) forgetHead(key headKey) {
	delete(b.heads, key)
	if b.families[key.seller]--; b.families[key.seller] == 0 {
		delete(b.families, key.seller)
	}
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
