package upstream

import (
	"fmt"
	"log/slog"
	"strings"
)

// Secret is a vendor's key. However it is printed, logged or encoded, it shows only that it is there. The value is behind a func, because
// printing a struct walks into its unexported fields without asking their methods.
type Secret struct{ value func() string }

// NewSecret wraps a key; "" is none.
func NewSecret(value string) Secret {
	if value == "" {
		return Secret{}
	}
	return Secret{func() string { return value }}
}

// IsZero reports whether there is no key.
func (s Secret) IsZero() bool { return s.value == nil }

// reveal is the key: for the one header that carries it.
func (s Secret) reveal() string {
	if s.IsZero() {
		return ""
	}
	return s.value()
}

const redacted = "[redacted]"

// Format prints the placeholder for every verb.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(redacted)) }

func (s Secret) String() string { return redacted }

// LogValue is what slog shows.
func (s Secret) LogValue() slog.Value { return slog.StringValue(redacted) }

// MarshalText is what JSON and YAML show.
func (s Secret) MarshalText() ([]byte, error) { return []byte(redacted), nil }

// scrub takes the key out of a text that somebody else wrote.
func (s Secret) scrub(text string) string {
	if s.IsZero() {
		return text
	}
	return strings.ReplaceAll(text, s.reveal(), redacted)
}
