package vendor_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
	"github.com/stretchr/testify/require"
	"github.com/tiktoken-go/tokenizer"

	"github.com/tolsey/tolsey/testnet/vendor"
)

// noon is outside every peak window of the price list.
var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

const adminToken = "admin-token"

// bench is a server under test with its address.
type bench struct {
	*vendor.Server
	t   *testing.T
	url string
}

func start(t *testing.T, change ...func(*vendor.Config)) *bench {
	t.Helper()
	cfg := vendor.Config{
		Accounts: []vendor.Account{{Vendor: "openai", Name: "s1", Key: "key-openai-1"}, {Vendor: "openai", Name: "s2", Key: "key-openai-2"},
			{Vendor: "deepseek", Name: "s1", Key: "key-deepseek"}, {Vendor: "bytedance", Name: "s1", Key: "key-bytedance"}},
		AdminToken: adminToken, Seed: 7, Now: func() time.Time { return noon },
	}
	for _, f := range change {
		f(&cfg)
	}
	s, err := vendor.New(cfg)
	require.NoError(t, err)
	h := httptest.NewServer(s)
	t.Cleanup(func() {
		h.Close()
		require.NoError(t, s.Close())
	})
	return &bench{s, t, h.URL}
}

func (b *bench) client(name, key string, opts ...option.RequestOption) openai.Client {
	return openai.NewClient(append([]option.RequestOption{option.WithBaseURL(b.url + "/" + name + "/v1"), option.WithAPIKey(key), option.WithMaxRetries(0)}, opts...)...)
}

func (b *bench) openai() openai.Client { return b.client("openai", "key-openai-1") }

// post sends a raw body and returns the answer with its body read.
func (b *bench) post(name, key, body string) (*http.Response, string) {
	b.t.Helper()
	req, err := http.NewRequest(http.MethodPost, b.url+"/"+name+"/v1/chat/completions", strings.NewReader(body))
	require.NoError(b.t, err)
	req.Header.Set("Authorization", "Bearer "+key)
	return b.do(req)
}

func (b *bench) do(req *http.Request) (*http.Response, string) {
	b.t.Helper()
	resp, err := http.DefaultClient.Do(req)
	require.NoError(b.t, err)
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	require.NoError(b.t, err)
	return resp, string(text)
}

// bill reads an account's bill over HTTP, once no row is open any more.
func (b *bench) bill(name, key string) vendor.Bill {
	b.t.Helper()
	var bill vendor.Bill
	require.Eventually(b.t, func() bool {
		req, err := http.NewRequest(http.MethodGet, b.url+"/"+name+"/bill", nil)
		require.NoError(b.t, err)
		req.Header.Set("Authorization", "Bearer "+key)
		resp, text := b.do(req)
		require.Equal(b.t, http.StatusOK, resp.StatusCode, text)
		bill = vendor.Bill{}
		require.NoError(b.t, json.Unmarshal([]byte(text), &bill))
		for _, r := range bill.Rows {
			if r.Outcome == vendor.Open {
				return false
			}
		}
		return true
	}, 5*time.Second, 5*time.Millisecond, "a row stays open")
	return bill
}

// lastRow is the newest row of the first OpenAI account.
func (b *bench) lastRow() vendor.Row {
	b.t.Helper()
	rows := b.bill("openai", "key-openai-1").Rows
	require.NotEmpty(b.t, rows)
	return rows[len(rows)-1]
}

// T is the published tokenizer, taken here from its library and not from the package under test.
func T(t *testing.T, s string) int64 {
	t.Helper()
	codec, err := tokenizer.Get(tokenizer.O200kBase)
	require.NoError(t, err)
	n, err := codec.Count(s)
	require.NoError(t, err)
	return int64(n)
}

func params(model, prompt string) openai.ChatCompletionNewParams {
	return openai.ChatCompletionNewParams{Model: model, Messages: []openai.ChatCompletionMessageParamUnion{openai.UserMessage(prompt)}}
}

