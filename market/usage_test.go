package market_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/market"
)

// The numbers and the order of the units are signed and stored: this list never changes, it only grows.
func TestUnitsKeepTheirNumbers(t *testing.T) {
	names := []string{"input", "cacheRead", "cacheWrite5m", "cacheWrite1h", "output", "reasoning", "audioIn", "audioOut", "imageIn", "imageOut",
		"videoTokens", "videoMillis", "requests", "searches"}
	require.Len(t, names, market.Units)
	for i, name := range names {
		u, err := market.ParseUnit(name)
		require.NoError(t, err)
		require.Equal(t, market.Unit(i), u)
		require.Equal(t, name, u.String())
	}
	_, err := market.ParseUnit("tokens")
	require.ErrorContains(t, err, "cacheRead", "an error lists what there is")
	require.Equal(t, "unit99", market.Unit(99).String())
}

func TestUsageHash(t *testing.T) {
	counts := make([]byte, 8*market.Units) // uint64 each, big-endian, in the order of the enum
	counts[8*0+7], counts[8*4+6], counts[8*13] = 5, 1, 0x80
	require.Equal(t, crypto.Keccak256Hash(counts), market.Usage{market.Input: 5, market.Output: 256, market.Searches: 1 << 63}.Hash())
	rapid.Check(t, func(t *rapid.T) {
		var a, b market.Usage
		for i := range a {
			a[i], b[i] = rapid.Uint64Range(0, 2).Draw(t, "a"), rapid.Uint64Range(0, 2).Draw(t, "b")
		}
		require.Equal(t, a == b, a.Hash() == b.Hash())
	})
}

func TestPromptAndCompletionCountEachTokenOnce(t *testing.T) {
	var u market.Usage
	for i := range u {
		u[i] = 1 << i
	}
	prompt := uint64(1<<market.Input | 1<<market.CacheRead | 1<<market.CacheWrite5m | 1<<market.CacheWrite1h | 1<<market.AudioIn | 1<<market.ImageIn)
	completion := uint64(1<<market.Output | 1<<market.Reasoning | 1<<market.AudioOut | 1<<market.ImageOut)
	require.Equal(t, prompt, u.Prompt())
	require.Equal(t, completion, u.Completion())
	require.Zero(t, prompt&completion)
}

func TestUsageAdd(t *testing.T) {
	sum, ok := market.Usage{market.Input: 1, market.Output: 2}.Add(market.Usage{market.Input: 10, market.Searches: 1})
	require.True(t, ok)
	require.Equal(t, market.Usage{market.Input: 11, market.Output: 2, market.Searches: 1}, sum)
	_, ok = market.Usage{market.Searches: math.MaxUint64}.Add(market.Usage{market.Searches: 1})
	require.False(t, ok)
}

func TestUsageValidate(t *testing.T) {
	require.NoError(t, market.Usage{market.Input: market.MaxCount}.Validate())
	require.ErrorContains(t, market.Usage{market.Reasoning: market.MaxCount + 1}.Validate(), "reasoning")
}

func TestUsageJSON(t *testing.T) {
	text, err := json.Marshal(market.Usage{market.Input: 5, market.CacheRead: 7})
	require.NoError(t, err)
	require.JSONEq(t, `{"input":5,"cacheRead":7}`, string(text))
	u := market.Usage{market.Output: 9}
	require.NoError(t, json.Unmarshal(text, &u))
	require.Equal(t, market.Usage{market.Input: 5, market.CacheRead: 7}, u, "what is not named is zero")
	for _, bad := range []string{`{"tokens":1}`, `{"input":-1}`, `{"input":1.5}`, `{"input":"1"}`, `[]`, `{"input":18446744073709551616}`} {
		require.Error(t, json.Unmarshal([]byte(bad), &u), bad)
	}
}

func FuzzUsageJSON(f *testing.F) {
	f.Add([]byte(`{"input":5,"cacheRead":7}`))
	f.Add([]byte(`{"input":1e3}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var u, back market.Usage
		if json.Unmarshal(data, &u) != nil {
			return
		}
		text, err := json.Marshal(u)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(text, &back))
		require.Equal(t, u, back)
	})
}
