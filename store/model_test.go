package store_test

import (
	"errors"
	"os"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/store"
)

// deal is one attempt as the model keeps it.
type deal struct {
	id            market.AttemptID
	key           string
	onKey         money.Amount
	posted        money.Amount // on the key
	advance       money.Amount
	total         money.Amount // on the channel
	reserved      money.Amount
	ended         bool
	started, done bool
	cost, risk    money.Amount
	seq           uint32
	receipt       *market.SignedReceipt
	record        market.BoughtRecord
	sold          market.SoldRecord
}

// world is two stores and what they should hold.
type world struct {
	*pair
	t       *rapid.T
	deals   []*deal
	ledger  *clearing.Ledger
	postID  int
	limits  clearing.Limits
	settled money.Units
}

// keys is a root key with two keys under it.
var keyTree = []clearing.Key{
	{ID: "root", Hash: [32]byte{1}, Budget: clearing.Budget{Limit: money.Micros(400)}},
	{ID: "left", Hash: [32]byte{2}, Parent: "root", Budget: clearing.Budget{Limit: money.Micros(150), Period: clearing.Month}},
	{ID: "right", Hash: [32]byte{3}, Parent: "root", Budget: clearing.Budget{Unlimited: true}},
}

func (w *world) path(key string) []string {
	if key == "root" {
		return []string{"root"}
	}
	return []string{key, "root"}
}

func newWorld(t *rapid.T, tb testing.TB) *world {
	w := &world{pair: newPair(tb, money.UnitsOf(rapid.Uint64Range(1, 600).Draw(t, "deposit"))), t: t, ledger: clearing.NewLedger()}
	for _, k := range keyTree {
		require.NoError(t, w.b.AddKey(ctx, k))
	}
	unpaid := money.Micros(rapid.Uint64Range(0, 40).Draw(t, "limit"))
	w.limits = clearing.Limits{Buyer: unpaid, NewBuyers: money.Coins(5), IsNew: true}
	return w
}

func (w *world) pick(t *rapid.T, want func(*deal) bool) *deal {
	var some []*deal
	for _, d := range w.deals {
		if want(d) {
			some = append(some, d)
		}
	}
	if len(some) == 0 {
		t.Skip("no such call")
	}
	return some[rapid.IntRange(0, len(some)-1).Draw(t, "call")]
}

func micros(t *rapid.T, most uint64, name string) money.Amount {
	return money.Micros(rapid.Uint64Range(0, most).Draw(t, name))
}

func (w *world) spentHeld(key string) (spent, held money.Amount) {
	for _, d := range w.deals {
		if d.key != key && key != "root" {
			continue
		}
		spent = spent.Add(d.posted)
		if !d.ended {
			held = held.Add(d.onKey.SubFloor(d.posted))
		}
	}
	return spent, held
}

func (w *world) reserve(t *rapid.T) {
	d := &deal{id: attempt(), key: rapid.SampledFrom([]string{"root", "left", "right"}).Draw(t, "key")}
	d.onKey, d.reserved, d.risk = micros(t, 200, "on key"), micros(t, 200, "on channel"), micros(t, 60, "risk")
	r := w.reservation(d.id, d.onKey, d.reserved, d.risk, w.limits.Buyer)
	r.Key, r.Record.Key = d.key, d.key
	fits := true
	for _, k := range w.path(d.key) {
		for _, known := range keyTree {
			spent, held := w.spentHeld(k)
			if known.ID == k && !known.Budget.Unlimited && known.Budget.Limit.Less(spent.Add(held).Add(d.onKey)) {
				fits = false
			}
		}
	}
	before := w.payer()
	got, err := w.b.Reserve(ctx, r)
	if !fits {
		require.ErrorIs(t, err, clearing.ErrInsufficient)
		require.Equal(t, before, w.payer(), "a call that its key cannot pay takes nothing on the channel")
		return
	}
	if err != nil {
		var lack *clearing.InsufficientError
		require.ErrorAs(t, err, &lack)
		require.Equal(t, clearing.SourceChannel, lack.Source)
		require.True(t, before.Spendable().Less(d.reserved.Max(d.risk)), "%s spendable, %s wanted", before.Spendable(), d.reserved.Max(d.risk))
		return
	}
	d.advance, d.total = got.Advance, got.Advance
	d.reserved = d.reserved.Max(d.risk)
	d.record = r.Record
	w.deals = append(w.deals, d)
	_, err = w.b.Reserve(ctx, r)
	require.ErrorIs(t, err, store.ErrExists)
}

