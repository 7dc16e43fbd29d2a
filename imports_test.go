// Package tolsey_test holds the drawing of the rooms (README, DESIGN.md section 3) to the code: imports fall.
package tolsey_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const module = "github.com/tolsey/tolsey/"

// room is one row of the table. A pattern ending in "/..." names a package and all below it.
type room struct {
	name    string   // package or pattern
	may     []string // our packages that it imports
	tests   []string // further ones that its tests import
	outside []string // modules' packages that it imports besides the standard library; nil: any
	evm     bool     // it may link an EVM
	why     string   // what the row protects
}

const (
	common = "github.com/ethereum/go-ethereum/common"
	crypto = "github.com/ethereum/go-ethereum/crypto"
	geth   = "github.com/ethereum/go-ethereum/..."
)

var (
	none   = []string{} // not nil: nothing besides the standard library
	pure   = []string{common, crypto}
	prices = []string{"market", "market/money"}
	debts  = append([]string{"clearing", "clearing/channel"}, prices...)
	floors = []string{"market/...", "clearing", "clearing/channel"}
)

// The rooms, from the ground up. The first row that matches a package is its row.
var rooms = []room{
	{name: "market/money", may: none, outside: none, why: "money is integers and the standard library"},
	{name: "market", may: []string{"market/money"}, outside: pure, why: "prices do not know debts"},
	{name: "market/...", may: prices, outside: pure, why: "prices do not know debts, and market's rooms do not know one another"},

	{name: "clearing/channel", may: prices, outside: pure, why: "a channel is pure arithmetic and signatures"},
	{name: "clearing", may: debts, outside: pure, why: "debts do not know sockets, storage or the chain"},
	{name: "clearing/settle/settletest", may: append([]string{"clearing/settle"}, debts...), outside: pure, why: "the in-memory chain links no EVM"},
	{name: "clearing/settle", may: debts, outside: pure, why: "settle declares the chain, contracts implements it"},
	{name: "clearing/watch", may: append([]string{"clearing/settle"}, debts...), outside: pure, why: "a watchtower knows vouchers and the chain; no store, no node, no key but one for gas"},
	{
		name: "clearing/wallet", may: append([]string{"clearing/settle"}, debts...),
		outside: []string{common, crypto, "github.com/ethereum/go-ethereum/accounts/keystore", "github.com/ethereum/go-ethereum/core/types", "github.com/google/renameio/v2", "github.com/google/uuid"},
		why:     "keys know what they sign and nothing else",
	},

	{name: "contracts/bindings", may: none, outside: []string{geth}, why: "bindings are generated from the contracts alone"},
	{name: "contracts/gen", may: none, outside: []string{geth}, why: "the generator reads the contracts alone"},
	{name: "contracts", may: append([]string{"clearing/settle", "contracts/bindings"}, debts...), outside: []string{geth}, why: "contracts implements settle's chain and knows no node"},
	{name: "store", may: append([]string{"clearing/settle", "clearing/watch"}, debts...), outside: []string{common, crypto, "github.com/dgraph-io/badger/v4/...", "golang.org/x/sync/..."}, why: "the store implements verbs that others declare"},

	{name: "node/wire/wirepb", may: none, outside: []string{"google.golang.org/protobuf/..."}, why: "messages are generated from their schema alone"},
	{name: "node/wire", may: append([]string{"clearing/channel", "node/wire/wirepb"}, prices...), outside: append([]string{"google.golang.org/protobuf/..."}, pure...), why: "the wire is pure"},
	{name: "node/dialect/...", may: prices, outside: []string{"github.com/tidwall/gjson", "github.com/tidwall/sjson"}, why: "dialects know vendors' fields and prices' units"},
	{name: "node/meter/...", may: append([]string{"node/dialect"}, prices...), outside: []string{"github.com/tiktoken-go/tokenizer/...", "github.com/hashicorp/golang-lru/v2/..."}, why: "a meter counts what a dialect reads"},
	{name: "node/p2p/...", may: append([]string{"node/wire", "clearing/channel"}, prices...), why: "p2p knows the wire and hands on what it carries"},
	{name: "node/upstream/...", may: append([]string{"node/dialect"}, prices...), why: "upstream knows vendors and no market"},
	{name: "node/buyer/...", may: append([]string{"node/wire", "node/dialect", "node/meter"}, floors...), why: "the buyer declares what it needs of store, chain and sockets; only node knows them together"},
	{name: "node/seller/...", may: append([]string{"node/wire", "node/dialect", "node/meter", "node/upstream"}, floors...), why: "the seller declares what it needs of store, chain and sockets; only node knows them together"},
	{name: "node/keys/...", may: floors, why: "keys declare the store that they need"},
	{name: "node/gateway/...", may: append([]string{"node/dialect"}, floors...), why: "the gateway never prices and never dials"},
	{name: "node/dashboard/...", may: append([]string{"node/dashboard/..."}, floors...), why: "the dashboard shows what it declares"},
	{name: "node/config/...", may: append([]string{"node/dialect", "node/upstream"}, floors...), why: "a configuration builds nothing"},
	{name: "node", may: []string{"market/...", "clearing/...", "contracts/...", "store", "node/..."}, why: "node builds everything below it"},

	{name: "testnet/vendor", may: []string{"market/catalogue"}, tests: []string{"market", "market/money", "node/dialect", "node/meter"}, why: "a vendor's invoice is computed independently of ours"},
	{name: "testnet/chain", may: none, evm: true, why: "the devnet's chain knows blocks and nothing of the market"},
	{name: "testnet/sim", may: []string{"market/...", "clearing/...", "store", "node/..."}, why: "the simulated market runs a node's rooms and links no EVM"},
	{name: "testnet/fake/...", may: []string{"market/...", "clearing/...", "testnet/fake/..."}, why: "fakes link no EVM"},
	{name: "testnet/...", may: []string{"market/...", "clearing/...", "contracts/...", "store", "node/...", "testnet/..."}, evm: true, why: "the testnet knows nodes, not commands"},
	{name: "cmd/tolsey", may: []string{"market/...", "clearing/...", "contracts/...", "store", "node/..."}, why: "the node's command links no EVM and no devnet"},
	{name: "cmd/tolsey-devnet", may: []string{"market/...", "clearing/...", "contracts/...", "store", "node/...", "testnet/..."}, evm: true, why: "the devnet knows all"},
	{name: "", may: none, why: "the root holds no code"},
}

