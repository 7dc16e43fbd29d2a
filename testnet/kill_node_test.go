package testnet_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/node/dashboard"
)

// killNode is a node in a process of its own: `tolsey start` on a data directory that outlives it.
type killNode struct {
	t                   *testing.T
	m                   *killMarket
	name, data, peer    string
	logs                string // the folder of its log
	address             common.Address
	p2p, gateway, admin int
	bootstrap           []string

	mu    sync.Mutex // guards all below
	cmd   *exec.Cmd  // nil: no process
	ended chan error
	kills int
}

func (n *killNode) multiaddrs() []string {
	return []string{fmt.Sprintf("/ip4/127.0.0.1/udp/%d/quic-v1/p2p/%s", n.p2p, n.peer), fmt.Sprintf("/ip4/127.0.0.1/tcp/%d/p2p/%s", n.p2p, n.peer)}
}

// url is where the node serves applications.
func (n *killNode) url() string { return fmt.Sprintf("http://127.0.0.1:%d", n.gateway) }

func (n *killNode) logPath() string { return filepath.Join(n.logs, n.name+".log") }

// cli runs a command on the node's directory.
func (n *killNode) cli(args ...string) string {
	n.t.Helper()
	cmd := exec.Command(n.m.bin, append(args, "--data", n.data)...)
	out, err := cmd.CombinedOutput()
	require.NoError(n.t, err, "tolsey %s: %s", strings.Join(args, " "), out)
	return string(out)
}

// start starts the process; it may not serve yet.
func (n *killNode) start() {
	n.t.Helper()
	n.mu.Lock()
	defer n.mu.Unlock()
	require.Nil(n.t, n.cmd, "%s is running", n.name)
	listen := fmt.Sprintf("/ip4/127.0.0.1/udp/%d/quic-v1,/ip4/127.0.0.1/tcp/%d", n.p2p, n.p2p)
	cmd := exec.Command(n.m.bin, "start", "--data", n.data, "--p2p-listen", listen, "--p2p-bootstrap", strings.Join(n.bootstrap, ","),
		"--gateway-listen", fmt.Sprintf("127.0.0.1:%d", n.gateway), "--admin-listen", fmt.Sprintf("127.0.0.1:%d", n.admin))
	cmd.Env = n.m.env()
	log, err := os.OpenFile(n.logPath(), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	require.NoError(n.t, err)
	cmd.Stdout, cmd.Stderr = log, log
	require.NoError(n.t, cmd.Start())
	require.NoError(n.t, log.Close())
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	n.cmd, n.ended = cmd, ended
}

// kill ends the process as the system does when it is out of memory: nothing runs any more.
func (n *killNode) kill() {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.cmd == nil {
		return
	}
	_ = n.cmd.Process.Kill() // it may have ended by itself: the next line tells
	err := <-n.ended
	n.cmd = nil
	n.kills++
	if err == nil || !strings.Contains(err.Error(), "killed") {
		n.t.Errorf("%s ended before it was killed: %v; see its log", n.name, err)
	}
}

// freeze stops the process from running, thaw lets it go on: the system keeps what its peers send meanwhile.
func (n *killNode) freeze() { n.signal(syscall.SIGSTOP) }

func (n *killNode) thaw() { n.signal(syscall.SIGCONT) }

func (n *killNode) signal(s syscall.Signal) {
	n.t.Helper()
	n.mu.Lock()
	defer n.mu.Unlock()
	require.NotNil(n.t, n.cmd)
	require.NoError(n.t, n.cmd.Process.Signal(s))
}

// stop drains the node.
func (n *killNode) stop() {
	n.t.Helper()
	n.signal(syscall.SIGINT)
	n.mu.Lock()
	defer n.mu.Unlock()
	select {
	case err := <-n.ended:
		require.NoError(n.t, err, "%s drains", n.name)
	case <-time.After(30 * time.Second):
		require.Failf(n.t, "node does not stop", "%s; see its log", n.name)
	}
	n.cmd = nil
}

// cleanup ends the process and shows its log when the test has failed.
func (n *killNode) cleanup() {
	n.mu.Lock()
	if n.cmd != nil {
		_ = n.cmd.Process.Kill() // the test is over
		<-n.ended
		n.cmd = nil
	}
	n.mu.Unlock()
	if n.t.Failed() {
		text, _ := os.ReadFile(n.logPath()) // there may be none
		n.t.Logf("log of %s:\n%s", n.name, text[max(0, len(text)-40_000):])
	}
}

// api is the node's admin API; nil while no process has written where it is.
func (n *killNode) api() *dashboard.Client {
	a, err := config.ReadAccess(n.data)
	if err != nil {
		return nil
	}
	return dashboard.NewClient(a.URL, a.Token)
}

// waitMarket waits until the node can pay for both models.
func (n *killNode) waitMarket(d time.Duration) {
	n.t.Helper()
	require.Eventually(n.t, func() bool {
		c := n.api()
		if c == nil {
			return false
		}
		defer c.Close()
		ctx, cancel := context.WithTimeout(n.t.Context(), time.Second)
		defer cancel()
		offers, err := c.Book(ctx, "")
		if err != nil {
			return false
		}
		free := map[market.Model]bool{}
		for _, o := range offers {
			free[o.Model] = free[o.Model] || !o.Free.IsZero()
		}
		return free[killSmall] && free[killLarge]
	}, d, 50*time.Millisecond, "%s cannot pay for both models", n.name)
}

// newKey issues an API key through the command line.
func (n *killNode) newKey(budget string) (token, id string) {
	n.t.Helper()
	var k dashboard.NewKey
	require.NoError(n.t, json.Unmarshal([]byte(n.cli("key", "new", "--budget", budget, "--json")), &k))
	return k.Token, k.ID
}

// killBooks is everything that a node has on record.
type killBooks struct {
	at       time.Time
	bought   map[market.AttemptID]market.BoughtRecord
	sold     map[market.AttemptID]market.SoldRecord
	payers   []dashboard.PayerRecord
	payees   []channel.Payee
	accounts []dashboard.AccountRecord
}

// books reads them; an error is that of a node that does not answer now.
func (n *killNode) books(ctx context.Context) (*killBooks, error) {
	c := n.api()
	if c == nil {
		return nil, config.ErrNotRunning
	}
	defer c.Close()
	b := &killBooks{at: time.Now(), bought: map[market.AttemptID]market.BoughtRecord{}, sold: map[market.AttemptID]market.SoldRecord{}}
	err := c.Records(ctx, func(r dashboard.Record) error {
		switch {
		case r.Bought != nil:
			b.bought[r.Bought.AttemptID] = *r.Bought
		case r.Sold != nil:
			b.sold[r.Sold.AttemptID] = *r.Sold
		case r.Payer != nil:
			b.payers = append(b.payers, *r.Payer)
		case r.Payee != nil:
			b.payees = append(b.payees, *r.Payee)
		case r.Account != nil:
			b.accounts = append(b.accounts, *r.Account)
		}
		return nil
	})
	return b, err
}

// mustBooks waits for a node that is starting.
func (n *killNode) mustBooks() *killBooks {
	n.t.Helper()
	var out *killBooks
	require.Eventually(n.t, func() bool {
		b, err := n.books(n.t.Context())
		out = b
		return err == nil
	}, 20*time.Second, 50*time.Millisecond, "%s shows its records", n.name)
	return out
}
