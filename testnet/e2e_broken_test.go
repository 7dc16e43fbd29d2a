package testnet_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/testnet/vendor"
)

// brokenCase is one way in which an answer comes to its end, and what PROTOCOL.md section 4 charges for it. The vendor's faults are asked
// for by markers in the prompt.
type brokenCase struct {
	model  string
	unary  bool
	marks  string
	most   int                        // max_tokens; 0: none
	effort string                     // reasoning_effort
	tool   bool                       // a tool is offered
	leave  func(r *reply) bool        // true: the application leaves now
	early  bool                       // the application leaves while the vendor still thinks
	vanish bool                       // it resets its connection instead of closing it
	http   int                        // status; 0: 200
	status market.Status              // of the last attempt's receipt
	rule   func(c *outcome) (n int64) // answer tokens that are due, beside the prompt; nil: nothing at all
	denied bool                       // the buyer pays less than the receipt asks
	lies   bool                       // the vendor reports, and is believed, what it does not bill
}

// outcome is what all sides know of an ended call.
type outcome struct {
	reply  *reply
	body   chat
	bought market.BoughtRecord
	sold   market.SoldRecord
	row    vendor.Row
	asks   asks
}

// What of an answer is due, by the rules in their order.
func byVendor(c *outcome) int64     { return c.row.Completion }                      // (1) the vendor's count
func inputAlone(*outcome) int64     { return 0 }                                     // (2) the prompt
func byBothCounts(c *outcome) int64 { return min(c.soldOutput(), c.boughtOutput()) } // (4) the lesser count
func byText(c *outcome) int64       { return tokens(c.reply.text) }                  // (4) where both have seen what the application has

func byThoughts(c *outcome) int64 { return tokens(c.reply.thought) + tokens(c.reply.text) }
func byTool(c *outcome) int64     { return tokens("lookup") + tokens(c.reply.tool) }

func (c *outcome) soldOutput() int64   { return int64(c.sold.Receipt.Usage.Completion()) }
func (c *outcome) boughtOutput() int64 { return int64(c.bought.Counted.Completion()) }

func chunks(n int) func(r *reply) bool {
	return func(r *reply) bool { return tokens(r.text) >= int64(n) }
}

