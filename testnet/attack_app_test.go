package testnet_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/testnet"
)

// TestHostileApplication attacks the doors of a node from the same machine: applications that lie, web pages that reach localhost,
// and data directories that come back from the past.
func TestHostileApplication(t *testing.T) {
	b := newBattlefield(t, nil)
	n := b.node(t, "buyer")
	t.Run("web pages", func(t *testing.T) { b.webPages(t, n) })
	t.Run("raw requests", func(t *testing.T) { b.rawRequests(t, n) })
	t.Run("bodies", func(t *testing.T) { b.heavyBodies(t) })
	t.Run("budgets", func(t *testing.T) { b.budgets(t) })
	t.Run("idempotency keys of two", func(t *testing.T) { b.twoKeys(t) })
	t.Run("revoked within a call", func(t *testing.T) { b.revoked(t) })
	t.Run("admin", func(t *testing.T) { b.adminDoor(t, n) })
	t.Run("the past comes back", func(t *testing.T) { b.past(t, n) })
}

// raw sends bytes to an address and reads the status of each answer until the connection ends.
func raw(t testing.TB, url, text string) (statuses []int, rest string) {
	t.Helper()
	return rawFor(t, url, text, 10*time.Second)
}

func rawFor(t testing.TB, url, text string, patience time.Duration) (statuses []int, rest string) {
	t.Helper()
	c, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
	require.NoError(t, err)
	defer c.Close()
	require.NoError(t, c.SetDeadline(time.Now().Add(patience)))
	_, err = io.WriteString(c, text)
	if err != nil {
		return nil, err.Error()
	}
	r := bufio.NewReader(c)
	for {
		resp, err := http.ReadResponse(r, nil)
		if err != nil {
			return statuses, rest
		}
		body, _ := io.ReadAll(resp.Body)
		statuses, rest = append(statuses, resp.StatusCode), rest+string(body)
		if resp.Close {
			return statuses, rest
		}
	}
}

// request is a well-formed call, with its header lines given.
func request(body string, lines ...string) string {
	return "POST /v1/chat/completions HTTP/1.1\r\n" + strings.Join(lines, "\r\n") + fmt.Sprintf("\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s", len(body), body)
}

