package channel

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// Payer is the buyer's side of a channel: what it owes, what it has signed, what it has set aside.
//
// A method that returns an error has changed nothing. Sums over calls are kept here, the calls themselves by the caller,
// so that a channel does not grow with its history.
type Payer struct {
	Channel Channel       `json:"channel"`
	Peer    string        `json:"peer"` // the seller's peer id; only passed on
	Asset   money.Asset   `json:"asset"`
	Domain  market.Domain `json:"domain"`
	OnChain OnChain       `json:"onChain"`

	Gen        uint32           `json:"gen"`          // rises with every epoch and resync: calls of an earlier one are no part of S
	Cumulative money.Units      `json:"cumulative"`   // of the highest voucher signed
	Memo       common.Hash      `json:"memo"`         // of the highest voucher signed
	Sig        market.Signature `json:"sig,omitzero"` // of the highest voucher; zero: it was adopted from the chain's word alone
	Acked      Base             `json:"acked"`        // the last voucher that the seller has acknowledged
	Entries    uint64           `json:"entries"`      // made in this Gen
	Framed     uint64           `json:"framed"`       // of them, those in frames
	AckedUpTo  uint64           `json:"ackedUpTo"`    // of them, those in acknowledged frames
	Queue      []Queued         `json:"-"`            // those not in a frame yet, in order
	Unacked    *Frame           `json:"-"`            // sent or about to be, again and again until it is acknowledged

	Sum       money.Amount `json:"sum"`       // S: the calls' latest totals
	Held      money.Amount `json:"held"`      // what open calls reserve beyond S
	Risk      money.Amount `json:"risk"`      // the seller's exposure beyond S, mirrored
	Contested money.Amount `json:"contested"` // what receipts ask beyond S
	Charged   money.Amount `json:"charged"`   // charges posted over all epochs, less what was taken back
	Settled   money.Amount `json:"settled"`   // paid on chain over all epochs, as the chain's events say

	Closing  bool `json:"closing,omitempty"`  // we want it closed: no new call
	Doubtful bool `json:"doubtful,omitempty"` // state was lost: resync first
	Halted   bool `json:"halted,omitempty"`   // a voucher of ours turned up that we have not signed
}

// ID is the channel's id.
func (p *Payer) ID() common.Hash { return p.Channel.ID() }

// due is the cumulative amount that pays for sum; false when no voucher can say it.
func (p *Payer) due(sum money.Amount) (money.Units, bool) { return sum.CeilTo(p.Asset) }

// Paid is what the highest voucher is worth, in picos.
func (p *Payer) Paid() money.Amount { return p.Cumulative.FloorPicos(p.Asset) }

// Prepaid is what vouchers have paid beyond S: spent by the next calls first.
func (p *Payer) Prepaid() money.Amount { return p.Paid().SubFloor(p.Sum) }

// Headroom is deposit - max(cumulative, CeilTo(S + Holds)), in picos: what can be held beyond everything signed or held.
func (p *Payer) Headroom() money.Amount {
	taken, ok := p.due(p.Sum.Add(p.Held))
	if !ok {
		return money.Amount{}
	}
	return p.OnChain.Deposit.SubFloor(p.Cumulative.Max(taken)).FloorPicos(p.Asset)
}

// Spendable is what a new call can hold: prepaid money, then headroom. A resync that is still to come takes nothing from it.
func (p *Payer) Spendable() money.Amount {
	if err := p.Blocked(); err != nil && err != ErrDoubtful {
		return money.Amount{}
	}
	return p.OnChain.Deposit.FloorPicos(p.Asset).SubFloor(p.Sum.Add(p.Held))
}

// Blocked says why no new call may start; nil when one may.
func (p *Payer) Blocked() error {
	switch {
	case p.Halted:
		return ErrForeignVoucher
	case p.Doubtful:
		return ErrDoubtful
	case !p.OnChain.Open():
		return ErrGone
	case p.Closing || p.OnChain.CloseAt != 0:
		return ErrClosing
	}
	return nil
}

// room checks that the deposit carries so much more than what is in S and held.
func (p *Payer) room(more money.Amount) error {
	taken, ok := p.Sum.Add(p.Held).CheckedAdd(more)
	if ok {
		var units money.Units
		if units, ok = p.due(taken); ok && p.Cumulative.Max(units).Cmp(p.OnChain.Deposit) <= 0 {
			return nil
		}
	}
	return &HeadroomError{Want: more, Free: p.OnChain.Deposit.FloorPicos(p.Asset).SubFloor(p.Sum.Add(p.Held))}
}

// move replaces a call's part of the sums.
func (p *Payer) move(was, is PayerCall) {
	p.Sum = p.Sum.Add(is.Total).Sub(was.Total)
	p.Held = p.Held.Add(is.Hold()).Sub(was.Hold())
	p.Risk = p.Risk.Add(is.beyond()).Sub(was.beyond())
	p.Contested = p.Contested.Add(is.contested()).Sub(was.contested())
	p.Charged = p.Charged.Add(is.Total).Sub(was.Total)
}

