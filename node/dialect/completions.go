package dialect

import (
	"fmt"

	"github.com/tolsey/tolsey/market"
)

// completions is the codec of OpenAI's legacy text completions: one prompt, to which no template is added.
type completions struct{}

var _ Converter = completions{}

func (completions) Name() Name { return Completions }

func (completions) ContentType(stream bool) string { return openAI{}.ContentType(stream) }

var completionKeys = []string{"model", "prompt", "suffix", "max_tokens", "temperature", "top_p", "top_k", "min_p", "n", "best_of", "stream", "stream_options",
	"logprobs", "echo", "stop", "presence_penalty", "frequency_penalty", "repetition_penalty", "logit_bias", "user", "seed"}

// Decode scans a text completion request. The prompt is one text: several are several calls, and token numbers mean nothing but to the
// vendor whose they are.
func (completions) Decode(body []byte) (*Request, error) {
	if at := invalidUTF8(body); at >= 0 {
		return nil, badRequest("", "Body is not valid UTF-8 (byte %d).", at)
	}
	d := completionDecoder{requestDecoder{cursor: cursor{b: body, unique: true}, r: &Request{Dialect: Completions, N: 1, body: body}}}
	if err := d.decode(); err != nil {
		return nil, scanError(err)
	}
	return d.r, nil
}

// completionDecoder reads one request in one pass.
type completionDecoder struct{ requestDecoder }

func (d *completionDecoder) decode() error {
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
	r := d.r
	switch {
	case !r.at.model.set():
		return badRequest("model", "Field 'model' is missing.")
	case !d.messages:
		return badPrompt("prompt", "Field 'prompt' is missing.")
	case r.at.streamOptions.set() && !r.Stream && !d.isNull(r.at.streamOptions):
		return badRequest("stream_options", "Field 'stream_options' is only allowed with 'stream': true.")
	}
	return nil
}

// field reads a top-level field. One that is null is as if it were not there, and so is "echo": false.
func (d *completionDecoder) field(name []byte) error {
	d.top.key = d.keyAt
	if k := variant(name, completionKeys); k != "" {
		return caseError("", name, k)
	}
	used := d.peek() != 'n'
	d.top.from = d.i
	if string(name) == "echo" {
		on, err := d.boolean("echo")
		if err != nil {
			return err
		}
		used = on
	} else if err := d.completionValue(name); err != nil {
		return err
	}
	d.top.to = d.i
	switch string(name) {
	case "model":
		d.r.at.model = d.top
	case "stream_options":
		d.r.at.streamOptions = d.top
	case "max_tokens":
		d.r.at.maxTokens = d.top
	}
	if !used {
		return nil
	}
	return d.useIn("", name)
}

func (d *completionDecoder) completionValue(name []byte) error {
	switch string(name) {
	case "prompt":
		return d.text1()
	case "suffix":
		text, err := d.words(func() string { return "suffix" })
		d.count(text)
		return err
	case "n", "best_of": // the vendor bills all that it makes
		n, err := d.integer(string(name), 1, maxChoices)
		d.r.N = max(n, d.r.N)
		return err
	}
	return d.topValue(name)
}

// text1 reads a prompt: a text, or an array of one.
func (d *completionDecoder) text1() error {
	d.messages = true
	if d.peek() == '[' {
		return d.array(func(i int) error {
			if i > 0 {
				return badPrompt("prompt", "Field 'prompt' has several texts: send them in calls of their own.")
			}
			return d.one(fmt.Sprintf("prompt[%d]", i))
		})
	}
	return d.one("prompt")
}

func (d *completionDecoder) one(param string) error {
	if d.peek() != '"' {
		return badPrompt(param, "Field '%s' must be a string: token numbers are not taken.", param)
	}
	_, err := d.prompt(nil)
	return err
}

// Patch returns the request's bytes with the model, the usage flag and the limit of the answer replaced.
func (completions) Patch(r *Request, p Patch) []byte {
	p.TokenField = MaxTokens
	return openAI{}.Patch(r, p)
}

func (completions) Stream(s Semantics) *Stream { return newStream(&chunkParser{plain: true}, s) }

// Answer reads a completion.
func (completions) Answer(body []byte, s Semantics) (*Answer, error) {
	return readCompletion(body, s, Completions)
}

func (completions) Shape(r *Request, callID string, at int64) Shaper {
	return newChunkShaper(r, "cmpl-"+callID, at, "text_completion", `{"text":"","index":0,"logprobs":null`)
}

// ShapeAnswer writes usage and cost into a completion.
func (completions) ShapeAnswer(a *Answer, c Charge) []byte { return openAI{}.ShapeAnswer(a, c) }

// ErrorBody is an HTTP error's body, as of all of OpenAI's endpoints.
func (completions) ErrorBody(f *market.Refusal, callID string) []byte {
	return openAI{}.ErrorBody(f, callID)
}
