package upstream

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"time"

	"github.com/tolsey/tolsey/node/dialect"
)

// Bounds of what is read from a vendor, bytes.
const (
	maxUnary  = 32 << 20
	maxStream = 256 << 20
	maxError  = 64 << 10
)

// A compressed answer may grow by so much: text does not compress better, bombs do.
const (
	maxRatio  = 20
	freeInput = 64 << 10
)

// ErrTooLarge is returned when an answer is over its bound.
var ErrTooLarge = fmt.Errorf("%w: the answer is too large", dialect.ErrMalformed)

// capped reads at most a number of bytes and then fails, where io.LimitReader would feign an end.
type capped struct {
	r    io.Reader
	left int64
}

func (c *capped) Read(p []byte) (int, error) {
	if c.left <= 0 {
		return 0, ErrTooLarge
	}
	n, err := c.r.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	return n, err
}

// counting counts what a compressed answer has taken.
type counting struct {
	r io.Reader
	n int64
}

func (c *counting) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// inflating reads a gzip body that nobody asked for, as some vendors' edges send it. It opens at the first read, so that a stream's first
// byte is not waited for earlier.
type inflating struct {
	in  counting
	zip *gzip.Reader
	out int64
}

func (z *inflating) Read(p []byte) (int, error) {
	if z.zip == nil {
		zip, err := gzip.NewReader(&z.in)
		if err != nil {
			return 0, fmt.Errorf("%w: %w", dialect.ErrMalformed, err)
		}
		z.zip = zip
	}
	n, err := z.zip.Read(p)
	z.out += int64(n)
	if z.out > maxRatio*(z.in.n+freeInput) {
		return 0, fmt.Errorf("%w: it inflates more than %d times", ErrTooLarge, maxRatio)
	}
	return n, err
}

// bound puts a vendor's body under its bounds, by its encoding.
func bound(raw io.Reader, encoding string, most int64) (io.Reader, error) {
	switch encoding {
	case "", "identity":
	case "gzip":
		raw = &inflating{in: counting{r: raw}}
	default:
		return nil, fmt.Errorf("%w: content encoding %.40q", dialect.ErrMalformed, encoding)
	}
	return &capped{raw, most + 1}, nil
}

// answerBody is an answer's bytes.
type answerBody struct {
	r       io.Reader
	raw     io.ReadCloser
	release func() // from the caller's context, and the key
	keep    bool   // the end, for what stands in it
	tail    tail
	cancel  func() // the request
	ended   bool   // read to its end
	marked  bool   // what was read last is a stream's end mark
}

var endMark = []byte("[DONE]")

func (b *answerBody) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	b.ended = b.ended || err == io.EOF
	if b.keep {
		b.tail.write(p[:n])
	}
	if n > 0 {
		b.marked = bytes.HasSuffix(bytes.TrimRight(p[:n], "\r\n "), endMark)
	}
	return n, err
}

// What may follow a stream's end mark is waited for, so that the connection can be used again: a closed one costs the next call a
// handshake.
const (
	restTime  = 250 * time.Millisecond
	restBytes = 4 << 10
)

// Close ends the answer. In the middle of one that cuts the connection, since the vendor bills what it still sends.
func (b *answerBody) Close() error {
	b.release()
	if b.ended || !b.marked {
		err := b.raw.Close()
		b.cancel()
		return err
	}
	go b.rest()
	return nil
}

func (b *answerBody) rest() {
	late := time.AfterFunc(restTime, b.cancel)
	_, _ = io.CopyN(io.Discard, b.raw, restBytes) // whatever comes, the answer is whole
	_ = b.raw.Close()
	late.Stop()
	b.cancel()
}
