package wallet_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/keystore"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/wallet"
)

const chain = 8453

var secret = wallet.PasswordOf("correct horse")

// keyText is a key file as Create makes it; most tests copy it, since scrypt is slow on purpose.
var keyText = sync.OnceValue(func() []byte {
	dir, err := os.MkdirTemp("", "tolsey-wallet")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "node.json")
	if _, err := wallet.Create(path, secret, wallet.Light, chain); err != nil {
		panic(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		panic(err)
	}
	return data
})

func copied(t *testing.T) string {
	path := filepath.Join(t.TempDir(), "node.json")
	require.NoError(t, os.WriteFile(path, keyText(), 0o600))
	return path
}

func create(t *testing.T) (path string, s *wallet.Signer) {
	path = filepath.Join(t.TempDir(), "keystore", "node.json")
	s, err := wallet.Create(path, secret, wallet.Light, chain)
	require.NoError(t, err)
	return path, s
}

func TestCreateThenOpen(t *testing.T) {
	path, s := create(t)
	info, err := os.Stat(path)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	dir, err := os.Stat(filepath.Dir(path))
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o700), dir.Mode().Perm())
	names, err := os.ReadDir(filepath.Dir(path))
	require.NoError(t, err)
	require.Len(t, names, 1, "no temporary file stays")

	opened, err := wallet.Open(path, secret, chain)
	require.NoError(t, err)
	require.Equal(t, s.Address(), opened.Address())
	require.True(t, s.Identity().Equal(opened.Identity()))
	require.Equal(t, uint64(chain), opened.ChainID())
	address, err := wallet.AddressIn(path)
	require.NoError(t, err)
	require.Equal(t, s.Address(), address)
}

func TestKeyFileIsNeverReplaced(t *testing.T) {
	path, s := create(t)
	_, err := wallet.Create(path, secret, wallet.Light, chain)
	require.ErrorIs(t, err, wallet.ErrExists)
	opened, err := wallet.Open(path, secret, chain)
	require.NoError(t, err)
	require.Equal(t, s.Address(), opened.Address())
}

// Key files of other software open here, and ours open there.
func TestKeyFilesAreTheCommonOnes(t *testing.T) {
	path, s := create(t)
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	theirs, err := keystore.DecryptKey(data, "correct horse")
	require.NoError(t, err)
	require.Equal(t, s.Address(), theirs.Address)

	account, err := keystore.StoreKey(t.TempDir(), "correct horse", keystore.LightScryptN, keystore.LightScryptP)
	require.NoError(t, err)
	opened, err := wallet.Open(account.URL.Path, secret, chain)
	require.NoError(t, err)
	require.Equal(t, account.Address, opened.Address())
}

func TestWhatGoesWrongWithAKeyFile(t *testing.T) {
	for name, c := range map[string]struct {
		damage func(map[string]any)
		text   func(string) string
		mode   os.FileMode
		want   error
		says   string
	}{
		"cut off":           {text: func(s string) string { return s[:len(s)/2] }, want: wallet.ErrDamaged, says: "cut off"},
		"empty":             {text: func(string) string { return "" }, want: wallet.ErrDamaged, says: "cut off"},
		"not json":          {text: func(string) string { return "hello" }, want: wallet.ErrDamaged, says: "not JSON"},
		"wrong types":       {text: func(string) string { return `{"crypto":7}` }, want: wallet.ErrDamaged},
		"no crypto":         {text: func(string) string { return `{"version":3}` }, want: wallet.ErrDamaged, says: "address"},
		"readable by group": {mode: 0o640, want: wallet.ErrMode, says: "chmod 600"},
		"readable by all":   {mode: 0o604, want: wallet.ErrMode, says: "mode 0604"},
		"version":           {damage: func(m map[string]any) { m["version"] = 1 }, want: wallet.ErrDamaged, says: "version 1"},
		"address":           {damage: func(m map[string]any) { m["address"] = strings.Repeat("11", 20) }, want: wallet.ErrDamaged, says: "another address"},
		"kdf":               {damage: func(m map[string]any) { crypt(m)["kdf"] = "pbkdf2" }, want: wallet.ErrDamaged, says: "scrypt"},
		"no parameters":     {damage: func(m map[string]any) { delete(crypt(m), "kdfparams") }, want: wallet.ErrDamaged, says: "salt"},
		"work of a year":    {damage: func(m map[string]any) { params(m)["n"] = 1 << 30 }, want: wallet.ErrDamaged, says: "out of bounds"},
		"n no power of two": {damage: func(m map[string]any) { params(m)["n"] = 4095 }, want: wallet.ErrDamaged, says: "out of bounds"},
		"p of a fraction":   {damage: func(m map[string]any) { params(m)["p"] = 1.5 }, want: wallet.ErrDamaged, says: "out of bounds"},
		"salt a number":     {damage: func(m map[string]any) { params(m)["salt"] = 5 }, want: wallet.ErrDamaged, says: "salt"},
		"short iv":          {damage: func(m map[string]any) { crypt(m)["cipherparams"] = map[string]any{"iv": "00"} }, want: wallet.ErrDamaged, says: "cut off"},
		"changed mac":       {damage: func(m map[string]any) { crypt(m)["mac"] = strings.Repeat("00", 32) }, want: wallet.ErrPassword},
		"changed secret":    {damage: func(m map[string]any) { crypt(m)["ciphertext"] = strings.Repeat("00", 32) }, want: wallet.ErrPassword},
		"another network":   {damage: func(m map[string]any) { m["network"] = 31337 }, want: wallet.ErrNetwork, says: "chain 31337, this node of chain 8453"},
	} {
		t.Run(name, func(t *testing.T) {
			path := copied(t)
			data, err := os.ReadFile(path)
			require.NoError(t, err)
			if c.damage != nil {
				m := map[string]any{}
				require.NoError(t, json.Unmarshal(data, &m))
				c.damage(m)
				data, err = json.Marshal(m)
				require.NoError(t, err)
			}
			if c.text != nil {
				data = []byte(c.text(string(data)))
			}
			require.NoError(t, os.WriteFile(path, data, 0o600))
			if c.mode != 0 {
				require.NoError(t, os.Chmod(path, c.mode))
			}
			_, err = wallet.Open(path, secret, chain)
			require.ErrorIs(t, err, c.want)
			require.ErrorContains(t, err, c.says)
			require.ErrorContains(t, err, path)
		})
	}
}

