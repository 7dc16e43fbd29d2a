package dialect

import (
	"encoding/json"
	"fmt"
	"strconv"
)

// Prompt reads a chat completion request.
func (openAI) Prompt(r *Request) (*Prompt, error) {
	p := chatReader{p: &Prompt{Model: r.Model, Stream: r.Stream, IncludeUsage: r.IncludeUsage, MaxOutput: r.MaxOutput}, tools: map[string]string{}}
	if r.N > 1 {
		p.p.N = r.N
	}
	if _, err := eachMember(r.body, p.field); err != nil {
		return nil, err
	}
	p.samples()
	return p.p, nil
}

// chatReader reads one request.
type chatReader struct {
	p     *Prompt
	tools map[string]string // names of the tools called, by the ids of the calls

	logprobs bool
	most     *uint64 // top_logprobs
}

func (c *chatReader) rest(path string, value json.RawMessage) {
	c.p.Rest = append(c.p.Rest, Member{path, value})
}

// must takes a value of the kind that its field has, and refuses another.
func must[T any](value T, ok bool, param, kind string) (T, error) {
	if !ok {
		return value, badRequest(param, "Field '%s' must be %s.", param, kind)
	}
	return value, nil
}

// text reads a field that is a string.
func (c *chatReader) text(dst *string, param string, raw json.RawMessage) (err error) {
	s, ok := stringOf(raw)
	*dst, err = must(s, ok, param, "a string")
	return err
}

func (c *chatReader) number(dst *json.Number, param string, raw json.RawMessage) error {
	ch := kindOf(raw)
	if ch != '-' && (ch < '0' || ch > '9') {
		return badRequest(param, "Field '%s' must be a number.", param)
	}
	*dst = json.Number(raw)
	return nil
}

func (c *chatReader) count(param string, raw json.RawMessage) (uint64, error) {
	n, err := strconv.ParseUint(string(raw), 10, 32)
	return must(n, err == nil, param, "a whole number")
}

func (c *chatReader) flag(param string, raw json.RawMessage) (*bool, error) {
	on := string(raw) == "true"
	return must(&on, on || string(raw) == "false", param, "true or false")
}

// field reads a member of the request that is not null.
func (c *chatReader) field(name string, raw json.RawMessage) (err error) {
	p := c.p
	switch name {
	case "model", "stream", "max_tokens", "max_completion_tokens", "n":
		return nil // in Request
	case "stream_options":
		return c.nested("stream_options.", raw, "include_usage")
	case "messages":
		_, err = eachItem(raw, c.message)
		return err
	case "tools":
		_, err = eachItem(raw, c.tool)
		return err
	case "tool_choice":
		return c.choice(raw)
	case "parallel_tool_calls":
		p.Parallel, err = c.flag(name, raw)
	case "temperature":
		err = c.number(&p.Temperature, name, raw)
	case "top_p":
		err = c.number(&p.TopP, name, raw)
	case "top_k":
		err = c.number(&p.TopK, name, raw)
	case "frequency_penalty":
		err = c.number(&p.Frequency, name, raw)
	case "presence_penalty":
		err = c.number(&p.Presence, name, raw)
	case "seed":
		err = c.number(&p.Seed, name, raw)
	case "stop":
		return c.stops(raw)
	case "logprobs":
		var on *bool
		if on, err = c.flag(name, raw); err == nil {
			c.logprobs = *on
		}
	case "top_logprobs":
		var n uint64
		n, err = c.count(name, raw)
		c.most = &n
	case "response_format":
		return c.format(raw)
	case "verbosity":
		err = c.text(&p.Verbosity, name, raw)
	case "service_tier":
		err = c.text(&p.Tier, name, raw)
	case "store":
		p.Store, err = c.flag(name, raw)
	case "user", "safety_identifier":
		return c.either(&p.User, name, raw)
	case "prompt_cache_key", "session_id":
		return c.either(&p.SessionKey, name, raw)
	case "reasoning_effort", "reasoning", "thinking", "enable_thinking", "thinking_budget":
		return c.thinking(name, raw)
	default:
		c.rest(name, raw)
	}
	return err
}

// either reads the older or the newer name of one thing. A second that says something else stands for itself.
func (c *chatReader) either(dst *string, name string, raw json.RawMessage) error {
	var s string
	if err := c.text(&s, name, raw); err != nil {
		return err
	}
	if *dst != "" && *dst != s {
		c.rest(name, raw)
		return nil
	}
	*dst = s
	return nil
}

// nested puts all members of an object but some into Rest.
func (c *chatReader) nested(place string, raw json.RawMessage, but ...string) error {
	_, err := eachMember(raw, func(name string, value json.RawMessage) error {
		for _, b := range but {
			if b == name {
				return nil
			}
		}
		c.rest(place+name, value)
		return nil
	})
	return err
}

func (c *chatReader) stops(raw json.RawMessage) error {
	if s, ok := stringOf(raw); ok {
		c.p.Stop = []string{s}
		return nil
	}
	some, err := eachItem(raw, func(i int, raw json.RawMessage) error {
		var s string
		err := c.text(&s, fmt.Sprintf("stop[%d]", i), raw)
		c.p.Stop = append(c.p.Stop, s)
		return err
	})
	if err == nil && !some {
		err = badRequest("stop", "Field 'stop' must be a string or an array of strings.")
	}
	return err
}

// samples puts together what two fields say about log probabilities.
func (c *chatReader) samples() {
	switch {
	case c.logprobs && c.most == nil:
		c.p.Logprobs = new(uint64)
	case c.logprobs:
		c.p.Logprobs = c.most
	}
}

func (c *chatReader) format(raw json.RawMessage) error {
	var kind string
	var f Format
	ok, err := eachMember(raw, func(name string, value json.RawMessage) (err error) {
		switch name {
		case "type":
			err = c.text(&kind, "response_format.type", value)
		case "json_schema":
			_, err = eachMember(value, func(name string, value json.RawMessage) error {
				return c.schema(&f, "response_format.json_schema.", name, value)
			})
		default:
			c.rest("response_format."+name, value)
		}
		return err
	})
	switch {
	case err != nil:
		return err
	case !ok:
		return badRequest("response_format", "Field 'response_format' must be an object.")
	case kind == "json_object":
		c.p.Format = &Format{}
	case kind == "json_schema" && f.Schema == nil:
		return badRequest("response_format.json_schema.schema", "Field 'response_format.json_schema.schema' is missing.")
	case kind == "json_schema":
		c.p.Format = &f
	case kind != "text":
		c.rest("response_format", raw)
	}
	return nil
}

func (c *chatReader) schema(f *Format, place, name string, value json.RawMessage) (err error) {
	switch name {
	case "name":
		err = c.text(&f.Name, place+name, value)
	case "description":
		err = c.text(&f.Description, place+name, value)
	case "schema":
		f.Schema = value
	case "strict":
		f.Strict, err = c.flag(place+name, value)
	default:
		c.rest(place+name, value)
	}
	return err
}
