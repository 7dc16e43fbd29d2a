package dialect

import (
	"strconv"

	"github.com/tolsey/tolsey/market"
)

// readResponseUsage normalises the usage object of a response: OpenAI's counts under other names.
func readResponseUsage(raw []byte, searches uint64, s Semantics) *Usage {
	if string(raw) == "null" {
		return nil
	}
	u := &Usage{Raw: append([]byte(nil), raw...)}
	var r rawUsage
	c := cursor{b: u.Raw, unique: true}
	err := r.readResponse(&c)
	if err == nil {
		err = c.end()
	}
	if err == nil {
		u.Counts, err = r.disjoint(s)
	}
	if err != nil {
		u.Anomaly, u.Counts = err.Error(), market.Usage{}
		return u
	}
	u.Counts[market.Searches] = max(u.Counts[market.Searches], searches)
	return u
}

func (r *rawUsage) readResponse(c *cursor) error {
	return c.object(func(name []byte) error {
		switch string(name) {
		case "input_tokens":
			return r.prompt.read(c, name)
		case "output_tokens":
			return r.completion.read(c, name)
		case "total_tokens":
			return r.total.read(c, name)
		case "input_tokens_details":
			return r.details(c, r.promptDetail)
		case "output_tokens_details":
			return r.details(c, r.completionDetail)
		case "server_tool_use", "server_tool_use_details":
			return r.details(c, r.serverTool)
		}
		return c.skip()
	})
}

// appendResponseUsage writes what was charged: the vendor's own object where it says just that, else one of our own.
func appendResponseUsage(dst []byte, vendor *Usage, c Charge) []byte {
	if vendor != nil && vendor.Anomaly == "" && countable(vendor.Counts) == countable(c.Usage) {
		return appendWithCost(dst, vendor.Raw, c.Cost.Decimal())
	}
	u := c.Usage
	input, output := u.Prompt(), u.Completion()
	dst = strconv.AppendUint(append(dst, `{"input_tokens":`...), input, 10)
	dst = strconv.AppendUint(append(dst, `,"input_tokens_details":{"cached_tokens":`...), u[market.CacheRead], 10)
	dst = appendSome(dst, `,"cache_write_tokens":`, u[market.CacheWrite5m]+u[market.CacheWrite1h])
	dst = appendSome(dst, `,"audio_tokens":`, u[market.AudioIn])
	dst = appendSome(dst, `,"image_tokens":`, u[market.ImageIn])
	dst = strconv.AppendUint(append(dst, `},"output_tokens":`...), output, 10)
	dst = strconv.AppendUint(append(dst, `,"output_tokens_details":{"reasoning_tokens":`...), u[market.Reasoning], 10)
	dst = appendSome(dst, `,"audio_tokens":`, u[market.AudioOut])
	dst = appendSome(dst, `,"image_tokens":`, u[market.ImageOut])
	dst = strconv.AppendUint(append(dst, `},"total_tokens":`...), input+output, 10)
	dst = append(append(dst, `,"cost":`...), c.Cost.Decimal()...)
	return append(dst, '}')
}
