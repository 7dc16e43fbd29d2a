package gateway_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"text/template"
	"time"

	"github.com/klauspost/compress/zstd"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/gateway"
)

// rowsOf is how many rows the tables of bad inputs have.
var rowsOf = map[string]int{"5.1": 33, "5.4": 13}

// TestBadInput sends each case of testdata/bad-input.txtar to a real server with the real dialect.
func TestBadInput(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/bad-input.txtar")
	require.NoError(t, err)
	covered := map[string]bool{}
	for _, f := range archive.Files {
		m := regexp.MustCompile(`^(5\.[14]) row (\d+)[:,] `).FindStringSubmatch(f.Name)
		require.NotNil(t, m, "case %q does not begin with its row", f.Name)
		covered[m[1]+" "+m[2]] = true
		t.Run(f.Name, func(t *testing.T) {
			c := parseCase(t, string(f.Data))
			if c.unreachable != "" {
				t.Skip("not reachable here: " + c.unreachable)
			}
			synctest.Test(t, c.run)
		})
	}
	for table, n := range rowsOf {
		for row := 1; row <= n; row++ {
			require.True(t, covered[fmt.Sprintf("%s %d", table, row)], "table %s row %d has no case", table, row)
		}
	}
}

type badInput struct {
	directives  map[string]string
	requests    []string
	want        []string
	unreachable string
}

// parseCase reads directives, requests and expectations.
func parseCase(t *testing.T, text string) badInput {
	c := badInput{directives: map[string]string{}}
	for strings.HasPrefix(text, "@") {
		line, rest, _ := strings.Cut(text, "\n")
		name, value, _ := strings.Cut(line[1:], " ")
		c.directives[name], text = value, rest
	}
	if c.unreachable = c.directives["unreachable"]; c.unreachable != "" {
		return c
	}
	asked, want, found := strings.Cut("\n"+text, "\n====\n")
	require.True(t, found, "a case needs ====")
	c.requests = strings.Split(asked, "\n++++\n")
	for _, line := range strings.Split(strings.TrimSpace(want), "\n") {
		if !strings.HasPrefix(line, "#") {
			c.want = append(c.want, line)
		}
	}
	return c
}

func (c badInput) run(t *testing.T) {
	if address, ok := c.directives["listen"]; ok {
		_, err := gateway.New(gateway.Config{Listen: address}, testKeys(), nil, nil, nil, nil)
		require.ErrorContains(t, err, strings.TrimPrefix(c.want[0], "error: "))
		return
	}
	b := serve(t, c.buyer(t), func(cfg *gateway.Config) {
		reason := c.directives["degraded"]
		cfg.Degraded = func() string { return reason }
		if n := c.directives["maxbody"]; n != "" {
			size, err := strconv.ParseInt(n, 10, 64)
			require.NoError(t, err)
			cfg.MaxBody = size
		}
	})
	defer b.stop()
	if _, ok := c.directives["drain"]; ok {
		b.Drain()
	}
	var resp *http.Response
	var body []byte
	for _, r := range c.requests {
		method, _, _ := strings.Cut(strings.TrimSpace(r), " ")
		raw := c.rawRequest(t, r)
		if _, ok := c.directives["leave"]; ok {
			c.leave(t, b, raw)
			return
		}
		resp, body = b.raw(t, raw, method)
	}
	c.check(t, b, resp, body)
}

// leave has the application go away within the answer.
func (c badInput) leave(t *testing.T, b *bench, raw []byte) {
	conn, err := b.l.dial(t.Context(), "", "")
	require.NoError(t, err)
	_, err = conn.Write(raw)
	require.NoError(t, err)
	_, err = conn.Read(make([]byte, 4096))
	require.NoError(t, err)
	require.NoError(t, conn.Close())
	synctest.Wait()
	require.True(t, b.buyer.last().isClosed(), "the answer goes on for an application that has left")
	for _, w := range c.want {
		require.Contains(t, b.log.String(), strings.TrimPrefix(w, "log: "))
	}
}

