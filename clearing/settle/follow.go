package settle

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
)

// errMoved is returned when the chain was reorganised while it was read; the next turn reads it again.
var errMoved = errors.New("the chain was reorganised while it was read")

// errLogs is returned when events that must have happened cannot be read.
var errLogs = errors.New("logs are missing")

// observe reads the chain when it has moved and delivers what is new to the store. Where what is final cannot be learned, the
// nodes' newest blocks count as far as they are bad news, and the reason is kept as the view's doubt.
func (d *Driver) observe(ctx context.Context) error {
	v := &d.view
	look, err := d.chain.Look(ctx, nil)
	if err != nil {
		return fmt.Errorf("read newest block: %w", err)
	}
	if sameHeads(look.Sights, v.sights) && !v.force {
		if time.Since(v.reloaded) < reloadAfter {
			return nil
		}
		return d.reload(ctx) // vouchers come without blocks
	}
	if err := d.reload(ctx); err != nil {
		return err
	}
	ids := d.ids()
	if look, err = d.chain.Look(ctx, ids); err != nil {
		return fmt.Errorf("read %d channels: %w", len(v.tracked), err)
	}
	d.see(ids, look)
	v.doubt = d.finality(ctx, look)
	v.latest = d.boldest()
	v.force = v.doubt != nil
	if isStoreError(v.doubt) || errors.Is(v.doubt, errMoved) {
		return v.doubt
	}
	if v.doubt == nil {
		for _, a := range v.queue {
			a.seen = true
		}
	}
	return d.warn(ctx)
}

// finality learns what is final by now.
func (d *Driver) finality(ctx context.Context, look Look) error {
	if look.Reached == (Head{}) {
		return fmt.Errorf("%w: %d, and none is believed alone", ErrTooFew, len(look.Sights))
	}
	final, err := d.chain.HeadAt(ctx, back(look.Reached.Number, d.cfg.Confirmations-1))
	if err != nil {
		return fmt.Errorf("read final block: %w", err)
	}
	// Nodes that lag behind those asked before know nothing new about final blocks.
	if final.Number < d.view.applied.Number {
		return nil
	}
	return d.advance(ctx, final)
}

func (d *Driver) reload(ctx context.Context) error {
	tracked, err := d.store.Channels(ctx)
	if err != nil {
		return storeFailed("read channels", err)
	}
	d.view.tracked, d.view.reloaded = tracked, time.Now()
	names := make(map[channel.Channel]common.Hash, len(tracked))
	for _, t := range tracked {
		names[t.Channel] = d.id(t.Channel)
	}
	d.view.names = names
	return nil
}

// id is a channel's id.
func (d *Driver) id(c channel.Channel) common.Hash {
	if id, ok := d.view.names[c]; ok {
		return id
	}
	return c.ID()
}

func (d *Driver) ids() []common.Hash {
	ids := make([]common.Hash, len(d.view.tracked))
	for i, t := range d.view.tracked {
		ids[i] = d.id(t.Channel)
	}
	return ids
}

// advance delivers the facts up to a final block.
func (d *Driver) advance(ctx context.Context, final Head) error {
	v := &d.view
	finals, err := d.finals(ctx, final)
	if err != nil {
		return err
	}
	since, err := d.since(ctx, final)
	if err != nil {
		return err
	}
	events, err := d.events(ctx, since, final.Number)
	if err != nil {
		return err
	}
	if gap := d.gap(since, finals, events); gap != (common.Hash{}) {
		d.log.Warn("the node left out logs, reading them again", "channel", gap, "from_block", back(since, rescan))
		since = back(since, rescan)
		if events, err = d.events(ctx, since, final.Number); err != nil {
			return err
		}
		if gap := d.gap(v.applied.Number+1, finals, events); gap != (common.Hash{}) {
			return fmt.Errorf("%w up to block %d, of channel %s: its state has changed and no event says why", errLogs, final.Number, gap)
		}
	}
	if now, err := d.chain.HeadAt(ctx, final.Number); err != nil || now.Hash != final.Hash {
		return errors.Join(errMoved, err)
	}

	facts := Facts{Head: final, Since: since, Events: events, States: map[common.Hash]channel.OnChain{}}
	for id, s := range finals {
		facts.States[id] = d.cautious(id, s, final.Number)
	}
	if d.worthStoring(facts) {
		if v.cursor != (Head{}) {
			facts.Since = min(since, v.cursor.Number+1) // blocks since the cursor that were not worth storing had no events
		}
		if err := d.store.ApplyFacts(ctx, facts); err != nil {
			return storeFailed("store the chain's facts", err)
		}
		v.cursor, v.given = final, facts.States
	}
	if final != v.applied || !v.looked {
		v.seenAt, v.looked = time.Now(), true
	}
	v.applied, v.finals = final, finals
	d.learn(events)
	return nil
}

