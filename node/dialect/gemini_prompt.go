package dialect

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Prompt reads a request. Calls that have no id are given one, by which their results know them again: in this dialect they are known
// by name and order. Labels are left out: they name whose the bill is to the application's own account.
func (gemini) Prompt(r *Request) (*Prompt, error) {
	g := geminiPrompt{chatReader: chatReader{p: &Prompt{Model: r.Model, Stream: r.Stream, IncludeUsage: r.Stream, MaxOutput: r.MaxOutput}}}
	if r.N > 1 {
		g.p.N = r.N
	}
	// The instruction stands before the conversation, wherever it stands in the request.
	err := geminiMembers(r.body, geminiTop, func(key string, raw json.RawMessage) error {
		if key != "systemInstruction" {
			return nil
		}
		return g.turn(key, raw, System)
	})
	if err == nil {
		err = geminiMembers(r.body, geminiTop, g.field)
	}
	if err != nil {
		return nil, err
	}
	g.samples()
	if g.validated {
		g.strict()
	}
	return g.p, nil
}

// geminiPrompt reads one request.
type geminiPrompt struct {
	chatReader
	validated bool
	calls     []geminiOpen // that have no result yet
	called    int
}

// geminiOpen is a call whose result is still to come.
type geminiOpen struct{ id, name string }

// geminiMembers walks an object by the camelCase names of its members.
func geminiMembers(raw json.RawMessage, keys []string, field func(key string, value json.RawMessage) error) error {
	_, err := eachMember(raw, func(name string, value json.RawMessage) error {
		if i := geminiKey([]byte(name), keys); i >= 0 {
			name = keys[i]
		}
		return field(name, value)
	})
	return err
}

// geminiItems walks a repeated field.
func geminiItems(raw json.RawMessage, item func(i int, value json.RawMessage) error) error {
	if kindOf(raw) == '{' {
		return item(0, raw)
	}
	_, err := eachItem(raw, item)
	return err
}

func (g *geminiPrompt) field(key string, raw json.RawMessage) (err error) {
	switch key {
	case "model", "stream", "systemInstruction", "labels":
		return nil
	case "contents":
		return geminiItems(raw, func(i int, raw json.RawMessage) error { return g.turn(fmt.Sprintf("contents[%d]", i), raw, User) })
	case "generationConfig":
		return geminiMembers(raw, geminiConfig, g.setting)
	case "tools":
		return geminiItems(raw, g.toolSet)
	case "toolConfig":
		return geminiMembers(raw, geminiToolConfig, g.toolConfig)
	case "serviceTier":
		var tier string
		err := g.text(&tier, key, raw)
		if tier = strings.ToLower(strings.TrimPrefix(tier, "SERVICE_TIER_")); tier != "standard" && tier != "unspecified" {
			g.p.Tier = tier
		}
		return err
	case "store":
		g.p.Store, err = g.flag(key, raw)
		return err
	case "safetySettings":
		if string(compact(raw)) == "[]" {
			return nil
		}
	}
	g.rest(key, raw)
	return nil
}

func (g *geminiPrompt) setting(key string, raw json.RawMessage) (err error) {
	p, param := g.p, "generationConfig."+key
	switch key {
	case "maxOutputTokens", "candidateCount":
	case "temperature":
		err = g.number(&p.Temperature, param, raw)
	case "topP":
		err = g.number(&p.TopP, param, raw)
	case "topK":
		err = g.number(&p.TopK, param, raw)
	case "presencePenalty":
		err = g.number(&p.Presence, param, raw)
	case "frequencyPenalty":
		err = g.number(&p.Frequency, param, raw)
	case "seed":
		err = g.number(&p.Seed, param, raw)
	case "stopSequences":
		err = g.stops(raw)
	case "responseLogprobs":
		var on *bool
		if on, err = g.flag(param, raw); err == nil {
			g.logprobs = *on
		}
	case "logprobs":
		var n uint64
		n, err = g.count(param, raw)
		g.most = &n
	case "responseMimeType":
		g.mime(raw)
	case "responseSchema":
		g.format().Schema = jsonSchema(raw)
	case "responseJsonSchema":
		g.format().Schema = raw
	case "thinkingConfig":
		return geminiMembers(raw, geminiThinking, g.think)
	case "responseModalities":
		if strings.EqualFold(string(compact(raw)), `["TEXT"]`) {
			return nil
		}
		g.rest(param, raw)
	default:
		g.rest(param, raw)
	}
	return err
}

func (g *geminiPrompt) format() *Format {
	if g.p.Format == nil {
		g.p.Format = &Format{}
	}
	return g.p.Format
}

