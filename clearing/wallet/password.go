package wallet

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
)

// Password opens key files. It cannot be printed, not even as a hidden field of something that is: fmt does not follow pointers.
type Password struct{ text *string }

// PasswordOf takes a password that came from a prompt.
func PasswordOf(text string) Password { return Password{&text} }

func (p Password) reveal() string {
	if p.text == nil {
		return ""
	}
	return *p.text
}

// String hides the password.
func (Password) String() string { return "[password]" }

// Format hides the password from every verb.
func (p Password) Format(f fmt.State, _ rune) { fmt.Fprint(f, p.String()) }

// LogValue hides the password from logs.
func (p Password) LogValue() slog.Value { return slog.StringValue(p.String()) }

// MarshalText hides the password from JSON.
func (p Password) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

const maxPasswordSize = 1 << 10

// ReadPassword reads a password file: its first and only line, of a file that nobody but its owner can read.
func ReadPassword(path string) (Password, error) {
	data, err := readPrivate(path, maxPasswordSize)
	if errors.Is(err, os.ErrNotExist) {
		return Password{}, fmt.Errorf("no password file at %s; 'tolsey init' makes one, 'password_file' names another: %w", path, os.ErrNotExist)
	}
	if err != nil {
		return Password{}, fmt.Errorf("read password file: %w", err)
	}
	text := strings.TrimSuffix(strings.TrimSuffix(string(data), "\n"), "\r")
	if text == "" || strings.ContainsAny(text, "\r\n\x00") {
		return Password{}, fmt.Errorf("password file %s does not hold exactly one line", path)
	}
	return PasswordOf(text), nil
}

// NewPassword makes a password of 130 random bits and writes it to a file that does not exist yet.
func NewPassword(path string) (Password, error) {
	p := PasswordOf(rand.Text())
	if err := writeNew(path, []byte(p.reveal()+"\n")); err != nil {
		return Password{}, fmt.Errorf("write password file: %w", err)
	}
	return p, nil
}

// readPrivate reads a small file and refuses one that others can read. The check is on the opened file, not on its name.
func readPrivate(path string, most int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a regular file", path)
	}
	if info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("%w: %s has mode %04o; run 'chmod 600 %s'", ErrMode, path, info.Mode().Perm(), path)
	}
	if info.Size() > most {
		return nil, fmt.Errorf("%s has %d bytes, at most %d", path, info.Size(), most)
	}
	return io.ReadAll(io.LimitReader(f, most))
}
