package vendor

import (
	"math/big"
	"slices"
	"strings"
	"sync"
)

// maxRows bounds the rows that a bill shows; older ones stay in its totals.
const maxRows = 100_000

// Outcome is how a request ended for the vendor.
type Outcome string

// The outcomes; the package comment says what each bills.
const (
	Open      Outcome = "open"      // being answered; only the prompt is counted so far
	Delivered Outcome = "delivered" // generated whole
	Aborted   Outcome = "aborted"   // the client left before the last token
	Broken    Outcome = "broken"    // a fault cut it
	Refused   Outcome = "refused"   // free
	Lost      Outcome = "lost"      // the vendor's process died meanwhile
)

// Row is one request on the bill.
type Row struct {
	Seq             uint64  `json:"seq"`                       // per vendor, from 1
	ID              string  `json:"id"`                        // the id that the answer carries
	ClientRequestID string  `json:"clientRequestId,omitempty"` // what the caller sent as X-Client-Request-Id
	Account         string  `json:"account"`
	Model           string  `json:"model"` // the price list's name
	At              int64   `json:"at"`    // arrival, unix ms: the time at which prices hold
	Stream          bool    `json:"stream,omitempty"`
	Prompt          int64   `json:"prompt"`            // tokens, cached ones included
	Cached          int64   `json:"cached"`            // tokens
	Write5m         int64   `json:"write5m,omitempty"` // tokens of the prompt that were kept for five minutes
	Write1h         int64   `json:"write1h,omitempty"` // and for an hour
	Completion      int64   `json:"completion"`        // tokens, reasoning ones included
	Reasoning       int64   `json:"reasoning"`         // tokens
	Outcome         Outcome `json:"outcome"`
	Fault           Fault   `json:"fault,omitzero"` // the fault that was asked for, also where it struck nothing
	Picos           string  `json:"picos"`          // what is billed, decimal
}

// Counts are a bill's sums per billed unit, in tokens, each counted once. The names are the price list's.
type Counts struct {
	Input        int64 `json:"input"`
	CacheRead    int64 `json:"cacheRead"`
	CacheWrite5m int64 `json:"cacheWrite5m,omitempty"`
	CacheWrite1h int64 `json:"cacheWrite1h,omitempty"`
	Output       int64 `json:"output"`
	Reasoning    int64 `json:"reasoning"`
}

// Line is one model's sum.
type Line struct {
	Model    string `json:"model"`
	Requests int64  `json:"requests"`
	Usage    Counts `json:"usage"`
	Picos    string `json:"picos"`
}

// Bill is what a vendor would invoice.
type Bill struct {
	Vendor   string `json:"vendor"`
	Account  string `json:"account"` // "": all accounts
	Models   []Line `json:"models"`  // sorted by name
	Requests int64  `json:"requests"`
	Picos    string `json:"picos"`
	Rows     []Row  `json:"rows"`      // by arrival
	Older    int64  `json:"olderRows"` // rows that are counted but no longer shown
}

// sumKey names a sum of the ledger.
type sumKey struct{ account, model string }

type sum struct {
	requests int64
	usage    Counts
	picos    big.Int
}

// ledger keeps one vendor's rows and sums.
type ledger struct {
	vendor string
	file   *journal // nil: in memory

	rowsMu sync.Mutex
	seq    uint64
	rows   []*Row // by seq, the last maxRows
	older  int64
	open   map[uint64]*Row
	sums   map[sumKey]*sum // of the rows that are closed
}

func openLedger(vendor, dir string) (*ledger, error) {
	l := &ledger{vendor: vendor, open: map[uint64]*Row{}, sums: map[sumKey]*sum{}}
	if dir == "" {
		return l, nil
	}
	var err error
	l.file, err = openJournal(dir, vendor, l.replay)
	if err != nil {
		return nil, err
	}
	for _, r := range l.open {
		r.Outcome = Lost
		l.enclose(r)
	}
	return l, nil
}

func (l *ledger) close() error {
	if l.file == nil {
		return nil
	}
	return l.file.close()
}

