package config

import (
	"encoding"
	"fmt"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/tolsey/tolsey/market/money"
)

// Money is a sum with its unit: "3.50 USD".
type Money struct{ money.Amount }

// MarshalText writes "3.50 USD", the form that UnmarshalText reads; unlike a bare Amount's, it carries its unit.
func (m Money) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

func (m Money) String() string { return strings.TrimPrefix(m.Dollars(), "$") + " USD" }

// UnmarshalText reads "3.50 USD" or "$3.50".
func (m *Money) UnmarshalText(text []byte) (err error) {
	m.Amount, err = money.ParseUSD(string(text))
	return err
}

// Duration is a time with its unit: "30s", "48h".
type Duration struct{ time.Duration }

// MarshalText writes the duration without its zero parts: "48h" for 48h0m0s.
func (d Duration) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

func (d Duration) String() string {
	s := d.Duration.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}

// UnmarshalText reads a duration and refuses a bare number, which has no unit.
func (d *Duration) UnmarshalText(text []byte) error {
	s := string(text)
	if s != "" && strings.Trim(s, "0123456789.") == "" {
		return fmt.Errorf("duration %q has no unit; write '30s', '15m' or '48h'", s)
	}
	v, err := time.ParseDuration(s)
	switch {
	case err != nil:
		return fmt.Errorf("%q is not a duration; write '30s', '15m' or '48h'", s)
	case v < 0:
		return fmt.Errorf("duration %q is negative", s)
	}
	d.Duration = v
	return nil
}

// Size is a count of bytes with its unit: "32 MiB".
type Size struct{ Bytes uint64 }

var sizeUnits = []struct {
	name  string
	bytes uint64
}{{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}, {"B", 1}}

// MarshalText writes the size in the largest unit that divides it.
func (s Size) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

func (s Size) String() string {
	for _, u := range sizeUnits {
		if s.Bytes >= u.bytes && s.Bytes%u.bytes == 0 {
			return fmt.Sprintf("%d %s", s.Bytes/u.bytes, u.name)
		}
	}
	return "0 B"
}

// UnmarshalText reads a whole number of B, KiB, MiB or GiB.
func (s *Size) UnmarshalText(text []byte) error {
	t := strings.TrimSpace(string(text))
	for _, u := range sizeUnits {
		num, ok := strings.CutSuffix(t, u.name)
		if !ok {
			continue
		}
		n, err := strconv.ParseUint(strings.TrimSpace(num), 10, 64)
		if err != nil || n > (1<<50)/u.bytes {
			break
		}
		s.Bytes = n * u.bytes
		return nil
	}
	return fmt.Errorf("%q is not a size; write a whole number with its unit, such as '32 MiB' (B, KiB, MiB, GiB)", t)
}

// Percent is a share, held in parts per million: "5.5 %" is 55,000.
type Percent struct{ PPM uint32 }

const (
	ppmPerPercent = 10_000
	maxPercent    = 1_000 // a markup of more than tenfold is a slip
)

// MarshalText writes "5.5 %".
func (p Percent) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

func (p Percent) String() string {
	s := strconv.FormatUint(uint64(p.PPM/ppmPerPercent), 10)
	if frac := p.PPM % ppmPerPercent; frac > 0 {
		s += "." + strings.TrimRight(fmt.Sprintf("%04d", frac), "0")
	}
	return s + " %"
}

// UnmarshalText reads "5.5 %" with at most four decimals; the sign is required, since 0.055 and 5.5 are both written for it.
func (p *Percent) UnmarshalText(text []byte) error {
	t := strings.TrimSpace(string(text))
	num, ok := strings.CutSuffix(t, "%")
	if !ok {
		return fmt.Errorf("share %q has no unit; write '5.5 %%'", t)
	}
	whole, frac, dotted := strings.Cut(strings.TrimSpace(num), ".")
	if dotted && frac == "" || len(frac) > 4 || strings.Trim(frac, "0123456789") != "" {
		return fmt.Errorf("%q is not a share; write '5.5 %%', at most 4 decimals", t)
	}
	w, err := strconv.ParseUint(whole, 10, 32)
	if err != nil {
		return fmt.Errorf("%q is not a share; write '5.5 %%', at most 4 decimals", t)
	}
	f, _ := strconv.ParseUint((frac + "0000")[:4], 10, 32)
	ppm := w*ppmPerPercent + f
	if ppm > maxPercent*ppmPerPercent {
		return fmt.Errorf("share %q is over %d %%", t, maxPercent)
	}
	p.PPM = uint32(ppm)
	return nil
}

// Window is a span of the UTC day: "01:00-04:00", the end exclusive. It may wrap midnight. The zero value is any time.
type Window struct{ From, To uint16 } // minutes of the day

// IsZero reports whether the window is any time.
func (w Window) IsZero() bool { return w == Window{} }

// MarshalText writes "01:00-04:00".
func (w Window) MarshalText() ([]byte, error) {
	return fmt.Appendf(nil, "%02d:%02d-%02d:%02d", w.From/60, w.From%60, w.To/60, w.To%60), nil
}

// UnmarshalText reads "01:00-04:00".
func (w *Window) UnmarshalText(text []byte) error {
	from, to, _ := strings.Cut(string(text), "-")
	a, errA := time.Parse("15:04", from)
	b, errB := time.Parse("15:04", to)
	if errA != nil || errB != nil || a.Equal(b) {
		return fmt.Errorf("%q is not a window of the UTC day; write '01:00-04:00', the end exclusive", text)
	}
	*w = Window{uint16(a.Hour()*60 + a.Minute()), uint16(b.Hour()*60 + b.Minute())}
	return nil
}

// The YAML forms are the text forms; going through the node keeps the line of a bad value.

// UnmarshalYAML reads the text form.
func (m *Money) UnmarshalYAML(n *yaml.Node) error { return scalar(n, m) }

// UnmarshalYAML reads the text form.
func (d *Duration) UnmarshalYAML(n *yaml.Node) error { return scalar(n, d) }

// UnmarshalYAML reads the text form.
func (s *Size) UnmarshalYAML(n *yaml.Node) error { return scalar(n, s) }

// UnmarshalYAML reads the text form.
func (p *Percent) UnmarshalYAML(n *yaml.Node) error { return scalar(n, p) }

// UnmarshalYAML reads the text form.
func (w *Window) UnmarshalYAML(n *yaml.Node) error { return scalar(n, w) }

func scalar(n *yaml.Node, into encoding.TextUnmarshaler) error {
	if n.Kind != yaml.ScalarNode {
		return lineError(n, fmt.Errorf("want one value, got a list or a mapping"))
	}
	if err := into.UnmarshalText([]byte(n.Value)); err != nil {
		return lineError(n, err)
	}
	return nil
}

// lineError keeps a bad value's line in the form in which the decoder collects its errors.
func lineError(n *yaml.Node, err error) error {
	return &yaml.TypeError{Errors: []string{fmt.Sprintf("line %d: %v", n.Line, err)}}
}
