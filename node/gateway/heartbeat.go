package gateway

import (
	"time"

	"github.com/tolsey/tolsey/node/dialect"
)

// heartbeat is how long a stream may be silent before its application, and whatever stands between, is told that it lives.
const heartbeat = 15 * time.Second

// beats are what a dialect's clients pass over. Gemini's have no such thing: they read a comment as an error.
var beats = map[dialect.Name][]byte{
	dialect.OpenAI:      []byte(": waiting\n\n"),
	dialect.Responses:   []byte(": waiting\n\n"),
	dialect.Completions: []byte(": waiting\n\n"),
	dialect.Anthropic:   []byte("event: ping\ndata: {\"type\": \"ping\"}\n\n"),
}

// pulse writes an application's stream, and heartbeats where nothing else is written. Its timer looks at the clock only when it runs
// out: a stream that flows costs it nothing.
type pulse struct {
	x    *exchange
	beat []byte // nil: none

	turn  chan struct{} // holds one token while nobody writes; who has it may touch the writer and all below
	last  time.Time     // of the last write
	tail  tail
	timer *time.Timer
	over  bool
}

func (x *exchange) pulse() *pulse {
	p := &pulse{x: x, last: time.Now(), turn: make(chan struct{}, 1)}
	p.rest()
	if !x.array {
		p.beat = beats[x.codec.Name()]
	}
	if p.beat != nil {
		p.timer = time.AfterFunc(time.Hour, p.due)
		p.timer.Reset(heartbeat) // which due may look at from now on
	}
	return p
}

// rest lets another write.
func (p *pulse) rest() { p.turn <- struct{}{} }

// write sends bytes of the answer.
func (p *pulse) write(b []byte, flush bool) error {
	<-p.turn
	defer p.rest()
	p.tail.note(b)
	return p.send(b, flush)
}

// send is write for who has the turn.
func (p *pulse) send(b []byte, flush bool) error {
	p.last = p.x.arm()
	if _, err := p.x.w.Write(b); err != nil {
		return err
	}
	if flush {
		return p.x.rc.Flush()
	}
	return nil
}

// due sends a heartbeat if the stream has been silent, between whole events only.
func (p *pulse) due() {
	select {
	case <-p.turn:
	default: // the answer is being written
		p.timer.Reset(heartbeat)
		return
	}
	defer p.rest()
	if p.over {
		return
	}
	if left := heartbeat - time.Since(p.last); left > 0 {
		p.timer.Reset(left)
		return
	}
	if p.tail.close() == nil {
		_ = p.send(p.beat, true) // the answer's own writer meets the loss
	}
	p.timer.Reset(heartbeat)
}

// stop ends the heartbeats: from now on the writer is the caller's alone.
func (p *pulse) stop() {
	<-p.turn
	defer p.rest()
	p.over = true
	if p.timer != nil {
		p.timer.Stop()
	}
}
