package transcript

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// masks replace what differs from run to run, in this order.
var masks = []struct {
	what *regexp.Regexp
	name string
}{
	{regexp.MustCompile(`\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?`), "TIME"},
	{regexp.MustCompile(`\b\d\d:\d\d:\d\d\b`), "TIME"},
	{regexp.MustCompile(`\bsk-[a-z0-9]+-[A-Za-z0-9]+`), "KEY"},
	{regexp.MustCompile(`\b(16Uiu2HA|12D3Koo|Qm)([1-9A-HJ-NP-Za-km-z]{5,}…?|\.\.[1-9A-HJ-NP-Za-km-z]+)`), "PEER"},
	{regexp.MustCompile(`\b0x[0-9a-fA-F]{4,}(…[0-9a-fA-F]*|\.\.[0-9a-fA-F]+)?`), "HEX"},
	{regexp.MustCompile(`\b(chatcmpl|msg|resp|call)[-_][A-Za-z0-9]{6,}`), "ID"},
	{regexp.MustCompile(`\b[0-9a-f]{12,64}(-dirty)?\b`), "HEX"},
	{regexp.MustCompile(`\b(127\.0\.0\.1|localhost)[:/](tcp/|udp/)?\d{2,5}\b`), "HOST"},
	{regexp.MustCompile(`\b\d+(\.\d+)? ?(ns|us|µs|ms|s)\b`), "DURATION"},
	{regexp.MustCompile(`"(created|timestamp|time)": ?\d+`), `"$1":NUMBER`},
	{regexp.MustCompile(`\b(pid|block) \d+`), "$1 NUMBER"},
	{regexp.MustCompile(`^(deepseek/\S+ ).*`), "${1}PRICES"},         // they change with the hour, UTC
	{regexp.MustCompile(`"model":"[^"]*/[^"]*"`), `"model":"MODEL"`}, // the cheapest one, which may change with them
	{regexp.MustCompile(`[ \t]+`), " "},                              // columns are as wide as what is in them
}

// chatter is what a command says only where it takes long.
var chatter = regexp.MustCompile(`^ *still at it after `)

// quietly is the output without chatter.
func quietly(lines []string) []string {
	return slices.DeleteFunc(slices.Clone(lines), chatter.MatchString)
}

// Mask is a line of output without what differs from run to run.
func Mask(line string) string {
	for _, m := range masks {
		line = m.what.ReplaceAllString(line, m.name)
	}
	return strings.TrimSpace(line)
}

// Compare returns an error that shows the first difference between what a page shows and what its commands print.
func Compare(path string, shown, fresh Page) error {
	want, got := shown.Steps(), fresh.Steps()
	if len(want) != len(got) {
		return fmt.Errorf("%s: %d commands on the page, %d were run", path, len(want), len(got))
	}
	for i, s := range want {
		if err := compareOutput(s.Output, got[i].Output); err != nil {
			return fmt.Errorf("%s:%d: the page shows another output of %q than it prints:\n%w\nrun 'make readme' and look at what changed", path, s.Line, s.Command, err)
		}
	}
	return nil
}

func compareOutput(shown, printed []string) error {
	shown, printed = quietly(shown), quietly(printed)
	for i := range max(len(shown), len(printed)) {
		was, is := "(nothing)", "(nothing)"
		if i < len(shown) {
			was = Mask(shown[i])
		}
		if i < len(printed) {
			is = Mask(printed[i])
		}
		if was != is {
			return fmt.Errorf("  page:   %s\n  output: %s", was, is)
		}
	}
	return nil
}
