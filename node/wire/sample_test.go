package wire_test

import (
	"crypto/ecdsa"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/wire"
)

// nodeKey signs with a fixed key, so that vectors are the same on every run.
type nodeKey struct{ *ecdsa.PrivateKey }

func testKey() nodeKey {
	d := new(big.Int).SetBytes(crypto.Keccak256([]byte("tolsey test vector key")))
	key, err := crypto.ToECDSA(d.FillBytes(make([]byte, 32)))
	if err != nil {
		panic(err)
	}
	return nodeKey{key}
}

func (k nodeKey) address() common.Address { return crypto.PubkeyToAddress(k.PublicKey) }

func (k nodeKey) sign(digest common.Hash) (sig market.Signature) {
	b, err := crypto.Sign(digest[:], k.PrivateKey)
	if err != nil {
		panic(err)
	}
	copy(sig[:], b)
	return sig
}

func (k nodeKey) SignPage(payload []byte) (market.Signature, error) {
	return k.sign(market.PageHash(payload)), nil
}

func hash(s string) common.Hash       { return crypto.Keccak256Hash([]byte(s)) }
func address(s string) common.Address { return common.BytesToAddress(crypto.Keccak256([]byte(s))) }

func attempt(n byte) market.AttemptID {
	return market.AttemptID{Call: market.CallID{0xca, 0x11, n}, Attempt: n}
}

var testDomain = market.Domain{ChainID: 31337, Clearing: address("clearing")}

func testChannel() channel.Channel {
	return channel.Channel{
		Payer: address("payer"), Signer: testKey().address(), Payee: address("payee"), PayeeSigner: testKey().address(),
		Asset: common.BytesToHash(common.LeftPadBytes(address("token").Bytes(), 32)), CloseDelay: 172_800, Salt: 7,
	}
}

func testReceipt() market.SignedReceipt {
	r := market.Receipt{
		Terms: hash("terms"), ChannelID: testChannel().ID(), AttemptID: attempt(1), Seq: 3, At: 1_764_000_000_123,
		Usage: market.Usage{market.Input: 1200, market.CacheRead: 800, market.Output: 350}, Cost: money.Picos(1_234_567_890),
		Request: hash("request"), Answer: hash("answer"), Status: market.StatusDone,
	}
	return market.SignedReceipt{Receipt: r, Sig: testKey().sign(testDomain.Digest(r.StructHash()))}
}

func testVoucher() channel.SignedVoucher {
	v := channel.Voucher{ChannelID: testChannel().ID(), Epoch: 2, Cumulative: money.UnitsOf(123_456), Memo: hash("memo")}
	return channel.SignedVoucher{Voucher: v, Sig: testKey().sign(testDomain.Digest(v.StructHash()))}
}

func testVoucherFrame() channel.Frame {
	return channel.Frame{
		Base: channel.Base{Cumulative: money.UnitsOf(100_000), Memo: hash("base")},
		Entries: []channel.Entry{
			{AttemptID: attempt(1), Seq: 1, Evidence: hash("terms"), Total: money.Picos(10_000_000_000)},
			{AttemptID: attempt(2), Seq: 2, Evidence: testReceipt().StructHash(), Total: money.Picos(1_234_567_890)},
		},
		Voucher: testVoucher(),
	}
}

func testResync() wire.SignedResync {
	r := channel.Resync{
		ChannelID: testChannel().ID(), Epoch: 2, Cumulative: money.UnitsOf(123_456), Memo: hash("memo"), Sum: money.Picos(123_455_999_999), BuyerNonce: hash("nonce"),
	}
	return wire.SignedResync{Resync: r, Sig: testKey().sign(testDomain.Digest(r.StructHash()))}
}

func testPage() *market.Page {
	price := func(u market.Unit, micros uint64) market.UnitPrice {
		return market.UnitPrice{Unit: u, Price: money.Price(micros)}
	}
	return &market.Page{
		ChainID: 31337, Clearing: address("clearing"), Token: address("token"), Decimals: 6, Payee: address("payee"), PayeeSigner: testKey().address(),
		Family: "openai", Seq: 1_764_000_000_000, Issued: 1_764_000_000_000, ValidUntil: 1_764_000_600_000, MinDeposit: money.Coins(1), CloseDelay: 172_800,
		Policy: market.Policy{TTFT: 45 * time.Second, WindowTokens: 512, WindowMoney: money.Micros(5000), UnpaidNew: money.Micros(10_000), MaxCall: money.Coins(2)},
		Rows: []market.Row{
			{
				Model: "openai/gpt-5.6-sol", Context: 400_000, MaxOutput: 128_000, Reasoning: true, MaxCalls: 64, TPM: 2_000_000, Dialects: []string{"openai"},
				Tariff: market.Tariff{
					Prices:    []market.UnitPrice{price(market.Input, 1_250_000), price(market.CacheRead, 125_000), price(market.Output, 10_000_000)},
					Overrides: []market.Override{{ContextOver: 200_000, UTCFrom: 60, UTCTo: 360, Tier: "flex", Prices: []market.UnitPrice{price(market.Input, 625_000)}}},
				},
				Allow: []common.Address{address("buyer one"), address("buyer two")},
			},
			{
				Model: "openai/gpt-5.6-luna", Context: 128_000, MaxOutput: 16_384, MaxCalls: 8, Dialects: []string{"openai", "responses"},
				Tariff: market.Tariff{Prices: []market.UnitPrice{price(market.Input, 150_000), price(market.Output, 600_000)}},
			},
		},
	}
}

