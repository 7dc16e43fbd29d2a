package node

import (
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/node/dashboard"
)

var asset = money.Asset{ChainID: 31337, Token: common.HexToAddress("0x70"), Decimals: 6}

func autopilot() config.Channels {
	return config.Channels{Auto: true, PerSeller: config.Money{Amount: money.Coins(5)}, Total: config.Money{Amount: money.Coins(12)}, KeepFunded: 2,
		TopupBelow: config.Percent{PPM: 250_000}}
}

func payer(seller byte, deposit uint64, spent money.Amount) *channel.Payer {
	p := &channel.Payer{Asset: asset, Sum: spent, Settled: money.Coins(1)}
	p.Channel.PayeeSigner = common.BytesToAddress([]byte{seller})
	p.OnChain.Deposit = money.UnitsOf(deposit * 1_000_000)
	return p
}

func at(seller byte, p *channel.Payer) prospect {
	return prospect{seller: common.BytesToAddress([]byte{seller}), models: int(10 - seller), minimum: money.Coins(1), payer: p}
}

func plannedFor(cfg config.Channels, balance money.Amount, prospects ...prospect) plan {
	var payers []channel.Payer
	for _, c := range prospects {
		if c.payer != nil {
			payers = append(payers, *c.payer)
		}
	}
	return planChannels(cfg, money.Coins(5), asset, balance, prospects, payers)
}

func TestPlanFundsTheLikeliestWithinTheTotal(t *testing.T) {
	p := plannedFor(autopilot(), money.Coins(100), at(1, nil), at(2, nil), at(3, nil))
	require.Len(t, p.steps, 2, "keep_funded is 2")
	for _, s := range p.steps {
		require.Equal(t, dashboard.PlanOpen, s.verb)
		require.Equal(t, money.Coins(5), s.amount)
	}
	p = plannedFor(autopilot(), money.Coins(6), at(1, nil), at(2, nil))
	require.Equal(t, money.Coins(5), p.steps[0].amount)
	require.Equal(t, money.Coins(1), p.steps[1].amount, "the wallet has no more")
	p = plannedFor(autopilot(), money.Micros(5_500_000), at(1, nil), at(2, nil))
	require.Equal(t, dashboard.PlanKeep, p.steps[1].verb, "half a coin is below the seller's least deposit")
}

// A page is its seller's own word: it does not raise what a seller without history gets.
func TestPlanPaysNoRansom(t *testing.T) {
	greedy, modest := at(1, nil), at(2, nil)
	greedy.minimum = money.Coins(11)
	p := plannedFor(autopilot(), money.Coins(100), greedy, modest)
	require.Equal(t, dashboard.PlanKeep, p.steps[0].verb, "%s for a seller that nobody knows", p.steps[0].amount.Dollars())
	require.Contains(t, p.steps[0].why, "$11")
	require.Equal(t, dashboard.PlanOpen, p.steps[1].verb)
	require.Equal(t, money.Coins(5), p.steps[1].amount)
}

func TestPlanTopsUpWhatRunsLow(t *testing.T) {
	p := plannedFor(autopilot(), money.Coins(100), at(1, payer(1, 5, money.Coins(4))), at(2, payer(2, 5, money.Coins(3))))
	require.Equal(t, dashboard.PlanTopUp, p.steps[0].verb, "$1 of $5 is below a quarter")
	require.Equal(t, money.Coins(2), p.steps[0].amount, "$4 are missing, $2 of the total are left")
	require.Equal(t, dashboard.PlanKeep, p.steps[1].verb)
}

func TestPlanOpensWhatACallHasMissed(t *testing.T) {
	far := at(9, nil)
	far.wanted = true
	p := plannedFor(autopilot(), money.Coins(100), at(1, payer(1, 5, money.Amount{})), at(2, payer(2, 5, money.Amount{})), far)
	require.Len(t, p.steps, 3)
	require.Equal(t, dashboard.PlanOpen, p.steps[2].verb)
	require.Equal(t, money.Coins(2), p.steps[2].amount)
}

func TestPlanLeavesAClosingChannelAlone(t *testing.T) {
	closing := payer(1, 5, money.Coins(5))
	closing.OnChain.CloseAt = 1
	p := plannedFor(autopilot(), money.Coins(100), at(1, closing))
	require.Equal(t, dashboard.PlanKeep, p.steps[0].verb)
}

func TestIdleChannelsAreReclaimedUnlessKept(t *testing.T) {
	used, idle, busy, kept := *payer(1, 5, money.Amount{}), *payer(2, 5, money.Amount{}), *payer(3, 5, money.Amount{}), *payer(4, 5, money.Amount{})
	for i, p := range []*channel.Payer{&used, &idle, &busy, &kept} {
		p.Channel.Salt = uint64(i)
	}
	busy.Held = money.Picos(1)
	ages := map[common.Hash]time.Duration{used.ID(): time.Minute, idle.ID(): 2 * time.Hour, busy.ID(): 2 * time.Hour, kept.ID(): 2 * time.Hour}
	all := []channel.Payer{used, idle, busy, kept}
	steps := reclaim(time.Hour, all, ages, []step{{verb: dashboard.PlanKeep, seller: kept.Channel.PayeeSigner}})
	require.Len(t, steps, 1)
	require.Equal(t, idle.ID(), steps[0].channel)
	require.Empty(t, reclaim(0, all, ages, nil), "0 never reclaims")
}
