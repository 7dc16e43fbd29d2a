package contracts_test

import (
	"errors"
	"math/big"
	"reflect"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/contracts"
	"github.com/tolsey/tolsey/contracts/bindings"
)

// TestEveryErrorOfTheContractIsExplained packs each custom error of the ABI and wants a sentence that is more than a dump.
func TestEveryErrorOfTheContractIsExplained(t *testing.T) {
	parsed := bindings.NewClearing().GetABI()
	// reverts of the constructor or of libraries that no transaction of ours can meet
	unreachable := map[string]bool{"StringTooLong": true, "InvalidShortString": true}
	n := 0
	for name, e := range parsed.Errors {
		if unreachable[name] {
			continue
		}
		n++
		got, words := contracts.ExplainRaw(packError(t, e))
		require.Equal(t, name, got)
		require.NotContains(t, words, "{", "%s is dumped, not explained: %s", name, words)
		require.True(t, strings.ContainsAny(words, ":,") && len(words) > 30, "%s says too little: %s", name, words)
	}
	require.Greater(t, n, 20)
}

// packError fills an error with values that are all different from zero.
func packError(t *testing.T, e abi.Error) []byte {
	t.Helper()
	var values []any
	for _, in := range e.Inputs {
		v := reflect.New(in.Type.GetType()).Elem()
		switch x := v.Interface().(type) {
		case *big.Int:
			v.Set(reflect.ValueOf(big.NewInt(1_900_000_000)))
		case common.Address:
			v.Set(reflect.ValueOf(common.Address{0xAA}))
		case [32]byte:
			v.Set(reflect.ValueOf([32]byte{0xBB}))
		case string:
			v.SetString("text")
		default:
			require.True(t, v.CanUint(), "%s of type %T", in.Name, x)
			v.SetUint(7)
		}
		values = append(values, v.Interface())
	}
	data, err := e.Inputs.Pack(values...)
	require.NoError(t, err)
	return append(append([]byte{}, e.ID[:4]...), data...)
}

func TestExplainNamesBothValuesAndTheNextStep(t *testing.T) {
	for _, test := range []struct {
		raw  []byte
		want string
	}{
		{nil, "refused without a reason: check that the configured addresses"},
		{[]byte{1, 2}, "refused without a reason"},
		{common.FromHex("0xdeadbeef00"), "unknown error 0xdeadbeef: check that the configured contract"},
		{common.FromHex("0x08c379a00000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000000000000b63616e6e6f7420706179210000000000000000000000000000000000000000"), "refused: cannot pay!"},
	} {
		_, words := contracts.ExplainRaw(test.raw)
		require.Contains(t, words, test.want)
	}
}

func TestExplainLeavesOtherErrorsAlone(t *testing.T) {
	plain := errors.New("connection reset")
	require.Equal(t, plain, contracts.Explain(plain))
	require.NoError(t, contracts.Explain(nil))
	require.Equal(t, dataError{"not hex"}, contracts.Explain(dataError{"not hex"}))
	require.Equal(t, dataError{17}, contracts.Explain(dataError{17}))
}

type dataError struct{ data any }

func (e dataError) Error() string  { return "execution reverted" }
func (e dataError) ErrorCode() int { return 3 }
func (e dataError) ErrorData() any { return e.data }

func FuzzExplain(f *testing.F) {
	for _, e := range bindings.NewClearing().GetABI().Errors {
		f.Add(e.ID[:])
		f.Add(append(e.ID[:4:4], make([]byte, 128)...))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		_, words := contracts.ExplainRaw(raw)
		require.NotEmpty(t, words)
	})
}
