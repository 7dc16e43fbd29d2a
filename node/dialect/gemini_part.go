package dialect

// geminiPiece is one part of an answer: text or a call, and what proves it.
type geminiPiece struct {
	text, signature str
	thought         bool
	call            bool
	name, id        str
	args            []byte // JSON
}

// part reads one part. Which kind of text it is may stand behind the text.
func (r *geminiReader) part(calls *uint32) error {
	if r.peek() != '{' {
		return r.skip()
	}
	var p geminiPiece
	err := r.object(func(name []byte) (err error) {
		switch string(name) {
		case "text":
			p.text, err = r.string()
		case "thought":
			if p.thought = r.literal("true"); !p.thought {
				err = r.skip()
			}
		case "thoughtSignature":
			p.signature, err = r.string()
		case "functionCall":
			if p.call = r.peek() == '{'; p.call {
				return r.functionCall(&p)
			}
			err = r.skip()
		default:
			r.other = r.other || r.peek() != 'n'
			err = r.skip()
		}
		return err
	})
	if err != nil {
		return err
	}
	r.say(p, calls)
	return nil
}

// string reads a string; of anything else it is empty.
func (r *geminiReader) string() (str, error) {
	if r.peek() != '"' {
		return str{}, r.skip()
	}
	return r.str()
}

func (r *geminiReader) functionCall(p *geminiPiece) error {
	return r.object(func(name []byte) (err error) {
		switch string(name) {
		case "name":
			p.name, err = r.string()
		case "id":
			p.id, err = r.string()
		case "args", "partialArgs":
			if r.peek() == 'n' {
				return r.skip()
			}
			p.args, err = r.value()
		default:
			err = r.skip()
		}
		return err
	})
}

// say adds a part's deltas: a name begins a call, and what proves a part comes last.
func (r *geminiReader) say(p geminiPiece, calls *uint32) {
	kind, tool := Text, uint32(0)
	if p.thought {
		kind = Reasoning
	}
	r.piece(kind, 0, p.text)
	if p.call {
		if len(p.name.raw) > 0 {
			*calls++
		}
		tool = *calls
		r.piece(ToolName, tool, p.name)
		r.piece(ToolID, tool, p.id)
		if len(p.args) > 0 {
			r.deltas = append(r.deltas, Delta{Kind: ToolArgs, Tool: tool, Text: compact(p.args)})
		}
		r.other = true
	}
	r.piece(Signature, tool, p.signature)
}

func (r *geminiReader) piece(kind Kind, tool uint32, s str) {
	if len(s.raw) > 0 {
		r.deltas = append(r.deltas, Delta{Kind: kind, Tool: tool, Text: r.decoded(s)})
	}
}

// geminiFinishes are the reasons for which candidates end, in every dialect's terms.
var geminiFinishes = map[string]Stop{
	"STOP": StopEnd, "MAX_TOKENS": StopLength, "CONTINUATION": StopPause,
	"SAFETY": StopFilter, "RECITATION": StopFilter, "LANGUAGE": StopFilter, "BLOCKLIST": StopFilter, "PROHIBITED_CONTENT": StopFilter,
	"SPII": StopFilter, "IMAGE_SAFETY": StopFilter, "IMAGE_PROHIBITED_CONTENT": StopFilter, "IMAGE_RECITATION": StopFilter,
	"OTHER": StopError, "MALFORMED_FUNCTION_CALL": StopError, "UNEXPECTED_TOOL_CALL": StopError, "TOO_MANY_TOOL_CALLS": StopError,
	"MISSING_THOUGHT_SIGNATURE": StopError, "MALFORMED_RESPONSE": StopError, "NO_IMAGE": StopError, "IMAGE_OTHER": StopError,
}

// geminiFinish is a finish reason; "" for the one that is none. The common ones cost no memory.
func geminiFinish(s str) string {
	switch string(s.raw) {
	case "STOP":
		return "STOP"
	case "MAX_TOKENS":
		return "MAX_TOKENS"
	case "FINISH_REASON_UNSPECIFIED":
		return ""
	}
	return string(s.bytes())
}

// geminiStop says in every dialect's terms what a finish reason means. A candidate that calls functions ends like any other.
func geminiStop(reason string, tools bool) Stop {
	s, ok := geminiFinishes[reason]
	switch {
	case !ok:
		return StopEnd
	case s == StopEnd && tools:
		return StopTools
	}
	return s
}
