package testnet_test

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/testnet/vendor"
)

// A seller dies within the first window of an answer, before any voucher is asked for: what it had filed a receipt for when it sent its
// first tokens is due. Delivered tokens are never free, and none is due that has not come.
func TestRoomsPayForTheFirstTokensOfADeadSeller(t *testing.T) {
	t.Parallel()
	r := newKillRooms(t, newKillHouse(t), money.Coins(1), newFuse(), newFuse())
	defer r.close()
	body, err := json.Marshal(map[string]any{"model": killLarge, "stream": true, "max_tokens": killTokens,
		"messages": []any{map[string]any{"role": "user", "content": "say something [[tokens:90]] [[fault:stall@6]]"}}})
	require.NoError(t, err)
	a, err := r.link.buyer.rooms.Call(t.Context(), market.Call{ID: market.NewCallID(), Key: "app", Model: killLarge, Dialect: "openai", Body: body})
	require.NoError(t, err)
	defer a.Close()
	come := 0
	for come < 3 {
		chunk, err := a.Next()
		require.NoError(t, err)
		come += bytes.Count(chunk, []byte(`"content":"`))
	}
	var filed market.SoldRecord
	require.Eventually(t, func() bool {
		_, s := r.books()
		for _, filed = range s.sold {
			return filed.Receipt != nil
		}
		return false
	}, 5*time.Second, time.Millisecond, "the first receipt is filed")
	require.Equal(t, market.StatusOpen, filed.Receipt.Status)
	_, s := r.books()
	require.True(t, s.payees[0].Highest.Cumulative.IsZero(), "no window has been paid")
	r.restartSeller(newFuse())
	for err == nil {
		_, err = a.Next()
	}
	b, s, _ := r.settle(settleSoon)
	require.Len(t, b.bought, 1)
	for id, bought := range b.bought {
		sold := s.sold[id]
		require.Equal(t, market.RecordLost, sold.State)
		require.Equal(t, market.StatusEstimated, sold.Status)
		require.Equal(t, sold.Cost, bought.Cost)
		require.Equal(t, filed.Cost, sold.Cost)
		require.Positive(t, sold.Usage.Prompt())
		require.Positive(t, sold.Usage.Completion())
		require.LessOrEqual(t, sold.Usage.Completion(), bought.Counted.Completion())
	}
	reconcile(t, b, s, r.closed(s))
}

// A seller that stops within an answer tells its buyer so, by a last receipt for what was delivered.
func TestRoomsAreToldOfADrain(t *testing.T) {
	t.Parallel()
	for _, stream := range []bool{true, false} {
		r := newKillRooms(t, newKillHouse(t), killTrust, newFuse(), newFuse())
		ended := make(chan error, 1)
		go func() {
			_, err := r.call(context.Background(), stream, killTokens, "[[fault:stall@6]]")
			ended <- err
		}()
		require.Eventually(t, func() bool {
			_, s := r.books()
			for _, filed := range s.sold {
				return !stream || filed.Receipt != nil
			}
			return false
		}, 5*time.Second, time.Millisecond)
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		require.ErrorIs(t, r.link.seller.rooms.Drain(ctx), context.DeadlineExceeded)
		var told *market.Refusal
		require.ErrorAs(t, <-ended, &told)
		require.Equal(t, "DRAINING", told.Attempts[0].Code)
		b, s, _ := r.settle(settleSoon)
		for id, bought := range b.bought {
			sold := s.sold[id]
			require.Equal(t, sold.Cost, bought.Cost)
			require.Equal(t, told.Charged, bought.Cost)
			require.Equal(t, stream, !bought.Cost.IsZero(), "only what was delivered is due")
		}
		reconcile(t, b, s, r.closed(s))
		r.close()
	}
}

// closed are the vendor's rows once it has noticed that its client has left.
func (r *killRooms) closed(s *killBooks) (rows []vendor.Row) {
	r.t.Helper()
	require.Eventually(r.t, func() bool {
		rows = r.bills(s)
		return !slices.ContainsFunc(rows, func(row vendor.Row) bool { return row.Outcome == vendor.Open })
	}, 5*time.Second, time.Millisecond, "the vendor bills")
	return rows
}
