package testnet_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/settle"
	tower "github.com/tolsey/tolsey/clearing/watch"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/testnet"
)

// exits is a devnet of a test's own, with the built command.
type exits struct {
	t   *testing.T
	d   *testnet.Devnet
	f   testnet.File
	bin string
}

func newExits(t *testing.T) *exits {
	e := &exits{t: t, bin: filepath.Join(t.TempDir(), "tolsey")}
	out, err := exec.Command("go", "build", "-o", e.bin, "github.com/tolsey/tolsey/cmd/tolsey").CombinedOutput()
	require.NoError(t, err, "build the command: %s", out)
	e.d, err = testnet.Up(t.Context(), testnet.Options{Dir: t.TempDir(), Auto: true, Seed: 3})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, e.d.Close(t.Context())) })
	e.f, err = e.d.File()
	require.NoError(t, err)
	return e
}

func (e *exits) node(name string) testnet.NodeFile {
	n, err := e.f.Node(name)
	require.NoError(e.t, err)
	return n
}

// cli runs a command and returns what it has written.
func (e *exits) cli(args ...string) []byte {
	e.t.Helper()
	cmd := exec.Command(e.bin, args...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	require.NoError(e.t, cmd.Run(), "tolsey %v: %s", args, errs.String())
	return out.Bytes()
}

// call buys one answer of so many tokens.
func (e *exits) call(tokens string) {
	e.t.Helper()
	status, text := e.try(tokens)
	require.Equal(e.t, http.StatusOK, status, text)
}

func (e *exits) try(tokens string) (status int, text string) {
	e.t.Helper()
	b := e.node("buyer")
	body, err := json.Marshal(map[string]any{"model": "z-ai/glm-5.2", "messages": []any{map[string]any{"role": "user", "content": "Say something nice. [[tokens:" + tokens + "]]"}}})
	require.NoError(e.t, err)
	req, err := http.NewRequest(http.MethodPost, b.Gateway+"/v1/chat/completions", bytes.NewReader(body))
	require.NoError(e.t, err)
	req.Header.Set("Authorization", "Bearer "+b.APIKey)
	req.Header.Set("Content-Type", "application/json")
	req.Close = true
	resp, err := http.DefaultClient.Do(req)
	require.NoError(e.t, err)
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	require.NoError(e.t, err)
	return resp.StatusCode, string(answer)
}

// used is the buyer's channel on which most is signed.
func (e *exits) used() (most dashboard.ChannelView) {
	c, err := e.d.Client("buyer")
	require.NoError(e.t, err)
	list, err := c.Channels(e.t.Context())
	require.NoError(e.t, err)
	for _, ch := range list {
		if ch.Role == dashboard.RolePayer && !ch.Signed.Less(most.Signed) {
			most = ch
		}
	}
	require.False(e.t, most.Signed.IsZero())
	return most
}

// seller is the name of a channel's seller.
func (e *exits) seller(ch dashboard.ChannelView) string {
	for _, n := range e.f.Nodes {
		if n.PeerID == ch.Peer {
			return n.Name
		}
	}
	require.Fail(e.t, "no node is the channel's seller")
	return ""
}

func (e *exits) channel(node string, id common.Hash) (dashboard.ChannelView, bool) {
	c, err := e.d.Client(node)
	require.NoError(e.t, err)
	list, err := c.Channels(e.t.Context())
	require.NoError(e.t, err)
	for _, ch := range list {
		if ch.ID == id {
			return ch, true
		}
	}
	return dashboard.ChannelView{}, false
}

// A payer asks to close while its seller's node is down. The watchtower has the vouchers of the seller's channels file, the network file
// and an account with a little gas: it claims the highest voucher before the payer may take the rest, and the seller comes back to all
// of its money. It looks once with the file itself, then it runs and the file is pushed to it.
func TestWatchtowerClaimsWhileTheSellerIsDown(t *testing.T) {
	e := newExits(t)
	for range 3 {
		e.call("3000")
	}
	ch := e.used()
	seller := e.seller(ch)
	require.NoError(t, e.d.KillNode(seller))
	file := filepath.Join(e.node(seller).DataDir, tower.FileName)
	held := holdingOf(t, file, ch.ID)
	require.False(t, held.Sum.IsZero())

	data := t.TempDir()
	require.NoError(t, os.Chmod(data, 0o700))
	var once struct {
		Gas   common.Address `json:"gasAccount"`
		Deeds []tower.Deed   `json:"deeds"`
	}
	require.NoError(t, json.Unmarshal(e.cli("watch", "--once", "--json", "--data", data, "--channels", file, "--network", e.f.Network), &once))
	for _, d := range once.Deeds {
		require.NotEqual(t, settle.Claimed, d.Kind, "nobody leaves")
	}
	require.NoError(t, e.d.Faucet(t.Context(), once.Gas))

	e.watch(data, file)
	buyer, err := e.d.Client("buyer")
	require.NoError(t, err)
	_, err = buyer.CloseChannel(t.Context(), dashboard.CloseRequest{Channel: ch.ID.Hex(), Force: true})
	require.NoError(t, err)
	want, _ := settle.Claimable(held.Tracked(), held.OnChain)
	require.Eventually(t, func() bool {
		got, ok := e.channel("buyer", ch.ID)
		return ok && got.Claimed == want.FloorPicos(held.Asset)
	}, 20*time.Second, 50*time.Millisecond)
	t.Logf("the watchtower claimed %s of %s signed, S is %s", want.FloorPicos(held.Asset).Dollars(), ch.Signed.Dollars(), held.Sum.Dollars())

	e.later(2 * time.Minute)
	require.Eventually(t, func() bool {
		got, ok := e.channel("buyer", ch.ID)
		return ok && got.Epoch == 1 && got.Deposit.IsZero()
	}, 20*time.Second, 50*time.Millisecond, "the payer has taken the rest")
	require.NoError(t, e.d.StartNode(t.Context(), seller))
	require.Eventually(t, func() bool {
		got, ok := e.channel(seller, ch.ID)
		return ok && got.Epoch == 1
	}, 20*time.Second, 50*time.Millisecond)
	c, err := e.d.Client(seller)
	require.NoError(t, err)
	status, err := c.Status(t.Context())
	require.NoError(t, err)
	require.Equal(t, want.FloorPicos(held.Asset), status.Selling.Settled, "the seller has what the watchtower claimed")
}

// The buyer's data is restored from a backup that is older than its last vouchers: it greets before it signs, and buys on above them.
func TestBuyerRestoredFromAnOldBackupBuysOn(t *testing.T) {
	e := newExits(t)
	e.call("400")
	data, backup := e.node("buyer").DataDir, filepath.Join(t.TempDir(), "buyer.backup")
	e.cli("backup", backup, "--data", data)
	e.call("400")
	e.call("400")
	before := e.used()
	require.NoError(t, e.d.StopNode("buyer"))
	require.NoError(t, os.RemoveAll(filepath.Join(data, "store")))
	require.NoError(t, os.Remove(filepath.Join(data, tower.FileName)))
	var r struct {
		Paying []struct {
			Channel common.Hash  `json:"channel"`
			Voucher money.Amount `json:"voucher"`
		} `json:"paying"`
	}
	require.NoError(t, json.Unmarshal(e.cli("restore", backup, "--data", data, "--json"), &r))
	var restored money.Amount
	for _, p := range r.Paying {
		if p.Channel == before.ID {
			restored = p.Voucher
		}
	}
	require.True(t, restored.Less(before.Signed), "the backup is older than the last voucher")

	require.NoError(t, e.d.StartNode(t.Context(), "buyer"))
	seller := e.seller(before)
	require.Eventually(t, func() bool {
		status, _ := e.try("400")
		return status == http.StatusOK
	}, 20*time.Second, 100*time.Millisecond, "the seller is found and greeted")
	for range 3 {
		e.call("3000")
	}
	require.Eventually(t, func() bool {
		ours, ok := e.channel("buyer", before.ID)
		theirs, known := e.channel(seller, before.ID)
		return ok && known && before.Signed.Less(ours.Signed) && ours.Signed == theirs.Signed && ours.Sum == theirs.Sum
	}, 10*time.Second, 50*time.Millisecond, "both sides agree, above what was signed before")
}

// later moves the chain's clock.
func (e *exits) later(by time.Duration) {
	c, err := rpc.DialContext(e.t.Context(), e.f.Chain.RPC)
	require.NoError(e.t, err)
	defer c.Close()
	require.NoError(e.t, c.CallContext(e.t.Context(), nil, "devnet_increaseTime", uint64(by.Seconds())))
}

func holdingOf(t *testing.T, file string, id common.Hash) tower.Holding {
	f, err := tower.Read(file)
	require.NoError(t, err)
	for _, h := range f.Channels {
		if h.ID() == id && h.Role == settle.Payee {
			return h
		}
	}
	require.Fail(t, "the channels file does not know the channel")
	return tower.Holding{}
}

// watch runs a watchtower until the test ends, which only gets its vouchers pushed.
func (e *exits) watch(data, file string) {
	cmd := exec.Command(e.bin, "watch", "--data", data, "--network", e.f.Network, "--listen", "127.0.0.1:0")
	log, err := cmd.StderrPipe()
	require.NoError(e.t, err)
	require.NoError(e.t, cmd.Start())
	e.t.Cleanup(func() {
		require.NoError(e.t, cmd.Process.Signal(os.Interrupt))
		require.NoError(e.t, cmd.Wait())
	})
	var line struct {
		Push string `json:"push"`
	}
	dec := json.NewDecoder(log)
	for line.Push == "" {
		require.NoError(e.t, dec.Decode(&line))
	}
	go func() { _, _ = io.Copy(io.Discard, log) }() // ends with the process
	token, err := os.ReadFile(filepath.Join(data, "watch", "token"))
	require.NoError(e.t, err)
	text, err := os.ReadFile(file)
	require.NoError(e.t, err)
	req, err := http.NewRequest(http.MethodPost, line.Push, bytes.NewReader(text))
	require.NoError(e.t, err)
	req.Header.Set("Authorization", "Bearer "+string(bytes.TrimSpace(token)))
	req.Header.Set("Content-Type", "application/json")
	req.Close = true
	resp, err := http.DefaultClient.Do(req)
	require.NoError(e.t, err)
	defer resp.Body.Close()
	var got tower.Pushed
	require.NoError(e.t, json.NewDecoder(resp.Body).Decode(&got))
	require.Equal(e.t, http.StatusOK, resp.StatusCode)
	require.NotZero(e.t, got.Newer)
}
