// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Channel, Leg, Shared} from "../../src/IClearing.sol";
import {Fixture} from "./Fixture.sol";

/// @notice Encodes legs for claimPacked.
library Packing {
    function packed(Leg[] memory legs) internal pure returns (bytes memory out) {
        for (uint256 i; i < legs.length; ++i) {
            Leg memory l = legs[i];
            out = bytes.concat(
                out, abi.encodePacked(l.c.payer, l.c.signer, l.c.salt, l.epoch, l.cumulative, l.memo), compact(l.sig)
            );
        }
    }

    /// @dev EIP-2098: the parity in the top bit of s, which low-s leaves free.
    function compact(bytes memory sig) internal pure returns (bytes memory) {
        bytes32 r;
        uint256 s;
        assembly ("memory-safe") {
            r := mload(add(sig, 32))
            s := mload(add(sig, 64))
        }
        return abi.encodePacked(r, sig[64] == 0x1c ? s | (1 << 255) : s);
    }

    function sharedOf(Channel memory c) internal pure returns (Shared memory) {
        return Shared(c.payee, c.payeeSigner, c.asset, c.closeDelay, c.sink, c.sinkBps);
    }
}

abstract contract PackedFixture is Fixture {
    function packed(Leg[] memory legs) internal pure returns (bytes memory) {
        return Packing.packed(legs);
    }

    function sharedOf(Channel memory c) internal pure returns (Shared memory) {
        return Packing.sharedOf(c);
    }

    function shared() internal view returns (Shared memory) {
        return sharedOf(ch);
    }
}
