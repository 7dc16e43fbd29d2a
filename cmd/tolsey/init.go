package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/google/renameio/v2"
	"github.com/urfave/cli/v2"

	"github.com/tolsey/tolsey/clearing/wallet"
	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/node/p2p"
)

func initCommand() *cli.Command {
	return &cli.Command{
		Name: "init", Usage: "make a data directory: configuration, network, password and keys; what is there already stays",
		Flags:  []cli.Flag{dataFlag(), &cli.StringFlag{Name: "network", Usage: "`FILE` of the market to join", TakesFile: true}},
		Action: noArguments(initNode),
	}
}

func initNode(c *cli.Context) error {
	data, err := dataDir(c)
	if err != nil {
		return err
	}
	if data, err = filepath.Abs(data); err != nil {
		return fmt.Errorf("find data directory: %w", err)
	}
	if err := os.MkdirAll(data, 0o700); err != nil {
		return fmt.Errorf("make data directory: %w", err)
	}
	if err := private(data); err != nil {
		return err
	}
	network, err := adoptNetwork(c.String("network"), filepath.Join(data, "network.yaml"))
	if err != nil {
		return err
	}
	if err := writeOnce(filepath.Join(data, config.FileName), config.Example()); err != nil {
		return err
	}
	cfg, _, err := config.Load(config.Sources{Data: data, Env: envBut(dataEnv)})
	if err != nil {
		return err
	}
	k, err := makeKeys(cfg, network)
	if err != nil {
		return err
	}
	id, err := p2p.PeerIDOf(&k.node.Identity().PublicKey)
	if err != nil {
		return fmt.Errorf("derive peer id: %w", err)
	}
	err = facts(c.App.Writer, "data", data, "network", fmt.Sprintf("%s, chain %d", network.Name, network.Chain), "peer id", id.String(), "address", k.node.Address().Hex(), "owner", k.owner.Hex())
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.App.Writer, `
next: send coins and a little gas to the owner and a little gas to the address, then
  tolsey start --data %[1]s
  tolsey wallet deposit "25 USD" --data %[1]s
  tolsey key new --budget "20 USD/day" --data %[1]s
keep copies of %[2]s and %[3]s: without them the money is lost
`, data, filepath.Join(data, "keystore"), cfg.PasswordFile)
	return err
}

// envBut looks variables up but one, which has had its say.
func envBut(name string) func(string) (string, bool) {
	return func(k string) (string, bool) {
		if k == name {
			return "", false
		}
		return os.LookupEnv(k)
	}
}

// private refuses a directory that others may enter: keys and money lie in it.
func private(dir string) error {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return usage("no data directory at %s; 'tolsey init --network FILE' makes one", dir)
	case err != nil:
		return fmt.Errorf("look at data directory: %w", err)
	case !info.IsDir():
		return usage("%s is not a directory", dir)
	case info.Mode().Perm()&0o077 != 0:
		return usage("data directory %s has mode %04o, so that others can look into it; run 'chmod 700 %s'", dir, info.Mode().Perm(), dir)
	}
	return nil
}

// adoptNetwork copies the network file into the data directory. A directory belongs to one network for ever.
func adoptNetwork(from, to string) (config.Network, error) {
	have, err := os.ReadFile(to)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return config.Network{}, fmt.Errorf("read network file: %w", err)
	}
	if from == "" {
		if have == nil {
			return config.Network{}, usage("which market? name its network file: tolsey init --network FILE")
		}
		return config.ReadNetwork(to)
	}
	text, err := os.ReadFile(from)
	if err != nil {
		return config.Network{}, usage("read network file: %v", err)
	}
	n, err := config.ParseNetwork(from, text)
	if err != nil {
		return n, err
	}
	if have != nil && !bytes.Equal(have, text) {
		old, err := config.ParseNetwork(to, have)
		if err != nil {
			return n, err
		}
		if old.Chain != n.Chain || old.Clearing != n.Clearing {
			return n, usage("the data directory belongs to %s (chain %d, contract %s); join %s with another --data", old.Name, old.Chain, old.Clearing, n.Name)
		}
	}
	if err := renameio.WriteFile(to, text, 0o600); err != nil {
		return n, fmt.Errorf("write network file: %w", err)
	}
	return n, nil
}

// writeOnce writes a file that is not there yet.
func writeOnce(path, text string) error {
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	if err := renameio.WriteFile(path, []byte(text), 0o600); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

// strength is how hard a network's keys are to guess from their files: a devnet's are worth nothing and open often.
func strength(n config.Network) wallet.Strength {
	if n.Devnet() {
		return wallet.Light
	}
	return wallet.Standard
}