func (g *geminiPrompt) mime(raw json.RawMessage) {
	switch kind, _ := stringOf(raw); kind {
	case "", "text/plain":
	case "application/json":
		g.format()
	default:
		g.rest("generationConfig.responseMimeType", raw)
	}
}

func (g *geminiPrompt) think(key string, raw json.RawMessage) error {
	t := g.p.Thinking
	if t == nil {
		t = &Thinking{}
		g.p.Thinking = t
	}
	param := "generationConfig.thinkingConfig." + key
	switch key {
	case "includeThoughts":
		shown, err := g.flag(param, raw)
		if t.Summary = "none"; err == nil && *shown {
			t.Summary = "auto"
		}
		return err
	case "thinkingLevel":
		var level string
		err := g.text(&level, param, raw)
		if level = strings.ToLower(level); level != "thinking_level_unspecified" {
			t.Effort = level
		}
		return err
	case "thinkingBudget":
		text := strings.Trim(string(raw), `"`)
		on := text != "0"
		t.On = &on
		if text == "-1" {
			t.Dynamic = true
			return nil
		}
		n, err := g.count(param, json.RawMessage(text))
		t.Budget = n
		return err
	}
	g.rest(param, raw)
	return nil
}

func (g *geminiPrompt) toolSet(i int, raw json.RawMessage) error {
	return geminiMembers(raw, geminiTool, func(key string, raw json.RawMessage) error {
		if key != "functionDeclarations" {
			g.rest("tools[]."+key, raw)
			return nil
		}
		return geminiItems(raw, func(j int, raw json.RawMessage) error {
			var t Tool
			place := fmt.Sprintf("tools[%d].functionDeclarations[%d].", i, j)
			err := geminiMembers(raw, geminiFunction, func(key string, raw json.RawMessage) error {
				switch key {
				case "name":
					return g.text(&t.Name, place+key, raw)
				case "description":
					return g.text(&t.Description, place+key, raw)
				case "parameters":
					t.Schema = jsonSchema(raw)
				case "parametersJsonSchema":
					t.Schema = raw
				default:
					g.rest("tools[].functionDeclarations[]."+key, raw)
				}
				return nil
			})
			g.p.Tools = append(g.p.Tools, t)
			return err
		})
	})
}

func (g *geminiPrompt) toolConfig(key string, raw json.RawMessage) error {
	if key != "functionCallingConfig" {
		g.rest("toolConfig."+key, raw)
		return nil
	}
	mode, c := "", &g.p.Choice
	const place = "toolConfig.functionCallingConfig."
	err := geminiMembers(raw, geminiCalling, func(key string, raw json.RawMessage) error {
		switch {
		case key == "mode":
			return g.text(&mode, place+key, raw)
		case key == "allowedFunctionNames":
			_, err := eachItem(raw, func(_ int, raw json.RawMessage) error {
				var name string
				err := g.text(&name, place+key, raw)
				c.Any = append(c.Any, name)
				return err
			})
			return err
		case string(raw) == "false":
			return nil
		}
		g.rest(place+key, raw)
		return nil
	})
	switch mode {
	case "AUTO":
		c.Mode = AutoTool
	case "VALIDATED":
		c.Mode, g.validated = AutoTool, true
	case "NONE":
		c.Mode = NoTool
	case "ANY":
		c.Mode = SomeTool
		if len(c.Any) == 1 {
			*c = ToolChoice{Mode: OneTool, Name: c.Any[0]}
		}
	case "", "MODE_UNSPECIFIED":
	default:
		g.rest(place+"mode", encodeJSON(mode))
	}
	return err
}

// strict says of each tool that its schema is kept to.
func (g *geminiPrompt) strict() {
	yes := true
	for i := range g.p.Tools {
		g.p.Tools[i].Strict = &yes
	}
}

// open notes a call, and names one that has no id.
func (g *geminiPrompt) open(id, name string) string {
	if id == "" {
		id = fmt.Sprintf("call_%d", g.called)
	}
	g.called++
	g.calls = append(g.calls, geminiOpen{id, name})
	return id
}

// close finds the call of a result: by its id, else the first of its name that has none yet.
func (g *geminiPrompt) close(id, name string) (string, error) {
	i := slices.IndexFunc(g.calls, func(c geminiOpen) bool { return id != "" && c.id == id || id == "" && c.name == name })
	if i < 0 {
		return "", badPrompt("contents[].parts[].functionResponse", "A function response to %.64q has no call before it.", name)
	}
	id = g.calls[i].id
	g.calls = slices.Delete(g.calls, i, i+1)
	return id, nil
}