func testSignedPage() *wire.SignedPage {
	p, err := wire.SignPage(testPage(), testKey())
	if err != nil {
		panic(err)
	}
	return p
}

func ptr[T any](v T) *T { return &v }

// samples holds a frame of every kind, full and at its smallest where that differs.
func samples() map[string]wire.Frame {
	channelID := testChannel().ID()
	return map[string]wire.Frame{
		"open": &wire.Open{
			Terms:     wire.Terms{PageHash: testSignedPage().Hash, Row: 1, MultiplierSeq: 9},
			AttemptID: attempt(1), At: 1_764_000_000_123, Dialect: "openai", ChannelID: channelID, Epoch: 2,
			Hops:    market.Hops{Nonce: [16]byte{1, 2, 3}, Entries: [][8]byte{{1}, {2}}},
			Voucher: ptr(testVoucherFrame()), BodySize: 1024,
		},
		"open_small":            &wire.Open{AttemptID: attempt(1), BodySize: 1},
		"body":                  wire.Body(`{"model":"gpt-5.6-sol"}`),
		"body_end":              wire.BodyEnd{},
		"head":                  wire.HeadOf(200, map[string][]string{"Content-Type": {"text/event-stream"}, "X-Request-Id": {"req_1"}, "Set-Cookie": {"no"}}),
		"data":                  wire.Data("data: [DONE]\n\n"),
		"need_voucher":          &wire.NeedVoucher{Receipt: testReceipt()},
		"voucher":               &wire.VoucherFrame{Frame: testVoucherFrame()},
		"voucher_first":         &wire.VoucherFrame{Frame: channel.Frame{Voucher: testVoucher()}},
		"voucher_ack":           &wire.VoucherAck{ChannelID: channelID, Base: channel.Base{Cumulative: money.UnitsOf(123_456), Memo: hash("memo")}},
		"voucher_refused":       &wire.VoucherRefused{ChannelID: channelID, Code: wire.CodeVoucherOverDeposit, Highest: ptr(testVoucher()), Deposit: money.UnitsOf(5_000_000)},
		"voucher_refused_field": &wire.VoucherRefused{ChannelID: channelID, Code: wire.CodeVoucherInvalid, Field: "signer"},
		"end":                   &wire.End{Receipt: testReceipt()},
		"error": &wire.Error{
			Code: wire.CodeAdvanceRequired, Message: "advance the exposure of this call", Charged: money.Picos(1), RetryAfter: 1500, Amount: money.Micros(12), Field: "voucher",
			Now: 1_764_000_000_000, Receipt: ptr(testReceipt()), Page: testSignedPage().Data, Deposit: money.UnitsOf(5_000_000), Have: 1, Need: 12,
		},
		"error_small":   &wire.Error{Code: wire.CodeBusy},
		"cancel":        wire.Cancel{},
		"hello":         &wire.Hello{Channel: testChannel(), Epoch: 2, Nonce: hash("nonce")},
		"hello_ack":     &wire.HelloAck{Resync: testResync(), Highest: ptr(testVoucher()), Limit: money.Micros(10_000), Settled: money.Coins(3), Deposit: money.UnitsOf(5_000_000)},
		"hello_ack_new": &wire.HelloAck{Resync: testResync()},
		"resync_ask":    &wire.ResyncAsk{ChannelID: channelID, Epoch: 2, Nonce: hash("nonce")},
		"resync_answer": &wire.ResyncAnswer{Resync: testResync(), Highest: ptr(testVoucher())},
		"entries_ask":   &wire.EntriesAsk{ChannelID: channelID, Epoch: 2, Base: channel.Base{Cumulative: money.UnitsOf(100_000), Memo: hash("base")}},
		"receipts_ask":  &wire.ReceiptsAsk{ChannelID: channelID, Attempts: []market.AttemptID{attempt(1), attempt(2)}},
		"receipts": &wire.Receipts{Calls: []wire.CallReport{
			{AttemptID: attempt(1), State: wire.CallDone, Receipt: ptr(testReceipt())}, {AttemptID: attempt(2), State: wire.CallStarted}, {AttemptID: attempt(3)},
		}},
		"close_ask": &wire.CloseAsk{ChannelID: channelID, Epoch: 2},
		"close_consent": func() wire.Frame {
			c := channel.Close{ChannelID: channelID, Epoch: 2, Claimed: money.UnitsOf(123_456), Deadline: 1_764_000_600}
			return &wire.CloseConsent{Close: c, Sig: testKey().sign(testDomain.Digest(c.StructHash()))}
		}(),
		"pull_ask":     &wire.PullAsk{Families: []string{"openai", "z-ai"}, Known: []wire.Known{{Seller: address("seller"), Family: "openai", Seq: 9}}},
		"pull_ask_all": &wire.PullAsk{},
		"page":         wire.PageFrame(testSignedPage().Data),
		"pull_end":     wire.PullEnd{},
		"peers_ask":    &wire.PeersAsk{Want: [][]byte{{0, 37, 8, 2}}},
		"peers":        &wire.Peers{Records: [][]byte{{10, 36}, {10, 37}}},
	}
}