func TestUnaryAnswerIsCountedAndBilledByThePublishedRule(t *testing.T) {
	b := start(t)
	client := b.openai()
	p := params("gpt-5.6-luna", "Say something about channels.")
	got, err := client.Chat.Completions.New(context.Background(), p, option.WithHeader("X-Client-Request-Id", "call-1"))
	require.NoError(t, err)
	text := got.Choices[0].Message.Content
	require.NotEmpty(t, text)
	require.Equal(t, "stop", got.Choices[0].FinishReason)
	prompt := 3 + 3 + T(t, "user") + T(t, "Say something about channels.")
	require.Equal(t, prompt, got.Usage.PromptTokens, "prompt tokens")
	require.Equal(t, T(t, text), got.Usage.CompletionTokens, "completion tokens")
	require.Equal(t, prompt+T(t, text), got.Usage.TotalTokens, "total tokens")

	row := b.lastRow()
	require.Equal(t, "chatcmpl-"+row.ID, got.ID)
	require.Equal(t, "call-1", row.ClientRequestID)
	require.Equal(t, vendor.Delivered, row.Outcome)
	// 0.20 and 1.20 dollars per million at 60 %: 120,000 and 720,000 picos per token.
	require.Equal(t, fmt.Sprint(prompt*120_000+T(t, text)*720_000), row.Picos, "picos")
}

func TestStreamSaysTheSameAsUnary(t *testing.T) {
	b := start(t)
	client := b.openai()
	p := params("gpt-5.6-luna", "Say something about vouchers.")
	want, err := client.Chat.Completions.New(context.Background(), p)
	require.NoError(t, err)
	p.StreamOptions.IncludeUsage = openai.Bool(true)
	stream := client.Chat.Completions.NewStreaming(context.Background(), p)
	var acc openai.ChatCompletionAccumulator
	chunks := 0
	for stream.Next() {
		require.True(t, acc.AddChunk(stream.Current()), "chunk %d does not belong to the stream", chunks)
		chunks++
	}
	require.NoError(t, stream.Err())
	require.Greater(t, chunks, 10)
	require.Equal(t, want.Choices[0].Message.Content, acc.Choices[0].Message.Content)
	require.Equal(t, want.Choices[0].FinishReason, acc.Choices[0].FinishReason)
	require.Equal(t, want.Usage.TotalTokens, acc.Usage.TotalTokens)
	bill := b.bill("openai", "key-openai-1")
	require.Len(t, bill.Rows, 2)
	require.Equal(t, bill.Rows[0].Picos, bill.Rows[1].Picos)
	require.NotEqual(t, bill.Rows[0].ID, bill.Rows[1].ID)
}

func TestUsageIsStreamedExactlyWhenAsked(t *testing.T) {
	b := start(t)
	body := `{"model":"gpt-5.6-luna","stream":true,"messages":[{"role":"user","content":"hi [[tokens:5]]"}]%s}`
	_, without := b.post("openai", "key-openai-1", fmt.Sprintf(body, ""))
	require.NotContains(t, without, "usage")
	require.True(t, strings.HasSuffix(without, "data: [DONE]\n\n"), without)

	_, with := b.post("openai", "key-openai-1", fmt.Sprintf(body, `,"stream_options":{"include_usage":true}`))
	events := strings.Split(strings.TrimSuffix(with, "\n\n"), "\n\n")
	require.Equal(t, "data: [DONE]", events[len(events)-1])
	for i, e := range events[:len(events)-1] {
		var chunk struct {
			Choices []any           `json:"choices"`
			Usage   json.RawMessage `json:"usage"`
		}
		require.NoError(t, json.Unmarshal([]byte(strings.TrimPrefix(e, "data: ")), &chunk), e)
		last := i == len(events)-2
		require.Equal(t, last, len(chunk.Choices) == 0, "choices of event %d", i)
		require.Equal(t, last, string(chunk.Usage) != "null", "usage of event %d", i)
	}
}

func TestTokenLimitCutsTheSameText(t *testing.T) {
	b := start(t)
	client := b.openai()
	p := params("gpt-5.6-luna", "Tell me about prefix caches. [[tokens:300]]")
	whole, err := client.Chat.Completions.New(context.Background(), p)
	require.NoError(t, err)
	for _, limit := range []int64{1, 2, 17, 100} {
		p.MaxCompletionTokens = openai.Int(limit)
		cut, err := client.Chat.Completions.New(context.Background(), p)
		require.NoError(t, err)
		require.Equal(t, "length", cut.Choices[0].FinishReason)
		require.LessOrEqual(t, cut.Usage.CompletionTokens, limit)
		require.Equal(t, T(t, cut.Choices[0].Message.Content), cut.Usage.CompletionTokens)
		require.True(t, strings.HasPrefix(whole.Choices[0].Message.Content, cut.Choices[0].Message.Content))
	}
}

