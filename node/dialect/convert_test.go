package dialect_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/node/dialect"
)

// conversing are the dialects of conversations that this node converts.
func conversing(t require.TestingT) (all []dialect.Name) {
	for _, name := range dialect.Names() {
		codec, err := dialect.For(name)
		require.NoError(t, err)
		if _, ok := codec.(dialect.Converter); ok && dialect.Name(name) != dialect.Completions {
			all = append(all, dialect.Name(name))
		}
	}
	return all
}

// A conversation that every dialect can hold comes back from each as it went there.
func TestConversationsSurviveEveryDialect(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := &dialect.Prompt{Model: "m", Stream: rapid.Bool().Draw(t, "stream"), MaxOutput: 99}
		for range rapid.IntRange(0, 2).Draw(t, "tools") {
			p.Tools = []dialect.Tool{{Name: "f0", Description: "does", Schema: []byte(`{"type":"object","properties":{"a":{"type":"integer"}}}`)}}
			p.Choice = rapid.SampledFrom([]dialect.ToolChoice{{}, {Mode: dialect.AutoTool}, {Mode: dialect.SomeTool}, {Mode: dialect.OneTool, Name: "f0"}}).Draw(t, "choice")
		}
		for i := range rapid.IntRange(1, 3).Draw(t, "turns") {
			said := []dialect.Message{{Role: dialect.User, Parts: text1(word.Draw(t, "said"))}, {Role: dialect.Assistant, Parts: text1(word.Draw(t, "answer"))}}
			if i == 0 && rapid.Bool().Draw(t, "system") {
				said = append([]dialect.Message{{Role: dialect.System, Parts: text1(word.Draw(t, "rules"))}}, said...)
			}
			if len(p.Tools) > 0 && rapid.Bool().Draw(t, "calls") {
				last := &said[len(said)-1]
				last.Parts = append(last.Parts, dialect.Part{Kind: dialect.ToolUsePart, ToolID: "call_1", Tool: "f0", Args: object.Draw(t, "args")})
				said = append(said, dialect.Message{Role: dialect.ToolRole, Parts: []dialect.Part{{Kind: dialect.ToolDonePart, ToolID: "call_1", Tool: "f0", Parts: text1(word.Draw(t, "result"))}}})
			}
			p.Messages = append(p.Messages, said...)
		}
		p.Messages = append(p.Messages, dialect.Message{Role: dialect.User, Parts: text1("go on")})
		body, err := converterOf(t, dialect.OpenAI).Request(p)
		require.NoError(t, err)
		asked := decodeAs(t, dialect.OpenAI, string(body))
		for _, through := range conversing(t) {
			there, err := dialect.Convert(asked, through)
			require.NoError(t, err, "to %s: %s", through, body)
			back, err := dialect.Convert(there, dialect.OpenAI)
			require.NoError(t, err, "from %s: %s", through, body)
			again, err := converterOf(t, dialect.OpenAI).Prompt(back)
			require.NoError(t, err)
			require.Equal(t, p.Stream, again.Stream, "%s", through)
			require.Equal(t, p.MaxOutput, again.MaxOutput, "%s", through)
			require.Equal(t, p.Choice, again.Choice, "%s", through)
			require.Len(t, again.Messages, len(p.Messages), "%s", through)
			for i, m := range p.Messages {
				require.Equal(t, spoken(m), spoken(again.Messages[i]), "%s", through)
			}
		}
	})
}

// spoken is a message without the ids of its calls, which some dialects do not have.
func spoken(m dialect.Message) (all []string) {
	for _, p := range m.Parts {
		all = append(all, p.Text+p.Tool+string(p.Args))
		for _, r := range p.Parts {
			all = append(all, r.Text)
		}
	}
	return all
}

// What a vendor of one dialect says is read the same by an application of every other.
func TestAnswersSurviveEveryDialect(t *testing.T) {
	requests := map[dialect.Name]string{dialect.OpenAI: usageStream, dialect.Responses: respStream,
		dialect.Anthropic: `{"model":"m","max_tokens":99,"stream":true,"messages":[{"role":"user","content":"hi"}]}`,
		dialect.Gemini:    `{"model":"m","stream":true,"contents":[{"role":"user","parts":[{"text":"hi"}]}]}`}
	used := charge(counts{in: 20, read: 100, out: 15, think: 25}, 420_000_000)
	for _, to := range conversing(t) {
		stream := rewrite(t, dialect.Responses, to, requests[to], toolTurn, whole(used))
		g := gather(t, to, stream)
		require.NoError(t, g.bad, "%s: %s", to, stream)
		require.NoError(t, g.err, "%s: %s", to, stream)
		require.Equal(t, "hello", g.texts[text{Kind: dialect.Text}], to)
		require.Equal(t, "f", g.texts[text{Kind: dialect.ToolName}], to)
		require.JSONEq(t, `{"a":1}`, g.texts[text{Kind: dialect.ToolArgs}], string(to))
		require.Equal(t, dialect.StopTools, g.stop, to)
		require.NotNil(t, g.usage, to)
		require.Equal(t, used.Usage.Prompt(), g.usage.Counts.Prompt(), to)
		require.Equal(t, used.Usage.Completion(), g.usage.Counts.Completion(), to)
		for _, then := range conversing(t) { // and what was written is a vendor's stream to the next
			again := gather(t, then, rewrite(t, to, then, requests[then], stream, whole(used)))
			require.NoError(t, again.bad, "%s, then %s", to, then)
			require.Equal(t, "hello", again.texts[text{Kind: dialect.Text}], "%s, then %s", to, then)
			require.JSONEq(t, `{"a":1}`, again.texts[text{Kind: dialect.ToolArgs}], "%s, then %s", to, then)
			require.Equal(t, dialect.StopTools, again.stop, "%s, then %s", to, then)
		}
	}
}
