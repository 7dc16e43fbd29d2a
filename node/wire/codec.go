package wire

import (
	"fmt"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"

	"github.com/tolsey/tolsey/node/wire/wirepb"
)

// Append appends a frame with its length to dst: what goes on a stream.
func Append(dst []byte, f Frame) ([]byte, error) {
	var content []byte
	switch f := f.(type) {
	case Data:
		content = f
	case Body:
		content = f
	default:
		return appendMessage(dst, f)
	}
	// The two bulky kinds are plain bytes in the schema; written straight, they are copied once.
	if err := chunkFault(content); err != nil {
		return dst, fmt.Errorf("encode %s: %w", f.Kind(), err)
	}
	num := protowire.Number(f.Kind())
	dst = protowire.AppendVarint(dst, uint64(protowire.SizeTag(num)+protowire.SizeBytes(len(content))))
	dst = protowire.AppendTag(dst, num, protowire.BytesType)
	return protowire.AppendBytes(dst, content), nil
}

func appendMessage(dst []byte, f Frame) ([]byte, error) {
	var m wirepb.Frame
	if err := f.put(&m); err != nil {
		return dst, fmt.Errorf("encode %s: %w", f.Kind(), err)
	}
	size := proto.Size(&m)
	if size > f.Kind().Max() {
		return dst, fmt.Errorf("encode %s: %d bytes, at most %d", f.Kind(), size, f.Kind().Max())
	}
	out, err := proto.MarshalOptions{UseCachedSize: true}.MarshalAppend(protowire.AppendVarint(dst, uint64(size)), &m)
	if err != nil {
		return dst, fmt.Errorf("encode %s: %w", f.Kind(), err)
	}
	return out, nil
}

// Decode reads a frame without its length. A Body or Data shares buf, which the caller then gives up.
func Decode(buf []byte) (Frame, error) {
	kind, tag := kindOf(buf)
	if err := checkSize(kind, len(buf)); err != nil {
		return nil, err
	}
	if kind == KindBody || kind == KindData {
		return decodeChunk(kind, buf[tag:])
	}
	var m wirepb.Frame
	if err := (proto.UnmarshalOptions{DiscardUnknown: true}).Unmarshal(buf, &m); err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrMalformed, kind, err)
	}
	// What is unknown, repeated, or written longer than it need be does not come back: a frame hides nothing.
	if proto.Size(&m) != len(buf) {
		return nil, fmt.Errorf("%w: %s has unknown, repeated or overlong fields", ErrMalformed, kind)
	}
	var fields fields
	f := fields.frame(&m)
	if fields.err != nil {
		return nil, fmt.Errorf("%s: %w", kind, fields.err)
	}
	return f, nil
}

// kindOf reads the tag at the start of a frame; kind 0 when there is none of ours.
func kindOf(buf []byte) (Kind, int) {
	num, typ, n := protowire.ConsumeTag(buf)
	if n < 0 || typ != protowire.BytesType || num > 255 || n != protowire.SizeTag(num) || Kind(num).Max() == 0 {
		return 0, 0
	}
	return Kind(num), n
}

func checkSize(kind Kind, size int) error {
	if kind == 0 {
		return fmt.Errorf("%w: unknown kind of frame", ErrMalformed)
	}
	if size > kind.Max() {
		return fmt.Errorf("%w: %s of %d bytes, at most %d", ErrMalformed, kind, size, kind.Max())
	}
	return nil
}

func decodeChunk(kind Kind, buf []byte) (Frame, error) {
	content, n := protowire.ConsumeBytes(buf)
	if n != len(buf) || n != protowire.SizeBytes(len(content)) {
		return nil, fmt.Errorf("%w: %s does not fill its frame", ErrMalformed, kind)
	}
	if err := chunkFault(content); err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrMalformed, kind, err)
	}
	if kind == KindBody {
		return Body(content), nil
	}
	return Data(content), nil
}

func (f *fields) frame(m *wirepb.Frame) Frame {
	switch k := m.Kind.(type) {
	case *wirepb.Frame_Open:
		return f.open(k.Open)
	case *wirepb.Frame_BodyEnd:
		return BodyEnd{}
	case *wirepb.Frame_Head:
		return f.head(k.Head)
	case *wirepb.Frame_NeedVoucher:
		return &NeedVoucher{f.receipt(k.NeedVoucher.GetReceipt())}
	case *wirepb.Frame_Voucher:
		return &VoucherFrame{f.voucherFrame(k.Voucher)}
	case *wirepb.Frame_VoucherAck:
		return f.voucherAck(k.VoucherAck)
	case *wirepb.Frame_VoucherRefused:
		return f.voucherRefused(k.VoucherRefused)
	case *wirepb.Frame_End:
		return &End{f.receipt(k.End.GetReceipt())}
	case *wirepb.Frame_Error:
		return f.error(k.Error)
	case *wirepb.Frame_Cancel:
		return Cancel{}
	case *wirepb.Frame_Hello:
		return f.hello(k.Hello)
	case *wirepb.Frame_HelloAck:
		return f.helloAck(k.HelloAck)
	case *wirepb.Frame_ResyncAsk:
		return f.resyncAsk(k.ResyncAsk)
	case *wirepb.Frame_ResyncAnswer:
		return f.resyncAnswer(k.ResyncAnswer)
	case *wirepb.Frame_EntriesAsk:
		return f.entriesAsk(k.EntriesAsk)
	case *wirepb.Frame_ReceiptsAsk:
		return f.receiptsAsk(k.ReceiptsAsk)
	case *wirepb.Frame_Receipts:
		return f.receipts(k.Receipts)
	case *wirepb.Frame_CloseAsk:
		return f.closeAsk(k.CloseAsk)
	case *wirepb.Frame_CloseConsent:
		return f.closeConsent(k.CloseConsent)
	case *wirepb.Frame_PullAsk:
		return f.pullAsk(k.PullAsk)
	case *wirepb.Frame_Page:
		if err := pageFault(k.Page); err != nil {
			f.fail("%s", err)
		}
		return PageFrame(k.Page)
	case *wirepb.Frame_PullEnd:
		return PullEnd{}
	case *wirepb.Frame_PeersAsk:
		return f.peersAsk(k.PeersAsk)
	case *wirepb.Frame_Peers:
		return f.peers(k.Peers)
	}
	f.fail("kind is not the first field")
	return nil
}
