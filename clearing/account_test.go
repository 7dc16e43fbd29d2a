package clearing_test

import (
	"errors"
	"math/big"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/market/money"
)

// TestAccountModel plays holds against an account and against sums of big integers.
func TestAccountModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const day = 24 * 60 * 60 * 1000
		limit := rapid.Int64Range(0, 500).Draw(t, "limit")
		a := clearing.Account{Budget: clearing.Budget{Limit: money.Picos(uint64(limit)), Period: clearing.Day}}
		now, base := uint64(10*day), int64(0)
		var holds []clearing.Hold
		spent := func() (n int64) {
			for _, h := range holds {
				n += int64(h.Posted.Big().Uint64())
			}
			return n
		}
		held := func() (n int64) {
			for _, h := range holds {
				if !h.Final {
					n += max(0, h.Reserved.Big().Int64()-h.Posted.Big().Int64())
				}
			}
			return n
		}
		pick := func(t *rapid.T) int {
			if len(holds) == 0 {
				t.Skip("no hold")
			}
			return rapid.IntRange(0, len(holds)-1).Draw(t, "hold")
		}
		t.Repeat(map[string]func(*rapid.T){
			"place": func(t *rapid.T) {
				want := rapid.Int64Range(0, 600).Draw(t, "want")
				after, h, err := a.Place("key:1", money.Picos(uint64(want)), now)
				period := max(0, spent()-base)
				switch {
				case want > limit:
					requireSource(t, err, clearing.SourceCall)
				case period+want > limit:
					requireSource(t, err, clearing.SourceKey)
				case period+want+held() > limit:
					requireSource(t, err, clearing.SourceInFlight)
				default:
					require.NoError(t, err)
					a, holds = after, append(holds, h)
				}
			},
			"extend": func(t *rapid.T) {
				i := pick(t)
				more := rapid.Int64Range(0, 100).Draw(t, "more")
				after, h, err := a.Extend("key:1", holds[i], money.Picos(uint64(more)), now)
				if err == nil {
					a, holds[i] = after, h
					require.LessOrEqual(t, max(0, spent()-base)+held(), limit)
				} else if !errors.Is(err, clearing.ErrFinal) {
					require.ErrorIs(t, err, clearing.ErrInsufficient)
				}
			},
			"post": func(t *rapid.T) {
				i := pick(t)
				total := money.Picos(uint64(rapid.Int64Range(0, 600).Draw(t, "total")))
				final := rapid.Bool().Draw(t, "final")
				after, h, err := a.Post(holds[i], total, final, now)
				switch {
				case holds[i].Final && holds[i].Posted.Less(total):
					require.ErrorIs(t, err, clearing.ErrFinal)
				case !holds[i].Final && holds[i].Reserved.Max(holds[i].Posted).Less(total):
					require.ErrorIs(t, err, clearing.ErrOverHold)
				default:
					require.NoError(t, err)
					again, same, err := after.Post(h, total, final, now)
					require.NoError(t, err)
					require.Equal(t, after, again, "a replay posts nothing")
					require.Equal(t, h, same)
					a, holds[i] = after, h
				}
			},
			"void": func(t *rapid.T) {
				i := pick(t)
				a, holds[i] = a.Void(holds[i])
				again, _ := a.Void(holds[i])
				require.Equal(t, a, again)
			},
			"next day": func(t *rapid.T) {
				now += day
				a, base = a.At(now), spent()
				require.Equal(t, a, a.At(now-day), "a clock that steps back opens no new budget")
			},
			"": func(t *rapid.T) {
				require.Equal(t, money.Picos(uint64(spent())), a.Spent())
				require.Equal(t, money.Picos(uint64(held())), a.Held)
				require.Zero(t, new(big.Int).Sub(a.Debits.Big(), a.Credits.Big()).Cmp(a.Spent().Big()))
				require.Equal(t, money.Picos(uint64(limit)).SubFloor(a.PeriodSpent().Add(a.Held)), a.Available())
			},
		})
	})
}

func requireSource(t *rapid.T, err error, want clearing.Source) {
	require.ErrorIs(t, err, clearing.ErrInsufficient)
	var lack *clearing.InsufficientError
	require.ErrorAs(t, err, &lack)
	require.Equal(t, want, lack.Source)
	require.Equal(t, clearing.AccountID("key:1"), lack.Account)
	require.ErrorContains(t, err, string(want))
}

func TestUnlimited(t *testing.T) {
	a := clearing.Account{Budget: clearing.Budget{Unlimited: true}}
	a, h, err := a.Place("x", money.Coins(1_000_000), 0)
	require.NoError(t, err)
	require.True(t, money.Coins(1_000_000).Less(a.Available()))
	_, _, err = a.Extend("x", h, money.Coins(1), 0)
	require.NoError(t, err)
}

func TestPeriods(t *testing.T) {
	ms := func(s string) uint64 {
		at, err := time.Parse(time.DateTime, s)
		require.NoError(t, err)
		return uint64(at.UnixMilli())
	}
	for _, c := range []struct {
		p                clearing.Period
		now, start, next string
	}{
		{clearing.Hour, "2026-02-28 23:59:59", "2026-02-28 23:00:00", "2026-03-01 00:00:00"},
		{clearing.Day, "2026-02-28 23:59:59", "2026-02-28 00:00:00", "2026-03-01 00:00:00"},
		{clearing.Week, "2026-03-01 12:00:00", "2026-02-23 00:00:00", "2026-03-02 00:00:00"}, // a Sunday
		{clearing.Week, "2026-03-02 00:00:00", "2026-03-02 00:00:00", "2026-03-09 00:00:00"}, // a Monday
		{clearing.Month, "2026-12-31 12:00:00", "2026-12-01 00:00:00", "2027-01-01 00:00:00"},
		{clearing.Month, "2028-02-29 00:00:00", "2028-02-01 00:00:00", "2028-03-01 00:00:00"},
	} {
		require.Equal(t, ms(c.start), c.p.Start(ms(c.now)), "%s %s", c.p, c.now)
		require.Equal(t, ms(c.next), c.p.Next(ms(c.now)), "%s %s", c.p, c.now)
	}
	require.Zero(t, clearing.Total.Start(ms("2026-03-01 12:00:00")))
	require.Zero(t, clearing.Total.Next(ms("2026-03-01 12:00:00")))
	require.Equal(t, "week", clearing.Week.String())
	require.Equal(t, "period9", clearing.Period(9).String())
}

func TestLimits(t *testing.T) {
	for settled, want := range map[uint64]uint64{0: 10_000, 999_999: 10_000, 1_000_000: 10_000, 50_000_000: 500_000, 100_000_000: 1_000_000, 1_000_000_000: 1_000_000} {
		require.Equal(t, money.Micros(want), clearing.BuyerLimit(money.Micros(settled)), "settled %d micros", settled)
	}
	fresh := clearing.LimitsOf(money.Micros(999_999))
	require.True(t, fresh.IsNew)
	require.Equal(t, money.Micros(4_000), fresh.Allowance(money.Micros(6_000), money.Coins(1)), "other channels of the buyer count")
	require.Equal(t, money.Micros(3_000), fresh.Allowance(money.Amount{}, money.Micros(4_997_000)), "all new buyers share a limit")
	require.Zero(t, fresh.Allowance(money.Amount{}, money.Coins(6)))
	old := clearing.LimitsOf(money.Coins(1))
	require.Equal(t, money.Micros(10_000), old.Allowance(money.Amount{}, money.Coins(6)), "others no longer")
}
