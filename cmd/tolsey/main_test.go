package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/node/dashboard/dashboardtest"
)

var update = flag.Bool("update", false, "rewrite the golden output of the scripts")

const adminToken = "operator-token-of-at-least-32-characters"

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"tolsey": func() {
		runNode = shellNode
		os.Exit(run(os.Args, os.Stdin, os.Stdout, os.Stderr))
	}})
}

// shellNode stands where the node does, so that scripts can hold `start` to its flags, signals and exit codes: it binds the
// gateway's port, says so, and waits.
func shellNode(ctx context.Context, cfg config.Config) error {
	l, err := net.Listen("tcp", cfg.Gateway.Listen)
	if err != nil {
		return fmt.Errorf("listen for the gateway: %w", err)
	}
	defer l.Close()
	fmt.Println("serving as", cfg.Log.Level)
	<-ctx.Done()
	fmt.Println("drained")
	return nil
}

// TestScripts runs one script per command against an admin server over fixed figures. `go test -update` rewrites golden output.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		UpdateScripts:       *update,
		RequireUniqueNames:  true,
		RequireExplicitExec: true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "mask": mask, "waitfor": waitFor, "interrupt": interrupt},
		Setup:               func(env *testscript.Env) error { return setup(t, env) },
	})
}

// setup gives a script a node of fixed figures, reachable by $TOLSEY_DATA, and a gateway at $GATEWAY.
func setup(t *testing.T, env *testscript.Env) error {
	node, feed := dashboardtest.New(), dashboard.NewFeed()
	gateway := httptest.NewServer(http.HandlerFunc(chat))
	name := filepath.Base(env.WorkDir)
	if strings.HasSuffix(name, "call") {
		node.Gateway = gateway.URL
	}
	if strings.HasSuffix(name, "doctor") {
		node.Fail("chain", "head is 4 min old; check the RPC endpoints of network.yaml")
	}
	server, err := dashboard.New(dashboard.Config{Listen: "127.0.0.1:0", Token: adminToken}, node.Sources(), feed, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- server.Run(ctx) }()
	go tell(ctx, node, feed)
	env.Defer(func() {
		cancel()
		gateway.Close()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	data := filepath.Join(env.WorkDir, "data")
	if err := os.Mkdir(data, 0o700); err != nil {
		return err
	}
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	env.Defer(func() { _ = busy.Close() })
	env.Setenv("TOLSEY_DATA", data)
	env.Setenv("HOME", env.WorkDir)
	env.Setenv("GORACE", "atexit_sleep_ms=0") // else every command of a race build waits a second at its end
	env.Setenv("GATEWAY", gateway.URL)
	env.Setenv("BUSY", busy.Addr().String())
	env.Setenv("PID", strconv.Itoa(os.Getpid()))
	return config.WriteAccess(data, config.Access{URL: server.URL(), Token: adminToken})
}

// tell has a call start and end again and again, for who follows.
func tell(ctx context.Context, node *dashboardtest.Node, feed *dashboard.Feed) {
	page, err := node.Calls(ctx, dashboard.CallFilter{Limit: 2})
	if err != nil {
		return
	}
	for c := page.Calls[1]; ; {
		for i := range c.Call {
			c.Call[i] = 0xab
		}
		for _, state := range []market.RecordState{market.RecordOpen, market.RecordDone} {
			c.State = state
			feed.Call(c)
			select {
			case <-ctx.Done():
				return
			case <-time.After(300 * time.Millisecond):
			}
		}
	}
}

// chat is a gateway that sells two words, and refuses in the gateway's shape.
func chat(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	refuse := func(status int, message, hint string) {
		w.WriteHeader(status)
		fmt.Fprintf(w, `{"error":{"message":%q,"type":"x","metadata":{"remedy_hint":%q,"charged":"0"}}}`, message, hint)
	}
	switch {
	case r.Header.Get("Authorization") != "Bearer sk-dev-good":
		refuse(401, "The API key is not valid.", "tolsey key new")
		return
	case strings.Contains(string(body), `"model":"a/poor"`):
		refuse(402, "The budget of key k1 is used up.", `tolsey key new --budget "20 USD/day"`)
		return
	}
	w.Header().Set("X-Tolsey-Call-Id", strings.Repeat("ab", 16))
	w.Header().Set("X-Tolsey-Seller", dashboardtest.SellerPeer)
	w.Header().Set("Trailer", "X-Tolsey-Cost, X-Tolsey-Receipt")
	fmt.Fprint(w, "data: {\"model\":\"a/b\",\"choices\":[{\"delta\":{\"content\":\"two \"},\"finish_reason\":null}]}\n\n")
	if strings.Contains(string(body), "break") {
		fmt.Fprint(w, "data: {\"error\":{\"message\":\"The seller was lost within the answer.\",\"metadata\":{\"charged\":\"0.0001\"}},\"choices\":[{\"delta\":{},\"finish_reason\":\"error\"}]}\n\n")
	} else {
		fmt.Fprint(w, "data: {\"model\":\"a/b\",\"choices\":[{\"delta\":{\"content\":\"words\"},\"finish_reason\":\"stop\"}]}\n\n")
	}
	fmt.Fprint(w, "data: {\"choices\":[],\"usage\":{\"total_tokens\":9,\"cost\":0.0001}}\n\ndata: [DONE]\n\n")
	w.Header().Set("X-Tolsey-Cost", "100000000")
}

// exits runs a program and checks its exit code: exits 2 tolsey ...
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM ARGS")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := 0
	if exit := new(exec.ExitError); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("exit code %d, want %s", got, args[0])
	}
}

// mask writes a file (or stdout, stderr) with what differs from run to run replaced: mask FROM TO PAIR=NAME...
func mask(ts *testscript.TestScript, _ bool, args []string) {
	text := ts.ReadFile(args[0])
	for _, pair := range args[2:] {
		old, name, _ := strings.Cut(pair, "=")
		text = strings.ReplaceAll(text, ts.Getenv(old), name)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(text), 0o600))
}

// waitFor waits until a file holds a text.
func waitFor(ts *testscript.TestScript, _ bool, args []string) {
	for range 100 {
		if text, err := os.ReadFile(ts.MkAbs(args[0])); err == nil && strings.Contains(string(text), args[1]) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	ts.Fatalf("%s never held %q", args[0], args[1])
}

// interrupt sends an interrupt to every program that runs in the background.
func interrupt(ts *testscript.TestScript, _ bool, _ []string) {
	for _, c := range ts.BackgroundCmds() {
		ts.Check(c.Process.Signal(os.Interrupt))
	}
}
