package testnet_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dashboard"
)

// client is a node's admin API.
func (w *world) client(t testing.TB, name string) *dashboard.Client {
	t.Helper()
	c, err := w.Client(name)
	require.NoError(t, err)
	t.Cleanup(c.Close)
	return c
}

// node is a node as devnet.json has it.
func (w *world) node(t testing.TB, name string) (addr struct{ Gateway, PeerID, APIKey string }) {
	t.Helper()
	n, err := w.file.Node(name)
	require.NoError(t, err)
	addr.Gateway, addr.PeerID, addr.APIKey = n.Gateway, n.PeerID, n.APIKey
	return addr
}

// nameOf is which node has a peer id.
func (w *world) nameOf(t testing.TB, peerID string) string {
	t.Helper()
	for _, n := range w.file.Nodes {
		if n.PeerID == peerID {
			return n.Name
		}
	}
	require.Fail(t, "no node of the devnet has this peer id", peerID)
	return ""
}

// app is an application with an API key of its own at one node's gateway.
type app struct {
	w     *world
	node  string
	key   string // id
	token string
	web   *http.Client
}

// newApp issues a key on the buyer, with a budget such as "1 USD/day".
func (w *world) newApp(t testing.TB, budget string) *app {
	t.Helper()
	name := fmt.Sprintf("%d-%s", keyCount.Add(1), strings.Map(nameRune, t.Name()))
	k, err := w.client(t, "buyer").CreateKey(t.Context(), dashboard.KeyRequest{Name: name[:min(len(name), 60)], Budget: budget})
	require.NoError(t, err)
	w.secret.add("API key", k.Token)
	a := &app{w: w, node: "buyer", key: k.ID, token: k.Token, web: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 1100}}}
	t.Cleanup(a.web.CloseIdleConnections)
	return a
}

// keyCount tells the keys' names apart.
var keyCount atomic.Int64

func nameRune(r rune) rune {
	if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
		return r
	}
	return '-'
}

// chat is a request body of OpenAI's dialect.
type chat map[string]any

// ask is a request for a model with one user message; every prompt carries a word that must never be found in a file.
func (w *world) ask(model, prompt string) chat {
	return chat{"model": model, "messages": []any{map[string]any{"role": "user", "content": w.secret.prompt() + " " + prompt}}}
}

func (c chat) with(field string, value any) chat {
	c[field] = value
	return c
}

func (c chat) streamed() chat { return c.with("stream", true) }

// post sends a request; the caller closes the answer.
func (a *app) post(ctx context.Context, body chat, headers ...string) (*http.Response, error) {
	text, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	n, err := a.w.file.Node(a.node)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, n.Gateway+"/v1/chat/completions", bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+a.token)
	req.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	return a.web.Do(req)
}

// reply is all that an application gets of a call.
type reply struct {
	status    int
	header    http.Header
	trailer   http.Header
	announced []string // trailers
	raw       []byte
	text      string // of choice 0
	tool      string // arguments of its tool call
	thought   string
	finish    string
	usage     json.RawMessage // the last one that was no null
	usages    int
	failure   *failure
	done      bool // [DONE] came, or the answer was unary
	lost      error
}

// failure is an error body or an error chunk.
type failure struct {
	Message  string `json:"message"`
	Type     string `json:"type"`
	Code     any    `json:"code"`
	Metadata struct {
		ErrorType   string `json:"error_type"`
		LimitSource string `json:"limit_source"`
		CallID      string `json:"call_id"`
		Charged     string `json:"charged"`
		Hint        string `json:"remedy_hint"`
	} `json:"metadata"`
}

type delta struct {
	Content   string `json:"content"`
	Reasoning string `json:"reasoning_content"`
	ToolCalls []struct {
		Function struct{ Name, Arguments string } `json:"function"`
	} `json:"tool_calls"`
}

type message struct {
	Choices []struct {
		Delta   delta  `json:"delta"`
		Message delta  `json:"message"`
		Finish  string `json:"finish_reason"`
	} `json:"choices"`
	Usage json.RawMessage `json:"usage"`
	Error *failure        `json:"error"`
}

