package gateway

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
)

// deliver writes an answer. The status is decided when its first bytes are there; an error before them is the caller's to refuse.
func (x *exchange) deliver(ctx context.Context, a Answer) error {
	stop := context.AfterFunc(ctx, func() { quit(ctx, a) }) // the call ends, and Next with it
	defer stop()
	defer a.Close()
	start := time.Now()
	first, err := a.Next()
	switch info := a.Info(); {
	case err != nil && !errors.Is(err, io.EOF):
	case info.Stream:
		err = x.stream(a, info, first, err)
	default:
		err = x.unary(a, info, first, err)
	}
	_ = a.Close() // an answer that was written only in part is not final before
	outcome := a.Outcome()
	if err != nil && !x.began {
		x.came = &outcome
		return err
	}
	x.logServed(outcome, err, time.Since(start))
	return nil
}

// infoHeaders say what is known before the answer.
func (x *exchange) infoHeaders(info Info) http.Header {
	h := x.w.Header()
	h["Content-Type"] = []string{info.ContentType}
	h["Cache-Control"] = []string{"no-store"}
	h["X-Content-Type-Options"] = []string{"nosniff"}
	x.callHeaders(h)
	if info.Seller != "" {
		h["X-Tolsey-Seller"] = []string{info.Seller}
	}
	if info.Price != "" {
		h["X-Tolsey-Price"] = []string{info.Price}
	}
	if info.LeftOut != "" {
		h["X-Tolsey-Left-Out"] = []string{info.LeftOut}
	}
	if info.OutputCap > 0 {
		h["X-Tolsey-Output-Cap"] = []string{strconv.FormatUint(info.OutputCap, 10)}
	}
	return h
}

// outcomeHeaders say what the call came to: before a unary answer, behind a stream.
func outcomeHeaders(h http.Header, o market.Outcome) {
	h["X-Tolsey-Cost"] = []string{o.Cost.String()}
	if o.Receipt != (common.Hash{}) {
		h["X-Tolsey-Receipt"] = []string{o.Receipt.Hex()}
	}
}

// unary collects the answer before it writes: cost and receipt stand in the header.
func (x *exchange) unary(a Answer, info Info, first []byte, err error) error {
	body := append([]byte(nil), first...)
	for err == nil {
		var more []byte
		more, err = a.Next()
		body = append(body, more...)
	}
	if !errors.Is(err, io.EOF) {
		return err
	}
	h := x.infoHeaders(info)
	outcomeHeaders(h, a.Outcome())
	h["Content-Length"] = []string{strconv.Itoa(len(body))}
	x.arm()
	x.began = true
	x.w.WriteHeader(http.StatusOK)
	_, err = x.w.Write(body)
	return err
}

// trailers are announced before a stream, or the server would not send them.
var trailers = []string{"X-Tolsey-Cost, X-Tolsey-Receipt"}

// headSize is how much of a stream is kept to tell its id from: more than a first event takes.
const headSize = 4 << 10

// stream relays events as they come. It flushes when nothing more is queued, so that a burst is one write.
func (x *exchange) stream(a Answer, info Info, b []byte, err error) error {
	h := x.infoHeaders(info)
	h["Trailer"] = trailers
	frame, closing := x.framing(h)
	queue, _ := a.(interface{ More() bool })
	x.began = true
	x.w.WriteHeader(http.StatusOK)
	head, p := append([]byte(nil), b[:min(len(b), headSize)]...), x.pulse()
	defer p.stop()
	for {
		if len(b) > 0 {
			if lost := p.write(frame(b), queue == nil || !queue.More()); lost != nil {
				return lost
			}
		}
		if err != nil {
			break
		}
		b, err = a.Next()
	}
	p.stop()
	whole := errors.Is(err, io.EOF)
	if !whole && len(b) == 0 && x.r.Context().Err() == nil {
		b = x.breakOff(a.Outcome(), head, err)
		_ = p.write(append(p.tail.close(), frame(b)...), true)
	}
	if b = closing(); len(b) > 0 {
		_ = p.write(b, false)
	}
	outcomeHeaders(h, a.Outcome())
	if whole {
		return nil
	}
	return err
}

// framing is how whole events go to the application, and what ends them.
func (x *exchange) framing(h http.Header) (frame func([]byte) []byte, closing func() []byte) {
	if !x.array {
		return func(b []byte) []byte { return b }, func() []byte { return nil }
	}
	a := &dialect.GeminiArray{}
	h["Content-Type"] = []string{a.ContentType()}
	return a.Write, a.Close
}

// breakOff ends a stream that has begun, and that its buyer has not ended, by exactly one error, which SDKs raise.
func (x *exchange) breakOff(outcome market.Outcome, first []byte, err error) []byte {
	told := *x.refusalOf(err)
	told.Charged = outcome.Cost
	shaper := x.codec.Shape(x.req, x.callID(), time.Now().Unix())
	x.imitate(shaper, first)
	return shaper.Fail(&told, dialect.Charge{Usage: outcome.Usage, Cost: outcome.Cost})
}

// imitate lets a shaper take the stream's id from its first event: the last chunk must not look like another answer's.
func (x *exchange) imitate(s dialect.Shaper, first []byte) {
	stream, ev := x.codec.Stream(dialect.Semantics{}), dialect.Event{}
	stream.Feed(first)
	for {
		if ok, err := stream.Next(&ev); !ok || err != nil {
			return
		}
		s.Event(&ev)
	}
}

// tail remembers whether the bytes so far end an event.
type tail struct{ last [2]byte }

func (t *tail) note(b []byte) {
	switch n := len(b); {
	case n > 1:
		t.last = [2]byte(b[n-2:])
	case n == 1:
		t.last = [2]byte{t.last[1], b[0]}
	}
}

// close is what ends an event that was left open.
func (t tail) close() []byte {
	switch t.last {
	case [2]byte{'\n', '\n'}, [2]byte{}:
		return nil
	}
	return []byte("\n\n")
}

func (x *exchange) logServed(o market.Outcome, err error, took time.Duration) {
	ctx, level, said, cause := context.Background(), slog.LevelInfo, "call answered", slog.Attr{}
	switch {
	case x.r.Context().Err() != nil:
		said = "application left"
	case err != nil:
		said, cause = "answer broke off", slog.Any("error", err)
		if x.refusalOf(err).Type == market.ServerError {
			level = slog.LevelError
		}
	}
	if !x.log.Enabled(ctx, level) {
		return
	}
	x.log.LogAttrs(ctx, level, said, slog.String("call_id", x.callID()), slog.String("key", x.keyID()), slog.String("model", string(x.call.Model)),
		slog.String("seller", o.Seller), slog.String("charged", o.Cost.Dollars()), slog.String("status", o.Status.String()), slog.Int64("took_ms", took.Milliseconds()), cause)
}