// webPages is what a page in a browser of the same machine can send. None is served, with the right key or without.
func (b *battlefield) webPages(t *testing.T, n testnet.NodeFile) {
	host := strings.TrimPrefix(n.Gateway, "http://")
	port := host[strings.LastIndex(host, ":"):]
	auth, kind, body := "Authorization: Bearer "+n.APIKey, "Content-Type: application/json", string(attackBody(cheap, "hi", "max_tokens", 5))
	spent := b.spent(t)
	for name, c := range map[string]struct {
		lines  []string
		status int
	}{
		"rebinding":             {[]string{"Host: evil.example" + port, auth, kind}, 403},
		"0.0.0.0":               {[]string{"Host: 0.0.0.0" + port, auth, kind}, 403},
		"other port":            {[]string{"Host: 127.0.0.1:1", auth, kind}, 403},
		"no port":               {[]string{"Host: 127.0.0.1", auth, kind}, 403},
		"empty host":            {[]string{"Host: ", auth, kind}, 403},
		"no host":               {[]string{auth, kind}, 400},
		"two hosts":             {[]string{"Host: " + host, "Host: evil.example", auth, kind}, 400},
		"host with a path":      {[]string{"Host: " + host + "/x", auth, kind}, 400},
		"decimal address":       {[]string{"Host: 2130706433" + port, auth, kind}, 403},
		"mapped address":        {[]string{"Host: [::ffff:127.0.0.1]" + port, auth, kind}, 403},
		"trailing dot":          {[]string{"Host: localhost." + port, auth, kind}, 403},
		"foreign origin":        {[]string{"Host: " + host, "Origin: http://evil.example", auth, kind}, 403},
		"null origin":           {[]string{"Host: " + host, "Origin: null", auth, kind}, 403},
		"origin of a neighbour": {[]string{"Host: " + host, "Origin: http://127.0.0.1:3000", auth, kind}, 403},
		"two origins":           {[]string{"Host: " + host, "Origin: http://" + host, "Origin: http://evil.example", auth, kind}, 403},
		"cross-site fetch":      {[]string{"Host: " + host, "Sec-Fetch-Site: cross-site", auth, kind}, 403},
		"same-site fetch":       {[]string{"Host: " + host, "Sec-Fetch-Site: same-site", auth, kind}, 403},
		"plain text":            {[]string{"Host: " + host, auth, "Content-Type: text/plain"}, 415},
		"a form":                {[]string{"Host: " + host, auth, "Content-Type: application/x-www-form-urlencoded"}, 415},
		"no type":               {[]string{"Host: " + host, auth}, 415},
		"two types":             {[]string{"Host: " + host, auth, kind, "Content-Type: text/plain"}, 415},
		"other charset":         {[]string{"Host: " + host, auth, "Content-Type: application/json; charset=utf-7"}, 415},
		"no key":                {[]string{"Host: " + host, kind}, 401},
		"key in a cookie":       {[]string{"Host: " + host, "Cookie: Authorization=Bearer " + n.APIKey, kind}, 401},
		"basic":                 {[]string{"Host: " + host, "Authorization: Basic " + n.APIKey, kind}, 401},
		"two keys":              {[]string{"Host: " + host, auth, "Authorization: Bearer x", kind}, 401},
		"half a key":            {[]string{"Host: " + host, auth[:len(auth)-4], kind}, 401},
	} {
		statuses, answer := raw(t, n.Gateway, request(body, c.lines...))
		assert.Equal(t, []int{c.status}, statuses, "%s: %s", name, answer)
		assert.NotContains(t, answer, n.APIKey, name)
	}
	preflight, _ := raw(t, n.Gateway, "OPTIONS /v1/chat/completions HTTP/1.1\r\nHost: "+host+"\r\nOrigin: http://evil.example\r\nAccess-Control-Request-Method: POST\r\nConnection: close\r\n\r\n")
	assert.Equal(t, []int{403}, preflight)
	require.Equal(t, spent, b.spent(t))
}

// spent is all that the buyer has been charged.
func (b *battlefield) spent(t testing.TB) money.Amount {
	t.Helper()
	c, err := b.Client("buyer")
	require.NoError(t, err)
	defer c.Close()
	var sum money.Amount
	channels, err := c.Channels(t.Context())
	require.NoError(t, err)
	for _, ch := range channels {
		if ch.Role == dashboard.RolePayer {
			sum = sum.Add(ch.Sum)
		}
	}
	return sum
}

