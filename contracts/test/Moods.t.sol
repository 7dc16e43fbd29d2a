// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import {Clearing} from "../src/Clearing.sol";
import {
    IClearing,
    Authorization,
    Channel,
    Close,
    Leg,
    Permit,
    RequestClose,
    SkipReason,
    Withdraw
} from "../src/IClearing.sol";
import {PackedFixture} from "./lib/PackedFixture.sol";
import {FickleWallet, LyingToken, MoodyToken} from "./lib/HostileTokens.sol";
import {vm} from "./lib/Vm.sol";

/// @notice Every verb with a token in every mood. The buyer is a key here, and has a plain and a pledged channel.
contract MoodsTest is PackedFixture {
    uint256 internal constant BUYER_KEY = 0xB0EE;
    uint256 internal constant VERBS = 8;
    uint96 internal constant AMOUNT = 1000;

    MoodyToken internal token;
    Channel internal sink;
    Channel internal pledged;

    function setUp() public override {
        buyer = vm.addr(BUYER_KEY);
        super.setUp();
        token = new MoodyToken();
        asset = bytes32(uint256(uint160(address(token))));
        ch.asset = asset;
        id = clearing.channelId(ch);
        sink = ch;
        (sink.payer, sink.payee) = (seller, address(0x3A1));
        pledged = ch;
        (pledged.sink, pledged.sinkBps) = (clearing.channelId(sink), 7_000);
        token.mint(buyer, 100 * AMOUNT);
    }

    // ---------------------------------------------------------------- verbs that pull

    /// @dev One of the verbs that take the token, by whoever may call it.
    function pulling(uint256 verb) internal view returns (bytes memory) {
        Permit memory p;
        Authorization memory a;
        a.amount = AMOUNT;
        if (verb == 0) return abi.encodeCall(Clearing.deposit, (asset, buyer, AMOUNT));
        if (verb == 1) return abi.encodeCall(Clearing.permitDeposit, (asset, buyer, AMOUNT, p));
        if (verb == 2) return abi.encodeCall(Clearing.depositAndFund, (ch, AMOUNT));
        if (verb == 3) return abi.encodeCall(Clearing.depositAndFundPledged, (pledged, sink, AMOUNT));
        if (verb == 4) return abi.encodeCall(Clearing.permitAndFund, (ch, AMOUNT, p));
        if (verb == 5) return abi.encodeCall(Clearing.permitAndFundPledged, (pledged, sink, AMOUNT, p));
        if (verb == 6) return abi.encodeCall(Clearing.authorizeAndFund, (ch, a));
        return abi.encodeCall(Clearing.authorizeAndFundPledged, (pledged, sink, a));
    }

    function run(bytes memory call) internal returns (bool ok, bytes memory answer) {
        if (token.mood() != MoodyToken.Mood.Swallowing) {
            vm.prank(buyer);
            token.approve(address(clearing), AMOUNT);
        }
        vm.prank(buyer);
        return address(clearing).call(call);
    }

    function owed() internal view returns (uint256) {
        return
            free(buyer) + free(seller) + clearing.state(id).deposit
                + clearing.state(clearing.channelId(pledged)).deposit;
    }

    /// @dev All verbs bring what arrives, and owe no more than they hold.
    function everyPull(MoodyToken.Mood mood, uint256 arrives) internal {
        token.set(mood);
        for (uint256 verb; verb < VERBS; ++verb) {
            uint256 before = vm.snapshotState();
            (bool ok,) = run(pulling(verb));
            vm.assertTrue(ok, vm.toString(verb));
            vm.assertEq(owed(), arrives, vm.toString(verb));
            vm.assertEq(token.balanceOf(address(clearing)), arrives, vm.toString(verb));
            vm.revertToState(before);
        }
    }

    /// @dev All verbs fail and leave everything as it was.
    function noPull(MoodyToken.Mood mood, uint256 verb, bytes memory why) internal {
        token.set(mood);
        (bool ok, bytes memory answer) = run(pulling(verb));
        vm.assertTrue(!ok, vm.toString(verb));
        vm.assertEq(keccak256(answer), keccak256(why), vm.toString(verb));
        vm.assertEq(owed(), 0, vm.toString(verb));
    }

    function nothing() internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IClearing.NothingReceived.selector, 0, AMOUNT);
    }

    function test_everyPull_bringsWhatArrives() public {
        everyPull(MoodyToken.Mood.Fine, AMOUNT);
    }

    function test_everyPull_bringsWhatAFeeLeaves() public {
        everyPull(MoodyToken.Mood.Fee, AMOUNT - AMOUNT / 100);
    }

    function test_everyPull_worksWithoutAReturnValue() public {
        everyPull(MoodyToken.Mood.Silent, AMOUNT);
    }

    function test_everyPull_revertsWhenTheTokenSaysFalse() public {
        bytes memory failed = abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, address(token));
        for (uint256 verb; verb < VERBS; ++verb) {
            noPull(MoodyToken.Mood.False, verb, verb < 6 ? failed : nothing()); // EIP-3009 says nothing
        }
    }

    function test_everyPull_revertsWhenNothingArrives() public {
        vm.prank(buyer);
        token.approve(address(clearing), VERBS * AMOUNT);
        for (uint256 verb; verb < VERBS; ++verb) {
            noPull(MoodyToken.Mood.Swallowing, verb, nothing());
        }
    }

    function test_everyPull_revertsWhenTheTokenIsPaused() public {
        for (uint256 verb; verb < VERBS; ++verb) {
            noPull(MoodyToken.Mood.Paused, verb, abi.encodeWithSelector(MoodyToken.InBadMood.selector));
        }
    }

    // ---------------------------------------------------------------- verbs that push

    function withdrawing(bool signed) internal view returns (bytes memory) {
        if (!signed) return abi.encodeCall(Clearing.withdraw, (asset, stranger, 500));
        Withdraw memory w = Withdraw(buyer, asset, stranger, 500, 7, uint64(block.timestamp));
        return abi.encodeCall(Clearing.withdrawBySig, (w, sign(BUYER_KEY, clearing.withdrawDigest(w))));
    }

    /// @dev Whatever the token answers: money is gone from the ledger and the contract together, or from neither.
    function test_everyWithdrawal_isWholeOrNot() public {
        run(pulling(0));
        for (uint256 mood; mood <= uint256(MoodyToken.Mood.Paused); ++mood) {
            for (uint256 signed; signed < 2; ++signed) {
                uint256 before = vm.snapshotState();
                token.set(MoodyToken.Mood(mood));
                (bool ok,) = run(withdrawing(signed == 1));
                bool goes = mood < uint256(MoodyToken.Mood.False) || mood == uint256(MoodyToken.Mood.Swallowing);
                vm.assertTrue(ok == goes, vm.toString(mood));
                vm.assertEq(free(buyer), goes ? AMOUNT - 500 : AMOUNT, vm.toString(mood));
                vm.assertEq(token.balanceOf(address(clearing)), free(buyer), vm.toString(mood));
                vm.revertToState(before);
            }
        }
    }

    // ---------------------------------------------------------------- verbs that ask no token

    /// @dev A pause stops the token, not the contract: vouchers are paid and channels close, and the ledger waits.
    function test_everythingElse_worksWhileTheTokenIsPaused() public {
        for (uint256 i; i < 3; ++i) {
            run(pulling(0));
        }
        vm.prank(buyer);
        clearing.transfer(asset, seller, 100);
        token.set(MoodyToken.Mood.Paused);

        vm.prank(seller);
        clearing.fund(sink, 50);
        vm.startPrank(buyer);
        clearing.fund(ch, 600);
        clearing.fundPledged(pledged, sink, 600);
        clearing.revokeNonce(1);
        vm.stopPrank();
        claimOne(leg(10));
        clearing.claimPacked(shared(), packed(one(leg(20))));
        clearing.claim(one(legOf(pledged, SIGNER_KEY, 0, 10)));
        vm.assertEq(clearing.state(clearing.channelId(sink)).deposit, 57, "sink's deposit");

        vm.startPrank(buyer);
        clearing.requestClose(ch);
        clearing.cancelClose(ch);
        vm.stopPrank();
        RequestClose memory r = RequestClose(id, 0, 2);
        clearing.requestCloseBySig(ch, r, sign(BUYER_KEY, clearing.requestCloseDigest(r)));
        (Close memory c, bytes memory sig) = closeAt(20);
        clearing.closeCooperative(ch, c, sig, noVoucher(), "");

        c = Close(clearing.channelId(pledged), 0, 10, uint64(block.timestamp));
        sig = sign(PAYEE_SIGNER_KEY, clearing.closeDigest(c));
        clearing.closePledged(pledged, c, sig, noVoucher(), "", sink, sig);

        vm.prank(seller);
        clearing.requestClose(sink);
        vm.warp(block.timestamp + DELAY);
        clearing.finalizeClose(sink);
        vm.assertEq(free(buyer) + free(seller), token.balanceOf(address(clearing)), "all of it is free again");
        vm.assertEq(free(seller), 100 + 20 + 10, "payee's, its share back from the sink included");
    }

    /// @dev No content of a leg reverts a batch: not even a token that says more has arrived than there can be.
    function test_claim_takesALegInATokenThatLies() public {
        LyingToken liar = new LyingToken();
        Channel memory lied = ch;
        lied.asset = bytes32(uint256(uint160(address(liar))));
        liar.mint(buyer, 100);
        vm.startPrank(buyer);
        liar.approve(address(clearing), 100);
        clearing.depositAndFund(lied, 100);
        vm.stopPrank();
        liar.say(1);
        liar.approve(address(clearing), type(uint256).max);
        clearing.deposit(lied.asset, seller, type(uint256).max - 1);
        vm.assertEq(clearing.balanceOf(lied.asset, seller), type(uint256).max - 1, "a balance that no more fits in");

        run(pulling(2));
        clearing.claim(two(legOf(lied, SIGNER_KEY, 0, 50), leg(30)));
        clearing.claimPacked(sharedOf(lied), packed(one(legOf(lied, SIGNER_KEY, 0, 60))));
        vm.assertEq(free(seller), 30, "the honest leg");
    }

    // ---------------------------------------------------------------- wallets that change their minds

    function ordered(FickleWallet wallet, uint256 nonce) internal view returns (Withdraw memory) {
        return Withdraw(address(wallet), asset, stranger, 100, nonce, uint64(block.timestamp + 1 hours));
    }

    function funded() internal returns (FickleWallet wallet) {
        wallet = new FickleWallet();
        run(abi.encodeCall(Clearing.deposit, (asset, address(wallet), AMOUNT)));
    }

    /// @dev What counts is what it says when it is asked.
    function test_aWalletThatChangesItsMind_isPaidOnceAndOnlyWhileItSaysYes() public {
        FickleWallet wallet = funded();
        wallet.set(FickleWallet.Mood.Yes);
        clearing.withdrawBySig(ordered(wallet, 0), "");
        wallet.set(FickleWallet.Mood.No);
        vm.expectPartialRevert(IClearing.BadSignature.selector);
        clearing.withdrawBySig(ordered(wallet, 1), "");
        wallet.set(FickleWallet.Mood.Yes);
        vm.expectRevert(abi.encodeWithSelector(IClearing.NonceUsed.selector, address(wallet), 0));
        clearing.withdrawBySig(ordered(wallet, 0), "");
        clearing.withdrawBySig(ordered(wallet, 1), "");
        vm.assertEq(token.balanceOf(stranger), 200, "tokens");
    }

    /// @dev Its payee's vouchers are signed by a key: no mood of the payer's wallet reaches a claim or a close.
    function test_aWalletThatChangesItsMind_cannotHoldUpItsPayee() public {
        FickleWallet wallet = funded();
        ch.payer = address(wallet);
        id = clearing.channelId(ch);
        vm.prank(address(wallet));
        clearing.fund(ch, AMOUNT);
        for (uint256 mood; mood <= uint256(FickleWallet.Mood.CallingBack); ++mood) {
            wallet.set(FickleWallet.Mood(mood));
            claimOne(leg(uint96(10 * (mood + 1))));
        }
        (Close memory c, bytes memory sig) = closeAt(40);
        clearing.closeCooperative(ch, c, sig, noVoucher(), "");
        vm.assertEq(free(seller), 40, "payee's free balance");
    }

    function test_aWalletThatBurnsGas_harmsOnlyItsOwnOrder() public {
        FickleWallet wallet = funded();
        wallet.set(FickleWallet.Mood.Burning);
        (bool ok,) =
            address(clearing).call{gas: 500_000}(abi.encodeCall(Clearing.withdrawBySig, (ordered(wallet, 0), "")));
        vm.assertTrue(!ok, "an order that nobody signed");
        vm.assertEq(clearing.balanceOf(asset, address(wallet)), AMOUNT, "free balance");
    }

    /// @dev It is asked by a static call, with the lock held.
    function test_aWalletThatCallsBack_movesNothing() public {
        FickleWallet wallet = funded();
        wallet.set(FickleWallet.Mood.CallingBack);
        wallet.arm(clearing, abi.encodeCall(Clearing.withdraw, (asset, stranger, 100)));
        clearing.withdrawBySig(ordered(wallet, 0), "");
        vm.assertEq(token.balanceOf(stranger), 100, "tokens");
        vm.assertEq(clearing.balanceOf(asset, address(wallet)), AMOUNT - 100, "free balance");
    }
}
