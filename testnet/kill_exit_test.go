package testnet_test

import (
	"context"
	"log/slog"
	"math/big"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/clearing/settle/settletest"
	"github.com/tolsey/tolsey/clearing/wallet"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/store"
)

// The scale of FIGURES' R10: so many channels with so many vouchers each, and how the chain's time runs.
const (
	exitChannels = 200
	exitVouchers = 5
	exitPrice    = 50_000 // of a call, millionths of a coin
	exitDelay    = 7200   // close delay, seconds
	exitLeft     = 1800   // until the deadline when the seller is back, seconds
	exitBlock    = 10     // the chain's seconds per block
)

// exitRush is a seller of many channels whose payers all leave while it is down.
type exitRush struct {
	t     *testing.T
	chain *settletest.Chain
	now   atomic.Uint64 // of the chain, unix seconds
	net   store.Network
	asset money.Asset
	dir   string
	store *store.Store
	key   *wallet.Signer // the seller's
	payer *wallet.Signer // of all channels
	all   []channel.Channel
}

func newExitRush(t *testing.T) *exitRush {
	r := &exitRush{t: t, dir: t.TempDir(), key: newSigner(t), payer: newSigner(t), asset: money.Asset{ChainID: 31337, Token: [20]byte{7}, Decimals: 6},
		net: store.Network{ChainID: 31337, Genesis: common.Hash{9}, Clearing: common.Address{0xc1}}}
	r.now.Store(uint64(time.Now().Unix()))
	r.chain = settletest.NewChain(r.now.Load)
	r.open()
	for salt := range uint64(exitChannels) {
		r.all = append(r.all, channel.Channel{Payer: common.Address{0xb2}, Signer: r.payer.Address(), Payee: common.Address{0xe2}, PayeeSigner: r.key.Address(),
			Asset: r.asset.ID(), CloseDelay: exitDelay, Salt: salt})
	}
	return r
}

func (r *exitRush) open() {
	var err error
	r.store, err = store.Open(r.dir, r.net)
	require.NoError(r.t, err)
}

// seal makes blocks.
func (r *exitRush) seal(n int) {
	for range n {
		r.now.Add(exitBlock)
		r.chain.Seal()
	}
}

// poisoned is a store with a voucher that the contract does not take.
type poisoned struct {
	*store.Outliving
	row common.Hash
}

func (p poisoned) Channels(ctx context.Context) ([]settle.Tracked, error) {
	all, err := p.Outliving.Channels(ctx)
	for i := range all {
		if all[i].Channel.ID() == p.row {
			all[i].Highest.Sig[64] = settletest.Forged
		}
	}
	return all, err
}

// run runs the seller's driver until stop.
func (r *exitRush) run() (d *settle.Driver, stop func()) {
	books := poisoned{r.store.Outliving(func(err error) { r.t.Error(err) }), r.all[0].ID()}
	cfg := settle.DefaultConfig(r.net.ChainID, common.Address{0xe2})
	cfg.Confirmations, cfg.Poll = 3, 2*time.Millisecond
	d, err := settle.New(cfg, books.Guard(r.chain), books, settletest.Account(r.key.Address()), settletest.Account{0xe2}, slog.New(slog.DiscardHandler))
	require.NoError(r.t, err)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { // ends with stop
		defer close(ended)
		_ = d.Run(ctx) // it is stopped
	}()
	return d, func() { cancel(); <-ended }
}

// fund opens all channels, and has the seller know of them.
func (r *exitRush) fund() {
	t := r.t
	from := r.all[0].Payer
	r.chain.Mint(from, coins(exitChannels))
	require.NoError(t, r.chain.Act(from, settle.Action{Verb: settle.Approve, Amount: coins(exitChannels)}))
	d, stop := r.run()
	defer stop()
	for i := range r.all {
		_, err := r.store.AddServed(t.Context(), r.all[i], r.asset, "buyer")
		require.NoError(t, err)
		require.NoError(t, r.chain.Act(from, settle.Action{Verb: settle.DepositAndFund, Channel: &r.all[i], Amount: coins(1)}))
	}
	require.Eventually(t, func() bool {
		r.seal(1)
		_ = d.Refresh(t.Context()) // it is asked again
		for _, p := range r.store.Payees() {
			if p.OnChain.Deposit != coins(1) {
				return false
			}
		}
		return true
	}, 20*time.Second, time.Millisecond, "all deposits are final")
}

