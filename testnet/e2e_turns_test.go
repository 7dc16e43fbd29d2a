package testnet_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/testnet/vendor"
)

// TestBrokenInEverySurface loses the seller's vendor within a stream: each SDK raises one error, and what came until then is charged.
func TestBrokenInEverySurface(t *testing.T) {
	w := shared(t)
	for _, s := range surfaces() {
		for _, model := range w.families(t) {
			t.Run(s.name+"/"+model, func(t *testing.T) {
				t.Parallel()
				ctx, cancel := context.WithTimeout(t.Context(), 40*time.Second)
				defer cancel()
				a := w.newApp(t, "1 USD/day")
				_, err := s.buy(ctx, a, turn{model: model, stream: true, prompt: w.secret.prompt() + " Go on. [[fault:reset@300]] [[tokens:400]] [[pace:1ms]]"})
				require.ErrorContains(t, err, "lost within the answer")
				attempts := a.attempts(t)
				require.Len(t, attempts, 1, "an answer that has begun is not bought again")
				require.Equal(t, market.StatusEstimated, attempts[0].Status)
				require.NotZero(t, attempts[0].Usage.Completion())
				require.Equal(t, attempts[0].Cost, a.budget(t).Spent)
			})
		}
	}
}

// TestFailoverInEverySurface has the cheapest seller's vendor fail: the next seller answers, and no SDK sees more than one answer.
func TestFailoverInEverySurface(t *testing.T) {
	w := shared(t)
	for vendorName, model := range map[string]string{"zhipu": "z-ai/glm-4.7", "anthropic": "anthropic/claude-sonnet-5", "google": "google/gemini-3.1-pro"} {
		if offers, err := w.client(t, "buyer").Book(t.Context(), market.Model(model)); err != nil || len(offers) == 0 {
			continue
		}
		t.Run(model, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 60*time.Second)
			defer cancel()
			a := w.newApp(t, "5 USD/day")
			first, err := buyChat(ctx, a, turn{model: model, prompt: w.secret.prompt() + " Hello. [[tokens:20]]"})
			require.NoError(t, err)
			failing := w.nameOf(t, first.header.Get("X-Tolsey-Seller"))
			w.fault(t, vendorName, vendor.Rule{Account: failing, Model: model, Fault: vendor.Fault{Kind: "http500", At: -1}})
			for _, s := range surfaces() {
				got, err := s.buy(ctx, a, turn{model: model, stream: true, prompt: w.secret.prompt() + " Hello again. [[tokens:20]]"})
				require.NoError(t, err, s.name)
				require.NotEmpty(t, got.text)
				require.NotEqual(t, failing, w.nameOf(t, got.header.Get("X-Tolsey-Seller")))
			}
			failed := 0
			for _, v := range a.attempts(t) {
				if v.Error != "" {
					failed++
					require.True(t, v.Cost.IsZero())
				}
			}
			require.NotZero(t, failed, "nobody had to take over")
		})
	}
}

// raw sends a body as an agent does and reads the answer whole.
func (a *app) raw(t *testing.T, path string, body any, headers map[string]string) (*http.Response, string) {
	t.Helper()
	text, err := json.Marshal(body)
	require.NoError(t, err)
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, a.w.node(t, a.node).Gateway+path, bytes.NewReader(text))
	require.NoError(t, err)
	req.Header.Set("Content-Type", "application/json")
	for k, v := range headers {
		req.Header.Set(k, v)
	}
	resp, err := a.web.Do(req)
	require.NoError(t, err)
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	return resp, string(answer)
}

// manyTools are as many tools as a coding agent has, with descriptions as long.
func manyTools(form func(name, description string, schema map[string]any) any) (out []any) {
	for i := range 40 {
		out = append(out, form(fmt.Sprintf("tool_%d", i), strings.Repeat("It reads, writes and explains what is asked for. ", 50), lookupSchema()))
	}
	return out
}

// claudeCode is a request of Claude Code's: 100 KB and more, 40 tools, a cached system prompt, thoughts, and a tool turn behind it.
func (w *world) claudeCode(model string) map[string]any {
	return map[string]any{
		"model": model, "max_tokens": 32_000, "stream": true, "temperature": 1,
		"metadata": map[string]any{"user_id": "user_0123_account__session_8f14e45f-ceea-467a-9af0-fd3a1c9f4b2d"},
		"system": []any{map[string]any{"type": "text", "text": "You are a coding agent. " + w.secret.prompt()},
			map[string]any{"type": "text", "text": strings.Repeat("Be careful with files. ", 300), "cache_control": map[string]any{"type": "ephemeral"}}},
		"tools": manyTools(func(name, description string, schema map[string]any) any {
			return map[string]any{"name": name, "description": description, "input_schema": schema}
		}),
		"messages": []any{
			map[string]any{"role": "user", "content": []any{map[string]any{"type": "text", "text": "What does it cost?"}}},
			map[string]any{"role": "assistant", "content": []any{map[string]any{"type": "text", "text": "I look it up."},
				map[string]any{"type": "tool_use", "id": "toolu_01", "name": "tool_1", "input": map[string]any{"model": "x", "tokens": 3}},
				map[string]any{"type": "tool_use", "id": "toolu_02", "name": "tool_2", "input": map[string]any{"model": "y", "tokens": 4}}}},
			map[string]any{"role": "user", "content": []any{
				map[string]any{"type": "tool_result", "tool_use_id": "toolu_01", "content": []any{map[string]any{"type": "text", "text": "two dollars"}}},
				map[string]any{"type": "tool_result", "tool_use_id": "toolu_02", "content": "three dollars"},
				map[string]any{"type": "text", "text": "Go on. [[tokens:40]]", "cache_control": map[string]any{"type": "ephemeral"}}}},
		},
	}
}

