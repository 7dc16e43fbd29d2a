package settle

import "github.com/tolsey/tolsey/clearing/channel"

// Cautious is what may be relied on of a channel, from its states at a final block and at the newest one: a deposit
// counts when it is final and has not gone again, a payment when it is final, a close request as soon as anyone can see it.
func Cautious(final, latest channel.OnChain) channel.OnChain {
	if latest.Epoch != final.Epoch {
		// The newest block has closed what the final one has open, or a reorganisation is on its way: nothing is safe.
		final.Deposit = final.Claimed
		final.CloseAt = max(final.CloseAt, 1)
		return final
	}
	final.Deposit = final.Deposit.Min(latest.Deposit)
	final.Claimed = final.Claimed.Min(latest.Claimed)
	if final.CloseAt == 0 {
		final.CloseAt = latest.CloseAt
	}
	return final
}

// Explained reports whether the events lead from one state to another. Where they do not, logs are missing.
func Explained(before, after channel.OnChain, events []Event) bool {
	for _, e := range events {
		before = e.After(before)
	}
	return before == after
}
