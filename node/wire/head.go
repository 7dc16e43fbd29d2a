package wire

import (
	"fmt"
	"slices"
	"strings"
)

// Header is one header of a vendor's answer.
type Header struct{ Name, Value string }

// passing lists the answer headers that cross the network: what an application's client acts on, and the vendor's own id for
// support. Everything else could tell who the vendor's customer is, or steer the gateway's HTTP.
var passing = []string{"content-type", "openai-model", "openai-processing-ms", "openai-version", "request-id", "retry-after", "x-request-id", "x-should-retry"}

// HeadOf picks the headers that may pass, lower-cased and sorted by name.
func HeadOf(status int, headers map[string][]string) *Head {
	h := &Head{Status: status}
	for name, values := range headers {
		name = strings.ToLower(name)
		if slices.Contains(passing, name) && len(values) > 0 {
			h.Headers = append(h.Headers, Header{name, cleanText(values[0], maxText)})
		}
	}
	slices.SortFunc(h.Headers, func(a, b Header) int { return strings.Compare(a.Name, b.Name) })
	return h
}

func (h *Head) check() error {
	if h.Status < 100 || h.Status > 599 {
		return fmt.Errorf("head has HTTP status %d", h.Status)
	}
	last := ""
	for _, x := range h.Headers {
		if !slices.Contains(passing, x.Name) || x.Name <= last {
			return fmt.Errorf("header %.40q may not pass, or is out of order", x.Name)
		}
		last = x.Name
	}
	return nil
}

func atMost(name string, n, most int) error {
	if n > most {
		return fmt.Errorf("%d %s, at most %d", n, name, most)
	}
	return nil
}
