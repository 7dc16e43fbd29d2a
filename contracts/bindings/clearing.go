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

// ClearingMetaData contains all meta data concerning the Clearing contract.
var ClearingMetaData = bind.MetaData{
	ABI: "[{\"type\":\"constructor\",\"inputs\":[{\"name\":\"minCloseDelay_\",\"type\":\"uint32\",\"internalType\":\"uint32\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"MAX_CLOSE_DELAY\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint32\",\"internalType\":\"uint32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"balanceOf\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"cancelClose\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"channelId\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"pure\"},{\"type\":\"function\",\"name\":\"claim\",\"inputs\":[{\"name\":\"legs\",\"type\":\"tuple[]\",\"internalType\":\"structLeg[]\",\"components\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"cumulative\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"memo\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"upTo\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"sig\",\"type\":\"bytes\",\"internalType\":\"bytes\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"claimPacked\",\"inputs\":[{\"name\":\"shared\",\"type\":\"tuple\",\"internalType\":\"structShared\",\"components\":[{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"}]},{\"name\":\"legs\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"closeCooperative\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"close\",\"type\":\"tuple\",\"internalType\":\"structClose\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"claimed\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"deadline\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"closeSig\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"voucher\",\"type\":\"tuple\",\"internalType\":\"structVoucher\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"cumulative\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"memo\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"name\":\"voucherSig\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"closeDigest\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structClose\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"claimed\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"deadline\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"closePledged\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"close\",\"type\":\"tuple\",\"internalType\":\"structClose\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"claimed\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"deadline\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"closeSig\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"voucher\",\"type\":\"tuple\",\"internalType\":\"structVoucher\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"cumulative\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"memo\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"name\":\"voucherSig\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"sink\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"sinkSig\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"deposit\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"depositAndFund\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"amount\",\"type\":\"uint96\",\"internalType\":\"uint96\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"depositAndFundPledged\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"sink\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"amount\",\"type\":\"uint96\",\"internalType\":\"uint96\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"domainSeparator\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"eip712Domain\",\"inputs\":[],\"outputs\":[{\"name\":\"fields\",\"type\":\"bytes1\",\"internalType\":\"bytes1\"},{\"name\":\"name\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"version\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"chainId\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"verifyingContract\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"salt\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"extensions\",\"type\":\"uint256[]\",\"internalType\":\"uint256[]\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"finalizeClose\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"fund\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"amount\",\"type\":\"uint96\",\"internalType\":\"uint96\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"fundPledged\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"sink\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"amount\",\"type\":\"uint96\",\"internalType\":\"uint96\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"minCloseDelay\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint32\",\"internalType\":\"uint32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"requestClose\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"requestCloseDigest\",\"inputs\":[{\"name\":\"r\",\"type\":\"tuple\",\"internalType\":\"structRequestClose\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"nonce\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"state\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"\",\"type\":\"tuple\",\"internalType\":\"structState\",\"components\":[{\"name\":\"deposit\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"claimed\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"closeAt\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"states\",\"inputs\":[{\"name\":\"ids\",\"type\":\"bytes32[]\",\"internalType\":\"bytes32[]\"}],\"outputs\":[{\"name\":\"all\",\"type\":\"tuple[]\",\"internalType\":\"structState[]\",\"components\":[{\"name\":\"deposit\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"claimed\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"closeAt\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"transfer\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"voucherDigest\",\"inputs\":[{\"name\":\"v\",\"type\":\"tuple\",\"internalType\":\"structVoucher\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"cumulative\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"memo\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"withdraw\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"event\",\"name\":\"Claimed\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"},{\"name\":\"cumulative\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"},{\"name\":\"paid\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"},{\"name\":\"memo\",\"type\":\"bytes32\",\"indexed\":false,\"internalType\":\"bytes32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"CloseCancelled\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"CloseRequested\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"},{\"name\":\"closeAt\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Closed\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"},{\"name\":\"claimed\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"},{\"name\":\"refund\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Deposited\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"from\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"to\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"EIP712DomainChanged\",\"inputs\":[],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Funded\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"payer\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"},{\"name\":\"amount\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"},{\"name\":\"deposit\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"},{\"name\":\"c\",\"type\":\"tuple\",\"indexed\":false,\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Passed\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"source\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"},{\"name\":\"amount\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"},{\"name\":\"deposit\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Skipped\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"reason\",\"type\":\"uint8\",\"indexed\":false,\"internalType\":\"enumSkipReason\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Transferred\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"from\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"to\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Withdrawn\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"owner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"to\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"error\",\"name\":\"AlreadyClosing\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeAt\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]},{\"type\":\"error\",\"name\":\"BadAsset\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"BadChannel\",\"inputs\":[{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"}]},{\"type\":\"error\",\"name\":\"BadDelay\",\"inputs\":[{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"minCloseDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"maxCloseDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]},{\"type\":\"error\",\"name\":\"BadLength\",\"inputs\":[{\"name\":\"length\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"legSize\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"BadParty\",\"inputs\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"BadRecipient\",\"inputs\":[{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"BadSignature\",\"inputs\":[{\"name\":\"recovered\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"Expired\",\"inputs\":[{\"name\":\"time\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"deadline\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"type\":\"error\",\"name\":\"InsufficientBalance\",\"inputs\":[{\"name\":\"balance\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"needed\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"InvalidShortString\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"NotClosing\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"NotOpen\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]},{\"type\":\"error\",\"name\":\"NotPayer\",\"inputs\":[{\"name\":\"caller\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"NotPayerOrSigner\",\"inputs\":[{\"name\":\"caller\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"NothingReceived\",\"inputs\":[{\"name\":\"received\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"asked\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"OverDeposit\",\"inputs\":[{\"name\":\"claimed\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"deposit\",\"type\":\"uint96\",\"internalType\":\"uint96\"}]},{\"type\":\"error\",\"name\":\"Overflow\",\"inputs\":[{\"name\":\"value\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"max\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ReentrancyGuardReentrantCall\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"SafeERC20FailedOperation\",\"inputs\":[{\"name\":\"token\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"StringTooLong\",\"inputs\":[{\"name\":\"str\",\"type\":\"string\",\"internalType\":\"string\"}]},{\"type\":\"error\",\"name\":\"TooEarly\",\"inputs\":[{\"name\":\"time\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"closeAt\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]},{\"type\":\"error\",\"name\":\"VoucherTooLow\",\"inputs\":[{\"name\":\"cumulative\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"needed\",\"type\":\"uint96\",\"internalType\":\"uint96\"}]},{\"type\":\"error\",\"name\":\"WrongChannel\",\"inputs\":[{\"name\":\"signed\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"WrongEpoch\",\"inputs\":[{\"name\":\"signed\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]},{\"type\":\"error\",\"name\":\"ZeroAmount\",\"inputs\":[]}]",
	ID:  "Clearing",
	Bin: "0x61018080604052346101a257602081613c5a803803809161002082856101a6565b8339810103126101a2575163ffffffff81168082036101a2576040516100476040826101a6565b60068152602081019065746f6c73657960d01b82526040519161006b6040846101a6565b600183526020830191603160f81b8352610084816101dd565b61012052610091846101dd565b61014052519020918260e05251902080610100524660a0526040519060208201927f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f8452604083015260608201524660808201523060a082015260a081526100fa60c0826101a6565b5190206080523060c05280158015610196575b610178575061016052604051613a1190816102498239608051816128e4015260a051816129a1015260c051816128b5015260e051816129330152610100518161295901526101205181610bdd01526101405181610c060152610160518181816104fe01526134900152f35b632553985960e11b5f52600452600160245262278d0060445260645ffd5b5062278d00811161010d565b5f80fd5b601f909101601f19168101906001600160401b038211908210176101c957604052565b634e487b7160e01b5f52604160045260245ffd5b601f8151116102085760208151910151602082106101f9571790565b5f198260200360031b1b161790565b604460209160405192839163305a27a960e01b83528160048401528051918291826024860152018484015e5f828201840152601f01601f19168101030190fdfe60806040526004361015610011575f80fd5b5f3560e01c8063058083e514611daa57806306947cd714611d095780630a8fd2a614611c9c57806328d7338f14611c2f5780632b3e23de14611aa75780632d0032a0146119b05780633e0ff106146116135780633fc0a19f146113435780633feb1bd81461128a57806350d5124d1461110a57806357543be31461104957806361d585da14610fb357806363f6e4d214610da15780637a2382d314610cd957806384b0196e14610ba757806389ce4c7514610b6c5780638cdb174514610a9c5780639672872014610812578063a6fb97d1146106da578063c203823614610652578063d954863c146105c7578063eac77bfb14610522578063eff31d91146104c4578063f608f3e1146101705763f698da251461012c575f80fd5b3461016c575f7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261016c57602061016461289e565b604051908152f35b5f80fd5b3461016c577ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360160e0811261016c5760c01361016c5760c43567ffffffffffffffff811161016c576101c7903690600401611ea7565b6101cf6121af565b60a081066104945761014091604051916101e98484612073565b833684377fdec703ce866844a589ff2476c3be03cda0a24c3a3ba373062718350c4884a50d835273ffffffffffffffffffffffffffffffffffffffff61022d611fbf565b16606084015273ffffffffffffffffffffffffffffffffffffffff610250611fe2565b166080840152604435928360a082015260643563ffffffff81169081810361016c575060c0820152608435908160e082015261ffff61028d612037565b1661010082015261029c61289e565b6040519261010084019184831067ffffffffffffffff84111761046757610326926040525f60208601525f60408601525f60608601525f60808601525f60e086015260c085015261190160a08501527fbd74e6c34167625e699b94ee4152570063f1c307ccd3ce48c43abf62b1e2c14084526103166120b4565b9661031f611fbf565b9088612aef565b61ffff610331612037565b16905f5b84811061036a57610345876129c7565b5f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b60288187010135906014818801013560601c8188013560601c60208501528060408501528260c01c6101208501528984206bffffffffffffffffffffffff63ffffffff8560a01c169460401c16815f52600360205260405f20546103cf828783612b65565b918294600684101561043a57878f958f908f90998f9a8f989d8660a09f9d876104119f159687610420575b50505050505050610417575b016040013594612bd8565b01610335565b60049750610406565b61042c9697508861312d565b14158f8f5f868287856103fa565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52602160045260245ffd5b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b7f2e728bb2000000000000000000000000000000000000000000000000000000005f5260045260a060245260445ffd5b3461016c575f7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261016c57602060405163ffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b3461016c5760807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261016c57602061016460a06040517fe130b57c6cbf5a615b9df25842ebf4b60c10f7b82a1a17efbf729584f7c4c0c6815260806004858301372061058f61289e565b604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b3461016c576105f46105d836611f27565b6105e4939192936121af565b6105ed83612cde565b8284612f13565b915f52600260205273ffffffffffffffffffffffffffffffffffffffff60405f2091165f5260205261062b60405f20918254612125565b90555f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b3461016c5760407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261016c5760243573ffffffffffffffffffffffffffffffffffffffff8116810361016c576004355f52600260205273ffffffffffffffffffffffffffffffffffffffff60405f2091165f52602052602060405f2054604051908152f35b3461016c5761075573ffffffffffffffffffffffffffffffffffffffff8061070136611f27565b9491939061070d6121af565b61071681612cde565b6107208686612d38565b169283604051868152827fa6786aab7dbbc48b4b0387488b407bd81448030ab207b50bea7dbb5fbc1cd9eb60203393a4612eb2565b1691604051917fa9059cbb000000000000000000000000000000000000000000000000000000005f5260045260245260205f60448180865af19060015f51148216156107f2575b50156107c7575f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b7f5274afe7000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b600182151661080a5750813b15153d1516168261079c565b3d5f823e3d90fd5b3461016c576101207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261016c5761084a6121af565b73ffffffffffffffffffffffffffffffffffffffff610867611fbf565b1633141580610a75575b610a1a5761087d61231a565b604081019063ffffffff825116806109eb575060a43563ffffffff811680820361016c576108ac915042612125565b63ffffffff81116109b8579163ffffffff806060604094827fe061cbf286197f3b27a0e317367b039267202a7d4b72520b2fe52f612b33e3f5971685526109828189907fffffffff0000000000000000000000000000000000000000000000000000000060606bffffffffffffffffffffffff83511677ffffffffffffffffffffffff0000000000000000000000006020850151831b16177bffffffff000000000000000000000000000000000000000000000000604085015160c01b161792015160e01b1617905f52600360205260405f2055565b01511691511682519182526020820152a25f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b7f7ae59685000000000000000000000000000000000000000000000000000000005f5260045263ffffffff60245260445ffd5b837f11b8a496000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b73ffffffffffffffffffffffffffffffffffffffff610a37611fbf565b81610a40611fe2565b917f15be5df0000000000000000000000000000000000000000000000000000000005f5233600452166024521660445260645ffd5b5073ffffffffffffffffffffffffffffffffffffffff610a93611fe2565b16331415610871565b3461016c577ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601610140811261016c576101201361016c57610add611e09565b610ae56121af565b60043573ffffffffffffffffffffffffffffffffffffffff811680821415908161016c57803303610b3d575061016c57610345915f91610b36916bffffffffffffffffffffffff1690608435612f13565b60046131ea565b7f2f081df3000000000000000000000000000000000000000000000000000000005f523360045260245260445ffd5b3461016c575f7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261016c57602060405162278d008152f35b3461016c575f7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261016c57610c7d610c017f00000000000000000000000000000000000000000000000000000000000000006138fb565b610c2a7f00000000000000000000000000000000000000000000000000000000000000006138fb565b6020610c8b60405192610c3d8385612073565b5f84525f3681376040519586957f0f00000000000000000000000000000000000000000000000000000000000000875260e08588015260e0870190611f7c565b908582036040870152611f7c565b4660608501523060808501525f60a085015283810360c08501528180845192838152019301915f5b828110610cc257505050500390f35b835185528695509381019392810192600101610cb3565b3461016c57610cfb610cea36611e25565b919290610cf56121af565b83612223565b73ffffffffffffffffffffffffffffffffffffffff610d1983612005565b163303610d535781610d4d6001926bffffffffffffffffffffffff610d4061034596612005565b9116906080840135612f13565b906131ea565b73ffffffffffffffffffffffffffffffffffffffff610d7183612005565b7f2f081df3000000000000000000000000000000000000000000000000000000005f52336004521660245260445ffd5b3461016c577ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36016103a0811261016c576101201361016c5760807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffedc36011261016c576101a43567ffffffffffffffff811161016c57610e25903690600401611ea7565b60807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe3c36011261016c576102443567ffffffffffffffff811161016c57610e70903690600401611ea7565b916101207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd9c36011261016c576103843567ffffffffffffffff811161016c57610ebd903690600401611ea7565b9490610ec76121af565b60c4356101406040517fdec703ce866844a589ff2476c3be03cda0a24c3a3ba373062718350c4884a50d81526101206102646020830137208103610f775750610f0e61289e565b9060a06040517fe130b57c6cbf5a615b9df25842ebf4b60c10f7b82a1a17efbf729584f7c4c0c681526080610124602083013720966102c4359173ffffffffffffffffffffffffffffffffffffffff8316830361016c5761034598610f7294612e1a565b6123b5565b61ffff90610f83612026565b907f1c636388000000000000000000000000000000000000000000000000000000005f526004521660245260445ffd5b3461016c5760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261016c57610fea61214a565b506080610ff8600435612dcf565b611047604051809263ffffffff606080926bffffffffffffffffffffffff81511685526bffffffffffffffffffffffff6020820151166020860152826040820151166040860152015116910152565bf35b3461016c577ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601610140811261016c576101201361016c5761108a611e09565b6110926121af565b60043573ffffffffffffffffffffffffffffffffffffffff81169081810361016c578133036110da576103455f6bffffffffffffffffffffffff8516610b3681608435612d38565b507f2f081df3000000000000000000000000000000000000000000000000000000005f523360045260245260445ffd5b3461016c5760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261016c5760043567ffffffffffffffff811161016c57611159903690600401611ed5565b61116281612132565b916111706040519384612073565b8183527fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe061119d83612132565b015f5b8181106112735750505f5b828110156111e1576001906111c58160051b840135612dcf565b6111cf828761216e565b526111da818661216e565b50016111ab565b836040518091602082016020835281518091526020604084019201905f5b81811061120d575050500390f35b919350916020608082611265600194885163ffffffff606080926bffffffffffffffffffffffff81511685526bffffffffffffffffffffffff6020820151166020860152826040820151166040860152015116910152565b0194019101918493926111ff565b60209061127e61214a565b828288010152016111a0565b3461016c5773ffffffffffffffffffffffffffffffffffffffff6112ad36611f27565b9192906112b86121af565b6112c181612cde565b6112cb8385612d38565b835f52600260205260405f208282165f5260205260405f206112ee848254612125565b905560405192835216917f4cafe8c90c0e3a2fa8da6fa1827b31ff8be7d9efb7f85b110c3481ad9b36beff60203393a45f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b3461016c576101207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261016c5761137b6121af565b61138361231a565b6040810163ffffffff815116156115e75763ffffffff9051168042106115b857506bffffffffffffffffffffffff8151169060606113d560208301936bffffffffffffffffffffffff85511690612cb4565b910191600163ffffffff8451160163ffffffff811161158b576114599063ffffffff6040519161140483612057565b5f8084526020808501829052604080860183905293909216606090940184905288815260039091522060e09190911b7fffffffff00000000000000000000000000000000000000000000000000000000169055565b6bffffffffffffffffffffffff8216806114ec575b50915191516040805163ffffffff90941684526bffffffffffffffffffffffff91821660208501529116908201527fe0c1262b8c1980dbad9b9f80509b7409ede22ea2023fc22bb4c7e639eff8d0499080606081015b0390a25f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b6084355f52600260205260405f2060043573ffffffffffffffffffffffffffffffffffffffff8116810361016c577fe0c1262b8c1980dbad9b9f80509b7409ede22ea2023fc22bb4c7e639eff8d049956114c4936bffffffffffffffffffffffff9373ffffffffffffffffffffffffffffffffffffffff8463ffffffff9550165f5260205261158060405f20918254612125565b90559550505061146e565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b7f1885981b000000000000000000000000000000000000000000000000000000005f524260045260245260445ffd5b827f713ee726000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b3461016c5760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261016c5760043567ffffffffffffffff811161016c57611662903690600401611ed5565b61166a6121af565b61167261289e565b61167a6120b4565b925f60208501917ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe4181360301915b858110156119a7578060051b8201358381121561016c57820190604082016116cf81612005565b73ffffffffffffffffffffffffffffffffffffffff80885116911614801590611998575b8015611986575b61195a575b50611709826122e3565b91825f52600360205260405f20549061018081016bffffffffffffffffffffffff611733826120fb565b1615158061192c575b156119185761174a906120fb565b915b6117786bffffffffffffffffffffffff6101208401941663ffffffff61177186612114565b1683612b65565b9190958294600684101561043a578d93156117bd575b509583929160019761ffff6101606117ac60e06117b79a9901612048565b960135951693612bd8565b016116a8565b60a09192959493506117ce90612114565b6bffffffffffffffffffffffff6117e861014086016120fb565b63ffffffff604051937fbd74e6c34167625e699b94ee4152570063f1c307ccd3ce48c43abf62b1e2c1408552866020860152166040840152166060820152610160840135608082015220956101a08301357fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe18436030181121561016c5783019485359567ffffffffffffffff871161016c5760200192863603841361016c576118d68f94976117b7988f60019c6118d191604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b6138c7565b505073ffffffffffffffffffffffffffffffffffffffff806118fa60208901612005565b1691160361190f575b9197509192939461178e565b60049550611903565b5061192661014082016120fb565b9161174c565b50611936816120fb565b6bffffffffffffffffffffffff8061195161014086016120fb565b1691161061173c565b61196f6119809161196a8b6129c7565b612005565b60c08401359060808501358b612aef565b886116ff565b50604089015160c084013514156116fa565b508851608084013514156116f3565b610345876129c7565b3461016c577ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601610260811261016c576101201361016c5760807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffedc36011261016c576101a43567ffffffffffffffff811161016c57611a34903690600401611ea7565b60807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe3c36011261016c576102443567ffffffffffffffff811161016c57611a7f903690600401611ea7565b91611a886121af565b60c4359384611a9b5761034594506123b5565b61ffff85610f83612026565b3461016c576101207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261016c57611adf6121af565b73ffffffffffffffffffffffffffffffffffffffff611afc611fbf565b163303611c1257611b0b61231a565b6040810163ffffffff815116156115e75763ffffffff60607f097e31beb8ed7314df08377dd0c4c9d1d958c89a3ef0ad5002837a98d6b377c3935f60209452611be38187907fffffffff0000000000000000000000000000000000000000000000000000000060606bffffffffffffffffffffffff83511677ffffffffffffffffffffffff0000000000000000000000006020850151831b16177bffffffff000000000000000000000000000000000000000000000000604085015160c01b161792015160e01b1617905f52600360205260405f2055565b015116604051908152a25f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b73ffffffffffffffffffffffffffffffffffffffff610d71611fbf565b3461016c576101207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261016c5760206101406040517fdec703ce866844a589ff2476c3be03cda0a24c3a3ba373062718350c4884a50d815261012060048483013720604051908152f35b3461016c5760807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261016c57602061016460a06040517fbd74e6c34167625e699b94ee4152570063f1c307ccd3ce48c43abf62b1e2c140815260806004858301372061058f61289e565b3461016c5760607ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261016c57604051602081017f3c18ba4ef1fecdd519563c5c1dc6a667eb19264a9d7c32059556e8461336f820815260043560408301526024359063ffffffff821680920361016c57826101649260606020950152604435608082015260808152611d9f60a082612073565b51902061058f61289e565b3461016c57611dbb610cea36611e25565b73ffffffffffffffffffffffffffffffffffffffff611dd983612005565b163303610d5357610345916bffffffffffffffffffffffff6001921690611e04826080830135612d38565b6131ea565b61012435906bffffffffffffffffffffffff8216820361016c57565b907ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc8201610260811261016c576101201361016c576101207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffedc600493011261016c5761012490610244356bffffffffffffffffffffffff8116810361016c5790565b9181601f8401121561016c5782359167ffffffffffffffff831161016c576020838186019501011161016c57565b9181601f8401121561016c5782359167ffffffffffffffff831161016c576020808501948460051b01011161016c57565b359073ffffffffffffffffffffffffffffffffffffffff8216820361016c57565b7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc606091011261016c576004359060243573ffffffffffffffffffffffffffffffffffffffff8116810361016c579060443590565b907fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0601f602080948051918291828752018686015e5f8582860101520116010190565b60043573ffffffffffffffffffffffffffffffffffffffff8116810361016c5790565b60243573ffffffffffffffffffffffffffffffffffffffff8116810361016c5790565b3573ffffffffffffffffffffffffffffffffffffffff8116810361016c5790565b60e43561ffff8116810361016c5790565b60a43561ffff8116810361016c5790565b3561ffff8116810361016c5790565b6080810190811067ffffffffffffffff82111761046757604052565b90601f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0910116810190811067ffffffffffffffff82111761046757604052565b6040519060e0820182811067ffffffffffffffff821117610467576040525f60c0838281528260208201528260408201528260608201528260808201528260a08201520152565b356bffffffffffffffffffffffff8116810361016c5790565b3563ffffffff8116810361016c5790565b9190820180921161158b57565b67ffffffffffffffff81116104675760051b60200190565b6040519061215782612057565b5f6060838281528260208201528260408201520152565b80518210156121825760209160051b010190565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603260045260245ffd5b7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005c6121fb5760017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d565b7f3ee5aeb5000000000000000000000000000000000000000000000000000000005f5260045ffd5b60c081013591612232816122e3565b831490816122d0575b8161229a575b50158015612283575b8015612269575b612259575050565b90610f8360e061ffff9301612048565b5061271061ffff61227c60e08401612048565b1611612251565b5061ffff61229360e08301612048565b161561224a565b6122a49150612005565b73ffffffffffffffffffffffffffffffffffffffff806122c660408501612005565b169116145f612241565b905060808201356080820135149061223b565b61014090610120604051917fdec703ce866844a589ff2476c3be03cda0a24c3a3ba373062718350c4884a50d835260208301372090565b61232261214a565b506101406040517fdec703ce866844a589ff2476c3be03cda0a24c3a3ba373062718350c4884a50d81526101206004602083013720809161236282612dcf565b916bffffffffffffffffffffffff8351161561237b5750565b63ffffffff606084015116907fe7e831dd000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b926123be61214a565b506123c960046122e3565b936123d385612dcf565b926bffffffffffffffffffffffff84511615612863576123f161289e565b916101443563ffffffff8116810361016c576124129061012435878a6136c9565b6101843567ffffffffffffffff81169081810361016c5781421161283357505060a06040517fe130b57c6cbf5a615b9df25842ebf4b60c10f7b82a1a17efbf729584f7c4c0c681526080610124602083013720916064359173ffffffffffffffffffffffffffffffffffffffff8316830361016c576124919385612e1a565b61016435906bffffffffffffffffffffffff82169081830361016c5760208501956bffffffffffffffffffffffff8751168311612647575b505050505060606124f96bffffffffffffffffffffffff8351166bffffffffffffffffffffffff85511690612cb4565b910191600163ffffffff8451160163ffffffff811161158b576bffffffffffffffffffffffff63ffffffff7fe0c1262b8c1980dbad9b9f80509b7409ede22ea2023fc22bb4c7e639eff8d049956125b06125f594836040519161255b83612057565b5f808452602080850182905260408086018390529390921660609094018490528c815260039091522060e09190911b7fffffffff00000000000000000000000000000000000000000000000000000000169055565b828616806125fa575b50511692511692604051938493849160409194936bffffffffffffffffffffffff809263ffffffff606087019816865216602085015216910152565b0390a2565b6080600401355f52600260205260405f2073ffffffffffffffffffffffffffffffffffffffff61262a6004612005565b165f5260205261263f60405f20918254612125565b90555f6125b9565b5f946bffffffffffffffffffffffff87511680851161280457506101e43563ffffffff8116810361016c57612681906101c435898c6136c9565b610204356bffffffffffffffffffffffff81169081810361016c578761016c578582106127d057505060a06040517fbd74e6c34167625e699b94ee4152570063f1c307ccd3ce48c43abf62b1e2c140815260806101c4602083013720916024359273ffffffffffffffffffffffffffffffffffffffff8416840361016c5761270894612e1a565b6127106120b4565b9160443573ffffffffffffffffffffffffffffffffffffffff8116810361016c576127429060c4359060843586612aef565b6080830151612786575f5b875f52600360205260405f20549461016c5761277c94612774918461022435928b88613749565b5084526129c7565b5f808080806124c9565b6bffffffffffffffffffffffff8651168461016c5760e4359061ffff82169182810361016c576127cb926127c591506127bf8187613952565b92613952565b90612bcb565b61274d565b9086869250507f845a467c000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b847fa114e810000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b507f8a55c622000000000000000000000000000000000000000000000000000000005f524260045260245260445ffd5b8563ffffffff606086015116907fe7e831dd000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b73ffffffffffffffffffffffffffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001630148061299e575b15612906577f000000000000000000000000000000000000000000000000000000000000000090565b60405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f000000000000000000000000000000000000000000000000000000000000000060408201527f000000000000000000000000000000000000000000000000000000000000000060608201524660808201523060a082015260a0815261299860c082612073565b51902090565b507f000000000000000000000000000000000000000000000000000000000000000046146128dd565b606081015180612aa9575b5060808101805160a083015114612aa5576040612aa392016bffffffffffffffffffffffff612a0b612a048351612dcf565b9351613868565b16825251907fffffffff0000000000000000000000000000000000000000000000000000000060606bffffffffffffffffffffffff83511677ffffffffffffffffffffffff0000000000000000000000006020850151831b16177bffffffff000000000000000000000000000000000000000000000000604085015160c01b161792015160e01b1617905f52600360205260405f2055565b565b5050565b81515f52600260205260405f2073ffffffffffffffffffffffffffffffffffffffff80602085015116165f52602052612ae760405f20918254612125565b90555f6129d2565b9173ffffffffffffffffffffffffffffffffffffffff908460408501521660208301528152608081019060a081015f81525f83525f60608301528315612b5f57612b3a606094612dcf565b9160c063ffffffff6bffffffffffffffffffffffff8551169687950151169101525252565b50505050565b90925f9290916bffffffffffffffffffffffff81169182811015612bc457915b82958260e01c14155f14612b9c5750600293505050565b612ba857506001925050565b60601c6bffffffffffffffffffffffff1610612aa35760039150565b5081612b85565b9190820391821161158b57565b90955f9460808301908151151580612ca3575b612c3f575b5050600681101561043a5780612c0b575094612aa395613749565b925050507f167515379ec29133d62e15798dd6c90f692036c714de5d7c9c36fe3ed92ade5b925060209150604051908152a2565b612c6a9196506127c5612c528288613952565b916bffffffffffffffffffffffff8760601c16613952565b94516bffffffffffffffffffffffff036bffffffffffffffffffffffff811161158b578511612c9b575b5f80612bf0565b506005612c94565b50600683101561043a578215612beb565b906bffffffffffffffffffffffff809116911603906bffffffffffffffffffffffff821161158b57565b73ffffffffffffffffffffffffffffffffffffffff1680158015612d2f575b612d045750565b7ff66e9048000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b50308114612cfd565b90815f52600260205260405f2073ffffffffffffffffffffffffffffffffffffffff33165f5260205260405f205491818310612d9f575f52600260205260405f2073ffffffffffffffffffffffffffffffffffffffff33165f5260205260405f2091039055565b50907fcf479181000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b90612dd861214a565b915f5260036020526bffffffffffffffffffffffff60405f20548060e01c606085015263ffffffff8160c01c166040850152818160601c166020850152168252565b9273ffffffffffffffffffffffffffffffffffffffff93926118d1612e73938695604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b505092169116818103612e84575050565b7f08d20b25000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b9073ffffffffffffffffffffffffffffffffffffffff8216918060a01c15801590612f0a575b612edf5750565b7f1b5580b2000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b50823b15612ed8565b90929173ffffffffffffffffffffffffffffffffffffffff612f3483612eb2565b16604051917f70a08231000000000000000000000000000000000000000000000000000000008352306004840152602083602481855afa9283156130cf575f936130f9575b50604051917f23b872dd000000000000000000000000000000000000000000000000000000005f5233600452306024528160445260205f60648180855af160015f51148116156130da575b836040525f606052156107c757826024816020937f70a082310000000000000000000000000000000000000000000000000000000082523060048301525afa9182156130cf575f9261309b575b508282111561306c57509061302591612bcb565b9273ffffffffffffffffffffffffffffffffffffffff6040519185835216917fcfccc5211684bc31ce945214025a7453ba30a1ffcc38fcb691ce742437f3f25660203393a4565b7f444e7d3f000000000000000000000000000000000000000000000000000000005f525f60045260245260445ffd5b9091506020813d6020116130c7575b816130b760209383612073565b8101031261016c5751905f613011565b3d91506130aa565b6040513d5f823e3d90fd5b60018115166130f057813b15153d151616612fc4565b833d5f823e3d90fd5b9092506020813d602011613125575b8161311560209383612073565b8101031261016c5751915f612f79565b3d9150613108565b905094929401936080850135937f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8516917f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a083116131df576020965f9660809689946060948689015260408801528387015283604083018888013760a0862060e0870152604260be604051970120865260ff1c601b0183860152016040840137606082015282805260015afa505f5190565b505050505050505f90565b9181156136a1576131fa836122e3565b9061320482612dcf565b906bffffffffffffffffffffffff82511615613442575b506bffffffffffffffffffffffff61323f61323a828451169586612125565b613868565b1681526132db8183907fffffffff0000000000000000000000000000000000000000000000000000000060606bffffffffffffffffffffffff83511677ffffffffffffffffffffffff0000000000000000000000006020850151831b16177bffffffff000000000000000000000000000000000000000000000000604085015160c01b161792015160e01b1617905f52600360205260405f2055565b6132e484612005565b9373ffffffffffffffffffffffffffffffffffffffff61336e6040830161330a81612005565b946bffffffffffffffffffffffff8061333163ffffffff6060850151169a82855116612cb4565b92511691604051998a5216602089015260408801528261335085611f06565b1660608801528261336360208601611f06565b166080880152611f06565b1660a085015273ffffffffffffffffffffffffffffffffffffffff61339560608301611f06565b1660c0850152608081013560e085015260a081013563ffffffff811680910361016c5761010085015260c081013561012085015260e08101359061ffff821680920361016c5761010091610140860152013567ffffffffffffffff811680910361016c5773ffffffffffffffffffffffffffffffffffffffff807f8f972ae5830f3cdb4c94989ba4cb15f7744f052fa8431d24117397429f730960936101809361016088015216951693a4565b73ffffffffffffffffffffffffffffffffffffffff61346086612005565b16158015613678575b801561364f575b8015613626575b61359a5763ffffffff60a0860161348d81612114565b827f00000000000000000000000000000000000000000000000000000000000000001692839116108015613580575b61353c5750501580613517575b6134d3575f61321b565b61ffff8460c06134e560e08301612048565b917f1c636388000000000000000000000000000000000000000000000000000000005f5201356004521660245260445ffd5b5060c08401351515806134c9575061ffff61353460e08601612048565b1615156134c9565b61354a63ffffffff91612114565b7f4aa730b2000000000000000000000000000000000000000000000000000000005f521660045260245262278d0060445260645ffd5b5062278d0063ffffffff61359383612114565b16116134bc565b60848573ffffffffffffffffffffffffffffffffffffffff6135bb82612005565b91816135c960208301612005565b91816135e360606135dc60408501612005565b9301612005565b9381604051977f56cbdd76000000000000000000000000000000000000000000000000000000008952166004880152166024860152166044840152166064820152fd5b5073ffffffffffffffffffffffffffffffffffffffff61364860608701612005565b1615613477565b5073ffffffffffffffffffffffffffffffffffffffff61367160408701612005565b1615613470565b5073ffffffffffffffffffffffffffffffffffffffff61369a60208701612005565b1615613469565b7f1f2a2005000000000000000000000000000000000000000000000000000000005f5260045ffd5b909181810361371b57505063ffffffff6060819201511691168181036136ed575050565b7f6112d253000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b7f2ce7ab11000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b93929160807f29382557e182f32d7be89637ccfac4e812c5c4d3500d75519008c8a16425b2609183976bffffffffffffffffffffffff808360601c16870396865f5260036020528760601b840160405f20556040519360e01c84521660208301526bffffffffffffffffffffffff861660408301526060820152a28160608401910381510190528015613863577fb6558f806254edc60bc9b78aafd36a6fc229a42f5fd05363d4eb83d23f2e9dac906080830190613808818351612125565b825261385e613829612a0463ffffffff60c060408901519801511693613868565b604051938493849160409194936bffffffffffffffffffffffff809263ffffffff606087019816865216602085015216910152565b0390a3565b505050565b6bffffffffffffffffffffffff811161388c576bffffffffffffffffffffffff1690565b7f7ae59685000000000000000000000000000000000000000000000000000000005f526004526bffffffffffffffffffffffff60245260445ffd5b90604183036138f1576138ea9250602081013591604082359201355f1a90613982565b9192909190565b50505f9160029190565b60ff811690601f821161392a5760405191613917604084612073565b6020808452838101919036833783525290565b7fb3512b0c000000000000000000000000000000000000000000000000000000005f5260045ffd5b81810291818304149015171561158b5761271081019081811161158b5761270f0190811161158b57612710900490565b91907f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a08411613a06579160209360809260ff5f9560405194855216868401526040830152606082015282805260015afa156130cf575f5173ffffffffffffffffffffffffffffffffffffffff8116156139fc57905f905f90565b505f906001905f90565b5050505f916003919056",
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
