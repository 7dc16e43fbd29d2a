package bench

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// job is so many calls by so many callers, who ask the targets in turn.
type job struct {
	Kind    string   `json:"kind"`
	Calls   int      `json:"calls"`
	Callers int      `json:"callers"`
	Targets []target `json:"targets"`

	Pause time.Duration `json:"pause,omitempty"` // of each caller before a call
}

// target is where calls go.
type target struct {
	URL  string `json:"url"` // with /v1
	Key  string `json:"key"`
	Paid bool   `json:"paid"` // its answers must state what they cost
}

// sample is what a target's calls came to.
type sample struct {
	Calls     int             `json:"calls"`
	Cost      string          `json:"cost,omitempty"`      // of each call, as the header states it
	FirstByte []time.Duration `json:"firstByte,omitempty"` // of the body, each call's, sorted; only with one caller
	Took      time.Duration   `json:"took"`                // wall time of the whole job
}

var client = &http.Client{Transport: &http.Transport{MaxIdleConns: keep, MaxIdleConnsPerHost: keep, DisableCompression: true}}

// load does a job. A call that fails, is not answered whole, or costs another sum than the others fails the job.
func load(ctx context.Context, o order) (report, error) {
	j := o.Job
	if o.Do != "load" || j == nil {
		return report{}, errors.New("unknown order")
	}
	all, err := answers()
	if err != nil {
		return report{}, err
	}
	l := &loader{job: *j, request: requestOf(j.Kind), answer: all[j.Kind], samples: make([]sample, len(j.Targets))}
	start := time.Now()
	var callers sync.WaitGroup
	for range j.Callers {
		callers.Go(func() { l.run(ctx) })
	}
	callers.Wait()
	for i := range l.samples {
		slices.Sort(l.samples[i].FirstByte)
		l.samples[i].Took = time.Since(start)
	}
	return report{Load: l.samples}, l.err
}

type loader struct {
	job     job
	request []byte
	answer  answer
	begun   atomic.Int64

	mu      sync.Mutex // guards the two below
	samples []sample
	err     error
}

func (l *loader) run(ctx context.Context) {
	var buf bytes.Buffer
	for {
		n := int(l.begun.Add(1)) - 1
		if n >= l.job.Calls {
			return
		}
		time.Sleep(l.job.Pause)
		t := n % len(l.job.Targets)
		cost, first, err := l.call(ctx, l.job.Targets[t], &buf)
		if !l.note(t, cost, first, err) {
			return
		}
	}
}

func (l *loader) note(t int, cost string, first time.Duration, err error) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := &l.samples[t]
	switch {
	case err != nil:
	case s.Calls > 0 && s.Cost != cost:
		err = fmt.Errorf("one call costs %s, another one like it %s", s.Cost, cost)
	default:
		s.Calls, s.Cost = s.Calls+1, cost
		if l.job.Callers == 1 {
			s.FirstByte = append(s.FirstByte, first)
		}
	}
	l.err = errors.Join(l.err, err)
	return l.err == nil
}

func (l *loader) call(ctx context.Context, t target, buf *bytes.Buffer) (cost string, first time.Duration, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, t.URL+"/chat/completions", bytes.NewReader(l.request))
	if err != nil {
		return "", 0, err
	}
	req.Header["Authorization"] = []string{"Bearer " + t.Key}
	req.Header["Content-Type"] = []string{"application/json"}
	start := time.Now()
	resp, err := client.Do(req)
	if err != nil {
		return "", 0, fmt.Errorf("call %s: %w", t.URL, err)
	}
	defer resp.Body.Close()
	buf.Reset()
	_, err = io.CopyN(buf, resp.Body, 1)
	first = time.Since(start)
	if err == nil {
		_, err = io.Copy(buf, resp.Body)
	}
	if err != nil {
		return "", 0, fmt.Errorf("read answer of %s: %w", t.URL, err)
	}
	return l.check(t, resp, buf.Bytes(), first)
}

// check sees that the answer is the vendor's, whole, and paid.
func (l *loader) check(t target, resp *http.Response, body []byte, first time.Duration) (string, time.Duration, error) {
	if resp.StatusCode != http.StatusOK {
		return "", 0, fmt.Errorf("%s answers %d: %s", t.URL, resp.StatusCode, body[:min(len(body), 300)])
	}
	if got := bytes.Count(body, []byte("\"delta\":{\"content\":")); !bytes.Contains(body, l.answer.text) || len(l.answer.parts) > 0 && got < chunks {
		return "", 0, fmt.Errorf("answer of %s is not whole: %d chunks, ends in %q", t.URL, got, body[max(0, len(body)-100):])
	}
	cost := resp.Header.Get("X-Tolsey-Cost") + resp.Trailer.Get("X-Tolsey-Cost")
	if t.Paid && (cost == "" || cost == "0") {
		return "", 0, fmt.Errorf("a call to %s was not paid", t.URL)
	}
	return cost, first, nil
}
