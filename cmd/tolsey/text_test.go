package main

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestParseTime(t *testing.T) {
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	for text, want := range map[string]time.Time{
		"30d":                       now.AddDate(0, 0, 30),
		"12h":                       now.Add(12 * time.Hour),
		"1h30m":                     now.Add(90 * time.Minute),
		"2027-01-31":                time.Date(2027, 1, 31, 0, 0, 0, 0, time.UTC),
		"2027-01-31T10:00:00+02:00": time.Date(2027, 1, 31, 8, 0, 0, 0, time.UTC),
	} {
		got, err := parseTime(text, now)
		require.NoError(t, err, text)
		require.True(t, want.Equal(got), "%s: got %s, want %s", text, got, want)
	}
	for _, text := range []string{"", "0d", "-3d", "5", "tomorrow", "31-01-2027", "99999999d"} {
		_, err := parseTime(text, now)
		require.ErrorContains(t, err, "write a span", text)
	}
}

// What a peer or vendor wrote reaches the terminal without moving its cursor or breaking the table.
func TestCellsArePrintable(t *testing.T) {
	require.Equal(t, "plain, 12 % \"x\" é", printable("plain, 12 % \"x\" é"))
	require.Equal(t, `a\x1b[2Jb`, printable("a\x1b[2Jb"))
	require.Equal(t, `a\tb\nc`, printable("a\tb\nc"))
	require.Equal(t, `\u202egpj.exe`, printable("\u202egpj.exe"))
	rapid.Check(t, func(t *rapid.T) {
		out := row(rapid.String().Draw(t, "a"), rapid.String().Draw(t, "b"))
		require.Equal(t, 1, strings.Count(out, "\t"))
		require.NotContains(t, out, "\n")
		require.NotContains(t, out, "\x1b")
	})
}

func TestMarginKeepsItsSign(t *testing.T) {
	for ppm, want := range map[int64]string{316_000: "31.6 %", 0: "0.0 %", -5_000: "-0.5 %", -52_132: "-5.2 %"} {
		require.Equal(t, want, margin(ppm))
	}
}

// Arranging a command line loses nothing: its flags and its arguments keep their order.
func TestArrangeLosesNothing(t *testing.T) {
	app := newApp()
	rapid.Check(t, func(t *rapid.T) {
		args := rapid.SliceOfN(rapid.StringMatching(`[a-z0-9]{1,6}`), 0, 3).Draw(t, "args")
		line := []string{"tolsey", "channel", "close"}
		for _, a := range args {
			line = append(line, a)
			if rapid.Bool().Draw(t, "flag") {
				line = append(line, "--force")
			}
			if rapid.Bool().Draw(t, "value") {
				line = append(line, "--data", "dir")
			}
		}
		if slices.Contains(args, "help") {
			return
		}
		out, err := arrange(app, line)
		require.NoError(t, err)
		require.Equal(t, []string{"tolsey", "channel", "close"}, out[:3])
		cut := len(out)
		if len(args) > 0 {
			cut = slices.Index(out, "--")
			require.Equal(t, args, out[cut+1:])
		}
		for _, f := range out[3:cut] {
			require.Contains(t, []string{"--force", "--data", "dir"}, f)
		}
		require.ElementsMatch(t, line, slices.DeleteFunc(slices.Clone(out), func(s string) bool { return s == "--" }))
	})
}