// rawRequests tries what parsers read differently, and paths that are none.
func (b *battlefield) rawRequests(t *testing.T, n testnet.NodeFile) {
	host, auth := "Host: "+strings.TrimPrefix(n.Gateway, "http://"), "Authorization: Bearer "+n.APIKey
	head := host + "\r\n" + auth + "\r\nContent-Type: application/json\r\n"
	smuggled := "GET /v1/models HTTP/1.1\r\n" + host + "\r\n" + auth + "\r\n\r\n"
	for name, text := range map[string]string{
		"two lengths":        "POST /v1/chat/completions HTTP/1.1\r\n" + head + "Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}" + smuggled,
		"length and chunks":  "POST /v1/chat/completions HTTP/1.1\r\n" + head + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled,
		"spaced coding":      "POST /v1/chat/completions HTTP/1.1\r\n" + head + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
		"other coding":       "POST /v1/chat/completions HTTP/1.1\r\n" + head + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
		"chunk of no size":   "POST /v1/chat/completions HTTP/1.1\r\n" + head + "Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n",
		"folded header":      "POST /v1/chat/completions HTTP/1.1\r\n" + host + "\r\nX-A: b\r\n Authorization: Bearer x\r\nContent-Length: 2\r\n\r\n{}",
		"bare line feeds":    "POST /v1/chat/completions HTTP/1.1\n" + host + "\nContent-Length: -2\n\n{}",
		"nul in a header":    "GET /v1/models HTTP/1.1\r\n" + host + "\r\nX-A: \x00\r\n\r\n",
		"header without end": "GET /v1/models HTTP/1.1\r\n" + host + "\r\nX-A: " + strings.Repeat("a", 64<<10) + "\r\n\r\n",
		"many headers":       "GET /v1/models HTTP/1.1\r\n" + host + "\r\n" + strings.Repeat("X-A: b\r\n", 6000) + "\r\n",
		"old version":        "GET /v1/models HTTP/0.9\r\n\r\n",
		"absolute target":    "GET http://evil.example/v1/models HTTP/1.1\r\n" + host + "\r\n" + auth + "\r\nConnection: close\r\n\r\n",
		"authority target":   "CONNECT evil.example:80 HTTP/1.1\r\n" + host + "\r\n" + auth + "\r\nConnection: close\r\n\r\n",
	} {
		statuses, answer := rawFor(t, n.Gateway, text, 500*time.Millisecond) // for a second answer, that must not come
		for _, status := range statuses[:min(1, len(statuses))] {
			assert.GreaterOrEqual(t, status, 400, "%s: %s", name, answer)
		}
		assert.NotContains(t, answer, `"object":"list"`, "%s: what was smuggled is answered", name)
	}
	for path, status := range map[string]int{
		"/v1/chat/completions/":            404,
		"//v1/chat/completions":            404,
		"/v1/chat/../chat/completions":     404,
		"/v1/chat/%2e%2e/chat/completions": 404,
		"/V1/chat/completions":             404,
		"/v1/chat/completions%00":          404,
		"/v1/chat/completions;x=1":         404,
		"/api/v1/status":                   404,
		"/metrics":                         404,
		"/debug/pprof/":                    404,
		"/":                                404,
		"/v1":                              404,
		"/v1/images/generations":           501,
		"/v1/files":                        501,
	} {
		statuses, answer := raw(t, n.Gateway, "POST "+path+" HTTP/1.1\r\n"+head+"Content-Length: 2\r\nConnection: close\r\n\r\n{}")
		assert.Equal(t, []int{status}, statuses, "%s: %s", path, answer)
	}
	for _, method := range []string{"GET", "PUT", "DELETE", "PATCH", "HEAD", "TRACE", "OPTIONS"} {
		statuses, answer := raw(t, n.Gateway, method+" /v1/chat/completions HTTP/1.1\r\n"+head+"Content-Length: 0\r\nConnection: close\r\n\r\n")
		if method == "HEAD" {
			continue // its answer has no body, and ReadResponse waits for one
		}
		assert.Equal(t, []int{405}, statuses, "%s: %s", method, answer)
	}
}

// heavyBodies are bodies that grow, crawl or are too much.
func (b *battlefield) heavyBodies(t *testing.T) {
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	_, err := z.Write(bytes.Repeat([]byte(" "), 64<<20))
	require.NoError(t, err)
	require.NoError(t, z.Close())
	before := heap()
	for name, c := range map[string]struct {
		body    []byte
		headers []string
		status  int
	}{
		"gzip bomb":       {bomb.Bytes(), []string{"Content-Encoding", "gzip"}, 413},
		"not gzip":        {[]byte("{}"), []string{"Content-Encoding", "gzip"}, 400},
		"other coding":    {[]byte("{}"), []string{"Content-Encoding", "br"}, 415},
		"coding of two":   {bomb.Bytes(), []string{"Content-Encoding", "gzip, gzip"}, 415},
		"over the limit":  {bytes.Repeat([]byte("a"), 33<<20), nil, 413},
		"not json":        {[]byte("hello"), nil, 400},
		"two models":      {[]byte(`{"model":"` + cheap + `","model":"` + dear + `","messages":[{"role":"user","content":"x"}]}`), nil, 400},
		"case variant":    {[]byte(`{"model":"` + cheap + `","Max_Tokens":9,"messages":[{"role":"user","content":"x"}]}`), nil, 400},
		"endless numbers": {[]byte(`{"model":"` + cheap + `","max_tokens":1e999,"messages":[{"role":"user","content":"x"}]}`), nil, 400},
		"unknown model":   {attackBody("openai/gpt-9", "x"), nil, 404},
		"model with bidi": {attackBody("openai/\u202egpt", "x"), nil, 404},
	} {
		resp, err := b.post(t.Context(), c.body, c.headers...)
		require.NoError(t, err, name)
		text, _ := io.ReadAll(resp.Body)
		require.NoError(t, resp.Body.Close())
		assert.Equal(t, c.status, resp.StatusCode, "%s: %s", name, text)
	}
	require.Less(t, heap(), before+256<<20)
}

