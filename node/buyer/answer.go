package buyer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync/atomic"
	"time"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/wire"
)

// Answer is a running call's answer, for the application.
type Answer struct {
	leg    *leg
	ctx    context.Context // of reading; Close and silence end it
	cancel context.CancelFunc

	silence *time.Timer                    // runs while a frame is awaited
	silent  atomic.Bool                    // it has run out
	why     atomic.Pointer[market.Refusal] // why the node ends the call under its application; nil: it does not

	reading turn // one reader, and Close after it
	shaper  dialect.Shaper
	first   []byte // of a stream: what was read before the call counted as answered
	events  int    // of the stream so far
	ended   bool   // nothing follows
	err     error  // how it ended
	last    []byte // the answer's own end where it broke off
	pending error  // of reading on, for the next Next
}

// turn lets one in at a time. It is held while a frame or a voucher's answer is awaited: who waits for it waits as on a channel, and not
// as on a mutex, which virtual time does not pass.
type turn chan struct{}

func (t turn) Lock()   { t <- struct{}{} }
func (t turn) Unlock() { <-t }

// Info is what is known before the first byte.
type Info struct {
	Seller      string
	Price       string
	OutputCap   uint64
	ContentType string
	Stream      bool
	LeftOut     string // hints of the request that the seller does not take; "": none
}

// Info is what is known before the first byte.
func (a *Answer) Info() Info {
	l := a.leg
	return Info{Seller: l.peer, Price: priceLine(l.prices.At(l.bound.Input)), OutputCap: l.cap, Stream: l.order.req.Stream,
		ContentType: l.order.codec.ContentType(l.order.req.Stream), LeftOut: l.without.String()}
}

func priceLine(v market.PriceVector) string {
	in, _ := v.Get(market.Input)
	out, _ := v.Get(market.Output)
	return fmt.Sprintf("input %s, output %s USD/1M", in.PerMillion(), out.PerMillion())
}

// Outcome is what the call came to.
func (a *Answer) Outcome() market.Outcome {
	a.reading.Lock()
	defer a.reading.Unlock()
	return a.leg.outcome
}

// Bounds of what is held back of a stream before it counts as answered. A seller that fills them without a word of the model's has
// committed all the same.
const (
	maxLead      = 64        // events
	maxLeadBytes = 256 << 10 // for the application
)

// start reads on until the application may be told that it has an answer: the first event that says something, or a whole unary
// answer. Until then another seller can still take over, and nobody sees it.
func (a *Answer) start(ctx context.Context) error {
	l := a.leg
	a.ctx, a.cancel = context.WithTimeout(l.b.base, l.b.cfg.Wall)
	a.silence = time.AfterFunc(l.b.cfg.Idle+firstGrace, a.fellSilent)
	a.silence.Stop()
	stop := context.AfterFunc(ctx, func() { a.leave(context.Cause(ctx)) })
	defer stop()
	if !l.req.Stream {
		return a.whole()
	}
	// A head and comments are no token: the bound holds until something is said.
	bound := time.AfterFunc(l.firstToken()-time.Since(l.opened), a.fellSilent)
	defer bound.Stop()
	a.shaper = l.shaper(time.Now().Unix())
	for said := false; !said && !a.ended; {
		out, silent, err := a.read()
		if err != nil {
			return err
		}
		a.first = append(a.first, out...)
		said = !silent || a.events >= maxLead || len(a.first) >= maxLeadBytes
	}
	return nil
}

// Next returns the next bytes for the application; io.EOF ends an answer that is complete. With the refusal that ends a stream which
// broke off come its last bytes: one error, in the application's dialect.
func (a *Answer) Next() ([]byte, error) {
	a.reading.Lock()
	defer a.reading.Unlock()
	if first := a.first; len(first) > 0 {
		a.first = nil
		return a.gather(first), nil
	}
	for !a.ended {
		out, _, err := a.read()
		if err != nil {
			_ = a.broke(err) // it is a.err from now on
			break
		}
		if len(out) > 0 {
			return a.gather(out), nil
		}
	}
	if late := a.leg.late; len(late) > 0 {
		a.leg.late = nil
		return late, nil
	}
	if a.err != nil {
		last := a.last
		a.last = nil
		return last, a.err
	}
	return nil, io.EOF
}

// gathered is how much of what has arrived goes to the application at once, bytes.
const gathered = 32 << 10

// gather adds what else has arrived, so that a burst is one write to the application.
func (a *Answer) gather(out []byte) []byte {
	queue, ok := a.leg.st.(interface{ More() bool })
	for ok && !a.ended && len(out) < gathered && queue.More() {
		more, _, err := a.read()
		if a.pending = err; err != nil {
			break
		}
		out = append(out, more...)
	}
	return out
}

