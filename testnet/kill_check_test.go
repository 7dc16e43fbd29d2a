package testnet_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/testnet/vendor"
)

// killWatch reads both sides' books all the time and holds what one look says against every later one.
type killWatch struct {
	mu     sync.Mutex // guards all below
	looks  int
	paid   map[common.Hash]channel.Base                // by channel: the highest voucher of the buyer's
	acked  map[common.Hash]channel.Base                // the highest that the buyer saw acknowledged
	taken  map[common.Hash]channel.Base                // the highest of the seller's
	memos  map[common.Hash]map[money.Units]common.Hash // over all looks and both sides
	ended  map[market.AttemptID]money.Amount           // what an attempt that had ended had cost its buyer
	signed map[market.AttemptID]money.Amount           // what a last receipt had asked
	wrong  []string                                    // what was not as it must be
}

func newKillWatch() *killWatch {
	return &killWatch{paid: map[common.Hash]channel.Base{}, acked: map[common.Hash]channel.Base{}, taken: map[common.Hash]channel.Base{},
		memos: map[common.Hash]map[money.Units]common.Hash{}, ended: map[market.AttemptID]money.Amount{}, signed: map[market.AttemptID]money.Amount{}}
}

// run looks until ctx ends. The seller is read after the buyer: what the buyer saw acknowledged must be there.
func (w *killWatch) run(ctx context.Context, buyer, seller *killNode, every time.Duration) {
	for ctx.Err() == nil {
		ask, cancel := context.WithTimeout(ctx, 2*time.Second)
		if b, err := buyer.books(ask); err == nil {
			w.buyer(b)
		}
		if s, err := seller.books(ask); err == nil {
			w.seller(s)
		}
		cancel()
		select {
		case <-time.After(every):
		case <-ctx.Done():
		}
	}
}

func (w *killWatch) bad(format string, args ...any) {
	if len(w.wrong) < 20 {
		w.wrong = append(w.wrong, fmt.Sprintf(format, args...))
	}
}

func (w *killWatch) buyer(b *killBooks) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.looks++
	for _, p := range b.payers {
		id := p.ID()
		w.memo(id, p.Voucher.Base())
		w.memo(id, p.Acked)
		w.grows("buyer's voucher", id, w.paid, p.Voucher.Base())
		w.grows("acknowledged voucher", id, w.acked, p.Acked)
		if p.Halted || p.Doubtful && !p.Cumulative.IsZero() {
			w.bad("channel %s is halted (%t) or in doubt (%t)", id, p.Halted, p.Doubtful)
		}
	}
	for id, r := range b.bought {
		if r.State == market.RecordOpen || r.State == market.RecordWaiting {
			continue
		}
		if was, ended := w.ended[id]; ended && was != r.Cost {
			w.bad("call %s had ended at %s and now is at %s", id, was, r.Cost)
		}
		w.ended[id] = r.Cost
	}
}

func (w *killWatch) seller(s *killBooks) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.looks++
	for _, p := range s.payees {
		id, highest := p.ID(), p.Highest.Base()
		w.memo(id, highest)
		w.grows("seller's voucher", id, w.taken, highest)
		if acked := w.acked[id]; highest.Cumulative.Less(acked.Cumulative) {
			w.bad("seller holds a voucher over %s, the buyer saw one over %s acknowledged", highest.Cumulative, acked.Cumulative)
		}
	}
	for id, r := range s.sold {
		if r.State == market.RecordOpen {
			continue
		}
		if was, signed := w.signed[id]; signed && was != r.Cost {
			w.bad("last receipt of call %s asked %s and now asks %s", id, was, r.Cost)
		}
		w.signed[id] = r.Cost
	}
}

// memo notes what was signed at an amount: there is one memo for each.
func (w *killWatch) memo(id common.Hash, b channel.Base) {
	if w.memos[id] == nil {
		w.memos[id] = map[money.Units]common.Hash{}
	}
	if was, known := w.memos[id][b.Cumulative]; known && was != b.Memo {
		w.bad("two memos at one cumulative of %s: %s and %s", b.Cumulative, was, b.Memo)
	}
	w.memos[id][b.Cumulative] = b.Memo
}

func (w *killWatch) grows(what string, id common.Hash, all map[common.Hash]channel.Base, b channel.Base) {
	if b.Cumulative.Less(all[id].Cumulative) {
		w.bad("%s fell from %s to %s", what, all[id].Cumulative, b.Cumulative)
	}
	all[id] = b
}