const validChat = `{"model":"acme/fast-1","messages":[{"role":"user","content":"hello"}]}`

var templates = template.FuncMap{
	"repeat": strings.Repeat,
	"chat":   func() string { return validChat },
	"gzip": func(s string) (string, error) {
		var out bytes.Buffer
		z := gzip.NewWriter(&out)
		if _, err := z.Write([]byte(s)); err != nil {
			return "", err
		}
		err := z.Close()
		return out.String(), err
	},
	"zstd": func(s string) (string, error) {
		z, err := zstd.NewWriter(nil)
		if err != nil {
			return "", err
		}
		return string(z.EncodeAll([]byte(s), nil)), z.Close()
	},
	"byte": func(n int) string { return string([]byte{byte(n)}) },
}

// rawRequest completes a case's request with the headers that every good one has. "Name: -" leaves a header out.
func (c badInput) rawRequest(t *testing.T, text string) []byte {
	var full strings.Builder
	require.NoError(t, template.Must(template.New("").Delims("<<", ">>").Funcs(templates).Parse(text)).Execute(&full, nil))
	head, body, _ := strings.Cut(full.String(), "\n\n")
	body = strings.TrimSuffix(body, "\n")
	lines := strings.Split(strings.TrimSpace(head), "\n")
	headers := map[string]bool{}
	out := lines[0] + " HTTP/1.1\r\n"
	for _, l := range lines[1:] {
		name, value, _ := strings.Cut(l, ":")
		headers[name] = true
		if strings.TrimSpace(value) != "-" {
			out += l + "\r\n"
		}
	}
	defaults := [][2]string{{"Host", "127.0.0.1:8402"}, {"Authorization", "Bearer " + goodKey}}
	if body != "" {
		defaults = append(defaults, [2]string{"Content-Type", "application/json"}, [2]string{"Content-Length", strconv.Itoa(len(body))})
	}
	for _, d := range defaults {
		if !headers[d[0]] {
			out += d[0] + ": " + d[1] + "\r\n"
		}
	}
	return []byte(out + "\r\n" + body)
}

// buyer is a buyer that comes to what a case names.
func (c badInput) buyer(t *testing.T) *fakeBuyer {
	name := c.directives["buyer"]
	lack := market.BudgetLack{Key: "good", Need: money.Micros(50_000), Limit: money.Coins(20), Left: money.Micros(3_000), Held: money.Coins(1),
		Period: "day", Resets: time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)}
	notes := []market.AttemptNote{{Seller: "16Uiu2HAmOne", Code: "UPSTREAM"}, {Seller: "16Uiu2HAmTwo", Code: "RECEIPT_INVALID"}}
	whole := &fakeBuyer{chunks: 3}
	refusals := map[string]error{
		"key_budget":          market.KeyBudgetSpent(lack),
		"in_flight_budget":    market.BudgetInFlight(lack, 2*time.Second),
		"call_exceeds_budget": market.CallExceedsBudget(market.BudgetLack{Key: "good", Need: money.Micros(20_500_001), Limit: money.Coins(20), Period: "day"}),
		"channel":             market.ChannelFunds(seller, money.Micros(50_000), money.Micros(10)),
		"no_channel":          market.ChannelFunds(seller, money.Micros(50_000), money.Amount{}),
		"wallet":              market.WalletFunds(money.Coins(5), money.Micros(20_000)),
		"not_sold":            market.NotSold(model, "n"),
		"too_long":            market.TooLongFor(model, 300_000, 200_000),
		"policy":              market.Refuse(403, market.PolicyBlocked, "", "The operator's policy blocks this call."),
		"sellers_busy":        market.SellersBusy(3*time.Second, notes),
		"sellers_failed":      market.SellersFailed(notes),
		"no_seller":           market.NoSeller(model, []market.Removed{{Filter: "price", Offers: 3}, {Filter: "breaker", Offers: 1}}, 5*time.Second),
		"first_token":         market.NoAnswerInTime("first token", 30*time.Second, seller, money.Amount{}),
		"bug":                 fmt.Errorf("open /secret/path: index out of range"),
	}
	switch {
	case name == "":
	case name == "panic":
		whole.bug = true
	case name == "break":
		whole.breakAfter, whole.breakWith = 2, market.StreamBroken(seller, money.Amount{})
	case name == "pause":
		whole.pause = time.Second
	case refusals[name] != nil:
		whole.refuse = refusals[name]
	default:
		t.Fatalf("unknown buyer %q", name)
	}
	return whole
}

