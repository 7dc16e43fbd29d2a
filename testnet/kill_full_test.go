package testnet_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A seller's disk of its own, and what must be free on it for new and for running calls, bytes.
const (
	diskSize  = "size=512m"
	diskSpare = 20 << 20 // left free when it is full: less than any write is made with
)

// The disk of a real seller fills up under it. It takes no call any more and says so; when its payer leaves it claims what it has earned;
// once there is room it sells again, and both books are the chain's.
func TestClaimsGoOnFromAFullDisk(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	t.Parallel()
	m := newKillMarket(t)
	seller := m.newNode(t, "seller", m.sellerConfig())
	disk := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", diskSize, "tmpfs", disk).CombinedOutput(); err != nil {
		t.Skipf("no disk can be mounted, which needs root: %v: %s", err, out)
	}
	t.Cleanup(func() {
		seller.cleanup() // before its disk goes
		require.NoError(t, exec.Command("umount", disk).Run())
	})
	home := filepath.Join(disk, "seller")
	require.NoError(t, os.CopyFS(home, os.DirFS(seller.data)))
	private(t, home)
	require.NoError(t, os.Chmod(home, 0o700))
	seller.data = home
	buyer := m.newNode(t, "buyer", killBuyerConfig, seller.multiaddrs()...)
	seller.start()
	buyer.start()
	buyer.waitMarket(30 * time.Second)
	token, _ := buyer.newKey("5 USD")
	client := newKillClient(t, buyer.url(), token)
	call := func(name string) killEnd {
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		return client.try(ctx, killRequest(name, string(killLarge), false, 4000, 0), func(int) {})
	}
	require.Equal(t, endWhole, call("before").kind)

	fill(t, disk)
	refused := call("full")
	require.NotEqual(t, endWhole, refused.kind, "a call is served that cannot be kept")
	t.Logf("on a full disk: %s %s", refused.kind, refused.text)
	channel := buyer.mustBooks().payers[0].ID().Hex()
	t.Log(buyer.cli("channel", "close", channel, "--force"))
	require.Eventually(t, func() bool {
		p := buyer.mustBooks().payers[0]
		return !p.OnChain.Claimed.IsZero() || p.OnChain.Epoch > 0 && !p.Settled.IsZero()
	}, 40*time.Second, 200*time.Millisecond, "the seller claims from memory")

	require.NoError(t, os.Remove(filepath.Join(disk, "filler")))
	t.Log(seller.cli("settle", "now")) // has it look: this chain makes no blocks by itself
	require.Eventually(t, func() bool {
		b, s := buyer.mustBooks(), seller.mustBooks()
		return len(s.payees) == 1 && s.payees[0].OnChain == b.payers[0].OnChain && !s.payees[0].Settled.IsZero()
	}, 60*time.Second, 200*time.Millisecond, "what happened meanwhile is written")
	seller.stop()
	buyer.stop()
}

// fill leaves next to nothing free.
func fill(t *testing.T, disk string) {
	t.Helper()
	var st syscall.Statfs_t
	require.NoError(t, syscall.Statfs(disk, &st))
	f, err := os.Create(filepath.Join(disk, "filler"))
	require.NoError(t, err)
	require.NoError(t, syscall.Fallocate(int(f.Fd()), 0, 0, int64(st.Bavail)*st.Bsize-diskSpare))
	require.NoError(t, f.Close())
}
