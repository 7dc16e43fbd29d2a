package upstream

import (
	"bytes"
	"math/big"

	"github.com/tolsey/tolsey/market/money"
)

// Stated is where a vendor says with its usage what a call has cost. The zero value: nowhere.
type Stated struct {
	Field   string // of the usage object
	PerUnit uint64 // picos that one of its units is worth
}

// What vendors count cost in.
const (
	picosPerDollar = money.PicosPerCoin
	picosPerTick   = money.PicosPerCoin / 10_000_000_000 // xAI's: 10^10 to the dollar
)

// maxStated bounds the digits of a stated cost.
const maxStated = 64

// statedTail is how much of an answer's end is kept to find the cost in: usage comes last.
const statedTail = 4 << 10

// tail keeps the end of what is written to it.
type tail struct{ kept []byte }

func (t *tail) write(p []byte) {
	if len(p) >= statedTail {
		t.kept = append(t.kept[:0], p[len(p)-statedTail:]...)
		return
	}
	if over := len(t.kept) + len(p) - statedTail; over > 0 {
		t.kept = t.kept[:copy(t.kept, t.kept[over:])]
	}
	t.kept = append(t.kept, p...)
}

// read finds the last cost in an answer's end. What a model says cannot look like it: within its strings every quote is escaped.
func (s Stated) read(end []byte) (money.Amount, bool) {
	if s.Field == "" {
		return money.Amount{}, false
	}
	name := []byte(`"` + s.Field + `"`)
	for at := bytes.LastIndex(end, name); at >= 0; at = bytes.LastIndex(end[:at], name) {
		if at > 0 && end[at-1] == '\\' {
			continue
		}
		rest := bytes.TrimLeft(end[at+len(name):], " \t\r\n")
		if len(rest) == 0 || rest[0] != ':' {
			continue
		}
		rest = bytes.TrimLeft(rest[1:], " \t\r\n")
		n := 0
		for n < len(rest) && n <= maxStated && bytes.IndexByte([]byte("0123456789.eE+-"), rest[n]) >= 0 {
			n++
		}
		return s.amount(string(rest[:n]))
	}
	return money.Amount{}, false
}

// amount is a decimal number of units, cut to whole picos.
func (s Stated) amount(text string) (money.Amount, bool) {
	if len(text) == 0 || len(text) > maxStated {
		return money.Amount{}, false
	}
	f, _, err := new(big.Float).SetPrec(128).Parse(text, 10)
	if err != nil || f.Sign() < 0 || f.MantExp(nil) > 64 {
		return money.Amount{}, false
	}
	f.Mul(f, new(big.Float).SetUint64(s.PerUnit)).Add(f, big.NewFloat(0.5))
	whole, _ := f.Int(nil)
	a, err := money.ParsePicos(whole.String())
	return a, err == nil
}
