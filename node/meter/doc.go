// Package meter counts tokens: the prompt of a request before it is sent, and the answer as it passes. Buyer and seller run the
// same functions on the same bytes, so that a bound or a count is never sent to be believed.
//
// It knows tokenizers and the vendors' templates around them. It knows no prices, and reads no vendor's fields: what an answer says,
// and what the vendor counted in it, comes decoded from package dialect.
package meter
