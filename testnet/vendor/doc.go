// Package vendor is the devnet's model vendors: one HTTP handler that speaks their wire, makes up seeded text, counts tokens, caches
// prefixes, fails on request and keeps the invoice. Every vendor of the price list with a supported dialect is served under
// /{vendor}/v1/..., its invoice under /{vendor}/bill.
//
// It stands for the outside world. So it shares no code with the node's dialects, meters and rating: what it invoices is computed
// here, from the rules below and the published price list, with arithmetic of its own. It knows nothing of tolsey.
//
// # Prompt tokens
//
// T(s) is the number of o200k_base tokens of s; the spelling of a special token counts as ordinary text. With JSON strings decoded:
//
//	prompt  = D + 3 + sum over messages of M
//	M       = 3 + T(role) + C + (1 + T(name)) + K + T(tool_call_id)
//	C       = T(content), or the sum of T(text) and T(refusal) over its parts; 0 when null or absent
//	(1 + T(name)), K, T(tool_call_id) count only where the field is present and not empty
//	K       = T(compact(tool_calls)) for a non-empty array
//	D       = T(compact(tools)) for a non-empty array
//	compact = the JSON bytes as sent, without the white space between tokens; neither order nor escapes change
//
// No other field counts. Parts other than text and refusal are refused (400). An n above 1 counts the prompt once.
//
// OpenAI serves its models in Responses too. There a prompt is the same sum over other members: instructions are a message of role system;
// a string is a message of role user; an item is a message of its role, with the sum over its parts; a function_call is one of role
// assistant with T(call_id) + T(name) + T(arguments), a function_call_output one of role tool with T(call_id) and its texts; reasoning
// items count nothing. D is T(compact(tools)) as they stand there.
//
// A model for text completions has no template: its prompt is T(prompt). One for embeddings has none either: its prompt is the sum over
// the input of T(text), and the number of token numbers; it makes no tokens.
//
// # Completion tokens
//
//	completion = sum over choices of T(content) + T(reasoning_content) + sum over tool calls of T(name) + T(arguments)
//	reasoning_tokens = T(reasoning_content), hidden or shown, and is part of completion
//
// A summary in Responses is a beginning of the hidden thought; what is billed is the thought.
//
// Vendors differ in how they say this (see families): where usage stands, what their errors are called, whether thoughts are counted
// beside the completion that is reported. What is billed is the same.
//
// # Prefix cache
//
// The prompt's tokens stand in the order tools, messages (3 marks, role, content, name, tool_calls, tool_call_id), 3 closing marks. They are
// cut into blocks of 128. Per account and model, cached_tokens is the length of the longest run of leading whole blocks that a prompt
// of the last 10 minutes began with, and 0 when that is less than 1,024. A use renews the 10 minutes. cached_tokens is part of prompt.
//
// # Messages
//
// Models of Anthropic's dialect are served under /{vendor}/v1/messages and /{vendor}/anthropic/v1/messages, which is MiniMax's. Counting by
// /count_tokens is free. Their prompt and completion are
//
//	prompt     = D + 3 + S + sum over messages of (3 + T(role) + sum over blocks of B)
//	S          = 3 + T("system") + sum of T(text), where the system prompt has a text
//	B          = T(text), T(thinking), T(id) + T(name) + T(compact(input)) of tool_use, T(tool_use_id) + B of what is in it of tool_result,
//	             min(ceil(width x height / 750), 1600) of an image, 0 of redacted_thinking
//	D          = T(compact(tools)) for a non-empty array, marks included
//	completion = T(thinking) + T(text) + T(name) + T(input as it is streamed); thinking_tokens = T(thinking)
//
// A model with a price of cache writes keeps what is marked by cache_control, at most 4 places, each the end of its block (of tools: of the
// array; at the top: of the last block). Per account and model, what is read is the longest prefix that is kept and ends at a mark or up
// to 20 blocks before one. Each mark behind it, of a prompt of at least 1,024 tokens up to there, writes what lies between for its ttl,
// 5 minutes or 1 hour; a read renews it. Any other model has the prefix cache above. Thoughts must come back with their signatures.
//
// # generateContent
//
// Models of Gemini's dialect are served under /{vendor}/v1beta/models/{model}:generateContent and :streamGenerateContent, as events or, without
// alt=sse, as one array. Counting by :countTokens is free. Their prompt and completion are
//
//	prompt     = D + 3 + sum over the instruction and the contents of (3 + T(role) + sum over parts of B)
//	B          = T(text), T(compact(functionCall)), T(compact(functionResponse)); signatures do not count, media are refused (400)
//	D          = T(compact(tools)) where there are some
//	completion = sum over candidates of T(thoughts) + T(text) + T(name) + T(args); thoughtsTokenCount = T(thoughts), shown or hidden
//
// They think a little unless told otherwise, have the prefix cache above, and want the first call of each step of the turn that is going
// on back with its signature, or with "skip_thought_signature_validator".
//
// # Price and invoice
//
//	price of a unit = floor(list price in picos x factor x 6 / 10), per token
//	invoice = (prompt - cached - written) x input + cached x cacheRead + written x cacheWrite5m or cacheWrite1h + completion x output
//
// The list price is that of the catalogue. A UTC window is judged at the request's arrival, a context tier on prompt. A model without a
// cacheRead price bills cached tokens as input. Sums are exact; nothing else rounds.
//
// # What is billed when a call breaks
//
// A request that is refused before generation is free: bad keys, bad bodies, and the faults refuse, http…, redirect, bomb, echokey,
// crlf, gone and error200 at token 0. From then on the whole prompt and every token generated are billed, sent or not. A vendor whose client is gone notices
// before its next token: it bills what it had generated by then, which may be more than arrived. Outcomes of a row: delivered (generated
// whole, whatever of it arrived and whatever usage was reported), aborted (the client left before the last token), broken (a fault cut
// the answer), refused (free), lost (the vendor's process died meanwhile; only the prompt is billed), open (still being answered).
//
// # Markers
//
// Tests steer one request by markers in its last user message: [[fault:stall@10]] (see Fault), [[tokens:200]] sets the natural
// length of the answer, [[tool]] or [[tool:name]] asks for a tool call, [[pace:20ms]] and [[ttft:1s]] replace the latency law.
package vendor
