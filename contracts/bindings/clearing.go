// Code generated via abigen V2 - DO NOT EDIT.
// This file is a generated binding and any manual changes will be lost.

package bindings

import (
	"bytes"
	"errors"
	"math/big"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// Reference imports to suppress errors if they are not otherwise used.
var (
	_ = bytes.Equal
	_ = errors.New
	_ = big.NewInt
	_ = common.Big1
	_ = types.BloomLookup
	_ = abi.ConvertType
)

// Authorization is an auto generated low-level Go binding around an user-defined struct.
type Authorization struct {
	Amount      *big.Int
	ValidAfter  *big.Int
	ValidBefore *big.Int
	Salt        [32]byte
	V           uint8
	R           [32]byte
	S           [32]byte
}

// Channel is an auto generated low-level Go binding around an user-defined struct.
type Channel struct {
	Payer       common.Address
	Signer      common.Address
	Payee       common.Address
	PayeeSigner common.Address
	Asset       [32]byte
	CloseDelay  uint32
	Sink        [32]byte
	SinkBps     uint16
	Salt        uint64
}

// Close is an auto generated low-level Go binding around an user-defined struct.
type Close struct {
	ChannelId [32]byte
	Epoch     uint32
	Claimed   *big.Int
	Deadline  uint64
}

// Leg is an auto generated low-level Go binding around an user-defined struct.
type Leg struct {
	C          Channel
	Epoch      uint32
	Cumulative *big.Int
	Memo       [32]byte
	UpTo       *big.Int
	Sig        []byte
}

// Permit is an auto generated low-level Go binding around an user-defined struct.
type Permit struct {
	Deadline *big.Int
	V        uint8
	R        [32]byte
	S        [32]byte
}

// RequestClose is an auto generated low-level Go binding around an user-defined struct.
type RequestClose struct {
	ChannelId [32]byte
	Epoch     uint32
	Nonce     *big.Int
}

// Shared is an auto generated low-level Go binding around an user-defined struct.
type Shared struct {
	Payee       common.Address
	PayeeSigner common.Address
	Asset       [32]byte
	CloseDelay  uint32
	Sink        [32]byte
	SinkBps     uint16
}

// State is an auto generated low-level Go binding around an user-defined struct.
type State struct {
	Deposit *big.Int
	Claimed *big.Int
	CloseAt uint32
	Epoch   uint32
}

// Voucher is an auto generated low-level Go binding around an user-defined struct.
type Voucher struct {
	ChannelId  [32]byte
	Epoch      uint32
	Cumulative *big.Int
	Memo       [32]byte
}

// Withdraw is an auto generated low-level Go binding around an user-defined struct.
type Withdraw struct {
	Owner    common.Address
	Asset    [32]byte
	To       common.Address
	Amount   *big.Int
	Nonce    *big.Int
	Deadline uint64
}

// ClearingMetaData contains all meta data concerning the Clearing contract.
var ClearingMetaData = bind.MetaData{
	ABI: "[{\"type\":\"constructor\",\"inputs\":[{\"name\":\"minCloseDelay_\",\"type\":\"uint32\",\"internalType\":\"uint32\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"MAX_CLOSE_DELAY\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint32\",\"internalType\":\"uint32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"authorizationNonce\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"salt\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"pure\"},{\"type\":\"function\",\"name\":\"authorizeAndFund\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"a\",\"type\":\"tuple\",\"internalType\":\"structAuthorization\",\"components\":[{\"name\":\"amount\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"validAfter\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"validBefore\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"salt\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"v\",\"type\":\"uint8\",\"internalType\":\"uint8\"},{\"name\":\"r\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"s\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"authorizeAndFundPledged\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"sink\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"a\",\"type\":\"tuple\",\"internalType\":\"structAuthorization\",\"components\":[{\"name\":\"amount\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"validAfter\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"validBefore\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"salt\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"v\",\"type\":\"uint8\",\"internalType\":\"uint8\"},{\"name\":\"r\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"s\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"balanceOf\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"cancelClose\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"channelId\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"pure\"},{\"type\":\"function\",\"name\":\"claim\",\"inputs\":[{\"name\":\"legs\",\"type\":\"tuple[]\",\"internalType\":\"structLeg[]\",\"components\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"cumulative\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"memo\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"upTo\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"sig\",\"type\":\"bytes\",\"internalType\":\"bytes\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"claimPacked\",\"inputs\":[{\"name\":\"shared\",\"type\":\"tuple\",\"internalType\":\"structShared\",\"components\":[{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"}]},{\"name\":\"legs\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"closeCooperative\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"close\",\"type\":\"tuple\",\"internalType\":\"structClose\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"claimed\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"deadline\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"closeSig\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"voucher\",\"type\":\"tuple\",\"internalType\":\"structVoucher\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"cumulative\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"memo\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"name\":\"voucherSig\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"closeDigest\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structClose\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"claimed\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"deadline\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"closePledged\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"close\",\"type\":\"tuple\",\"internalType\":\"structClose\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"claimed\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"deadline\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"closeSig\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"voucher\",\"type\":\"tuple\",\"internalType\":\"structVoucher\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"cumulative\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"memo\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"name\":\"voucherSig\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"sink\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"sinkSig\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"deposit\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"depositAndFund\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"amount\",\"type\":\"uint96\",\"internalType\":\"uint96\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"depositAndFundPledged\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"sink\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"amount\",\"type\":\"uint96\",\"internalType\":\"uint96\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"domainSeparator\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"eip712Domain\",\"inputs\":[],\"outputs\":[{\"name\":\"fields\",\"type\":\"bytes1\",\"internalType\":\"bytes1\"},{\"name\":\"name\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"version\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"chainId\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"verifyingContract\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"salt\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"extensions\",\"type\":\"uint256[]\",\"internalType\":\"uint256[]\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"finalizeClose\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"fund\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"amount\",\"type\":\"uint96\",\"internalType\":\"uint96\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"fundPledged\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"sink\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"amount\",\"type\":\"uint96\",\"internalType\":\"uint96\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"minCloseDelay\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint32\",\"internalType\":\"uint32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"nonceBitmap\",\"inputs\":[{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"word\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"permitAndFund\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"amount\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"permit\",\"type\":\"tuple\",\"internalType\":\"structPermit\",\"components\":[{\"name\":\"deadline\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"v\",\"type\":\"uint8\",\"internalType\":\"uint8\"},{\"name\":\"r\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"s\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"permitAndFundPledged\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"sink\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"amount\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"permit\",\"type\":\"tuple\",\"internalType\":\"structPermit\",\"components\":[{\"name\":\"deadline\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"v\",\"type\":\"uint8\",\"internalType\":\"uint8\"},{\"name\":\"r\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"s\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"permitDeposit\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"permit\",\"type\":\"tuple\",\"internalType\":\"structPermit\",\"components\":[{\"name\":\"deadline\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"v\",\"type\":\"uint8\",\"internalType\":\"uint8\"},{\"name\":\"r\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"s\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"requestClose\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"requestCloseBySig\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"r\",\"type\":\"tuple\",\"internalType\":\"structRequestClose\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"nonce\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"name\":\"sig\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"requestCloseDigest\",\"inputs\":[{\"name\":\"r\",\"type\":\"tuple\",\"internalType\":\"structRequestClose\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"nonce\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"revokeNonce\",\"inputs\":[{\"name\":\"nonce\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"state\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"\",\"type\":\"tuple\",\"internalType\":\"structState\",\"components\":[{\"name\":\"deposit\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"claimed\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"closeAt\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"states\",\"inputs\":[{\"name\":\"ids\",\"type\":\"bytes32[]\",\"internalType\":\"bytes32[]\"}],\"outputs\":[{\"name\":\"all\",\"type\":\"tuple[]\",\"internalType\":\"structState[]\",\"components\":[{\"name\":\"deposit\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"claimed\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"closeAt\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"transfer\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"voucherDigest\",\"inputs\":[{\"name\":\"v\",\"type\":\"tuple\",\"internalType\":\"structVoucher\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"cumulative\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"memo\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"withdraw\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"withdrawBySig\",\"inputs\":[{\"name\":\"w\",\"type\":\"tuple\",\"internalType\":\"structWithdraw\",\"components\":[{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"nonce\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"deadline\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"sig\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"withdrawDigest\",\"inputs\":[{\"name\":\"w\",\"type\":\"tuple\",\"internalType\":\"structWithdraw\",\"components\":[{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"nonce\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"deadline\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"event\",\"name\":\"Claimed\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"packed\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"},{\"name\":\"memo\",\"type\":\"bytes32\",\"indexed\":false,\"internalType\":\"bytes32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"CloseCancelled\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"CloseRequested\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"},{\"name\":\"closeAt\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Closed\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"},{\"name\":\"claimed\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"},{\"name\":\"refund\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Deposited\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"from\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"to\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"EIP712DomainChanged\",\"inputs\":[],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Funded\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"payer\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"},{\"name\":\"amount\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"},{\"name\":\"deposit\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"NonceSpent\",\"inputs\":[{\"name\":\"owner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"nonce\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Opened\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"payer\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"indexed\":false,\"internalType\":\"bytes32\"},{\"name\":\"signer\",\"type\":\"address\",\"indexed\":false,\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"indexed\":false,\"internalType\":\"address\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"indexed\":false,\"internalType\":\"bytes32\"},{\"name\":\"packed\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Passed\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"source\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"},{\"name\":\"amount\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"},{\"name\":\"deposit\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Skipped\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"reason\",\"type\":\"uint8\",\"indexed\":false,\"internalType\":\"enumSkipReason\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Transferred\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"from\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"to\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Withdrawn\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"owner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"to\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"error\",\"name\":\"AlreadyClosing\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeAt\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]},{\"type\":\"error\",\"name\":\"BadAsset\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"BadChannel\",\"inputs\":[{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"}]},{\"type\":\"error\",\"name\":\"BadDelay\",\"inputs\":[{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"minCloseDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"maxCloseDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]},{\"type\":\"error\",\"name\":\"BadLength\",\"inputs\":[{\"name\":\"length\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"legSize\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"BadParty\",\"inputs\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"BadRecipient\",\"inputs\":[{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"BadSignature\",\"inputs\":[{\"name\":\"recovered\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"Expired\",\"inputs\":[{\"name\":\"time\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"deadline\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"type\":\"error\",\"name\":\"InsufficientBalance\",\"inputs\":[{\"name\":\"balance\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"needed\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"InvalidShortString\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"NonceUsed\",\"inputs\":[{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"nonce\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"NotClosing\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"NotOpen\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]},{\"type\":\"error\",\"name\":\"NotPayer\",\"inputs\":[{\"name\":\"caller\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"NotPayerOrSigner\",\"inputs\":[{\"name\":\"caller\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"NothingReceived\",\"inputs\":[{\"name\":\"received\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"asked\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"OverDeposit\",\"inputs\":[{\"name\":\"claimed\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"deposit\",\"type\":\"uint96\",\"internalType\":\"uint96\"}]},{\"type\":\"error\",\"name\":\"Overflow\",\"inputs\":[{\"name\":\"value\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"max\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ReentrancyGuardReentrantCall\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"SafeERC20FailedOperation\",\"inputs\":[{\"name\":\"token\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"StringTooLong\",\"inputs\":[{\"name\":\"str\",\"type\":\"string\",\"internalType\":\"string\"}]},{\"type\":\"error\",\"name\":\"TooEarly\",\"inputs\":[{\"name\":\"time\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"closeAt\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]},{\"type\":\"error\",\"name\":\"VoucherTooLow\",\"inputs\":[{\"name\":\"cumulative\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"needed\",\"type\":\"uint96\",\"internalType\":\"uint96\"}]},{\"type\":\"error\",\"name\":\"WrongChannel\",\"inputs\":[{\"name\":\"signed\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"WrongEpoch\",\"inputs\":[{\"name\":\"signed\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]},{\"type\":\"error\",\"name\":\"ZeroAmount\",\"inputs\":[]}]",
	ID:  "Clearing",
	Bin: "0x61018080604052346101b05760208161544f803803809161002082856101b4565b8339810103126101b0575163ffffffff81168082036101b0576040516100476040826101b4565b60068152602081019065746f6c73657960d01b82526040519161006b6040846101b4565b600183526020830191603160f81b8352610084816101eb565b61012052610091846101eb565b61014052519020918260e05251902080610100524660a0526040519060208201927f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f8452604083015260608201524660808201523060a082015260a081526100fa60c0826101b4565b5190206080523060c052801580156101a4575b6101865750610160526040516151f890816102578239608051816139cb015260a05181613a82015260c0518161399c015260e05181613a1a01526101005181613a40015261012051816115f8015261014051816116220152610160518181816106c301528181614639015281816149d00152614af10152f35b632553985960e11b5f52600452600160245262278d0060445260645ffd5b5062278d00811161010d565b5f80fd5b601f909101601f19168101906001600160401b038211908210176101d757604052565b634e487b7160e01b5f52604160045260245ffd5b601f815111610216576020815191015160208210610207571790565b5f198260200360031b1b161790565b604460209160405192839163305a27a960e01b83528160048401528051918291826024860152018484015e5f828201840152601f01601f19168101030190fdfe60806040526004361015610011575f80fd5b5f5f3560e01c8063058083e514612c0c57806305c1ee2014612bc957806306947cd714612b335780630a8fd2a614612ac657806328d7338f14612a595780632b3e23de146129185780632d0032a01461282157806335b674c4146127275780633e0ff106146122fa5780633fc0a19f146120ad5780633feb1bd8146120165780634fe02b4414611fa4578063503185c214611e2c57806350d5124d14611cac57806357543be314611bea57806361d585da14611b5457806363f6e4d2146119405780636bd5cf47146117e35780637a2382d3146116f657806384b0196e146115c057806389ce4c75146115845780638cdb17451461150e57806396728720146114175780639942ff09146112ae5780639b77ba0e1461125c5780639ca30d37146110b1578063a27648ba14610e9d578063a6fb97d114610e57578063b61018a114610b92578063c203823614610b21578063d954863c14610a70578063eac77bfb146109c9578063ef9ca51e146106e7578063eff31d9114610688578063f608f3e1146101e95763f698da25146101a6575f80fd5b346101e657807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101e65760206101de613985565b604051908152f35b80fd5b50346101e6576101f836612e74565b90929161020361311f565b60a0820661065757610213612fde565b9160408201359061022383612f13565b610234608085013580928588613b54565b61023c613985565b90608086019283519263ffffffff60c08901511692899761025c81612f13565b9761026960208301612f13565b61ffff61028460a061027d6060870161303e565b9501612f45565b1697996104006040511161062f577fdec703ce866844a589ff2476c3be03cda0a24c3a3ba373062718350c4884a50d6104005261046052610480526104a05263ffffffff166104c0526104e0526105008490527fbd74e6c34167625e699b94ee4152570063f1c307ccd3ce48c43abf62b1e2c140610540526119016105e0526106005260046020528801975b88811061032e5750505061032b949550526060820152613aa8565b80f35b602881013595601482013560601c90823560601c6104205281610440528760c01c6105205261014061040020918261056052828b5260408b2080548c63ffffffff6bffffffffffffffffffffffff8d60401c169c8d6105a05260a01c169384610580528c6bffffffffffffffffffffffff8416809111610627575b8d6bffffffffffffffffffffffff8560601c169003958460e01c18906001871282176105cf57505060408801356105c05260a0610540206106205260426105fe20610640527f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a07f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff60808a01358060ff1c601b016106605260608b01356106805216806106a052838052602084608061064060015afa501191511817610598578c9a8a61052d575b5091807fffffffffffffffffffffffffffffffffffffffff0000000000000000000000008c9695949387948360601b0180915516176105a052837f82801d8da2de9f3785ca9f7b4906ac658c0cb6d37eaf9666312f6032cc6f944b60406105a0a20301976104e5575b505060a0905b01610310565b8160a0939297019684610580526105a052866105c0526104e0517fb6558f806254edc60bc9b78aafd36a6fc229a42f5fd05363d4eb83d23f2e9dac6060610580a3905f6104d9565b909a5061271061270f898282828887030201049302010403996bffffffffffffffffffffffff8b8b0111610561575f610470565b50505096509060a09160058a527f167515379ec29133d62e15798dd6c90f692036c714de5d7c9c36fe3ed92ade5b60208ba26104df565b50505096509060a09160048a527f167515379ec29133d62e15798dd6c90f692036c714de5d7c9c36fe3ed92ade5b60208ba26104df565b945094505060a09695949b5060039150521561061e575b610615575b7f167515379ec29133d62e15798dd6c90f692036c714de5d7c9c36fe3ed92ade5b60208ba26104df565b60028a526105eb565b60018b526105e6565b9c508c6103a9565b60048e7f28680fe0000000000000000000000000000000000000000000000000000000008152fd5b604483837f2e728bb200000000000000000000000000000000000000000000000000000000825260045260a0602452fd5b50346101e657807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101e657602060405163ffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b50346101e6577ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601610200811261098257610120136101e65760e07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffedc3601126101e65761075361311f565b60017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d6101406040517fdec703ce866844a589ff2476c3be03cda0a24c3a3ba373062718350c4884a50d815261012060046020830137206084359073ffffffffffffffffffffffffffffffffffffffff6107ee6107d084614f59565b9263ffffffff60606107e1836141c0565b01511661018435916130d9565b911691604051907f70a08231000000000000000000000000000000000000000000000000000000008252306004830152602082602481875afa9182156109be578592610986575b50600435908573ffffffffffffffffffffffffffffffffffffffff8316958684036109825761012435966bffffffffffffffffffffffff88169687890361097e576101a4359260ff84169384810361096b5750803b1561097a578492836101249260405196879586947fef55bec600000000000000000000000000000000000000000000000000000000865260048601523060248601528d604486015261014435606486015261016435608486015260a485015260c48401526101c43560e48401526101e4356101048401525af1801561096f5761094e575b50918091610928966109239695945050614fba565b614903565b807f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d80f35b8161095d919695949396612f9d565b61096b57909192855f61090e565b8580fd5b6040513d84823e3d90fd5b8480fd5b8380fd5b5080fd5b9091506020813d6020116109b6575b816109a260209383612f9d565b810103126109b25751905f610835565b5f80fd5b3d9150610995565b6040513d87823e3d90fd5b50346101e65760807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101e6575060206101de60a06040517fe130b57c6cbf5a615b9df25842ebf4b60c10f7b82a1a17efbf729584f7c4c0c68152608060048583013720610a38613985565b604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b50346101e657610ac2610a8236612ddc565b610a8e9391929361311f565b60017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d610abb83613d7d565b828461428e565b918352600260205273ffffffffffffffffffffffffffffffffffffffff6040842091165f52602052610af960405f2091825461304f565b9055807f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d80f35b50346101e65760407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101e65773ffffffffffffffffffffffffffffffffffffffff6040610b70612d98565b92600435815260026020522091165f52602052602060405f2054604051908152f35b50346101e6577ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601610320811261098257610120136101e6576101207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffedc3601126101e65760e07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffdbc3601126101e657610c2961311f565b60017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d610c5561316f565b6101406040517fdec703ce866844a589ff2476c3be03cda0a24c3a3ba373062718350c4884a50d815261012060046020830137206084359073ffffffffffffffffffffffffffffffffffffffff610ccc610cae84614f59565b9263ffffffff6060610cbf836141c0565b0151166102a435916130d9565b911691604051907f70a08231000000000000000000000000000000000000000000000000000000008252306004830152602082602481875afa9182156109be578592610e23575b50600435908573ffffffffffffffffffffffffffffffffffffffff8316958684036109825761024435966bffffffffffffffffffffffff88169687890361097e576102c4359260ff84169384810361096b5750803b1561097a578492836101249260405196879586947fef55bec600000000000000000000000000000000000000000000000000000000865260048601523060248601528d604486015261026435606486015261028435608486015260a485015260c48401526102e43560e4840152610304356101048401525af1801561096f57610e06575b5091809161092896610e019695945050614fba565b614567565b81610e15919695949396612f9d565b61096b57909192855f610dec565b9091506020813d602011610e4f575b81610e3f60209383612f9d565b810103126109b25751905f610d13565b3d9150610e32565b50346101e657610928610e6936612ddc565b91610e7261311f565b60017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d339061446b565b50346101e6577ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36016102e0811261098257610120136101e6576101207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffedc3601126101e657610244356bffffffffffffffffffffffff81168091036109825760807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd9c36011261098257610f4e61311f565b60017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d610f7a61316f565b6084358273ffffffffffffffffffffffffffffffffffffffff610f9c83614f59565b166102843560ff81169081810361097e5750813b156110ad57829160e4839260405194859384927fd505accf0000000000000000000000000000000000000000000000000000000084523360048501523060248501528a604485015261026435606485015260848401526102a43560a48401526102c43560c48401525af1611098575b50506004359073ffffffffffffffffffffffffffffffffffffffff821680831415908161096b57803303611069575061097e57610928926001926110629261428e565b6004614a52565b7f2f081df300000000000000000000000000000000000000000000000000000000865233600452602452604485fd5b816110a291612f9d565b6110ad57825f61101f565b8280fd5b50346101e6576110c036612e74565b90916110ca61311f565b60017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d60a0810167ffffffffffffffff6111048261310a565b16421161121a5761111482612f13565b6040519260208401907f7c501c3b11a46306dcb6c2c6339bf274ce49b158201da496b7fb2b0534546146825273ffffffffffffffffffffffffffffffffffffffff61115e82612dbb565b166040860152602081013594856060820152604082019473ffffffffffffffffffffffffffffffffffffffff61119387612dbb565b1660808301526060830135978860a08401526080840135918260c0850152359067ffffffffffffffff8216809203611216576109289a6112109761120a97866111f79560e061120599015260e081526111ee61010082612f9d565b51902090613ec4565b61120083612f13565b61335b565b612f13565b91612f13565b9161446b565b8b80fd5b8467ffffffffffffffff61122f60449361310a565b7f8a55c6220000000000000000000000000000000000000000000000000000000083524260045216602452fd5b50346101e65760607ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101e6576024359063ffffffff821682036101e65760206101de604435846004356130d9565b50346101e6577ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36016101c0811261098257610120136101e6576112f0612c9b565b60807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffebc3601126109825761132261311f565b60017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d8173ffffffffffffffffffffffffffffffffffffffff611367608435614f59565b166101643560ff81169081810361097e5750813b156110ad57829160e4839260405194859384927fd505accf0000000000000000000000000000000000000000000000000000000084523360048501523060248501526bffffffffffffffffffffffff8a16604485015261014435606485015260848401526101843560a48401526101a43560c48401525af1611402575b50610928826143e9565b8161140c91612f9d565b61098257815f6113f8565b50346101e6576101207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101e65761145061311f565b73ffffffffffffffffffffffffffffffffffffffff61146d612ecd565b16331415806114e7575b61148c5761032b61148661344c565b916140dc565b60649073ffffffffffffffffffffffffffffffffffffffff6114ac612ecd565b816114b5612ef0565b917f15be5df0000000000000000000000000000000000000000000000000000000008552336004521660245216604452fd5b5073ffffffffffffffffffffffffffffffffffffffff611505612ef0565b16331415611477565b50346101e6577ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601610140811261098257610120136101e657610928611553612c9b565b61155b61311f565b60017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d6143e9565b50346101e657807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101e657602060405162278d008152f35b50346101e657807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101e65761169a9061161c7f00000000000000000000000000000000000000000000000000000000000000006150e2565b906116467f00000000000000000000000000000000000000000000000000000000000000006150e2565b9060206116a86040519361165a8386612f9d565b8385525f3681376040519687967f0f00000000000000000000000000000000000000000000000000000000000000885260e08589015260e0880190612e31565b908682036040880152612e31565b904660608601523060808601528260a086015284820360c08601528080855193848152019401925b8281106116df57505050500390f35b8351855286955093810193928101926001016116d0565b50346101e65761173d61170836612cb7565b91929061171361311f565b60017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d8361329b565b73ffffffffffffffffffffffffffffffffffffffff61175b83612f13565b163303611795578161178f6001926bffffffffffffffffffffffff61178261092896612f13565b911690608084013561428e565b90614a52565b60448373ffffffffffffffffffffffffffffffffffffffff6117b685612f13565b7f2f081df30000000000000000000000000000000000000000000000000000000083523360045216602452fd5b50346109b25760e07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126109b25760043561181e612d98565b60443560807fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff9c3601126109b25761185361311f565b60017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d61188082613d7d565b73ffffffffffffffffffffffffffffffffffffffff61189e84614f59565b1660843560ff8116908181036109b25750813b156109b2575f9160e4839260405194859384927fd505accf0000000000000000000000000000000000000000000000000000000084523360048501523060248501528860448501526064356064850152608484015260a43560a484015260c43560c48401525af1611929575b50610ac290828461428e565b6119369194505f90612f9d565b5f92610ac261191d565b346109b2577ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36016103a081126109b257610120136109b25760807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffedc3601126109b2576101a43567ffffffffffffffff81116109b2576119c4903690600401612d39565b60807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe3c3601126109b2576102443567ffffffffffffffff81116109b257611a0f903690600401612d39565b916101207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd9c3601126109b2576103843567ffffffffffffffff81116109b257611a5c903690600401612d39565b9490611a6661311f565b60c4356101406040517fdec703ce866844a589ff2476c3be03cda0a24c3a3ba373062718350c4884a50d81526101206102646020830137208103611b185750611aad613985565b9060a06040517fe130b57c6cbf5a615b9df25842ebf4b60c10f7b82a1a17efbf729584f7c4c0c681526080610124602083013720966102c4359173ffffffffffffffffffffffffffffffffffffffff831683036109b257611b1698611b1194614224565b6134e9565b005b61ffff90611b24612f34565b907f1c636388000000000000000000000000000000000000000000000000000000005f526004521660245260445ffd5b346109b25760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126109b257611b8b613074565b506080611b996004356141c0565b611be8604051809263ffffffff606080926bffffffffffffffffffffffff81511685526bffffffffffffffffffffffff6020820151166020860152826040820151166040860152015116910152565bf35b346109b2577ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360161014081126109b257610120136109b257611c2b612c9b565b611c3361311f565b60043573ffffffffffffffffffffffffffffffffffffffff8116908181036109b257813303611c7c57611b165f6bffffffffffffffffffffffff85166110628133608435613dd7565b507f2f081df3000000000000000000000000000000000000000000000000000000005f523360045260245260445ffd5b346109b25760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126109b25760043567ffffffffffffffff81116109b257611cfb903690600401612d67565b611d048161305c565b91611d126040519384612f9d565b8183527fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0611d3f8361305c565b015f5b818110611e155750505f5b82811015611d8357600190611d678160051b8401356141c0565b611d718287613098565b52611d7c8186613098565b5001611d4d565b836040518091602082016020835281518091526020604084019201905f5b818110611daf575050500390f35b919350916020608082611e07600194885163ffffffff606080926bffffffffffffffffffffffff81511685526bffffffffffffffffffffffff6020820151166020860152826040820151166040860152015116910152565b019401910191849392611da1565b602090611e20613074565b82828801015201611d42565b346109b2577ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36016101a081126109b257610120136109b25760607ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffedc3601126109b2576101843567ffffffffffffffff81116109b257611eb0903690600401612d39565b611eb861311f565b60017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d611ee461344c565b9261012492919235610144359063ffffffff8216928383036109b257611f7f97611f7a94611f7293611f1886828c8b613e48565b611f20612ecd565b916040519660208801927f3c18ba4ef1fecdd519563c5c1dc6a667eb19264a9d7c32059556e8461336f820845260408901525060608701526101643595866080820152608081526111ee60a082612f9d565b611200612ecd565b6140dc565b5f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b346109b25760407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126109b25760043573ffffffffffffffffffffffffffffffffffffffff81168091036109b2575f52600360205260405f206024355f52602052602060405f2054604051908152f35b346109b25773ffffffffffffffffffffffffffffffffffffffff61203936612ddc565b91929061204461311f565b61204d81613d7d565b612058833386613dd7565b835f52600260205260405f208282165f5260205260405f2061207b84825461304f565b905560405192835216917f4cafe8c90c0e3a2fa8da6fa1827b31ff8be7d9efb7f85b110c3481ad9b36beff60203393a4005b346109b2576101207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126109b2576120e561311f565b6120ed61344c565b9063ffffffff8260c01c1680156122ce5780421061229f57506bffffffffffffffffffffffff8260601c1690816bffffffffffffffffffffffff841603926bffffffffffffffffffffffff84116122725760e01c906001820163ffffffff81116122725760e01b7fffffffff000000000000000000000000000000000000000000000000000000001690556bffffffffffffffffffffffff8316806121e6575b506040805163ffffffff90921682526bffffffffffffffffffffffff928316602083015291909216908201527fe0c1262b8c1980dbad9b9f80509b7409ede22ea2023fc22bb4c7e639eff8d0499080606081015b0390a2005b926004359073ffffffffffffffffffffffffffffffffffffffff821682036109b2577fe0c1262b8c1980dbad9b9f80509b7409ede22ea2023fc22bb4c7e639eff8d04994612265836121e194506084359073ffffffffffffffffffffffffffffffffffffffff915f52600260205260405f20602052165f5260405f2090565b908154019055935061218d565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b7f1885981b000000000000000000000000000000000000000000000000000000005f524260045260245260445ffd5b837f713ee726000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b346109b25760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126109b25760043567ffffffffffffffff81116109b257612349903690600401612d67565b61235161311f565b612359613985565b612361612fde565b925f60208501917ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe4181360301915b8581101561271e578060051b820135838112156109b257820190604082016123b681612f13565b73ffffffffffffffffffffffffffffffffffffffff8088511691161480159061270f575b80156126fd575b6126d6575b506123f082613415565b91825f52600460205260405f2092835461018083016bffffffffffffffffffffffff61241b82613025565b161515806126a8575b156126885761243f6bffffffffffffffffffffffff91613025565b169061012084019563ffffffff6124558861303e565b16925f906bffffffffffffffffffffffff8416908181101561268057945b60e085901c146126515750506002935b84976006861015612624578e95156124c6575b5091859391600198959361ffff6101606124b560e06124c09b01612f45565b970135961694613bc6565b0161238f565b60a091969492939895506124d99061303e565b6bffffffffffffffffffffffff6124f36101408701613025565b63ffffffff604051937fbd74e6c34167625e699b94ee4152570063f1c307ccd3ce48c43abf62b1e2c14085528a6020860152166040840152166060820152610160850135608082015220966101a08401357fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe1853603018112156109b25784019283359367ffffffffffffffff85116109b2576020019684360388136109b2578f946125e1908f996125dc60019d6124c09c604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b614ec6565b505073ffffffffffffffffffffffffffffffffffffffff8061260560208a01612f13565b1691160361261b575b9193959850919395612496565b6004965061260e565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52602160045260245ffd5b61265e5750600193612483565b936bffffffffffffffffffffffff8360601c1684116124835760039450612483565b508094612473565b506bffffffffffffffffffffffff6126a36101408501613025565b61243f565b506126b281613025565b6bffffffffffffffffffffffff806126cd6101408801613025565b16911610612424565b6126e66126f7916112058b613aa8565b60c08401359060808501358b613b54565b886123e6565b50604089015160c084013514156123e1565b508851608084013514156123da565b611b1687613aa8565b346109b25760c07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126109b257604051602081017f7c501c3b11a46306dcb6c2c6339bf274ce49b158201da496b7fb2b0534546146815260043573ffffffffffffffffffffffffffffffffffffffff81168091036109b2576040830152602435606083015260443573ffffffffffffffffffffffffffffffffffffffff81168091036109b257608083015260643560a083015260843560c083015260a4359067ffffffffffffffff82168092036109b257826101de9260e0602095015260e0815261281661010082612f9d565b519020610a38613985565b346109b2577ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360161026081126109b257610120136109b25760807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffedc3601126109b2576101a43567ffffffffffffffff81116109b2576128a5903690600401612d39565b60807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe3c3601126109b2576102443567ffffffffffffffff81116109b2576128f0903690600401612d39565b916128f961311f565b60c435938461290c57611b1694506134e9565b61ffff85611b24612f34565b346109b2576101207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126109b25761295061311f565b73ffffffffffffffffffffffffffffffffffffffff61296d612ecd565b163303612a0c5761297c61344c565b9063ffffffff8260c01c16156129e057816020917bffffffff0000000000000000000000000000000000000000000000007f097e31beb8ed7314df08377dd0c4c9d1d958c89a3ef0ad5002837a98d6b377c39416821890556040519060e01c8152a2005b827f713ee726000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b73ffffffffffffffffffffffffffffffffffffffff612a29612ecd565b7f2f081df3000000000000000000000000000000000000000000000000000000005f52336004521660245260445ffd5b346109b2576101207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126109b25760206101406040517fdec703ce866844a589ff2476c3be03cda0a24c3a3ba373062718350c4884a50d815261012060048483013720604051908152f35b346109b25760807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126109b25760206101de60a06040517fbd74e6c34167625e699b94ee4152570063f1c307ccd3ce48c43abf62b1e2c1408152608060048583013720610a38613985565b346109b25760607ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126109b257604051602081017f3c18ba4ef1fecdd519563c5c1dc6a667eb19264a9d7c32059556e8461336f820815260043560408301526024359063ffffffff82168092036109b257826101de926060602095015260443560808201526080815261281660a082612f9d565b346109b25760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126109b257612c0061311f565b611b166004353361335b565b346109b257612c2e612c1d36612cb7565b919290612c2861311f565b8361329b565b73ffffffffffffffffffffffffffffffffffffffff612c4c83612f13565b163303612c7d57611b16916bffffffffffffffffffffffff6001921690612c7882336080840135613dd7565b614a52565b73ffffffffffffffffffffffffffffffffffffffff612a2983612f13565b61012435906bffffffffffffffffffffffff821682036109b257565b907ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc820161026081126109b257610120136109b2576101207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffedc60049301126109b25761012490610244356bffffffffffffffffffffffff811681036109b25790565b9181601f840112156109b25782359167ffffffffffffffff83116109b257602083818601950101116109b257565b9181601f840112156109b25782359167ffffffffffffffff83116109b2576020808501948460051b0101116109b257565b6024359073ffffffffffffffffffffffffffffffffffffffff821682036109b257565b359073ffffffffffffffffffffffffffffffffffffffff821682036109b257565b7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc60609101126109b2576004359060243573ffffffffffffffffffffffffffffffffffffffff811681036109b2579060443590565b907fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0601f602080948051918291828752018686015e5f8582860101520116010190565b907ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc820160e081126109b25760c0136109b25760049160c4359067ffffffffffffffff82116109b257612ec991600401612d39565b9091565b60043573ffffffffffffffffffffffffffffffffffffffff811681036109b25790565b60243573ffffffffffffffffffffffffffffffffffffffff811681036109b25790565b3573ffffffffffffffffffffffffffffffffffffffff811681036109b25790565b60e43561ffff811681036109b25790565b3561ffff811681036109b25790565b6080810190811067ffffffffffffffff821117612f7057604052565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b90601f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0910116810190811067ffffffffffffffff821117612f7057604052565b6040519060e0820182811067ffffffffffffffff821117612f70576040525f60c0838281528260208201528260408201528260608201528260808201528260a08201520152565b356bffffffffffffffffffffffff811681036109b25790565b3563ffffffff811681036109b25790565b9190820180921161227257565b67ffffffffffffffff8111612f705760051b60200190565b6040519061308182612f54565b5f6060838281528260208201528260408201520152565b80518210156130ac5760209160051b010190565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603260045260245ffd5b9163ffffffff6040519260208401948552166040830152606082015260608152613104608082612f9d565b51902090565b3567ffffffffffffffff811681036109b25790565b7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005c61314757565b7f3ee5aeb5000000000000000000000000000000000000000000000000000000005f5260045ffd5b60c4356101406040517fdec703ce866844a589ff2476c3be03cda0a24c3a3ba373062718350c4884a50d815261012061012460208301372081148061328d575b8061323e575b158015613226575b801561320b575b6131cb5750565b60e4359061ffff8216918281036109b257507f1c636388000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b5060e43561ffff81168082036109b2576127109150116131c4565b5060e43561ffff8116908181036109b25750156131bd565b506101243573ffffffffffffffffffffffffffffffffffffffff8116908181036109b257506044359073ffffffffffffffffffffffffffffffffffffffff8216918281036109b25750146131b5565b506084356101a435146131af565b60c0810135916132aa81613415565b83149081613348575b81613312575b501580156132fb575b80156132e1575b6132d1575050565b90611b2460e061ffff9301612f45565b5061271061ffff6132f460e08401612f45565b16116132c9565b5061ffff61330b60e08301612f45565b16156132c2565b61331c9150612f13565b73ffffffffffffffffffffffffffffffffffffffff8061333e60408501612f13565b169116145f6132b9565b90506080820135608082013514906132b3565b9073ffffffffffffffffffffffffffffffffffffffff600160ff83161b921691825f52600360205260405f208260081c90815f5260205260405f2054908282166133e557917f8d7d3ad841a35661c3ba5f8abc9d0a9e615a0c26636208d0a641f05b091431a39391602093865f526003855260405f20905f5284521760405f2055604051908152a2565b83857f2af71f10000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b61014090610120604051917fdec703ce866844a589ff2476c3be03cda0a24c3a3ba373062718350c4884a50d835260208301372090565b6101406040517fdec703ce866844a589ff2476c3be03cda0a24c3a3ba373062718350c4884a50d815261012060046020830137209081805f52600460205260405f20918254916bffffffffffffffffffffffff8316156134a95750565b90507fe7e831dd000000000000000000000000000000000000000000000000000000005f5260045260e01c60245260445ffd5b9190820391821161227257565b6134f36004613415565b93845f52600460205260405f20938454906bffffffffffffffffffffffff821615613952578194613522613985565b946101443563ffffffff811681036109b2576135439061012435868c613e48565b6101843567ffffffffffffffff8116908181036109b25781421161392257505060a06040517fe130b57c6cbf5a615b9df25842ebf4b60c10f7b82a1a17efbf729584f7c4c0c681526080610124602083013720916064359173ffffffffffffffffffffffffffffffffffffffff831683036109b2576135c29388614224565b6bffffffffffffffffffffffff8260601c169161016435946bffffffffffffffffffffffff8616928387036109b257848411613737575b505050505050506bffffffffffffffffffffffff8160601c1690816bffffffffffffffffffffffff821603906bffffffffffffffffffffffff82116122725760e01c90600182019063ffffffff8211612272577fe0c1262b8c1980dbad9b9f80509b7409ede22ea2023fc22bb4c7e639eff8d049947fffffffff000000000000000000000000000000000000000000000000000000006136e49360e01b1690556bffffffffffffffffffffffff8116806136e9575b50604051938493849160409194936bffffffffffffffffffffffff809263ffffffff606087019816865216602085015216910152565b0390a2565b61372b6136f66004612f13565b6080600401359073ffffffffffffffffffffffffffffffffffffffff915f52600260205260405f20602052165f5260405f2090565b9081540190555f6136ae565b90919293949596505f956bffffffffffffffffffffffff84168086116138f357506101e43563ffffffff811681036109b257613778906101c435868d613e48565b610204356bffffffffffffffffffffffff8116908181036109b257886109b2578682106138bf57505060a06040517fbd74e6c34167625e699b94ee4152570063f1c307ccd3ce48c43abf62b1e2c140815260806101c4602083013720916024359273ffffffffffffffffffffffffffffffffffffffff841684036109b2576137ff94614224565b836109b25761381d9061381284846134dc565b610224359189614d77565b9360c4356138a9575f905b6044359473ffffffffffffffffffffffffffffffffffffffff861686036109b2576109b257613897936138649361385f92506134dc565b6134dc565b916084359073ffffffffffffffffffffffffffffffffffffffff915f52600260205260405f20602052165f5260405f2090565b9081540190555f8080808080806135f9565b5f93506138b98284896004614ddf565b90613828565b9089879250507f845a467c000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b857fa114e810000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b507f8a55c622000000000000000000000000000000000000000000000000000000005f524260045260245260445ffd5b50857fe7e831dd000000000000000000000000000000000000000000000000000000005f5260045260e01c60245260445ffd5b73ffffffffffffffffffffffffffffffffffffffff7f000000000000000000000000000000000000000000000000000000000000000016301480613a7f575b156139ed577f000000000000000000000000000000000000000000000000000000000000000090565b60405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f000000000000000000000000000000000000000000000000000000000000000060408201527f000000000000000000000000000000000000000000000000000000000000000060608201524660808201523060a082015260a0815261310460c082612f9d565b507f000000000000000000000000000000000000000000000000000000000000000046146139c4565b606081015180613afa575b50608081019081519160a0820192835114613af5576040613af19201515f526004602052613aeb60405f2093845492519051906134dc565b9061304f565b9055565b505050565b613b48825173ffffffffffffffffffffffffffffffffffffffff60208501511673ffffffffffffffffffffffffffffffffffffffff915f52600260205260405f20602052165f5260405f2090565b9081540190555f613ab3565b9173ffffffffffffffffffffffffffffffffffffffff908460408501521660208301528152608081019060a081015f81525f83525f60608301528315613bc05760c0935f52600460205260405f2054916bffffffffffffffffffffffff831694859360e01c9101525252565b50505050565b95909694935f9560808801958651151580613d6c575b613d02575b5060068110156126245780613ccc575091613c1f8492613c1788956bffffffffffffffffffffffff613c269860601c16906134dc565b80948b614d77565b90556134dc565b613c356060850191825161304f565b90528115613bc05781613c6a7fb6558f806254edc60bc9b78aafd36a6fc229a42f5fd05363d4eb83d23f2e9dac93835161304f565b8252613cc7613c92613c8b63ffffffff60c060408901519801511693614efa565b9351614efa565b604051938493849160409194936bffffffffffffffffffffffff809263ffffffff606087019816865216602085015216910152565b0390a3565b9450505050507f167515379ec29133d62e15798dd6c90f692036c714de5d7c9c36fe3ed92ade5b925060209150604051908152a2565b613d33919750613d2d613d1582856151c8565b916bffffffffffffffffffffffff8860601c166151c8565b906134dc565b9585516bffffffffffffffffffffffff036bffffffffffffffffffffffff8111612272578711613d64575b5f613be1565b506005613d5e565b506006821015612624578115613bdc565b73ffffffffffffffffffffffffffffffffffffffff1680158015613dce575b613da35750565b7ff66e9048000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b50308114613d9c565b90613e0b919073ffffffffffffffffffffffffffffffffffffffff915f52600260205260405f20602052165f5260405f2090565b908154818110613e1a57039055565b7fcf479181000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b9091818103613e9657505060e01c9063ffffffff16818103613e68575050565b7f6112d253000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b7f2ce7ab11000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b909192613ecf613985565b93613f1282826125dc8789604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b50509473ffffffffffffffffffffffffffffffffffffffff808516961694868614806140d3575b6140ca57613f7991604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b92803b15938415613fbf575b50505050613f91575050565b7f08d20b25000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b909192935067ffffffffffffffff8411612f7057604051614008601f86017fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe01660200182612f9d565b84815236858501116109b2577fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0601f825f602089819a839a83606499013783010152805190604051957f1626ba7e00000000000000000000000000000000000000000000000000000000875260048701526040602487015288820190604487015e86848287010152011601915afa7f1626ba7e000000000000000000000000000000000000000000000000000000005f5114601f3d111616155f808080613f85565b50505050505050565b50861515613f39565b9163ffffffff8160c01c1680614191575060a43563ffffffff81168082036109b25761410991504261304f565b9163ffffffff831161415d5760c083901b821790556040805160e09290921c825263ffffffff90921660208201527fe061cbf286197f3b27a0e317367b039267202a7d4b72520b2fe52f612b33e3f59190a2565b827f7ae59685000000000000000000000000000000000000000000000000000000005f5260045263ffffffff60245260445ffd5b837f11b8a496000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b6141c8613074565b505f52600460205260405f2054604051906141e282612f54565b6bffffffffffffffffffffffff811682526bffffffffffffffffffffffff8160601c16602083015263ffffffff8160c01c16604083015260e01c606082015290565b9273ffffffffffffffffffffffffffffffffffffffff93926125dc61427d938695604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b505092169116818103613f91575050565b9291909273ffffffffffffffffffffffffffffffffffffffff6142b082614f59565b1693604051917f70a08231000000000000000000000000000000000000000000000000000000008352306004840152602083602481895afa9283156143de575f936143aa575b506040517f23b872dd000000000000000000000000000000000000000000000000000000005f5233600452306024528460445260205f606481808b5af19060015f5114821615614389575b6040525f6060521561435d5761435a9495503390614fba565b90565b857f5274afe7000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b9060018115166143a157873b15153d15161690614341565b503d5f823e3d90fd5b9092506020813d6020116143d6575b816143c660209383612f9d565b810103126109b25751915f6142f6565b3d91506143b9565b6040513d5f823e3d90fd5b60043573ffffffffffffffffffffffffffffffffffffffff81168082141590816109b25780330361443c57506109b25761443a915f91611062916bffffffffffffffffffffffff169060843561428e565b565b7f2f081df3000000000000000000000000000000000000000000000000000000005f523360045260245260445ffd5b6144d29073ffffffffffffffffffffffffffffffffffffffff80939461449081613d7d565b61449b878785613dd7565b168094827fa6786aab7dbbc48b4b0387488b407bd81448030ab207b50bea7dbb5fbc1cd9eb602087604051948b86521693a4614f59565b1691604051917fa9059cbb000000000000000000000000000000000000000000000000000000005f5260045260245260205f60448180865af19060015f511482161561454f575b604052156145245750565b7f5274afe7000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b9060018115166143a157823b15153d15161690614519565b80156148db576101406040517fdec703ce866844a589ff2476c3be03cda0a24c3a3ba373062718350c4884a50d8152610120600460208301372090815f52600460205260405f20918254926bffffffffffffffffffffffff6145d36145ce8583881661304f565b614efa565b16906145df848661304f565b90558281036148395750604435926004359260e4359160a43591610104359160c435606435602435808a17828c171760a01c601089901c604088901c17176109b25781158b151781158b15171761477757505063ffffffff7f000000000000000000000000000000000000000000000000000000000000000016808610801561476b575b614726575085811715158061471f575b6146e25750916146a860a094927f5ab229d3dd3a67043fc6b9aa067e1fa8162af651fa0839a2d7f389b0dec7a283969461304f565b91604051936020608486376020602481870137602060646040870137602060c4606087013760401b9060501b171760601b176080820152a4565b61ffff861690868281036109b257507f1c636388000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b505f614673565b63ffffffff8616868181036109b257507f4aa730b2000000000000000000000000000000000000000000000000000000005f5260045260245262278d0060445260645ffd5b5062278d008611614663565b73ffffffffffffffffffffffffffffffffffffffff8a16908b8b8381036109b2575073ffffffffffffffffffffffffffffffffffffffff8216918281036109b2575073ffffffffffffffffffffffffffffffffffffffff8116908181036109b2575073ffffffffffffffffffffffffffffffffffffffff8416918285036109b25760849450604051937f56cbdd760000000000000000000000000000000000000000000000000000000085526004850152602484015260448301526064820152fd5b919260043573ffffffffffffffffffffffffffffffffffffffff81169391908481036109b257506044359473ffffffffffffffffffffffffffffffffffffffff8616958681036109b257506040805160e09390931c83526bffffffffffffffffffffffff91821660208401529216918101919091527f0c7c96c41cb5b295bb2e4c919b6103228615b1c9080d9390a97eb7e33dc1dfea9080606081015b0390a4565b7f1f2a2005000000000000000000000000000000000000000000000000000000005f5260045ffd5b80156148db576101406040517fdec703ce866844a589ff2476c3be03cda0a24c3a3ba373062718350c4884a50d8152610120600460208301372090815f52600460205260405f20918254926bffffffffffffffffffffffff61496a6145ce8583881661304f565b1690614976848661304f565b90558281036148395750604435926004359260e4359160a43591610104359160c435606435602435808a17828c171760a01c601089901c604088901c17176109b25781158b151781158b15171761477757505063ffffffff7f0000000000000000000000000000000000000000000000000000000000000000168086108015614a46575b6147265750858117151580614a3e576146e25750916146a860a094927f5ab229d3dd3a67043fc6b9aa067e1fa8162af651fa0839a2d7f389b0dec7a283969461304f565b506001614673565b5062278d0086116149fa565b919080156148db57614a6383613415565b90815f52600460205260405f208054906bffffffffffffffffffffffff614a8f6145ce8583861661304f565b1690614a9b848461304f565b9055828103614cea575060208501938435606087013561010088013560401c60e089013560101c178160408a013517838a35171760a01c176109b257156040880135151790158735151717614c615763ffffffff7f0000000000000000000000000000000000000000000000000000000000000000168060a0880135108015614c51575b614c0a575060e086013560c08701351715159081614c01575b50614bbd5790614b479161304f565b60206040519381608087018637818501376020606085016040850137602060c08501606085013761010084013560e085013560401b60a086013560501b171760601b1760808301527f5ab229d3dd3a67043fc6b9aa067e1fa8162af651fa0839a2d7f389b0dec7a28360a06040850135943593a4565b61ffff8560c0614bcf60e08301612f45565b917f1c636388000000000000000000000000000000000000000000000000000000005f5201356004521660245260445ffd5b9050155f614b38565b63ffffffff614c1b60a0890161303e565b7f4aa730b2000000000000000000000000000000000000000000000000000000005f521660045260245262278d0060445260645ffd5b5062278d0060a088013511614b1f565b60848573ffffffffffffffffffffffffffffffffffffffff8881614c8d614c8783612f13565b94612f13565b9181614ca76060614ca060408501612f13565b9301612f13565b9381604051977f56cbdd76000000000000000000000000000000000000000000000000000000008952166004880152166024860152166044840152166064820152fd5b7f0c7c96c41cb5b295bb2e4c919b6103228615b1c9080d9390a97eb7e33dc1dfea929450906148d673ffffffffffffffffffffffffffffffffffffffff92614d3d6040614d368a612f13565b9901612f13565b6040805160e09590951c85526bffffffffffffffffffffffff98891660208601529190971690830152948216959091169381906060820190565b91604090614dad7f82801d8da2de9f3785ca9f7b4906ac658c0cb6d37eaf9666312f6032cc6f944b939695968260601b9061304f565b958251917fffffffffffffffffffffffffffffffffffffffff00000000000000000000000088161782526020820152a2565b9392909160c085013591825f52600460205260405f20918254916bffffffffffffffffffffffff8316978815614eba57614e379291614e3161ffff614e2960e0613d2d9501612f45565b1680926151c8565b926151c8565b958615614eb05790614e6e6145ce887fb6558f806254edc60bc9b78aafd36a6fc229a42f5fd05363d4eb83d23f2e9dac959461304f565b91614e79888361304f565b90556040805160e09290921c82526bffffffffffffffffffffffff8881166020840152909216918101919091528060608101613cc7565b505f955050505050565b505f9750505050505050565b9060418303614ef057614ee99250602081013591604082359201355f1a90615139565b9192909190565b50505f9160029190565b6bffffffffffffffffffffffff8111614f1e576bffffffffffffffffffffffff1690565b7f7ae59685000000000000000000000000000000000000000000000000000000005f526004526bffffffffffffffffffffffff60245260445ffd5b9073ffffffffffffffffffffffffffffffffffffffff8216918060a01c15801590614fb1575b614f865750565b7f1b5580b2000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b50823b15614f7f565b9493602490939193602073ffffffffffffffffffffffffffffffffffffffff614fe289614f59565b16604051938480927f70a082310000000000000000000000000000000000000000000000000000000082523060048301525afa9182156143de575f926150ae575b508282111561507f575090615037916134dc565b937fcfccc5211684bc31ce945214025a7453ba30a1ffcc38fcb691ce742437f3f256602073ffffffffffffffffffffffffffffffffffffffff806040519589875216951693a4565b7f444e7d3f000000000000000000000000000000000000000000000000000000005f525f60045260245260445ffd5b9091506020813d6020116150da575b816150ca60209383612f9d565b810103126109b25751905f615023565b3d91506150bd565b60ff811690601f821161511157604051916150fe604084612f9d565b6020808452838101919036833783525290565b7fb3512b0c000000000000000000000000000000000000000000000000000000005f5260045ffd5b91907f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a084116151bd579160209360809260ff5f9560405194855216868401526040830152606082015282805260015afa156143de575f5173ffffffffffffffffffffffffffffffffffffffff8116156151b357905f905f90565b505f906001905f90565b5050505f9160039190565b818102918183041490151715612272576127108101908181116122725761270f019081116122725761271090049056",
}

