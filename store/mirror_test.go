package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/clearing/watch"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/store"
)

func channelsFile(dir string) string { return filepath.Join(dir, watch.FileName) }

// holding is a channel in a directory's channels file.
func holding(t require.TestingT, dir string, role settle.Role) watch.Holding {
	f, err := watch.Read(channelsFile(dir))
	require.NoError(t, err)
	require.Equal(t, network.ChainID, f.ChainID)
	require.Equal(t, network.Clearing, f.Clearing)
	require.Equal(t, network.Genesis, f.Genesis)
	require.Len(t, f.Channels, 1)
	require.Equal(t, role, f.Channels[0].Role)
	return f.Channels[0]
}

// trade has one call of a cost bought, paid and finished.
func (p *pair) trade(cost money.Amount) {
	id := attempt()
	_, err := p.b.Reserve(ctx, p.reservation(id, cost, cost, cost, money.Amount{}))
	require.NoError(p.t, err)
	p.pay()
	_, err = p.s.Admit(ctx, p.admission(id, cost, clearing.Limits{NewBuyers: money.Coins(5), IsNew: true}), nil)
	require.NoError(p.t, err)
	p.finish(id, cost)
	p.pay()
}

func copyFile(t testing.TB, from, to string) {
	text, err := os.ReadFile(from)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(to, text, 0o600))
}

// copyDir copies a closed data directory.
func copyDir(t testing.TB, dir string) string {
	to := t.TempDir()
	require.NoError(t, os.CopyFS(to, os.DirFS(dir)))
	return to
}

func TestChannelIsInTheFileBeforeItIsFunded(t *testing.T) {
	p := newPair(t, money.Units{})
	f, err := watch.Read(channelsFile(p.bdir))
	require.NoError(t, err)
	require.Equal(t, p.ch, f.Channels[0].Channel, "its salt is what brings the deposit back")
	info, err := os.Stat(channelsFile(p.bdir))
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
}

func TestChannelsFileFollows(t *testing.T) {
	p := newPair(t, money.UnitsOf(1_000_000))
	p.trade(money.Micros(3000))
	want := p.payee().Highest
	require.Eventually(t, func() bool { return holding(t, p.sdir, settle.Payee).Highest == want }, 5*time.Second, 10*time.Millisecond)
	h := holding(t, p.sdir, settle.Payee)
	require.Equal(t, money.Micros(3000), h.Sum)
	require.Equal(t, "buyer", h.Peer)
	require.Eventually(t, func() bool { return holding(t, p.bdir, settle.Payer).Highest == p.payer().Highest() }, 5*time.Second, 10*time.Millisecond)
	p.trade(money.Micros(1000))
	require.NoError(t, p.s.Close())
	require.Equal(t, money.UnitsOf(4000), holding(t, p.sdir, settle.Payee).Highest.Cumulative, "closing leaves nothing out")
}

// A voucher that is worth more than the file may lack has reached the file when Accept returns.
func TestMuchMoneyIsInTheFileBeforeItIsAcknowledged(t *testing.T) {
	p := newPair(t, money.UnitsOf(100_000_000))
	for range 5 {
		id, cost := attempt(), store.MirrorLag().Add(money.Micros(1))
		_, err := p.b.Reserve(ctx, p.reservation(id, cost, cost, cost, money.Amount{}))
		require.NoError(t, err)
		require.True(t, p.pay())
		require.Equal(t, p.payee().Highest, holding(t, p.sdir, settle.Payee).Highest)
	}
}

func TestConsentIsInTheFileBeforeItIsSigned(t *testing.T) {
	p := newPair(t, money.UnitsOf(1_000_000))
	_, err := p.s.Consent(ctx, p.ch.ID(), 12_345)
	require.NoError(t, err)
	require.Equal(t, uint64(12_345), holding(t, p.sdir, settle.Payee).Consented)
}

