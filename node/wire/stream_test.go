package wire_test

import (
	"bytes"
	"errors"
	"io"
	"runtime"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protowire"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/node/wire"
)

// A stream of all samples comes back whole, however its bytes are cut.
func TestReaderReadsWhatWasWritten(t *testing.T) {
	var frames []wire.Frame
	for _, f := range samples() {
		frames = append(frames, f)
	}
	frames = append(frames, wire.Data(bytes.Repeat([]byte{7}, wire.MaxChunk)), wire.Body(bytes.Repeat([]byte{8}, 70_000)), wire.Cancel{})
	var stream bytes.Buffer
	require.NoError(t, wire.Write(&stream, frames...))
	data := stream.Bytes()
	for name, cut := range map[string]func(io.Reader) io.Reader{
		"at once":       func(r io.Reader) io.Reader { return r },
		"byte by byte":  iotest.OneByteReader,
		"in halves":     iotest.HalfReader,
		"end with data": iotest.DataErrReader,
	} {
		t.Run(name, func(t *testing.T) {
			r := wire.NewReader(cut(bytes.NewReader(data)))
			for _, want := range frames {
				require.NoError(t, r.Await())
				got, err := r.Next()
				require.NoError(t, err)
				require.Equal(t, want, got)
			}
			require.Equal(t, io.EOF, r.Await())
			_, err := r.Next()
			require.Equal(t, io.EOF, err)
		})
	}
}

type countingWriter struct{ calls int }

func (w *countingWriter) Write(p []byte) (int, error) { w.calls++; return len(p), nil }

func TestManyFramesAreOneWrite(t *testing.T) {
	var w countingWriter
	require.NoError(t, wire.Write(&w, append([]wire.Frame{samples()["open"]}, wire.Chunks(make([]byte, 200_000))...)...))
	require.Equal(t, 1, w.calls)
}

func TestChunks(t *testing.T) {
	body := bytes.Repeat([]byte("0123456789"), 20_000)
	var back []byte
	frames := wire.Chunks(body)
	for _, f := range frames[:len(frames)-1] {
		require.LessOrEqual(t, len(f.(wire.Body)), wire.BodyChunk)
		back = append(back, f.(wire.Body)...)
	}
	require.Equal(t, body, back)
	require.Equal(t, wire.BodyEnd{}, frames[len(frames)-1])
}

func TestReady(t *testing.T) {
	pr, pw := io.Pipe()
	r := wire.NewReader(pr)
	require.False(t, r.Ready())
	var data bytes.Buffer
	require.NoError(t, wire.Write(&data, wire.Data("abcdef"), wire.Cancel{}))
	go func() {
		pw.Write(data.Bytes()[:3])
		pw.Write(data.Bytes()[3:])
	}()
	require.NoError(t, r.Await())
	require.False(t, r.Ready(), "half a frame")
	_, err := r.Next()
	require.NoError(t, err)
	require.True(t, r.Ready(), "the next one came with the rest")
}

func frameOf(kind wire.Kind, content []byte) []byte {
	return protowire.AppendBytes(protowire.AppendTag(nil, protowire.Number(kind), protowire.BytesType), content)
}

func TestReaderRefuses(t *testing.T) {
	length := func(n uint64) []byte { return protowire.AppendVarint(nil, n) }
	framed := func(data []byte) []byte { return append(length(uint64(len(data))), data...) }
	voucher := encode(t, samples()["voucher"])
	for name, data := range map[string][]byte{
		"empty frame":                 {0},
		"overlong length":             {0x81, 0x00, 0x08},
		"length over four bytes":      {0xff, 0xff, 0xff, 0xff, 0x01},
		"unknown kind":                framed(frameOf(99, []byte("x"))),
		"kind of another wire type":   framed([]byte{wireVarint(1), 1}),
		"cancel longer than its cap":  append(length(9), frameOf(wire.KindCancel, make([]byte, 7))...),
		"data longer than its cap":    append(length(wire.MaxChunk+100), frameOf(wire.KindData, make([]byte, 10))...),
		"empty data":                  framed(frameOf(wire.KindData, nil)),
		"data with trailing bytes":    framed(append(frameOf(wire.KindData, []byte("abc")), 1)),
		"data with an overlong size":  framed([]byte{5<<3 | 2, 0x81, 0x00, 'a'}),
		"cancel with unknown field":   framed(frameOf(wire.KindCancel, []byte{0x08, 1})),
		"two kinds in one frame":      framed(append(frameOf(wire.KindCancel, nil), frameOf(wire.KindBodyEnd, nil)...)),
		"kind twice":                  framed(append(bytes.Clone(voucher), voucher...)),
		"trailing varint field":       framed(append(bytes.Clone(voucher), 0x08, 1)),
		"open without terms":          framed(frameOf(wire.KindOpen, []byte{10 << 3, 1})),
		"error without a code":        framed(frameOf(wire.KindError, nil)),
		"receipt missing":             framed(frameOf(wire.KindEnd, nil)),
		"hash of 31 bytes":            framed(frameOf(wire.KindCloseAsk, append([]byte{0x0a, 31}, make([]byte, 31)...))),
		"error text with a line feed": framed(frameOf(wire.KindError, []byte{0x08, 4, 0x12, 3, 'a', '\n', 'b'})),
		"head with a cookie":          framed(frameOf(wire.KindHead, append([]byte{0x08, 0xc8, 0x01, 0x12, 8, 0x0a, 6}, "cookie"...))),
		"head status 99":              framed(frameOf(wire.KindHead, []byte{0x08, 99})),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := wire.NewReader(bytes.NewReader(data)).Next()
			require.ErrorIs(t, err, wire.ErrMalformed)
		})
	}
}

