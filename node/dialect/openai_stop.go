package dialect

// stopOf says in every dialect's terms what a finish reason means. Vendors answer "stop" where a named tool had to be called, and some do
// wherever one was.
func stopOf(reason string, tools bool) Stop {
	switch reason {
	case "stop", "eos", "end_turn", "COMPLETE":
		if tools {
			return StopTools
		}
		return StopEnd
	case "stop_sequence":
		return StopText
	case "length", "max_tokens":
		return StopLength
	case "tool_calls", "function_call", "tool_use":
		return StopTools
	case "content_filter", "sensitive":
		return StopFilter
	case "error", "network_error", "insufficient_system_resource":
		return StopError
	}
	return StopEnd
}

// finishReason is OpenAI's word for why an answer has ended.
func finishReason(s Stop, tools bool) string {
	switch s {
	case StopLength, StopContext:
		return "length"
	case StopTools:
		return "tool_calls"
	case StopFilter, StopRefusal:
		return "content_filter"
	case StopError:
		return "error"
	case Unstopped:
		if tools {
			return "tool_calls"
		}
	}
	return "stop"
}