// Hold sets money aside for a new call.
func (p *Payer) Hold(id market.AttemptID, amount money.Amount) (PayerCall, error) {
	if err := p.Blocked(); err != nil {
		return PayerCall{}, err
	}
	if err := p.room(amount); err != nil {
		return PayerCall{}, err
	}
	c := PayerCall{AttemptID: id, Gen: p.Gen, Reserved: amount}
	p.move(PayerCall{}, c)
	return c, nil
}

// Extend raises what a running call may come to by more.
func (p *Payer) Extend(c *PayerCall, more money.Amount) error {
	if err := p.mine(c); err != nil {
		return err
	}
	if c.Final {
		return ErrFinal
	}
	is := *c
	is.Reserved = c.Reserved.Max(c.Total).Add(more)
	if err := p.room(is.Hold().Sub(c.Hold())); err != nil {
		return err
	}
	p.move(*c, is)
	*c = is
	return nil
}

func (p *Payer) mine(c *PayerCall) error {
	if c.Gen != p.Gen {
		return fmt.Errorf("%s: %w", c.AttemptID, ErrStaleCall)
	}
	return nil
}

// Charge sets a call's total and reports whether an entry was queued for it. Repeating the last charge changes nothing.
func (p *Payer) Charge(c *PayerCall, post Posting) (bool, error) {
	if err := p.mine(c); err != nil {
		return false, err
	}
	total := post.Total
	if !c.Final && !post.Final {
		total = total.Max(c.Total) // an advance falls only at the call's end
	}
	switch {
	case c.Final && c.Total.Less(total):
		return false, fmt.Errorf("charge %s picos to call %s, which ended at %s: %w", total, c.AttemptID, c.Total, ErrFinal)
	case !c.Final && c.Reserved.Max(c.Total).Less(total):
		return false, fmt.Errorf("charge %s picos to call %s, which reserves %s: %w", total, c.AttemptID, c.Reserved, ErrOverHold)
	}
	is := *c
	is.Total, is.Claimed = total, post.Claimed.Max(total)
	if post.Final && !c.Final {
		is.Final, is.ClosedAt = true, post.At
	}
	// Even where nothing moves, the seller hears of the evidence that we agree with or contest; a call that cost nothing is not mentioned.
	says := total != c.Total || is.Final && post.Evidence != c.Evidence && (c.Seq > 0 || !is.contested().IsZero())
	if says {
		is.Seq, is.Evidence, is.Logged = c.Seq+1, post.Evidence, p.Entries+1
	}
	p.move(*c, is)
	if says {
		p.enqueue(Entry{AttemptID: is.AttemptID, Seq: is.Seq, Evidence: is.Evidence, Total: is.Total})
	}
	*c = is
	return says, nil
}

// ChargeLate sets the total of a call from before the channel's present epoch: its key has spent it, no voucher of this epoch pays it.
func (p *Payer) ChargeLate(c *PayerCall, post Posting) {
	p.Charged = p.Charged.Add(post.Total).Sub(c.Total)
	c.Total, c.Claimed, c.Evidence = post.Total, post.Claimed.Max(post.Total), post.Evidence
	if post.Final && !c.Final {
		c.Final, c.ClosedAt = true, post.At
	}
}

func (p *Payer) enqueue(e Entry) {
	memo := p.Memo
	if n := len(p.Queue); n > 0 {
		memo = p.Queue[n-1].Memo
	}
	p.Queue = append(p.Queue, Queued{Entry: e, Sum: p.Sum, Memo: NextMemo(memo, e)})
	p.Entries++
}

// Cover states the seller's exposure by a call and posts the advance for what of it the seller does not leave unpaid. It returns by how
// much the call's total rose. Where prepaid money pays for the advance no voucher becomes due; the entry reserves that money for this
// call, so that no other relies on it too.
func (p *Payer) Cover(c *PayerCall, terms common.Hash, risk, limit money.Amount, at uint64) (money.Amount, error) {
	if err := p.mine(c); err != nil {
		return money.Amount{}, err
	}
	if c.Final {
		return money.Amount{}, ErrFinal
	}
	is := *c
	is.Risk = risk
	is.Reserved = c.Reserved.Max(c.Total).Max(risk)
	if err := p.room(is.Hold().SubFloor(c.Hold())); err != nil {
		return money.Amount{}, err
	}
	p.move(*c, is)
	before := c.Total
	*c = is
	_, err := p.Charge(c, Posting{Evidence: terms, Total: p.advance(is, limit), Claimed: c.Claimed, At: at})
	if err != nil {
		panic("developer error: an advance within its hold is refused: " + err.Error())
	}
	return c.Total.Sub(before), nil
}

// advance is the total that a call must be raised to so that it and all others leave no more than limit unpaid; never above its exposure.
func (p *Payer) advance(c PayerCall, limit money.Amount) money.Amount {
	others := p.Contested.Sub(c.contested()).Add(p.Risk.Sub(c.beyond()))
	return c.Risk.SubFloor(limit.SubFloor(others))
}

// Unpaid is what the seller has at risk beyond what vouchers pay, those that are due included: the seller computes the same.
func (p *Payer) Unpaid() money.Amount {
	return p.Sum.Add(p.Risk).Add(p.Contested).SubFloor(p.Paid().Max(p.Sum))
}