func (r *reply) take(text []byte) error {
	var m message
	if err := json.Unmarshal(text, &m); err != nil {
		return fmt.Errorf("%w: %.200s", err, text)
	}
	if m.Error != nil {
		r.failure = m.Error
	}
	if len(m.Usage) > 0 && string(m.Usage) != "null" {
		r.usage, r.usages = m.Usage, r.usages+1
	}
	for _, c := range m.Choices {
		for _, d := range []delta{c.Delta, c.Message} {
			r.text, r.thought = r.text+d.Content, r.thought+d.Reasoning
			for _, call := range d.ToolCalls {
				r.tool += call.Function.Arguments
			}
		}
		if c.Finish != "" {
			r.finish = c.Finish
		}
	}
	return nil
}

// read takes an answer to its end. each is called after every chunk of a stream; false leaves the answer.
func (r *reply) read(resp *http.Response, each func(r *reply) bool) error {
	defer resp.Body.Close()
	r.status, r.header = resp.StatusCode, resp.Header
	if !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/event-stream") {
		var err error
		if r.raw, err = io.ReadAll(resp.Body); err != nil {
			return err
		}
		r.done = true
		return r.take(r.raw)
	}
	r.announced = slices.Sorted(maps.Keys(resp.Trailer))
	in := bufio.NewReader(resp.Body)
	for {
		line, err := in.ReadBytes('\n')
		r.raw = append(r.raw, line...)
		if data, ok := bytes.CutPrefix(bytes.TrimSpace(line), []byte("data: ")); ok {
			if string(data) == "[DONE]" {
				r.done = true
			} else if err := r.take(data); err != nil {
				return err
			}
			if each != nil && !each(r) {
				return nil
			}
		}
		if errors.Is(err, io.EOF) {
			r.trailer = resp.Trailer
			return nil
		}
		if err != nil {
			r.lost = err
			return nil
		}
	}
}

// call makes a call and reads its answer whole.
func (a *app) call(t testing.TB, body chat, headers ...string) *reply {
	t.Helper()
	r, err := a.tryCall(t.Context(), body, headers...)
	require.NoError(t, err)
	return r
}

func (a *app) tryCall(ctx context.Context, body chat, headers ...string) (*reply, error) {
	resp, err := a.post(ctx, body, headers...)
	if err != nil {
		return nil, err
	}
	r := &reply{}
	return r, r.read(resp, nil)
}

// id is the call's id, as the application is told it.
func (r *reply) id(t testing.TB) market.CallID {
	t.Helper()
	var id market.CallID
	require.NoError(t, id.UnmarshalText([]byte(r.header.Get("X-Tolsey-Call-Id"))))
	return id
}

// told is a header, or the trailer of a stream.
func (r *reply) told(name string) string {
	if v := r.header.Get(name); v != "" {
		return v
	}
	return r.trailer.Get(name)
}

// cost is what the application is told that the call costs.
func (r *reply) cost(t testing.TB) money.Amount {
	t.Helper()
	c, err := money.ParsePicos(r.told("X-Tolsey-Cost"))
	require.NoError(t, err)
	return c
}

// attempts waits until every attempt of an application's calls has ended, and returns them, the oldest first.
func (a *app) attempts(t testing.TB) (out []dashboard.CallView) {
	t.Helper()
	c := a.w.client(t, a.node)
	require.Eventually(t, func() bool {
		page, err := c.Calls(t.Context(), dashboard.CallFilter{Side: dashboard.Bought, Key: a.key, Limit: dashboard.MaxCalls})
		if err != nil {
			return false
		}
		out = page.Calls
		for _, v := range out {
			if v.State == market.RecordOpen || v.State == market.RecordWaiting {
				return false
			}
		}
		return true
	}, settling, 20*time.Millisecond, "attempts do not end: %v", out)
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

// settling bounds how long a call that is over may take to be settled on both sides.
const settling = 15 * time.Second

// budget waits until nothing is held for a key any more, and returns it.
func (a *app) budget(t testing.TB) (k dashboard.KeyView) {
	t.Helper()
	c := a.w.client(t, a.node)
	require.Eventually(t, func() bool {
		list, err := c.Keys(t.Context())
		if err != nil {
			return false
		}
		for _, k = range list {
			if k.ID == a.key {
				return k.Held.IsZero()
			}
		}
		return false
	}, settling, 20*time.Millisecond, "a hold of the key is not let go")
	return k
}

// costInUsage is the raw text of usage.cost.
func (r *reply) costInUsage(t testing.TB) json.RawMessage {
	t.Helper()
	var u struct {
		Cost json.RawMessage `json:"cost"`
	}
	require.NoError(t, json.Unmarshal(r.usage, &u))
	return u.Cost
}
