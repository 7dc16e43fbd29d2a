package meter_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/meter"
)

func TestTextsOfAnAnswerAreCountedApart(t *testing.T) {
	var out meter.Output
	out.Add([]dialect.Delta{{Kind: dialect.Text, Text: []byte("hel")}, {Choice: 1, Kind: dialect.Text, Text: []byte("hel")}})
	out.Add([]dialect.Delta{{Kind: dialect.Reasoning, Text: []byte("so I think")}, {Kind: dialect.Text, Text: []byte("lo")}})
	out.Add([]dialect.Delta{{Kind: dialect.ToolName, Text: []byte("get_weather")}, {Kind: dialect.ToolArgs, Text: []byte(`{"city":`)}})
	out.Add([]dialect.Delta{{Kind: dialect.ToolArgs, Text: []byte(`"Paris"}`)}, {Kind: dialect.ToolArgs, Tool: 1, Text: []byte("{}")}})
	want := market.Usage{market.Output: T("hello") + T("hel") + T("get_weather") + T(`{"city":"Paris"}`) + T("{}"), market.Reasoning: T("so I think")}
	require.Equal(t, want, out.Count())
	require.Equal(t, want, out.Running())
	require.Equal(t, uint64(3+3+10+2+11+8+8+2), out.Bytes())
}

func TestSplitCharactersAreWholeAgain(t *testing.T) {
	var out meter.Output
	for _, b := range []byte("price 市场 🙂!") {
		out.Add([]dialect.Delta{{Kind: dialect.Text, Text: []byte{b}}})
		out.Count()
	}
	require.Equal(t, T("price 市场 🙂!"), out.Count().Completion())
}

// An answer of one endless word must not cost the square of its length to watch.
func TestWatchingAnEndlessWordIsCheap(t *testing.T) {
	var out meter.Output
	start := time.Now()
	for range 20_000 {
		out.Add([]dialect.Delta{{Kind: dialect.Text, Text: []byte("qxzjvk")}})
		out.Running()
	}
	require.Less(t, time.Since(start), 20*time.Second)
	exact := out.Count().Completion()
	require.Equal(t, meter.Count([]byte(strings.Repeat("qxzjvk", 20_000))), exact)
	require.Equal(t, exact, out.Running().Completion())
}

func TestRunningLagsOnlyWithinAPiece(t *testing.T) {
	var out meter.Output
	text := strings.Repeat("the quick brown fox jumps. ", 200)
	for _, word := range strings.SplitAfter(text, " ") {
		out.Add([]dialect.Delta{{Kind: dialect.Text, Text: []byte(word)}})
		require.Equal(t, out.Count(), out.Running())
	}
	require.Equal(t, T(text), out.Count().Completion())
}

func BenchmarkOutputPerChunk(b *testing.B) {
	words := strings.SplitAfter(strings.Repeat(prose, 20), " ")
	deltas := make([][]dialect.Delta, len(words))
	for i, w := range words {
		deltas[i] = []dialect.Delta{{Kind: dialect.Text, Text: []byte(w)}}
	}
	b.ReportAllocs()
	var out meter.Output
	i := 0
	for b.Loop() {
		out.Add(deltas[i%len(deltas)])
		out.Running()
		i++
	}
}
