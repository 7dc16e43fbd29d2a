package upstream

import (
	"compress/gzip"
	"fmt"
	"io"

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

// body is an answer's bytes under its bounds.
type body struct {
	io.Reader
	io.Closer
}

// bound wraps a vendor's body by its encoding.
func bound(raw io.ReadCloser, encoding string, most int64) (io.ReadCloser, error) {
	var r io.Reader = raw
	switch encoding {
	case "", "identity":
	case "gzip":
		r = &inflating{in: counting{r: raw}}
	default:
		return nil, fmt.Errorf("%w: content encoding %.40q", dialect.ErrMalformed, encoding)
	}
	return body{&capped{r, most + 1}, raw}, nil
}
