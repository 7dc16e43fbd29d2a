package vendor

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
)

// refuses reports whether the call's fault strikes before anything is generated.
func (c *chatCall) refuses() bool {
	switch c.fault.Kind {
	case "refuse", "redirect", "echokey", "crlf", "bomb", "spendlimit", "gone":
		return true
	}
	_, isStatus := c.fault.status()
	return isStatus
}

// refuse answers a call whose fault strikes first.
func (c *chatCall) refuse(w http.ResponseWriter, r *http.Request) {
	code, isStatus := c.fault.status()
	switch {
	case isStatus:
		c.refuseStatus(w, code)
	case c.fault.Kind == "gone":
		c.refuseStatus(w, http.StatusNotFound)
	case c.fault.Kind == "redirect":
		http.Redirect(w, r, "http://127.0.0.1:1/latest/meta-data/", http.StatusTemporaryRedirect)
	case c.fault.Kind == "echokey":
		writeError(w, apiError{http.StatusUnauthorized, "invalid_request_error", "", "invalid_api_key", "Incorrect API key provided: " + bearer(r) + "."})
	case c.fault.Kind == "crlf":
		c.rawAnswer(w, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Request-Id: a\rSet-Cookie: b=c\r\nX-Bad\x00Name: 1\r\nContent-Length: 2\r\n\r\n{}")
	case c.fault.Kind == "bomb":
		bomb(w)
	default:
		c.hangUp(w)
	}
}

func (c *chatCall) refuseStatus(w http.ResponseWriter, code int) {
	f := c.house.family
	if code == http.StatusTooManyRequests {
		if f.retryMillis {
			w.Header().Set("Retry-After-Ms", "1000")
		}
		w.Header().Set("Retry-After", "1")
	}
	if body, ok := f.errors[code]; ok {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(code)
		_, _ = io.WriteString(w, body+"\n") // a client that is gone cannot be told
		return
	}
	e := apiError{code, "server_error", "", "", "The server had an error while processing your request. Sorry about that!"}
	switch code {
	case http.StatusUnauthorized:
		e.kind, e.code, e.message = "invalid_request_error", "invalid_api_key", "Incorrect API key provided."
	case http.StatusPaymentRequired:
		e.kind, e.code, e.message = "insufficient_quota", "insufficient_quota", "You exceeded your current quota, please check your plan and billing details."
	case http.StatusForbidden:
		e.kind, e.code, e.message = "request_forbidden", "unsupported_country_region_territory", "Country, region, or territory not supported."
	case http.StatusNotFound:
		e.kind, e.param, e.code, e.message = "invalid_request_error", "model", "model_not_found", "The model has been deprecated."
	case http.StatusTooManyRequests:
		e.kind, e.code, e.message = "requests", "rate_limit_exceeded", "Rate limit reached. Please try again in 1s."
	}
	writeError(w, e)
}

// bomb sends a small body that unpacks to 64 MiB.
func bomb(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Encoding", "gzip")
	zip := gzip.NewWriter(w)
	_, _ = io.CopyN(zip, zeros{}, 64<<20) // a client that hangs up does right
	_ = zip.Close()
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '0'
	}
	return len(p), nil
}

// breakOff ends an answer that a fault strikes; out is nil for one without a stream.
func (c *chatCall) breakOff(w http.ResponseWriter, r *http.Request, struck string, out *sse) {
	outcome := Broken
	if struck == "error200" && c.used.completion == 0 {
		outcome = Refused
	}
	if struck == "stall" {
		<-r.Context().Done()
	}
	c.close(outcome)
	e := apiError{http.StatusOK, "server_error", "", "internal_error", "The model failed while it was answering."}
	switch struck {
	case "reset":
		c.hangUp(w)
	case "cut":
		if out == nil {
			_ = c.send(w, []byte(`{"id":"chatcmpl-`)) // the other half is never sent
		}
	case "interrupted":
		c.interrupt(w, out)
	case "error200":
		if out == nil {
			writeError(w, e)
		} else {
			_ = out.send(fmt.Appendf(nil, "data: %s\n\n", e.body()))
		}
	}
}

// interrupt ends an answer where it is, with the vendor's own word for it.
func (c *chatCall) interrupt(w http.ResponseWriter, out *sse) {
	for _, choice := range c.answer {
		if choice.finish = c.house.family.broken; choice.finish == "" {
			choice.finish = "length"
		}
	}
	if out != nil {
		_ = c.finish(out) // whoever leaves now has been billed
		return
	}
	for _, choice := range c.answer {
		choice.keep(c.used.completion / int64(len(c.answer)))
	}
	if body, err := c.completion(); err == nil {
		_ = c.send(w, body)
	}
}

// hangUp resets the connection.
func (c *chatCall) hangUp(w http.ResponseWriter) {
	conn, _, ok := c.hijack(w)
	if !ok {
		return
	}
	if tcp, isTCP := conn.(*net.TCPConn); isTCP {
		_ = tcp.SetLinger(0) // unsent bytes are dropped and the peer sees a reset
	}
	_ = conn.Close()
}

// rawAnswer sends bytes that the HTTP library would not.
func (c *chatCall) rawAnswer(w http.ResponseWriter, text string) {
	conn, out, ok := c.hijack(w)
	if !ok {
		return
	}
	_, _ = out.WriteString(text)
	_ = out.Flush()
	_ = conn.Close()
}

func (c *chatCall) hijack(w http.ResponseWriter) (net.Conn, *bufio.ReadWriter, bool) {
	conn, rw, err := http.NewResponseController(w).Hijack()
	if err != nil {
		c.server.cfg.Log.Error("take over connection", "vendor", c.house.name, "call", c.row.ID, "err", err)
		return nil, nil, false
	}
	return conn, rw, true
}
