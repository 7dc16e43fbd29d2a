package catalogue

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// file is the price list as it is written: prices in dollars per million units.
type file struct {
	AsOf   string `json:"asOf"`
	Unit   string `json:"unit"`
	Models []row  `json:"models"`
}

type row struct {
	ID        market.Model      `json:"id"`
	Vendor    string            `json:"vendor"`
	Dialect   string            `json:"dialect"`
	List      map[string]string `json:"list"`
	Low       map[string]string `json:"low"`
	Context   uint64            `json:"context"`
	MaxOutput uint64            `json:"maxOutput"`
	Reasoning bool              `json:"reasoning"`
	Overrides []override        `json:"overrides"`
	Note      string            `json:"note"`
}

// override either multiplies the list by a factor or replaces some prices, under its conditions.
type override struct {
	UTC          string `json:"utc"` // "01:00-04:00", the end exclusive
	ContextOver  uint64 `json:"contextOver"`
	Factor       string `json:"factor"`
	Input        string `json:"input"`
	CacheRead    string `json:"cacheRead"`
	CacheWrite5m string `json:"cacheWrite5m"`
	CacheWrite1h string `json:"cacheWrite1h"`
	Output       string `json:"output"`
}

func (r row) entry() (Entry, error) {
	if err := r.ID.Validate(); err != nil {
		return Entry{}, err
	}
	if r.Vendor == "" || r.Dialect == "" {
		return Entry{}, errors.New("vendor or dialect is missing")
	}
	list, err := prices(r.List)
	if err != nil {
		return Entry{}, fmt.Errorf("list: %w", err)
	}
	low, err := prices(r.Low)
	if err != nil {
		return Entry{}, fmt.Errorf("low: %w", err)
	}
	e := Entry{Model: r.ID, Vendor: r.Vendor, Dialect: r.Dialect, Context: r.Context, MaxOutput: r.MaxOutput, Reasoning: r.Reasoning,
		List: market.Tariff{Prices: list}, Low: market.Tariff{Prices: low}}
	for i, o := range r.Overrides {
		out, err := o.override(list)
		if err != nil {
			return Entry{}, fmt.Errorf("override %d: %w", i, err)
		}
		e.List.Overrides = append(e.List.Overrides, out)
	}
	return e, e.List.Validate()
}

// prices reads dollars per million in enum order; reasoning costs what output costs.
func prices(list map[string]string) ([]market.UnitPrice, error) {
	var v market.PriceVector
	for name, dollars := range list {
		u, err := market.ParseUnit(name)
		if err != nil {
			return nil, err
		}
		p, err := money.ParsePerMillion(dollars)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		v.Set(u, p)
	}
	if p, ok := v.Get(market.Output); ok {
		v.Set(market.Reasoning, p)
	}
	return v.List(), nil
}

func (o override) override(list []market.UnitPrice) (market.Override, error) {
	out := market.Override{ContextOver: o.ContextOver}
	var err error
	if o.UTC != "" {
		if out.UTCFrom, out.UTCTo, err = window(o.UTC); err != nil {
			return out, err
		}
	}
	named := o.named()
	switch {
	case o.UTC == "" && o.ContextOver == 0:
		return out, errors.New("no condition; write utc or contextOver")
	case (o.Factor == "") == (len(named) == 0):
		return out, errors.New("write either a factor or prices")
	case o.Factor != "":
		out.Prices, err = scaled(list, o.Factor)
	default:
		out.Prices, err = prices(named)
	}
	return out, err
}

func (o override) named() map[string]string {
	m := map[string]string{"input": o.Input, "cacheRead": o.CacheRead, "cacheWrite5m": o.CacheWrite5m, "cacheWrite1h": o.CacheWrite1h, "output": o.Output}
	for name, p := range m {
		if p == "" {
			delete(m, name)
		}
	}
	return m
}

// scaled multiplies each price. A decimal factor and a price per million are read alike: both are exact to six digits.
func scaled(list []market.UnitPrice, factor string) ([]market.UnitPrice, error) {
	ppm, err := money.ParsePerMillion(factor)
	if err != nil {
		return nil, fmt.Errorf("factor %q: %w", factor, err)
	}
	out := slices.Clone(list)
	for i := range out {
		if out[i].Price, err = out[i].Price.MulCeil(uint64(ppm), market.NoMultiplier); err != nil {
			return nil, fmt.Errorf("factor %q: %w", factor, err)
		}
	}
	return out, nil
}

// window reads "hh:mm-hh:mm" as minutes of the day.
func window(s string) (from, to uint16, err error) {
	if len(s) != len("00:00-00:00") || s[5] != '-' {
		return 0, 0, fmt.Errorf("utc window %q is not of the form 01:00-04:00", s)
	}
	a, errA := time.Parse("15:04", s[:5])
	b, errB := time.Parse("15:04", s[6:])
	if err := errors.Join(errA, errB); err != nil {
		return 0, 0, fmt.Errorf("utc window %q is not of the form 01:00-04:00: %w", s, err)
	}
	from, to = uint16(a.Hour()*60+a.Minute()), uint16(b.Hour()*60+b.Minute())
	if from == to {
		return 0, 0, fmt.Errorf("utc window %q is empty", s)
	}
	return from, to, nil
}
