package main

import (
	"bufio"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// portInUse names the process that holds the port which an error could not get.
func portInUse(err error) error {
	op := new(net.OpError)
	if !errors.Is(err, syscall.EADDRINUSE) || !errors.As(err, &op) || op.Addr == nil {
		return err
	}
	_, port, splitErr := net.SplitHostPort(op.Addr.String())
	if splitErr != nil {
		return err
	}
	pid := holderOf(port)
	if pid == "" {
		return fmt.Errorf("%w; find out who holds the port, or choose another (tolsey start --help)", err)
	}
	name, readErr := os.ReadFile(filepath.Join("/proc", pid, "comm"))
	if readErr != nil {
		name = []byte("unknown")
	}
	return fmt.Errorf("%w; process %s (%s) holds the port: stop it, or choose another (tolsey start --help)", err, pid, strings.TrimSpace(string(name)))
}

// holderOf is the id of the process that listens on a port, "" where that cannot be seen: not Linux, or another user's.
func holderOf(port string) string {
	var number uint16
	if _, err := fmt.Sscanf(port, "%d", &number); err != nil {
		return ""
	}
	inodes := map[string]bool{}
	for _, table := range []string{"tcp", "tcp6", "udp", "udp6"} {
		listeners(filepath.Join("/proc/net", table), fmt.Sprintf(":%04X", number), inodes)
	}
	sockets, err := filepath.Glob("/proc/[0-9]*/fd/*")
	if err != nil || len(inodes) == 0 {
		return ""
	}
	for _, fd := range sockets {
		if target, err := os.Readlink(fd); err == nil && inodes[target] {
			return strings.Split(fd, "/")[2]
		}
	}
	return ""
}

// listeners collects the sockets of a kernel table whose local address ends in a port and whose state is listening or, for UDP,
// unconnected.
func listeners(table, port string, into map[string]bool) {
	f, err := os.Open(table)
	if err != nil {
		return
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		field := strings.Fields(lines.Text())
		if len(field) > 9 && strings.HasSuffix(field[1], port) && (field[3] == "0A" || field[3] == "07") {
			into["socket:["+field[9]+"]"] = true
		}
	}
}
