// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IClearing, Channel, Close, Leg, SkipReason, Voucher} from "../src/IClearing.sol";
import {Fixture} from "./lib/Fixture.sol";
import {vm} from "./lib/Vm.sol";

contract CloseTest is Fixture {
    function setUp() public override {
        super.setUp();
        open(100 * USD);
    }

    function expectNotOpen(uint32 epoch) internal {
        vm.expectRevert(abi.encodeWithSelector(IClearing.NotOpen.selector, id, epoch));
    }

    function finalized() internal {
        requestClose();
        vm.warp(block.timestamp + DELAY);
        clearing.finalizeClose(ch);
    }

    // ---------------------------------------------------------------- requestClose

    function test_requestClose_startsTheDelay() public {
        vm.expectEmit();
        emit IClearing.CloseRequested(id, 0, uint32(START + DELAY));
        requestClose();
        assertState(100 * USD, 0, uint32(START + DELAY), 0);
    }

    function test_requestClose_isForTheSignerToo() public {
        vm.prank(ch.signer);
        clearing.requestClose(ch);
        assertState(100 * USD, 0, uint32(START + DELAY), 0);
    }

    function expectNotAllowed(address who) internal {
        vm.expectRevert(abi.encodeWithSelector(IClearing.NotPayerOrSigner.selector, who, buyer, ch.signer));
        vm.prank(who);
        clearing.requestClose(ch);
    }

    function test_requestClose_revertsForAStranger() public {
        expectNotAllowed(stranger);
    }

    function test_requestClose_revertsForThePayee() public {
        expectNotAllowed(seller);
    }

    function test_requestClose_revertsForThePayeeSigner() public {
        expectNotAllowed(ch.payeeSigner);
    }

    function test_requestClose_revertsWhenItRunsAlready() public {
        requestClose();
        vm.warp(START + 1 hours);
        vm.expectRevert(abi.encodeWithSelector(IClearing.AlreadyClosing.selector, id, START + DELAY));
        requestClose();
    }

    function test_requestClose_revertsWhenNotOpen() public {
        finalized();
        expectNotOpen(1);
        requestClose();
    }

    function test_requestClose_revertsWhenTheTimeDoesNotFit() public {
        vm.warp(uint256(type(uint32).max) - DELAY + 1);
        vm.expectRevert(
            abi.encodeWithSelector(IClearing.Overflow.selector, uint256(type(uint32).max) + 1, type(uint32).max)
        );
        requestClose();
    }

    // ---------------------------------------------------------------- cancelClose

    function test_cancelClose_stopsIt() public {
        requestClose();
        vm.expectEmit();
        emit IClearing.CloseCancelled(id, 0);
        vm.prank(buyer);
        clearing.cancelClose(ch);
        assertState(100 * USD, 0, 0, 0);
    }

    function test_cancelClose_startsAFreshDelayWhenRequestedAgain() public {
        requestClose();
        vm.prank(buyer);
        clearing.cancelClose(ch);
        vm.warp(START + 1 hours);
        requestClose();
        assertState(100 * USD, 0, uint32(START + 1 hours + DELAY), 0);
    }

    function test_cancelClose_revertsForTheSigner() public {
        requestClose();
        vm.expectRevert(abi.encodeWithSelector(IClearing.NotPayer.selector, ch.signer, buyer));
        vm.prank(ch.signer);
        clearing.cancelClose(ch);
    }

    function test_cancelClose_revertsForThePayee() public {
        requestClose();
        vm.expectRevert(abi.encodeWithSelector(IClearing.NotPayer.selector, seller, buyer));
        vm.prank(seller);
        clearing.cancelClose(ch);
    }

    function test_cancelClose_revertsWhenNothingRuns() public {
        vm.expectRevert(abi.encodeWithSelector(IClearing.NotClosing.selector, id));
        vm.prank(buyer);
        clearing.cancelClose(ch);
    }

    function test_cancelClose_revertsWhenNotOpen() public {
        finalized();
        expectNotOpen(1);
        vm.prank(buyer);
        clearing.cancelClose(ch);
    }

    // ---------------------------------------------------------------- finalizeClose

    function test_finalizeClose_refundsThePayer() public {
        claimOne(leg(30 * USD));
        requestClose();
        vm.warp(START + DELAY);
        vm.expectEmit();
        emit IClearing.Closed(id, 0, 30 * USD, 70 * USD);
        vm.prank(stranger);
        clearing.finalizeClose(ch);
        assertState(0, 0, 0, 1);
        vm.assertEq(free(buyer), 970 * USD, "payer's free balance");
        vm.assertEq(free(stranger), 0, "caller's free balance");
    }

    function test_finalizeClose_revertsOneSecondTooEarly() public {
        requestClose();
        vm.warp(START + DELAY - 1);
        vm.expectRevert(abi.encodeWithSelector(IClearing.TooEarly.selector, START + DELAY - 1, START + DELAY));
        clearing.finalizeClose(ch);
    }

    function test_finalizeClose_revertsWhenNothingWasRequested() public {
        vm.expectRevert(abi.encodeWithSelector(IClearing.NotClosing.selector, id));
        clearing.finalizeClose(ch);
    }

    function test_finalizeClose_revertsAfterACancel() public {
        requestClose();
        vm.prank(buyer);
        clearing.cancelClose(ch);
        vm.warp(START + DELAY);
        vm.expectRevert(abi.encodeWithSelector(IClearing.NotClosing.selector, id));
        clearing.finalizeClose(ch);
    }

    function test_finalizeClose_revertsASecondTime() public {
        finalized();
        expectNotOpen(1);
        clearing.finalizeClose(ch);
    }

    function test_reopen_startsANewEpochWithNothingClaimed() public {
        claimOne(leg(30 * USD));
        finalized();
        open(40 * USD);
        assertState(40 * USD, 0, 0, 1);
        claimOne(leg(10 * USD));
        assertState(40 * USD, 10 * USD, 0, 1);
        vm.assertEq(free(seller), 40 * USD, "payee's free balance over both epochs");
    }

    function test_reopen_checksTheTermsAgain() public {
        finalized();
        Channel memory other = ch;
        other.sinkBps = 1;
        vm.expectRevert(abi.encodeWithSelector(IClearing.BadChannel.selector, bytes32(0), 1));
        vm.prank(buyer);
        clearing.fund(other, USD);
    }

    // ---------------------------------------------------------------- closeCooperative

    function cooperate(uint96 claimed) internal {
        (Close memory c, bytes memory sig) = closeAt(claimed);
        clearing.closeCooperative(ch, c, sig, noVoucher(), "");
    }

    function test_closeCooperative_refundsAtOnce() public {
        claimOne(leg(30 * USD));
        (Close memory c, bytes memory sig) = closeAt(30 * USD);
        vm.expectEmit();
        emit IClearing.Closed(id, 0, 30 * USD, 70 * USD);
        vm.prank(stranger);
        clearing.closeCooperative(ch, c, sig, noVoucher(), "");
        assertState(0, 0, 0, 1);
        vm.assertEq(free(buyer), 970 * USD, "payer's free balance");
    }

    function test_closeCooperative_paysWithTheVoucher() public {
        claimOne(leg(30 * USD));
        Leg memory l = leg(60 * USD);
        (Close memory c, bytes memory sig) = closeAt(50 * USD);
        expectClaimed(id, 0, 50 * USD, 20 * USD, l.memo);
        vm.expectEmit();
        emit IClearing.Closed(id, 0, 50 * USD, 50 * USD);
        clearing.closeCooperative(ch, c, sig, voucherOf(l), l.sig);
        vm.assertEq(free(seller), 50 * USD, "payee's free balance");
        vm.assertEq(free(buyer), 950 * USD, "payer's free balance");
    }

    function test_closeCooperative_standsWhenThePayeeClaimedMeanwhile() public {
        (Close memory c, bytes memory sig) = closeAt(10 * USD);
        claimOne(leg(30 * USD));
        clearing.closeCooperative(ch, c, sig, noVoucher(), "");
        vm.assertEq(free(seller), 30 * USD, "payee's free balance");
        vm.assertEq(free(buyer), 970 * USD, "payer's free balance");
    }

    function test_closeCooperative_worksDuringAForcedClose() public {
        requestClose();
        cooperate(0);
        assertState(0, 0, 0, 1);
    }

    function test_closeCooperative_givesTheWholeDeposit() public {
        Leg memory l = leg(100 * USD);
        (Close memory c, bytes memory sig) = closeAt(100 * USD);
        clearing.closeCooperative(ch, c, sig, voucherOf(l), l.sig);
        vm.assertEq(free(seller), 100 * USD, "payee's free balance");
    }

    function test_closeCooperative_worksAtTheDeadline() public {
        (Close memory c, bytes memory sig) = closeAt(0);
        vm.warp(c.deadline);
        clearing.closeCooperative(ch, c, sig, noVoucher(), "");
    }

    function test_closeCooperative_revertsAfterTheDeadline() public {
        (Close memory c, bytes memory sig) = closeAt(0);
        vm.warp(c.deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(IClearing.Expired.selector, c.deadline + 1, c.deadline));
        clearing.closeCooperative(ch, c, sig, noVoucher(), "");
    }

    function test_closeCooperative_revertsWhenAnotherSigned() public {
        (Close memory c,) = closeAt(0);
        bytes memory sig = sign(STRANGER_KEY, clearing.closeDigest(c));
        vm.expectRevert(abi.encodeWithSelector(IClearing.BadSignature.selector, vm.addr(STRANGER_KEY), ch.payeeSigner));
        clearing.closeCooperative(ch, c, sig, noVoucher(), "");
    }

    /// @dev The buyer's key must not be able to consent for the seller.
    function test_closeCooperative_revertsWhenTheVoucherSignerSigned() public {
        (Close memory c,) = closeAt(0);
        bytes memory sig = sign(SIGNER_KEY, clearing.closeDigest(c));
        vm.expectRevert(abi.encodeWithSelector(IClearing.BadSignature.selector, ch.signer, ch.payeeSigner));
        clearing.closeCooperative(ch, c, sig, noVoucher(), "");
    }

    function test_closeCooperative_revertsWithoutASignature() public {
        (Close memory c,) = closeAt(0);
        vm.expectRevert(abi.encodeWithSelector(IClearing.BadSignature.selector, address(0), ch.payeeSigner));
        clearing.closeCooperative(ch, c, "", noVoucher(), "");
    }

    function test_closeCooperative_revertsForAnotherEpoch() public {
        (Close memory c, bytes memory sig) = closeAt(0);
        finalized();
        open(100 * USD);
        vm.expectRevert(abi.encodeWithSelector(IClearing.WrongEpoch.selector, 0, 1));
        clearing.closeCooperative(ch, c, sig, noVoucher(), "");
    }

    function test_closeCooperative_revertsForAnotherChannel() public {
        (Close memory c, bytes memory sig) = closeAt(0);
        Channel memory other = ch;
        other.salt = 2;
        vm.prank(buyer);
        clearing.fund(other, USD);
        vm.expectRevert(abi.encodeWithSelector(IClearing.WrongChannel.selector, id, clearing.channelId(other)));
        clearing.closeCooperative(other, c, sig, noVoucher(), "");
    }

    function test_closeCooperative_revertsWhenItPaysOverTheDeposit() public {
        Leg memory l = leg(200 * USD);
        (Close memory c, bytes memory sig) = closeAt(101 * USD);
        Voucher memory v = voucherOf(l);
        vm.expectRevert(abi.encodeWithSelector(IClearing.OverDeposit.selector, 101 * USD, 100 * USD));
        clearing.closeCooperative(ch, c, sig, v, l.sig);
    }

    function test_closeCooperative_revertsWhenTheVoucherIsTooLow() public {
        Leg memory l = leg(49 * USD);
        (Close memory c, bytes memory sig) = closeAt(50 * USD);
        Voucher memory v = voucherOf(l);
        vm.expectRevert(abi.encodeWithSelector(IClearing.VoucherTooLow.selector, 49 * USD, 50 * USD));
        clearing.closeCooperative(ch, c, sig, v, l.sig);
    }

    function test_closeCooperative_revertsWhenTheVoucherIsMissing() public {
        (Close memory c, bytes memory sig) = closeAt(50 * USD);
        vm.expectRevert(abi.encodeWithSelector(IClearing.WrongChannel.selector, bytes32(0), id));
        clearing.closeCooperative(ch, c, sig, noVoucher(), "");
    }

    function test_closeCooperative_revertsWhenTheVoucherIsForged() public {
        Leg memory l = legOf(ch, STRANGER_KEY, 0, 60 * USD);
        (Close memory c, bytes memory sig) = closeAt(50 * USD);
        Voucher memory v = voucherOf(l);
        vm.expectRevert(abi.encodeWithSelector(IClearing.BadSignature.selector, vm.addr(STRANGER_KEY), ch.signer));
        clearing.closeCooperative(ch, c, sig, v, l.sig);
    }

    function test_closeCooperative_revertsWhenTheVoucherIsOfAnotherEpoch() public {
        Leg memory l = legOf(ch, SIGNER_KEY, 1, 60 * USD);
        (Close memory c, bytes memory sig) = closeAt(50 * USD);
        Voucher memory v = voucherOf(l);
        vm.expectRevert(abi.encodeWithSelector(IClearing.WrongEpoch.selector, 1, 0));
        clearing.closeCooperative(ch, c, sig, v, l.sig);
    }

    function test_closeCooperative_revertsWhenTheVoucherIsOfAnotherChannel() public {
        Channel memory other = ch;
        other.salt = 2;
        Leg memory l = legOf(other, SIGNER_KEY, 0, 60 * USD);
        (Close memory c, bytes memory sig) = closeAt(50 * USD);
        Voucher memory v = voucherOf(l);
        vm.expectRevert(abi.encodeWithSelector(IClearing.WrongChannel.selector, clearing.channelId(other), id));
        clearing.closeCooperative(ch, c, sig, v, l.sig);
    }

    function test_closeCooperative_revertsWhenNotOpen() public {
        (Close memory c, bytes memory sig) = closeAt(0);
        clearing.closeCooperative(ch, c, sig, noVoucher(), "");
        expectNotOpen(1);
        clearing.closeCooperative(ch, c, sig, noVoucher(), "");
    }

    // ---------------------------------------------------------------- what a close cannot take

    function test_claim_skipsAfterTheClose() public {
        Leg memory l = leg(30 * USD);
        finalized();
        expectSkip(SkipReason.WrongEpoch);
        claimOne(l);
        vm.assertEq(free(seller), 0, "payee's free balance");
    }

    function testFuzz_close_conserves(uint96 claimed, uint96 agreed, bool forced) public {
        claimed = claimed % (100 * USD + 1);
        agreed = agreed % (100 * USD + 1);
        if (claimed != 0) claimOne(leg(claimed));
        uint96 paid = claimed;
        if (forced) {
            finalized();
        } else {
            Leg memory l = leg(agreed);
            (Close memory c, bytes memory sig) = closeAt(agreed);
            clearing.closeCooperative(ch, c, sig, voucherOf(l), l.sig);
            if (agreed > paid) paid = agreed;
        }
        assertState(0, 0, 0, 1);
        vm.assertEq(free(seller), paid, "payee's free balance");
        vm.assertEq(free(buyer), 1000 * USD - paid, "payer's free balance");
    }
}
