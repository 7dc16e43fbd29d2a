package testnet_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
	"golang.org/x/sync/errgroup"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/testnet"
)

// world is a devnet with what the end-to-end tests reach it by. Most of them share one; they tell their calls apart by API keys of
// their own, and steer the vendors by markers in their prompts.
type world struct {
	*testnet.Devnet
	dir    string
	file   testnet.File
	admin  string // token of the vendors
	secret canaries
	lies   lies
}

// lies are the calls of which a vendor reports another usage than it bills: nobody can reconcile those with its invoice.
type lies struct {
	mu  sync.Mutex // guards all
	all []string
}

func (l *lies) note(id market.AttemptID, vendor, seller string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all = append(l.all, id.String(), vendor+" invoices "+seller)
}

// about reports whether a problem is one of those calls, or of the invoice that such a call is on.
func (l *lies) about(problem string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.ContainsFunc(l.all, func(s string) bool { return strings.Contains(problem, s) })
}

// endToEnd is the shared devnet; nil until a test asks for it.
var endToEnd struct {
	once  sync.Once
	world *world
	err   error
}

// shared returns the devnet of this binary, which TestMain ends.
func shared(t *testing.T) *world {
	t.Helper()
	endToEnd.once.Do(func() {
		dir, err := os.MkdirTemp("", "tolsey-e2e-")
		if err != nil {
			endToEnd.err = err
			return
		}
		endToEnd.world, endToEnd.err = bringUp(dir, tuned)
	})
	require.NoError(t, endToEnd.err)
	return endToEnd.world
}

// tuned shortens what tests would wait for, and gives the buyer channels of $25.
func tuned(name string, cfg *config.Config) {
	cfg.Limits.FirstToken = config.Duration{Duration: firstToken}
	cfg.Limits.Idle = config.Duration{Duration: idle}
	if name == "seller-1" {
		cfg.Seller.Offers = append(cfg.Seller.Offers, plainOffers()...)
	}
	if name == "buyer" {
		cfg.Buyer.Channels.PerSeller = config.Money{Amount: money.Coins(25)}
		cfg.Limits.NewSellerChannel = cfg.Buyer.Channels.PerSeller
		cfg.Limits.Drain = config.Duration{Duration: buyerDrain}
	}
}

// Patience of the shared devnet's nodes.
const (
	firstToken = 12 * time.Second
	idle       = 8 * time.Second
	buyerDrain = 3 * time.Second // of the buyer, after a stop
)

// bringUp brings a devnet up on a directory.
func bringUp(dir string, tune func(string, *config.Config)) (*world, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	d, err := testnet.Up(ctx, testnet.Options{Dir: dir, Auto: true, Seed: 7, Tune: tune, Level: slog.LevelDebug})
	if err != nil {
		return nil, fmt.Errorf("bring devnet up: %w", err)
	}
	w := &world{Devnet: d, dir: dir}
	if w.file, err = d.File(); err == nil {
		w.admin, err = vendorAdmin(dir)
	}
	if err != nil {
		return nil, errors.Join(err, d.Close(ctx))
	}
	return w, nil
}

// tearDown compares everybody's books, ends the shared devnet and looks at what it leaves: money held for nothing, secrets in its files,
// goroutines in this process.
func tearDown() (err error) {
	w := endToEnd.world
	if w == nil {
		return nil
	}
	books := w.verify()
	if err := w.end(); err != nil {
		return errors.Join(books, err)
	}
	err = errors.Join(books, w.leaks())
	if os.Getenv("TOLSEY_KEEP") == "" {
		err = errors.Join(err, os.RemoveAll(w.dir))
	} else {
		fmt.Fprintln(os.Stderr, "the devnet of the end-to-end tests is left on", w.dir)
	}
	return errors.Join(err, goleak.Find(ignored...))
}

// verify compares the books of all parties as they stand after all tests, down to the pico.
func (w *world) verify() error {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	f, err := w.File() // tokens are new after a restart
	if err != nil {
		return err
	}
	facts, err := testnet.Collect(ctx, f, func(string) {})
	if err != nil {
		return fmt.Errorf("collect the books: %w", err)
	}
	report := testnet.Check(facts)
	var errs []error
	for _, e := range report.Equalities {
		for _, p := range e.Problems {
			if !w.lies.about(p) {
				errs = append(errs, fmt.Errorf("%s: %s", e.Name, p))
			}
		}
	}
	for _, l := range report.Listed {
		if l.Why == testnet.WhyOpen {
			errs = append(errs, fmt.Errorf("call %s is still open", l.AttemptID))
		}
	}
	return errors.Join(append(errs, w.held(ctx)...)...)
}

// held names what is still set aside when no call runs any more.
func (w *world) held(ctx context.Context) (errs []error) {
	for _, name := range []string{"buyer", "distributor"} {
		c, err := w.Client(name)
		if err != nil {
			return append(errs, err)
		}
		defer c.Close()
		keys, err := c.Keys(ctx)
		if err != nil {
			return append(errs, err)
		}
		for _, k := range keys {
			if !k.Held.IsZero() {
				errs = append(errs, fmt.Errorf("%s holds %s for key %s", name, k.Held.Dollars(), k.Name))
			}
		}
		channels, err := c.Channels(ctx)
		if err != nil {
			return append(errs, err)
		}
		for _, ch := range channels {
			if !ch.Held.IsZero() {
				errs = append(errs, fmt.Errorf("%s holds %s on the channel to %s", name, ch.Held.Dollars(), ch.Peer))
			}
		}
	}
	return errs
}

// end drains the devnet. What hangs is shown by its goroutines.
func (w *world) end() error {
	ctx, cancel := context.WithTimeout(context.Background(), 15*time.Second)
	defer cancel()
	stuck := time.AfterFunc(25*time.Second, func() { panic("the devnet does not end") })
	defer stuck.Stop()
	return w.Close(ctx)
}

// sideBySide is how many cases of one test run at once: most of them wait for a vendor, and need no processor of their own.
const sideBySide = 12

// together runs a test's cases side by side, and no other test beside them.
func together[C any](t *testing.T, cases map[string]C, run func(*testing.T, C)) {
	var all errgroup.Group
	all.SetLimit(sideBySide)
	for name, c := range cases {
		all.Go(func() error {
			t.Run(name, func(t *testing.T) { run(t, c) })
			return nil
		})
	}
	_ = all.Wait() // each has failed for itself
}

func TestMain(m *testing.M) {
	code := m.Run()
	if err := tearDown(); err != nil {
		fmt.Fprintln(os.Stderr, "FAIL: the end of the shared devnet:", err)
		code = max(code, 1)
	}
	os.Exit(code)
}

func vendorAdmin(dir string) (string, error) {
	var s struct {
		VendorAdmin string `json:"vendorAdmin"`
	}
	err := readJSON(filepath.Join(dir, "secrets.json"), &s)
	return s.VendorAdmin, err
}