var brokenCases = map[string]brokenCase{
	"whole":                          {model: "tencent/hy3", marks: "[[tokens:150]]", status: market.StatusDone, rule: byVendor},
	"whole, unary":                   {model: "tencent/hy3", unary: true, marks: "[[tokens:150]]", status: market.StatusDone, rule: byVendor},
	"cancelled before a token":       {model: "moonshotai/kimi-k2.6", marks: "[[ttft:5s]]", early: true, status: market.StatusCancelled, rule: inputAlone},
	"cancelled before an answer":     {model: "moonshotai/kimi-k2.6", unary: true, marks: "[[ttft:5s]]", early: true, status: market.StatusCancelled, rule: inputAlone},
	"cancelled mid-stream":           {model: "qwen/qwen3.7-plus", marks: "[[pace:5ms]] [[tokens:900]]", leave: chunks(40), status: market.StatusEstimated, rule: byBothCounts},
	"vanished mid-stream":            {model: "qwen/qwen3.7-plus", marks: "[[pace:5ms]] [[tokens:900]]", leave: chunks(40), vanish: true, status: market.StatusEstimated, rule: byBothCounts},
	"reset by the vendor":            {model: "bytedance/seed-2.0-lite", marks: "[[fault:reset@60]] [[pace:1ms]] [[tokens:200]]", status: market.StatusEstimated, rule: byText},
	"cut by the vendor":              {model: "bytedance/seed-2.0-lite", marks: "[[fault:cut@60]] [[tokens:200]]", status: market.StatusEstimated, rule: byText},
	"silent within":                  {model: "bytedance/seed-2.0-pro", marks: "[[fault:stall@60]] [[tokens:200]]", status: market.StatusEstimated, rule: byText},
	"error within a 200":             {model: "bytedance/seed-2.0-pro", marks: "[[fault:error200@60]] [[tokens:200]]", status: market.StatusEstimated, rule: byText},
	"last event cut in half":         {model: "openai/gpt-5.6-luna", marks: "[[fault:truncated]] [[tokens:100]]", status: market.StatusEstimated, rule: byText},
	"no usage":                       {model: "z-ai/glm-4.7", marks: "[[fault:nousage]] [[tokens:100]]", status: market.StatusEstimated, rule: byText},
	"no usage, unary":                {model: "z-ai/glm-4.7", unary: true, marks: "[[fault:nousage]] [[tokens:100]]", status: market.StatusEstimated, rule: byText},
	"negative usage":                 {model: "z-ai/glm-4.7", marks: "[[fault:negativeusage]] [[tokens:100]]", status: market.StatusEstimated, rule: byText},
	"huge usage":                     {model: "z-ai/glm-4.7", marks: "[[fault:hugeusage]] [[tokens:100]]", status: market.StatusEstimated, rule: byText},
	"huge usage, unary":              {model: "z-ai/glm-4.7", unary: true, marks: "[[fault:hugeusage]] [[tokens:100]]", status: market.StatusEstimated, rule: byText},
	"a little too much usage":        {model: "qwen/qwen3.7-max", marks: "[[fault:wrongusage@30]] [[tokens:100]]", status: market.StatusDone, rule: func(c *outcome) int64 { return c.row.Completion + 30 }, lies: true},
	"too much usage":                 {model: "openai/gpt-5.6-luna", marks: "[[fault:wrongusage@300]] [[tokens:100]]", status: market.StatusDone, rule: byText, denied: true},
	"usage beyond the cap":           {model: "qwen/qwen3.7-max", marks: "[[fault:wrongusage@3000]] [[tokens:100]]", most: 2000, status: market.StatusEstimated, rule: byText},
	"empty":                          {model: "moonshotai/kimi-k2.6", marks: "[[fault:empty]]", status: market.StatusDone, rule: inputAlone},
	"empty, unary":                   {model: "moonshotai/kimi-k2.6", unary: true, marks: "[[fault:empty]]", status: market.StatusDone, rule: inputAlone},
	"length":                         {model: "tencent/hy3", marks: "[[tokens:500]]", most: 50, status: market.StatusDone, rule: byVendor},
	"compressed":                     {model: "tencent/hy3", marks: "[[fault:gzip]] [[tokens:100]]", status: market.StatusDone, rule: byVendor},
	"compressed, unary":              {model: "tencent/hy3", unary: true, marks: "[[fault:gzip]] [[tokens:100]]", status: market.StatusDone, rule: byVendor},
	"two ends":                       {model: "tencent/hy3", marks: "[[fault:doubledone]] [[tokens:100]]", status: market.StatusDone, rule: byVendor},
	"endless":                        {model: "openai/gpt-5.6-luna", marks: "[[fault:endless]] [[tokens:20]] [[pace:1ms]]", most: 60, status: market.StatusEstimated, rule: func(c *outcome) int64 { return 60 }},
	"thoughts":                       {model: "moonshotai/kimi-k3", marks: "[[tokens:60]]", effort: "medium", status: market.StatusDone, rule: byVendor},
	"thoughts, unary":                {model: "moonshotai/kimi-k3", unary: true, marks: "[[tokens:60]]", effort: "medium", status: market.StatusDone, rule: byVendor},
	"thoughts, cut":                  {model: "moonshotai/kimi-k3", marks: "[[fault:cut@40]] [[tokens:60]]", effort: "medium", status: market.StatusEstimated, rule: byThoughts},
	"nothing but thoughts":           {model: "moonshotai/kimi-k3", marks: "[[tokens:60]]", effort: "medium", most: 100, status: market.StatusDone, rule: byVendor},
	"hidden thoughts":                {model: "openai/gpt-5.6-terra", marks: "[[tokens:60]]", effort: "medium", status: market.StatusDone, rule: byVendor},
	"hidden thoughts, unary":         {model: "openai/gpt-5.6-terra", unary: true, marks: "[[tokens:60]]", effort: "medium", status: market.StatusDone, rule: byVendor},
	"hidden thoughts, no usage":      {model: "openai/gpt-5.6-terra", marks: "[[fault:nousage]] [[tokens:60]]", effort: "medium", status: market.StatusEstimated, rule: byText},
	"nothing but a tool call":        {model: "tencent/hy3", marks: "[[tool]]", tool: true, status: market.StatusDone, rule: byVendor},
	"a tool call, unary":             {model: "tencent/hy3", unary: true, marks: "[[tool]]", tool: true, status: market.StatusDone, rule: byVendor},
	"a tool call, no usage":          {model: "tencent/hy3", marks: "[[tool]] [[fault:nousage]]", tool: true, status: market.StatusEstimated, rule: byTool},
	"bytes that are no text":         {model: "tencent/hy3", marks: "[[fault:badutf8]] [[tokens:30]]", status: market.StatusDone, rule: byVendor, lies: true},
	"half an answer, unary":          {model: "moonshotai/kimi-k3", unary: true, marks: "[[fault:truncated]] [[tokens:100]]", http: 502, status: market.StatusZero},
	"error instead of a first token": {model: "moonshotai/kimi-k3", marks: "[[fault:error200@0]]", http: 502, status: market.StatusZero},
	"500":                            {model: "deepseek/deepseek-v4-pro", marks: "[[fault:http500]]", http: 502, status: market.StatusZero},
	"429":                            {model: "openai/gpt-5.6-sol", marks: "[[fault:http429]]", http: 429, status: market.StatusZero},
	"refused connections":            {model: "deepseek/deepseek-v4-flash", marks: "[[fault:refuse]]", http: 502, status: market.StatusZero},
}

