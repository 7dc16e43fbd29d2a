package dialect

import "encoding/json"

// echoed are the members of a request that its response repeats, with what they are where it does not say.
var echoed = []struct{ name, unsaid string }{
	{"background", "false"}, {"instructions", "null"}, {"max_output_tokens", "null"}, {"max_tool_calls", "null"}, {"metadata", "{}"}, {"parallel_tool_calls", "true"},
	{"previous_response_id", "null"}, {"prompt_cache_key", "null"}, {"reasoning", `{"effort":null,"summary":null}`}, {"safety_identifier", "null"},
	{"service_tier", `"default"`}, {"store", "false"}, {"temperature", "1"}, {"text", `{"format":{"type":"text"}}`}, {"tool_choice", `"auto"`},
	{"tools", "[]"}, {"top_logprobs", "0"}, {"top_p", "1"}, {"truncation", `"disabled"`}, {"user", "null"},
}

// responseHead is a response as it begins, made of its request: clients read all its members.
func responseHead(r *Request, callID string, at int64) []byte {
	said := map[string]json.RawMessage{}
	// The request was decoded: its members can be read.
	_, _ = eachMember(r.body, func(name string, value json.RawMessage) error {
		said[name] = value
		return nil
	})
	head := encodeJSON(struct {
		ID      string `json:"id"`
		Object  string `json:"object"`
		Created int64  `json:"created_at"`
		Status  string `json:"status"`
		Model   string `json:"model"`
		Error   any    `json:"error"`
		Details any    `json:"incomplete_details"`
		Output  []any  `json:"output"`
		Usage   any    `json:"usage"`
	}{ID: "resp_" + callID, Object: "response", Created: at, Status: "in_progress", Model: r.Model, Output: []any{}})
	for _, e := range echoed {
		value := said[e.name]
		if value == nil {
			value = json.RawMessage(e.unsaid)
		}
		head = appendMember(head, e.name, compact(value)) // an event is one line
	}
	return head
}
