package settle_test

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/market/money"
)

const delay = 48 * 3600

func tracked(cumulative, own money.Units) settle.Tracked {
	v := channel.SignedVoucher{Voucher: channel.Voucher{Cumulative: cumulative}}
	v.Sig[0] = 1
	return settle.Tracked{
		Channel: channel.Channel{CloseDelay: delay}, Asset: asset, Role: settle.Payee,
		Highest: v, Sum: own.FloorPicos(asset), Since: 1_000_000_000,
	}
}

func TestClaimableIsTheLeastOfVoucherOwnSumAndDeposit(t *testing.T) {
	open := channel.OnChain{Deposit: usd(10), Claimed: usd(2)}
	for name, test := range map[string]struct {
		tracked      settle.Tracked
		state        channel.OnChain
		upTo, unpaid money.Units
	}{
		"voucher":           {tracked(usd(5), usd(9)), open, usd(5), usd(3)},
		"own sum":           {tracked(usd(9), usd(5)), open, usd(5), usd(3)},
		"deposit":           {tracked(usd(50), usd(50)), open, usd(10), usd(8)},
		"all paid":          {tracked(usd(2), usd(2)), open, usd(2), usd(0)},
		"nothing earned":    {tracked(usd(5), usd(0)), open, usd(0), usd(0)},
		"not open":          {tracked(usd(5), usd(5)), channel.OnChain{}, usd(0), usd(0)},
		"another epoch":     {tracked(usd(5), usd(5)), channel.OnChain{Deposit: usd(10), Epoch: 1}, usd(0), usd(0)},
		"no voucher":        {settle.Tracked{Role: settle.Payee, Asset: asset}, open, usd(0), usd(0)},
		"we are the buyer":  {settle.Tracked{Role: settle.Payer, Asset: asset, Highest: tracked(usd(5), usd(5)).Highest}, open, usd(0), usd(0)},
		"part of a unit up": {settle.Tracked{Role: settle.Payee, Asset: asset, Highest: tracked(usd(9), usd(9)).Highest, Sum: money.Picos(1)}, channel.OnChain{Deposit: usd(10)}, money.UnitsOf(1), money.UnitsOf(1)},
	} {
		t.Run(name, func(t *testing.T) {
			upTo, unpaid := settle.Claimable(test.tracked, test.state)
			require.Equal(t, test.upTo, upTo, "up to, base units")
			require.Equal(t, test.unpaid, unpaid, "unpaid, base units")
		})
	}
}

func TestPolicyDecides(t *testing.T) {
	const born = 1_000_000_000 // ms, as in tracked
	const quarter = delay * 1000 / 4
	open := channel.OnChain{Deposit: usd(1000)}
	closing := open
	closing.CloseAt = 1
	cheap, dear := big.NewInt(1e7), big.NewInt(1e12) // 0.01 gwei: a leg costs $0.0006; 1,000 gwei: $60
	for name, test := range map[string]struct {
		tracked settle.Tracked
		state   channel.OnChain
		now     uint64
		gas     *big.Int
		want    settle.Reason
	}{
		"young and small":              {tracked(usd(5), usd(5)), open, born, cheap, settle.Hold},
		"twenty dollars":               {tracked(usd(20), usd(20)), open, born, cheap, settle.Unclaimed},
		"just under twenty":            {tracked(money.UnitsOf(19_999_999), usd(20)), open, born, cheap, settle.Hold},
		"four fifths of what is left":  {tracked(usd(8), usd(8)), channel.OnChain{Deposit: usd(10)}, born, cheap, settle.Utilisation},
		"a crumb after the first":      {tracked(money.UnitsOf(8_100_000), usd(9)), channel.OnChain{Deposit: usd(10), Claimed: usd(8)}, born, cheap, settle.Hold},
		"old":                          {tracked(usd(5), usd(5)), open, born + quarter + 1, cheap, settle.Age},
		"just not old":                 {tracked(usd(5), usd(5)), open, born + quarter, cheap, settle.Hold},
		"old and not worth three legs": {tracked(usd(170), usd(170)), channel.OnChain{Deposit: usd(1000)}, born + quarter + 1, dear, settle.Hold},
		"old and worth three legs":     {tracked(usd(190), usd(190)), channel.OnChain{Deposit: usd(1000)}, born + quarter + 1, dear, settle.Unclaimed},
		"closing":                      {tracked(usd(5), usd(5)), closing, born, cheap, settle.Closing},
		"closing and worth one leg":    {tracked(usd(61), usd(61)), closing, born, dear, settle.Closing},
		"closing and not worth a leg":  {tracked(usd(59), usd(59)), closing, born, dear, settle.Hold},
		"closing and all paid":         {tracked(usd(0), usd(0)), closing, born, cheap, settle.Hold},
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, test.want, settle.DefaultPolicy().Decide(test.tracked, test.state, test.now, test.gas))
		})
	}
}

