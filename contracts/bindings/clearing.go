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
	ABI: "[{\"type\":\"constructor\",\"inputs\":[{\"name\":\"minCloseDelay_\",\"type\":\"uint32\",\"internalType\":\"uint32\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"MAX_CLOSE_DELAY\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint32\",\"internalType\":\"uint32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"balanceOf\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"cancelClose\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"channelId\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"pure\"},{\"type\":\"function\",\"name\":\"claim\",\"inputs\":[{\"name\":\"legs\",\"type\":\"tuple[]\",\"internalType\":\"structLeg[]\",\"components\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"cumulative\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"memo\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"upTo\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"sig\",\"type\":\"bytes\",\"internalType\":\"bytes\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"closeCooperative\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"close\",\"type\":\"tuple\",\"internalType\":\"structClose\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"claimed\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"deadline\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"closeSig\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"voucher\",\"type\":\"tuple\",\"internalType\":\"structVoucher\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"cumulative\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"memo\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"name\":\"voucherSig\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"closeDigest\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structClose\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"claimed\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"deadline\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"closePledged\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"close\",\"type\":\"tuple\",\"internalType\":\"structClose\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"claimed\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"deadline\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"closeSig\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"voucher\",\"type\":\"tuple\",\"internalType\":\"structVoucher\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"cumulative\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"memo\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"name\":\"voucherSig\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"sink\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"sinkSig\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"deposit\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"depositAndFund\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"amount\",\"type\":\"uint96\",\"internalType\":\"uint96\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"depositAndFundPledged\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"sink\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"amount\",\"type\":\"uint96\",\"internalType\":\"uint96\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"domainSeparator\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"eip712Domain\",\"inputs\":[],\"outputs\":[{\"name\":\"fields\",\"type\":\"bytes1\",\"internalType\":\"bytes1\"},{\"name\":\"name\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"version\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"chainId\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"verifyingContract\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"salt\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"extensions\",\"type\":\"uint256[]\",\"internalType\":\"uint256[]\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"finalizeClose\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"fund\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"amount\",\"type\":\"uint96\",\"internalType\":\"uint96\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"fundPledged\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"sink\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"amount\",\"type\":\"uint96\",\"internalType\":\"uint96\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"minCloseDelay\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint32\",\"internalType\":\"uint32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"requestClose\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"requestCloseDigest\",\"inputs\":[{\"name\":\"r\",\"type\":\"tuple\",\"internalType\":\"structRequestClose\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"nonce\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"state\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"\",\"type\":\"tuple\",\"internalType\":\"structState\",\"components\":[{\"name\":\"deposit\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"claimed\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"closeAt\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"states\",\"inputs\":[{\"name\":\"ids\",\"type\":\"bytes32[]\",\"internalType\":\"bytes32[]\"}],\"outputs\":[{\"name\":\"all\",\"type\":\"tuple[]\",\"internalType\":\"structState[]\",\"components\":[{\"name\":\"deposit\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"claimed\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"closeAt\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"transfer\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"voucherDigest\",\"inputs\":[{\"name\":\"v\",\"type\":\"tuple\",\"internalType\":\"structVoucher\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"cumulative\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"memo\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"withdraw\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"event\",\"name\":\"Claimed\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"},{\"name\":\"cumulative\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"},{\"name\":\"paid\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"},{\"name\":\"memo\",\"type\":\"bytes32\",\"indexed\":false,\"internalType\":\"bytes32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"CloseCancelled\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"CloseRequested\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"},{\"name\":\"closeAt\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Closed\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"},{\"name\":\"claimed\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"},{\"name\":\"refund\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Deposited\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"from\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"to\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"EIP712DomainChanged\",\"inputs\":[],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Funded\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"payer\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"},{\"name\":\"amount\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"},{\"name\":\"deposit\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"},{\"name\":\"c\",\"type\":\"tuple\",\"indexed\":false,\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Passed\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"source\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"},{\"name\":\"amount\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"},{\"name\":\"deposit\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Skipped\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"reason\",\"type\":\"uint8\",\"indexed\":false,\"internalType\":\"enumSkipReason\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Transferred\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"from\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"to\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Withdrawn\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"owner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"to\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"error\",\"name\":\"AlreadyClosing\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeAt\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]},{\"type\":\"error\",\"name\":\"BadAsset\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"BadChannel\",\"inputs\":[{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"}]},{\"type\":\"error\",\"name\":\"BadDelay\",\"inputs\":[{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"minCloseDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"maxCloseDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]},{\"type\":\"error\",\"name\":\"BadParty\",\"inputs\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"BadRecipient\",\"inputs\":[{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"BadSignature\",\"inputs\":[{\"name\":\"recovered\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"Expired\",\"inputs\":[{\"name\":\"time\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"deadline\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"type\":\"error\",\"name\":\"InsufficientBalance\",\"inputs\":[{\"name\":\"balance\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"needed\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"InvalidShortString\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"NotClosing\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"NotOpen\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]},{\"type\":\"error\",\"name\":\"NotPayer\",\"inputs\":[{\"name\":\"caller\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"NotPayerOrSigner\",\"inputs\":[{\"name\":\"caller\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"NothingReceived\",\"inputs\":[{\"name\":\"received\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"asked\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"OverDeposit\",\"inputs\":[{\"name\":\"claimed\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"deposit\",\"type\":\"uint96\",\"internalType\":\"uint96\"}]},{\"type\":\"error\",\"name\":\"Overflow\",\"inputs\":[{\"name\":\"value\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"max\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ReentrancyGuardReentrantCall\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"SafeERC20FailedOperation\",\"inputs\":[{\"name\":\"token\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"StringTooLong\",\"inputs\":[{\"name\":\"str\",\"type\":\"string\",\"internalType\":\"string\"}]},{\"type\":\"error\",\"name\":\"TooEarly\",\"inputs\":[{\"name\":\"time\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"closeAt\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]},{\"type\":\"error\",\"name\":\"VoucherTooLow\",\"inputs\":[{\"name\":\"cumulative\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"needed\",\"type\":\"uint96\",\"internalType\":\"uint96\"}]},{\"type\":\"error\",\"name\":\"WrongChannel\",\"inputs\":[{\"name\":\"signed\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"WrongEpoch\",\"inputs\":[{\"name\":\"signed\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]},{\"type\":\"error\",\"name\":\"ZeroAmount\",\"inputs\":[]}]",
	ID:  "Clearing",
	Bin: "0x61018080604052346101a257602081613deb803803809161002082856101a6565b8339810103126101a2575163ffffffff81168082036101a2576040516100476040826101a6565b60068152602081019065746f6c73657960d01b82526040519161006b6040846101a6565b600183526020830191603160f81b8352610084816101dd565b61012052610091846101dd565b61014052519020918260e05251902080610100524660a0526040519060208201927f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f8452604083015260608201524660808201523060a082015260a081526100fa60c0826101a6565b5190206080523060c05280158015610196575b610178575061016052604051613ba29081610249823960805181612855015260a0518161290c015260c05181612826015260e051816128a4015261010051816128ca0152610120518161091f0152610140518161094801526101605181818161019f01526133620152f35b632553985960e11b5f52600452600160245262278d0060445260645ffd5b5062278d00811161010d565b5f80fd5b601f909101601f19168101906001600160401b038211908210176101c957604052565b634e487b7160e01b5f52604160045260245ffd5b601f8151116102085760208151910151602082106101f9571790565b5f198260200360031b1b161790565b604460209160405192839163305a27a960e01b83528160048401528051918291826024860152018484015e5f828201840152601f01601f19168101030190fdfe60806040526004361015610011575f80fd5b5f3560e01c8063058083e5146119de57806306947cd7146119485780630a8fd2a6146118ae57806328d7338f146118285780632b3e23de146116865780632d0032a01461158f5780633e0ff106146114575780633fc0a19f146111185780633feb1bd81461105f57806350d5124d14610ed457806357543be314610e1357806361d585da14610d7257806363f6e4d214610ae35780637a2382d314610a1b57806384b0196e146108e957806389ce4c75146108ae5780638cdb1745146107b95780639672872014610517578063a6fb97d1146103df578063c203823614610357578063d954863c146102cc578063eac77bfb146101c3578063eff31d91146101655763f698da2514610121575f80fd5b34610161575f7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261016157602061015961280f565b604051908152f35b5f80fd5b34610161575f7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261016157602060405163ffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b346101615760807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261016157604051602081017fe130b57c6cbf5a615b9df25842ebf4b60c10f7b82a1a17efbf729584f7c4c0c68152600435604083015260243563ffffffff81168091036101615760608301526044356bffffffffffffffffffffffff81168091036101615760808301526064359067ffffffffffffffff821680920361016157826101599260a0602095015260a0815261028960c082611c55565b51902061029461280f565b604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b34610161576102f96102dd36611b74565b6102e993919293611ea2565b6102f283612cf7565b8284612ef3565b915f52600260205273ffffffffffffffffffffffffffffffffffffffff60405f2091165f5260205261033060405f20918254611e08565b90555f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b346101615760407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101615760243573ffffffffffffffffffffffffffffffffffffffff81168103610161576004355f52600260205273ffffffffffffffffffffffffffffffffffffffff60405f2091165f52602052602060405f2054604051908152f35b346101615761045a73ffffffffffffffffffffffffffffffffffffffff8061040636611b74565b94919390610412611ea2565b61041b81612cf7565b6104258686612d51565b169283604051868152827fa6786aab7dbbc48b4b0387488b407bd81448030ab207b50bea7dbb5fbc1cd9eb60203393a4612e85565b1691604051917fa9059cbb000000000000000000000000000000000000000000000000000000005f5260045260245260205f60448180865af19060015f51148216156104f7575b50156104cc575f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b7f5274afe7000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b600182151661050f5750813b15153d151616826104a1565b3d5f823e3d90fd5b34610161576101207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101615761054f611ea2565b73ffffffffffffffffffffffffffffffffffffffff61056c611ca7565b1633141580610792575b610737576105826121a0565b604081019063ffffffff82511680610708575060a43563ffffffff8116808203610161576105b1915042611e08565b63ffffffff81116106d5579163ffffffff604092817fe061cbf286197f3b27a0e317367b039267202a7d4b72520b2fe52f612b33e3f595168352855f526003602052835f206bffffffffffffffffffffffff825116938154907bffffffffffffffffffffffffffffffffffffffffffffffffffffffff606077ffffffffffffffffffffffff0000000000000000000000006020870151821b169251950151967fffffffff00000000000000000000000000000000000000000000000000000000808960e01b1694161716177bffffffff0000000000000000000000000000000000000000000000008460c01b161717905581845193168352166020820152a25f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b7f7ae59685000000000000000000000000000000000000000000000000000000005f5260045263ffffffff60245260445ffd5b837f11b8a496000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b73ffffffffffffffffffffffffffffffffffffffff610754611ca7565b8161075d611cca565b917f15be5df0000000000000000000000000000000000000000000000000000000005f5233600452166024521660445260645ffd5b5073ffffffffffffffffffffffffffffffffffffffff6107b0611cca565b16331415610576565b34610161577ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360161014081126101615761012013610161576107fa611a3d565b610802611ea2565b60043573ffffffffffffffffffffffffffffffffffffffff81168082141590816101615780330361087f57506101615761085a915f91610853916bffffffffffffffffffffffff1690608435612ef3565b600461310d565b5f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b7f2f081df3000000000000000000000000000000000000000000000000000000005f523360045260245260445ffd5b34610161575f7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261016157602060405162278d008152f35b34610161575f7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610161576109bf6109437f0000000000000000000000000000000000000000000000000000000000000000613a58565b61096c7f0000000000000000000000000000000000000000000000000000000000000000613a58565b60206109cd6040519261097f8385611c55565b5f84525f3681376040519586957f0f00000000000000000000000000000000000000000000000000000000000000875260e08588015260e0870190611bc9565b908582036040870152611bc9565b4660608501523060808501525f60a085015283810360c08501528180845192838152019301915f5b828110610a0457505050500390f35b8351855286955093810193928101926001016109f5565b3461016157610a3d610a2c36611a72565b919290610a37611ea2565b83611f16565b73ffffffffffffffffffffffffffffffffffffffff610a5b83611ced565b163303610a955781610a8f6001926bffffffffffffffffffffffff610a8261085a96611ced565b9116906080840135612ef3565b9061310d565b73ffffffffffffffffffffffffffffffffffffffff610ab383611ced565b7f2f081df3000000000000000000000000000000000000000000000000000000005f52336004521660245260445ffd5b34610161577ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36016103a0811261016157610120136101615760807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffedc360112610161576101a43567ffffffffffffffff811161016157610b67903690600401611af4565b60807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe3c360112610161576102443567ffffffffffffffff811161016157610bb2903690600401611af4565b916101207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd9c360112610161576103843567ffffffffffffffff811161016157610bff903690600401611af4565b9490610c09611ea2565b60c43560405160208101907fdec703ce866844a589ff2476c3be03cda0a24c3a3ba373062718350c4884a50d8252610c4660408201610264612062565b6101408152610c5761016082611c55565b5190208103610d365750610c6961280f565b9060405160208101907fe130b57c6cbf5a615b9df25842ebf4b60c10f7b82a1a17efbf729584f7c4c0c682526101243560408201526101443563ffffffff8116809103610161576060820152610164356bffffffffffffffffffffffff81168091036101615760808201526101843567ffffffffffffffff81168091036101615760a082015260a08152610cfe60c082611c55565b519020966102c4359173ffffffffffffffffffffffffffffffffffffffff831683036101615761085a98610d3194612de8565b612278565b61ffff90610d42611d0e565b907f1c636388000000000000000000000000000000000000000000000000000000005f526004521660245260445ffd5b346101615760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261016157610da9611d2e565b506004355f5260036020526080610dc260405f20611e41565b610e11604051809263ffffffff606080926bffffffffffffffffffffffff81511685526bffffffffffffffffffffffff6020820151166020860152826040820151166040860152015116910152565bf35b34610161577ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36016101408112610161576101201361016157610e54611a3d565b610e5c611ea2565b60043573ffffffffffffffffffffffffffffffffffffffff81169081810361016157813303610ea45761085a5f6bffffffffffffffffffffffff851661085381608435612d51565b507f2f081df3000000000000000000000000000000000000000000000000000000005f523360045260245260445ffd5b346101615760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101615760043567ffffffffffffffff811161016157610f23903690600401611b22565b610f2c81611e15565b91610f3a6040519384611c55565b8183527fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0610f6783611e15565b015f5b8181106110485750505f5b82811015610fb6576001908060051b8301355f526003602052610f9a60405f20611e41565b610fa48287611e2d565b52610faf8186611e2d565b5001610f75565b836040518091602082016020835281518091526020604084019201905f5b818110610fe2575050500390f35b91935091602060808261103a600194885163ffffffff606080926bffffffffffffffffffffffff81511685526bffffffffffffffffffffffff6020820151166020860152826040820151166040860152015116910152565b019401910191849392610fd4565b602090611053611d2e565b82828801015201610f6a565b346101615773ffffffffffffffffffffffffffffffffffffffff61108236611b74565b91929061108d611ea2565b61109681612cf7565b6110a08385612d51565b835f52600260205260405f208282165f5260205260405f206110c3848254611e08565b905560405192835216917f4cafe8c90c0e3a2fa8da6fa1827b31ff8be7d9efb7f85b110c3481ad9b36beff60203393a45f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b34610161576101207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261016157611150611ea2565b6111586121a0565b6040810163ffffffff8151161561142b5763ffffffff9051168042106113fc57506bffffffffffffffffffffffff8151169060606111aa60208301936bffffffffffffffffffffffff85511690612ccd565b910191600163ffffffff8451160163ffffffff81116113cf57604051906111d082611c0c565b5f825260208201905f8252604083015f815263ffffffff6060850192168252875f5260036020527bffffffffffffffffffffffffffffffffffffffffffffffffffffffff6bffffffffffffffffffffffff60405f209551167fffffffff00000000000000000000000000000000000000000000000000000000807bffffffff00000000000000000000000000000000000000000000000077ffffffffffffffffffffffff0000000000000000000000008954985160601b16955160c01b16955160e01b169516171617171790556bffffffffffffffffffffffff821680611330575b50915191516040805163ffffffff90941684526bffffffffffffffffffffffff91821660208501529116908201527fe0c1262b8c1980dbad9b9f80509b7409ede22ea2023fc22bb4c7e639eff8d0499080606081015b0390a25f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b6084355f52600260205260405f2060043573ffffffffffffffffffffffffffffffffffffffff81168103610161577fe0c1262b8c1980dbad9b9f80509b7409ede22ea2023fc22bb4c7e639eff8d04995611308936bffffffffffffffffffffffff9373ffffffffffffffffffffffffffffffffffffffff8463ffffffff9550165f526020526113c460405f20918254611e08565b9055955050506112b2565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b7f1885981b000000000000000000000000000000000000000000000000000000005f524260045260245260445ffd5b827f713ee726000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b346101615760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101615760043567ffffffffffffffff8111610161576114a6903690600401611b22565b906114af611ea2565b6114b761280f565b906114c0611d52565b915f5b8481106114d35761085a84612932565b6114de818685611d9b565b604081016114eb81611ced565b73ffffffffffffffffffffffffffffffffffffffff80602089015116911614801590611580575b801561156e575b61153e575b5050806115386115316001938887611d9b565b8685612ae0565b016114c3565b906115576115669261155260019598612932565b611ced565b608060c0830135920135612a8e565b93908661151e565b50604086015160c08301351415611519565b50855160808301351415611512565b34610161577ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601610260811261016157610120136101615760807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffedc360112610161576101a43567ffffffffffffffff811161016157611613903690600401611af4565b60807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe3c360112610161576102443567ffffffffffffffff81116101615761165e903690600401611af4565b91611667611ea2565b60c435938461167a5761085a9450612278565b61ffff85610d42611d0e565b34610161576101207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610161576116be611ea2565b73ffffffffffffffffffffffffffffffffffffffff6116db611ca7565b16330361180b576116ea6121a0565b6040810163ffffffff8151161561142b577f097e31beb8ed7314df08377dd0c4c9d1d958c89a3ef0ad5002837a98d6b377c391815f60209352845f526003835260405f20906bffffffffffffffffffffffff835116928254917bffffffffffffffffffffffffffffffffffffffffffffffffffffffff60607bffffffff00000000000000000000000000000000000000000000000077ffffffffffffffffffffffff00000000000000000000000089860151831b16935160c01b16930151957fffffffff00000000000000000000000000000000000000000000000000000000808860e01b1695161716171717905563ffffffff60405191168152a25f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b73ffffffffffffffffffffffffffffffffffffffff610ab3611ca7565b34610161576101207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610161576020604051818101907fdec703ce866844a589ff2476c3be03cda0a24c3a3ba373062718350c4884a50d8252611892604082016004612062565b61014081526118a361016082611c55565b519020604051908152f35b34610161577ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36016080811261016157608013610161576040516118f181611c0c565b600435815260243563ffffffff81168103610161576020820152604435906bffffffffffffffffffffffff82168203610161576119408160209360406101599401526064356060820152611fd6565b61029461280f565b346101615760607ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261016157604051602081017f3c18ba4ef1fecdd519563c5c1dc6a667eb19264a9d7c32059556e8461336f820815260043560408301526024359063ffffffff82168092036101615782610159926060602095015260443560808201526080815261028960a082611c55565b34610161576119ef610a2c36611a72565b73ffffffffffffffffffffffffffffffffffffffff611a0d83611ced565b163303610a955761085a916bffffffffffffffffffffffff6001921690611a38826080830135612d51565b61310d565b61012435906bffffffffffffffffffffffff8216820361016157565b35906bffffffffffffffffffffffff8216820361016157565b907ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc820161026081126101615761012013610161576101207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffedc60049301126101615761012490610244356bffffffffffffffffffffffff811681036101615790565b9181601f840112156101615782359167ffffffffffffffff8311610161576020838186019501011161016157565b9181601f840112156101615782359167ffffffffffffffff8311610161576020808501948460051b01011161016157565b359073ffffffffffffffffffffffffffffffffffffffff8216820361016157565b7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc6060910112610161576004359060243573ffffffffffffffffffffffffffffffffffffffff81168103610161579060443590565b907fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0601f602080948051918291828752018686015e5f8582860101520116010190565b6080810190811067ffffffffffffffff821117611c2857604052565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b90601f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0910116810190811067ffffffffffffffff821117611c2857604052565b359063ffffffff8216820361016157565b60043573ffffffffffffffffffffffffffffffffffffffff811681036101615790565b60243573ffffffffffffffffffffffffffffffffffffffff811681036101615790565b3573ffffffffffffffffffffffffffffffffffffffff811681036101615790565b60e43561ffff811681036101615790565b3561ffff811681036101615790565b60405190611d3b82611c0c565b5f6060838281528260208201528260408201520152565b6040519060c0820182811067ffffffffffffffff821117611c2857604052815f81525f60208201525f60408201525f60608201525f608082015260a0611d96611d2e565b910152565b9190811015611ddb5760051b810135907ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe4181360301821215610161570190565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603260045260245ffd5b919082018092116113cf57565b67ffffffffffffffff8111611c285760051b60200190565b8051821015611ddb5760209160051b010190565b90604051611e4e81611c0c565b60608193546bffffffffffffffffffffffff811683526bffffffffffffffffffffffff81831c16602084015263ffffffff8160c01c16604084015260e01c910152565b3563ffffffff811681036101615790565b7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005c611eee5760017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d565b7f3ee5aeb5000000000000000000000000000000000000000000000000000000005f5260045ffd5b60c081013591611f2581612157565b83149081611fc3575b81611f8d575b50158015611f76575b8015611f5c575b611f4c575050565b90610d4260e061ffff9301611d1f565b5061271061ffff611f6f60e08401611d1f565b1611611f44565b5061ffff611f8660e08301611d1f565b1615611f3d565b611f979150611ced565b73ffffffffffffffffffffffffffffffffffffffff80611fb960408501611ced565b169116145f611f34565b9050608082013560808201351490611f2e565b604051606060208201927fbd74e6c34167625e699b94ee4152570063f1c307ccd3ce48c43abf62b1e2c14084528051604084015263ffffffff602082015116828401526bffffffffffffffffffffffff6040820151166080840152015160a082015260a0815261204760c082611c55565b51902090565b359067ffffffffffffffff8216820361016157565b73ffffffffffffffffffffffffffffffffffffffff61208082611b53565b16825273ffffffffffffffffffffffffffffffffffffffff6120a460208301611b53565b16602083015273ffffffffffffffffffffffffffffffffffffffff6120cb60408301611b53565b16604083015273ffffffffffffffffffffffffffffffffffffffff6120f260608301611b53565b1660608301526080810135608083015263ffffffff61211360a08301611c96565b1660a083015260c081013560c083015260e081013561ffff811680910361016157612151610100809367ffffffffffffffff9360e08701520161204d565b16910152565b60405161218f60208201927fdec703ce866844a589ff2476c3be03cda0a24c3a3ba373062718350c4884a50d84526040830190612062565b610140815261204761016082611c55565b6121a8611d2e565b5060405160208101907fdec703ce866844a589ff2476c3be03cda0a24c3a3ba373062718350c4884a50d82526121e2604082016004612062565b61014081526121f361016082611c55565b5190208091815f52600360205261220c60405f20611e41565b916bffffffffffffffffffffffff835116156122255750565b63ffffffff606084015116907fe7e831dd000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b356bffffffffffffffffffffffff811681036101615790565b9291612282611d2e565b5061228d6004612157565b93845f5260036020526122a260405f20611e41565b926bffffffffffffffffffffffff845116156127d4576122c061280f565b916101443563ffffffff81168103610161576122e19061012435878a61359b565b6101843567ffffffffffffffff811690818103610161578142116127a457505061012460405167ffffffffffffffff61237f606060208401947fe130b57c6cbf5a615b9df25842ebf4b60c10f7b82a1a17efbf729584f7c4c0c686528035604086015263ffffffff61235560208301611c96565b16828601526bffffffffffffffffffffffff61237360408301611a59565b1660808601520161204d565b1660a082015260a0815261239460c082611c55565b519020916064359173ffffffffffffffffffffffffffffffffffffffff83168303610161576123c39385612de8565b61016435906bffffffffffffffffffffffff8216928383036101615760208501956bffffffffffffffffffffffff87511685116125dd575b5050505050606061242b6bffffffffffffffffffffffff8351166bffffffffffffffffffffffff85511690612ccd565b910191600163ffffffff8451160163ffffffff81116113cf576bffffffffffffffffffffffff63ffffffff7fe0c1262b8c1980dbad9b9f80509b7409ede22ea2023fc22bb4c7e639eff8d0499561258b936040519061248982611c0c565b5f825260208201905f8252604083015f81528560608501921682528b5f5260036020527bffffffffffffffffffffffffffffffffffffffffffffffffffffffff8760405f209551167fffffffff00000000000000000000000000000000000000000000000000000000807bffffffff00000000000000000000000000000000000000000000000077ffffffffffffffffffffffff0000000000000000000000008954985160601b16955160c01b16955160e01b1695161716171717905582861680612590575b50511692511692604051938493849160409194936bffffffffffffffffffffffff809263ffffffff606087019816865216602085015216910152565b0390a2565b6080600401355f52600260205260405f2073ffffffffffffffffffffffffffffffffffffffff6125c06004611ced565b165f526020526125d560405f20918254611e08565b90555f61254f565b5f946bffffffffffffffffffffffff87511680821161277557506101e43563ffffffff8116810361016157612617906101c435898c61359b565b610204356bffffffffffffffffffffffff811690818103610161578761016157828210612743575050506101c4608081360312610161576126939060606040519161266183611c0c565b8035835261267160208201611c96565b602084015261268260408201611a59565b604084015201356060820152611fd6565b916024359273ffffffffffffffffffffffffffffffffffffffff84168403610161576126be94612de8565b60443573ffffffffffffffffffffffffffffffffffffffff81168103610161576126ee9060c43590608435612a8e565b906bffffffffffffffffffffffff855116926101615760e4359061ffff821682036101615761272782826127399661273495508661361b565b6102243591868986613673565b612932565b5f808080806123fb565b869050507f845a467c000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b907fa114e810000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b507f8a55c622000000000000000000000000000000000000000000000000000000005f524260045260245260445ffd5b8563ffffffff606086015116907fe7e831dd000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b73ffffffffffffffffffffffffffffffffffffffff7f000000000000000000000000000000000000000000000000000000000000000016301480612909575b15612877577f000000000000000000000000000000000000000000000000000000000000000090565b60405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f000000000000000000000000000000000000000000000000000000000000000060408201527f000000000000000000000000000000000000000000000000000000000000000060608201524660808201523060a082015260a0815261204760c082611c55565b507f0000000000000000000000000000000000000000000000000000000000000000461461284e565b606081015180612a48575b5060808101518061294c575050565b60409061297561297060a08501926bffffffffffffffffffffffff84515116611e08565b613861565b6bffffffffffffffffffffffff825191169052519101515f52600360205260405f20906bffffffffffffffffffffffff815116908254917bffffffffffffffffffffffffffffffffffffffffffffffffffffffff77ffffffffffffffffffffffff000000000000000000000000602084015160601b16917fffffffff000000000000000000000000000000000000000000000000000000008060607bffffffff000000000000000000000000000000000000000000000000604088015160c01b1696015160e01b16951617161717179055565b81515f52600260205260405f2073ffffffffffffffffffffffffffffffffffffffff80602085015116165f52602052612a8660405f20918254611e08565b90555f61293d565b9291909273ffffffffffffffffffffffffffffffffffffffff612aaf611d52565b94836040870152166020850152835280612ac65750565b5f526003602052612ad960405f20611e41565b60a0830152565b91612aea81612157565b92835f526003602052612aff60405f20611e41565b828561018082016bffffffffffffffffffffffff612b1c8261225f565b16151580612c9f575b15612c8b57612b339061225f565b935b6bffffffffffffffffffffffff85818651169182911611612c83575b5091838592612b5f946138c0565b926006841015612c475783612c7c57612b986bffffffffffffffffffffffff60208401511684612b9160e08501611d1f565b918861361b565b935b6bffffffffffffffffffffffff60a087015151166bffffffffffffffffffffffff036bffffffffffffffffffffffff81116113cf576080870151612beb916bffffffffffffffffffffffff16612ee6565b8511612c74575b6006811015612c475780612c13575094610160612c1196013594613673565b565b925050507f167515379ec29133d62e15798dd6c90f692036c714de5d7c9c36fe3ed92ade5b925060209150604051908152a2565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52602160045260245ffd5b506005612bf2565b5f93612b9a565b945083612b51565b50612c99610140830161225f565b93612b35565b50612ca98161225f565b6bffffffffffffffffffffffff80612cc4610140870161225f565b16911610612b25565b906bffffffffffffffffffffffff809116911603906bffffffffffffffffffffffff82116113cf57565b73ffffffffffffffffffffffffffffffffffffffff1680158015612d48575b612d1d5750565b7ff66e9048000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b50308114612d16565b90815f52600260205260405f2073ffffffffffffffffffffffffffffffffffffffff33165f5260205260405f205491818310612db8575f52600260205260405f2073ffffffffffffffffffffffffffffffffffffffff33165f5260205260405f2091039055565b50907fcf479181000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b9273ffffffffffffffffffffffffffffffffffffffff9392612e41612e46938695604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b613adf565b505092169116818103612e57575050565b7f08d20b25000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b9073ffffffffffffffffffffffffffffffffffffffff8216918060a01c15801590612edd575b612eb25750565b7f1b5580b2000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b50823b15612eab565b919082039182116113cf57565b90929173ffffffffffffffffffffffffffffffffffffffff612f1483612e85565b16604051917f70a08231000000000000000000000000000000000000000000000000000000008352306004840152602083602481855afa9283156130af575f936130d9575b50604051917f23b872dd000000000000000000000000000000000000000000000000000000005f5233600452306024528160445260205f60648180855af160015f51148116156130ba575b836040525f606052156104cc57826024816020937f70a082310000000000000000000000000000000000000000000000000000000082523060048301525afa9182156130af575f9261307b575b508282111561304c57509061300591612ee6565b9273ffffffffffffffffffffffffffffffffffffffff6040519185835216917fcfccc5211684bc31ce945214025a7453ba30a1ffcc38fcb691ce742437f3f25660203393a4565b7f444e7d3f000000000000000000000000000000000000000000000000000000005f525f60045260245260445ffd5b9091506020813d6020116130a7575b8161309760209383611c55565b810103126101615751905f612ff1565b3d915061308a565b6040513d5f823e3d90fd5b60018115166130d057813b15153d151616612fa4565b833d5f823e3d90fd5b9092506020813d602011613105575b816130f560209383611c55565b810103126101615751915f612f59565b3d91506130e8565b9080156135735761311d82612157565b90815f52600360205261313260405f20611e41565b936bffffffffffffffffffffffff85511615613314575b5083516bffffffffffffffffffffffff16906131659082611e08565b61316e90613861565b6bffffffffffffffffffffffff168452815f52600360205260405f209284516bffffffffffffffffffffffff1694845494602082015160601b77ffffffffffffffffffffffff0000000000000000000000001695604083015160c01b7bffffffff00000000000000000000000000000000000000000000000016606084015197898960e01b7fffffffff0000000000000000000000000000000000000000000000000000000016937fffffffff0000000000000000000000000000000000000000000000000000000016177bffffffffffffffffffffffffffffffffffffffffffffffffffffffff16171717905561326582611ced565b9561327260408401611ced565b9361327c91612ccd565b90516bffffffffffffffffffffffff16906040519563ffffffff1686526bffffffffffffffffffffffff1660208601526040850152606084016132be91612062565b73ffffffffffffffffffffffffffffffffffffffff169273ffffffffffffffffffffffffffffffffffffffff16916101807f8f972ae5830f3cdb4c94989ba4cb15f7744f052fa8431d24117397429f73096091a4565b73ffffffffffffffffffffffffffffffffffffffff61333285611ced565b1615801561354a575b8015613521575b80156134f8575b61346c5763ffffffff60a0850161335f81611e91565b827f00000000000000000000000000000000000000000000000000000000000000001692839116108015613452575b61340e57505015806133e9575b6133a5575f613149565b61ffff8360c06133b760e08301611d1f565b917f1c636388000000000000000000000000000000000000000000000000000000005f5201356004521660245260445ffd5b5060c083013515158061339b575061ffff61340660e08501611d1f565b16151561339b565b61341c63ffffffff91611e91565b7f4aa730b2000000000000000000000000000000000000000000000000000000005f521660045260245262278d0060445260645ffd5b5062278d0063ffffffff61346583611e91565b161161338e565b60848473ffffffffffffffffffffffffffffffffffffffff61348d82611ced565b918161349b60208301611ced565b91816134b560606134ae60408501611ced565b9301611ced565b9381604051977f56cbdd76000000000000000000000000000000000000000000000000000000008952166004880152166024860152166044840152166064820152fd5b5073ffffffffffffffffffffffffffffffffffffffff61351a60608601611ced565b1615613349565b5073ffffffffffffffffffffffffffffffffffffffff61354360408601611ced565b1615613342565b5073ffffffffffffffffffffffffffffffffffffffff61356c60208601611ced565b161561333b565b7f1f2a2005000000000000000000000000000000000000000000000000000000005f5260045ffd5b90918181036135ed57505063ffffffff6060819201511691168181036135bf575050565b7f6112d253000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b7f2ce7ab11000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b60a00151519091906bffffffffffffffffffffffff161561366c576bffffffffffffffffffffffff8061365c6136639361ffff613669971693849116613aaf565b9316613aaf565b90612ee6565b90565b5050505f90565b939294817f29382557e182f32d7be89637ccfac4e812c5c4d3500d75519008c8a16425b2606080613796956bffffffffffffffffffffffff88969a60208301826136c08183511684612ccd565b921690818152875f52600360205260405f2090848651169577ffffffffffffffffffffffff0000000000000000000000008354925160601b167bffffffffffffffffffffffffffffffffffffffffffffffffffffffff60607bffffffff000000000000000000000000000000000000000000000000604085015160c01b16930151987fffffffff00000000000000000000000000000000000000000000000000000000808b60e01b1695161716171717905563ffffffff60405194168452602084015216948560408301526060820152a2612ee6565b6137a560608401918251611e08565b9052801561385c577fb6558f806254edc60bc9b78aafd36a6fc229a42f5fd05363d4eb83d23f2e9dac9060808301906137df818351611e08565b825261385761382261297060a060408801519701946bffffffffffffffffffffffff61381663ffffffff6060895101511696613861565b96515116905190611e08565b604051938493849160409194936bffffffffffffffffffffffff809263ffffffff606087019816865216602085015216910152565b0390a3565b505050565b6bffffffffffffffffffffffff8111613885576bffffffffffffffffffffffff1690565b7f7ae59685000000000000000000000000000000000000000000000000000000005f526004526bffffffffffffffffffffffff60245260445ffd5b92936101208501926138d184611e91565b63ffffffff80606084015116911603613a4d576bffffffffffffffffffffffff81511615613a42576bffffffffffffffffffffffff6020819201511691161115613a39576bffffffffffffffffffffffff61392e61396c93611e91565b63ffffffff613940610140880161225f565b916040519461394e86611c0c565b85521660208401521660408201526101608401356060820152611fd6565b906101a08301357fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe1843603018112156101615783019081359167ffffffffffffffff83116101615760200190823603821361016157613a1f73ffffffffffffffffffffffffffffffffffffffff9493613a2893612e418796602095604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b50509401611ced565b16911603613a34575f90565b600490565b50505050600390565b505050505050600190565b505050505050600290565b60ff811690601f8211613a875760405191613a74604084611c55565b6020808452838101919036833783525290565b7fb3512b0c000000000000000000000000000000000000000000000000000000005f5260045ffd5b8181029181830414901517156113cf576127108101908181116113cf5761270f019081116113cf57612710900490565b9060418303613b0957613b029250602081013591604082359201355f1a90613b13565b9192909190565b50505f9160029190565b91907f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a08411613b97579160209360809260ff5f9560405194855216868401526040830152606082015282805260015afa156130af575f5173ffffffffffffffffffffffffffffffffffffffff811615613b8d57905f905f90565b505f906001905f90565b5050505f916003919056",
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
