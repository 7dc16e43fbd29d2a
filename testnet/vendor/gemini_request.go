package vendor

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// geminiRequest is a generateContent request, as far as a vendor looks at it.
type geminiRequest struct {
	system   *geminiTurn // nil: none
	contents []geminiTurn
	tools    json.RawMessage
	limit    *googleInt
	thoughts bool        // they are to be shown
	chat     chatRequest // the same in the words in which answers are made up
}

// geminiTurn is one content.
type geminiTurn struct {
	role  string
	parts []geminiPart
}

// geminiPart is one part: a text, or a call or its result as they are written.
type geminiPart struct {
	text      string
	call      *geminiCalled
	result    json.RawMessage
	signature string
}

type geminiCalled struct {
	raw  json.RawMessage // the whole functionCall
	name string
	args json.RawMessage
}

// decodeGemini reads and checks a request; its errors are what Google answers.
func decodeGemini(body []byte) (*geminiRequest, error) {
	if !utf8.Valid(body) {
		return nil, googleInvalid("Invalid JSON payload received. Invalid UTF-8.")
	}
	var o googleObject
	if err := json.Unmarshal(body, &o); err != nil {
		return nil, googleInvalid(fmt.Sprintf("Invalid JSON payload received. %v", err))
	}
	if err := o.only("", "model", "contents", "systemInstruction", "generationConfig", "tools", "toolConfig", "safetySettings", "labels", "serviceTier", "store"); err != nil {
		return nil, err
	}
	req := &geminiRequest{tools: o["tools"]}
	for _, step := range []func(googleObject) error{req.readContents, req.readConfig, req.readTools, req.readChoice} {
		if err := step(o); err != nil {
			return nil, err
		}
	}
	return req, req.checkSignatures()
}

func (req *geminiRequest) readContents(o googleObject) error {
	var system googleObject
	var contents googleList
	if err := o.read("", "systemInstruction", &system); err != nil {
		return err
	}
	if err := o.read("", "contents", &contents); err != nil {
		return err
	}
	if len(contents) == 0 {
		return googleInvalid("* GenerateContentRequest.contents: contents is not specified")
	}
	if system != nil {
		turn, err := readTurn("system_instruction", system)
		if err != nil {
			return err
		}
		req.system = &turn
		req.chat.Messages = append(req.chat.Messages, turn.message("system"))
	}
	for i, c := range contents {
		turn, err := readTurn(fmt.Sprintf("contents[%d]", i), c)
		if err != nil {
			return err
		}
		if !slices.Contains([]string{"", "user", "model", "function"}, turn.role) {
			return googleInvalid("Please use a valid role: user, model.")
		}
		req.contents = append(req.contents, turn)
		req.chat.Messages = append(req.chat.Messages, turn.message(turn.speaker()))
	}
	return nil
}

// speaker is whose turn it is, in the words in which answers are made up.
func (t geminiTurn) speaker() string {
	switch {
	case t.role == "model":
		return "assistant"
	case slices.ContainsFunc(t.parts, func(p geminiPart) bool { return p.result != nil }):
		return "tool"
	}
	return "user"
}

func (t geminiTurn) message(role string) chatMessage {
	m := chatMessage{Role: role, Content: chatContent{given: true}}
	for _, p := range t.parts {
		m.Content.texts = append(m.Content.texts, p.written())
	}
	return m
}

// written is what a part has in the prompt.
func (p geminiPart) written() string {
	switch {
	case p.call != nil:
		return compact(p.call.raw)
	case p.result != nil:
		return compact(p.result)
	}
	return p.text
}

func readTurn(place string, o googleObject) (t geminiTurn, err error) {
	var parts googleList
	if err := o.only(place, "role", "parts"); err != nil {
		return t, err
	}
	if err := o.read(place, "role", &t.role); err != nil {
		return t, err
	}
	if err := o.read(place, "parts", &parts); err != nil {
		return t, err
	}
	if len(parts) == 0 {
		return t, googleInvalid(fmt.Sprintf("* GenerateContentRequest.%s.parts: contents.parts must not be empty.", place))
	}
	for i, p := range parts {
		part, err := readPart(fmt.Sprintf("%s.parts[%d]", place, i), p)
		if err != nil {
			return t, err
		}
		t.parts = append(t.parts, part)
	}
	return t, nil
}

func readPart(place string, o googleObject) (p geminiPart, err error) {
	if err := o.only(place, "text", "thought", "thoughtSignature", "functionCall", "functionResponse"); err != nil {
		if o["inlineData"] != nil || o["fileData"] != nil {
			err = googleInvalid("Media are not supported by this model; send text.")
		}
		return p, err
	}
	if err := o.read(place, "text", &p.text); err != nil {
		return p, err
	}
	if err := o.read(place, "thoughtSignature", &p.signature); err != nil {
		return p, err
	}
	if raw := o["functionCall"]; raw != nil {
		var c googleObject
		p.call = &geminiCalled{raw: raw}
		if err := o.read(place, "functionCall", &c); err != nil {
			return p, err
		}
		p.call.args = c["args"]
		if err := c.read(place+".function_call", "name", &p.call.name); err != nil {
			return p, err
		}
	}
	p.result = o["functionResponse"]
	if o["text"] == nil && p.call == nil && p.result == nil && p.signature == "" {
		return p, googleInvalid(fmt.Sprintf("%s: required oneof field 'data' must have one initialized field", place))
	}
	return p, nil
}

