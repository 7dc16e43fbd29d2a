package dialect

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/tolsey/tolsey/market"
)

var turnRoles = []string{"user", "assistant", "system"}

// turnBlock is one block of content: what of it is judged when its type is known.
type turnBlock struct {
	kind                  string
	text, thought, data   []byte
	id, name, result      []byte
	title, context        []byte
	input, source, within span
	citations             bool
	whole                 span
}

// system reads the system prompt. It counts as a message of its own.
func (d *messagesDecoder) system() error {
	switch d.peek() {
	case 'n':
		return d.skip()
	case '"', '[':
	default:
		return badPrompt("system", "Field 'system' must be a string or an array of text blocks.")
	}
	first := len(d.r.Texts)
	d.count([]byte("system"))
	err := d.blocks("system", "system[].", func(b turnBlock, place string) error {
		if b.kind != "text" {
			return badPrompt(place+".type", "The system prompt takes blocks of type 'text'.")
		}
		return d.texts(b, "system[].")
	})
	if len(d.r.Texts) == first+1 {
		d.r.Texts = d.r.Texts[:first] // an empty one is none
		return err
	}
	d.r.Messages++
	return err
}

// turns reads the conversation.
func (d *messagesDecoder) turns() error {
	if d.peek() != '[' {
		return badPrompt("messages", "Field 'messages' must be an array.")
	}
	d.messages = true
	none := true
	err := d.array(func(i int) error {
		none = false
		d.r.Messages++
		return d.turn(i)
	})
	if err == nil && none {
		return badPrompt("messages", "Field 'messages' is empty.")
	}
	return err
}

func (d *messagesDecoder) turn(i int) error {
	place := fmt.Sprintf("messages[%d]", i)
	if d.peek() != '{' {
		return badPrompt(place, "Message %d must be an object.", i)
	}
	role, content := "", false
	err := d.object(func(name []byte) error {
		if k := variant(name, turnKeys); k != "" {
			return caseError(place+".", name, k)
		}
		switch string(name) {
		case "role":
			v, err := d.words(func() string { return place + ".role" })
			if role = string(v); slices.Contains(turnRoles, role) {
				d.count(v)
			}
			return err
		case "content":
			if ch := d.peek(); ch != '"' && ch != '[' {
				return badPrompt(place+".content", "The content of message %d must be a string or an array of blocks.", i)
			}
			content = true
			return d.blocks(place+".content", blockPlace, func(b turnBlock, at string) error { return d.block(b, at, false) })
		}
		if err := d.useIn("messages[].", name); err != nil {
			return err
		}
		return d.skip()
	})
	switch {
	case err != nil:
		return err
	case !slices.Contains(turnRoles, role):
		return badPrompt(place+".role", "The role of message %d must be one of %q.", i, turnRoles)
	case !content:
		return badPrompt(place+".content", "Message %d has no content.", i)
	}
	return nil
}

// blockPlace begins the names of what blocks use.
const blockPlace = "messages[].content[]."

// blocks reads a text, or an array of blocks, each of which take judges.
func (d *messagesDecoder) blocks(place, fields string, take func(b turnBlock, place string) error) error {
	if d.peek() == '"' {
		_, err := d.prompt(nil)
		return err
	}
	return d.array(func(i int) error {
		at := fmt.Sprintf("%s[%d]", place, i)
		b, err := d.readBlock(at, fields)
		if err != nil {
			return err
		}
		return take(b, at)
	})
}

// readBlock reads one block. What is nested in it is looked at when its type is known.
func (d *messagesDecoder) readBlock(place, fields string) (b turnBlock, err error) {
	if d.peek() != '{' {
		return b, badPrompt(place, "'%s' must be an object.", place)
	}
	from := d.i
	err = d.object(func(name []byte) error { return d.blockField(&b, name, place, fields) })
	b.whole = span{from: from, to: d.i}
	if err == nil && b.kind == "" {
		err = badPrompt(place+".type", "'%s' has no type.", place)
	}
	return b, err
}

func (d *messagesDecoder) blockField(b *turnBlock, name []byte, place, fields string) (err error) {
	if k := variant(name, blockKeys); k != "" {
		return caseError(place+".", name, k)
	}
	param := func() string { return place + "." + string(name) }
	switch string(name) {
	case "type":
		b.kind, err = d.text(param())
	case "text":
		b.text, err = d.words(param)
	case "thinking":
		b.thought, err = d.words(param)
	case "data":
		b.data, err = d.words(param)
	case "id":
		b.id, err = d.words(param)
	case "name":
		b.name, err = d.words(param)
	case "tool_use_id":
		b.result, err = d.words(param)
	case "title":
		b.title, err = d.words(param)
	case "context":
		b.context, err = d.words(param)
	case "input":
		b.input, err = d.nested()
	case "source":
		b.source, err = d.nested()
	case "content":
		b.within, err = d.nested()
	case "signature", "is_error":
		err = d.skip()
	case "cache_control":
		err = d.cacheControl(fields)
	case "citations":
		if v, bad := d.value(); bad != nil || !isNothing(v) {
			b.citations, err = true, bad
		}
	default:
		if err = d.useIn(fields, name); err == nil {
			err = d.skip()
		}
	}
	return err
}