// key makes an API key.
func (b *battlefield) key(t testing.TB, name, budget string) dashboard.NewKey {
	t.Helper()
	c, err := b.Client("buyer")
	require.NoError(t, err)
	defer c.Close()
	k, err := c.CreateKey(t.Context(), dashboard.KeyRequest{Name: name, Budget: budget})
	require.NoError(t, err)
	return k
}

// budgets sends 1,000 calls at once on a key that affords a few.
func (b *battlefield) budgets(t *testing.T) {
	k := b.key(t, "poor", "0.002 USD/day")
	body := attackBody(cheap, "Go. [[tokens:200]] [[pace:1ms]]", "max_tokens", 200)
	var mu sync.Mutex
	counts := map[int]int{}
	var wg sync.WaitGroup
	for range 1000 {
		wg.Go(func() {
			resp, err := b.post(t.Context(), body, "Authorization", "Bearer "+k.Token)
			if err != nil {
				return
			}
			_, _ = io.Copy(io.Discard, resp.Body)
			_ = resp.Body.Close()
			mu.Lock()
			defer mu.Unlock()
			counts[resp.StatusCode]++
		})
	}
	wg.Wait()
	t.Logf("%v", counts)
	require.Positive(t, counts[200])
	require.Positive(t, counts[402])
	c, err := b.Client("buyer")
	require.NoError(t, err)
	defer c.Close()
	page, err := c.Calls(t.Context(), dashboard.CallFilter{Side: dashboard.Bought, Key: k.ID, Limit: dashboard.MaxCalls})
	require.NoError(t, err)
	var sum money.Amount
	for _, call := range page.Calls {
		sum = sum.Add(call.Cost)
	}
	require.False(t, money.Micros(2_000).Less(sum), "%s spent", sum.Dollars())
}

// twoKeys use one Idempotency-Key: neither sees the other's answer.
func (b *battlefield) twoKeys(t *testing.T) {
	first, second := b.key(t, "alice", "1 USD/day"), b.key(t, "mallory", "1 USD/day")
	ask := func(token string, body []byte) (int, string, string) {
		resp, err := b.post(t.Context(), body, "Authorization", "Bearer "+token, "Idempotency-Key", "order-1")
		require.NoError(t, err)
		defer resp.Body.Close()
		text, _ := io.ReadAll(resp.Body)
		return resp.StatusCode, resp.Header.Get("X-Tolsey-Call-Id"), string(text)
	}
	body := attackBody(cheap, "A secret. [[tokens:20]]", "max_tokens", 30)
	status, id, text := ask(first.Token, body)
	require.Equal(t, 200, status, text)
	_, again, _ := ask(first.Token, body)
	require.Equal(t, id, again, "a repeat is the same call")
	status, theirs, other := ask(second.Token, body)
	require.Equal(t, 200, status, other)
	require.NotEqual(t, id, theirs, "another key's repeat is another call")
	status, _, other = ask(second.Token, attackBody(cheap, "Another. [[tokens:20]]", "max_tokens", 30))
	require.Equal(t, 409, status, other)
	require.NotContains(t, other, id)
	for _, bad := range []string{strings.Repeat("a", 300), "tab\there", "ünï"} {
		resp, err := b.post(t.Context(), body, "Idempotency-Key", bad)
		if err != nil {
			continue // the client itself refuses to send it
		}
		require.Equal(t, 400, resp.StatusCode, bad)
		require.NoError(t, resp.Body.Close())
	}
}

