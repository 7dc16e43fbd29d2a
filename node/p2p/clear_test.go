package p2p_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/p2p"
	"github.com/tolsey/tolsey/node/wire"
)

func voucher(n uint64) *channel.Frame {
	f := &channel.Frame{}
	f.Voucher.ChannelID = common.Hash{0xcc}
	f.Voucher.Cumulative = money.UnitsOf(n)
	return f
}

// ackAll acknowledges every voucher with what it carries.
func ackAll(_ context.Context, _ p2p.Peer, f *channel.Frame) wire.Frame {
	return &wire.VoucherAck{ChannelID: f.Voucher.ChannelID, Base: channel.Base{Cumulative: f.Voucher.Cumulative}}
}

// acks collects what the handler Ack is given.
type acks struct{ ch chan wire.Frame }

func newAcks() acks                          { return acks{make(chan wire.Frame, 8192)} }
func (a acks) take(_ p2p.Peer, f wire.Frame) { a.ch <- f }

func (a acks) next(t testing.TB) wire.Frame {
	select {
	case f := <-a.ch:
		return f
	case <-time.After(10 * time.Second):
		require.FailNow(t, "no answer to a voucher")
		return nil
	}
}

func TestVouchers(t *testing.T) {
	got := newAcks()
	from := make(chan p2p.Peer, 100)
	seller, buyer := pair(t, p2p.Handlers{Voucher: func(ctx context.Context, p p2p.Peer, f *channel.Frame) wire.Frame {
		from <- p
		return ackAll(ctx, p, f)
	}}, p2p.Handlers{Ack: got.take})
	for n := uint64(1); n <= 100; n++ {
		require.NoError(t, buyer.SendVoucher(t.Context(), seller.ID(), voucher(n)))
		require.Equal(t, money.UnitsOf(n), got.next(t).(*wire.VoucherAck).Base.Cumulative)
	}
	p := <-from
	require.Equal(t, buyer.ID(), p.ID)
	addr, err := p2p.AddressOf(buyer.ID())
	require.NoError(t, err)
	require.Equal(t, addr, p.Address)
}

func TestVoucherToWhoTakesNone(t *testing.T) {
	got := newAcks()
	seller, buyer := pair(t, p2p.Handlers{}, p2p.Handlers{Ack: got.take})
	require.NoError(t, buyer.SendVoucher(t.Context(), seller.ID(), voucher(1)))
	require.Equal(t, wire.CodeGone, got.next(t).(*wire.VoucherRefused).Code)
}

// A voucher may come on a call's stream as well, during the call and after it, and is answered there.
func TestVouchersOnACallStream(t *testing.T) {
	got := newAcks()
	seller, buyer := pair(t, p2p.Handlers{Voucher: ackAll, Call: echo(t)}, p2p.Handlers{Ack: got.take})
	s, err := buyer.OpenCall(t.Context(), seller.ID())
	require.NoError(t, err)
	open := openFor([]byte("ab"))
	require.NoError(t, s.Send(t.Context(), open, wire.Body("a"), &wire.VoucherFrame{Frame: *voucher(1)}, wire.Body("b"), wire.BodyEnd{}))
	answer, err := readAnswer(t.Context(), s, open.AttemptID)
	require.NoError(t, err)
	require.Equal(t, "ab", string(answer))
	require.Equal(t, money.UnitsOf(1), got.next(t).(*wire.VoucherAck).Base.Cumulative)
	require.NoError(t, s.Send(t.Context(), &wire.VoucherFrame{Frame: *voucher(2)}))
	require.Equal(t, money.UnitsOf(2), got.next(t).(*wire.VoucherAck).Base.Cumulative)
	s.Done(true)
	require.NoError(t, roundTrip(t.Context(), buyer, seller.ID(), []byte("again")))
	require.Equal(t, 1, buyer.Peers()[0].Idle)
}

// An application that does not read its answer must not hold up the acknowledgements that all other calls of the channel wait for.
func TestUnreadAnswerHoldsNoVoucherUp(t *testing.T) {
	got := newAcks()
	var chunks atomic.Int64
	seller, buyer := pair(t, p2p.Handlers{Voucher: ackAll, Call: func(ctx context.Context, s *p2p.Stream, _ *wire.Open) {
		for s.Send(ctx, wire.Data(make([]byte, 64<<10))) == nil {
			chunks.Add(1)
		}
	}}, p2p.Handlers{Ack: got.take})
	s, err := buyer.OpenCall(t.Context(), seller.ID())
	require.NoError(t, err)
	defer s.Done(false)
	require.NoError(t, s.Send(t.Context(), openFor([]byte("x")), wire.Body("x"), wire.BodyEnd{}))
	untilStill(t, &chunks)
	for n := uint64(1); n <= 10; n++ {
		require.NoError(t, buyer.SendVoucher(t.Context(), seller.ID(), voucher(n)))
		require.Equal(t, money.UnitsOf(n), got.next(t).(*wire.VoucherAck).Base.Cumulative)
	}
}

