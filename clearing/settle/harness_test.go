package settle_test

import (
	"context"
	"log/slog"
	"math/big"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/clearing/settle/settletest"
	"github.com/tolsey/tolsey/market/money"
)

var (
	owner  = settletest.Account{0x0a}
	node   = settletest.Account{0x0b}
	buyer  = common.Address{0x0c}
	signer = common.Address{0x0d}
	asset  = money.Asset{ChainID: 1337, Token: common.Address{0x70}, Decimals: 6}
)

const blockTime = 10 * time.Second

func usd(n uint64) money.Units { return money.UnitsOf(n * 1e6) }

// rig is a chain, a store and a driver between them, in a bubble of virtual time.
type rig struct {
	t      *testing.T
	chain  *settletest.Chain
	seen   settle.Chain // chain as the driver sees it
	store  *settletest.Store
	cfg    settle.Config
	driver *settle.Driver
	stop   func() // ends Run and waits for it
	result error  // of Run, after stop
}

// inBubble runs a test against a chain that seals a block every ten seconds.
func inBubble(t *testing.T, test func(*testing.T, *rig)) {
	synctest.Test(t, func(t *testing.T) {
		r := &rig{t: t, store: settletest.NewStore(), chain: settletest.NewChain(func() uint64 { return uint64(time.Now().Unix()) })}
		r.seen = r.chain
		r.cfg = settle.DefaultConfig(1337, owner.Address())
		r.cfg.Confirmations, r.cfg.Poll = 3, 4*time.Second
		ctx, cancel := context.WithCancel(t.Context())
		sealed := make(chan struct{})
		go func() {
			defer close(sealed)
			for {
				select {
				case <-ctx.Done():
					return
				case <-time.After(blockTime):
					r.chain.Seal()
				}
			}
		}()
		defer func() { cancel(); <-sealed }()
		r.start()
		defer func() { r.stop() }()
		test(t, r)
	})
}

// start makes a new driver over the same chain and store, as a restarted node does.
func (r *rig) start() {
	driver, err := settle.New(r.cfg, r.seen, r.store, node, owner, slog.New(slog.DiscardHandler))
	require.NoError(r.t, err)
	r.driver = driver
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		r.result = driver.Run(ctx)
	}()
	r.stop = func() { cancel(); <-done }
}

func (r *rig) restart() {
	r.stop()
	r.start()
}

// sold is a channel on which the rig's node is paid.
func (r *rig) sold(salt uint64) channel.Channel {
	return channel.Channel{Payer: buyer, Signer: signer, Payee: owner.Address(), PayeeSigner: node.Address(), Asset: asset.ID(), CloseDelay: 48 * 3600, Salt: salt}
}

// bought is a channel on which the rig's node pays.
func (r *rig) bought(salt uint64) channel.Channel {
	return channel.Channel{Payer: owner.Address(), Signer: node.Address(), Payee: buyer, PayeeSigner: signer, Asset: asset.ID(), CloseDelay: 48 * 3600, Salt: salt}
}

// fund lets the buyer open a channel or top it up.
func (r *rig) fund(c channel.Channel, amount money.Units) {
	r.t.Helper()
	r.chain.Mint(c.Payer, amount)
	require.NoError(r.t, r.chain.Act(c.Payer, settle.Action{Verb: settle.Approve, Amount: amount}))
	require.NoError(r.t, r.chain.Act(c.Payer, settle.Action{Verb: settle.DepositAndFund, Channel: &c, Amount: amount}))
}

// earn gives the node a voucher and an own S.
func (r *rig) earn(c channel.Channel, epoch uint32, cumulative, own money.Units) {
	r.earnSigned(c, epoch, cumulative, own, 1)
}

func (r *rig) earnSigned(c channel.Channel, epoch uint32, cumulative, own money.Units, sig byte) {
	v := channel.SignedVoucher{Voucher: channel.Voucher{ChannelID: c.ID(), Epoch: epoch, Cumulative: cumulative, Memo: common.Hash{0x33}}}
	v.Sig[0], v.Sig[64] = 1, sig
	r.store.Track(settle.Tracked{
		Channel: c, Asset: asset, Role: settle.Payee, Highest: v, Sum: own.FloorPicos(asset), Since: uint64(time.Now().UnixMilli()),
	})
}

func (r *rig) buy(c channel.Channel) {
	r.store.Track(settle.Tracked{Channel: c, Asset: asset, Role: settle.Payer})
}

// onChain is a channel's state at the chain's newest block.
func (r *rig) onChain(c channel.Channel) channel.OnChain {
	r.t.Helper()
	head, err := r.chain.Head(r.t.Context())
	require.NoError(r.t, err)
	s, err := r.chain.States(r.t.Context(), head, []common.Hash{c.ID()})
	require.NoError(r.t, err)
	return s[0]
}

func (r *rig) free(who common.Address) money.Units {
	r.t.Helper()
	a, err := r.chain.Account(r.t.Context(), who)
	require.NoError(r.t, err)
	return a.Free
}

func (r *rig) settled(c channel.Channel, epoch uint32) money.Units {
	return r.store.Settled()[settletest.Epoch{Channel: c.ID(), Number: epoch}]
}

func wei(n int64) *big.Int { return big.NewInt(n) }
