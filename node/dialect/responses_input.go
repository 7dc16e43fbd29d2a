package dialect

import "fmt"

var inputRoles = []string{"user", "assistant", "system", "developer"}

// input reads what is asked: a text, or items.
func (d *responseDecoder) input() error {
	switch d.peek() {
	case 'n':
		return d.skip()
	case '"':
		d.messages = true
		d.r.Messages++
		d.count([]byte("user"))
		_, err := d.prompt(nil)
		return err
	case '[':
		d.messages = true
	default:
		return badPrompt("input", "Field 'input' must be a string or an array of items.")
	}
	items := 0
	err := d.array(func(i int) error {
		items++
		return d.item(i)
	})
	if err == nil && items == 0 {
		err = badPrompt("input", "Field 'input' is empty.")
	}
	return err
}

// item is what of one item is judged when all of it is read.
type item struct {
	kind, role, callID string
	texts, extra       [][]byte
	content            bool
}

func (d *responseDecoder) item(i int) error {
	d.r.Messages++
	place := fmt.Sprintf("input[%d]", i)
	if d.peek() != '{' {
		return badPrompt(place, "Item %d must be an object.", i)
	}
	var it item
	if err := d.object(func(name []byte) error { return d.itemField(place, &it, name) }); err != nil {
		return err
	}
	if it.kind == "" && it.role == "" {
		return badPrompt(place+".type", "Item %d has neither a type nor a role.", i)
	}
	if it.kind == "" {
		it.kind = "message"
	}
	switch it.kind {
	case "message":
		return d.said(place, &it)
	case "function_call":
		if d.callIDs == nil {
			d.callIDs = map[string]bool{}
		}
		d.callIDs[it.callID] = true
		it.texts = append(it.texts, []byte("assistant"))
	case "function_call_output":
		if !d.callIDs[it.callID] && d.orphan == "" {
			d.orphan = place + ".call_id"
		}
		it.texts = append(it.texts, []byte("tool"))
	case "item_reference":
		d.kept = true
	case "reasoning": // no message: what of it stands in the prompt is in Extra
		d.r.Messages--
	}
	if err := d.use("input[]." + it.kind); err != nil {
		return err
	}
	d.hold(&it)
	return nil
}

// said judges a message.
func (d *responseDecoder) said(place string, it *item) error {
	for _, r := range inputRoles {
		if it.role == r {
			if !it.content {
				return badPrompt(place+".content", "Field '%s.content' is missing.", place)
			}
			d.count([]byte(r))
			d.hold(it)
			return nil
		}
	}
	return badPrompt(place+".role", "Field '%s.role' must be one of %q.", place, inputRoles)
}

// hold takes what an item says: texts of the prompt, and what may stand in it.
func (d *responseDecoder) hold(it *item) {
	for _, t := range it.texts {
		d.count(t)
	}
	for _, t := range it.extra {
		if len(t) > 0 {
			d.r.Extra = append(d.r.Extra, t)
		}
	}
}

func (d *responseDecoder) itemField(place string, it *item, name []byte) (err error) {
	if k := variant(name, itemKeys); k != "" {
		return caseError(place+".", name, k)
	}
	param := func() string { return place + "." + string(name) }
	switch string(name) {
	case "type":
		it.kind, err = d.text(param())
		return err
	case "role":
		it.role, err = d.text(param())
		return err
	case "id", "status", "phase":
		return d.skip()
	case "call_id", "name", "arguments":
		text, err := d.words(param)
		if string(name) == "call_id" {
			it.callID = string(text)
		}
		it.texts = append(it.texts, text)
		return err
	case "content", "output":
		return d.itemContent(place+"."+string(name), it)
	case "encrypted_content":
		text, err := d.words(param)
		it.extra = append(it.extra, text)
		return err
	}
	if d.literal("null") {
		return nil
	}
	if string(name) != "summary" {
		if err := d.useIn("input[].", name); err != nil {
			return err
		}
	}
	v, err := d.value()
	it.extra = append(it.extra, v)
	return err
}

// itemContent reads a text or parts.
func (d *responseDecoder) itemContent(place string, it *item) error {
	switch d.peek() {
	case 'n':
		return d.skip()
	case '"':
		it.content = true
		text, err := d.words(nil)
		it.texts = append(it.texts, text)
		return err
	case '[':
		it.content = true
		return d.array(func(j int) error { return d.itemPart(fmt.Sprintf("%s[%d]", place, j), it) })
	}
	return badPrompt(place, "Field '%s' must be a string or an array of parts.", place)
}

func (d *responseDecoder) itemPart(place string, it *item) error {
	if d.peek() != '{' {
		return badPrompt(place, "Field '%s' must be an object.", place)
	}
	var p part
	if err := d.object(func(name []byte) error { return d.itemPartField(place, &p, name) }); err != nil {
		return err
	}
	switch p.kind {
	case "":
		return badPrompt(place+".type", "Field '%s' has no type.", place)
	case "input_text", "output_text", "text", "summary_text":
		it.texts = append(it.texts, p.text)
		return nil
	case "refusal":
		it.texts = append(it.texts, p.refusal)
		return nil
	case "reasoning_text":
		it.extra = append(it.extra, p.text)
		return nil
	}
	if err := d.use("input[].content[]." + p.kind); err != nil {
		return err
	}
	switch {
	case p.kind == "input_image" && p.data.raw != nil:
		return d.image(p, place+".image_url")
	case p.kind == "input_audio":
		d.media(Audio, p)
	case p.kind == "input_file":
		d.media(File, p)
	}
	return nil
}

func (d *responseDecoder) itemPartField(place string, p *part, name []byte) (err error) {
	if k := variant(name, itemPartKeys); k != "" {
		return caseError(place+".", name, k)
	}
	param := func() string { return place + "." + string(name) }
	switch string(name) {
	case "type":
		p.kind, err = d.text(param())
		return err
	case "text":
		p.text, err = d.words(param)
		return err
	case "refusal":
		p.refusal, err = d.words(param)
		return err
	case "image_url", "file_data":
		if d.peek() == '"' {
			p.data, err = d.str()
			return err
		}
	case "input_audio":
		if d.peek() == '{' {
			return d.object(func(name []byte) error { return d.mediaField(p, name) })
		}
	case "annotations", "logprobs", "detail", "filename":
	default:
		if d.peek() != 'n' { // file_id and file_url: nobody has seen what they say
			err = d.useIn("input[].content[].", name)
		}
	}
	if err != nil {
		return err
	}
	return d.skip()
}