func TestStopTextAndChoices(t *testing.T) {
	b := start(t)
	client := b.openai()
	p := params("gpt-5.6-luna", "Tell me about margins. [[tokens:200]]")
	p.N = openai.Int(3)
	whole, err := client.Chat.Completions.New(context.Background(), p)
	require.NoError(t, err)
	require.Len(t, whole.Choices, 3)
	texts := map[string]bool{}
	var sum int64
	for _, c := range whole.Choices {
		texts[c.Message.Content] = true
		sum += T(t, c.Message.Content)
	}
	require.Len(t, texts, 3, "choices differ")
	require.Equal(t, sum, whole.Usage.CompletionTokens)

	first := whole.Choices[0].Message.Content
	mid := first[len(first)/2 : len(first)/2+9]
	p.N, p.Stop = openai.Int(1), openai.ChatCompletionNewParamsStopUnion{OfString: openai.String(mid)}
	cut, err := client.Chat.Completions.New(context.Background(), p)
	require.NoError(t, err)
	require.Equal(t, first[:strings.Index(first, mid)], cut.Choices[0].Message.Content)
	require.Equal(t, "stop", cut.Choices[0].FinishReason)
	require.Equal(t, T(t, cut.Choices[0].Message.Content), cut.Usage.CompletionTokens)
}

func TestKeysAreOfOneVendorAndOneAccount(t *testing.T) {
	b := start(t)
	for _, key := range []string{"", "key-deepseek", "key-openai-11", adminToken} {
		_, err := b.client2("openai", key).Chat.Completions.New(context.Background(), params("gpt-5.6-luna", "hi"))
		var e *openai.Error
		require.ErrorAs(t, err, &e, "key %q", key)
		require.Equal(t, http.StatusUnauthorized, e.StatusCode)
		require.Equal(t, "invalid_api_key", e.Code)
	}
	client := b.client("openai", "key-openai-2")
	_, err := client.Chat.Completions.New(context.Background(), params("gpt-5.6-luna", "hi"))
	require.NoError(t, err)
	require.EqualValues(t, 1, b.bill("openai", "key-openai-2").Requests)
	require.EqualValues(t, 0, b.bill("openai", "key-openai-1").Requests)
	require.EqualValues(t, 1, b.bill("openai", adminToken).Requests)
}

func (b *bench) client2(name, key string) *openai.Client {
	c := b.client(name, key)
	return &c
}

func TestBadRequestsAreNamed(t *testing.T) {
	b := start(t)
	for body, want := range map[string]string{
		``:                         "invalid_json",
		`{`:                        "invalid_json",
		`[]`:                       "invalid_type",
		"{\"model\":\"\xff\"}":     "invalid_json",
		`{"messages":[]}`:          "missing_required_parameter",
		`{"model":"gpt-5.6-luna"}`: "empty_array",
		`{"model":"nope","messages":[{"role":"user","content":"x"}]}`:                                                    "model_not_found",
		`{"model":"deepseek-v4-pro","messages":[{"role":"user","content":"x"}]}`:                                         "model_not_found",
		`{"model":"gpt-5.6-luna","messages":[{"role":"boss","content":"x"}]}`:                                            "invalid_value",
		`{"model":"gpt-5.6-luna","messages":[{"role":"user"}]}`:                                                          "missing_required_parameter",
		`{"model":"gpt-5.6-luna","messages":[{"role":"user","content":5}]}`:                                              "invalid_type",
		`{"model":"gpt-5.6-luna","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"x"}}]}]}`: "invalid_value",
		`{"model":"gpt-5.6-luna","messages":[{"role":"tool","content":"x"}]}`:                                            "missing_required_parameter",
		`{"model":"gpt-5.6-luna","n":0,"messages":[{"role":"user","content":"x"}]}`:                                      "invalid_value",
		`{"model":"gpt-5.6-luna","max_tokens":0,"messages":[{"role":"user","content":"x"}]}`:                             "integer_below_min_value",
		`{"model":"gpt-5.6-luna","max_tokens":200000,"messages":[{"role":"user","content":"x"}]}`:                        "invalid_value",
		`{"model":"gpt-5.6-luna","stop":["a","b","c","d","e"],"messages":[{"role":"user","content":"x"}]}`:               "invalid_value",
		`{"model":"gpt-5.6-luna","stream_options":{"include_usage":true},"messages":[{"role":"user","content":"x"}]}`:    "invalid_value",
		`{"model":"gpt-5.6-luna","tool_choice":"required","messages":[{"role":"user","content":"x"}]}`:                   "invalid_value",
		`{"model":"gpt-5.6-luna","reasoning_effort":"much","messages":[{"role":"user","content":"x"}]}`:                  "invalid_value",
		`{"model":"gpt-5.6-luna","messages":[{"role":"user","content":"[[fault:nosuch]]"}]}`:                             "invalid_marker",
		`{"model":"gpt-5.6-luna","response_format":{"type":"xml"},"messages":[{"role":"user","content":"x"}]}`:           "invalid_value",
	} {
		resp, text := b.post("openai", "key-openai-1", body)
		label := body[:min(len(body), 120)]
		require.Contains(t, []int{400, 404}, resp.StatusCode, label)
		var got struct {
			Error struct{ Message, Type, Code string }
		}
		require.NoError(t, json.Unmarshal([]byte(text), &got), label)
		require.Equal(t, want, got.Error.Code, label)
		require.NotEmpty(t, got.Error.Message, label)
	}
	require.Zero(t, b.bill("openai", adminToken).Requests, "a bad request is not billed")
}

