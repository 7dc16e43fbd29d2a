package settle_test

import (
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/clearing/settle/settletest"
	"github.com/tolsey/tolsey/market/money"
)

// model is the reference: who owes whom what, in plain sums, for one channel between a buyer that is its payer and the rig's node that
// is its payee. It knows nothing of blocks, transactions and confirmations.
type model struct {
	asset  money.Asset
	minted money.Units
	epoch  uint32
	life   map[uint32]*life
}

// life is one epoch of the channel.
type life struct {
	bought money.Amount // what the buyer has paid for
	sold   money.Amount // the seller's S: what it delivered
	signed money.Units  // highest voucher
	held   money.Units  // highest voucher that reached the seller
}

func (m *model) now() *life {
	l, ok := m.life[m.epoch]
	if !ok {
		l = &life{}
		m.life[m.epoch] = l
	}
	return l
}

// due is what the seller must have in the end: what it delivered and holds a voucher for.
func (m *model) due(epoch uint32) money.Units {
	l, ok := m.life[epoch]
	if !ok {
		return money.Units{}
	}
	sold, _ := l.sold.CeilTo(m.asset)
	return sold.Min(l.held)
}

// total is a sum over all epochs.
func (m *model) total(of func(uint32) money.Units) (sum money.Units) {
	for e := range m.life {
		sum = sum.Add(of(e))
	}
	return sum
}

// check holds the chain to the model. It is called after every step.
func (m *model) check(t require.TestingT, g *game) {
	s := g.onChain(g.c)
	locked := s.Deposit.SubFloor(s.Claimed)
	buyerFree, sellerFree := g.free(buyer), g.free(owner.Address())
	account, err := g.chain.Account(g.t.Context(), buyer)
	require.NoError(t, err)
	require.Equal(t, m.minted, account.Token.Add(buyerFree).Add(sellerFree).Add(locked), "conservation: wallet %s, free %s and %s, locked %s", account.Token, buyerFree, sellerFree, locked)

	signed := m.total(func(e uint32) money.Units { return m.life[e].signed })
	require.False(t, signed.Less(sellerFree), "the seller has %s, the buyer has signed %s", sellerFree, signed)
	most := m.total(m.due)
	require.False(t, most.Less(sellerFree), "the seller has %s and is due %s", sellerFree, most)
	if s.Epoch == m.epoch {
		sold, _ := m.now().sold.CeilTo(m.asset)
		require.False(t, s.Deposit.Less(sold), "delivered %s on a deposit of %s", sold, s.Deposit)
	}
}

// game is a schedule as it is played.
type game struct {
	*rig
	m       *model
	c       channel.Channel
	net     []channel.Voucher // on their way: late, twice, or never
	consent bool              // the seller has signed a close of this epoch
	mend    func()            // ends all that is wrong with the nodes of the chain
}

// usable is the channel's state if the seller serves on it: its deposit is final and nobody leaves.
func (g *game) usable() (channel.OnChain, bool) {
	s := g.store.State(g.c.ID())
	return s, s.Open() && s.CloseAt == 0 && s.Epoch == g.m.epoch && !g.consent
}

// call pays for a call that fits the deposit, before it is delivered where it is prepaid and never is. The voucher goes on its way.
func (g *game) call(cost money.Amount, delivered bool) {
	s, ok := g.usable()
	l := g.m.now()
	total, fits := l.bought.Add(cost).CeilTo(g.m.asset)
	if !ok || !fits || s.Deposit.Less(total) {
		return
	}
	if l.bought = l.bought.Add(cost); delivered {
		l.sold = l.sold.Add(cost)
	}
	l.signed = l.signed.Max(total)
	g.net = append(g.net, channel.Voucher{ChannelID: g.c.ID(), Epoch: g.m.epoch, Cumulative: l.signed, Memo: common.Hash{1}})
	g.tell()
}

// margin is how long before the end of a close the seller stops to accept vouchers.
const margin = 10 * time.Minute

// deliver hands the seller a voucher, any of those on their way, which may come again.
func (g *game) deliver(n int) {
	if len(g.net) == 0 {
		return
	}
	v := g.net[n%len(g.net)]
	s := g.store.State(g.c.ID())
	late := s.CloseAt != 0 && uint64(time.Now().Add(margin).Unix()) >= s.CloseAt
	if v.Epoch != g.m.epoch || s.Epoch != v.Epoch || late {
		return
	}
	l := g.m.now()
	l.held = l.held.Max(v.Cumulative)
	g.tell()
}

// tell makes durable what the seller holds.
func (g *game) tell() {
	l := g.m.now()
	v := channel.SignedVoucher{Voucher: channel.Voucher{ChannelID: g.c.ID(), Epoch: g.m.epoch, Cumulative: l.held, Memo: common.Hash{1}}}
	if !l.held.IsZero() {
		v.Sig[0], v.Sig[64] = 1, 1
	}
	g.store.Track(settle.Tracked{Channel: g.c, Asset: g.m.asset, Role: settle.Payee, Highest: v, Sum: l.sold, Since: uint64(time.Now().UnixMilli())})
}

// top is the buyer's funding, which opens the channel or a new epoch of it.
func (g *game) top(amount money.Units) {
	if g.onChain(g.c).Epoch != g.m.epoch {
		return // the end of the last epoch is not known to both yet
	}
	g.m.minted = g.m.minted.Add(amount)
	g.chain.Mint(buyer, amount)
	require.NoError(g.t, g.chain.Act(buyer, settle.Action{Verb: settle.Approve, Amount: amount}))
	require.NoError(g.t, g.chain.Act(buyer, settle.Action{Verb: settle.DepositAndFund, Channel: &g.c, Amount: amount}))
	time.Sleep(4 * blockTime) // final, so that no reorganisation of the schedule takes it away again
}

// leave asks for a close, lets its delay pass and takes the rest: by then the seller must have all that it is due.
func (g *game) leave() {
	if s := g.onChain(g.c); !s.Open() || s.CloseAt != 0 {
		return
	}
	g.requestClose(g.c)
}

func (g *game) finalize() {
	if g.chain.Act(buyer, settle.Action{Verb: settle.FinalizeClose, Channel: &g.c}) == nil {
		g.ended("by force")
	}
}

// agree closes with the seller's consent, at what it is due.
func (g *game) agree() {
	s, ok := g.usable()
	if !ok || g.onChain(g.c).Epoch != s.Epoch {
		return
	}
	g.consent = true
	due := g.m.due(g.m.epoch).Max(g.onChain(g.c).Claimed)
	var sig [65]byte
	sig[0] = 1
	voucher := channel.Voucher{ChannelID: g.c.ID(), Epoch: s.Epoch, Cumulative: g.m.now().signed}
	require.NoError(g.t, g.chain.Act(buyer, settle.Action{
		Verb: settle.CloseCooperative, Channel: &g.c, CloseSig: sig, VoucherSig: sig, Voucher: &voucher,
		Close: &channel.Close{ChannelID: g.c.ID(), Epoch: s.Epoch, Claimed: due, Deadline: 1 << 40},
	}))
	g.ended("by consent")
}

// ended waits until the end of an epoch is final and known, which the chain's nodes must agree on, and holds it to the model.
func (g *game) ended(how string) {
	g.mend()
	time.Sleep(6 * blockTime)
	id := settletest.Epoch{Channel: g.c.ID(), Number: g.m.epoch}
	require.Equal(g.t, g.m.due(g.m.epoch), g.store.Settled()[id], "the seller has what it is due of epoch %d, which ended %s", g.m.epoch, how)
	g.m.epoch++
	g.net, g.consent = nil, false
	g.tell()
}
