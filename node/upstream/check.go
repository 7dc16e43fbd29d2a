package upstream

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/tidwall/gjson"
)

// maxModels bounds a vendor's list of models.
const maxModels = 10_000

// Report is what a check found.
type Report struct {
	Reachable bool          `json:"reachable"`
	KeyValid  bool          `json:"keyValid"`
	Models    []string      `json:"models,omitempty"`
	Took      time.Duration `json:"took"`
	Problem   string        `json:"problem,omitempty"` // what to mend; "": nothing
}

// Check asks the vendor for its models, which costs nothing.
func (c *Client) Check(ctx context.Context) Report {
	start := time.Now()
	r := c.check(ctx)
	r.Took = time.Since(start)
	return r
}

func (c *Client) check(ctx context.Context) Report {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.models, nil)
	if err != nil {
		return Report{Problem: err.Error()}
	}
	c.headers(req, Call{})
	req.Header.Del("Content-Type")
	resp, err := c.http.Do(req)
	if err != nil {
		return Report{Problem: c.ended(ctx, c.transportError(err)).Error()}
	}
	defer resp.Body.Close() //nolint:errcheck // only read
	r := Report{Reachable: true}
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
	for _, m := range gjson.GetBytes(text, "data.#.id").Array() {
		if len(r.Models) < maxModels {
			r.Models = append(r.Models, c.quote(m.String(), 128))
		}
	}
	return r
}

func readAll(resp *http.Response) ([]byte, error) {
	b, err := bound(resp.Body, resp.Header.Get("Content-Encoding"), maxUnary)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(b)
}
