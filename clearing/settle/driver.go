package settle

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
)

// Config is what an operator decides about going on chain.
type Config struct {
	ChainID       uint64
	Owner         common.Address // funds channels as payer, is paid as payee
	Confirmations uint64         // blocks, the transaction's own included, that make a fact final; at least 1
	Poll          time.Duration  // between looks at the chain's head
	BumpAfter     uint64         // blocks that a transaction waits before it is replaced by one that pays more
	MaxFeeCap     *big.Int       // wei per gas that no replacement goes above
	Policy        Policy
}

// DefaultConfig is for public chains.
func DefaultConfig(chainID uint64, owner common.Address) Config {
	return Config{
		ChainID:       chainID,
		Owner:         owner,
		Confirmations: 12,
		Poll:          2 * time.Second,
		BumpAfter:     3,
		MaxFeeCap:     big.NewInt(1_000_000_000_000), // 1,000 gwei
		Policy:        DefaultPolicy(),
	}
}

// Validate names the first value that cannot work.
func (c Config) Validate() error {
	switch {
	case c.ChainID == 0:
		return errors.New("chain id is zero: take it from the network file")
	case c.Owner == (common.Address{}):
		return errors.New("owner is zero: give the address that deposits and is paid")
	case c.Confirmations == 0:
		return errors.New("confirmations is zero: 1 counts a transaction's own block")
	case c.Poll <= 0:
		return fmt.Errorf("poll %v: give a positive duration", c.Poll)
	case c.BumpAfter == 0:
		return errors.New("bump_after is zero: give the blocks that a transaction may wait")
	case c.MaxFeeCap == nil || c.MaxFeeCap.Sign() <= 0:
		return errors.New("max_fee_cap is not positive: give wei per gas")
	case c.Policy.AgeDivisor == 0:
		return errors.New("policy's age divisor is zero: 4 claims after a quarter of the close delay")
	}
	return nil
}

const (
	// MaxLegs bounds a claim: nodes refuse transactions over 128 KiB, and a leg is about 600 bytes.
	MaxLegs = 200
	// lookback is how far a fresh store reads back, and a reorganisation below a final block makes it; rescan how far a gap in the logs does; blocks.
	lookback = 1000
	rescan   = 64
	// logRange is what one request for events covers, blocks.
	logRange = 2000
	// maxBackoff is the longest wait for a chain that does not answer.
	maxBackoff = 30 * time.Second
	// reloadAfter bounds how often the store is asked for its channels between blocks.
	reloadAfter = time.Second
)

// Driver follows the chain and acts on it for one node. Run does all the work in its caller's goroutine; the other methods
// ask it and wait.
type Driver struct {
	cfg   Config
	chain Chain
	store Store
	node  Signer // pays the gas of everything that needs no owner
	owner Signer // nil where the owner signs elsewhere
	log   *slog.Logger

	asks     chan *ask
	ended    chan struct{} // closed when Run returns
	ownerOps chan struct{} // one operation of the owner at a time: each reads balances and acts on them

	view view // Run's own; nobody else touches it

	statusMu sync.Mutex // guards status
	status   Status
}

// view is what Run knows. It is rebuilt from the chain and the store after a restart.
type view struct {
	head                      Head // newest, of any node
	sights                    []glance
	cursor                    Head // as stored
	applied                   Head // facts are known up to here: the cursor, unless nothing has happened since
	tracked                   []Tracked
	names                     map[channel.Channel]common.Hash // ids of tracked: hashing them costs more than all else
	latest                    map[common.Hash]channel.OnChain // after the newest block: what is most worth claiming of what any node shows
	finals                    map[common.Hash]channel.OnChain // at applied
	given                     map[common.Hash]channel.OnChain // as last delivered to the store
	intents                   []*Intent                       // unfinished, oldest first
	queue                     []*ask                          // not yet done
	refused                   map[common.Hash]channel.Voucher // vouchers that nobody signed: not claimed again
	vain                      map[common.Hash]attempt         // claims that moved nothing
	reloaded                  time.Time                       // when tracked was read
	claimAfter, finalizeAfter time.Time                       // after a failure
	failures                  int                             // turns in a row that the chain did not answer
	force                     bool                            // look again although the head is the same
	problem                   string                          // of this turn, for the operator
	doubt                     error                           // why what is final could not be learned in the last look
	seenAt                    time.Time                       // when a block became final here
	looked                    bool                            // facts were learned since the start
}

