package wire_test

import (
	"bytes"
	"testing"

	"github.com/tolsey/tolsey/node/wire"
)

// What the frames of a call cost: a chunk of an answer, and the Open that carries a voucher.
func BenchmarkFrame(b *testing.B) {
	for _, c := range []struct {
		name  string
		frame wire.Frame
	}{
		{"data", wire.Data(bytes.Repeat([]byte{'x'}, 154))},
		{"open", samples()["open"]},
		{"end", samples()["end"]},
	} {
		b.Run(c.name+"/append", func(b *testing.B) {
			b.ReportAllocs()
			var buf []byte
			for b.Loop() {
				buf, _ = wire.Append(buf[:0], c.frame)
			}
		})
		b.Run(c.name+"/decode", func(b *testing.B) {
			data, err := wire.Append(nil, c.frame)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			src := bytes.NewReader(data)
			r := wire.NewReader(src)
			for b.Loop() {
				src.Reset(data)
				if _, err := r.Next(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkOpenPage(b *testing.B) {
	data := testSignedPage().Data
	for b.Loop() {
		if _, err := wire.OpenPage(data); err != nil {
			b.Fatal(err)
		}
	}
}
