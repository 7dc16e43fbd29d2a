package dialect

import "strconv"

// responses is the codec of OpenAI Responses. What refers to an exchange that a vendor keeps (previous_response_id, conversation, item
// references) is named in a request's Fields, and no vendor is asked to keep one: Patch says so where the request leaves it open.
type responses struct{}

var _ Converter = responses{}

func (responses) Name() Name { return Responses }

func (responses) ContentType(stream bool) string { return openAI{}.ContentType(stream) }

// Decode scans a request for a response.
func (responses) Decode(body []byte) (*Request, error) {
	if at := invalidUTF8(body); at >= 0 {
		return nil, badRequest("", "Body is not valid UTF-8 (byte %d).", at)
	}
	d := responseDecoder{requestDecoder: requestDecoder{cursor: cursor{b: body, unique: true}, r: &Request{Dialect: Responses, N: 1, body: body}}}
	if err := d.decode(); err != nil {
		return nil, scanError(err)
	}
	return d.r, nil
}

// Patch returns the request's bytes with the model and the limit of the answer replaced, and with the word that nothing is to be kept.
func (responses) Patch(r *Request, p Patch) []byte {
	if p == (Patch{}) {
		return r.body
	}
	var edits []edit
	if p.Model != "" && p.Model != r.Model {
		edits = append(edits, edit{r.at.model.from, r.at.model.to, appendQuoted(nil, p.Model)})
	}
	switch store := r.at.store; {
	case !store.set():
		edits = append(edits, edit{r.at.open, r.at.open, []byte(`"store":false,`)})
	case string(r.body[store.from:store.to]) == "null":
		edits = append(edits, edit{store.from, store.to, []byte("false")})
	}
	if most := p.OutputCap; most > 0 && (r.MaxOutput == 0 || most < r.MaxOutput) {
		value := strconv.AppendUint(nil, most, 10)
		if old := r.at.maxOutput; old.set() {
			edits = append(edits, edit{old.from, old.to, value})
		} else {
			edits = append(edits, edit{r.at.open, r.at.open, append(append([]byte(`"max_output_tokens":`), value...), ',')})
		}
	}
	if len(edits) == 0 {
		return r.body
	}
	return splice(r.body, edits)
}
