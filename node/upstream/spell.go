package upstream

import (
	"bytes"
	"slices"

	"github.com/tidwall/gjson"

	"github.com/tolsey/tolsey/node/dialect"
)

// Spelling writes into a request's bytes what a vendor calls by another name than the dialect's first vendor. It changes what is said,
// never what is asked.
type Spelling func(body []byte, r *dialect.Request) []byte

// Write applies the vendor's spellings to a request's patched bytes.
func (s Speech) Write(body []byte, r *dialect.Request) []byte {
	for _, sp := range s.Spell {
		body = sp(body, r)
	}
	return body
}

const effortField = "reasoning_effort"

// unthinking are the efforts that ask for an answer without thoughts.
var unthinking = []string{"none", "disabled", "off"}

// asThinking spells how much is to be thought as thinking {type}: Zhipu, Moonshot, ByteDance.
func asThinking(body []byte, r *dialect.Request) []byte {
	if r.Effort == "" || r.Uses("thinking") {
		return body
	}
	if slices.Contains(unthinking, r.Effort) {
		return replace(body, effortField, `"thinking":{"type":"disabled"}`)
	}
	return replace(body, effortField, `"thinking":{"type":"enabled"}`)
}

// asDeepSeek is thinking {type} beside an effort of which there are two.
func asDeepSeek(body []byte, r *dialect.Request) []byte {
	switch {
	case r.Effort == "" || r.Uses("thinking"):
		return body
	case slices.Contains(unthinking, r.Effort):
		return replace(body, effortField, `"thinking":{"type":"disabled"}`)
	case r.Effort == "xhigh" || r.Effort == "max":
		return replace(body, effortField, `"thinking":{"type":"enabled"},"reasoning_effort":"max"`)
	}
	return replace(body, effortField, `"thinking":{"type":"enabled"},"reasoning_effort":"high"`)
}

// asEnable spells it as enable_thinking: Alibaba, Tencent.
func asEnable(body []byte, r *dialect.Request) []byte {
	if r.Effort == "" || r.Uses("enable_thinking") {
		return body
	}
	if slices.Contains(unthinking, r.Effort) {
		return replace(body, effortField, `"enable_thinking":false`)
	}
	return replace(body, effortField, `"enable_thinking":true`)
}

// toolStream asks Zhipu for the arguments of tools as they are made, which others do by themselves.
func toolStream(body []byte, r *dialect.Request) []byte {
	if !r.Stream || !r.Tools || r.Uses("tool_stream") {
		return body
	}
	return insert(body, `"tool_stream":true`)
}

// noDeveloper calls the developer's messages the system's, which is the older name, for vendors that know no other.
func noDeveloper(body []byte, _ *dialect.Request) []byte {
	const role, instead = `"developer"`, `"system"`
	if !bytes.Contains(body, []byte(role)) {
		return body
	}
	var at []int // of the values, ascending
	gjson.GetBytes(body, "messages").ForEach(func(_, m gjson.Result) bool {
		if v := m.Get("role"); v.Raw == role && m.Index > 0 && v.Index > 0 {
			at = append(at, v.Index)
		}
		return true
	})
	var out []byte
	done := 0
	for _, from := range at {
		if from < done || !bytes.HasPrefix(body[from:], []byte(role)) {
			return body
		}
		out = append(append(out, body[done:from]...), instead...)
		done = from + len(role)
	}
	return append(out, body[done:]...)
}

// replace writes members in the place of a top-level one.
func replace(body []byte, name, members string) []byte {
	v := gjson.GetBytes(body, name)
	from := keyOf(body, v)
	if from < 0 {
		return body
	}
	return slices.Concat(body[:from], []byte(members), body[v.Index+len(v.Raw):])
}

// keyOf is where the key of a top-level value begins; -1 where the value is not there.
func keyOf(body []byte, v gjson.Result) int {
	if v.Index == 0 {
		return -1
	}
	colon := bytes.LastIndexByte(body[:v.Index], ':')
	last := bytes.LastIndexByte(body[:max(colon, 0)], '"')
	return bytes.LastIndexByte(body[:max(last, 0)], '"')
}

// insert writes a member into an object that has others.
func insert(body []byte, member string) []byte {
	open := bytes.IndexByte(body, '{')
	return slices.Concat(body[:open+1], []byte(member), []byte{','}, body[open+1:])
}

// inURL takes away what Google has in the URL.
func inURL(body []byte, _ *dialect.Request) []byte {
	native, _, _, err := dialect.GeminiNative(body)
	if err != nil {
		return body // the scan has passed it: what is wrong is the vendor's to say
	}
	return native
}
