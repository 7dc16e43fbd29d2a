package dialect

import (
	"bytes"
	"fmt"
	"strconv"

	"github.com/tolsey/tolsey/market"
)

// embeddings is the codec of OpenAI embeddings. Their answers have no text: all that is billed is the input.
type embeddings struct{}

var _ Codec = embeddings{}

func (embeddings) Name() Name { return Embeddings }

func (embeddings) ContentType(bool) string { return "application/json" }

var embeddingKeys = []string{"model", "input", "encoding_format", "dimensions", "user", "input_type", "stream"}

// maxInputs is how many texts one request may embed, as at OpenAI.
const maxInputs = 2048

// Decode scans an embeddings request.
func (embeddings) Decode(body []byte) (*Request, error) {
	if at := invalidUTF8(body); at >= 0 {
		return nil, badRequest("", "Body is not valid UTF-8 (byte %d).", at)
	}
	d := embeddingDecoder{requestDecoder: requestDecoder{cursor: cursor{b: body, unique: true}, r: &Request{Dialect: Embeddings, N: 1, body: body}}}
	if err := d.decode(); err != nil {
		return nil, scanError(err)
	}
	return d.r, nil
}

// embeddingDecoder reads one request in one pass.
type embeddingDecoder struct {
	requestDecoder
	inputs int
}

func (d *embeddingDecoder) decode() error {
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
		return badPrompt("input", "Field 'input' is missing.")
	}
	return nil
}

func (d *embeddingDecoder) field(name []byte) (err error) {
	key := d.keyAt
	if k := variant(name, embeddingKeys); k != "" {
		return caseError("", name, k)
	}
	null := d.peek() == 'n'
	from := d.i
	switch string(name) {
	case "model":
		err = d.model()
		d.r.at.model = span{key, from, d.i}
	case "input":
		err = d.input()
	case "dimensions":
		_, err = d.integer("dimensions", 1, 1<<16)
	case "stream":
		var on bool
		if on, err = d.boolean("stream"); on {
			err = badRequest("stream", "Embeddings are not streamed.")
		}
		null = true
	case "encoding_format":
		var format string
		if format, err = d.text("encoding_format"); format != "" && format != "float" && format != "base64" {
			err = badRequest("encoding_format", "Field 'encoding_format' must be float or base64.")
		}
	default:
		err = d.skip()
	}
	if err != nil || null {
		return err
	}
	return d.useIn("", name)
}

// input reads a text, texts, token numbers, or arrays of them.
func (d *embeddingDecoder) input() error {
	d.messages = true
	if d.peek() != '[' {
		return d.one("input")
	}
	err := d.array(func(i int) error {
		if d.numeric() {
			return d.number1("input")
		}
		param := fmt.Sprintf("input[%d]", i)
		if d.peek() == '[' {
			if err := d.next(); err != nil {
				return err
			}
			return d.array(func(int) error { return d.number1(param) })
		}
		return d.one(param)
	})
	if err == nil && d.inputs == 0 && d.r.Tokens == 0 {
		err = badPrompt("input", "Field 'input' is empty.")
	}
	return err
}

func (d *embeddingDecoder) next() error {
	if d.inputs++; d.inputs > maxInputs {
		return badPrompt("input", "Field 'input' has more than %d texts.", maxInputs)
	}
	return nil
}

func (d *embeddingDecoder) one(param string) error {
	if d.peek() != '"' {
		return badPrompt(param, "Field '%s' must be a string or token numbers.", param)
	}
	if err := d.next(); err != nil {
		return err
	}
	_, err := d.prompt(nil)
	return err
}

// number1 reads one token's number.
func (d *embeddingDecoder) number1(param string) error {
	if d.numeric() {
		text, err := d.number()
		if err != nil {
			return err
		}
		if _, err := strconv.ParseUint(string(text), 10, 32); err == nil {
			d.r.Tokens++
			return nil
		}
	}
	return badPrompt(param, "Field '%s' must hold whole token numbers.", param)
}

// Patch returns the request's bytes with the model replaced.
func (embeddings) Patch(r *Request, p Patch) []byte {
	if p.Model == "" || p.Model == r.Model {
		return r.body
	}
	return splice(r.body, []edit{{r.at.model.from, r.at.model.to, appendQuoted(nil, p.Model)}})
}