// revoked takes a key back while its call runs: that call was paid for and ends, no other begins.
func (b *battlefield) revoked(t *testing.T) {
	k := b.key(t, "short", "1 USD/day")
	c, err := b.Client("buyer")
	require.NoError(t, err)
	defer c.Close()
	resp, err := b.post(t.Context(), attackBody(cheap, "Long. [[tokens:100]] [[pace:10ms]]", "stream", true, "max_tokens", 100), "Authorization", "Bearer "+k.Token)
	require.NoError(t, err)
	defer resp.Body.Close()
	require.Equal(t, 200, resp.StatusCode)
	first := make([]byte, 64)
	_, err = io.ReadFull(resp.Body, first)
	require.NoError(t, err)
	_, err = c.RevokeKey(t.Context(), k.ID)
	require.NoError(t, err)
	later, err := b.post(t.Context(), attackBody(cheap, "More."), "Authorization", "Bearer "+k.Token)
	require.NoError(t, err)
	require.Equal(t, 401, later.StatusCode)
	require.NoError(t, later.Body.Close())
	rest, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	require.Contains(t, string(rest), "[DONE]")
}

// adminDoor is asked by who has no business there.
func (b *battlefield) adminDoor(t *testing.T, n testnet.NodeFile) {
	host, auth := strings.TrimPrefix(n.Admin, "http://"), "Authorization: Bearer "+n.AdminToken
	get := func(path string, lines ...string) string {
		return "GET " + path + " HTTP/1.1\r\n" + strings.Join(lines, "\r\n") + "\r\nConnection: close\r\n\r\n"
	}
	post := func(path, body string, lines ...string) string {
		return "POST " + path + " HTTP/1.1\r\n" + strings.Join(lines, "\r\n") + fmt.Sprintf("\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s", len(body), body)
	}
	kind := "Content-Type: application/json"
	for name, c := range map[string]struct {
		text   string
		status int
	}{
		"no token":            {get("/api/v1/status", "Host: "+host), 401},
		"the wrong token":     {get("/api/v1/status", "Host: "+host, auth+"x"), 401},
		"an API key":          {get("/api/v1/status", "Host: "+host, "Authorization: Bearer "+n.APIKey), 401},
		"token in the query":  {get("/api/v1/status?token="+n.AdminToken, "Host: "+host), 401},
		"token in a cookie":   {get("/api/v1/status", "Host: "+host, "Cookie: token="+n.AdminToken), 401},
		"metrics":             {get("/metrics", "Host: "+host), 401},
		"records":             {get("/api/v1/records", "Host: "+host), 401},
		"rebinding":           {get("/api/v1/status", "Host: evil.example", auth), 403},
		"foreign origin":      {get("/api/v1/status", "Host: "+host, "Origin: http://evil.example", auth), 403},
		"null origin":         {get("/api/v1/status", "Host: "+host, "Origin: null", auth), 403},
		"cross-site":          {get("/api/v1/status", "Host: "+host, "Sec-Fetch-Site: cross-site", auth), 403},
		"settle by GET":       {get("/api/v1/settle", "Host: "+host, auth), 405},
		"withdraw by GET":     {get("/api/v1/wallet/withdraw?amount=1", "Host: "+host, auth), 405},
		"pause by GET":        {get("/api/v1/pause", "Host: "+host, auth), 405},
		"new key by GET":      {get("/api/v1/page", "Host: "+host, auth), 405},
		"plain text":          {post("/api/v1/pause", "{}", "Host: "+host, auth, "Content-Type: text/plain"), 415},
		"unknown field":       {post("/api/v1/keys", `{"budgett":"1 USD/day"}`, "Host: "+host, auth, kind), 400},
		"a code that is none": {post("/api/v1/session", `{"code":"AAAA"}`, "Host: "+host, kind), 401},
		"a huge body":         {post("/api/v1/keys", `{"name":"`+strings.Repeat("a", 70<<10)+`"}`, "Host: "+host, auth, kind), 413},
	} {
		statuses, answer := raw(t, n.Admin, c.text)
		assert.Equal(t, []int{c.status}, statuses, "%s: %s", name, answer)
		assert.NotContains(t, answer, n.AdminToken, name)
	}
	// A page's session reads, and changes nothing.
	c, err := b.Client("buyer")
	require.NoError(t, err)
	defer c.Close()
	link, err := c.Page(t.Context())
	require.NoError(t, err)
	_, code, _ := strings.Cut(link.URL, "#code=")
	redeem := post("/api/v1/session", `{"code":"`+code+`"}`, "Host: "+host, kind)
	statuses, answer := raw(t, n.Admin, redeem)
	require.Equal(t, []int{200}, statuses, answer)
	var session dashboard.Session
	require.NoError(t, json.Unmarshal([]byte(answer), &session))
	statuses, _ = raw(t, n.Admin, redeem)
	require.Equal(t, []int{401}, statuses, "a code is good once")
	reader := "Authorization: Bearer " + session.Token
	statuses, _ = raw(t, n.Admin, get("/api/v1/status", "Host: "+host, reader))
	require.Equal(t, []int{200}, statuses)
	for _, path := range []string{"/api/v1/pause", "/api/v1/settle", "/api/v1/keys", "/api/v1/wallet/withdraw", "/api/v1/page", "/api/v1/channels/close"} {
		statuses, answer := raw(t, n.Admin, post(path, "{}", "Host: "+host, reader, kind))
		assert.Equal(t, []int{403}, statuses, "%s: %s", path, answer)
	}
}

