package testnet_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/testnet"
)

func TestSmoke(t *testing.T) {
	ctx := context.Background()
	start := time.Now()
	d, err := testnet.Up(ctx, testnet.Options{Dir: t.TempDir(), Auto: true, Progress: os.Stderr, Level: slog.LevelDebug})
	require.NoError(t, err)
	defer func() { require.NoError(t, d.Close(ctx)) }()
	t.Logf("up in %s", time.Since(start))
	f, err := d.File()
	require.NoError(t, err)
	buyer := f.Nodes[len(f.Nodes)-1]
	for _, model := range []string{"deepseek/deepseek-v4-flash", "z-ai/glm-5.2"} {
		for _, stream := range []bool{false, true} {
			body, _ := json.Marshal(map[string]any{"model": model, "stream": stream, "messages": []any{map[string]any{"role": "user", "content": "Say something nice. [[tokens:400]]"}}})
			req, _ := http.NewRequest("POST", buyer.Gateway+"/v1/chat/completions", bytes.NewReader(body))
			req.Header.Set("Authorization", "Bearer "+buyer.APIKey)
			req.Header.Set("Content-Type", "application/json")
			resp, err := http.DefaultClient.Do(req)
			require.NoError(t, err)
			got, _ := io.ReadAll(resp.Body)
			t.Log(resp.StatusCode, resp.Header, resp.Trailer, string(got[max(0, len(got)-300):]))
		}
	}
	if os.Getenv("SHOW_LOG") != "" {
		for _, n := range d.Names() {
			b, _ := os.ReadFile(d.LogPath(n))
			t.Log(n, string(b))
		}
	}
}