func (w *world) extend(t *rapid.T) {
	d := w.pick(t, func(d *deal) bool { return !d.ended })
	more := micros(t, 50, "more")
	if w.b.Extend(ctx, d.id, more, more) == nil {
		d.onKey, d.reserved = d.onKey.Max(d.posted).Add(more), d.reserved.Max(d.total).Add(more)
	}
}

func (w *world) admit(t *rapid.T) {
	d := w.pick(t, func(d *deal) bool { return !d.started && !d.ended })
	a := w.admission(d.id, d.risk, w.limits)
	payee, err := w.s.Admit(ctx, a, nil)
	if err != nil {
		require.ErrorAs(t, err, new(*channel.AdvanceRequired))
		return
	}
	require.LessOrEqual(t, payee.Unpaid().Cmp(w.limits.Buyer), 0)
	d.started, d.sold = true, a.Record
	_, err = w.s.Admit(ctx, a, nil)
	var dup *clearing.DuplicateCall
	require.ErrorAs(t, err, &dup, "never a second inference")
	require.Equal(t, a.Record.AttemptID, dup.Record.AttemptID)
	require.Equal(t, a.Record.State, dup.Record.State)
}

func (w *world) sign(d *deal, cost money.Amount, s market.Status) *market.SignedReceipt {
	d.seq++
	return w.seller.receipt(w.t, market.Receipt{Terms: terms, ChannelID: w.ch.ID(), AttemptID: d.id, Seq: d.seq, Cost: cost, Status: s})
}

func (w *world) progress(t *rapid.T) {
	d := w.pick(t, func(d *deal) bool { return d.started && !d.done })
	cost := micros(t, 60, "cost").Min(d.risk).Max(d.cost)
	r := w.sign(d, cost, market.StatusOpen)
	more := d.risk.Add(money.Micros(5))
	_, err := w.s.Progress(ctx, w.ch.ID(), *r, more)
	if err != nil {
		require.ErrorAs(t, err, new(*channel.AdvanceRequired))
	} else {
		d.risk = more
	}
	d.cost, d.receipt = cost, r
	d.sold.Receipt, d.sold.Cost = r, cost
}

func (w *world) finish(t *rapid.T) {
	d := w.pick(t, func(d *deal) bool { return d.started && !d.done })
	cost := micros(t, 60, "cost").Min(d.risk)
	r := w.sign(d, cost, market.StatusDone)
	d.sold.State, d.sold.Receipt, d.sold.Cost = market.RecordDone, r, cost
	for range 2 {
		_, err := w.s.Finish(ctx, w.ch.ID(), d.sold)
		require.NoError(t, err)
	}
	d.cost, d.receipt, d.done = cost, r, true
}

