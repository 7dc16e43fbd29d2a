package dashboard

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// maxEvent bounds one event that a client reads.
const maxEvent = 16 << 20

// Follow calls handle for each event of the node's feed until ctx ends or handle returns an error. A connection that breaks is
// taken up again where it was; a node that refuses, or is gone when Follow starts, ends it.
func (c *Client) Follow(ctx context.Context, handle func(Event) error) error {
	last, wait := "", 0*time.Second
	for {
		header := http.Header{"Accept": {"text/event-stream"}}
		if last != "" {
			header.Set("Last-Event-ID", last)
		}
		resp, err := c.open(ctx, http.MethodGet, base+"/events", nil, nil, header)
		switch {
		case ctx.Err() != nil:
			return nil
		case err != nil && last == "":
			return err
		case err == nil:
			wait = 0
			err = readFeed(resp, &last, handle)
			if stop := new(handlerError); errors.As(err, &stop) {
				return stop.err
			}
			if refused := new(Error); errors.As(err, &refused) {
				return refused
			}
		}
		wait = min(wait*2+250*time.Millisecond, 5*time.Second)
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(wait):
		}
	}
}

// handlerError is an error of the caller's own, which is not a reason to reconnect.
type handlerError struct{ err error }

func (e *handlerError) Error() string { return e.err.Error() }

func readFeed(resp *http.Response, last *string, handle func(Event) error) error {
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		text, _ := io.ReadAll(io.LimitReader(resp.Body, maxBody))
		return refusal(resp.StatusCode, text)
	}
	lines := bufio.NewScanner(resp.Body)
	lines.Buffer(make([]byte, 64<<10), maxEvent)
	var e Event
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), ":") {
			continue // a comment keeps the connection
		}
		field, value, _ := strings.Cut(lines.Text(), ": ")
		switch field {
		case "id":
			e.ID = value
		case "event":
			e.Type = value
		case "data":
			e.Data = json.RawMessage(value)
		case "":
			if e.Type != "" {
				if err := handle(e); err != nil {
					return &handlerError{err}
				}
				*last = e.ID
			}
			e = Event{}
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read events: %w", err)
	}
	return io.ErrUnexpectedEOF
}
