package dialect

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/tolsey/tolsey/market"
)

// promptCount is how long a prompt was, in Anthropic's terms: input excludes what the cache gave and took.
type promptCount struct {
	input, read, write count
	w5m, w1h           count // of write
}

// messagesUsage is what one or several usage objects of a message say. A later object replaces what it says again.
type messagesUsage struct {
	prompt           promptCount
	output, thinking count
	searches         count
	extra            market.Usage // of runs that the totals leave out
	untold           bool         // the last object, read without knowledge of the vendor, says something else
	err              error        // the first that is wrong with the numbers
}

// merge reads the message's next usage object.
func (m *messagesUsage) merge(raw []byte, s Semantics) {
	var next messagesUsage
	c := cursor{b: raw, unique: true}
	err := next.object(&c)
	if err == nil {
		err = c.end()
	}
	if err == nil {
		err = next.err
	}
	if err != nil {
		m.wrong(err)
		return
	}
	m.untold = false
	m.replace(next.prompt, s)
	for _, p := range [...]struct{ old, new *count }{{&m.output, &next.output}, {&m.thinking, &next.thinking}, {&m.searches, &next.searches}} {
		if p.new.set {
			*p.old = *p.new
		}
	}
	if next.extra != (market.Usage{}) {
		m.extra = next.extra
	}
}

// replace takes a later count of the prompt. One of no tokens at all is a placeholder that some vendors write: every prompt has some.
// Where a vendor counts the whole prompt first and splits it last, a split without an input of its own is taken out of the whole.
func (m *messagesUsage) replace(p promptCount, s Semantics) {
	if p.input.n+p.read.n+p.write.n+p.w5m.n+p.w1h.n == 0 && m.prompt.input.n+m.prompt.read.n+m.prompt.write.n > 0 {
		m.untold = p != (promptCount{})
		return
	}
	old := &m.prompt
	if s.PromptFirst && !p.input.set && (p.read.set || p.write.set) && old.input.set && !old.read.set && !old.write.set {
		if p.read.n+p.write.n > old.input.n {
			m.wrong(fmt.Errorf("cached tokens %d and %d are over input_tokens %d, which hold them", p.read.n, p.write.n, old.input.n))
			return
		}
		p.input, m.untold = count{old.input.n - p.read.n - p.write.n, true}, true
	}
	if p.write.set && p.write != old.write && !p.w5m.set && !p.w1h.set {
		old.w5m, old.w1h = count{}, count{} // the split of another total
	}
	for _, f := range [...]struct{ old, new *count }{{&old.input, &p.input}, {&old.read, &p.read}, {&old.write, &p.write}, {&old.w5m, &p.w5m}, {&old.w1h, &p.w1h}} {
		if f.new.set {
			*f.old = *f.new
		}
	}
}

func (m *messagesUsage) object(c *cursor) error {
	return c.object(func(name []byte) error {
		switch string(name) {
		case "output_tokens":
			return m.output.read(c, name)
		case "output_tokens_details":
			return detailed(c, "thinking_tokens", &m.thinking)
		case "server_tool_use":
			return detailed(c, "web_search_requests", &m.searches)
		case "iterations":
			return m.iterations(c)
		}
		return m.prompt.field(c, name)
	})
}

func (p *promptCount) field(c *cursor, name []byte) error {
	switch string(name) {
	case "input_tokens":
		return p.input.read(c, name)
	case "cache_read_input_tokens":
		return p.read.read(c, name)
	case "cache_creation_input_tokens":
		return p.write.read(c, name)
	case "cache_creation":
		if c.literal("null") {
			return nil
		}
		return c.object(func(name []byte) error {
			switch string(name) {
			case "ephemeral_5m_input_tokens":
				return p.w5m.read(c, name)
			case "ephemeral_1h_input_tokens":
				return p.w1h.read(c, name)
			}
			return c.skip()
		})
	}
	return c.skip()
}

// detailed reads one count of a nested object, which may be null.
func detailed(c *cursor, field string, n *count) error {
	if c.literal("null") {
		return nil
	}
	return c.object(func(name []byte) error {
		if string(name) == field {
			return n.read(c, name)
		}
		return c.skip()
	})
}

