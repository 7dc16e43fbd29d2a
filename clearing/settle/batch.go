package settle

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
)

// Gas of a claim, measured by the contract's gas table and rounded up. It only chooses between two ways to the same end.
const (
	claimGas     = 31_000 // what a claim costs beside its legs
	legGas       = 17_000 // each leg of Claim
	packedLegGas = 13_000 // each leg of ClaimPacked
)

// Shared is a channel's terms without those that every leg of a packed claim states for itself.
func Shared(c channel.Channel) channel.Channel {
	c.Payer, c.Signer, c.Salt = common.Address{}, common.Address{}, 0
	return c
}

// Packs reports whether a leg may go into a packed claim, which always takes the whole voucher: nothing of it may be prepaid.
func (l Leg) Packs() bool { return !l.UpTo.Less(l.Voucher.Cumulative) }

// Batch is the action that claims the first of the legs and as many others as it is cheapest to take along. What it leaves is
// claimed by the next one: two transactions cost a second base, and pay when enough legs are packed.
func Batch(legs []Leg) Action {
	var packed, rest []Leg
	terms := mostShared(legs)
	for _, l := range legs {
		if l.Packs() && Shared(l.Channel) == terms {
			packed = append(packed, l)
		} else {
			rest = append(rest, l)
		}
	}
	apart := claimGas + packedLegGas*len(packed)
	if len(rest) > 0 {
		apart += claimGas + legGas*len(rest)
	}
	switch {
	case len(packed) == 0 || apart >= claimGas+legGas*len(legs):
		return Action{Verb: Claim, Legs: legs}
	case len(rest) > 0 && rest[0].Channel == legs[0].Channel:
		return Action{Verb: Claim, Legs: rest}
	}
	return Action{Verb: ClaimPacked, Legs: packed}
}

// mostShared are the terms that the most legs which pack have in common.
func mostShared(legs []Leg) (most channel.Channel) {
	count := map[channel.Channel]int{}
	for _, l := range legs {
		if !l.Packs() {
			continue
		}
		terms := Shared(l.Channel)
		if count[terms]++; count[terms] > count[most] {
			most = terms
		}
	}
	return most
}