func crypt(m map[string]any) map[string]any  { return m["crypto"].(map[string]any) }
func params(m map[string]any) map[string]any { return crypt(m)["kdfparams"].(map[string]any) }

func TestWrongPasswordSaysNothingAboutTheContent(t *testing.T) {
	path := copied(t)
	_, wrong := wallet.Open(path, wallet.PasswordOf("wrong"), chain)
	require.ErrorIs(t, wrong, wallet.ErrPassword)

	data, err := os.ReadFile(path)
	require.NoError(t, err)
	m := map[string]any{}
	require.NoError(t, json.Unmarshal(data, &m))
	crypt(m)["ciphertext"] = strings.Repeat("ab", 32)
	data, err = json.Marshal(m)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(path, data, 0o600))
	_, tampered := wallet.Open(path, secret, chain)
	require.Equal(t, wrong.Error(), tampered.Error(), "a tampered file and a wrong password are told apart by nobody")
}

func TestMissingKeyFile(t *testing.T) {
	_, err := wallet.Open(filepath.Join(t.TempDir(), "none.json"), secret, chain)
	require.ErrorIs(t, err, wallet.ErrMissing)
	require.ErrorContains(t, err, "tolsey init")
	_, err = wallet.Open(t.TempDir(), secret, chain)
	require.ErrorContains(t, err, "not a regular file")
}

func TestImportRefusesAKeyThatEverybodyHas(t *testing.T) {
	path := filepath.Join(t.TempDir(), "owner.json")
	_, err := wallet.Import(path, mnemonicKey(t, 1), secret, wallet.Light, chain)
	require.ErrorIs(t, err, wallet.ErrWellKnown)
	require.NoFileExists(t, path)

	_, err = wallet.Import(path, mnemonicKey(t, 1), secret, wallet.Light, 31337)
	require.NoError(t, err)
	_, err = wallet.Open(path, secret, chain)
	require.ErrorIs(t, err, wallet.ErrNetwork)

	// The same key in a file that names no network is found out by the key itself.
	key := keystore.Key{PrivateKey: mnemonicKey(t, 1), Address: crypto.PubkeyToAddress(mnemonicKey(t, 1).PublicKey)}
	foreign, err := keystore.EncryptKey(&key, "correct horse", keystore.LightScryptN, keystore.LightScryptP)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(path, foreign, 0o600))
	_, err = wallet.Open(path, secret, chain)
	require.ErrorIs(t, err, wallet.ErrWellKnown)
}

func TestEmptyPasswordIsRefused(t *testing.T) {
	_, err := wallet.Create(filepath.Join(t.TempDir(), "k.json"), wallet.Password{}, wallet.Light, chain)
	require.ErrorContains(t, err, "password is empty")
}

func FuzzOpen(f *testing.F) {
	key, err := crypto.ToECDSA(crypto.Keccak256([]byte("fuzz"))) // the same in every process that fuzzes
	require.NoError(f, err)
	good, err := keystore.EncryptKey(&keystore.Key{PrivateKey: key, Address: crypto.PubkeyToAddress(key.PublicKey)}, "correct horse", 2, 1)
	require.NoError(f, err)
	f.Add(good)
	f.Add([]byte(`{"address":"00","crypto":{"kdfparams":{"n":"x"}},"version":3}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		path := filepath.Join(t.TempDir(), "k.json")
		require.NoError(t, os.WriteFile(path, data, 0o600))
		if s, err := wallet.Open(path, secret, chain); err == nil {
			require.Equal(t, crypto.PubkeyToAddress(key.PublicKey), s.Address())
		}
	})
}
