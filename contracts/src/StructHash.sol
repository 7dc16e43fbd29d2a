// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Channel, Voucher, Close, RequestClose} from "./IClearing.sol";

/// @notice EIP-712 hashStruct of what is signed for the clearing contract. Every member is static and right-aligned, so
/// abi.encode of a struct is its EIP-712 encodeData.
library StructHash {
    bytes32 internal constant CHANNEL_TYPEHASH = keccak256(
        "Channel(address payer,address signer,address payee,address payeeSigner,bytes32 asset,uint32 closeDelay,bytes32 sink,uint16 sinkBps,uint64 salt)"
    );
    bytes32 internal constant VOUCHER_TYPEHASH =
        keccak256("Voucher(bytes32 channelId,uint32 epoch,uint96 cumulative,bytes32 memo)");
    bytes32 internal constant CLOSE_TYPEHASH =
        keccak256("Close(bytes32 channelId,uint32 epoch,uint96 claimed,uint64 deadline)");
    bytes32 internal constant REQUEST_CLOSE_TYPEHASH =
        keccak256("RequestClose(bytes32 channelId,uint32 epoch,uint256 nonce)");

    function hash(Channel calldata c) internal pure returns (bytes32) {
        return keccak256(abi.encode(CHANNEL_TYPEHASH, c));
    }

    function hash(Voucher memory v) internal pure returns (bytes32) {
        return keccak256(abi.encode(VOUCHER_TYPEHASH, v));
    }

    function hash(Close calldata c) internal pure returns (bytes32) {
        return keccak256(abi.encode(CLOSE_TYPEHASH, c));
    }

    function hash(RequestClose calldata r) internal pure returns (bytes32) {
        return keccak256(abi.encode(REQUEST_CLOSE_TYPEHASH, r));
    }
}
