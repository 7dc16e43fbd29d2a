package dialect

import (
	"slices"
	"strings"
)

// Hints are parts of a request that change nothing in an answer: they are for the vendor's cache and for its records. Who does not take
// them is asked without.
type Hints uint8

// The hints.
const (
	SessionHint Hints = 1 << iota // which conversation it is
	UserHint                      // whose it is
	CacheHint                     // up to where the prompt is to be kept
)

// HintOf is the hint that a field is, by its name in Request.Fields; 0: it is none.
func HintOf(field string) Hints {
	switch field {
	case "prompt_cache_key", "session_id":
		return SessionHint
	case "safety_identifier", "user", "metadata", "metadata.user_id":
		return UserHint
	}
	if strings.HasSuffix(field, "cache_control") || strings.HasPrefix(field, "cache_control.") || strings.Contains(field, ".cache_control.") {
		return CacheHint
	}
	return 0
}

// String names the hints as an application is told that they were left out.
func (h Hints) String() string {
	var names []string
	for _, n := range [...]struct {
		hint Hints
		name string
	}{{SessionHint, "session"}, {UserHint, "user"}, {CacheHint, "cache_control"}} {
		if h&n.hint != 0 {
			names = append(names, n.name)
		}
	}
	return strings.Join(names, ", ")
}

// ConvertWithout is Convert with some hints left out; the other dialect may be the request's own.
func ConvertWithout(r *Request, to Name, h Hints) (*Request, error) {
	source, err := converter(r.Dialect)
	if err != nil {
		return nil, err
	}
	target, err := converter(to)
	if err != nil {
		return nil, err
	}
	p, err := source.Prompt(r)
	if err != nil {
		return nil, err
	}
	p.without(h)
	body, err := target.Request(p)
	if err != nil {
		return nil, err
	}
	return target.Decode(body)
}

func (p *Prompt) without(h Hints) {
	if h&SessionHint != 0 {
		p.SessionKey = ""
	}
	if h&UserHint != 0 {
		p.User = ""
	}
	p.Rest = slices.DeleteFunc(p.Rest, func(m Member) bool { return HintOf(m.Path)&h != 0 })
	if h&CacheHint == 0 {
		return
	}
	for i := range p.Messages {
		unmark(p.Messages[i].Parts)
	}
	for i := range p.Tools {
		p.Tools[i].Cache = nil
	}
}

func unmark(parts []Part) {
	for i := range parts {
		parts[i].Cache = nil
		unmark(parts[i].Parts)
	}
}