// settled reports whether nothing is open on either side and every voucher has arrived; why says what is.
func settled(b, s *killBooks) (why string) {
	for id, r := range b.bought {
		if r.State == market.RecordOpen || r.State == market.RecordWaiting {
			return fmt.Sprintf("buyer's record of call %s is %s", id, r.State)
		}
	}
	for id, r := range s.sold {
		if r.State == market.RecordOpen {
			return fmt.Sprintf("seller's record of call %s is open", id)
		}
	}
	for _, a := range b.accounts {
		if !a.Held.IsZero() {
			return fmt.Sprintf("account %s holds %s", a.ID, a.Held)
		}
	}
	for _, p := range b.payers {
		due, _ := p.Sum.CeilTo(p.Asset)
		switch e := payeeOf(s, p.ID()); {
		case !p.Held.IsZero():
			return fmt.Sprintf("channel holds %s", p.Held)
		case p.Acked != p.Voucher.Base() || p.Cumulative.Less(due):
			return fmt.Sprintf("voucher is at %s of %s, acknowledged %s", p.Cumulative, due, p.Acked.Cumulative)
		case e == nil || e.Highest.Base() != p.Voucher.Base() || e.Highest.Sig != p.Voucher.Sig:
			return "seller does not hold the highest voucher"
		}
	}
	return ""
}

func payeeOf(s *killBooks, id common.Hash) *channel.Payee {
	for i := range s.payees {
		if s.payees[i].ID() == id {
			return &s.payees[i]
		}
	}
	return nil
}

// waitSettled waits until both sides are done, and says how long it took.
func waitSettled(t *testing.T, buyer, seller *killNode, most time.Duration) (*killBooks, *killBooks, time.Duration) {
	t.Helper()
	began, why := time.Now(), "nothing has been read"
	for time.Since(began) < most {
		b, err := buyer.books(t.Context())
		s, failed := seller.books(t.Context())
		if err == nil && failed == nil {
			if why = settled(b, s); why == "" {
				return b, s, time.Since(began)
			}
		}
		time.Sleep(100 * time.Millisecond)
	}
	require.Failf(t, "not settled", "after %s: %s", most, why)
	return nil, nil, 0
}

// killTally is what a reconciliation counted.
type killTally struct {
	attempts, served, lost, estimated, cancelled, zero, disputed, recovered, notTaken int
	receipts, postings, disputes                                                      money.Amount
	vendorTokens, receiptTokens, lostTokens, otherTokens                              int64 // answer tokens: the vendors' bills, the receipts, and the difference of the listed
}

// add sums two reconciliations.
func (sum *killTally) add(o killTally) {
	sum.attempts, sum.served, sum.lost, sum.estimated, sum.cancelled = sum.attempts+o.attempts, sum.served+o.served, sum.lost+o.lost, sum.estimated+o.estimated, sum.cancelled+o.cancelled
	sum.zero, sum.disputed, sum.recovered, sum.notTaken = sum.zero+o.zero, sum.disputed+o.disputed, sum.recovered+o.recovered, sum.notTaken+o.notTaken
	sum.receipts, sum.postings, sum.disputes = sum.receipts.Add(o.receipts), sum.postings.Add(o.postings), sum.disputes.Add(o.disputes)
	sum.vendorTokens, sum.receiptTokens = sum.vendorTokens+o.vendorTokens, sum.receiptTokens+o.receiptTokens
	sum.lostTokens, sum.otherTokens = sum.lostTokens+o.lostTokens, sum.otherTokens+o.otherTokens
}

