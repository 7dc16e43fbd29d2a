package dialect

import "strconv"

// Patch returns the request's bytes with the model and the limit of the answer replaced. Usage is on every chunk, asked or not.
func (gemini) Patch(r *Request, p Patch) []byte {
	var edits []edit
	if p.Model != "" && p.Model != r.Model {
		edits = append(edits, edit{r.at.model.from, r.at.model.to, appendQuoted(nil, p.Model)})
	}
	if p.OutputCap > 0 && (r.MaxOutput == 0 || p.OutputCap < r.MaxOutput) {
		edits = append(edits, geminiCap(r.at, strconv.AppendUint(nil, p.OutputCap, 10)))
	}
	if len(edits) == 0 {
		return r.body
	}
	return splice(r.body, edits)
}

// geminiCap writes the limit of the answer.
func geminiCap(at places, most []byte) edit {
	limit := append([]byte(`"maxOutputTokens":`), most...)
	switch {
	case at.maxTokens.set():
		return edit{at.maxTokens.from, at.maxTokens.to, most}
	case at.configOpen > 0 && at.configEmpty:
		return edit{at.configOpen, at.configOpen, limit}
	case at.configOpen > 0:
		return edit{at.configOpen, at.configOpen, append(limit, ',')}
	case at.config.set(): // null
		return edit{at.config.from, at.config.to, append(append([]byte("{"), limit...), '}')}
	}
	return edit{at.open, at.open, append(append([]byte(`"generationConfig":{`), limit...), '}', ',')}
}