// finals are the channels' states after a final block.
func (d *Driver) finals(ctx context.Context, final Head) (map[common.Hash]channel.OnChain, error) {
	if g := d.view.sights; len(g) == 1 && g[0].head == final {
		return g[0].states, nil
	}
	ids := d.ids()
	list, err := d.chain.States(ctx, final, ids)
	if err != nil {
		return nil, fmt.Errorf("read %d channels at block %d: %w", len(ids), final.Number, err)
	}
	return byID(ids, list), nil
}

func byID(ids []common.Hash, list []channel.OnChain) map[common.Hash]channel.OnChain {
	states := make(map[common.Hash]channel.OnChain, len(ids))
	for i, id := range ids {
		states[id] = list[i]
	}
	return states
}

// since is the first block whose events are to be read, which is before the cursor if its block is no longer canonical.
func (d *Driver) since(ctx context.Context, final Head) (uint64, error) {
	v := &d.view
	if v.applied == (Head{}) {
		return back(final.Number, lookback), nil
	}
	now, err := d.chain.HeadAt(ctx, v.applied.Number)
	if err != nil {
		return 0, fmt.Errorf("read block %d again: %w", v.applied.Number, err)
	}
	if now.Hash != v.applied.Hash {
		d.log.Warn("the chain was reorganised below our final block: consider more confirmations", "block", v.applied.Number, "was", v.applied.Hash, "is", now.Hash)
		v.finals, v.vain = map[common.Hash]channel.OnChain{}, map[common.Hash]attempt{}
		return back(v.applied.Number, lookback), nil
	}
	return v.applied.Number + 1, nil
}

func back(from, blocks uint64) uint64 { return from - min(from, blocks) }

func (d *Driver) events(ctx context.Context, from, to uint64) ([]Event, error) {
	var all []Event
	for ; from <= to; from += logRange {
		part, err := d.chain.Events(ctx, Filter{From: from, To: min(to, from+logRange-1), Channels: d.ids(), Owners: []common.Address{d.cfg.Owner}})
		if err != nil {
			return nil, fmt.Errorf("read events from block %d: %w", from, err)
		}
		for _, e := range part {
			if !e.Removed {
				all = append(all, e)
			}
		}
	}
	return all, nil
}

// gap is a channel whose events do not explain its state; zero if there is none.
func (d *Driver) gap(since uint64, finals map[common.Hash]channel.OnChain, events []Event) common.Hash {
	if since != d.view.applied.Number+1 {
		return common.Hash{} // read from before the known state: totals are absolute, there is nothing to compare
	}
	byChannel := map[common.Hash][]Event{}
	for _, e := range events {
		if e.Place.Block >= since {
			byChannel[e.Channel] = append(byChannel[e.Channel], e)
		}
	}
	for id, after := range finals {
		if before, ok := d.view.finals[id]; ok && !Explained(before, after, byChannel[id]) {
			return id
		}
	}
	return common.Hash{}
}

// worthStoring spares a write for every empty block.
func (d *Driver) worthStoring(f Facts) bool {
	v := &d.view
	if len(f.Events) > 0 || f.Since != v.applied.Number+1 || f.Head.Number >= v.cursor.Number+rescan || len(f.States) != len(v.given) {
		return true
	}
	for id, s := range f.States {
		if was, ok := v.given[id]; !ok || was != s {
			return true
		}
	}
	return false
}

// learn remembers vouchers that the contract will never pay, and collects payments for those who wait for them.
func (d *Driver) learn(events []Event) {
	v := &d.view
	for _, e := range events {
		switch e.Kind {
		case Skipped:
			for _, t := range v.tracked {
				if t.Role == Payee && d.id(t.Channel) == e.Channel && e.Reason == BadSignature {
					v.refused[e.Channel] = t.Highest.Voucher
					d.log.Error("the contract refuses our voucher", "channel", e.Channel, "reason", e.Reason, "tx", e.Place.Tx)
				}
			}
		case Claimed:
			for _, a := range v.queue {
				a.claimed(e, v.tracked)
			}
		}
	}
}
