// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Channel, Voucher, Close, RequestClose, Shared, Withdraw} from "./IClearing.sol";

/// @notice EIP-712 hashStruct of what is signed for the clearing contract. Every member is static and right-aligned, so
/// calldata of a struct is its EIP-712 encodeData.
/// @dev Calldata is hashed as it is. A word with bits outside its type makes a hash that nobody signed and an id that no
/// channel has, since opening reads every field, which checks them.
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
    bytes32 internal constant WITHDRAW_TYPEHASH =
        keccak256("Withdraw(address owner,bytes32 asset,address to,uint256 amount,uint256 nonce,uint64 deadline)");

    function hash(Channel calldata c) internal pure returns (bytes32 h) {
        bytes32 typehash = CHANNEL_TYPEHASH;
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, typehash)
            calldatacopy(add(free, 0x20), c, 0x120)
            h := keccak256(free, 0x140)
        }
    }

    function hash(Voucher calldata v) internal pure returns (bytes32 h) {
        bytes32 typehash = VOUCHER_TYPEHASH;
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, typehash)
            calldatacopy(add(free, 0x20), v, 0x80)
            h := keccak256(free, 0xa0)
        }
    }

    function hash(Close calldata c) internal pure returns (bytes32 h) {
        bytes32 typehash = CLOSE_TYPEHASH;
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, typehash)
            calldatacopy(add(free, 0x20), c, 0x80)
            h := keccak256(free, 0xa0)
        }
    }

    function hash(RequestClose calldata r) internal pure returns (bytes32) {
        return keccak256(abi.encode(REQUEST_CLOSE_TYPEHASH, r));
    }

    function hash(Withdraw calldata w) internal pure returns (bytes32) {
        return keccak256(abi.encode(WITHDRAW_TYPEHASH, w));
    }

    /// @dev hashStruct of a voucher that is nowhere in one piece.
    function voucher(bytes32 id, uint256 epoch, uint256 cumulative, bytes32 memo) internal pure returns (bytes32 h) {
        bytes32 typehash = VOUCHER_TYPEHASH;
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, typehash)
            mstore(add(free, 0x20), id)
            mstore(add(free, 0x40), epoch)
            mstore(add(free, 0x60), cumulative)
            mstore(add(free, 0x80), memo)
            h := keccak256(free, 0xa0)
        }
    }

    // ---------------------------------------------------------------- channels that share most of their fields

    /// @dev What the ids of such channels are hashed from, with gaps for the rest.
    function preimage(Shared calldata s) internal pure returns (bytes32[10] memory p) {
        p[0] = CHANNEL_TYPEHASH;
        p[3] = bytes32(uint256(uint160(s.payee)));
        p[4] = bytes32(uint256(uint160(s.payeeSigner)));
        p[5] = s.asset;
        p[6] = bytes32(uint256(s.closeDelay));
        p[7] = s.sink;
        p[8] = bytes32(uint256(s.sinkBps));
    }

    /// @dev hashStruct of the channel that these three complete.
    function complete(bytes32[10] memory p, uint256 payer, uint256 signer, uint256 salt)
        internal
        pure
        returns (bytes32 h)
    {
        p[1] = bytes32(payer);
        p[2] = bytes32(signer);
        p[9] = bytes32(salt);
        assembly ("memory-safe") {
            h := keccak256(p, 0x140)
        }
    }
}
