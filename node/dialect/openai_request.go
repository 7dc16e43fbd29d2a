package dialect

import (
	"bytes"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Decode scans a chat completion request.
func (openAI) Decode(body []byte) (*Request, error) {
	if at := invalidUTF8(body); at >= 0 {
		return nil, badRequest("", "Body is not valid UTF-8 (byte %d).", at)
	}
	d := requestDecoder{cursor: cursor{b: body, unique: true}, r: &Request{Dialect: OpenAI, N: 1, body: body}}
	if err := d.decode(); err != nil {
		return nil, scanError(err)
	}
	return d.r, nil
}

// scanError is what a request's application is told when a scan ends.
func scanError(err error) error {
	var syntax *syntaxError
	switch {
	case !errors.As(err, &syntax):
		return err
	case syntax.dup != "":
		return badRequest(syntax.dup, "%s.", syntax.Error())
	}
	return badRequest("", "Body is not valid JSON: %s.", syntax.Error())
}

// invalidUTF8 is where a text stops being UTF-8, -1 when it does not.
func invalidUTF8(b []byte) int {
	if utf8.Valid(b) {
		return -1
	}
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// Known keys. A case variant of one is refused where that key is known: parsers disagree on what it means.
var (
	topKeys = []string{"model", "messages", "stream", "stream_options", "max_tokens", "max_completion_tokens", "n", "temperature",
		"top_p", "top_k", "min_p", "top_a", "frequency_penalty", "presence_penalty", "repetition_penalty", "seed", "stop", "tools",
		"tool_choice", "parallel_tool_calls", "functions", "function_call", "response_format", "logit_bias", "logprobs", "top_logprobs",
		"user", "metadata", "store", "service_tier", "reasoning_effort", "reasoning", "thinking", "enable_thinking", "thinking_budget",
		"verbosity", "modalities", "audio", "prediction", "web_search_options", "prompt_cache_key", "safety_identifier", "session_id",
		"previous_response_id", "conversation", "prompt", "cache_control", "usage", "provider", "plugins", "models", "transforms"}
	messageKeys = []string{"role", "content", "name", "tool_calls", "tool_call_id", "refusal", "audio", "function_call",
		"reasoning_content", "reasoning", "reasoning_details", "cache_control"}
	partKeys     = []string{"type", "text", "refusal", "image_url", "input_audio", "file", "video_url", "cache_control"}
	mediaKeys    = []string{"url", "detail", "data", "format", "file_data", "file_id", "filename"}
	optionKeys   = []string{"include_usage", "include_obfuscation"}
	toolKeys     = []string{"type", "function", "id", "index", "cache_control"}
	functionKeys = []string{"name", "description", "parameters", "strict", "arguments"}
)

// interned holds the strings of known keys, so that naming a field allocates nothing.
var interned = func() map[string]string {
	m := map[string]string{}
	for _, k := range topKeys {
		m[k] = k
	}
	for _, k := range messageKeys {
		m["messages[]."+k] = "messages[]." + k
	}
	return m
}()

// requestDecoder reads one request in one pass.
type requestDecoder struct {
	cursor
	r *Request

	callIDs  map[string]bool // of the tool calls so far
	messages bool
	top      span // of the top-level key at hand
}

func (d *requestDecoder) decode() error {
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
	return d.check()
}

// check judges what no single field can.
func (d *requestDecoder) check() error {
	r := d.r
	switch {
	case !r.at.model.set():
		return badRequest("model", "Field 'model' is missing.")
	case !d.messages:
		return badPrompt("messages", "Field 'messages' is missing.")
	case r.at.streamOptions.set() && !r.Stream && !d.isNull(r.at.streamOptions):
		return badRequest("stream_options", "Field 'stream_options' is only allowed with 'stream': true.")
	case r.at.maxTokens.set() && r.at.maxCompletion.set() && !d.isNull(r.at.maxTokens) && !d.isNull(r.at.maxCompletion):
		return badRequest("max_tokens", "Use one of 'max_tokens' and 'max_completion_tokens', not both.")
	}
	return nil
}

func (d *requestDecoder) isNull(s span) bool { return string(d.b[s.from:s.to]) == "null" }

// variant is the known key that a name differs from only in case; "" when there is none.
func variant(name []byte, keys []string) string {
	if !bytes.ContainsFunc(name, func(r rune) bool { return r >= utf8.RuneSelf || 'A' <= r && r <= 'Z' }) {
		return ""
	}
	for _, k := range keys {
		if strings.EqualFold(k, string(name)) {
			return k
		}
	}
	return ""
}

func caseError(place string, name []byte, known string) error {
	return badRequest(place+string(clip(name)), "Field '%s' differs from '%s' only in case.", clip(name), known)
}

// maxFields bounds how many different fields a request may use.
const maxFields = 256

// use notes a field for the vendor's profile.
func (d *requestDecoder) use(field string) error {
	if d.r.Uses(field) {
		return nil
	}
	if len(d.r.Fields) == maxFields {
		return badRequest("", "The request uses more than %d different fields.", maxFields)
	}
	d.r.Fields = append(d.r.Fields, field)
	return nil
}

// useIn notes a field of a place within the request, "" for the top.
func (d *requestDecoder) useIn(place string, name []byte) error {
	var buf [64]byte
	path := append(append(buf[:0], place...), name...)
	if s, ok := interned[string(path)]; ok {
		return d.use(s)
	}
	return d.use(string(path))
}

// field reads a top-level field.
func (d *requestDecoder) field(name []byte) error {
	d.top.key = d.keyAt
	if k := variant(name, topKeys); k != "" {
		return caseError("", name, k)
	}
	if err := d.useIn("", name); err != nil {
		return err
	}
	d.space()
	d.top.from = d.i
	err := d.topValue(name)
	d.top.to = d.i
	if err != nil {
		return err
	}
	switch string(name) {
	case "model":
		d.r.at.model = d.top
	case "stream_options":
		d.r.at.streamOptions = d.top
	case "max_tokens":
		d.r.at.maxTokens = d.top
	case "max_completion_tokens":
		d.r.at.maxCompletion = d.top
	}
	return nil
}

func (d *requestDecoder) topValue(name []byte) (err error) {
	r := d.r
	switch string(name) {
	case "model":
		return d.model()
	case "messages":
		return d.allMessages()
	case "stream":
		r.Stream, err = d.boolean("stream")
	case "store":
		r.Store, err = d.boolean("store")
	case "stream_options":
		return d.streamOptions()
	case "max_tokens", "max_completion_tokens":
		n, err := d.integer(string(name), 1, maxAnswer)
		if n > 0 {
			r.MaxOutput = n
		}
		return err
	case "n":
		n, err := d.integer("n", 1, maxChoices)
		r.N = max(n, 1)
		return err
	case "temperature":
		return d.decimal("temperature", 0, 2)
	case "top_p":
		return d.decimal("top_p", 0, 1)
	case "frequency_penalty", "presence_penalty":
		return d.decimal(string(name), -2, 2)
	case "tools":
		return d.tools()
	case "functions", "response_format", "prediction":
		return d.extra(name)
	case "service_tier":
		return d.tier()
	case "reasoning_effort":
		r.Effort, err = d.text("reasoning_effort")
	case "prompt_cache_key", "session_id":
		r.SessionKey, err = d.text(string(name))
	case "cache_control":
		r.CacheControl = true
		return d.skip()
	default:
		return d.skip()
	}
	return err
}

func (d *requestDecoder) model() error {
	if d.peek() != '"' {
		return badRequest("model", "Field 'model' must be a string.")
	}
	name, err := d.text("model")
	if err == nil && name == "" {
		err = badRequest("model", "Field 'model' is empty.")
	}
	d.r.Model = name
	return err
}

func (d *requestDecoder) tier() error {
	tier, err := d.text("service_tier")
	if tier != "auto" && tier != "default" {
		d.r.Tier = tier
	}
	return err
}

func (d *requestDecoder) streamOptions() error {
	if d.literal("null") {
		return nil
	}
	if d.peek() != '{' {
		return badRequest("stream_options", "Field 'stream_options' must be an object.")
	}
	d.r.at.optionsOpen = d.i + 1
	d.r.at.optionsEmpty = true
	return d.object(func(name []byte) (err error) {
		d.r.at.optionsEmpty = false
		if k := variant(name, optionKeys); k != "" {
			return caseError("stream_options.", name, k)
		}
		if string(name) != "include_usage" {
			if err = d.useIn("stream_options.", name); err != nil {
				return err
			}
			return d.skip()
		}
		d.space()
		from := d.i
		d.r.IncludeUsage, err = d.boolean("stream_options.include_usage")
		d.r.at.includeUsage = span{from: from, to: d.i}
		return err
	})
}

// extra keeps a field's text, which the vendor may put into the prompt.
func (d *requestDecoder) extra(name []byte) error {
	v, err := d.value()
	if err != nil || string(v) == "null" {
		return err
	}
	if string(name) == "functions" {
		d.r.Tools = true
	}
	d.r.Extra = append(d.r.Extra, v)
	return nil
}

// boolean reads true, false or null, which is false.
func (d *requestDecoder) boolean(param string) (bool, error) {
	switch {
	case d.literal("true"):
		return true, nil
	case d.literal("false"), d.literal("null"):
		return false, nil
	}
	return false, badRequest(param, "Field '%s' must be true or false.", param)
}

// text reads a string or null, which is "".
func (d *requestDecoder) text(param string) (string, error) {
	if d.literal("null") {
		return "", nil
	}
	if d.peek() != '"' {
		return "", badRequest(param, "Field '%s' must be a string.", param)
	}
	s, err := d.str()
	return string(s.bytes()), err
}

// integer reads a whole number within bounds, or null, which is 0.
func (d *requestDecoder) integer(param string, least, most uint64) (uint64, error) {
	if d.literal("null") {
		return 0, nil
	}
	if d.numeric() {
		text, err := d.number()
		if err != nil {
			return 0, err
		}
		if n, err := strconv.ParseUint(string(text), 10, 64); err == nil && least <= n && n <= most {
			return n, nil
		}
	}
	return 0, badRequest(param, "Field '%s' must be an integer from %d to %d.", param, least, most)
}

// decimal checks a number within bounds, or null.
func (d *requestDecoder) decimal(param string, least, most float64) error {
	if d.literal("null") {
		return nil
	}
	if d.numeric() {
		text, err := d.number()
		if err != nil {
			return err
		}
		if x, err := strconv.ParseFloat(string(text), 64); err == nil && least <= x && x <= most {
			return nil
		}
	}
	return badRequest(param, "Field '%s' must be a number from %g to %g.", param, least, most)
}

// numeric reports whether a number is next.
func (d *requestDecoder) numeric() bool {
	ch := d.peek()
	return ch == '-' || '0' <= ch && ch <= '9'
}
