package testnet_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
)

// A buyer asks a seller that does not answer for a minute: no hold may hang longer.
const (
	minuteLeast = 55 * time.Second
	minuteMost  = 75 * time.Second
)

// interrupted has a seller die within an answer, and returns when the buyer's application knows.
func (r *killRooms) interrupted() (told *market.Refusal) {
	r.t.Helper()
	ended := make(chan error, 1)
	go func() {
		_, err := r.call(context.Background(), true, 400, "[[pace:5ms]]")
		ended <- err
	}()
	require.Eventually(r.t, func() bool {
		_, s := r.books()
		for _, c := range s.sold {
			return c.Receipt != nil && !s.payees[0].Highest.Cumulative.IsZero()
		}
		return false
	}, 10*time.Second, 5*time.Millisecond, "a window is paid")
	r.stopSeller()
	require.ErrorAs(r.t, <-ended, &told)
	return told
}

// waitPosted waits until the buyer has posted its one call.
func (r *killRooms) waitPosted() (c market.BoughtRecord, took time.Duration) {
	r.t.Helper()
	began := time.Now()
	require.Eventually(r.t, func() bool {
		all, err := r.link.buyer.store.BoughtCalls(context.Background(), anyCall)
		require.NoError(r.t, err)
		require.Len(r.t, all, 1)
		c = all[0]
		return c.State != market.RecordOpen
	}, minuteMost, 50*time.Millisecond, "the hold ends")
	return c, time.Since(began)
}

// owed waits until the seller, back again, has the voucher for what the buyer posted, and claims no more than it can prove.
func (r *killRooms) owed(c market.BoughtRecord) {
	r.t.Helper()
	r.startSeller(newFuse())
	b, s, _ := r.settle(40 * time.Second)
	payer, payee := b.payers[0], s.payees[0]
	require.Equal(r.t, c.Cost, payer.Sum)
	require.Zero(r.t, payer.Held)
	for _, sold := range s.sold {
		require.Equal(r.t, market.RecordLost, sold.State)
		require.Equal(r.t, sold.Cost, payee.Sum)
		own, _ := sold.Cost.CeilTo(payee.Asset)
		require.Equal(r.t, own.Min(payee.Highest.Cumulative), payee.Claimable(), "a claim goes no further than the receipts")
		require.LessOrEqual(r.t, sold.Cost.Cmp(c.Cost), 0, "the last receipt asks for nothing that had not been delivered")
	}
}

// The seller dies and stays away: after a minute the buyer posts what it has counted itself, which is what its application was told.
func TestRoomsPostTheirOwnCountAfterAMinute(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for a minute")
	}
	t.Parallel()
	r := newKillRooms(t, newKillHouse(t), killTrust, newFuse(), newFuse())
	told := r.interrupted()
	c, took := r.waitPosted()
	require.Greater(t, took, minuteLeast)
	require.Equal(t, market.RecordDone, c.State)
	require.Equal(t, market.StatusEstimated, c.Status)
	require.Equal(t, "NO_RECEIPT", c.Error)
	require.Equal(t, told.Charged, c.Cost)
	require.Equal(t, c.Counted, c.Usage)
	r.owed(c)
	r.close()
}

// Both die, the buyer comes back alone: its own count is lost, and it posts what was receipted last.
func TestRoomsPostTheLastReceiptAfterAMinute(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for a minute")
	}
	t.Parallel()
	r := newKillRooms(t, newKillHouse(t), killTrust, newFuse(), newFuse())
	r.interrupted()
	r.stopBuyer()
	r.launchBuyer(newFuse())
	c, took := r.waitPosted()
	require.Greater(t, took, minuteLeast)
	require.Equal(t, market.RecordDone, c.State)
	require.Equal(t, "RESTARTED", c.Error)
	require.NotNil(t, c.Receipt)
	require.Equal(t, c.Receipt.Cost, c.Cost)
	require.Positive(t, c.Cost.Big().Sign())
	r.owed(c)
	r.close()
}