// Stream reads nothing: embeddings are not streamed, and each event of such an answer is malformed.
func (embeddings) Stream(s Semantics) *Stream { return newStream(noEvents{}, s) }

type noEvents struct{}

func (noEvents) event(_ *Stream, ev *Event) {
	*ev = Event{Raw: ev.Raw, Deltas: ev.Deltas[:0], From: Embeddings, Bad: fmt.Errorf("%w: embeddings are not streamed", ErrMalformed)}
}

// Shape writes nothing, for the same reason.
func (embeddings) Shape(r *Request, callID string, at int64) Shaper {
	return openAI{}.Shape(r, callID, at)
}

// Answer reads the vectors' usage; the vectors themselves are the application's.
func (embeddings) Answer(body []byte, _ Semantics) (*Answer, error) {
	a := &Answer{Body: body, From: Embeddings}
	r := chunkReader{cursor: cursor{b: body}, whole: true}
	a.open = bytes.IndexByte(body, '{') + 1
	vectors := 0
	err := r.object(func(name []byte) (err error) {
		key := r.keyAt
		r.space()
		from := r.i
		switch string(name) {
		case "data":
			if err = once(&r.seen.choices, &r.cursor, "data"); err == nil && r.peek() == '[' {
				return r.array(func(int) error { vectors++; return r.skip() })
			}
		case "usage":
			if err = once(&r.seen.usage, &r.cursor, "usage"); err == nil {
				err = r.skip()
				r.in.usage = span{key, from, r.i}
				a.Usage = readEmbeddingUsage(r.b[from:r.i])
			}
			return err
		case "error":
			if err = once(&r.seen.err, &r.cursor, "error"); err == nil {
				err = r.vendorError()
			}
			if r.err == nil {
				r.in.nullErr = span{key, from, r.i}
			}
			return err
		}
		if err != nil {
			return err
		}
		return r.skip()
	})
	if err == nil {
		err = r.end()
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	a.Err, a.in = r.err, r.in
	if a.Err == nil && vectors == 0 {
		return nil, fmt.Errorf("%w: no embeddings", ErrMalformed)
	}
	a.Finish, a.Stop = "stop", StopEnd
	return a, nil
}

// readEmbeddingUsage reads a count of input; there is nothing else to count.
func readEmbeddingUsage(raw []byte) *Usage {
	if string(raw) == "null" {
		return nil
	}
	u := &Usage{Raw: bytes.Clone(raw)}
	var r rawUsage
	c := cursor{b: u.Raw, unique: true}
	err := r.read(&c)
	if r.completion = (count{r.completion.n, true}); err == nil {
		u.Counts, err = r.disjoint(Semantics{})
	}
	if err != nil {
		u.Anomaly, u.Counts = err.Error(), market.Usage{}
	}
	return u
}

// ShapeAnswer writes usage and cost into an answer.
func (embeddings) ShapeAnswer(a *Answer, c Charge) []byte {
	var edits []edit
	if e := a.in.nullErr; e.set() {
		edits = append(edits, removal(a.Body, e))
	}
	usage := appendEmbeddingUsage(nil, a.Usage, c)
	if u := a.in.usage; u.set() {
		edits = append(edits, edit{u.from, u.to, usage})
	} else {
		edits = append(edits, edit{a.open, a.open, append(append([]byte(`"usage":`), usage...), ',')})
	}
	return splice(a.Body, edits)
}

func appendEmbeddingUsage(dst []byte, vendor *Usage, c Charge) []byte {
	if vendor != nil && vendor.Anomaly == "" && countable(vendor.Counts) == countable(c.Usage) {
		return appendWithCost(dst, vendor.Raw, c.Cost.Decimal())
	}
	n := c.Usage.Prompt()
	dst = strconv.AppendUint(append(dst, `{"prompt_tokens":`...), n, 10)
	dst = strconv.AppendUint(append(dst, `,"total_tokens":`...), n, 10)
	return append(append(append(dst, `,"cost":`...), c.Cost.Decimal()...), '}')
}

// ErrorBody is an HTTP error's body, as of all of OpenAI's endpoints.
func (embeddings) ErrorBody(f *market.Refusal, callID string) []byte {
	return openAI{}.ErrorBody(f, callID)
}
