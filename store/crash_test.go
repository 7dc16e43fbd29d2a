package store_test

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/dgraph-io/badger/v4"
	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/store"
)

const writerDir = "TOLSEY_TEST_WRITER_DIR"

// writeUntilKilled is the process that TestKill kills: it says each page number once it is durable.
func writeUntilKilled() {
	s, err := store.Open(os.Getenv(writerDir), network)
	if err != nil {
		fmt.Println("open:", err)
		os.Exit(1)
	}
	var print sync.Mutex
	for i := range 8 {
		go func() {
			for {
				seq, err := s.NextPageSeq(ctx, fmt.Sprint("family", i), 1)
				if err != nil {
					fmt.Println("write:", err)
					os.Exit(1)
				}
				print.Lock()
				fmt.Println(i, seq)
				print.Unlock()
			}
		}()
	}
	select {}
}

// TestKill kills a process that writes, several times over: what it has said to be durable is there.
func TestKill(t *testing.T) {
	dir := t.TempDir()
	said := map[int]uint64{}
	for range 4 {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), writerDir+"="+dir)
		out, err := cmd.StdoutPipe()
		require.NoError(t, err)
		require.NoError(t, cmd.Start())
		lines := bufio.NewReader(out)
		for killed := false; ; {
			line, err := lines.ReadString('\n')
			if err != nil {
				break // the last line may be cut
			}
			var family int
			var seq uint64
			n, _ := fmt.Sscan(line, &family, &seq)
			require.Equal(t, 2, n, "the writer has failed: %s", line)
			require.Less(t, said[family], seq, "a number is given once")
			said[family] = seq
			if !killed {
				killed = true
				time.AfterFunc(100*time.Millisecond, func() { _ = cmd.Process.Kill() })
			}
		}
		_ = cmd.Wait()
		s, err := store.Open(dir, network)
		require.NoError(t, err)
		for family, seq := range said {
			next, err := s.NextPageSeq(ctx, fmt.Sprint("family", family), 1)
			require.NoError(t, err)
			require.Greater(t, next, seq, "what was said to be durable is there")
			said[family] = next
		}
		require.NoError(t, s.Close())
	}
	require.NotEmpty(t, said)
}

const limitedDir = "TOLSEY_TEST_LIMITED_DIR"

// writeUntilTheDiskFails is the process of TestDiskFails: no file may grow any more, so that the database fails where it needs a new one.
func writeUntilTheDiskFails() {
	signal.Ignore(syscall.SIGXFSZ)
	dir := os.Getenv(limitedDir)
	s, err := store.Open(dir, network)
	must(err)
	_, err = s.AddChannel(ctx, channel.Channel{Salt: 5}, usd, "seller")
	must(err)
	must(syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 1 << 20, Max: 1 << 40}))
	var last market.AttemptID
	filler := strings.Repeat("x", 40_000)
	for n := uint64(0); err == nil; n++ {
		id := attempt()
		if err = s.SaveBought(ctx, market.BoughtRecord{AttemptID: id, Time: n, Error: filler}); err == nil {
			last = id
			fmt.Println("said", id.Call, n)
		}
	}
	fmt.Println("degraded", errors.Is(err, store.ErrDegraded))
	_, err = s.Payer(channel.Channel{Salt: 5}.ID())
	fmt.Println("hot", err == nil)
	_, err = s.Bought(ctx, last)
	fmt.Println("cold", err == nil || errors.Is(err, store.ErrDegraded))
	_, err = s.NextPageSeq(ctx, "f", 1)
	fmt.Println("money", errors.Is(err, store.ErrDegraded))
	_ = s.Close()
	fmt.Println("closed true")
}

func must(err error) {
	if err != nil {
		fmt.Println("developer error:", err)
		os.Exit(1)
	}
}

// TestDiskFails lets the real database run into a disk that takes no more: no money, reads from memory, nothing lost, and the
// directory opens again.
func TestDiskFails(t *testing.T) {
	dir := t.TempDir()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), limitedDir+"="+dir)
	out, err := cmd.Output()
	require.NoError(t, err, "%.2000s", out)
	s := openAt(t, dir)
	said := 0
	told := map[string]bool{}
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		if words[0] != "said" {
			told[words[0]] = words[1] == "true"
			continue
		}
		var id market.AttemptID
		require.NoError(t, id.Call.UnmarshalText([]byte(words[1])))
		id.Attempt = 1
		_, err := s.Bought(ctx, id)
		require.NoError(t, err, "what was said to be durable is there")
		said++
	}
	require.Positive(t, said)
	require.Equal(t, map[string]bool{"degraded": true, "hot": true, "cold": true, "money": true, "closed": true}, told)
}

