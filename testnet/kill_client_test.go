package testnet_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// killCall is one request of an application, which asks again under the same Idempotency-Key until it knows what became of it.
type killCall struct {
	name   string // Idempotency-Key
	body   []byte
	stream bool
	ids    map[string]bool // call ids that it was told
	tries  int
	end    killEnd
}

// killEnd is what an application knows in the end. It is kept outside of both nodes.
type killEnd struct {
	kind    string // one of the kinds below
	id      string
	cost    string // picos, of a whole answer
	charged string // dollars that an error states
	bytes   int
	text    string
}

// How a request can end for its application.
const (
	endWhole     = "whole"     // the answer came to its end
	endBroken    = "broken"    // the answer broke off in-band: charged is stated
	endCompleted = "completed" // 409: it ran before, the answer is not kept
	endLost      = "lost"      // the connection ended within the answer
	endRefused   = "refused"   // an error before the first byte
	endGivenUp   = "given up"  // the test's patience ended
)

// killClient sends requests to the gateway of one buyer.
type killClient struct {
	url, token string
	http       *http.Client

	mu    sync.Mutex // guards calls
	calls []*killCall
}

func newKillClient(t *testing.T, gateway, token string) *killClient {
	c := &killClient{url: gateway + "/v1/chat/completions", token: token, http: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 32}}}
	t.Cleanup(c.http.CloseIdleConnections)
	return c
}

// killRequest is a request whose answer has about so many tokens, one each pace.
func killRequest(name, model string, stream bool, tokens int, pace time.Duration) *killCall {
	body, err := json.Marshal(map[string]any{"model": model, "stream": stream, "max_tokens": tokens, "messages": []any{
		map[string]any{"role": "user", "content": fmt.Sprintf("%s [[tokens:%d]] [[pace:%s]]", name, tokens, pace)}}})
	if err != nil {
		panic(err)
	}
	return &killCall{name: name, body: body, stream: stream, ids: map[string]bool{}}
}

// run asks until the call has an end that more asking does not change.
func (c *killClient) run(ctx context.Context, call *killCall) {
	c.mu.Lock()
	c.calls = append(c.calls, call)
	c.mu.Unlock()
	for {
		call.tries++
		call.end = c.try(ctx, call, nil)
		if call.end.id != "" {
			call.ids[call.end.id] = true
		}
		switch call.end.kind {
		case endWhole, endBroken, endCompleted:
			return
		}
		select {
		case <-time.After(50 * time.Millisecond):
		case <-ctx.Done():
			call.end.kind = endGivenUp
			return
		}
	}
}

// try sends the request once. progress, if any, is told of how many bytes of the answer have come.
func (c *killClient) try(ctx context.Context, call *killCall, progress func(n int)) killEnd {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url, bytes.NewReader(call.body))
	if err != nil {
		panic(err)
	}
	req.Header.Set("Authorization", "Bearer "+c.token)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Idempotency-Key", call.name)
	resp, err := c.http.Do(req)
	if err != nil {
		return killEnd{kind: endRefused, text: err.Error()}
	}
	defer resp.Body.Close()
	end := killEnd{id: resp.Header.Get("X-Tolsey-Call-Id")}
	switch {
	case resp.StatusCode != http.StatusOK:
		text, err := io.ReadAll(resp.Body)
		if err != nil {
			return killEnd{kind: endRefused, text: err.Error()}
		}
		end.kind, end.text, end.charged = endRefused, string(text), chargedIn(text)
		if resp.StatusCode == http.StatusConflict {
			end.kind = endCompleted
		}
		return end
	case !call.stream:
		text, err := io.ReadAll(resp.Body)
		if err != nil {
			end.kind, end.text = endLost, err.Error()
			return end
		}
		end.kind, end.cost, end.bytes = endWhole, resp.Header.Get("X-Tolsey-Cost"), len(text)
		return end
	}
	return c.follow(resp, end, progress)
}

// follow reads a stream of events to its end.
func (c *killClient) follow(resp *http.Response, end killEnd, progress func(int)) killEnd {
	lines := bufio.NewReader(resp.Body)
	done := false
	for {
		line, err := lines.ReadString('\n')
		end.bytes += len(line)
		if progress != nil {
			progress(end.bytes)
		}
		data, isData := strings.CutPrefix(strings.TrimSpace(line), "data: ")
		switch {
		case isData && data == "[DONE]":
			done = true
		case isData && strings.Contains(data, `"error":{`):
			end.kind, end.text, end.charged = endBroken, data, chargedIn([]byte(data))
		}
		if err == nil {
			continue
		}
		switch {
		case end.kind == endBroken:
		case err == io.EOF && done:
			end.kind, end.cost = endWhole, resp.Trailer.Get("X-Tolsey-Cost")
		default:
			end.kind, end.text = endLost, err.Error()
		}
		return end
	}
}

// chargedIn is what an error says was charged, in dollars.
func chargedIn(text []byte) string {
	var body struct {
		Error struct {
			Metadata struct {
				Charged string `json:"charged"`
			} `json:"metadata"`
		} `json:"error"`
	}
	if json.Unmarshal(text, &body) != nil {
		return ""
	}
	return body.Error.Metadata.Charged
}
