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
	ABI: "[{\"type\":\"constructor\",\"inputs\":[{\"name\":\"minCloseDelay_\",\"type\":\"uint32\",\"internalType\":\"uint32\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"MAX_CLOSE_DELAY\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint32\",\"internalType\":\"uint32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"authorizationNonce\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"salt\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"pure\"},{\"type\":\"function\",\"name\":\"authorizeAndFund\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"a\",\"type\":\"tuple\",\"internalType\":\"structAuthorization\",\"components\":[{\"name\":\"amount\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"validAfter\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"validBefore\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"salt\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"v\",\"type\":\"uint8\",\"internalType\":\"uint8\"},{\"name\":\"r\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"s\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"authorizeAndFundPledged\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"sink\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"a\",\"type\":\"tuple\",\"internalType\":\"structAuthorization\",\"components\":[{\"name\":\"amount\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"validAfter\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"validBefore\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"salt\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"v\",\"type\":\"uint8\",\"internalType\":\"uint8\"},{\"name\":\"r\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"s\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"balanceOf\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"cancelClose\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"channelId\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"pure\"},{\"type\":\"function\",\"name\":\"claim\",\"inputs\":[{\"name\":\"legs\",\"type\":\"tuple[]\",\"internalType\":\"structLeg[]\",\"components\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"cumulative\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"memo\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"upTo\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"sig\",\"type\":\"bytes\",\"internalType\":\"bytes\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"claimPacked\",\"inputs\":[{\"name\":\"shared\",\"type\":\"tuple\",\"internalType\":\"structShared\",\"components\":[{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"}]},{\"name\":\"legs\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"closeCooperative\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"close\",\"type\":\"tuple\",\"internalType\":\"structClose\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"claimed\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"deadline\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"closeSig\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"voucher\",\"type\":\"tuple\",\"internalType\":\"structVoucher\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"cumulative\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"memo\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"name\":\"voucherSig\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"closeDigest\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structClose\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"claimed\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"deadline\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"closePledged\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"close\",\"type\":\"tuple\",\"internalType\":\"structClose\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"claimed\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"deadline\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"closeSig\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"voucher\",\"type\":\"tuple\",\"internalType\":\"structVoucher\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"cumulative\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"memo\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"name\":\"voucherSig\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"sink\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"sinkSig\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"deposit\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"depositAndFund\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"amount\",\"type\":\"uint96\",\"internalType\":\"uint96\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"depositAndFundPledged\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"sink\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"amount\",\"type\":\"uint96\",\"internalType\":\"uint96\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"domainSeparator\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"eip712Domain\",\"inputs\":[],\"outputs\":[{\"name\":\"fields\",\"type\":\"bytes1\",\"internalType\":\"bytes1\"},{\"name\":\"name\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"version\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"chainId\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"verifyingContract\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"salt\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"extensions\",\"type\":\"uint256[]\",\"internalType\":\"uint256[]\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"finalizeClose\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"fund\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"amount\",\"type\":\"uint96\",\"internalType\":\"uint96\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"fundPledged\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"sink\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"amount\",\"type\":\"uint96\",\"internalType\":\"uint96\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"minCloseDelay\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint32\",\"internalType\":\"uint32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"nonceBitmap\",\"inputs\":[{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"word\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"permitAndFund\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"amount\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"permit\",\"type\":\"tuple\",\"internalType\":\"structPermit\",\"components\":[{\"name\":\"deadline\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"v\",\"type\":\"uint8\",\"internalType\":\"uint8\"},{\"name\":\"r\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"s\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"permitDeposit\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"permit\",\"type\":\"tuple\",\"internalType\":\"structPermit\",\"components\":[{\"name\":\"deadline\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"v\",\"type\":\"uint8\",\"internalType\":\"uint8\"},{\"name\":\"r\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"s\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"requestClose\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"requestCloseBySig\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"r\",\"type\":\"tuple\",\"internalType\":\"structRequestClose\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"nonce\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"name\":\"sig\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"requestCloseDigest\",\"inputs\":[{\"name\":\"r\",\"type\":\"tuple\",\"internalType\":\"structRequestClose\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"nonce\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"revokeNonce\",\"inputs\":[{\"name\":\"nonce\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"state\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"\",\"type\":\"tuple\",\"internalType\":\"structState\",\"components\":[{\"name\":\"deposit\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"claimed\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"closeAt\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"states\",\"inputs\":[{\"name\":\"ids\",\"type\":\"bytes32[]\",\"internalType\":\"bytes32[]\"}],\"outputs\":[{\"name\":\"all\",\"type\":\"tuple[]\",\"internalType\":\"structState[]\",\"components\":[{\"name\":\"deposit\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"claimed\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"closeAt\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"transfer\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"voucherDigest\",\"inputs\":[{\"name\":\"v\",\"type\":\"tuple\",\"internalType\":\"structVoucher\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"cumulative\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"memo\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"withdraw\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"withdrawBySig\",\"inputs\":[{\"name\":\"w\",\"type\":\"tuple\",\"internalType\":\"structWithdraw\",\"components\":[{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"nonce\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"deadline\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"sig\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"withdrawDigest\",\"inputs\":[{\"name\":\"w\",\"type\":\"tuple\",\"internalType\":\"structWithdraw\",\"components\":[{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"nonce\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"deadline\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"event\",\"name\":\"Claimed\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"},{\"name\":\"cumulative\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"},{\"name\":\"paid\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"},{\"name\":\"memo\",\"type\":\"bytes32\",\"indexed\":false,\"internalType\":\"bytes32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"CloseCancelled\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"CloseRequested\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"},{\"name\":\"closeAt\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Closed\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"},{\"name\":\"claimed\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"},{\"name\":\"refund\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Deposited\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"from\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"to\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"EIP712DomainChanged\",\"inputs\":[],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Funded\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"payer\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"},{\"name\":\"amount\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"},{\"name\":\"deposit\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"},{\"name\":\"c\",\"type\":\"tuple\",\"indexed\":false,\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"NonceSpent\",\"inputs\":[{\"name\":\"owner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"nonce\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Passed\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"source\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"},{\"name\":\"amount\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"},{\"name\":\"deposit\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Skipped\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"reason\",\"type\":\"uint8\",\"indexed\":false,\"internalType\":\"enumSkipReason\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Transferred\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"from\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"to\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Withdrawn\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"owner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"to\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"error\",\"name\":\"AlreadyClosing\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeAt\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]},{\"type\":\"error\",\"name\":\"BadAsset\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"BadChannel\",\"inputs\":[{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"}]},{\"type\":\"error\",\"name\":\"BadDelay\",\"inputs\":[{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"minCloseDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"maxCloseDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]},{\"type\":\"error\",\"name\":\"BadLength\",\"inputs\":[{\"name\":\"length\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"legSize\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"BadParty\",\"inputs\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"BadRecipient\",\"inputs\":[{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"BadSignature\",\"inputs\":[{\"name\":\"recovered\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"Expired\",\"inputs\":[{\"name\":\"time\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"deadline\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"type\":\"error\",\"name\":\"InsufficientBalance\",\"inputs\":[{\"name\":\"balance\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"needed\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"InvalidShortString\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"NonceUsed\",\"inputs\":[{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"nonce\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"NotClosing\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"NotOpen\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]},{\"type\":\"error\",\"name\":\"NotPayer\",\"inputs\":[{\"name\":\"caller\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"NotPayerOrSigner\",\"inputs\":[{\"name\":\"caller\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"NothingReceived\",\"inputs\":[{\"name\":\"received\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"asked\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"OverDeposit\",\"inputs\":[{\"name\":\"claimed\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"deposit\",\"type\":\"uint96\",\"internalType\":\"uint96\"}]},{\"type\":\"error\",\"name\":\"Overflow\",\"inputs\":[{\"name\":\"value\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"max\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ReentrancyGuardReentrantCall\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"SafeERC20FailedOperation\",\"inputs\":[{\"name\":\"token\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"StringTooLong\",\"inputs\":[{\"name\":\"str\",\"type\":\"string\",\"internalType\":\"string\"}]},{\"type\":\"error\",\"name\":\"TooEarly\",\"inputs\":[{\"name\":\"time\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"closeAt\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]},{\"type\":\"error\",\"name\":\"VoucherTooLow\",\"inputs\":[{\"name\":\"cumulative\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"needed\",\"type\":\"uint96\",\"internalType\":\"uint96\"}]},{\"type\":\"error\",\"name\":\"WrongChannel\",\"inputs\":[{\"name\":\"signed\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"WrongEpoch\",\"inputs\":[{\"name\":\"signed\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]},{\"type\":\"error\",\"name\":\"ZeroAmount\",\"inputs\":[]}]",
	ID:  "Clearing",
	Bin: "0x61018080604052346101b057602081615871803803809161002082856101b4565b8339810103126101b0575163ffffffff81168082036101b0576040516100476040826101b4565b60068152602081019065746f6c73657960d01b82526040519161006b6040846101b4565b600183526020830191603160f81b8352610084816101eb565b61012052610091846101eb565b61014052519020918260e05251902080610100524660a0526040519060208201927f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f8452604083015260608201524660808201523060a082015260a081526100fa60c0826101b4565b5190206080523060c052801580156101a4575b61018657506101605260405161561a9081610257823960805181613f9e015260a05181614055015260c05181613f6f015260e05181613fed0152610100518161401301526101205181611c3901526101405181611c6301526101605181818161055b01528181610a55015281816113fd0152614ed30152f35b632553985960e11b5f52600452600160245262278d0060445260645ffd5b5062278d00811161010d565b5f80fd5b601f909101601f19168101906001600160401b038211908210176101d757604052565b634e487b7160e01b5f52604160045260245ffd5b601f815111610216576020815191015160208210610207571790565b5f198260200360031b1b161790565b604460209160405192839163305a27a960e01b83528160048401528051918291826024860152018484015e5f828201840152601f01601f19168101030190fdfe60806040526004361015610011575f80fd5b5f5f3560e01c8063058083e51461329857806305c1ee201461325557806306947cd7146131bf5780630a8fd2a61461315257806328d7338f146130e55780632b3e23de14612f2d5780632d0032a014612e3657806335b674c414612d3c5780633e0ff106146129775780633fc0a19f146126a75780633feb1bd8146125ed5780634fe02b441461257b578063503185c21461244f57806350d5124d146122cf57806357543be31461220657806361d585da1461217057806363f6e4d214611f395780636bd5cf4714611e005780637a2382d314611d3757806384b0196e14611c0157806389ce4c7514611bc55780638cdb174514611b735780639672872014611a7c5780639942ff09146119375780639b77ba0e146118e55780639ca30d3714611761578063a6fb97d11461173f578063b61018a114610eb9578063c203823614610e48578063d954863c14610dbb578063eac77bfb14610d14578063ef9ca51e1461057f578063eff31d9114610520578063f608f3e1146101de5763f698da251461019b575f80fd5b346101db57807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101db5760206101d3613f58565b604051908152f35b80fd5b50346101db576101ed366134ef565b91906101f761379a565b60a083066104ef57604051610140936102108583613618565b843683377fdec703ce866844a589ff2476c3be03cda0a24c3a3ba373062718350c4884a50d825273ffffffffffffffffffffffffffffffffffffffff6102558561358e565b16606083015273ffffffffffffffffffffffffffffffffffffffff61027c6020860161358e565b1660808301526040840135908160a084015263ffffffff61029f606087016136b9565b1660c084015260808501358060e085015260a086019061ffff6102c1836135c0565b166101008601526102d0613f58565b9360405194610100860186811067ffffffffffffffff8211176104c2579261ffff949261036492610369956040528d60208a01528d60408a01528d60608a01528d60808a01528d60e08a015260c089015261190160a08901527fbd74e6c34167625e699b94ee4152570063f1c307ccd3ce48c43abf62b1e2c140885261035d610357613659565b9b61358e565b908b6141a3565b6135c0565b1693875b8281106103a4578861037e8861407b565b807f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d80f35b602881830101358183013560601c60208701526014828401013560601c60408701528060c01c61012087015288862090818b52600460205260408b20546104066bffffffffffffffffffffffff8360401c1663ffffffff8460a01c1683614219565b939092846006811015610495579360a0969593838b8f958f958c8e926104459b159485610454575b505050505061044b575b6040888b0101359461428c565b0161036d565b60049550610438565b6104889495508d6014818501013560601c9663ffffffff6bffffffffffffffffffffffff8760401c169660a01c169461510c565b14158b5f8c8f859061042e565b60248f7f4e487b710000000000000000000000000000000000000000000000000000000081526021600452fd5b60248c7f4e487b710000000000000000000000000000000000000000000000000000000081526041600452fd5b604484847f2e728bb200000000000000000000000000000000000000000000000000000000825260045260a0602452fd5b50346101db57807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101db57602060405163ffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b50346101db577ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36016102008112610d1057610120136101db5760e07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffedc3601126101db576105eb61379a565b6101406040517fdec703ce866844a589ff2476c3be03cda0a24c3a3ba373062718350c4884a50d8152610120600460208301372060843573ffffffffffffffffffffffffffffffffffffffff6106616106438361537b565b9363ffffffff6060610654836148a4565b0151166101843591613754565b921690604051907f70a08231000000000000000000000000000000000000000000000000000000008252306004830152602082602481865afa918215610d05578592610ccd575b506004359173ffffffffffffffffffffffffffffffffffffffff831693848403610a11578661012435966bffffffffffffffffffffffff881692838903610ae0576101a4359160ff831692838103610bfb5750813b15610bff576101248985809460405196879586947fef55bec600000000000000000000000000000000000000000000000000000000865260048601523060248601528a604486015261014435606486015261016435608486015260a485015260c48401526101c43560e48401526101e4356101048401525af18015610cc257610cad575b509161079392505f96508480856153dc565b908115610c85576101406040517fdec703ce866844a589ff2476c3be03cda0a24c3a3ba373062718350c4884a50d81526101206004602083013720926107d8846148a4565b956bffffffffffffffffffffffff87511615610a1d575b6bffffffffffffffffffffffff61081261080d828a511696876136ca565b6152e8565b1687526108ae8786907fffffffff0000000000000000000000000000000000000000000000000000000060606bffffffffffffffffffffffff83511677ffffffffffffffffffffffff0000000000000000000000006020850151831b16177bffffffff000000000000000000000000000000000000000000000000604085015160c01b161792015160e01b1617905f52600460205260405f2055565b610a11576044359073ffffffffffffffffffffffffffffffffffffffff821696878303610a19576bffffffffffffffffffffffff806108fb63ffffffff6060850151169782855116614368565b9251169160405196875216602086015260408501525084606084015260243573ffffffffffffffffffffffffffffffffffffffff8116809103610a15576080840152508460a083015260643573ffffffffffffffffffffffffffffffffffffffff8116809103610a115760c083015260e082015260a43563ffffffff8116809103610a0d5761010082015260c43561012082015260e43561ffff8116809103610a0d576101408201526101043567ffffffffffffffff8116809103610a0d5781610180916101607f8f972ae5830f3cdb4c94989ba4cb15f7744f052fa8431d24117397429f730960940152a4807f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d80f35b8580fd5b8680fd5b8780fd5b8880fd5b505f85158015610c5b575b8015610c31575b8015610c03575b610b4e5760a43563ffffffff8116808214159081610afd5763ffffffff7f000000000000000000000000000000000000000000000000000000000000000016918282108015610b40575b610b01575050505060c4358015801590610ae4575b610a9f57506107ef565b8860e4359161ffff831690818403610ae057604493507f1c636388000000000000000000000000000000000000000000000000000000008352600452602452fd5b8280fd5b5060e43561ffff811690818103610afd57501515610a95565b8a80fd5b9293508a92610ae057606493507f4aa730b200000000000000000000000000000000000000000000000000000000835260045260245262278d00604452fd5b50505f62278d008211610a80565b878660243573ffffffffffffffffffffffffffffffffffffffff811690818103610bff575060443573ffffffffffffffffffffffffffffffffffffffff811690818103610bfb57506064359173ffffffffffffffffffffffffffffffffffffffff831692838103610a0d576084955050604051937f56cbdd760000000000000000000000000000000000000000000000000000000085526004850152602484015260448301526064820152fd5b8480fd5b8380fd5b5060643573ffffffffffffffffffffffffffffffffffffffff811690818103610c2d575015610a36565b8980fd5b5060443573ffffffffffffffffffffffffffffffffffffffff811690818103610c2d575015610a2f565b5060243573ffffffffffffffffffffffffffffffffffffffff811690818103610c2d575015610a28565b6004867f1f2a2005000000000000000000000000000000000000000000000000000000008152fd5b81610cb791613618565b610a1157865f610781565b6040513d84823e3d90fd5b9091506020813d602011610cfd575b81610ce960209383613618565b81010312610cf95751905f6106a8565b5f80fd5b3d9150610cdc565b6040513d87823e3d90fd5b5080fd5b50346101db5760807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101db575060206101d360a06040517fe130b57c6cbf5a615b9df25842ebf4b60c10f7b82a1a17efbf729584f7c4c0c68152608060048583013720610d83613f58565b604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b50346101db57610de9610dcd36613457565b610dd99391929361379a565b610de283614392565b8284614959565b918352600260205273ffffffffffffffffffffffffffffffffffffffff6040842091165f52602052610e2060405f209182546136ca565b9055807f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d80f35b50346101db5760407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101db5773ffffffffffffffffffffffffffffffffffffffff6040610e97613413565b92600435815260026020522091165f52602052602060405f2054604051908152f35b50346101db577ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36016103208112610d1057610120136101db576101207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffedc3601126101db5760e07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffdbc3601126101db57610f5061379a565b60c4356101406040517fdec703ce866844a589ff2476c3be03cda0a24c3a3ba373062718350c4884a50d8152610120610124602083013720811480611731575b806116e2575b1580156116ca575b80156116af575b61166e576101406040517fdec703ce866844a589ff2476c3be03cda0a24c3a3ba373062718350c4884a50d81526101206004602083013720906084359073ffffffffffffffffffffffffffffffffffffffff6110216110038461537b565b9463ffffffff6060611014836148a4565b0151166102a43591613754565b931691604051917f70a08231000000000000000000000000000000000000000000000000000000008352306004840152602083602481875afa92831561166357869361162f575b506004359273ffffffffffffffffffffffffffffffffffffffff841694858503610a15578761024435976bffffffffffffffffffffffff891692838a03610ae0576102c4359160ff831692838103610bfb5750813b15610bff576101248a85809460405196879586947fef55bec600000000000000000000000000000000000000000000000000000000865260048601523060248601528a604486015261026435606486015261028435608486015260a485015260c48401526102e43560e4840152610304356101048401525af18015610cc25761161a575b509161115392505f97508580866153dc565b9182156115f2576101406040517fdec703ce866844a589ff2476c3be03cda0a24c3a3ba373062718350c4884a50d8152610120600460208301372093611198856148a4565b966bffffffffffffffffffffffff885116156113c5575b6bffffffffffffffffffffffff6111cd61080d828b511697886136ca565b1688526112698887907fffffffff0000000000000000000000000000000000000000000000000000000060606bffffffffffffffffffffffff83511677ffffffffffffffffffffffff0000000000000000000000006020850151831b16177bffffffff000000000000000000000000000000000000000000000000604085015160c01b161792015160e01b1617905f52600460205260405f2055565b610a15576044359073ffffffffffffffffffffffffffffffffffffffff821697888303610c2d576bffffffffffffffffffffffff806112b663ffffffff6060850151169882855116614368565b9251169160405197885216602087015260408601525085606085015260243573ffffffffffffffffffffffffffffffffffffffff8116809103610a19576080850152508560a084015260643573ffffffffffffffffffffffffffffffffffffffff8116809103610a155760c084015260e083015260a43563ffffffff8116809103610a115761010083015261012082015260e43561ffff8116809103610a0d576101408201526101043567ffffffffffffffff8116809103610a0d5781610180916101607f8f972ae5830f3cdb4c94989ba4cb15f7744f052fa8431d24117397429f730960940152a4807f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d80f35b505f861580156115c8575b801561159e575b8015611574575b6114c75760a43563ffffffff81168082141590816114c35763ffffffff7f0000000000000000000000000000000000000000000000000000000000000000169182821080156114b5575b611476575050505088156111af5760e4358961ffff821686818403610ae057604493507f1c636388000000000000000000000000000000000000000000000000000000008352600452602452fd5b9293508b92610ae057606493507f4aa730b200000000000000000000000000000000000000000000000000000000835260045260245262278d00604452fd5b50505f62278d008211611428565b8b80fd5b888760243573ffffffffffffffffffffffffffffffffffffffff811690818103610bff575060443573ffffffffffffffffffffffffffffffffffffffff811690818103610bfb57506064359173ffffffffffffffffffffffffffffffffffffffff831692838103610a0d576084955050604051937f56cbdd760000000000000000000000000000000000000000000000000000000085526004850152602484015260448301526064820152fd5b5060643573ffffffffffffffffffffffffffffffffffffffff811690818103610afd5750156113de565b5060443573ffffffffffffffffffffffffffffffffffffffff811690818103610afd5750156113d7565b5060243573ffffffffffffffffffffffffffffffffffffffff811690818103610afd5750156113d0565b6004877f1f2a2005000000000000000000000000000000000000000000000000000000008152fd5b8161162491613618565b610a1557875f611141565b9092506020813d60201161165b575b8161164b60209383613618565b81010312610cf95751915f611068565b3d915061163e565b6040513d88823e3d90fd5b9060e4359161ffff831690818403610ae057604493507f1c636388000000000000000000000000000000000000000000000000000000008352600452602452fd5b5060e43561ffff8116808203610bff57612710915011610fa5565b5060e43561ffff811690818103610bff575015610f9e565b506101243573ffffffffffffffffffffffffffffffffffffffff811690818103610bff57506044359073ffffffffffffffffffffffffffffffffffffffff821691828103610bfb575014610f96565b506084356101a43514610f90565b50346101db5761037e61175136613457565b9161175a61379a565b3390614b34565b50346101db57611770366134ef565b929161177a61379a565b60a081019367ffffffffffffffff61179186613785565b1642116118a35761189d6118978361189261037e9798611884611838966117b960609961358e565b996040519a60208c017f7c501c3b11a46306dcb6c2c6339bf274ce49b158201da496b7fb2b053454614681528c604073ffffffffffffffffffffffffffffffffffffffff6118068b613436565b169101528c60208901359c8d9101528c608073ffffffffffffffffffffffffffffffffffffffff60408b019d8e613436565b1691015260608801359c8d60a082015267ffffffffffffffff61186560808b0135988960c0850152613f43565b1660e082015260e0815261187b61010082613618565b51902090614504565b61188d8361358e565b6138ce565b61358e565b9161358e565b91614b34565b60448467ffffffffffffffff6118b888613785565b7f8a55c6220000000000000000000000000000000000000000000000000000000083524260045216602452fd5b50346101db5760607ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101db576024359063ffffffff821682036101db5760206101d360443584600435613754565b50346101db577ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36016101c08112610d1057610120136101db57611979613316565b60807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffebc360112610d10576119ab61379a565b8173ffffffffffffffffffffffffffffffffffffffff6119cc60843561537b565b166101643560ff811690818103610bff5750813b15610ae057829160e4839260405194859384927fd505accf0000000000000000000000000000000000000000000000000000000084523360048501523060248501526bffffffffffffffffffffffff8a16604485015261014435606485015260848401526101843560a48401526101a43560c48401525af1611a67575b5061037e82614ab4565b81611a7191613618565b610d1057815f611a5d565b50346101db576101207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101db57611ab561379a565b73ffffffffffffffffffffffffffffffffffffffff611ad2613548565b1633141580611b4c575b611af15761037e611aeb6139bf565b9061471c565b60649073ffffffffffffffffffffffffffffffffffffffff611b11613548565b81611b1a61356b565b917f15be5df0000000000000000000000000000000000000000000000000000000008552336004521660245216604452fd5b5073ffffffffffffffffffffffffffffffffffffffff611b6a61356b565b16331415611adc565b50346101db577ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36016101408112610d1057610120136101db5761037e611bb8613316565b611bc061379a565b614ab4565b50346101db57807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101db57602060405162278d008152f35b50346101db57807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101db57611cdb90611c5d7f0000000000000000000000000000000000000000000000000000000000000000615504565b90611c877f0000000000000000000000000000000000000000000000000000000000000000615504565b906020611ce960405193611c9b8386613618565b8385525f3681376040519687967f0f00000000000000000000000000000000000000000000000000000000000000885260e08589015260e08801906134ac565b9086820360408801526134ac565b904660608601523060808601528260a086015284820360c08601528080855193848152019401925b828110611d2057505050500390f35b835185528695509381019392810192600101611d11565b50346101db57611d5a611d4936613332565b919290611d5461379a565b8361380e565b73ffffffffffffffffffffffffffffffffffffffff611d788361358e565b163303611db25781611dac6001926bffffffffffffffffffffffff611d9f61037e9661358e565b9116906080840135614959565b90614c30565b60448373ffffffffffffffffffffffffffffffffffffffff611dd38561358e565b7f2f081df30000000000000000000000000000000000000000000000000000000083523360045216602452fd5b5034610cf95760e07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610cf957600435611e3b613413565b60443560807fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff9c360112610cf957611e7061379a565b611e7982614392565b73ffffffffffffffffffffffffffffffffffffffff611e978461537b565b1660843560ff811690818103610cf95750813b15610cf9575f9160e4839260405194859384927fd505accf0000000000000000000000000000000000000000000000000000000084523360048501523060248501528860448501526064356064850152608484015260a43560a484015260c43560c48401525af1611f22575b50610de9908284614959565b611f2f9194505f90613618565b5f92610de9611f16565b34610cf9577ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36016103a08112610cf95761012013610cf95760807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffedc360112610cf9576101a43567ffffffffffffffff8111610cf957611fbd9036906004016133b4565b60807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe3c360112610cf9576102443567ffffffffffffffff8111610cf9576120089036906004016133b4565b916101207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd9c360112610cf9576103843567ffffffffffffffff8111610cf9576120559036906004016133b4565b949061205f61379a565b60c4356101406040517fdec703ce866844a589ff2476c3be03cda0a24c3a3ba373062718350c4884a50d8152610120610264602083013720810361213457506120a6613f58565b9060a06040517fe130b57c6cbf5a615b9df25842ebf4b60c10f7b82a1a17efbf729584f7c4c0c681526080610124602083013720966102c4359173ffffffffffffffffffffffffffffffffffffffff83168303610cf95761210f9861210a946148ef565b613a5a565b5f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b61ffff906121406135af565b907f1c636388000000000000000000000000000000000000000000000000000000005f526004521660245260445ffd5b34610cf95760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610cf9576121a76136ef565b5060806121b56004356148a4565b612204604051809263ffffffff606080926bffffffffffffffffffffffff81511685526bffffffffffffffffffffffff6020820151166020860152826040820151166040860152015116910152565bf35b34610cf9577ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36016101408112610cf95761012013610cf957612247613316565b61224f61379a565b60043573ffffffffffffffffffffffffffffffffffffffff811690818103610cf95781330361229f5761210f5f6bffffffffffffffffffffffff851661229881336084356143ec565b6004614c30565b507f2f081df3000000000000000000000000000000000000000000000000000000005f523360045260245260445ffd5b34610cf95760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610cf95760043567ffffffffffffffff8111610cf95761231e9036906004016133e2565b612327816136d7565b916123356040519384613618565b8183527fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0612362836136d7565b015f5b8181106124385750505f5b828110156123a65760019061238a8160051b8401356148a4565b6123948287613713565b5261239f8186613713565b5001612370565b836040518091602082016020835281518091526020604084019201905f5b8181106123d2575050500390f35b91935091602060808261242a600194885163ffffffff606080926bffffffffffffffffffffffff81511685526bffffffffffffffffffffffff6020820151166020860152826040820151166040860152015116910152565b0194019101918493926123c4565b6020906124436136ef565b82828801015201612365565b34610cf9577ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36016101a08112610cf95761012013610cf95760607ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffedc360112610cf9576101843567ffffffffffffffff8111610cf9576124d39036906004016133b4565b6124db61379a565b6124e36139bf565b9161012435610144359063ffffffff821692838303610cf95761210f966125769461256e9361251486828b8b614484565b61251c613548565b916040519660208801927f3c18ba4ef1fecdd519563c5c1dc6a667eb19264a9d7c32059556e8461336f8208452604089015250606087015261016435958660808201526080815261187b60a082613618565b61188d613548565b61471c565b34610cf95760407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610cf95760043573ffffffffffffffffffffffffffffffffffffffff8116809103610cf9575f52600360205260405f206024355f52602052602060405f2054604051908152f35b34610cf95773ffffffffffffffffffffffffffffffffffffffff61261036613457565b91929061261b61379a565b61262481614392565b61262f8333866143ec565b835f52600260205260405f208282165f5260205260405f206126528482546136ca565b905560405192835216917f4cafe8c90c0e3a2fa8da6fa1827b31ff8be7d9efb7f85b110c3481ad9b36beff60203393a45f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b34610cf9576101207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610cf9576126df61379a565b6126e76139bf565b6040810163ffffffff8151161561294b5763ffffffff90511680421061291c57506bffffffffffffffffffffffff81511690606061273960208301936bffffffffffffffffffffffff85511690614368565b910191600163ffffffff8451160163ffffffff81116128ef576127bd9063ffffffff60405191612768836135cf565b5f8084526020808501829052604080860183905293909216606090940184905288815260049091522060e09190911b7fffffffff00000000000000000000000000000000000000000000000000000000169055565b6bffffffffffffffffffffffff821680612850575b50915191516040805163ffffffff90941684526bffffffffffffffffffffffff91821660208501529116908201527fe0c1262b8c1980dbad9b9f80509b7409ede22ea2023fc22bb4c7e639eff8d0499080606081015b0390a25f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b6084355f52600260205260405f2060043573ffffffffffffffffffffffffffffffffffffffff81168103610cf9577fe0c1262b8c1980dbad9b9f80509b7409ede22ea2023fc22bb4c7e639eff8d04995612828936bffffffffffffffffffffffff9373ffffffffffffffffffffffffffffffffffffffff8463ffffffff9550165f526020526128e460405f209182546136ca565b9055955050506127d2565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b7f1885981b000000000000000000000000000000000000000000000000000000005f524260045260245260445ffd5b827f713ee726000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b34610cf95760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610cf95760043567ffffffffffffffff8111610cf9576129c69036906004016133e2565b6129ce61379a565b6129d6613f58565b6129de613659565b925f60208501917ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe4181360301915b85811015612d33578060051b82013583811215610cf95782019060408201612a338161358e565b73ffffffffffffffffffffffffffffffffffffffff80885116911614801590612d24575b8015612d12575b612ceb575b50612a6d82613988565b91825f52600460205260405f20549061018081016bffffffffffffffffffffffff612a97826136a0565b16151580612cbd575b15612ca957612aae906136a0565b915b612adc6bffffffffffffffffffffffff6101208401941663ffffffff612ad5866136b9565b1683614219565b91909582946006841015612c7c578d9315612b21575b509583929160019761ffff610160612b1060e0612b1b9a99016135c0565b96013595169361428c565b01612a0c565b60a0919295949350612b32906136b9565b6bffffffffffffffffffffffff612b4c61014086016136a0565b63ffffffff604051937fbd74e6c34167625e699b94ee4152570063f1c307ccd3ce48c43abf62b1e2c1408552866020860152166040840152166060820152610160840135608082015220956101a08301357fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe184360301811215610cf95783019485359567ffffffffffffffff8711610cf957602001928636038413610cf957612c3a8f9497612b1b988f60019c612c3591604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b615347565b505073ffffffffffffffffffffffffffffffffffffffff80612c5e6020890161358e565b16911603612c73575b91975091929394612af2565b60049550612c67565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52602160045260245ffd5b50612cb761014082016136a0565b91612ab0565b50612cc7816136a0565b6bffffffffffffffffffffffff80612ce261014086016136a0565b16911610612aa0565b612cfb612d0c916118928b61407b565b60c08401359060808501358b6141a3565b88612a63565b50604089015160c08401351415612a5e565b50885160808401351415612a57565b61210f8761407b565b34610cf95760c07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610cf957604051602081017f7c501c3b11a46306dcb6c2c6339bf274ce49b158201da496b7fb2b0534546146815260043573ffffffffffffffffffffffffffffffffffffffff8116809103610cf9576040830152602435606083015260443573ffffffffffffffffffffffffffffffffffffffff8116809103610cf957608083015260643560a083015260843560c083015260a4359067ffffffffffffffff8216809203610cf957826101d39260e0602095015260e08152612e2b61010082613618565b519020610d83613f58565b34610cf9577ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36016102608112610cf95761012013610cf95760807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffedc360112610cf9576101a43567ffffffffffffffff8111610cf957612eba9036906004016133b4565b60807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe3c360112610cf9576102443567ffffffffffffffff8111610cf957612f059036906004016133b4565b91612f0e61379a565b60c4359384612f215761210f9450613a5a565b61ffff856121406135af565b34610cf9576101207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610cf957612f6561379a565b73ffffffffffffffffffffffffffffffffffffffff612f82613548565b16330361309857612f916139bf565b6040810163ffffffff8151161561294b5763ffffffff60607f097e31beb8ed7314df08377dd0c4c9d1d958c89a3ef0ad5002837a98d6b377c3935f602094526130698187907fffffffff0000000000000000000000000000000000000000000000000000000060606bffffffffffffffffffffffff83511677ffffffffffffffffffffffff0000000000000000000000006020850151831b16177bffffffff000000000000000000000000000000000000000000000000604085015160c01b161792015160e01b1617905f52600460205260405f2055565b015116604051908152a25f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b73ffffffffffffffffffffffffffffffffffffffff6130b5613548565b7f2f081df3000000000000000000000000000000000000000000000000000000005f52336004521660245260445ffd5b34610cf9576101207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610cf95760206101406040517fdec703ce866844a589ff2476c3be03cda0a24c3a3ba373062718350c4884a50d815261012060048483013720604051908152f35b34610cf95760807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610cf95760206101d360a06040517fbd74e6c34167625e699b94ee4152570063f1c307ccd3ce48c43abf62b1e2c1408152608060048583013720610d83613f58565b34610cf95760607ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610cf957604051602081017f3c18ba4ef1fecdd519563c5c1dc6a667eb19264a9d7c32059556e8461336f820815260043560408301526024359063ffffffff8216809203610cf957826101d39260606020950152604435608082015260808152612e2b60a082613618565b34610cf95760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610cf95761328c61379a565b61210f600435336138ce565b34610cf9576132a9611d4936613332565b73ffffffffffffffffffffffffffffffffffffffff6132c78361358e565b1633036132f85761210f916bffffffffffffffffffffffff60019216906132f3823360808401356143ec565b614c30565b73ffffffffffffffffffffffffffffffffffffffff6130b58361358e565b61012435906bffffffffffffffffffffffff82168203610cf957565b907ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc82016102608112610cf95761012013610cf9576101207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffedc6004930112610cf95761012490610244356bffffffffffffffffffffffff81168103610cf95790565b9181601f84011215610cf95782359167ffffffffffffffff8311610cf95760208381860195010111610cf957565b9181601f84011215610cf95782359167ffffffffffffffff8311610cf9576020808501948460051b010111610cf957565b6024359073ffffffffffffffffffffffffffffffffffffffff82168203610cf957565b359073ffffffffffffffffffffffffffffffffffffffff82168203610cf957565b7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc6060910112610cf9576004359060243573ffffffffffffffffffffffffffffffffffffffff81168103610cf9579060443590565b907fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0601f602080948051918291828752018686015e5f8582860101520116010190565b907ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc820160e08112610cf95760c013610cf95760049160c4359067ffffffffffffffff8211610cf957613544916004016133b4565b9091565b60043573ffffffffffffffffffffffffffffffffffffffff81168103610cf95790565b60243573ffffffffffffffffffffffffffffffffffffffff81168103610cf95790565b3573ffffffffffffffffffffffffffffffffffffffff81168103610cf95790565b60e43561ffff81168103610cf95790565b3561ffff81168103610cf95790565b6080810190811067ffffffffffffffff8211176135eb57604052565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b90601f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0910116810190811067ffffffffffffffff8211176135eb57604052565b6040519060e0820182811067ffffffffffffffff8211176135eb576040525f60c0838281528260208201528260408201528260608201528260808201528260a08201520152565b356bffffffffffffffffffffffff81168103610cf95790565b3563ffffffff81168103610cf95790565b919082018092116128ef57565b67ffffffffffffffff81116135eb5760051b60200190565b604051906136fc826135cf565b5f6060838281528260208201528260408201520152565b80518210156137275760209160051b010190565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603260045260245ffd5b9163ffffffff604051926020840194855216604083015260608201526060815261377f608082613618565b51902090565b3567ffffffffffffffff81168103610cf95790565b7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005c6137e65760017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d565b7f3ee5aeb5000000000000000000000000000000000000000000000000000000005f5260045ffd5b60c08101359161381d81613988565b831490816138bb575b81613885575b5015801561386e575b8015613854575b613844575050565b9061214060e061ffff93016135c0565b5061271061ffff61386760e084016135c0565b161161383c565b5061ffff61387e60e083016135c0565b1615613835565b61388f915061358e565b73ffffffffffffffffffffffffffffffffffffffff806138b16040850161358e565b169116145f61382c565b9050608082013560808201351490613826565b9073ffffffffffffffffffffffffffffffffffffffff600160ff83161b921691825f52600360205260405f208260081c90815f5260205260405f20549082821661395857917f8d7d3ad841a35661c3ba5f8abc9d0a9e615a0c26636208d0a641f05b091431a39391602093865f526003855260405f20905f5284521760405f2055604051908152a2565b83857f2af71f10000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b61014090610120604051917fdec703ce866844a589ff2476c3be03cda0a24c3a3ba373062718350c4884a50d835260208301372090565b6139c76136ef565b506101406040517fdec703ce866844a589ff2476c3be03cda0a24c3a3ba373062718350c4884a50d815261012060046020830137208091613a07826148a4565b916bffffffffffffffffffffffff83511615613a205750565b63ffffffff606084015116907fe7e831dd000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b92613a636136ef565b50613a6e6004613988565b93613a78856148a4565b926bffffffffffffffffffffffff84511615613f0857613a96613f58565b916101443563ffffffff81168103610cf957613ab79061012435878a614484565b6101843567ffffffffffffffff811690818103610cf957814211613ed857505060a06040517fe130b57c6cbf5a615b9df25842ebf4b60c10f7b82a1a17efbf729584f7c4c0c681526080610124602083013720916064359173ffffffffffffffffffffffffffffffffffffffff83168303610cf957613b3693856148ef565b61016435906bffffffffffffffffffffffff821690818303610cf95760208501956bffffffffffffffffffffffff8751168311613cec575b50505050506060613b9e6bffffffffffffffffffffffff8351166bffffffffffffffffffffffff85511690614368565b910191600163ffffffff8451160163ffffffff81116128ef576bffffffffffffffffffffffff63ffffffff7fe0c1262b8c1980dbad9b9f80509b7409ede22ea2023fc22bb4c7e639eff8d04995613c55613c9a948360405191613c00836135cf565b5f808452602080850182905260408086018390529390921660609094018490528c815260049091522060e09190911b7fffffffff00000000000000000000000000000000000000000000000000000000169055565b82861680613c9f575b50511692511692604051938493849160409194936bffffffffffffffffffffffff809263ffffffff606087019816865216602085015216910152565b0390a2565b6080600401355f52600260205260405f2073ffffffffffffffffffffffffffffffffffffffff613ccf600461358e565b165f52602052613ce460405f209182546136ca565b90555f613c5e565b5f946bffffffffffffffffffffffff875116808511613ea957506101e43563ffffffff81168103610cf957613d26906101c435898c614484565b610204356bffffffffffffffffffffffff811690818103610cf95787610cf957858210613e7557505060a06040517fbd74e6c34167625e699b94ee4152570063f1c307ccd3ce48c43abf62b1e2c140815260806101c4602083013720916024359273ffffffffffffffffffffffffffffffffffffffff84168403610cf957613dad946148ef565b613db5613659565b9160443573ffffffffffffffffffffffffffffffffffffffff81168103610cf957613de79060c43590608435866141a3565b6080830151613e2b575f5b875f52600460205260405f205494610cf957613e2194613e19918461022435928b886151c9565b50845261407b565b5f80808080613b6e565b6bffffffffffffffffffffffff86511684610cf95760e4359061ffff821691828103610cf957613e7092613e6a9150613e64818761555b565b9261555b565b9061427f565b613df2565b9086869250507f845a467c000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b847fa114e810000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b507f8a55c622000000000000000000000000000000000000000000000000000000005f524260045260245260445ffd5b8563ffffffff606086015116907fe7e831dd000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b359067ffffffffffffffff82168203610cf957565b73ffffffffffffffffffffffffffffffffffffffff7f000000000000000000000000000000000000000000000000000000000000000016301480614052575b15613fc0577f000000000000000000000000000000000000000000000000000000000000000090565b60405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f000000000000000000000000000000000000000000000000000000000000000060408201527f000000000000000000000000000000000000000000000000000000000000000060608201524660808201523060a082015260a0815261377f60c082613618565b507f00000000000000000000000000000000000000000000000000000000000000004614613f97565b60608101518061415d575b5060808101805160a08301511461415957604061415792016bffffffffffffffffffffffff6140bf6140b883516148a4565b93516152e8565b16825251907fffffffff0000000000000000000000000000000000000000000000000000000060606bffffffffffffffffffffffff83511677ffffffffffffffffffffffff0000000000000000000000006020850151831b16177bffffffff000000000000000000000000000000000000000000000000604085015160c01b161792015160e01b1617905f52600460205260405f2055565b565b5050565b81515f52600260205260405f2073ffffffffffffffffffffffffffffffffffffffff80602085015116165f5260205261419b60405f209182546136ca565b90555f614086565b9173ffffffffffffffffffffffffffffffffffffffff908460408501521660208301528152608081019060a081015f81525f83525f60608301528315614213576141ee6060946148a4565b9160c063ffffffff6bffffffffffffffffffffffff8551169687950151169101525252565b50505050565b90925f9290916bffffffffffffffffffffffff8116918281101561427857915b82958260e01c14155f146142505750600293505050565b61425c57506001925050565b60601c6bffffffffffffffffffffffff16106141575760039150565b5081614239565b919082039182116128ef57565b90955f9460808301908151151580614357575b6142f3575b50506006811015612c7c57806142bf575094614157956151c9565b925050507f167515379ec29133d62e15798dd6c90f692036c714de5d7c9c36fe3ed92ade5b925060209150604051908152a2565b61431e919650613e6a614306828861555b565b916bffffffffffffffffffffffff8760601c1661555b565b94516bffffffffffffffffffffffff036bffffffffffffffffffffffff81116128ef57851161434f575b5f806142a4565b506005614348565b506006831015612c7c57821561429f565b906bffffffffffffffffffffffff809116911603906bffffffffffffffffffffffff82116128ef57565b73ffffffffffffffffffffffffffffffffffffffff16801580156143e3575b6143b85750565b7ff66e9048000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b503081146143b1565b9190825f52600260205260405f2073ffffffffffffffffffffffffffffffffffffffff82165f5260205260405f205492828410614454575f52600260205273ffffffffffffffffffffffffffffffffffffffff60405f2091165f5260205260405f2091039055565b82847fcf479181000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b90918181036144d657505063ffffffff6060819201511691168181036144a8575050565b7f6112d253000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b7f2ce7ab11000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b90919261450f613f58565b936145528282612c358789604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b50509473ffffffffffffffffffffffffffffffffffffffff80851696169486861480614713575b61470a576145b991604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b92803b159384156145ff575b505050506145d1575050565b7f08d20b25000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b909192935067ffffffffffffffff84116135eb57604051614648601f86017fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe01660200182613618565b8481523685850111610cf9577fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0601f825f602089819a839a83606499013783010152805190604051957f1626ba7e00000000000000000000000000000000000000000000000000000000875260048701526040602487015288820190604487015e86848287010152011601915afa7f1626ba7e000000000000000000000000000000000000000000000000000000005f5114601f3d111616155f8080806145c5565b50505050505050565b50861515614579565b90604081019063ffffffff82511680614875575060a43563ffffffff8116808203610cf95761474c9150426136ca565b63ffffffff8111614842579163ffffffff8060608194827fe061cbf286197f3b27a0e317367b039267202a7d4b72520b2fe52f612b33e3f5971685526148218189907fffffffff0000000000000000000000000000000000000000000000000000000060606bffffffffffffffffffffffff83511677ffffffffffffffffffffffff0000000000000000000000006020850151831b16177bffffffff000000000000000000000000000000000000000000000000604085015160c01b161792015160e01b1617905f52600460205260405f2055565b015116915116906040519283928160408501931684521660208301520390a2565b7f7ae59685000000000000000000000000000000000000000000000000000000005f5260045263ffffffff60245260445ffd5b837f11b8a496000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b906148ad6136ef565b915f5260046020526bffffffffffffffffffffffff60405f20548060e01c606085015263ffffffff8160c01c166040850152818160601c166020850152168252565b9273ffffffffffffffffffffffffffffffffffffffff9392612c35614948938695604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b5050921691168181036145d1575050565b9291909273ffffffffffffffffffffffffffffffffffffffff61497b8261537b565b1693604051917f70a08231000000000000000000000000000000000000000000000000000000008352306004840152602083602481895afa928315614aa9575f93614a75575b506040517f23b872dd000000000000000000000000000000000000000000000000000000005f5233600452306024528460445260205f606481808b5af19060015f5114821615614a54575b6040525f60605215614a2857614a2594955033906153dc565b90565b857f5274afe7000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b906001811516614a6c57873b15153d15161690614a0c565b503d5f823e3d90fd5b9092506020813d602011614aa1575b81614a9160209383613618565b81010312610cf95751915f6149c1565b3d9150614a84565b6040513d5f823e3d90fd5b60043573ffffffffffffffffffffffffffffffffffffffff8116808214159081610cf957803303614b055750610cf957614157915f91612298916bffffffffffffffffffffffff1690608435614959565b7f2f081df3000000000000000000000000000000000000000000000000000000005f523360045260245260445ffd5b614b9b9073ffffffffffffffffffffffffffffffffffffffff809394614b5981614392565b614b648787856143ec565b168094827fa6786aab7dbbc48b4b0387488b407bd81448030ab207b50bea7dbb5fbc1cd9eb602087604051948b86521693a461537b565b1691604051917fa9059cbb000000000000000000000000000000000000000000000000000000005f5260045260245260205f60448180865af19060015f5114821615614c18575b60405215614bed5750565b7f5274afe7000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b906001811516614a6c57823b15153d15161690614be2565b81156150e457614c3f81613988565b90614c49826148a4565b936bffffffffffffffffffffffff85511615614e85575b506bffffffffffffffffffffffff614c7f61080d8287511695866136ca565b168452614d1b8483907fffffffff0000000000000000000000000000000000000000000000000000000060606bffffffffffffffffffffffff83511677ffffffffffffffffffffffff0000000000000000000000006020850151831b16177bffffffff000000000000000000000000000000000000000000000000604085015160c01b161792015160e01b1617905f52600460205260405f2055565b614d248161358e565b9373ffffffffffffffffffffffffffffffffffffffff614dae60408401614d4a8161358e565b936bffffffffffffffffffffffff80614d7163ffffffff6060850151169a82855116614368565b92511691604051998a52166020890152604088015282614d9086613436565b16606088015282614da360208701613436565b166080880152613436565b1660a085015273ffffffffffffffffffffffffffffffffffffffff614dd560608401613436565b1660c0850152608082013560e085015260a082013563ffffffff81168103610cf95763ffffffff1661010085015260c082013561012085015260e082013561ffff8116809103610cf95773ffffffffffffffffffffffffffffffffffffffff6101809267ffffffffffffffff614e776101007f8f972ae5830f3cdb4c94989ba4cb15f7744f052fa8431d24117397429f7309609785966101408c015201613f43565b1661016088015216951693a4565b73ffffffffffffffffffffffffffffffffffffffff614ea38361358e565b161580156150bb575b8015615092575b8015615069575b614fdd5763ffffffff60a08301614ed0816136b9565b827f00000000000000000000000000000000000000000000000000000000000000001692839116108015614fc3575b614f7f5750501580614f5a575b614f16575f614c60565b8060c0614f2860e061ffff94016135c0565b917f1c636388000000000000000000000000000000000000000000000000000000005f5201356004521660245260445ffd5b5060c0810135151580614f0c575061ffff614f7760e083016135c0565b161515614f0c565b614f8d63ffffffff916136b9565b7f4aa730b2000000000000000000000000000000000000000000000000000000005f521660045260245262278d0060445260645ffd5b5062278d0063ffffffff614fd6836136b9565b1611614eff565b60848273ffffffffffffffffffffffffffffffffffffffff614ffe8261358e565b918161500c6020830161358e565b9181615026606061501f6040850161358e565b930161358e565b9381604051977f56cbdd76000000000000000000000000000000000000000000000000000000008952166004880152166024860152166044840152166064820152fd5b5073ffffffffffffffffffffffffffffffffffffffff61508b6060840161358e565b1615614eba565b5073ffffffffffffffffffffffffffffffffffffffff6150b46040840161358e565b1615614eb3565b5073ffffffffffffffffffffffffffffffffffffffff6150dd6020840161358e565b1615614eac565b7f1f2a2005000000000000000000000000000000000000000000000000000000005f5260045ffd5b905094929401936080850135937f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8516917f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a083116151be576020965f9660809689946060948689015260408801528387015283604083018888013760a0862060e0870152604260be604051970120865260ff1c601b0183860152016040840137606082015282805260015afa505f5190565b505050505050505f90565b93929160807f29382557e182f32d7be89637ccfac4e812c5c4d3500d75519008c8a16425b2609183976bffffffffffffffffffffffff808360601c16870396865f5260046020528760601b840160405f20556040519360e01c84521660208301526bffffffffffffffffffffffff861660408301526060820152a281606084019103815101905280156152e3577fb6558f806254edc60bc9b78aafd36a6fc229a42f5fd05363d4eb83d23f2e9dac9060808301906152888183516136ca565b82526152de6152a96140b863ffffffff60c0604089015198015116936152e8565b604051938493849160409194936bffffffffffffffffffffffff809263ffffffff606087019816865216602085015216910152565b0390a3565b505050565b6bffffffffffffffffffffffff811161530c576bffffffffffffffffffffffff1690565b7f7ae59685000000000000000000000000000000000000000000000000000000005f526004526bffffffffffffffffffffffff60245260445ffd5b90604183036153715761536a9250602081013591604082359201355f1a9061558b565b9192909190565b50505f9160029190565b9073ffffffffffffffffffffffffffffffffffffffff8216918060a01c158015906153d3575b6153a85750565b7f1b5580b2000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b50823b156153a1565b9493602490939193602073ffffffffffffffffffffffffffffffffffffffff6154048961537b565b16604051938480927f70a082310000000000000000000000000000000000000000000000000000000082523060048301525afa918215614aa9575f926154d0575b50828211156154a15750906154599161427f565b937fcfccc5211684bc31ce945214025a7453ba30a1ffcc38fcb691ce742437f3f256602073ffffffffffffffffffffffffffffffffffffffff806040519589875216951693a4565b7f444e7d3f000000000000000000000000000000000000000000000000000000005f525f60045260245260445ffd5b9091506020813d6020116154fc575b816154ec60209383613618565b81010312610cf95751905f615445565b3d91506154df565b60ff811690601f82116155335760405191615520604084613618565b6020808452838101919036833783525290565b7fb3512b0c000000000000000000000000000000000000000000000000000000005f5260045ffd5b8181029181830414901517156128ef576127108101908181116128ef5761270f019081116128ef57612710900490565b91907f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0841161560f579160209360809260ff5f9560405194855216868401526040830152606082015282805260015afa15614aa9575f5173ffffffffffffffffffffffffffffffffffffffff81161561560557905f905f90565b505f906001905f90565b5050505f916003919056",
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
	Id         [32]byte
	Epoch      uint32
	Cumulative *big.Int
	Paid       *big.Int
	Memo       [32]byte
	Raw        *types.Log // Blockchain specific contextual infos
}

const ClearingClaimedEventName = "Claimed"

// ContractEventName returns the user-defined event name.
func (ClearingClaimed) ContractEventName() string {
	return ClearingClaimedEventName
}

// UnpackClaimedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Claimed(bytes32 indexed id, uint32 epoch, uint96 cumulative, uint96 paid, bytes32 memo)
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
	C       Channel
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
// Solidity: event Funded(bytes32 indexed id, address indexed payer, address indexed payee, uint32 epoch, uint96 amount, uint96 deposit, (address,address,address,address,bytes32,uint32,bytes32,uint16,uint64) c)
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