// serve serves calls on a channel, each paid by a voucher.
func (r *exitRush) serve(c channel.Channel) {
	t, ctx, cost := r.t, context.Background(), money.Micros(exitPrice)
	limits := clearing.Limits{Buyer: money.Coins(1000), NewBuyers: money.Coins(1000), IsNew: true}
	var base channel.Base
	for n := range uint64(exitVouchers) {
		id := market.AttemptID{Call: market.NewCallID(), Attempt: 1}
		sold := market.SoldRecord{AttemptID: id, State: market.RecordOpen, Time: 1, Channel: c.ID(), Model: "a/b"}
		_, err := r.store.Admit(ctx, clearing.Admission{Channel: c.ID(), AttemptID: id, Risk: cost, Limits: limits, Record: sold}, nil)
		require.NoError(t, err)
		receipt := market.SignedReceipt{Receipt: market.Receipt{ChannelID: c.ID(), AttemptID: id, Seq: 1, Cost: cost, Status: market.StatusDone}}
		receipt.Sig, err = r.key.SignReceipt(r.net.Domain(), receipt.Receipt)
		require.NoError(t, err)
		sold.State, sold.Cost, sold.Receipt = market.RecordDone, cost, &receipt
		_, err = r.store.Finish(ctx, c.ID(), sold)
		require.NoError(t, err)
		e := channel.Entry{AttemptID: id, Seq: 1, Evidence: receipt.StructHash(), Total: cost}
		v := channel.SignedVoucher{Voucher: channel.Voucher{ChannelID: c.ID(), Cumulative: money.UnitsOf((n + 1) * exitPrice), Memo: channel.NextMemo(base.Memo, e)}}
		v.Sig, err = r.payer.SignVoucher(r.net.Domain(), v.Voucher)
		require.NoError(t, err)
		p, err := r.store.Accept(ctx, c.ID(), channel.Frame{Base: base, Entries: []channel.Entry{e}, Voucher: v}, 0)
		require.NoError(t, err)
		base = p.Highest.Base()
	}
}

// R10: a thousand vouchers over two hundred channels; all payers leave while the seller is down, and it is back only shortly before the
// deadline, on a chain whose gas costs twenty times as much, behind a node that loses logs and goes away, with one voucher among the
// others that the contract does not take. It loses nothing else.
func TestManyPayersLeaveWhileTheSellerIsDown(t *testing.T) {
	if testing.Short() {
		t.Skip("runs for several seconds")
	}
	t.Parallel()
	r := newExitRush(t)
	r.fund()
	var wg sync.WaitGroup
	for _, c := range r.all {
		wg.Go(func() { r.serve(c) })
	}
	wg.Wait()
	require.NoError(t, r.store.Close(), "the seller goes down")

	for i := range r.all {
		require.NoError(t, r.chain.Act(r.all[i].Payer, settle.Action{Verb: settle.RequestClose, Channel: &r.all[i]}))
	}
	r.seal((exitDelay - exitLeft) / exitBlock)
	fees, err := r.chain.Fees(t.Context())
	require.NoError(t, err)
	usual := settle.FirstBid(fees).FeeCap
	r.chain.Lock(func() {
		r.chain.MinFee = new(big.Int).Mul(usual, big.NewInt(20))
		r.chain.LoseLogs = 3
		r.chain.Down = true
	})
	r.open()
	d, stop := r.run()
	blocks := 0
	for ; r.earned() < exitChannels-1 && blocks < exitLeft/exitBlock; blocks++ {
		if blocks == exitLeft/exitBlock/10 {
			r.chain.Lock(func() { r.chain.Down = false })
		}
		r.seal(1)
		time.Sleep(20 * time.Millisecond)
	}
	r.seal(2 * exitLeft / exitBlock)
	for i := range r.all {
		_ = r.chain.Act(r.all[i].Payer, settle.Action{Verb: settle.FinalizeClose, Channel: &r.all[i]}) // it may have ended already
	}
	r.seal(5)
	require.NoError(t, d.Refresh(t.Context()))
	stop()
	t.Logf("%d channels, %d vouchers: %d paid in full within %d of %d blocks, %d transactions", exitChannels, exitChannels*exitVouchers, r.earned(), blocks, exitLeft/exitBlock, r.sent())
	seller, err := r.chain.Account(t.Context(), common.Address{0xe2})
	require.NoError(t, err)
	require.Equal(t, money.UnitsOf((exitChannels-1)*exitVouchers*exitPrice), seller.Free, "loss")
	for _, p := range r.store.Payees() {
		want := money.Micros(exitVouchers * exitPrice)
		if p.ID() == r.all[0].ID() {
			want = money.Amount{}
		}
		require.Equal(t, want, p.Settled, "settled by the seller's books")
	}
	require.NoError(t, r.store.Close())
}

// earned is how many channels have paid all that is owed on them.
func (r *exitRush) earned() (n int) {
	a, err := r.chain.Account(context.Background(), common.Address{0xe2})
	if err != nil {
		return 0 // the node is down
	}
	for n < exitChannels && money.UnitsOf(uint64(n+1)*exitVouchers*exitPrice).Cmp(a.Free) <= 0 {
		n++
	}
	return n
}

func (r *exitRush) sent() (n int) {
	r.chain.Lock(func() { n = len(r.chain.Sent) })
	return n
}