// TestBrokenAnswers breaks answers in every way and computes what is due from what the application got, the vendor's bill and the prices of
// the book.
func TestBrokenAnswers(t *testing.T) {
	w := shared(t)
	together(t, brokenCases, func(t *testing.T, c brokenCase) { c.run(t, w) })
}

func (c brokenCase) run(t *testing.T, w *world) {
	ctx, cancel := context.WithTimeout(t.Context(), 40*time.Second)
	defer cancel()
	a := w.newApp(t, "5 USD/day")
	body := w.ask(c.model, "Go on. "+c.marks)
	if !c.unary {
		body = body.streamed().with("stream_options", map[string]any{"include_usage": true})
	}
	if c.most > 0 {
		body = body.with("max_tokens", c.most)
	}
	if c.effort != "" {
		body = body.with("reasoning_effort", c.effort)
	}
	if c.tool {
		body = body.with("tools", []any{map[string]any{"type": "function", "function": map[string]any{"name": "lookup", "parameters": map[string]any{
			"type": "object", "properties": map[string]any{"model": map[string]any{"type": "string"}}, "required": []any{"model"}}}}})
	}
	r := c.perform(ctx, t, a, body)

	attempts := a.attempts(t)
	require.NotEmpty(t, attempts)
	last := attempts[len(attempts)-1]
	bought := w.bought(t, "buyer", last.Call)
	spent := money.Amount{}
	for _, b := range bought {
		o := c.agreed(t, w, b, r, body)
		spent = spent.Add(b.Cost)
		if b.Attempt != last.Attempt || c.rule == nil {
			require.Equal(t, market.StatusZero, o.sold.Status, "a seller that gave nothing")
			require.Zero(t, b.Cost)
			continue
		}
		due := o.asks.rate(o.row.Prompt, o.row.Cached, c.rule(o))
		require.Equal(t, c.status, o.sold.Status, "the receipt's rule")
		require.Equal(t, due.String(), b.Cost.String(), "charge, by %s: prompt %d, answer %d of the vendor's %d", c.status, o.row.Prompt, c.rule(o), o.row.Completion)
		if c.denied {
			require.True(t, b.Cost.Less(o.sold.Cost), "the receipt asks more than was delivered")
		} else {
			require.Equal(t, o.sold.Cost.String(), b.Cost.String(), "buyer and seller agree")
		}
		if tokens(r.text) > 0 {
			require.NotZero(t, b.Cost, "delivered tokens are never free")
		}
	}
	k := a.budget(t)
	require.Equal(t, spent.String(), k.Spent.String(), "what the key has spent is what its calls were charged")
	c.told(t, r, spent)
}

