package channel

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// maxAnnounced bounds the calls that a buyer's entries name before they come; entries beyond are no advance until they are sent again.
const maxAnnounced = 2048

// Payee is the seller's side of a channel: what it has earned, what is paid, what it risks.
//
// A method that returns an error has changed nothing, unless it says otherwise. Sums over calls are kept here, the calls themselves
// by the caller, so that a channel does not grow with its history.
type Payee struct {
	Channel Channel       `json:"channel"`
	Peer    string        `json:"peer"` // the buyer's peer id; only passed on
	Asset   money.Asset   `json:"asset"`
	Domain  market.Domain `json:"domain"`
	OnChain OnChain       `json:"onChain"`

	Highest SignedVoucher `json:"highest"`           // the highest verified voucher of this epoch; the zero signature: none
	Since   uint64        `json:"since,omitempty"`   // unix ms since when it is above what the chain has paid; 0: it is not
	Missing *Base         `json:"missing,omitempty"` // where the buyer's entries are not known from on; nil: all are known

	Sum       money.Amount `json:"sum"`       // S: our own, from receipts and advances of open calls
	Advanced  money.Amount `json:"advanced"`  // of S, what open calls are advanced beyond their receipts
	Risk      money.Amount `json:"risk"`      // what open calls may cost beyond S before the next voucher
	Disputed  money.Amount `json:"disputed"`  // of S, what the buyer contests of ended calls
	BuyerSum  money.Amount `json:"buyerSum"`  // S by the buyer's entries, as far as they are known
	Debt      money.Amount `json:"debt"`      // of earlier epochs, what no voucher paid
	Earned    money.Amount `json:"earned"`    // final receipts over all epochs
	Settled   money.Amount `json:"settled"`   // paid on chain over all epochs, as the chain's events say
	OpenCalls uint32       `json:"openCalls"` //
	Announced uint32       `json:"announced"` // calls that entries name and that have not come yet

	Consented uint64 `json:"consented,omitempty"` // unix seconds until which a close that we have signed may be used; 0: none
}

// ID is the channel's id.
func (p *Payee) ID() common.Hash { return p.Channel.ID() }

// Paid is what the highest voucher is worth, in picos: nothing beyond the deposit.
func (p *Payee) Paid() money.Amount {
	return p.Highest.Cumulative.Min(p.OnChain.Deposit).FloorPicos(p.Asset)
}

// Owed is what is earned and at risk: S, what open calls may cost beyond it, and old debts.
func (p *Payee) Owed() money.Amount { return p.Sum.Add(p.Risk).Add(p.Debt) }

// Unpaid is what of Owed no voucher pays: what counts against the buyer's limit. Contested sums are part of it, once.
func (p *Payee) Unpaid() money.Amount { return p.Owed().SubFloor(p.Paid()) }

// Prepaid is what vouchers have paid beyond S.
func (p *Payee) Prepaid() money.Amount { return p.Paid().SubFloor(p.Sum) }

// Due is what may be claimed: our own S without the advances of calls that still run. They pay for what is yet to come, and what is
// claimed never returns. Once a close is on its way nothing else secures them: then they are part of it.
func (p *Payee) Due() money.Amount {
	if p.OnChain.CloseAt != 0 {
		return p.Sum
	}
	return p.Sum.Sub(p.Advanced)
}

// Claimable is the total that may be claimed on chain: what is due, as far as the highest voucher and the deposit go.
func (p *Payee) Claimable() money.Units {
	own, ok := p.Due().CeilTo(p.Asset)
	if !ok {
		own = money.MaxUnits
	}
	return own.Min(p.Highest.Cumulative).Min(p.OnChain.Deposit)
}

// move replaces a call's part of the sums.
func (p *Payee) move(was, is PayeeCall) {
	p.Sum = p.Sum.Add(is.Total()).Sub(was.Total())
	p.Advanced = p.Advanced.Add(is.advanced()).Sub(was.advanced())
	p.Risk = p.Risk.Add(is.beyond()).Sub(was.beyond())
	p.Disputed = p.Disputed.Add(is.Disputed).Sub(was.Disputed)
	p.BuyerSum = p.BuyerSum.Add(is.BuyerTotal).Sub(was.BuyerTotal)
	p.OpenCalls += is.open() - was.open()
}

// Admit starts a call if what it puts at risk is prepaid or within limit, the buyer's unpaid allowance on this channel.
// c is the call as its buyer's entries have announced it, or new.
func (p *Payee) Admit(c *PayeeCall, risk, limit money.Amount) error {
	switch {
	case !p.OnChain.Open():
		return ErrGone
	case p.OnChain.CloseAt != 0 || p.Consented != 0:
		return ErrClosing
	}
	was := *c
	if c.Epoch != p.OnChain.Epoch {
		was = PayeeCall{AttemptID: c.AttemptID} // it was announced in an epoch that has ended
	}
	is := was
	is.Epoch, is.Started, is.Risk = p.OnChain.Epoch, true, risk
	if err := p.fits(was, is, limit); err != nil {
		return err
	}
	if was.BuyerSeq > 0 {
		p.Announced--
	}
	p.move(was, is)
	*c = is
	return nil
}

func (p *Payee) fits(was, is PayeeCall, limit money.Amount) error {
	try := *p
	try.move(was, is)
	if unpaid := try.Unpaid(); limit.Less(unpaid) {
		return &AdvanceRequired{unpaid.Sub(limit)}
	}
	return nil
}

