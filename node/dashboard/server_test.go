package dashboard_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/node/dashboard/dashboardtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const token = "operator-token-of-at-least-32-characters"

// serve runs a server over a fixed node until the test ends.
func serve(t *testing.T) (*dashboard.Client, *dashboardtest.Node, *dashboard.Feed, string) {
	return serveSources(t, dashboardtest.New(), nil)
}

func serveSources(t *testing.T, node *dashboardtest.Node, change func(*dashboard.Sources)) (*dashboard.Client, *dashboardtest.Node, *dashboard.Feed, string) {
	src := node.Sources()
	src.Metrics = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "tolsey_up 1\n") })
	if change != nil {
		change(&src)
	}
	feed := dashboard.NewFeed()
	s, err := dashboard.New(dashboard.Config{Listen: "127.0.0.1:0", Token: token}, src, feed, slog.New(slog.DiscardHandler))
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		select {
		case err := <-done:
			require.NoError(t, err)
		case <-time.After(5 * time.Second):
			t.Error("the server did not stop")
		}
		http.DefaultClient.CloseIdleConnections()
	})
	c := dashboard.NewClient(s.URL(), token)
	t.Cleanup(c.Close)
	return c, node, feed, s.URL()
}

type ask struct {
	method, path, host, origin, fetchSite, bearer, kind, body string
}

