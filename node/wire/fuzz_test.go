package wire_test

import (
	"bytes"
	"io"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protowire"

	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/wire"
)

func maxAmount() money.Amount {
	var b [16]byte
	for i := range b {
		b[i] = 0xff
	}
	return money.FromBytes(b)
}

// Whatever decodes is written back to the same value and length: a frame hides nothing.
func FuzzDecode(f *testing.F) {
	for _, s := range samples() {
		f.Add(encode(f, s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		frame, err := wire.Decode(bytes.Clone(data))
		if err != nil {
			require.ErrorIs(t, err, wire.ErrMalformed)
			return
		}
		again, err := wire.Decode(encode(t, frame))
		require.NoError(t, err)
		require.Equal(t, frame, again)
		require.Len(t, encode(t, frame), len(data))
	})
}

// Per kind, so that the fuzzer does not spend its time on finding the tag.
func fuzzKind(f *testing.F, kinds ...wire.Kind) {
	for _, s := range samples() {
		for i, k := range kinds {
			if s.Kind() == k {
				f.Add(byte(i), contentOf(f, encode(f, s)))
			}
		}
	}
	f.Fuzz(func(t *testing.T, i byte, content []byte) {
		frame, err := wire.Decode(frameOf(kinds[int(i)%len(kinds)], content))
		if err != nil {
			require.ErrorIs(t, err, wire.ErrMalformed)
			return
		}
		again, err := wire.Decode(encode(t, frame))
		require.NoError(t, err)
		require.Equal(t, frame, again)
	})
}

func contentOf(f *testing.F, frame []byte) []byte {
	_, _, n := protowire.ConsumeTag(frame)
	content, m := protowire.ConsumeBytes(frame[n:])
	require.Equal(f, len(frame), n+m)
	return content
}

func FuzzOpen(f *testing.F) { fuzzKind(f, wire.KindOpen) }
func FuzzVoucher(f *testing.F) {
	fuzzKind(f, wire.KindVoucher, wire.KindVoucherAck, wire.KindVoucherRefused)
}
func FuzzReceipt(f *testing.F) {
	fuzzKind(f, wire.KindNeedVoucher, wire.KindEnd, wire.KindReceipts, wire.KindReceiptsAsk)
}
func FuzzError(f *testing.F) { fuzzKind(f, wire.KindError, wire.KindHead) }
func FuzzClear(f *testing.F) {
	fuzzKind(f, wire.KindHello, wire.KindHelloAck, wire.KindResyncAsk, wire.KindResyncAnswer, wire.KindEntriesAsk, wire.KindCloseAsk, wire.KindCloseConsent)
}

func FuzzBook(f *testing.F) {
	fuzzKind(f, wire.KindPullAsk, wire.KindPage, wire.KindPeersAsk, wire.KindPeers)
}

func FuzzReader(f *testing.F) {
	for _, s := range samples() {
		var one bytes.Buffer
		require.NoError(f, wire.Write(&one, s))
		f.Add(one.Bytes())
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r := wire.NewReader(bytes.NewReader(data))
		var back bytes.Buffer
		for {
			frame, err := r.Next()
			if err != nil {
				if err != io.EOF && err != io.ErrUnexpectedEOF {
					require.ErrorIs(t, err, wire.ErrMalformed)
				}
				break
			}
			require.NoError(t, wire.Write(&back, frame))
		}
		require.LessOrEqual(t, back.Len(), len(data))
	})
}

func FuzzDecodePage(f *testing.F) {
	payload, err := wire.EncodePage(testPage())
	require.NoError(f, err)
	f.Add(payload)
	f.Fuzz(func(t *testing.T, data []byte) {
		page, err := wire.DecodePage(data)
		if err != nil {
			require.ErrorIs(t, err, wire.ErrMalformed)
			return
		}
		again, err := wire.EncodePage(page)
		require.NoError(t, err)
		require.Equal(t, data, again)
	})
}

// Nobody but the key of a page can make one that opens, and it opens only from the bytes that were signed.
func FuzzOpenPage(f *testing.F) {
	signed := testSignedPage().Data
	f.Add(signed)
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := wire.OpenPage(data)
		if err != nil {
			return
		}
		require.NoError(t, p.Page.Validate())
		if p.Seller() == testKey().address() {
			require.Equal(t, signed, data)
		}
		require.Equal(t, data, p.Data)
	})
}
