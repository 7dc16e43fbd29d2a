// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Clearing} from "../src/Clearing.sol";
import {Channel, Leg, State} from "../src/IClearing.sol";
import {Handler} from "./lib/Handler.sol";
import {vm} from "./lib/Vm.sol";

/// @notice Random histories of everything that anybody may do. I6 and I7 are checked by the handler after every verb.
contract Invariants {
    Clearing internal clearing;
    Handler internal handler;

    function setUp() public {
        vm.warp(1_900_000_000);
        clearing = new Clearing(1 days);
        handler = new Handler(clearing);
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    /// @dev One campaign for all: each invariant of its own would repeat the same histories.
    function invariant_nobodyIsRobbedStrandedOrPaidTwice() public {
        theContractHoldsExactlyWhatItOwes();
        noChannelPaysMoreThanItsDepositOrItsSignature();
        if (handler.steps() % 4 != 0) return; // the next two walk every channel to its end and back
        aPayerCanAlwaysLeaveAfterTheDelay();
        aVoucherInsideTheDepositIsAlwaysPaid();
    }

    /// @dev I1
    function theContractHoldsExactlyWhatItOwes() internal view {
        for (uint256 n; n < 2; ++n) {
            bytes32 asset = handler.assetOf(n);
            uint256 owed;
            for (uint256 i; i < 4; ++i) {
                owed += clearing.balanceOf(asset, handler.owners(i));
            }
            for (uint256 i; i < handler.channelCount(); ++i) {
                State memory s = handler.stateOf(i);
                if (handler.channel(i).asset == asset) owed += s.deposit - s.claimed;
            }
            vm.assertEq(owed, handler.tokens(n).balanceOf(address(clearing)), "owed and held, base units");
        }
    }

    /// @dev I2, I3
    function noChannelPaysMoreThanItsDepositOrItsSignature() internal view {
        for (uint256 i; i < handler.channelCount(); ++i) {
            State memory s = handler.stateOf(i);
            vm.assertLe(s.claimed, s.deposit, "claimed over deposit");
            vm.assertLe(s.claimed, handler.signedMax(handler.idOf(i), s.epoch), "claimed over signed");
        }
    }

    /// @dev I4
    function aPayerCanAlwaysLeaveAfterTheDelay() internal {
        uint256 before = vm.snapshotState();
        for (uint256 i; i < handler.channelCount(); ++i) {
            State memory s = handler.stateOf(i);
            if (s.deposit == 0) continue;
            Channel memory c = handler.channel(i);
            uint256 had = clearing.balanceOf(c.asset, c.payer);
            uint256 closeAt = s.closeAt;
            if (closeAt == 0) {
                vm.prank(c.payer);
                clearing.requestClose(c);
                closeAt = block.timestamp + c.closeDelay;
            }
            if (block.timestamp < closeAt) vm.warp(closeAt);
            clearing.finalizeClose(c);
            vm.assertEq(clearing.balanceOf(c.asset, c.payer), had + s.deposit - s.claimed, "refund in hand");
        }
        vm.revertToState(before);
    }

    /// @dev I5, and I9 where the channel is a sink: vouchers reach what was passed to it
    function aVoucherInsideTheDepositIsAlwaysPaid() internal {
        uint256 before = vm.snapshotState();
        for (uint256 i; i < handler.channelCount(); ++i) {
            State memory s = handler.stateOf(i);
            Leg memory leg = handler.bestLeg(i);
            uint256 due = leg.cumulative < s.deposit ? leg.cumulative : s.deposit;
            if (due <= s.claimed) continue;
            uint256 had = reached(leg.c);
            Leg[] memory legs = new Leg[](1);
            legs[0] = leg;
            clearing.claim(legs);
            vm.assertEq(reached(leg.c), had + due - s.claimed, "payee's free balance and its sink's deposit");
        }
        vm.revertToState(before);
    }

    /// @dev What a claim on this channel adds to.
    function reached(Channel memory c) internal view returns (uint256 sum) {
        sum = clearing.balanceOf(c.asset, c.payee);
        if (c.sink != 0) sum += clearing.state(c.sink).deposit;
    }

    /// @dev A verb that hardly ever has an effect proves nothing.
    function afterInvariant() public view {
        for (uint256 i; i < handler.verbCount(); ++i) {
            string memory verb = handler.verbs(i);
            uint256 calls = handler.calls(verb);
            if (calls >= 4) vm.assertGe(2 * handler.effects(verb), calls, verb);
        }
    }
}
