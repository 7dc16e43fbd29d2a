package dialect

import (
	"cmp"
	"slices"
	"strconv"
)

// edit replaces a part of a body.
type edit struct {
	from, to int
	with     []byte
}

// splice applies edits that do not overlap. What is put in where another edit begins comes before it.
func splice(body []byte, edits []edit) []byte {
	slices.SortFunc(edits, func(a, b edit) int { return cmp.Or(a.from-b.from, a.to-b.to) })
	size := len(body)
	for _, e := range edits {
		size += len(e.with) - (e.to - e.from)
	}
	out, done := make([]byte, 0, size), 0
	for _, e := range edits {
		out = append(append(out, body[done:e.from]...), e.with...)
		done = e.to
	}
	return append(out, body[done:]...)
}

// Patch returns the request's bytes with the model, the usage flag and the limit of the answer replaced.
func (openAI) Patch(r *Request, p Patch) []byte {
	var edits []edit
	if p.Model != "" && p.Model != r.Model {
		edits = append(edits, edit{r.at.model.from, r.at.model.to, appendQuoted(nil, p.Model)})
	}
	if p.ForceUsage && r.Stream && !r.IncludeUsage {
		edits = append(edits, forceUsage(r.at))
	}
	edits = append(edits, capOutput(r, p)...)
	if len(edits) == 0 {
		return r.body
	}
	return splice(r.body, edits)
}

func forceUsage(at places) edit {
	const flag = `"include_usage":true`
	switch {
	case at.includeUsage.set():
		return edit{at.includeUsage.from, at.includeUsage.to, []byte("true")}
	case at.optionsOpen > 0 && at.optionsEmpty:
		return edit{at.optionsOpen, at.optionsOpen, []byte(flag)}
	case at.optionsOpen > 0:
		return edit{at.optionsOpen, at.optionsOpen, []byte(flag + ",")}
	case at.streamOptions.set(): // null
		return edit{at.streamOptions.from, at.streamOptions.to, []byte("{" + flag + "}")}
	}
	return edit{at.open, at.open, []byte(`"stream_options":{` + flag + "},")}
}

// The two names of the limit of an answer: the older one and the one of models that reason.
const (
	MaxTokens           = "max_tokens"
	MaxCompletionTokens = "max_completion_tokens"
)

// capOutput writes the lower of the request's limit and the patch's under the name that the vendor knows.
func capOutput(r *Request, p Patch) []edit {
	most := r.MaxOutput
	if p.OutputCap > 0 && (most == 0 || p.OutputCap < most) {
		most = p.OutputCap
	}
	if most == 0 {
		return nil
	}
	old, other := r.at.maxTokens, r.at.maxCompletion
	name := p.TokenField
	if name == "" {
		name = MaxCompletionTokens
		if old.set() && !other.set() {
			name = MaxTokens
		}
	}
	if name == MaxCompletionTokens {
		old, other = other, old
	}
	value := strconv.AppendUint(nil, most, 10)
	whole := append(append(appendQuoted(nil, name), ':'), value...)
	switch {
	case old.set() && other.set(): // one of them is null
		return []edit{{old.from, old.to, value}, {other.from, other.to, []byte("null")}}
	case old.set() && most == r.MaxOutput:
		return nil
	case old.set():
		return []edit{{old.from, old.to, value}}
	case other.set():
		return []edit{{other.key, other.to, whole}}
	}
	return []edit{{r.at.open, r.at.open, append(whole, ',')}}
}