// Fakes and vendors that any test may use: they implement whole interfaces and link no EVM.
var helpers = []string{"clearing/settle/settletest", "testnet/fake/...", "testnet/vendor"}

// evm is what only a devnet links.
var evm = []string{"github.com/ethereum/go-ethereum/core/vm", "github.com/ethereum/go-ethereum/eth", "github.com/ethereum/go-ethereum/node"}

// pkg is what `go list` says of a package.
type pkg struct {
	ImportPath, ForTest                      string
	Imports, TestImports, XTestImports, Deps []string
	Incomplete                               bool
}

func (p pkg) name() string { return ours(p.ImportPath) }

// ours is a package's path inside the module; foreign packages keep theirs.
func ours(path string) string {
	if path == strings.TrimSuffix(module, "/") {
		return ""
	}
	return strings.TrimPrefix(path, module)
}

func isOurs(path string) bool { return strings.HasPrefix(path+"/", module) }

func matches(pattern, name string) bool {
	base, tree := strings.CutSuffix(pattern, "/...")
	return name == base || tree && strings.HasPrefix(name, base+"/")
}

func matchesAny(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return matches(p, name) })
}

func roomOf(name string) (room, bool) {
	i := slices.IndexFunc(rooms, func(r room) bool { return matches(r.name, name) })
	if i < 0 {
		return room{}, false
	}
	return rooms[i], true
}

// list asks the go command for packages; broken ones are reported by the build, not here.
func list(t *testing.T, args ...string) (out []pkg) {
	cmd := exec.Command("go", append([]string{"list", "-e", "-json=ImportPath,ForTest,Imports,TestImports,XTestImports,Deps,Incomplete"}, args...)...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	text, err := cmd.Output()
	require.NoError(t, err, stderr.String())
	dec := json.NewDecoder(bytes.NewReader(text))
	for {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return out
		} else {
			require.NoError(t, err)
		}
		out = append(out, p)
	}
}

// patterns are the module's folders, without those that git ignores: what is not committed is no part of the house.
func patterns(t *testing.T) []string {
	ignored, err := os.ReadFile(".gitignore")
	require.NoError(t, err)
	entries, err := os.ReadDir(".")
	require.NoError(t, err)
	out := []string{"."}
	for _, e := range entries {
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") && !slices.Contains(strings.Fields(string(ignored)), "/"+e.Name()+"/") {
			out = append(out, "./"+e.Name()+"/...")
		}
	}
	return out
}

