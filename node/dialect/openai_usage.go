package dialect

import (
	"strconv"

	"github.com/tolsey/tolsey/market"
)

// appendUsage writes what was charged: the vendor's own object where it says just that, with all the fields that it has, else one of our own.
func appendUsage(dst []byte, vendor *Usage, c Charge) []byte {
	if vendor == nil || vendor.Anomaly != "" || countable(vendor.Counts) != countable(c.Usage) {
		return appendOwnUsage(dst, c)
	}
	return appendWithCost(dst, vendor.Raw, c.Cost.Decimal())
}

// countable is a usage without what no vendor's object counts.
func countable(u market.Usage) market.Usage {
	u[market.Requests] = 0
	return u
}

// appendWithCost writes a usage object with a cost, which takes the place of the vendor's own.
func appendWithCost(dst, object []byte, cost string) []byte {
	c := cursor{b: object}
	var old span
	members := 0
	err := c.object(func(name []byte) error {
		members++
		key := c.keyAt
		c.space()
		from := c.i
		err := c.skip()
		if string(name) == "cost" {
			old = span{key, from, c.i}
		}
		return err
	})
	if err != nil {
		panic("developer error: a usage without anomaly is no object: " + err.Error())
	}
	if old.set() {
		return append(append(append(dst, object[:old.from]...), cost...), object[old.to:]...)
	}
	close := c.i - 1
	dst = append(dst, object[:close]...)
	if members > 0 {
		dst = append(dst, ',')
	}
	dst = append(append(dst, `"cost":`...), cost...)
	return append(dst, object[close:]...)
}

// appendOwnUsage writes disjoint counts in OpenAI's nested form.
func appendOwnUsage(dst []byte, c Charge) []byte {
	u := c.Usage
	prompt, completion := u.Prompt(), u.Completion()
	dst = strconv.AppendUint(append(dst, `{"prompt_tokens":`...), prompt, 10)
	dst = strconv.AppendUint(append(dst, `,"completion_tokens":`...), completion, 10)
	dst = strconv.AppendUint(append(dst, `,"total_tokens":`...), prompt+completion, 10)
	dst = strconv.AppendUint(append(dst, `,"prompt_tokens_details":{"cached_tokens":`...), u[market.CacheRead], 10)
	if write := u[market.CacheWrite5m] + u[market.CacheWrite1h]; write > 0 {
		dst = strconv.AppendUint(append(dst, `,"cache_write_tokens":`...), write, 10)
	}
	dst = appendSome(dst, `,"audio_tokens":`, u[market.AudioIn])
	dst = appendSome(dst, `,"image_tokens":`, u[market.ImageIn])
	dst = strconv.AppendUint(append(dst, `},"completion_tokens_details":{"reasoning_tokens":`...), u[market.Reasoning], 10)
	dst = appendSome(dst, `,"audio_tokens":`, u[market.AudioOut])
	dst = appendSome(dst, `,"image_tokens":`, u[market.ImageOut])
	dst = append(dst, `},"cost":`...)
	dst = append(dst, c.Cost.Decimal()...)
	return append(dst, '}')
}

func appendSome(dst []byte, name string, n uint64) []byte {
	if n == 0 {
		return dst
	}
	return strconv.AppendUint(append(dst, name...), n, 10)
}
