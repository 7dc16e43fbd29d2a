package dialect

import (
	"bytes"
	"fmt"
)

var roles = []string{"system", "developer", "user", "assistant", "tool", "function"}

// allMessages reads the conversation.
func (d *requestDecoder) allMessages() error {
	if d.peek() != '[' {
		return badPrompt("messages", "Field 'messages' must be an array.")
	}
	d.messages = true
	if err := d.array(d.message); err != nil {
		return err
	}
	if d.r.Messages == 0 {
		return badPrompt("messages", "Field 'messages' is empty.")
	}
	return nil
}

// message is what of one message is judged when all of it is read.
type message struct {
	role    string
	callID  string
	content bool // there is one, and it is not null
	calls   bool // or something else that stands in its place
}

func (d *requestDecoder) message(i int) error {
	d.r.Messages++
	if d.peek() != '{' {
		return badPrompt(fmt.Sprintf("messages[%d]", i), "Message %d must be an object.", i)
	}
	var m message
	if err := d.object(func(name []byte) error { return d.messageField(i, &m, name) }); err != nil {
		return err
	}
	switch {
	case m.role == "":
		return badPrompt(fmt.Sprintf("messages[%d].role", i), "Message %d has no role.", i)
	case m.role == "tool" && !d.callIDs[m.callID]:
		return badPrompt(fmt.Sprintf("messages[%d].tool_call_id", i), "Message %d is the result of a tool call that no message before it makes.", i)
	case !m.content && !m.calls:
		return badPrompt(fmt.Sprintf("messages[%d].content", i), "Message %d has no content.", i)
	}
	return nil
}

func (d *requestDecoder) messageField(i int, m *message, name []byte) error {
	if k := variant(name, messageKeys); k != "" {
		return caseError(fmt.Sprintf("messages[%d].", i), name, k)
	}
	switch string(name) {
	case "role":
		return d.role(i, m)
	case "content":
		return d.content(i, m)
	}
	if err := d.useIn("messages[].", name); err != nil {
		return err
	}
	param := func() string { return fmt.Sprintf("messages[%d].%s", i, name) }
	switch string(name) {
	case "name":
		s, err := d.prompt(param)
		if len(s) > 0 {
			d.r.Named++
		}
		return err
	case "tool_call_id":
		s, err := d.prompt(param)
		m.callID = string(s)
		return err
	case "tool_calls":
		return d.toolCalls(i, m)
	case "cache_control":
		d.r.CacheControl = true
		return d.skip()
	case "function_call", "refusal", "audio":
		m.calls = m.calls || d.peek() != 'n'
	}
	v, err := d.value()
	if err == nil && string(v) != "null" {
		d.r.Extra = append(d.r.Extra, v)
	}
	return err
}

func (d *requestDecoder) role(i int, m *message) error {
	if d.peek() == '"' {
		s, err := d.str()
		if err != nil {
			return err
		}
		name := s.bytes()
		for _, r := range roles {
			if string(name) == r {
				m.role = r
				d.count(name)
				return nil
			}
		}
	}
	return badPrompt(fmt.Sprintf("messages[%d].role", i), "The role of message %d must be one of %q.", i, roles)
}

// words reads a string, or null, which is empty.
func (d *requestDecoder) words(param func() string) ([]byte, error) {
	if d.literal("null") {
		return nil, nil
	}
	if d.peek() != '"' {
		return nil, badPrompt(param(), "Field '%s' must be a string.", param())
	}
	s, err := d.str()
	return s.bytes(), err
}

// count takes a text that stands in the prompt.
func (d *requestDecoder) count(text []byte) {
	if len(text) > 0 {
		d.r.Texts = append(d.r.Texts, text)
	}
}

// prompt reads a string that stands in the prompt.
func (d *requestDecoder) prompt(param func() string) ([]byte, error) {
	text, err := d.words(param)
	d.count(text)
	return text, err
}

func (d *requestDecoder) content(i int, m *message) error {
	switch d.peek() {
	case 'n':
		return d.skip()
	case '"':
		m.content = true
		_, err := d.prompt(nil)
		return err
	case '[':
		m.content = true
		return d.array(func(j int) error { return d.part(i, j) })
	}
	return badPrompt(fmt.Sprintf("messages[%d].content", i), "The content of message %d must be a string or an array of parts.", i)
}

// toolCalls reads the calls that an assistant made. The whole array stands in the prompt.
func (d *requestDecoder) toolCalls(i int, m *message) error {
	place := fmt.Sprintf("messages[%d].tool_calls", i)
	if d.literal("null") {
		return nil
	}
	if d.peek() != '[' {
		return badPrompt(place, "Field '%s' must be an array.", place)
	}
	start, calls := d.i, 0
	err := d.array(func(int) error {
		calls++
		return d.toolCall(place)
	})
	if err == nil && calls > 0 {
		m.calls = true
		d.count(compact(d.b[start:d.i]))
	}
	return err
}

func (d *requestDecoder) toolCall(place string) error {
	if d.peek() != '{' {
		return badPrompt(place, "Each of '%s' must be an object.", place)
	}
	return d.object(func(name []byte) error {
		if k := variant(name, toolKeys); k != "" {
			return caseError(place+"[].", name, k)
		}
		switch {
		case string(name) == "id":
			id, err := d.text(place + "[].id")
			if d.callIDs == nil {
				d.callIDs = map[string]bool{}
			}
			d.callIDs[id] = true
			return err
		case string(name) == "function" && d.peek() == '{':
			return d.object(func(name []byte) error {
				if k := variant(name, functionKeys); k != "" {
					return caseError(place+"[].function.", name, k)
				}
				return d.skip()
			})
		}
		return d.skip()
	})
}

// tools reads the definitions of tools. The whole array stands in the prompt.
func (d *requestDecoder) tools() error {
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

func (d *requestDecoder) tool(i int) error {
	d.r.Tools = true
	if d.peek() != '{' {
		return badRequest(fmt.Sprintf("tools[%d]", i), "Tool %d must be an object.", i)
	}
	kind := ""
	err := d.object(func(name []byte) (err error) {
		if k := variant(name, toolKeys); k != "" {
			return caseError("tools[].", name, k)
		}
		switch {
		case string(name) == "type":
			kind, err = d.text(fmt.Sprintf("tools[%d].type", i))
			return err
		case string(name) == "cache_control":
			d.r.CacheControl = true
			if err := d.use("tools[].cache_control"); err != nil {
				return err
			}
		case string(name) == "function" && d.peek() == '{':
			return d.object(func(name []byte) error {
				if k := variant(name, functionKeys); k != "" {
					return caseError("tools[].function.", name, k)
				}
				return d.skip()
			})
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

// compact is a JSON text without the white space between its tokens; the text itself when it has none.
func compact(b []byte) []byte {
	if !bytes.ContainsAny(b, " \t\n\r") {
		return b
	}
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case ' ', '\t', '\n', '\r':
		case '"':
			end := i + 1
			for b[end] != '"' {
				if b[end] == '\\' {
					end++
				}
				end++
			}
			out = append(out, b[i:end+1]...)
			i = end
		default:
			out = append(out, b[i])
		}
	}
	return out
}
