package dialect

import "fmt"

func (gemini) Stream(s Semantics) *Stream { return newStream(&geminiParser{}, s) }

// geminiParser knows the answer so far: calls are whole and have no number, searches are told with the candidate that made them.
type geminiParser struct {
	candidates []geminiCandidate
	keys       []key // room for the scan of usage, which is on every chunk
}

type geminiCandidate struct {
	calls    uint32
	searches uint64
}

// candidate is what is known of a candidate.
func (p *geminiParser) candidate(index uint32) *geminiCandidate {
	for uint32(len(p.candidates)) <= index {
		p.candidates = append(p.candidates, geminiCandidate{})
	}
	return &p.candidates[index]
}

func (p *geminiParser) searches() (n uint64) {
	for _, c := range p.candidates {
		n += c.searches
	}
	return n
}

func (p *geminiParser) event(s *Stream, ev *Event) {
	r := geminiReader{chunkReader: chunkReader{cursor: cursor{b: ev.data}, semantics: s.semantics, scratch: s.scratch[:0], deltas: ev.Deltas}, p: p}
	err := r.read()
	s.scratch = r.scratch
	if err != nil {
		*ev = Event{Raw: ev.Raw, Deltas: ev.Deltas[:0], From: Gemini, Bad: fmt.Errorf("%w: %w", ErrMalformed, err)}
		return
	}
	ev.Deltas, ev.Usage, ev.Finish, ev.Stop, ev.Err, ev.From, ev.in = r.deltas, r.usage, r.finish, r.stop, r.err, Gemini, r.in
	// Usage is on every chunk: one that has nothing else says nothing yet.
	ev.Silent = len(r.deltas) == 0 && r.finish == "" && r.err == nil && !r.other
}

// Answer reads a whole answer.
func (gemini) Answer(body []byte, s Semantics) (*Answer, error) {
	a := &Answer{Body: body, From: Gemini}
	r := geminiReader{chunkReader: chunkReader{cursor: cursor{b: body}, semantics: s}, p: &geminiParser{}}
	if err := r.read(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	a.Deltas, a.Usage, a.Finish, a.Stop, a.Err, a.in = r.deltas, r.usage, r.finish, r.stop, r.err, r.in
	if a.Err == nil && a.in.choices == 0 && a.Finish == "" {
		return nil, fmt.Errorf("%w: no candidates", ErrMalformed)
	}
	return a, nil
}

// geminiReader reads a chunk of a stream, or a whole answer, which looks the same.
type geminiReader struct {
	chunkReader
	p *geminiParser
}

func (r *geminiReader) read() error {
	if err := r.object(r.field); err != nil {
		return err
	}
	if err := r.end(); err != nil {
		return err
	}
	if u := r.in.usage; u.set() {
		r.usage = readGeminiUsage(r.b[u.from:u.to], r.semantics, r.p.searches(), &r.p.keys)
	}
	return nil
}

func (r *geminiReader) field(name []byte) (err error) {
	key := r.keyAt
	r.space()
	from := r.i
	switch string(name) {
	case "candidates":
		if err = once(&r.seen.choices, &r.cursor, "candidates"); err == nil && r.peek() == '[' {
			return r.array(func(i int) error {
				r.in.choices++
				return r.candidate(uint32(i))
			})
		}
	case "usageMetadata":
		if err = once(&r.seen.usage, &r.cursor, "usageMetadata"); err == nil {
			err = r.skip()
			r.in.usage = span{key, from, r.i}
			return err
		}
	case "error":
		if err = once(&r.seen.err, &r.cursor, "error"); err == nil {
			if err = r.geminiError(); r.err == nil {
				r.in.nullErr = span{key, from, r.i}
			}
			return err
		}
	case "promptFeedback":
		return r.feedback()
	case "responseId":
		err = r.skip()
		r.in.id = span{key, from, r.i}
		return err
	case "modelVersion":
		err = r.skip()
		r.in.model = span{key, from, r.i}
		return err
	}
	if err != nil {
		return err
	}
	return r.skip()
}

// geminiError reads an error, whose class is in its status.
func (r *geminiReader) geminiError() error {
	if r.peek() != '{' {
		return r.vendorError()
	}
	e := &VendorError{}
	r.err = e
	return r.object(func(name []byte) (err error) {
		switch string(name) {
		case "message":
			e.Message, err = r.scalar()
		case "status":
			e.Type, err = r.scalar()
		case "code":
			e.Code, err = r.scalar()
		default:
			err = r.skip()
		}
		return err
	})
}

// feedback reads why a prompt was not answered, which ends the answer.
func (r *geminiReader) feedback() error {
	if r.peek() != '{' {
		return r.skip()
	}
	return r.object(func(name []byte) error {
		if string(name) != "blockReason" || r.peek() != '"' {
			return r.skip()
		}
		s, err := r.str()
		if why := string(s.bytes()); why != "" && why != "BLOCK_REASON_UNSPECIFIED" && r.finish == "" {
			r.finish, r.stop = why, StopFilter
		}
		return err
	})
}

// candidate reads one candidate. Its parts and its finish reason may stand before its index.
func (r *geminiReader) candidate(index uint32) error {
	if r.peek() != '{' {
		return r.skip()
	}
	first, finish, calls, searches := len(r.deltas), "", uint32(0), uint64(0)
	err := r.object(func(name []byte) (err error) {
		switch string(name) {
		case "index":
			index, err = r.index(index)
			if err == nil && index >= maxChoices {
				err = r.fail("index %d", index)
			}
			return err
		case "content":
			return r.content(&calls)
		case "finishReason":
			if r.peek() == '"' {
				s, err := r.str()
				finish = geminiFinish(s)
				return err
			}
		case "groundingMetadata":
			searches, err = r.grounding()
			return err
		case "citationMetadata", "logprobsResult", "urlContextMetadata":
			r.other = r.other || r.peek() != 'n'
		}
		return r.skip()
	})
	if err != nil || index >= maxChoices {
		return err
	}
	c := r.p.candidate(index)
	for i := first; i < len(r.deltas); i++ {
		d := &r.deltas[i]
		d.Choice = index
		if d.Tool > 0 { // counted from 1 within the chunk; of 0 calls so far it goes on with the last
			d.Tool = c.calls + d.Tool - 1
		} else if d.Kind == ToolArgs && c.calls > 0 {
			d.Tool = c.calls - 1
		}
	}
	c.calls += calls
	c.searches = max(c.searches, searches)
	if finish != "" {
		r.finish, r.stop = finish, geminiStop(finish, c.calls > 0)
	}
	return nil
}

// content reads a candidate's parts and counts the calls that begin in them.
func (r *geminiReader) content(calls *uint32) error {
	if r.peek() != '{' {
		return r.skip()
	}
	return r.object(func(name []byte) error {
		if string(name) != "parts" || r.peek() != '[' {
			return r.skip()
		}
		return r.array(func(int) error { return r.part(calls) })
	})
}

// grounding counts the searches that were made for a candidate: each has its price.
func (r *geminiReader) grounding() (n uint64, err error) {
	if r.peek() != '{' {
		return 0, r.skip()
	}
	r.other = true
	err = r.object(func(name []byte) error {
		if string(name) != "webSearchQueries" || r.peek() != '[' {
			return r.skip()
		}
		return r.array(func(int) error {
			if v, err := r.value(); err != nil || string(v) == `""` {
				return err
			}
			n++
			return nil
		})
	})
	return n, err
}
