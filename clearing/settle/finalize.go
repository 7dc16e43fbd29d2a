package settle

import (
	"context"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
)

// finalize ends the closes of our own channels as payer whose delay is over: the refund is ours.
func (d *Driver) finalize(ctx context.Context) error {
	if d.busy(d.node.Address()) || time.Now().Before(d.view.finalizeAfter) {
		return nil
	}
	for _, t := range d.view.tracked {
		if t.Role == Payer && d.due(d.id(t.Channel)) {
			if err := d.finalizeOne(ctx, t.Channel); err != nil {
				d.view.finalizeAfter = time.Now().Add(retryClaim)
				return err
			}
			return nil
		}
	}
	return nil
}

// due reports whether a close's delay is over at every node: there is no hurry.
func (d *Driver) due(id common.Hash) bool {
	for _, g := range d.view.sights {
		if s := g.states[id]; !s.Open() || s.CloseAt == 0 || g.head.Time < s.CloseAt {
			return false
		}
	}
	return len(d.view.sights) > 0
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
