// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Shared, SkipReason} from "./IClearing.sol";
import {StructHash} from "./StructHash.sol";

/// @notice Pays the legs of claimPacked, 160 bytes each:
///
///     payer 20 | signer 20 | salt 8 | epoch 4 | cumulative 12 | memo 32 | r 32 | vs 32 (EIP-2098)
///
/// @dev Clearing.claim does the same in Solidity, and a test holds the two to each other event for event. Here every opcode
/// is paid a hundred times per transaction: one loop, memory at fixed places, and nothing written that is there already.
library PackedLeg {
    uint256 internal constant SIZE = 160;

    /// @dev Where the loop works: behind whatever the caller has allocated (checked), in memory that nothing keeps. From here
    ///
    ///     000 preimage of the channel's id: typehash, payer, signer, payee, payeeSigner, asset, closeDelay, sink, sinkBps, salt
    ///     140 hashStruct of the voucher:    typehash, id, epoch, cumulative, memo; the last two become data of Claimed
    ///     1e0 EIP-712 digest, 66 bytes:     30 of nothing, 1901, domain, hashStruct
    ///     240 ecrecover's input:            digest, v, r, s
    uint256 private constant DESK = 0x400;

    /// @dev The highest s of the two that sign the same; the other is malleable.
    uint256 private constant HALF_ORDER = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;

    /// @dev Topics of the events that the loop writes.
    bytes32 private constant CLAIMED = keccak256("Claimed(bytes32,uint256,bytes32)");
    bytes32 private constant PASSED = keccak256("Passed(bytes32,bytes32,uint32,uint96,uint96)");
    bytes32 private constant SKIPPED = keccak256("Skipped(bytes32,uint8)");

    error DeskTaken();

    /// @param states slot of the mapping from a channel's id to its state
    /// @param sinkDeposit what the sink holds; zero: it is not open, and everything goes to the payee
    /// @return credit what the payee gets
    /// @return sinkAfter what the sink holds afterwards
    function pay(
        Shared calldata shared,
        bytes calldata legs,
        bytes32 domain,
        uint256 states,
        uint256 sinkDeposit,
        uint256 sinkEpoch
    ) internal returns (uint256 credit, uint256 sinkAfter) {
        bytes32 channelTypehash = StructHash.CHANNEL_TYPEHASH;
        bytes32 voucherTypehash = StructHash.VOUCHER_TYPEHASH;
        (bytes32 claimed_, bytes32 passed_, bytes32 skipped_) = (CLAIMED, PASSED, SKIPPED);
        // Solidity checks that no field has bits outside its type
        (address payee, address payeeSigner) = (shared.payee, shared.payeeSigner);
        (uint256 closeDelay, uint256 sinkBps) = (shared.closeDelay, shared.sinkBps);
        sinkAfter = sinkDeposit;
        bytes4 taken = DeskTaken.selector;
        assembly ("memory-safe") {
            if gt(mload(0x40), DESK) {
                mstore(0, taken)
                revert(0, 4)
            }
            mstore(DESK, channelTypehash)
            mstore(add(DESK, 0x60), payee)
            mstore(add(DESK, 0x80), payeeSigner)
            mstore(add(DESK, 0xa0), calldataload(add(shared, 0x40)))
            mstore(add(DESK, 0xc0), closeDelay)
            mstore(add(DESK, 0xe0), calldataload(add(shared, 0x80)))
            mstore(add(DESK, 0x100), sinkBps)
            mstore(add(DESK, 0x140), voucherTypehash)
            mstore(add(DESK, 0x1e0), 0x1901)
            mstore(add(DESK, 0x200), domain)
            mstore(0x20, states)

            let end := add(legs.offset, legs.length)
            for { let leg := legs.offset } lt(leg, end) { leg := add(leg, SIZE) } {
                let w := calldataload(add(leg, 40))
                let signer := shr(96, calldataload(add(leg, 20)))
                mstore(add(DESK, 0x20), shr(96, calldataload(leg)))
                mstore(add(DESK, 0x40), signer)
                mstore(add(DESK, 0x120), shr(192, w))
                let id := keccak256(DESK, 0x140)
                mstore(add(DESK, 0x160), id)
                mstore(0, id)
                let slot := keccak256(0, 0x40)
                let word := sload(slot)

                // the total that the voucher brings the channel to
                let total := and(shr(64, w), 0xffffffffffffffffffffffff)
                mstore(add(DESK, 0x1a0), total)
                let epoch := and(shr(160, w), 0xffffffff)
                mstore(add(DESK, 0x180), epoch)
                if gt(total, and(word, 0xffffffffffffffffffffffff)) {
                    total := and(word, 0xffffffffffffffffffffffff)
                }
                let paid := sub(total, and(shr(96, word), 0xffffffffffffffffffffffff))
                if or(xor(epoch, shr(224, word)), slt(paid, 1)) {
                    mstore(0, 3) // NothingNew
                    if iszero(and(word, 0xffffffffffffffffffffffff)) { mstore(0, 1) } // NotOpen
                    if xor(epoch, shr(224, word)) { mstore(0, 2) } // WrongEpoch
                    log2(0, 0x20, skipped_, id)
                    continue
                }

                // who signed it
                mstore(add(DESK, 0x1c0), calldataload(add(leg, 64)))
                mstore(add(DESK, 0x220), keccak256(add(DESK, 0x140), 0xa0))
                mstore(add(DESK, 0x240), keccak256(add(DESK, 0x1fe), 0x42))
                let s := calldataload(add(leg, 128))
                mstore(add(DESK, 0x260), add(27, shr(255, s)))
                mstore(add(DESK, 0x280), calldataload(add(leg, 96)))
                s := and(s, 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF)
                mstore(add(DESK, 0x2a0), s)
                // no answer for an invalid signature: what is read then is the zero written before
                mstore(0, 0)
                pop(staticcall(gas(), 1, add(DESK, 0x240), 0x80, 0, 0x20))
                if or(xor(mload(0), signer), gt(s, HALF_ORDER)) {
                    mstore(0, 4) // BadSignature
                    log2(0, 0x20, skipped_, id)
                    continue
                }

                let share := 0
                if sinkAfter {
                    share := sub(
                        div(add(mul(total, sinkBps), 9999), 10000),
                        div(add(mul(sub(total, paid), sinkBps), 9999), 10000)
                    )
                    if gt(add(sinkAfter, share), 0xffffffffffffffffffffffff) {
                        mstore(0, 5) // SinkFull
                        log2(0, 0x20, skipped_, id)
                        continue
                    }
                }
                word := add(word, shl(96, paid))
                sstore(slot, word)
                mstore(add(DESK, 0x1a0), or(shl(96, shr(96, word)), paid))
                log2(add(DESK, 0x1a0), 0x40, claimed_, id)
                credit := add(credit, sub(paid, share))
                if share {
                    sinkAfter := add(sinkAfter, share)
                    mstore(add(DESK, 0x180), sinkEpoch)
                    mstore(add(DESK, 0x1a0), share)
                    mstore(add(DESK, 0x1c0), sinkAfter)
                    log3(add(DESK, 0x180), 0x60, passed_, mload(add(DESK, 0xe0)), id)
                }
            }
        }
    }
}
