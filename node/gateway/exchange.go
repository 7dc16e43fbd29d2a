package gateway

import (
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
)

// exchange is one request and what has become of it.
type exchange struct {
	w   http.ResponseWriter
	r   *http.Request
	rc  *http.ResponseController
	log *slog.Logger

	surface surface                      // whose API the caller takes this for
	codec   dialect.Codec                // of the route, or of the surface
	key     Key                          // nil before authentication
	id      string                       // what stands for the route's {id...}
	reform  func([]byte) ([]byte, error) // what the URL says is written into the body; nil: nothing
	array   bool                         // the stream is to be one JSON array
	call    *market.Call                 // nil before there is one; its ID is told to the application from then on
	req     *dialect.Request             // nil before it is decoded
	came    *market.Outcome              // what a call came to that gave no answer; nil: nothing
	began   bool                         // the status line has been written
	armed   time.Time                    // write deadline of the connection
}

func (x *exchange) callID() string {
	if x.call == nil {
		return ""
	}
	return x.call.ID.String()
}

func (x *exchange) keyID() string {
	if x.key == nil {
		return ""
	}
	return x.key.ID()
}

func (x *exchange) callHeaders(h http.Header) {
	if x.call == nil {
		return
	}
	id := x.callID()
	h["X-Tolsey-Call-Id"] = []string{id}
	if name, value := x.surface.idHeader(id); name != "" {
		h[name] = []string{value}
	}
}

// arm gives the next write its time, and tells it. A deadline with enough time left is kept: setting one costs as much as a small
// write.
func (x *exchange) arm() (now time.Time) {
	now = time.Now()
	if x.armed.Sub(now) < writeTimeout/2 {
		x.armed = now.Add(writeTimeout)
		_ = x.rc.SetWriteDeadline(x.armed) // a writer without deadlines is a test's recorder
	}
	return now
}

// unread bounds how long the server waits for the rest of a body that nobody wants.
func (x *exchange) unread() {
	if x.r.ContentLength != 0 {
		_ = x.rc.SetReadDeadline(time.Now().Add(readHeaderTimeout))
	}
}

// json writes a small body whole.
func (x *exchange) json(status int, body []byte) {
	h := x.w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "no-store")
	x.arm()
	x.began = true
	x.w.WriteHeader(status)
	_, _ = x.w.Write(body) // an application that has left needs no answer
}
