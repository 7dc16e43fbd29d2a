package gateway

import (
	"compress/gzip"
	"errors"
	"io"
	"mime"
	"net/http"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/tolsey/tolsey/market"
)

// firstRead is how much memory a body gets before its first byte has come, whatever length it claims.
const firstRead = 64 << 10

// readBody reads a JSON body whole, decompressed. What it takes is counted in f, which the caller releases.
func (g *Gateway) readBody(x *exchange, f *inFlight) ([]byte, error) {
	if err := checkContentType(x.r.Header); err != nil {
		return nil, err
	}
	if x.r.ContentLength > g.cfg.MaxBody {
		return nil, tooLarge(g.cfg.MaxBody, "the request has %d", x.r.ContentLength)
	}
	raw := &pacedReader{r: x.r.Body, rc: x.rc, start: time.Now()}
	defer raw.rest()
	switch encoding := strings.ToLower(strings.Join(x.r.Header["Content-Encoding"], ",")); encoding {
	case "", "identity":
		body, err := readAll(raw, x.r.ContentLength, g.cfg.MaxBody, f)
		return body, g.readError(err)
	case "gzip", "zstd":
		return g.expand(raw, encoding, f)
	default:
		return nil, market.Refuse(http.StatusUnsupportedMediaType, market.InvalidRequest, "", "Content-Encoding %.40q is not read here; use gzip, zstd or none.", encoding)
	}
}

func checkContentType(h http.Header) error {
	types := h["Content-Type"]
	if len(types) == 1 {
		if types[0] == "application/json" {
			return nil
		}
		kind, params, err := mime.ParseMediaType(types[0])
		charset, stated := params["charset"]
		if err == nil && kind == "application/json" && (!stated || strings.EqualFold(charset, "utf-8")) {
			return nil
		}
	}
	return market.Refuse(http.StatusUnsupportedMediaType, market.InvalidRequest, "", "Use Content-Type: application/json, in UTF-8; this request has %.60q.", strings.Join(types, ", "))
}

// tooLarge says how much is allowed and, in its own words, what came.
func tooLarge(limit int64, got string, args ...any) error {
	r := market.Refuse(http.StatusRequestEntityTooLarge, market.PayloadTooLarge, "", "A body may have %d bytes; "+got+".", append([]any{limit}, args...)...)
	r.Hint = "send less in one request, images above all"
	return r
}

var errOverLimit = errors.New("body is over the limit")

// readAll reads to the end, at most limit bytes. claimed is the length that the sender states, -1 unknown.
func readAll(r io.Reader, claimed, limit int64, f *inFlight) ([]byte, error) {
	size := int64(firstRead)
	if claimed >= 0 {
		size = min(claimed+1, size)
	}
	if err := f.grow(size); err != nil {
		return nil, err
	}
	buf := make([]byte, 0, size)
	for {
		if len(buf) == cap(buf) {
			more := int64(cap(buf))
			if claimed > 0 {
				more = min(more, max(1, claimed+1-int64(cap(buf))))
			}
			if err := f.grow(more); err != nil {
				return nil, err
			}
			buf = append(make([]byte, 0, int64(cap(buf))+more), buf...)
		}
		n, err := r.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		switch {
		case int64(len(buf)) > limit:
			return nil, errOverLimit
		case err == io.EOF:
			return buf, nil
		case err != nil:
			return nil, err
		}
	}
}

// expand reads a compressed body. Its ratio is bounded as it grows, so that a bomb is refused after as much as an honest body may take.
func (g *Gateway) expand(raw *pacedReader, encoding string, f *inFlight) ([]byte, error) {
	if raw.limit = g.cfg.MaxBody; raw.limit <= 0 {
		raw.limit = DefaultMaxBody
	}
	z, err := decompressor(raw, encoding)
	if err != nil {
		return nil, g.readError(packedError(encoding, err))
	}
	defer z.Close()
	body, err := readAll(&ratioReader{z: z, raw: raw}, -1, g.cfg.MaxBody, f)
	return body, g.readError(packedError(encoding, err))
}

