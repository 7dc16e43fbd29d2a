package contracts_test

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/contracts"
	"github.com/tolsey/tolsey/contracts/bindings"
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
