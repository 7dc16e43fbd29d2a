package store

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
)

// ErrBackup is returned for bytes that are no backup, or no whole one.
var ErrBackup = errors.New("not a whole backup")

// Bounds of what is read.
const (
	maxHead  = 4 << 10
	maxKey   = 64 << 10
	maxValue = 16 << 20
)

// Chain is what a backup file holds.
type Chain struct {
	Segments []Segment
	Size     int64 // bytes up to the end of the last whole segment
	Torn     bool  // something follows that is no whole segment: a backup was interrupted there
}

// Last is the newest segment.
func (c Chain) Last() Segment { return c.Segments[len(c.Segments)-1] }

// ReadChain reads a backup and checks every byte of it. An increment that was cut off is left out; the first segment must be whole.
func ReadChain(r io.Reader) (Chain, error) {
	var c Chain
	err := eachSegment(r, &c, func(Segment, []byte, []byte) error { return nil })
	return c, err
}

// IsBackup reports whether a file begins as a backup does.
func IsBackup(head []byte) bool { return bytes.HasPrefix(head, []byte(backupMagic)) }

// eachSegment reads a chain and hands on every row. The rows of a segment come before it is known to be whole.
func eachSegment(r io.Reader, c *Chain, row func(g Segment, key, value []byte) error) error {
	count := &counting{r: r}
	in := bufio.NewReaderSize(count, 64<<10)
	for {
		if _, err := in.Peek(1); errors.Is(err, io.EOF) && len(c.Segments) > 0 {
			return nil
		}
		g, err := readSegment(in, c, row)
		var stop *rowError
		switch {
		case errors.As(err, &stop):
			return stop.err
		case errors.Is(err, ErrNewer):
			return err
		case err != nil && len(c.Segments) > 0:
			c.Torn = true
			return nil
		case err != nil:
			return fmt.Errorf("%w: %w", ErrBackup, err)
		}
		c.Segments = append(c.Segments, g)
		c.Size = count.n - int64(in.Buffered())
	}
}

// rowError is an error of the one who takes the rows.
type rowError struct{ err error }

func (e *rowError) Error() string { return e.err.Error() }

type counting struct {
	r io.Reader
	n int64
}

func (c *counting) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

func readSegment(in *bufio.Reader, c *Chain, row func(Segment, []byte, []byte) error) (Segment, error) {
	line, err := readHead(in)
	if err != nil {
		return Segment{}, err
	}
	var g Segment
	if err := json.Unmarshal(line[len(backupMagic):], &g); err != nil {
		return g, fmt.Errorf("read head: %w", err)
	}
	if err := g.follows(c); err != nil {
		return g, err
	}
	sum := sha256.New()
	sum.Write(line)
	zip, err := gzip.NewReader(in)
	if err != nil {
		return g, fmt.Errorf("read rows: %w", err)
	}
	zip.Multistream(false)
	rows := &summed{bufio.NewReaderSize(zip, 64<<10), sum}
	if g.Rows, err = readRows(rows, func(k, v []byte) error { return row(g, k, v) }); err != nil {
		return g, err
	}
	if _, err := rows.in.ReadByte(); !errors.Is(err, io.EOF) {
		return g, errors.New("bytes follow the last row")
	}
	var want [sha256.Size]byte
	if _, err := io.ReadFull(in, want[:]); err != nil {
		return g, fmt.Errorf("read checksum: %w", err)
	}
	if got := sum.Sum(nil); !bytes.Equal(got, want[:]) {
		return g, errors.New("checksum does not match")
	}
	g.Sum = hex.EncodeToString(want[:])
	return g, nil
}

func readHead(in *bufio.Reader) ([]byte, error) {
	line, err := in.ReadSlice('\n')
	switch {
	case errors.Is(err, bufio.ErrBufferFull) || err == nil && (len(line) > maxHead || !IsBackup(line)):
		return nil, errors.New("it does not begin with " + backupMagic)
	case err != nil:
		return nil, fmt.Errorf("read head: %w", err)
	}
	return bytes.Clone(line), nil
}

// follows checks that a segment belongs behind those before it.
func (g Segment) follows(c *Chain) error {
	switch {
	case g.Format > backupFormat || g.Schema > schemaVersion:
		return fmt.Errorf("%w: backup of schema %d in format %d, this program knows %d and %d; migrations only go forward: use the newer program", ErrNewer, g.Schema, g.Format, schemaVersion, backupFormat)
	case g.Format < 1 || g.Schema < 1:
		return errors.New("head names no format or schema")
	case len(c.Segments) == 0 && g.Number == 1 && g.Since == 0 && g.Previous == "":
		return nil
	case len(c.Segments) == 0:
		return fmt.Errorf("it begins with increment %d: the whole before it is missing", g.Number)
	}
	last := c.Last()
	if g.Lineage != last.Lineage || g.Network != last.Network || g.Number != last.Number+1 || g.Since != last.Until || g.Previous != last.Sum {
		return fmt.Errorf("increment %d does not follow on %d", g.Number, last.Number)
	}
	return nil
}

// summed reads rows and hashes what it has read.
type summed struct {
	in  *bufio.Reader
	sum hash.Hash
}

func (s *summed) ReadByte() (byte, error) {
	b, err := s.in.ReadByte()
	if err == nil {
		s.sum.Write([]byte{b})
	}
	return b, err
}

func (s *summed) bytes(n, most uint64) ([]byte, error) {
	if n > most {
		return nil, fmt.Errorf("a row of %d bytes, at most %d", n, most)
	}
	var out bytes.Buffer // grows with what is there, whatever the size says
	if _, err := io.CopyN(&out, s.in, int64(n)); err != nil {
		return nil, err
	}
	s.sum.Write(out.Bytes())
	return out.Bytes(), nil
}

func readRows(in *summed, row func(key, value []byte) error) (n uint64, err error) {
	for {
		size, err := binary.ReadUvarint(in)
		if err != nil {
			return n, fmt.Errorf("read row %d: %w", n, err)
		}
		other, err := binary.ReadUvarint(in)
		if err != nil {
			return n, fmt.Errorf("read row %d: %w", n, err)
		}
		if size == 0 {
			if other != n {
				return n, fmt.Errorf("it has %d rows and should have %d", n, other)
			}
			return n, nil
		}
		key, err := in.bytes(size, maxKey)
		if err != nil {
			return n, fmt.Errorf("read row %d: %w", n, err)
		}
		value, err := in.bytes(other, maxValue)
		if err != nil {
			return n, fmt.Errorf("read row %d: %w", n, err)
		}
		if err := row(key, value); err != nil {
			return n, &rowError{err}
		}
		n++
	}
}
