package market

import (
	"encoding/binary"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tolsey/tolsey/market/money"
)

// Limits of a price page.
const (
	MaxPageSize     = 16 << 10 // bytes of payload
	MaxRows         = 400
	MaxPageValidity = 15 * time.Minute
	ClockSkew       = 60 * time.Second
	MaxAllow        = 64 // buyers named by one row
	MaxDialects     = 8  // wire dialects named by one row
	MaxTTFT         = 15 * time.Minute
	MaxCloseDelay   = 30 * 24 * time.Hour // the contract's own bound
)

// Model is the canonical name of what is interchangeable: "vendor/family-version". Offers of one model are substitutes.
type Model string

// Names from peers end up on terminals, in pages and in logs: none has more than these characters.
var (
	modelPattern  = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{0,31}/[a-z0-9][a-z0-9._:-]{0,63}$`)
	familyPattern = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{0,31}$`)
	wordPattern   = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,31}$`) // of a dialect or a service tier
)

// Validate refuses names with other than lower-case letters, digits and ". _ : -", in the form vendor/name.
func (m Model) Validate() error {
	if !modelPattern.MatchString(string(m)) {
		return fmt.Errorf("model name %.100q is not of the form vendor/name in lower-case letters, digits and ._:-", string(m))
	}
	return nil
}

// Family is the part before "/": pages and gossip topics are per family.
func (m Model) Family() string {
	family, _, _ := strings.Cut(string(m), "/")
	return family
}

// Policy is what a seller states for all rows of a page.
type Policy struct {
	TTFT         time.Duration // first-token bound; 0: the default of 30 s, 180 s for reasoning rows
	WindowTokens uint32        // exposure window in output tokens; 0: the default
	WindowMoney  money.Amount  // the most that one window is worth; zero: the default
	UnpaidNew    money.Amount  // unpaid allowance of a new buyer over all its calls; zero: strict prepayment
	MaxCall      money.Amount  // the most that one call may cost; zero: no bound but the buyer's
}

// Page is a seller's price page for one family of models: firm on price until ValidUntil.
type Page struct {
	ChainID     uint64
	Clearing    common.Address
	Token       common.Address
	Decimals    uint8          // of the token, checked on chain by the buyer before it opens a channel
	Payee       common.Address // owner address that channels pay
	PayeeSigner common.Address // the seller's node key: signs this page, quotes, receipts, closes
	Family      string
	Seq         uint64       // per (seller, family): max(persisted + 1, unix ms)
	Issued      uint64       // unix ms
	ValidUntil  uint64       // unix ms
	MinDeposit  money.Amount // least deposit of a channel that is served
	CloseDelay  uint32       // seconds; a channel must have exactly this delay
	Policy      Policy
	Tombstone   bool // the seller withdraws the family
	Rows        []Row
}

// Row is one model at one tariff.
type Row struct {
	Model     Model
	Tariff    Tariff
	Context   uint64           // longest prompt plus answer, tokens
	MaxOutput uint64           // longest answer, tokens
	Reasoning bool             // answers may think before the first visible token
	MaxCalls  uint32           // calls in flight
	TPM       uint64           // tokens per minute; 0: not stated
	Dialects  []string         // wire dialects that the seller forwards: "openai", later "responses", "anthropic", "gemini"
	Allow     []common.Address // buyers' node addresses that are served; empty: all
}

// PageHash is what a seller signs for a page and what a multiplier names: over the payload bytes as they were sent.
func PageHash(payload []byte) common.Hash {
	return crypto.Keccak256Hash([]byte("tolsey/page/1"), payload)
}

// OfferID names a row of a page.
func OfferID(page common.Hash, row uint32) common.Hash {
	var r [4]byte
	binary.BigEndian.PutUint32(r[:], row)
	return crypto.Keccak256Hash(page[:], r[:])
}

// TermsOf is the terms hash of a call sent straight against a firm offer; multiplierSeq 0 means no multiplier.
func TermsOf(offer common.Hash, multiplierSeq uint64) common.Hash {
	var s [8]byte
	binary.BigEndian.PutUint64(s[:], multiplierSeq)
	return crypto.Keccak256Hash(offer[:], s[:])
}

// Asset is what the page's prices and channels are denominated in.
func (p *Page) Asset() money.Asset {
	return money.Asset{ChainID: p.ChainID, Token: p.Token, Decimals: p.Decimals}
}

// Domain is the signing domain of the page's channels.
func (p *Page) Domain() Domain { return Domain{p.ChainID, p.Clearing} }

// ErrExpired is returned for a page that is past its validity, or from the future: ignored rather than punished, since clocks differ.
var ErrExpired = errors.New("page is not valid at this time")

// ValidateAt checks the page's times.
func (p *Page) ValidateAt(now time.Time) error {
	ms := uint64(now.UnixMilli())
	switch {
	case p.ValidUntil <= ms:
		return fmt.Errorf("%w: it ended %d ms ago", ErrExpired, ms-p.ValidUntil)
	case p.Issued > ms+uint64(ClockSkew.Milliseconds()):
		return fmt.Errorf("%w: it is issued %d ms in the future", ErrExpired, p.Issued-ms)
	}
	return nil
}

// Validate checks everything about a page that needs no clock and no signature.
func (p *Page) Validate() error {
	switch {
	case len(p.Rows) > MaxRows:
		return fmt.Errorf("page has %d rows, at most %d", len(p.Rows), MaxRows)
	case p.Tombstone && len(p.Rows) > 0:
		return errors.New("tombstone page has rows")
	case !p.Tombstone && len(p.Rows) == 0:
		return errors.New("page has no rows")
	case p.ValidUntil <= p.Issued || p.ValidUntil-p.Issued > uint64(MaxPageValidity.Milliseconds()):
		return fmt.Errorf("page validity of %d ms is not within 1 to %d", int64(p.ValidUntil)-int64(p.Issued), MaxPageValidity.Milliseconds())
	case p.Payee == (common.Address{}) || p.PayeeSigner == (common.Address{}) || p.Clearing == (common.Address{}) || p.Token == (common.Address{}):
		return errors.New("page has a zero address")
	case p.Decimals > money.MaxDecimals:
		return fmt.Errorf("page's asset has %d decimals, at most %d", p.Decimals, money.MaxDecimals)
	case !familyPattern.MatchString(p.Family):
		return fmt.Errorf("family %.100q is not lower-case letters, digits and ._-", p.Family)
	case p.Policy.TTFT < 0 || p.Policy.TTFT > MaxTTFT:
		return fmt.Errorf("first-token bound %s is not within 0 to %s", p.Policy.TTFT, MaxTTFT)
	case time.Duration(p.CloseDelay)*time.Second > MaxCloseDelay:
		return fmt.Errorf("close delay of %d s is over %s", p.CloseDelay, MaxCloseDelay)
	}
	seen := map[Model]bool{}
	for i := range p.Rows {
		r := &p.Rows[i]
		if err := r.Validate(); err != nil {
			return fmt.Errorf("row %d: %w", i, err)
		}
		if r.Model.Family() != p.Family {
			return fmt.Errorf("row %d: model %s is not of family %q", i, r.Model, p.Family)
		}
		if seen[r.Model] {
			return fmt.Errorf("row %d: model %s is listed twice", i, r.Model)
		}
		seen[r.Model] = true
	}
	return nil
}

// Validate checks a row.
func (r *Row) Validate() error {
	if err := r.Model.Validate(); err != nil {
		return err
	}
	if err := r.Tariff.Validate(); err != nil {
		return err
	}
	switch {
	case r.Context == 0 || r.Context > 1<<32 || r.MaxOutput == 0 || r.MaxOutput > r.Context:
		return fmt.Errorf("context %d and longest answer %d tokens do not fit", r.Context, r.MaxOutput)
	case r.MaxCalls == 0:
		return errors.New("row allows no calls in flight")
	case len(r.Dialects) == 0 || len(r.Dialects) > MaxDialects:
		return fmt.Errorf("row names %d dialects, 1 to %d", len(r.Dialects), MaxDialects)
	case len(r.Allow) > MaxAllow:
		return fmt.Errorf("row names %d buyers, at most %d", len(r.Allow), MaxAllow)
	}
	for _, name := range r.Dialects {
		if !wordPattern.MatchString(name) {
			return fmt.Errorf("dialect name %.100q is not lower-case letters, digits and -", name)
		}
	}
	return nil
}

// Offer is one row of one page: what a seller stands ready to sell.
type Offer struct {
	Page     *Page
	PageHash common.Hash
	Index    uint32 // of the row
}

// ID is the offer's id.
func (o Offer) ID() common.Hash { return OfferID(o.PageHash, o.Index) }

// Row is the offer's row.
func (o Offer) Row() *Row { return &o.Page.Rows[o.Index] }

// Seller is the node key address that signs for the offer.
func (o Offer) Seller() common.Address { return o.Page.PayeeSigner }

// Terms is the terms hash of a call against this offer without a multiplier.
func (o Offer) Terms() common.Hash { return TermsOf(o.ID(), 0) }

// Allows reports whether a row serves the buyer with this node address.
func (r *Row) Allows(buyer common.Address) bool {
	if len(r.Allow) == 0 {
		return true
	}
	for _, a := range r.Allow {
		if a == buyer {
			return true
		}
	}
	return false
}
