package watch

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// FileName is the channels file of a data directory.
const FileName = "channels.backup"

// fileVersion rises when an older program would misread the file.
const fileVersion = 1

// maxFile bounds what is read, bytes: about a hundred thousand channels.
const maxFile = 128 << 20

// What a caller branches on.
var (
	// ErrFile is returned for bytes that are no channels file.
	ErrFile = errors.New("not a channels file")
	// ErrNewer is returned for a channels file that a newer program has written.
	ErrNewer = errors.New("channels file is of a newer version")
)

// Holding is what a node has on one channel.
type Holding struct {
	Role    settle.Role           `json:"role"` // 1: it pays, 2: it is paid
	Channel channel.Channel       `json:"channel"`
	Asset   money.Asset           `json:"asset"`
	Peer    string                `json:"peer,omitempty"` // the other side's peer id
	OnChain channel.OnChain       `json:"onChain"`        // as last applied
	Highest channel.SignedVoucher `json:"highest"`        // signed (payer) or held (payee) in this epoch; the zero signature: none

	Sum       money.Amount `json:"sum"`                 // the node's own S, picos
	Advanced  money.Amount `json:"advanced,omitzero"`   // payee: of S, what running calls are advanced beyond their receipts
	Debt      money.Amount `json:"debt,omitzero"`       // payee: of earlier epochs, unpaid
	Settled   money.Amount `json:"settled,omitzero"`    // paid on chain over all epochs
	Consented uint64       `json:"consented,omitempty"` // payee: unix seconds until which a signed close may be used
	Halted    bool         `json:"halted,omitempty"`    // payer: a foreign voucher was seen
}

// ID is the channel's id.
func (h Holding) ID() common.Hash { return h.Channel.ID() }

// HoldingOfPayer is what a payer must not lose.
func HoldingOfPayer(p *channel.Payer) Holding {
	h := Holding{Role: settle.Payer, Channel: p.Channel, Asset: p.Asset, Peer: p.Peer, OnChain: p.OnChain, Sum: p.Sum, Settled: p.Settled, Halted: p.Halted}
	if !p.Cumulative.IsZero() {
		h.Highest = channel.SignedVoucher{Voucher: channel.Voucher{Epoch: p.OnChain.Epoch, Cumulative: p.Cumulative, Memo: p.Memo}, Sig: p.Sig}
	}
	return h
}

// HoldingOfPayee is what a payee must not lose.
func HoldingOfPayee(p *channel.Payee) Holding {
	return Holding{Role: settle.Payee, Channel: p.Channel, Asset: p.Asset, Peer: p.Peer, OnChain: p.OnChain, Highest: p.Highest,
		Sum: p.Sum, Advanced: p.Advanced, Debt: p.Debt, Settled: p.Settled, Consented: p.Consented}
}

// Named is the holding with its channel's id in the voucher. A payer's row leaves it out, since hashing the id costs more than all else.
func (h Holding) Named() Holding {
	if h.Highest.Epoch != 0 || !h.Highest.Cumulative.IsZero() {
		h.Highest.ChannelID = h.ID()
	}
	return h
}

// Check verifies the voucher: its signer must have made it. A payer's may lack a signature, where it was adopted from the chain.
func (h Holding) Check(d market.Domain) error {
	id, v := h.ID(), h.Highest
	switch {
	case h.Role != settle.Payer && h.Role != settle.Payee:
		return fmt.Errorf("channel %s: role %d is neither payer (1) nor payee (2)", id, h.Role)
	case h.Asset.Decimals > money.MaxDecimals:
		return fmt.Errorf("channel %s: its asset has %d decimals, at most %d are supported", id, h.Asset.Decimals, money.MaxDecimals)
	case v.Sig.IsZero():
		return nil
	case v.ChannelID != id || v.Epoch != h.OnChain.Epoch:
		return fmt.Errorf("channel %s: its voucher is of another channel or epoch", id)
	}
	if err := v.Check(d, h.Channel.Signer); err != nil {
		return fmt.Errorf("channel %s: verify voucher: %w", id, err)
	}
	return nil
}

