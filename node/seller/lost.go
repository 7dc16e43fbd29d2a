package seller

import (
	"context"
	"fmt"

	"github.com/tolsey/tolsey/market"
)

// CloseLost gives every call that an earlier run had started its last receipt: what was receipted before the stop, else nothing. The
// seller's crash is the seller's loss. It is for the time before the first call is served.
func (s *Seller) CloseLost(ctx context.Context) error {
	started, err := s.ledger.StartedCalls(ctx)
	if err != nil {
		return fmt.Errorf("read calls of an earlier run: %w", err)
	}
	for _, r := range started {
		if r, err = s.closeLost(ctx, r); err != nil {
			return fmt.Errorf("close call %s of an earlier run: %w", r.AttemptID, err)
		}
		s.log.Warn("call was cut off by a restart", "call_id", r.AttemptID.String(), "model", r.Model, "charged", r.Cost.Dollars())
	}
	return nil
}

func (s *Seller) closeLost(ctx context.Context, r market.SoldRecord) (market.SoldRecord, error) {
	last := market.Receipt{Terms: r.Terms, ChannelID: r.Channel, AttemptID: r.AttemptID, At: r.Time, Status: market.StatusZero}
	if r.Receipt != nil {
		last = r.Receipt.Receipt
		last.Status = market.StatusEstimated
	}
	last.Seq++
	sig, err := s.signer.SignReceipt(s.shelf.terms.Domain, last)
	if err != nil {
		return r, err
	}
	r.State, r.Status, r.Usage, r.Cost, r.Error = market.RecordLost, last.Status, last.Usage, last.Cost, "RESTARTED"
	r.Receipt = &market.SignedReceipt{Receipt: last, Sig: sig}
	_, err = s.ledger.Finish(ctx, r.Channel, r)
	return r, err
}
