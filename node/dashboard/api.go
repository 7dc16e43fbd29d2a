package dashboard

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"slices"
	"strings"
)

// api is the routes of one server.
type api struct {
	src   Sources
	feed  *Feed
	log   *slog.Logger
	guard guard
	url   string
}

// route is one path and method: deny by default, so that a route names who may use it and which query it reads.
type route struct {
	method string
	path   string
	least  access
	query  []string
	serve  func(*http.Request) (any, error)
	stream http.HandlerFunc // instead of serve: writes its own answer
}

// handler builds the table. Paths that it lacks are not found, methods that a path lacks are refused by name.
func (a *api) handler() http.Handler {
	byPath := map[string]map[string]route{}
	for _, r := range a.routes() {
		if byPath[r.path] == nil {
			byPath[r.path] = map[string]route{}
		}
		byPath[r.path][r.method] = r
	}
	mux := http.NewServeMux()
	for path, methods := range byPath {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) { a.dispatch(w, r, methods) })
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		a.fail(w, r, Refuse(CodeNotFound, "", "no such path; the API is below /api/v1"))
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		secure(w.Header())
		defer a.rescue(w, r)
		if refused := a.guard.site(r); refused != nil {
			a.fail(w, r, refused)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

func (a *api) dispatch(w http.ResponseWriter, r *http.Request, methods map[string]route) {
	rt, ok := methods[r.Method]
	if !ok {
		allow := make([]string, 0, len(methods))
		for m := range methods {
			allow = append(allow, m)
		}
		slices.Sort(allow)
		w.Header().Set("Allow", strings.Join(allow, ", "))
		a.fail(w, r, Refuse(CodeMethod, "", "method %.20s is not served here; use %s", r.Method, strings.Join(allow, ", ")))
		return
	}
	if err := a.admit(r, rt); err != nil {
		if err.Code == CodeUnauthorized {
			w.Header().Set("WWW-Authenticate", "Bearer")
		}
		a.fail(w, r, err)
		return
	}
	if rt.stream != nil {
		rt.stream(w, r)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	v, err := rt.serve(r)
	if err != nil {
		a.fail(w, r, err)
		return
	}
	status := http.StatusOK
	if s, ok := v.(withStatus); ok {
		v, status = s.value, s.status
	}
	writeJSON(w, status, v)
}

// withStatus is an answer that is not 200.
type withStatus struct {
	status int
	value  any
}

func (a *api) admit(r *http.Request, rt route) *Error {
	if rt.least != nobody {
		switch who := a.guard.bearer(r); {
		case who == nobody:
			return Refuse(CodeUnauthorized, "", "no valid bearer token; it lies in admin.json of the data directory")
		case who < rt.least:
			return Refuse(CodeReadOnly, "", "the page's session may only read; use the command line")
		}
	}
	if r.Method == http.MethodPost {
		if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
			return Refuse(CodeMediaType, "", "use Content-Type application/json")
		}
	}
	for name := range r.URL.Query() {
		if !slices.Contains(rt.query, name) {
			return Refuse(CodeInvalid, "", "unknown query parameter %.40q; known here: %v", name, rt.query)
		}
	}
	return nil
}

// fail writes an error. What is not an Error is ours: it is logged here and not shown.
func (a *api) fail(w http.ResponseWriter, r *http.Request, err error) {
	e := new(Error)
	switch {
	case errors.As(err, &e):
	case errors.Is(err, context.Canceled):
		e = Refuse(CodeUnavailable, "", "the request was cancelled")
	case errors.Is(err, context.DeadlineExceeded):
		e = Refuse(CodeUnavailable, "", "the node did not answer in time; see its log")
	default:
		a.log.Error("admin request broke", "method", r.Method, "path", r.URL.Path, "err", err)
		e = Refuse(CodeInternal, "", "internal error; see the node's log")
	}
	status, ok := codeStatus[e.Code]
	if !ok {
		status = http.StatusInternalServerError
	}
	writeJSON(w, status, errorBody{e})
}

func (a *api) rescue(w http.ResponseWriter, r *http.Request) {
	if broken := recover(); broken != nil {
		if err, ok := broken.(error); ok && errors.Is(err, http.ErrAbortHandler) {
			panic(broken)
		}
		a.fail(w, r, fmt.Errorf("panic: %v", broken))
	}
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("developer error: a view has no JSON form: %v", err))
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(append(body, '\n')) // the client may have left
}

// decode reads a request body strictly: one JSON value, no unknown field, nothing after it.
func decode[T any](r *http.Request) (v T, err error) {
	data, err := io.ReadAll(r.Body)
	if tooLarge := new(http.MaxBytesError); errors.As(err, &tooLarge) {
		return v, Refuse(CodeTooLarge, "", "body is over %d bytes", tooLarge.Limit)
	} else if err != nil {
		return v, Refuse(CodeInvalid, "", "body broke off")
	}
	if len(bytes.TrimSpace(data)) == 0 {
		data = []byte("{}")
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&v); err != nil {
		return v, Refuse(CodeInvalid, "", "body: %s", strings.TrimPrefix(err.Error(), "json: "))
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return v, Refuse(CodeInvalid, "", "body has more text after its JSON value")
	}
	return v, nil
}

// get serves a view that depends on nothing.
func get[T any](f func(context.Context) (T, error)) func(*http.Request) (any, error) {
	return func(r *http.Request) (any, error) { return f(r.Context()) }
}

// post serves a command with its request.
func post[Req, T any](f func(context.Context, Req) (T, error)) func(*http.Request) (any, error) {
	return func(r *http.Request) (any, error) {
		req, err := decode[Req](r)
		if err != nil {
			return nil, err
		}
		return f(r.Context(), req)
	}
}
