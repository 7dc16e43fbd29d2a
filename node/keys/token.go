package keys

import (
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"hash/crc32"
	"log/slog"
	"math/big"
	"regexp"
	"strings"
)

const (
	alphabet     = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	secretSize   = 32 // bytes of randomness
	secretDigits = 43 // base62 digits that hold them: 62^43 > 2^256
	sumDigits    = 6  // base62 digits that hold a CRC-32: typing errors and scanners need no lookup
	idDigits     = 11 // base62 digits of a key's id: 64 bits, not a secret
)

// Token is an API key in full, as an application sends it: sk-<net>-<43 random digits><6 digits of checksum>. It prints as its
// beginning only, so that no log shows it.
type Token struct{ text string }

// Reveal is the token in full, to be shown once to whoever made it.
func (t Token) Reveal() string { return t.text }

// String is the beginning of the token, which tells keys apart and opens nothing.
func (t Token) String() string {
	if t.text == "" {
		return ""
	}
	return t.text[:len(t.text)-secretDigits-sumDigits+4] + "..."
}

// GoString keeps %#v from showing the token.
func (t Token) GoString() string { return t.String() }

// LogValue keeps slog from showing the token.
func (t Token) LogValue() slog.Value { return slog.StringValue(t.String()) }

// MarshalText keeps encoders from showing the token; whoever must send it writes Reveal.
func (t Token) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

var netPattern = regexp.MustCompile(`^[a-z0-9]{1,16}$`)

// newToken draws a token for a network.
func newToken(net string) Token {
	var secret [secretSize]byte
	read(secret[:])
	text := "sk-" + net + "-" + base62(secret[:], secretDigits)
	return Token{text + checksum(text)}
}

// wellFormed reports whether a bearer string can be a key of the network at all.
func wellFormed(net, bearer string) bool {
	digits, ok := strings.CutPrefix(bearer, "sk-"+net+"-")
	if !ok || len(digits) != secretDigits+sumDigits || strings.Trim(digits, alphabet) != "" {
		return false
	}
	text, sum := bearer[:len(bearer)-sumDigits], bearer[len(bearer)-sumDigits:]
	return checksum(text) == sum
}

func checksum(text string) string {
	var out [sumDigits]byte
	sum := crc32.ChecksumIEEE([]byte(text))
	for i := range out {
		out[sumDigits-1-i] = alphabet[sum%62]
		sum /= 62
	}
	return string(out[:])
}

func newID() string {
	var b [8]byte
	read(b[:])
	return base62(b[:], idDigits)
}

func read(b []byte) {
	if _, err := rand.Read(b); err != nil {
		panic(fmt.Sprintf("developer error: the system has no randomness: %v", err))
	}
}

// base62 writes a big-endian integer in so many digits.
func base62(b []byte, digits int) string {
	out := make([]byte, digits)
	n, base, digit := new(big.Int).SetBytes(b), big.NewInt(62), new(big.Int)
	for i := digits - 1; i >= 0; i-- {
		n.QuoRem(n, base, digit)
		out[i] = alphabet[digit.Int64()]
	}
	return string(out)
}

func hashOf(bearer string) [sha256.Size]byte { return sha256.Sum256([]byte(bearer)) }
