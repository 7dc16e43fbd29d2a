package gateway

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/market"
)

// maxAhead is how far a run that is too large to be kept may be ahead of its slowest reader, bytes.
const maxAhead = 1 << 20

// run is a call under an Idempotency-Key. Whoever repeats the request reads along from its beginning.
type run struct {
	binding clearing.Binding
	abandon context.CancelFunc

	counted int         // bytes that runs counts for it; guarded by runs.mu
	unkept  bool        // the answer outgrew the memory; guarded by runs.mu
	expiry  *time.Timer // guarded by runs.mu

	mu      sync.Mutex // guards all below
	changed *sync.Cond // of mu
	info    Info
	begun   bool
	chunks  [][]byte
	base    int // index of chunks[0] in the answer
	size    int // bytes of chunks
	kept    bool
	readers map[*reader]struct{}
	err     error  // io.EOF or why it broke off; nil while it runs
	last    []byte // what comes with err
	outcome market.Outcome
	leave   *time.Timer // ends the call when nobody has read for the grace; nil while somebody does
}

func newRun(b clearing.Binding, abandon context.CancelFunc) *run {
	r := &run{binding: b, kept: true, readers: map[*reader]struct{}{}, abandon: abandon}
	r.changed = sync.NewCond(&r.mu)
	return r
}

// pump performs the call, appends its answer and returns what it came to. grow is told of every growth and says whether the
// answer is still kept whole.
func (r *run) pump(ctx context.Context, buyer Buyer, c market.Call, grow func(n int) bool) (market.Outcome, error) {
	a, err := buyer.Call(ctx, c)
	if err != nil {
		return market.Outcome{}, err
	}
	stop := context.AfterFunc(ctx, func() { quit(ctx, a) })
	defer stop()
	defer a.Close()
	r.begin(a.Info())
	for {
		b, err := a.Next()
		if err != nil {
			r.close(b)
			return a.Outcome(), err
		}
		if len(b) > 0 {
			r.append(b, grow(len(b)))
		}
	}
}

// begin lets the readers know that there is an answer.
func (r *run) begin(info Info) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.info, r.begun = info, true
	r.changed.Broadcast()
}

// append adds bytes for the readers. A run that is too large to be kept waits for them, as a call without a key does.
func (r *run) append(b []byte, kept bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.kept = r.kept && kept
	r.chunks, r.size = append(r.chunks, append([]byte(nil), b...)), r.size+len(b)
	r.changed.Broadcast()
	for !r.kept && r.size > maxAhead && len(r.readers) > 0 {
		r.changed.Wait()
	}
}

// close keeps what comes with the answer's end.
func (r *run) close(last []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.last = append([]byte(nil), last...)
}

func (r *run) end(o market.Outcome, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.outcome, r.err = o, err
	r.changed.Broadcast()
}

// free reports whether a call was refused free of charge: it may be forgotten.
func free(o market.Outcome, err error) bool {
	var refusal *market.Refusal
	return o.Cost.IsZero() && errors.As(err, &refusal) && refusal.Charged.IsZero()
}

// whole reports whether all of the answer is still kept.
func (r *run) whole() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.kept
}

// join adds a reader; nil when the run is too large to be read from its beginning.
func (r *run) join() *reader {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.base > 0 || !r.kept {
		return nil
	}
	if r.leave != nil {
		r.leave.Stop()
		r.leave = nil
	}
	rd := &reader{run: r}
	r.readers[rd] = struct{}{}
	return rd
}

// reader is one application's view of a run: an Answer.
type reader struct {
	run  *run
	at   int // index of the next chunk of the answer
	left bool
}

var _ Answer = (*reader)(nil)

// wait blocks until the run has begun to answer, or has been refused, or this application has left.
func (rd *reader) wait() error {
	r := rd.run
	r.mu.Lock()
	defer r.mu.Unlock()
	for !r.begun && r.err == nil && !rd.left {
		r.changed.Wait()
	}
	switch {
	case rd.left:
		return context.Canceled
	case !r.begun:
		return r.err
	}
	return nil
}

func (rd *reader) Info() Info {
	rd.run.mu.Lock()
	defer rd.run.mu.Unlock()
	return rd.run.info
}

func (rd *reader) Next() ([]byte, error) {
	r := rd.run
	r.mu.Lock()
	defer r.mu.Unlock()
	for {
		switch {
		case rd.left:
			return nil, context.Canceled
		case rd.at < r.base+len(r.chunks):
			b := r.chunks[rd.at-r.base]
			rd.at++
			r.trim()
			return b, nil
		case r.err != nil:
			return r.last, r.err
		}
		r.changed.Wait()
	}
}

// trim drops what every reader has read, where nobody may join any more.
func (r *run) trim() {
	if r.kept {
		return
	}
	slowest := r.base + len(r.chunks)
	for rd := range r.readers {
		slowest = min(slowest, rd.at)
	}
	for r.base < slowest {
		r.size -= len(r.chunks[0])
		r.chunks, r.base = r.chunks[1:], r.base+1
	}
	r.changed.Broadcast()
}

// More reports whether Next returns at once.
func (rd *reader) More() bool {
	rd.run.mu.Lock()
	defer rd.run.mu.Unlock()
	return rd.left || rd.at < rd.run.base+len(rd.run.chunks) || rd.run.err != nil
}

func (rd *reader) Outcome() market.Outcome {
	rd.run.mu.Lock()
	defer rd.run.mu.Unlock()
	return rd.run.outcome
}

// Cut leaves it to the run, which is cut for all its readers.
func (rd *reader) Cut(*market.Refusal) {}

// leaveGrace is how long a call goes on for a repeat when its last reader has gone: an SDK that lost its connection is back by then.
const leaveGrace = 10 * time.Second

// Close takes the reader off the run. The last one to leave a running call starts the grace at whose end it is abandoned.
func (rd *reader) Close() error {
	r := rd.run
	r.mu.Lock()
	defer r.mu.Unlock()
	if rd.left {
		return nil
	}
	rd.left = true
	delete(r.readers, rd)
	r.trim()
	r.changed.Broadcast()
	if len(r.readers) == 0 && r.err == nil {
		r.leave = time.AfterFunc(leaveGrace, r.abandon)
	}
	return nil
}
