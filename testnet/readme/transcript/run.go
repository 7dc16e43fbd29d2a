package transcript

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Runner is where and how a page's commands run.
type Runner struct {
	Bin       string // absolute folder of the built commands
	FreePorts bool   // the devnet takes free ports instead of the fixed ones
	Log       io.Writer
}

// commandTimeout is the longest that one command may take.
const commandTimeout = 3 * time.Minute

// Run runs the commands of every transcript and returns the page with what they print. A command that fails is an error: a page
// does not show failures.
func (p Page) Run(ctx context.Context, r Runner) (Page, error) {
	if r.Log == nil {
		r.Log = os.Stderr
	}
	fresh := Page{lines: p.lines}
	for _, b := range p.blocks {
		steps, err := r.block(ctx, b)
		if err != nil {
			return Page{}, err
		}
		fresh.blocks = append(fresh.blocks, block{b.after, b.line, steps})
	}
	return fresh, nil
}

// block runs one transcript in an empty folder that holds nothing but .bin, so that it needs no file of this machine.
func (r Runner) block(ctx context.Context, b block) (steps []Step, err error) {
	dir, err := os.MkdirTemp("", "tolsey-readme-")
	if err != nil {
		return nil, fmt.Errorf("make a folder for the transcript: %w", err)
	}
	defer os.RemoveAll(dir)
	if err := os.Symlink(r.Bin, filepath.Join(dir, ".bin")); err != nil {
		return nil, fmt.Errorf("link the commands: %w", err)
	}
	sh, err := startShell(ctx, dir)
	if err != nil {
		return nil, err
	}
	defer sh.close()
	for _, s := range b.steps {
		fmt.Fprintf(r.Log, "readme: $ %s\n", s.Command)
		var out []string
		if s.Command == devnetCommand {
			d, lines, startErr := r.startDevnet(ctx, dir)
			if startErr == nil {
				defer d.stop()
			}
			out, err = lines, startErr
		} else {
			out, err = sh.run(s.Command)
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %q: %w; it printed:\n%s", s.Line, s.Command, err, strings.Join(out, "\n"))
		}
		steps = append(steps, Step{s.Command, clean(out, dir), s.Line})
	}
	return steps, nil
}

// clean takes the folder's name and trailing blanks out of what was printed.
func clean(lines []string, dir string) []string {
	out := make([]string, 0, len(lines))
	for _, l := range lines {
		out = append(out, strings.TrimRight(strings.ReplaceAll(l, dir+"/", ""), " \t\r"))
	}
	for len(out) > 0 && out[len(out)-1] == "" {
		out = out[:len(out)-1]
	}
	return out
}

// shell is one sh whose variables last from command to command.
type shell struct {
	cmd   *exec.Cmd
	in    io.WriteCloser
	lines chan string
}

func startShell(ctx context.Context, dir string) (*shell, error) {
	cmd := exec.CommandContext(ctx, "sh")
	cmd.Dir = dir
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("start shell: %w", err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("start shell: %w", err)
	}
	cmd.Stderr = cmd.Stdout
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start shell: %w", err)
	}
	return &shell{cmd, in, scan(out)}, nil
}

// scan hands on lines until its reader ends.
func scan(r io.Reader) chan string {
	lines := make(chan string, 4096)
	go func() {
		defer close(lines)
		s := bufio.NewScanner(r)
		s.Buffer(nil, 4<<20)
		for s.Scan() {
			lines <- s.Text()
		}
	}()
	return lines
}

// done is what the shell prints after each command, with its exit status. It starts a new line even where the output did not end in one.
const done = "\x1eend of command "

func (s *shell) run(command string) (out []string, err error) {
	if _, err := fmt.Fprintf(s.in, "{ %s\n} </dev/null\nprintf '\\n%s%%d\\n' $?\n", command, done); err != nil {
		return nil, fmt.Errorf("write to shell: %w", err)
	}
	timeout := time.After(commandTimeout)
	for {
		select {
		case line, open := <-s.lines:
			if !open {
				return out, errors.New("the shell ended")
			}
			status, ended := strings.CutPrefix(line, done)
			if !ended {
				out = append(out, line)
				continue
			}
			if status != "0" {
				return out, fmt.Errorf("exit status %s", status)
			}
			return out, nil
		case <-timeout:
			return out, fmt.Errorf("no end after %s", commandTimeout)
		}
	}
}

func (s *shell) close() {
	s.in.Close()
	_ = s.cmd.Process.Kill()
	_ = s.cmd.Wait()
}
