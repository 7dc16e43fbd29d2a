package testnet

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/contracts"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/testnet/vendor"
)

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
