package upstream_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/upstream"
)

func requireNoKey(t *testing.T, text string) {
	for _, spelling := range []string{canary, fmt.Sprintf("%x", canary), fmt.Sprintf("%X", canary), fmt.Sprintf("%d", []byte(canary)), "4fJk29"} {
		require.NotContains(t, text, spelling)
	}
}

func TestASecretDoesNotLog(t *testing.T) {
	s := upstream.NewSecret(canary)
	var log bytes.Buffer
	for _, h := range []slog.Handler{slog.NewTextHandler(&log, nil), slog.NewJSONHandler(&log, nil)} {
		slog.New(h).Info("x", "key", s, "cfg", upstream.Config{Keys: keys(s)}, "ptr", &s)
	}
	text, err := json.Marshal(map[string]any{"a": s, "b": upstream.Config{Keys: keys(s)}})
	require.NoError(t, err)
	requireNoKey(t, log.String()+string(text))
}

func TestFieldsAreSoldByTheirClass(t *testing.T) {
	codec, err := dialect.For("openai")
	require.NoError(t, err)
	var text, all market.PriceVector
	text.Set(market.Input, 1)
	text.Set(market.Output, 1)
	for u := range market.Unit(market.Units) {
		all.Set(u, 1)
	}
	for _, c := range []struct {
		kind, fields string
		prices       market.PriceVector
		refused      string // the field; "": it is sold
	}{
		{"openai", `"temperature":1,"n":2,"tools":[{"type":"function","function":{"name":"f"}}],"response_format":{"type":"json_object"},"reasoning_effort":"low"`, text, ""},
		{"openai", `"frobnicate":true`, all, "frobnicate"},
		{"openai", `"top_k":5`, all, "top_k"},
		{"openai-compatible", `"top_k":5`, text, ""},
		{"openai", `"previous_response_id":"r"`, all, "previous_response_id"},
		{"openai", `"prompt":{"id":"p"}`, all, "prompt"},
		{"openai", `"service_tier":"auto"`, text, ""},
		{"openai", `"service_tier":"priority"`, all, "service_tier"},
		{"openai", `"store":false`, text, ""},
		{"openai", `"store":true`, all, "store"},
		{"openai", `"web_search_options":{}`, text, "web_search_options"},
		{"openai", `"web_search_options":{}`, all, ""},
		{"openai", `"tools":[{"type":"code_interpreter"}]`, all, "tools[].code_interpreter"},
	} {
		r, err := codec.Decode([]byte(`{"model":"m","messages":[{"role":"user","content":"x"}],` + c.fields + `}`))
		require.NoError(t, err)
		p, err := upstream.ProfileOf(c.kind)
		require.NoError(t, err)
		err = p.Check(r, c.prices)
		if c.refused == "" {
			require.NoError(t, err, c.fields)
			continue
		}
		var field *upstream.FieldError
		require.ErrorAs(t, err, &field, c.fields)
		require.Equal(t, c.refused, field.Field)
	}
	p, err := upstream.ProfileOf("openai")
	require.NoError(t, err)
	for part, refused := range map[string]string{
		`{"type":"text","text":"x"}`:                                                 "",
		`{"type":"input_audio","input_audio":{"data":"AAAA","format":"wav"}}`:        "messages[].content[].input_audio",
		`{"type":"file","file":{"file_id":"f"}}`:                                     "messages[].content[].file.file_id",
		`{"type":"video_url","video_url":{"url":"x"}}`:                               "messages[].content[].video_url",
		`{"type":"text","text":"x","cache_control":{"type":"ephemeral"}}`:            "messages[].content[].cache_control",
		`{"type":"image_url","image_url":{"url":"data:image/webp;base64,UklGRg=="}}`: "",
	} {
		r, err := codec.Decode([]byte(`{"model":"m","messages":[{"role":"user","content":[` + part + `]}]}`))
		require.NoError(t, err)
		err = p.Check(r, text)
		if refused == "" {
			require.NoError(t, err, part)
			continue
		}
		var field *upstream.FieldError
		require.ErrorAs(t, err, &field, part)
		require.Equal(t, refused, field.Field)
	}
}

func TestEveryProfileIsWhole(t *testing.T) {
	for _, kind := range upstream.Kinds() {
		p, err := upstream.ProfileOf(kind)
		require.NoError(t, err)
		require.Equal(t, kind, p.Kind)
		require.NotEmpty(t, p.Models.Path)
		require.NotEmpty(t, p.Models.IDs)
		require.NotEmpty(t, p.Speaks)
		for w, m := range p.Words {
			require.Equal(t, strings.ToLower(w), w, "words are looked up in lower case")
			require.NotZero(t, m.Code, w)
		}
		for _, s := range p.Speaks {
			if s.Dialect == dialect.OpenAI {
				require.Contains(t, []string{dialect.MaxTokens, dialect.MaxCompletionTokens}, s.TokenField)
			}
			require.NotEmpty(t, s.Path)
			require.NotZero(t, s.Auth)
			require.NotEmpty(t, s.Fields)
			for f, c := range s.Fields {
				require.NotEmpty(t, f)
				require.GreaterOrEqual(t, c, upstream.Free)
				require.LessOrEqual(t, c, upstream.WriteOn)
			}
		}
	}
}

func TestCheck(t *testing.T) {
	s, _ := vendor(t, func(w http.ResponseWriter, r *http.Request) {
		require.Equal(t, "/v1/models", r.URL.Path)
		w.Header().Set("Content-Type", "application/json")
		if r.Header.Get("Authorization") != "Bearer "+canary {
			w.WriteHeader(401)
			_, _ = io.WriteString(w, `{"error":{"message":"wrong key","code":"invalid_api_key"}}`)
			return
		}
		_, _ = io.WriteString(w, `{"object":"list","data":[{"id":"a"},{"id":"b\u0000"}]}`)
	})
	r := client(t, s.URL+"/v1").Check(t.Context())[0]
	require.True(t, r.Reachable && r.KeyValid)
	require.Equal(t, []string{"a", "b"}, r.Models)
	require.Empty(t, r.Problem)

	c, err := upstream.New(upstream.Config{Kind: "openai", BaseURL: s.URL + "/v1", AllowPrivate: true, Keys: keys(upstream.NewSecret("sk-other"))})
	require.NoError(t, err)
	r = c.Check(t.Context())[0]
	require.True(t, r.Reachable)
	require.False(t, r.KeyValid)
	require.Contains(t, r.Problem, "account")

	s.Close()
	r = client(t, s.URL).Check(t.Context())[0]
	require.False(t, r.Reachable)
	require.NotEmpty(t, r.Problem)
}
