// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IClearing, Channel, Close, Leg, SkipReason, State, Voucher} from "../src/IClearing.sol";
import {Fixture} from "./lib/Fixture.sol";
import {PlainToken} from "./lib/HostileTokens.sol";
import {vm} from "./lib/Vm.sol";

/// @notice A resale chain: the buyer pays the seller (the fixture's channel, now pledged), the seller pays the wholesaler (the sink).
contract PledgedTest is Fixture {
    uint256 internal constant HOP_KEY = 0x409;
    uint256 internal constant WHOLESALE_KEY = 0x3401E;
    uint16 internal constant BPS = 7_000;

    address internal wholesaler = address(0x3A1);
    Channel internal sink;
    bytes32 internal sinkId;

    function setUp() public override {
        super.setUp();
        depositFor(seller, 10 * USD);
        sink = ch;
        sink.payer = seller;
        sink.signer = vm.addr(HOP_KEY);
        sink.payee = wholesaler;
        sink.payeeSigner = vm.addr(WHOLESALE_KEY);
        pledge(BPS);
    }

    function pledge(uint16 bps) internal {
        sinkId = clearing.channelId(sink);
        ch.sink = sinkId;
        ch.sinkBps = bps;
        id = clearing.channelId(ch);
    }

    function openSink(uint96 amount) internal {
        vm.prank(seller);
        clearing.fund(sink, amount);
    }

    function openPledged(uint96 amount) internal {
        vm.prank(buyer);
        clearing.fundPledged(ch, sink, amount);
    }

    function bothOpen() internal {
        openSink(USD);
        openPledged(100 * USD);
    }

    function closeSink() internal {
        vm.prank(seller);
        clearing.requestClose(sink);
        vm.warp(block.timestamp + DELAY);
        clearing.finalizeClose(sink);
    }

    function sinkLeg(uint32 epoch, uint96 cumulative) internal view returns (Leg memory) {
        return legOf(sink, HOP_KEY, epoch, cumulative);
    }

    function assertSink(uint96 deposit, uint96 claimed, uint32 epoch) internal view {
        State memory s = clearing.state(sinkId);
        vm.assertEq(s.deposit, deposit, "sink's deposit, base units");
        vm.assertEq(s.claimed, claimed, "sink's claimed, base units");
        vm.assertEq(s.epoch, epoch, "sink's epoch");
    }

    // ---------------------------------------------------------------- claims

    function test_claim_passesTheShareToTheSink() public {
        bothOpen();
        Leg memory l = leg(10 * USD);
        expectClaimed(id, 0, 10 * USD, 10 * USD, l.memo);
        vm.expectEmit();
        emit IClearing.Passed(sinkId, id, 0, 7 * USD, 8 * USD);
        claimOne(l);
        assertSink(8 * USD, 0, 0);
        vm.assertEq(free(seller), 9 * USD + 3 * USD, "hop's free balance");
    }

    function test_claim_passesEverythingAtTheFullShare() public {
        pledge(10_000);
        bothOpen();
        claimOne(leg(10 * USD));
        assertSink(11 * USD, 0, 0);
        vm.assertEq(free(seller), 9 * USD, "hop's free balance");
    }

    function test_claim_passesNothingBelowOneUnitTwice() public {
        pledge(1);
        bothOpen();
        claimOne(leg(1)); // rounds up to the first unit
        claimOne(leg(10_000)); // which pays for ten thousand
        assertSink(USD + 1, 0, 0);
        claimOne(leg(10_001));
        assertSink(USD + 2, 0, 0);
    }

    function test_claim_passesWhileTheSinkIsClosingAndKeepsItsTimer() public {
        bothOpen();
        vm.prank(seller);
        clearing.requestClose(sink);
        claimOne(leg(10 * USD));
        assertSink(8 * USD, 0, 0);
        vm.assertEq(clearing.state(sinkId).closeAt, START + DELAY, "sink's closeAt");
    }

    function test_claim_paysThePayeeWhenTheSinkNeverOpened() public {
        openPledged(100 * USD);
        claimOne(leg(10 * USD));
        assertSink(0, 0, 0);
        vm.assertEq(free(seller), 20 * USD, "hop's free balance");
    }

    function test_claim_paysThePayeeWhenTheSinkIsClosed() public {
        bothOpen();
        closeSink();
        claimOne(leg(10 * USD));
        assertSink(0, 0, 1);
        vm.assertEq(free(seller), 20 * USD, "hop's free balance");
    }

    /// @dev What was claimed while it was closed is not made up for; the new epoch gets its share of the rest.
    function test_claim_passesToAReopenedSinkInItsNewEpoch() public {
        bothOpen();
        claimOne(leg(10 * USD));
        Leg memory old = sinkLeg(0, 8 * USD);
        closeSink();
        claimOne(leg(20 * USD));
        openSink(USD);
        Leg memory l = leg(30 * USD);
        vm.expectEmit();
        emit IClearing.Passed(sinkId, id, 1, 7 * USD, 8 * USD);
        claimOne(l);
        assertSink(8 * USD, 0, 1);

        vm.expectEmit();
        emit IClearing.Skipped(sinkId, SkipReason.WrongEpoch);
        claimOne(old); // the wholesaler's voucher of the closed epoch
        claimOne(sinkLeg(1, 8 * USD));
        vm.assertEq(free(wholesaler), 8 * USD, "wholesaler's free balance");
    }

    function test_claim_ofTheSinkInOneBatchSeesTheShare() public {
        bothOpen();
        Leg[] memory legs = new Leg[](4);
        legs[0] = sinkLeg(0, 8 * USD); // the deposit holds one dollar so far
        legs[1] = leg(5 * USD);
        legs[2] = leg(10 * USD);
        legs[3] = sinkLeg(0, 8 * USD);
        clearing.claim(legs);
        assertSink(8 * USD, 8 * USD, 0);
        vm.assertEq(free(wholesaler), 8 * USD, "wholesaler's free balance");
        vm.assertEq(free(seller), 9 * USD + 3 * USD, "hop's free balance");
    }

    function test_claim_passesFromManyChannelsOfABatch() public {
        bothOpen();
        Channel memory other = ch;
        other.salt = 2;
        other.sinkBps = 5_000;
        vm.prank(buyer);
        clearing.fundPledged(other, sink, 50 * USD);
        Leg[] memory legs = new Leg[](3);
        legs[0] = leg(10 * USD);
        legs[1] = legOf(other, SIGNER_KEY, 0, 10 * USD);
        legs[2] = leg(20 * USD);
        clearing.claim(legs);
        assertSink(USD + 14 * USD + 5 * USD, 0, 0);
        vm.assertEq(free(seller), 9 * USD + 6 * USD + 5 * USD, "hop's free balance");
    }

    /// @dev Three hops: what reaches the first sink goes on to the second only by the first sink's own vouchers.
    function test_claim_goesUpTheChainHopByHop() public {
        Channel memory top = sink;
        top.payer = wholesaler;
        top.signer = vm.addr(STRANGER_KEY);
        top.payee = stranger;
        sink.sink = clearing.channelId(top);
        sink.sinkBps = 9_000;
        pledge(BPS);
        depositFor(wholesaler, USD);
        vm.prank(wholesaler);
        clearing.fund(top, USD);
        vm.prank(seller);
        clearing.fundPledged(sink, top, USD);
        openPledged(100 * USD);

        clearing.claim(two(leg(10 * USD), sinkLeg(0, 8 * USD)));
        assertSink(8 * USD, 8 * USD, 0);
        vm.assertEq(clearing.state(sink.sink).deposit, USD + 7_200_000, "upper sink's deposit");
        vm.assertEq(free(wholesaler), 800_000, "wholesaler's free balance");
    }

    function test_claim_skipsWhenTheShareWouldOverflowTheSink() public {
        uint96 most = type(uint96).max;
        depositFor(seller, most);
        openSink(most - 7);
        openPledged(100 * USD);
        claimOne(leg(10)); // its share is seven, which just fits
        assertSink(most, 0, 0);
        Leg[] memory legs = two(leg(11), legOf(ch, STRANGER_KEY, 0, 50 * USD));
        vm.expectEmit();
        emit IClearing.Skipped(id, SkipReason.SinkFull);
        vm.expectEmit();
        emit IClearing.Skipped(id, SkipReason.BadSignature);
        clearing.claim(legs);
        assertState(100 * USD, 10, 0, 0);
    }

    function test_claim_skipsOnlyTheLegOfABatchThatOverflows() public {
        uint96 most = type(uint96).max;
        depositFor(seller, most);
        openSink(most - 7 * USD);
        openPledged(100 * USD);
        Channel memory other = ch;
        other.salt = 2;
        vm.prank(buyer);
        clearing.fundPledged(other, sink, 50 * USD);
        Leg[] memory legs = new Leg[](3);
        legs[0] = leg(4 * USD);
        legs[1] = legOf(other, SIGNER_KEY, 0, 50 * USD);
        legs[2] = leg(10 * USD);
        clearing.claim(legs);
        assertState(100 * USD, 10 * USD, 0, 0);
        assertSink(most, 0, 0);
        vm.assertEq(clearing.state(clearing.channelId(other)).claimed, 0, "claimed from the other channel");
    }

    /// @dev Split claims change nothing: not the payee's, not the sink's, by one unit.
    function testFuzz_claim_splittingChangesNothing(uint16 bps, uint96[6] memory stops, uint96 last) public {
        pledge(uint16(1 + bps % 10_000));
        bothOpen();
        last = uint96(1 + last % (100 * USD));
        uint256 before = vm.snapshotState();
        claimOne(leg(last));
        uint96 whole = clearing.state(sinkId).deposit;
        uint256 rest = free(seller);
        vm.revertToState(before);

        Leg memory l = leg(last);
        for (uint256 i; i < 6; ++i) {
            l.upTo = uint96(1 + stops[i] % last);
            claimOne(l);
        }
        claimOne(leg(last));
        assertSink(whole, 0, 0);
        vm.assertEq(free(seller), rest, "hop's free balance");
        vm.assertEq(whole - USD, (uint256(last) * ch.sinkBps + 9_999) / 10_000, "share, base units");
    }

    // ---------------------------------------------------------------- opening

    function expectBadChannel() internal {
        vm.expectRevert(abi.encodeWithSelector(IClearing.BadChannel.selector, ch.sink, ch.sinkBps));
    }

    function test_fund_topsUpAPledgedChannel() public {
        bothOpen();
        open(5 * USD);
        assertState(105 * USD, 0, 0, 0);
    }

    function test_fund_revertsWhenItWouldOpenAPledgedChannel() public {
        expectBadChannel();
        open(USD);
    }

    function test_depositAndFund_revertsWhenItWouldOpenAPledgedChannel() public {
        dollar.mint(buyer, USD);
        vm.startPrank(buyer);
        dollar.approve(address(clearing), USD);
        expectBadChannel();
        clearing.depositAndFund(ch, USD);
        vm.stopPrank();
    }

    function test_depositAndFundPledged_pullsAndOpens() public {
        dollar.mint(buyer, USD);
        vm.startPrank(buyer);
        dollar.approve(address(clearing), USD);
        clearing.depositAndFundPledged(ch, sink, USD);
        vm.stopPrank();
        assertState(USD, 0, 0, 0);
    }

    function test_fundPledged_revertsWhenNotThePayer() public {
        depositFor(stranger, USD);
        vm.expectRevert(abi.encodeWithSelector(IClearing.NotPayer.selector, stranger, buyer));
        vm.prank(stranger);
        clearing.fundPledged(ch, sink, USD);
    }

    function test_depositAndFundPledged_revertsWhenNotThePayer() public {
        vm.expectRevert(abi.encodeWithSelector(IClearing.NotPayer.selector, stranger, buyer));
        vm.prank(stranger);
        clearing.depositAndFundPledged(ch, sink, USD);
    }

    /// @dev The worthless token's claims would otherwise mint deposits of dollars.
    function test_fundPledged_revertsWhenTheAssetIsAnother() public {
        PlainToken worthless = new PlainToken();
        openSink(USD);
        ch.asset = bytes32(uint256(uint160(address(worthless))));
        worthless.mint(buyer, 1000 * USD);
        vm.startPrank(buyer);
        worthless.approve(address(clearing), 1000 * USD);
        expectBadChannel();
        clearing.depositAndFundPledged(ch, sink, 1000 * USD);
        clearing.deposit(ch.asset, buyer, 1000 * USD);
        expectBadChannel();
        clearing.fundPledged(ch, sink, 1000 * USD);
        vm.stopPrank();
    }

    /// @dev Nor may it be made to look so by passing another channel than the one that c.sink names.
    function test_fundPledged_revertsWhenTheSinkPassedIsNotTheOneNamed() public {
        Channel memory alike = sink;
        alike.salt += 1;
        expectBadChannel();
        vm.prank(buyer);
        clearing.fundPledged(ch, alike, USD);
    }

    function test_fundPledged_revertsWhenTheSinkHasAnotherPayer() public {
        sink.payer = stranger;
        pledge(BPS);
        expectBadChannel();
        openPledged(USD);
    }

    function test_fundPledged_revertsWhenTheSinkIsThePayersOwn() public {
        sink.payer = buyer;
        pledge(BPS);
        expectBadChannel();
        openPledged(USD);
    }

    function test_fundPledged_revertsWhenTheShareIsAboveTheWhole() public {
        pledge(10_001);
        expectBadChannel();
        openPledged(USD);
    }

    function test_fundPledged_revertsWhenTheShareIsZero() public {
        pledge(0);
        expectBadChannel();
        openPledged(USD);
    }

    function test_fundPledged_revertsWithoutASink() public {
        (ch.sink, ch.sinkBps) = (0, 0);
        expectBadChannel();
        openPledged(USD);
    }

    function test_fundPledged_checksTheOtherTermsToo() public {
        ch.closeDelay = MIN_DELAY - 1;
        vm.expectRevert(abi.encodeWithSelector(IClearing.BadDelay.selector, MIN_DELAY - 1, MIN_DELAY, 30 days));
        openPledged(USD);
    }

    function test_fundPledged_checksAgainWhenItReopens() public {
        bothOpen();
        requestClose();
        vm.warp(START + DELAY);
        clearing.finalizeClose(ch);
        expectBadChannel();
        open(USD);
        openPledged(USD);
        assertState(USD, 0, 0, 1);
    }

    // ---------------------------------------------------------------- cooperative close

    function consent(uint96 claimed, uint256 key)
        internal
        view
        returns (Close memory c, bytes memory sig, bytes memory also)
    {
        (c, sig) = closeAt(claimed);
        also = sign(key, clearing.closeDigest(c));
    }

    function test_closePledged_paysTheShareAndTheRest() public {
        bothOpen();
        claimOne(leg(5 * USD));
        Leg memory l = leg(20 * USD);
        (Close memory c, bytes memory sig, bytes memory also) = consent(15 * USD, WHOLESALE_KEY);
        expectClaimed(id, 0, 15 * USD, 10 * USD, l.memo);
        vm.expectEmit();
        emit IClearing.Passed(sinkId, id, 0, 7 * USD, 11_500_000);
        vm.expectEmit();
        emit IClearing.Closed(id, 0, 15 * USD, 85 * USD);
        clearing.closePledged(ch, c, sig, voucherOf(l), l.sig, sink, also);
        assertState(0, 0, 0, 1);
        assertSink(11_500_000, 0, 0);
        vm.assertEq(free(seller), 9 * USD + 4_500_000, "hop's free balance");
        vm.assertEq(free(buyer), 985 * USD, "payer's free balance");
    }

    function test_closePledged_needsNoVoucherWhenNothingIsDue() public {
        bothOpen();
        (Close memory c, bytes memory sig, bytes memory also) = consent(0, WHOLESALE_KEY);
        clearing.closePledged(ch, c, sig, noVoucher(), "", sink, also);
        vm.assertEq(free(buyer), 1000 * USD, "payer's free balance");
    }

    function test_closePledged_paysThePayeeWhenTheSinkIsClosed() public {
        bothOpen();
        closeSink();
        Leg memory l = leg(20 * USD);
        (Close memory c, bytes memory sig, bytes memory also) = consent(20 * USD, WHOLESALE_KEY);
        clearing.closePledged(ch, c, sig, voucherOf(l), l.sig, sink, also);
        vm.assertEq(free(seller), 30 * USD, "hop's free balance");
    }

    /// @dev Payer and hop agree to give the whole deposit back, past the wholesaler.
    function test_closeCooperative_revertsForAPledgedChannel() public {
        bothOpen();
        (Close memory c, bytes memory sig) = closeAt(0);
        expectBadChannel();
        clearing.closeCooperative(ch, c, sig, noVoucher(), "");
    }

    function expectNoConsent(address recovered) internal {
        vm.expectRevert(abi.encodeWithSelector(IClearing.BadSignature.selector, recovered, sink.payeeSigner));
    }

    function test_closePledged_revertsWhenTheConsentIsMissing() public {
        bothOpen();
        (Close memory c, bytes memory sig) = closeAt(0);
        expectNoConsent(address(0));
        clearing.closePledged(ch, c, sig, noVoucher(), "", sink, "");
    }

    function test_closePledged_revertsWhenTheHopConsentsForTheWholesaler() public {
        bothOpen();
        (Close memory c, bytes memory sig) = closeAt(0);
        expectNoConsent(ch.payeeSigner);
        clearing.closePledged(ch, c, sig, noVoucher(), "", sink, sig);
    }

    function test_closePledged_revertsWhenTheHopsSignerConsents() public {
        bothOpen();
        (Close memory c, bytes memory sig, bytes memory also) = consent(0, HOP_KEY);
        expectNoConsent(sink.signer);
        clearing.closePledged(ch, c, sig, noVoucher(), "", sink, also);
    }

    /// @dev The wholesaler agreed to ten dollars, payer and hop to none.
    function test_closePledged_revertsWhenTheConsentIsToAnotherClose() public {
        bothOpen();
        (,, bytes memory also) = consent(10 * USD, WHOLESALE_KEY);
        (Close memory c, bytes memory sig) = closeAt(0);
        address other = recover(clearing.closeDigest(c), also);
        expectNoConsent(other);
        clearing.closePledged(ch, c, sig, noVoucher(), "", sink, also);
    }

    function recover(bytes32 digest, bytes memory sig) internal pure returns (address) {
        bytes32 r;
        bytes32 s;
        assembly {
            r := mload(add(sig, 32))
            s := mload(add(sig, 64))
        }
        return ecrecover(digest, uint8(sig[64]), r, s);
    }

    function test_closePledged_revertsWhenThePayeeDidNotSign() public {
        bothOpen();
        (Close memory c,, bytes memory also) = consent(0, WHOLESALE_KEY);
        vm.expectRevert(abi.encodeWithSelector(IClearing.BadSignature.selector, sink.payeeSigner, ch.payeeSigner));
        clearing.closePledged(ch, c, also, noVoucher(), "", sink, also);
    }

    /// @dev A sink of the colluders' own, with a key of theirs.
    function test_closePledged_revertsWhenAnotherSinkIsPassed() public {
        bothOpen();
        Channel memory theirs = sink;
        theirs.payeeSigner = vm.addr(STRANGER_KEY);
        (Close memory c, bytes memory sig, bytes memory also) = consent(0, STRANGER_KEY);
        expectBadChannel();
        clearing.closePledged(ch, c, sig, noVoucher(), "", theirs, also);
    }

    function test_closePledged_revertsForAChannelWithoutASink() public {
        (ch.sink, ch.sinkBps) = (0, 0);
        id = clearing.channelId(ch);
        open(USD);
        (Close memory c, bytes memory sig, bytes memory also) = consent(0, WHOLESALE_KEY);
        expectBadChannel();
        clearing.closePledged(ch, c, sig, noVoucher(), "", sink, also);
    }

    function test_closePledged_revertsWhenTheShareWouldOverflowTheSink() public {
        uint96 most = type(uint96).max;
        depositFor(seller, most);
        openSink(most);
        openPledged(100 * USD);
        Leg memory l = leg(10 * USD);
        (Close memory c, bytes memory sig, bytes memory also) = consent(10 * USD, WHOLESALE_KEY);
        Voucher memory v = voucherOf(l);
        vm.expectRevert(abi.encodeWithSelector(IClearing.Overflow.selector, uint256(most) + 7 * USD, most));
        clearing.closePledged(ch, c, sig, v, l.sig, sink, also);
    }

    // ---------------------------------------------------------------- stories of theft

    /// @dev The wholesaler holds the hop's voucher for 21 dollars: one deposited, the rest pledged by the buyer's vouchers.
    function wholesalerIsPaid(Leg memory retail, Leg memory own) internal {
        clearing.claim(two(retail, own));
        vm.assertEq(free(wholesaler), 21 * USD, "wholesaler's free balance");
    }

    function owed() internal returns (Leg memory retail, Leg memory own) {
        bothOpen();
        return (leg(30 * USD), sinkLeg(0, 21 * USD));
    }

    function test_theft_aHopThatWithdrawsFirstTakesOnlyItsMargin() public {
        (Leg memory retail, Leg memory own) = owed();
        claimOne(retail);
        uint256 take = free(seller);
        vm.prank(seller);
        clearing.withdraw(asset, seller, take);
        vm.assertEq(take, 9 * USD + 9 * USD, "hop's take: what it had and three tenths");
        claimOne(own);
        vm.assertEq(free(wholesaler), 21 * USD, "wholesaler's free balance");
    }

    function test_theft_aHopThatClosesTheSinkLeavesTheDelay() public {
        (Leg memory retail, Leg memory own) = owed();
        vm.prank(seller);
        clearing.requestClose(sink);
        vm.warp(block.timestamp + DELAY - 1);
        wholesalerIsPaid(retail, own);
    }

    function test_theft_aColludingRetailPayerLeavesTheDelay() public {
        (Leg memory retail, Leg memory own) = owed();
        requestClose();
        (Close memory c, bytes memory sig) = closeAt(0);
        expectBadChannel();
        clearing.closeCooperative(ch, c, sig, noVoucher(), "");
        expectNoConsent(address(0));
        clearing.closePledged(ch, c, sig, noVoucher(), "", sink, "");
        vm.warp(block.timestamp + DELAY - 1);
        wholesalerIsPaid(retail, own);
    }

    /// @dev Lower vouchers and partial claims before it cannot lessen what the wholesaler's claim passes on.
    function test_theft_aColludingPairThatClaimsInPartsChangesNothing() public {
        (Leg memory retail, Leg memory own) = owed();
        for (uint96 i = 1; i < 20; ++i) {
            claimOne(leg(i * 1_234_567));
        }
        wholesalerIsPaid(retail, own);
    }

    /// @dev Sink money is refunded to the hop only after the delay, and not a unit above what its vouchers left.
    function test_theft_noHopTakesBackWhatItsVouchersCover() public {
        (Leg memory retail, Leg memory own) = owed();
        vm.prank(seller);
        clearing.requestClose(sink);
        claimOne(retail);
        vm.expectRevert(abi.encodeWithSelector(IClearing.TooEarly.selector, START, START + DELAY));
        clearing.finalizeClose(sink);
        claimOne(own);
        vm.warp(START + DELAY);
        clearing.finalizeClose(sink);
        vm.assertEq(free(wholesaler), 21 * USD, "wholesaler's free balance");
        vm.assertEq(free(seller), 9 * USD + 9 * USD + USD, "hop's free balance");
    }

    /// @dev Nobody opens the sink by paying into it.
    function test_theft_aShareOpensNoSink() public {
        openPledged(100 * USD);
        claimOne(leg(50 * USD));
        vm.expectRevert(abi.encodeWithSelector(IClearing.NotOpen.selector, sinkId, 0));
        vm.prank(seller);
        clearing.requestClose(sink);
    }
}
