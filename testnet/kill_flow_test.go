package testnet_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
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

// What a channel goes through: it is opened, sold on, claimed on, topped up, closed together, opened again and closed by its payer alone.
const (
	flowMinted, flowDeposit, flowEarned, flowTopUp = 100, 10, 4, 5 // coins
	flowDelay                                      = 3600          // close delay, seconds
	flowWait                                       = 20 * time.Second
)

// killFlow is a payer's and a payee's stores and drivers over a chain in memory.
type killFlow struct {
	t           *testing.T
	said        killLog
	chain       *settletest.Chain
	ahead       atomic.Uint64 // how far the chain's clock is ahead, seconds
	net         store.Network
	asset       money.Asset
	channel     channel.Channel
	payer, pays *wallet.Signer // the node keys of the payer and of the payee
	buyer       *flowSide
	seller      *flowSide
}

// flowSide is one node as far as the chain goes.
type flowSide struct {
	f           *killFlow
	dir         string
	fuse        *killFuse
	store       *store.Store
	driver      *settle.Driver
	node, owner settletest.Account
	stop        func()
}

func newKillFlow(t *testing.T, ofBuyer, ofSeller *killFuse) *killFlow {
	t.Helper()
	f := &killFlow{t: t, payer: newSigner(t), pays: newSigner(t), asset: money.Asset{ChainID: 31337, Token: [20]byte{7}, Decimals: 6},
		net: store.Network{ChainID: 31337, Genesis: common.Hash{9}, Clearing: common.Address{0xc1}}}
	f.chain = settletest.NewChain(func() uint64 { return uint64(time.Now().Unix()) + f.ahead.Load() })
	f.buyer = &flowSide{f: f, dir: t.TempDir(), fuse: ofBuyer, node: settletest.Account(f.payer.Address()), owner: settletest.Account{0xb2}}
	f.seller = &flowSide{f: f, dir: t.TempDir(), fuse: ofSeller, node: settletest.Account(f.pays.Address()), owner: settletest.Account{0xe2}}
	f.channel = channel.Channel{Payer: f.buyer.owner.Address(), Signer: f.payer.Address(), Payee: f.seller.owner.Address(), PayeeSigner: f.pays.Address(),
		Asset: f.asset.ID(), CloseDelay: flowDelay}
	f.chain.Mint(f.buyer.owner.Address(), coins(flowMinted))
	f.buyer.start()
	f.seller.start()
	return f
}

func coins(n uint64) money.Units { return money.UnitsOf(n * 1_000_000) }

// mortalChain takes no transactions from the dead.
type mortalChain struct {
	settle.Chain
	fuse *killFuse
}

func (c mortalChain) Send(ctx context.Context, raw []byte) error {
	if c.fuse.isDead() {
		return errDead
	}
	return c.Chain.Send(ctx, raw)
}

func (s *flowSide) start() {
	t := s.f.t
	t.Helper()
	var err error
	s.store, err = store.OpenBehind(s.dir, s.f.net, s.fuse.commit)
	require.True(t, err == nil || errors.Is(err, errDead), "open: %v", err)
	if err != nil {
		s.stop = func() {}
		return
	}
	cfg := settle.DefaultConfig(s.f.net.ChainID, s.owner.Address())
	cfg.Confirmations, cfg.Poll = 2, time.Millisecond
	books := s.store.Outliving(func(error) {})
	s.driver, err = settle.New(cfg, books.Guard(mortalChain{s.f.chain, s.fuse}), books, s.node, s.owner, slog.New(slog.NewTextHandler(&s.f.said, nil)))
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.driver.Run(ctx) }() // ends with stop
	s.stop = func() {
		cancel()
		if err := <-ended; err != nil {
			require.True(t, errors.Is(err, errDead) || errors.Is(err, context.Canceled), "only a death ends a driver: %v", err)
		}
		_ = s.store.Close() // a dead one could not write what it had
	}
}

// revive starts a side that has died anew.
func (s *flowSide) revive() {
	if s.fuse.isDead() {
		s.stop()
		s.fuse = newFuse()
		s.start()
	}
}

// until does what is missing until it is there, whoever dies in between: an operator looks, and asks again for what has not come.
func (f *killFlow) until(what string, there func() bool, missing func(ctx context.Context) error) {
	f.t.Helper()
	ctx, cancel := context.WithTimeout(f.t.Context(), flowWait)
	defer cancel()
	var err error
	for {
		f.chain.Seal()
		f.buyer.revive()
		f.seller.revive()
		if there() {
			return
		}
		if missing != nil && len(f.pending()) == 0 {
			err = f.sealing(ctx, missing)
		}
		if ctx.Err() != nil {
			require.Failf(f.t, "it does not come", "%s: %v; what both said:\n%s", what, err, f.said.String())
		}
		time.Sleep(time.Millisecond)
	}
}