func TestUnknownAgeIsNotOld(t *testing.T) {
	c := tracked(usd(5), usd(5))
	c.Since = 0
	require.Equal(t, settle.Hold, settle.DefaultPolicy().Decide(c, channel.OnChain{Deposit: usd(1000)}, 1<<60, big.NewInt(1)))
}

func TestPlanClaimTakesClosingFirstThenTheGreatestAndCompany(t *testing.T) {
	var all []settle.Tracked
	latest := map[common.Hash]channel.OnChain{}
	add := func(salt uint64, earned money.Units, s channel.OnChain) {
		c := tracked(earned, earned)
		c.Channel.Salt = salt
		all = append(all, c)
		latest[c.Channel.ID()] = s
	}
	open := channel.OnChain{Deposit: usd(1000)}
	add(1, usd(25), open)
	add(2, usd(3), channel.OnChain{Deposit: usd(1000), CloseAt: 5})
	add(3, usd(30), open)
	add(4, usd(1), open)             // no reason of its own, worth more than 100 legs
	add(5, money.UnitsOf(100), open) // not worth the company's gas
	gas := big.NewInt(1e6)

	plan := settle.PlanClaim(settle.DefaultPolicy(), all, latest, 1_000_000_000, gas)
	var salts []uint64
	for _, l := range plan.Legs {
		salts = append(salts, l.Channel.Salt)
	}
	require.Equal(t, []uint64{2, 3, 1, 4}, salts)
	require.Equal(t, map[settle.Reason]int{settle.Closing: 1, settle.Unclaimed: 2, settle.Riding: 1}, plan.Reasons)

	alone := settle.PlanClaim(settle.DefaultPolicy(), all[3:], latest, 1_000_000_000, gas)
	require.Empty(t, alone.Legs, "company without anybody to accompany")
}

func TestPlanClaimIsBounded(t *testing.T) {
	var all []settle.Tracked
	latest := map[common.Hash]channel.OnChain{}
	for i := range uint64(settle.MaxLegs + 50) {
		c := tracked(usd(20+i), usd(20+i))
		c.Channel.Salt = i
		all = append(all, c)
		latest[c.Channel.ID()] = channel.OnChain{Deposit: usd(1000)}
	}
	plan := settle.PlanClaim(settle.DefaultPolicy(), all, latest, 1_000_000_000, big.NewInt(1))
	require.Len(t, plan.Legs, settle.MaxLegs)
	require.Equal(t, usd(20+settle.MaxLegs+49), plan.Legs[0].UpTo, "the greatest first")
}

func TestGasCostRoundsUp(t *testing.T) {
	p := settle.Policy{NativePrice: money.Coins(3000)}
	require.Equal(t, big.NewInt(1), p.GasCost(1, big.NewInt(1)), "any gas costs at least one pico")
	require.Equal(t, money.Coins(60).Big(), p.GasCost(20_000, big.NewInt(1e12)))
}

