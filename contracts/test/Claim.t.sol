// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IClearing, Channel, Leg, SkipReason} from "../src/IClearing.sol";
import {Fixture} from "./lib/Fixture.sol";
import {vm} from "./lib/Vm.sol";

contract ClaimTest is Fixture {
    function setUp() public override {
        super.setUp();
        open(100 * USD);
    }

    function test_claim_creditsThePayee() public {
        Leg memory l = leg(30 * USD);
        expectClaimed(id, 0, 30 * USD, 30 * USD, l.memo);
        vm.prank(stranger);
        claimOne(l);
        assertState(100 * USD, 30 * USD, 0, 0);
        vm.assertEq(free(seller), 30 * USD, "payee's free balance");
    }

    function test_claim_paysOnlyTheIncrease() public {
        claimOne(leg(30 * USD));
        Leg memory l = leg(45 * USD);
        expectClaimed(id, 0, 45 * USD, 15 * USD, l.memo);
        claimOne(l);
        vm.assertEq(free(seller), 45 * USD, "payee's free balance");
    }

    function test_claim_paysOverDepositUpToTheDeposit() public {
        claimOne(leg(500 * USD));
        assertState(100 * USD, 100 * USD, 0, 0);
        vm.assertEq(free(seller), 100 * USD, "payee's free balance");
    }

    function test_claim_paysTheRestAfterATopUp() public {
        claimOne(leg(150 * USD));
        open(50 * USD);
        claimOne(leg(150 * USD));
        assertState(150 * USD, 150 * USD, 0, 0);
    }

    function test_claim_stopsAtUpTo() public {
        Leg memory l = leg(80 * USD);
        l.upTo = 60 * USD;
        claimOne(l);
        assertState(100 * USD, 60 * USD, 0, 0);
        l.upTo = 0;
        claimOne(l);
        assertState(100 * USD, 80 * USD, 0, 0);
    }

    function test_claim_stopsAtTheVoucherWhenUpToIsHigher() public {
        Leg memory l = leg(20 * USD);
        l.upTo = 90 * USD;
        claimOne(l);
        assertState(100 * USD, 20 * USD, 0, 0);
    }

    function test_claim_worksWhileClosingAndAfterCloseAtUntilFinal() public {
        requestClose();
        claimOne(leg(10 * USD));
        vm.warp(START + DELAY + 1 days);
        claimOne(leg(20 * USD));
        assertState(100 * USD, 20 * USD, uint32(START + DELAY), 0);
    }

    function test_claim_creditsEachPayeeOfABatch() public {
        Channel memory other = ch;
        other.payee = stranger;
        vm.prank(buyer);
        clearing.fund(other, 40 * USD);

        Leg[] memory legs = new Leg[](4);
        legs[0] = leg(10 * USD);
        legs[1] = legOf(other, SIGNER_KEY, 0, 5 * USD);
        legs[2] = leg(12 * USD);
        legs[3] = leg(15 * USD);
        clearing.claim(legs);
        vm.assertEq(free(seller), 15 * USD, "payee's free balance");
        vm.assertEq(free(stranger), 5 * USD, "other payee's free balance");
    }

    function test_claim_takesAnEmptyBatch() public {
        clearing.claim(new Leg[](0));
    }

    // ---------------------------------------------------------------- skips: no content of a leg reverts the batch

    /// @dev The bad leg stands between two good ones, which must both be paid.
    function skips(Leg memory bad, SkipReason reason) internal {
        Leg[] memory legs = new Leg[](3);
        (legs[0], legs[1], legs[2]) = (leg(10 * USD), bad, leg(20 * USD));
        vm.expectEmit();
        emit IClearing.Skipped(clearing.channelId(bad.c), reason);
        clearing.claim(legs);
        vm.assertEq(free(seller), 20 * USD, "payee's free balance");
    }

    function test_claim_skipsChannelThatWasNeverOpened() public {
        Channel memory other = ch;
        other.salt = 2;
        skips(legOf(other, SIGNER_KEY, 0, 5 * USD), SkipReason.NotOpen);
    }

    function test_claim_skipsChannelOfZeroes() public {
        Leg memory l;
        skips(l, SkipReason.NotOpen);
    }

    function test_claim_skipsLaterEpoch() public {
        skips(legOf(ch, SIGNER_KEY, 1, 50 * USD), SkipReason.WrongEpoch);
    }

    function test_claim_skipsClosedEpoch() public {
        Leg memory old = leg(90 * USD);
        requestClose();
        vm.warp(START + DELAY);
        clearing.finalizeClose(ch);
        open(100 * USD);
        skips(old, SkipReason.WrongEpoch);
    }

    function test_claim_skipsStaleVoucher() public {
        skips(leg(10 * USD), SkipReason.NothingNew);
    }

    function test_claim_skipsWhenTheDepositIsUsedUp() public {
        claimOne(leg(100 * USD));
        expectSkip(SkipReason.NothingNew);
        claimOne(leg(101 * USD));
    }

    function test_claim_skipsUpToThatIsPaid() public {
        Leg memory l = leg(50 * USD);
        l.upTo = 10 * USD;
        skips(l, SkipReason.NothingNew);
    }

    function test_claim_skipsAnotherSigner() public {
        skips(legOf(ch, STRANGER_KEY, 0, 50 * USD), SkipReason.BadSignature);
    }

    function test_claim_skipsChangedCumulative() public {
        Leg memory l = leg(50 * USD);
        l.cumulative += 1;
        skips(l, SkipReason.BadSignature);
    }

    function test_claim_skipsChangedMemo() public {
        Leg memory l = leg(50 * USD);
        l.memo = bytes32(uint256(l.memo) ^ 1);
        skips(l, SkipReason.BadSignature);
    }

    function test_claim_skipsChangedChannel() public {
        Leg memory l = leg(50 * USD);
        l.c.payee = stranger;
        skips(l, SkipReason.NotOpen);
    }

    function test_claim_skipsHighS() public {
        Leg memory l = leg(50 * USD);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(SIGNER_KEY, clearing.voucherDigest(voucherOf(l)));
        uint256 n = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;
        l.sig = abi.encodePacked(r, bytes32(n - uint256(s)), v == 27 ? uint8(28) : uint8(27));
        skips(l, SkipReason.BadSignature);
    }

    function test_claim_skipsSignatureOfZeroes() public {
        Leg memory l = leg(50 * USD);
        l.sig = new bytes(65);
        skips(l, SkipReason.BadSignature);
    }

    function testFuzz_claim_skipsAnyOtherSignature(bytes memory sig) public {
        Leg memory l = leg(50 * USD);
        vm.assume(keccak256(sig) != keccak256(l.sig));
        l.sig = sig;
        skips(l, SkipReason.BadSignature);
    }

    function test_claim_skipsVoucherOfAnotherDeployment() public {
        Leg memory l = leg(50 * USD);
        bytes32 elsewhere = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("tolsey"),
                keccak256("1"),
                block.chainid,
                address(0xDEAD)
            )
        );
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256("Voucher(bytes32 channelId,uint32 epoch,uint96 cumulative,bytes32 memo)"), voucherOf(l)
            )
        );
        l.sig = sign(SIGNER_KEY, keccak256(abi.encodePacked(hex"1901", elsewhere, structHash)));
        skips(l, SkipReason.BadSignature);
    }

    function test_claim_skipsVoucherOfAnotherChain() public {
        Leg memory l = leg(50 * USD);
        vm.chainId(block.chainid + 1);
        skips(l, SkipReason.BadSignature);
    }
}