// New returns a Driver that does nothing until Run. owner is nil where the owner's key is not on this node.
func New(cfg Config, chain Chain, store Store, node, owner Signer, log *slog.Logger) (*Driver, error) {
	if err := cfg.Validate(); err != nil {
		return nil, fmt.Errorf("configure settle: %w", err)
	}
	if owner != nil && owner.Address() != cfg.Owner {
		return nil, fmt.Errorf("configure settle: the owner's key is of %s, the configured owner is %s", owner.Address(), cfg.Owner)
	}
	return &Driver{
		cfg: cfg, chain: chain, store: store, node: node, owner: owner, log: log,
		asks:     make(chan *ask),
		ended:    make(chan struct{}),
		ownerOps: make(chan struct{}, 1),
		view: view{
			latest:  map[common.Hash]channel.OnChain{},
			finals:  map[common.Hash]channel.OnChain{},
			given:   map[common.Hash]channel.OnChain{},
			refused: map[common.Hash]channel.Voucher{},
			vain:    map[common.Hash]attempt{},
		},
	}, nil
}

// Run follows the chain until ctx ends, which returns nil, or the store fails. A chain that does not answer is asked again.
// It runs once.
func (d *Driver) Run(ctx context.Context) error {
	defer close(d.ended)
	err := d.follow(ctx)
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) { // a store that was asked meanwhile refuses with it
		return nil
	}
	return err
}

func (d *Driver) follow(ctx context.Context) error {
	if err := d.recover(ctx); err != nil {
		return err
	}
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case a := <-d.asks:
			d.view.queue = append(d.view.queue, a)
			d.view.force = true
		case <-timer.C:
		}
		wait, err := d.turn(ctx)
		if err != nil {
			return err
		}
		timer.Reset(wait)
	}
}

// recover loads what an earlier Run left behind.
func (d *Driver) recover(ctx context.Context) error {
	cursor, err := d.store.Cursor(ctx)
	if err != nil {
		return fmt.Errorf("read settle's cursor: %w", err)
	}
	intents, err := d.store.Intents(ctx)
	if err != nil {
		return fmt.Errorf("read unfinished transactions: %w", err)
	}
	d.view.cursor, d.view.applied = cursor, cursor
	if cursor != (Head{}) { // what was known before a restart does not become fresh by it
		d.view.seenAt = time.Unix(int64(cursor.Time), 0)
		if now := time.Now(); d.view.seenAt.After(now) {
			d.view.seenAt = now // a development chain's clock may be ahead
		}
	}
	d.publish()
	for i := range intents {
		d.view.intents = append(d.view.intents, &intents[i])
		d.log.Info("an earlier transaction may still be mined", "intent", intents[i].ID, "purpose", intents[i].Purpose)
	}
	return nil
}

// turn looks once and does what can be done, in safety order: learn the facts, settle the fate of what was sent, then send
// more. What only fails to send does not hold up following the chain, and what cannot be relied on does not hold up claims.
// An error is the store's and ends Run.
func (d *Driver) turn(ctx context.Context) (time.Duration, error) {
	d.view.problem = ""
	if err := d.observe(ctx); err != nil {
		return d.pause(), d.unseen(ctx, err)
	}
	d.view.failures = 0
	if d.view.doubt != nil {
		d.view.problem = fmt.Sprintf("follow the chain: %v", d.view.doubt)
		d.dropRisky(d.view.doubt)
	}
	for _, step := range []struct {
		doing string
		do    func(context.Context) error
	}{
		{"look after sent transactions", d.reconcile},
		{"send what was asked for", d.serve},
		{"claim", d.claim},
		{"finalize a close", d.finalize},
	} {
		err := step.do(ctx)
		if isStoreError(err) {
			return 0, err
		}
		if err != nil && ctx.Err() == nil {
			d.view.problem = fmt.Sprintf("%s: %v", step.doing, err)
			d.log.Warn("settling is held up", "doing", step.doing, "error", err)
		}
	}
	d.answerSettled()
	d.publish()
	return d.pause(), nil
}

// unseen deals with a chain that could not be read. Those who wait for it are told, except where reading again will do.
func (d *Driver) unseen(ctx context.Context, err error) error {
	if isStoreError(err) {
		return err
	}
	if ctx.Err() != nil || errors.Is(err, errMoved) {
		return nil
	}
	d.view.failures++
	d.view.problem = fmt.Sprintf("follow the chain: %v", err)
	d.log.Warn("the chain could not be read", "error", err, "times", d.view.failures)
	d.fail(err)
	d.publish()
	return nil
}

func (d *Driver) pause() time.Duration {
	wait := d.cfg.Poll
	for range min(d.view.failures, 10) {
		wait *= 2
	}
	return max(d.cfg.Poll, min(wait, maxBackoff))
}

// storeError marks an error of the store: going on without it would forget money.
type storeError struct{ err error }

func (e *storeError) Error() string { return e.err.Error() }
func (e *storeError) Unwrap() error { return e.err }

func isStoreError(err error) bool {
	var broken *storeError
	return errors.As(err, &broken)
}

func storeFailed(doing string, err error) error {
	return &storeError{fmt.Errorf("%s: %w", doing, err)}
}
