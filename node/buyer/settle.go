package buyer

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/meter"
	"github.com/tolsey/tolsey/node/wire"
)

// postTime bounds how long a posting may take to become durable, fetchTime how long an answer may take that is there already.
const (
	postTime  = 10 * time.Second
	fetchTime = 30 * time.Second
)

// check verifies a receipt: it is for this call, later than the last, signed by the seller, and rates as it says.
func (l *leg) check(r *market.SignedReceipt) error {
	channelID := common.Hash{}
	if l.line != nil {
		channelID = l.line.id
	}
	switch {
	case r.AttemptID != l.id || r.ChannelID != channelID || r.Terms != l.record.Terms || r.Status != market.StatusZero && r.At != l.order.At:
		return errors.New("receipt is for another call")
	case r.Seq <= l.seq:
		return errors.New("receipt is not later than the last one")
	case r.Status != market.StatusZero && l.request != (common.Hash{}) && r.Request != l.request:
		return errors.New("receipt is for another request")
	}
	if l.complete && l.data != nil && r.Status == market.StatusDone && r.Answer != common.BytesToHash(l.data.Sum(nil)) {
		return errors.New("receipt is for another answer")
	}
	if r.Usage.Prompt() > l.bound.Input || r.Usage.Completion() > l.bound.Output {
		return errors.New("receipt is over the bound of the call")
	}
	worst, err := l.prices.WorstCost(l.bound)
	if err != nil {
		return err
	}
	if worst.Less(r.Cost) {
		return errors.New("receipt is over what the call can cost")
	}
	if l.line == nil {
		return nil // our own seller's word
	}
	return r.Check(l.offer.Page.Domain(), l.seller, l.prices)
}

// progress verifies a mid-stream receipt: it asks for more than the last one did, and for no more than has come by our own count. Where
// that is no check of the vendor's, it still is a measure: no tokenizer makes twice as many tokens of a text, or more than it has bytes.
func (l *leg) progress(r *market.SignedReceipt) error {
	own, c := l.own(), l.counts()
	most := 2*own.Completion() + 64
	if c.CheckOutput {
		most = own.Completion() + own.Completion()/200 + 64
	}
	most = min(most, l.out.Bytes())
	switch {
	case r.Status != market.StatusOpen:
		return errors.New("its receipt is not one of a running call")
	case l.bound.Whole:
		return errors.New("all that the call can cost was covered before it began")
	case r.Cost.Cmp(l.record.Cost) <= 0:
		return errors.New("its receipt is not above the last one")
	case r.Usage.Completion() > most:
		return fmt.Errorf("its receipt is over %d answer tokens, %d have come", r.Usage.Completion(), own.Completion())
	case c.CheckInput && r.Usage.Prompt() > c.Input+c.Input/200+64:
		return fmt.Errorf("its receipt is over %d prompt tokens, the prompt has %d", r.Usage.Prompt(), c.Input)
	}
	return nil
}

// counts is what we have counted ourselves.
func (l *leg) counts() meter.Counted {
	if !l.counted {
		l.counted = true
		n, exact := l.b.cfg.Meter.CountInput(l.order.Model, l.req)
		l.input = meter.Counted{Input: min(n, l.bound.Input), CheckInput: exact, CheckOutput: l.b.cfg.Meter.Exact(l.order.Model)}
	}
	c := l.input
	c.Output = l.out.Count()[market.Output]
	return c
}

// own is the usage by our own count.
func (l *leg) own() market.Usage {
	u := l.prices.Fold(l.out.Count())
	if u.Completion() > l.bound.Output {
		u = market.Usage{market.Output: l.bound.Output}
	}
	u[market.Input] = l.counts().Input
	if _, priced := l.prices.At(u.Prompt()).Get(market.Requests); priced {
		u[market.Requests] = 1
	}
	return u
}

// payable is what we pay of a receipt, by its status (PROTOCOL.md section 4).
func (l *leg) payable(r *market.SignedReceipt) market.Usage {
	switch {
	case r.Status == market.StatusZero:
		return market.Usage{}
	case r.Status == market.StatusDone && l.whole():
		return l.b.drift.settle(l.route(), r.Usage, l.counts())
	case l.told && !l.left && !l.doubt && l.out.Bytes() == 0:
		return market.Usage{} // rule 3: its seller ended it, and nothing was delivered
	}
	own, u := l.own(), r.Usage // the answer was not delivered whole, whatever the seller says
	if r.Status == market.StatusCancelled {
		own[market.Output], own[market.Reasoning] = 0, 0
	}
	for i := range u {
		u[i] = min(u[i], own[i])
	}
	return u
}

