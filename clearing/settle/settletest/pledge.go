package settletest

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/market/money"
)

// whole is a sink's share of everything.
const whole = 10_000

// checkSink is what holds when a deposit leaves zero on a channel with a sink, and whenever its sink is named.
func checkSink(c channel.Channel, sink *channel.Channel, s channel.OnChain) error {
	if sink == nil {
		if !s.Open() && (c.Sink != (common.Hash{}) || c.SinkBps != 0) {
			return fmt.Errorf("channel %s has a sink that is not named", c.ID())
		}
		return nil
	}
	if c.Sink != sink.ID() || sink.Asset != c.Asset || sink.Payer != c.Payee || c.SinkBps == 0 || c.SinkBps > whole {
		return fmt.Errorf("channel %s does not fit its sink %s", c.ID(), sink.ID())
	}
	return nil
}

// claim pays legs. Packed ones know no upTo.
func (w world) claim(legs []settle.Leg, packed bool) (events []settle.Event) {
	for _, l := range legs {
		id := l.Channel.ID()
		s := w.states[id]
		total := l.Voucher.Cumulative.Min(s.Deposit)
		if !l.UpTo.IsZero() && !packed {
			total = total.Min(l.UpTo)
		}
		reason := skip(s, l, total)
		if reason == 0 && w.overflows(l.Channel, s, total) {
			reason = settle.SinkFull
		}
		if reason != 0 {
			events = append(events, settle.Event{Kind: settle.Skipped, Channel: id, Reason: reason})
			continue
		}
		events = append(events, w.pay(l.Channel, s, total, l.Voucher.Memo)...)
	}
	return events
}

// pay raises what a channel has paid: a share to its sink's deposit while that is open, the rest to the payee.
func (w world) pay(c channel.Channel, s channel.OnChain, total money.Units, memo common.Hash) []settle.Event {
	paid, share := total.SubFloor(s.Claimed), w.share(c, s, total)
	s.Claimed = total
	w.states[c.ID()] = s
	w.free[c.Payee] = w.free[c.Payee].Add(paid.SubFloor(share))
	events := []settle.Event{{Kind: settle.Claimed, Channel: c.ID(), Epoch: s.Epoch, Amount: paid, Total: total, Memo: memo}}
	if share.IsZero() {
		return events
	}
	sink := w.states[c.Sink]
	sink.Deposit = sink.Deposit.Add(share)
	w.states[c.Sink] = sink
	return append(events, settle.Event{Kind: settle.Passed, Channel: c.Sink, Epoch: sink.Epoch, Amount: share, Total: sink.Deposit})
}

// share rounds each total up by itself, so that splitting a claim changes nothing.
func (w world) share(c channel.Channel, s channel.OnChain, total money.Units) money.Units {
	if c.Sink == (common.Hash{}) || !w.states[c.Sink].Open() {
		return money.Units{}
	}
	return part(total, c.SinkBps).SubFloor(part(s.Claimed, c.SinkBps))
}

func part(total money.Units, bps uint16) money.Units {
	n := new(big.Int).Mul(total.Big(), big.NewInt(int64(bps)))
	n.Add(n, big.NewInt(whole-1)).Div(n, big.NewInt(whole))
	u, err := money.UnitsFromBig(n)
	if err != nil {
		panic("developer error: a part is above its whole: " + err.Error())
	}
	return u
}

func (w world) overflows(c channel.Channel, s channel.OnChain, total money.Units) bool {
	sum := new(big.Int).Add(w.states[c.Sink].Deposit.Big(), w.share(c, s, total).Big())
	return sum.Cmp(money.MaxUnits.Big()) > 0
}
