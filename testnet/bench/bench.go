package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Options are a run.
type Options struct {
	Names    []string  // figures or groups, as Names lists them; empty: all
	Quick    bool      // fewer and shorter repetitions
	Peer     string    // another gateway's URL with /v1, to be measured beside ours; "": none
	PeerKey  string    // its bearer token
	Program  string    // this binary
	Part     []string  // its arguments that make it a part of a run
	Dir      string    // scratch directory; removed by the caller
	Profile  string    // directory for CPU profiles of what is measured; "": none
	Progress io.Writer // one line per repetition
}

// groups are what is measured on one stage.
var groups = []struct {
	name    string
	figures []string
	measure func(*run, context.Context) error
}{
	{"gateway", []string{"S1", "S2"}, (*run).gateway},
	{"market", []string{"S3", "S4"}, (*run).market},
	{"vouchers", []string{"S7"}, (*run).vouchers},
	{"devnet", []string{"S9"}, (*run).devnet},
}

// Names are the names that Options takes.
func Names() (out []string) {
	for _, g := range groups {
		out = append(out, g.figures...)
	}
	return out
}

// run is a run of the bench.
type run struct {
	Options
	wanted  map[string]bool
	figures []Figure
}

// ErrUnknownName is returned for a figure that nobody measures here.
var ErrUnknownName = errors.New("unknown figure")

// Measure measures the named figures.
func Measure(ctx context.Context, o Options) ([]Figure, error) {
	r := &run{Options: o, wanted: map[string]bool{}}
	for _, n := range o.Names {
		if !slices.Contains(Names(), strings.ToUpper(n)) {
			return nil, fmt.Errorf("%w %q; measured are %s", ErrUnknownName, n, strings.Join(Names(), ", "))
		}
		r.wanted[strings.ToUpper(n)] = true
	}
	for _, g := range groups {
		if !slices.ContainsFunc(g.figures, r.wants) {
			continue
		}
		if err := g.measure(r, ctx); err != nil {
			return r.figures, fmt.Errorf("measure %s: %w", strings.Join(g.figures, " and "), err)
		}
	}
	return r.figures, nil
}

func (r *run) wants(figure string) bool { return len(r.wanted) == 0 || r.wanted[figure] }

func (r *run) say(format string, args ...any) {
	fmt.Fprintf(r.Progress, format+"\n", args...)
}

// rounds is how often a figure is taken.
func (r *run) rounds() int {
	if r.Quick {
		return 2
	}
	return 5
}

// size is n, or less of it where the run is to be quick.
func (r *run) size(n int) int {
	if r.Quick {
		return n / 4
	}
	return n
}

func (r *run) stage(ctx context.Context, name string) (*stage, error) {
	return build(ctx, append([]string{r.Program}, r.Part...), filepath.Join(r.Dir, name))
}

// profiled takes a CPU profile of the parts while f runs, if profiles are wanted.
func (r *run) profiled(name string, parts []*part, f func() error) error {
	if r.Profile == "" {
		return f()
	}
	if err := os.MkdirAll(r.Profile, 0o700); err != nil {
		return err
	}
	dir, err := filepath.Abs(r.Profile)
	if err != nil {
		return err
	}
	for _, p := range parts {
		if _, err := p.tell(order{Do: "profile", Path: filepath.Join(dir, name+"-"+p.name+".pprof")}); err != nil {
			return err
		}
	}
	err = f()
	for _, p := range parts {
		_, failed := p.tell(order{Do: "stop"})
		err = errors.Join(err, failed)
	}
	return err
}
