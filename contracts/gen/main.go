// Command gen writes the Go bindings of the contracts, bytecode included, from a fresh compilation of their sources.
//
//	go run ./contracts/gen          # compile and write contracts/bindings
//	go run ./contracts/gen -check   # compile and fail when the committed bindings differ
//
// It needs npm ci in contracts/; building and testing the Go code does not.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/ethereum/go-ethereum/accounts/abi/abigen"
)

// contract is a deployable one, in the source file of its name, bound in a Go file of its own.
type contract struct {
	name    string
	file    string
	aliases map[string]string // Solidity name -> Go name, where two contracts of one package would clash
}

var contracts = []contract{
	{name: "Clearing", file: "clearing.go"},
	{name: "TestDollar", file: "testdollar.go", aliases: map[string]string{"eip712Domain": "tokenDomain"}},
}

func main() {
	check := flag.Bool("check", false, "compare with the committed bindings instead of writing them")
	flag.Parse()
	if err := run(*check); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(check bool) error {
	root, err := contractsDir()
	if err != nil {
		return err
	}
	if err := compile(root); err != nil {
		return err
	}
	for _, c := range contracts {
		code, err := c.bind(filepath.Join(root, "out"))
		if err != nil {
			return err
		}
		file := filepath.Join(root, "bindings", c.file)
		if check {
			err = compare(file, code)
		} else {
			err = os.WriteFile(file, code, 0o644)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func compare(file string, code []byte) error {
	committed, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("read committed bindings: %w", err)
	}
	if !bytes.Equal(committed, code) {
		return fmt.Errorf("%s differs from the sources: run go run ./contracts/gen and commit the result", file)
	}
	return nil
}

// contractsDir finds contracts/ from the module's root, from contracts/ itself and from a folder in it (go generate).
func contractsDir() (string, error) {
	for _, dir := range []string{"contracts", ".", ".."} {
		if _, err := os.Stat(filepath.Join(dir, "foundry.toml")); err == nil {
			return dir, nil
		}
	}
	return "", fmt.Errorf("no foundry.toml here: run from the module's root")
}

func compile(root string) error {
	if _, err := os.Stat(filepath.Join(root, "node_modules")); err != nil {
		return fmt.Errorf("the compiler is not installed: run npm ci in %s", root)
	}
	cmd := exec.Command("npm", "run", "--silent", "build")
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("compile contracts: %w\n%s", err, out)
	}
	return nil
}

// artifact is what forge writes of a compiled contract.
type artifact struct {
	ABI      json.RawMessage `json:"abi"`
	Bytecode struct {
		Object string `json:"object"`
	} `json:"bytecode"`
}

func (c contract) bind(out string) ([]byte, error) {
	raw, err := os.ReadFile(filepath.Join(out, c.name+".sol", c.name+".json"))
	if err != nil {
		return nil, fmt.Errorf("read compiled contract: %w", err)
	}
	var a artifact
	if err := json.Unmarshal(raw, &a); err != nil {
		return nil, fmt.Errorf("read compiled contract %s: %w", c.name, err)
	}
	var abi bytes.Buffer
	if err := json.Compact(&abi, a.ABI); err != nil {
		return nil, fmt.Errorf("read the ABI of %s: %w", c.name, err)
	}
	code, err := abigen.BindV2([]string{c.name}, []string{abi.String()}, []string{a.Bytecode.Object}, "bindings", nil, c.aliases)
	if err != nil {
		return nil, fmt.Errorf("bind %s: %w", c.name, err)
	}
	return []byte(code), nil
}