// sealing has the chain go on while something waits for it.
func (f *killFlow) sealing(ctx context.Context, do func(context.Context) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() { // ends with ctx
		for ctx.Err() == nil {
			time.Sleep(time.Millisecond)
			f.chain.Seal()
			if f.buyer.fuse.isDead() || f.seller.fuse.isDead() {
				cancel() // who waits for the dead is not told
			}
		}
	}()
	return do(ctx)
}

// pending are the transactions that may still be mined.
func (f *killFlow) pending() (all []settle.Intent) {
	for _, s := range []*flowSide{f.buyer, f.seller} {
		i, err := s.store.Intents(context.Background())
		require.NoError(f.t, err)
		all = append(all, i...)
	}
	return all
}

// onChain is the channel at the chain's newest block.
func (f *killFlow) onChain() channel.OnChain {
	head, err := f.chain.Head(context.Background())
	require.NoError(f.t, err)
	s, err := f.chain.States(context.Background(), head, []common.Hash{f.channel.ID()})
	require.NoError(f.t, err)
	return s[0]
}

// both reports whether both sides and the chain say the same of the channel.
func (f *killFlow) both(want channel.OnChain) bool {
	p, err := f.buyer.store.Payer(f.channel.ID())
	e, failed := f.seller.store.Payee(f.channel.ID())
	return err == nil && failed == nil && p.OnChain == want && e.OnChain == want && f.onChain() == want
}

func (f *killFlow) fund(epoch uint32, from, by uint64, after channel.OnChain) {
	f.t.Helper()
	f.until(fmt.Sprintf("funding by %d in epoch %d", by, epoch), func() bool { return f.both(after) }, func(ctx context.Context) error {
		if _, err := f.buyer.store.AddChannel(ctx, f.channel, f.asset, "seller"); err != nil {
			return err
		}
		if _, err := f.seller.store.AddServed(ctx, f.channel, f.asset, "buyer"); err != nil {
			return err
		}
		if now := f.onChain(); now.Deposit == coins(from) && now.Epoch == epoch {
			_, err := f.buyer.driver.Fund(ctx, f.channel, coins(by))
			return err
		}
		return errors.Join(f.buyer.driver.Refresh(ctx), f.seller.driver.Refresh(ctx))
	})
}

// deal buys one call and pays for it; nobody dies meanwhile: TestRoomsAgreeWhateverWriteIsTheLast has that.
func (f *killFlow) deal() {
	f.t.Helper()
	for _, s := range []*flowSide{f.buyer, f.seller} {
		s.revive()
		s.fuse.hold(true)
		defer s.fuse.hold(false)
	}
	ctx, cost := context.Background(), money.Coins(flowEarned)
	id := market.AttemptID{Call: market.NewCallID(), Attempt: 1}
	payee, err := f.seller.store.Payee(f.channel.ID())
	require.NoError(f.t, err)
	_, err = f.buyer.store.Adopt(ctx, f.channel.ID(), payee.Resync(common.Hash{}), payee.Highest)
	require.NoError(f.t, err)
	_, err = f.buyer.store.Reserve(ctx, clearing.Reservation{AttemptID: id, Channel: f.channel.ID(), OnKey: cost, OnChannel: cost,
		Record: market.BoughtRecord{AttemptID: id, State: market.RecordOpen, Time: 1, Channel: f.channel.ID(), Model: "a/b"}})
	require.NoError(f.t, err)
	limits := clearing.Limits{Buyer: cost, NewBuyers: cost, IsNew: true}
	sold := market.SoldRecord{AttemptID: id, State: market.RecordOpen, Time: 1, Channel: f.channel.ID(), Model: "a/b"}
	_, err = f.seller.store.Admit(ctx, clearing.Admission{Channel: f.channel.ID(), AttemptID: id, Risk: cost, Limits: limits, Record: sold}, nil)
	require.NoError(f.t, err)
	r := market.SignedReceipt{Receipt: market.Receipt{ChannelID: f.channel.ID(), AttemptID: id, Seq: 1, Cost: cost, Status: market.StatusDone}}
	r.Sig, err = f.pays.SignReceipt(f.net.Domain(), r.Receipt)
	require.NoError(f.t, err)
	sold.State, sold.Cost, sold.Receipt = market.RecordDone, cost, &r
	_, err = f.seller.store.Finish(ctx, f.channel.ID(), sold)
	require.NoError(f.t, err)
	p, err := f.buyer.store.Charge(ctx, clearing.Charge{AttemptID: id, Evidence: r.StructHash(), Total: cost, Final: true})
	require.NoError(f.t, err)
	frame, due := p.Next()
	require.True(f.t, due)
	frame.Voucher.Sig, err = f.payer.SignVoucher(f.net.Domain(), frame.Voucher.Voucher)
	require.NoError(f.t, err)
	_, err = f.buyer.store.SaveFrame(ctx, f.channel.ID(), frame)
	require.NoError(f.t, err)
	payee, err = f.seller.store.Accept(ctx, f.channel.ID(), frame, 0)
	require.NoError(f.t, err)
	_, err = f.buyer.store.Acked(ctx, f.channel.ID(), payee.Highest.Base())
	require.NoError(f.t, err)
}

