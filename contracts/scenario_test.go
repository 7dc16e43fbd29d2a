package contracts_test

import (
	"math/big"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/clearing/settle/settletest"
	"github.com/tolsey/tolsey/contracts"
	"github.com/tolsey/tolsey/market"
)

// farAway is a deadline that no chain of a test reaches.
const farAway = 1 << 40

// scenario writes the script: it signs what the steps carry.
type scenario struct {
	*world
	t        *testing.T
	domain   market.Domain
	c        *contracts.Client
	ch       channel.Channel // plain
	other    channel.Channel // plain, shares its terms
	sink     channel.Channel // the seller pays the node on it
	pledged  channel.Channel // passes 40 % of its claims on to sink
	worthier channel.Channel // another pledged one
}

// script is every verb with every way to be refused that the settle room can meet, and the channels that it is about.
func (w *world) script(t *testing.T, c *contracts.Client) ([]step, []channel.Channel) {
	s := scenario{world: w, t: t, domain: c.Domain(), c: c, ch: w.channel(c), other: w.channel(c)}
	s.other.Salt++
	s.sink = channel.Channel{Payer: w.seller.addr, Signer: w.seller.addr, Payee: w.node.addr, PayeeSigner: w.node.addr, Asset: s.ch.Asset, CloseDelay: 3600}
	s.pledged = s.ch
	s.pledged.Sink, s.pledged.SinkBps = s.sink.ID(), 4000
	s.worthier = s.pledged
	s.worthier.Salt++
	var all []step
	for _, part := range [][]step{s.life(), s.packed(), s.signed(), s.passing()} {
		all = append(all, part...)
	}
	return all, []channel.Channel{s.ch, s.other, s.sink, s.pledged, s.worthier}
}

func (s scenario) on(v settle.Verb) settle.Action { return settle.Action{Verb: v, Channel: &s.ch} }

func (s scenario) leg(x channel.Channel, epoch uint32, cumulative, upTo uint64) settle.Leg {
	return settle.Leg{Channel: x, Voucher: s.voucher(s.t, s.c, x, epoch, cumulative*1e6), UpTo: dollars(upTo)}
}

// forge is a leg that neither the real chain nor the in-memory one accepts.
func (s scenario) forge(x channel.Channel, cumulative uint64) settle.Leg {
	l := s.leg(x, 0, cumulative, cumulative)
	l.Voucher.Sig = sign(s.t, s.seller.key, s.domain.Digest(l.Voucher.StructHash()))
	l.Voucher.Sig[64] = settletest.Forged
	return l
}

func (s scenario) cooperate(x channel.Channel, epoch uint32, claimed, voucher uint64) settle.Action {
	consent := channel.Close{ChannelID: x.ID(), Epoch: epoch, Claimed: dollars(claimed), Deadline: farAway}
	v := s.voucher(s.t, s.c, x, epoch, voucher*1e6)
	return settle.Action{
		Verb: settle.CloseCooperative, Channel: &x, Close: &consent,
		CloseSig: sign(s.t, s.seller.key, s.domain.Digest(consent.StructHash())), Voucher: &v.Voucher, VoucherSig: v.Sig,
	}
}

func claim(legs ...settle.Leg) settle.Action { return settle.Action{Verb: settle.Claim, Legs: legs} }

func pack(legs ...settle.Leg) settle.Action {
	return settle.Action{Verb: settle.ClaimPacked, Legs: legs}
}