// arrows checks the imports of one package and returns a sentence for each that rises.
func arrows(p pkg) (bad []string) {
	r, ok := roomOf(p.name())
	if !ok {
		return []string{fmt.Sprintf("%s has no row in the table of rooms: add one that says what it may import", p.name())}
	}
	for _, path := range p.Imports {
		switch {
		case isOurs(path) && !matchesAny(r.may, ours(path)):
			bad = append(bad, fmt.Sprintf("%s imports %s: %s", p.name(), ours(path), r.why))
		case !isOurs(path) && strings.Contains(strings.Split(path, "/")[0], ".") && r.outside != nil && !matchesAny(r.outside, path):
			bad = append(bad, fmt.Sprintf("%s imports %s, which its row does not list: %s", p.name(), path, r.why))
		}
	}
	for _, path := range append(slices.Clone(p.TestImports), p.XTestImports...) {
		known := slices.Concat(r.may, r.tests, helpers, []string{p.name() + "/..."})
		if isOurs(path) && !matchesAny(known, ours(path)) {
			bad = append(bad, fmt.Sprintf("a test of %s imports %s: %s", p.name(), ours(path), r.why))
		}
	}
	return bad
}

// linked returns a sentence when a package's closure holds an EVM that its row does not allow.
func linked(p pkg) []string {
	r, _ := roomOf(p.name())
	for _, path := range evm {
		if !r.evm && slices.Contains(p.Deps, path) {
			return []string{fmt.Sprintf("%s links %s: only the devnet links an EVM", p.name(), path)}
		}
	}
	return nil
}

func TestImportsFall(t *testing.T) {
	var bad []string
	for _, p := range list(t, patterns(t)...) {
		bad = append(bad, arrows(p)...)
		bad = append(bad, linked(p)...)
	}
	require.Empty(t, bad, "imports that rise:\n%s", strings.Join(bad, "\n"))
}

// The fakes' tests link no EVM either: they run in a second and on every change.
func TestFakesLinkNoEVM(t *testing.T) {
	for _, p := range list(t, "-test", "./clearing/...") {
		for _, path := range evm {
			require.NotContains(t, p.Deps, path, "%s links %s", p.ImportPath, path)
		}
	}
}

// A test that cannot fail protects nothing: each kind of arrow that rises is found.
func TestRisingImportsAreFound(t *testing.T) {
	for _, c := range []struct {
		p    pkg
		says string
	}{
		{pkg{ImportPath: module + "market/book", Imports: []string{module + "clearing"}}, "market/book imports clearing: prices do not know debts"},
		{pkg{ImportPath: module + "market/money", Imports: []string{"github.com/holiman/uint256"}}, "market/money imports github.com/holiman/uint256, which its row does not list"},
		{pkg{ImportPath: module + "market", XTestImports: []string{module + "node/wire"}}, "a test of market imports node/wire"},
		{pkg{ImportPath: module + "node/buyer", Imports: []string{module + "store"}}, "node/buyer imports store"},
		{pkg{ImportPath: module + "node/seller", Imports: []string{module + "node/buyer"}}, "node/seller imports node/buyer"},
		{pkg{ImportPath: module + "clearing/settle", Imports: []string{module + "contracts"}}, "clearing/settle imports contracts"},
		{pkg{ImportPath: module + "cmd/tolsey", Imports: []string{module + "testnet"}}, "cmd/tolsey imports testnet"},
		{pkg{ImportPath: module + "attic"}, "attic has no row"},
	} {
		got := arrows(c.p)
		require.Len(t, got, 1)
		require.Contains(t, got[0], c.says)
	}
	require.Len(t, linked(pkg{ImportPath: module + "cmd/tolsey", Deps: []string{"github.com/ethereum/go-ethereum/core/vm"}}), 1)
	require.Empty(t, linked(pkg{ImportPath: module + "cmd/tolsey-devnet", Deps: []string{"github.com/ethereum/go-ethereum/core/vm"}}))
	require.Empty(t, arrows(pkg{ImportPath: module + "node", Imports: []string{module + "store", module + "node/p2p", "log/slog"}}))
}