// codex is a request of Codex's: the same by Responses, with the items that it sends back.
func (w *world) codex(model string) map[string]any {
	return map[string]any{
		"model": model, "stream": true, "store": false, "parallel_tool_calls": false, "tool_choice": "auto", "prompt_cache_key": "8f14e45f-ceea-467a-9af0-fd3a1c9f4b2d",
		"instructions": "You are a coding agent. " + w.secret.prompt() + strings.Repeat(" Be careful with files.", 300),
		"tools": manyTools(func(name, description string, schema map[string]any) any {
			return map[string]any{"type": "function", "name": name, "description": description, "strict": false, "parameters": schema}
		}),
		"input": []any{
			map[string]any{"type": "message", "role": "developer", "content": []any{map[string]any{"type": "input_text", "text": "<permissions>none</permissions>"}}},
			map[string]any{"type": "message", "role": "user", "content": []any{map[string]any{"type": "input_text", "text": "What does it cost?"}}},
			map[string]any{"type": "function_call", "call_id": "call_1", "name": "tool_1", "arguments": `{"model":"x","tokens":3}`},
			map[string]any{"type": "function_call_output", "call_id": "call_1", "output": "two dollars"},
			map[string]any{"type": "message", "role": "user", "content": []any{map[string]any{"type": "input_text", "text": "Go on. [[tokens:40]]"}}},
		},
	}
}

// TestCodingAgents sends what Claude Code and Codex send, to a vendor of each family.
func TestCodingAgents(t *testing.T) {
	w := shared(t)
	agents := map[dialect.Name]func(t *testing.T, a *app, model string) (*http.Response, string){
		dialect.Anthropic: func(t *testing.T, a *app, model string) (*http.Response, string) {
			return a.raw(t, "/v1/messages?beta=true", w.claudeCode(model), map[string]string{"Authorization": "Bearer " + a.token, "X-Api-Key": a.token,
				"Anthropic-Version": "2023-06-01", "Anthropic-Beta": "claude-code-20250219,interleaved-thinking-2025-05-14,fine-grained-tool-streaming-2025-05-14",
				"X-App": "cli", "X-Claude-Code-Session-Id": "8f14e45f", "X-Stainless-Lang": "js", "Anthropic-Dangerous-Direct-Browser-Access": "true"})
		},
		dialect.Responses: func(t *testing.T, a *app, model string) (*http.Response, string) {
			return a.raw(t, "/v1/responses", w.codex(model), map[string]string{"Authorization": "Bearer " + a.token, "Session_id": "8f14e45f", "Originator": "codex_cli_rs",
				"Accept": "text/event-stream"})
		},
	}
	ends := map[dialect.Name]string{dialect.Anthropic: "event: message_stop\n", dialect.Responses: "event: response.completed\n"}
	for name, send := range agents {
		if _, err := dialect.For(string(name)); err != nil {
			continue
		}
		for _, model := range w.families(t) {
			t.Run(string(name)+"/"+model, func(t *testing.T) {
				t.Parallel()
				a := w.newApp(t, "5 USD/day")
				resp, body := send(t, a, model)
				if name == dialect.Responses && vendorOf(model) == "google" { // it forbids several calls at once, for which Gemini has no word
					require.Equal(t, http.StatusBadRequest, resp.StatusCode, body)
					require.Contains(t, body, `"param":"parallel_tool_calls"`)
					require.Empty(t, a.attempts(t))
					return
				}
				require.Equal(t, http.StatusOK, resp.StatusCode, body)
				require.Equal(t, 1, strings.Count(body, ends[name]), body[max(0, len(body)-600):])
				attempts := a.attempts(t)
				last := attempts[len(attempts)-1]
				require.Equal(t, market.StatusDone, last.Status)
				require.Greater(t, last.Usage.Prompt(), uint64(15_000))
				require.Equal(t, last.Cost, a.budget(t).Spent)
				for _, v := range attempts[:len(attempts)-1] { // what a seller does not take is learnt from it, once
					require.Equal(t, "FIELD_NOT_SOLD", v.Error)
					require.NotEmpty(t, resp.Header.Get("X-Tolsey-Left-Out"))
				}
				resp, body = send(t, a, model)
				require.Equal(t, http.StatusOK, resp.StatusCode, body)
				require.Len(t, a.attempts(t), len(attempts)+1)
			})
		}
	}
}
