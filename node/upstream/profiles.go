package upstream

import (
	"maps"

	"github.com/tolsey/tolsey/node/dialect"
)

// profiles are the vendors that are supported. Each has a fake that speaks its wire.
var profiles = map[string]Profile{
	"openai": {
		Kind: "openai", Dialect: dialect.OpenAI, BaseURL: "https://api.openai.com/v1", ChatPath: "/chat/completions", ModelsPath: "/models",
		TokenField: dialect.MaxCompletionTokens,
		Semantics:  dialect.Semantics{Reasoning: dialect.Included},
		Fields: plus(chatFields, map[string]Class{
			"prompt_cache_key": Free, "safety_identifier": Free, "verbosity": Answer, "prediction": Answer, "service_tier": Tier, "store": Keep,
			"web_search_options": Search,
		}),
	},
	// Any server that speaks OpenAI's dialect: vLLM, SGLang, Ollama, llama.cpp, most vendors' compatible endpoints.
	"openai-compatible": {
		Kind: "openai-compatible", Dialect: dialect.OpenAI, ChatPath: "/chat/completions", ModelsPath: "/models",
		TokenField: dialect.MaxTokens,
		Fields: plus(chatFields, map[string]Class{
			"top_k": Free, "min_p": Free, "repetition_penalty": Free, "messages[].reasoning_content": Prompt,
		}),
	},
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
