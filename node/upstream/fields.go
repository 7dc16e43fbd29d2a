package upstream

import (
	"maps"

	"github.com/tolsey/tolsey/node/dialect"
)

// chat completes how a vendor speaks OpenAI's chat completions.
func chat(s Speech) Speech {
	s.Dialect, s.Path, s.Auth, s.Fields = dialect.OpenAI, "/chat/completions", Bearer, plus(chatFields, s.Fields)
	if s.TokenField == "" {
		s.TokenField = dialect.MaxTokens
	}
	return s
}

// chatFields are the fields of chat completions that all vendors of the dialect take.
var chatFields = map[string]Class{
	"model": Free, "messages": Prompt, "stream": Free, "stream_options": Free, "stream_options.include_obfuscation": Free,
	"temperature": Free, "top_p": Free, "frequency_penalty": Free, "presence_penalty": Free, "seed": Free, "stop": Free, "logit_bias": Free,
	"logprobs": Free, "top_logprobs": Free, "user": Free, "tool_choice": Free, "parallel_tool_calls": Free, "function_call": Free,
	"tools": Prompt, "functions": Prompt, "response_format": Prompt,
	"max_tokens": Answer, "max_completion_tokens": Answer, "reasoning_effort": Answer, "n": Choices,
	"messages[].name": Prompt, "messages[].tool_calls": Prompt, "messages[].tool_call_id": Prompt, "messages[].refusal": Prompt,
	"messages[].function_call": Prompt, "messages[].content[].image_url": Picture, "messages[].content[].input_audio": Sound,
	"messages[].content[].file": Document,
	"messages[].audio":          State, "messages[].content[].file.file_id": State, "previous_response_id": State, "conversation": State, "prompt": State,
}

func plus(a, b map[string]Class) map[string]Class {
	out := maps.Clone(a)
	maps.Copy(out, b)
	return out
}