// faultyStore is a store whose disk fails on command, with one funded channel in each role.
type faultyStore struct {
	*store.Store
	fail atomic.Pointer[error]
	free atomic.Uint64
	ch   channel.Channel
}

var errDisk = errors.New("input/output error")

func newFaulty(t *testing.T) *faultyStore {
	f := &faultyStore{ch: channel.Channel{Payer: common.Address{1}, Salt: 7}}
	f.free.Store(1 << 40)
	var err error
	f.Store, err = store.Faulty(t.TempDir(), network, func() error {
		if err := f.fail.Load(); err != nil {
			return *err
		}
		return nil
	}, f.free.Load)
	require.NoError(t, err)
	t.Cleanup(func() { _ = f.Close() })
	_, err = f.AddChannel(ctx, f.ch, usd, "seller")
	require.NoError(t, err)
	p := &pair{t: t, b: f.Store, s: f.Store, ch: f.ch}
	p.chain(channel.OnChain{Deposit: money.UnitsOf(1000)})
	_, err = f.Adopt(ctx, f.ch.ID(), channel.Resync{ChannelID: f.ch.ID()}, channel.SignedVoucher{})
	require.NoError(t, err)
	return f
}

func (f *faultyStore) reserve() (market.AttemptID, error) {
	p := &pair{ch: f.ch}
	id := attempt()
	_, err := f.Reserve(ctx, p.reservation(id, money.Micros(5), money.Micros(5), money.Micros(5), money.Amount{}))
	return id, err
}

func TestFailedWriteStopsMoney(t *testing.T) {
	f := newFaulty(t)
	id, err := f.reserve()
	require.NoError(t, err)
	before, err := f.Payer(f.ch.ID())
	require.NoError(t, err)

	f.fail.Store(&errDisk)
	_, err = f.reserve()
	require.ErrorIs(t, err, store.ErrDegraded)
	require.ErrorIs(t, err, errDisk)
	require.ErrorContains(t, err, "restart")
	f.fail.Store(nil)
	_, err = f.reserve()
	require.ErrorIs(t, err, store.ErrDegraded, "nobody knows what the disk has: it stays so")
	_, err = f.Charge(ctx, clearing.Charge{AttemptID: id, Total: money.Micros(1), Final: true})
	require.ErrorIs(t, err, store.ErrDegraded)
	require.ErrorIs(t, f.Degraded(), store.ErrDegraded)

	after, err := f.Payer(f.ch.ID())
	require.NoError(t, err)
	require.Equal(t, before, after, "reads show what is durable")
	_, err = f.Bought(ctx, id)
	require.NoError(t, err)
	holds, err := f.OpenHolds(ctx)
	require.NoError(t, err)
	require.Len(t, holds, 1)
}

func TestFullDiskStopsNewMoneyFirst(t *testing.T) {
	f := newFaulty(t)
	id, err := f.reserve()
	require.NoError(t, err)
	f.free.Store(store.ReserveNew - 1)
	_, err = f.reserve()
	require.ErrorIs(t, err, store.ErrDegraded)
	require.ErrorContains(t, err, "127 MiB are free")
	require.ErrorContains(t, err, "make room")
	require.ErrorIs(t, f.Degraded(), clearing.ErrDegraded)
	_, err = f.Charge(ctx, clearing.Charge{AttemptID: id, Evidence: terms, Total: money.Micros(2)})
	require.NoError(t, err, "what is begun is brought to its end")
	f.free.Store(store.ReserveFinish - 1)
	_, err = f.Charge(ctx, clearing.Charge{AttemptID: id, Evidence: terms, Total: money.Micros(3)})
	require.ErrorIs(t, err, store.ErrDegraded)
	_, err = f.Payer(f.ch.ID())
	require.NoError(t, err)
	f.free.Store(1 << 40)
	require.NoError(t, f.Degraded())
	_, err = f.Charge(ctx, clearing.Charge{AttemptID: id, Evidence: terms, Total: money.Micros(4), Final: true})
	require.NoError(t, err, "room heals it")
}

