package settle

import "time"

// Status is what the driver knows, for the operator.
type Status struct {
	Head    Head      // newest block seen, at any node
	SeenAt  time.Time // when a block last became final here: what is older than that is not known
	Final   Head
	Pending []Intent // signed and not final
	Problem string   // what held up the last turn; "" if nothing did
	Doubt   string   // why the chain's nodes are not relied on for what is final; "": they are
}

// Status is as of the last turn.
func (d *Driver) Status() Status {
	d.statusMu.Lock()
	defer d.statusMu.Unlock()
	return d.status
}

func (d *Driver) publish() {
	d.statusMu.Lock()
	defer d.statusMu.Unlock()
	d.status.Head, d.status.SeenAt = d.view.head, d.view.seenAt
	d.status.Final, d.status.Problem = d.view.applied, d.view.problem
	d.status.Doubt = ""
	if d.view.doubt != nil {
		d.status.Doubt = d.view.doubt.Error()
	}
	d.status.Pending = nil
	for _, i := range d.view.intents {
		d.status.Pending = append(d.status.Pending, *i)
	}
}
