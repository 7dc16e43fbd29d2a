package testnet

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/contracts"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/testnet/vendor"
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

// read reads everything once.
func (c *collector) read(ctx context.Context) (*Facts, error) {
	f := &Facts{Domain: c.chain.Domain(), Asset: c.chain.Asset()}
	for i, n := range c.nodes {
		at := c.file.Nodes[i]
		facts := NodeFacts{Name: at.Name, Role: at.Role, Address: common.HexToAddress(at.Address), Owner: common.HexToAddress(at.Owner)}
		if err := n.Records(ctx, facts.take); err != nil {
			return nil, fmt.Errorf("read the records of %s: %w", at.Name, err)
		}
		f.Nodes = append(f.Nodes, facts)
	}
	for _, v := range c.file.Vendors {
		b, err := c.bill(ctx, v)
		if err != nil {
			return nil, fmt.Errorf("read %s's bill to %s: %w", v.Name, v.Account, err)
		}
		f.Bills = append(f.Bills, b)
	}
	var err error
	if f.Chain, err = c.readChain(ctx, f.channels()); err != nil {
		return nil, fmt.Errorf("read the chain: %w", err)
	}
	return f, nil
}

// channels are all that any node has.
func (f *Facts) channels() (ids []common.Hash) {
	seen := map[common.Hash]bool{}
	note := func(id common.Hash) {
		if !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	for i := range f.Nodes {
		for j := range f.Nodes[i].Payers {
			note(f.Nodes[i].Payers[j].ID())
		}
		for j := range f.Nodes[i].Payees {
			note(f.Nodes[i].Payees[j].ID())
		}
	}
	return ids
}

// caughtUp reports whether every node has seen what the chain has.
func (f *Facts) caughtUp() bool {
	r := replayOf(f.Chain.Events)
	see := func(id common.Hash, s channel.OnChain, settled money.Amount) bool {
		return f.Chain.States[id] == s && settled == r.settled(id, f.Asset)
	}
	for i := range f.Nodes {
		for j := range f.Nodes[i].Payers {
			if p := &f.Nodes[i].Payers[j]; !see(p.ID(), p.OnChain, p.Settled) {
				return false
			}
		}
		for j := range f.Nodes[i].Payees {
			if p := &f.Nodes[i].Payees[j]; !see(p.ID(), p.OnChain, p.Settled) {
				return false
			}
		}
	}
	return true
}

func (c *collector) bill(ctx context.Context, v VendorFile) (b vendor.Bill, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, v.Bill, nil)
	if err != nil {
		return b, err
	}
	req.Header.Set("Authorization", "Bearer "+v.APIKey)
	resp, err := c.web.Do(req)
	if err != nil {
		return b, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return b, fmt.Errorf("status %d", resp.StatusCode)
	}
	err = json.NewDecoder(io.LimitReader(resp.Body, maxBill)).Decode(&b)
	return b, err
}

// readChain reads events and states of one moment: it reads again when a transaction came between.
func (c *collector) readChain(ctx context.Context, ids []common.Hash) (out ChainFacts, err error) {
	for try := 0; ; try++ {
		if out.Events, err = c.events(ctx); err != nil {
			return out, err
		}
		if err := c.readStates(ctx, ids, &out); err != nil {
			return out, err
		}
		again, err := c.events(ctx)
		if err != nil || len(again) == len(out.Events) || try == 20 {
			return out, err
		}
	}
}

func (c *collector) readStates(ctx context.Context, ids []common.Hash, out *ChainFacts) (err error) {
	if out.Head, err = c.chain.Head(ctx); err != nil {
		return err
	}
	states, err := c.chain.States(ctx, out.Head, ids)
	if err != nil {
		return err
	}
	out.States, out.Balances = map[common.Hash]channel.OnChain{}, map[common.Address]money.Units{}
	for i, id := range ids {
		out.States[id] = states[i]
	}
	for owner := range replayOf(out.Events).balances {
		a, err := c.chain.Account(ctx, owner)
		if err != nil {
			return err
		}
		out.Balances[owner] = a.Free
	}
	contract, err := c.chain.Account(ctx, c.chain.Domain().Clearing)
	out.Held = contract.Token
	return err
}

// events are all of the contract's in the devnet's asset, also those of parties that nobody here knows.
func (c *collector) events(ctx context.Context) (out []settle.Event, err error) {
	logs, err := c.eth.FilterLogs(ctx, ethereum.FilterQuery{Addresses: []common.Address{c.chain.Domain().Clearing}})
	if err != nil {
		return nil, err
	}
	ours := map[common.Hash]bool{}
	asset := common.Hash(c.chain.Asset().ID())
	for i := range logs {
		e, err := contracts.DecodeLog(&logs[i])
		if err != nil {
			return nil, err
		}
		if e.Terms != nil && e.Terms.Asset == asset {
			ours[e.Channel] = true
		}
		if e.Channel == (common.Hash{}) && inAsset(&logs[i], asset) || ours[e.Channel] {
			out = append(out, e)
		}
	}
	return out, nil
}

// inAsset reports whether a movement between free balances is of an asset, which is its first topic.
func inAsset(l *types.Log, asset common.Hash) bool { return len(l.Topics) > 1 && l.Topics[1] == asset }
