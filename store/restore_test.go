package store_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/clearing/watch"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/store"
)

// backup appends a segment to a file, as the command does.
func backup(t testing.TB, s *store.Store, path string) store.Segment {
	var from store.Point
	if text, err := os.ReadFile(path); err == nil {
		c, err := store.ReadChain(bytes.NewReader(text))
		require.NoError(t, err)
		require.False(t, c.Torn)
		require.Equal(t, int64(len(text)), c.Size)
		from = c.Last().Next()
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	require.NoError(t, err)
	g, err := s.Backup(ctx, f, from)
	require.NoError(t, err)
	require.NoError(t, f.Close())
	return g
}

func restore(t testing.TB, from store.Sources) (string, store.Report) {
	dir := filepath.Join(t.TempDir(), "restored")
	r, err := store.Restore(ctx, dir, from, false)
	require.NoError(t, err)
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, entries, 1, "nothing but the database is left")
	return dir, r
}

// A chain of increments gives back every row, through deletions, compaction and restarts in between.
func TestIncrementsGiveBackEveryRow(t *testing.T) {
	p := newPair(t, money.UnitsOf(10_000_000))
	files := [2]string{filepath.Join(t.TempDir(), "buyer"), filepath.Join(t.TempDir(), "seller")}
	dirs := [2]string{p.bdir, p.sdir}
	for round := range uint64(4) {
		for range 3 {
			p.trade(money.Micros(1000))
		}
		p.chain(channel.OnChain{Deposit: money.UnitsOf(10_000_000), Claimed: money.UnitsOf(round)},
			settle.Event{Kind: settle.Claimed, Channel: p.ch.ID(), Total: money.UnitsOf(round), Place: settle.Place{Block: p.block + 1}})
		later := uint64(time.Now().Add(2 * channel.CorrectionWindow).UnixMilli())
		for i, s := range []*store.Store{p.b, p.s} {
			if round%2 == 1 {
				_, err := s.Prune(ctx, later)
				require.NoError(t, err)
			}
			g := backup(t, s, files[i])
			require.Equal(t, round+1, g.Number)
		}
		require.NoError(t, errors.Join(p.b.Close(), p.s.Close(), store.Compact(p.bdir), store.Compact(p.sdir)))
		p.b, p.s = openAt(t, p.bdir), openAt(t, p.sdir)
	}
	require.NoError(t, errors.Join(p.b.Close(), p.s.Close()))
	for i, file := range files {
		want, err := store.Dump(dirs[i])
		require.NoError(t, err)
		dir, r := restore(t, store.Sources{Backup: file})
		require.Equal(t, uint64(4), r.Backup.Number)
		got, err := store.Dump(dir)
		require.NoError(t, err)
		for k := range got { // but for the doubt
			got[k] = strings.ReplaceAll(got[k], `,"doubtful":true`, "")
		}
		require.Equal(t, want, got)
	}
}

// The buyer's old backup is restored while the seller holds a higher voucher: it greets before it signs, and goes on above.
func TestOldBackupOfAPayerNeverSignsBelowOrBeside(t *testing.T) {
	p := newPair(t, money.UnitsOf(1_000_000))
	p.trade(money.Micros(3000))
	file := filepath.Join(t.TempDir(), "b")
	backup(t, p.b, file)
	held := p.payee().Highest
	p.trade(money.Micros(5000))
	higher := p.payee().Highest
	require.NoError(t, p.b.Close())

	dir, r := restore(t, store.Sources{Backup: file})
	require.Len(t, r.Risks, 1)
	require.Equal(t, settle.Payer, r.Risks[0].Holding.Role)
	require.Equal(t, held, r.Risks[0].Holding.Highest)
	p.b, p.bdir = openAt(t, dir), dir
	for range 2 { // through a restart
		require.True(t, p.payer().Doubtful)
		_, due := p.payer().Next()
		require.False(t, due)
		id := attempt()
		_, err := p.b.Reserve(ctx, p.reservation(id, money.Micros(1), money.Micros(1), money.Micros(1), money.Amount{}))
		require.ErrorIs(t, err, channel.ErrDoubtful)
		p.reopen()
	}
	forged := higher
	forged.Sig[3] ^= 1
	_, err := p.b.Adopt(ctx, p.ch.ID(), p.payee().Resync(common.Hash{1}), forged)
	require.Error(t, err, "only our own signature is believed")
	require.True(t, p.payer().Doubtful)
	p.greet()
	require.Equal(t, higher, p.payer().Highest())
	require.Equal(t, money.Micros(8000), p.payer().Sum)
	p.trade(money.Micros(2000))
	require.Equal(t, money.UnitsOf(10_000), p.payee().Highest.Cumulative)
	require.Equal(t, p.payer().Sum, p.payee().Sum)

	// A seller that shows less than the backup has gets no voucher beside the one that the backup has.
	require.NoError(t, p.b.Close())
	dir, _ = restore(t, store.Sources{Backup: file})
	p.b = openAt(t, dir)
	payee := *p.payee()
	payee.Highest, payee.Sum = channel.SignedVoucher{}, money.Amount{}
	_, err = p.b.Adopt(ctx, p.ch.ID(), payee.Resync(common.Hash{1}), payee.Highest)
	require.NoError(t, err)
	require.Equal(t, held, p.payer().Highest())
}

