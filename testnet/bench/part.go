package bench

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime/pprof"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Roles of the processes that a run is made of.
const (
	roleVendor   = "vendor"
	roleProxy    = "proxy"
	roleLoad     = "load"
	roleNode     = "node"
	roleVouchers = "vouchers"
)

// setup is the first line that a part reads.
type setup struct {
	Role   string     `json:"role"`
	Listen string     `json:"listen,omitempty"` // of a vendor
	Target string     `json:"target,omitempty"` // of a proxy
	Node   *nodeSetup `json:"node,omitempty"`
	Dir    string     `json:"dir,omitempty"` // of vouchers
}

// order is every further line; report answers each, and the setup.
type order struct {
	Do   string `json:"do"` // "cpu", "profile", "stop", "load", "vouchers"
	Path string `json:"path,omitempty"`
	Job  *job   `json:"job,omitempty"`
	N    int    `json:"n,omitempty"`
}

type report struct {
	Error string        `json:"error,omitempty"`
	Addr  string        `json:"addr,omitempty"`
	CPU   time.Duration `json:"cpu,omitempty"` // user and system, of the whole process since its start
	RSS   uint64        `json:"rss,omitempty"` // bytes
	Load  []sample      `json:"load,omitempty"`
}

// Part is a process of a run: it reads its setup and orders from in and answers on out, and ends when in does, so that none outlives
// the run.
func Part(ctx context.Context, in io.Reader, out io.Writer) error {
	lines, enc := json.NewDecoder(bufio.NewReader(in)), json.NewEncoder(out)
	var s setup
	if err := lines.Decode(&s); err != nil {
		return fmt.Errorf("read setup: %w", err)
	}
	addr, do, end, err := begin(ctx, s)
	if err != nil {
		return errors.Join(err, enc.Encode(report{Error: err.Error()}))
	}
	err = enc.Encode(report{Addr: addr})
	for err == nil {
		var o order
		if err = lines.Decode(&o); err != nil {
			break
		}
		r, failed := obey(ctx, o, do)
		if failed != nil {
			r.Error = failed.Error()
		}
		err = enc.Encode(r)
	}
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return errors.Join(err, end())
}

// begin starts what a part is: its address, what it does on orders of its own, how it ends.
func begin(ctx context.Context, s setup) (addr string, do func(context.Context, order) (report, error), end func() error, err error) {
	nothing := func(context.Context, order) (report, error) { return report{}, errors.New("unknown order") }
	switch s.Role {
	case roleVendor:
		addr, end, err = serveVendor(s.Listen)
	case roleProxy:
		addr, end, err = serveProxy(s.Target)
	case roleNode:
		addr, end, err = runNode(ctx, *s.Node)
	case roleLoad:
		return "", load, func() error { return nil }, nil
	case roleVouchers:
		return "", vouchersIn(s.Dir), func() error { return nil }, nil
	default:
		err = fmt.Errorf("unknown role %q", s.Role)
	}
	return addr, nothing, end, err
}

func obey(ctx context.Context, o order, do func(context.Context, order) (report, error)) (report, error) {
	switch o.Do {
	case "cpu":
		cpu, err := ownCPU()
		return report{CPU: cpu, RSS: ownRSS()}, err
	case "profile":
		f, err := os.Create(o.Path)
		if err != nil {
			return report{}, err
		}
		return report{}, pprof.StartCPUProfile(f)
	case "stop":
		pprof.StopCPUProfile()
		return report{}, nil
	}
	return do(ctx, o)
}

// ownCPU is what this process has used, all threads.
func ownCPU() (time.Duration, error) {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0, fmt.Errorf("read CPU time: %w", err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()), nil
}

// ownRSS is this process's resident memory, bytes; 0 where the system does not tell.
func ownRSS() uint64 {
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(text))
	if len(fields) < 2 {
		return 0
	}
	pages, err := strconv.ParseUint(fields[1], 10, 64)
	if err != nil {
		return 0
	}
	return pages * uint64(os.Getpagesize())
}

// part is a running process of this run, as its conductor sees it.
type part struct {
	name  string
	cmd   *exec.Cmd
	in    io.WriteCloser
	lines *json.Decoder
	log   *os.File
	addr  string
}

// spawn starts a part and waits until it is ready.
func spawn(ctx context.Context, self []string, name, log string, s setup) (*part, error) {
	f, err := os.OpenFile(log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("start %s: %w", name, err)
	}
	cmd := exec.CommandContext(ctx, self[0], self[1:]...)
	cmd.Stderr = f
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // an interrupt is the conductor's to pass on
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", name, err)
	}
	p := &part{name: name, cmd: cmd, in: in, lines: json.NewDecoder(bufio.NewReader(out)), log: f}
	ready, err := p.tell(s)
	if err != nil {
		return nil, errors.Join(err, p.close())
	}
	p.addr = ready.Addr
	return p, nil
}

func (p *part) tell(line any) (report, error) {
	if err := json.NewEncoder(p.in).Encode(line); err != nil {
		return report{}, fmt.Errorf("%s has ended: %w; its log is %s", p.name, err, p.log.Name())
	}
	var r report
	if err := p.lines.Decode(&r); err != nil {
		return r, fmt.Errorf("%s has ended: %w; its log is %s", p.name, err, p.log.Name())
	}
	if r.Error != "" {
		return r, fmt.Errorf("%s: %s", p.name, r.Error)
	}
	return r, nil
}

// cpu is what the processes have used together.
func cpu(parts ...*part) (sum time.Duration, err error) {
	for _, p := range parts {
		r, err := p.tell(order{Do: "cpu"})
		if err != nil {
			return 0, err
		}
		sum += r.CPU
	}
	return sum, nil
}

// close ends a part; one that does not end is killed.
func (p *part) close() error {
	_ = p.in.Close() // this is what ends it
	late := time.AfterFunc(15*time.Second, func() { _ = p.cmd.Process.Kill() })
	defer late.Stop()
	err := p.cmd.Wait()
	if err != nil {
		err = fmt.Errorf("%s: %w; its log is %s", p.name, err, p.log.Name())
	}
	return errors.Join(err, p.log.Close())
}