// Verbs that do not fit one transaction are refused, and leave nothing behind: the disk is as good as before.
func TestTooBig(t *testing.T) {
	f := newFaulty(t)
	c := f.ch
	c.Salt++
	_, err := f.AddServed(ctx, c, usd, "buyer")
	require.NoError(t, err)
	p := &pair{t: t, b: f.Store, s: f.Store, ch: c, block: 9}
	p.chain(channel.OnChain{Deposit: money.UnitsOf(1000)})
	before := *p.payee()
	a := p.admission(attempt(), money.Micros(10), clearing.Limits{Buyer: money.Micros(10), NewBuyers: money.Micros(10), IsNew: true})
	tooBig := badger.ErrTxnTooBig
	f.fail.Store(&tooBig)
	_, err = f.Admit(ctx, a, nil)
	require.ErrorIs(t, err, badger.ErrTxnTooBig)
	require.NotErrorIs(t, err, store.ErrDegraded)
	require.Equal(t, before, *p.payee())
	f.fail.Store(nil)
	_, err = f.Admit(ctx, a, nil)
	require.NoError(t, err, "the exposure of the call that was refused is not counted")
}

// TestOverspend is R7: a thousand concurrent calls on a key that affords ten.
func TestOverspend(t *testing.T) {
	p := newPair(t, money.UnitsOf(1_000_000))
	require.NoError(t, p.b.AddKey(ctx, clearing.Key{ID: "parent", Budget: clearing.Budget{Limit: money.Micros(100)}}))
	require.NoError(t, p.b.AddKey(ctx, clearing.Key{ID: "k", Hash: [32]byte{1}, Parent: "parent", Budget: clearing.Budget{Unlimited: true}}))
	var held atomic.Int64
	var wg sync.WaitGroup
	for range 1000 {
		wg.Go(func() {
			r := p.reservation(attempt(), money.Micros(10), money.Micros(3), money.Micros(2), money.Amount{})
			r.Key = "k"
			switch _, err := p.b.Reserve(ctx, r); {
			case err == nil:
				held.Add(1)
			case !errors.Is(err, clearing.ErrInsufficient):
				t.Errorf("reserve: %v", err)
			}
		})
	}
	wg.Wait()
	require.EqualValues(t, 10, held.Load())
	for _, key := range []string{"k", "parent"} {
		a, ok := p.b.Account(clearing.KeyAccount(key))
		require.True(t, ok)
		require.Equal(t, money.Micros(100), a.Held)
	}
	require.Equal(t, money.Micros(20), p.payer().Sum, "ten advances, and not one of those that were refused")
	p.reopen()
	require.Equal(t, money.Micros(20), p.payer().Sum)
	holds, err := p.b.OpenHolds(ctx)
	require.NoError(t, err)
	require.Len(t, holds, 10)
}

// Many verbs at once, among them refused ones: everything that was answered is on disk, and nothing else.
func TestGroupCommit(t *testing.T) {
	p := newPair(t, money.UnitsOf(1_000_000))
	var wg sync.WaitGroup
	var total atomic.Uint64
	for i := range 64 {
		wg.Go(func() {
			for n := range 20 {
				id := attempt()
				if _, err := p.b.Reserve(ctx, p.reservation(id, money.Micros(5), money.Micros(5), money.Amount{}, money.Amount{})); err != nil {
					t.Errorf("reserve: %v", err)
					return
				}
				cost := uint64(i+n) % 9 // above 5 is refused
				_, err := p.b.Charge(ctx, clearing.Charge{AttemptID: id, Evidence: terms, Total: money.Micros(cost), Final: true})
				switch {
				case err == nil:
					total.Add(cost)
				case strings.Contains(err.Error(), "hold"):
					if err := p.b.Void(ctx, id, nil); err != nil {
						t.Errorf("void: %v", err)
					}
				default:
					t.Errorf("charge: %v", err)
				}
			}
		})
	}
	wg.Wait()
	for range 2 {
		require.Equal(t, money.Micros(total.Load()), p.payer().Sum)
		require.Zero(t, p.payer().Held)
		a, _ := p.b.Account(clearing.Operator)
		require.Equal(t, money.Micros(total.Load()), a.Spent())
		p.reopen()
	}
}