func (a ask) do(t *testing.T, url string) (int, string, http.Header) {
	req, err := http.NewRequest(a.method, url+a.path, strings.NewReader(a.body))
	require.NoError(t, err)
	if a.host != "" {
		req.Host = a.host
	}
	for name, value := range map[string]string{"Origin": a.origin, "Sec-Fetch-Site": a.fetchSite, "Content-Type": a.kind} {
		if value != "" {
			req.Header.Set(name, value)
		}
	}
	if a.bearer != "" {
		req.Header.Set("Authorization", "Bearer "+a.bearer)
	}
	resp, err := http.DefaultClient.Do(req)
	require.NoError(t, err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	return resp.StatusCode, string(body), resp.Header
}

// THREATS.md 3.4, L1 to L3: localhost is public.
func TestForeignRequestsAreRefused(t *testing.T) {
	_, _, _, url := serve(t)
	port := url[strings.LastIndex(url, ":"):]
	good := ask{method: "GET", path: "/api/v1/status", bearer: token}
	for name, tc := range map[string]struct {
		change func(*ask)
		status int
	}{
		"own":                  {func(*ask) {}, 200},
		"localhost":            {func(a *ask) { a.host = "localhost" + port }, 200},
		"IPv6 loopback":        {func(a *ask) { a.host = "[::1]" + port }, 200},
		"upper case":           {func(a *ask) { a.host = "LOCALHOST" + port }, 200},
		"rebound name":         {func(a *ask) { a.host = "evil.example" + port }, 403},
		"localhost suffix":     {func(a *ask) { a.host = "localhost.evil.example" + port }, 403},
		"no port":              {func(a *ask) { a.host = "localhost" }, 403},
		"other port":           {func(a *ask) { a.host = "localhost:1" }, 403},
		"0.0.0.0":              {func(a *ask) { a.host = "0.0.0.0" + port }, 403},
		"decimal address":      {func(a *ask) { a.host = "2130706433" + port }, 403},
		"other loopback":       {func(a *ask) { a.host = "127.0.0.2" + port }, 403},
		"null origin":          {func(a *ask) { a.origin = "null" }, 403},
		"foreign origin":       {func(a *ask) { a.origin = "https://evil.example" }, 403},
		"another port's page":  {func(a *ask) { a.origin = "http://127.0.0.1:8402" }, 403},
		"own origin":           {func(a *ask) { a.origin = url }, 200},
		"cross-site fetch":     {func(a *ask) { a.fetchSite = "cross-site" }, 403},
		"same-site fetch":      {func(a *ask) { a.fetchSite = "same-site" }, 403},
		"same-origin fetch":    {func(a *ask) { a.fetchSite = "same-origin" }, 200},
		"no token":             {func(a *ask) { a.bearer = "" }, 401},
		"wrong token":          {func(a *ask) { a.bearer = token + "x" }, 401},
		"form post":            {func(a *ask) { a.method, a.path, a.kind = "POST", "/api/v1/pause", "application/x-www-form-urlencoded" }, 415},
		"text post":            {func(a *ask) { a.method, a.path, a.kind = "POST", "/api/v1/pause", "text/plain" }, 415},
		"post without type":    {func(a *ask) { a.method, a.path = "POST", "/api/v1/pause" }, 415},
		"preflight":            {func(a *ask) { a.method = "OPTIONS" }, 405},
		"command by GET":       {func(a *ask) { a.path = "/api/v1/pause" }, 405},
		"unknown path":         {func(a *ask) { a.path = "/api/v1/exec" }, 404},
		"path trick":           {func(a *ask) { a.path = "/api/v1/calls/../../etc" }, 404},
		"inference":            {func(a *ask) { a.method, a.path, a.kind = "POST", "/v1/chat/completions", "application/json" }, 404},
		"unknown query":        {func(a *ask) { a.path = "/api/v1/calls?limt=1" }, 400},
		"limit too high":       {func(a *ask) { a.path = "/api/v1/calls?limit=1001" }, 400},
		"limit negative":       {func(a *ask) { a.path = "/api/v1/calls?limit=-1" }, 400},
		"bad side":             {func(a *ask) { a.path = "/api/v1/calls?side=both" }, 400},
		"bad state":            {func(a *ask) { a.path = "/api/v1/calls?state=ended" }, 400},
		"bad since":            {func(a *ask) { a.path = "/api/v1/calls?since=yesterday" }, 400},
		"bad call id":          {func(a *ask) { a.path = "/api/v1/calls/xyz" }, 400},
		"bad model":            {func(a *ask) { a.path = "/api/v1/book?model=GPT" }, 400},
		"token in the address": {func(a *ask) { a.bearer, a.path = "", "/api/v1/status?token="+token }, 401},
	} {
		t.Run(name, func(t *testing.T) {
			a := good
			tc.change(&a)
			status, body, header := a.do(t, url)
			require.Equal(t, tc.status, status, body)
			require.Empty(t, header.Get("Access-Control-Allow-Origin"))
			require.Equal(t, "no-store", header.Get("Cache-Control"))
			if status != 200 {
				require.Contains(t, body, `{"error":{"code":"`)
				require.NotContains(t, body, token)
			}
		})
	}
}

func TestBodies(t *testing.T) {
	_, _, _, url := serve(t)
	post := func(body string) (int, string) {
		status, text, _ := ask{method: "POST", path: "/api/v1/keys", bearer: token, kind: "application/json; charset=utf-8", body: body}.do(t, url)
		return status, text
	}
	for body, want := range map[string]struct {
		status int
		text   string
	}{
		`{"name":"a"}`:             {200, `"token":"sk-dev-`},
		`{"name":"b"} {}`:          {400, "more text"},
		`{"nmae":"b"}`:             {400, `unknown field \"nmae\"`},
		`{"name":5}`:               {400, "cannot unmarshal"},
		`{`:                        {400, "unexpected EOF"},
		`[]`:                       {400, "cannot unmarshal array"},
		`{"name":"ci"}`:            {409, "taken by key k5d6e7f8"},
		strings.Repeat(" ", 70000): {413, "over 65536 bytes"},
	} {
		status, text := post(body)
		require.Equal(t, want.status, status, text)
		require.Contains(t, text, want.text)
	}
	status, text := post("")
	require.Equal(t, 200, status, text)
	require.Contains(t, text, `"name":"key-`, "a key without a name gets one")
}

func TestSessionOnlyReads(t *testing.T) {
	c, _, _, url := serve(t)
	link, err := c.Page(context.Background())
	require.NoError(t, err)
	require.True(t, strings.HasPrefix(link.URL, url+"/#code="))
	code := link.URL[strings.Index(link.URL, "=")+1:]
	redeem := ask{method: "POST", path: "/api/v1/session", kind: "application/json", body: `{"code":"` + code + `"}`}
	status, body, _ := redeem.do(t, url)
	require.Equal(t, 200, status, body)
	session := strings.Split(body, `"`)[3]
	require.NotEqual(t, code, session)

	status, body, _ = redeem.do(t, url)
	require.Equal(t, 401, status, "a link opens once")
	require.Contains(t, body, "tolsey status --page")

	status, _, _ = ask{method: "GET", path: "/api/v1/status", bearer: session}.do(t, url)
	require.Equal(t, 200, status)
	for _, path := range []string{"/settle", "/wallet/deposit", "/wallet/withdraw", "/offers/publish", "/offers/withdraw", "/upstreams/check", "/receipts/verify", "/channels/open",
		"/channels/topup", "/channels/close", "/keys", "/keys/revoke", "/peers", "/peers/block", "/pause", "/resume", "/page"} {
		status, body, _ := ask{method: "POST", path: "/api/v1" + path, bearer: session, kind: "application/json", body: "{}"}.do(t, url)
		require.Equal(t, 403, status, path)
		require.Contains(t, body, "read_only")
	}
}

func TestUnknownErrorsAreNotShown(t *testing.T) {
	_, _, _, url := serveSources(t, dashboardtest.New(), func(s *dashboard.Sources) { s.Book, s.Peers = broken{}, panicky{} })
	for _, path := range []string{"/api/v1/book", "/api/v1/peers"} {
		status, body, _ := ask{method: "GET", path: path, bearer: token}.do(t, url)
		require.Equal(t, 500, status)
		require.Equal(t, `{"error":{"code":"internal","message":"internal error; see the node's log"}}`+"\n", body)
	}
}

func TestListenerMustBeLoopback(t *testing.T) {
	src := dashboardtest.New().Sources()
	_, err := dashboard.New(dashboard.Config{Listen: "0.0.0.0:0", Token: token}, src, dashboard.NewFeed(), slog.New(slog.DiscardHandler))
	require.ErrorContains(t, err, "reachable from other machines")
	_, err = dashboard.New(dashboard.Config{Listen: "127.0.0.1:0", Token: "short"}, src, dashboard.NewFeed(), slog.New(slog.DiscardHandler))
	require.ErrorContains(t, err, "at least 32")
	s, err := dashboard.New(dashboard.Config{Listen: "127.0.0.1:0", Token: token}, src, dashboard.NewFeed(), slog.New(slog.DiscardHandler))
	require.NoError(t, err)
	require.NoError(t, s.Close())
}

func TestHealth(t *testing.T) {
	c, node, _, url := serve(t)
	status, _, _ := ask{method: "GET", path: "/livez", bearer: token}.do(t, url)
	require.Equal(t, 200, status)
	status, body, _ := ask{method: "GET", path: "/readyz", bearer: token}.do(t, url)
	require.Equal(t, 200, status, body)
	status, body, _ = ask{method: "GET", path: "/metrics", bearer: token}.do(t, url)
	require.Equal(t, 200, status)
	require.Equal(t, "tolsey_up 1\n", body)
	for _, path := range []string{"/livez", "/readyz", "/metrics"} {
		status, _, _ = ask{method: "GET", path: path}.do(t, url)
		require.Equal(t, 401, status, path)
	}
	node.Fail("chain", "head is 4 min old; check rpc")
	status, body, _ = ask{method: "GET", path: "/readyz", bearer: token}.do(t, url)
	require.Equal(t, 503, status)
	require.Contains(t, body, `{"name":"chain","ok":false,"detail":"head is 4 min old; check rpc"}`)
	checks, err := c.Checks(context.Background())
	require.NoError(t, err)
	require.False(t, dashboard.Ready(checks))
}

// TestPage: the shell holds no inline script or style, and the script makes no markup from text.
func TestPage(t *testing.T) {
	_, _, _, url := serve(t)
	files := map[string]string{}
	for path, kind := range map[string]string{"/": "text/html", "/style.css": "text/css", "/app.js": "text/javascript", "/view.js": "text/javascript", "/icon.svg": "image/svg+xml"} {
		status, body, header := ask{method: "GET", path: path}.do(t, url)
		require.Equal(t, 200, status, path)
		require.Contains(t, header.Get("Content-Type"), kind)
		require.Contains(t, header.Get("Content-Security-Policy"), "default-src 'self'")
		require.Contains(t, header.Get("Content-Security-Policy"), "frame-ancestors 'none'")
		require.Equal(t, "nosniff", header.Get("X-Content-Type-Options"))
		files[path] = body
	}
	require.NotContains(t, files["/"], "<style")
	require.NotContains(t, files["/"], "style=")
	require.NotRegexp(t, ` on[a-z]+=`, files["/"])
	for _, script := range []string{files["/app.js"], files["/view.js"]} {
		for _, bad := range []string{"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "localStorage", "http://", "https://"} {
			require.NotContains(t, script, bad)
		}
	}
}
