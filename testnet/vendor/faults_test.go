package vendor_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/openai/openai-go/v3"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/testnet/vendor"
)

// raw sends one request with a fault marker and returns what arrives before the connection ends, and how it ends.
func (b *bench) raw(fault string, stream bool) (resp *http.Response, body string, err error) {
	b.t.Helper()
	options := ""
	if stream {
		options = `,"stream":true,"stream_options":{"include_usage":true}`
	}
	text := fmt.Sprintf(`{"model":"gpt-5.6-luna","messages":[{"role":"user","content":"hi [[tokens:50]] [[fault:%s]]"}]%s}`, fault, options)
	req, err := http.NewRequest(http.MethodPost, b.url+"/openai/v1/chat/completions", strings.NewReader(text))
	require.NoError(b.t, err)
	req.Header.Set("Authorization", "Bearer key-openai-1")
	transport := &http.Transport{DisableCompression: true, DisableKeepAlives: true}
	client := &http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err = client.Do(req)
	if err != nil {
		return nil, "", err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	return resp, string(data), err
}

func TestFaultsBeforeGenerationAreFree(t *testing.T) {
	b := start(t)
	for _, stream := range []bool{false, true} {
		for fault, check := range map[string]func(*http.Response, string, error){
			"refuse": func(_ *http.Response, _ string, err error) {
				require.True(t, errors.Is(err, syscall.ECONNRESET) || errors.Is(err, io.EOF), "%v", err)
			},
			"http500": func(r *http.Response, body string, err error) {
				require.NoError(t, err)
				require.Equal(t, 500, r.StatusCode)
				require.Contains(t, body, "server_error")
			},
			"http429": func(r *http.Response, body string, err error) {
				require.NoError(t, err)
				require.Equal(t, 429, r.StatusCode)
				require.Equal(t, "1", r.Header.Get("Retry-After"))
				require.Contains(t, body, "rate_limit_exceeded")
			},
			"http401": func(r *http.Response, body string, err error) { require.Equal(t, 401, r.StatusCode) },
			"http402": func(r *http.Response, body string, err error) {
				require.Equal(t, 402, r.StatusCode)
				require.Contains(t, body, "insufficient_quota")
			},
			"redirect": func(r *http.Response, _ string, err error) {
				require.Equal(t, 307, r.StatusCode)
				require.NotEmpty(t, r.Header.Get("Location"))
			},
			"echokey": func(r *http.Response, body string, err error) {
				require.Equal(t, 401, r.StatusCode)
				require.Contains(t, body, "key-openai-1")
			},
			"crlf": func(r *http.Response, _ string, err error) { require.ErrorContains(t, err, "malformed") },
			"bomb": func(r *http.Response, body string, err error) {
				require.NoError(t, err)
				require.Equal(t, "gzip", r.Header.Get("Content-Encoding"))
				require.Less(t, len(body), 1<<20)
			},
			"error200": func(r *http.Response, body string, err error) {
				require.NoError(t, err)
				require.Equal(t, 200, r.StatusCode)
				require.Contains(t, body, `"error":{`)
				require.NotContains(t, body, "[DONE]")
			},
		} {
			if stream && fault == "bomb" {
				continue // the same bytes, and 64 MiB take a second
			}
			check(b.raw(fault, stream))
			row := b.lastRow()
			require.Equal(t, vendor.Refused, row.Outcome, fault)
			require.Equal(t, fault, row.Fault.String())
			require.Equal(t, "0", row.Picos, fault)
		}
	}
	require.Equal(t, "0", b.bill("openai", adminToken).Picos)
}

func TestFaultsInTheAnswerBillWhatWasGenerated(t *testing.T) {
	b := start(t)
	for fault, check := range map[string]func(body string, err error){
		"reset@10":    func(_ string, err error) { require.Error(t, err) },
		"cut@10":      func(body string, err error) { require.NoError(t, err); require.NotContains(t, body, "[DONE]") },
		"error200@10": func(body string, err error) { require.NoError(t, err); require.Contains(t, body, `data: {"error":{`) },
	} {
		_, body, err := b.raw(fault, true)
		check(body, err)
		require.NotContains(t, body, `"prompt_tokens"`, fault)
		row := b.lastRow()
		require.Equal(t, vendor.Broken, row.Outcome, fault)
		require.GreaterOrEqual(t, row.Completion, int64(10), fault)
		require.Less(t, row.Completion, int64(14), fault)
		require.Equal(t, fmt.Sprint(row.Prompt*120_000+row.Completion*720_000), row.Picos, fault)
	}
	for _, fault := range []string{"reset@10", "cut@10", "truncated"} {
		_, body, err := b.raw(fault, false)
		require.True(t, err != nil || !json.Valid([]byte(body)), fault)
		require.Equal(t, vendor.Broken, b.lastRow().Outcome)
	}
	_, body, err := b.raw("truncated", true)
	require.NoError(t, err)
	require.NotContains(t, body, "finish_reason\":\"")
	require.GreaterOrEqual(t, b.lastRow().Completion, int64(48))
}

func TestUsageFaultsLieOnTheWireAndNotOnTheBill(t *testing.T) {
	b := start(t)
	for _, stream := range []bool{false, true} {
		for fault, want := range map[string]string{
			"wrongusage":    `"completion_tokens":%d,`,
			"wrongusage@7":  `"completion_tokens":%d,`,
			"negativeusage": `"completion_tokens":%d,`,
			"hugeusage":     `"completion_tokens":9223372036854775808,`,
			"nousage":       "",
		} {
			_, body, err := b.raw(fault, stream)
			require.NoError(t, err)
			row := b.lastRow()
			require.Equal(t, vendor.Delivered, row.Outcome)
			require.Equal(t, fmt.Sprint(row.Prompt*120_000+row.Completion*720_000), row.Picos, fault)
			reported := map[string]int64{"wrongusage": row.Completion + 100, "wrongusage@7": row.Completion + 7, "negativeusage": -1 - row.Completion}
			if n, ok := reported[fault]; ok {
				want = fmt.Sprintf(want, n)
			}
			if want == "" {
				require.NotContains(t, body, "completion_tokens", fault)
			} else {
				require.Contains(t, body, want, fault)
			}
		}
	}
}

func TestShapeFaults(t *testing.T) {
	b := start(t)
	_, body, _ := b.raw("doubledone", true)
	require.Equal(t, 2, strings.Count(body, "data: [DONE]\n\n"))
	for _, stream := range []bool{false, true} {
		r, body, err := b.raw("gzip", stream)
		require.NoError(t, err)
		require.Equal(t, "gzip", r.Header.Get("Content-Encoding"))
		require.Equal(t, "\x1f\x8b", body[:2])
		_, body, _ = b.raw("badutf8", stream)
		require.Contains(t, body, "\xff\xc3")
		_, body, _ = b.raw("length", stream)
		require.Contains(t, body, `"finish_reason":"length"`)
		_, body, _ = b.raw("empty", stream)
		require.Contains(t, body, `"finish_reason":"stop"`)
		require.Contains(t, body, `"completion_tokens":0,`)
		require.Zero(t, b.lastRow().Completion)
		require.NotZero(t, b.lastRow().Prompt)
	}
}

func TestClientThatLeavesIsBilledUpToThen(t *testing.T) {
	b := start(t)
	for _, fault := range []string{"endless", ""} {
		ctx, cancel := context.WithCancel(context.Background())
		client := b.openai()
		text := "count [[tokens:2000]] [[pace:1ms]]"
		if fault != "" {
			text += "[[fault:" + fault + "]]"
		}
		stream := client.Chat.Completions.NewStreaming(ctx, params("gpt-5.6-luna", text))
		var got strings.Builder
		for got.Len() < 20 && stream.Next() {
			got.WriteString(stream.Current().Choices[0].Delta.Content)
		}
		require.NoError(t, stream.Err())
		at := time.Now()
		cancel()
		row := b.lastRow()
		require.Less(t, time.Since(at), 2*time.Second)
		require.NotZero(t, row.Completion, fault)
		require.Less(t, row.Completion, int64(1000), fault)
		require.Equal(t, vendor.Aborted, row.Outcome, fault)
		require.Equal(t, fmt.Sprint(row.Prompt*120_000+row.Completion*720_000), row.Picos, fault)
	}
}

func TestStallLastsUntilTheClientLeaves(t *testing.T) {
	b := start(t)
	client := b.openai()
	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	stream := client.Chat.Completions.NewStreaming(ctx, params("gpt-5.6-luna", "hi [[tokens:50]] [[fault:stall@10]]"))
	var got strings.Builder
	for stream.Next() {
		got.WriteString(stream.Current().Choices[0].Delta.Content)
	}
	require.ErrorIs(t, stream.Err(), context.DeadlineExceeded)
	row := b.lastRow()
	require.Equal(t, vendor.Broken, row.Outcome)
	require.Equal(t, T(t, got.String()), row.Completion, "all that was generated had arrived")
	require.GreaterOrEqual(t, row.Completion, int64(10))
}

func TestUnaryClientThatLeavesBeforeTheFirstTokenOwesThePrompt(t *testing.T) {
	b := start(t)
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	client := b.openai()
	_, err := client.Chat.Completions.New(ctx, params("gpt-5.6-luna", "wait [[ttft:30s]]"))
	require.ErrorIs(t, err, context.DeadlineExceeded)
	row := b.lastRow()
	require.Equal(t, vendor.Aborted, row.Outcome)
	require.Zero(t, row.Completion)
	require.Equal(t, fmt.Sprint(row.Prompt*120_000), row.Picos)
}

// rule posts a fault rule as the devnet's commands do.
func (b *bench) rule(method, token, body string) (int, string) {
	b.t.Helper()
	req, err := http.NewRequest(method, b.url+"/openai/faults", strings.NewReader(body))
	require.NoError(b.t, err)
	req.Header.Set("Authorization", "Bearer "+token)
	resp, text := b.do(req)
	return resp.StatusCode, text
}

func TestFaultRulesAreAimedAndCounted(t *testing.T) {
	b := start(t)
	status := func(key, model string) int {
		resp, _ := b.post("openai", key, fmt.Sprintf(`{"model":%q,"messages":[{"role":"user","content":"x"}]}`, model))
		return resp.StatusCode
	}
	code, text := b.rule(http.MethodPost, "key-openai-1", `{"fault":"http503"}`)
	require.Equal(t, 401, code, text)
	code, text = b.rule(http.MethodPost, adminToken, `{"fault":"http503","account":"s1","model":"gpt-5.6-luna","times":2}`)
	require.Equal(t, 200, code, text)
	require.Equal(t, 200, status("key-openai-2", "gpt-5.6-luna"))
	require.Equal(t, 200, status("key-openai-1", "gpt-5.6-sol"))
	require.Equal(t, 503, status("key-openai-1", "openai/gpt-5.6-luna"))
	require.Equal(t, 503, status("key-openai-1", "gpt-5.6-luna"))
	require.Equal(t, 200, status("key-openai-1", "gpt-5.6-luna"))

	code, _ = b.rule(http.MethodPost, adminToken, `{"fault":"http429"}`)
	require.Equal(t, 200, code)
	require.Equal(t, 429, status("key-openai-2", "gpt-5.6-sol"))
	code, text = b.rule(http.MethodGet, adminToken, "")
	require.Equal(t, 200, code)
	require.JSONEq(t, `{"rules":[{"fault":"http429"}]}`, text)
	code, _ = b.rule(http.MethodPost, adminToken, `{"fault":""}`)
	require.Equal(t, 200, code)
	require.Equal(t, 200, status("key-openai-2", "gpt-5.6-sol"))

	require.NoError(t, b.SetFault("openai", vendor.Rule{Fault: vendor.Fault{Kind: "http500"}}))
	require.Equal(t, 500, status("key-openai-2", "gpt-5.6-sol"))
	code, _ = b.rule(http.MethodDelete, adminToken, "")
	require.Equal(t, 204, code)
	require.Equal(t, 200, status("key-openai-2", "gpt-5.6-sol"))
	require.ErrorIs(t, b.SetFault("nobody", vendor.Rule{}), vendor.ErrUnknownVendor)
	for _, bad := range []string{`{"fault":"boom"}`, `{"fault":"stall@x"}`, `{"fault":"refuse@3"}`, `{"fault":"http200"}`, `{"faults":"refuse"}`, `{`} {
		code, text = b.rule(http.MethodPost, adminToken, bad)
		require.Equal(t, 400, code, "%s: %s", bad, text)
	}
}

func TestEndlessIgnoresTheLimit(t *testing.T) {
	b := start(t)
	client := b.openai()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	p := params("gpt-5.6-luna", "go on [[fault:endless]]")
	p.MaxCompletionTokens = openai.Int(5)
	stream := client.Chat.Completions.NewStreaming(ctx, p)
	for range 500 {
		require.True(t, stream.Next())
	}
	cancel()
	require.Greater(t, b.lastRow().Completion, int64(400))
}

func TestAnswersComeAtTheirPace(t *testing.T) {
	b := start(t, func(c *vendor.Config) {
		c.Latency = vendor.Latency{TTFT: 80 * time.Millisecond, PerToken: 2 * time.Millisecond}
	})
	client := b.openai()
	for prompt, least := range map[string]time.Duration{
		"hi [[tokens:30]]":                          80 * time.Millisecond,
		"hi [[tokens:30]] [[ttft:0s]] [[pace:4ms]]": 0,
	} {
		begin := time.Now()
		stream := client.Chat.Completions.NewStreaming(context.Background(), params("gpt-5.6-luna", prompt))
		require.True(t, stream.Next())
		require.GreaterOrEqual(t, time.Since(begin), least, "time to the first token of %s", prompt)
		chunks := 1
		for stream.Next() {
			chunks++
		}
		require.NoError(t, stream.Err())
		// The role and the finish reason are no tokens.
		require.GreaterOrEqual(t, time.Since(begin), least+time.Duration(chunks-3)*2*time.Millisecond, "time of %s", prompt)
		begin = time.Now()
		_, err := client.Chat.Completions.New(context.Background(), params("gpt-5.6-luna", prompt))
		require.NoError(t, err)
		require.GreaterOrEqual(t, time.Since(begin), least+time.Duration(chunks-3)*2*time.Millisecond, "unary time of %s", prompt)
	}
}
