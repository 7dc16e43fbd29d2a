package wire

import (
	"bufio"
	"bytes"
	"fmt"
	"io"

	"google.golang.org/protobuf/encoding/protowire"
)

const (
	readBuffer = 4 << 10  // bytes kept per stream
	growStep   = 64 << 10 // bytes allocated ahead of what has come of a long frame
)

// Reader reads frames off a stream. It checks length and kind before it allocates, and takes memory for a long frame only as
// its bytes come.
type Reader struct{ r *bufio.Reader }

// NewReader reads from r.
func NewReader(r io.Reader) *Reader { return &Reader{bufio.NewReaderSize(r, readBuffer)} }

// Await blocks until a frame has begun. It returns io.EOF when the stream has ended between frames.
func (r *Reader) Await() error {
	_, err := r.r.Peek(1)
	return err
}

// Ready reports whether the next frame is here as a whole, so that Next will not block.
func (r *Reader) Ready() bool {
	head, _ := r.r.Peek(min(r.r.Buffered(), maxPrefix))
	size, n := protowire.ConsumeVarint(head)
	return n > 0 && size <= uint64(r.r.Buffered()-n)
}

const maxPrefix = 4 // bytes of the longest length: the longest frame is under 2^28

// Next reads a frame. An error wraps ErrMalformed when the peer is at fault, else it is the stream's; io.EOF only between frames.
func (r *Reader) Next() (Frame, error) {
	size, err := r.size()
	if err != nil {
		return nil, err
	}
	kind, err := r.kind(size)
	if err != nil {
		return nil, inFrame(err)
	}
	if err := checkSize(kind, size); err != nil {
		return nil, err
	}
	if size <= readBuffer {
		return r.short(kind, size)
	}
	buf, err := r.long(size)
	if err != nil {
		return nil, inFrame(err)
	}
	return Decode(buf)
}

func (r *Reader) size() (int, error) {
	var buf [maxPrefix]byte
	for i := range buf {
		c, err := r.r.ReadByte()
		if err != nil {
			if i > 0 {
				err = inFrame(err)
			}
			return 0, err
		}
		if buf[i] = c; c < 0x80 {
			size, n := protowire.ConsumeVarint(buf[:i+1])
			if n != protowire.SizeVarint(size) || size == 0 {
				return 0, fmt.Errorf("%w: length is empty or overlong", ErrMalformed)
			}
			return int(size), nil
		}
	}
	return 0, fmt.Errorf("%w: length of over %d bytes", ErrMalformed, maxPrefix)
}

// kind looks at the tag, which takes one or two bytes.
func (r *Reader) kind(size int) (Kind, error) {
	head, err := r.r.Peek(1)
	if err == nil && head[0] >= 0x80 && size > 1 {
		head, err = r.r.Peek(2)
	}
	kind, _ := kindOf(head)
	return kind, err
}

// short decodes in the read buffer; only a chunk's bytes must leave it.
func (r *Reader) short(kind Kind, size int) (Frame, error) {
	buf, err := r.r.Peek(size)
	if err != nil {
		return nil, inFrame(err)
	}
	if kind == KindBody || kind == KindData {
		buf = bytes.Clone(buf)
	}
	f, err := Decode(buf)
	if err != nil {
		return nil, err
	}
	_, err = r.r.Discard(size)
	return f, err
}

func (r *Reader) long(size int) ([]byte, error) {
	buf := make([]byte, 0, min(size, growStep))
	for len(buf) < size {
		if len(buf) == cap(buf) {
			grown := make([]byte, len(buf), min(size, 2*cap(buf)))
			copy(grown, buf)
			buf = grown
		}
		n, err := r.r.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		if err != nil && len(buf) < size {
			return nil, err
		}
	}
	return buf, nil
}

func inFrame(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// Write writes frames in one Write call: on a stream every write is a packet or a cipher frame of its own.
func Write(w io.Writer, frames ...Frame) error {
	var buf []byte
	var err error
	for _, f := range frames {
		if buf, err = Append(buf, f); err != nil {
			return err
		}
	}
	_, err = w.Write(buf)
	return err
}
