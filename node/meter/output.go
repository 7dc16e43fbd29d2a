package meter

import (
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
)

// Output counts an answer as it passes. Its count is at any time that of the texts so far, each taken as a whole, however they were
// cut into pieces. It is used by one goroutine.
type Output struct {
	texts []textCounter
	bytes uint64
}

// textCounter counts one text: what one choice says, thinks, or calls with.
type textCounter struct {
	choice uint32
	kind   dialect.Kind
	tool   uint32
	tail   tail
}

// Add takes the pieces of an event or of a whole answer.
func (o *Output) Add(deltas []dialect.Delta) {
	for _, d := range deltas {
		if !d.Kind.Counted() {
			continue
		}
		o.bytes += uint64(len(d.Text))
		o.text(d).tail.add(d.Text)
	}
}

// maxTexts bounds how many texts of one answer are told apart: an answer that claims more has them counted as one.
const maxTexts = 1024

func (o *Output) text(d dialect.Delta) *textCounter {
	for i := range o.texts {
		if t := &o.texts[i]; t.choice == d.Choice && t.kind == d.Kind && t.tool == d.Tool {
			return t
		}
	}
	if len(o.texts) == maxTexts {
		return &o.texts[maxTexts-1]
	}
	o.texts = append(o.texts, textCounter{choice: d.Choice, kind: d.Kind, tool: d.Tool})
	return &o.texts[len(o.texts)-1]
}

// Bytes is how much text has passed.
func (o *Output) Bytes() uint64 { return o.bytes }

// Count is the tokens so far: output and reasoning.
func (o *Output) Count() market.Usage { return o.sum((*tail).count) }

// Running is the tokens so far as a seller or buyer watches them chunk by chunk. It is Count, except that it lags by up to an eighth of
// one piece where an answer is a single piece of hundreds of bytes, so that no answer costs more to watch than it is long.
func (o *Output) Running() market.Usage { return o.sum((*tail).running) }

func (o *Output) sum(count func(*tail) uint64) (u market.Usage) {
	for i := range o.texts {
		t := &o.texts[i]
		if t.kind == dialect.Reasoning {
			u[market.Reasoning] += count(&t.tail)
		} else {
			u[market.Output] += count(&t.tail)
		}
	}
	return u
}
