package channel_test

import (
	"crypto/ecdsa"
	"encoding/json"
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

var terms = common.HexToHash("0x7e")

// deal is one attempt as the model keeps it.
type deal struct {
	id       market.AttemptID
	gen      uint32
	reserved money.Amount
	posted   money.Amount // the buyer's latest total
	claimed  money.Amount // what a receipt asks, at least posted
	risk     money.Amount
	closed   bool // by the buyer
	admitted bool
	done     bool                      // the seller's last receipt is signed
	cost     money.Amount              // of the last receipt
	receipts []market.Receipt          // signed, in order
	history  []channel.Posting         // what the buyer has posted, to be replayed
	log      map[uint32]*channel.Entry // nothing is ever said twice under one seq
}

// link is a payer and a payee that exchange frames over a link that loses, repeats and reorders; both crash at any time and come
// back with what is stored.
type link struct {
	key      *ecdsa.PrivateKey
	payer    channel.Payer
	pcalls   map[market.AttemptID]channel.PayerCall
	payee    channel.Payee
	scalls   calls
	limit    money.Amount
	deals    []*deal
	frames   []channel.Frame
	acks     []channel.Base
	memos    map[common.Hash]common.Hash // voucher's (epoch, cumulative) -> memo
	highest  money.Units
	disputes bool
	now      uint64
}

type calls map[market.AttemptID]channel.PayeeCall

func (c calls) Get(id market.AttemptID) (channel.PayeeCall, bool) { v, ok := c[id]; return v, ok }
func (c calls) Put(v channel.PayeeCall)                           { c[v.AttemptID] = v }
func (c calls) Delete(id market.AttemptID)                        { delete(c, id) }

func newLink(t *rapid.T, decimals uint8) *link {
	key, err := crypto.ToECDSA(common.LeftPadBytes([]byte{1}, 32))
	require.NoError(t, err)
	signer := crypto.PubkeyToAddress(key.PublicKey)
	c := channel.Channel{Payer: signer, Signer: signer, Payee: common.Address{2}, PayeeSigner: common.Address{3}, CloseDelay: 400}
	asset, d := money.Asset{ChainID: 1, Decimals: decimals}, market.Domain{ChainID: 1, Clearing: common.Address{9}}
	l := &link{key: key, pcalls: map[market.AttemptID]channel.PayerCall{}, scalls: calls{}, memos: map[common.Hash]common.Hash{},
		payer: channel.Payer{Channel: c, Asset: asset, Domain: d}, payee: channel.Payee{Channel: c, Asset: asset, Domain: d}}
	l.limit = money.Picos(rapid.Uint64Range(0, 5_000_000).Draw(t, "limit"))
	l.chain(channel.OnChain{Deposit: units(asset, rapid.Uint64Range(1, 60_000_000).Draw(t, "deposit"))})
	return l
}

func units(a money.Asset, picos uint64) money.Units {
	u, _ := money.Picos(picos).CeilTo(a)
	return u
}

func (l *link) chain(s channel.OnChain) {
	l.payer.SetOnChain(s)
	l.payee.SetOnChain(s, l.now)
}

func amount(t *rapid.T, most uint64, name string) money.Amount {
	return money.Picos(rapid.Uint64Range(0, most).Draw(t, name))
}

func (l *link) pick(t *rapid.T, want func(*deal) bool) *deal {
	var some []*deal
	for _, d := range l.deals {
		if d.gen == l.payer.Gen && want(d) {
			some = append(some, d)
		}
	}
	if len(some) == 0 {
		t.Skip("no such call")
	}
	return rapid.SampledFrom(some).Draw(t, "call")
}

func (l *link) reserve(t *rapid.T) {
	id := market.AttemptID{Call: market.CallID{byte(len(l.deals)), byte(len(l.deals) >> 8)}, Attempt: 1}
	hold := amount(t, 12_000_000, "hold")
	c, err := l.payer.Hold(id, hold)
	if err != nil {
		var short *channel.HeadroomError
		require.ErrorAs(t, err, &short)
		return
	}
	d := &deal{id: id, gen: l.payer.Gen, reserved: hold, log: map[uint32]*channel.Entry{}}
	l.deals = append(l.deals, d)
	l.pcalls[id] = c
	l.cover(t, d, hold)
}

// cover posts the advance that the seller is going to ask.
func (l *link) cover(t *rapid.T, d *deal, risk money.Amount) {
	c := l.pcalls[d.id]
	before := l.payer
	advance, err := l.payer.Cover(&c, terms, risk, l.limit, l.now)
	if err != nil {
		require.Equal(t, before.Sum, l.payer.Sum)
		require.Equal(t, before.Held, l.payer.Held)
		require.Len(t, l.payer.Queue, len(before.Queue))
		return
	}
	l.pcalls[d.id] = c
	d.posted = d.posted.Add(advance)
	d.claimed = d.claimed.Max(d.posted)
	d.risk, d.reserved = risk, d.reserved.Max(risk)
	if !l.disputes {
		require.LessOrEqual(t, l.payer.Unpaid().Cmp(l.limit), 0, "what is covered leaves no more unpaid than the limit")
	}
}

func (l *link) sign(t *rapid.T) {
	f, due := l.payer.Next()
	if !due {
		t.Skip("nothing is due")
	}
	// More may be queued while the signature is made.
	if rapid.Bool().Draw(t, "meanwhile") && len(l.deals) > 0 {
		d := l.deals[len(l.deals)-1]
		if c := l.pcalls[d.id]; d.gen == l.payer.Gen && !c.Final && c.Total.Less(c.Reserved) {
			l.post(t, d, channel.Posting{Evidence: terms, Total: c.Reserved})
		}
	}
	f.Voucher.Sig = l.signed(t, f.Voucher.Voucher)
	require.NoError(t, l.payer.Sent(f))
	require.NoError(t, l.payer.Sent(f), "again is no harm")
	name := crypto.Keccak256Hash(common.BigToHash(common.Big1).Bytes(), f.Voucher.Cumulative.Big().Bytes(), []byte{byte(f.Voucher.Epoch)})
	_, before := l.memos[name]
	require.False(t, before, "a second memo at one cumulative")
	l.memos[name] = f.Voucher.Memo
}

func (l *link) signed(t *rapid.T, v channel.Voucher) (sig market.Signature) {
	digest := l.payer.Domain.Digest(v.StructHash())
	b, err := crypto.Sign(digest[:], l.key)
	require.NoError(t, err)
	copy(sig[:], b)
	return sig
}

func (l *link) send(t *rapid.T) {
	if l.payer.Unacked == nil {
		t.Skip("nothing to send")
	}
	l.frames = append(l.frames, *l.payer.Unacked)
}

// deliver takes any frame off the link, or a copy of it.
func (l *link) deliver(t *rapid.T) {
	if len(l.frames) == 0 {
		t.Skip("link is empty")
	}
	i := rapid.IntRange(0, len(l.frames)-1).Draw(t, "which")
	f := l.frames[i]
	if rapid.Bool().Draw(t, "once") {
		l.frames = append(l.frames[:i:i], l.frames[i+1:]...)
	}
	l.arrive(t, f)
}

func (l *link) arrive(t *rapid.T, f channel.Frame) {
	before := l.payee
	fresh, err := l.payee.Verify(&f, 0)
	switch {
	case f.Voucher.Epoch < l.payee.OnChain.Epoch || !l.payee.OnChain.Open():
		require.ErrorIs(t, err, channel.ErrGone)
		return
	case errors.As(err, new(*channel.OverDepositError)):
		require.True(t, l.payee.OnChain.Deposit.Less(f.Voucher.Cumulative))
		return
	}
	require.NoError(t, err)
	taken := l.payee.Accept(&f, l.scalls, l.now)
	require.Equal(t, fresh, taken)
	require.False(t, l.payee.Accept(&f, l.scalls, l.now), "again changes nothing")
	require.GreaterOrEqual(t, l.payee.Highest.Cumulative.Cmp(before.Highest.Cumulative), 0)
	require.Nil(t, l.payee.Missing, "one frame at a time leaves no gap")
	l.acks = append(l.acks, l.payee.Highest.Base())
}

func (l *link) acknowledge(t *rapid.T) {
	if len(l.acks) == 0 {
		t.Skip("no acknowledgement")
	}
	i := rapid.IntRange(0, len(l.acks)-1).Draw(t, "which")
	b := l.acks[i]
	if rapid.Bool().Draw(t, "once") {
		l.acks = append(l.acks[:i:i], l.acks[i+1:]...)
	}
	if err := l.payer.Acknowledge(b); err != nil {
		require.ErrorIs(t, err, channel.ErrUnknownBase)
		require.NotZero(t, l.payer.OnChain.Epoch, "only a new epoch forgets what was sent")
	}
}

func (l *link) lose(t *rapid.T) {
	if len(l.frames) == 0 {
		t.Skip("link is empty")
	}
	l.frames = l.frames[1:]
	l.acks = nil
}

func (l *link) admit(t *rapid.T) {
	d := l.pick(t, func(d *deal) bool { return !d.admitted && !d.closed })
	c, _ := l.scalls.Get(d.id)
	c.AttemptID = d.id
	before := l.payee
	err := l.payee.Admit(&c, d.risk, l.limit)
	var more *channel.AdvanceRequired
	if errors.As(err, &more) {
		require.Equal(t, before, l.payee)
		require.False(t, more.Amount.IsZero())
		return
	}
	if err != nil {
		require.ErrorIs(t, err, channel.ErrGone)
		return
	}
	d.admitted = true
	l.scalls.Put(c)
	require.LessOrEqual(t, l.payee.Unpaid().Cmp(l.limit), 0, "no call is admitted beyond the limit")
}

// receipt has the seller sign one within what it risks.
func (l *link) receipt(t *rapid.T, status market.Status) {
	d := l.pick(t, func(d *deal) bool { return d.admitted && !d.done })
	c := l.scalls[d.id]
	cost := amount(t, 12_000_000, "cost").Min(c.Risk)
	if status == market.StatusOpen {
		cost = cost.Max(c.Cost)
	}
	r := market.Receipt{AttemptID: d.id, Seq: c.Seq + 1, Cost: cost, Status: status}
	require.NoError(t, l.payee.File(&c, r, l.now))
	require.NoError(t, l.payee.File(&c, r, l.now), "again is no harm")
	d.cost, d.done = cost, status.Final()
	d.receipts = append(d.receipts, r)
	if !d.done {
		if err := l.payee.Raise(&c, c.Risk.Add(money.Picos(1_000_000)), l.limit); err != nil {
			require.ErrorAs(t, err, new(*channel.AdvanceRequired))
		}
	}
	l.scalls.Put(c)
}

// charge has the buyer post what a receipt says, or less.
func (l *link) charge(t *rapid.T) {
	d := l.pick(t, func(d *deal) bool { return len(d.receipts) > 0 })
	r := d.receipts[len(d.receipts)-1]
	total := r.Cost
	if rapid.IntRange(0, 4).Draw(t, "contest") == 0 {
		total = amount(t, 12_000_000, "own count").Min(total)
		l.disputes = l.disputes || total != r.Cost
	}
	l.agree(t, d, r, total)
	if !r.Status.Final() && !d.closed {
		l.cover(t, d, r.Cost.Add(money.Picos(1_000_000)))
	}
}

// agree posts what a receipt comes to for the buyer, as far as the channel can hold it.
func (l *link) agree(t *rapid.T, d *deal, r market.Receipt, total money.Amount) {
	if most := d.reserved.Max(d.posted); !d.closed && most.Less(total) {
		c := l.pcalls[d.id]
		if err := l.payer.Extend(&c, total.Sub(most)); err == nil {
			d.reserved = total
		} else {
			require.ErrorAs(t, err, new(*channel.HeadroomError))
			total, l.disputes = most, true
		}
		l.pcalls[d.id] = c
	}
	l.post(t, d, channel.Posting{Evidence: r.StructHash(), Total: total, Claimed: r.Cost, Final: r.Status.Final(), At: l.now})
}

// post makes a charge and checks it against the model.
func (l *link) post(t *rapid.T, d *deal, p channel.Posting) {
	c := l.pcalls[d.id]
	before, old := l.payer, c
	_, err := l.payer.Charge(&c, p)
	total := p.Total
	if !d.closed && !p.Final {
		total = total.Max(d.posted)
	}
	switch {
	case d.closed && d.posted.Less(total):
		require.ErrorIs(t, err, channel.ErrFinal)
	case !d.closed && d.reserved.Max(d.posted).Less(total):
		require.ErrorIs(t, err, channel.ErrOverHold)
	default:
		require.NoError(t, err)
		d.posted, d.claimed, d.closed = total, p.Claimed.Max(total), d.closed || p.Final
		d.history = append(d.history, p)
	}
	if err != nil {
		require.Equal(t, before, l.payer)
		require.Equal(t, old, c)
	}
	l.pcalls[d.id] = c
}

// replay repeats the last charge of a call.
func (l *link) replay(t *rapid.T) {
	d := l.pick(t, func(d *deal) bool { return len(d.history) > 0 })
	c := l.pcalls[d.id]
	before := l.payer
	queued, err := l.payer.Charge(&c, channel.Posting{Evidence: c.Evidence, Total: c.Total, Claimed: c.Claimed, Final: c.Final, At: l.now})
	require.NoError(t, err)
	require.False(t, queued)
	require.Equal(t, before, l.payer, "a replay charges nothing")
}

func (l *link) void(t *rapid.T) {
	d := l.pick(t, func(d *deal) bool { return !d.admitted && !d.closed })
	l.post(t, d, channel.Posting{Evidence: terms, Final: true, At: l.now})
}

// crash brings both sides back from what is stored.
func (l *link) crash(t *rapid.T) {
	var p channel.Payer
	reload(t, l.payer, &p)
	p.Sig = l.payer.Sig
	for _, q := range l.payer.Queue {
		b, err := q.MarshalBinary()
		require.NoError(t, err)
		var back channel.Queued
		require.NoError(t, back.UnmarshalBinary(b))
		p.Queue = append(p.Queue, back)
	}
	if l.payer.Unacked != nil {
		b, err := l.payer.Unacked.MarshalBinary()
		require.NoError(t, err)
		p.Unacked = &channel.Frame{}
		require.NoError(t, p.Unacked.UnmarshalBinary(b))
		require.True(t, p.Unacked.Same(l.payer.Unacked))
	}
	var s channel.Payee
	reload(t, l.payee, &s)
	s.Highest.Sig = l.payee.Highest.Sig
	l.payer, l.payee = p, s
}

func reload(t *rapid.T, v, into any) {
	b, err := json.Marshal(v)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(b, into))
}

