package store_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/store"
)

// BenchmarkChannelsFile is a voucher that is worth more than the file may lack: its Accept writes the file too, with so many channels.
func BenchmarkChannelsFile(b *testing.B) {
	for _, channels := range []uint64{1, 100, 1000} {
		b.Run(fmt.Sprint(channels), func(b *testing.B) {
			p := newPair(b, money.UnitsOf(1<<60))
			for i := range channels - 1 {
				ch := p.ch
				ch.Salt = i + 1
				_, err := p.s.AddServed(ctx, ch, usd, "buyer")
				require.NoError(b, err)
			}
			payer := *p.payer()
			cost := store.MirrorLag().Add(money.Micros(1))
			for b.Loop() {
				c, err := payer.Hold(attempt(), cost)
				require.NoError(b, err)
				_, err = payer.Charge(&c, channel.Posting{Evidence: terms, Total: cost, Final: true})
				require.NoError(b, err)
				f, _ := payer.Next()
				f = p.buyer.frame(b, f)
				require.NoError(b, payer.Sent(f))
				payee, err := p.s.Accept(ctx, p.ch.ID(), f, 0)
				require.NoError(b, err)
				require.NoError(b, payer.Acknowledge(payee.Highest.Base()))
			}
			info, err := os.Stat(channelsFile(p.sdir))
			require.NoError(b, err)
			b.ReportMetric(float64(info.Size()), "bytes/file")
		})
	}
}

// BenchmarkBackup is a whole backup of a database with 1,000 calls, and an increment of 10 more.
func BenchmarkBackup(b *testing.B) {
	p := newPair(b, money.UnitsOf(1<<50))
	for range 1000 {
		p.trade(money.Micros(100))
	}
	var whole bytes.Buffer
	first, err := p.s.Backup(ctx, &whole, store.Point{})
	require.NoError(b, err)
	for range 10 {
		p.trade(money.Micros(100))
	}
	for name, from := range map[string]store.Point{"whole": {}, "increment": first.Next()} {
		b.Run(name, func(b *testing.B) {
			var n counter
			for b.Loop() {
				n = 0
				_, err := p.s.Backup(ctx, &n, from)
				require.NoError(b, err)
			}
			b.ReportMetric(float64(n), "bytes")
		})
	}
}

type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

var _ io.Writer = (*counter)(nil)
