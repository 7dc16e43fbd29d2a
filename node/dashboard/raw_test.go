package dashboard_test

import (
	"bufio"
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// readRaw reads the ids of n events after a Last-Event-ID, as a browser would.
func readRaw(t *testing.T, url, lastID string, n int) []string {
	return read(t, url, lastID, n, "id: ")
}

func readTypes(t *testing.T, url, lastID string, n int) []string {
	return read(t, url, lastID, n, "event: ")
}

func read(t *testing.T, url, lastID string, n int, field string) []string {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"/api/v1/events", nil)
	require.NoError(t, err)
	req.Header.Set("Authorization", "Bearer "+token)
	if lastID != "" {
		req.Header.Set("Last-Event-ID", lastID)
	}
	resp, err := http.DefaultClient.Do(req)
	require.NoError(t, err)
	defer resp.Body.Close()
	require.Equal(t, "text/event-stream", resp.Header.Get("Content-Type"))
	lines := bufio.NewScanner(resp.Body)
	lines.Buffer(nil, 1<<20)
	var out []string
	for len(out) < n && lines.Scan() {
		if v, ok := strings.CutPrefix(lines.Text(), field); ok {
			out = append(out, v)
		}
	}
	return out
}
