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
	ABI: "[{\"type\":\"constructor\",\"inputs\":[{\"name\":\"minCloseDelay_\",\"type\":\"uint32\",\"internalType\":\"uint32\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"MAX_CLOSE_DELAY\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint32\",\"internalType\":\"uint32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"balanceOf\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"cancelClose\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"channelId\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"pure\"},{\"type\":\"function\",\"name\":\"claim\",\"inputs\":[{\"name\":\"legs\",\"type\":\"tuple[]\",\"internalType\":\"structLeg[]\",\"components\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"cumulative\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"memo\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"upTo\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"sig\",\"type\":\"bytes\",\"internalType\":\"bytes\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"closeCooperative\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"close\",\"type\":\"tuple\",\"internalType\":\"structClose\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"claimed\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"deadline\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"closeSig\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"voucher\",\"type\":\"tuple\",\"internalType\":\"structVoucher\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"cumulative\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"memo\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"name\":\"voucherSig\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"closeDigest\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structClose\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"claimed\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"deadline\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"deposit\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"depositAndFund\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"amount\",\"type\":\"uint96\",\"internalType\":\"uint96\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"domainSeparator\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"eip712Domain\",\"inputs\":[],\"outputs\":[{\"name\":\"fields\",\"type\":\"bytes1\",\"internalType\":\"bytes1\"},{\"name\":\"name\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"version\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"chainId\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"verifyingContract\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"salt\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"extensions\",\"type\":\"uint256[]\",\"internalType\":\"uint256[]\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"finalizeClose\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"fund\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"name\":\"amount\",\"type\":\"uint96\",\"internalType\":\"uint96\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"minCloseDelay\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint32\",\"internalType\":\"uint32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"requestClose\",\"inputs\":[{\"name\":\"c\",\"type\":\"tuple\",\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"requestCloseDigest\",\"inputs\":[{\"name\":\"r\",\"type\":\"tuple\",\"internalType\":\"structRequestClose\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"nonce\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"state\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"\",\"type\":\"tuple\",\"internalType\":\"structState\",\"components\":[{\"name\":\"deposit\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"claimed\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"closeAt\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"states\",\"inputs\":[{\"name\":\"ids\",\"type\":\"bytes32[]\",\"internalType\":\"bytes32[]\"}],\"outputs\":[{\"name\":\"all\",\"type\":\"tuple[]\",\"internalType\":\"structState[]\",\"components\":[{\"name\":\"deposit\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"claimed\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"closeAt\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"transfer\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"voucherDigest\",\"inputs\":[{\"name\":\"v\",\"type\":\"tuple\",\"internalType\":\"structVoucher\",\"components\":[{\"name\":\"channelId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"cumulative\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"memo\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"withdraw\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"event\",\"name\":\"Claimed\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"},{\"name\":\"cumulative\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"},{\"name\":\"paid\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"},{\"name\":\"memo\",\"type\":\"bytes32\",\"indexed\":false,\"internalType\":\"bytes32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"CloseCancelled\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"CloseRequested\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"},{\"name\":\"closeAt\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Closed\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"},{\"name\":\"claimed\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"},{\"name\":\"refund\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Deposited\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"from\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"to\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"EIP712DomainChanged\",\"inputs\":[],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Funded\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"payer\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"},{\"name\":\"amount\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"},{\"name\":\"deposit\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"},{\"name\":\"c\",\"type\":\"tuple\",\"indexed\":false,\"internalType\":\"structChannel\",\"components\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"salt\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Skipped\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"reason\",\"type\":\"uint8\",\"indexed\":false,\"internalType\":\"enumSkipReason\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Transferred\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"from\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"to\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Withdrawn\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"owner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"to\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"error\",\"name\":\"AlreadyClosing\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"closeAt\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]},{\"type\":\"error\",\"name\":\"BadAsset\",\"inputs\":[{\"name\":\"asset\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"BadChannel\",\"inputs\":[{\"name\":\"sink\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sinkBps\",\"type\":\"uint16\",\"internalType\":\"uint16\"}]},{\"type\":\"error\",\"name\":\"BadDelay\",\"inputs\":[{\"name\":\"closeDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"minCloseDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"maxCloseDelay\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]},{\"type\":\"error\",\"name\":\"BadParty\",\"inputs\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payeeSigner\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"BadRecipient\",\"inputs\":[{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"BadSignature\",\"inputs\":[{\"name\":\"recovered\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"Expired\",\"inputs\":[{\"name\":\"time\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"deadline\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"type\":\"error\",\"name\":\"InsufficientBalance\",\"inputs\":[{\"name\":\"balance\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"needed\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"InvalidShortString\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"NotClosing\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"NotOpen\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]},{\"type\":\"error\",\"name\":\"NotPayer\",\"inputs\":[{\"name\":\"caller\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"NotPayerOrSigner\",\"inputs\":[{\"name\":\"caller\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"NothingReceived\",\"inputs\":[{\"name\":\"received\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"asked\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"OverDeposit\",\"inputs\":[{\"name\":\"claimed\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"deposit\",\"type\":\"uint96\",\"internalType\":\"uint96\"}]},{\"type\":\"error\",\"name\":\"Overflow\",\"inputs\":[{\"name\":\"value\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"max\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ReentrancyGuardReentrantCall\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"SafeERC20FailedOperation\",\"inputs\":[{\"name\":\"token\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"StringTooLong\",\"inputs\":[{\"name\":\"str\",\"type\":\"string\",\"internalType\":\"string\"}]},{\"type\":\"error\",\"name\":\"TooEarly\",\"inputs\":[{\"name\":\"time\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"closeAt\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]},{\"type\":\"error\",\"name\":\"VoucherTooLow\",\"inputs\":[{\"name\":\"cumulative\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"needed\",\"type\":\"uint96\",\"internalType\":\"uint96\"}]},{\"type\":\"error\",\"name\":\"WrongChannel\",\"inputs\":[{\"name\":\"signed\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"WrongEpoch\",\"inputs\":[{\"name\":\"signed\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"epoch\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]},{\"type\":\"error\",\"name\":\"ZeroAmount\",\"inputs\":[]}]",
	ID:  "Clearing",
	Bin: "0x61018080604052346101a257602081613457803803809161002082856101a6565b8339810103126101a2575163ffffffff81168082036101a2576040516100476040826101a6565b60068152602081019065746f6c73657960d01b82526040519161006b6040846101a6565b600183526020830191603160f81b8352610084816101dd565b61012052610091846101dd565b61014052519020918260e05251902080610100524660a0526040519060208201927f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f8452604083015260608201524660808201523060a082015260a081526100fa60c0826101a6565b5190206080523060c05280158015610196575b61017857506101605260405161320e9081610249823960805181611fcf015260a05181612086015260c05181611fa0015260e0518161201e0152610100518161204401526101205181610917015261014051816109400152610160518181816101810152612aa30152f35b632553985960e11b5f52600452600160245262278d0060445260645ffd5b5062278d00811161010d565b5f80fd5b601f909101601f19168101906001600160401b038211908210176101c957604052565b634e487b7160e01b5f52604160045260245ffd5b601f8151116102085760208151910151602082106101f9571790565b5f198260200360031b1b161790565b604460209160405192839163305a27a960e01b83528160048401528051918291826024860152018484015e5f828201840152601f01601f19168101030190fdfe6080806040526004361015610012575f80fd5b5f3560e01c90816306947cd71461184c575080630a8fd2a6146117b257806328d7338f1461172c5780632b3e23de146115a75780632d0032a0146110d75780633e0ff10614610ed45780633fc0a19f14610e0d5780633feb1bd814610d5457806350d5124d14610b8457806357543be314610af957806361d585da14610a1357806384b0196e146108e157806389ce4c75146108a65780638cdb17451461079b57806396728720146104f9578063a6fb97d1146103c1578063c203823614610339578063d954863c146102ae578063eac77bfb146101a5578063eff31d91146101475763f698da2514610103575f80fd5b34610143575f7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261014357602061013b611f89565b604051908152f35b5f80fd5b34610143575f7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261014357602060405163ffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b346101435760807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261014357604051602081017fe130b57c6cbf5a615b9df25842ebf4b60c10f7b82a1a17efbf729584f7c4c0c68152600435604083015260243563ffffffff81168091036101435760608301526044356bffffffffffffffffffffffff81168091036101435760808301526064359067ffffffffffffffff8216809203610143578261013b9260a0602095015260a0815261026b60c082611a5c565b519020610276611f89565b604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b34610143576102db6102bf3661195f565b6102cb93919293611e27565b6102d4836126c2565b8284612ce1565b915f52600260205273ffffffffffffffffffffffffffffffffffffffff60405f2091165f5260205261031260405f20918254611bd5565b90555f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b346101435760407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101435760243573ffffffffffffffffffffffffffffffffffffffff81168103610143576004355f52600260205273ffffffffffffffffffffffffffffffffffffffff60405f2091165f52602052602060405f2054604051908152f35b346101435761043c73ffffffffffffffffffffffffffffffffffffffff806103e83661195f565b949193906103f4611e27565b6103fd816126c2565b610407868661271c565b169283604051868152827fa6786aab7dbbc48b4b0387488b407bd81448030ab207b50bea7dbb5fbc1cd9eb60203393a4612efb565b1691604051917fa9059cbb000000000000000000000000000000000000000000000000000000005f5260045260245260205f60448180865af19060015f51148216156104d9575b50156104ae575f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b7f5274afe7000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b60018215166104f15750813b15153d15161682610483565b3d5f823e3d90fd5b34610143576101207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261014357610531611e27565b73ffffffffffffffffffffffffffffffffffffffff61054e611a9d565b1633141580610774575b61071957610564611e9b565b604081019063ffffffff825116806106ea575060a43563ffffffff811680820361014357610593915042611bd5565b63ffffffff81116106b7579163ffffffff604092817fe061cbf286197f3b27a0e317367b039267202a7d4b72520b2fe52f612b33e3f595168352855f526003602052835f206bffffffffffffffffffffffff825116938154907bffffffffffffffffffffffffffffffffffffffffffffffffffffffff606077ffffffffffffffffffffffff0000000000000000000000006020870151821b169251950151967fffffffff00000000000000000000000000000000000000000000000000000000808960e01b1694161716177bffffffff0000000000000000000000000000000000000000000000008460c01b161717905581845193168352166020820152a25f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b7f7ae59685000000000000000000000000000000000000000000000000000000005f5260045263ffffffff60245260445ffd5b837f11b8a496000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b73ffffffffffffffffffffffffffffffffffffffff610736611a9d565b8161073f611ac0565b917f15be5df0000000000000000000000000000000000000000000000000000000005f5233600452166024521660445260645ffd5b5073ffffffffffffffffffffffffffffffffffffffff610792611ac0565b16331415610558565b34610143577ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360161014081126101435761012013610143576107dc6119b4565b6107e4611e27565b73ffffffffffffffffffffffffffffffffffffffff610801611a9d565b1633036108595761082f610834916bffffffffffffffffffffffff610824611a9d565b911690608435612ce1565b6127b3565b5f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b73ffffffffffffffffffffffffffffffffffffffff610876611a9d565b7f2f081df3000000000000000000000000000000000000000000000000000000005f52336004521660245260445ffd5b34610143575f7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261014357602060405162278d008152f35b34610143575f7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610143576109b761093b7f00000000000000000000000000000000000000000000000000000000000000006130f4565b6109647f00000000000000000000000000000000000000000000000000000000000000006130f4565b60206109c5604051926109778385611a5c565b5f84525f3681376040519586957f0f00000000000000000000000000000000000000000000000000000000000000875260e08588015260e08701906119d0565b9085820360408701526119d0565b4660608501523060808501525f60a085015283810360c08501528180845192838152019301915f5b8281106109fc57505050500390f35b8351855286955093810193928101926001016109ed565b346101435760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261014357610a4a611bfa565b506004355f526003602052608060405f2060405190610a6882611a13565b546bffffffffffffffffffffffff811682526bffffffffffffffffffffffff8160601c16602083015263ffffffff8160c01c16604083015260e01c6060820152610af7604051809263ffffffff606080926bffffffffffffffffffffffff81511685526bffffffffffffffffffffffff6020820151166020860152826040820151166040860152015116910152565bf35b34610143577ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36016101408112610143576101201361014357610b3a6119b4565b610b42611e27565b73ffffffffffffffffffffffffffffffffffffffff610b5f611a9d565b163303610859576bffffffffffffffffffffffff610834911661082f8160843561271c565b346101435760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101435760043567ffffffffffffffff811161014357610bd390369060040161190d565b610bdc81611be2565b91610bea6040519384611a5c565b8183527fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0610c1783611be2565b015f5b818110610d3d5750505f5b82811015610cab576001908060051b8301355f52600360205260405f2060405190610c4f82611a13565b546bffffffffffffffffffffffff811682526bffffffffffffffffffffffff8160601c16602083015263ffffffff8160c01c16604083015260e01c6060820152610c998287611c1e565b52610ca48186611c1e565b5001610c25565b836040518091602082016020835281518091526020604084019201905f5b818110610cd7575050500390f35b919350916020608082610d2f600194885163ffffffff606080926bffffffffffffffffffffffff81511685526bffffffffffffffffffffffff6020820151166020860152826040820151166040860152015116910152565b019401910191849392610cc9565b602090610d48611bfa565b82828801015201610c1a565b346101435773ffffffffffffffffffffffffffffffffffffffff610d773661195f565b919290610d82611e27565b610d8b816126c2565b610d95838561271c565b835f52600260205260405f208282165f5260205260405f20610db8848254611bd5565b905560405192835216917f4cafe8c90c0e3a2fa8da6fa1827b31ff8be7d9efb7f85b110c3481ad9b36beff60203393a45f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b34610143576101207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261014357610e45611e27565b610e4d611e9b565b6040810163ffffffff81511615610ea85763ffffffff90511691824210610e785761083492506121c9565b827f1885981b000000000000000000000000000000000000000000000000000000005f524260045260245260445ffd5b827f713ee726000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b346101435760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101435760043567ffffffffffffffff811161014357610f2390369060040161190d565b610f2b611e27565b610f33611f89565b5f5f915f905f917ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe4187360301905b8684101561106b578360051b88013582811215610143578801906bffffffffffffffffffffffff610f9283866123ea565b169182156110605760408101610fa781611ae3565b73ffffffffffffffffffffffffffffffffffffffff808b16911614801590611052575b610fe6575b5050600191610fdd91611bd5565b935b0192610f61565b82611001929960019599610fdd95611012575b505050611ae3565b96608001359591505f908290610fcf565b5f52600260205273ffffffffffffffffffffffffffffffffffffffff60405f2091165f5260205261104860405f20918254611bd5565b90558b8080610ff9565b508760808301351415610fca565b509360019150610fdf565b858582611097575f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b5f52600260205273ffffffffffffffffffffffffffffffffffffffff60405f2091165f526020526110cd60405f20918254611bd5565b9055808080610834565b34610143577ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601610260811261014357610120136101435760807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffedc360112610143576101a43567ffffffffffffffff81116101435761115b9036906004016118df565b60807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe3c360112610143576102443567ffffffffffffffff8111610143576111a69036906004016118df565b6111b1929192611e27565b6111b9611e9b565b9390926111c4611f89565b95610124356101443563ffffffff8116808203610143576111e782848b8b6120ac565b67ffffffffffffffff6111f8611b15565b164211611566576040519160208301937fe130b57c6cbf5a615b9df25842ebf4b60c10f7b82a1a17efbf729584f7c4c0c685526040840152506060820152610164356bffffffffffffffffffffffff81168091036101435760808201526101843567ffffffffffffffff81168091036101435760a082015260a0815261127f60c082611a5c565b519020916064359173ffffffffffffffffffffffffffffffffffffffff83168303610143576112ae938961212c565b6112b6611b2d565b9460208501956bffffffffffffffffffffffff808851169116116112df575b61083485856121c9565b6bffffffffffffffffffffffff6112f4611b2d565b81875116918291161161152257506101c435926101e43563ffffffff8116810361014357611324818689896120ac565b61132c611b49565b6bffffffffffffffffffffffff80611342611b2d565b169116106114d3576040519461135786611a13565b8552602085015261020435926bffffffffffffffffffffffff84168403610143576113a29360408601526113946102243595866060820152611c5f565b61139c611ac0565b9361212c565b6113c36113ad611b2d565b6bffffffffffffffffffffffff86511690611b7e565b6bffffffffffffffffffffffff6113d8611b2d565b1685526084355f52600260205260405f20906044359573ffffffffffffffffffffffffffffffffffffffff87168703610143576114c885947f29382557e182f32d7be89637ccfac4e812c5c4d3500d75519008c8a16425b2609473ffffffffffffffffffffffffffffffffffffffff8a6108349b50165f5260205260405f206114706bffffffffffffffffffffffff86168254611bd5565b90556bffffffffffffffffffffffff63ffffffff60608a0151169351169360405194859485909493926bffffffffffffffffffffffff908160609463ffffffff60808601991685521660208401521660408201520152565b0390a28380806112d5565b6bffffffffffffffffffffffff6114e8611b49565b816114f1611b2d565b917f845a467c000000000000000000000000000000000000000000000000000000005f52166004521660245260445ffd5b6bffffffffffffffffffffffff611537611b2d565b7fa114e810000000000000000000000000000000000000000000000000000000005f521660045260245260445ffd5b67ffffffffffffffff611577611b15565b7f8a55c622000000000000000000000000000000000000000000000000000000005f52426004521660245260445ffd5b34610143576101207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610143576115df611e27565b73ffffffffffffffffffffffffffffffffffffffff6115fc611a9d565b1633036108595761160b611e9b565b6040810163ffffffff81511615610ea8577f097e31beb8ed7314df08377dd0c4c9d1d958c89a3ef0ad5002837a98d6b377c391815f60209352845f526003835260405f20906bffffffffffffffffffffffff835116928254917bffffffffffffffffffffffffffffffffffffffffffffffffffffffff60607bffffffff00000000000000000000000000000000000000000000000077ffffffffffffffffffffffff00000000000000000000000089860151831b16935160c01b16930151957fffffffff00000000000000000000000000000000000000000000000000000000808860e01b1695161716171717905563ffffffff60405191168152a25f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b34610143576101207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610143576020604051818101907fdec703ce866844a589ff2476c3be03cda0a24c3a3ba373062718350c4884a50d8252611796604082016004611cd6565b61014081526117a761016082611a5c565b519020604051908152f35b34610143577ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36016080811261014357608013610143576040516117f581611a13565b600435815260243563ffffffff81168103610143576020820152604435906bffffffffffffffffffffffff821682036101435761184481602093604061013b9401526064356060820152611c5f565b610276611f89565b346101435760607ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261014357602081017f3c18ba4ef1fecdd519563c5c1dc6a667eb19264a9d7c32059556e8461336f820815260043560408301526024359063ffffffff8216809203610143578261013b926060602095015260443560808201526080815261026b60a082611a5c565b9181601f840112156101435782359167ffffffffffffffff8311610143576020838186019501011161014357565b9181601f840112156101435782359167ffffffffffffffff8311610143576020808501948460051b01011161014357565b359073ffffffffffffffffffffffffffffffffffffffff8216820361014357565b7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc6060910112610143576004359060243573ffffffffffffffffffffffffffffffffffffffff81168103610143579060443590565b61012435906bffffffffffffffffffffffff8216820361014357565b907fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0601f602080948051918291828752018686015e5f8582860101520116010190565b6080810190811067ffffffffffffffff821117611a2f57604052565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b90601f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0910116810190811067ffffffffffffffff821117611a2f57604052565b60043573ffffffffffffffffffffffffffffffffffffffff811681036101435790565b60243573ffffffffffffffffffffffffffffffffffffffff811681036101435790565b3573ffffffffffffffffffffffffffffffffffffffff811681036101435790565b3563ffffffff811681036101435790565b6101843567ffffffffffffffff811681036101435790565b610164356bffffffffffffffffffffffff811681036101435790565b610204356bffffffffffffffffffffffff811681036101435790565b356bffffffffffffffffffffffff811681036101435790565b906bffffffffffffffffffffffff809116911603906bffffffffffffffffffffffff8211611ba857565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b91908201809211611ba857565b67ffffffffffffffff8111611a2f5760051b60200190565b60405190611c0782611a13565b5f6060838281528260208201528260408201520152565b8051821015611c325760209160051b010190565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603260045260245ffd5b604051606060208201927fbd74e6c34167625e699b94ee4152570063f1c307ccd3ce48c43abf62b1e2c14084528051604084015263ffffffff602082015116828401526bffffffffffffffffffffffff6040820151166080840152015160a082015260a08152611cd060c082611a5c565b51902090565b73ffffffffffffffffffffffffffffffffffffffff611cf48261193e565b16825273ffffffffffffffffffffffffffffffffffffffff611d186020830161193e565b16602083015273ffffffffffffffffffffffffffffffffffffffff611d3f6040830161193e565b16604083015273ffffffffffffffffffffffffffffffffffffffff611d666060830161193e565b1660608301526080810135608083015260a081013563ffffffff811681036101435763ffffffff1660a083015260c081013560c083015260e08101359061ffff8216809203610143576101009160e0840152013567ffffffffffffffff811681036101435767ffffffffffffffff6101009116910152565b604051611e1660208201927fdec703ce866844a589ff2476c3be03cda0a24c3a3ba373062718350c4884a50d84526040830190611cd6565b6101408152611cd061016082611a5c565b7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005c611e735760017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d565b7f3ee5aeb5000000000000000000000000000000000000000000000000000000005f5260045ffd5b611ea3611bfa565b5060405160208101907fdec703ce866844a589ff2476c3be03cda0a24c3a3ba373062718350c4884a50d8252611edd604082016004611cd6565b6101408152611eee61016082611a5c565b5190208091815f52600360205260405f2060405190611f0c82611a13565b54926bffffffffffffffffffffffff8416938483526bffffffffffffffffffffffff8160601c16602084015263ffffffff8160c01c16604084015260e01c918260608201529315611f5b575050565b7fe7e831dd000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b73ffffffffffffffffffffffffffffffffffffffff7f000000000000000000000000000000000000000000000000000000000000000016301480612083575b15611ff1577f000000000000000000000000000000000000000000000000000000000000000090565b60405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f000000000000000000000000000000000000000000000000000000000000000060408201527f000000000000000000000000000000000000000000000000000000000000000060608201524660808201523060a082015260a08152611cd060c082611a5c565b507f00000000000000000000000000000000000000000000000000000000000000004614611fc8565b90918181036120fe57505063ffffffff6060819201511691168181036120d0575050565b7f6112d253000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b7f2ce7ab11000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b9273ffffffffffffffffffffffffffffffffffffffff939261218561218a938695604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b61314b565b50509216911681810361219b575050565b7f08d20b25000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b906bffffffffffffffffffffffff81511660606121fa60208401926bffffffffffffffffffffffff84511690611b7e565b920191600163ffffffff845116019063ffffffff8211611ba8576040516bffffffffffffffffffffffff9261222e82611a13565b5f825260208201905f8252604083015f815263ffffffff6060850192168252885f5260036020527bffffffffffffffffffffffffffffffffffffffffffffffffffffffff8660405f209551167fffffffff00000000000000000000000000000000000000000000000000000000807bffffffff00000000000000000000000000000000000000000000000077ffffffffffffffffffffffff0000000000000000000000008954985160601b16955160c01b16955160e01b16951617161717179055169182612347575b907fe0c1262b8c1980dbad9b9f80509b7409ede22ea2023fc22bb4c7e639eff8d049926bffffffffffffffffffffffff63ffffffff606094511692511660405192835260208301526040820152a2565b906084355f52600260205260405f20926004359373ffffffffffffffffffffffffffffffffffffffff851685036101435763ffffffff6060946bffffffffffffffffffffffff9273ffffffffffffffffffffffffffffffffffffffff887fe0c1262b8c1980dbad9b9f80509b7409ede22ea2023fc22bb4c7e639eff8d0499950165f5260205260405f206123dc858254611bd5565b9055939450505092506122f7565b91906123f581611dde565b90815f52600360205260405f20936040519461241086611a13565b546bffffffffffffffffffffffff811680875260208701966bffffffffffffffffffffffff8360601c1688528486604083019563ffffffff8660c01c168752606084019560e01c865261018083016bffffffffffffffffffffffff61247482611b65565b16151580612694575b156126805761248b90611b65565b945b806bffffffffffffffffffffffff871611612678575b50918385926124b194612f5c565b600581101561264b57806126125750927f29382557e182f32d7be89637ccfac4e812c5c4d3500d75519008c8a16425b260949261260d92610160956125056bffffffffffffffffffffffff8c511683611b7e565b9a8b936bffffffffffffffffffffffff841682528a5f5260036020526bffffffffffffffffffffffff60405f20935116957bffffffffffffffffffffffffffffffffffffffffffffffffffffffff7bffffffff00000000000000000000000000000000000000000000000077ffffffffffffffffffffffff0000000000000000000000008654955160601b16925160c01b169251977fffffffff00000000000000000000000000000000000000000000000000000000808a60e01b1695161716171717905563ffffffff6040519687960135931685909493926bffffffffffffffffffffffff908160609463ffffffff60808601991685521660208401521660408201520152565b0390a2565b93505050507f167515379ec29133d62e15798dd6c90f692036c714de5d7c9c36fe3ed92ade5b9293945060209150604051908152a25f90565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52602160045260245ffd5b9450836124a3565b5061268e6101408401611b65565b9461248d565b5061269e81611b65565b6bffffffffffffffffffffffff806126b96101408801611b65565b1691161061247d565b73ffffffffffffffffffffffffffffffffffffffff1680158015612713575b6126e85750565b7ff66e9048000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b503081146126e1565b90815f52600260205260405f2073ffffffffffffffffffffffffffffffffffffffff33165f5260205260405f205491818310612783575f52600260205260405f2073ffffffffffffffffffffffffffffffffffffffff33165f5260205260405f2091039055565b50907fcf479181000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b8015612cb95760405160208101907fdec703ce866844a589ff2476c3be03cda0a24c3a3ba373062718350c4884a50d82526127f2604082016004611cd6565b610140815261280361016082611a5c565b519020805f52600360205260405f20906040519161282083611a13565b546bffffffffffffffffffffffff811692838152602081016bffffffffffffffffffffffff8360601c168152604082019463ffffffff8460c01c168652606083019360e01c845215612a49575b6128876bffffffffffffffffffffffff8351169687611bd5565b6bffffffffffffffffffffffff8111612a0e576bffffffffffffffffffffffff168252835f52600360205260405f20906bffffffffffffffffffffffff835116937bffffffff00000000000000000000000000000000000000000000000077ffffffffffffffffffffffff0000000000000000000000008454935160601b16975160c01b169051967bffffffffffffffffffffffffffffffffffffffffffffffffffffffff867fffffffff00000000000000000000000000000000000000000000000000000000808b60e01b169516171617171790556004359373ffffffffffffffffffffffffffffffffffffffff85169485810361014357506044359173ffffffffffffffffffffffffffffffffffffffff831696878403610143576bffffffffffffffffffffffff6129e281927f8f972ae5830f3cdb4c94989ba4cb15f7744f052fa8431d24117397429f730960976101809750611b7e565b9251169163ffffffff604051941684521660208301526040820152612a0b606082016004611cd6565ba4565b7f7ae59685000000000000000000000000000000000000000000000000000000005f526004526bffffffffffffffffffffffff60245260445ffd5b60043573ffffffffffffffffffffffffffffffffffffffff8116908181036101435781158015612c8f575b8015612c65575b8015612c3b575b612b8e57505060a43563ffffffff81168082141591826101435763ffffffff7f000000000000000000000000000000000000000000000000000000000000000016928383108015612b80575b612b46575050505060c4358015801590612b2d575b612aed575061286d565b60e4359061ffff82169182810361014357507f1c636388000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b5060e43561ffff81169081810361014357501515612ae3565b61014357507f4aa730b2000000000000000000000000000000000000000000000000000000005f5260045260245262278d0060445260645ffd5b50505f62278d008311612ace565b506024359073ffffffffffffffffffffffffffffffffffffffff82169182810361014357506044359173ffffffffffffffffffffffffffffffffffffffff83169283810361014357506064359273ffffffffffffffffffffffffffffffffffffffff8416918285036101435760849450604051937f56cbdd760000000000000000000000000000000000000000000000000000000085526004850152602484015260448301526064820152fd5b5060643573ffffffffffffffffffffffffffffffffffffffff811690818103610143575015612a82565b5060443573ffffffffffffffffffffffffffffffffffffffff811690818103610143575015612a7b565b5060243573ffffffffffffffffffffffffffffffffffffffff811690818103610143575015612a74565b7f1f2a2005000000000000000000000000000000000000000000000000000000005f5260045ffd5b90929173ffffffffffffffffffffffffffffffffffffffff612d0283612efb565b1690604051907f70a08231000000000000000000000000000000000000000000000000000000008252306004830152602082602481865afa918215612e9d575f92612ec7575b50604051927f23b872dd000000000000000000000000000000000000000000000000000000005f5233600452306024528160445260205f60648180855af160015f5114811615612ea8575b846040525f606052156104ae57836024816020937f70a082310000000000000000000000000000000000000000000000000000000082523060048301525afa928315612e9d575f93612e69575b5081831115612e3a57508103908111611ba85773ffffffffffffffffffffffffffffffffffffffff819460405192835216917fcfccc5211684bc31ce945214025a7453ba30a1ffcc38fcb691ce742437f3f25660203393a4565b7f444e7d3f000000000000000000000000000000000000000000000000000000005f525f60045260245260445ffd5b9092506020813d602011612e95575b81612e8560209383611a5c565b810103126101435751915f612de0565b3d9150612e78565b6040513d5f823e3d90fd5b6001811516612ebe57813b15153d151616612d93565b843d5f823e3d90fd5b9091506020813d602011612ef3575b81612ee360209383611a5c565b810103126101435751905f612d48565b3d9150612ed6565b9073ffffffffffffffffffffffffffffffffffffffff8216918060a01c15801590612f53575b612f285750565b7f1b5580b2000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b50823b15612f21565b9293610120850192612f6d84611b04565b63ffffffff806060840151169116036130e9576bffffffffffffffffffffffff815116156130de576bffffffffffffffffffffffff60208192015116911611156130d5576bffffffffffffffffffffffff612fca61300893611b04565b63ffffffff612fdc6101408801611b65565b9160405194612fea86611a13565b85521660208401521660408201526101608401356060820152611c5f565b906101a08301357fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe1843603018112156101435783019081359167ffffffffffffffff831161014357602001908236038213610143576130bb73ffffffffffffffffffffffffffffffffffffffff94936130c4936121858796602095604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b50509401611ae3565b169116036130d0575f90565b600490565b50505050600390565b505050505050600190565b505050505050600290565b60ff811690601f82116131235760405191613110604084611a5c565b6020808452838101919036833783525290565b7fb3512b0c000000000000000000000000000000000000000000000000000000005f5260045ffd5b90604183036131755761316e9250602081013591604082359201355f1a9061317f565b9192909190565b50505f9160029190565b91907f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a08411613203579160209360809260ff5f9560405194855216868401526040830152606082015282805260015afa15612e9d575f5173ffffffffffffffffffffffffffffffffffffffff8116156131f957905f905f90565b505f906001905f90565b5050505f916003919056",
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
