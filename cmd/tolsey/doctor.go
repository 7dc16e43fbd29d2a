package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/urfave/cli/v2"

	"github.com/tolsey/tolsey/clearing/wallet"
	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/node/dashboard"
)

func doctorCommand() *cli.Command {
	return &cli.Command{Name: "doctor", Usage: "look for what keeps the node from working: files, keys, disk, and the running node's own checks", Flags: reads(), Action: noArguments(doctor)}
}

// minFree is the free space under which a node takes no paid work.
const minFree = 1 << 30

func doctor(c *cli.Context) error {
	data, err := dataDir(c)
	if err != nil {
		return err
	}
	var node []dashboard.Check
	access, err := config.ReadAccess(data)
	switch {
	case errors.Is(err, config.ErrNotRunning):
		node = []dashboard.Check{{Name: "node", Detail: "it has never run here; 'tolsey start'"}}
	case err != nil:
		node = []dashboard.Check{check("node", err)}
	default:
		node = nodeChecks(c, dashboard.NewClient(access.URL, access.Token))
	}
	checks := append(localChecks(data, node[0].OK), node...)
	err = show(c, checks, func(w io.Writer) error {
		for _, ch := range checks {
			state := "ok"
			if !ch.OK {
				state = "BAD"
			}
			fmt.Fprintln(w, strings.TrimSpace(fmt.Sprintf("%-3s  %-10s  %s", state, ch.Name, printable(ch.Detail))))
		}
		return nil
	})
	if err == nil && !dashboard.Ready(checks) {
		return &exitOnly{exitNotReady}
	}
	return err
}

func check(name string, err error) dashboard.Check {
	if err != nil {
		return dashboard.Check{Name: name, Detail: err.Error()}
	}
	return dashboard.Check{Name: name, OK: true}
}

// localChecks looks at what starting needs; a check that another makes pointless is left out. A node that runs has its network
// and its keys, wherever it was told to find them.
func localChecks(data string, runs bool) []dashboard.Check {
	dir := check("directory", private(data))
	if !dir.OK {
		return []dashboard.Check{dir}
	}
	cfg, _, err := config.Load(config.Sources{Data: data, Env: envBut(dataEnv)})
	checks := []dashboard.Check{dir, check("disk", diskFree(data)), check("config", err)}
	if err != nil {
		return checks
	}
	_, err = provision(cfg)
	checks = append(checks, check("offers", err))
	if runs {
		return checks
	}
	n, err := config.ReadNetwork(cfg.Network)
	if checks = append(checks, check("network", err)); err != nil {
		return checks
	}
	return append(checks, check("keys", openKeys(cfg, n)))
}

func openKeys(cfg config.Config, n config.Network) error {
	password, err := wallet.ReadPassword(cfg.PasswordFile)
	if err != nil {
		return err
	}
	if _, err := wallet.Open(cfg.NodeKeyFile(), password, n.Chain); err != nil {
		return err
	}
	_, err = wallet.AddressIn(cfg.OwnerKeyFile())
	if errors.Is(err, wallet.ErrMissing) && cfg.Seller.Payee != "" {
		return nil // the owner signs elsewhere
	}
	return err
}

func diskFree(dir string) error {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return fmt.Errorf("look at free space: %w", err)
	}
	if free := s.Bavail * uint64(s.Bsize); free < minFree {
		return fmt.Errorf("%d MiB are free at %s; a node needs %d to take paid work", free>>20, filepath.Clean(dir), minFree>>20)
	}
	f, err := os.CreateTemp(dir, ".doctor-*")
	if err != nil {
		return fmt.Errorf("write to the data directory: %w", err)
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

func nodeChecks(c *cli.Context, n *dashboard.Client) []dashboard.Check {
	checks, err := n.Checks(c.Context)
	if err != nil {
		return []dashboard.Check{check("node", explain(err, c))}
	}
	return append([]dashboard.Check{{Name: "node", OK: true}}, checks...)
}