// settle posts what a receipt asks, as far as our own count agrees, lets the rest of the hold go and has the voucher made.
func (l *leg) settle(r *market.SignedReceipt) error {
	if err := l.check(r); err != nil {
		l.b.log.Warn("receipt is not valid", "call_id", l.id.String(), "seller", l.peer, "error", err)
		l.b.breakers.failure(l.route(), time.Now(), breakerCooling)
		l.unreceipted(wire.CodeReceiptInvalid.String())
		return err
	}
	l.seq = r.Seq
	u, status, failure := l.payable(r), r.Status, ""
	if u == (market.Usage{}) {
		status, failure = market.StatusZero, "NOT_SERVED"
	}
	l.post(u, r, status, failure)
	return nil
}

// post charges a usage as the call's last word. r is the receipt it follows; nil: our own count.
func (l *leg) post(u market.Usage, r *market.SignedReceipt, status market.Status, failure string) {
	if l.settled {
		return
	}
	l.settled = true
	cost, err := l.prices.Cost(u)
	if err != nil {
		l.b.log.Error("rate call", "call_id", l.id.String(), "error", err)
		cost, u = money.Amount{}, market.Usage{}
	}
	evidence, claimed := l.record.Terms, money.Amount{}
	if r != nil {
		evidence, claimed = r.StructHash(), r.Cost
		cost = cost.Min(r.Cost)
	}
	rec := &l.record
	rec.State, rec.Usage, rec.Counted, rec.Cost, rec.Status, rec.Receipt, rec.Error = market.RecordDone, u, l.own(), cost, status, r, failure
	if status == market.StatusZero {
		rec.State = market.RecordFailed
	}
	rec.Took = uint32(time.Since(l.order.began).Milliseconds())
	if list, known := l.b.cfg.List(l.order.Model, time.UnixMilli(int64(l.order.At))); known {
		if c, err := list.Cost(list.Fold(u)); err == nil {
			rec.ListCost = c
		}
	}
	if !l.verdict.awaited { // else the application has been told its outcome already
		l.outcome = market.Outcome{Call: l.id.Call, Attempt: l.id.Attempt, Seller: l.peer, Usage: u, Cost: cost, ListCost: rec.ListCost, Status: status, OutputCap: l.cap}
		if r != nil {
			l.outcome.Receipt = evidence
		}
	}
	l.verdict.cost = cost
	defer close(l.verdict.done)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(l.b.base), postTime)
	defer cancel()
	charge := clearing.Charge{AttemptID: l.id, Evidence: evidence, Total: cost, Claimed: claimed, Final: true, Record: rec}
	if _, err := l.b.ledger.Charge(ctx, charge); err != nil {
		l.b.log.Error("post call", "call_id", l.id.String(), "error", err)
	}
	if n := u.Completion(); n > 0 {
		l.b.lengths.add(l.order.Key, l.order.Model, n/max(1, l.req.N))
	}
	if l.line != nil {
		l.line.nudge()
	}
	l.b.cfg.Bought(*rec)
}

// word is what is due without a receipt: nothing where nothing came and it was not our application that left.
func (l *leg) word() (market.Usage, market.Status) {
	switch {
	case l.out.Bytes() > 0:
		return l.own(), market.StatusEstimated
	case l.left:
		return l.own(), market.StatusCancelled
	}
	return market.Usage{}, market.StatusZero
}

// unreceipted posts our own count as the call's last word.
func (l *leg) unreceipted(failure string) {
	u, status := l.word()
	l.post(u, nil, status, failure)
}

// void lets the whole hold go: the seller never took the call.
func (l *leg) void(code string) {
	if l.settled {
		return
	}
	l.settled = true
	defer close(l.verdict.done)
	l.record.State, l.record.Error, l.record.Took = market.RecordFailed, code, uint32(time.Since(l.order.began).Milliseconds())
	ctx, cancel := context.WithTimeout(context.WithoutCancel(l.b.base), postTime)
	defer cancel()
	if err := l.b.ledger.Void(ctx, l.id, &l.record); err != nil {
		l.b.log.Error("void hold", "call_id", l.id.String(), "error", err)
	}
	l.b.cfg.Bought(l.record)
}

