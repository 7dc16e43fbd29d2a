package upstream_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/upstream"
)

// desk is a vendor with a will of its own for each key.
type desk struct {
	mu     sync.Mutex // guards all below
	status map[string]int
	header map[string]http.Header
	asked  []string // keys, in order
	hold   chan struct{}
}

func (d *desk) serve(w http.ResponseWriter, r *http.Request) {
	key := r.Header.Get("Authorization")[len("Bearer "):]
	d.mu.Lock()
	d.asked = append(d.asked, key)
	status, header, hold := d.status[key], d.header[key], d.hold
	d.mu.Unlock()
	if hold != nil {
		<-hold
	}
	w.Header().Set("Content-Type", "application/json")
	for k, v := range header {
		w.Header()[k] = v
	}
	if status != 0 {
		w.WriteHeader(status)
		_, _ = fmt.Fprintf(w, `{"error":{"message":"no, %s","type":"x","code":null}}`, key)
		return
	}
	_, _ = io.WriteString(w, `{"choices":[]}`)
}

func (d *desk) set(key string, status int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.status[key] = status
}

func (d *desk) names() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	out := d.asked
	d.asked = nil
	return out
}

func pooled(t *testing.T, d *desk, limits upstream.Limits, log io.Writer, secrets ...string) *upstream.Client {
	s, _ := vendor(t, d.serve)
	var list []upstream.Key
	for _, k := range secrets {
		list = append(list, upstream.Key{Name: "ENV_" + k, Secret: upstream.NewSecret(k)})
	}
	c, err := upstream.New(upstream.Config{Name: "v", Kind: "openai", BaseURL: s.URL, Keys: list, Limits: limits, AllowPrivate: true, Log: slog.New(slog.NewTextHandler(log, nil))})
	require.NoError(t, err)
	return c
}

func ask(t *testing.T, c *upstream.Client, call upstream.Call) error {
	call.Dialect = dialect.OpenAI
	resp, err := c.Do(t.Context(), call, []byte("{}"))
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, resp.Body)
	require.NoError(t, err)
	resp.Book(call.Worst)
	return resp.Body.Close()
}

func newDesk() *desk { return &desk{status: map[string]int{}, header: map[string]http.Header{}} }

func TestKeysAreUsedInTurns(t *testing.T) {
	d := newDesk()
	c := pooled(t, d, upstream.Limits{}, io.Discard, "a-key", "b-key", "c-key")
	for range 6 {
		require.NoError(t, ask(t, c, upstream.Call{Model: "m"}))
	}
	require.Equal(t, []string{"a-key", "b-key", "c-key", "a-key", "b-key", "c-key"}, d.names())
}

func TestALimitedKeyRestsForItsModel(t *testing.T) {
	d := newDesk()
	c := pooled(t, d, upstream.Limits{}, io.Discard, "a-key", "b-key")
	d.set("a-key", 429)
	d.header["a-key"] = http.Header{"Retry-After-Ms": {"60000"}}
	require.NoError(t, ask(t, c, upstream.Call{Model: "m"}), "the next key serves")
	require.Equal(t, []string{"a-key", "b-key"}, d.names())
	require.NoError(t, ask(t, c, upstream.Call{Model: "m"}))
	require.Equal(t, []string{"b-key"}, d.names(), "the hint is honoured")
	d.set("a-key", 0)
	require.NoError(t, ask(t, c, upstream.Call{Model: "other"}))
	require.NoError(t, ask(t, c, upstream.Call{Model: "other"}))
	require.ElementsMatch(t, []string{"a-key", "b-key"}, d.names(), "a limit is the model's")
	require.Equal(t, []string{"m"}, c.Keys()[0].Resting)

	d.set("b-key", 429)
	e := code(t, ask(t, c, upstream.Call{Model: "m"}))
	require.Equal(t, upstream.Rate, e.Code)
	d.names()
	e = code(t, ask(t, c, upstream.Call{Model: "m"}))
	require.Equal(t, upstream.Rate, e.Code)
	require.NotZero(t, e.RetryAfter)
	require.LessOrEqual(t, e.RetryAfter, 500*time.Millisecond, "of the key that is free first")
	require.Empty(t, d.names(), "nobody is asked while all keys rest")
}

func TestBackoffDoublesUntilAnAnswer(t *testing.T) {
	d := newDesk()
	c := pooled(t, d, upstream.Limits{}, io.Discard, "a-key")
	d.set("a-key", 429)
	e := code(t, ask(t, c, upstream.Call{Model: "m"}))
	require.Equal(t, 500*time.Millisecond, e.RetryAfter)
	time.Sleep(510 * time.Millisecond)
	e = code(t, ask(t, c, upstream.Call{Model: "m"}))
	require.Equal(t, time.Second, e.RetryAfter)
	require.Len(t, d.names(), 2)
}

