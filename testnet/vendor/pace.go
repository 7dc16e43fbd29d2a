package vendor

import (
	"context"
	"time"
)

// Latency is the law by which an answer appears.
type Latency struct {
	TTFT     time.Duration // until the first token
	PerToken time.Duration // from one token to the next
}

// pacer holds tokens back until their time. Times are counted from the start, so that delays do not add up.
type pacer struct {
	start time.Time
	law   Latency
	timer *time.Timer
}

func newPacer(law Latency) *pacer { return &pacer{start: time.Now(), law: law} }

// wait returns when the i-th token (from 0) is due, or with an error when the client is gone.
func (p *pacer) wait(ctx context.Context, i int) error {
	due := p.start.Add(p.law.TTFT + time.Duration(i)*p.law.PerToken)
	left := time.Until(due)
	if left <= 0 {
		return ctx.Err()
	}
	if p.timer == nil {
		p.timer = time.NewTimer(left)
	} else {
		p.timer.Reset(left)
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-p.timer.C:
		return nil
	}
}

func (p *pacer) stop() {
	if p.timer != nil {
		p.timer.Stop()
	}
}
