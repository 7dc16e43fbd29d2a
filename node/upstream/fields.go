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

// messages completes how a vendor speaks Anthropic Messages. Those that keep prompts by themselves take the marks and pass over them.
func messages(s Speech) Speech {
	s.Dialect, s.Auth, s.Fields = dialect.Anthropic, XAPIKey, plus(messagesFields, s.Fields)
	return s
}

// messagesFields are the fields of Messages that all vendors of the dialect take.
var messagesFields = map[string]Class{
	"model": Free, "messages": Prompt, "system": Prompt, "max_tokens": Answer, "stream": Free, "metadata": Free, "stop_sequences": Free,
	"temperature": Free, "top_p": Free, "top_k": Free, "tools": Prompt, "tool_choice": Free, "thinking": Answer, "output_config": Answer,
	"tools[].eager_input_streaming": Free, "context_management": Free, "context_management.edits[].clear_tool_uses_20250919": Free,
	"context_management.edits[].clear_thinking_20251015": Free,
	"messages[].content[].image":                         Picture, "messages[].content[].document": Document, "messages[].content[].search_result": Prompt,
	"messages[].content[].thinking": Prompt, "messages[].content[].redacted_thinking": Prompt, "messages[].content[].tool_use": Prompt,
	"messages[].content[].tool_result": Prompt, "messages[].content[].citations": Prompt, "system[].citations": Prompt,
	"messages[].content[].image.file": State, "messages[].content[].document.file": State, "container": State,
}

// marks are where a prompt is marked for the vendor's cache.
func marks(c Class) map[string]Class {
	return map[string]Class{"cache_control": c, "system[].cache_control": c, "tools[].cache_control": c, "messages[].content[].cache_control": c}
}

// responses completes how a vendor speaks OpenAI's Responses.
func responses(s Speech) Speech {
	s.Dialect, s.Path, s.Auth, s.Fields = dialect.Responses, "/responses", Bearer, plus(responsesFields, s.Fields)
	return s
}

// responsesFields are the fields of Responses that all vendors of the dialect take.
var responsesFields = map[string]Class{
	"model": Free, "input": Prompt, "instructions": Prompt, "tools": Prompt, "tool_choice": Free, "parallel_tool_calls": Free, "stream": Free,
	"stream_options": Free, "max_output_tokens": Answer, "max_tool_calls": Free, "temperature": Free, "top_p": Free, "top_logprobs": Free,
	"store": Keep, "service_tier": Tier, "reasoning": Answer, "reasoning.effort": Answer, "reasoning.summary": Answer, "reasoning.generate_summary": Answer,
	"text": Prompt, "include": Free, "include[].reasoning.encrypted_content": Free, "include[].message.output_text.logprobs": Free, "metadata": Free,
	"user": Free, "safety_identifier": Free, "prompt_cache_key": Free, "prompt_cache_retention": Free, "truncation": Free, "client_metadata": Free,
	"previous_response_id": State, "conversation": State, "prompt": State, "background": State, "input[].item_reference": State,
	"input[].function_call": Prompt, "input[].function_call_output": Prompt, "input[].reasoning": Prompt,
	"input[].content[].input_image": Picture, "input[].content[].input_file": Document, "input[].content[].file_id": State, "input[].content[].input_audio": Sound,
	"tools[].web_search": Search, "tools[].web_search_preview": Search,
}

// generate completes how a vendor speaks Gemini's generateContent.
func generate(s Speech) Speech {
	s.Dialect, s.Path, s.StreamPath = dialect.Gemini, "/models/{model}:generateContent", "/models/{model}:streamGenerateContent?alt=sse"
	s.Auth, s.Fields, s.Spell = XGoogAPIKey, plus(generateFields, s.Fields), append(s.Spell, inURL)
	return s
}

// generateFields are the fields of generateContent. Searches are not among them: the usage does not count them.
var generateFields = map[string]Class{
	"contents": Prompt, "systemInstruction": Prompt, "safetySettings": Free, "labels": Free, "serviceTier": Tier, "store": Keep, "cachedContent": State,
	"generationConfig.stopSequences": Free, "generationConfig.responseMimeType": Free, "generationConfig.responseSchema": Prompt,
	"generationConfig.responseJsonSchema": Prompt, "generationConfig.responseFormat": Prompt, "generationConfig.candidateCount": Choices,
	"generationConfig.maxOutputTokens": Answer, "generationConfig.temperature": Free, "generationConfig.topP": Free, "generationConfig.topK": Free,
	"generationConfig.seed": Free, "generationConfig.presencePenalty": Free, "generationConfig.frequencyPenalty": Free,
	"generationConfig.responseLogprobs": Free, "generationConfig.logprobs": Free, "generationConfig.mediaResolution": Free,
	"generationConfig.thinkingConfig.includeThoughts": Free, "generationConfig.thinkingConfig.thinkingBudget": Answer,
	"generationConfig.thinkingConfig.thinkingLevel": Answer,
	"tools[].functionDeclarations":                  Prompt, "toolConfig.functionCallingConfig": Free,
	"contents[].parts[].functionCall": Prompt, "contents[].parts[].functionResponse": Prompt, "contents[].parts[].thought": Prompt,
	"contents[].parts[].thoughtSignature": Prompt, "contents[].parts[].mediaResolution": Free, "contents[].parts[].inlineData.image": Picture,
	"contents[].parts[].inlineData.audio": Sound, "contents[].parts[].inlineData.file": Document,
}

// completions completes how a vendor speaks OpenAI's text completions.
func completions(s Speech) Speech {
	s.Dialect, s.Path, s.Auth, s.TokenField = dialect.Completions, "/completions", Bearer, dialect.MaxTokens
	s.Fields = plus(map[string]Class{
		"model": Free, "prompt": Prompt, "suffix": Prompt, "max_tokens": Answer, "temperature": Free, "top_p": Free, "n": Choices, "stream": Free,
		"stream_options": Free, "logprobs": Free, "stop": Free, "presence_penalty": Free, "frequency_penalty": Free, "logit_bias": Free, "user": Free, "seed": Free,
	}, s.Fields)
	return s
}

// embeddings is how vendors speak OpenAI's embeddings: with models of their own.
func embeddings() Speech {
	return Speech{Dialect: dialect.Embeddings, Path: "/embeddings", Auth: Bearer, Named: true, Fields: map[string]Class{
		"model": Free, "input": Prompt, "encoding_format": Free, "dimensions": Free, "user": Free, "input_type": Free, "stream": Free}}
}

func plus(a, b map[string]Class) map[string]Class {
	out := maps.Clone(a)
	maps.Copy(out, b)
	return out
}