func TestARefusedKeyIsNotUsedAgain(t *testing.T) {
	for _, status := range []int{401, 402, 403} {
		d := newDesk()
		var log bytes.Buffer
		c := pooled(t, d, upstream.Limits{}, &log, "a-key-canary", "b-key-canary")
		d.set("a-key-canary", status)
		require.NoError(t, ask(t, c, upstream.Call{Model: "m"}))
		require.Equal(t, []string{"a-key-canary", "b-key-canary"}, d.names())
		require.Empty(t, c.Refused())
		d.set("a-key-canary", 0)
		for range 3 {
			require.NoError(t, ask(t, c, upstream.Call{Model: "m"}))
		}
		require.Equal(t, []string{"b-key-canary", "b-key-canary", "b-key-canary"}, d.names(), "not before a restart")
		require.Contains(t, log.String(), "level=ERROR")
		require.Contains(t, log.String(), "ENV_a-key-canary")
		require.NotEmpty(t, c.Keys()[0].Refused)

		d.set("b-key-canary", status)
		e := code(t, ask(t, c, upstream.Call{Model: "m"}))
		require.Equal(t, upstream.Account, e.Code)
		require.Equal(t, status, e.Status)
		d.names()
		e = code(t, ask(t, c, upstream.Call{Model: "m"}))
		require.Equal(t, upstream.Account, e.Code)
		require.Contains(t, e.Error(), "restart the node")
		require.Empty(t, d.names(), "nobody is asked with a dead key")
		require.NotEmpty(t, c.Refused())
		for _, text := range []string{e.Error(), c.Refused(), c.Keys()[1].Refused} {
			require.NotContains(t, text, " a-key-canary", "the vendor repeats the key, we do not")
			require.NotContains(t, text, " b-key-canary")
		}
	}
}

func TestOtherErrorsChangeNoKey(t *testing.T) {
	for _, status := range []int{400, 404, 413, 500, 503} {
		d := newDesk()
		c := pooled(t, d, upstream.Limits{}, io.Discard, "a-key", "b-key")
		d.set("a-key", status)
		require.Error(t, ask(t, c, upstream.Call{Model: "m"}))
		require.Equal(t, []string{"a-key"}, d.names(), "the seller decides what then")
		d.set("a-key", 0)
		require.NoError(t, ask(t, c, upstream.Call{Model: "m"}))
		require.NoError(t, ask(t, c, upstream.Call{Model: "m"}))
		require.ElementsMatch(t, []string{"a-key", "b-key"}, d.names())
	}
}

func TestLimitsOfEachKey(t *testing.T) {
	d := newDesk()
	c := pooled(t, d, upstream.Limits{RPM: 2}, io.Discard, "a-key", "b-key")
	for range 4 {
		require.NoError(t, ask(t, c, upstream.Call{Model: "m"}))
	}
	e := code(t, ask(t, c, upstream.Call{Model: "other"}))
	require.Equal(t, upstream.Rate, e.Code)
	require.Positive(t, e.RetryAfter)
	require.EqualValues(t, 2, c.Keys()[0].Minute)

	c = pooled(t, d, upstream.Limits{TPM: 100}, io.Discard, "a-key")
	require.NoError(t, ask(t, c, upstream.Call{Model: "m", Tokens: 500}), "a call over the limit alone is the vendor's to refuse")
	require.Equal(t, upstream.Rate, code(t, ask(t, c, upstream.Call{Model: "m", Tokens: 1})).Code)

	c = pooled(t, d, upstream.Limits{Spend: upstream.SpendLimit{Total: money.Picos(10)}}, io.Discard, "a-key", "b-key")
	require.NoError(t, ask(t, c, upstream.Call{Worst: money.Picos(10)}))
	require.NoError(t, ask(t, c, upstream.Call{Worst: money.Picos(10)}), "each key has its own")
	err := ask(t, c, upstream.Call{Worst: money.Picos(1)})
	require.ErrorIs(t, err, upstream.ErrSpendLimit)
	require.Equal(t, upstream.Account, code(t, err).Code)
	require.Empty(t, c.Refused(), "the vendor has refused nothing")
}

func TestKeysAreBusyWithCalls(t *testing.T) {
	d := newDesk()
	d.hold = make(chan struct{})
	c := pooled(t, d, upstream.Limits{Calls: 1}, io.Discard, "a-key", "b-key")
	done := make(chan error, 2)
	for range 2 {
		go func() { // ends with its call
			resp, err := c.Do(context.WithoutCancel(t.Context()), upstream.Call{Dialect: dialect.OpenAI, Model: "m"}, nil)
			if err == nil {
				_, _ = io.Copy(io.Discard, resp.Body)
				err = resp.Body.Close()
			}
			done <- err
		}()
	}
	require.Eventually(t, func() bool { return c.Keys()[0].Calls+c.Keys()[1].Calls == 2 }, 5*time.Second, time.Millisecond)
	require.Equal(t, upstream.Rate, code(t, ask(t, c, upstream.Call{Model: "m"})).Code)
	close(d.hold)
	require.NoError(t, <-done)
	require.NoError(t, <-done)
	require.NoError(t, ask(t, c, upstream.Call{Model: "m"}), "an ended call frees its key")
	require.Zero(t, c.Keys()[0].Calls+c.Keys()[1].Calls)
}
