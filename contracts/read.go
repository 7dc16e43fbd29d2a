package contracts

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/market/money"
)

// statesPerCall bounds one read of channels: each costs the node one storage read.
const statesPerCall = 1000

// block is the part of a block's JSON that we read. Its hash is the node's word: some chains hash more than we know of.
type block struct {
	Number  hexutil.Uint64 `json:"number"`
	Hash    common.Hash    `json:"hash"`
	Time    hexutil.Uint64 `json:"timestamp"`
	BaseFee *hexutil.Big   `json:"baseFeePerGas"`
}

func (c *Client) block(ctx context.Context, tag string) (*block, error) {
	var b *block
	if err := c.rpc.CallContext(ctx, &b, "eth_getBlockByNumber", tag, false); err != nil {
		return nil, scrub(err)
	}
	if b == nil {
		return nil, fmt.Errorf("block %s: %w", tag, ethereum.NotFound)
	}
	return b, nil
}

func (b *block) head() settle.Head {
	return settle.Head{Number: uint64(b.Number), Hash: b.Hash, Time: uint64(b.Time)}
}

// Head is the newest block.
func (c *Client) Head(ctx context.Context) (settle.Head, error) {
	b, err := c.block(ctx, latest)
	if err != nil {
		return settle.Head{}, err
	}
	return b.head(), nil
}

// Look is what this node shows.
func (c *Client) Look(ctx context.Context, ids []common.Hash) (settle.Look, error) {
	head, err := c.Head(ctx)
	if err != nil {
		return settle.Look{}, err
	}
	states, err := c.States(ctx, head, ids)
	return settle.Look{Reached: head, Sights: []settle.Sight{{Head: head, States: states}}}, err
}

// HeadAt is the canonical block of a height.
func (c *Client) HeadAt(ctx context.Context, number uint64) (settle.Head, error) {
	b, err := c.block(ctx, hexutil.EncodeUint64(number))
	if err != nil {
		return settle.Head{}, err
	}
	return b.head(), nil
}

// States reads many channels at one block.
func (c *Client) States(ctx context.Context, at settle.Head, ids []common.Hash) ([]channel.OnChain, error) {
	var views []view
	for from := 0; from < len(ids); from += statesPerCall {
		var part [][32]byte
		for _, id := range ids[from:min(len(ids), from+statesPerCall)] {
			part = append(part, id)
		}
		views = append(views, toClearing(c, clearingABI.PackStates(part)))
	}
	if len(views) == 0 {
		return nil, nil
	}
	raw, err := c.callAll(ctx, atHash(at), views...)
	if err != nil {
		return nil, err
	}
	states := make([]channel.OnChain, 0, len(ids))
	for _, r := range raw {
		list, err := clearingABI.UnpackStates(r)
		if err != nil {
			return nil, fmt.Errorf("decode channels' states: %w", err)
		}
		for _, s := range list {
			deposit, claimed, err := twoUnits(s.Deposit, s.Claimed)
			if err != nil {
				return nil, fmt.Errorf("decode a channel's state: %w", err)
			}
			states = append(states, channel.OnChain{Deposit: deposit, Claimed: claimed, CloseAt: uint64(s.CloseAt), Epoch: s.Epoch})
		}
	}
	if len(states) != len(ids) {
		return nil, fmt.Errorf("asked for %d channels' states, got %d", len(ids), len(states))
	}
	return states, nil
}

// atHash asks for a block by its hash, so that a reorganisation between two requests is an error and not a mixture.
func atHash(h settle.Head) any {
	return rpc.BlockNumberOrHashWithHash(h.Hash, false)
}

// Account is what an owner can spend at the newest block.
func (c *Client) Account(ctx context.Context, owner common.Address) (settle.Account, error) {
	var free, token, allowance hexutil.Bytes
	var gas hexutil.Big
	call := func(v view, into *hexutil.Bytes) rpc.BatchElem {
		return rpc.BatchElem{Method: "eth_call", Args: []any{v, latest}, Result: into}
	}
	if err := c.batch(ctx, []rpc.BatchElem{
		call(toClearing(c, clearingABI.PackBalanceOf(c.asset.ID(), owner)), &free),
		call(toToken(c, dollarABI.PackBalanceOf(owner)), &token),
		call(toToken(c, dollarABI.PackAllowance(owner, c.network.Clearing)), &allowance),
		{Method: "eth_getBalance", Args: []any{owner, latest}, Result: &gas},
	}); err != nil {
		return settle.Account{}, fmt.Errorf("read balances of %s: %w", owner, err)
	}
	a := settle.Account{Gas: gas.ToInt()}
	for _, f := range []struct {
		raw    []byte
		unpack func([]byte) (*big.Int, error)
		into   *money.Units
	}{
		{free, clearingABI.UnpackBalanceOf, &a.Free},
		{token, dollarABI.UnpackBalanceOf, &a.Token},
		{allowance, dollarABI.UnpackAllowance, &a.Allowance},
	} {
		n, err := f.unpack(f.raw)
		if err != nil {
			return settle.Account{}, fmt.Errorf("decode balances of %s: %w", owner, err)
		}
		*f.into = atMostMax(n)
	}
	return a, nil
}

// atMostMax caps what cannot be spent at once anyway: an unlimited allowance above all.
func atMostMax(n *big.Int) money.Units {
	u, err := money.UnitsFromBig(n)
	if err != nil {
		return money.MaxUnits
	}
	return u
}

func twoUnits(a, b *big.Int) (x, y money.Units, err error) {
	x, errX := money.UnitsFromBig(a)
	y, errY := money.UnitsFromBig(b)
	return x, y, errors.Join(errX, errY)
}
