// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice The structs of the same signing domain that no contract reads. They are here so that their digests are golden
/// in both languages.
struct Quote {
    address seller;
    address buyer;
    bytes32 offer;
    bytes32 prices;
    uint64 issuedAt;
    uint64 validUntil;
    uint64 prefixHeld;
    uint32 ttftBound;
    uint128 limit;
    bytes32 nonce;
}

struct Receipt {
    bytes32 terms;
    bytes32 channelId;
    bytes16 call;
    uint8 attempt;
    uint32 seq;
    uint64 at_; // "at" in the type string: a keyword here soon
    bytes32 usage;
    uint128 cost;
    bytes32 request;
    bytes32 answer;
    uint8 status;
}

struct Resync {
    bytes32 channelId;
    uint32 epoch;
    uint96 cumulative;
    bytes32 memo;
    uint128 sum;
    bytes32 buyerNonce;
}

library MarketHash {
    bytes32 internal constant QUOTE_TYPEHASH = keccak256(
        "Quote(address seller,address buyer,bytes32 offer,bytes32 prices,uint64 issuedAt,uint64 validUntil,uint64 prefixHeld,uint32 ttftBound,uint128 limit,bytes32 nonce)"
    );
    bytes32 internal constant RECEIPT_TYPEHASH = keccak256(
        "Receipt(bytes32 terms,bytes32 channelId,bytes16 call,uint8 attempt,uint32 seq,uint64 at,bytes32 usage,uint128 cost,bytes32 request,bytes32 answer,uint8 status)"
    );
    bytes32 internal constant RESYNC_TYPEHASH = keccak256(
        "Resync(bytes32 channelId,uint32 epoch,uint96 cumulative,bytes32 memo,uint128 sum,bytes32 buyerNonce)"
    );

    function hash(Quote memory q) internal pure returns (bytes32) {
        return keccak256(abi.encode(QUOTE_TYPEHASH, q));
    }

    function hash(Receipt memory r) internal pure returns (bytes32) {
        return keccak256(abi.encode(RECEIPT_TYPEHASH, r));
    }

    function hash(Resync memory r) internal pure returns (bytes32) {
        return keccak256(abi.encode(RESYNC_TYPEHASH, r));
    }
}
