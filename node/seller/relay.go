package seller

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/meter"
	"github.com/tolsey/tolsey/node/wire"
)

// readBuffer is how much of an upstream's answer is read at once.
const readBuffer = 32 << 10

// relay is an answer on its way.
type relay struct {
	*call
	ctx    context.Context
	cancel context.CancelCauseFunc
	cut    context.CancelFunc // ends the upstream's call alone
	first  *time.Timer        // first-token bound
	data   crypto.KeccakState // over all that was sent

	raw   uint64 // bytes of it
	ahead *ahead // reads the answer since its first pause; nil: there was none

	out      meter.Output
	usage    *dialect.Usage // the vendor's
	finished bool           // a choice has ended
	whole    bool           // the answer came to its own end
	asked    *market.SignedReceipt
	passed   money.Amount // cost of the last mid-stream receipt that was granted
	worst    money.Amount // the most that the call can cost
}

// unary relays an answer that comes in one piece. It stays in memory for a buyer that lost the connection.
func (r *relay) unary() *wire.Error {
	body, err := io.ReadAll(io.LimitReader(r.answer, wire.MaxBody))
	r.first.Stop()
	if err != nil {
		return r.failed(r.ctx, err)
	}
	a, err := r.codec.Answer(body, r.answer.Semantics())
	if err != nil || a.Err != nil {
		r.log("upstream answered with an error or with nothing that can be read", "error", errors.Join(err, errOf(a)))
		return r.settle(r.ctx, market.StatusZero, market.Usage{}, common.Hash{}, refuse(wire.CodeUpstream, "upstream did not answer the request"))
	}
	r.out.Add(a.Deltas)
	r.usage, r.whole = a.Usage, true
	status, u := r.final()
	receipt, failed := r.file(r.ctx, status, u, crypto.Keccak256Hash(body), nil)
	if failed != nil {
		return failed
	}
	frames := []wire.Frame{wire.HeadOf(r.answer.Status(), r.answer.Headers())}
	for rest := body; len(rest) > 0; {
		n := min(len(rest), wire.BodyChunk)
		frames = append(frames, wire.Data(rest[:n]))
		rest = rest[n:]
	}
	frames = append(frames, &wire.End{Receipt: *receipt})
	if r.from.Peer != Self {
		r.s.answers.put(r.answerID(), r.request, frames, len(body))
	}
	if err := r.st.Send(context.WithoutCancel(r.ctx), frames...); err != nil {
		r.log("answer not delivered; it can be asked for again", "error", err)
	}
	return nil
}

func errOf(a *dialect.Answer) error {
	if a == nil || a.Err == nil {
		return nil
	}
	return a.Err
}

// stream relays events as they come, never more unpaid than the ledger has granted.
func (r *relay) stream() *wire.Error {
	if err := r.send(wire.HeadOf(r.answer.Status(), r.answer.Headers())); err != nil {
		return r.broken(err)
	}
	idle := time.AfterFunc(r.s.cfg.Idle, func() { r.cancel(errIdle) })
	defer idle.Stop()
	events := r.codec.Stream(r.answer.Semantics())
	buf := make([]byte, readBuffer)
	for {
		n, readErr := r.read(buf)
		idle.Reset(r.s.cfg.Idle)
		events.Feed(buf[:n])
		if readErr != nil {
			events.End()
		}
		done, err := r.events(events, idle)
		switch {
		case err != nil:
			return r.broken(err)
		case done || errors.Is(readErr, io.EOF):
			r.whole = r.whole || r.finished
			return r.end()
		case readErr != nil:
			return r.broken(readErr)
		}
	}
}

// events forwards all whole events in one frame, as far as money allows. done: the answer's own end was among them.
func (r *relay) events(events *dialect.Stream, idle *time.Timer) (done bool, err error) {
	var batch []byte
	var ev dialect.Event
	for {
		ok, err := events.Next(&ev)
		if err != nil {
			return false, errors.Join(err, r.flush(batch))
		}
		if !ok {
			return done, r.flush(batch)
		}
		if ev.Err != nil || ev.Bad != nil {
			return false, errors.Join(vendorBroke(&ev), r.flush(batch))
		}
		if len(ev.Deltas) > 0 {
			r.first.Stop()
			if r.over(ev.Deltas) {
				idle.Stop()
				if err := r.flush(batch); err != nil {
					return false, err
				}
				batch = nil
				if err := r.pause(); err != nil {
					return false, err
				}
				idle.Reset(r.s.cfg.Idle)
			}
			r.out.Add(ev.Deltas) // now that it is sure to be sent: what is counted is what the buyer gets
			if r.beyond() {
				return false, errors.Join(errBeyond, r.flush(append(batch, ev.Raw...)))
			}
		}
		if ev.Usage != nil {
			r.usage = ev.Usage
		}
		r.finished = r.finished || ev.Finish != ""
		done, r.whole = done || ev.Done, r.whole || ev.Done
		batch = append(batch, ev.Raw...)
	}
}

