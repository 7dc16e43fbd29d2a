package wire_test

import (
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/tolsey/tolsey/node/wire"
	"github.com/tolsey/tolsey/node/wire/wirepb"
)

var update = flag.Bool("update", false, "write the test vectors anew")

// vector is a test vector file: what another implementation must read and write. Bytes are hex, 64-bit numbers decimal strings.
type vector struct {
	Name   string         `json:"name"`
	Schema string         `json:"schema"` // message in proto/tolsey/wire/v1
	Hex    string         `json:"hex"`    // the message's bytes; a Frame's without its length
	Fields map[string]any `json:"fields"`
	Hash   string         `json:"hash,omitempty"`   // of a page: keccak256("tolsey/page/1" || payload)
	Signer string         `json:"signer,omitempty"` // of a signed page
}

func TestVectors(t *testing.T) {
	for name, frame := range samples() {
		t.Run(name, func(t *testing.T) {
			data := encode(t, frame)
			checkVector(t, vector{Name: name, Schema: "Frame", Hex: hex.EncodeToString(data), Fields: fieldsOf(t, data, &wirepb.Frame{})})

			back, err := wire.Decode(data)
			require.NoError(t, err)
			require.Equal(t, frame, back)
		})
	}
}

func TestVectorPage(t *testing.T) {
	signed := testSignedPage()
	payload, err := wire.EncodePage(signed.Page)
	require.NoError(t, err)
	checkVector(t, vector{
		Name: "price_page", Schema: "PricePage", Hex: hex.EncodeToString(payload), Fields: fieldsOf(t, payload, &wirepb.PricePage{}), Hash: signed.Hash.Hex(),
	})
	checkVector(t, vector{
		Name: "signed", Schema: "Signed", Hex: hex.EncodeToString(signed.Data), Fields: fieldsOf(t, signed.Data, &wirepb.Signed{}),
		Hash: signed.Hash.Hex(), Signer: signed.Seller().Hex(),
	})
}

// Every kind of the schema has a vector, so that a new message cannot come without one.
func TestVectorsAreComplete(t *testing.T) {
	seen := map[wire.Kind]bool{}
	for _, f := range samples() {
		seen[f.Kind()] = true
	}
	kinds := (&wirepb.Frame{}).ProtoReflect().Descriptor().Oneofs().ByName("kind").Fields()
	for i := range kinds.Len() {
		field := kinds.Get(i)
		k := wire.Kind(field.Number())
		require.Truef(t, seen[k], "no sample of %s", field.Name())
		require.Positivef(t, k.Max(), "%s has no limit", field.Name())
	}
	require.Len(t, seen, kinds.Len())
}

func TestCodesMatchSchema(t *testing.T) {
	values := wirepb.Code(0).Descriptor().Values()
	for i := range values.Len() {
		v := values.Get(i)
		if v.Number() == 0 {
			continue
		}
		require.Equal(t, strings.TrimPrefix(string(v.Name()), "CODE_"), wire.Code(v.Number()).String())
	}
	require.False(t, wire.Code(values.Len()).Known())
}

func encode(t testing.TB, f wire.Frame) []byte {
	t.Helper()
	data, err := wire.Append(nil, f)
	require.NoError(t, err)
	size, n := protowire.ConsumeVarint(data)
	require.Equal(t, int(size), len(data)-n)
	return data[n:]
}

func checkVector(t *testing.T, got vector) {
	t.Helper()
	path := filepath.Join("testdata", got.Name+".json")
	text, err := json.MarshalIndent(got, "", "  ")
	require.NoError(t, err)
	if *update {
		require.NoError(t, os.WriteFile(path, append(text, '\n'), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, strings.TrimSpace(string(want)), string(text))
}

func fieldsOf(t *testing.T, data []byte, m proto.Message) map[string]any {
	t.Helper()
	require.NoError(t, proto.Unmarshal(data, m))
	return messageJSON(m.ProtoReflect())
}

func messageJSON(m protoreflect.Message) map[string]any {
	out := map[string]any{}
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		if !f.IsList() {
			out[string(f.Name())] = valueJSON(f, v)
			return true
		}
		list := []any{}
		for i := range v.List().Len() {
			list = append(list, valueJSON(f, v.List().Get(i)))
		}
		out[string(f.Name())] = list
		return true
	})
	return out
}

func valueJSON(f protoreflect.FieldDescriptor, v protoreflect.Value) any {
	switch f.Kind() {
	case protoreflect.MessageKind:
		return messageJSON(v.Message())
	case protoreflect.BytesKind:
		return "0x" + hex.EncodeToString(v.Bytes())
	case protoreflect.Uint64Kind:
		return fmt.Sprint(v.Uint())
	case protoreflect.EnumKind:
		return string(f.Enum().Values().ByNumber(v.Enum()).Name())
	default:
		return v.Interface()
	}
}
