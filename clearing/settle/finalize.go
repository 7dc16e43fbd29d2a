package settle

import (
	"context"
	"time"

	"github.com/tolsey/tolsey/clearing/channel"
)

// finalize ends the closes of our own channels as payer whose delay is over: the refund is ours.
func (d *Driver) finalize(ctx context.Context) error {
	if d.busy(d.node.Address()) || time.Now().Before(d.view.finalizeAfter) {
		return nil
	}
	for _, t := range d.view.tracked {
		if s := d.view.latest[t.Channel.ID()]; t.Role == Payer && due(s, d.view.head) {
			if err := d.finalizeOne(ctx, t.Channel); err != nil {
				d.view.finalizeAfter = time.Now().Add(retryClaim)
				return err
			}
			return nil
		}
	}
	return nil
}

func due(s channel.OnChain, head Head) bool {
	return s.Open() && s.CloseAt != 0 && head.Time >= s.CloseAt
}

func (d *Driver) finalizeOne(ctx context.Context, c channel.Channel) error {
	action := Action{Verb: FinalizeClose, Channel: &c}
	call, err := d.chain.Encode(action)
	if err != nil {
		return err
	}
	if err := d.chain.Simulate(ctx, d.node.Address(), call); err != nil {
		return err
	}
	_, err = d.send(ctx, d.node, action)
	return err
}
