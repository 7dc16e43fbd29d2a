package settletest

import (
	"fmt"
	"maps"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/market/money"
)

// world is the contract's and the token's storage after a block.
type world struct {
	free, token, allowance map[common.Address]money.Units
	states                 map[common.Hash]channel.OnChain
	nonces                 map[common.Address]uint64
}

func newWorld() world {
	return world{
		free: map[common.Address]money.Units{}, token: map[common.Address]money.Units{}, allowance: map[common.Address]money.Units{},
		states: map[common.Hash]channel.OnChain{}, nonces: map[common.Address]uint64{},
	}
}

func (w world) clone() world {
	return world{
		free: maps.Clone(w.free), token: maps.Clone(w.token), allowance: maps.Clone(w.allowance),
		states: maps.Clone(w.states), nonces: maps.Clone(w.nonces),
	}
}

// take moves an amount between two balances; false when there is too little.
func take(from map[common.Address]money.Units, who common.Address, amount money.Units, to map[common.Address]money.Units, whom common.Address) bool {
	if from[who].Less(amount) {
		return false
	}
	from[who] = from[who].SubFloor(amount)
	to[whom] = to[whom].Add(amount)
	return true
}

// do applies an action or leaves the world as it was.
func (b *block) do(from common.Address, a settle.Action, tx common.Hash) error {
	w := b.world.clone()
	events, err := w.act(from, a, b.head.Time)
	if err != nil {
		return fmt.Errorf("%s: %w", a.Verb, err)
	}
	nonces := b.world.nonces
	b.world = w
	b.world.nonces = nonces
	for _, e := range events {
		e.Place = settle.Place{Block: b.head.Number, BlockHash: b.head.Hash, Tx: tx, Log: uint(len(b.events))}
		b.events = append(b.events, e)
	}
	return nil
}

func (w world) act(from common.Address, a settle.Action, now uint64) ([]settle.Event, error) {
	switch a.Verb {
	case settle.Approve:
		w.allowance[from] = a.Amount
		return nil, nil
	case settle.Deposit:
		return w.deposit(from, a.To, a.Amount)
	case settle.Withdraw:
		if !take(w.free, from, a.Amount, w.token, a.To) {
			return nil, fmt.Errorf("needs %s base units of free balance, has %s", a.Amount, w.free[from])
		}
		return []settle.Event{{Kind: settle.Withdrawn, From: from, To: a.To, Amount: a.Amount}}, nil
	case settle.Claim:
		return w.claim(a.Legs), nil
	case settle.Fund:
		return w.fund(from, *a.Channel, a.Amount)
	case settle.DepositAndFund:
		arrived, err := w.deposit(from, from, a.Amount)
		if err != nil {
			return nil, err
		}
		locked, err := w.fund(from, *a.Channel, a.Amount)
		return append(arrived, locked...), err
	}
	return w.close(from, a, now)
}

func (w world) deposit(from, to common.Address, amount money.Units) ([]settle.Event, error) {
	if w.allowance[from].Less(amount) {
		return nil, fmt.Errorf("the token allows %s base units, needs %s", w.allowance[from], amount)
	}
	if !take(w.token, from, amount, w.free, to) {
		return nil, fmt.Errorf("needs %s base units of the token, has %s", amount, w.token[from])
	}
	w.allowance[from] = w.allowance[from].SubFloor(amount)
	return []settle.Event{{Kind: settle.Deposited, From: from, To: to, Amount: amount}}, nil
}

func (w world) fund(from common.Address, c channel.Channel, amount money.Units) ([]settle.Event, error) {
	if from != c.Payer {
		return nil, fmt.Errorf("only the payer %s may fund", c.Payer)
	}
	if w.free[from].Less(amount) || amount.IsZero() {
		return nil, fmt.Errorf("needs %s base units of free balance, has %s", amount, w.free[from])
	}
	w.free[from] = w.free[from].SubFloor(amount)
	s := w.states[c.ID()]
	s.Deposit = s.Deposit.Add(amount)
	w.states[c.ID()] = s
	return []settle.Event{{Kind: settle.Funded, Channel: c.ID(), Epoch: s.Epoch, Amount: amount, Total: s.Deposit, Terms: &c, From: c.Payer, To: c.Payee}}, nil
}

