package wire

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"unicode"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/wire/wirepb"
)

// ErrMalformed is returned for bytes that no honest peer of this version sends: the stream is reset and the peer loses score.
var ErrMalformed = errors.New("malformed frame")

// fields reads values of fixed form out of schema messages. The first fault sticks, so that a message is read in one go.
type fields struct{ err error }

func (f *fields) fail(format string, args ...any) {
	if f.err == nil {
		f.err = fmt.Errorf("%w: "+format, append([]any{ErrMalformed}, args...)...)
	}
}

// fixed copies b to dst; nothing stands for the zero value.
func (f *fields) fixed(name string, b, dst []byte) {
	switch {
	case len(b) == len(dst):
		copy(dst, b)
	case len(b) != 0:
		f.fail("%s has %d bytes, want %d", name, len(b), len(dst))
	}
}

func (f *fields) amount(name string, b []byte) money.Amount {
	var buf [16]byte
	f.fixed(name, b, buf[:])
	return money.FromBytes(buf)
}

func (f *fields) units(name string, b []byte) money.Units {
	var buf [12]byte
	f.fixed(name, b, buf[:])
	return money.UnitsFromBytes(buf)
}

func (f *fields) uint8(name string, n uint32) uint8 {
	if n > math.MaxUint8 {
		f.fail("%s %d is over %d", name, n, math.MaxUint8)
	}
	return uint8(n)
}

func (f *fields) uint16(name string, n uint32) uint16 {
	if n > math.MaxUint16 {
		f.fail("%s %d is over %d", name, n, math.MaxUint16)
	}
	return uint16(n)
}

// text checks a string that people or tables will see: bounded, and no control or direction-changing characters.
func (f *fields) text(name, s string, most int) string {
	if len(s) > most {
		f.fail("%s has %d bytes, at most %d", name, len(s), most)
	} else if strings.ContainsFunc(s, unprintable) {
		f.fail("%s has unprintable characters", name)
	}
	return s
}

func (f *fields) count(name string, n, most int) {
	if n > most {
		f.fail("%d %s, at most %d", n, name, most)
	}
}

// present fails for a message that must not be left out.
func present[M any](f *fields, name string, m *M) *M {
	if m == nil {
		f.fail("%s is missing", name)
		return new(M)
	}
	return m
}

func unprintable(r rune) bool { return unicode.In(r, unicode.C, unicode.Zl, unicode.Zp) }

// cleanText makes a message of ours fit what text accepts, so that an odd error text never keeps the error itself from being sent.
func cleanText(s string, most int) string {
	s = strings.ToValidUTF8(strings.Map(func(r rune) rune {
		if unprintable(r) {
			return ' '
		}
		return r
	}, s), "?")
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "")
	}
	return s
}

// nonzero leaves out a zero value.
func nonzero(b []byte) []byte {
	for _, c := range b {
		if c != 0 {
			return b
		}
	}
	return nil
}

func amountOut(a money.Amount) []byte { b := a.Bytes(); return nonzero(b[:]) }
func unitsOut(u money.Units) []byte   { b := u.Bytes(); return nonzero(b[:]) }

func attemptOut(id market.AttemptID) *wirepb.Attempt {
	return &wirepb.Attempt{Call: nonzero(id.Call[:]), Attempt: uint32(id.Attempt)}
}

func (f *fields) attempt(p *wirepb.Attempt) (id market.AttemptID) {
	p = present(f, "attempt", p)
	f.fixed("call", p.Call, id.Call[:])
	id.Attempt = f.uint8("attempt", p.Attempt)
	return id
}

func baseOut(b channel.Base) *wirepb.Base {
	if b == (channel.Base{}) {
		return nil
	}
	return &wirepb.Base{Cumulative: unitsOut(b.Cumulative), Memo: nonzero(b.Memo[:])}
}

// base reads a base; the start of an epoch is left out, and an empty one written in full would be a second form of it.
func (f *fields) base(p *wirepb.Base) (b channel.Base) {
	if p == nil {
		return b
	}
	b.Cumulative = f.units("cumulative", p.Cumulative)
	f.fixed("memo", p.Memo, b.Memo[:])
	if b == (channel.Base{}) {
		f.fail("base is empty")
	}
	return b
}
