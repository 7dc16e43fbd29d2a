package testnet_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
)

// surface buys as an application does that was written with one vendor's own SDK.
type surface struct {
	name    string
	dialect dialect.Name
	buy     func(ctx context.Context, a *app, t turn) (spoken, error)
}

// surfaces are the SDKs whose dialects the nodes speak.
func surfaces() []surface {
	return slices.DeleteFunc([]surface{
		{"chat completions", dialect.OpenAI, buyChat},
		{"responses", dialect.Responses, buyResponse},
		{"messages", dialect.Anthropic, buyMessage},
		{"generateContent", dialect.Gemini, buyContent},
	}, func(s surface) bool {
		_, err := dialect.For(string(s.dialect))
		return err != nil
	})
}

// turn is what is asked.
type turn struct {
	model, prompt string
	system        string
	stream, tool  bool
}

// spoken is what an SDK made of an answer.
type spoken struct {
	text, thought            string
	tool, args               string
	stop                     string // "end", "tools", "length"; else as the SDK has it
	prompt, cached, complete int64  // tokens
	header                   http.Header
}

// stops are the dialects' words for why an answer ends.
func stopOf(word string) string {
	switch strings.ToLower(word) {
	case "stop", "end_turn", "completed":
		return "end"
	case "tool_calls", "tool_use":
		return "tools"
	case "length", "max_tokens", "incomplete":
		return "length"
	}
	return word
}

// families have models of each kind of wire that the devnet's vendors speak.
func (w *world) families(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, name := range []string{"openai/gpt-5.6-luna", "tencent/hy3", "moonshotai/kimi-k3", "qwen/qwen3.7-plus", "anthropic/claude-haiku-4.5", "minimax/minimax-m3", "google/gemini-3.5-flash"} {
		if offers, err := w.client(t, "buyer").Book(t.Context(), market.Model(name)); err == nil && len(offers) > 0 {
			out = append(out, name)
		}
	}
	require.NotEmpty(t, out)
	return out
}

// TestMatrix buys from every family through every surface: what the application reads, what it is told that it used, what it is charged
// and what the vendor invoices are one.
func TestMatrix(t *testing.T) {
	w := shared(t)
	for _, s := range surfaces() {
		for _, model := range w.families(t) {
			for _, stream := range []bool{false, true} {
				for _, tool := range []bool{false, true} {
					t.Run(fmt.Sprintf("%s/%s/stream %t/tool %t", s.name, model, stream, tool), func(t *testing.T) {
						t.Parallel()
						w.matrix(t, s, turn{model: model, stream: stream, tool: tool})
					})
				}
			}
		}
	}
}

func (w *world) matrix(t *testing.T, s surface, ask turn) {
	ctx, cancel := context.WithTimeout(t.Context(), 40*time.Second)
	defer cancel()
	a := w.newApp(t, "1 USD/day")
	ask.prompt = w.secret.prompt() + " Be short. [[tokens:60]]"
	if ask.tool {
		ask.prompt = w.secret.prompt() + " Look it up. [[tool:lookup]]"
	}
	got, err := s.buy(ctx, a, ask)
	require.NoError(t, err)
	attempts := a.attempts(t)
	require.Len(t, attempts, 1)
	v := attempts[0]
	require.Equal(t, market.StatusDone, v.Status)
	require.Equal(t, got.prompt, int64(v.Usage.Prompt()), "prompt tokens as told and as charged")
	require.Equal(t, got.complete, int64(v.Usage.Completion()), "answer tokens as told and as charged")
	require.Equal(t, v.Cost, a.budget(t).Spent)
	if ask.tool {
		require.Equal(t, "tools", got.stop)
		require.Equal(t, "lookup", got.tool)
		require.NotEmpty(t, got.args)
	} else {
		require.Equal(t, "end", got.stop)
		require.NotEmpty(t, got.text)
	}
	require.NotEmpty(t, got.header.Get("X-Tolsey-Call-Id"))
	if row, ok := w.row(t, vendorOf(ask.model), v.AttemptID); ok {
		require.EqualValues(t, v.Usage.Prompt(), row.Prompt, "prompt tokens as charged and as the vendor bills them")
		require.EqualValues(t, v.Usage.Completion(), row.Completion, "answer tokens as charged and as the vendor bills them")
	}
}
