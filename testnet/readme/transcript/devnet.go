package transcript

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// devnetCommand is the command that builds and runs the devnet; the built one is run in its place.
const devnetCommand = "make devnet"

// lastLine is how the devnet ends what it says when it is up.
const lastLine = "Ctrl-C stops it."

const (
	readyTimeout = 90 * time.Second // under the race detector, on a busy machine
	stopTimeout  = 20 * time.Second
)

// devnet is a running devnet.
type devnet struct {
	cmd   *exec.Cmd
	lines chan string
}

// startDevnet runs the devnet in dir, which has a link .bin, and returns when it is ready, with what it printed.
func (r Runner) startDevnet(ctx context.Context, dir string) (*devnet, []string, error) {
	args := []string{"up"}
	if r.FreePorts {
		args = append(args, "--ports", "auto")
	}
	cmd := exec.CommandContext(ctx, ".bin/tolsey-devnet", args...) // as a person calls it: it repeats its own name
	cmd.Dir = dir
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = stopTimeout
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, nil, fmt.Errorf("start devnet: %w", err)
	}
	cmd.Stderr = cmd.Stdout
	if err := cmd.Start(); err != nil {
		return nil, nil, fmt.Errorf("start devnet: %w", err)
	}
	d := &devnet{cmd, scan(out)}
	printed, err := d.waitReady(filepath.Join(dir, ".devnet", "devnet.json"))
	if err != nil {
		d.stop()
		return nil, printed, err
	}
	go func() { // the pipe must not fill up while the other commands run; it ends with the devnet
		for range d.lines {
		}
	}()
	return d, printed, nil
}

// waitReady collects what the devnet prints until its last line, and waits until its file says ready.
func (d *devnet) waitReady(file string) (printed []string, err error) {
	timeout := time.After(readyTimeout)
	poll := time.NewTicker(100 * time.Millisecond)
	defer poll.Stop()
	said := false
	for {
		select {
		case line, open := <-d.lines:
			if !open {
				return printed, errors.New("the devnet ended before it was ready")
			}
			printed, said = append(printed, line), said || line == lastLine
		case <-poll.C:
			if said && isReady(file) {
				return printed, nil
			}
		case <-timeout:
			return printed, fmt.Errorf("the devnet is not ready after %s", readyTimeout)
		}
	}
}

func isReady(file string) bool {
	var state struct {
		Ready bool `json:"ready"`
	}
	text, err := os.ReadFile(file)
	return err == nil && json.Unmarshal(text, &state) == nil && state.Ready
}

// stop ends the devnet as Ctrl-C does, and kills it when it does not drain.
func (d *devnet) stop() {
	_ = d.cmd.Process.Signal(os.Interrupt)
	kill := time.AfterFunc(stopTimeout, func() { _ = d.cmd.Process.Kill() })
	defer kill.Stop()
	for range d.lines {
	}
	_ = d.cmd.Wait()
}
