package watch

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// pushTimeout bounds one push.
const pushTimeout = 5 * time.Second

// Client pushes vouchers to one watchtower.
type Client struct {
	url   string
	token string
	http  *http.Client
}

// NewClient returns a client of the watchtower at a base URL, whose token it is given.
func NewClient(url, token string) *Client {
	return &Client{url: strings.TrimSuffix(url, "/") + PushPath, token: token, http: &http.Client{Timeout: pushTimeout}}
}

// Push hands over a channels file and returns when its vouchers are durable there.
func (c *Client) Push(ctx context.Context, text []byte) (p Pushed, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url, bytes.NewReader(text))
	if err != nil {
		return p, fmt.Errorf("push vouchers: %w", err)
	}
	r.Header.Set("Authorization", "Bearer "+c.token)
	r.Header.Set("Content-Type", "application/json")
	resp, err := c.http.Do(r)
	if err != nil {
		return p, fmt.Errorf("push vouchers: %w", err)
	}
	defer func() { _ = resp.Body.Close() }() // it was read
	body, err := io.ReadAll(io.LimitReader(resp.Body, 64<<10))
	if err != nil {
		return p, fmt.Errorf("push vouchers: %w", err)
	}
	if resp.StatusCode != http.StatusOK {
		var says struct{ Error string }
		_ = json.Unmarshal(body, &says) // what is no JSON says nothing
		return p, fmt.Errorf("push vouchers: the watchtower answers %d %s", resp.StatusCode, says.Error)
	}
	if err := json.Unmarshal(body, &p); err != nil {
		return p, fmt.Errorf("push vouchers: the answer is not a watchtower's: %w", err)
	}
	return p, nil
}
