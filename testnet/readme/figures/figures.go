// Package figures puts measured figures into a page: a table per record of tolsey-devnet bench, below a line that names the file.
//
// It knows the record's JSON and a page's lines. It measures nothing, and a goal that was missed stands in the table, marked.
package figures

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"time"
)

// A block begins with a line that names its record and ends with the line End; what is between them is written here.
var begin = regexp.MustCompile(`^<!-- bench (\S+) -->$`)

// output is where a run kept what it measured, which is nobody's business but its machine's.
var output = regexp.MustCompile(` --(record|profile)[ =]\S+`)

// End is the line that ends a block.
const End = "<!-- end of bench -->"

// record is what tolsey-devnet bench --record writes.
type record struct {
	Time    time.Time `json:"time"`
	Commit  string    `json:"commit"`
	Command string    `json:"command"`
	CPU     string    `json:"cpu"`
	Cores   int       `json:"cores"`
	OS      string    `json:"os"`
	Go      string    `json:"go"`
	Load    string    `json:"load"`
	Figures []figure  `json:"figures"`
}

type figure struct {
	ID    string  `json:"id"`
	Value float64 `json:"value"`
	Min   float64 `json:"min"`
	Max   float64 `json:"max"`
	Unit  string  `json:"unit"`
	Floor float64 `json:"floor"`
	Ratio float64 `json:"ratio"`
	Goal  string  `json:"goal"`
	Met   bool    `json:"met"`
	Note  string  `json:"note"`
}

// Fill returns the page with every block written anew from its record, which read gets. A record that is not there leaves a line
// that says how to make it.
func Fill(page string, read func(path string) ([]byte, error)) (string, error) {
	var out []string
	lines := strings.Split(page, "\n")
	for i := 0; i < len(lines); i++ {
		out = append(out, lines[i])
		m := begin.FindStringSubmatch(lines[i])
		if m == nil {
			continue
		}
		text, err := block(m[1], read)
		if err != nil {
			return "", err
		}
		out = append(out, text...)
		for i++; i < len(lines) && lines[i] != End; i++ {
		}
		if i == len(lines) {
			return "", fmt.Errorf("the block of %s has no line %q", m[1], End)
		}
		out = append(out, End)
	}
	return strings.Join(out, "\n"), nil
}

func block(path string, read func(string) ([]byte, error)) ([]string, error) {
	text, err := read(path)
	if errors.Is(err, fs.ErrNotExist) {
		return []string{fmt.Sprintf("Not measured yet: `make bench ARGS=\"--record %s\"` does.", path)}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read figures: %w", err)
	}
	var r record
	if err := json.Unmarshal(text, &r); err != nil {
		return nil, fmt.Errorf("read figures of %s: %w", path, err)
	}
	return table(r), nil
}

func table(r record) []string {
	out := []string{"| figure | median | min-max | unit | floor | ratio | goal | |", "|---|--:|--:|---|--:|--:|---|---|"}
	var notes []string
	for _, f := range r.Figures {
		floor, ratio, met := "", "", "met"
		if f.Floor > 0 {
			floor = number(f.Floor)
		}
		if f.Ratio > 0 {
			ratio = number(f.Ratio)
		}
		if !f.Met {
			met = "**missed**"
		}
		out = append(out, fmt.Sprintf("| %s | %s | %s-%s | %s | %s | %s | %s | %s |", f.ID, number(f.Value), number(f.Min), number(f.Max), f.Unit, floor, ratio, f.Goal, met))
		if f.Note != "" {
			notes = append(notes, "- "+f.ID+": "+f.Note)
		}
	}
	out = append(out, "", fmt.Sprintf("%s, %d cores, load %s at the start, %s, %s; commit %.12s; %s; `%s`.", r.CPU, r.Cores, r.Load, r.OS, r.Go, r.Commit,
		r.Time.UTC().Format("2006-01-02 15:04 UTC"), output.ReplaceAllString(r.Command, "")))
	if len(notes) > 0 {
		out = append(append(out, ""), notes...)
	}
	return out
}

// number shows three digits or so.
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
