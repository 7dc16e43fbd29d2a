package dialect

import (
	"bytes"
	"fmt"
)

// Known keys of a request for a response, whose case variants are refused.
var (
	responseTop = []string{"model", "input", "instructions", "tools", "tool_choice", "parallel_tool_calls", "stream", "stream_options",
		"max_output_tokens", "max_tool_calls", "temperature", "top_p", "top_logprobs", "store", "service_tier", "reasoning", "text", "include",
		"metadata", "user", "safety_identifier", "prompt_cache_key", "prompt_cache_retention", "prompt_cache_options", "previous_response_id",
		"conversation", "background", "prompt", "truncation", "context_management", "moderation", "client_metadata"}
	itemKeys = []string{"type", "role", "content", "id", "status", "call_id", "name", "arguments", "output", "summary", "encrypted_content", "phase"}
	// input_audio is no part of a response's input in OpenAI's own API; servers that take it have chat's form of it.
	itemPartKeys    = []string{"type", "text", "refusal", "image_url", "file_id", "file_data", "file_url", "filename", "detail", "input_audio", "annotations", "logprobs"}
	responseToolKey = []string{"type", "name", "description", "parameters", "strict"}
)

// responseDecoder reads one request in one pass.
type responseDecoder struct {
	requestDecoder
	kept   bool   // refers to what a vendor keeps: calls may stand there
	orphan string // the first result of a call that is not in the request
}

func (d *responseDecoder) decode() error {
	if d.peek() != '{' {
		return badRequest("", "Body is not a JSON object (byte %d).", d.i)
	}
	d.r.at.open = d.i + 1
	if err := d.object(d.field); err != nil {
		return err
	}
	if err := d.end(); err != nil {
		return err
	}
	switch {
	case !d.r.at.model.set():
		return badRequest("model", "Field 'model' is missing.")
	case !d.messages && !d.kept:
		return badPrompt("input", "Field 'input' is missing.")
	case d.orphan != "" && !d.kept:
		return badPrompt(d.orphan, "Field '%s' is of a tool call that no item before it makes.", d.orphan)
	}
	// The last event always has the usage: nobody has to ask for it.
	d.r.IncludeUsage = d.r.Stream
	return nil
}

// field reads a top-level field. One that is null is as if it were not there.
func (d *responseDecoder) field(name []byte) error {
	key := d.keyAt
	if k := variant(name, responseTop); k != "" {
		return caseError("", name, k)
	}
	null := d.peek() == 'n'
	from := d.i
	if !null && string(name) != "background" {
		if err := d.useIn("", name); err != nil {
			return err
		}
	}
	if err := d.topValue(name, null); err != nil {
		return err
	}
	switch at := (span{key, from, d.i}); string(name) {
	case "model":
		d.r.at.model = at
	case "max_output_tokens":
		d.r.at.maxOutput = at
	case "store":
		d.r.at.store = at
	}
	return nil
}

func (d *responseDecoder) topValue(name []byte, null bool) (err error) {
	r := d.r
	switch string(name) {
	case "model":
		return d.model()
	case "input":
		return d.input()
	case "instructions":
		return d.instructions()
	case "tools":
		return d.tools()
	case "stream":
		r.Stream, err = d.boolean("stream")
	case "store":
		r.Store, err = d.boolean("store")
	case "background":
		on, err := d.boolean("background")
		if err == nil && on {
			err = d.use("background")
		}
		return err
	case "max_output_tokens":
		r.MaxOutput, err = d.integer("max_output_tokens", 1, maxAnswer)
	case "temperature":
		return d.decimal("temperature", 0, 2)
	case "top_p":
		return d.decimal("top_p", 0, 1)
	case "text":
		return d.extra(name)
	case "service_tier":
		return d.tier()
	case "reasoning":
		return d.reasoning()
	case "prompt_cache_key":
		r.SessionKey, err = d.text("prompt_cache_key")
	case "include":
		return d.include()
	case "previous_response_id", "conversation", "prompt":
		d.kept = d.kept || !null
		return d.skip()
	default:
		return d.skip()
	}
	return err
}

// instructions stand before the input as a system message.
func (d *responseDecoder) instructions() error {
	text, err := d.words(func() string { return "instructions" })
	if len(text) > 0 {
		d.r.Messages++
		d.count([]byte("system"))
		d.count(text)
	}
	return err
}

func (d *responseDecoder) reasoning() error {
	if d.peek() != '{' {
		return d.skip()
	}
	return d.object(func(name []byte) (err error) {
		if d.literal("null") {
			return nil
		}
		if err = d.useIn("reasoning.", name); err != nil {
			return err
		}
		if string(name) == "effort" {
			d.r.Effort, err = d.text("reasoning.effort")
			return err
		}
		return d.skip()
	})
}

// include names what the answer is to hold besides.
func (d *responseDecoder) include() error {
	if d.peek() != '[' {
		return d.skip()
	}
	return d.array(func(i int) error {
		what, err := d.text(fmt.Sprintf("include[%d]", i))
		if err != nil {
			return err
		}
		return d.use("include[]." + what)
	})
}

// tools reads the definitions of tools. The whole array stands in the prompt.
func (d *responseDecoder) tools() error {
	if d.literal("null") {
		return nil
	}
	if d.peek() != '[' {
		return badRequest("tools", "Field 'tools' must be an array.")
	}
	start := d.i
	if err := d.array(d.tool); err != nil {
		return err
	}
	if d.r.Tools {
		d.count(compact(d.b[start:d.i]))
	}
	return nil
}

func (d *responseDecoder) tool(i int) error {
	d.r.Tools = true
	if d.peek() != '{' {
		return badRequest(fmt.Sprintf("tools[%d]", i), "Tool %d must be an object.", i)
	}
	kind := ""
	err := d.object(func(name []byte) (err error) {
		if k := variant(name, responseToolKey); k != "" {
			return caseError("tools[].", name, k)
		}
		if bytes.Equal(name, []byte("type")) {
			kind, err = d.text(fmt.Sprintf("tools[%d].type", i))
			return err
		}
		return d.skip()
	})
	switch {
	case err != nil:
		return err
	case kind == "":
		return badRequest(fmt.Sprintf("tools[%d].type", i), "Tool %d has no type.", i)
	case kind != "function":
		return d.use("tools[]." + kind)
	}
	return nil
}
