package upstream

import (
	"bytes"
	"fmt"
	"log/slog"
)

// Secret is a vendor's key. However it is printed, logged or encoded, it shows only that it is there.
type Secret struct{ value string }

// NewSecret wraps a key.
func NewSecret(value string) Secret { return Secret{value} }

// IsZero reports whether there is no key.
func (s Secret) IsZero() bool { return s.value == "" }

const redacted = "[redacted]"

// Format prints the placeholder for every verb.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(redacted)) }

func (s Secret) String() string { return redacted }

// LogValue is what slog shows.
func (s Secret) LogValue() slog.Value { return slog.StringValue(redacted) }

// MarshalText is what JSON and YAML show.
func (s Secret) MarshalText() ([]byte, error) { return []byte(redacted), nil }

// scrub takes the key out of a text that somebody else wrote.
func (s Secret) scrub(text []byte) []byte {
	if s.value == "" {
		return text
	}
	return bytes.ReplaceAll(text, []byte(s.value), []byte(redacted))
}