func (w world) claim(legs []settle.Leg) (events []settle.Event) {
	for _, l := range legs {
		id := l.Channel.ID()
		s := w.states[id]
		total := l.Voucher.Cumulative.Min(s.Deposit)
		if !l.UpTo.IsZero() {
			total = total.Min(l.UpTo)
		}
		if reason := skip(s, l, total); reason != 0 {
			events = append(events, settle.Event{Kind: settle.Skipped, Channel: id, Reason: reason})
			continue
		}
		paid := total.SubFloor(s.Claimed)
		s.Claimed = total
		w.states[id] = s
		w.free[l.Channel.Payee] = w.free[l.Channel.Payee].Add(paid)
		events = append(events, settle.Event{Kind: settle.Claimed, Channel: id, Epoch: s.Epoch, Amount: paid, Total: total, Memo: l.Voucher.Memo})
	}
	return events
}

func skip(s channel.OnChain, l settle.Leg, total money.Units) settle.SkipReason {
	switch {
	case l.Voucher.Epoch != s.Epoch:
		return settle.WrongEpoch
	case !s.Open():
		return settle.NotOpen
	case !s.Claimed.Less(total):
		return settle.NothingNew
	case l.Voucher.Sig[64] == Forged:
		return settle.BadSignature
	}
	return 0
}

func (w world) close(from common.Address, a settle.Action, now uint64) ([]settle.Event, error) {
	c := *a.Channel
	id := c.ID()
	s := w.states[id]
	if !s.Open() {
		return nil, fmt.Errorf("channel %s holds no deposit in epoch %d", id, s.Epoch)
	}
	switch a.Verb {
	case settle.RequestClose:
		if s.CloseAt != 0 || from != c.Payer && from != c.Signer {
			return nil, fmt.Errorf("closing already, or %s may not", from)
		}
		s.CloseAt = now + uint64(c.CloseDelay)
		w.states[id] = s
		return []settle.Event{{Kind: settle.CloseRequested, Channel: id, Epoch: s.Epoch, CloseAt: s.CloseAt}}, nil
	case settle.CancelClose:
		if s.CloseAt == 0 || from != c.Payer {
			return nil, fmt.Errorf("not closing, or %s may not", from)
		}
		s.CloseAt = 0
		w.states[id] = s
		return []settle.Event{{Kind: settle.CloseCancelled, Channel: id, Epoch: s.Epoch}}, nil
	case settle.FinalizeClose:
		if s.CloseAt == 0 || now < s.CloseAt {
			return nil, fmt.Errorf("the chain's time is %d, may be finalized from %d on", now, s.CloseAt)
		}
		return w.end(c, s), nil
	case settle.CloseCooperative:
		var events []settle.Event
		if s.Claimed.Less(a.Close.Claimed) {
			if a.Voucher == nil || a.Voucher.Cumulative.Less(a.Close.Claimed) || s.Deposit.Less(a.Close.Claimed) {
				return nil, fmt.Errorf("the close pays %s of a deposit of %s without a voucher for it", a.Close.Claimed, s.Deposit)
			}
			leg := settle.Leg{Channel: c, Voucher: channel.SignedVoucher{Voucher: *a.Voucher}, UpTo: a.Close.Claimed}
			events = w.claim([]settle.Leg{leg})
		}
		return append(events, w.end(c, w.states[id])...), nil
	}
	return nil, fmt.Errorf("no such verb")
}

func (w world) end(c channel.Channel, s channel.OnChain) []settle.Event {
	refund := s.Deposit.SubFloor(s.Claimed)
	w.free[c.Payer] = w.free[c.Payer].Add(refund)
	w.states[c.ID()] = channel.OnChain{Epoch: s.Epoch + 1}
	return []settle.Event{{Kind: settle.Closed, Channel: c.ID(), Epoch: s.Epoch, Amount: refund, Total: s.Claimed}}
}
