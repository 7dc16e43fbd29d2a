package upstream_test

import (
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/upstream"
)

func TestSpendLimits(t *testing.T) {
	noon := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	s := upstream.NewSpend(upstream.SpendLimit{Day: money.Coins(10), Total: money.Coins(25)}, money.Coins(4), money.Coins(9), noon)
	book, err := s.Take(money.Coins(6), noon)
	require.NoError(t, err)
	_, err = s.Take(money.Picos(1), noon)
	require.ErrorIs(t, err, upstream.ErrSpendLimit, "what runs may still be billed")
	book(money.Coins(2))
	book(money.Coins(2))
	today, total := s.Spent(noon)
	require.Equal(t, money.Coins(6), today, "a call is booked once")
	require.Equal(t, money.Coins(11), total)

	book, err = s.Take(money.Coins(4), noon)
	require.NoError(t, err)
	book(money.Coins(4))
	_, err = s.Take(money.Coins(1), noon)
	require.ErrorContains(t, err, "$10.00 today")

	next := noon.Add(12 * time.Hour)
	book, err = s.Take(money.Coins(10), next)
	require.NoError(t, err, "another day")
	book(money.Coins(10))
	_, err = s.Take(money.Coins(1), next.Add(24*time.Hour))
	require.ErrorContains(t, err, "$25.00 at most")
}

func TestNoLimitIsNoLimit(t *testing.T) {
	s := upstream.NewSpend(upstream.SpendLimit{}, money.Amount{}, money.Amount{}, time.Now())
	_, err := s.Take(money.Coins(1_000_000), time.Now())
	require.NoError(t, err)
}

func TestAThousandCallsOnMoneyForTen(t *testing.T) {
	now := time.Now()
	s := upstream.NewSpend(upstream.SpendLimit{Total: money.Coins(10)}, money.Amount{}, money.Amount{}, now)
	var wg sync.WaitGroup
	for range 1000 {
		wg.Go(func() {
			if book, err := s.Take(money.Coins(1), now); err == nil {
				book(money.Coins(1))
			}
		})
	}
	wg.Wait()
	_, total := s.Spent(now)
	require.Equal(t, money.Coins(10), total)
}
