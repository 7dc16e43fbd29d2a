// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IClearing, Channel, State} from "../src/IClearing.sol";
import {Fixture} from "./lib/Fixture.sol";
import {vm} from "./lib/Vm.sol";

contract FundTest is Fixture {
    function test_fund_opens() public {
        expectOpened(0, 100 * USD);
        open(100 * USD);
        assertState(100 * USD, 0, 0, 0);
        vm.assertEq(free(buyer), 900 * USD, "free balance");
    }

    function test_fund_topsUp() public {
        open(100 * USD);
        vm.expectEmit();
        emit IClearing.Funded(id, buyer, seller, 0, 5 * USD, 105 * USD);
        open(5 * USD);
        assertState(105 * USD, 0, 0, 0);
    }

    function test_fund_neverTouchesARunningClose() public {
        open(100 * USD);
        requestClose();
        vm.warp(START + 1 hours);
        open(5 * USD);
        assertState(105 * USD, 0, uint32(START + DELAY), 0);
    }

    function test_fund_takesTheLongestDelay() public {
        ch.closeDelay = 30 days;
        open(USD);
    }

    function test_fund_takesTheShortestDelay() public {
        ch.closeDelay = MIN_DELAY;
        open(USD);
    }

    function test_depositAndFund_pullsAndOpens() public {
        dollar.mint(buyer, 40 * USD);
        vm.startPrank(buyer);
        dollar.approve(address(clearing), 40 * USD);
        vm.expectEmit();
        emit IClearing.Deposited(asset, buyer, buyer, 40 * USD);
        expectOpened(0, 40 * USD);
        clearing.depositAndFund(ch, 40 * USD);
        vm.stopPrank();
        assertState(40 * USD, 0, 0, 0);
        vm.assertEq(free(buyer), 1000 * USD, "free balance is not touched");
    }

    // ---------------------------------------------------------------- a deposit leaves zero by the payer's authority only

    function test_fund_revertsWhenNotThePayer() public {
        depositFor(stranger, USD);
        vm.expectRevert(abi.encodeWithSelector(IClearing.NotPayer.selector, stranger, buyer));
        vm.prank(stranger);
        clearing.fund(ch, USD);
    }

    function test_fund_revertsForTheSigner() public {
        vm.expectRevert(abi.encodeWithSelector(IClearing.NotPayer.selector, ch.signer, buyer));
        vm.prank(ch.signer);
        clearing.fund(ch, USD);
    }

    function test_depositAndFund_revertsWhenNotThePayer() public {
        vm.expectRevert(abi.encodeWithSelector(IClearing.NotPayer.selector, stranger, buyer));
        vm.prank(stranger);
        clearing.depositAndFund(ch, USD);
    }

    // ---------------------------------------------------------------- reverts

    function test_fund_revertsWhenTheBalanceIsTooLow() public {
        vm.expectRevert(abi.encodeWithSelector(IClearing.InsufficientBalance.selector, 1000 * USD, 1001 * USD));
        open(1001 * USD);
    }

    function test_fund_revertsWhenTheAmountIsZero() public {
        vm.expectRevert(IClearing.ZeroAmount.selector);
        open(0);
    }

    function test_depositAndFund_revertsWhenTheAmountIsZero() public {
        vm.expectRevert(abi.encodeWithSelector(IClearing.NothingReceived.selector, 0, 0));
        vm.prank(buyer);
        clearing.depositAndFund(ch, 0);
    }

    function test_fund_revertsWhenTheDelayIsTooShort() public {
        ch.closeDelay = MIN_DELAY - 1;
        vm.expectRevert(abi.encodeWithSelector(IClearing.BadDelay.selector, MIN_DELAY - 1, MIN_DELAY, 30 days));
        open(USD);
    }

    function test_fund_revertsWhenTheDelayIsTooLong() public {
        ch.closeDelay = 30 days + 1;
        vm.expectRevert(abi.encodeWithSelector(IClearing.BadDelay.selector, 30 days + 1, MIN_DELAY, 30 days));
        open(USD);
    }

    function expectBadParty() internal {
        vm.expectRevert(
            abi.encodeWithSelector(IClearing.BadParty.selector, ch.payer, ch.signer, ch.payee, ch.payeeSigner)
        );
    }

    function test_fund_revertsWhenTheSignerIsZero() public {
        ch.signer = address(0);
        expectBadParty();
        open(USD);
    }

    function test_fund_revertsWhenThePayeeIsZero() public {
        ch.payee = address(0);
        expectBadParty();
        open(USD);
    }

    function test_fund_revertsWhenThePayeeSignerIsZero() public {
        ch.payeeSigner = address(0);
        expectBadParty();
        open(USD);
    }

    function test_fund_revertsWhenThePayerIsZero() public {
        ch.payer = address(0);
        vm.expectRevert(abi.encodeWithSelector(IClearing.NotPayer.selector, buyer, address(0)));
        open(USD);
    }

    function test_fund_revertsWhenThereIsAShareWithoutASink() public {
        ch.sinkBps = 1;
        vm.expectRevert(abi.encodeWithSelector(IClearing.BadChannel.selector, bytes32(0), 1));
        open(USD);
    }

    function test_fund_revertsWhenTheDepositWouldNotFit() public {
        uint96 most = type(uint96).max;
        depositFor(buyer, uint256(most) + 1);
        open(most);
        vm.expectRevert(abi.encodeWithSelector(IClearing.Overflow.selector, uint256(most) + 1, most));
        open(1);
    }

    function testFuzz_fund_movesExactlyTheAmount(uint96 first, uint96 second) public {
        first = uint96(1 + first % (500 * USD));
        second = uint96(1 + second % (500 * USD));
        open(first);
        open(second);
        assertState(first + second, 0, 0, 0);
        vm.assertEq(free(buyer), 1000 * USD - first - second, "free balance");
    }

    // ---------------------------------------------------------------- ids

    /// @dev Whatever differs, it is another channel with a state of its own.
    function testFuzz_channelId_bindsEveryField(uint256 field, uint256 change) public view {
        Channel memory c = ch;
        field %= 9;
        if (field == 0) c.payer = address(uint160(change));
        if (field == 1) c.signer = address(uint160(change));
        if (field == 2) c.payee = address(uint160(change));
        if (field == 3) c.payeeSigner = address(uint160(change));
        if (field == 4) c.asset = bytes32(change);
        if (field == 5) c.closeDelay = uint32(change);
        if (field == 6) c.sink = bytes32(change);
        if (field == 7) c.sinkBps = uint16(change);
        if (field == 8) c.salt = uint64(change);
        vm.assume(keccak256(abi.encode(c)) != keccak256(abi.encode(ch)));
        vm.assertTrue(clearing.channelId(c) != id, "two channels share an id");
    }

    function test_states_readsMany() public {
        open(3 * USD);
        bytes32[] memory ids = new bytes32[](3);
        ids[1] = id;
        State[] memory all = clearing.states(ids);
        vm.assertEq(all.length, 3, "length");
        vm.assertEq(all[0].deposit, 0, "unknown channel");
        vm.assertEq(all[1].deposit, 3 * USD, "deposit");
    }
}