// reconcile holds the equalities of PROTOCOL.md section 7 over two nodes whose processes were killed.
func reconcile(t *testing.T, b, s *killBooks, rows []vendor.Row) (sum killTally) {
	t.Helper()
	require.Len(t, b.payers, 1)
	require.Len(t, s.payees, 1)
	payer, payee := b.payers[0], s.payees[0]
	require.Equal(t, payer.ID(), payee.ID())

	// Each attempt, as both sides have it.
	for id, r := range s.sold {
		_, known := b.bought[id]
		require.True(t, known, "seller served call %s, of which the buyer has no record", id)
		require.NotEqual(t, market.RecordOpen, r.State)
		require.NotNil(t, r.Receipt, "call %s has no receipt", id)
		require.True(t, r.Status.Final())
		require.NoError(t, r.Receipt.Check(payer.Domain, payer.Channel.PayeeSigner, r.Prices), "receipt of call %s", id)
		sum.receipts = sum.receipts.Add(r.Cost)
	}
	byKey := map[string]money.Amount{}
	for id, r := range b.bought {
		sum.attempts++
		sum.postings = sum.postings.Add(r.Cost)
		byKey[r.Key] = byKey[r.Key].Add(r.Cost)
		sold, served := s.sold[id]
		if !served {
			require.Zero(t, r.Cost, "call %s never reached the seller and was charged; it ended with %q", id, r.Error)
			sum.notTaken++
			continue
		}
		sum.count(t, id, r, sold)
	}

	// The ledger: a key's debits are its calls', a channel's S is its calls'.
	for _, a := range b.accounts {
		require.Zero(t, a.Held, "account %s", a.ID)
		for key, cost := range byKey {
			if a.ID == clearing.KeyAccount(key) {
				require.Equal(t, cost, a.Debits, "debits of account %s against its calls", a.ID)
				delete(byKey, key)
			}
		}
	}
	require.Empty(t, byKey, "calls of keys without an account")
	require.Equal(t, sum.postings, payer.Sum, "S of the buyer against its postings")
	require.Equal(t, sum.postings, payer.Charged)
	require.Zero(t, payer.Held)
	require.Zero(t, payer.Risk)
	require.Equal(t, sum.receipts, payee.Sum, "S of the seller against its receipts")
	require.Equal(t, sum.receipts, payee.Earned)
	require.Zero(t, payee.Risk)
	require.Zero(t, payee.OpenCalls)
	require.Equal(t, sum.receipts, sum.postings.Add(sum.disputes), "receipts = postings + what is disputed, call by call")
	require.Equal(t, sum.disputes, payer.Contested, "what the buyer contests")

	sum.chain(t, payer, payee)
	sum.invoices(t, s, rows)
	return sum
}

// count compares one attempt that both sides have.
func (sum *killTally) count(t *testing.T, id market.AttemptID, r market.BoughtRecord, sold market.SoldRecord) {
	t.Helper()
	if r.Error == "RESTARTED" {
		sum.recovered++
	}
	if r.Receipt != nil {
		require.Equal(t, sold.Receipt.StructHash(), r.Receipt.StructHash(), "last receipt of call %s", id)
	}
	switch {
	case sold.State == market.RecordLost:
		sum.lost++
	case sold.Status == market.StatusZero:
		sum.zero++
	case sold.Status == market.StatusEstimated:
		sum.estimated++
	case sold.Status == market.StatusCancelled:
		sum.cancelled++
	default:
		sum.served++
		if r.Error == "" && r.Cost == sold.Cost { // else the buyer did not get all of it
			require.Equal(t, sold.Usage.Prompt(), r.Counted.Prompt(), "prompt of call %s by the buyer's meter", id)
			require.Equal(t, sold.Usage.Completion(), r.Counted.Completion(), "answer of call %s by the buyer's meter", id)
		}
	}
	require.LessOrEqual(t, r.Cost.Cmp(sold.Cost), 0, "call %s costs its buyer %s, the receipt asks %s", id, r.Cost, sold.Cost)
	if r.Cost != sold.Cost {
		sum.disputed++
		sum.disputes = sum.disputes.Add(sold.Cost.Sub(r.Cost))
	}
}

// chain follows the buyer's entries to its voucher.
func (sum *killTally) chain(t *testing.T, payer dashboard.PayerRecord, payee channel.Payee) {
	t.Helper()
	if !payee.Highest.Sig.IsZero() { // else there is none yet
		require.Equal(t, payer.Voucher, payee.Highest, "highest voucher on both sides")
		require.NoError(t, payee.Highest.Check(payee.Domain, payee.Channel.Signer))
	}
	require.NotNil(t, payer.Entries, "the buyer's entries are all there")
	totals, seqs := map[market.AttemptID]money.Amount{}, map[market.AttemptID]uint32{}
	memo, all := common.Hash{}, money.Amount{}
	var said money.Amount // by the entries up to the voucher
	for i, e := range payer.Entries {
		require.Equal(t, seqs[e.AttemptID]+1, e.Seq, "entry %d, of call %s", i, e.AttemptID)
		all = all.Add(e.Total).Sub(totals[e.AttemptID])
		seqs[e.AttemptID], totals[e.AttemptID] = e.Seq, e.Total
		memo = channel.NextMemo(memo, e)
		if uint64(i+1) == payer.Framed {
			require.Equal(t, payer.Voucher.Memo, memo, "memo of the voucher against the chain of %d entries", i+1)
			said = all
		}
	}
	require.Equal(t, payer.Sum, all, "S of the buyer against its entries")
	require.Equal(t, said, payee.BuyerSum, "S of the buyer as the seller knows it")
	due, ok := payer.Sum.CeilTo(payer.Asset)
	require.True(t, ok)
	require.LessOrEqual(t, due.Cmp(payer.Cumulative), 0, "CeilTo(S) = %s against the voucher of %s", due, payer.Cumulative)
	require.Equal(t, payer.Paid(), payer.Sum.Add(payer.Prepaid()), "voucher = S + prepaid")
}

