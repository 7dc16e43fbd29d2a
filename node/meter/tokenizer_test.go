package meter_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tiktoken-go/tokenizer"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/meter"
)

var texts = []string{
	"", " ", "  ", "a", "hello world", "Hello, World!", "I'm sure they'll say it's WE'RE not 'S", "don'T 'ſ x'ſ ABC'ſ",
	"\n", "\r\n", "\n \n", " \r \n  x", "\x7f", " \n ", "  \n\n  x", "x  \n", "x   y", "tab\tand\u00a0nbsp\u2003em", " !", "  !", " \u0301", "a\u0301b", "\u0301", "\u0301\u0301 x",
	"1", "12", "123", "1234567", "x1y22", "١٢٣٤", "½⅓", "HTTPServer", "ABCdef", "ǅabc", "aʰb", "Aʰ", "AʰB", "市场价格代币", "日本語のテキスト。", "한국어", "हिन्दी", "اللغة",
	"ελληνικά", "договор ЦЕНА", "naïve café", "$100.00", "//\n//\n", "...\r\n/x", "<|endoftext|>", "🙂🙂 👩‍👩‍👧‍👦", "\ufffd", "\x00\x01", "a\u200bb",
	`{"type":"object","properties":{"a":{"type":"string"}}}`, "func main() {\n\tfmt.Println(\"hi\")\n}\n", strings.Repeat("a", 300), strings.Repeat(" ", 300) + "x",
	strings.Repeat("ab", 60) + strings.Repeat("Zq", 200), strings.Repeat("=", 500), strings.Repeat("\n", 100), strings.Repeat("市", 100), strings.Repeat("\U0001d400", 50),
	"Antidisestablishmentarianism", "xyzzyqwfpgjluyarstdhneio", "Pneumonoultramicroscopicsilicovolcanoconiosis",
}

func TestCountIsTheReferences(t *testing.T) {
	for _, text := range texts {
		require.Equal(t, reference(text), meter.Count([]byte(text)), "tokens of %.60q", text)
	}
}

// runes has every class of character, and those that the pattern names.
var runes = []rune("aZbQ sStTrReEvVmMlLdD''ſ09½١ \t\n\r/\u00a0\u0085\u2028ʰªǅ市あ한\u0301\u093f\u20dd!$.,{}🙂\u200d\ufffdàÉ\U0001d400\U0001e900")

func anyText() *rapid.Generator[string] {
	return rapid.OneOf(rapid.StringOf(rapid.SampledFrom(runes)), rapid.String(), rapid.Custom(func(t *rapid.T) string {
		return strings.Repeat(string(rapid.SampledFrom(runes).Draw(t, "rune")), rapid.IntRange(1, 200).Draw(t, "times")) + rapid.StringOf(rapid.SampledFrom(runes)).Draw(t, "rest")
	}))
}

func TestAnyTextCountsAsTheReference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := anyText().Draw(t, "text")
		require.Equal(t, reference(text), meter.Count([]byte(text)), "tokens of %q", text)
	})
}

func TestCountGrowsAsTheWholeDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := []byte(rapid.Custom(func(t *rapid.T) string {
			return strings.Join(rapid.SliceOfN(anyText(), 0, 5).Draw(t, "texts"), "")
		}).Draw(t, "text"))
		var out meter.Output
		for from := 0; from < len(text); {
			to := min(len(text), from+rapid.IntRange(1, 40).Draw(t, "chunk"))
			out.Add([]dialect.Delta{{Kind: dialect.Text, Text: text[from:to]}})
			from = to
			if rapid.Bool().Draw(t, "ask") {
				require.Equal(t, meter.Count(text[:to]), out.Count().Completion(), "tokens of %q", text[:to])
			}
			require.LessOrEqual(t, out.Running().Completion(), uint64(to))
		}
		require.Equal(t, meter.Count(text), out.Count().Completion())
	})
}

func FuzzCount(f *testing.F) {
	for _, text := range texts {
		f.Add([]byte(text), 3)
	}
	f.Add([]byte("\xff\xc3 split \xe5\xb8"), 1)
	f.Fuzz(func(t *testing.T, text []byte, at int) {
		if len(text) > 1<<10 {
			return
		}
		whole := meter.Count(text)
		require.Equal(t, reference(string([]rune(string(text)))), whole, "tokens of %q", text)
		var out meter.Output
		at = min(max(at, 0), len(text))
		out.Add([]dialect.Delta{{Kind: dialect.Text, Text: text[:at]}})
		require.Equal(t, meter.Count(text[:at]), out.Count().Completion())
		out.Add([]dialect.Delta{{Kind: dialect.Text, Text: text[at:]}})
		require.Equal(t, whole, out.Count().Completion(), "tokens of %q cut at %d", text, at)
	})
}

const prose = `The tolsey was a medieval town house that held the merchants' exchange, the toll booth and the court of accounts.
It's 1,234.50 USD per 1M tokens; see https://example.com/prices?x=1 for more. 市场 价格 代币, договор цена.
`

func BenchmarkCount(b *testing.B) {
	for _, size := range []int{256, 1 << 10, 64 << 10} {
		text := []byte(strings.Repeat(prose, size/len(prose)+1)[:size])
		b.Run(fmt.Sprintf("%dB", size), func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				meter.Count(text)
			}
		})
	}
	b.Run("library", func(b *testing.B) {
		text := strings.Repeat(prose, 5)
		b.SetBytes(int64(len(text)))
		codec, err := tokenizer.Get(tokenizer.O200kBase)
		require.NoError(b, err)
		for b.Loop() {
			_, _ = codec.Count(text)
		}
	})
	b.Run("oneLetter", func(b *testing.B) {
		text := []byte(strings.Repeat("qx", 32<<10))
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			meter.Count(text)
		}
	})
}
