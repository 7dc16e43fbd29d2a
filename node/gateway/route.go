package gateway

import (
	"net/http"
	"slices"
	"strings"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
)

// meter says what pays for a route. A route without one cannot be registered, and what is not registered is refused.
type meter uint8

const (
	unmetered meter = iota // a developer error
	byCall                 // held, counted and charged by the buyer, under the key's budget
	byRate                 // reads the local book: free of charge, within the key's requests per minute
	byNothing              // says only whether the node serves: no key, no content
)

// route is one thing that the gateway does.
type route struct {
	method string
	path   string // exact, or ending in "/{id...}"
	meter  meter
	speaks dialect.Name // of its requests, answers and errors; "": errors as the caller's surface has them
	serve  func(*Gateway, *exchange) error
}

const anyID = "{id...}"

// table is all that there is.
func table() []route {
	calls := func(prefix string) []route {
		return []route{
			{http.MethodPost, prefix + "/chat/completions", byCall, dialect.OpenAI, (*Gateway).complete},
			{http.MethodPost, prefix + "/responses", byCall, dialect.Responses, (*Gateway).complete},
			{http.MethodPost, prefix + "/messages", byCall, dialect.Anthropic, (*Gateway).complete},
			{http.MethodPost, prefix + "/completions", byCall, dialect.Completions, (*Gateway).complete},
			{http.MethodPost, prefix + "/embeddings", byCall, dialect.Embeddings, (*Gateway).complete},
			{http.MethodGet, prefix + "/models", byRate, "", (*Gateway).list},
		}
	}
	return slices.Concat(calls("/v1"), []route{
		{http.MethodPost, "/v1/messages/count_tokens", byRate, dialect.Anthropic, (*Gateway).count},
		{http.MethodPost, "/v1/responses/input_tokens", byRate, dialect.Responses, (*Gateway).count},
		{http.MethodGet, "/v1/models/" + anyID, byRate, "", (*Gateway).model},
		{http.MethodGet, "/v1beta/models", byRate, "", (*Gateway).list},
		{http.MethodGet, "/v1beta/models/" + anyID, byRate, "", (*Gateway).model},
		{http.MethodPost, "/v1beta/models/" + anyID, byCall, dialect.Gemini, (*Gateway).generate},
		{http.MethodPost, "/v1/models/" + anyID, byCall, dialect.Gemini, (*Gateway).generate},
	}, calls("/api/v1"), []route{
		{http.MethodGet, "/api/v1/models/" + anyID, byRate, "", (*Gateway).offers},
		{http.MethodGet, "/api/v1/generation", byRate, "", (*Gateway).generation},
		{http.MethodGet, "/api/v1/credits", byRate, "", (*Gateway).credits},
		{http.MethodGet, "/api/v1/key", byRate, "", (*Gateway).account},
		{http.MethodGet, "/api/v1/auth/key", byRate, "", (*Gateway).account},
		{http.MethodGet, "/livez", byNothing, "", (*Gateway).livez},
		{http.MethodGet, "/readyz", byNothing, "", (*Gateway).readyz},
	})
}

// unbuilt are paths that SDKs know and that this node does not serve: 501 tells them from a mistyped path.
var unbuilt = []string{"/v1/images/", "/v1/audio/", "/v1/files", "/v1/batches", "/v1/moderations", "/v1/videos", "/v1beta/", "/v1/responses", "/v1/messages/batches",
	"/v1/messages", "/v1/completions", "/v1/embeddings"}

type routes []route

func newRoutes(list []route) routes {
	for _, r := range list {
		if r.meter == unmetered {
			panic("developer error: route " + r.method + " " + r.path + " names no meter")
		}
	}
	return slices.DeleteFunc(list, func(r route) bool {
		_, err := dialect.For(string(r.speaks))
		return r.speaks != "" && err != nil
	})
}

// find returns the route of a request and what stands for its {id...}.
func (rs routes) find(method, path string) (*route, string, error) {
	var allowed []string
	for i := range rs {
		id, ok := match(rs[i].path, path)
		if !ok {
			continue
		}
		if rs[i].method == method {
			return &rs[i], id, nil
		}
		allowed = append(allowed, rs[i].method)
	}
	if allowed != nil {
		return nil, "", &wrongMethod{allowed, market.Refuse(http.StatusMethodNotAllowed, market.MethodNotAllowed, "", "%s is not a method of %.80s; use %s.", clip(method), path, strings.Join(allowed, ", "))}
	}
	if slices.ContainsFunc(unbuilt, func(p string) bool { return path == p || strings.HasPrefix(path, strings.TrimSuffix(p, "/")+"/") }) {
		return nil, "", market.Refuse(http.StatusNotImplemented, market.NotImplemented, "", "%.80s is not served by this version; served are %s.", path, rs)
	}
	return nil, "", market.Refuse(http.StatusNotFound, market.NotFound, "", "There is nothing at %.80s; served are %s.", path, rs)
}

func match(pattern, path string) (id string, ok bool) {
	if prefix, wild := strings.CutSuffix(pattern, anyID); wild {
		id, ok = strings.CutPrefix(path, prefix)
		return id, ok && id != ""
	}
	return "", pattern == path
}

// String lists the routes for people.
func (rs routes) String() string {
	var out []string
	for _, r := range rs {
		out = append(out, r.method+" "+r.path)
	}
	return strings.Join(out, ", ")
}

// wrongMethod is a refusal that goes with an Allow header.
type wrongMethod struct {
	allow []string
	*market.Refusal
}

func (w *wrongMethod) Unwrap() error { return w.Refusal }

func clip(s string) string { return s[:min(len(s), 20)] }