// abandon ends an attempt that gave no answer.
func (l *leg) abandon(err error) {
	var e *wire.Error
	switch {
	case l.st != nil && l.left && l.part():
	case l.forfeits(err):
		l.forfeit(err)
	case l.st != nil: // the seller may have taken the call: it says so later
		l.leave()
		l.await()
	case errors.As(err, &e) && e.Receipt != nil:
		if l.settle(e.Receipt) == nil {
			l.record.Error = e.Code.String()
		}
	case l.doubt, errors.As(err, &e) && e.Code == wire.CodeInProgress:
		l.await() // whatever a second try was told: the first may have been taken
	case errors.As(err, &e):
		l.void(e.Code.String())
	default:
		l.void("UNREACHABLE")
	}
}

// forfeit posts our own count at once: the seller has no word in it.
func (l *leg) forfeit(err error) {
	l.b.log.Warn("seller does not keep to the protocol", "call_id", l.id.String(), "seller", l.peer, "error", err)
	if l.st != nil {
		l.leave()
	}
	l.unreceipted(codeOf(err))
}

// leave tells the seller that nothing more is wanted on a stream that is not at rest.
func (l *leg) leave() {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(l.b.base), time.Second)
	defer cancel()
	_ = l.st.Send(ctx, wire.Cancel{}) // a stream that is broken needs no goodbye
	l.rest(false)
}

// partTime bounds how long a seller may take for its last word after a Cancel.
const partTime = 5 * time.Second

// part leaves a seller because our application has left. What the seller had sent before it knew is counted, as it counts it, and its
// last receipt is taken off the stream: so both end at one sum. It reports whether that settled the call.
func (l *leg) part() bool {
	ctx, cancel := context.WithTimeout(l.b.base, partTime)
	defer cancel()
	if l.st.Send(ctx, wire.Cancel{}) != nil {
		return false
	}
	for {
		f, err := l.st.Recv(ctx)
		if err != nil {
			return false
		}
		switch f := f.(type) {
		case *wire.Head:
			l.head()
		case wire.Data:
			if l.take(f) != nil {
				return false
			}
			if l.order.raw {
				l.late = append(l.late, f...)
			}
		case *wire.NeedVoucher: // it has not read the Cancel yet
		case *wire.End:
			l.complete = true
			l.over()
			l.last(&f.Receipt, "")
			return true
		case *wire.Error:
			l.over()
			l.last(f.Receipt, f.Code.String())
			return true
		default:
			return false
		}
	}
}

// last takes the seller's last word after a Cancel; r is nil where it never took the call.
func (l *leg) last(r *market.SignedReceipt, code string) {
	if r == nil {
		l.void(code)
		return
	}
	if l.complete && l.events == nil {
		l.count()
	}
	_ = l.settle(r) // it has logged, and posted our own count
}

// count counts a unary answer that nobody waits for any more.
func (l *leg) count() {
	if answer, err := l.codec.Answer(l.body, dialect.Semantics{}); err == nil && answer.Err == nil {
		l.finished = true
		l.out.Add(answer.Deltas)
	}
}

// await asks the seller for the receipt that did not come, for a minute; then our own count is posted.
func (l *leg) await() {
	if l.settled {
		return
	}
	if l.line == nil {
		l.unreceipted("INTERRUPTED")
		return
	}
	l.verdict.awaited, l.verdict.most = true, l.fear()
	l.order.awaited = append(l.order.awaited, l)
	l.b.spawn(func(ctx context.Context) {
		if r, known := l.b.ask(ctx, l.line, l.id, receiptWait); r != nil {
			if r.Status == market.StatusDone && !l.req.Stream {
				l.fetch(ctx)
			}
			_ = l.settle(r) // it has logged, and posted our own count
		} else if known {
			l.void("NOT_TAKEN")
		} else if ctx.Err() == nil {
			l.unreceipted("NO_RECEIPT")
		} // at a stop the hold stays, and the next run settles it
	})
}

// fetch gets a unary answer that broke off. As long as its seller keeps it, it is due in full, whether anybody still wants it or not:
// only with the answer at hand can be told what that is. A seller that has lost it has delivered nothing.
func (l *leg) fetch(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, fetchTime)
	defer cancel()
	l.told, l.doubt = false, false
	l.body = nil
	l.data.Reset()
	err := l.open(ctx, l.sent, nil)
	for err == nil && !l.complete {
		var f wire.Frame
		if f, err = l.st.Recv(ctx); err != nil {
			break
		}
		switch f := f.(type) {
		case wire.Data:
			err = l.gather(f)
		case *wire.End:
			l.complete = true
		default:
			err = fault("seller sent %s within an answer", f.Kind())
		}
	}
	l.rest(err == nil)
	if err != nil {
		l.b.log.Info("answer is not to be had any more", "call_id", l.id.String(), "seller", l.peer, "error", err)
		return
	}
	l.count()
}

