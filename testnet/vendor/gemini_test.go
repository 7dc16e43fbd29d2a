package vendor_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/genai"

	"github.com/tolsey/tolsey/testnet/vendor"
)

const googleKey = "key-google"

func startGoogle(t *testing.T) *bench {
	return start(t, func(c *vendor.Config) {
		c.Accounts = append(c.Accounts, vendor.Account{Vendor: "google", Name: "s1", Key: googleKey})
	})
}

func (b *bench) genai(key string) *genai.Client {
	c, err := genai.NewClient(context.Background(), &genai.ClientConfig{APIKey: key, Backend: genai.BackendGeminiAPI, HTTPOptions: genai.HTTPOptions{BaseURL: b.url + "/google/"}})
	require.NoError(b.t, err)
	return c
}

// google posts a raw body.
func (b *bench) google(call, body string) (*http.Response, string) {
	req, err := http.NewRequest(http.MethodPost, b.url+"/google/v1beta/models/"+call, strings.NewReader(body))
	require.NoError(b.t, err)
	req.Header.Set("X-Goog-Api-Key", googleKey)
	resp, err := (&http.Client{Transport: &http.Transport{DisableCompression: true, DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}).Do(req)
	if err != nil {
		return nil, err.Error()
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return resp, string(text) + "\n" + err.Error()
	}
	return resp, string(text)
}

func (b *bench) googleRow() vendor.Row {
	rows := b.bill("google", googleKey).Rows
	require.NotEmpty(b.t, rows)
	return rows[len(rows)-1]
}

func TestGoogleCountsAndBillsByThePublishedRule(t *testing.T) {
	b := startGoogle(t)
	got, err := b.genai(googleKey).Models.GenerateContent(context.Background(), "gemini-3.1-pro", genai.Text("Say something about channels."),
		&genai.GenerateContentConfig{SystemInstruction: genai.NewContentFromText("Be brief.", genai.RoleUser), ThinkingConfig: &genai.ThinkingConfig{IncludeThoughts: true}})
	require.NoError(t, err)
	var text, thought string
	for _, p := range got.Candidates[0].Content.Parts {
		if p.Thought {
			thought += p.Text
		} else {
			text += p.Text
		}
	}
	require.NotEmpty(t, text)
	require.NotEmpty(t, thought)
	require.Equal(t, genai.FinishReasonStop, got.Candidates[0].FinishReason)
	prompt := 3 + 2*3 + 2*T(t, "user") + T(t, "Be brief.") + T(t, "Say something about channels.")
	u := got.UsageMetadata
	require.EqualValues(t, prompt, u.PromptTokenCount)
	require.EqualValues(t, T(t, text), u.CandidatesTokenCount)
	require.EqualValues(t, T(t, thought), u.ThoughtsTokenCount)
	require.Equal(t, u.PromptTokenCount+u.CandidatesTokenCount+u.ThoughtsTokenCount, u.TotalTokenCount)
	row := b.googleRow()
	require.Equal(t, row.ID, got.ResponseID)
	require.Equal(t, vendor.Delivered, row.Outcome)
	// 2 and 12 dollars per million at 60 %.
	require.Equal(t, fmt.Sprint(prompt*1_200_000+(T(t, text)+T(t, thought))*7_200_000), row.Picos)
}

func TestALongGooglePromptIsBilledByItsTier(t *testing.T) {
	b := startGoogle(t)
	body := `{"contents":[{"parts":[{"text":"` + long("token", 200_010) + ` [[tokens:5]]"}]}],"generationConfig":{"thinkingConfig":{"thinkingBudget":0}}}`
	for range 2 {
		resp, text := b.google("gemini-3.1-pro:generateContent", body)
		require.Equal(t, 200, resp.StatusCode, text)
	}
	rows := b.bill("google", googleKey).Rows
	require.Greater(t, rows[0].Prompt, int64(200_000))
	require.Zero(t, rows[0].Cached+rows[0].Reasoning)
	// Over 200,000 tokens 4, 0.40 and 18 dollars per million at 60 %.
	require.Equal(t, fmt.Sprint(rows[0].Prompt*2_400_000+rows[0].Completion*10_800_000), rows[0].Picos)
	require.Zero(t, rows[1].Cached%128)
	require.Greater(t, rows[1].Cached, rows[1].Prompt-256)
	require.Equal(t, fmt.Sprint((rows[1].Prompt-rows[1].Cached)*2_400_000+rows[1].Cached*240_000+rows[1].Completion*10_800_000), rows[1].Picos)
}

func TestAGoogleStreamSaysTheSameAsUnary(t *testing.T) {
	b := startGoogle(t)
	config := &genai.GenerateContentConfig{CandidateCount: 2, ThinkingConfig: &genai.ThinkingConfig{ThinkingLevel: genai.ThinkingLevelLow}}
	want, err := b.genai(googleKey).Models.GenerateContent(context.Background(), "gemini-3.5-flash", genai.Text("Say something. [[tokens:30]]"), config)
	require.NoError(t, err)
	texts, chunks := [2]string{}, 0
	var last *genai.GenerateContentResponse
	for chunk, err := range b.genai(googleKey).Models.GenerateContentStream(context.Background(), "gemini-3.5-flash", genai.Text("Say something. [[tokens:30]]"), config) {
		require.NoError(t, err)
		for _, c := range chunk.Candidates {
			for _, p := range c.Content.Parts {
				texts[c.Index] += p.Text
			}
		}
		last, chunks = chunk, chunks+1
	}
	require.Greater(t, chunks, 10)
	for i, c := range want.Candidates {
		require.Equal(t, c.Content.Parts[0].Text, texts[i])
	}
	require.Equal(t, want.UsageMetadata, last.UsageMetadata)
	require.Equal(t, genai.FinishReasonStop, last.Candidates[0].FinishReason)

	resp, text := b.google("gemini-3.5-flash:streamGenerateContent", `{"contents":{"parts":{"text":"Say something. [[tokens:30]]"}}}`)
	require.Contains(t, resp.Header.Get("Content-Type"), "application/json")
	var items []genai.GenerateContentResponse
	require.NoError(t, json.Unmarshal([]byte(text), &items), text)
	require.Greater(t, len(items), 10)
}

func TestGoogleCallsFunctionsAndWantsTheirSignatures(t *testing.T) {
	b := startGoogle(t)
	ctx, client := context.Background(), b.genai(googleKey)
	config := &genai.GenerateContentConfig{Tools: []*genai.Tool{{FunctionDeclarations: []*genai.FunctionDeclaration{{Name: "look_up",
		Parameters: &genai.Schema{Type: genai.TypeObject, Properties: map[string]*genai.Schema{"q": {Type: genai.TypeString}, "n": {Type: genai.TypeInteger}}}}}}}}
	talk := genai.Text("Look it up. [[tool]]")
	got, err := client.Models.GenerateContent(ctx, "gemini-3.1-pro", talk, config)
	require.NoError(t, err)
	calls := got.FunctionCalls()
	require.Len(t, calls, 1)
	require.Equal(t, genai.FinishReasonStop, got.Candidates[0].FinishReason)
	require.IsType(t, "", calls[0].Args["q"])
	require.IsType(t, 0.0, calls[0].Args["n"])
	streamed := 0
	for chunk, err := range client.Models.GenerateContentStream(ctx, "gemini-3.1-pro", talk, config) {
		require.NoError(t, err)
		if len(chunk.FunctionCalls()) > 0 {
			streamed++
			require.Equal(t, calls, chunk.FunctionCalls(), "whole, and the same")
		}
	}
	require.Equal(t, 1, streamed)

	answer := genai.NewContentFromFunctionResponse("look_up", map[string]any{"output": "found"}, genai.RoleUser)
	_, err = client.Models.GenerateContent(ctx, "gemini-3.1-pro", append(talk, got.Candidates[0].Content, answer), config)
	require.NoError(t, err, "its own signature")
	part := *got.Candidates[0].Content.Parts[0]
	part.ThoughtSignature = nil
	_, err = client.Models.GenerateContent(ctx, "gemini-3.1-pro", append(talk, &genai.Content{Role: "model", Parts: []*genai.Part{&part}}, answer), config)
	require.ErrorContains(t, err, "missing a thought_signature")
	part.ThoughtSignature = []byte("another")
	_, err = client.Models.GenerateContent(ctx, "gemini-3.1-pro", append(talk, &genai.Content{Role: "model", Parts: []*genai.Part{&part}}, answer), config)
	require.ErrorContains(t, err, "signature is not valid")
}

func TestGoogleListsAndCountsForNothing(t *testing.T) {
	b := startGoogle(t)
	page, err := b.genai(googleKey).Models.List(context.Background(), nil)
	require.NoError(t, err)
	require.Len(t, page.Items, 2)
	require.Equal(t, "models/gemini-3.1-pro", page.Items[0].Name)
	m, err := b.genai(googleKey).Models.Get(context.Background(), "gemini-3.5-flash", nil)
	require.NoError(t, err)
	require.EqualValues(t, 65536, m.OutputTokenLimit)
	n, err := b.genai(googleKey).Models.CountTokens(context.Background(), "gemini-3.1-pro", genai.Text("hi"), nil)
	require.NoError(t, err)
	require.EqualValues(t, 3+3+T(t, "user")+T(t, "hi"), n.TotalTokens)
	require.Empty(t, b.bill("google", googleKey).Rows)
	_, err = b.genai("wrong").Models.GenerateContent(context.Background(), "gemini-3.1-pro", genai.Text("hi"), nil)
	var refused genai.APIError
	require.ErrorAs(t, err, &refused)
	require.Equal(t, 400, refused.Code)
	require.Contains(t, fmt.Sprint(refused.Details), "API_KEY_INVALID")
	resp, text := b.google("gemini-3.1-pro:generateContent?key="+googleKey, `{"contents":[{"parts":[{"text":"[[tokens:3]]"}]}]}`)
	require.Equal(t, 200, resp.StatusCode, text)
}

func TestGoogleRefusesWhatItDoesNotKnow(t *testing.T) {
	b := startGoogle(t)
	const hi = `"contents":[{"parts":[{"text":"hi"}]}]`
	for body, want := range map[string]string{
		`{`:   "Invalid JSON payload",
		`{}`:  "contents is not specified",
		`[7]`: "Invalid JSON payload",
		`{"contents":[{"role":"assistant","parts":[{"text":"x"}]}]}`:                                    "valid role",
		`{"contents":[{"parts":[]}]}`:                                                                   "must not be empty",
		`{"contents":[{"parts":[{}]}]}`:                                                                 "must have one initialized field",
		`{"contents":[{"parts":[{"inlineData":{"mimeType":"image/png","data":"AA=="}}]}]}`:              "Media are not supported",
		`{"stream":true,` + hi + `}`:                                                                    `Unknown name \"stream\"`,
		`{"generationConfig":{"max_tokens":1},` + hi + `}`:                                              `Unknown name \"maxTokens\"`,
		`{"generationConfig":{"maxOutputTokens":99999},` + hi + `}`:                                     "supported range",
		`{"generationConfig":{"candidateCount":9},` + hi + `}`:                                          "candidate_count",
		`{"generationConfig":{"thinkingConfig":{"thinkingLevel":"XHIGH"}},` + hi + `}`:                  "thinking_level",
		`{"generationConfig":{"thinkingConfig":{"thinkingLevel":"LOW","thinkingBudget":1}},` + hi + `}`: "only one of thinking budget",
		`{"tools":[{}],` + hi + `}`:                                                                     "at least one tool",
		`{"tools":[{"functionDeclarations":[{"name":"1x"}]}],` + hi + `}`:                               "Invalid function name",
		`{"toolConfig":{"functionCallingConfig":{"mode":"ANY"}},` + hi + `}`:                            "needs function declarations",
		`{"cachedContent":"cachedContents/x",` + hi + `}`:                                               `Unknown name \"cachedContent\"`,
	} {
		resp, text := b.google("gemini-3.1-pro:generateContent", body)
		require.Equal(t, 400, resp.StatusCode, "%s: %s", body, text)
		require.Contains(t, text, want, body)
		require.Contains(t, text, `"status":"INVALID_ARGUMENT"`)
		resp, text = b.google("gemini-3.1-pro:streamGenerateContent", body)
		require.True(t, resp.StatusCode == 400 && strings.HasPrefix(text, `[{"error":`), text)
	}
	for call, status := range map[string]int{"gemini-9:generateContent": 404, "gemini-3.1-pro:embedContent": 404, "gemini-3.1-pro": 404} {
		resp, text := b.google(call, `{`+hi+`}`)
		require.Equal(t, status, resp.StatusCode, text)
		require.Contains(t, text, "NOT_FOUND")
	}
	require.Empty(t, b.bill("google", googleKey).Rows)
}

func TestGoogleFails(t *testing.T) {
	b := startGoogle(t)
	for _, c := range []struct {
		fault   string
		stream  string // how a stream ends, or the whole answer
		outcome vendor.Outcome
		status  int
	}{
		{"http429", `"retryDelay":"1s"`, vendor.Refused, 429},
		{"http402", "BILLING_DISABLED", vendor.Refused, 403},
		{"http503", "UNAVAILABLE", vendor.Refused, 503},
		{"http500", "INTERNAL", vendor.Refused, 500},
		{"gone", "NOT_FOUND", vendor.Refused, 404},
		{"redirect", "", vendor.Refused, 307},
		{"echokey", googleKey, vendor.Refused, 400},
		{"error200@0", `"status":"UNAVAILABLE"`, vendor.Refused, 200},
		{"error200@5", `"status":"UNAVAILABLE"`, vendor.Broken, 200},
		{"cut@5", `"responseId"`, vendor.Broken, 200},
		{"reset@5", "reset", vendor.Broken, 200},
		{"truncated", `"text": ""`, vendor.Broken, 200},
		{"interrupted@5", `"finishReason": "OTHER"`, vendor.Broken, 200},
		{"negativeusage", `"candidatesTokenCount": -`, vendor.Delivered, 200},
		{"hugeusage", `"candidatesTokenCount": 9223372036854775808`, vendor.Delivered, 200},
		{"length", `"finishReason": "MAX_TOKENS"`, vendor.Delivered, 200},
		{"doubledone", `"finishReason": "STOP"`, vendor.Delivered, 200},
		{"badutf8", "\xff\xc3", vendor.Delivered, 200},
		{"empty", `"finishReason": "STOP"`, vendor.Delivered, 200},
	} {
		body := `{"contents":[{"parts":[{"text":"hi [[tokens:20]] [[fault:` + c.fault + `]]"}]}],"generationConfig":{"thinkingConfig":{"thinkingBudget":0}}}`
		resp, text := b.google("gemini-3.1-pro:streamGenerateContent?alt=sse", body)
		if resp != nil {
			require.Equal(t, c.status, resp.StatusCode, "%s: %s", c.fault, text)
		}
		require.Contains(t, text, c.stream, c.fault)
		row := b.googleRow()
		require.Equal(t, c.outcome, row.Outcome, c.fault)
		require.Equal(t, c.outcome == vendor.Refused, row.Picos == "0", "%s costs %s", c.fault, row.Picos)
		switch c.fault {
		case "cut@5":
			require.NotContains(t, text, "finishReason")
			require.EqualValues(t, 5, row.Completion)
		case "doubledone":
			require.Equal(t, 2, strings.Count(text, "finishReason"))
		}
	}
	_, text := b.google("gemini-3.1-pro:generateContent", `{"contents":[{"parts":[{"text":"hi [[tokens:20]] [[fault:nousage]]"}]}]}`)
	require.NotContains(t, text, "usageMetadata")
	_, text = b.google("gemini-3.1-pro:generateContent", `{"contents":[{"parts":[{"text":"hi [[tokens:20]] [[fault:wrongusage@7]]"}]}]}`)
	row := b.googleRow()
	require.Contains(t, text, fmt.Sprintf(`"candidatesTokenCount": %d`, row.Completion-row.Reasoning+7))
}