// Raise lets a running call go on to a higher risk. Sums that the buyer contests of ended calls do not stop running ones: up to one
// more limit they are left out here, while they stop new calls.
func (p *Payee) Raise(c *PayeeCall, risk, limit money.Amount) error {
	if err := p.running(c); err != nil {
		return err
	}
	is := *c
	is.Risk = risk
	if err := p.fits(*c, is, limit.Add(p.Disputed.Min(limit))); err != nil {
		return err
	}
	p.move(*c, is)
	*c = is
	return nil
}

func (p *Payee) running(c *PayeeCall) error {
	switch {
	case c.Epoch != p.OnChain.Epoch:
		return fmt.Errorf("%s: %w", c.AttemptID, ErrStaleCall)
	case !c.Started || c.Final:
		return fmt.Errorf("%s: %w", c.AttemptID, ErrFinal)
	}
	return nil
}

// File takes a receipt of ours: a mid-stream one raises the call's total, the last one sets it. at is unix ms.
func (p *Payee) File(c *PayeeCall, r market.Receipt, at uint64) error {
	hash := r.StructHash()
	if c.Seq == r.Seq && c.Receipt == hash {
		return nil
	}
	if err := p.running(c); err != nil {
		return err
	}
	if r.Seq <= c.Seq {
		return fmt.Errorf("receipt %d of call %s after %d: %w", r.Seq, c.AttemptID, c.Seq, ErrReceiptOrder)
	}
	is := *c
	is.Seq, is.Receipt, is.Cost = r.Seq, hash, r.Cost
	if r.Status.Final() {
		is.Final, is.ClosedAt = true, at
		p.Earned = p.Earned.Add(r.Cost)
	}
	p.move(*c, is)
	*c = is
	return nil
}

// FileLate takes the last receipt of a call whose epoch has ended: no voucher can pay it any more, what it is beyond what was counted
// then is a debt.
func (p *Payee) FileLate(c *PayeeCall, r market.Receipt, at uint64) {
	if c.Final {
		return
	}
	p.Debt = p.Debt.Add(r.Cost.SubFloor(c.Total()))
	p.Earned = p.Earned.Add(r.Cost)
	c.Seq, c.Receipt, c.Cost, c.Final, c.ClosedAt = r.Seq, r.StructHash(), r.Cost, true, at
}

// Forget drops an ended call after the correction window. What its buyer has not said about it by then is taken as agreed.
func (p *Payee) Forget(c PayeeCall) {
	if c.Epoch != p.OnChain.Epoch {
		return
	}
	agreed := c.Total().Sub(c.Disputed)
	p.BuyerSum = p.BuyerSum.Add(agreed).Sub(c.BuyerTotal)
	if !c.Started {
		p.Announced--
	}
}

// SetOnChain takes the channel's state as a final block has it. A new epoch starts from nothing, except that debts stay.
// at is unix ms.
func (p *Payee) SetOnChain(s OnChain, at uint64) {
	switch {
	case s.Epoch > p.OnChain.Epoch:
		paid := p.Highest.Cumulative.FloorPicos(p.Asset)
		p.Debt = p.Debt.Add(p.Sum.SubFloor(paid)) // contested sums too: else a dispute and a new epoch would wipe the slate
		p.Highest, p.Since, p.Missing, p.Consented = SignedVoucher{}, 0, nil, 0
		p.Sum, p.Advanced, p.Risk, p.Disputed, p.BuyerSum = money.Amount{}, money.Amount{}, money.Amount{}, money.Amount{}, money.Amount{}
		p.OpenCalls, p.Announced = 0, 0
	case s.Epoch < p.OnChain.Epoch:
		// The chain has gone back behind a close. The vouchers of that epoch are not here: nothing counts until it closes again.
		s = OnChain{Epoch: p.OnChain.Epoch}
	}
	p.OnChain = s
	p.dated(at)
}

// dated keeps the time since when there is something to claim.
func (p *Payee) dated(at uint64) {
	switch {
	case p.Highest.Cumulative.Cmp(p.OnChain.Claimed) <= 0:
		p.Since = 0
	case p.Since == 0:
		p.Since = at
	}
}

// Consent is our agreement to an instant close until deadline (unix seconds): at what the chain has paid or at our S. It must be
// durable before it is signed. From then on no call starts, until the close is final or Lapse.
func (p *Payee) Consent(deadline uint64) (Close, error) {
	switch {
	case !p.OnChain.Open():
		return Close{}, ErrGone
	case p.OpenCalls > 0:
		return Close{}, fmt.Errorf("%d calls: %w", p.OpenCalls, ErrBusy)
	}
	p.Consented = max(p.Consented, deadline)
	return Close{ChannelID: p.ID(), Epoch: p.OnChain.Epoch, Claimed: p.OnChain.Claimed.Max(p.Claimable()), Deadline: deadline}, nil
}

// Lapse serves the channel again once no consent of ours can be used any more: head (unix seconds, the time of a final block) is
// past its deadline. It reports whether that changed anything.
func (p *Payee) Lapse(head uint64) bool {
	if p.Consented == 0 || head <= p.Consented {
		return false
	}
	p.Consented = 0
	return true
}

// Resync is the answer to a buyer that has lost state, to be signed.
func (p *Payee) Resync(nonce common.Hash) Resync {
	return Resync{ChannelID: p.ID(), Epoch: p.OnChain.Epoch, Cumulative: p.Highest.Cumulative, Memo: p.Highest.Memo, Sum: p.Sum, BuyerNonce: nonce}
}
