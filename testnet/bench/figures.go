package bench

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
)

// Figure is one measured figure beside its goal.
type Figure struct {
	ID    string  `json:"id"`
	Value float64 `json:"value"` // median over the repetitions
	Min   float64 `json:"min"`
	Max   float64 `json:"max"`
	Unit  string  `json:"unit"`
	Floor float64 `json:"floor,omitempty"` // the same of the plain proxy, or of the vendor asked directly; median
	Ratio float64 `json:"ratio,omitempty"` // median of the repetitions' ratios to their own floor
	N     int     `json:"n"`               // calls, chunks or vouchers over all repetitions
	Goal  string  `json:"goal"`
	Met   bool    `json:"met"`
	Note  string  `json:"note"`
	Runs  []Run   `json:"runs,omitempty"` // the repetitions, in order
}

// Run is one repetition.
type Run struct {
	Value float64  `json:"value"`
	Floor float64  `json:"floor,omitempty"`
	Peer  *float64 `json:"peer,omitempty"` // another gateway's, measured in the same turn
}

// goal is what a figure is held to (the project's list of figures).
type goal struct {
	text  string
	limit float64
	on    side
}

type side uint8

const (
	ratioAtMost  side = 1
	valueAtMost  side = 2
	valueAtLeast side = 3
)

var goals = map[string]goal{
	"S1":       {"<= 1.9 x floor", 1.9, ratioAtMost},
	"S1.idle":  {"<= 150 MiB", 150, valueAtMost},
	"S2.burst": {"<= 2 x floor", 2, ratioAtMost},
	"S2.paced": {"<= 1.3 x floor", 1.3, ratioAtMost},
	"S3":       {"<= 4.6 x floor", 4.6, ratioAtMost},
	"S4.p50":   {"<= 1.5 ms", 1.5, valueAtMost},
	"S4.p99":   {"<= 15 ms", 15, valueAtMost},
	"S7":       {">= 3000", 3000, valueAtLeast},
	"S9":       {"<= 10 s", 10, valueAtMost},
}

// figure sums up repetitions.
func figure(id, unit string, n int, note string, runs []Run) Figure {
	values, floors, ratios := make([]float64, len(runs)), make([]float64, len(runs)), make([]float64, len(runs))
	for i, r := range runs {
		values[i], floors[i] = r.Value, r.Floor
		if r.Floor > 0 {
			ratios[i] = r.Value / r.Floor
		}
	}
	g := goals[id]
	f := Figure{ID: id, Value: median(values), Min: slices.Min(values), Max: slices.Max(values), Unit: unit, Floor: median(floors), Ratio: median(ratios),
		N: n, Goal: g.text, Note: note, Runs: runs}
	switch g.on {
	case ratioAtMost:
		f.Met = f.Ratio <= g.limit
	case valueAtMost:
		f.Met = f.Value <= g.limit
	case valueAtLeast:
		f.Met = f.Value >= g.limit
	}
	return f
}

func median(v []float64) float64 {
	s := slices.Sorted(slices.Values(v))
	if n := len(s); n%2 == 0 {
		return (s[n/2-1] + s[n/2]) / 2
	}
	return s[len(s)/2]
}

// Print writes the table for people. A missed goal stands in it like any other row, marked.
func Print(w io.Writer, figures []Figure) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "figure\tvalue\tmin-max\tunit\tfloor\tratio\tgoal\t\t")
	for _, f := range figures {
		floor, ratio, mark := "", "", "met"
		if f.Floor > 0 {
			floor = number(f.Floor)
		}
		if f.Ratio > 0 {
			ratio = fmt.Sprintf("%.2f", f.Ratio)
		}
		if !f.Met {
			mark = "MISSED"
		}
		fmt.Fprintf(t, "%s\t%s\t%s-%s\t%s\t%s\t%s\t%s\t%s\t\n", f.ID, number(f.Value), number(f.Min), number(f.Max), f.Unit, floor, ratio, f.Goal, mark)
	}
	return t.Flush()
}

func number(v float64) string {
	switch {
	case v >= 100:
		return fmt.Sprintf("%.0f", v)
	case v >= 10:
		return fmt.Sprintf("%.1f", v)
	case v >= 1:
		return fmt.Sprintf("%.2f", v)
	}
	return fmt.Sprintf("%.3f", v)
}
