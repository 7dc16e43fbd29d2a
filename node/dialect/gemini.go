package dialect

import "strings"

// gemini is the codec of Gemini's generateContent and streamGenerateContent.
//
// Google has the model and the kind of answer in the URL. Between nodes a request is its body with two members in front of the
// application's own: "model", as in other dialects, and "stream". GeminiRequest puts them there, GeminiNative takes them away again
// for Google; Patch replaces the model and leaves the rest of the body as it came.
//
// Google takes every field's name in camelCase and in snake_case. Request.Fields has the first: "contents", "systemInstruction",
// "generationConfig.topK", "generationConfig.thinkingConfig.thinkingBudget", "generationConfig.responseModalities.image",
// "toolConfig.functionCallingConfig", "tools[].googleSearch", "contents[].parts[].functionCall", "contents[].parts[].inlineData.image"
// (audio, video, file), whichever spelling came, and wherever the part stands. A field that is null is not there.
type gemini struct{}

var _ Codec = gemini{}

func (gemini) Name() Name { return Gemini }

func (gemini) ContentType(stream bool) string { return openAI{}.ContentType(stream) }

// GeminiRequest is a body for Google with what its URL says, as nodes carry it. Errors are *market.Refusal.
func GeminiRequest(body []byte, model string, stream bool) ([]byte, error) {
	c := cursor{b: body, unique: true}
	if c.peek() != '{' {
		return nil, badRequest("", "Body is not a JSON object (byte %d).", c.i)
	}
	open := c.i + 1
	own, members, err := geminiHead(&c)
	if err == nil {
		err = c.end()
	}
	if err != nil {
		return nil, scanError(err)
	}
	if own.stream.set() {
		return nil, badRequest("stream", "Field 'stream' is not Gemini's: the URL says whether the answer is a stream.")
	}
	if own.model.set() && own.name != model {
		return nil, badRequest("model", "Field 'model' names another model than the URL.")
	}
	if own.model.set() {
		body = splice(body, []edit{removal(body, own.model)})
		members--
	}
	head := appendQuoted([]byte(`"model":`), model)
	if stream {
		head = append(head, `,"stream":true`...)
	}
	if members > 0 {
		head = append(head, ',')
	}
	return splice(body, []edit{{open, open, head}}), nil
}

// GeminiNative is the body for Google of a request between nodes, with what belongs into the URL.
func GeminiNative(body []byte) (native []byte, model string, stream bool, err error) {
	c := cursor{b: body, unique: true}
	own, _, err := geminiHead(&c)
	if err != nil {
		return nil, "", false, scanError(err)
	}
	if own.stream.set() {
		stream = string(body[own.stream.from:own.stream.to]) == "true"
		body = splice(body, []edit{removal(body, own.stream)})
		c = cursor{b: body}
		if own, _, err = geminiHead(&c); err != nil {
			return nil, "", false, scanError(err)
		}
	}
	if !own.model.set() {
		return nil, "", false, badRequest("model", "Field 'model' is missing.")
	}
	return splice(body, []edit{removal(body, own.model)}), own.name, stream, nil
}

// geminiOwn is what of a body belongs into the URL.
type geminiOwn struct {
	model, stream span
	name          string // of the model, without "models/"
}

// geminiHead finds it, and counts the members.
func geminiHead(c *cursor) (own geminiOwn, members int, err error) {
	err = c.object(func(name []byte) error {
		members++
		at := span{key: c.keyAt}
		c.space()
		at.from = c.i
		quoted := c.peek() == '"'
		if string(name) == "model" && quoted {
			s, err := c.str()
			own.name = strings.TrimPrefix(string(s.bytes()), "models/")
			at.to, own.model = c.i, span{at.key, at.from, c.i}
			return err
		}
		err := c.skip()
		at.to = c.i
		switch string(name) {
		case "model":
			own.model = at
		case "stream":
			own.stream = at
		}
		return err
	})
	return own, members, err
}
