// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Channel, Voucher, Close, RequestClose, Withdraw} from "../src/IClearing.sol";
import {Fixture} from "./lib/Fixture.sol";
import {MarketHash, Quote, Receipt, Resync} from "./lib/MarketTypes.sol";
import {vm} from "./lib/Vm.sol";

/// @notice Compares with the digests that the Go side makes of the same values (test/digests.json).
contract DigestsTest is Fixture {
    string internal json;
    string internal path; // of the case at hand in the file

    function setUp() public override {
        super.setUp();
        json = vm.readFile("test/digests.json");
    }

    // ---------------------------------------------------------------- reading the file

    function key(string memory field) internal view returns (string memory) {
        return string.concat(path, ".fields.", field);
    }

    function u(string memory field) internal view returns (uint256) {
        return vm.parseJsonUint(json, key(field));
    }

    function a(string memory field) internal view returns (address) {
        return vm.parseJsonAddress(json, key(field));
    }

    function b(string memory field) internal view returns (bytes32) {
        return vm.parseJsonBytes32(json, key(field));
    }

    /// @dev Moves to the n-th case of a struct; false when there is none.
    function next(string memory name, uint256 n) internal returns (bool) {
        path = string.concat(".cases.", name, "[", vm.toString(n), "]");
        return vm.keyExistsJson(json, path);
    }

    function structHash() internal view returns (bytes32) {
        return vm.parseJsonBytes32(json, string.concat(path, ".structHash"));
    }

    function digestOf(bytes32 hash) internal view returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", clearing.domainSeparator(), hash));
    }

    function atLeast(uint256 n) internal pure {
        vm.assertGe(n, 12, "cases in the file");
    }

    // ---------------------------------------------------------------- what the contract reads

    function test_digest_channel() public {
        uint256 n;
        for (; next("Channel", n); ++n) {
            Channel memory c = Channel({
                payer: a("payer"),
                signer: a("signer"),
                payee: a("payee"),
                payeeSigner: a("payeeSigner"),
                asset: b("asset"),
                closeDelay: uint32(u("closeDelay")),
                sink: b("sink"),
                sinkBps: uint16(u("sinkBps")),
                salt: uint64(u("salt"))
            });
            vm.assertEq(clearing.channelId(c), structHash(), path);
        }
        atLeast(n);
    }

    function test_digest_voucher() public {
        uint256 n;
        for (; next("Voucher", n); ++n) {
            Voucher memory v = Voucher(b("channelId"), uint32(u("epoch")), uint96(u("cumulative")), b("memo"));
            vm.assertEq(clearing.voucherDigest(v), digestOf(structHash()), path);
        }
        atLeast(n);
    }

    function test_digest_close() public {
        uint256 n;
        for (; next("Close", n); ++n) {
            Close memory c = Close(b("channelId"), uint32(u("epoch")), uint96(u("claimed")), uint64(u("deadline")));
            vm.assertEq(clearing.closeDigest(c), digestOf(structHash()), path);
        }
        atLeast(n);
    }

    function test_digest_requestClose() public {
        uint256 n;
        for (; next("RequestClose", n); ++n) {
            RequestClose memory r = RequestClose(b("channelId"), uint32(u("epoch")), u("nonce"));
            vm.assertEq(clearing.requestCloseDigest(r), digestOf(structHash()), path);
        }
        atLeast(n);
    }

    function test_digest_withdraw() public {
        uint256 n;
        for (; next("Withdraw", n); ++n) {
            Withdraw memory w =
                Withdraw(a("owner"), b("asset"), a("to"), u("amount"), u("nonce"), uint64(u("deadline")));
            vm.assertEq(clearing.withdrawDigest(w), digestOf(structHash()), path);
        }
        atLeast(n);
    }

    // ---------------------------------------------------------------- what it does not

    function test_digest_quote() public {
        uint256 n;
        for (; next("Quote", n); ++n) {
            Quote memory q = Quote({
                seller: a("seller"),
                buyer: a("buyer"),
                offer: b("offer"),
                prices: b("prices"),
                issuedAt: uint64(u("issuedAt")),
                validUntil: uint64(u("validUntil")),
                prefixHeld: uint64(u("prefixHeld")),
                ttftBound: uint32(u("ttftBound")),
                limit: uint128(u("limit")),
                nonce: b("nonce")
            });
            vm.assertEq(MarketHash.hash(q), structHash(), path);
        }
        atLeast(n);
    }

    function test_digest_receipt() public {
        uint256 n;
        for (; next("Receipt", n); ++n) {
            Receipt memory r = Receipt({
                terms: b("terms"),
                channelId: b("channelId"),
                call: bytes16(vm.parseJsonBytes(json, key("call"))),
                attempt: uint8(u("attempt")),
                seq: uint32(u("seq")),
                at_: uint64(u("at")),
                usage: b("usage"),
                cost: uint128(u("cost")),
                request: b("request"),
                answer: b("answer"),
                status: uint8(u("status"))
            });
            vm.assertEq(MarketHash.hash(r), structHash(), path);
        }
        atLeast(n);
    }

    function test_digest_resync() public {
        uint256 n;
        for (; next("Resync", n); ++n) {
            Resync memory r = Resync(
                b("channelId"),
                uint32(u("epoch")),
                uint96(u("cumulative")),
                b("memo"),
                uint128(u("sum")),
                b("buyerNonce")
            );
            vm.assertEq(MarketHash.hash(r), structHash(), path);
        }
        atLeast(n);
    }

    // ---------------------------------------------------------------- domain

    function separator(uint256 chain, address verifier) internal pure returns (bytes32) {
        bytes32 typehash =
            keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
        return keccak256(abi.encode(typehash, keccak256("tolsey"), keccak256("1"), chain, verifier));
    }

    function test_domain_isGolden() public view {
        bytes32 want = vm.parseJsonBytes32(json, ".separator");
        uint256 chain = vm.parseJsonUint(json, ".chainId");
        vm.assertEq(separator(chain, vm.parseJsonAddress(json, ".clearing")), want, "separator");
    }

    function test_domain_isOfThisContractAndChain() public view {
        vm.assertEq(clearing.domainSeparator(), separator(block.chainid, address(clearing)), "separator");
    }

    function test_domain_followsAForkOfTheChain() public {
        vm.chainId(block.chainid + 1);
        vm.assertEq(clearing.domainSeparator(), separator(block.chainid, address(clearing)), "separator");
    }
}
