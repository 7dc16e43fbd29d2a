package seller

import (
	"context"
	"io"
)

// ahead reads a vendor's answer on while nothing of it may be sent: what a vendor makes it bills, whether it is read or not, and only
// what has been read can be counted. It begins with the first pause of an answer, and then reads it to the end.
type ahead struct {
	pieces chan piece // read and not taken, one at most
	held   []byte     // taken in a pause
	err    error      // after held
}

type piece struct {
	data []byte
	err  error
}

// readAhead starts to read; it ends with the answer, or with ctx.
func readAhead(ctx context.Context, from io.Reader) *ahead {
	a := &ahead{pieces: make(chan piece, 1)}
	go func() {
		buf := make([]byte, readBuffer)
		for {
			n, err := from.Read(buf)
			select {
			case a.pieces <- piece{append([]byte(nil), buf[:n]...), err}:
			case <-ctx.Done():
				return
			}
			if err != nil {
				return
			}
		}
	}()
	return a
}

// hold keeps a piece for later.
func (a *ahead) hold(p piece) {
	a.held, a.err = append(a.held, p.data...), p.err
}

// more is where the next piece comes from; nil when none does.
func (a *ahead) more() <-chan piece {
	if a == nil || a.err != nil {
		return nil
	}
	return a.pieces
}

// read takes what is held, then what comes.
func (a *ahead) read(ctx context.Context, buf []byte) (int, error) {
	if len(a.held) == 0 && a.err == nil {
		select {
		case p := <-a.pieces:
			a.hold(p)
		case <-ctx.Done():
			return 0, context.Cause(ctx)
		}
	}
	n := copy(buf, a.held)
	a.held = a.held[n:]
	if len(a.held) > 0 {
		return n, nil
	}
	return n, a.err
}

// read reads the answer, from wherever it is read.
func (r *relay) read(buf []byte) (int, error) {
	if r.ahead == nil {
		return r.answer.Read(buf)
	}
	return r.ahead.read(r.ctx, buf)
}

// look begins to read ahead, where the upstream bills what it makes: a resale's seller waits for its own vouchers.
func (r *relay) look() {
	if r.ahead == nil && len(r.standing.Listing.Cost.Prices) > 0 {
		r.ahead = readAhead(r.ctx, r.answer)
	}
}

// maxHeld bounds what is held, bytes: more than any window takes.
const maxHeld = 8 << 20

// far reports whether what is held is worth more than a window, by how many tokens the bytes so far have had.
func (r *relay) far() bool {
	price, err := r.prices.OutputPrice(r.bound.Input)
	if err != nil || r.raw == 0 || len(r.ahead.held) > maxHeld {
		return true
	}
	worth := price.Times(r.out.Running().Completion()).MulDiv(uint64(len(r.ahead.held)), r.raw)
	return r.window().Less(worth)
}
