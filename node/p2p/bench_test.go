package p2p_test

import (
	"bytes"
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"github.com/tolsey/tolsey/node/p2p"
	"github.com/tolsey/tolsey/node/wire"
)

// A call of 1 KB and its answer of 1 KB on a pooled stream, both ends in this process.
func BenchmarkCall(b *testing.B) {
	for _, transport := range []string{"udp", "tcp"} {
		for _, callers := range []int{1, 64, 1000} {
			b.Run(fmt.Sprintf("%s/%d", transport, callers), func(b *testing.B) {
				seller := start(b, testConfig(b), p2p.Handlers{Call: echo(b)})
				buyer := start(b, testConfig(b), p2p.Handlers{})
				require.NoError(b, buyer.Connect(b.Context(), addrOf(b, seller, transport)))
				body := make([]byte, 1024)
				var warm []*p2p.Stream // as many streams as callers, so that opening them is not measured
				for range callers {
					s, err := buyer.OpenCall(b.Context(), seller.ID())
					require.NoError(b, err)
					_, err = exchange(b.Context(), s, body)
					require.NoError(b, err)
					warm = append(warm, s)
				}
				for _, s := range warm {
					s.Done(true)
				}
				b.ReportAllocs()
				b.ResetTimer()
				var g errgroup.Group
				for i := range callers {
					g.Go(func() error {
						for n := i; n < b.N; n += callers {
							if err := roundTrip(context.Background(), buyer, seller.ID(), body); err != nil {
								return err
							}
						}
						return nil
					})
				}
				require.NoError(b, g.Wait())
			})
		}
	}
}

// An answer of 200 chunks of 154 bytes, sent one by one as fast as they go.
func BenchmarkStream(b *testing.B) {
	chunk := wire.Data(bytes.Repeat([]byte{'x'}, 154))
	for _, transport := range []string{"udp", "tcp"} {
		for _, callers := range []int{1, 64} {
			b.Run(fmt.Sprintf("%s/%d", transport, callers), func(b *testing.B) {
				seller := start(b, testConfig(b), p2p.Handlers{Call: func(ctx context.Context, s *p2p.Stream, open *wire.Open) {
					for {
						f, err := s.Recv(ctx)
						if err != nil {
							return
						}
						if f.Kind() == wire.KindBodyEnd {
							break
						}
					}
					for range 200 {
						if s.Send(ctx, chunk) != nil {
							return
						}
					}
					_ = s.Send(ctx, endOf(open.AttemptID))
				}})
				buyer := start(b, testConfig(b), p2p.Handlers{})
				require.NoError(b, buyer.Connect(b.Context(), addrOf(b, seller, transport)))
				b.ResetTimer()
				var g errgroup.Group
				for i := range callers {
					g.Go(func() error {
						for n := i; n < b.N; n += callers {
							s, err := buyer.OpenCall(context.Background(), seller.ID())
							if err != nil {
								return err
							}
							answer, err := exchange(context.Background(), s, []byte("x"))
							if err != nil || len(answer) != 200*154 {
								return fmt.Errorf("%d bytes: %w", len(answer), err)
							}
							s.Done(true)
						}
						return nil
					})
				}
				require.NoError(b, g.Wait())
			})
		}
	}
}
