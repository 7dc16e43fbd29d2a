package dashboard

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// events serves the feed as server-sent events: a snapshot, then numbered changes; a reconnect with Last-Event-ID goes on where
// it was. A reader that is too slow starts over from a snapshot, one that does not read at all is cut.
func (a *api) events(w http.ResponseWriter, r *http.Request) {
	at, fresh := a.feed.join(r.Header.Get("Last-Event-ID"))
	defer a.feed.leave()
	w.Header().Set("Content-Type", "text/event-stream")
	ctl := http.NewResponseController(w)
	_ = ctl.SetReadDeadline(time.Time{}) // the server's own read timeout is for requests, this one stays open
	write := func(text []byte) bool {
		if ctl.SetWriteDeadline(time.Now().Add(writeDeadline)) != nil {
			return false
		}
		_, err := w.Write(text)
		return err == nil && ctl.Flush() == nil
	}
	for first := true; ; first = false {
		events, next, wake, lost := a.feed.read(at)
		var out bytes.Buffer
		if fresh || lost {
			snapshot, err := a.snapshot(r.Context())
			if err != nil && first {
				a.fail(w, r, err)
				return
			} else if err != nil {
				return // the reader comes back by itself
			}
			at, events = next, nil
			writeEvent(&out, a.feed.id(at), EventSnapshot, snapshot)
			fresh = false
		}
		for _, e := range events {
			writeEvent(&out, a.feed.id(place(e.n+1)), e.typ, e.raw)
		}
		at = next
		if out.Len() > 0 && !write(out.Bytes()) {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-wake:
		case <-time.After(maxEventWait):
			if !write([]byte(": still here\n\n")) {
				return
			}
		}
	}
}

// writeEvent writes one event. JSON has no line break, so that one data line carries it.
func writeEvent(out *bytes.Buffer, id, typ string, data []byte) {
	fmt.Fprintf(out, "id: %s\nevent: %s\ndata: %s\n\n", id, typ, data)
}

func (a *api) snapshot(ctx context.Context) ([]byte, error) {
	status, err := a.src.Money.Status(ctx)
	if err != nil {
		return nil, err
	}
	offers, err := a.src.Offers.Offers(ctx)
	if err != nil {
		return nil, err
	}
	page, err := a.src.Calls.Calls(ctx, CallFilter{Limit: snapshotCalls})
	if err != nil {
		return nil, err
	}
	return json.Marshal(Snapshot{status, offers, page.Calls})
}