// charge posts a call's last receipt, once or twice.
func (w *world) charge(t *rapid.T) {
	d := w.pick(t, func(d *deal) bool { return d.receipt != nil })
	final := d.receipt.Status.Final()
	rec := d.record
	rec.Cost, rec.Receipt = d.receipt.Cost, d.receipt
	if final {
		rec.State = market.RecordDone
	}
	c := clearing.Charge{AttemptID: d.id, Evidence: d.receipt.StructHash(), Total: d.receipt.Cost, Claimed: d.receipt.Cost, Final: final, Record: &rec}
	total := d.receipt.Cost
	if !final && !d.ended {
		total = total.Max(d.total)
	}
	_, err := w.b.Charge(ctx, c)
	if err != nil {
		over := errors.Is(err, clearing.ErrOverHold) || errors.Is(err, channel.ErrOverHold)
		late := errors.Is(err, clearing.ErrFinal) || errors.Is(err, channel.ErrFinal)
		require.True(t, over || late && d.ended, "%v", err)
		return
	}
	w.move(d, d.receipt.Cost)
	d.total, d.record = total, rec
	d.ended = d.ended || final
	_, err = w.b.Charge(ctx, c)
	require.NoError(t, err, "a replay charges nothing")
}

// move posts a key's change in the model's ledger.
func (w *world) move(d *deal, total money.Amount) {
	w.postID++
	p := clearing.Posting{ID: "post" + money.Picos(uint64(w.postID)).String(), Debit: clearing.KeyAccount(d.key), Credit: "channel", Amount: total.SubFloor(d.posted)}
	if total.Less(d.posted) {
		p.Debit, p.Credit, p.Amount = p.Credit, p.Debit, d.posted.Sub(total)
	}
	require.NoError(w.t, w.ledger.Post(p))
	d.posted = total
}

func (w *world) void(t *rapid.T) {
	d := w.pick(t, func(d *deal) bool { return !d.started })
	if !d.ended {
		d.total = money.Amount{} // the advance too
	}
	require.NoError(t, w.b.Void(ctx, d.id, nil))
	require.NoError(t, w.b.Void(ctx, d.id, nil))
	d.ended = true
}

// voucher takes one of the steps that a voucher takes, each of which may be the last before a restart.
func (w *world) voucher(t *rapid.T) {
	payer := w.payer()
	if f, due := payer.Next(); due {
		_, err := w.b.SaveFrame(ctx, w.ch.ID(), w.buyer.frame(t, f))
		require.NoError(t, err)
		return
	}
	if payer.Unacked == nil {
		t.Skip("nothing is due")
	}
	payee, err := w.s.Accept(ctx, w.ch.ID(), *payer.Unacked, 0)
	require.NoError(t, err)
	require.Equal(t, payer.Unacked.Voucher, payee.Highest)
	if rapid.Bool().Draw(t, "acknowledged") {
		_, err := w.b.Acked(ctx, w.ch.ID(), payee.Highest.Base())
		require.NoError(t, err)
	}
}

func (w *world) claim(t *rapid.T) {
	payee := w.payee()
	upTo := payee.Claimable()
	if upTo.Cmp(w.settled) <= 0 {
		t.Skip("nothing to claim")
	}
	state := payee.OnChain
	state.Claimed = upTo
	w.chain(state, settle.Event{Kind: settle.Claimed, Channel: w.ch.ID(), Total: upTo, Amount: upTo.SubFloor(w.settled),
		Place: settle.Place{Block: w.block + 1, BlockHash: common.Hash{byte(w.block)}}})
	w.settled = upTo
}

func (w *world) check(t *rapid.T) {
	var total, held, ours, beyond money.Amount
	for _, d := range w.deals {
		total = total.Add(d.total)
		if !d.ended {
			held = held.Add(d.reserved.SubFloor(d.total))
		}
		if d.started {
			ours = ours.Add(d.cost) // at least: advances are known when their frame has come
		}
		if d.started && !d.done {
			beyond = beyond.Add(d.risk)
		}
	}
	for _, k := range keyTree {
		a, ok := w.b.Account(clearing.KeyAccount(k.ID))
		require.True(t, ok)
		spent, held := w.spentHeld(k.ID)
		require.Equal(t, spent, a.Spent(), k.ID)
		require.Equal(t, held, a.Held, k.ID)
	}
	root, _ := w.b.Account(clearing.KeyAccount("root"))
	require.Equal(t, w.ledger.Position("channel").Owe, root.Spent(), "the root key has spent what channels were credited")
	payer, payee := w.payer(), w.payee()
	require.Equal(t, total, payer.Sum)
	require.Equal(t, total, payer.Charged)
	require.Equal(t, held, payer.Held)
	require.False(t, payee.Sum.Less(ours))
	require.LessOrEqual(t, payee.Unpaid().Cmp(w.limits.Buyer), 0)
	require.LessOrEqual(t, payee.Highest.Cumulative.Cmp(payer.Cumulative), 0)
	require.Equal(t, w.settled.FloorPicos(usd), payer.Settled)
	require.Equal(t, w.settled.FloorPicos(usd), payee.Settled)
	require.Equal(t, payee.Settled, w.s.BuyerSettled(w.buyer.address()))
	w.checkRecords(t)
}