// perform makes the call as the case says.
func (c brokenCase) perform(ctx context.Context, t *testing.T, a *app, body chat) *reply {
	ctx, leave := context.WithCancel(ctx)
	defer leave()
	if c.early {
		go func() { // ends with ctx
			a.w.thinking(ctx, t, body)
			leave()
		}()
	}
	var conn net.Conn
	if c.vanish {
		web := &http.Transport{DialContext: func(ctx context.Context, network, addr string) (_ net.Conn, err error) {
			conn, err = (&net.Dialer{}).DialContext(ctx, network, addr)
			return conn, err
		}}
		a.web = &http.Client{Transport: web}
	}
	resp, err := a.post(ctx, body)
	if c.early {
		require.ErrorIs(t, err, context.Canceled)
		return &reply{}
	}
	require.NoError(t, err)
	r := &reply{}
	require.NoError(t, r.read(resp, func(r *reply) bool {
		if c.leave == nil || !c.leave(r) {
			return true
		}
		if c.vanish {
			_ = conn.(*net.TCPConn).SetLinger(0)
			_ = conn.Close()
		}
		leave()
		return false
	}))
	return r
}

// thinking returns when the vendor has a call like this one, of which no token has come.
func (w *world) thinking(ctx context.Context, t *testing.T, body chat) {
	model := body["model"].(string)
	for seen := 0; seen < 3 && ctx.Err() == nil; time.Sleep(50 * time.Millisecond) {
		for _, r := range w.bill(t, vendorOf(model), "").Rows {
			if r.Model == model && r.Outcome == vendor.Open && r.Completion == 0 && r.Stream == (body["stream"] == true) {
				seen++
			}
		}
	}
}

// agreed checks what must hold of any attempt, and gathers what each side has of it.
func (c brokenCase) agreed(t *testing.T, w *world, b market.BoughtRecord, r *reply, body chat) *outcome {
	o := &outcome{reply: r, body: body, bought: b}
	seller := w.nameOf(t, b.Seller)
	var found bool
	o.sold, found = w.sold(t, seller, b.AttemptID)
	require.True(t, found, "the seller has filed attempt %s", b.AttemptID)
	o.asks = w.asks(t, c.model, seller)
	if c.lies {
		w.lies.note(b.AttemptID, vendorOf(c.model), seller)
	}
	if vendorRow, ok := w.row(t, vendorOf(c.model), b.AttemptID); ok {
		o.row = vendorRow
	}
	if c.effort != "" && c.http == 0 {
		require.Greater(t, o.row.Reasoning, int64(32), "the model thinks")
		t.Logf("%d tokens, %d of them thoughts; receipt %v, counted %v", o.row.Completion, o.row.Reasoning, o.sold.Usage, b.Counted)
	}
	require.NotNil(t, o.sold.Receipt)
	require.NotNil(t, b.Receipt)
	require.Equal(t, *o.sold.Receipt, *b.Receipt, "both hold the same receipt")
	require.Equal(t, o.sold.Cost, o.sold.Receipt.Cost)
	require.False(t, o.sold.Cost.Less(b.Cost), "never more than the receipt asks")
	hold := o.asks.rate((max(promptTokens(body), o.row.Prompt)*3+1)/2+256, 0, c.cap())
	require.False(t, hold.Less(b.Cost), "never above the hold")
	if o.row.Prompt > 0 && !c.tool {
		require.Equal(t, promptTokens(body), o.row.Prompt, "the vendor counts the prompt as it publishes")
	}
	return o
}

func (c brokenCase) cap() int64 {
	if c.most > 0 {
		return int64(c.most)
	}
	return market.DefaultOutputCap
}

// told checks what the application has been told.
func (c brokenCase) told(t *testing.T, r *reply, spent money.Amount) {
	switch {
	case c.early || c.leave != nil:
		return // it has left
	case c.http != 0:
		require.Equal(t, c.http, r.status, string(r.raw))
		require.NotNil(t, r.failure)
		require.Equal(t, "0", r.failure.Metadata.Charged)
		return
	}
	require.Equal(t, http.StatusOK, r.status, string(r.raw))
	require.Equal(t, spent.String(), r.told("X-Tolsey-Cost"), "the cost that is told is the cost that is charged")
	if r.failure != nil {
		require.Equal(t, spent.Decimal(), r.failure.Metadata.Charged)
		require.Equal(t, "error", r.finish, "an answer that broke off does not look whole")
		return
	}
	require.True(t, r.done)
	require.Contains(t, string(r.usage), fmt.Sprintf(`"cost":%s`, spent.Decimal()))
}