func TestUnknownPlacesAreNotFound(t *testing.T) {
	b := start(t)
	for _, path := range []string{"/", "/nobody/v1/models", "/openai/v1/audio/speech", "/anthropic/v1/models"} {
		resp, err := http.Post(b.url+path, "application/json", bytes.NewReader(nil))
		require.NoError(t, err)
		require.NoError(t, resp.Body.Close())
		require.Contains(t, []int{404, 405}, resp.StatusCode, path)
	}
	require.Equal(t, []string{"alibaba", "anthropic", "bytedance", "deepseek", "google", "minimax", "moonshot", "openai", "tencent", "zhipu"}, b.Vendors())
}

func TestModelsAreListed(t *testing.T) {
	b := start(t)
	client := b.openai()
	page, err := client.Models.List(context.Background())
	require.NoError(t, err)
	var ids []string
	for _, m := range page.Data {
		ids = append(ids, m.ID)
	}
	require.Equal(t, []string{"gpt-5.6-sol", "gpt-5.6-terra", "gpt-5.6-luna", "gpt-3.5-turbo-instruct", "text-embedding-3-small"}, ids)
	m, err := client.Models.Get(context.Background(), "openai/gpt-5.6-sol", option.WithHeader("X", "y"))
	require.NoError(t, err)
	require.Equal(t, "gpt-5.6-sol", m.ID)
}

func TestContextAndAnswerLengthsAreKept(t *testing.T) {
	b := start(t, func(c *vendor.Config) {
		c.Prices = []byte(`{"models":[{"id":"openai/small","vendor":"openai","dialect":"openai","list":{"input":"1","output":"1"},"context":100,"maxOutput":50}]}`)
		c.Accounts = c.Accounts[:1]
	})
	for _, tc := range []struct {
		words, maxTokens int
		code             string
	}{{93, 0, "context_length_exceeded"}, {60, 40, "context_length_exceeded"}, {60, 51, "invalid_value"}, {60, 33, ""}, {92, 0, ""}} {
		limit := ""
		if tc.maxTokens > 0 {
			limit = fmt.Sprintf(`,"max_tokens":%d`, tc.maxTokens)
		}
		// The template is 7 tokens: 3, user, 3.
		resp, text := b.post("openai", "key-openai-1", fmt.Sprintf(`{"model":"small","messages":[{"role":"user","content":%q}]%s}`, strings.Repeat(" word", tc.words), limit))
		if tc.code != "" {
			require.Equal(t, http.StatusBadRequest, resp.StatusCode, "%+v", tc)
			require.Contains(t, text, tc.code, "%+v", tc)
			continue
		}
		require.Equal(t, http.StatusOK, resp.StatusCode, "%+v: %s", tc, text)
		row := b.lastRow()
		require.EqualValues(t, tc.words+7, row.Prompt)
		require.LessOrEqual(t, row.Prompt+row.Completion, int64(100))
		require.LessOrEqual(t, row.Completion, int64(50))
	}
}
