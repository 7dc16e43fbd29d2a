package contracts_test

import (
	"math/big"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/contracts"
	"github.com/tolsey/tolsey/contracts/bindings"
	"github.com/tolsey/tolsey/market/money"
)

func TestForeignLogsAreRefused(t *testing.T) {
	dollar, clearing := bindings.NewTestDollar(), bindings.NewClearing()
	for _, log := range []*types.Log{
		{},
		{Topics: []common.Hash{{1}}},
		{Topics: []common.Hash{dollar.GetABI().Events["Transfer"].ID}},
		{Topics: []common.Hash{clearing.GetABI().Events["EIP712DomainChanged"].ID}},
	} {
		_, err := contracts.DecodeLog(log)
		require.ErrorIs(t, err, contracts.ErrForeignLog)
	}
}

func TestACutLogIsAnError(t *testing.T) {
	for name, e := range bindings.NewClearing().GetABI().Events {
		if name == "EIP712DomainChanged" {
			continue
		}
		_, err := contracts.DecodeLog(&types.Log{Topics: []common.Hash{e.ID}, Data: []byte{1}})
		require.ErrorContains(t, err, name)
	}
}

// FuzzDecodeLog throws topics and data of any kind at the decoder; what it accepts has a kind and, where it is about a
// channel, names it.
func FuzzDecodeLog(f *testing.F) {
	for _, e := range bindings.NewClearing().GetABI().Events {
		f.Add(e.ID[:], make([]byte, 32), make([]byte, 32), make([]byte, 32), make([]byte, 12*32))
		f.Add(e.ID[:], []byte{}, []byte{}, []byte{}, []byte{})
	}
	f.Fuzz(func(t *testing.T, id, a, b, c, data []byte) {
		log := &types.Log{Topics: []common.Hash{common.BytesToHash(id)}, Data: data}
		for _, topic := range [][]byte{a, b, c} {
			if len(topic) > 0 {
				log.Topics = append(log.Topics, common.BytesToHash(topic))
			}
		}
		e, err := contracts.DecodeLog(log)
		if err == nil {
			require.NotZero(t, e.Kind)
			require.NotContains(t, e.Kind.String(), "kind")
			if e.Terms != nil {
				require.Equal(t, settle.Funded, e.Kind)
				require.Equal(t, e.Channel, e.Terms.ID())
			}
		}
	})
}

// An opening says all terms, so that its channel is found again with a key alone; terms of another channel are refused.
func TestAnOpeningSaysAllTerms(t *testing.T) {
	c := channel.Channel{
		Payer: common.Address{1}, Signer: common.Address{2}, Payee: common.Address{3}, PayeeSigner: common.Address{4}, Asset: common.Hash{31: 5},
		CloseDelay: 0xa1b2c3d4, Sink: common.Hash{6}, SinkBps: 0x2710, Salt: 0x1122334455667788,
	}
	deposit, epoch := uint64(0x99aabbccddeeff), uint32(0xfedcba98)
	packed := new(big.Int).SetUint64(deposit)
	for _, part := range []struct {
		value uint64
		shift uint
	}{{c.Salt, 96}, {uint64(c.SinkBps), 160}, {uint64(c.CloseDelay), 176}, {uint64(epoch), 224}} {
		packed.Or(packed, new(big.Int).Lsh(new(big.Int).SetUint64(part.value), part.shift))
	}
	event := bindings.NewClearing().GetABI().Events["Opened"]
	data, err := event.Inputs.NonIndexed().Pack(c.Asset, c.Signer, c.PayeeSigner, c.Sink, packed)
	require.NoError(t, err)
	log := &types.Log{Topics: []common.Hash{event.ID, c.ID(), common.BytesToHash(c.Payer[:]), common.BytesToHash(c.Payee[:])}, Data: data}

	e, err := contracts.DecodeLog(log)
	require.NoError(t, err)
	require.Equal(t, settle.Event{Kind: settle.Funded, Channel: c.ID(), Epoch: epoch, Amount: money.UnitsOf(deposit), Total: money.UnitsOf(deposit),
		Terms: &c, From: c.Payer, To: c.Payee}, e)
	for at := range data[:5*32-16] { // but for the deposit's half of the last word
		log.Data = slices.Clone(data)
		log.Data[at] ^= 1
		if e, err := contracts.DecodeLog(log); err == nil {
			require.Equal(t, &c, e.Terms, "byte %d: only padding and state may change under one id", at)
		}
	}
}
