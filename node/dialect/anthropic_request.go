package dialect

import (
	"bytes"
	"encoding/json"
	"strings"
)

// anthropic is the codec of Anthropic Messages.
type anthropic struct{}

var _ Codec = anthropic{}

func (anthropic) Name() Name { return Anthropic }

func (anthropic) ContentType(stream bool) string { return openAI{}.ContentType(stream) }

// Decode scans a Messages request, or one to count its tokens, which sets no limit.
func (anthropic) Decode(body []byte) (*Request, error) {
	if at := invalidUTF8(body); at >= 0 {
		return nil, badRequest("", "Body is not valid UTF-8 (byte %d).", at)
	}
	d := messagesDecoder{requestDecoder{cursor: cursor{b: body, unique: true}, r: &Request{Dialect: Anthropic, N: 1, body: body}}}
	if err := d.decode(); err != nil {
		return nil, scanError(err)
	}
	return d.r, nil
}

// Keys of Anthropic's dialect whose case variants are refused.
var (
	messagesTop = []string{"model", "messages", "system", "max_tokens", "stream", "metadata", "stop_sequences", "temperature", "top_k", "top_p",
		"tools", "tool_choice", "thinking", "output_config", "output_format", "service_tier", "speed", "inference_geo", "cache_control",
		"context_management", "container", "mcp_servers", "diagnostics", "fallbacks", "prompt", "max_tokens_to_sample"}
	turnKeys  = []string{"role", "content"}
	blockKeys = []string{"type", "text", "thinking", "signature", "data", "id", "name", "input", "tool_use_id", "content", "is_error", "source",
		"title", "context", "citations", "cache_control"}
	sourceKeys = []string{"type", "media_type", "data", "url", "file_id", "content"}
	cacheKeys  = []string{"type", "ttl"}
	toolDefs   = []string{"type", "name", "description", "input_schema", "cache_control", "strict"}
)

// messagesDecoder reads one Messages request in one pass.
type messagesDecoder struct{ requestDecoder }

func (d *messagesDecoder) decode() error {
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
	case !d.messages:
		return badPrompt("messages", "Field 'messages' is missing.")
	}
	// The stream always ends with the usage: nobody has to ask for it.
	d.r.IncludeUsage = d.r.Stream
	return nil
}

// field reads a top-level field.
func (d *messagesDecoder) field(name []byte) error {
	key := d.keyAt
	if k := variant(name, messagesTop); k != "" {
		return caseError("", name, k)
	}
	if err := d.useIn("", name); err != nil {
		return err
	}
	d.space()
	from := d.i
	if err := d.topValue(name); err != nil {
		return err
	}
	switch string(name) {
	case "model":
		d.r.at.model = span{key, from, d.i}
	case "max_tokens":
		d.r.at.maxTokens = span{key, from, d.i}
	}
	return nil
}

func (d *messagesDecoder) topValue(name []byte) (err error) {
	r := d.r
	switch string(name) {
	case "model":
		return d.model()
	case "messages":
		return d.turns()
	case "system":
		return d.system()
	case "tools":
		return d.toolDefs()
	case "stream":
		r.Stream, err = d.boolean("stream")
	case "max_tokens":
		n, err := d.integer("max_tokens", 1, maxAnswer)
		r.MaxOutput = n
		return err
	case "temperature", "top_p":
		return d.decimal(string(name), 0, 1)
	case "metadata":
		return d.metadata()
	case "output_config":
		return d.outputConfig()
	case "output_format":
		return d.extra(name)
	case "context_management":
		return d.contextManagement()
	case "cache_control":
		return d.cacheControl("")
	case "service_tier", "speed", "inference_geo":
		return d.priced(name)
	default:
		return d.skip()
	}
	return err
}

// usualTiers are the values of fields that change no price.
var usualTiers = map[string]bool{"": true, "auto": true, "standard_only": true, "standard": true, "global": true}

// priced reads a field whose other values have prices of their own.
func (d *messagesDecoder) priced(name []byte) error {
	v, err := d.text(string(name))
	if !usualTiers[v] {
		d.r.Tier = v
	}
	return err
}

// metadata reads what the application says of its user: coding agents name their session in it.
func (d *messagesDecoder) metadata() error {
	if d.literal("null") {
		return nil
	}
	if d.peek() != '{' {
		return badRequest("metadata", "Field 'metadata' must be an object.")
	}
	return d.object(func(name []byte) error {
		if k := variant(name, []string{"user_id"}); k != "" {
			return caseError("metadata.", name, k)
		}
		if string(name) != "user_id" {
			if err := d.useIn("metadata.", name); err != nil {
				return err
			}
			return d.skip()
		}
		user, err := d.text("metadata.user_id")
		d.r.SessionKey = sessionOf(user)
		return err
	})
}

