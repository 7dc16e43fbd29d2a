package wire

import (
	"fmt"
)

// Kind tells frames apart: the number of the frame's field in the schema.
type Kind uint8

// The kinds.
const (
	KindOpen           Kind = 1
	KindBody           Kind = 2
	KindBodyEnd        Kind = 3
	KindHead           Kind = 4
	KindData           Kind = 5
	KindNeedVoucher    Kind = 6
	KindVoucher        Kind = 7
	KindVoucherAck     Kind = 8
	KindVoucherRefused Kind = 9
	KindEnd            Kind = 10
	KindError          Kind = 11
	KindCancel         Kind = 12
	KindHello          Kind = 16
	KindHelloAck       Kind = 17
	KindResyncAsk      Kind = 18
	KindResyncAnswer   Kind = 19
	KindEntriesAsk     Kind = 20
	KindReceiptsAsk    Kind = 21
	KindReceipts       Kind = 22
	KindCloseAsk       Kind = 23
	KindCloseConsent   Kind = 24
	KindPullAsk        Kind = 32
	KindPage           Kind = 33
	KindPullEnd        Kind = 34
	KindPeersAsk       Kind = 35
	KindPeers          Kind = 36
)

type kindFacts struct {
	name string
	max  int // bytes of the whole frame after its length
}

// The longest frame of each kind. What is repeated inside is counted again when the frame is decoded.
var kinds = [KindPeers + 1]kindFacts{
	KindOpen:           {"Open", maxVoucherFrame + 1024},
	KindBody:           {"Body", MaxChunk + 8},
	KindBodyEnd:        {"BodyEnd", 8},
	KindHead:           {"Head", MaxHeaders*(maxText+maxName+16) + 16},
	KindData:           {"Data", MaxChunk + 8},
	KindNeedVoucher:    {"NeedVoucher", maxReceipt},
	KindVoucher:        {"VoucherFrame", maxVoucherFrame},
	KindVoucherAck:     {"VoucherAck", 128},
	KindVoucherRefused: {"VoucherRefused", 256 + maxName},
	KindEnd:            {"End", maxReceipt},
	KindError:          {"Error", MaxSigned + maxReceipt + maxText + maxName + 256},
	KindCancel:         {"Cancel", 8},
	KindHello:          {"Hello", 512},
	KindHelloAck:       {"HelloAck", 1024},
	KindResyncAsk:      {"ResyncAsk", 128},
	KindResyncAnswer:   {"ResyncAnswer", 1024},
	KindEntriesAsk:     {"EntriesAsk", 128},
	KindReceiptsAsk:    {"ReceiptsAsk", MaxAttempts*32 + 64},
	KindReceipts:       {"Receipts", MaxAttempts*(maxReceipt+32) + 16},
	KindCloseAsk:       {"CloseAsk", 64},
	KindCloseConsent:   {"CloseConsent", 256},
	KindPullAsk:        {"PullAsk", MaxKnown*80 + MaxFamilies*40 + 16},
	KindPage:           {"PageFrame", MaxSigned + 16},
	KindPullEnd:        {"PullEnd", 8},
	KindPeersAsk:       {"PeersAsk", MaxPeersWant*80 + 16},
	KindPeers:          {"Peers", MaxPeers*(MaxRecord+8) + 16},
}

const (
	// A receipt: 5 hashes, signature, ids, and 14 counts of at most 6 bytes each, which market.MaxCount bounds.
	maxReceipt = 640
	// An entry takes at most 100 bytes.
	maxVoucherFrame = MaxEntries*100 + 512
)

func (k Kind) String() string {
	if k.Max() > 0 {
		return kinds[k].name
	}
	return fmt.Sprintf("kind %d", uint8(k))
}

// Max is the longest frame of the kind in bytes, its length prefix not counted; 0 for an unknown kind.
func (k Kind) Max() int {
	if int(k) >= len(kinds) {
		return 0
	}
	return kinds[k].max
}

func (*Open) Kind() Kind           { return KindOpen }
func (Body) Kind() Kind            { return KindBody }
func (BodyEnd) Kind() Kind         { return KindBodyEnd }
func (*Head) Kind() Kind           { return KindHead }
func (Data) Kind() Kind            { return KindData }
func (*NeedVoucher) Kind() Kind    { return KindNeedVoucher }
func (*VoucherFrame) Kind() Kind   { return KindVoucher }
func (*VoucherAck) Kind() Kind     { return KindVoucherAck }
func (*VoucherRefused) Kind() Kind { return KindVoucherRefused }
func (*End) Kind() Kind            { return KindEnd }
func (*Error) Kind() Kind          { return KindError }
func (Cancel) Kind() Kind          { return KindCancel }
func (*Hello) Kind() Kind          { return KindHello }
func (*HelloAck) Kind() Kind       { return KindHelloAck }
func (*ResyncAsk) Kind() Kind      { return KindResyncAsk }
func (*ResyncAnswer) Kind() Kind   { return KindResyncAnswer }
func (*EntriesAsk) Kind() Kind     { return KindEntriesAsk }
func (*ReceiptsAsk) Kind() Kind    { return KindReceiptsAsk }
func (*Receipts) Kind() Kind       { return KindReceipts }
func (*CloseAsk) Kind() Kind       { return KindCloseAsk }
func (*CloseConsent) Kind() Kind   { return KindCloseConsent }
func (*PullAsk) Kind() Kind        { return KindPullAsk }
func (PageFrame) Kind() Kind       { return KindPage }
func (PullEnd) Kind() Kind         { return KindPullEnd }
func (*PeersAsk) Kind() Kind       { return KindPeersAsk }
func (*Peers) Kind() Kind          { return KindPeers }