// invoices compares the vendors' bills with the receipts: what is not equal must be listed, with the reason.
func (sum *killTally) invoices(t *testing.T, s *killBooks, rows []vendor.Row) {
	t.Helper()
	billed := map[string]vendor.Row{}
	for _, r := range rows {
		require.NotContains(t, billed, r.ClientRequestID, "a call was sent to its vendor twice")
		billed[r.ClientRequestID] = r
		sum.vendorTokens += r.Completion
	}
	for id, sold := range s.sold {
		row, sent := billed[id.String()]
		delete(billed, id.String())
		sum.receiptTokens += int64(sold.Usage.Completion())
		diff := row.Completion - int64(sold.Usage.Completion())
		switch {
		case sold.State == market.RecordLost:
			sum.lostTokens += diff
			require.GreaterOrEqual(t, diff, int64(0), "lost call %s is receipted for more than its vendor bills", id)
		case sold.Status == market.StatusDone:
			require.True(t, sent, "call %s was served and is on no bill", id)
			require.Equal(t, [3]int64{row.Prompt, row.Cached, row.Completion},
				[3]int64{int64(sold.Usage.Prompt()), int64(sold.Usage[market.CacheRead]), int64(sold.Usage.Completion())}, "vendor's count against the receipt of call %s", id)
			require.Equal(t, row.Picos, sold.UpstreamCost.String(), "vendor's invoice against the seller's cost of call %s", id)
		default:
			sum.otherTokens += diff
			require.GreaterOrEqual(t, diff, int64(0), "call %s (%s) is receipted for more than its vendor bills", id, sold.Status)
		}
	}
	require.Empty(t, billed, "vendors bill calls that the seller has no record of: it called before it had filed them")
	require.Equal(t, sum.vendorTokens-sum.receiptTokens, sum.lostTokens+sum.otherTokens, "vendor minus receipts = the listed calls")
}

// remembered holds what the applications were told against the buyer's books.
func remembered(t *testing.T, calls []*killCall, b *killBooks) (ends map[string]int) {
	t.Helper()
	ends = map[string]int{}
	charged := map[string][]market.BoughtRecord{} // by call id
	for id, r := range b.bought {
		if !r.Cost.IsZero() {
			charged[id.Call.String()] = append(charged[id.Call.String()], r)
		}
	}
	for _, c := range calls {
		ends[c.end.kind]++
		paid := 0
		for id := range c.ids {
			paid += len(charged[id])
		}
		require.LessOrEqual(t, paid, 1, "request %s was charged %d times, under the calls %v", c.name, paid, c.ids)
		switch c.end.kind {
		case endWhole:
			var id market.AttemptID
			require.NoError(t, id.Call.UnmarshalText([]byte(c.end.id)))
			cost, err := money.ParsePicos(c.end.cost)
			require.NoError(t, err, "cost of request %s", c.name)
			require.Len(t, charged[c.end.id], 1, "request %s was answered at %s", c.name, cost)
			r := charged[c.end.id][0]
			require.Equal(t, cost, r.Cost, "request %s: what the application was told against the record", c.name)
			require.Equal(t, market.RecordDone, r.State)
		case endBroken:
			told, err := money.ParseCoins(c.end.charged)
			require.NoError(t, err, "%s", c.end.text)
			for _, r := range charged[c.end.id] {
				require.LessOrEqual(t, r.Cost.Cmp(told), 0, "request %s broke off and was told at most %s", c.name, told)
			}
		}
	}
	return ends
}
