package dialect

import (
	"fmt"

	"github.com/tolsey/tolsey/market"
)

// Inclusion says whether a vendor counts a part within its whole.
type Inclusion uint8

// The inclusions.
const (
	ByTotal  Inclusion = 0 // found from total_tokens; included where that is missing
	Included Inclusion = 1
	Excluded Inclusion = 2
)

// Semantics is how one vendor counts, where vendors of a dialect differ. The zero value judges by the sums.
type Semantics struct {
	Reasoning      Inclusion // reasoning_tokens within completion_tokens
	ReadHoldsWrite bool      // cached_tokens includes what this call wrote to the cache
	PromptFirst    bool      // of Anthropic's dialect: message_start counts the whole prompt, which message_delta splits
}

// Usage is a vendor's count of one answer.
type Usage struct {
	Raw     []byte       // the vendor's object as it came; a copy
	Counts  market.Usage // disjoint; meaningless with an Anomaly
	Anomaly string       // what is wrong with the vendor's numbers; "": nothing. They are never clamped: who meets this counts for himself

	untold bool // Raw, read as it stands, says something else
}

// rawUsage is what the usage objects of OpenAI's dialect say, before it is made disjoint.
type rawUsage struct {
	prompt, completion, total, reasoning count
	cached, cachedTop, cachedHit         count
	write, writeAli, audioIn, audioOut   count
	imageIn, imageOut, searches          count
}

// count is a number that may be missing.
type count struct {
	n   uint64
	set bool
}

// readUsage normalises a usage object. A null is no usage.
func readUsage(raw []byte, s Semantics) *Usage {
	if string(raw) == "null" {
		return nil
	}
	u := &Usage{Raw: append([]byte(nil), raw...)}
	var r rawUsage
	c := cursor{b: u.Raw, unique: true}
	err := r.read(&c)
	if err == nil {
		err = c.end()
	}
	if err == nil {
		u.Counts, err = r.disjoint(s)
	}
	if err != nil {
		u.Anomaly, u.Counts = err.Error(), market.Usage{}
	}
	return u
}

func (r *rawUsage) read(c *cursor) error {
	return c.object(func(name []byte) error {
		switch string(name) {
		case "prompt_tokens":
			return r.prompt.read(c, name)
		case "completion_tokens":
			return r.completion.read(c, name)
		case "total_tokens":
			return r.total.read(c, name)
		case "cached_tokens": // Moonshot
			return r.cachedTop.read(c, name)
		case "prompt_cache_hit_tokens": // DeepSeek
			return r.cachedHit.read(c, name)
		case "prompt_tokens_details":
			return r.details(c, r.promptDetail)
		case "completion_tokens_details":
			return r.details(c, r.completionDetail)
		case "server_tool_use", "server_tool_use_details":
			return r.details(c, r.serverTool)
		}
		return c.skip()
	})
}

func (r *rawUsage) details(c *cursor, field func(c *cursor, name []byte) error) error {
	if c.literal("null") {
		return nil
	}
	return c.object(func(name []byte) error { return field(c, name) })
}

func (r *rawUsage) promptDetail(c *cursor, name []byte) error {
	switch string(name) {
	case "cached_tokens":
		return r.cached.read(c, name)
	case "cache_write_tokens":
		return r.write.read(c, name)
	case "cache_creation_input_tokens": // Qwen
		return r.writeAli.read(c, name)
	case "audio_tokens":
		return r.audioIn.read(c, name)
	case "image_tokens":
		return r.imageIn.read(c, name)
	}
	return c.skip()
}

func (r *rawUsage) completionDetail(c *cursor, name []byte) error {
	switch string(name) {
	case "reasoning_tokens":
		return r.reasoning.read(c, name)
	case "audio_tokens":
		return r.audioOut.read(c, name)
	case "image_tokens":
		return r.imageOut.read(c, name)
	}
	return c.skip()
}