func (l *link) claim(*rapid.T) {
	s := l.payee.OnChain
	s.Claimed = s.Claimed.Max(l.payee.Claimable())
	l.chain(s)
}

func (l *link) topUp(t *rapid.T) {
	s := l.payee.OnChain
	s.Deposit = s.Deposit.Add(units(l.payer.Asset, rapid.Uint64Range(0, 20_000_000).Draw(t, "more")))
	l.chain(s)
}

// reopen ends the epoch and funds the next one.
func (l *link) reopen(t *rapid.T) {
	if rapid.IntRange(0, 3).Draw(t, "really") > 0 {
		t.Skip("not now")
	}
	owed := l.payee.Sum.SubFloor(l.payee.Highest.Cumulative.FloorPicos(l.payee.Asset))
	debt := l.payee.Debt
	l.chain(channel.OnChain{Epoch: l.payee.OnChain.Epoch + 1})
	require.Equal(t, debt.Add(owed), l.payee.Debt, "what no voucher paid is remembered")
	l.chain(channel.OnChain{Deposit: units(l.payer.Asset, 50_000_000), Epoch: l.payee.OnChain.Epoch})
	require.Zero(t, l.payer.Sum)
	require.True(t, l.payer.Cumulative.IsZero())
	l.highest = money.Units{}
}