// Clearing is an auto generated Go binding around an Ethereum contract.
type Clearing struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *Clearing) GetABI() abi.ABI {
	return c.abi
}

// NewClearing creates a new instance of Clearing.
func NewClearing() *Clearing {
	parsed, err := ClearingMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &Clearing{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *Clearing) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(uint32 minCloseDelay_) returns()
func (clearing *Clearing) PackConstructor(minCloseDelay_ uint32) []byte {
	enc, err := clearing.abi.Pack("", minCloseDelay_)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackMAXCLOSEDELAY is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x89ce4c75.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function MAX_CLOSE_DELAY() view returns(uint32)
func (clearing *Clearing) PackMAXCLOSEDELAY() []byte {
	enc, err := clearing.abi.Pack("MAX_CLOSE_DELAY")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMAXCLOSEDELAY is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x89ce4c75.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function MAX_CLOSE_DELAY() view returns(uint32)
func (clearing *Clearing) TryPackMAXCLOSEDELAY() ([]byte, error) {
	return clearing.abi.Pack("MAX_CLOSE_DELAY")
}

// UnpackMAXCLOSEDELAY is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x89ce4c75.
//
// Solidity: function MAX_CLOSE_DELAY() view returns(uint32)
func (clearing *Clearing) UnpackMAXCLOSEDELAY(data []byte) (uint32, error) {
	out, err := clearing.abi.Unpack("MAX_CLOSE_DELAY", data)
	if err != nil {
		return *new(uint32), err
	}
	out0 := *abi.ConvertType(out[0], new(uint32)).(*uint32)
	return out0, nil
}

// PackAuthorizationNonce is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9b77ba0e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function authorizationNonce(bytes32 id, uint32 epoch, bytes32 salt) pure returns(bytes32)
func (clearing *Clearing) PackAuthorizationNonce(id [32]byte, epoch uint32, salt [32]byte) []byte {
	enc, err := clearing.abi.Pack("authorizationNonce", id, epoch, salt)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAuthorizationNonce is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9b77ba0e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function authorizationNonce(bytes32 id, uint32 epoch, bytes32 salt) pure returns(bytes32)
func (clearing *Clearing) TryPackAuthorizationNonce(id [32]byte, epoch uint32, salt [32]byte) ([]byte, error) {
	return clearing.abi.Pack("authorizationNonce", id, epoch, salt)
}

// UnpackAuthorizationNonce is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x9b77ba0e.
//
// Solidity: function authorizationNonce(bytes32 id, uint32 epoch, bytes32 salt) pure returns(bytes32)
func (clearing *Clearing) UnpackAuthorizationNonce(data []byte) ([32]byte, error) {
	out, err := clearing.abi.Unpack("authorizationNonce", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackAuthorizeAndFund is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xef9ca51e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function authorizeAndFund((address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) c, (uint96,uint256,uint256,bytes32,uint8,bytes32,bytes32) a) returns()
func (clearing *Clearing) PackAuthorizeAndFund(c Channel, a Authorization) []byte {
	enc, err := clearing.abi.Pack("authorizeAndFund", c, a)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAuthorizeAndFund is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xef9ca51e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function authorizeAndFund((address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) c, (uint96,uint256,uint256,bytes32,uint8,bytes32,bytes32) a) returns()
func (clearing *Clearing) TryPackAuthorizeAndFund(c Channel, a Authorization) ([]byte, error) {
	return clearing.abi.Pack("authorizeAndFund", c, a)
}

// PackAuthorizeAndFundPledged is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb61018a1.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function authorizeAndFundPledged((address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) c, (address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) sink, (uint96,uint256,uint256,bytes32,uint8,bytes32,bytes32) a) returns()
func (clearing *Clearing) PackAuthorizeAndFundPledged(c Channel, sink Channel, a Authorization) []byte {
	enc, err := clearing.abi.Pack("authorizeAndFundPledged", c, sink, a)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAuthorizeAndFundPledged is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb61018a1.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function authorizeAndFundPledged((address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) c, (address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) sink, (uint96,uint256,uint256,bytes32,uint8,bytes32,bytes32) a) returns()
func (clearing *Clearing) TryPackAuthorizeAndFundPledged(c Channel, sink Channel, a Authorization) ([]byte, error) {
	return clearing.abi.Pack("authorizeAndFundPledged", c, sink, a)
}

// PackBalanceOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc2038236.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function balanceOf(bytes32 asset, address owner) view returns(uint256)
func (clearing *Clearing) PackBalanceOf(asset [32]byte, owner common.Address) []byte {
	enc, err := clearing.abi.Pack("balanceOf", asset, owner)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackBalanceOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc2038236.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function balanceOf(bytes32 asset, address owner) view returns(uint256)
func (clearing *Clearing) TryPackBalanceOf(asset [32]byte, owner common.Address) ([]byte, error) {
	return clearing.abi.Pack("balanceOf", asset, owner)
}

// UnpackBalanceOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xc2038236.
//
// Solidity: function balanceOf(bytes32 asset, address owner) view returns(uint256)
func (clearing *Clearing) UnpackBalanceOf(data []byte) (*big.Int, error) {
	out, err := clearing.abi.Unpack("balanceOf", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackCancelClose is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2b3e23de.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function cancelClose((address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) c) returns()
func (clearing *Clearing) PackCancelClose(c Channel) []byte {
	enc, err := clearing.abi.Pack("cancelClose", c)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCancelClose is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2b3e23de.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function cancelClose((address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) c) returns()
func (clearing *Clearing) TryPackCancelClose(c Channel) ([]byte, error) {
	return clearing.abi.Pack("cancelClose", c)
}

// PackChannelId is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x28d7338f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function channelId((address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) c) pure returns(bytes32)
func (clearing *Clearing) PackChannelId(c Channel) []byte {
	enc, err := clearing.abi.Pack("channelId", c)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackChannelId is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x28d7338f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function channelId((address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) c) pure returns(bytes32)
func (clearing *Clearing) TryPackChannelId(c Channel) ([]byte, error) {
	return clearing.abi.Pack("channelId", c)
}

// UnpackChannelId is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x28d7338f.
//
// Solidity: function channelId((address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) c) pure returns(bytes32)
func (clearing *Clearing) UnpackChannelId(data []byte) ([32]byte, error) {
	out, err := clearing.abi.Unpack("channelId", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackClaim is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3e0ff106.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function claim(((address,address,address,address,bytes32,uint32,bytes32,uint16,uint64),uint32,uint96,bytes32,uint96,bytes)[] legs) returns()
func (clearing *Clearing) PackClaim(legs []Leg) []byte {
	enc, err := clearing.abi.Pack("claim", legs)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackClaim is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3e0ff106.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function claim(((address,address,address,address,bytes32,uint32,bytes32,uint16,uint64),uint32,uint96,bytes32,uint96,bytes)[] legs) returns()
func (clearing *Clearing) TryPackClaim(legs []Leg) ([]byte, error) {
	return clearing.abi.Pack("claim", legs)
}

// PackClaimPacked is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf608f3e1.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function claimPacked((address,address,bytes32,uint32,bytes32,uint16) shared, bytes legs) returns()
func (clearing *Clearing) PackClaimPacked(shared Shared, legs []byte) []byte {
	enc, err := clearing.abi.Pack("claimPacked", shared, legs)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackClaimPacked is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf608f3e1.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function claimPacked((address,address,bytes32,uint32,bytes32,uint16) shared, bytes legs) returns()
func (clearing *Clearing) TryPackClaimPacked(shared Shared, legs []byte) ([]byte, error) {
	return clearing.abi.Pack("claimPacked", shared, legs)
}

// PackCloseCooperative is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2d0032a0.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function closeCooperative((address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) c, (bytes32,uint32,uint96,uint64) close, bytes closeSig, (bytes32,uint32,uint96,bytes32) voucher, bytes voucherSig) returns()
func (clearing *Clearing) PackCloseCooperative(c Channel, close Close, closeSig []byte, voucher Voucher, voucherSig []byte) []byte {
	enc, err := clearing.abi.Pack("closeCooperative", c, close, closeSig, voucher, voucherSig)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCloseCooperative is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2d0032a0.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function closeCooperative((address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) c, (bytes32,uint32,uint96,uint64) close, bytes closeSig, (bytes32,uint32,uint96,bytes32) voucher, bytes voucherSig) returns()
func (clearing *Clearing) TryPackCloseCooperative(c Channel, close Close, closeSig []byte, voucher Voucher, voucherSig []byte) ([]byte, error) {
	return clearing.abi.Pack("closeCooperative", c, close, closeSig, voucher, voucherSig)
}

// PackCloseDigest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xeac77bfb.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function closeDigest((bytes32,uint32,uint96,uint64) c) view returns(bytes32)
func (clearing *Clearing) PackCloseDigest(c Close) []byte {
	enc, err := clearing.abi.Pack("closeDigest", c)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCloseDigest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xeac77bfb.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function closeDigest((bytes32,uint32,uint96,uint64) c) view returns(bytes32)
func (clearing *Clearing) TryPackCloseDigest(c Close) ([]byte, error) {
	return clearing.abi.Pack("closeDigest", c)
}

// UnpackCloseDigest is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xeac77bfb.
//
// Solidity: function closeDigest((bytes32,uint32,uint96,uint64) c) view returns(bytes32)
func (clearing *Clearing) UnpackCloseDigest(data []byte) ([32]byte, error) {
	out, err := clearing.abi.Unpack("closeDigest", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackClosePledged is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x63f6e4d2.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function closePledged((address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) c, (bytes32,uint32,uint96,uint64) close, bytes closeSig, (bytes32,uint32,uint96,bytes32) voucher, bytes voucherSig, (address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) sink, bytes sinkSig) returns()
func (clearing *Clearing) PackClosePledged(c Channel, close Close, closeSig []byte, voucher Voucher, voucherSig []byte, sink Channel, sinkSig []byte) []byte {
	enc, err := clearing.abi.Pack("closePledged", c, close, closeSig, voucher, voucherSig, sink, sinkSig)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackClosePledged is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x63f6e4d2.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function closePledged((address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) c, (bytes32,uint32,uint96,uint64) close, bytes closeSig, (bytes32,uint32,uint96,bytes32) voucher, bytes voucherSig, (address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) sink, bytes sinkSig) returns()
func (clearing *Clearing) TryPackClosePledged(c Channel, close Close, closeSig []byte, voucher Voucher, voucherSig []byte, sink Channel, sinkSig []byte) ([]byte, error) {
	return clearing.abi.Pack("closePledged", c, close, closeSig, voucher, voucherSig, sink, sinkSig)
}

// PackDeposit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd954863c.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function deposit(bytes32 asset, address to, uint256 amount) returns()
func (clearing *Clearing) PackDeposit(asset [32]byte, to common.Address, amount *big.Int) []byte {
	enc, err := clearing.abi.Pack("deposit", asset, to, amount)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDeposit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd954863c.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function deposit(bytes32 asset, address to, uint256 amount) returns()
func (clearing *Clearing) TryPackDeposit(asset [32]byte, to common.Address, amount *big.Int) ([]byte, error) {
	return clearing.abi.Pack("deposit", asset, to, amount)
}

// PackDepositAndFund is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8cdb1745.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function depositAndFund((address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) c, uint96 amount) returns()
func (clearing *Clearing) PackDepositAndFund(c Channel, amount *big.Int) []byte {
	enc, err := clearing.abi.Pack("depositAndFund", c, amount)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDepositAndFund is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8cdb1745.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function depositAndFund((address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) c, uint96 amount) returns()
func (clearing *Clearing) TryPackDepositAndFund(c Channel, amount *big.Int) ([]byte, error) {
	return clearing.abi.Pack("depositAndFund", c, amount)
}

// PackDepositAndFundPledged is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7a2382d3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function depositAndFundPledged((address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) c, (address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) sink, uint96 amount) returns()
func (clearing *Clearing) PackDepositAndFundPledged(c Channel, sink Channel, amount *big.Int) []byte {
	enc, err := clearing.abi.Pack("depositAndFundPledged", c, sink, amount)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDepositAndFundPledged is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7a2382d3.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function depositAndFundPledged((address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) c, (address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) sink, uint96 amount) returns()
func (clearing *Clearing) TryPackDepositAndFundPledged(c Channel, sink Channel, amount *big.Int) ([]byte, error) {
	return clearing.abi.Pack("depositAndFundPledged", c, sink, amount)
}

// PackDomainSeparator is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf698da25.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function domainSeparator() view returns(bytes32)
func (clearing *Clearing) PackDomainSeparator() []byte {
	enc, err := clearing.abi.Pack("domainSeparator")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDomainSeparator is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf698da25.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function domainSeparator() view returns(bytes32)
func (clearing *Clearing) TryPackDomainSeparator() ([]byte, error) {
	return clearing.abi.Pack("domainSeparator")
}

// UnpackDomainSeparator is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xf698da25.
//
// Solidity: function domainSeparator() view returns(bytes32)
func (clearing *Clearing) UnpackDomainSeparator(data []byte) ([32]byte, error) {
	out, err := clearing.abi.Unpack("domainSeparator", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackEip712Domain is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x84b0196e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function eip712Domain() view returns(bytes1 fields, string name, string version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] extensions)
func (clearing *Clearing) PackEip712Domain() []byte {
	enc, err := clearing.abi.Pack("eip712Domain")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackEip712Domain is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x84b0196e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function eip712Domain() view returns(bytes1 fields, string name, string version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] extensions)
func (clearing *Clearing) TryPackEip712Domain() ([]byte, error) {
	return clearing.abi.Pack("eip712Domain")
}

// Eip712DomainOutput serves as a container for the return parameters of contract
// method Eip712Domain.
type Eip712DomainOutput struct {
	Fields            [1]byte
	Name              string
	Version           string
	ChainId           *big.Int
	VerifyingContract common.Address
	Salt              [32]byte
	Extensions        []*big.Int
}

// UnpackEip712Domain is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x84b0196e.
//
// Solidity: function eip712Domain() view returns(bytes1 fields, string name, string version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] extensions)
func (clearing *Clearing) UnpackEip712Domain(data []byte) (Eip712DomainOutput, error) {
	out, err := clearing.abi.Unpack("eip712Domain", data)
	outstruct := new(Eip712DomainOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Fields = *abi.ConvertType(out[0], new([1]byte)).(*[1]byte)
	outstruct.Name = *abi.ConvertType(out[1], new(string)).(*string)
	outstruct.Version = *abi.ConvertType(out[2], new(string)).(*string)
	outstruct.ChainId = abi.ConvertType(out[3], new(big.Int)).(*big.Int)
	outstruct.VerifyingContract = *abi.ConvertType(out[4], new(common.Address)).(*common.Address)
	outstruct.Salt = *abi.ConvertType(out[5], new([32]byte)).(*[32]byte)
	outstruct.Extensions = *abi.ConvertType(out[6], new([]*big.Int)).(*[]*big.Int)
	return *outstruct, nil
}

// PackFinalizeClose is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3fc0a19f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function finalizeClose((address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) c) returns()
func (clearing *Clearing) PackFinalizeClose(c Channel) []byte {
	enc, err := clearing.abi.Pack("finalizeClose", c)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackFinalizeClose is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3fc0a19f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function finalizeClose((address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) c) returns()
func (clearing *Clearing) TryPackFinalizeClose(c Channel) ([]byte, error) {
	return clearing.abi.Pack("finalizeClose", c)
}

// PackFund is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x57543be3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function fund((address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) c, uint96 amount) returns()
func (clearing *Clearing) PackFund(c Channel, amount *big.Int) []byte {
	enc, err := clearing.abi.Pack("fund", c, amount)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackFund is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x57543be3.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function fund((address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) c, uint96 amount) returns()
func (clearing *Clearing) TryPackFund(c Channel, amount *big.Int) ([]byte, error) {
	return clearing.abi.Pack("fund", c, amount)
}

// PackFundPledged is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x058083e5.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function fundPledged((address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) c, (address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) sink, uint96 amount) returns()
func (clearing *Clearing) PackFundPledged(c Channel, sink Channel, amount *big.Int) []byte {
	enc, err := clearing.abi.Pack("fundPledged", c, sink, amount)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackFundPledged is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x058083e5.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function fundPledged((address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) c, (address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) sink, uint96 amount) returns()
func (clearing *Clearing) TryPackFundPledged(c Channel, sink Channel, amount *big.Int) ([]byte, error) {
	return clearing.abi.Pack("fundPledged", c, sink, amount)
}

// PackMinCloseDelay is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xeff31d91.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function minCloseDelay() view returns(uint32)
func (clearing *Clearing) PackMinCloseDelay() []byte {
	enc, err := clearing.abi.Pack("minCloseDelay")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMinCloseDelay is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xeff31d91.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function minCloseDelay() view returns(uint32)
func (clearing *Clearing) TryPackMinCloseDelay() ([]byte, error) {
	return clearing.abi.Pack("minCloseDelay")
}

// UnpackMinCloseDelay is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xeff31d91.
//
// Solidity: function minCloseDelay() view returns(uint32)
func (clearing *Clearing) UnpackMinCloseDelay(data []byte) (uint32, error) {
	out, err := clearing.abi.Unpack("minCloseDelay", data)
	if err != nil {
		return *new(uint32), err
	}
	out0 := *abi.ConvertType(out[0], new(uint32)).(*uint32)
	return out0, nil
}

// PackNonceBitmap is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4fe02b44.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function nonceBitmap(address owner, uint256 word) view returns(uint256)
func (clearing *Clearing) PackNonceBitmap(owner common.Address, word *big.Int) []byte {
	enc, err := clearing.abi.Pack("nonceBitmap", owner, word)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackNonceBitmap is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4fe02b44.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function nonceBitmap(address owner, uint256 word) view returns(uint256)
func (clearing *Clearing) TryPackNonceBitmap(owner common.Address, word *big.Int) ([]byte, error) {
	return clearing.abi.Pack("nonceBitmap", owner, word)
}

// UnpackNonceBitmap is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x4fe02b44.
//
// Solidity: function nonceBitmap(address owner, uint256 word) view returns(uint256)
func (clearing *Clearing) UnpackNonceBitmap(data []byte) (*big.Int, error) {
	out, err := clearing.abi.Unpack("nonceBitmap", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackPermitAndFund is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9942ff09.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function permitAndFund((address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) c, uint96 amount, (uint256,uint8,bytes32,bytes32) permit) returns()
func (clearing *Clearing) PackPermitAndFund(c Channel, amount *big.Int, permit Permit) []byte {
	enc, err := clearing.abi.Pack("permitAndFund", c, amount, permit)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPermitAndFund is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9942ff09.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function permitAndFund((address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) c, uint96 amount, (uint256,uint8,bytes32,bytes32) permit) returns()
func (clearing *Clearing) TryPackPermitAndFund(c Channel, amount *big.Int, permit Permit) ([]byte, error) {
	return clearing.abi.Pack("permitAndFund", c, amount, permit)
}

// PackPermitAndFundPledged is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa27648ba.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function permitAndFundPledged((address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) c, (address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) sink, uint96 amount, (uint256,uint8,bytes32,bytes32) permit) returns()
func (clearing *Clearing) PackPermitAndFundPledged(c Channel, sink Channel, amount *big.Int, permit Permit) []byte {
	enc, err := clearing.abi.Pack("permitAndFundPledged", c, sink, amount, permit)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPermitAndFundPledged is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa27648ba.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function permitAndFundPledged((address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) c, (address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) sink, uint96 amount, (uint256,uint8,bytes32,bytes32) permit) returns()
func (clearing *Clearing) TryPackPermitAndFundPledged(c Channel, sink Channel, amount *big.Int, permit Permit) ([]byte, error) {
	return clearing.abi.Pack("permitAndFundPledged", c, sink, amount, permit)
}

// PackPermitDeposit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6bd5cf47.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function permitDeposit(bytes32 asset, address to, uint256 amount, (uint256,uint8,bytes32,bytes32) permit) returns()
func (clearing *Clearing) PackPermitDeposit(asset [32]byte, to common.Address, amount *big.Int, permit Permit) []byte {
	enc, err := clearing.abi.Pack("permitDeposit", asset, to, amount, permit)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPermitDeposit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6bd5cf47.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function permitDeposit(bytes32 asset, address to, uint256 amount, (uint256,uint8,bytes32,bytes32) permit) returns()
func (clearing *Clearing) TryPackPermitDeposit(asset [32]byte, to common.Address, amount *big.Int, permit Permit) ([]byte, error) {
	return clearing.abi.Pack("permitDeposit", asset, to, amount, permit)
}

// PackRequestClose is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x96728720.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function requestClose((address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) c) returns()
func (clearing *Clearing) PackRequestClose(c Channel) []byte {
	enc, err := clearing.abi.Pack("requestClose", c)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRequestClose is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x96728720.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function requestClose((address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) c) returns()
func (clearing *Clearing) TryPackRequestClose(c Channel) ([]byte, error) {
	return clearing.abi.Pack("requestClose", c)
}

// PackRequestCloseBySig is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x503185c2.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function requestCloseBySig((address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) c, (bytes32,uint32,uint256) r, bytes sig) returns()
func (clearing *Clearing) PackRequestCloseBySig(c Channel, r RequestClose, sig []byte) []byte {
	enc, err := clearing.abi.Pack("requestCloseBySig", c, r, sig)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRequestCloseBySig is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x503185c2.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function requestCloseBySig((address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) c, (bytes32,uint32,uint256) r, bytes sig) returns()
func (clearing *Clearing) TryPackRequestCloseBySig(c Channel, r RequestClose, sig []byte) ([]byte, error) {
	return clearing.abi.Pack("requestCloseBySig", c, r, sig)
}

// PackRequestCloseDigest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x06947cd7.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function requestCloseDigest((bytes32,uint32,uint256) r) view returns(bytes32)
func (clearing *Clearing) PackRequestCloseDigest(r RequestClose) []byte {
	enc, err := clearing.abi.Pack("requestCloseDigest", r)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRequestCloseDigest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x06947cd7.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function requestCloseDigest((bytes32,uint32,uint256) r) view returns(bytes32)
func (clearing *Clearing) TryPackRequestCloseDigest(r RequestClose) ([]byte, error) {
	return clearing.abi.Pack("requestCloseDigest", r)
}

// UnpackRequestCloseDigest is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x06947cd7.
//
// Solidity: function requestCloseDigest((bytes32,uint32,uint256) r) view returns(bytes32)
func (clearing *Clearing) UnpackRequestCloseDigest(data []byte) ([32]byte, error) {
	out, err := clearing.abi.Unpack("requestCloseDigest", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackRevokeNonce is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x05c1ee20.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function revokeNonce(uint256 nonce) returns()
func (clearing *Clearing) PackRevokeNonce(nonce *big.Int) []byte {
	enc, err := clearing.abi.Pack("revokeNonce", nonce)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRevokeNonce is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x05c1ee20.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function revokeNonce(uint256 nonce) returns()
func (clearing *Clearing) TryPackRevokeNonce(nonce *big.Int) ([]byte, error) {
	return clearing.abi.Pack("revokeNonce", nonce)
}

// PackState is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x61d585da.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function state(bytes32 id) view returns((uint96,uint96,uint32,uint32))
func (clearing *Clearing) PackState(id [32]byte) []byte {
	enc, err := clearing.abi.Pack("state", id)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackState is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x61d585da.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function state(bytes32 id) view returns((uint96,uint96,uint32,uint32))
func (clearing *Clearing) TryPackState(id [32]byte) ([]byte, error) {
	return clearing.abi.Pack("state", id)
}

// UnpackState is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x61d585da.
//
// Solidity: function state(bytes32 id) view returns((uint96,uint96,uint32,uint32))
func (clearing *Clearing) UnpackState(data []byte) (State, error) {
	out, err := clearing.abi.Unpack("state", data)
	if err != nil {
		return *new(State), err
	}
	out0 := *abi.ConvertType(out[0], new(State)).(*State)
	return out0, nil
}

// PackStates is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x50d5124d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function states(bytes32[] ids) view returns((uint96,uint96,uint32,uint32)[] all)
func (clearing *Clearing) PackStates(ids [][32]byte) []byte {
	enc, err := clearing.abi.Pack("states", ids)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackStates is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x50d5124d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function states(bytes32[] ids) view returns((uint96,uint96,uint32,uint32)[] all)
func (clearing *Clearing) TryPackStates(ids [][32]byte) ([]byte, error) {
	return clearing.abi.Pack("states", ids)
}

// UnpackStates is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x50d5124d.
//
// Solidity: function states(bytes32[] ids) view returns((uint96,uint96,uint32,uint32)[] all)
func (clearing *Clearing) UnpackStates(data []byte) ([]State, error) {
	out, err := clearing.abi.Unpack("states", data)
	if err != nil {
		return *new([]State), err
	}
	out0 := *abi.ConvertType(out[0], new([]State)).(*[]State)
	return out0, nil
}

// PackTransfer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3feb1bd8.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function transfer(bytes32 asset, address to, uint256 amount) returns()
func (clearing *Clearing) PackTransfer(asset [32]byte, to common.Address, amount *big.Int) []byte {
	enc, err := clearing.abi.Pack("transfer", asset, to, amount)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTransfer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3feb1bd8.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function transfer(bytes32 asset, address to, uint256 amount) returns()
func (clearing *Clearing) TryPackTransfer(asset [32]byte, to common.Address, amount *big.Int) ([]byte, error) {
	return clearing.abi.Pack("transfer", asset, to, amount)
}

// PackVoucherDigest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0a8fd2a6.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function voucherDigest((bytes32,uint32,uint96,bytes32) v) view returns(bytes32)
func (clearing *Clearing) PackVoucherDigest(v Voucher) []byte {
	enc, err := clearing.abi.Pack("voucherDigest", v)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackVoucherDigest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0a8fd2a6.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function voucherDigest((bytes32,uint32,uint96,bytes32) v) view returns(bytes32)
func (clearing *Clearing) TryPackVoucherDigest(v Voucher) ([]byte, error) {
	return clearing.abi.Pack("voucherDigest", v)
}

// UnpackVoucherDigest is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x0a8fd2a6.
//
// Solidity: function voucherDigest((bytes32,uint32,uint96,bytes32) v) view returns(bytes32)
func (clearing *Clearing) UnpackVoucherDigest(data []byte) ([32]byte, error) {
	out, err := clearing.abi.Unpack("voucherDigest", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackWithdraw is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa6fb97d1.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function withdraw(bytes32 asset, address to, uint256 amount) returns()
func (clearing *Clearing) PackWithdraw(asset [32]byte, to common.Address, amount *big.Int) []byte {
	enc, err := clearing.abi.Pack("withdraw", asset, to, amount)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackWithdraw is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa6fb97d1.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function withdraw(bytes32 asset, address to, uint256 amount) returns()
func (clearing *Clearing) TryPackWithdraw(asset [32]byte, to common.Address, amount *big.Int) ([]byte, error) {
	return clearing.abi.Pack("withdraw", asset, to, amount)
}

// PackWithdrawBySig is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9ca30d37.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function withdrawBySig((address,bytes32,address,uint256,uint256,uint64) w, bytes sig) returns()
func (clearing *Clearing) PackWithdrawBySig(w Withdraw, sig []byte) []byte {
	enc, err := clearing.abi.Pack("withdrawBySig", w, sig)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackWithdrawBySig is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9ca30d37.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function withdrawBySig((address,bytes32,address,uint256,uint256,uint64) w, bytes sig) returns()
func (clearing *Clearing) TryPackWithdrawBySig(w Withdraw, sig []byte) ([]byte, error) {
	return clearing.abi.Pack("withdrawBySig", w, sig)
}

// PackWithdrawDigest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x35b674c4.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function withdrawDigest((address,bytes32,address,uint256,uint256,uint64) w) view returns(bytes32)
func (clearing *Clearing) PackWithdrawDigest(w Withdraw) []byte {
	enc, err := clearing.abi.Pack("withdrawDigest", w)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackWithdrawDigest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x35b674c4.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function withdrawDigest((address,bytes32,address,uint256,uint256,uint64) w) view returns(bytes32)
func (clearing *Clearing) TryPackWithdrawDigest(w Withdraw) ([]byte, error) {
	return clearing.abi.Pack("withdrawDigest", w)
}

// UnpackWithdrawDigest is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x35b674c4.
//
// Solidity: function withdrawDigest((address,bytes32,address,uint256,uint256,uint64) w) view returns(bytes32)
func (clearing *Clearing) UnpackWithdrawDigest(data []byte) ([32]byte, error) {
	out, err := clearing.abi.Unpack("withdrawDigest", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// ClearingClaimed represents a Claimed event raised by the Clearing contract.
type ClearingClaimed struct {
	Id     [32]byte
	Packed *big.Int
	Memo   [32]byte
	Raw    *types.Log // Blockchain specific contextual infos
}

const ClearingClaimedEventName = "Claimed"

// ContractEventName returns the user-defined event name.
func (ClearingClaimed) ContractEventName() string {
	return ClearingClaimedEventName
}

// UnpackClaimedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Claimed(bytes32 indexed id, uint256 packed, bytes32 memo)
func (clearing *Clearing) UnpackClaimedEvent(log *types.Log) (*ClearingClaimed, error) {
	event := "Claimed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != clearing.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ClearingClaimed)
	if len(log.Data) > 0 {
		if err := clearing.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range clearing.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ClearingCloseCancelled represents a CloseCancelled event raised by the Clearing contract.
type ClearingCloseCancelled struct {
	Id    [32]byte
	Epoch uint32
	Raw   *types.Log // Blockchain specific contextual infos
}

const ClearingCloseCancelledEventName = "CloseCancelled"

// ContractEventName returns the user-defined event name.
func (ClearingCloseCancelled) ContractEventName() string {
	return ClearingCloseCancelledEventName
}

// UnpackCloseCancelledEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event CloseCancelled(bytes32 indexed id, uint32 epoch)
func (clearing *Clearing) UnpackCloseCancelledEvent(log *types.Log) (*ClearingCloseCancelled, error) {
	event := "CloseCancelled"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != clearing.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ClearingCloseCancelled)
	if len(log.Data) > 0 {
		if err := clearing.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range clearing.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ClearingCloseRequested represents a CloseRequested event raised by the Clearing contract.
type ClearingCloseRequested struct {
	Id      [32]byte
	Epoch   uint32
	CloseAt uint32
	Raw     *types.Log // Blockchain specific contextual infos
}

const ClearingCloseRequestedEventName = "CloseRequested"

// ContractEventName returns the user-defined event name.
func (ClearingCloseRequested) ContractEventName() string {
	return ClearingCloseRequestedEventName
}

// UnpackCloseRequestedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event CloseRequested(bytes32 indexed id, uint32 epoch, uint32 closeAt)
func (clearing *Clearing) UnpackCloseRequestedEvent(log *types.Log) (*ClearingCloseRequested, error) {
	event := "CloseRequested"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != clearing.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ClearingCloseRequested)
	if len(log.Data) > 0 {
		if err := clearing.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range clearing.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ClearingClosed represents a Closed event raised by the Clearing contract.
type ClearingClosed struct {
	Id      [32]byte
	Epoch   uint32
	Claimed *big.Int
	Refund  *big.Int
	Raw     *types.Log // Blockchain specific contextual infos
}

const ClearingClosedEventName = "Closed"

// ContractEventName returns the user-defined event name.
func (ClearingClosed) ContractEventName() string {
	return ClearingClosedEventName
}

// UnpackClosedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Closed(bytes32 indexed id, uint32 epoch, uint96 claimed, uint96 refund)
func (clearing *Clearing) UnpackClosedEvent(log *types.Log) (*ClearingClosed, error) {
	event := "Closed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != clearing.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ClearingClosed)
	if len(log.Data) > 0 {
		if err := clearing.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range clearing.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ClearingDeposited represents a Deposited event raised by the Clearing contract.
type ClearingDeposited struct {
	Asset  [32]byte
	From   common.Address
	To     common.Address
	Amount *big.Int
	Raw    *types.Log // Blockchain specific contextual infos
}

const ClearingDepositedEventName = "Deposited"

// ContractEventName returns the user-defined event name.
func (ClearingDeposited) ContractEventName() string {
	return ClearingDepositedEventName
}

// UnpackDepositedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Deposited(bytes32 indexed asset, address indexed from, address indexed to, uint256 amount)
func (clearing *Clearing) UnpackDepositedEvent(log *types.Log) (*ClearingDeposited, error) {
	event := "Deposited"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != clearing.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ClearingDeposited)
	if len(log.Data) > 0 {
		if err := clearing.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range clearing.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ClearingEIP712DomainChanged represents a EIP712DomainChanged event raised by the Clearing contract.
type ClearingEIP712DomainChanged struct {
	Raw *types.Log // Blockchain specific contextual infos
}

const ClearingEIP712DomainChangedEventName = "EIP712DomainChanged"

// ContractEventName returns the user-defined event name.
func (ClearingEIP712DomainChanged) ContractEventName() string {
	return ClearingEIP712DomainChangedEventName
}

// UnpackEIP712DomainChangedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event EIP712DomainChanged()
func (clearing *Clearing) UnpackEIP712DomainChangedEvent(log *types.Log) (*ClearingEIP712DomainChanged, error) {
	event := "EIP712DomainChanged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != clearing.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ClearingEIP712DomainChanged)
	if len(log.Data) > 0 {
		if err := clearing.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range clearing.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ClearingFunded represents a Funded event raised by the Clearing contract.
type ClearingFunded struct {
	Id      [32]byte
	Payer   common.Address
	Payee   common.Address
	Epoch   uint32
	Amount  *big.Int
	Deposit *big.Int
	Raw     *types.Log // Blockchain specific contextual infos
}

const ClearingFundedEventName = "Funded"

// ContractEventName returns the user-defined event name.
func (ClearingFunded) ContractEventName() string {
	return ClearingFundedEventName
}

// UnpackFundedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Funded(bytes32 indexed id, address indexed payer, address indexed payee, uint32 epoch, uint96 amount, uint96 deposit)
func (clearing *Clearing) UnpackFundedEvent(log *types.Log) (*ClearingFunded, error) {
	event := "Funded"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != clearing.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ClearingFunded)
	if len(log.Data) > 0 {
		if err := clearing.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range clearing.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ClearingNonceSpent represents a NonceSpent event raised by the Clearing contract.
type ClearingNonceSpent struct {
	Owner common.Address
	Nonce *big.Int
	Raw   *types.Log // Blockchain specific contextual infos
}

const ClearingNonceSpentEventName = "NonceSpent"

// ContractEventName returns the user-defined event name.
func (ClearingNonceSpent) ContractEventName() string {
	return ClearingNonceSpentEventName
}

// UnpackNonceSpentEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event NonceSpent(address indexed owner, uint256 nonce)
func (clearing *Clearing) UnpackNonceSpentEvent(log *types.Log) (*ClearingNonceSpent, error) {
	event := "NonceSpent"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != clearing.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ClearingNonceSpent)
	if len(log.Data) > 0 {
		if err := clearing.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range clearing.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ClearingOpened represents a Opened event raised by the Clearing contract.
type ClearingOpened struct {
	Id          [32]byte
	Payer       common.Address
	Payee       common.Address
	Asset       [32]byte
	Signer      common.Address
	PayeeSigner common.Address
	Sink        [32]byte
	Packed      *big.Int
	Raw         *types.Log // Blockchain specific contextual infos
}

const ClearingOpenedEventName = "Opened"

// ContractEventName returns the user-defined event name.
func (ClearingOpened) ContractEventName() string {
	return ClearingOpenedEventName
}

// UnpackOpenedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Opened(bytes32 indexed id, address indexed payer, address indexed payee, bytes32 asset, address signer, address payeeSigner, bytes32 sink, uint256 packed)
func (clearing *Clearing) UnpackOpenedEvent(log *types.Log) (*ClearingOpened, error) {
	event := "Opened"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != clearing.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ClearingOpened)
	if len(log.Data) > 0 {
		if err := clearing.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range clearing.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ClearingPassed represents a Passed event raised by the Clearing contract.
type ClearingPassed struct {
	Id      [32]byte
	Source  [32]byte
	Epoch   uint32
	Amount  *big.Int
	Deposit *big.Int
	Raw     *types.Log // Blockchain specific contextual infos
}

const ClearingPassedEventName = "Passed"

// ContractEventName returns the user-defined event name.
func (ClearingPassed) ContractEventName() string {
	return ClearingPassedEventName
}

// UnpackPassedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Passed(bytes32 indexed id, bytes32 indexed source, uint32 epoch, uint96 amount, uint96 deposit)
func (clearing *Clearing) UnpackPassedEvent(log *types.Log) (*ClearingPassed, error) {
	event := "Passed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != clearing.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ClearingPassed)
	if len(log.Data) > 0 {
		if err := clearing.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range clearing.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ClearingSkipped represents a Skipped event raised by the Clearing contract.
type ClearingSkipped struct {
	Id     [32]byte
	Reason uint8
	Raw    *types.Log // Blockchain specific contextual infos
}

const ClearingSkippedEventName = "Skipped"

// ContractEventName returns the user-defined event name.
func (ClearingSkipped) ContractEventName() string {
	return ClearingSkippedEventName
}

// UnpackSkippedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Skipped(bytes32 indexed id, uint8 reason)
func (clearing *Clearing) UnpackSkippedEvent(log *types.Log) (*ClearingSkipped, error) {
	event := "Skipped"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != clearing.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ClearingSkipped)
	if len(log.Data) > 0 {
		if err := clearing.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range clearing.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ClearingTransferred represents a Transferred event raised by the Clearing contract.
type ClearingTransferred struct {
	Asset  [32]byte
	From   common.Address
	To     common.Address
	Amount *big.Int
	Raw    *types.Log // Blockchain specific contextual infos
}

const ClearingTransferredEventName = "Transferred"

// ContractEventName returns the user-defined event name.
func (ClearingTransferred) ContractEventName() string {
	return ClearingTransferredEventName
}

// UnpackTransferredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Transferred(bytes32 indexed asset, address indexed from, address indexed to, uint256 amount)
func (clearing *Clearing) UnpackTransferredEvent(log *types.Log) (*ClearingTransferred, error) {
	event := "Transferred"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != clearing.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ClearingTransferred)
	if len(log.Data) > 0 {
		if err := clearing.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range clearing.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ClearingWithdrawn represents a Withdrawn event raised by the Clearing contract.
type ClearingWithdrawn struct {
	Asset  [32]byte
	Owner  common.Address
	To     common.Address
	Amount *big.Int
	Raw    *types.Log // Blockchain specific contextual infos
}

const ClearingWithdrawnEventName = "Withdrawn"

// ContractEventName returns the user-defined event name.
func (ClearingWithdrawn) ContractEventName() string {
	return ClearingWithdrawnEventName
}

// UnpackWithdrawnEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Withdrawn(bytes32 indexed asset, address indexed owner, address indexed to, uint256 amount)
func (clearing *Clearing) UnpackWithdrawnEvent(log *types.Log) (*ClearingWithdrawn, error) {
	event := "Withdrawn"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != clearing.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ClearingWithdrawn)
	if len(log.Data) > 0 {
		if err := clearing.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range clearing.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (clearing *Clearing) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], clearing.abi.Errors["AlreadyClosing"].ID.Bytes()[:4]) {
		return clearing.UnpackAlreadyClosingError(raw[4:])
	}
	if bytes.Equal(raw[:4], clearing.abi.Errors["BadAsset"].ID.Bytes()[:4]) {
		return clearing.UnpackBadAssetError(raw[4:])
	}
	if bytes.Equal(raw[:4], clearing.abi.Errors["BadChannel"].ID.Bytes()[:4]) {
		return clearing.UnpackBadChannelError(raw[4:])
	}
	if bytes.Equal(raw[:4], clearing.abi.Errors["BadDelay"].ID.Bytes()[:4]) {
		return clearing.UnpackBadDelayError(raw[4:])
	}
	if bytes.Equal(raw[:4], clearing.abi.Errors["BadLength"].ID.Bytes()[:4]) {
		return clearing.UnpackBadLengthError(raw[4:])
	}
	if bytes.Equal(raw[:4], clearing.abi.Errors["BadParty"].ID.Bytes()[:4]) {
		return clearing.UnpackBadPartyError(raw[4:])
	}
	if bytes.Equal(raw[:4], clearing.abi.Errors["BadRecipient"].ID.Bytes()[:4]) {
		return clearing.UnpackBadRecipientError(raw[4:])
	}
	if bytes.Equal(raw[:4], clearing.abi.Errors["BadSignature"].ID.Bytes()[:4]) {
		return clearing.UnpackBadSignatureError(raw[4:])
	}
	if bytes.Equal(raw[:4], clearing.abi.Errors["Expired"].ID.Bytes()[:4]) {
		return clearing.UnpackExpiredError(raw[4:])
	}
	if bytes.Equal(raw[:4], clearing.abi.Errors["InsufficientBalance"].ID.Bytes()[:4]) {
		return clearing.UnpackInsufficientBalanceError(raw[4:])
	}
	if bytes.Equal(raw[:4], clearing.abi.Errors["InvalidShortString"].ID.Bytes()[:4]) {
		return clearing.UnpackInvalidShortStringError(raw[4:])
	}
	if bytes.Equal(raw[:4], clearing.abi.Errors["NonceUsed"].ID.Bytes()[:4]) {
		return clearing.UnpackNonceUsedError(raw[4:])
	}
	if bytes.Equal(raw[:4], clearing.abi.Errors["NotClosing"].ID.Bytes()[:4]) {
		return clearing.UnpackNotClosingError(raw[4:])
	}
	if bytes.Equal(raw[:4], clearing.abi.Errors["NotOpen"].ID.Bytes()[:4]) {
		return clearing.UnpackNotOpenError(raw[4:])
	}
	if bytes.Equal(raw[:4], clearing.abi.Errors["NotPayer"].ID.Bytes()[:4]) {
		return clearing.UnpackNotPayerError(raw[4:])
	}
	if bytes.Equal(raw[:4], clearing.abi.Errors["NotPayerOrSigner"].ID.Bytes()[:4]) {
		return clearing.UnpackNotPayerOrSignerError(raw[4:])
	}
	if bytes.Equal(raw[:4], clearing.abi.Errors["NothingReceived"].ID.Bytes()[:4]) {
		return clearing.UnpackNothingReceivedError(raw[4:])
	}
	if bytes.Equal(raw[:4], clearing.abi.Errors["OverDeposit"].ID.Bytes()[:4]) {
		return clearing.UnpackOverDepositError(raw[4:])
	}
	if bytes.Equal(raw[:4], clearing.abi.Errors["Overflow"].ID.Bytes()[:4]) {
		return clearing.UnpackOverflowError(raw[4:])
	}
	if bytes.Equal(raw[:4], clearing.abi.Errors["ReentrancyGuardReentrantCall"].ID.Bytes()[:4]) {
		return clearing.UnpackReentrancyGuardReentrantCallError(raw[4:])
	}
	if bytes.Equal(raw[:4], clearing.abi.Errors["SafeERC20FailedOperation"].ID.Bytes()[:4]) {
		return clearing.UnpackSafeERC20FailedOperationError(raw[4:])
	}
	if bytes.Equal(raw[:4], clearing.abi.Errors["StringTooLong"].ID.Bytes()[:4]) {
		return clearing.UnpackStringTooLongError(raw[4:])
	}
	if bytes.Equal(raw[:4], clearing.abi.Errors["TooEarly"].ID.Bytes()[:4]) {
		return clearing.UnpackTooEarlyError(raw[4:])
	}
	if bytes.Equal(raw[:4], clearing.abi.Errors["VoucherTooLow"].ID.Bytes()[:4]) {
		return clearing.UnpackVoucherTooLowError(raw[4:])
	}
	if bytes.Equal(raw[:4], clearing.abi.Errors["WrongChannel"].ID.Bytes()[:4]) {
		return clearing.UnpackWrongChannelError(raw[4:])
	}
	if bytes.Equal(raw[:4], clearing.abi.Errors["WrongEpoch"].ID.Bytes()[:4]) {
		return clearing.UnpackWrongEpochError(raw[4:])
	}
	if bytes.Equal(raw[:4], clearing.abi.Errors["ZeroAmount"].ID.Bytes()[:4]) {
		return clearing.UnpackZeroAmountError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// ClearingAlreadyClosing represents a AlreadyClosing error raised by the Clearing contract.
type ClearingAlreadyClosing struct {
	Id      [32]byte
	CloseAt uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AlreadyClosing(bytes32 id, uint32 closeAt)
func ClearingAlreadyClosingErrorID() common.Hash {
	return common.HexToHash("0x11b8a496187dacf6cfe0f858f9d1711f215f043537ea3fb7b2f65ad17efde6e2")
}

// UnpackAlreadyClosingError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AlreadyClosing(bytes32 id, uint32 closeAt)
func (clearing *Clearing) UnpackAlreadyClosingError(raw []byte) (*ClearingAlreadyClosing, error) {
	out := new(ClearingAlreadyClosing)
	if err := clearing.abi.UnpackIntoInterface(out, "AlreadyClosing", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ClearingBadAsset represents a BadAsset error raised by the Clearing contract.
type ClearingBadAsset struct {
	Asset [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadAsset(bytes32 asset)
func ClearingBadAssetErrorID() common.Hash {
	return common.HexToHash("0x1b5580b249ca0d9a4efb69070b2d15f1f9cf229ddf4c60aa76be174e47b099f6")
}

// UnpackBadAssetError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadAsset(bytes32 asset)
func (clearing *Clearing) UnpackBadAssetError(raw []byte) (*ClearingBadAsset, error) {
	out := new(ClearingBadAsset)
	if err := clearing.abi.UnpackIntoInterface(out, "BadAsset", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ClearingBadChannel represents a BadChannel error raised by the Clearing contract.
type ClearingBadChannel struct {
	Sink    [32]byte
	SinkBps uint16
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadChannel(bytes32 sink, uint16 sinkBps)
func ClearingBadChannelErrorID() common.Hash {
	return common.HexToHash("0x1c636388612221fd957d3592b113d036a88bc83370f25dd99a708cb3c84f8539")
}

// UnpackBadChannelError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadChannel(bytes32 sink, uint16 sinkBps)
func (clearing *Clearing) UnpackBadChannelError(raw []byte) (*ClearingBadChannel, error) {
	out := new(ClearingBadChannel)
	if err := clearing.abi.UnpackIntoInterface(out, "BadChannel", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ClearingBadDelay represents a BadDelay error raised by the Clearing contract.
type ClearingBadDelay struct {
	CloseDelay    uint32
	MinCloseDelay uint32
	MaxCloseDelay uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadDelay(uint32 closeDelay, uint32 minCloseDelay, uint32 maxCloseDelay)
func ClearingBadDelayErrorID() common.Hash {
	return common.HexToHash("0x4aa730b2c4d4ae358550bb8248237a2e1bf45035944705f405568040fd614fd5")
}

// UnpackBadDelayError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadDelay(uint32 closeDelay, uint32 minCloseDelay, uint32 maxCloseDelay)
func (clearing *Clearing) UnpackBadDelayError(raw []byte) (*ClearingBadDelay, error) {
	out := new(ClearingBadDelay)
	if err := clearing.abi.UnpackIntoInterface(out, "BadDelay", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ClearingBadLength represents a BadLength error raised by the Clearing contract.
type ClearingBadLength struct {
	Length  *big.Int
	LegSize *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadLength(uint256 length, uint256 legSize)
func ClearingBadLengthErrorID() common.Hash {
	return common.HexToHash("0x2e728bb299a4350a54b785ec273eba735876e184e92418ebbfc635323754ea50")
}

// UnpackBadLengthError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadLength(uint256 length, uint256 legSize)
func (clearing *Clearing) UnpackBadLengthError(raw []byte) (*ClearingBadLength, error) {
	out := new(ClearingBadLength)
	if err := clearing.abi.UnpackIntoInterface(out, "BadLength", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ClearingBadParty represents a BadParty error raised by the Clearing contract.
type ClearingBadParty struct {
	Payer       common.Address
	Signer      common.Address
	Payee       common.Address
	PayeeSigner common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadParty(address payer, address signer, address payee, address payeeSigner)
func ClearingBadPartyErrorID() common.Hash {
	return common.HexToHash("0x56cbdd76dd4831540ae4c8dfc85b95203075aa0fef7622f044755b05fc407c5c")
}

// UnpackBadPartyError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadParty(address payer, address signer, address payee, address payeeSigner)
func (clearing *Clearing) UnpackBadPartyError(raw []byte) (*ClearingBadParty, error) {
	out := new(ClearingBadParty)
	if err := clearing.abi.UnpackIntoInterface(out, "BadParty", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ClearingBadRecipient represents a BadRecipient error raised by the Clearing contract.
type ClearingBadRecipient struct {
	To common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadRecipient(address to)
func ClearingBadRecipientErrorID() common.Hash {
	return common.HexToHash("0xf66e904851b37b80accff44adee209ff00dc29eeb445bb1edb327e45cf1f9315")
}

// UnpackBadRecipientError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadRecipient(address to)
func (clearing *Clearing) UnpackBadRecipientError(raw []byte) (*ClearingBadRecipient, error) {
	out := new(ClearingBadRecipient)
	if err := clearing.abi.UnpackIntoInterface(out, "BadRecipient", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ClearingBadSignature represents a BadSignature error raised by the Clearing contract.
type ClearingBadSignature struct {
	Recovered common.Address
	Signer    common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadSignature(address recovered, address signer)
func ClearingBadSignatureErrorID() common.Hash {
	return common.HexToHash("0x08d20b25b536d5aac2f529fb21b6e4218c05b2e0e4288246b55b363df3839df8")
}

// UnpackBadSignatureError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadSignature(address recovered, address signer)
func (clearing *Clearing) UnpackBadSignatureError(raw []byte) (*ClearingBadSignature, error) {
	out := new(ClearingBadSignature)
	if err := clearing.abi.UnpackIntoInterface(out, "BadSignature", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ClearingExpired represents a Expired error raised by the Clearing contract.
type ClearingExpired struct {
	Time     *big.Int
	Deadline uint64
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Expired(uint256 time, uint64 deadline)
func ClearingExpiredErrorID() common.Hash {
	return common.HexToHash("0x8a55c622eb1663879daad4e2863f6c4c15b90881360ce5f5612c15a64b361b60")
}

// UnpackExpiredError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Expired(uint256 time, uint64 deadline)
func (clearing *Clearing) UnpackExpiredError(raw []byte) (*ClearingExpired, error) {
	out := new(ClearingExpired)
	if err := clearing.abi.UnpackIntoInterface(out, "Expired", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ClearingInsufficientBalance represents a InsufficientBalance error raised by the Clearing contract.
type ClearingInsufficientBalance struct {
	Balance *big.Int
	Needed  *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error InsufficientBalance(uint256 balance, uint256 needed)
func ClearingInsufficientBalanceErrorID() common.Hash {
	return common.HexToHash("0xcf4791818fba6e019216eb4864093b4947f674afada5d305e57d598b641dad1d")
}

// UnpackInsufficientBalanceError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error InsufficientBalance(uint256 balance, uint256 needed)
func (clearing *Clearing) UnpackInsufficientBalanceError(raw []byte) (*ClearingInsufficientBalance, error) {
	out := new(ClearingInsufficientBalance)
	if err := clearing.abi.UnpackIntoInterface(out, "InsufficientBalance", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ClearingInvalidShortString represents a InvalidShortString error raised by the Clearing contract.
type ClearingInvalidShortString struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error InvalidShortString()
func ClearingInvalidShortStringErrorID() common.Hash {
	return common.HexToHash("0xb3512b0c6163e5f0bafab72bb631b9d58cd7a731b082f910338aa21c83d5c274")
}

// UnpackInvalidShortStringError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error InvalidShortString()
func (clearing *Clearing) UnpackInvalidShortStringError(raw []byte) (*ClearingInvalidShortString, error) {
	out := new(ClearingInvalidShortString)
	if err := clearing.abi.UnpackIntoInterface(out, "InvalidShortString", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ClearingNonceUsed represents a NonceUsed error raised by the Clearing contract.
type ClearingNonceUsed struct {
	Owner common.Address
	Nonce *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NonceUsed(address owner, uint256 nonce)
func ClearingNonceUsedErrorID() common.Hash {
	return common.HexToHash("0x2af71f10069c28afc67c3752e87e0e4616a97948d33c8f404a856c0c334b3e01")
}

// UnpackNonceUsedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NonceUsed(address owner, uint256 nonce)
func (clearing *Clearing) UnpackNonceUsedError(raw []byte) (*ClearingNonceUsed, error) {
	out := new(ClearingNonceUsed)
	if err := clearing.abi.UnpackIntoInterface(out, "NonceUsed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ClearingNotClosing represents a NotClosing error raised by the Clearing contract.
type ClearingNotClosing struct {
	Id [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotClosing(bytes32 id)
func ClearingNotClosingErrorID() common.Hash {
	return common.HexToHash("0x713ee72659c214c0e68146c86120abfdf245ed6a70a3b6f44def2d14efc92bb1")
}

// UnpackNotClosingError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotClosing(bytes32 id)
func (clearing *Clearing) UnpackNotClosingError(raw []byte) (*ClearingNotClosing, error) {
	out := new(ClearingNotClosing)
	if err := clearing.abi.UnpackIntoInterface(out, "NotClosing", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ClearingNotOpen represents a NotOpen error raised by the Clearing contract.
type ClearingNotOpen struct {
	Id    [32]byte
	Epoch uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotOpen(bytes32 id, uint32 epoch)
func ClearingNotOpenErrorID() common.Hash {
	return common.HexToHash("0xe7e831dd41fb4d447011fd793c3c1e66021592bd972e190d268facbf8fa2b505")
}

// UnpackNotOpenError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotOpen(bytes32 id, uint32 epoch)
func (clearing *Clearing) UnpackNotOpenError(raw []byte) (*ClearingNotOpen, error) {
	out := new(ClearingNotOpen)
	if err := clearing.abi.UnpackIntoInterface(out, "NotOpen", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ClearingNotPayer represents a NotPayer error raised by the Clearing contract.
type ClearingNotPayer struct {
	Caller common.Address
	Payer  common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotPayer(address caller, address payer)
func ClearingNotPayerErrorID() common.Hash {
	return common.HexToHash("0x2f081df349b4d79f824641e5273abd04fbf8532288274b4c021b9ab1e1a81802")
}

// UnpackNotPayerError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotPayer(address caller, address payer)
func (clearing *Clearing) UnpackNotPayerError(raw []byte) (*ClearingNotPayer, error) {
	out := new(ClearingNotPayer)
	if err := clearing.abi.UnpackIntoInterface(out, "NotPayer", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ClearingNotPayerOrSigner represents a NotPayerOrSigner error raised by the Clearing contract.
type ClearingNotPayerOrSigner struct {
	Caller common.Address
	Payer  common.Address
	Signer common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotPayerOrSigner(address caller, address payer, address signer)
func ClearingNotPayerOrSignerErrorID() common.Hash {
	return common.HexToHash("0x15be5df0a47ddfa36fffacd5a7183be4e9eaaac54b8f9804e82a04b29248f190")
}

// UnpackNotPayerOrSignerError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotPayerOrSigner(address caller, address payer, address signer)
func (clearing *Clearing) UnpackNotPayerOrSignerError(raw []byte) (*ClearingNotPayerOrSigner, error) {
	out := new(ClearingNotPayerOrSigner)
	if err := clearing.abi.UnpackIntoInterface(out, "NotPayerOrSigner", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ClearingNothingReceived represents a NothingReceived error raised by the Clearing contract.
type ClearingNothingReceived struct {
	Received *big.Int
	Asked    *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NothingReceived(uint256 received, uint256 asked)
func ClearingNothingReceivedErrorID() common.Hash {
	return common.HexToHash("0x444e7d3fd36efce8e6fdd2efc16dcbfdbe92d5379ce9c75f4fbe018900b13ed0")
}

// UnpackNothingReceivedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NothingReceived(uint256 received, uint256 asked)
func (clearing *Clearing) UnpackNothingReceivedError(raw []byte) (*ClearingNothingReceived, error) {
	out := new(ClearingNothingReceived)
	if err := clearing.abi.UnpackIntoInterface(out, "NothingReceived", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ClearingOverDeposit represents a OverDeposit error raised by the Clearing contract.
type ClearingOverDeposit struct {
	Claimed *big.Int
	Deposit *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error OverDeposit(uint96 claimed, uint96 deposit)
func ClearingOverDepositErrorID() common.Hash {
	return common.HexToHash("0xa114e8102b5fb1c02355980ed230be726a4bc0e1ca6fe0953acfdac17ff121e9")
}

// UnpackOverDepositError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error OverDeposit(uint96 claimed, uint96 deposit)
func (clearing *Clearing) UnpackOverDepositError(raw []byte) (*ClearingOverDeposit, error) {
	out := new(ClearingOverDeposit)
	if err := clearing.abi.UnpackIntoInterface(out, "OverDeposit", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ClearingOverflow represents a Overflow error raised by the Clearing contract.
type ClearingOverflow struct {
	Value *big.Int
	Max   *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Overflow(uint256 value, uint256 max)
func ClearingOverflowErrorID() common.Hash {
	return common.HexToHash("0x7ae59685f8eacfdf7d2f87d7f9fb876f8a70e6a94d9d50e3cdfebc117e7c93d6")
}

// UnpackOverflowError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Overflow(uint256 value, uint256 max)
func (clearing *Clearing) UnpackOverflowError(raw []byte) (*ClearingOverflow, error) {
	out := new(ClearingOverflow)
	if err := clearing.abi.UnpackIntoInterface(out, "Overflow", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ClearingReentrancyGuardReentrantCall represents a ReentrancyGuardReentrantCall error raised by the Clearing contract.
type ClearingReentrancyGuardReentrantCall struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ReentrancyGuardReentrantCall()
func ClearingReentrancyGuardReentrantCallErrorID() common.Hash {
	return common.HexToHash("0x3ee5aeb571de7fc460830b4d0017439a1ca56fb0bc39062227ade4fe4a24c1ca")
}

// UnpackReentrancyGuardReentrantCallError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ReentrancyGuardReentrantCall()
func (clearing *Clearing) UnpackReentrancyGuardReentrantCallError(raw []byte) (*ClearingReentrancyGuardReentrantCall, error) {
	out := new(ClearingReentrancyGuardReentrantCall)
	if err := clearing.abi.UnpackIntoInterface(out, "ReentrancyGuardReentrantCall", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ClearingSafeERC20FailedOperation represents a SafeERC20FailedOperation error raised by the Clearing contract.
type ClearingSafeERC20FailedOperation struct {
	Token common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error SafeERC20FailedOperation(address token)
func ClearingSafeERC20FailedOperationErrorID() common.Hash {
	return common.HexToHash("0x5274afe73c98b4749fc91ffae6b7b574e7842cb2144a159e9377a5f20b32edf9")
}

// UnpackSafeERC20FailedOperationError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error SafeERC20FailedOperation(address token)
func (clearing *Clearing) UnpackSafeERC20FailedOperationError(raw []byte) (*ClearingSafeERC20FailedOperation, error) {
	out := new(ClearingSafeERC20FailedOperation)
	if err := clearing.abi.UnpackIntoInterface(out, "SafeERC20FailedOperation", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ClearingStringTooLong represents a StringTooLong error raised by the Clearing contract.
type ClearingStringTooLong struct {
	Str string
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error StringTooLong(string str)
func ClearingStringTooLongErrorID() common.Hash {
	return common.HexToHash("0x305a27a93f8e33b7392df0a0f91d6fc63847395853c45991eec52dbf24d72381")
}

// UnpackStringTooLongError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error StringTooLong(string str)
func (clearing *Clearing) UnpackStringTooLongError(raw []byte) (*ClearingStringTooLong, error) {
	out := new(ClearingStringTooLong)
	if err := clearing.abi.UnpackIntoInterface(out, "StringTooLong", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ClearingTooEarly represents a TooEarly error raised by the Clearing contract.
type ClearingTooEarly struct {
	Time    *big.Int
	CloseAt uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TooEarly(uint256 time, uint32 closeAt)
func ClearingTooEarlyErrorID() common.Hash {
	return common.HexToHash("0x1885981b92b7f5df25ccd01c2e2d84bf943167503d365c0d945cfd4e8c437a02")
}

// UnpackTooEarlyError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TooEarly(uint256 time, uint32 closeAt)
func (clearing *Clearing) UnpackTooEarlyError(raw []byte) (*ClearingTooEarly, error) {
	out := new(ClearingTooEarly)
	if err := clearing.abi.UnpackIntoInterface(out, "TooEarly", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ClearingVoucherTooLow represents a VoucherTooLow error raised by the Clearing contract.
type ClearingVoucherTooLow struct {
	Cumulative *big.Int
	Needed     *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error VoucherTooLow(uint96 cumulative, uint96 needed)
func ClearingVoucherTooLowErrorID() common.Hash {
	return common.HexToHash("0x845a467c048a16e1ee61b6acfe0e852b5cd0fc424a952a8f0ee715c0a362ce63")
}

// UnpackVoucherTooLowError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error VoucherTooLow(uint96 cumulative, uint96 needed)
func (clearing *Clearing) UnpackVoucherTooLowError(raw []byte) (*ClearingVoucherTooLow, error) {
	out := new(ClearingVoucherTooLow)
	if err := clearing.abi.UnpackIntoInterface(out, "VoucherTooLow", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ClearingWrongChannel represents a WrongChannel error raised by the Clearing contract.
type ClearingWrongChannel struct {
	Signed [32]byte
	Id     [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongChannel(bytes32 signed, bytes32 id)
func ClearingWrongChannelErrorID() common.Hash {
	return common.HexToHash("0x2ce7ab11a94e08b371a92d1922b999cfd37539b45556527a73a763dbc3fc3275")
}

// UnpackWrongChannelError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongChannel(bytes32 signed, bytes32 id)
func (clearing *Clearing) UnpackWrongChannelError(raw []byte) (*ClearingWrongChannel, error) {
	out := new(ClearingWrongChannel)
	if err := clearing.abi.UnpackIntoInterface(out, "WrongChannel", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ClearingWrongEpoch represents a WrongEpoch error raised by the Clearing contract.
type ClearingWrongEpoch struct {
	Signed uint32
	Epoch  uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongEpoch(uint32 signed, uint32 epoch)
func ClearingWrongEpochErrorID() common.Hash {
	return common.HexToHash("0x6112d2538b1799486a209770faf93444b9236ffa01c9143ca10ac4712d756b97")
}

// UnpackWrongEpochError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongEpoch(uint32 signed, uint32 epoch)
func (clearing *Clearing) UnpackWrongEpochError(raw []byte) (*ClearingWrongEpoch, error) {
	out := new(ClearingWrongEpoch)
	if err := clearing.abi.UnpackIntoInterface(out, "WrongEpoch", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ClearingZeroAmount represents a ZeroAmount error raised by the Clearing contract.
type ClearingZeroAmount struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ZeroAmount()
func ClearingZeroAmountErrorID() common.Hash {
	return common.HexToHash("0x1f2a2005cb66a8e145327e8814e243a0996aec9bfe1e15a495778b1236dbd485")
}

// UnpackZeroAmountError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ZeroAmount()
func (clearing *Clearing) UnpackZeroAmountError(raw []byte) (*ClearingZeroAmount, error) {
	out := new(ClearingZeroAmount)
	if err := clearing.abi.UnpackIntoInterface(out, "ZeroAmount", raw); err != nil {
		return nil, err
	}
	return out, nil
}
