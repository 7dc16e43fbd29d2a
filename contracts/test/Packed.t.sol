// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IClearing, Channel, Leg, Shared, SkipReason} from "../src/IClearing.sol";
import {PackedFixture} from "./lib/PackedFixture.sol";
import {Vm, vm} from "./lib/Vm.sol";

contract PackedTest is PackedFixture {
    Channel internal sink;
    Channel[4] internal channels;
    Leg[] internal pool;

    function setUp() public override {
        super.setUp();
        open(100 * USD);
    }

    function test_claimPacked_creditsThePayee() public {
        Leg memory l = leg(30 * USD);
        expectClaimed(id, 0, 30 * USD, 30 * USD, l.memo);
        vm.prank(stranger);
        clearing.claimPacked(shared(), packed(one(l)));
        assertState(100 * USD, 30 * USD, 0, 0);
        vm.assertEq(free(seller), 30 * USD, "payee's free balance");
    }

    function test_claimPacked_takesAnEmptyBatch() public {
        clearing.claimPacked(shared(), "");
    }

    function test_claimPacked_revertsWhenALegIsCut() public {
        bytes memory legs = packed(one(leg(USD)));
        bytes memory cut = new bytes(159);
        for (uint256 i; i < 159; ++i) {
            cut[i] = legs[i];
        }
        vm.expectRevert(abi.encodeWithSelector(IClearing.BadLength.selector, 159, 160));
        clearing.claimPacked(shared(), cut);
    }

    function test_claimPacked_revertsWhenABatchHasATail() public {
        bytes memory legs = bytes.concat(packed(one(leg(USD))), hex"00");
        vm.expectRevert(abi.encodeWithSelector(IClearing.BadLength.selector, 161, 160));
        clearing.claimPacked(shared(), legs);
    }

    function skips(Shared memory s, Leg memory bad, SkipReason reason, bytes32 which) internal {
        Leg[] memory legs = new Leg[](1);
        legs[0] = bad;
        vm.expectEmit();
        emit IClearing.Skipped(which, reason);
        clearing.claimPacked(s, packed(legs));
        assertState(100 * USD, 0, 0, 0);
    }

    function test_claimPacked_skipsLegOfZeroes() public {
        Channel memory c = ch;
        (c.payer, c.signer, c.salt) = (address(0), address(0), 0);
        vm.expectEmit();
        emit IClearing.Skipped(clearing.channelId(c), SkipReason.NotOpen);
        clearing.claimPacked(shared(), new bytes(160));
    }

    function test_claimPacked_skipsAnotherSigner() public {
        skips(shared(), legOf(ch, STRANGER_KEY, 0, USD), SkipReason.BadSignature, id);
    }

    /// @dev A channel is the same only with all of its terms.
    function testFuzz_claimPacked_skipsOtherSharedTerms(uint256 field) public {
        Leg memory l = leg(30 * USD);
        Channel memory c = ch;
        field %= 6;
        if (field == 0) c.payee = stranger;
        if (field == 1) c.payeeSigner = stranger;
        if (field == 2) c.asset = bytes32(uint256(1));
        if (field == 3) c.closeDelay += 1;
        if (field == 4) c.sink = id;
        if (field == 5) c.sinkBps = 1;
        skips(sharedOf(c), l, SkipReason.NotOpen, clearing.channelId(c));
        vm.assertEq(free(stranger), 0, "stranger's free balance");
    }

    /// @dev The epoch 255 closes from now has other bytes in the leg; so has a cumulative above 64 bits.
    function test_claimPacked_readsEveryByteOfItsNumbers() public {
        Channel memory c = ch;
        c.salt = 0x0102030405060708;
        uint96 most = 0x0102030405060708090a0b0c;
        depositFor(buyer, most);
        vm.prank(buyer);
        clearing.fund(c, most);
        clearing.claimPacked(shared(), packed(one(legOf(c, SIGNER_KEY, 0, most))));
        vm.assertEq(free(seller), most, "payee's free balance");

        bytes32 other = clearing.channelId(c);
        vm.expectEmit();
        emit IClearing.Skipped(other, SkipReason.WrongEpoch);
        clearing.claimPacked(shared(), packed(one(legOf(c, SIGNER_KEY, 0x01020304, most))));
    }

    // ---------------------------------------------------------------- equality with claim

    function prepare(uint16 bps) internal {
        Channel memory c = ch;
        if (bps != 0) {
            sink = ch;
            sink.payer = seller;
            sink.payee = stranger;
            depositFor(seller, USD);
            vm.prank(seller);
            clearing.fund(sink, USD);
            (c.sink, c.sinkBps) = (clearing.channelId(sink), bps);
        }
        for (uint64 i; i < 4; ++i) {
            c.salt = 10 + i;
            channels[i] = c;
            if (i == 3) continue; // never opened
            vm.startPrank(buyer);
            if (bps == 0) clearing.fund(c, 100 * USD);
            else clearing.fundPledged(c, sink, 100 * USD);
            vm.stopPrank();
        }
    }

    function result() internal returns (bytes32) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        bytes32[] memory ids = new bytes32[](5);
        for (uint256 i; i < 4; ++i) {
            ids[i] = clearing.channelId(channels[i]);
        }
        ids[4] = clearing.channelId(sink);
        return keccak256(abi.encode(logs, clearing.states(ids), free(seller), free(stranger), free(buyer)));
    }

    /// @dev States, balances and every event.
    function testFuzz_claimPacked_equalsClaim(uint256 seed, uint16 bps) public {
        prepare(bps % 10_001);
        for (uint256 i; i < 8; ++i) {
            uint256 r = uint256(keccak256(abi.encode(seed, i)));
            uint256 key = r % 11 == 0 ? STRANGER_KEY : SIGNER_KEY;
            pool.push(legOf(channels[(r >> 16) % 4], key, r % 7 == 0 ? 1 : 0, uint96(1 + (r >> 24) % (130 * USD))));
            if (r % 5 == 0) pool[i].memo = ~pool[i].memo;
            if (r % 13 == 0) pool[i].sig = new bytes(65);
            if (r % 17 == 0) pool[i].c.signer = address(0);
            if (r % 19 == 0) pool[i].c.payer = stranger;
        }
        uint256 before = vm.snapshotState();
        vm.recordLogs();
        clearing.claim(pool);
        bytes32 want = result();
        vm.revertToState(before);

        vm.recordLogs();
        clearing.claimPacked(sharedOf(channels[0]), packed(pool));
        vm.assertEq(result(), want, "states, balances and events");
    }

    // ---------------------------------------------------------------- calldata that no encoder makes

    /// @dev Ids are hashed from calldata as it comes: a word with bits above its type must open nothing.
    function testFuzz_fund_revertsWhenAFieldHasBitsAboveItsType(uint256 field, uint256 dirt) public {
        uint256[7] memory words = [uint256(0), 1, 2, 3, 5, 7, 8];
        uint256[7] memory bits = [uint256(160), 160, 160, 160, 32, 16, 64];
        field %= 7;
        dirt = (1 + dirt % type(uint64).max) << bits[field];
        bytes memory input = abi.encodeCall(clearing.fund, (ch, USD));
        uint256 at_ = 4 + 32 * words[field] + 32;
        assembly ("memory-safe") {
            mstore(add(input, at_), or(mload(add(input, at_)), dirt))
        }
        vm.prank(buyer);
        (bool ok, bytes memory answer) = address(clearing).call(input);
        vm.assertTrue(!ok, "opened a channel with a field outside its type");
        vm.assertEq(answer.length, 0, "reverted for another reason");
    }
}
