package dialect

import (
	"bytes"
	"strconv"
	"strings"
)

// Decode scans a request between nodes.
func (gemini) Decode(body []byte) (*Request, error) {
	if at := invalidUTF8(body); at >= 0 {
		return nil, badRequest("", "Body is not valid UTF-8 (byte %d).", at)
	}
	d := geminiDecoder{requestDecoder: requestDecoder{cursor: cursor{b: body, unique: true}, r: &Request{Dialect: Gemini, N: 1, body: body}}}
	if err := d.decode(); err != nil {
		return nil, scanError(err)
	}
	return d.r, nil
}

// geminiDecoder reads one request in one pass.
type geminiDecoder struct {
	requestDecoder
	contents int // turns of the conversation
}

func (d *geminiDecoder) decode() error {
	if d.peek() != '{' {
		return badRequest("", "Body is not a JSON object (byte %d).", d.i)
	}
	d.r.at.open = d.i + 1
	if err := d.members("", geminiTop, d.field); err != nil {
		return err
	}
	if err := d.end(); err != nil {
		return err
	}
	switch {
	case !d.r.at.model.set():
		return badRequest("model", "Field 'model' is missing.")
	case !d.messages:
		return badPrompt("contents", "Field 'contents' is missing.")
	case d.contents == 0:
		return badPrompt("contents", "Field 'contents' is empty.")
	}
	// Every chunk has the usage: nobody has to ask for it.
	d.r.IncludeUsage = d.r.Stream
	return nil
}

// field reads a top-level field.
func (d *geminiDecoder) field(key string) (err error) {
	d.top.key = d.keyAt
	d.space()
	d.top.from = d.i
	switch key {
	case "model":
		err = d.model()
		d.r.at.model = span{d.top.key, d.top.from, d.i}
		return err
	case "stream":
		d.r.Stream, err = d.boolean("stream")
		return err
	case "generationConfig":
		return d.generation()
	case "tools":
		return d.toolSets()
	case "toolConfig":
		return d.toolConfig()
	}
	if err := d.use(key); err != nil {
		return err
	}
	switch key {
	case "contents":
		return d.turns()
	case "systemInstruction":
		return d.system()
	case "serviceTier":
		return d.geminiTier()
	case "store":
		d.r.Store, err = d.boolean("store")
		return err
	}
	return d.skip()
}

// geminiTier reads the service tier. Its unspecified and its standard one are what is sold.
func (d *geminiDecoder) geminiTier() error {
	tier, err := d.text("serviceTier")
	tier = strings.ToLower(strings.TrimPrefix(tier, "SERVICE_TIER_"))
	if tier != "standard" && tier != "unspecified" {
		d.r.Tier = tier
	}
	return err
}

// generation reads the settings of the answer.
func (d *geminiDecoder) generation() error {
	at := &d.r.at
	at.config = d.top
	if d.peek() != '{' {
		return badRequest("generationConfig", "Field 'generationConfig' must be an object.")
	}
	at.configOpen = d.i + 1
	err := d.members("generationConfig.", geminiConfig, d.setting)
	at.config.to = d.i
	at.configEmpty = err == nil && len(bytes.TrimSpace(d.b[at.configOpen:d.i-1])) == 0
	return err
}

func (d *geminiDecoder) setting(key string) error {
	param := "generationConfig." + key
	if key == "thinkingConfig" {
		return d.thinking()
	}
	if key == "responseModalities" {
		return d.modalities()
	}
	if err := d.use(param); err != nil {
		return err
	}
	r := d.r
	switch key {
	case "maxOutputTokens":
		d.space()
		at := span{key: d.keyAt, from: d.i}
		n, err := d.count32(param, 1, maxAnswer)
		at.to = d.i
		r.MaxOutput, r.at.maxTokens = n, at
		return err
	case "candidateCount":
		n, err := d.count32(param, 1, maxChoices)
		r.N = n
		return err
	case "temperature":
		return d.decimal(param, 0, 2)
	case "topP":
		return d.decimal(param, 0, 1)
	case "presencePenalty", "frequencyPenalty":
		return d.decimal(param, -2, 2)
	case "responseSchema", "responseJsonSchema", "responseFormat":
		v, err := d.value()
		r.Extra = append(r.Extra, v)
		return err
	}
	return d.skip()
}

// count32 reads a whole number, which may stand in quotes, as in all that is made from protocol buffers.
func (d *geminiDecoder) count32(param string, least, most uint64) (uint64, error) {
	if d.peek() != '"' {
		return d.integer(param, least, most)
	}
	s, err := d.str()
	if err != nil {
		return 0, err
	}
	n, err := strconv.ParseUint(string(s.bytes()), 10, 64)
	if err != nil || n < least || n > most {
		return 0, badRequest(param, "Field '%s' must be an integer from %d to %d.", param, least, most)
	}
	return n, nil
}

// thinking reads how much is to be thought.
func (d *geminiDecoder) thinking() error {
	const place = "generationConfig.thinkingConfig."
	if d.peek() != '{' {
		return badRequest("generationConfig.thinkingConfig", "Field 'generationConfig.thinkingConfig' must be an object.")
	}
	return d.members(place, geminiThinking, func(key string) error {
		if err := d.use(place + key); err != nil {
			return err
		}
		switch key {
		case "thinkingLevel":
			level, err := d.text(place + key)
			if level != "THINKING_LEVEL_UNSPECIFIED" {
				d.r.Effort = strings.ToLower(level)
			}
			return err
		case "thinkingBudget":
			v, err := d.value()
			if string(v) == "0" || string(v) == `"0"` {
				d.r.Effort = "none"
			}
			return err
		}
		return d.skip()
	})
}

// modalities names what the answer may be besides text, which has prices of its own.
func (d *geminiDecoder) modalities() error {
	const param = "generationConfig.responseModalities"
	if d.peek() != '[' {
		return badRequest(param, "Field '%s' must be an array.", param)
	}
	return d.array(func(int) error {
		kind, err := d.text(param)
		if kind = strings.ToLower(kind); err != nil || kind == "" || kind == "text" || kind == "modality_unspecified" {
			return err
		}
		return d.use(param + "." + kind)
	})
}
