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
	spent                  map[signedNonce]bool
}

// signedNonce is a nonce of an owner's signatures.
type signedNonce struct {
	owner common.Address
	nonce common.Hash
}

func newWorld() world {
	return world{
		free: map[common.Address]money.Units{}, token: map[common.Address]money.Units{}, allowance: map[common.Address]money.Units{},
		states: map[common.Hash]channel.OnChain{}, nonces: map[common.Address]uint64{}, spent: map[signedNonce]bool{},
	}
}

func (w world) clone() world {
	return world{
		free: maps.Clone(w.free), token: maps.Clone(w.token), allowance: maps.Clone(w.allowance),
		states: maps.Clone(w.states), nonces: maps.Clone(w.nonces), spent: maps.Clone(w.spent),
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
	case 0:
		return nil, nil
	case settle.Approve:
		w.allowance[from] = a.Amount
		return nil, nil
	case settle.Deposit:
		return w.deposit(from, a.To, a.Amount)
	case settle.Withdraw:
		return w.withdraw(from, a.To, a.Amount)
	case settle.WithdrawFor:
		return w.withdrawFor(*a.Withdrawal, a.WithdrawalSig, now)
	case settle.RevokeNonce:
		return w.spend(from, a.Nonce)
	case settle.Transfer:
		if !take(w.free, from, a.Amount, w.free, a.To) {
			return nil, fmt.Errorf("needs %s base units of free balance, has %s", a.Amount, w.free[from])
		}
		return []settle.Event{{Kind: settle.Transferred, From: from, To: a.To, Amount: a.Amount}}, nil
	case settle.Claim, settle.ClaimPacked:
		return w.claim(a.Legs, a.Verb == settle.ClaimPacked), nil
	case settle.Fund:
		return w.fund(from, *a.Channel, a.Sink, a.Amount)
	case settle.DepositAndFund:
		arrived, err := w.deposit(from, from, a.Amount)
		if err != nil {
			return nil, err
		}
		locked, err := w.fund(from, *a.Channel, a.Sink, a.Amount)
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

func (w world) withdraw(from, to common.Address, amount money.Units) ([]settle.Event, error) {
	if !take(w.free, from, amount, w.token, to) {
		return nil, fmt.Errorf("needs %s base units of free balance, has %s", amount, w.free[from])
	}
	return []settle.Event{{Kind: settle.Withdrawn, From: from, To: to, Amount: amount}}, nil
}

func (w world) fund(from common.Address, c channel.Channel, sink *channel.Channel, amount money.Units) ([]settle.Event, error) {
	if from != c.Payer {
		return nil, fmt.Errorf("only the payer %s may fund", c.Payer)
	}
	if w.free[from].Less(amount) || amount.IsZero() {
		return nil, fmt.Errorf("needs %s base units of free balance, has %s", amount, w.free[from])
	}
	s := w.states[c.ID()]
	if err := checkSink(c, sink, s); err != nil {
		return nil, err
	}
	w.free[from] = w.free[from].SubFloor(amount)
	s.Deposit = s.Deposit.Add(amount)
	w.states[c.ID()] = s
	e := settle.Event{Kind: settle.Funded, Channel: c.ID(), Epoch: s.Epoch, Amount: amount, Total: s.Deposit, From: c.Payer, To: c.Payee}
	if amount == s.Deposit {
		e.Terms = &c
	}
	return []settle.Event{e}, nil
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
		if from != c.Payer && from != c.Signer {
			return nil, fmt.Errorf("%s may not", from)
		}
		return w.requestClose(c, s, now)
	case settle.RequestCloseFor:
		return w.requestCloseFor(c, s, *a.Request, a.RequestSig, now)
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
		return w.cooperate(c, s, a, now)
	}
	return nil, fmt.Errorf("no such verb")
}

func (w world) requestClose(c channel.Channel, s channel.OnChain, now uint64) ([]settle.Event, error) {
	if s.CloseAt != 0 {
		return nil, fmt.Errorf("channel %s is closing already", c.ID())
	}
	s.CloseAt = now + uint64(c.CloseDelay)
	w.states[c.ID()] = s
	return []settle.Event{{Kind: settle.CloseRequested, Channel: c.ID(), Epoch: s.Epoch, CloseAt: s.CloseAt}}, nil
}

func (w world) cooperate(c channel.Channel, s channel.OnChain, a settle.Action, now uint64) ([]settle.Event, error) {
	switch {
	case a.Close.ChannelID != c.ID() || a.Close.Epoch != s.Epoch:
		return nil, fmt.Errorf("the close is of another channel or epoch")
	case now > a.Close.Deadline:
		return nil, fmt.Errorf("the chain's time is %d, the close may be used until %d", now, a.Close.Deadline)
	case !genuine(a.CloseSig):
		return nil, fmt.Errorf("the payee's signer did not sign the close")
	case c.Sink != (common.Hash{}) && (a.Sink == nil || a.Sink.ID() != c.Sink || !genuine(a.SinkSig)):
		return nil, fmt.Errorf("whom the sink %s pays did not consent", c.Sink)
	}
	var events []settle.Event
	if s.Claimed.Less(a.Close.Claimed) {
		if a.Voucher == nil || !genuine(a.VoucherSig) || a.Voucher.Cumulative.Less(a.Close.Claimed) || s.Deposit.Less(a.Close.Claimed) {
			return nil, fmt.Errorf("the close pays %s of a deposit of %s without a voucher for it", a.Close.Claimed, s.Deposit)
		}
		events = w.pay(c, s, a.Close.Claimed, a.Voucher.Memo)
	}
	return append(events, w.end(c, w.states[c.ID()])...), nil
}

func (w world) end(c channel.Channel, s channel.OnChain) []settle.Event {
	refund := s.Deposit.SubFloor(s.Claimed)
	w.free[c.Payer] = w.free[c.Payer].Add(refund)
	w.states[c.ID()] = channel.OnChain{Epoch: s.Epoch + 1}
	return []settle.Event{{Kind: settle.Closed, Channel: c.ID(), Epoch: s.Epoch, Amount: refund, Total: s.Claimed}}
}