// Both sides lose their databases and have only the channels file.
func TestChannelsFileAlone(t *testing.T) {
	p := newPair(t, money.UnitsOf(1_000_000))
	p.trade(money.Micros(3000))
	p.trade(money.Micros(5000))
	p.chain(channel.OnChain{Deposit: money.UnitsOf(1_000_000), Claimed: money.UnitsOf(2000)}, settle.Event{Kind: settle.Claimed, Channel: p.ch.ID(), Total: money.UnitsOf(2000), Place: settle.Place{Block: p.block + 1}})
	was := *p.payee()
	require.NoError(t, errors.Join(p.b.Close(), p.s.Close()))
	bdir, br := restore(t, store.Sources{Channels: channelsFile(p.bdir)})
	sdir, sr := restore(t, store.Sources{Channels: channelsFile(p.sdir)})
	require.Nil(t, br.Backup)
	require.Equal(t, "channels file", sr.Risks[0].From)
	require.Equal(t, money.UnitsOf(992_000).FloorPicos(usd), sr.Risks[0].Open)
	p.bdir, p.sdir = bdir, sdir
	p.b, p.s = openAt(t, bdir), openAt(t, sdir)
	require.Equal(t, was.Highest, p.payee().Highest)
	require.Equal(t, was.Sum, p.payee().Sum)
	require.Equal(t, was.Settled, p.payee().Settled)
	require.Equal(t, money.UnitsOf(8000), p.payee().Claimable())
	require.True(t, p.payer().Doubtful)
	p.greet()
	p.trade(money.Micros(2000))
	require.Equal(t, money.UnitsOf(10_000), p.payee().Highest.Cumulative)
	require.Equal(t, money.Micros(10_000), p.payee().Sum)

	// The chain's events since then are counted on, not again.
	p.chain(channel.OnChain{Deposit: money.UnitsOf(1_000_000), Claimed: money.UnitsOf(7000)},
		settle.Event{Kind: settle.Claimed, Channel: p.ch.ID(), Total: money.UnitsOf(2000), Place: settle.Place{Block: 2}},
		settle.Event{Kind: settle.Claimed, Channel: p.ch.ID(), Total: money.UnitsOf(7000), Place: settle.Place{Block: 9}})
	require.Equal(t, money.UnitsOf(7000).FloorPicos(usd), p.payee().Settled)
	require.Equal(t, money.UnitsOf(7000).FloorPicos(usd), p.payer().Settled)
}

// A seller's old backup and its newer channels file: no voucher is lost. A call that was running ends without a second receipt.
func TestOldBackupOfAPayeeWithItsChannelsFile(t *testing.T) {
	p := newPair(t, money.UnitsOf(1_000_000))
	p.trade(money.Micros(3000))
	id := attempt()
	_, err := p.b.Reserve(ctx, p.reservation(id, money.Micros(4000), money.Micros(4000), money.Micros(4000), money.Amount{}))
	require.NoError(t, err)
	require.True(t, p.pay())
	_, err = p.s.Admit(ctx, p.admission(id, money.Micros(4000), clearing.Limits{}), nil)
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "s")
	backup(t, p.s, file)
	p.finish(id, money.Micros(3500))
	p.trade(money.Micros(1500))
	was := *p.payee()
	require.NoError(t, p.s.Close())

	alone, r := restore(t, store.Sources{Backup: file})
	require.Equal(t, 1, r.Cut)
	s := openAt(t, alone)
	got, err := s.Payee(p.ch.ID())
	require.NoError(t, err)
	require.Equal(t, money.UnitsOf(7000), got.Highest.Cumulative)
	require.Equal(t, money.Micros(3000), got.Sum, "an advance without a receipt is not claimed")
	require.Zero(t, got.OpenCalls)
	rec, found, err := s.Sold(ctx, p.ch.ID(), id)
	require.NoError(t, err)
	require.True(t, found)
	require.Equal(t, market.RecordLost, rec.State)
	started, err := s.StartedCalls(ctx)
	require.NoError(t, err)
	require.Empty(t, started, "nothing is left of which a second receipt could be signed")

	dir, r := restore(t, store.Sources{Backup: file, Channels: channelsFile(p.sdir)})
	require.Equal(t, "channels file", r.Risks[0].From)
	p.s, p.sdir = openAt(t, dir), dir
	require.Equal(t, was.Highest, p.payee().Highest)
	require.Equal(t, was.Sum, p.payee().Sum)
	require.Equal(t, money.UnitsOf(8000), p.payee().Claimable())
	p.trade(money.Micros(2000))
	require.Equal(t, money.Micros(10_000), p.payee().Sum)
	_, err = p.s.Prune(ctx, uint64(time.Now().Add(2*channel.CorrectionWindow).UnixMilli()))
	require.NoError(t, err)
	require.Equal(t, money.Micros(10_000), p.payee().Sum)
	require.Equal(t, money.Micros(10_000), p.payee().BuyerSum)
}

