package dialect

import "bytes"

// GeminiArray makes one JSON array out of a stream of events: what Google answers to streamGenerateContent without alt=sse. It takes
// the bytes of a Shaper of this dialect, cut anywhere, whose events are one line of data each.
type GeminiArray struct {
	rest  []byte // the beginning of a line
	begun bool
}

// ContentType is what such an answer's Content-Type is.
func (*GeminiArray) ContentType() string { return "application/json" }

// Write returns what is sent for some bytes of the stream: whole items only.
func (a *GeminiArray) Write(p []byte) (out []byte) {
	a.rest = append(a.rest, p...)
	done := 0
	for {
		n := bytes.IndexByte(a.rest[done:], '\n')
		if n < 0 {
			a.rest = append(a.rest[:0], a.rest[done:]...)
			return out
		}
		if item, ok := bytes.CutPrefix(a.rest[done:done+n], []byte("data:")); ok {
			out = append(a.begin(out), bytes.TrimSpace(item)...)
		}
		done += n + 1
	}
}

// begin writes what stands before an item.
func (a *GeminiArray) begin(out []byte) []byte {
	if a.begun {
		return append(out, "\n,\r\n"...)
	}
	a.begun = true
	return append(out, '[')
}

// Close returns the array's end.
func (a *GeminiArray) Close() []byte {
	if !a.begun {
		return []byte("[]\n")
	}
	return []byte("\n]\n")
}