// check compares a response with what the case wants of it.
func (c badInput) check(t *testing.T, b *bench, resp *http.Response, body []byte) {
	require.Equal(t, c.want[0], strings.TrimSpace(strconv.Itoa(resp.StatusCode)), "status; the body is %s", body)
	object := body
	if resp.StatusCode == http.StatusOK {
		object = brokenChunk(t, body)
	}
	var got struct {
		Choices []struct {
			Finish string `json:"finish_reason"`
		}
		Usage *struct{ Cost json.Number }
		Error struct {
			Message, Type, Code string
			Param               *string
			Metadata            map[string]any
		}
	}
	require.NoError(t, json.Unmarshal(object, &got), "%s", object)
	require.Contains(t, got.Error.Metadata, "charged", "every error states what was charged")
	require.NotContains(t, string(body), "/secret/path")
	param := ""
	if got.Error.Param != nil {
		param = *got.Error.Param
	}
	for _, w := range c.want[1:] {
		what, value, ok := strings.Cut(w, ": ")
		require.True(t, ok, "%q is no expectation", w)
		switch what {
		case "message":
			require.Contains(t, got.Error.Message, value)
		case "type":
			require.Equal(t, value, got.Error.Type)
		case "param":
			require.Equal(t, value, param)
		case "header":
			name, want, _ := strings.Cut(value, ": ")
			if want == "*" {
				require.NotEmpty(t, resp.Header.Get(name), "header %s", name)
			} else {
				require.Equal(t, want, resp.Header.Get(name), "header %s", name)
			}
		case "no header":
			require.Empty(t, resp.Header.Get(value), "header %s", value)
		case "finish":
			require.Len(t, got.Choices, 1)
			require.Equal(t, value, got.Choices[0].Finish)
			require.NotNil(t, got.Usage, "the last chunk has the usage")
		case "log":
			require.Contains(t, b.log.String(), value)
		case "calls":
			require.Equal(t, value, strconv.Itoa(b.buyer.count()), "calls that reached the buyer")
		case "error_type":
			require.Equal(t, value, got.Error.Metadata[what])
			require.Equal(t, value, got.Error.Code)
		case "limit_source", "charged", "seller", "call_id":
			require.Equal(t, value, fmt.Sprint(got.Error.Metadata[what]), what)
		case "hint":
			require.Contains(t, got.Error.Metadata["remedy_hint"], value)
		case "attempts":
			require.Contains(t, fmt.Sprint(got.Error.Metadata["attempts"]), value)
		default:
			t.Fatalf("unknown expectation %q", w)
		}
	}
}

// brokenChunk is the one chunk of a stream that has an error.
func brokenChunk(t *testing.T, stream []byte) []byte {
	t.Helper()
	var found [][]byte
	for _, event := range bytes.Split(stream, []byte("\n\n")) {
		if data, ok := bytes.CutPrefix(event, []byte("data: ")); ok && bytes.Contains(data, []byte(`"error":`)) {
			found = append(found, data)
		}
	}
	require.Len(t, found, 1, "a stream that breaks has exactly one chunk with an error: %s", stream)
	return found[0]
}
