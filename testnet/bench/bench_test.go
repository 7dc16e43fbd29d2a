package bench_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/testnet/bench"
)

// TestMain makes this binary a part where a run asks for one.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == "part" {
		if err := bench.Part(context.Background(), os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// wired is a part within this process.
type wired struct {
	t   *testing.T
	in  *json.Encoder
	out *json.Decoder
}

func start(t *testing.T, setup string) (w wired, addr string) {
	inR, inW := io.Pipe()
	outR, outW := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- bench.Part(context.Background(), inR, outW) }()
	t.Cleanup(func() {
		require.NoError(t, inW.Close())
		require.NoError(t, <-ended, "a part ends with its input")
	})
	w = wired{t, json.NewEncoder(inW), json.NewDecoder(outR)}
	return w, w.tell(json.RawMessage(setup))["addr"].(string)
}

func (w wired) tell(line any) map[string]any {
	require.NoError(w.t, w.in.Encode(line))
	r := map[string]any{"addr": "", "error": ""}
	require.NoError(w.t, w.out.Decode(&r))
	return r
}

// load has calls of every kind made and returns what the part says against them.
func (w wired) load(kind, url string, paid bool) string {
	r := w.tell(map[string]any{"do": "load", "job": map[string]any{"kind": kind, "calls": 2, "callers": 2, "targets": []any{map[string]any{"url": url, "paid": paid}}}})
	return r["error"].(string)
}

func TestFloorPassesTheVendorsAnswersOn(t *testing.T) {
	_, vendor := start(t, `{"role":"vendor"}`)
	_, proxy := start(t, `{"role":"proxy","target":"`+vendor+`"}`)
	load, _ := start(t, `{"role":"load"}`)
	for _, kind := range []string{"unary", "burst", "paced"} {
		require.Empty(t, load.load(kind, proxy+"/v1", false), kind)
	}
	require.Contains(t, load.load("unary", proxy+"/v1", true), "was not paid")
	require.NotZero(t, load.tell(map[string]any{"do": "cpu"})["cpu"])
	require.Contains(t, load.tell(map[string]any{"do": "dance"})["error"], "unknown order")
}

func TestSizesAreWhatTheFiguresSay(t *testing.T) {
	_, vendor := start(t, `{"role":"vendor"}`)
	seen := make(chan int, 1)
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		resp, err := http.Post(vendor+"/v1/chat/completions", "application/json", bytes.NewReader(body))
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		defer resp.Body.Close()
		answer, _ := io.ReadAll(resp.Body)
		seen <- len(body)*10_000 + len(answer)
		_, _ = w.Write(answer)
	}))
	defer front.Close()
	load, _ := start(t, `{"role":"load"}`)
	done := make(chan string, 1)
	go func() { done <- load.load("unary", front.URL+"/v1", false) }()
	for range 2 {
		require.Equal(t, 1024*10_000+1024, <-seen, "bytes asked and answered")
	}
	require.Empty(t, <-done)
}

func TestAnAnswerThatIsNotTheVendorsIsNoFigure(t *testing.T) {
	load, _ := start(t, `{"role":"load"}`)
	var cost atomic.Int64
	for name, c := range map[string]struct {
		handle http.HandlerFunc
		want   string
	}{
		"another answer": {func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, `{}`) }, "not whole"},
		"a refusal":      {func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no money", http.StatusPaymentRequired) }, "answers 402: no money"},
		"another price": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("X-Tolsey-Cost", fmt.Sprint(cost.Add(1)))
			fmt.Fprint(w, "The tolsey was the house where a town took its tolls, kept its weights and heard its merchants. A stranger who came with wool or salt paid there before he sold, and could be sure that the measure he was held to was the measure")
		}, "another one like it"},
	} {
		t.Run(name, func(t *testing.T) {
			front := httptest.NewServer(c.handle)
			defer front.Close()
			require.Contains(t, load.load("unary", front.URL+"/v1", name == "another price"), c.want)
		})
	}
}

func TestVouchersAreMeasuredInAProcessOfTheirOwn(t *testing.T) {
	program, err := os.Executable()
	require.NoError(t, err)
	var progress bytes.Buffer
	figures, err := bench.Measure(t.Context(), bench.Options{Names: []string{"s7"}, Quick: true, Program: program, Part: []string{"part"}, Dir: t.TempDir(), Progress: &progress})
	require.NoError(t, err)
	require.Len(t, figures, 1)
	f := figures[0]
	require.Equal(t, "S7", f.ID)
	require.Len(t, f.Runs, 2)
	require.Positive(t, f.Min)
	require.GreaterOrEqual(t, f.Value, f.Min)
	require.LessOrEqual(t, f.Value, f.Max)
	require.Equal(t, f.Value >= 3000, f.Met)
	require.Contains(t, progress.String(), "vouchers per core-second")
}

func TestUnknownFigureIsNamed(t *testing.T) {
	_, err := bench.Measure(t.Context(), bench.Options{Names: []string{"S6"}})
	require.ErrorIs(t, err, bench.ErrUnknownName)
	require.ErrorContains(t, err, `"S6"; measured are S1, S2, S3, S4, S7, S9`)
}

func TestAMissedGoalStaysInTheTable(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, bench.Print(&out, []bench.Figure{
		{ID: "S1", Value: 0.22, Min: 0.2, Max: 0.25, Unit: "cpu_s_per_1k", Floor: 0.06, Ratio: 3.67, Goal: "<= 1.9 x floor"},
		{ID: "S7", Value: 11044, Min: 10480, Max: 12577, Unit: "per_core_s", Goal: ">= 3000", Met: true}}))
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	require.Len(t, lines, 3)
	require.Regexp(t, `^S1 +0\.220 +0\.200-0\.250 +cpu_s_per_1k +0\.060 +3\.67 +<= 1\.9 x floor +MISSED`, lines[1])
	require.Regexp(t, `^S7 +11044 +10480-12577 +per_core_s +>= 3000 +met`, lines[2])
}
