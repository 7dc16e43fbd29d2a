package dialect

import "strings"

// Keys of Gemini's dialect. Google knows each in snake_case too.
var (
	geminiTop = []string{"model", "stream", "contents", "systemInstruction", "generationConfig", "tools", "toolConfig", "safetySettings",
		"cachedContent", "labels", "serviceTier", "store", "continuationToken"}
	geminiConfig = []string{"stopSequences", "responseMimeType", "responseSchema", "responseJsonSchema", "responseModalities", "candidateCount",
		"maxOutputTokens", "temperature", "topP", "topK", "seed", "presencePenalty", "frequencyPenalty", "responseLogprobs", "logprobs",
		"enableEnhancedCivicAnswers", "speechConfig", "thinkingConfig", "imageConfig", "mediaResolution", "responseFormat"}
	geminiThinking = []string{"includeThoughts", "thinkingBudget", "thinkingLevel"}
	geminiTurn     = []string{"role", "parts"}
	geminiPart     = []string{"text", "thought", "thoughtSignature", "inlineData", "fileData", "functionCall", "functionResponse", "executableCode",
		"codeExecutionResult", "toolCall", "toolResponse", "videoMetadata", "mediaResolution", "mediaProcessing", "partMetadata"}
	geminiBlob = []string{"mimeType", "data", "displayName"}
	geminiTool = []string{"functionDeclarations", "googleSearch", "googleSearchRetrieval", "codeExecution", "urlContext", "googleMaps",
		"fileSearch", "computerUse", "mcpServers", "retrieval", "enterpriseWebSearch"}
	geminiFunction   = []string{"name", "description", "parameters", "parametersJsonSchema", "response", "responseJsonSchema", "behavior"}
	geminiToolConfig = []string{"functionCallingConfig", "retrievalConfig", "includeServerSideToolInvocations"}
	geminiCalling    = []string{"mode", "allowedFunctionNames", "streamFunctionCallArguments"}
	geminiCall       = []string{"id", "name", "args", "partialArgs", "willContinue"}
	geminiResult     = []string{"id", "name", "response", "parts", "scheduling", "willContinue"}
	geminiResultPart = []string{"inlineData", "fileData"}
)

// geminiKey finds a name among keys, in either spelling; -1 when it is none of them.
func geminiKey(name []byte, keys []string) int {
	for i, k := range keys {
		if string(name) == k {
			return i
		}
	}
	for i, k := range keys {
		if snake(name, k) {
			return i
		}
	}
	return -1
}

// snake reports whether a name is a key in snake_case.
func snake(name []byte, key string) bool {
	j := 0
	for i := 0; i < len(name); i++ {
		ch := name[i]
		switch {
		case 'A' <= ch && ch <= 'Z':
			return false
		case ch == '_' && i+1 < len(name) && 'a' <= name[i+1] && name[i+1] <= 'z':
			i++
			ch = name[i] - 'a' + 'A'
		}
		if j == len(key) || key[j] != ch {
			return false
		}
		j++
	}
	return j == len(key)
}

// misspelt is the key that a name differs from in case or in underscores alone; "" when there is none.
func misspelt(name []byte, keys []string) string {
	bare := strings.ReplaceAll(string(name), "_", "")
	for _, k := range keys {
		if strings.EqualFold(bare, k) {
			return k
		}
	}
	return ""
}

// members walks an object's fields and calls field with each that is known, by its key's camelCase name, and is not null. Others are
// noted, for the vendor's profile to refuse. place is where the object stands, as Request.Fields has it, and ends in a dot.
func (d *geminiDecoder) members(place string, keys []string, field func(key string) error) error {
	var seen uint64 // a bit per key: both spellings of one are the same field twice
	return d.object(func(name []byte) error {
		i := geminiKey(name, keys)
		if i < 0 {
			if k := misspelt(name, keys); k != "" {
				return badRequest(place+string(clip(name)), "Field '%s' is spelled '%s'.", clip(name), k)
			}
			if err := d.useIn(place, name); err != nil {
				return err
			}
			return d.skip()
		}
		if seen&(1<<i) != 0 {
			return &syntaxError{at: d.keyAt, msg: "Duplicate field '" + keys[i] + "'", dup: place + keys[i]}
		}
		seen |= 1 << i
		if d.peek() == 'n' {
			return d.nothing(keys[i])
		}
		return field(keys[i])
	})
}

// each walks a repeated field, which Google takes without its brackets where there is one item.
func (d *geminiDecoder) each(param string, item func(i int) error) error {
	switch d.peek() {
	case '[':
		return d.array(item)
	case '{':
		return item(0)
	}
	return badRequest(param, "Field '%s' must be an array.", param)
}

// nothing passes a null. Where it stands for what may be patched its place is kept.
func (d *geminiDecoder) nothing(key string) error {
	at := span{key: d.keyAt, from: d.i}
	err := d.skip()
	at.to = d.i
	switch key {
	case "generationConfig":
		d.r.at.config = at
	case "maxOutputTokens":
		d.r.at.maxTokens = at
	}
	return err
}