// life is two epochs of a channel, one ended by force and one by consent.
func (s scenario) life() []step {
	owner, node, seller := s.owner, s.node, s.seller
	ch, other := s.ch, s.other
	return []step{
		{from: owner, action: settle.Action{Verb: settle.Deposit, Amount: dollars(1), To: owner.addr}, refuse: true}, // not allowed
		{from: owner, action: settle.Action{Verb: settle.Approve, Amount: dollars(1000)}},
		{from: owner, action: settle.Action{Verb: settle.Deposit, Amount: dollars(101), To: owner.addr}, refuse: true}, // too little
		{from: owner, action: settle.Action{Verb: settle.Deposit, Amount: dollars(60), To: owner.addr}},
		{from: owner, action: settle.Action{Verb: settle.Fund, Channel: &ch, Amount: dollars(61)}, refuse: true},
		{from: owner, action: settle.Action{Verb: settle.Fund, Channel: &ch, Amount: dollars(0)}, refuse: true},
		{from: seller, action: settle.Action{Verb: settle.Fund, Channel: &ch, Amount: dollars(1)}, refuse: true},
		{from: node, action: s.on(settle.RequestClose), refuse: true}, // not open
		{from: owner, action: settle.Action{Verb: settle.Fund, Channel: &ch, Amount: dollars(20)}},
		{from: owner, action: settle.Action{Verb: settle.DepositAndFund, Channel: &other, Amount: dollars(5)}},
		{from: seller, action: claim(s.leg(ch, 0, 4, 3), s.leg(other, 0, 9, 9), s.forge(ch, 9), s.leg(ch, 0, 2, 2), s.leg(ch, 1, 5, 5), s.leg(ch, 0, 6, 6))},
		{from: owner, action: s.on(settle.CancelClose), refuse: true},
		{from: seller, action: s.on(settle.RequestClose), refuse: true},
		{from: node, action: s.on(settle.RequestClose)},
		{from: owner, action: s.on(settle.RequestClose), refuse: true}, // runs already
		{from: node, action: s.on(settle.CancelClose), refuse: true},
		{from: owner, action: s.on(settle.CancelClose)},
		{from: owner, action: s.on(settle.RequestClose)},
		{from: seller, action: s.on(settle.FinalizeClose), refuse: true}, // too early
		{from: owner, action: settle.Action{Verb: settle.Fund, Channel: &ch, Amount: dollars(2)}},
		{from: seller, action: claim(s.leg(ch, 0, 8, 8))},
		{from: seller, action: s.on(settle.FinalizeClose), wait: 2 * time.Hour},
		{from: seller, action: s.on(settle.FinalizeClose), refuse: true},
		{from: seller, action: claim(s.leg(ch, 0, 9, 9))}, // of a closed epoch
		{from: owner, action: settle.Action{Verb: settle.Fund, Channel: &ch, Amount: dollars(10)}},
		{from: node, action: s.cooperate(ch, 1, 11, 12), refuse: true}, // over the deposit
		{from: node, action: s.cooperate(ch, 1, 7, 6), refuse: true},   // voucher too low
		{from: node, action: s.cooperate(ch, 0, 7, 9), refuse: true},   // of another epoch
		{from: node, action: s.cooperate(ch, 1, 7, 9)},
		{from: seller, action: settle.Action{Verb: settle.Withdraw, Amount: dollars(1000), To: node.addr}, refuse: true},
		{from: seller, action: settle.Action{Verb: settle.Withdraw, Amount: dollars(14), To: node.addr}},
	}
}

// packed claims like claim, and knows no upTo. The other channel's deposit is all claimed when it begins.
func (s scenario) packed() []step {
	ch, other := s.ch, s.other
	prepaid := s.leg(other, 0, 8, 1)
	return []step{
		{from: s.owner, action: settle.Action{Verb: settle.Fund, Channel: &ch, Amount: dollars(6)}},
		{from: s.owner, action: settle.Action{Verb: settle.Fund, Channel: &other, Amount: dollars(2)}},
		{from: s.seller, action: pack(s.leg(ch, 2, 1, 1), s.leg(ch, 0, 5, 5), s.forge(other, 9), prepaid, s.leg(ch, 2, 1, 1), s.leg(ch, 2, 50, 50), s.leg(ch, 2, 60, 60))},
		{from: s.node, action: pack(s.leg(other, 0, 8, 8))}, // nothing new, by anybody
	}
}