// read takes one frame of a stream. silent: nothing in it that an application would miss.
func (a *Answer) read() (out []byte, silent bool, err error) {
	l := a.leg
	if err := a.pending; err != nil {
		a.pending = nil
		return nil, false, err
	}
	f, err := a.recv()
	if err != nil {
		return nil, false, err
	}
	switch f := f.(type) {
	case wire.Data:
		return a.take(f)
	case *wire.NeedVoucher:
		return nil, true, l.pay(a.ctx, f)
	case *wire.End:
		return a.finish(f)
	case *wire.Error:
		l.over()
		return nil, false, f
	}
	return nil, false, fault("seller sent %s within an answer", f.Kind())
}

// finish takes the end of a stream. One that is not whole has broken off, whatever its seller says.
func (a *Answer) finish(end *wire.End) (out []byte, silent bool, err error) {
	l := a.leg
	l.complete = true
	l.over()
	settled := l.settle(&end.Receipt)
	if !l.whole() {
		return nil, false, &wire.Error{Code: wire.CodeUpstream, Message: "seller ended an answer that is not whole"}
	}
	a.ended = true
	if settled == nil {
		l.b.breakers.success(l.route())
	}
	if l.order.raw {
		return nil, false, nil
	}
	return a.shaper.End(l.charge()), false, nil
}

func (a *Answer) recv() (wire.Frame, error) {
	a.silence.Reset(a.leg.b.cfg.Idle + firstGrace)
	f, err := a.leg.st.Recv(a.ctx)
	a.silence.Stop()
	if err != nil && a.silent.Load() {
		return nil, &wire.Error{Code: wire.CodeTimeout, Message: "seller fell silent within its answer"}
	}
	return f, err
}

func (a *Answer) fellSilent() {
	a.silent.Store(true)
	a.cancel()
}

// take counts what arrived and shapes it for the application.
func (a *Answer) take(data []byte) (out []byte, silent bool, err error) {
	silent = true
	err = a.leg.each(data, func(ev *dialect.Event) {
		silent, a.events = silent && ev.Silent, a.events+1
		if a.leg.order.raw {
			out = append(out, ev.Raw...)
		} else {
			out = append(out, a.shaper.Event(ev)...)
		}
	})
	return out, silent, err
}

// each counts what arrived of a stream, event by event.
func (l *leg) each(data []byte, handle func(*dialect.Event)) error {
	if l.data != nil {
		l.data.Write(data)
	}
	l.events.Feed(data)
	for ev := (dialect.Event{}); ; {
		ok, err := l.events.Next(&ev)
		if err != nil || ev.Bad != nil && ok {
			return fault("seller's answer cannot be read: %s", errors.Join(err, ev.Bad))
		}
		if !ok {
			return nil
		}
		l.finished, l.vendor = l.finished || ev.Done || ev.Finish != "", l.vendor || ev.Err != nil
		l.out.Add(ev.Deltas)
		handle(&ev)
	}
}

// take counts what arrived of an answer that nobody reads any more.
func (l *leg) take(data []byte) error {
	if l.events != nil {
		return l.each(data, func(*dialect.Event) {})
	}
	return l.gather(data)
}

// gather adds to a unary answer.
func (l *leg) gather(data []byte) error {
	if len(l.body)+len(data) > wire.MaxBody {
		return fault("answer is too long")
	}
	l.body = append(l.body, data...)
	if l.data != nil {
		l.data.Write(data)
	}
	return nil
}

// whole reads a unary answer to its end. Where the stream breaks it is asked for once more: the seller keeps it by the call's id,
// and never runs the call twice.
func (a *Answer) whole() error {
	l := a.leg
	for again := true; ; {
		f, err := a.recv()
		var e *wire.Error
		if err != nil && again && l.line != nil && a.ctx.Err() == nil && !errors.As(err, &e) {
			again = false
			if err = a.refetch(); err == nil {
				continue
			}
		}
		if err != nil {
			return err
		}
		switch f := f.(type) {
		case wire.Data:
			if err := l.gather(f); err != nil {
				return err
			}
		case *wire.End:
			return a.unary(f)
		case *wire.Error:
			l.over()
			return f
		default:
			return fault("seller sent %s within an answer", f.Kind())
		}
	}
}

// refetch opens the same attempt on another stream.
func (a *Answer) refetch() error {
	l := a.leg
	l.lose()
	l.body = nil
	if l.data != nil {
		l.data.Reset()
	}
	return l.open(a.ctx, l.sent, nil)
}

func (a *Answer) unary(end *wire.End) error {
	l := a.leg
	l.complete = true
	l.over()
	answer, err := l.codec.Answer(l.body, dialect.Semantics{})
	if err != nil || answer.Err != nil {
		// The seller has signed for an answer that is none: nothing is due for what cannot be read.
		l.post(market.Usage{}, nil, market.StatusZero, wire.CodeUpstream.String())
		return &wire.Error{Code: wire.CodeUpstream, Message: "answer is not of its dialect"}
	}
	l.finished = true
	l.out.Add(answer.Deltas)
	if err := l.settle(&end.Receipt); err == nil {
		l.b.breakers.success(l.route())
	}
	a.first, a.ended = l.body, true
	if !l.order.raw {
		a.first = l.shaped(answer, time.Now().Unix())
	}
	return nil
}