// readConfig reads the settings of the answer.
func (req *geminiRequest) readConfig(o googleObject) error {
	const place = "generation_config"
	var c googleObject
	if err := o.read("", "generationConfig", &c); err != nil {
		return err
	}
	if err := c.only(place, "stopSequences", "responseMimeType", "responseSchema", "responseJsonSchema", "responseModalities", "candidateCount",
		"maxOutputTokens", "temperature", "topP", "topK", "seed", "presencePenalty", "frequencyPenalty", "thinkingConfig", "mediaResolution"); err != nil {
		return err
	}
	var stops []string
	var candidates, seed *googleInt
	var mime string
	for name, into := range map[string]any{"stopSequences": &stops, "candidateCount": &candidates, "maxOutputTokens": &req.limit, "seed": &seed, "responseMimeType": &mime} {
		if err := c.read(place, name, into); err != nil {
			return err
		}
	}
	req.chat.Stop = stops
	if candidates != nil {
		if *candidates < 1 || *candidates > 8 {
			return googleInvalid("* GenerateContentRequest.generation_config.candidate_count: candidate_count must be in the range [1, 8].")
		}
		req.chat.N = (*int64)(candidates)
	}
	req.chat.Seed = (*int64)(seed)
	schema := c["responseJsonSchema"]
	if schema == nil {
		schema = lowerTypes(c["responseSchema"])
	}
	if mime == "application/json" {
		f := &responseFormat{Type: "json_schema"}
		f.JSONSchema.Schema = schema
		req.chat.ResponseFormat = f
	}
	return req.readThinking(c)
}

// readThinking reads how much is to be thought. Unless told otherwise the model thinks a little, and hides it.
func (req *geminiRequest) readThinking(config googleObject) error {
	const place = "generation_config.thinking_config"
	var c googleObject
	var level string
	var budget *googleInt
	if err := config.read("generation_config", "thinkingConfig", &c); err != nil {
		return err
	}
	if err := c.only(place, "includeThoughts", "thinkingBudget", "thinkingLevel"); err != nil {
		return err
	}
	for name, into := range map[string]any{"includeThoughts": &req.thoughts, "thinkingBudget": &budget, "thinkingLevel": &level} {
		if err := c.read(place, name, into); err != nil {
			return err
		}
	}
	effort := strings.ToLower(level)
	switch {
	case level != "" && budget != nil:
		return googleInvalid("You can only set only one of thinking budget and thinking level.")
	case effort != "" && !slices.Contains([]string{"minimal", "low", "medium", "high"}, effort):
		return googleInvalid("Invalid value at 'generation_config.thinking_config.thinking_level'.")
	case budget != nil && *budget == 0:
		effort = "none"
	case budget != nil && *budget > 0:
		effort = "none"
		for _, name := range []string{"minimal", "low", "medium", "high"} {
			if efforts[name] <= int64(*budget) {
				effort = name
			}
		}
	case effort == "":
		effort = "low"
	}
	req.chat.ReasoningEffort = &effort
	return nil
}

// lowerTypes is a schema of Google's own kind as a JSON schema: its types are in capitals.
func lowerTypes(raw json.RawMessage) json.RawMessage {
	var v any
	if json.Unmarshal(raw, &v) != nil {
		return nil
	}
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			if t, ok := v["type"].(string); ok {
				v["type"] = strings.ToLower(t)
			}
			for _, x := range v {
				walk(x)
			}
		case []any:
			for _, x := range v {
				walk(x)
			}
		}
	}
	walk(v)
	out, err := json.Marshal(v)
	if err != nil {
		panic("developer error: what was JSON is none: " + err.Error())
	}
	return out
}

// prompt is the request as the model reads it: its length is what is billed, its blocks are what is cached.
func (req *geminiRequest) prompt(c *counter) []uint32 {
	var out []uint32
	if filled(req.tools) {
		out = append(out, c.encode(compact(req.tools))...)
	}
	turns := req.contents
	if req.system != nil {
		turns = append([]geminiTurn{*req.system}, turns...)
	}
	for _, t := range turns {
		out = append(out, markMessage, markMessage, markMessage)
		out = append(out, c.encode(t.role)...)
		for _, p := range t.parts {
			out = append(out, c.encode(p.written())...)
		}
	}
	return append(out, markReply, markReply, markReply)
}

// most is the most tokens of one candidate.
func (req *geminiRequest) most(m *model, prompt int64) (int64, error) {
	room := m.Context - prompt
	switch {
	case room < 1:
		return 0, googleInvalid(fmt.Sprintf("The input token count (%d) exceeds the maximum number of tokens allowed (%d).", prompt, m.Context))
	case req.limit == nil:
		return min(m.MaxOutput, room), nil
	case *req.limit < 1 || int64(*req.limit) > m.MaxOutput:
		return 0, googleInvalid(fmt.Sprintf("Unable to submit request because it has a maxOutputTokens value of %d but the supported range is from 1 (inclusive) to %d (exclusive). "+
			"Update the value and try again.", *req.limit, m.MaxOutput+1))
	}
	return min(int64(*req.limit), room), nil
}

// decodeCount reads a request to count tokens: the contents alone, or a whole request to be counted.
func decodeCount(body []byte) (*geminiRequest, error) {
	var o googleObject
	if err := json.Unmarshal(body, &o); err != nil {
		return nil, googleInvalid(fmt.Sprintf("Invalid JSON payload received. %v", err))
	}
	if whole := o["generateContentRequest"]; whole != nil {
		return decodeGemini(whole)
	}
	return decodeGemini(body)
}