// begin puts a request on the bill, with an id made from its number.
func (l *ledger) begin(r Row, id func(seq uint64) string) (Row, error) {
	l.rowsMu.Lock()
	defer l.rowsMu.Unlock()
	r.Seq, r.Outcome = l.seq+1, Open
	r.ID = id(r.Seq)
	if err := l.file.write(r); err != nil {
		return r, err
	}
	l.add(r)
	return r, nil
}

// end closes a row with what it came to.
func (l *ledger) end(r Row) error {
	l.rowsMu.Lock()
	defer l.rowsMu.Unlock()
	if kept := l.open[r.Seq]; kept != nil {
		*kept = r
		l.enclose(kept)
	}
	return l.file.write(r)
}

// replay takes one line of the journal: a row as it began or as it ended.
func (l *ledger) replay(r Row) {
	if r.Seq > l.seq {
		l.add(r)
	}
	if kept := l.open[r.Seq]; kept != nil && r.Outcome != Open {
		*kept = r
		l.enclose(kept)
	}
}

func (l *ledger) add(r Row) {
	l.seq = r.Seq
	l.open[r.Seq] = &r
	l.rows = append(l.rows, &r)
	if len(l.rows) > maxRows {
		l.rows[0] = nil
		l.rows, l.older = l.rows[1:], l.older+1
	}
}

// enclose moves a row from the open ones into the sums.
func (l *ledger) enclose(r *Row) {
	delete(l.open, r.Seq)
	addTo(l.sums, r)
}

func addTo(sums map[sumKey]*sum, r *Row) {
	k := sumKey{r.Account, r.Model}
	s := sums[k]
	if s == nil {
		s = &sum{}
		sums[k] = s
	}
	s.requests++
	s.usage.Input += r.Prompt - r.Cached - r.Write5m - r.Write1h
	s.usage.CacheWrite5m += r.Write5m
	s.usage.CacheWrite1h += r.Write1h
	s.usage.CacheRead += r.Cached
	s.usage.Output += r.Completion - r.Reasoning
	s.usage.Reasoning += r.Reasoning
	s.picos.Add(&s.picos, parsePicos(r.Picos))
}

func parsePicos(s string) *big.Int {
	n, ok := new(big.Int).SetString(s, 10)
	if !ok {
		return new(big.Int)
	}
	return n
}

// bill sums up an account, or all of them for "".
func (l *ledger) bill(account string) Bill {
	l.rowsMu.Lock()
	defer l.rowsMu.Unlock()
	b := Bill{Vendor: l.vendor, Account: account, Rows: []Row{}, Models: []Line{}, Older: l.older}
	running := map[sumKey]*sum{}
	for _, r := range l.open {
		addTo(running, r)
	}
	lines, total := map[string]*sum{}, new(big.Int)
	for _, sums := range []map[sumKey]*sum{l.sums, running} {
		for k, s := range sums {
			if account == "" || k.account == account {
				lines[k.model] = s.plus(lines[k.model])
				b.Requests += s.requests
				total.Add(total, &s.picos)
			}
		}
	}
	b.Picos = total.String()
	for name, s := range lines {
		b.Models = append(b.Models, Line{name, s.requests, s.usage, s.picos.String()})
	}
	slices.SortFunc(b.Models, func(x, y Line) int { return strings.Compare(x.Model, y.Model) })
	for _, r := range l.rows {
		if account == "" || r.Account == account {
			b.Rows = append(b.Rows, *r)
		}
	}
	return b
}

// plus returns the sum of both; o may be nil.
func (s *sum) plus(o *sum) *sum {
	out := &sum{requests: s.requests, usage: s.usage}
	out.picos.Set(&s.picos)
	if o == nil {
		return out
	}
	out.requests += o.requests
	out.usage.Input += o.usage.Input
	out.usage.CacheRead += o.usage.CacheRead
	out.usage.CacheWrite5m += o.usage.CacheWrite5m
	out.usage.CacheWrite1h += o.usage.CacheWrite1h
	out.usage.Output += o.usage.Output
	out.usage.Reasoning += o.usage.Reasoning
	out.picos.Add(&out.picos, &o.picos)
	return out
}
