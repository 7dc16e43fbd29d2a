package dialect_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/node/dialect"
)

// What a vendor's cache and records are told can be left out; what an answer depends on cannot.
func TestHints(t *testing.T) {
	for field, want := range map[string]dialect.Hints{
		"prompt_cache_key": dialect.SessionHint, "safety_identifier": dialect.UserHint, "user": dialect.UserHint,
		"messages[].content[].cache_control": dialect.CacheHint, "tools[].cache_control": dialect.CacheHint, "system[].cache_control": dialect.CacheHint,
		"temperature": 0, "tools": 0, "seed": 0, "response_format": 0, "messages[].name": 0, "": 0,
	} {
		require.Equal(t, want, dialect.HintOf(field), field)
	}
	require.Equal(t, "session, cache_control", (dialect.SessionHint | dialect.CacheHint).String())
	require.Empty(t, dialect.Hints(0).String())
}

func TestRequestsWithoutHints(t *testing.T) {
	codec, err := dialect.For("openai")
	require.NoError(t, err)
	r, err := codec.Decode([]byte(`{"model":"a/b","prompt_cache_key":"talk","safety_identifier":"me","temperature":0.50,"messages":[{"role":"user","content":[{"type":"text","text":"hi","cache_control":{"type":"ephemeral"}}]}]}`))
	require.NoError(t, err)
	for _, hints := range []dialect.Hints{0, dialect.SessionHint, dialect.UserHint, dialect.CacheHint, dialect.SessionHint | dialect.UserHint | dialect.CacheHint} {
		got, err := dialect.ConvertWithout(r, dialect.OpenAI, hints)
		require.NoError(t, err)
		require.Equal(t, hints&dialect.SessionHint == 0, got.SessionKey == "talk")
		require.False(t, hints&dialect.CacheHint != 0 && got.CacheControl)
		require.Equal(t, hints&dialect.UserHint == 0, got.Uses("safety_identifier") || got.Uses("user"))
		require.True(t, got.Uses("temperature"))
		require.Equal(t, r.Texts, got.Texts, "the prompt is the same")
	}
}
