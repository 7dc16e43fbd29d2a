package vendor

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/tolsey/tolsey/market/catalogue"
)

// maxBody bounds a request's body, bytes.
const maxBody = 32 << 20

// Account is one customer of one vendor. Its key opens the vendor's API and its own part of the bill.
type Account struct {
	Vendor string
	Name   string
	Key    string
}

// Config is what a Server needs to know.
type Config struct {
	Accounts   []Account
	AdminToken string           // sets faults and reads whole bills; "": nobody may
	Seed       uint64           // texts and ids are a function of it and of the request
	Latency    Latency          // zero: as fast as possible
	DataDir    string           // where bills survive a restart; "": in memory
	Prices     []byte           // price list; nil: the catalogue's
	Now        func() time.Time // nil: time.Now
	Log        *slog.Logger     // nil: discarded
}

// Server is all vendors behind one handler. It starts no goroutine.
type Server struct {
	cfg     Config
	tokens  *counter
	lexicon *lexicon
	vendors map[string]*house
	mux     *http.ServeMux
}

// house is one vendor's state.
type house struct {
	name   string
	family family
	models []*model
	cache  *prefixCache
	marked *markedCache
	faults faultTable
	bill   *ledger
}

// ErrUnknownVendor is returned for a vendor that the price list or the supported dialects do not have.
var ErrUnknownVendor = errors.New("unknown vendor")

// New reads the price list and opens the bills.
func New(cfg Config) (*Server, error) {
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Prices == nil {
		cfg.Prices = catalogue.Source()
	}
	models, err := readPrices(cfg.Prices)
	if err != nil {
		return nil, err
	}
	tokens, err := newCounter()
	if err != nil {
		return nil, err
	}
	s := &Server{cfg: cfg, tokens: tokens, lexicon: newLexicon(tokens.count), vendors: map[string]*house{}, mux: http.NewServeMux()}
	for _, m := range models {
		if !slices.Contains(dialects, m.Dialect) {
			continue
		}
		if m.list["input"] == nil || m.list["output"] == nil {
			return nil, errors.Join(fmt.Errorf("price list: model %q has no input or no output price", m.ID), s.Close())
		}
		if err := s.open(m); err != nil {
			return nil, errors.Join(err, s.Close())
		}
	}
	if err := s.openPlain(); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	for _, name := range further {
		if err := s.openFurther(name, models); err != nil {
			return nil, errors.Join(err, s.Close())
		}
	}
	for _, a := range cfg.Accounts {
		if s.vendors[a.Vendor] == nil || a.Name == "" || a.Key == "" {
			return nil, errors.Join(fmt.Errorf("account %q of vendor %q: %w, or no name or key", a.Name, a.Vendor, ErrUnknownVendor), s.Close())
		}
	}
	s.routes()
	return s, nil
}

func (s *Server) open(m *model) error {
	h := s.vendors[m.Vendor]
	if h == nil {
		bill, err := openLedger(m.Vendor, s.cfg.DataDir)
		if err != nil {
			return err
		}
		h = &house{name: m.Vendor, family: families[m.Vendor], cache: newPrefixCache(), marked: newMarkedCache(), bill: bill}
		s.vendors[m.Vendor] = h
	}
	h.models = append(h.models, m)
	return nil
}

// openFurther serves a vendor beyond the price list, if anybody has an account there.
func (s *Server) openFurther(name string, list []*model) error {
	if !slices.ContainsFunc(s.cfg.Accounts, func(a Account) bool { return a.Vendor == name }) {
		return nil
	}
	models, err := furtherModels(name, list)
	if err != nil {
		return fmt.Errorf("models of %s: %w", name, err)
	}
	for _, m := range models {
		if err := s.open(m); err != nil {
			return err
		}
	}
	return nil
}

// Close ends the bills' files. Requests must have ended.
func (s *Server) Close() error {
	var errs []error
	for _, h := range s.vendors {
		errs = append(errs, h.bill.close())
	}
	return errors.Join(errs...)
}