func (r *rawUsage) serverTool(c *cursor, name []byte) error {
	if string(name) == "web_search_requests" {
		return r.searches.read(c, name)
	}
	return c.skip()
}

// read takes a whole number, also one written with a fraction of zeros, or null, which is missing.
func (n *count) read(c *cursor, name []byte) error {
	if c.literal("null") {
		return nil
	}
	text, err := c.number()
	if err != nil {
		return fmt.Errorf("%s is no number", name)
	}
	v, ok := whole(text)
	if !ok {
		return fmt.Errorf("%s is %s", name, clip(text))
	}
	*n = count{v, true}
	return nil
}

// whole reads a count of at most market.MaxCount.
func whole(text []byte) (uint64, bool) {
	v, i := uint64(0), 0
	for ; i < len(text) && '0' <= text[i] && text[i] <= '9'; i++ {
		if v = 10*v + uint64(text[i]-'0'); v > market.MaxCount {
			return 0, false
		}
	}
	if i == 0 {
		return 0, false
	}
	if i < len(text) && text[i] == '.' {
		for i++; i < len(text) && text[i] == '0'; i++ {
		}
	}
	return v, i == len(text)
}

// first is the first of several spellings of one count that is there.
func first(spellings ...count) uint64 {
	for _, c := range spellings {
		if c.set {
			return c.n
		}
	}
	return 0
}

// disjoint counts every token once, and asserts the identities that the vendor's own numbers must keep.
func (r *rawUsage) disjoint(s Semantics) (u market.Usage, err error) {
	if !r.prompt.set || !r.completion.set {
		return u, fmt.Errorf("prompt_tokens or completion_tokens is missing")
	}
	reasoning, excluded, err := r.reasons(s)
	if err != nil {
		return u, err
	}
	read, write := first(r.cached, r.cachedTop, r.cachedHit), first(r.write, r.writeAli)
	if s.ReadHoldsWrite {
		if write > read {
			return u, fmt.Errorf("cache writes %d are over cached_tokens %d, which hold them", write, read)
		}
		read -= write
	}
	u[market.CacheRead], u[market.CacheWrite5m], u[market.AudioIn], u[market.ImageIn] = read, write, r.audioIn.n, r.imageIn.n
	if u[market.Input], err = rest("prompt_tokens", r.prompt.n, read, write, r.audioIn.n, r.imageIn.n); err != nil {
		return u, err
	}
	u[market.Reasoning], u[market.AudioOut], u[market.ImageOut], u[market.Searches] = reasoning, r.audioOut.n, r.imageOut.n, r.searches.n
	inner := reasoning
	if excluded {
		inner = 0
	}
	u[market.Output], err = rest("completion_tokens", r.completion.n, inner, r.audioOut.n, r.imageOut.n)
	return u, err
}

// reasons says how much reasoning there is and whether the vendor counts it beside the completion.
func (r *rawUsage) reasons(s Semantics) (n uint64, excluded bool, err error) {
	n = r.reasoning.n
	sum := r.prompt.n + r.completion.n
	switch {
	case s.Reasoning == Included || !r.total.set && s.Reasoning == ByTotal:
		excluded = false
	case s.Reasoning == Excluded:
		excluded = true
	default:
		excluded = n > 0 && r.total.n == sum+n
	}
	if excluded {
		sum += n
	}
	if r.total.set && r.total.n != sum {
		return n, excluded, fmt.Errorf("total_tokens is %d, the parts add up to %d", r.total.n, sum)
	}
	return n, excluded, nil
}

// rest is what of a whole its parts leave.
func rest(name string, whole uint64, parts ...uint64) (uint64, error) {
	sum := uint64(0)
	for _, p := range parts {
		sum += p
	}
	if sum > whole {
		return 0, fmt.Errorf("%s is %d, its parts add up to %d", name, whole, sum)
	}
	return whole - sum, nil
}
