package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/tolsey/tolsey/testnet"
	"github.com/tolsey/tolsey/testnet/readme/transcript"
)

var update = flag.Bool("update", false, "rewrite the golden output of the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"tolsey-devnet": func() { os.Exit(run(os.Args, os.Stdout, os.Stderr)) }})
}

// TestScripts runs the command as a newcomer does. `go test -update` rewrites golden output.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata", UpdateScripts: *update, RequireUniqueNames: true, RequireExplicitExec: true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "masked": masked, "ready": ready, "buy": buy, "interrupt": interrupt,
			"gone": gone, "keep": keep, "free": free, "hold": hold, "printed": printed},
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("GORACE", "atexit_sleep_ms=0") // else every command of a race build waits a second at its end
			return nil
		},
	})
}

// exits runs a program and checks its exit code: exits 2 tolsey-devnet ...
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

// masked writes a file (or stdout, stderr) without what differs from run to run: masked FROM TO.
func masked(ts *testscript.TestScript, _ bool, args []string) {
	var out bytes.Buffer
	for line := range strings.Lines(strings.ReplaceAll(ts.ReadFile(args[0]), ts.Getenv("WORK"), "WORK")) {
		if !strings.Contains(line, "still at it") { // a slow machine
			fmt.Fprintln(&out, transcript.Mask(strings.TrimRight(line, "\n")))
		}
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), out.Bytes(), 0o600))
}

// ready waits until the devnet on a directory is up.
func ready(ts *testscript.TestScript, _ bool, args []string) {
	for range 1200 {
		if f, err := testnet.ReadFile(ts.MkAbs(args[0])); err == nil && f.Ready {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	ts.Fatalf("the devnet on %s did not come up", args[0])
}

// buy makes a call through the buyer's gateway: buy DIR MODEL stream|unary PROMPT. With an & at the end it does not wait for its end.
func buy(ts *testscript.TestScript, _ bool, args []string) {
	f, err := testnet.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	n, err := f.Node("buyer")
	ts.Check(err)
	body, err := json.Marshal(map[string]any{"model": args[1], "stream": args[2] == "stream", "messages": []any{map[string]string{"role": "user", "content": args[3]}}})
	ts.Check(err)
	req, err := http.NewRequest(http.MethodPost, n.Gateway+"/v1/chat/completions", bytes.NewReader(body))
	ts.Check(err)
	req.Header.Set("Authorization", "Bearer "+n.APIKey)
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	ts.Check(err)
	if len(args) == 5 {
		ts.Defer(func() { _ = resp.Body.Close() })
		return
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	ts.Check(err)
	if resp.StatusCode != http.StatusOK {
		ts.Fatalf("status %d: %s", resp.StatusCode, text)
	}
}

// interrupt sends an interrupt to the program that runs in the background.
func interrupt(ts *testscript.TestScript, _ bool, _ []string) {
	for _, c := range ts.BackgroundCmds() {
		ts.Check(c.Process.Signal(os.Interrupt))
	}
}

// printed waits until a file holds a text: printed FILE TEXT.
func printed(ts *testscript.TestScript, _ bool, args []string) {
	for range 200 {
		if text, err := os.ReadFile(ts.MkAbs(args[0])); err == nil && strings.Contains(string(text), args[1]) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	ts.Fatalf("%s never held %q", args[0], args[1])
}

// gone checks that the program in the background ends within a time: gone 10s.
func gone(ts *testscript.TestScript, _ bool, args []string) {
	most, err := time.ParseDuration(args[0])
	ts.Check(err)
	for deadline := time.Now().Add(most); ; time.Sleep(20 * time.Millisecond) {
		running := false
		for _, c := range ts.BackgroundCmds() {
			stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", c.Process.Pid))
			running = running || err == nil && !strings.Contains(string(stat), ") Z ")
		}
		if !running {
			return
		}
		if time.Now().After(deadline) {
			ts.Fatalf("it still runs after %s", most)
		}
	}
}

// keep writes the addresses that a devnet listens on: keep DIR FILE.
func keep(ts *testscript.TestScript, _ bool, args []string) {
	f, err := testnet.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	var out []string
	for _, text := range []string{f.Chain.RPC, f.Chain.WS, f.Control.URL, f.Vendors[0].BaseURL} {
		u, err := url.Parse(text)
		ts.Check(err)
		out = append(out, u.Host)
	}
	for _, n := range f.Nodes {
		for _, text := range []string{n.Gateway, n.Admin} {
			if u, err := url.Parse(text); err == nil && u.Host != "" {
				out = append(out, u.Host)
			}
		}
		_, port, _ := strings.Cut(n.P2P[1], "/tcp/")
		port, _, _ = strings.Cut(port, "/")
		out = append(out, "127.0.0.1:"+port)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(strings.Join(out, "\n")), 0o600))
}

// free checks that nobody listens on kept addresses any more.
func free(ts *testscript.TestScript, _ bool, args []string) {
	for _, a := range strings.Fields(ts.ReadFile(args[0])) {
		l, err := net.Listen("tcp", a)
		ts.Check(err)
		ts.Check(l.Close())
	}
}

// hold takes a port, unless somebody else has it already.
func hold(ts *testscript.TestScript, _ bool, args []string) {
	if l, err := net.Listen("tcp", args[0]); err == nil {
		ts.Defer(func() { _ = l.Close() })
	}
}