func (l *leg) charge() dialect.Charge {
	return dialect.Charge{Usage: l.outcome.Usage, Cost: l.outcome.Cost}
}

// pay answers a seller that has streamed a window: what its receipt says, as far as we have counted it, and the next window.
func (l *leg) pay(ctx context.Context, need *wire.NeedVoucher) error {
	r := &need.Receipt
	if err := l.check(r); err != nil {
		return fault("seller asks for a voucher: %s", err)
	}
	if err := l.progress(r); err != nil {
		return fault("seller asks for a voucher: %s", err)
	}
	l.seq = r.Seq
	risk, err := l.prices.Exposure(l.bound, l.policy(), r.Cost)
	if err != nil {
		return err
	}
	l.record.Receipt, l.record.Usage, l.record.Cost = r, r.Usage, r.Cost
	_, err = l.b.ledger.Charge(ctx, clearing.Charge{AttemptID: l.id, Evidence: r.StructHash(), Total: r.Cost, Record: &l.record,
		Exposure: clearing.Exposure{Terms: l.record.Terms, Risk: risk, Limit: l.line.allowance()}})
	if err != nil {
		return fmt.Errorf("pay for a window: %w", err)
	}
	f, err := l.line.cover(ctx)
	if err != nil || f == nil {
		return err
	}
	return l.st.Send(ctx, &wire.VoucherFrame{Frame: *f})
}

// broke ends an answer that the application has begun to read: what was charged is always stated.
func (a *Answer) broke(err error) error {
	l := a.leg
	a.ended = true
	var e *wire.Error
	l.left = errors.Is(a.ctx.Err(), context.Canceled) && !a.silent.Load() // Close has been called, and waits
	if errors.As(err, &e) && e.Receipt != nil && l.st == nil {
		_ = l.settle(e.Receipt) // it has logged, and posted our own count
	} else {
		a.quit(err)
	}
	if !l.left {
		l.b.breakers.failure(l.route(), time.Now(), 0)
	}
	l.b.log.Info("answer broke off", "call_id", l.id.String(), "seller", l.peer, "error", err, "charged", l.outcome.Cost.Dollars())
	refused, code := market.StreamBroken(l.peer, l.outcome.Cost), codeOf(err)
	if e != nil && e.Code == wire.CodeTimeout {
		refused = market.NoAnswerInTime("idle", l.b.cfg.Idle, l.peer, l.outcome.Cost)
	}
	if why := a.why.Load(); why != nil && l.left {
		told := *why
		refused, code = &told, cancelled
		refused.Charged = l.outcome.Cost
	}
	refused.Attempts = append(l.order.notes, market.AttemptNote{Seller: l.peer, Code: code, Cost: l.outcome.Cost})
	a.err = refused
	if !l.order.raw && a.shaper != nil {
		a.last = a.shaper.Fail(refused, l.charge())
	}
	return refused
}

// cancelled is the code of an attempt that its buyer has ended.
const cancelled = "CANCELLED"

func codeOf(err error) string {
	var e *wire.Error
	if errors.As(err, &e) {
		return e.Code.String()
	}
	return "UNREACHABLE"
}

// quit leaves a seller whose receipt has not come. What we would post ourselves is what the application is told.
func (a *Answer) quit(err error) {
	l := a.leg
	switch {
	case l.settled:
		return
	case l.st != nil && l.left && l.part():
		return
	case l.forfeits(err):
		l.forfeit(err)
		return
	}
	u, status := l.word()
	cost, err := l.prices.Cost(u)
	if err != nil {
		u = market.Usage{}
	}
	if l.line != nil {
		cost = cost.Max(l.fear()) // the prompt may be due where nothing has come
	}
	l.outcome = market.Outcome{Call: l.id.Call, Attempt: l.id.Attempt, Seller: l.peer, Usage: u, Cost: cost, Status: status, OutputCap: l.cap}
	if l.st != nil {
		l.leave()
	}
	l.await()
}

// leave ends the call for a cause that may be one to tell.
func (a *Answer) leave(cause error) {
	if why := (*market.Refusal)(nil); errors.As(cause, &why) {
		a.why.CompareAndSwap(nil, why)
	}
	a.cancel()
}

// Cut ends the call under an application that still reads: Next ends with why. What is charged is what a buyer owes that leaves.
func (a *Answer) Cut(why *market.Refusal) {
	a.leave(why)
}

// Close ends the call: the application has left, or has all it wanted.
func (a *Answer) Close() error {
	a.cancel()
	a.reading.Lock()
	defer a.reading.Unlock()
	if !a.ended {
		a.leg.left = true
		a.ended, a.err = true, market.Refuse(499, market.ProviderUnavailable, "", "The application left.")
		a.quit(nil)
	}
	return nil
}
