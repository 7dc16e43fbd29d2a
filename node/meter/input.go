package meter

import (
	"math/bits"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
)

// What a chat template adds to the texts of a prompt, in tokens: OpenAI's published allowance, which the devnet's vendors bill too.
const (
	perMessage = 3
	perName    = 1
	perPrompt  = 3
)

// Margins of the input bound (PROTOCOL.md section 4), in hundredths and tokens.
const (
	ownMargin   = 115 // the model's own tokenizer
	otherMargin = 150 // o200k_base stands in for it
	boundExtra  = 256
)

// InputBound is the most tokens that a vendor may bill for a request's prompt, rated uncached. It is one function for both sides:
// holds, advances and exposure are computed from it.
func InputBound(model market.Model, r *dialect.Request) uint64 {
	n := prompt(r)
	for _, t := range r.Extra {
		n += count(t)
	}
	margin := uint64(otherMargin)
	if model.Family() == ownFamily {
		margin = ownMargin
	}
	n = ceilHundredths(n, margin) + boundExtra
	for _, m := range r.Media {
		n += mediaBound(m)
	}
	return n
}

// prompt is the length of a prompt by o200k_base and the template's allowance.
func prompt(r *dialect.Request) uint64 {
	n := r.Tokens
	if r.Messages > 0 {
		n += perPrompt + perMessage*r.Messages + perName*r.Named
	}
	for _, t := range r.Texts {
		n += count(t)
	}
	return n
}

func ceilHundredths(n, hundredths uint64) uint64 {
	hi, lo := bits.Mul64(n, hundredths)
	q, rem := bits.Div64(hi, lo, 100)
	if rem > 0 {
		q++
	}
	return q
}
