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

const (
	readyTimeout = 90 * time.Second // under the race detector, on a busy machine
	quiet        = time.Second      // after it is ready, the devnet has said what it says when it says nothing for so long
	stopTimeout  = 20 * time.Second
)

// devnet is a running devnet.
type devnet struct {
	cmd   *exec.Cmd
	lines chan string
}

// startDevnet runs the devnet in dir and returns when it is ready, with what it printed.
func (r Runner) startDevnet(ctx context.Context, dir string) (*devnet, []string, error) {
	args := []string{"up"}
	if r.FreePorts {
		args = append(args, "--ports", "auto")
	}
	cmd := exec.CommandContext(ctx, filepath.Join(r.Bin, "tolsey-devnet"), args...)
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

// waitReady collects what the devnet prints until its file says ready and it has fallen silent.
func (d *devnet) waitReady(file string) (printed []string, err error) {
	timeout := time.After(readyTimeout)
	poll := time.NewTicker(100 * time.Millisecond)
	defer poll.Stop()
	last := time.Now()
	for {
		select {
		case line, open := <-d.lines:
			if !open {
				return printed, errors.New("the devnet ended before it was ready")
			}
			printed, last = append(printed, line), time.Now()
		case <-poll.C:
			if time.Since(last) > quiet && isReady(file) {
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
