package vendor

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"regexp"
	"slices"
)

var geminiNamePattern = regexp.MustCompile(`^[a-zA-Z_][a-zA-Z0-9_.:-]{0,127}$`)

// readTools reads the functions that the model may call.
func (req *geminiRequest) readTools(o googleObject) error {
	var sets googleList
	if err := o.read("", "tools", &sets); err != nil {
		return err
	}
	req.chat.Tools = req.tools
	for i, set := range sets {
		place := fmt.Sprintf("tools[%d]", i)
		var functions googleList
		if err := set.only(place, "functionDeclarations"); err != nil {
			return err
		}
		if err := set.read(place, "functionDeclarations", &functions); err != nil {
			return err
		}
		if set["functionDeclarations"] == nil {
			return googleInvalid(place + ": at least one tool must be set")
		}
		for j, f := range functions {
			if err := req.declare(fmt.Sprintf("%s.function_declarations[%d]", place, j), f); err != nil {
				return err
			}
		}
	}
	return nil
}

func (req *geminiRequest) declare(place string, f googleObject) error {
	if err := f.only(place, "name", "description", "parameters", "parametersJsonSchema", "response", "responseJsonSchema", "behavior"); err != nil {
		return err
	}
	t := chatTool{Type: "function"}
	if err := f.read(place, "name", &t.Function.Name); err != nil {
		return err
	}
	if !geminiNamePattern.MatchString(t.Function.Name) {
		return googleInvalid(fmt.Sprintf("* GenerateContentRequest.%s.name: Invalid function name. Must start with a letter or an underscore.", place))
	}
	t.Function.Parameters = f["parametersJsonSchema"]
	if t.Function.Parameters == nil {
		t.Function.Parameters = lowerTypes(f["parameters"])
	}
	req.chat.tools = append(req.chat.tools, t)
	return nil
}

// readChoice reads whether functions must be called, and which may be.
func (req *geminiRequest) readChoice(o googleObject) error {
	var config, calling googleObject
	if err := o.read("", "toolConfig", &config); err != nil {
		return err
	}
	if err := config.only("tool_config", "functionCallingConfig"); err != nil {
		return err
	}
	if err := config.read("tool_config", "functionCallingConfig", &calling); err != nil {
		return err
	}
	const place = "tool_config.function_calling_config"
	var mode string
	var allowed []string
	if err := calling.only(place, "mode", "allowedFunctionNames"); err != nil {
		return err
	}
	if err := calling.read(place, "mode", &mode); err != nil {
		return err
	}
	if err := calling.read(place, "allowedFunctionNames", &allowed); err != nil {
		return err
	}
	switch mode {
	case "", "MODE_UNSPECIFIED", "AUTO", "VALIDATED":
		return nil
	case "NONE":
		req.chat.ToolChoice.mode = "none"
		return nil
	case "ANY":
		req.chat.ToolChoice.mode = "required"
	default:
		return googleInvalid("Invalid value at '" + place + ".mode'.")
	}
	for _, name := range allowed {
		if !slices.ContainsFunc(req.chat.tools, func(t chatTool) bool { return t.Function.Name == name }) {
			return googleInvalid(fmt.Sprintf("allowed_function_names has %q, which is not declared.", name))
		}
	}
	if len(allowed) > 0 {
		req.chat.tools = slices.DeleteFunc(req.chat.tools, func(t chatTool) bool { return !slices.Contains(allowed, t.Function.Name) })
	}
	if len(req.chat.tools) == 0 {
		return googleInvalid("Function calling mode ANY needs function declarations.")
	}
	return nil
}

// anySignature is what Google takes in place of a signature for a call that another model made.
const anySignature = "skip_thought_signature_validator"

// signature proves a call: a model that thinks knows by it why it called.
func signature(name string, args []byte) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s(%s)", name, args))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// checkSignatures asks for the signature of the first call of each step of the turn that is going on, as Gemini 3 does, and refuses one
// that is not the model's own.
func (req *geminiRequest) checkSignatures() error {
	current := 0
	for i, t := range req.contents {
		if t.speaker() == "user" {
			current = i
		}
	}
	for i, t := range req.contents {
		first := i > current
		for j, p := range t.parts {
			if p.call == nil {
				continue
			}
			switch {
			case p.signature == "" && first:
				return googleInvalid(fmt.Sprintf("Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly, and missing thought_signature "+
					"may lead to degraded model performance. Additional data, function call `default_api:%s` , position %d.", p.call.name, j+1))
			case p.signature != "" && p.signature != anySignature && p.signature != signature(p.call.name, []byte(compact(p.call.args))):
				return googleInvalid("Thought signature is not valid.")
			}
			first = false
		}
	}
	return nil
}