func wireVarint(num byte) byte { return num << 3 }

func TestReaderTellsAnEndInsideAFrame(t *testing.T) {
	var stream bytes.Buffer
	require.NoError(t, wire.Write(&stream, samples()["voucher"]))
	for n := 1; n < stream.Len(); n++ {
		_, err := wire.NewReader(bytes.NewReader(stream.Bytes()[:n])).Next()
		require.Equal(t, io.ErrUnexpectedEOF, err, "after %d bytes", n)
	}
	broken := errors.New("reset")
	_, err := wire.NewReader(io.MultiReader(bytes.NewReader(stream.Bytes()[:9]), iotest.ErrReader(broken))).Next()
	require.ErrorIs(t, err, broken)
	require.NotErrorIs(t, err, wire.ErrMalformed)
}

// A peer that announces a long frame and sends nothing takes no memory for it.
func TestNoMemoryForBytesThatDoNotCome(t *testing.T) {
	head := append(protowire.AppendVarint(nil, wire.MaxChunk), frameOf(wire.KindData, make([]byte, wire.MaxChunk-4))[:100]...)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range 100 {
		_, err := wire.NewReader(bytes.NewReader(head)).Next()
		require.Equal(t, io.ErrUnexpectedEOF, err)
	}
	runtime.ReadMemStats(&after)
	require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(100*128<<10))
}

// A frame is refused as soon as its length and kind are known: the peer need not send more.
func TestRefusedByItsHead(t *testing.T) {
	pr, pw := io.Pipe()
	go pw.Write([]byte{0xff, 0xff, 0x7f, 5<<3 | 2})
	_, err := wire.NewReader(pr).Next()
	require.ErrorIs(t, err, wire.ErrMalformed)
}

func TestAppendRefuses(t *testing.T) {
	for name, f := range map[string]wire.Frame{
		"empty data":           wire.Data{},
		"data over its cap":    wire.Data(make([]byte, wire.MaxChunk+1)),
		"body over its cap":    wire.Body(make([]byte, wire.MaxChunk+1)),
		"open without attempt": &wire.Open{BodySize: 1},
		"open without body":    &wire.Open{AttemptID: attempt(1)},
		"open of a huge body":  &wire.Open{AttemptID: attempt(1), BodySize: wire.MaxBody + 1},
		"error without code":   &wire.Error{},
		"too many entries":     &wire.VoucherFrame{Frame: channel.Frame{Entries: make([]channel.Entry, wire.MaxEntries+1)}},
		"header not allowed":   &wire.Head{Status: 200, Headers: []wire.Header{{Name: "set-cookie", Value: "a"}}},
		"too many peers":       &wire.Peers{Records: make([][]byte, wire.MaxPeers+1)},
		"family with a slash":  &wire.PullAsk{Families: []string{"a/b"}},
		"unknown call state":   &wire.Receipts{Calls: []wire.CallReport{{State: 9}}},
	} {
		t.Run(name, func(t *testing.T) {
			dst := []byte("kept")
			out, err := wire.Append(dst, f)
			require.Error(t, err)
			require.Equal(t, dst, out)
		})
	}
}

// The longest frame that the limits allow must still be one that the reader takes.
func TestLongestFramesPass(t *testing.T) {
	full := func(b []byte) { copy(b, bytes.Repeat([]byte{0xff}, len(b))) }
	v := testVoucherFrame()
	v.Entries = nil
	for range wire.MaxEntries {
		e := channel.Entry{Seq: ^uint32(0), Total: maxAmount()}
		full(e.Call[:])
		full(e.Evidence[:])
		e.Attempt = 255
		v.Entries = append(v.Entries, e)
	}
	open := samples()["open"].(*wire.Open)
	open.Voucher = &v
	receipts := &wire.Receipts{}
	for range wire.MaxAttempts {
		r := testReceipt()
		for i := range r.Usage {
			r.Usage[i] = ^uint64(0)
		}
		r.Cost, r.Seq, r.At = maxAmount(), ^uint32(0), ^uint64(0)
		receipts.Calls = append(receipts.Calls, wire.CallReport{AttemptID: v.Entries[0].AttemptID, State: wire.CallDone, Receipt: &r})
	}
	known := &wire.PullAsk{}
	for range wire.MaxKnown {
		known.Known = append(known.Known, wire.Known{Seller: address("seller"), Family: "abcdefghijklmnopqrstuvwxyz012345", Seq: ^uint64(0)})
	}
	for _, f := range []wire.Frame{&wire.VoucherFrame{Frame: v}, open, receipts, known} {
		var buf bytes.Buffer
		require.NoError(t, wire.Write(&buf, f))
		got, err := wire.NewReader(&buf).Next()
		require.NoError(t, err)
		require.Equal(t, f, got)
	}
}

func TestErrorTextIsMadeFit(t *testing.T) {
	f := &wire.Error{Code: wire.CodeInternal, Message: "bad\r\n\u202e" + string(bytes.Repeat([]byte("ä"), 2000)) + "\xff"}
	back, err := wire.Decode(encode(t, f))
	require.NoError(t, err)
	got := back.(*wire.Error).Message
	require.LessOrEqual(t, len(got), 1024)
	require.True(t, bytes.HasPrefix([]byte(got), []byte("bad   ä")))
}
