// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Clearing} from "../../src/Clearing.sol";
import {TestDollar} from "../../src/TestDollar.sol";
import {IClearing, Channel, State, Voucher, Close, Leg, SkipReason} from "../../src/IClearing.sol";
import {vm} from "./Vm.sol";

/// @notice One buyer, one seller, a stranger and a channel between the first two; 1,000 dollars of the buyer's in the ledger.
abstract contract Fixture {
    uint256 internal constant SIGNER_KEY = 0xA11CE;
    uint256 internal constant PAYEE_SIGNER_KEY = 0xB0B;
    uint256 internal constant STRANGER_KEY = 0xE1E;
    uint96 internal constant USD = 1e6;
    uint32 internal constant MIN_DELAY = 24 hours;
    uint32 internal constant DELAY = 48 hours;
    uint256 internal constant START = 1_900_000_000;

    address internal buyer = address(0xB1);
    address internal seller = address(0x5E);
    address internal stranger = address(0x57);

    Clearing internal clearing;
    TestDollar internal dollar;
    bytes32 internal asset;
    Channel internal ch;
    bytes32 internal id;

    function setUp() public virtual {
        vm.warp(START);
        clearing = new Clearing(MIN_DELAY);
        dollar = new TestDollar();
        asset = bytes32(uint256(uint160(address(dollar))));
        ch = Channel({
            payer: buyer,
            signer: vm.addr(SIGNER_KEY),
            payee: seller,
            payeeSigner: vm.addr(PAYEE_SIGNER_KEY),
            asset: asset,
            closeDelay: DELAY,
            sink: 0,
            sinkBps: 0,
            salt: 1
        });
        id = clearing.channelId(ch);
        depositFor(buyer, 1000 * USD);
    }

    // ---------------------------------------------------------------- steps

    function depositFor(address owner, uint256 amount) internal {
        dollar.mint(owner, amount);
        vm.startPrank(owner);
        dollar.approve(address(clearing), amount);
        clearing.deposit(asset, owner, amount);
        vm.stopPrank();
    }

    function open(uint96 amount) internal {
        vm.prank(buyer);
        clearing.fund(ch, amount);
    }

    function requestClose() internal {
        vm.prank(buyer);
        clearing.requestClose(ch);
    }

    function claimOne(Leg memory l) internal {
        clearing.claim(one(l));
    }

    // ---------------------------------------------------------------- signed values

    function leg(uint96 cumulative) internal view returns (Leg memory) {
        return legOf(ch, SIGNER_KEY, clearing.state(id).epoch, cumulative);
    }

    function legOf(Channel memory c, uint256 key, uint32 epoch, uint96 cumulative) internal view returns (Leg memory) {
        bytes32 memo = keccak256(abi.encode("memo", cumulative));
        bytes memory sig = sign(key, clearing.voucherDigest(Voucher(clearing.channelId(c), epoch, cumulative, memo)));
        return Leg({c: c, epoch: epoch, cumulative: cumulative, memo: memo, upTo: 0, sig: sig});
    }

    function voucherOf(Leg memory l) internal view returns (Voucher memory) {
        return Voucher(clearing.channelId(l.c), l.epoch, l.cumulative, l.memo);
    }

    function noVoucher() internal pure returns (Voucher memory v) {}

    function closeAt(uint96 claimed) internal view returns (Close memory close, bytes memory sig) {
        close = Close(id, clearing.state(id).epoch, claimed, uint64(block.timestamp + 10 minutes));
        sig = sign(PAYEE_SIGNER_KEY, clearing.closeDigest(close));
    }

    function sign(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    // ---------------------------------------------------------------- looks

    function free(address owner) internal view returns (uint256) {
        return clearing.balanceOf(asset, owner);
    }

    function assertState(uint96 deposit, uint96 claimed, uint32 closes, uint32 epoch) internal view {
        State memory s = clearing.state(id);
        vm.assertEq(s.deposit, deposit, "deposit, base units");
        vm.assertEq(s.claimed, claimed, "claimed, base units");
        vm.assertEq(s.closeAt, closes, "closeAt, unix seconds");
        vm.assertEq(s.epoch, epoch, "epoch");
    }

    /// @dev Of the fixture's channel.
    function expectOpened(uint32 epoch, uint96 amount) internal {
        Channel memory c = ch;
        uint256 packed = amount | uint256(c.salt) << 96 | uint256(c.sinkBps) << 160 | uint256(c.closeDelay) << 176
            | uint256(epoch) << 224;
        vm.expectEmit();
        emit IClearing.Opened(id, c.payer, c.payee, c.asset, c.signer, c.payeeSigner, c.sink, packed);
    }

    /// @dev Of a channel whose close nobody asked for.
    function expectClaimed(bytes32 channel, uint32 epoch, uint96 cumulative, uint96 paid, bytes32 memo) internal {
        vm.expectEmit();
        emit IClearing.Claimed(channel, paid | uint256(cumulative) << 96 | uint256(epoch) << 224, memo);
    }

    function expectSkip(SkipReason reason) internal {
        vm.expectEmit();
        emit IClearing.Skipped(id, reason);
    }

    function one(Leg memory a) internal pure returns (Leg[] memory legs) {
        legs = new Leg[](1);
        legs[0] = a;
    }

    function two(Leg memory a, Leg memory b) internal pure returns (Leg[] memory legs) {
        legs = new Leg[](2);
        (legs[0], legs[1]) = (a, b);
    }
}
