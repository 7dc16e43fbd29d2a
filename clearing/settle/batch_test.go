package settle_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/market/money"
)

// legOf is a leg over so many dollars of which so many are earned.
func legOf(salt, cumulative, earned uint64, terms func(*channel.Channel)) settle.Leg {
	c := channel.Channel{Payer: buyer, Payee: owner.Address(), CloseDelay: delay, Salt: salt}
	if terms != nil {
		terms(&c)
	}
	return settle.Leg{Channel: c, Voucher: channel.SignedVoucher{Voucher: channel.Voucher{Cumulative: usd(cumulative)}}, UpTo: usd(earned)}
}

func TestBatchPacksWhatIsCheaperPacked(t *testing.T) {
	many := func(n uint64, cumulative, earned uint64, terms func(*channel.Channel)) (legs []settle.Leg) {
		for salt := range n {
			legs = append(legs, legOf(salt, cumulative, earned, terms))
		}
		return legs
	}
	longer := func(c *channel.Channel) { c.CloseDelay++ }
	for name, test := range map[string]struct {
		legs []settle.Leg
		verb settle.Verb
		want int
	}{
		"one":                                  {many(1, 5, 5, nil), settle.ClaimPacked, 1},
		"many":                                 {many(9, 5, 5, nil), settle.ClaimPacked, 9},
		"other payers":                         {append(many(2, 5, 5, nil), many(2, 5, 5, func(c *channel.Channel) { c.Payer[0]++; c.Signer[0]++ })...), settle.ClaimPacked, 4},
		"all prepaid in part":                  {many(9, 5, 4, nil), settle.Claim, 9},
		"one prepaid in part":                  {append(many(3, 5, 5, nil), legOf(9, 5, 4, nil)), settle.Claim, 4},
		"few of other terms":                   {append(many(3, 5, 5, nil), many(3, 5, 5, longer)...), settle.Claim, 6},
		"many, and one prepaid in part":        {append(many(60, 5, 5, nil), legOf(99, 5, 4, nil)), settle.ClaimPacked, 60},
		"one prepaid in part before many":      {append([]settle.Leg{legOf(99, 5, 4, nil)}, many(60, 5, 5, nil)...), settle.Claim, 1},
		"most of other terms than the first's": {append(many(2, 5, 5, longer), many(60, 5, 5, nil)...), settle.Claim, 2},
	} {
		t.Run(name, func(t *testing.T) {
			a := settle.Batch(test.legs)
			require.Equal(t, test.verb, a.Verb)
			require.Len(t, a.Legs, test.want)
			require.Equal(t, test.legs[0], a.Legs[0], "what is most urgent goes first")
			if a.Verb == settle.ClaimPacked {
				for _, l := range a.Legs {
					require.True(t, l.Packs())
					require.Equal(t, settle.Shared(a.Legs[0].Channel), settle.Shared(l.Channel))
				}
			}
		})
	}
}

// What Batch leaves is claimed by the next transaction.
func TestWhatABatchLeavesIsClaimedNext(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		var total money.Units
		for salt := range uint64(30) {
			c := r.sold(salt)
			r.fund(c, usd(100))
			own := usd(5)
			if salt%10 == 0 {
				own = usd(4) // a dollar is prepaid
			}
			total = total.Add(own)
			r.earn(c, 0, usd(5), own)
		}
		settled, err := r.driver.SettleNow(t.Context())
		require.NoError(t, err)
		require.Equal(t, total, settled.Total())
		require.ElementsMatch(t, []string{"claim packed", "claim"}, purposes(r.store))
	})
}
