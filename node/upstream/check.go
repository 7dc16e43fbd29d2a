package upstream

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/tidwall/gjson"
)

// maxModels bounds a vendor's list of models.
const maxModels = 10_000

// Report is what a check of one key found.
type Report struct {
	KeyState
	Reachable bool
	KeyValid  bool
	Models    []string
	Limits    string // what the vendor says of its limits for the key; "": nothing
	Took      time.Duration
	Problem   string // what to mend; "": nothing
}

// Check asks the vendor for its models with each key, which costs nothing.
func (c *Client) Check(ctx context.Context) []Report {
	states := c.pool.states(time.Now())
	out := make([]Report, len(states))
	for i := range states {
		start := time.Now()
		out[i] = c.check(ctx, c.pool.keys[i].Secret)
		out[i].KeyState, out[i].Took = states[i], time.Since(start)
		if states[i].Refused != "" {
			out[i].KeyValid, out[i].Problem = false, "the vendor has refused this key ("+states[i].Refused+"): restart the node once it is mended"
		}
	}
	return out
}

// Refused says why the vendor serves none of the keys any more; "": it serves one.
func (c *Client) Refused() string { return c.pool.refused() }

// Models asks the vendor for its models with the first key that it does not refuse.
func (c *Client) Models(ctx context.Context) ([]string, error) {
	for i, k := range c.pool.states(time.Now()) {
		if k.Refused != "" {
			continue
		}
		r := c.check(ctx, c.pool.keys[i].Secret)
		if r.Problem != "" {
			return nil, errors.New(r.Problem)
		}
		return r.Models, nil
	}
	return nil, &Error{Code: Account, Detail: c.pool.refused()}
}

// Spent reports whether the spend limit of every key is used up.
func (c *Client) Spent() bool { return c.pool.spent(time.Now()) }

// Keys are the keys' states.
func (c *Client) Keys() []KeyState { return c.pool.states(time.Now()) }

func (c *Client) check(ctx context.Context, key Secret) Report {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.at(c.profile.Models.Path), nil)
	if err != nil {
		return Report{Problem: err.Error()}
	}
	headers(req, c.profile.Speaks[0].Auth, key, Call{})
	req.Header.Del("Content-Type")
	resp, err := c.http.Do(req)
	if err != nil {
		return Report{Problem: c.ended(ctx, c.transportError(err)).Error()}
	}
	defer resp.Body.Close() //nolint:errcheck // only read
	r := Report{Reachable: true, Limits: c.seen(resp.Header)}
	if err := c.judge(resp, false); err != nil {
		r.Problem = err.Error()
		return r
	}
	text, err := readAll(resp)
	if err != nil {
		r.Problem = fmt.Sprintf("read the list of models: %v", err)
		return r
	}
	r.KeyValid = true
	for _, m := range gjson.GetBytes(text, c.profile.Models.IDs).Array() {
		if len(r.Models) < maxModels {
			r.Models = append(r.Models, c.quote(strings.TrimPrefix(m.String(), c.profile.Models.Prefix), 128))
		}
	}
	return r
}

// limitHeaders are where vendors say how much of a key's limits is left.
var limitHeaders = [...]struct{ name, header string }{
	{"requests", "X-Ratelimit-Remaining-Requests"}, {"of", "X-Ratelimit-Limit-Requests"},
	{"tokens", "X-Ratelimit-Remaining-Tokens"}, {"of", "X-Ratelimit-Limit-Tokens"},
	{"requests", "Anthropic-Ratelimit-Requests-Remaining"}, {"of", "Anthropic-Ratelimit-Requests-Limit"},
	{"tokens", "Anthropic-Ratelimit-Tokens-Remaining"}, {"of", "Anthropic-Ratelimit-Tokens-Limit"},
}

// seen is what an answer's headers say of limits.
func (c *Client) seen(h http.Header) string {
	var out []string
	for _, l := range limitHeaders {
		if v := c.quote(h.Get(l.header), 20); v != "" {
			out = append(out, l.name+" "+v)
		}
	}
	return strings.Join(out, " ")
}

func readAll(resp *http.Response) ([]byte, error) {
	b, err := bound(resp.Body, resp.Header.Get("Content-Encoding"), maxUnary)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(b)
}
