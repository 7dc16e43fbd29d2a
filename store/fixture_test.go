package store_test

import (
	"context"
	"crypto/ecdsa"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/store"
)

var (
	ctx     = context.Background()
	network = store.Network{ChainID: 31337, Genesis: common.HexToHash("0x9e"), Clearing: common.HexToAddress("0xc1ea")}
	usd     = money.Asset{ChainID: 31337, Token: [20]byte{7}, Decimals: 6}
	terms   = common.HexToHash("0x7e")
)

// party is a node key.
type party struct{ key *ecdsa.PrivateKey }

func newParty(t testing.TB) party {
	k, err := crypto.GenerateKey()
	require.NoError(t, err)
	return party{k}
}

func (p party) address() common.Address { return crypto.PubkeyToAddress(p.key.PublicKey) }

func (p party) sign(t require.TestingT, digest common.Hash) (sig market.Signature) {
	b, err := crypto.Sign(digest[:], p.key)
	require.NoError(t, err)
	copy(sig[:], b)
	return sig
}

func (p party) frame(t require.TestingT, f channel.Frame) channel.Frame {
	f.Voucher.Sig = p.sign(t, network.Domain().Digest(f.Voucher.StructHash()))
	return f
}

func (p party) receipt(t require.TestingT, r market.Receipt) *market.SignedReceipt {
	return &market.SignedReceipt{Receipt: r, Sig: p.sign(t, network.Domain().Digest(r.StructHash()))}
}

// pair is a buyer's and a seller's store with one channel between them.
type pair struct {
	t             testing.TB
	buyer, seller party
	bdir, sdir    string
	b, s          *store.Store
	ch            channel.Channel
	block         uint64
}

func newPair(t testing.TB, deposit money.Units) *pair {
	p := &pair{t: t, buyer: newParty(t), seller: newParty(t), bdir: t.TempDir(), sdir: t.TempDir()}
	p.ch = channel.Channel{Payer: p.buyer.address(), Signer: p.buyer.address(), Payee: p.seller.address(), PayeeSigner: p.seller.address(),
		Asset: common.Hash(usd.ID()), CloseDelay: 3600}
	p.b, p.s = openAt(t, p.bdir), openAt(t, p.sdir)
	_, err := p.b.AddChannel(ctx, p.ch, usd, "seller")
	require.NoError(t, err)
	_, err = p.s.AddServed(ctx, p.ch, usd, "buyer")
	require.NoError(t, err)
	p.chain(channel.OnChain{Deposit: deposit})
	p.greet()
	return p
}

func openAt(t testing.TB, dir string) *store.Store {
	s, err := store.Open(dir, network)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s
}

// greet has the buyer learn what the seller holds of it.
func (p *pair) greet() {
	payee := p.payee()
	_, err := p.b.Adopt(ctx, p.ch.ID(), payee.Resync(common.Hash{}), payee.Highest)
	require.NoError(p.t, err)
}

// reopen restarts both nodes.
func (p *pair) reopen() {
	require.NoError(p.t, p.b.Close())
	require.NoError(p.t, p.s.Close())
	p.b, p.s = openAt(p.t, p.bdir), openAt(p.t, p.sdir)
}

// chain tells both sides what a final block has.
func (p *pair) chain(state channel.OnChain, events ...settle.Event) {
	p.block++
	f := settle.Facts{Head: settle.Head{Number: p.block, Time: 1_000 + p.block}, Since: p.block, Events: events,
		States: map[common.Hash]channel.OnChain{p.ch.ID(): state}}
	require.NoError(p.t, p.b.ApplyFacts(ctx, f))
	require.NoError(p.t, p.s.ApplyFacts(ctx, f))
}

func attempt() market.AttemptID { return market.AttemptID{Call: market.NewCallID(), Attempt: 1} }

func (p *pair) reservation(id market.AttemptID, onKey, onChannel, risk, limit money.Amount) clearing.Reservation {
	return clearing.Reservation{AttemptID: id, Channel: p.ch.ID(), OnKey: onKey, OnChannel: onChannel,
		Exposure: clearing.Exposure{Terms: terms, Risk: risk, Limit: limit},
		Record:   market.BoughtRecord{AttemptID: id, State: market.RecordOpen, Time: 1, Channel: p.ch.ID(), Model: "a/b"}}
}

func (p *pair) admission(id market.AttemptID, risk money.Amount, l clearing.Limits) clearing.Admission {
	return clearing.Admission{Channel: p.ch.ID(), AttemptID: id, Risk: risk, Limits: l,
		Record: market.SoldRecord{AttemptID: id, State: market.RecordOpen, Time: 1, Channel: p.ch.ID(), Model: "a/b"}}
}

// pay signs what is due and has the seller take it; it reports whether anything was.
func (p *pair) pay() bool {
	payer, err := p.b.Payer(p.ch.ID())
	require.NoError(p.t, err)
	f, due := payer.Next()
	if !due {
		return false
	}
	f = p.buyer.frame(p.t, f)
	_, err = p.b.SaveFrame(ctx, p.ch.ID(), f)
	require.NoError(p.t, err)
	payee, err := p.s.Accept(ctx, p.ch.ID(), f, 0)
	require.NoError(p.t, err)
	_, err = p.b.Acked(ctx, p.ch.ID(), payee.Highest.Base())
	require.NoError(p.t, err)
	return true
}

func (p *pair) payer() *channel.Payer {
	v, err := p.b.Payer(p.ch.ID())
	require.NoError(p.t, err)
	return &v
}

func (p *pair) payee() *channel.Payee {
	v, err := p.s.Payee(p.ch.ID())
	require.NoError(p.t, err)
	return &v
}

// finish signs a call's last receipt, and the buyer agrees with it.
func (p *pair) finish(id market.AttemptID, cost money.Amount) *market.SignedReceipt {
	r := p.seller.receipt(p.t, market.Receipt{Terms: terms, ChannelID: p.ch.ID(), AttemptID: id, Seq: 1, Cost: cost, Status: market.StatusDone})
	_, err := p.s.Finish(ctx, p.ch.ID(), market.SoldRecord{AttemptID: id, State: market.RecordDone, Time: 1, Channel: p.ch.ID(), Model: "a/b", Cost: cost, Receipt: r})
	require.NoError(p.t, err)
	_, err = p.b.Charge(ctx, clearing.Charge{AttemptID: id, Evidence: r.StructHash(), Total: cost, Final: true,
		Record: &market.BoughtRecord{AttemptID: id, State: market.RecordDone, Time: 1, Channel: p.ch.ID(), Model: "a/b", Cost: cost, Receipt: r}})
	require.NoError(p.t, err)
	return r
}