// While the file cannot be written no new money is taken; what is begun comes to its end.
func TestChannelsFileThatCannotBeWrittenStopsNewMoney(t *testing.T) {
	p := newPair(t, money.UnitsOf(100_000_000))
	require.NoError(t, p.s.Close())
	var broken atomic.Bool
	s, err := store.FaultyFile(p.sdir, network, func() error {
		if broken.Load() {
			return errors.New("input/output error")
		}
		return nil
	})
	require.NoError(t, err)
	t.Cleanup(func() { _ = s.Close() })
	p.s = s
	require.NoError(t, s.Degraded())
	broken.Store(true)
	cost := money.Coins(3)
	id := attempt()
	_, err = p.b.Reserve(ctx, p.reservation(id, cost, cost, cost, money.Amount{}))
	require.NoError(t, err)
	require.True(t, p.pay(), "money is taken all the same")
	require.ErrorIs(t, s.Degraded(), store.ErrDegraded)
	_, err = s.Admit(ctx, p.admission(id, cost, clearing.Limits{}), nil)
	require.ErrorIs(t, err, store.ErrDegraded)
	require.ErrorContains(t, err, "input/output error")
	broken.Store(false)
	require.Eventually(t, func() bool { return s.Degraded() == nil }, 5*time.Second, 10*time.Millisecond, "it heals")
	require.Equal(t, p.payee().Highest, holding(t, p.sdir, settle.Payee).Highest)
}

// An old copy of the database under a newer channels file: the payer greets before it signs, the payee has the voucher.
func TestOldDatabaseBesideItsChannelsFile(t *testing.T) {
	p := newPair(t, money.UnitsOf(1_000_000))
	p.trade(money.Micros(3000))
	require.NoError(t, errors.Join(p.b.Close(), p.s.Close()))
	bold, sold := copyDir(t, p.bdir), copyDir(t, p.sdir)
	p.b, p.s = openAt(t, p.bdir), openAt(t, p.sdir)
	p.trade(money.Micros(5000))
	require.NoError(t, errors.Join(p.b.Close(), p.s.Close()))
	copyFile(t, channelsFile(p.bdir), channelsFile(bold))
	copyFile(t, channelsFile(p.sdir), channelsFile(sold))

	p.b, p.s = openAt(t, bold), openAt(t, sold)
	require.True(t, p.payer().Doubtful)
	require.Equal(t, money.UnitsOf(8000), p.payee().Highest.Cumulative)
	require.Equal(t, money.Micros(8000), p.payee().Sum)
	require.Equal(t, money.UnitsOf(8000), p.payee().Claimable())
	id := attempt()
	_, err := p.b.Reserve(ctx, p.reservation(id, money.Micros(1), money.Micros(1), money.Amount{}, money.Amount{}))
	require.ErrorIs(t, err, channel.ErrDoubtful)
	p.greet()
	require.Equal(t, money.UnitsOf(8000), p.payer().Cumulative)
	p.trade(money.Micros(2000))
	require.Equal(t, money.UnitsOf(10_000), p.payee().Highest.Cumulative)
	require.Equal(t, money.Micros(10_000), p.payee().Sum)
}

func TestDatabaseThatIsGoneIsNotBegunAnew(t *testing.T) {
	p := newPair(t, money.UnitsOf(1_000_000))
	require.NoError(t, p.b.Close())
	require.NoError(t, os.RemoveAll(filepath.Join(p.bdir, "store")))
	_, err := store.Open(p.bdir, network)
	require.ErrorIs(t, err, store.ErrLost)
	require.ErrorContains(t, err, "tolsey restore")
	_, err = os.Stat(filepath.Join(p.bdir, "store"))
	require.ErrorIs(t, err, os.ErrNotExist, "nothing is left in the way of a restore")

	require.NoError(t, os.WriteFile(channelsFile(p.bdir), []byte("{}"), 0o600))
	_, err = store.Open(p.bdir, network)
	require.ErrorIs(t, err, watch.ErrFile)
	require.NoError(t, os.WriteFile(channelsFile(p.bdir), []byte(`{"version":2}`), 0o600))
	_, err = store.Open(p.bdir, network)
	require.ErrorIs(t, err, watch.ErrNewer)
	require.ErrorContains(t, err, "use the newer program")
}