// ask asks for a call's last receipt until it is there or patience ends. known: the seller says that it never took the call.
func (b *Buyer) ask(ctx context.Context, l *line, id market.AttemptID, patience time.Duration) (r *market.SignedReceipt, known bool) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for pause := 50 * time.Millisecond; ; pause = min(2*pause, 2*time.Second) {
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return nil, false
		}
		report, err := b.report(ctx, l, id)
		switch {
		case err != nil:
			b.log.Debug("ask for receipt", "call_id", id.String(), "error", err)
		case report.State == wire.CallDone && report.Receipt != nil && report.Receipt.Status.Final():
			return report.Receipt, false
		case report.State == wire.CallUnknown:
			return nil, true
		}
	}
}

func (b *Buyer) report(ctx context.Context, l *line, id market.AttemptID) (wire.CallReport, error) {
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	answer, err := b.net.Ask(ctx, l.seller, &wire.ReceiptsAsk{ChannelID: l.id, Attempts: []market.AttemptID{id}})
	if err != nil {
		return wire.CallReport{}, err
	}
	receipts, ok := answer.(*wire.Receipts)
	if !ok || len(receipts.Calls) != 1 || receipts.Calls[0].AttemptID != id {
		if e, refused := answer.(*wire.Error); refused {
			return wire.CallReport{}, e
		}
		return wire.CallReport{}, errors.New("answer does not name the call")
	}
	return receipts.Calls[0], nil
}

// recover settles a hold that an earlier run left: by the seller's receipt as far as it was held, else by what was known last.
func (b *Buyer) recover(ctx context.Context, h clearing.Reservation) {
	rec := h.Record
	done := clearing.Charge{AttemptID: h.AttemptID, Evidence: rec.Terms, Final: true, Record: &rec}
	rec.State, rec.Status, rec.Error = market.RecordDone, market.StatusEstimated, "RESTARTED"
	if rec.Receipt != nil {
		done.Evidence, done.Total, rec.Cost, rec.Usage = rec.Receipt.StructHash(), rec.Receipt.Cost, rec.Receipt.Cost, rec.Receipt.Usage
	}
	if h.Channel != (common.Hash{}) {
		r, known := b.lateReceipt(ctx, h)
		switch {
		case ctx.Err() != nil:
			return
		case known:
			rec.State, rec.Status, rec.Error = market.RecordFailed, 0, "NOT_TAKEN"
			if err := b.ledger.Void(ctx, h.AttemptID, &rec); err != nil {
				b.log.Error("void hold of an earlier run", "call_id", h.AttemptID.String(), "error", err)
			}
			return
		case r != nil:
			rec.Receipt, rec.Usage, rec.Cost, rec.Status = r, r.Usage, r.Cost, r.Status
			done.Evidence, done.Total, done.Claimed = r.StructHash(), r.Cost, r.Cost
		}
	}
	if _, err := b.ledger.Charge(ctx, done); err != nil {
		b.log.Error("post call of an earlier run", "call_id", h.AttemptID.String(), "error", err)
		return
	}
	b.log.Info("call of an earlier run is settled", "call_id", h.AttemptID.String(), "cost", rec.Cost.Dollars())
	if l := b.lines.get(h.Channel); l != nil {
		l.nudge()
	}
	b.cfg.Bought(rec)
}

// lateReceipt asks for the receipt of a hold once its channel's line is up. Without our own count it is believed up to the hold,
// and only if it is the seller's and rates.
func (b *Buyer) lateReceipt(ctx context.Context, h clearing.Reservation) (*market.SignedReceipt, bool) {
	deadline := time.Now().Add(receiptWait)
	var l *line
	for l = b.lines.get(h.Channel); l == nil && time.Now().Before(deadline); l = b.lines.get(h.Channel) {
		select {
		case <-time.After(100 * time.Millisecond):
		case <-ctx.Done():
			return nil, false
		}
	}
	if l == nil {
		return nil, false
	}
	r, known := b.ask(ctx, l, h.AttemptID, time.Until(deadline))
	if r == nil {
		return nil, known
	}
	p, err := b.channels.Payer(h.Channel)
	if err != nil {
		return nil, false
	}
	rates := r.Check(p.Domain, p.Channel.PayeeSigner, h.Record.Prices)
	if rates != nil || r.AttemptID != h.AttemptID || r.ChannelID != h.Channel || r.Terms != h.Record.Terms || h.OnKey.Less(r.Cost) {
		b.log.Warn("receipt of an earlier run's call is not valid", "call_id", h.AttemptID.String())
		return nil, false
	}
	return r, false
}
