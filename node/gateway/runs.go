package gateway

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/market"
)

// How long and how much of the answers to requests with an Idempotency-Key is kept in memory.
const (
	keepFor   = 10 * time.Minute
	keepBytes = 64 << 20
)

// runs are the calls under an Idempotency-Key that run, or whose answers are kept.
type runs struct {
	buyer    Buyer
	bindings Bindings
	log      *slog.Logger
	ctx      context.Context // of every call; ends with abandon
	cancel   context.CancelFunc
	pumps    sync.WaitGroup

	mu    sync.Mutex // guards all below
	live  map[repeat]*run
	ended []*run // kept answers, the oldest first
	bytes int    // of all runs that are kept
}

func newRuns(going context.Context, buyer Buyer, bindings Bindings, log *slog.Logger) *runs {
	rs := &runs{buyer: buyer, bindings: bindings, log: log, live: map[repeat]*run{}}
	rs.ctx, rs.cancel = context.WithCancel(going)
	return rs
}

// abandon ends every call that still runs.
func (rs *runs) abandon() { rs.cancel() }

// wait returns when the last call has ended. No request may come any more.
func (rs *runs) wait() { rs.pumps.Wait() }

// call starts the exchange's call, or joins the one that its Idempotency-Key stands for already.
func (rs *runs) call(x *exchange, name string) (Answer, error) {
	b := clearing.Binding{Key: x.key.ID(), Route: x.r.URL.Path, Name: name, Call: x.call.ID, Body: sha256.Sum256(x.call.Body)}
	rd, err := rs.join(b, *x.call)
	if err != nil {
		return nil, err
	}
	x.call.ID = rd.run.binding.Call
	stop := context.AfterFunc(x.r.Context(), func() { _ = rd.Close() })
	defer stop()
	if err := rd.wait(); err != nil {
		_ = rd.Close()
		return nil, err
	}
	return rd, nil
}

// join finds the binding's run or makes it.
func (rs *runs) join(b clearing.Binding, c market.Call) (*reader, error) {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	if r := rs.live[repeatOf(b)]; r != nil {
		if r.binding.Body != b.Body {
			return nil, conflict()
		}
		if rd := r.join(); rd != nil {
			return rd, nil
		}
		return nil, tooLargeToRepeat(r.binding.Call)
	}
	ctx, cancel := context.WithCancel(rs.ctx)
	r := newRun(b, cancel)
	rd := r.join()
	rs.live[repeatOf(b)] = r
	rs.pumps.Go(func() { rs.perform(ctx, r, c) })
	return rd, nil
}

// perform binds the key durably, then runs the call.
func (rs *runs) perform(ctx context.Context, r *run, c market.Call) {
	defer r.abandon()
	defer func() {
		if v := recover(); v != nil {
			rs.log.Error("call panicked", "call_id", c.ID.String(), "panic", fmt.Sprint(v), "stack", string(debug.Stack()))
			r.end(market.Outcome{}, market.Internal())
			rs.forget(r)
		}
	}()
	if err := rs.bind(ctx, r.binding); err != nil {
		r.end(market.Outcome{}, err)
		rs.forget(r)
		return
	}
	outcome, err := r.pump(ctx, rs.buyer, c, func(n int) bool { return rs.grow(r, n) })
	rs.settle(ctx, r, outcome, err)
}

// bind makes the binding durable; its error is what an application gets whose key is bound to an earlier call.
func (rs *runs) bind(ctx context.Context, b clearing.Binding) error {
	there, err := rs.bindings.Bind(ctx, b)
	switch {
	case err != nil:
		return fmt.Errorf("bind idempotency key of call %s: %w", b.Call, err)
	case there.Call == b.Call:
		return nil
	}
	return rs.past(ctx, there, b)
}

// past is what a repeat of a call of an earlier process gets.
func (rs *runs) past(ctx context.Context, there, asked clearing.Binding) error {
	if there.Body != asked.Body {
		return conflict()
	}
	o, err := rs.bindings.Outcome(ctx, there.Call)
	if err != nil {
		return fmt.Errorf("read outcome of call %s: %w", there.Call, err)
	}
	return completed(there, o)
}

// settle keeps the answer of a call that has ended, or forgets a call that was refused free of charge: before it is told, so
// that the application's next try is a fresh one.
func (rs *runs) settle(ctx context.Context, r *run, o market.Outcome, came error) {
	defer r.end(o, came)
	if free(o, came) {
		if err := rs.bindings.Unbind(context.WithoutCancel(ctx), r.binding); err != nil {
			rs.log.Error("idempotency key of a refused call stays bound", "call_id", r.binding.Call.String(), "error", err)
		}
		rs.forget(r)
		return
	}
	abandoned := ctx.Err() != nil && !errors.Is(came, io.EOF)
	rs.mu.Lock()
	defer rs.mu.Unlock()
	if abandoned || !r.whole() || !ended(came) {
		rs.drop(r)
		return
	}
	rs.ended = append(rs.ended, r)
	r.expiry = time.AfterFunc(keepFor, func() { rs.forget(r) })
}

// ended reports whether an answer ended as its seller or vendor had it, so that a repeat may read it again; anything else is our bug.
func ended(came error) bool {
	var refusal *market.Refusal
	return errors.Is(came, io.EOF) || errors.As(came, &refusal)
}

// grow counts bytes that a run keeps. Over the limit the oldest answers go; when none is left, this run is kept no longer.
func (rs *runs) grow(r *run, n int) bool {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	if r.unkept {
		return false
	}
	rs.bytes, r.counted = rs.bytes+n, r.counted+n
	for rs.bytes > keepBytes && len(rs.ended) > 0 {
		rs.drop(rs.ended[0])
	}
	if r.unkept = rs.bytes > keepBytes; r.unkept {
		rs.bytes, r.counted = rs.bytes-r.counted, 0
	}
	return !r.unkept
}

func (rs *runs) forget(r *run) {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	rs.drop(r)
}

// drop lets go of a run; readers that it still has keep their view. The caller holds mu.
func (rs *runs) drop(r *run) {
	if rs.live[repeatOf(r.binding)] == r {
		delete(rs.live, repeatOf(r.binding))
	}
	rs.ended = slices.DeleteFunc(rs.ended, func(o *run) bool { return o == r })
	rs.bytes, r.counted = rs.bytes-r.counted, 0
	if r.expiry != nil {
		r.expiry.Stop()
	}
}