// past runs the buyer's directory as it was before its last vouchers, then the newer one again: whatever is signed after that is above
// all that was signed before, or nothing is.
func (b *battlefield) past(t *testing.T, n testnet.NodeFile) {
	call := func() bool {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		resp, err := b.post(ctx, attackBody(cheap, "Again. [[tokens:300]]", "max_tokens", 300))
		if err != nil {
			return false
		}
		_, _ = io.Copy(io.Discard, resp.Body)
		return resp.Body.Close() == nil && resp.StatusCode == 200
	}
	highest := func() (sum money.Amount) { // over the sellers, who keep the highest voucher
		for _, name := range []string{"seller-1", "seller-2", "seller-3"} {
			c, err := b.Client(name)
			require.NoError(t, err)
			channels, err := c.Channels(t.Context())
			require.NoError(t, err)
			c.Close()
			for _, ch := range channels {
				if ch.Role == dashboard.RolePayee && ch.Address.Hex() == n.Address {
					sum = sum.Add(ch.Signed)
				}
			}
		}
		return sum
	}
	swap := func(from string) {
		require.NoError(t, os.RemoveAll(filepath.Join(n.DataDir, "store")))
		require.NoError(t, os.CopyFS(filepath.Join(n.DataDir, "store"), os.DirFS(from)))
	}
	old, newer := filepath.Join(t.TempDir(), "old"), filepath.Join(t.TempDir(), "newer")
	require.True(t, call())
	require.NoError(t, b.StopNode("buyer"))
	require.NoError(t, os.CopyFS(old, os.DirFS(filepath.Join(n.DataDir, "store"))))
	start := func() {
		require.NoError(t, b.StartNode(t.Context(), "buyer"))
		var err error
		b.file, err = b.File()
		require.NoError(t, err)
	}
	start()
	for range 8 {
		require.Eventually(t, call, 20*time.Second, 50*time.Millisecond)
	}
	require.NoError(t, b.StopNode("buyer"))
	require.NoError(t, os.CopyFS(newer, os.DirFS(filepath.Join(n.DataDir, "store"))))
	before := highest()
	swap(old)
	start()
	require.Eventually(t, call, 30*time.Second, 100*time.Millisecond, "the buyer has taken its own voucher over from the seller")
	require.NoError(t, b.StopNode("buyer"))
	after := highest()
	require.True(t, before.Less(after), "%s was signed, %s is now: the past signs above what it forgot", before.Dollars(), after.Dollars())

	swap(newer)
	start()
	_ = call() // it may be refused: another has signed with this key
	require.NoError(t, b.StopNode("buyer"))
	require.False(t, highest().Less(after))
	for _, name := range []string{"seller-1", "seller-2", "seller-3"} {
		log, err := os.ReadFile(b.LogPath(name))
		require.NoError(t, err)
		require.NotContains(t, string(log), "two vouchers over one amount", "%s: a voucher beside another", name)
	}
	start()
}
