package catalogue_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/catalogue"
	"github.com/tolsey/tolsey/market/money"
)

func TestEmbeddedListIsSellable(t *testing.T) {
	c := catalogue.Load()
	require.Len(t, c.Models, 22)
	require.Len(t, c.Speaking("openai"), 14)
	for _, e := range c.Models {
		require.NoError(t, e.List.Validate(), e.Model)
		if e.Dialect != "ark-video" {
			require.NotZero(t, e.Context, e.Model)
			require.NotZero(t, e.MaxOutput, e.Model)
		}
	}
	video, ok := c.Find("bytedance/seedance-2.0")
	require.True(t, ok)
	require.Equal(t, []market.UnitPrice{{Unit: market.VideoTokens, Price: 6_400_000}}, video.List.Prices)
}

func TestPeakHoursDoubleEveryPrice(t *testing.T) {
	e, ok := catalogue.Load().Find("deepseek/deepseek-v4-flash")
	require.True(t, ok)
	usage := market.Usage{market.Input: 1_000, market.CacheRead: 5_000, market.Output: 300, market.Reasoning: 20}
	for _, tc := range []struct {
		at    string
		picos uint64
	}{
		{"00:59", 243_600_000}, {"01:00", 487_200_000}, {"03:59", 487_200_000}, {"04:00", 243_600_000}, {"06:00", 487_200_000}, {"10:00", 243_600_000},
	} {
		at, err := time.Parse("15:04", tc.at)
		require.NoError(t, err)
		p, err := e.List.Resolve(at, "", market.NoMultiplier)
		require.NoError(t, err)
		cost, err := p.Cost(usage)
		require.NoError(t, err)
		require.Equal(t, money.Picos(tc.picos), cost, "cost in picos at %s UTC", tc.at)
	}
}

func TestLongContextReplacesPrices(t *testing.T) {
	e, ok := catalogue.Load().Find("bytedance/seed-2.0-pro")
	require.True(t, ok)
	p, err := e.List.Resolve(time.Time{}, "", market.NoMultiplier)
	require.NoError(t, err)
	for prompt, want := range map[uint64]money.Price{131_072: 500_000, 131_073: 1_000_000} {
		got, ok := p.At(prompt).Get(market.Input)
		require.True(t, ok)
		require.Equal(t, want, got, "picos per input token of a %d-token prompt", prompt)
	}
	got, _ := p.At(131_073).Get(market.Reasoning)
	require.Equal(t, money.Price(6_000_000), got, "reasoning costs what output costs")
}

func TestParseRefuses(t *testing.T) {
	good := `{"models":[{"id":"a/b","vendor":"v","dialect":"openai","list":{"input":"1"},"context":1,"maxOutput":1}]}`
	_, err := catalogue.Parse([]byte(good))
	require.NoError(t, err)
	for bad, want := range map[string]string{
		strings.Replace(good, `"input"`, `"inputs"`, 1):                                                   `unknown unit "inputs"`,
		strings.Replace(good, `"1"`, `"-1"`, 1):                                                           "negative",
		strings.Replace(good, `"1"`, `"0"`, 1):                                                            "price 0",
		strings.Replace(good, `"a/b"`, `"A b"`, 1):                                                        "vendor/name",
		strings.Replace(good, `"context"`, `"ctx"`, 1):                                                    `unknown field "ctx"`,
		strings.Replace(good, `,"dialect":"openai"`, "", 1):                                               "vendor or dialect is missing",
		strings.Replace(good, `"context":1`, `"overrides":[{}]`, 1):                                       "no condition",
		strings.Replace(good, `"context":1`, `"overrides":[{"utc":"1"}]`, 1):                              "is not of the form 01:00-04:00",
		strings.Replace(good, `"context":1`, `"overrides":[{"utc":"01:00-01:00","factor":"2"}]`, 1):       "is empty",
		strings.Replace(good, `"context":1`, `"overrides":[{"utc":"01:00-02:00"}]`, 1):                    "either a factor or prices",
		strings.Replace(good, `"context":1`, `"overrides":[{"contextOver":1,"output":"2"}]`, 1):           "no base price",
		strings.Replace(good, `"context":1`, `"overrides":[{"utc":"01:00-02:00","factor":"two"}]`, 1):     "factor",
		strings.Replace(good, `]}`, `,{"id":"a/b","vendor":"v","dialect":"d","list":{"input":"1"}}]}`, 1): "listed twice",
		good + "{}": "more text",
	} {
		_, err := catalogue.Parse([]byte(bad))
		require.ErrorContains(t, err, want, bad)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(catalogue.Source())
	f.Add([]byte(`{"models":[{"id":"a/b","vendor":"v","dialect":"d","list":{"input":"1"},"overrides":[{"utc":"23:00-01:00","factor":"1.5"}]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := catalogue.Parse(data)
		if err != nil {
			return
		}
		for _, e := range c.Models {
			require.NoError(t, e.List.Validate())
		}
	})
}