// signed are the orders that anybody may carry. The channel is in its third epoch.
func (s scenario) signed() []step {
	owner, node := s.owner, s.node
	w := settle.Withdrawal{Owner: owner.addr, Asset: s.ch.Asset, To: node.addr, Amount: dollars(1).Big(), Nonce: big.NewInt(300), Deadline: farAway}
	withdraw := func(change func(*settle.Withdrawal)) settle.Action {
		x := w
		change(&x)
		return settle.Action{Verb: settle.WithdrawFor, Withdrawal: &x, WithdrawalSig: sign(s.t, owner.key, s.domain.Digest(x.StructHash()))}
	}
	forged := withdraw(func(*settle.Withdrawal) {})
	forged.WithdrawalSig[64] = settletest.Forged
	request := func(epoch uint32, nonce int64) settle.Action {
		r := channel.RequestClose{ChannelID: s.ch.ID(), Epoch: epoch, Nonce: common.BigToHash(big.NewInt(nonce))}
		return settle.Action{Verb: settle.RequestCloseFor, Channel: &s.ch, Request: &r, RequestSig: sign(s.t, owner.key, s.domain.Digest(r.StructHash()))}
	}
	return []step{
		{from: node, action: forged, refuse: true},
		{from: node, action: withdraw(func(x *settle.Withdrawal) { x.Deadline = 1 }), refuse: true},
		{from: node, action: withdraw(func(x *settle.Withdrawal) { x.Amount = dollars(1000).Big() }), refuse: true},
		{from: node, action: withdraw(func(*settle.Withdrawal) {})},
		{from: node, action: withdraw(func(*settle.Withdrawal) {}), refuse: true}, // once
		{from: owner, action: settle.Action{Verb: settle.RevokeNonce, Nonce: common.BigToHash(big.NewInt(7))}},
		{from: owner, action: settle.Action{Verb: settle.RevokeNonce, Nonce: common.BigToHash(big.NewInt(7))}, refuse: true},
		{from: node, action: request(2, 7), refuse: true}, // revoked
		{from: node, action: request(1, 8), refuse: true}, // of a closed epoch
		{from: node, action: request(2, 8)},
		{from: node, action: request(2, 9), refuse: true}, // runs already
		{from: owner, action: settle.Action{Verb: settle.Transfer, Amount: dollars(1000), To: s.seller.addr}, refuse: true},
		{from: owner, action: settle.Action{Verb: settle.Transfer, Amount: dollars(2), To: s.seller.addr}},
	}
}

// passing is a retail channel that secures the seller's own with its wholesaler.
func (s scenario) passing() []step {
	owner, seller := s.owner, s.seller
	fund := func(c channel.Channel, sink *channel.Channel, amount uint64) settle.Action {
		return settle.Action{Verb: settle.Fund, Channel: &c, Sink: sink, Amount: dollars(amount)}
	}
	cooperate := s.cooperate(s.pledged, 0, 9, 9)
	cooperate.Sink = &s.sink
	alone := cooperate
	alone.Sink, alone.SinkSig = nil, market.Signature{}
	cooperate.SinkSig = sign(s.t, s.node.key, s.domain.Digest(cooperate.Close.StructHash()))
	pull := fund(s.worthier, &s.sink, 3)
	pull.Verb = settle.DepositAndFund
	final := settle.Leg{Channel: s.sink, UpTo: dollars(4)}
	final.Voucher.Voucher = channel.Voucher{ChannelID: s.sink.ID(), Cumulative: dollars(4)}
	final.Voucher.Sig = sign(s.t, seller.key, s.domain.Digest(final.Voucher.StructHash()))
	return []step{
		{from: owner, action: fund(s.pledged, nil, 5), refuse: true},      // the sink is not named
		{from: owner, action: fund(s.pledged, &s.other, 5), refuse: true}, // another one is
		{from: owner, action: fund(s.pledged, &s.sink, 10)},
		{from: owner, action: pull},
		{from: seller, action: claim(s.leg(s.pledged, 0, 1, 1))}, // the sink is not open: all is the payee's
		{from: seller, action: fund(s.sink, nil, 1)},
		{from: seller, action: claim(s.leg(s.pledged, 0, 2, 2), s.leg(s.pledged, 0, 5, 4), s.leg(s.worthier, 0, 1, 1), s.leg(s.other, 0, 9, 9))},
		{from: seller, action: pack(s.leg(s.worthier, 0, 2, 2), s.leg(s.pledged, 0, 5, 5))},
		{from: owner, action: fund(s.pledged, nil, 1)}, // a top-up need not name it
		{from: seller, action: alone, refuse: true},    // whom the sink pays did not consent
		{from: seller, action: cooperate},
		{from: s.node, action: claim(final)},
	}
}