func vendorBroke(ev *dialect.Event) error {
	if ev.Err != nil {
		return ev.Err
	}
	return ev.Bad
}

// flush sends a batch, then asks for the next voucher in good time.
func (r *relay) flush(batch []byte) error {
	if len(batch) == 0 {
		return nil
	}
	r.data.Write(batch)
	r.raw += uint64(len(batch))
	if err := r.send(wire.Data(batch)); err != nil {
		return err
	}
	return r.askAhead()
}

// send gives the buyer a frame. A stream that does not take it any more is a buyer that has left, unless the call had ended before.
func (r *relay) send(f wire.Frame) error {
	err := r.st.Send(r.ctx, f)
	if err != nil {
		r.cancel(ErrCancelled)
	}
	return err
}

// end settles an answer that came to its own end.
func (r *relay) end() *wire.Error {
	if !r.whole {
		return r.broken(io.ErrUnexpectedEOF)
	}
	status, u := r.final()
	return r.settle(r.ctx, status, u, r.sum(), nil)
}

func (r *relay) sum() common.Hash { return common.BytesToHash(r.data.Sum(nil)) }

// broken settles an answer that broke off, by the first of the rules of PROTOCOL.md section 4 that fits.
func (r *relay) broken(err error) *wire.Error {
	cause := context.Cause(r.ctx)
	r.log("answer broke off", "error", err, "cause", cause, "bytes", r.out.Bytes())
	e := refuse(wire.CodeUpstream, "upstream broke off")
	switch {
	case errors.Is(err, errUnpaid):
		e = refuse(wire.CodeNeedVoucher, "no voucher came for the next window")
	case errors.Is(err, errBeyond):
		e = refuse(wire.CodeUpstream, "%s", errBeyond)
	case errors.Is(cause, errNoToken), errors.Is(cause, errIdle):
		e = refuse(wire.CodeTimeout, "%s", cause)
	case errors.Is(cause, errDraining):
		e = goingDown()
	case errors.Is(cause, context.DeadlineExceeded):
		e = refuse(wire.CodeTimeout, "call took longer than %s", r.s.cfg.Wall)
	}
	switch {
	case r.out.Bytes() > 0:
		return r.settle(r.ctx, market.StatusEstimated, r.counted(), r.sum(), e)
	case errors.Is(cause, ErrCancelled):
		return r.settle(r.ctx, market.StatusCancelled, r.inputUsage(), r.sum(), e)
	}
	return r.settle(r.ctx, market.StatusZero, market.Usage{}, r.sum(), e)
}

// final is what a whole answer is billed by: the vendor's usage, where it can be believed, else our own count.
func (r *relay) final() (market.Status, market.Usage) {
	reason := ""
	switch u := r.usage; {
	case u == nil:
		reason = "vendor stated no usage"
	case u.Anomaly != "":
		reason = "vendor's usage is anomalous: " + u.Anomaly
	case u.Counts.Prompt() > r.bound.Input || u.Counts.Completion() > r.bound.Output:
		reason = fmt.Sprintf("vendor's usage of %d and %d tokens is over the bound of %d and %d", u.Counts.Prompt(), u.Counts.Completion(), r.bound.Input, r.bound.Output)
	default:
		counts := r.withRequest(r.prices.Fold(u.Counts))
		if _, err := r.prices.Cost(counts); err == nil {
			return market.StatusDone, counts
		}
		reason = "vendor's usage has a unit that the offer does not price"
	}
	r.log("answer is billed by our own count", "why", reason)
	return market.StatusEstimated, r.counted()
}

// beyondExtra is how many tokens, beside half of the limit, an answer may have by our count beyond its limit: tokenizers differ.
const beyondExtra = 64

// beyond reports whether the upstream does not keep to the limit that it was given: it would bill for ever, and nobody pays for more.
func (r *relay) beyond() bool {
	most := r.bound.Output + r.bound.Output/2 + beyondExtra
	return r.out.Bytes() > most && r.out.Running().Completion() > most
}

// counted is the usage so far by our own count.
func (r *relay) counted() market.Usage { return r.usageOf(r.out.Count()) }

func (r *relay) usageOf(out market.Usage) market.Usage {
	u := r.prices.Fold(out)
	if u.Completion() > r.bound.Output {
		u = market.Usage{market.Output: r.bound.Output}
	}
	u[market.Input] = r.input()
	return r.withRequest(u)
}

// spent is what the answer costs so far, as it is watched chunk by chunk.
func (r *relay) spent() money.Amount {
	cost, err := r.prices.Cost(r.usageOf(r.out.Running()))
	if err != nil {
		return r.granted // cannot happen: input and output are priced, or the call had not been admitted
	}
	return cost
}
