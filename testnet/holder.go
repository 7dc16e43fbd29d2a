package testnet

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/testnet/chain"
)

func ownerOf(m member) common.Address { return chain.AccountAt(m.owner).Address }

// holderOf names the process that listens on a TCP port, as far as the system tells.
func holderOf(port int) string {
	inode := listenerInode(port)
	if inode == "" {
		return "another process"
	}
	links, err := filepath.Glob("/proc/[0-9]*/fd/*")
	if err != nil {
		return "another process"
	}
	for _, l := range links {
		if target, err := os.Readlink(l); err == nil && target == "socket:["+inode+"]" {
			pid := strings.Split(l, "/")[2]
			name, _ := os.ReadFile(filepath.Join("/proc", pid, "comm")) // the pid alone says enough
			return fmt.Sprintf("process %s (%s)", pid, strings.TrimSpace(string(name)))
		}
	}
	return "another process"
}

// listenerInode finds the socket that listens on a port in the system's tables.
func listenerInode(port int) string {
	for _, table := range []string{"/proc/net/tcp", "/proc/net/tcp6"} {
		f, err := os.Open(table)
		if err != nil {
			continue
		}
		lines := bufio.NewScanner(f)
		for lines.Scan() {
			field := strings.Fields(lines.Text())
			if len(field) > 9 && field[3] == "0A" && strings.HasSuffix(field[1], fmt.Sprintf(":%04X", port)) {
				_ = f.Close() // only read
				return field[9]
			}
		}
		_ = f.Close() // only read
	}
	return ""
}