// Vendors returns the names of the vendors that are served, sorted.
func (s *Server) Vendors() []string {
	var names []string
	for name := range s.vendors {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Bill returns what a vendor would invoice an account so far; account "" means all its accounts.
func (s *Server) Bill(vendor, account string) (Bill, error) {
	h := s.vendors[vendor]
	if h == nil {
		return Bill{}, fmt.Errorf("bill of %q: %w", vendor, ErrUnknownVendor)
	}
	return h.bill.bill(account), nil
}

// SetFault puts a vendor's fault rule in force; the zero Fault ends it.
func (s *Server) SetFault(vendor string, r Rule) error {
	h := s.vendors[vendor]
	if h == nil {
		return fmt.Errorf("set fault of %q: %w", vendor, ErrUnknownVendor)
	}
	h.faults.set(r)
	return nil
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

func (s *Server) routes() {
	s.mux.HandleFunc("POST /{vendor}/v1/chat/completions", s.chat)
	s.mux.HandleFunc("POST /{vendor}/v1/responses", s.responses)
	s.mux.HandleFunc("POST /{vendor}/v1/completions", s.completions)
	s.mux.HandleFunc("POST /{vendor}/v1/embeddings", s.embeddings)
	s.mux.HandleFunc("GET /{vendor}/v1/models", s.listModels)
	s.mux.HandleFunc("GET /{vendor}/v1/models/{model...}", s.showModel)
	s.mux.HandleFunc("POST /{vendor}/v1beta/models/{call}", s.gemini)
	s.mux.HandleFunc("GET /{vendor}/v1beta/models", s.listGemini)
	s.mux.HandleFunc("GET /{vendor}/v1beta/models/{call}", s.showGemini)
	s.mux.HandleFunc("POST /{vendor}/api/paas/v4/chat/completions", s.chat) // Zhipu's real paths
	s.mux.HandleFunc("GET /{vendor}/api/paas/v4/models", s.listModels)
	for _, base := range []string{"/v1", "/anthropic/v1", "/api/anthropic/v1"} { // MiniMax's and others', and Zhipu's
		s.mux.HandleFunc("POST /{vendor}"+base+"/messages", s.messages)
		s.mux.HandleFunc("POST /{vendor}"+base+"/messages/count_tokens", s.countTokens)
	}
	s.mux.HandleFunc("GET /{vendor}/anthropic/v1/models", s.listMessagesModels)
	s.mux.HandleFunc("GET /{vendor}/bill", s.showBill)
	s.mux.HandleFunc("GET /{vendor}/faults", s.showFaults)
	s.mux.HandleFunc("POST /{vendor}/faults", s.postFault)
	s.mux.HandleFunc("DELETE /{vendor}/faults", s.clearFaults)
	s.mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		writeError(w, apiError{http.StatusNotFound, "invalid_request_error", "", "unknown_url", fmt.Sprintf("Unknown request URL: %s %s.", r.Method, r.URL.Path)})
	})
}

// caller finds the vendor and the account of a request by its bearer key.
func (s *Server) caller(r *http.Request) (*house, Account, error) {
	h := s.vendors[r.PathValue("vendor")]
	if h == nil {
		return nil, Account{}, apiError{http.StatusNotFound, "invalid_request_error", "", "unknown_url", "There is no such vendor here."}
	}
	key := bearer(r)
	for _, a := range s.cfg.Accounts {
		if a.Vendor == h.name && same(key, a.Key) {
			return h, a, nil
		}
	}
	return nil, Account{}, apiError{http.StatusUnauthorized, "invalid_request_error", "", "invalid_api_key", "Incorrect API key provided. Send a key of this vendor as a bearer token."}
}

// admin finds the vendor of a request that carries the admin token.
func (s *Server) admin(r *http.Request) (*house, error) {
	h := s.vendors[r.PathValue("vendor")]
	if h == nil {
		return nil, apiError{http.StatusNotFound, "invalid_request_error", "", "unknown_url", "There is no such vendor here."}
	}
	if s.cfg.AdminToken == "" || !same(bearer(r), s.cfg.AdminToken) {
		return nil, apiError{http.StatusUnauthorized, "invalid_request_error", "", "invalid_admin_token", "Send the vendors' admin token as a bearer token."}
	}
	return h, nil
}

func bearer(r *http.Request) string {
	scheme, key, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "bearer") {
		return ""
	}
	return strings.TrimSpace(key)
}

// same compares digests, so that neither length nor content shows in the time it takes.
func same(got, want string) bool {
	a, b := sha256.Sum256([]byte(got)), sha256.Sum256([]byte(want))
	return subtle.ConstantTimeCompare(a[:], b[:]) == 1
}

func readBody(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	if enc := r.Header.Get("Content-Encoding"); enc != "" && enc != "identity" {
		return nil, apiError{http.StatusUnsupportedMediaType, "invalid_request_error", "", "unsupported_encoding", "Send the body without Content-Encoding."}
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return nil, apiError{http.StatusRequestEntityTooLarge, "invalid_request_error", "", "request_too_large", fmt.Sprintf("The body is over %d bytes.", maxBody)}
	}
	if err != nil {
		return nil, fmt.Errorf("read request body: %w", err)
	}
	return body, nil
}

// callID names a request: the same seed, vendor and number give the same id.
func (s *Server) callID(h *house, seq uint64) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d/%s/%d", s.cfg.Seed, h.name, seq))
	return hex.EncodeToString(sum[:14])
}