// closeTogether asks for the payee's consent and ends the epoch with it.
func (f *killFlow) closeTogether(ctx context.Context) error {
	if f.onChain().Epoch != 0 {
		return errors.Join(f.buyer.driver.Refresh(ctx), f.seller.driver.Refresh(ctx))
	}
	p, err := f.buyer.store.SetClosing(ctx, f.channel.ID(), true)
	if err != nil {
		return err
	}
	consent, err := f.seller.store.Consent(ctx, f.channel.ID(), uint64(time.Now().Unix())+600)
	if err != nil {
		return err
	}
	sig, err := f.pays.SignClose(f.net.Domain(), consent)
	if err != nil {
		return err
	}
	_, err = f.buyer.driver.CloseCooperative(ctx, f.channel, consent, sig, p.Highest())
	return err
}

// live takes the channel through everything.
func (f *killFlow) live() {
	f.t.Helper()
	f.fund(0, 0, flowDeposit, channel.OnChain{Deposit: coins(flowDeposit)})
	f.deal()
	f.until("claim", func() bool { return f.both(channel.OnChain{Deposit: coins(flowDeposit), Claimed: coins(flowEarned)}) },
		func(ctx context.Context) error {
			_, err := f.seller.driver.SettleNow(ctx)
			return err
		})
	f.fund(0, flowDeposit, flowTopUp, channel.OnChain{Deposit: coins(flowDeposit + flowTopUp), Claimed: coins(flowEarned)})
	f.until("close together", func() bool { return f.both(channel.OnChain{Epoch: 1}) }, f.closeTogether)
	f.fund(1, 0, flowDeposit, channel.OnChain{Epoch: 1, Deposit: coins(flowDeposit)})
	f.until("close request", func() bool { return f.onChain().CloseAt != 0 }, func(ctx context.Context) error {
		_, err := f.buyer.driver.RequestClose(ctx, f.channel)
		return err
	})
	f.ahead.Add(flowDelay + 60)
	f.until("close", func() bool { return f.both(channel.OnChain{Epoch: 2}) }, nil)
	f.until("quiet", func() bool { return len(f.pending()) == 0 }, nil)
}

// close ends both sides and holds everything to the coin.
func (f *killFlow) close() {
	f.t.Helper()
	payer, err := f.chain.Account(context.Background(), f.buyer.owner.Address())
	require.NoError(f.t, err)
	payee, err := f.chain.Account(context.Background(), f.seller.owner.Address())
	require.NoError(f.t, err)
	require.Equal(f.t, coins(flowMinted-flowEarned), payer.Free.Add(payer.Token), "the payer has the rest back")
	require.Equal(f.t, coins(flowEarned), payee.Free.Add(payee.Token), "the payee has what it earned, once")
	p, err := f.buyer.store.Payer(f.channel.ID())
	require.NoError(f.t, err)
	e, err := f.seller.store.Payee(f.channel.ID())
	require.NoError(f.t, err)
	require.Equal(f.t, money.Coins(flowEarned), p.Settled, "settled by the payer's books")
	require.Equal(f.t, money.Coins(flowEarned), e.Settled, "settled by the payee's books")
	f.buyer.stop()
	f.seller.stop()
}

// A side dies before, at and after every durable write while a channel is opened, claimed on, topped up, closed together, opened again
// and closed by the payer alone. Whenever it was, nothing is funded or paid twice, and in the end both books are the chain's.
func TestFlowsAgreeWhateverWriteIsTheLast(t *testing.T) {
	t.Parallel()
	verbs := map[string][]string{"buyer": {"bind", "AddChannel", "ApplyFacts", "SaveIntent", "SetClosing"}, "seller": {"bind", "AddServed", "ApplyFacts", "SaveIntent", "Consent"}}
	for victim, want := range verbs {
		t.Run(victim+" dies", func(t *testing.T) {
			t.Parallel()
			d := &killDeaths{points: map[string]int{}}
			for d.wave(t, func(at int, mode killMode) (string, killTally) { return liveAndDie(t, victim, at, mode), killTally{} }) {
				require.Less(t, d.writes, 400, "a channel never ends")
			}
			t.Logf("%d writes, %d deaths: %v", d.writes, d.count, d.points)
			for _, verb := range want {
				require.Positive(t, d.points[verb], "deaths at %s", verb)
			}
		})
	}
}

// liveAndDie names the write that was a side's last; "": there are not so many.
func liveAndDie(t *testing.T, victim string, at int, mode killMode) (point string) {
	t.Helper()
	fuse, whole := newFuse(), newFuse()
	fuse.arm(at, mode)
	ofBuyer, ofSeller := whole, fuse
	if victim == "buyer" {
		ofBuyer, ofSeller = fuse, whole
	}
	f := newKillFlow(t, ofBuyer, ofSeller)
	f.buyer.revive()
	f.seller.revive()
	f.live()
	f.close()
	if fuse.isDead() {
		return fuse.writes()[at-1]
	}
	return ""
}