func TestRestoreRefuses(t *testing.T) {
	p := newPair(t, money.UnitsOf(1_000_000))
	p.trade(money.Micros(3000))
	file := filepath.Join(t.TempDir(), "b")
	backup(t, p.b, file)
	_, err := store.Restore(ctx, p.bdir, store.Sources{Backup: file}, false)
	require.ErrorIs(t, err, store.ErrLive)
	require.ErrorContains(t, err, "move that folder away")
	_, err = store.Restore(ctx, t.TempDir(), store.Sources{}, false)
	require.ErrorContains(t, err, "nothing to restore from")
	_, err = store.Restore(ctx, t.TempDir(), store.Sources{Channels: file}, false)
	require.ErrorIs(t, err, watch.ErrFile)

	text, err := os.ReadFile(file)
	require.NoError(t, err)
	newer := filepath.Join(t.TempDir(), "newer")
	require.NoError(t, os.WriteFile(newer, bytes.Replace(text, []byte(`"schema":1`), []byte(`"schema":2`), 1), 0o600))
	dir := t.TempDir()
	_, err = store.Restore(ctx, dir, store.Sources{Backup: newer}, false)
	require.ErrorIs(t, err, store.ErrNewer)
	require.ErrorContains(t, err, "migrations only go forward")

	require.NoError(t, os.WriteFile(channelsFile(dir), []byte(`{"version":1,"chainId":5}`), 0o600))
	_, err = store.Restore(ctx, dir, store.Sources{Backup: file}, false)
	require.ErrorIs(t, err, store.ErrOtherNetwork)
	require.NoError(t, os.Remove(channelsFile(dir)))

	_, err = store.Restore(ctx, dir, store.Sources{Backup: file}, true)
	require.NoError(t, err)
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Empty(t, entries, "a dry run leaves nothing")
}

// Whatever is damaged or cut off is found; an increment that was cut off is left out.
func TestDamagedBackup(t *testing.T) {
	p := newPair(t, money.UnitsOf(1_000_000))
	p.trade(money.Micros(3000))
	file := filepath.Join(t.TempDir(), "b")
	first := backup(t, p.b, file)
	whole, err := os.ReadFile(file)
	require.NoError(t, err)
	p.trade(money.Micros(3000))
	backup(t, p.b, file)
	both, err := os.ReadFile(file)
	require.NoError(t, err)
	for i := 0; i < len(whole); i += 1 + len(whole)/300 {
		bad := bytes.Clone(whole)
		bad[i] ^= 0x20
		if c, err := store.ReadChain(bytes.NewReader(bad)); err == nil { // the compression's own head has bytes without a meaning
			require.Equal(t, first, c.Last(), "byte %d of %d", i, len(whole))
		}
		_, err = store.ReadChain(bytes.NewReader(whole[:i]))
		require.ErrorIs(t, err, store.ErrBackup, "cut at byte %d of %d", i, len(whole))
	}
	for cut := len(whole) + 1; cut < len(both); cut += 1 + (len(both)-len(whole))/100 {
		c, err := store.ReadChain(bytes.NewReader(both[:cut]))
		require.NoError(t, err)
		require.True(t, c.Torn)
		require.Equal(t, int64(len(whole)), c.Size)
	}
	require.NoError(t, os.WriteFile(file, both[:len(both)-1], 0o600))
	_, r := restore(t, store.Sources{Backup: file})
	require.True(t, r.Torn)
	require.Equal(t, uint64(1), r.Backup.Number)
	_, err = store.ReadChain(bytes.NewReader(both[len(whole):]))
	require.ErrorContains(t, err, "the whole before it is missing")
}

// A restored database does not go on with the chain of the old one.
func TestRestoredDatabaseBeginsANewBackup(t *testing.T) {
	p := newPair(t, money.UnitsOf(1_000_000))
	file := filepath.Join(t.TempDir(), "b")
	first := backup(t, p.b, file)
	dir, _ := restore(t, store.Sources{Backup: file})
	s := openAt(t, dir)
	g, err := s.Backup(ctx, &bytes.Buffer{}, first.Next())
	require.NoError(t, err)
	require.Equal(t, uint64(1), g.Number)
	require.NotEqual(t, first.Lineage, g.Lineage)
}

func FuzzReadChain(f *testing.F) {
	s, err := store.Open(f.TempDir(), network)
	require.NoError(f, err)
	f.Cleanup(func() { _ = s.Close() })
	var whole bytes.Buffer
	g, err := s.Backup(ctx, &whole, store.Point{})
	require.NoError(f, err)
	f.Add(bytes.Clone(whole.Bytes()))
	_, err = s.Backup(ctx, &whole, g.Next())
	require.NoError(f, err)
	f.Add(whole.Bytes())
	f.Add([]byte("tolsey-backup {}\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		c, err := store.ReadChain(bytes.NewReader(text))
		if err != nil {
			return
		}
		require.LessOrEqual(t, c.Size, int64(len(text)))
		again, err := store.ReadChain(bytes.NewReader(text[:c.Size]))
		require.NoError(t, err)
		require.False(t, again.Torn)
		require.Equal(t, c.Segments, again.Segments)
	})
}