func TestReplacementsRaiseBothFeesByAnEighth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(what string) *big.Int { return new(big.Int).SetUint64(rapid.Uint64Range(0, 1<<50).Draw(t, what)) }
		bid := settle.FirstBid(settle.Fees{Base: draw("base"), Tip: draw("tip")})
		for i := range 5 {
			fees := settle.Fees{Base: draw(fmt.Sprintf("base %d", i)), Tip: draw(fmt.Sprintf("tip %d", i))}
			next := settle.Raise(bid, settle.FirstBid(fees))
			for _, f := range [][2]*big.Int{{bid.TipCap, next.TipCap}, {bid.FeeCap, next.FeeCap}} {
				eight, nine := new(big.Int).Mul(f[1], big.NewInt(8)), new(big.Int).Mul(f[0], big.NewInt(9))
				require.True(t, f[1].Cmp(f[0]) > 0 && eight.Cmp(nine) >= 0, "%v after %v wei", f[1], f[0])
			}
			require.True(t, next.FeeCap.Cmp(next.TipCap) >= 0, "fee cap %v below tip cap %v", next.FeeCap, next.TipCap)
			bid = next
		}
	})
}

// A bid rises with the time that is gone, asks for no more than the limit, and its tip reaches 2^10 times the market's at the deadline.
func TestUrgentBidsRiseToTheLimitAtTheDeadline(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fees := settle.Fees{Base: new(big.Int).SetUint64(rapid.Uint64Range(0, 1<<40).Draw(t, "base")), Tip: new(big.Int).SetUint64(rapid.Uint64Range(0, 1<<30).Draw(t, "tip"))}
		limit := new(big.Int).SetUint64(rapid.Uint64Range(1, 1<<60).Draw(t, "limit"))
		whole := rapid.Uint64Range(1, 30*86400).Draw(t, "whole")
		last := settle.Urgent(fees, limit, 0, whole)
		for _, progress := range []uint64{whole / 4, whole / 2, whole - whole/4, whole, 2 * whole} {
			bid := settle.Urgent(fees, limit, progress, whole)
			require.True(t, bid.FeeCap.Cmp(last.FeeCap) >= 0 && bid.TipCap.Cmp(last.TipCap) >= 0, "falls at %d of %d", progress, whole)
			require.True(t, bid.FeeCap.Cmp(limit) <= 0 && bid.TipCap.Cmp(bid.FeeCap) <= 0)
			last = bid
		}
		require.Zero(t, last.FeeCap.Cmp(limit), "the whole limit at the deadline")
	})
	fees := settle.Fees{Base: big.NewInt(100), Tip: big.NewInt(10)}
	require.Equal(t, settle.FirstBid(fees), settle.Urgent(fees, big.NewInt(1e9), 0, 36))
	require.Equal(t, big.NewInt(10<<10), settle.Urgent(fees, big.NewInt(1e9), 36, 36).TipCap)
}

func TestCautious(t *testing.T) {
	for name, test := range map[string]struct{ final, latest, want channel.OnChain }{
		"same":             {channel.OnChain{Deposit: usd(5)}, channel.OnChain{Deposit: usd(5)}, channel.OnChain{Deposit: usd(5)}},
		"not final yet":    {channel.OnChain{}, channel.OnChain{Deposit: usd(5)}, channel.OnChain{}},
		"top-up":           {channel.OnChain{Deposit: usd(5)}, channel.OnChain{Deposit: usd(9)}, channel.OnChain{Deposit: usd(5)}},
		"deposit vanished": {channel.OnChain{Deposit: usd(5)}, channel.OnChain{}, channel.OnChain{}},
		"claim not final":  {channel.OnChain{Deposit: usd(5)}, channel.OnChain{Deposit: usd(5), Claimed: usd(2)}, channel.OnChain{Deposit: usd(5)}},
		"close seen":       {channel.OnChain{Deposit: usd(5)}, channel.OnChain{Deposit: usd(5), CloseAt: 9}, channel.OnChain{Deposit: usd(5), CloseAt: 9}},
		"cancel not final": {channel.OnChain{Deposit: usd(5), CloseAt: 9}, channel.OnChain{Deposit: usd(5)}, channel.OnChain{Deposit: usd(5), CloseAt: 9}},
		"closed not final": {channel.OnChain{Deposit: usd(5), Claimed: usd(2)}, channel.OnChain{Epoch: 1}, channel.OnChain{Deposit: usd(2), Claimed: usd(2), CloseAt: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, test.want, settle.Cautious(test.final, test.latest))
		})
	}
}