// sessionOf is the conversation that a user id names: as a JSON object, or behind "_session_", as the two forms of Claude Code have it;
// else the user stands for it.
func sessionOf(user string) string {
	if _, session, found := strings.Cut(user, "_session_"); found && session != "" {
		return session
	}
	var v struct {
		SessionID string `json:"session_id"`
	}
	if strings.HasPrefix(user, "{") && json.Unmarshal([]byte(user), &v) == nil && v.SessionID != "" {
		return v.SessionID
	}
	return user
}

// outputConfig reads how much effort is asked for. A schema in it may stand in the prompt.
func (d *messagesDecoder) outputConfig() error {
	if d.literal("null") {
		return nil
	}
	if d.peek() != '{' {
		return badRequest("output_config", "Field 'output_config' must be an object.")
	}
	return d.object(func(name []byte) (err error) {
		if k := variant(name, []string{"effort", "format"}); k != "" {
			return caseError("output_config.", name, k)
		}
		switch string(name) {
		case "effort":
			d.r.Effort, err = d.text("output_config.effort")
			return err
		case "format":
			return d.extra(name)
		}
		if err := d.useIn("output_config.", name); err != nil {
			return err
		}
		return d.skip()
	})
}

// contextManagement names the kinds of edits: some let the vendor run the model once more.
func (d *messagesDecoder) contextManagement() error {
	if d.peek() != '{' {
		return d.skip()
	}
	return d.object(func(name []byte) error {
		if string(name) != "edits" || d.peek() != '[' {
			if err := d.useIn("context_management.", name); err != nil {
				return err
			}
			return d.skip()
		}
		return d.array(func(int) error {
			kind, err := d.kindOf("context_management.edits[]")
			if err != nil {
				return err
			}
			return d.use("context_management.edits[]." + kind)
		})
	})
}

// kindOf passes an object and returns its type.
func (d *messagesDecoder) kindOf(place string) (kind string, err error) {
	if d.peek() != '{' {
		return "", badRequest(place, "Each of '%s' must be an object.", place)
	}
	err = d.object(func(name []byte) (err error) {
		if string(name) == "type" {
			kind, err = d.text(place + ".type")
			return err
		}
		return d.skip()
	})
	return kind, err
}

// cacheControl reads a mark for the vendor's cache.
func (d *messagesDecoder) cacheControl(place string) error {
	if d.literal("null") {
		return nil
	}
	if d.peek() != '{' {
		return badRequest(place+"cache_control", "Field '%scache_control' must be an object.", place)
	}
	d.r.CacheControl = true
	if place != "" {
		if err := d.use(place + "cache_control"); err != nil {
			return err
		}
	}
	return d.object(func(name []byte) error {
		if k := variant(name, cacheKeys); k != "" {
			return caseError(place+"cache_control.", name, k)
		}
		if string(name) != "ttl" {
			return d.skip()
		}
		ttl, err := d.text(place + "cache_control.ttl")
		if err != nil || ttl == "" || ttl == "5m" {
			return err
		}
		return d.use("cache_control." + ttl)
	})
}

// Patch returns the request's bytes with the model and the limit of the answer replaced.
func (anthropic) Patch(r *Request, p Patch) []byte {
	var edits []edit
	if p.Model != "" && p.Model != r.Model {
		edits = append(edits, edit{r.at.model.from, r.at.model.to, appendQuoted(nil, p.Model)})
	}
	edits = append(edits, capOutput(r, Patch{OutputCap: p.OutputCap, TokenField: MaxTokens})...)
	if len(edits) == 0 {
		return r.body
	}
	return splice(r.body, edits)
}

// toolDefs reads the definitions of tools. The whole array stands in the prompt.
func (d *messagesDecoder) toolDefs() error {
	if d.literal("null") {
		return nil
	}
	if d.peek() != '[' {
		return badRequest("tools", "Field 'tools' must be an array.")
	}
	start := d.i
	if err := d.array(d.toolDef); err != nil {
		return err
	}
	if d.r.Tools {
		d.count(compact(d.b[start:d.i]))
	}
	return nil
}

func (d *messagesDecoder) toolDef(i int) error {
	d.r.Tools = true
	if d.peek() != '{' {
		return badRequest("tools", "Tool %d must be an object.", i)
	}
	kind, named := "", false
	err := d.object(func(name []byte) (err error) {
		if k := variant(name, toolDefs); k != "" {
			return caseError("tools[].", name, k)
		}
		switch string(name) {
		case "type":
			kind, err = d.text("tools[].type")
			return err
		case "cache_control":
			return d.cacheControl("tools[].")
		case "name":
			named = d.peek() == '"'
		case "description", "input_schema", "strict":
		default:
			if err := d.useIn("tools[].", name); err != nil {
				return err
			}
		}
		return d.skip()
	})
	switch {
	case err != nil:
		return err
	case kind != "" && kind != "custom":
		return d.use("tools[]." + kind)
	case !named:
		return badRequest("tools", "Tool %d has no name.", i)
	}
	return nil
}

// isNothing reports whether a value is null.
func isNothing(v []byte) bool { return len(v) == 0 || bytes.Equal(v, []byte("null")) }
