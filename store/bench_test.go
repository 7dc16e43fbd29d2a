package store_test

import (
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market/money"
)

// cpu is what this process has used, all cores.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

const callers = 64

// callersOf runs b.N steps in 64 goroutines and reports how many a core and a second of the wall do.
func callersOf(b *testing.B, name string, step func(caller int)) {
	var left atomic.Int64
	left.Store(int64(b.N))
	start := cpu()
	b.ResetTimer()
	var wg sync.WaitGroup
	for i := range callers {
		wg.Go(func() {
			for left.Add(-1) >= 0 {
				step(i)
			}
		})
	}
	wg.Wait()
	b.ReportMetric(float64(b.N)/(cpu()-start).Seconds(), name+"/core-s")
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), name+"/s")
}

// BenchmarkVouchers is S7: 64 calls on one channel are charged, each waits until a voucher that pays it is durable with the seller.
// Holds, charges, signing, the frame's fsync at the buyer, verification and the fsync at the seller are all in the figure, for both
// nodes together; vouchers are counted as calls paid, coalesced or not, frames as they were signed.
func BenchmarkVouchers(b *testing.B) {
	p := newPair(b, money.UnitsOf(1<<50))
	var mu sync.Mutex
	paid := sync.NewCond(&mu)
	var accepted money.Amount
	var frames atomic.Int64
	wake := make(chan struct{}, 1)
	var actor sync.WaitGroup
	actor.Go(func() {
		for range wake {
			for {
				payer := p.payer()
				f, due := payer.Next()
				if !due {
					break
				}
				sum := payer.Sum
				f = p.buyer.frame(b, f)
				_, err := p.b.SaveFrame(ctx, p.ch.ID(), f)
				require.NoError(b, err)
				payee, err := p.s.Accept(ctx, p.ch.ID(), f, 0)
				require.NoError(b, err)
				_, err = p.b.Acked(ctx, p.ch.ID(), payee.Highest.Base())
				require.NoError(b, err)
				frames.Add(1)
				mu.Lock()
				accepted = sum
				paid.Broadcast()
				mu.Unlock()
			}
		}
	})
	callersOf(b, "vouchers", func(int) {
		id := attempt()
		_, err := p.b.Reserve(ctx, p.reservation(id, money.Micros(5), money.Micros(5), money.Amount{}, money.Amount{}))
		require.NoError(b, err)
		payer, err := p.b.Charge(ctx, clearing.Charge{AttemptID: id, Evidence: terms, Total: money.Micros(5), Final: true})
		require.NoError(b, err)
		select {
		case wake <- struct{}{}:
		default:
		}
		mu.Lock()
		for accepted.Less(payer.Sum) {
			paid.Wait()
		}
		mu.Unlock()
	})
	close(wake)
	actor.Wait()
	b.ReportMetric(float64(frames.Load())/b.Elapsed().Seconds(), "frames/s")
}

// BenchmarkFrames is the same without coalescing: one voucher after the other, signed, verified and durable with the seller.
func BenchmarkFrames(b *testing.B) {
	p := newPair(b, money.UnitsOf(1<<50))
	payer := *p.payer()
	start := cpu()
	for b.Loop() {
		c, err := payer.Hold(attempt(), money.Micros(5))
		require.NoError(b, err)
		_, err = payer.Charge(&c, channel.Posting{Evidence: terms, Total: money.Micros(5), Final: true})
		require.NoError(b, err)
		f, _ := payer.Next()
		f = p.buyer.frame(b, f)
		require.NoError(b, payer.Sent(f))
		payee, err := p.s.Accept(ctx, p.ch.ID(), f, 0)
		require.NoError(b, err)
		require.NoError(b, payer.Acknowledge(payee.Highest.Base()))
	}
	b.ReportMetric(float64(b.N)/(cpu()-start).Seconds(), "vouchers/core-s")
}

// BenchmarkHolds is the writer's throughput: a hold on a key and a channel, charged, both durable, by 64 callers.
func BenchmarkHolds(b *testing.B) {
	p := newPair(b, money.UnitsOf(1<<50))
	require.NoError(b, p.b.AddKey(ctx, clearing.Key{ID: "k", Budget: clearing.Budget{Limit: money.Coins(1_000_000), Period: clearing.Day}}))
	callersOf(b, "calls", func(int) {
		id := attempt()
		r := p.reservation(id, money.Micros(5), money.Micros(5), money.Amount{}, money.Amount{})
		r.Key = "k"
		_, err := p.b.Reserve(ctx, r)
		require.NoError(b, err)
		_, err = p.b.Charge(ctx, clearing.Charge{AttemptID: id, Evidence: terms, Total: money.Micros(5), Final: true, Record: &r.Record})
		require.NoError(b, err)
	})
}
