package wallet

import (
	"encoding/hex"
	"errors"
	"fmt"
	"math/bits"
	"strings"
)

// Bounds of what a key file may ask of the machine that opens it: as much as common software writes.
const (
	maxScryptWork = 1 << 18 // n times p
	scryptR       = 8
)

// validate checks the shape of a key file before any of it is computed with: the decryption below trusts it.
func (f *keyFile) validate() error {
	c := &f.Crypto
	switch {
	case f.Version != 3:
		return fmt.Errorf("it is of version %d, not 3", f.Version)
	case !isHex(strings.TrimPrefix(f.Address, "0x"), 20):
		return errors.New("its address is not 20 bytes in hex")
	case c.Cipher != "aes-128-ctr" || c.KDF != "scrypt":
		return errors.New("its cipher is not aes-128-ctr with scrypt")
	case !isHex(c.CipherText, 32) || !isHex(c.CipherParams.IV, 16) || !isHex(c.MAC, 32):
		return errors.New("its cipher text, iv or mac is cut off")
	}
	salt, ok := c.KDFParams["salt"].(string)
	if !ok || !isHex(salt, 32) {
		return errors.New("its salt is not 32 bytes in hex")
	}
	n, p := integer(c.KDFParams["n"]), integer(c.KDFParams["p"])
	if n < 2 || bits.OnesCount(uint(n)) != 1 || p < 1 || n > maxScryptWork/p ||
		integer(c.KDFParams["r"]) != scryptR || integer(c.KDFParams["dklen"]) != 32 {
		return errors.New("its scrypt parameters are out of bounds")
	}
	return nil
}

func isHex(s string, size int) bool {
	b, err := hex.DecodeString(s)
	return err == nil && len(b) == size
}

// integer is a JSON number that is a small whole one; 0: it is not.
func integer(v any) int {
	f, ok := v.(float64)
	if !ok || f < 0 || f > 1<<31 || f != float64(int(f)) {
		return 0
	}
	return int(f)
}
