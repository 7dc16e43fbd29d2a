package dialect

import (
	"errors"
	"fmt"
	"math"
	"strconv"

	"github.com/tolsey/tolsey/market"
)

// geminiUsage is what a usageMetadata object says, before it is made disjoint. Counts of zero are left out of it.
type geminiUsage struct {
	prompt, candidates, thoughts, tools, cached, total count
	promptOf, cachedOf, answerOf                       modalities
}

// modalities are the parts of a count that are no text.
type modalities struct{ audio, image uint64 }

// readGeminiUsage normalises a usageMetadata object. One that counts nothing, such as Vertex AI writes into all chunks but the last,
// is no usage.
// keys is room for the scan.
func readGeminiUsage(raw []byte, s Semantics, searches uint64, keys *[]key) *Usage {
	if string(raw) == "null" {
		return nil
	}
	u := &Usage{Raw: append([]byte(nil), raw...)}
	var g geminiUsage
	c := cursor{b: u.Raw, unique: true, keys: (*keys)[:0]}
	err := g.read(&c)
	*keys = c.keys
	if err == nil {
		err = c.end()
	}
	if err == nil && g == (geminiUsage{}) {
		return nil
	}
	if err == nil {
		u.Counts, err = g.disjoint(s)
	}
	if err != nil {
		u.Anomaly, u.Counts = err.Error(), market.Usage{}
		return u
	}
	u.Counts[market.Searches] = searches
	return u
}

func (g *geminiUsage) read(c *cursor) error {
	if c.peek() != '{' {
		return errors.New("usageMetadata is no object")
	}
	return c.object(func(name []byte) error {
		switch string(name) {
		case "promptTokenCount":
			return g.count(&g.prompt, c, name)
		case "candidatesTokenCount":
			return g.count(&g.candidates, c, name)
		case "thoughtsTokenCount":
			return g.count(&g.thoughts, c, name)
		case "toolUsePromptTokenCount":
			return g.count(&g.tools, c, name)
		case "cachedContentTokenCount":
			return g.count(&g.cached, c, name)
		case "totalTokenCount":
			return g.count(&g.total, c, name)
		case "promptTokensDetails":
			return g.promptOf.read(c)
		case "toolUsePromptTokensDetails":
			return g.promptOf.read(c)
		case "cacheTokensDetails":
			return g.cachedOf.read(c)
		case "candidatesTokensDetails":
			return g.answerOf.read(c)
		}
		return c.skip()
	})
}

// count takes a number that Google's clients can read: theirs have 32 bits.
func (*geminiUsage) count(n *count, c *cursor, name []byte) error {
	if err := n.read(c, name); err != nil {
		return err
	}
	if n.n > math.MaxInt32 {
		return fmt.Errorf("%s is %d", name, n.n)
	}
	return nil
}

// read adds up a list of {modality, tokenCount}.
func (m *modalities) read(c *cursor) error {
	if c.peek() != '[' {
		return c.skip()
	}
	return c.array(func(int) error {
		if c.peek() != '{' {
			return c.skip()
		}
		var kind str
		var n count
		err := c.object(func(name []byte) error {
			switch {
			case string(name) == "modality" && c.peek() == '"':
				var err error
				kind, err = c.str()
				return err
			case string(name) == "tokenCount":
				return n.read(c, name)
			}
			return c.skip()
		})
		switch string(kind.bytes()) {
		case "AUDIO":
			m.audio += n.n
		case "IMAGE":
			m.image += n.n
		}
		return err
	})
}

// disjoint counts every token once, and asserts the identities that Google's own numbers must keep. What the cache gave is within the
// prompt, what tools gave back to the model is beside it, and thoughts are beside the candidates.
func (g *geminiUsage) disjoint(s Semantics) (u market.Usage, err error) {
	if !g.prompt.set {
		return u, errors.New("promptTokenCount is missing")
	}
	thoughts := g.thoughts.n
	sum := g.prompt.n + g.tools.n + g.candidates.n
	// Some that speak this dialect count thoughts among the candidates.
	included := s.Reasoning == Included || s.Reasoning == ByTotal && g.total.set && thoughts > 0 && g.total.n == sum && thoughts <= g.candidates.n
	inner := thoughts
	if !included {
		inner = 0
		sum += thoughts
	}
	if g.total.set && g.total.n != sum {
		return u, fmt.Errorf("totalTokenCount is %d, the parts add up to %d", g.total.n, sum)
	}
	if u[market.AudioIn], err = rest("audio of the prompt", g.promptOf.audio, g.cachedOf.audio); err != nil {
		return u, err
	}
	if u[market.ImageIn], err = rest("images of the prompt", g.promptOf.image, g.cachedOf.image); err != nil {
		return u, err
	}
	u[market.CacheRead] = g.cached.n
	if u[market.Input], err = rest("promptTokenCount", g.prompt.n+g.tools.n, g.cached.n, u[market.AudioIn], u[market.ImageIn]); err != nil {
		return u, err
	}
	u[market.Reasoning], u[market.AudioOut], u[market.ImageOut] = thoughts, g.answerOf.audio, g.answerOf.image
	u[market.Output], err = rest("candidatesTokenCount", g.candidates.n, inner, g.answerOf.audio, g.answerOf.image)
	return u, err
}

// appendGeminiUsage writes what was charged: the vendor's own object where it says just that, else one of our own.
func appendGeminiUsage(dst []byte, vendor *Usage, c Charge) []byte {
	if vendor != nil && vendor.Anomaly == "" && countable(vendor.Counts) == countable(c.Usage) {
		return appendWithCost(dst, vendor.Raw, c.Cost.Decimal())
	}
	u := c.Usage
	prompt, answer := u.Prompt(), u[market.Output]+u[market.AudioOut]+u[market.ImageOut]
	dst = strconv.AppendUint(append(dst, `{"promptTokenCount":`...), prompt, 10)
	dst = strconv.AppendUint(append(dst, `,"candidatesTokenCount":`...), answer, 10)
	dst = strconv.AppendUint(append(dst, `,"totalTokenCount":`...), prompt+answer+u[market.Reasoning], 10)
	dst = appendSome(dst, `,"cachedContentTokenCount":`, u[market.CacheRead])
	dst = appendModalities(dst, `,"promptTokensDetails":[`, u[market.AudioIn], u[market.ImageIn])
	dst = appendModalities(dst, `,"candidatesTokensDetails":[`, u[market.AudioOut], u[market.ImageOut])
	dst = appendSome(dst, `,"thoughtsTokenCount":`, u[market.Reasoning])
	return append(append(append(dst, `,"cost":`...), c.Cost.Decimal()...), '}')
}

func appendModalities(dst []byte, name string, audio, image uint64) []byte {
	for _, m := range [...]struct {
		name string
		n    uint64
	}{{"AUDIO", audio}, {"IMAGE", image}} {
		if m.n == 0 {
			continue
		}
		if name != "" {
			dst = append(dst, name...)
		} else {
			dst = append(dst, ',')
		}
		dst = strconv.AppendUint(append(append(append(dst, `{"modality":"`...), m.name...), `","tokenCount":`...), m.n, 10)
		dst, name = append(dst, '}'), ""
	}
	if name == "" {
		dst = append(dst, ']')
	}
	return dst
}