// iterations reads the runs that an answer took. The totals leave out those that made the context smaller, at the model's own price, and
// those of another model, for which there is none.
func (m *messagesUsage) iterations(c *cursor) error {
	if c.literal("null") {
		return nil
	}
	return c.array(func(int) error {
		var run messagesUsage
		kind := ""
		err := c.object(func(name []byte) error {
			switch string(name) {
			case "type":
				if c.peek() == '"' {
					s, err := c.str()
					kind = string(s.bytes())
					return err
				}
			case "output_tokens":
				return run.output.read(c, name)
			}
			return run.prompt.field(c, name)
		})
		if err != nil {
			return err
		}
		switch kind {
		case "compaction":
			sum, ok := m.extra.Add(run.prompt.counts())
			sum[market.Output] += run.output.n
			if !ok || sum.Validate() != nil {
				return errors.New("iterations count too much")
			}
			m.extra = sum
		case "advisor_message":
			m.wrong(errors.New("iterations hold a run of another model"))
		}
		return nil
	})
}

// counts are the prompt's disjoint parts. The split of what was written to the cache may be missing or stale while its total is right,
// and the other way round: the larger counts, and what no part says was kept for five minutes.
func (p *promptCount) counts() (u market.Usage) {
	u[market.Input], u[market.CacheRead], u[market.CacheWrite1h] = p.input.n, p.read.n, p.w1h.n
	u[market.CacheWrite5m] = max(p.write.n, p.w5m.n+p.w1h.n) - p.w1h.n
	return u
}

// usage counts every token once, and asserts what the vendor's own numbers must keep. Raw is the last object.
func (m *messagesUsage) usage(raw []byte) *Usage {
	u := &Usage{Raw: slices.Clone(raw), untold: m.untold}
	counts, err := m.disjoint()
	m.wrong(err)
	if m.err != nil {
		u.Anomaly = m.err.Error()
		return u
	}
	u.Counts = counts
	return u
}

// wrong keeps the first error.
func (m *messagesUsage) wrong(err error) {
	if m.err == nil {
		m.err = err
	}
}

func (m *messagesUsage) disjoint() (market.Usage, error) {
	if !m.prompt.input.set || !m.output.set {
		return market.Usage{}, errors.New("input_tokens or output_tokens is missing")
	}
	u := m.prompt.counts()
	u[market.Searches], u[market.Reasoning] = m.searches.n, m.thinking.n
	out, err := rest("output_tokens", m.output.n, m.thinking.n)
	if err != nil {
		return market.Usage{}, err
	}
	u[market.Output] = out
	sum, ok := u.Add(m.extra)
	if !ok || sum.Validate() != nil {
		return market.Usage{}, errors.New("usage counts too much")
	}
	return sum, nil
}

// appendMessageUsage writes what was charged: the vendor's own object where it says just that, else one of our own.
func appendMessageUsage(dst []byte, vendor *Usage, c Charge) []byte {
	if vendor == nil || vendor.Anomaly != "" || vendor.untold || countable(vendor.Counts) != countable(c.Usage) {
		return appendOwnMessageUsage(dst, c)
	}
	return appendWithCost(dst, vendor.Raw, c.Cost.Decimal())
}

// appendOwnMessageUsage writes disjoint counts in Anthropic's form, which excludes the cache's from the input.
func appendOwnMessageUsage(dst []byte, c Charge) []byte {
	u := c.Usage
	dst = strconv.AppendUint(append(dst, `{"input_tokens":`...), u[market.Input]+u[market.AudioIn]+u[market.ImageIn], 10)
	dst = strconv.AppendUint(append(dst, `,"cache_creation_input_tokens":`...), u[market.CacheWrite5m]+u[market.CacheWrite1h], 10)
	dst = strconv.AppendUint(append(dst, `,"cache_read_input_tokens":`...), u[market.CacheRead], 10)
	dst = strconv.AppendUint(append(dst, `,"cache_creation":{"ephemeral_5m_input_tokens":`...), u[market.CacheWrite5m], 10)
	dst = strconv.AppendUint(append(dst, `,"ephemeral_1h_input_tokens":`...), u[market.CacheWrite1h], 10)
	dst = strconv.AppendUint(append(dst, `},"output_tokens":`...), u.Completion(), 10)
	if u[market.Reasoning] > 0 {
		dst = strconv.AppendUint(append(dst, `,"output_tokens_details":{"thinking_tokens":`...), u[market.Reasoning], 10)
		dst = append(dst, '}')
	}
	if u[market.Searches] > 0 {
		dst = strconv.AppendUint(append(dst, `,"server_tool_use":{"web_search_requests":`...), u[market.Searches], 10)
		dst = append(dst, '}')
	}
	dst = append(dst, `,"cost":`...)
	return append(append(dst, c.Cost.Decimal()...), '}')
}
