package wallet

import (
	"bytes"
	"crypto/ecdsa"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// Chain ids of development chains, on which keys that everybody knows are allowed.
const (
	devnetChain    = 31337
	simulatedChain = 1337
)

func devnet(chainID uint64) bool { return chainID == devnetChain || chainID == simulatedChain }

// guessable: whoever looks for careless keys counts up from one. Keys of at most 64 bits are among the first found.
func guessable(key *ecdsa.PrivateKey) bool {
	return bytes.Count(crypto.FromECDSA(key)[:24], []byte{0}) == 24
}

func wellKnown(key *ecdsa.PrivateKey, address common.Address) bool {
	return mnemonicAccounts[address] || guessable(key)
}

// WellKnown reports whether an account is one that every development chain funds.
func WellKnown(a common.Address) bool { return mnemonicAccounts[a] }

// mnemonicAccounts are the first twenty accounts of "test test test test test test test test test test test junk", which every
// development chain funds and every thief watches.
var mnemonicAccounts = map[common.Address]bool{
	common.HexToAddress("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"): true,
	common.HexToAddress("0x70997970C51812dc3A010C7d01b50e0d17dc79C8"): true,
	common.HexToAddress("0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"): true,
	common.HexToAddress("0x90F79bf6EB2c4f870365E785982E1f101E93b906"): true,
	common.HexToAddress("0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65"): true,
	common.HexToAddress("0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc"): true,
	common.HexToAddress("0x976EA74026E726554dB657fA54763abd0C3a0aa9"): true,
	common.HexToAddress("0x14dC79964da2C08b23698B3D3cc7Ca32193d9955"): true,
	common.HexToAddress("0x23618e81E3f5cdF7f54C3d65f7FBc0aBf5B21E8f"): true,
	common.HexToAddress("0xa0Ee7A142d267C1f36714E4a8F75612F20a79720"): true,
	common.HexToAddress("0xBcd4042DE499D14e55001CcbB24a551F3b954096"): true,
	common.HexToAddress("0x71bE63f3384f5fb98995898A86B02Fb2426c5788"): true,
	common.HexToAddress("0xFABB0ac9d68B0B445fB7357272Ff202C5651694a"): true,
	common.HexToAddress("0x1CBd3b2770909D4e10f157cABC84C7264073C9Ec"): true,
	common.HexToAddress("0xdF3e18d64BC6A983f673Ab319CCaE4f1a57C7097"): true,
	common.HexToAddress("0xcd3B766CCDd6AE721141F452C550Ca635964ce71"): true,
	common.HexToAddress("0x2546BcD3c84621e976D8185a91A922aE77ECEc30"): true,
	common.HexToAddress("0xbDA5747bFD65F08deb54cb465eB87D40e51B197E"): true,
	common.HexToAddress("0xdD2FD4581271e230360230F9337D5c0430Bf44C0"): true,
	common.HexToAddress("0x8626f6940E2eb28930eFb4CeF49B2d1F2C9C1199"): true,
}