// nested passes a value and says where it stands.
func (d *messagesDecoder) nested() (span, error) {
	d.space()
	from := d.i
	err := d.skip()
	return span{from: from, to: d.i}, err
}

// again reads a value that was passed: its grammar and its keys are known to be good.
func (d *messagesDecoder) again(s span, read func() error) error {
	at, unique := d.i, d.unique
	d.i, d.unique = s.from, false
	err := read()
	d.i, d.unique = at, unique
	return err
}

// texts counts a block of text.
func (d *messagesDecoder) texts(b turnBlock, fields string) error {
	d.count(b.text)
	if !b.citations {
		return nil
	}
	d.r.Extra = append(d.r.Extra, d.b[b.whole.from:b.whole.to])
	return d.use(fields + "citations")
}

// block judges one block of a message, or of a tool's result.
func (d *messagesDecoder) block(b turnBlock, place string, nested bool) error {
	if b.kind == "text" {
		return d.texts(b, blockPlace)
	}
	if err := d.use(blockPlace + b.kind); err != nil {
		return err
	}
	switch b.kind {
	case "image":
		return d.imageSource(b, place+".source")
	case "document":
		return d.document(b, place+".source")
	case "search_result":
		d.count(b.title)
		if b.within.set() {
			return d.again(b.within, func() error { return d.results(place) })
		}
		return nil
	case "thinking", "tool_use", "tool_result":
		if nested {
			return badPrompt(place+".type", "A tool's result takes no block of type '%s'.", b.kind)
		}
	}
	switch b.kind {
	case "thinking":
		d.count(b.thought)
	case "tool_use":
		return d.toolUse(b, place)
	case "tool_result":
		return d.toolResult(b, place)
	default:
		d.r.Extra = append(d.r.Extra, d.b[b.whole.from:b.whole.to])
	}
	return nil
}

func (d *messagesDecoder) toolUse(b turnBlock, place string) error {
	if len(b.id) == 0 || len(b.name) == 0 {
		return badPrompt(place, "'%s' needs an id and a name.", place)
	}
	if d.callIDs == nil {
		d.callIDs = map[string]bool{}
	}
	d.callIDs[string(b.id)] = true
	d.count(b.id)
	d.count(b.name)
	if b.input.set() {
		d.count(compact(d.b[b.input.from:b.input.to]))
	}
	return nil
}

func (d *messagesDecoder) toolResult(b turnBlock, place string) error {
	if !d.callIDs[string(b.result)] {
		return badPrompt(place+".tool_use_id", "'%s' is the result of a tool call that no message before it makes.", place)
	}
	d.count(b.result)
	if !b.within.set() {
		return nil
	}
	return d.again(b.within, func() error { return d.results(place) })
}

// results reads what stands within a tool's result.
func (d *messagesDecoder) results(place string) error {
	switch d.peek() {
	case 'n':
		return nil
	case '"', '[':
		return d.blocks(place+".content", blockPlace, func(b turnBlock, at string) error { return d.block(b, at, true) })
	}
	return badPrompt(place+".content", "'%s.content' must be a string or an array of blocks.", place)
}

// blockSource is where a picture or a document comes from.
type blockSource struct {
	kind, media, url, file string
	data                   []byte
	within                 span
}

func (d *messagesDecoder) readSource(b turnBlock, param string) (s blockSource, err error) {
	if !b.source.set() || d.b[b.source.from] != '{' {
		return s, badPrompt(param, "Field '%s' must be an object.", param)
	}
	err = d.again(b.source, func() error {
		return d.object(func(name []byte) (err error) {
			if k := variant(name, sourceKeys); k != "" {
				return caseError(param+".", name, k)
			}
			at := param + "." + string(name)
			switch string(name) {
			case "type":
				s.kind, err = d.text(at)
			case "media_type":
				s.media, err = d.text(at)
			case "url":
				s.url, err = d.text(at)
			case "file_id":
				s.file, err = d.text(at)
			case "data":
				s.data, err = d.words(func() string { return at })
			case "content":
				s.within, err = d.nested()
			default:
				err = d.skip()
			}
			return err
		})
	})
	return s, err
}

// imageSource notes a picture by its data. Nobody here fetches one from an address.
func (d *messagesDecoder) imageSource(b turnBlock, param string) error {
	s, err := d.readSource(b, param)
	if err != nil {
		return err
	}
	switch s.kind {
	case "base64":
		return d.picture(s.media, s.data, param)
	case "url":
		return market.Refuse(http.StatusBadRequest, market.ImageURLNotAllowed, param, "Images are not fetched from addresses: send the image's data in base64.")
	}
	return d.use(blockPlace + b.kind + "." + s.kind)
}

// document notes a document: a text by its text, another by its size.
func (d *messagesDecoder) document(b turnBlock, param string) error {
	s, err := d.readSource(b, param)
	if err != nil {
		return err
	}
	d.count(b.title)
	d.count(b.context)
	if b.citations {
		if err := d.use(blockPlace + "citations"); err != nil {
			return err
		}
	}
	switch s.kind {
	case "base64":
		d.r.Media = append(d.r.Media, Media{Kind: File, Bytes: uint64(len(s.data))})
		return nil
	case "text":
		d.count(s.data)
		return nil
	case "content":
		return d.again(s.within, func() error { return d.results(param) })
	}
	return d.use(blockPlace + b.kind + "." + s.kind)
}
