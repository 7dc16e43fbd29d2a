package channel

import (
	"encoding/binary"
	"errors"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market/money"
)

// Sizes of what is stored, bytes.
const (
	entrySize   = 16 + 1 + 4 + 32 + 16
	queuedSize  = entrySize + 16 + 32
	baseSize    = 12 + 32
	voucherSize = 32 + 4 + 12 + 32 + 65
)

// ErrEncoding is returned for stored bytes that are not what they should be.
var ErrEncoding = errors.New("stored bytes are malformed")

func (e Entry) append(b []byte) []byte {
	b = append(append(b, e.Call[:]...), e.Attempt)
	b = binary.BigEndian.AppendUint32(b, e.Seq)
	b = append(b, e.Evidence[:]...)
	total := e.Total.Bytes()
	return append(b, total[:]...)
}

func (e *Entry) read(b []byte) {
	copy(e.Call[:], b)
	e.Attempt = b[16]
	e.Seq = binary.BigEndian.Uint32(b[17:])
	copy(e.Evidence[:], b[21:])
	e.Total = money.FromBytes([16]byte(b[53:69]))
}

// MarshalBinary is the stored form of a queued entry.
func (q Queued) MarshalBinary() ([]byte, error) {
	b := q.Entry.append(make([]byte, 0, queuedSize))
	sum := q.Sum.Bytes()
	return append(append(b, sum[:]...), q.Memo[:]...), nil
}

// UnmarshalBinary reads the stored form of a queued entry.
func (q *Queued) UnmarshalBinary(b []byte) error {
	if len(b) != queuedSize {
		return ErrEncoding
	}
	q.Entry.read(b)
	q.Sum = money.FromBytes([16]byte(b[entrySize : entrySize+16]))
	q.Memo = common.Hash(b[entrySize+16:])
	return nil
}

func (v SignedVoucher) append(b []byte) []byte {
	b = append(b, v.ChannelID[:]...)
	b = binary.BigEndian.AppendUint32(b, v.Epoch)
	cumulative := v.Cumulative.Bytes()
	b = append(append(b, cumulative[:]...), v.Memo[:]...)
	return append(b, v.Sig[:]...)
}

func (v *SignedVoucher) read(b []byte) {
	copy(v.ChannelID[:], b)
	v.Epoch = binary.BigEndian.Uint32(b[32:])
	v.Cumulative = money.UnitsFromBytes([12]byte(b[36:48]))
	copy(v.Memo[:], b[48:])
	copy(v.Sig[:], b[80:])
}

// MarshalBinary is the stored form of a frame: base, voucher, entries.
func (f Frame) MarshalBinary() ([]byte, error) {
	b := make([]byte, 0, baseSize+voucherSize+entrySize*len(f.Entries))
	cumulative := f.Base.Cumulative.Bytes()
	b = append(append(b, cumulative[:]...), f.Base.Memo[:]...)
	b = f.Voucher.append(b)
	for _, e := range f.Entries {
		b = e.append(b)
	}
	return b, nil
}

// UnmarshalBinary reads the stored form of a frame.
func (f *Frame) UnmarshalBinary(b []byte) error {
	entries := len(b) - baseSize - voucherSize
	if entries < 0 || entries%entrySize != 0 {
		return ErrEncoding
	}
	f.Base.Cumulative = money.UnitsFromBytes([12]byte(b[:12]))
	copy(f.Base.Memo[:], b[12:])
	f.Voucher.read(b[baseSize:])
	f.Entries = make([]Entry, entries/entrySize)
	for i := range f.Entries {
		f.Entries[i].read(b[baseSize+voucherSize+i*entrySize:])
	}
	return nil
}
