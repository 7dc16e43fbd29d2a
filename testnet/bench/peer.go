package bench

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// peerVendor is where the vendor listens when another gateway is measured, which must be pointed there beforehand.
const peerVendor = "127.0.0.1:8441"

func (r *run) vendorListen() string {
	if r.Peer == "" {
		return ""
	}
	return peerVendor
}

// peer is another gateway on this machine, as a contender: the process that listens on its port, with its children.
func (r *run) peer(ctx context.Context, load *part) (contender, error) {
	u, err := url.Parse(r.Peer)
	if err != nil || u.Port() == "" {
		return contender{}, fmt.Errorf("peer %q is no URL with a port", r.Peer)
	}
	t := target{URL: strings.TrimSuffix(r.Peer, "/"), Key: r.PeerKey}
	r.say("waiting for the peer at %s, whose upstream for %s must be http://%s/v1", t.URL, model, peerVendor)
	if err := await(ctx, load, t); err != nil {
		return contender{}, err
	}
	pid, err := listener(u.Port())
	if err != nil {
		return contender{}, err
	}
	return contender{name: "the peer", target: t, cpu: func() (time.Duration, error) { return treeCPU(pid) }}, nil
}

// listener finds the process that listens on a TCP port.
func listener(port string) (string, error) {
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		return "", fmt.Errorf("port %q: %w", port, err)
	}
	inode := ""
	for _, table := range []string{"/proc/net/tcp", "/proc/net/tcp6"} {
		text, err := os.ReadFile(table)
		if err != nil {
			continue
		}
		for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
			f := strings.Fields(lines.Text())
			if len(f) > 9 && f[3] == "0A" && strings.HasSuffix(f[1], fmt.Sprintf(":%04X", n)) {
				inode = "socket:[" + f[9] + "]"
			}
		}
	}
	links, err := filepath.Glob("/proc/[0-9]*/fd/*")
	if err != nil {
		return "", err
	}
	for _, l := range links {
		if at, err := os.Readlink(l); err == nil && inode != "" && at == inode {
			return strings.Split(l, "/")[2], nil
		}
	}
	return "", fmt.Errorf("no process of this user listens on port %s: a peer must run on this machine, or its CPU is not known", port)
}

// tick is the unit of /proc/PID/stat.
const tick = time.Second / 100

// treeCPU is what a process and its children have used.
func treeCPU(pid string) (time.Duration, error) {
	stats, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		return 0, err
	}
	used, parent := map[string]time.Duration{}, map[string]string{}
	for _, path := range stats {
		text, err := os.ReadFile(path)
		if err != nil {
			continue // it has ended
		}
		_, rest, ok := strings.Cut(string(text), ") ")
		f := strings.Fields(rest)
		if !ok || len(f) < 15 {
			continue
		}
		id := strings.Split(path, "/")[2]
		parent[id] = f[1]
		for _, field := range f[11:13] {
			n, err := strconv.ParseInt(field, 10, 64)
			if err != nil {
				return 0, fmt.Errorf("read %s: %w", path, err)
			}
			used[id] += time.Duration(n) * tick
		}
	}
	if _, alive := used[pid]; !alive {
		return 0, errors.New("the peer has ended")
	}
	var sum time.Duration
	for id := range used {
		for at, depth := id, 0; at != "" && depth < 32; at, depth = parent[at], depth+1 {
			if at == pid {
				sum += used[id]
				break
			}
		}
	}
	return sum, nil
}
