package node_test

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/node"
	"github.com/tolsey/tolsey/node/seller"
	"github.com/tolsey/tolsey/node/wire"
)

func TestOwnSellerAnswersOverAPipe(t *testing.T) {
	var ended atomic.Int32
	p := node.NewPipe(func(ctx context.Context, far seller.Stream) {
		for {
			f, err := far.Recv(ctx)
			if err != nil || f.Kind() == wire.KindBodyEnd {
				break
			}
			if b, ok := f.(wire.Body); ok && far.Send(ctx, wire.Data(b), wire.Data("!")) != nil {
				return
			}
		}
		_ = far.Send(ctx, &wire.End{})
	}, func() { ended.Add(1) })
	require.NoError(t, p.Send(t.Context(), &wire.Open{}, wire.Body("a"), wire.Body("b"), wire.BodyEnd{}))
	for _, want := range []wire.Frame{wire.Data("a"), wire.Data("!"), wire.Data("b"), wire.Data("!"), &wire.End{}} {
		got, err := p.Recv(t.Context())
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
	_, err := p.Recv(t.Context())
	require.ErrorIs(t, err, node.ErrPipeClosed)
	p.Done(true)
	p.Done(true)
	require.EqualValues(t, 1, ended.Load())
}

func TestOwnSellerSeesItsBuyerLeave(t *testing.T) {
	for name, leave := range map[string]func(p node.Pipe, stop context.CancelFunc){
		"by the end of its context": func(_ node.Pipe, stop context.CancelFunc) { stop() },
		"by a cancel":               func(p node.Pipe, _ context.CancelFunc) { _ = p.Send(context.Background(), wire.Cancel{}) },
	} {
		t.Run(name, func(t *testing.T) {
			var cause error
			p := node.NewPipe(func(ctx context.Context, far seller.Stream) {
				<-ctx.Done()
				cause = context.Cause(ctx)
				_ = far.Send(ctx, &wire.Error{Code: wire.CodeUpstream})
			}, func() {})
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			time.AfterFunc(10*time.Millisecond, func() { leave(p, stop) })
			_, err := p.Recv(ctx)
			require.Equal(t, ctx.Err(), err)
			p.Done(false)
			require.ErrorIs(t, cause, seller.ErrCancelled)
		})
	}
}

func TestOwnSellerEndsWithItsPipe(t *testing.T) {
	sent := make(chan error, 1)
	p := node.NewPipe(func(ctx context.Context, far seller.Stream) {
		_ = far.Send(ctx, wire.Data("a"))
		sent <- far.Send(ctx, wire.Data("b"))
	}, func() {})
	_, err := p.Recv(t.Context())
	require.NoError(t, err)
	p.Done(false)
	require.ErrorIs(t, <-sent, node.ErrPipeClosed, "what nobody reads is not sent")

	ran := false
	unused := node.NewPipe(func(context.Context, seller.Stream) { ran = true }, func() {})
	unused.Done(false)
	require.False(t, ran)
}