// check compares both sides with the model.
func (l *link) check(t *rapid.T) {
	var sum, held, risk, contested, ours, beyond money.Amount
	for _, d := range l.deals {
		if d.gen != l.payer.Gen {
			continue
		}
		sum, contested = sum.Add(d.posted), contested.Add(d.claimed.Sub(d.posted))
		if !d.closed {
			held, risk = held.Add(d.reserved.SubFloor(d.posted)), risk.Add(d.risk.SubFloor(d.posted))
		}
		if c, ok := l.scalls[d.id]; ok && d.admitted {
			total := c.Advance.Max(d.cost)
			if d.done {
				total = d.cost
			} else {
				beyond = beyond.Add(c.Risk.SubFloor(total))
			}
			ours = ours.Add(total)
		}
	}
	p, s := &l.payer, &l.payee
	require.Equal(t, sum, p.Sum, "S is the sum of the latest totals")
	require.Equal(t, held, p.Held, "holds cover what is not in S yet")
	require.Equal(t, risk, p.Risk)
	require.Equal(t, contested, p.Contested)
	require.Equal(t, ours, s.Sum, "the seller's S is its receipts and advances")
	require.Equal(t, beyond, s.Risk)

	taken, ok := p.Sum.Add(p.Held).CeilTo(p.Asset)
	require.True(t, ok)
	require.LessOrEqual(t, p.Cumulative.Max(taken).Cmp(p.OnChain.Deposit), 0, "signed and held are within the deposit")
	require.GreaterOrEqual(t, p.Cumulative.Cmp(l.highest), 0, "cumulative never falls")
	l.highest = p.Cumulative
	require.LessOrEqual(t, s.Highest.Cumulative.Cmp(p.Cumulative), 0, "the seller holds nothing that was not signed")
	require.LessOrEqual(t, s.Highest.Cumulative.Cmp(s.OnChain.Deposit), 0)
	require.LessOrEqual(t, s.Claimable().Cmp(s.Highest.Cumulative), 0)
	most := l.limit.Add(s.Debt)
	if l.disputes {
		most = most.Add(l.limit)
	}
	require.LessOrEqual(t, s.Unpaid().Cmp(most), 0, "unpaid is within the limit, twice it where sums are contested")
}

