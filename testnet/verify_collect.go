package testnet

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethclient"

	"github.com/tolsey/tolsey/contracts"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/node/dashboard"
)

// How long a verification waits.
const (
	openWait  = 5 * time.Second // for open calls to end
	quietWait = 5 * time.Second // for vouchers, claims and the nodes' view of the chain to arrive
	lookEvery = 50 * time.Millisecond
	maxBill   = 256 << 20 // bytes
)

// ErrBusy is returned for a market whose calls still run.
var ErrBusy = errors.New("calls still run")

// collector reads one devnet.
type collector struct {
	file  File
	nodes []*dashboard.Client // as in the file
	chain *contracts.Client
	eth   *ethclient.Client
	web   *http.Client
}

// Collect waits until the devnet is at rest, has every seller claim what it has earned, and reads all that a verification compares:
// the nodes' records over their admin APIs, the vendors' bills and the chain. say tells what it does.
func Collect(ctx context.Context, f File, say func(string)) (*Facts, error) {
	c, err := newCollector(ctx, f)
	if err != nil {
		return nil, err
	}
	defer c.close()
	say("waiting for open calls")
	if err := c.idle(ctx); err != nil {
		return nil, err
	}
	say("settling")
	if err := c.settle(ctx); err != nil {
		return nil, err
	}
	say("comparing")
	for deadline := time.Now().Add(quietWait); ; {
		facts, err := c.read(ctx)
		if err != nil {
			return nil, err
		}
		if facts.caughtUp() || time.Now().After(deadline) {
			return facts, nil
		}
		if err := pause(ctx); err != nil {
			return nil, err
		}
	}
}

func newCollector(ctx context.Context, f File) (*collector, error) {
	c := &collector{file: f, web: &http.Client{Transport: &http.Transport{}, Timeout: time.Minute}}
	for _, n := range f.Nodes {
		at := config.Access{URL: n.Admin, Token: n.AdminToken}
		if fresh, err := config.ReadAccess(n.DataDir); err == nil {
			at = fresh // a node that was started again has a new token
		}
		c.nodes = append(c.nodes, dashboard.NewClient(at.URL, at.Token))
	}
	var err error
	if c.eth, err = ethclient.DialContext(ctx, f.Chain.RPC); err != nil {
		c.close()
		return nil, fmt.Errorf("connect to the devnet's chain: %w", err)
	}
	c.chain, err = contracts.Dial(ctx, f.Chain.RPC, contracts.Network{ChainID: f.Chain.ChainID, Clearing: common.HexToAddress(f.Chain.Clearing), Token: common.HexToAddress(f.Chain.Token)})
	if err != nil {
		c.close()
		return nil, fmt.Errorf("%w on its chain %s (%w)", ErrNotRunning, f.Chain.RPC, err)
	}
	return c, nil
}

func (c *collector) close() {
	for _, n := range c.nodes {
		n.Close()
	}
	if c.eth != nil {
		c.eth.Close()
	}
	if c.chain != nil {
		c.chain.Close()
	}
	c.web.CloseIdleConnections()
}

func pause(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(lookEvery):
		return nil
	}
}

// idle waits until no call runs and what was agreed is signed.
func (c *collector) idle(ctx context.Context) error {
	for deadline := time.Now().Add(openWait); ; {
		busy, err := c.busy(ctx)
		if err != nil {
			return err
		}
		if len(busy) == 0 {
			break
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("%w after %s: %s; verify again when they have ended, or see 'tolsey calls'", ErrBusy, openWait, strings.Join(busy, ", "))
		}
		if err := pause(ctx); err != nil {
			return err
		}
	}
	for deadline := time.Now().Add(quietWait); time.Now().Before(deadline); {
		signed, err := c.signed(ctx)
		if err != nil || signed {
			return err
		}
		if err := pause(ctx); err != nil {
			return err
		}
	}
	return nil // the equalities say what is not signed
}

func (c *collector) busy(ctx context.Context) (busy []string, err error) {
	for i, n := range c.nodes {
		s, err := n.Status(ctx)
		if err != nil {
			name := c.file.Nodes[i].Name
			return nil, fmt.Errorf("%s does not answer (%w): start it with 'tolsey-devnet node start %s'", name, err, name)
		}
		if n := s.Calls.Buying + s.Calls.Selling; n > 0 {
			busy = append(busy, fmt.Sprintf("%s has %d", c.file.Nodes[i].Name, n))
		}
	}
	return busy, nil
}

// signed reports whether every seller holds a voucher for what it has earned.
func (c *collector) signed(ctx context.Context) (bool, error) {
	paid := map[common.Hash]money.Amount{}
	for _, role := range []string{dashboard.RolePayer, dashboard.RolePayee} {
		for _, n := range c.nodes {
			channels, err := n.Channels(ctx)
			if err != nil {
				return false, err
			}
			for _, v := range channels {
				if v.Role != role || v.State == dashboard.ChannelClosed {
					continue
				}
				if role == dashboard.RolePayer {
					paid[v.ID] = v.Signed
				}
				if buyers, known := paid[v.ID]; v.Signed.Less(v.Sum) || known && v.Signed != buyers {
					return false, nil
				}
			}
		}
	}
	return true, nil
}

// settle has every node claim what it has earned.
func (c *collector) settle(ctx context.Context) error {
	for i, n := range c.nodes {
		if _, err := n.Settle(ctx); err != nil {
			return fmt.Errorf("settle %s: %w", c.file.Nodes[i].Name, err)
		}
	}
	return nil
}
