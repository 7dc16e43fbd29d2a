package contracts

import (
	"encoding/binary"
	"errors"

	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/contracts/bindings"
	"github.com/tolsey/tolsey/market"
)

// Gas limits of claims, as of the other calls.
const (
	gasClaimBase = 60_000 + newSlot
	gasClaimLeg  = 28_000 // x 1.25
)

// packedLeg is a leg's size in a packed claim, bytes.
const packedLeg = 160

// ClaimGas is the limit of a claim of n legs of one payee.
func ClaimGas(n int) uint64 { return gasClaimBase + uint64(n)*gasClaimLeg*5/4 }

func (c *Client) encodeClaim(a settle.Action) (settle.Call, error) {
	if a.Verb == settle.Claim {
		data, err := clearingABI.TryPackClaim(legs(a.Legs))
		return c.clearing(ClaimGas(len(a.Legs)), data, err)
	}
	if len(a.Legs) == 0 {
		return settle.Call{}, errors.New("it claims nothing")
	}
	shared := settle.Shared(a.Legs[0].Channel)
	packed := make([]byte, 0, packedLeg*len(a.Legs))
	for _, l := range a.Legs {
		if settle.Shared(l.Channel) != shared {
			return settle.Call{}, errors.New("its channels do not share their terms")
		}
		packed = appendLeg(packed, l)
	}
	data, err := clearingABI.TryPackClaimPacked(bindings.Shared{
		Payee: shared.Payee, PayeeSigner: shared.PayeeSigner, Asset: shared.Asset, CloseDelay: shared.CloseDelay, Sink: shared.Sink, SinkBps: shared.SinkBps,
	}, packed)
	return c.clearing(ClaimGas(len(a.Legs)), data, err)
}

// appendLeg writes payer 20, signer 20, salt 8, epoch 4, cumulative 12, memo 32 and signature 64 bytes.
func appendLeg(b []byte, l settle.Leg) []byte {
	b = append(b, l.Channel.Payer[:]...)
	b = append(b, l.Channel.Signer[:]...)
	b = binary.BigEndian.AppendUint64(b, l.Channel.Salt)
	b = binary.BigEndian.AppendUint32(b, l.Voucher.Epoch)
	cumulative := l.Voucher.Cumulative.Bytes()
	b = append(b, cumulative[:]...)
	b = append(b, l.Voucher.Memo[:]...)
	return append(b, compact(l.Voucher.Sig)...)
}

// compact is a signature as EIP-2098 has it: V's parity in the top bit of S, which a low S leaves free.
func compact(s market.Signature) []byte {
	if v := s[64]; v == 1 || v == 28 {
		s[32] |= 0x80
	}
	return s[:64]
}

func legs(list []settle.Leg) []bindings.Leg {
	out := make([]bindings.Leg, len(list))
	for i, l := range list {
		out[i] = bindings.Leg{
			C: terms(l.Channel), Epoch: l.Voucher.Epoch, Cumulative: l.Voucher.Cumulative.Big(), Memo: l.Voucher.Memo,
			UpTo: l.UpTo.Big(), Sig: wireSig(l.Voucher.Sig),
		}
	}
	return out
}