func TestVoucherRate(t *testing.T) {
	got := newAcks()
	var mu sync.Mutex
	judged := 0
	seller, buyer := pair(t, p2p.Handlers{Call: echo(t), Voucher: func(ctx context.Context, p p2p.Peer, f *channel.Frame) wire.Frame {
		mu.Lock()
		judged++
		mu.Unlock()
		return ackAll(ctx, p, f)
	}}, p2p.Handlers{Ack: got.take})
	const sent = 6000
	began := time.Now()
	var frames []wire.Frame
	for n := range uint64(sent) {
		frames = append(frames, &wire.VoucherFrame{Frame: *voucher(n)})
	}
	s, err := buyer.OpenCall(t.Context(), seller.ID())
	require.NoError(t, err)
	defer s.Done(false)
	go func() { _ = s.Send(context.Background(), frames...) }()
	refused := 0
	for range sent {
		if r, ok := got.next(t).(*wire.VoucherRefused); ok {
			require.Equal(t, wire.CodeRate, r.Code)
			refused++
		}
	}
	mu.Lock()
	defer mu.Unlock()
	require.Equal(t, sent, judged+refused)
	allowed := 1000 + int(2000*time.Since(began).Seconds()) + 1
	require.LessOrEqual(t, judged, allowed, "of %d in %s", sent, time.Since(began))
	require.GreaterOrEqual(t, judged, 1000)
}

func answerAsks(_ context.Context, p p2p.Peer, ask wire.Frame) wire.Frame {
	switch ask := ask.(type) {
	case *wire.Hello:
		return &wire.HelloAck{Limit: money.Picos(ask.Channel.Salt)}
	case *wire.ReceiptsAsk:
		return &wire.Receipts{Calls: []wire.CallReport{{AttemptID: ask.Attempts[0], State: wire.CallStarted}}}
	case *wire.EntriesAsk:
		return &wire.VoucherFrame{Frame: *voucher(77)}
	}
	return &wire.Error{Code: wire.CodeGone, Message: fmt.Sprintf("no channel with %s", p.Address)}
}

func TestAsks(t *testing.T) {
	seller, buyer := pair(t, p2p.Handlers{Clear: answerAsks}, p2p.Handlers{Voucher: func(context.Context, p2p.Peer, *channel.Frame) wire.Frame {
		t.Error("the answer to an ask for entries went to the voucher handler")
		return nil
	}})
	var g errgroup.Group
	for n := uint64(1); n <= 50; n++ {
		g.Go(func() error {
			answer, err := buyer.AskClear(context.Background(), seller.ID(), &wire.Hello{Channel: channel.Channel{Salt: n}})
			if err == nil && answer.(*wire.HelloAck).Limit != money.Picos(n) {
				err = fmt.Errorf("answer to another ask")
			}
			return err
		})
	}
	require.NoError(t, g.Wait())

	answer, err := buyer.AskClear(t.Context(), seller.ID(), &wire.EntriesAsk{})
	require.NoError(t, err)
	require.Equal(t, money.UnitsOf(77), answer.(*wire.VoucherFrame).Voucher.Cumulative)

	_, err = buyer.AskClear(t.Context(), seller.ID(), &wire.CloseAsk{})
	var refused *wire.Error
	require.ErrorAs(t, err, &refused)
	require.Equal(t, wire.CodeGone, refused.Code)
}

func TestAskTimesOut(t *testing.T) {
	seller, buyer := pair(t, p2p.Handlers{Clear: func(ctx context.Context, _ p2p.Peer, _ wire.Frame) wire.Frame {
		<-ctx.Done()
		return &wire.Error{Code: wire.CodeInternal}
	}}, p2p.Handlers{})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err := buyer.AskClear(ctx, seller.ID(), &wire.CloseAsk{})
	require.ErrorIs(t, err, context.DeadlineExceeded)
}

// Streams that died with the peer's last run are not taken for the peer's refusal.
func TestAskAfterRestart(t *testing.T) {
	cfg := testConfig(t)
	first, err := p2p.New(cfg, p2p.Handlers{Clear: answerAsks, Voucher: ackAll})
	require.NoError(t, err)
	got := newAcks()
	buyer := start(t, testConfig(t), p2p.Handlers{Ack: got.take})
	require.NoError(t, buyer.Connect(t.Context(), addrOf(t, first, "tcp")))
	ask := &wire.Hello{Channel: channel.Channel{Salt: 1}}
	_, err = buyer.AskClear(t.Context(), first.ID(), ask)
	require.NoError(t, err)
	require.NoError(t, buyer.SendVoucher(t.Context(), first.ID(), voucher(1)))
	got.next(t)

	cfg.Listen = listenOf(first)
	require.NoError(t, first.Close())
	second := start(t, cfg, p2p.Handlers{Clear: answerAsks, Voucher: ackAll})
	_, err = buyer.AskClear(t.Context(), second.ID(), ask)
	require.NoError(t, err)
	require.NoError(t, buyer.SendVoucher(t.Context(), second.ID(), voucher(2)))
	require.Equal(t, money.UnitsOf(2), got.next(t).(*wire.VoucherAck).Base.Cumulative)
}

// listenOf returns a host's addresses without its peer id, for another one to listen on.
func listenOf(h *p2p.Host) (out []string) {
	for _, a := range h.Addrs() {
		out = append(out, a[:len(a)-len("/p2p/"+h.ID().String())])
	}
	return out
}

// untilStill waits until something that grows has stopped.
func untilStill(t testing.TB, n *atomic.Int64) {
	last := int64(0)
	require.Eventually(t, func() bool {
		now := n.Load()
		still := now > 0 && now == last
		last = now
		return still
	}, 10*time.Second, 100*time.Millisecond)
}