// maxWindow is how far back a zstd body may refer, bytes: what its reader keeps in memory beside the body.
const maxWindow = 8 << 20

func decompressor(raw io.Reader, encoding string) (io.ReadCloser, error) {
	if encoding == "gzip" {
		return gzip.NewReader(raw)
	}
	z, err := zstd.NewReader(raw, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
	if err != nil {
		return nil, err
	}
	return z.IOReadCloser(), nil
}

var errRatio = errors.New("compression ratio is over the limit")

// packedErrors are what decompressors say of bytes that are not theirs.
var packedErrors = []error{gzip.ErrHeader, gzip.ErrChecksum, io.ErrUnexpectedEOF, io.EOF, zstd.ErrMagicMismatch, zstd.ErrReservedBlockType, zstd.ErrCompressedSizeTooBig,
	zstd.ErrBlockTooSmall, zstd.ErrUnexpectedBlockSize, zstd.ErrWindowSizeExceeded, zstd.ErrWindowSizeTooSmall, zstd.ErrDecoderSizeExceeded, zstd.ErrUnknownDictionary,
	zstd.ErrFrameSizeExceeded, zstd.ErrFrameSizeMismatch, zstd.ErrCRCMismatch, zstd.ErrDecoderClosed}

func packedError(encoding string, err error) error {
	if slices.ContainsFunc(packedErrors, func(e error) bool { return errors.Is(err, e) }) || strings.HasPrefix(errText(err), "flate:") {
		return market.Refuse(http.StatusBadRequest, market.InvalidRequest, "", "Body is not valid %s.", encoding)
	}
	return err
}

func errText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// ratioReader counts what comes out of a decompressor against what went in.
type ratioReader struct {
	z   io.Reader
	raw *pacedReader
	out int64
}

func (r *ratioReader) Read(p []byte) (int, error) {
	n, err := r.z.Read(p)
	if r.out += int64(n); r.out > maxRatio*r.raw.got {
		return 0, errRatio
	}
	return n, err
}

// pacedReader reads a body that must keep coming: minBodyRate after a grace. The deadline is the connection's, so that no
// goroutine waits for it.
type pacedReader struct {
	r     io.Reader
	rc    *http.ResponseController
	start time.Time
	got   int64
	limit int64 // 0: none here
	until time.Time
}

func (p *pacedReader) Read(b []byte) (int, error) {
	if p.limit > 0 && p.got > p.limit {
		return 0, errOverLimit
	}
	due := p.start.Add(bodyGrace + time.Duration(p.got)*time.Second/minBodyRate)
	if due.Sub(p.until) > time.Second {
		_ = p.rc.SetReadDeadline(due) // a writer without deadlines is a test's recorder
		p.until = due
	}
	n, err := p.r.Read(b)
	p.got += int64(n)
	return n, err
}

// rest takes the deadline back, or the server would see the application as gone when it passes.
func (p *pacedReader) rest() { _ = p.rc.SetReadDeadline(time.Time{}) }

// readError tells an application what was wrong with its body.
func (g *Gateway) readError(err error) error {
	var refusal *market.Refusal
	switch {
	case err == nil:
		return nil
	case errors.As(err, &refusal):
		return err
	case errors.Is(err, errOverLimit):
		return tooLarge(g.cfg.MaxBody, "this one has more")
	case errors.Is(err, errRatio):
		return tooLarge(g.cfg.MaxBody, "a compressed one may expand %d-fold, this expands further: send it uncompressed", maxRatio)
	case errors.Is(err, os.ErrDeadlineExceeded):
		return market.Refuse(http.StatusRequestTimeout, market.RequestTimeout, "", "The body came too slowly: at least %d bytes per second after %s.", minBodyRate, bodyGrace)
	}
	return market.Refuse(http.StatusBadRequest, market.InvalidRequest, "", "The body broke off.")
}
