// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {StructHash} from "./StructHash.sol";

/// @notice Reads one leg of claimPacked, 160 bytes:
///
///     payer 20 | signer 20 | salt 8 | epoch 4 | cumulative 12 | memo 32 | r 32 | vs 32 (EIP-2098)
///
/// @dev Nothing here checks that the leg is there; the caller has. What is hashed is laid out in memory once per batch, and
/// only what differs between legs is written into it: this loop is what the price of a claim is made of.
library PackedLeg {
    uint256 internal constant SIZE = 160;

    /// @dev The highest s of the two that sign the same; the other is malleable.
    uint256 private constant HALF_ORDER = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;

    /// @notice Memory in which digests of vouchers are made: hashStruct in five words, then the EIP-712 digest, 66 bytes.
    struct Digest {
        bytes32 typehash;
        bytes32 id;
        uint256 epoch;
        uint256 cumulative;
        bytes32 memo;
        bytes32 prefix; // 30 bytes of nothing, 0x1901
        bytes32 domain;
        bytes32 structHash;
    }

    function digest(bytes32 typehash, bytes32 domain) internal pure returns (Digest memory d) {
        (d.typehash, d.prefix, d.domain) = (typehash, bytes32(uint256(0x1901)), domain);
    }

    /// @notice What says which channel the leg is on, and what it claims.
    /// @param channel the preimage of its id, whose gaps are filled here
    function terms(bytes calldata legs, uint256 start, bytes32[10] memory channel)
        internal
        pure
        returns (uint256 signer, uint256 epoch, uint256 cumulative, bytes32 id)
    {
        uint256 w = _word(legs, start, 40);
        signer = _word(legs, start, 20) >> 96;
        id = StructHash.complete(channel, _word(legs, start, 0) >> 96, signer, w >> 192);
        epoch = (w >> 160) & type(uint32).max;
        cumulative = (w >> 64) & type(uint96).max;
    }

    function memo(bytes calldata legs, uint256 start) internal pure returns (bytes32) {
        return bytes32(_word(legs, start, 64));
    }

    /// @notice Who signed the voucher; zero for anything but a canonical signature.
    function recover(bytes calldata legs, uint256 start, Digest memory d, bytes32 id, uint256 epoch, uint256 cumulative)
        internal
        view
        returns (uint256 signer)
    {
        uint256 vs = _word(legs, start, 128);
        uint256 s = vs & type(uint256).max >> 1;
        if (s > HALF_ORDER) return 0;
        assembly ("memory-safe") {
            mstore(add(d, 0x20), id)
            mstore(add(d, 0x40), epoch)
            mstore(add(d, 0x60), cumulative)
            calldatacopy(add(d, 0x80), add(add(legs.offset, start), 64), 0x20)
            mstore(add(d, 0xe0), keccak256(d, 0xa0))
            let free := mload(0x40)
            mstore(free, keccak256(add(d, 0xbe), 0x42))
            mstore(add(free, 0x20), add(27, shr(255, vs)))
            calldatacopy(add(free, 0x40), add(add(legs.offset, start), 96), 0x20)
            mstore(add(free, 0x60), s)
            // no answer for an invalid signature: what is read then is the zero written before
            mstore(0, 0)
            pop(staticcall(gas(), 1, free, 0x80, 0, 0x20))
            signer := mload(0)
        }
    }

    function _word(bytes calldata legs, uint256 start, uint256 offset) private pure returns (uint256 w) {
        assembly ("memory-safe") {
            w := calldataload(add(add(legs.offset, start), offset))
        }
    }
}
