package contracts_test

import (
	"encoding/json"
	"flag"
	"math/big"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/common/math"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/signer/core/apitypes"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// digestsFile is read by the Solidity tests too.
const digestsFile = "test/digests.json"

var update = flag.Bool("update", false, "write "+digestsFile+" anew")

// golden is a set of random signed structs in one domain.
type golden struct {
	ChainID   uint64                  `json:"chainId"`
	Clearing  common.Address          `json:"clearing"`
	Separator common.Hash             `json:"separator"`
	Cases     map[string][]goldenCase `json:"cases"` // by struct
}

type goldenCase struct {
	Fields     map[string]any `json:"fields"` // numbers as decimal text
	StructHash common.Hash    `json:"structHash"`
	Digest     common.Hash    `json:"digest"`
}

// signedStructs are the EIP-712 types of PROTOCOL.md section 1, with a random value of each.
var signedStructs = []struct {
	types string
	draw  func(*source) (map[string]any, common.Hash)
}{
	{"Channel(address payer,address signer,address payee,address payeeSigner,bytes32 asset,uint32 closeDelay,bytes32 sink,uint16 sinkBps,uint64 salt)", func(s *source) (map[string]any, common.Hash) {
		c := channel.Channel{Payer: s.address(), Signer: s.address(), Payee: s.address(), PayeeSigner: s.address(), Asset: s.hash(), CloseDelay: uint32(s.n(32)), Sink: s.hash(), SinkBps: uint16(s.n(16)), Salt: s.n(64)}
		return map[string]any{"payer": c.Payer, "signer": c.Signer, "payee": c.Payee, "payeeSigner": c.PayeeSigner, "asset": c.Asset, "closeDelay": dec(c.CloseDelay), "sink": c.Sink, "sinkBps": dec(c.SinkBps), "salt": dec(c.Salt)}, c.ID()
	}},
	{"Voucher(bytes32 channelId,uint32 epoch,uint96 cumulative,bytes32 memo)", func(s *source) (map[string]any, common.Hash) {
		v := channel.Voucher{ChannelID: s.hash(), Epoch: uint32(s.n(32)), Cumulative: s.units(), Memo: s.hash()}
		return map[string]any{"channelId": v.ChannelID, "epoch": dec(v.Epoch), "cumulative": v.Cumulative, "memo": v.Memo}, v.StructHash()
	}},
	{"Close(bytes32 channelId,uint32 epoch,uint96 claimed,uint64 deadline)", func(s *source) (map[string]any, common.Hash) {
		c := channel.Close{ChannelID: s.hash(), Epoch: uint32(s.n(32)), Claimed: s.units(), Deadline: s.n(64)}
		return map[string]any{"channelId": c.ChannelID, "epoch": dec(c.Epoch), "claimed": c.Claimed, "deadline": dec(c.Deadline)}, c.StructHash()
	}},
	{"RequestClose(bytes32 channelId,uint32 epoch,uint256 nonce)", func(s *source) (map[string]any, common.Hash) {
		r := channel.RequestClose{ChannelID: s.hash(), Epoch: uint32(s.n(32)), Nonce: s.hash()}
		return map[string]any{"channelId": r.ChannelID, "epoch": dec(r.Epoch), "nonce": r.Nonce.Big().String()}, r.StructHash()
	}},
	{"Quote(address seller,address buyer,bytes32 offer,bytes32 prices,uint64 issuedAt,uint64 validUntil,uint64 prefixHeld,uint32 ttftBound,uint128 limit,bytes32 nonce)", func(s *source) (map[string]any, common.Hash) {
		q := market.Quote{Seller: s.address(), Buyer: s.address(), Offer: s.hash(), Prices: s.hash(), IssuedAt: s.n(64), ValidUntil: s.n(64), PrefixHeld: s.n(64), TTFTBound: uint32(s.n(32)), Limit: s.amount(), Nonce: s.hash()}
		return map[string]any{"seller": q.Seller, "buyer": q.Buyer, "offer": q.Offer, "prices": q.Prices, "issuedAt": dec(q.IssuedAt), "validUntil": dec(q.ValidUntil), "prefixHeld": dec(q.PrefixHeld), "ttftBound": dec(q.TTFTBound), "limit": q.Limit, "nonce": q.Nonce}, q.StructHash()
	}},
	{"Receipt(bytes32 terms,bytes32 channelId,bytes16 call,uint8 attempt,uint32 seq,uint64 at,bytes32 usage,uint128 cost,bytes32 request,bytes32 answer,uint8 status)", func(s *source) (map[string]any, common.Hash) {
		r := market.Receipt{Terms: s.hash(), ChannelID: s.hash(), Seq: uint32(s.n(32)), At: s.n(64), Usage: market.Usage{}, Cost: s.amount(), Request: s.hash(), Answer: s.hash(), Status: market.Status(1 + s.n(2))}
		r.AttemptID = market.AttemptID{Call: market.CallID(s.bytes(16)), Attempt: uint8(s.n(8))}
		for i := range r.Usage {
			r.Usage[i] = s.n(64)
		}
		return map[string]any{"terms": r.Terms, "channelId": r.ChannelID, "call": hexutil.Bytes(r.Call[:]), "attempt": dec(r.Attempt), "seq": dec(r.Seq), "at": dec(r.At), "usage": r.Usage.Hash(), "cost": r.Cost, "request": r.Request, "answer": r.Answer, "status": dec(r.Status)}, r.StructHash()
	}},
	{"Resync(bytes32 channelId,uint32 epoch,uint96 cumulative,bytes32 memo,uint128 sum,bytes32 buyerNonce)", func(s *source) (map[string]any, common.Hash) {
		r := channel.Resync{ChannelID: s.hash(), Epoch: uint32(s.n(32)), Cumulative: s.units(), Memo: s.hash(), Sum: s.amount(), BuyerNonce: s.hash()}
		return map[string]any{"channelId": r.ChannelID, "epoch": dec(r.Epoch), "cumulative": r.Cumulative, "memo": r.Memo, "sum": r.Sum, "buyerNonce": r.BuyerNonce}, r.StructHash()
	}},
	{"Withdraw(address owner,bytes32 asset,address to,uint256 amount,uint256 nonce,uint64 deadline)", func(s *source) (map[string]any, common.Hash) {
		w := settle.Withdrawal{Owner: s.address(), Asset: s.hash(), To: s.address(), Amount: s.hash().Big(), Nonce: s.hash().Big(), Deadline: s.n(64)}
		return map[string]any{"owner": w.Owner, "asset": w.Asset, "to": w.To, "amount": w.Amount.String(), "nonce": w.Nonce.String(), "deadline": dec(w.Deadline)}, w.StructHash()
	}},
}

// TestDigestsAreGolden compares three encoders over random structs: ours, go-ethereum's reading of the type string, and,
// through the file, the Solidity one.
func TestDigestsAreGolden(t *testing.T) {
	g := drawGolden()
	for _, s := range signedStructs {
		name, fields := parseType(s.types)
		for _, c := range g.Cases[name] {
			hash, _, err := apitypes.TypedDataAndHash(apitypes.TypedData{
				Types:       apitypes.Types{"EIP712Domain": domainFields, name: fields},
				PrimaryType: name,
				Domain:      apitypes.TypedDataDomain{Name: "tolsey", Version: "1", ChainId: math.NewHexOrDecimal256(int64(g.ChainID)), VerifyingContract: g.Clearing.Hex()},
				Message:     message(t, c.Fields),
			})
			require.NoError(t, err, name)
			require.Equal(t, common.BytesToHash(hash), c.Digest, "digest of %s %v", name, c.Fields)
			require.Equal(t, crypto.Keccak256Hash([]byte{0x19, 0x01}, g.Separator[:], c.StructHash[:]), c.Digest)
		}
	}
	want, err := json.MarshalIndent(g, "", " ")
	require.NoError(t, err)
	if *update {
		require.NoError(t, os.WriteFile(digestsFile, append(want, '\n'), 0o644))
	}
	got, err := os.ReadFile(digestsFile)
	require.NoError(t, err)
	require.Equal(t, string(want)+"\n", string(got), "go test ./contracts -run Golden -update writes it anew")
}

func drawGolden() golden {
	s := &source{rand.New(rand.NewPCG(7, 12))}
	g := golden{ChainID: s.n(40), Clearing: s.address(), Cases: map[string][]goldenCase{}}
	domain := market.Domain{ChainID: g.ChainID, Clearing: g.Clearing}
	g.Separator = domain.Separator()
	for _, k := range signedStructs {
		name, _ := parseType(k.types)
		for range 12 {
			fields, hash := k.draw(s)
			g.Cases[name] = append(g.Cases[name], goldenCase{Fields: fields, StructHash: hash, Digest: domain.Digest(hash)})
		}
	}
	return g
}

var domainFields = []apitypes.Type{{Name: "name", Type: "string"}, {Name: "version", Type: "string"}, {Name: "chainId", Type: "uint256"}, {Name: "verifyingContract", Type: "address"}}

// parseType reads an EIP-712 type string.
func parseType(s string) (name string, fields []apitypes.Type) {
	name, rest, _ := strings.Cut(strings.TrimSuffix(s, ")"), "(")
	for field := range strings.SplitSeq(rest, ",") {
		typ, field, _ := strings.Cut(field, " ")
		fields = append(fields, apitypes.Type{Name: field, Type: typ})
	}
	return name, fields
}

// message is what the file says, as a wallet would read it.
func message(t *testing.T, fields map[string]any) (m apitypes.TypedDataMessage) {
	t.Helper()
	raw, err := json.Marshal(fields)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(raw, &m))
	return m
}

func dec[N uint8 | uint16 | uint32 | uint64 | market.Status](n N) string {
	return new(big.Int).SetUint64(uint64(n)).String()
}

// source draws field values, extremes more often than chance would.
type source struct{ *rand.Rand }

func (s *source) n(bits int) uint64 {
	limit := uint64(1)<<(bits-1)<<1 - 1
	switch s.IntN(4) {
	case 0:
		return limit
	case 1:
		return s.Uint64() & 0xff & limit
	}
	return s.Uint64() & limit
}

func (s *source) bytes(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(s.Uint32())
	}
	return b
}

func (s *source) hash() common.Hash       { return common.Hash(s.bytes(32)) }
func (s *source) address() common.Address { return common.Address(s.bytes(20)) }
func (s *source) units() money.Units      { return money.UnitsFromBytes([12]byte(s.bytes(12))) }
func (s *source) amount() money.Amount    { return money.FromBytes([16]byte(s.bytes(16))) }