// File is a channels file.
type File struct {
	Version  int            `json:"version"`
	ChainID  uint64         `json:"chainId"`
	Clearing common.Address `json:"clearing"`
	Genesis  common.Hash    `json:"genesis"`
	Written  uint64         `json:"written"` // unix ms
	Channels []Holding      `json:"channels"`
}

// NewFile is a channels file of the version that this program writes, without channels.
func NewFile(d market.Domain, genesis common.Hash, at uint64) File {
	return File{Version: fileVersion, ChainID: d.ChainID, Clearing: d.Clearing, Genesis: genesis, Written: at, Channels: []Holding{}}
}

// Domain is the signing domain of the file's vouchers.
func (f File) Domain() market.Domain { return market.Domain{ChainID: f.ChainID, Clearing: f.Clearing} }

// Encode is the file's bytes from its head and its channels' lines, each of which EncodeHolding has made: a node with many channels
// encodes only those that have changed.
func (f File) Encode(lines [][]byte) []byte {
	f.Channels = nil
	head, err := json.Marshal(f)
	if err != nil {
		panic("developer error: the head of a channels file does not marshal: " + err.Error())
	}
	head = bytes.TrimSuffix(head, []byte("null}"))
	size := len(head) + 4
	for _, l := range lines {
		size += len(l) + 2
	}
	out := append(append(make([]byte, 0, size), head...), '[')
	for i, l := range lines {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(append(out, '\n'), l...)
	}
	return append(out, "]}\n"...)
}

// EncodeHolding is a channel's line of a channels file.
func EncodeHolding(h Holding) []byte {
	line, err := json.Marshal(h.Named())
	if err != nil {
		panic("developer error: a holding does not marshal: " + err.Error())
	}
	return line
}

// Parse reads a channels file and verifies every voucher of it.
func Parse(text []byte) (File, error) {
	f, err := parse(text)
	if err != nil {
		return File{}, err
	}
	for _, h := range f.Channels {
		if err := h.Check(f.Domain()); err != nil {
			return File{}, fmt.Errorf("%w: %w", ErrFile, err)
		}
	}
	return f, nil
}

// parse leaves the signatures to the caller.
func parse(text []byte) (File, error) {
	var v struct {
		Version int `json:"version"`
	}
	if err := json.Unmarshal(text, &v); err != nil {
		return File{}, fmt.Errorf("%w: %w", ErrFile, err)
	}
	switch {
	case v.Version > fileVersion:
		return File{}, fmt.Errorf("%w: version %d, this program knows %d; use the newer program", ErrNewer, v.Version, fileVersion)
	case v.Version < 1:
		return File{}, fmt.Errorf("%w: it names no version", ErrFile)
	}
	var f File
	if err := json.Unmarshal(text, &f); err != nil {
		return File{}, fmt.Errorf("%w: %w", ErrFile, err)
	}
	seen := map[holdingID]bool{}
	for _, h := range f.Channels {
		id := holdingID{h.Role, h.ID()}
		if seen[id] {
			return File{}, fmt.Errorf("%w: channel %s is there twice", ErrFile, id.channel)
		}
		seen[id] = true
	}
	return f, nil
}

type holdingID struct {
	role    settle.Role
	channel common.Hash
}

// Read reads a channels file from disk, every voucher verified.
func Read(path string) (File, error) {
	text, err := load(path)
	if err != nil {
		return File{}, err
	}
	f, err := Parse(text)
	if err != nil {
		return File{}, fmt.Errorf("read %s: %w", path, err)
	}
	return f, nil
}

func load(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("read channels file: %w", err)
	}
	if !info.Mode().IsRegular() || info.Size() > maxFile {
		return nil, fmt.Errorf("read channels file %s: %w: no regular file of at most %d MiB", path, ErrFile, maxFile>>20)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read channels file: %w", err)
	}
	return text, nil
}