// settle ends every call, delivers everything and checks that both sides agree.
func (l *link) settle(t *rapid.T) {
	for _, d := range l.deals {
		if d.gen != l.payer.Gen {
			continue
		}
		if d.admitted && !d.done {
			c := l.scalls[d.id]
			r := market.Receipt{AttemptID: d.id, Seq: c.Seq + 1, Cost: c.Cost, Status: market.StatusEstimated}
			require.NoError(t, l.payee.File(&c, r, l.now))
			l.scalls.Put(c)
			d.cost, d.done = r.Cost, true
			d.receipts = append(d.receipts, r)
		}
		if r := d.receipts; d.done && !d.closed {
			l.agree(t, d, r[len(r)-1], r[len(r)-1].Cost)
		}
		if !d.closed {
			l.post(t, d, channel.Posting{Evidence: terms, Final: true})
		}
	}
	for range 3 {
		if f, due := l.payer.Next(); due {
			f.Voucher.Sig = l.signed(t, f.Voucher.Voucher)
			require.NoError(t, l.payer.Sent(f))
		}
		if l.payer.Unacked != nil {
			l.arrive(t, *l.payer.Unacked)
			require.NoError(t, l.payer.Acknowledge(l.payee.Highest.Base()))
		}
	}
	l.check(t)
	due, _ := l.payer.Sum.CeilTo(l.payer.Asset)
	require.LessOrEqual(t, due.Cmp(l.payer.Cumulative), 0, "everything owed is signed")
	require.Equal(t, l.payer.Cumulative, l.payee.Highest.Cumulative, "and delivered")
	require.Zero(t, l.payer.Held)
	if !l.disputes {
		require.Equal(t, l.payer.Sum, l.payee.Sum, "both sides have the same S")
		require.LessOrEqual(t, l.payee.Unpaid().Cmp(l.payee.Debt), 0)
	}
	if len(l.payer.Queue) == 0 {
		require.Equal(t, l.payer.Sum, l.payee.BuyerSum, "all entries are known")
		if l.payer.Sum.Less(l.payee.Sum) {
			require.Equal(t, l.payee.Sum.Sub(l.payer.Sum), l.payee.Disputed.Sub(money.Amount{}), "what differs is what is contested")
		}
	}
}

func testLink(t *testing.T, decimals uint8) {
	rapid.Check(t, func(t *rapid.T) {
		l := newLink(t, decimals)
		t.Repeat(map[string]func(*rapid.T){
			"reserve": l.reserve, "sign": l.sign, "send": l.send, "deliver": l.deliver, "acknowledge": l.acknowledge, "lose": l.lose,
			"admit":    l.admit,
			"progress": func(t *rapid.T) { l.receipt(t, market.StatusOpen) },
			"finish":   func(t *rapid.T) { l.receipt(t, market.StatusDone) },
			"charge":   l.charge, "replay": l.replay, "void": l.void, "crash": l.crash, "claim": l.claim, "top up": l.topUp, "reopen": l.reopen,
			"": func(t *rapid.T) { l.now++; l.check(t) },
		})
		l.settle(t)
	})
}

func TestLinkSixDecimals(t *testing.T)      { testLink(t, 6) }
func TestLinkEighteenDecimals(t *testing.T) { testLink(t, 18) }