func (w *world) checkRecords(t *rapid.T) {
	open := map[market.AttemptID]bool{}
	for _, d := range w.deals {
		rec, err := w.b.Bought(ctx, d.id)
		require.NoError(t, err)
		require.Equal(t, d.record.State, rec.State)
		require.Equal(t, d.record.Cost, rec.Cost)
		require.Equal(t, d.record.Receipt, rec.Receipt)
		open[d.id] = !d.ended
		sold, found, err := w.s.Sold(ctx, w.ch.ID(), d.id)
		require.NoError(t, err)
		require.Equal(t, d.started, found)
		if found {
			require.Equal(t, d.sold.Cost, sold.Cost)
			require.Equal(t, d.sold.Receipt, sold.Receipt)
		}
	}
	for _, side := range []func(store.CallFilter) (store.Totals, error){
		func(f store.CallFilter) (store.Totals, error) { return w.b.BoughtTotals(ctx, f) },
		func(f store.CallFilter) (store.Totals, error) { return w.s.SoldTotals(ctx, f) },
	} {
		whole, err := side(store.CallFilter{})
		require.NoError(t, err)
		counted, err := side(store.CallFilter{Since: 1})
		require.NoError(t, err)
		require.Equal(t, counted, whole, "a day's sums are those of its records")
	}
	holds, err := w.b.OpenHolds(ctx)
	require.NoError(t, err)
	for _, h := range holds {
		require.True(t, open[h.AttemptID])
		require.Equal(t, h.AttemptID, h.Record.AttemptID)
		delete(open, h.AttemptID)
	}
	for _, missing := range open {
		require.False(t, missing)
	}
}

// tb lets fixtures of a test serve one run of a property: its directories and stores end with the run.
type tb struct {
	testing.TB
	dirs []string
	ends []func()
}

// memory is a file system without a disk, where there is one: the model is about what is written, not about when.
const memory = "/dev/shm"

func (b *tb) TempDir() string {
	parent := memory
	if _, err := os.Stat(parent); err != nil {
		parent = b.TB.TempDir()
	}
	dir, err := os.MkdirTemp(parent, "store-model-")
	require.NoError(b.TB, err)
	b.dirs = append(b.dirs, dir)
	return dir
}

func (b *tb) Cleanup(f func()) { b.ends = append(b.ends, f) }

func (b *tb) end() {
	for _, f := range b.ends {
		f()
	}
	for _, d := range b.dirs {
		require.NoError(b.TB, os.RemoveAll(d))
	}
}

// TestStoreModel plays both nodes' verbs, with restarts from disk in between, against sums.
func TestStoreModel(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		b := &tb{TB: t}
		defer b.end()
		w := newWorld(rt, b)
		rt.Repeat(map[string]func(*rapid.T){
			"reserve": w.reserve, "extend": w.extend, "admit": w.admit, "progress": w.progress, "finish": w.finish, "charge": w.charge,
			"void": w.void, "voucher": w.voucher, "voucher again": w.voucher, "claim": w.claim,
			"restart": func(*rapid.T) { w.reopen() },
			"":        w.check,
		})
		w.reopen()
		w.check(rt)
	})
}
