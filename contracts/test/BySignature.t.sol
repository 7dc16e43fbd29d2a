// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Clearing} from "../src/Clearing.sol";
import {TestDollar} from "../src/TestDollar.sol";
import {IClearing, Authorization, Channel, Permit, RequestClose, Withdraw} from "../src/IClearing.sol";
import {Fixture} from "./lib/Fixture.sol";
import {AcceptingToken, Wallet1271} from "./lib/HostileTokens.sol";
import {Signing} from "./lib/Signing.sol";
import {vm} from "./lib/Vm.sol";

/// @notice What others may do with an owner's signature. The buyer is a key here.
contract BySignatureTest is Fixture {
    uint256 internal constant BUYER_KEY = 0xB0EE;

    function setUp() public override {
        buyer = vm.addr(BUYER_KEY);
        super.setUp();
        dollar.mint(buyer, 500 * USD);
    }

    function authorized(Channel memory c, uint96 amount, uint256 key) internal view returns (Authorization memory) {
        return Signing.authorize(clearing, dollar, c, amount, "salt", key);
    }

    function permitted(uint256 amount, uint256 key) internal view returns (Permit memory) {
        return Signing.permit(dollar, vm.addr(key), address(clearing), amount, key);
    }

    function authorizeAs(address relayer, Channel memory c, Authorization memory a) internal {
        vm.prank(relayer);
        clearing.authorizeAndFund(c, a);
    }

    // ---------------------------------------------------------------- EIP-3009

    function test_authorizeAndFund_opensForARelayer() public {
        Authorization memory a = authorized(ch, 40 * USD, BUYER_KEY);
        vm.expectEmit();
        emit IClearing.Deposited(asset, buyer, buyer, 40 * USD);
        expectOpened(0, 40 * USD);
        authorizeAs(stranger, ch, a);
        assertState(40 * USD, 0, 0, 0);
        vm.assertEq(dollar.balanceOf(buyer), 460 * USD, "payer's tokens");
        vm.assertEq(free(buyer), 1000 * USD, "free balance is not touched");
    }

    function test_authorizeAndFund_topsUpAndNeverTouchesATimer() public {
        open(USD);
        requestClose();
        authorizeAs(stranger, ch, authorized(ch, 40 * USD, BUYER_KEY));
        assertState(41 * USD, 0, uint32(START + DELAY), 0);
    }

    function expectNotAuthorized() internal {
        vm.expectPartialRevert(TestDollar.NotAuthorized.selector);
    }

    /// @dev A deposit leaves zero by the payer's authority only.
    function test_authorizeAndFund_revertsWhenThePayerDidNotSign() public {
        Authorization memory a = authorized(ch, 40 * USD, STRANGER_KEY);
        expectNotAuthorized();
        authorizeAs(buyer, ch, a);
    }

    function test_authorizeAndFund_revertsForAnotherChannel() public {
        Authorization memory a = authorized(ch, 40 * USD, BUYER_KEY);
        Channel memory other = ch;
        other.payee = stranger;
        expectNotAuthorized();
        authorizeAs(stranger, other, a);
    }

    function test_authorizeAndFund_revertsForALaterEpoch() public {
        Authorization memory a = authorized(ch, 40 * USD, BUYER_KEY);
        open(USD);
        requestClose();
        vm.warp(START + DELAY);
        clearing.finalizeClose(ch);
        expectNotAuthorized();
        authorizeAs(stranger, ch, a);
    }

    function test_authorizeAndFund_revertsForAnotherAmount() public {
        Authorization memory a = authorized(ch, 40 * USD, BUYER_KEY);
        a.amount += 1;
        expectNotAuthorized();
        authorizeAs(stranger, ch, a);
    }

    function test_authorizeAndFund_revertsASecondTime() public {
        Authorization memory a = authorized(ch, 40 * USD, BUYER_KEY);
        authorizeAs(stranger, ch, a);
        vm.expectPartialRevert(TestDollar.AuthorizationUsed.selector);
        authorizeAs(stranger, ch, a);
    }

    /// @dev Nobody but the clearing contract can spend it first.
    function test_authorizeAndFund_cannotBeFrontRun() public {
        Authorization memory a = authorized(ch, 40 * USD, BUYER_KEY);
        bytes32 nonce = clearing.authorizationNonce(id, 0, a.salt);
        vm.expectPartialRevert(TestDollar.NotReceiver.selector);
        vm.prank(stranger);
        dollar.receiveWithAuthorization(
            buyer, address(clearing), a.amount, a.validAfter, a.validBefore, nonce, a.v, a.r, a.s
        );
    }

    function test_authorizeAndFund_checksTheTerms() public {
        ch.closeDelay = MIN_DELAY - 1;
        Authorization memory a = authorized(ch, USD, BUYER_KEY);
        vm.expectRevert(abi.encodeWithSelector(IClearing.BadDelay.selector, MIN_DELAY - 1, MIN_DELAY, 30 days));
        authorizeAs(stranger, ch, a);
    }

    function test_authorizeAndFund_revertsWhenItWouldOpenAPledgedChannel() public {
        (ch.sink, ch.sinkBps) = (bytes32(uint256(1)), 1);
        Authorization memory a = authorized(ch, USD, BUYER_KEY);
        vm.expectRevert(abi.encodeWithSelector(IClearing.BadChannel.selector, ch.sink, 1));
        authorizeAs(stranger, ch, a);
    }

    /// @dev A token that takes any call for an order and moves nothing, as a wrapped coin's fallback does.
    function test_authorizeAndFund_revertsWhenTheTokenMovesNothing() public {
        ch.asset = bytes32(uint256(uint160(address(new AcceptingToken()))));
        Authorization memory a = authorized(ch, USD, BUYER_KEY);
        vm.expectRevert(abi.encodeWithSelector(IClearing.NothingReceived.selector, 0, USD));
        authorizeAs(stranger, ch, a);
    }

    function pledged() internal returns (Channel memory sink) {
        sink = ch;
        (sink.payer, sink.payee) = (seller, stranger);
        (ch.sink, ch.sinkBps) = (clearing.channelId(sink), 5_000);
        id = clearing.channelId(ch);
    }

    function test_authorizeAndFundPledged_opens() public {
        Channel memory sink = pledged();
        Authorization memory a = authorized(ch, 40 * USD, BUYER_KEY);
        vm.prank(stranger);
        clearing.authorizeAndFundPledged(ch, sink, a);
        assertState(40 * USD, 0, 0, 0);
    }

    function test_authorizeAndFundPledged_revertsWhenThePayerDidNotSign() public {
        Channel memory sink = pledged();
        Authorization memory a = authorized(ch, 40 * USD, STRANGER_KEY);
        expectNotAuthorized();
        clearing.authorizeAndFundPledged(ch, sink, a);
    }

    function test_authorizeAndFundPledged_revertsWhenTheSinkDoesNotFit() public {
        Channel memory sink = pledged();
        sink.salt += 1;
        Authorization memory a = authorized(ch, 40 * USD, BUYER_KEY);
        vm.expectRevert(abi.encodeWithSelector(IClearing.BadChannel.selector, ch.sink, 5_000));
        clearing.authorizeAndFundPledged(ch, sink, a);
    }

    // ---------------------------------------------------------------- EIP-2612

    function test_permitDeposit_needsNoApproval() public {
        Permit memory p = permitted(40 * USD, BUYER_KEY);
        vm.prank(buyer);
        clearing.permitDeposit(asset, buyer, 40 * USD, p);
        vm.assertEq(free(buyer), 1040 * USD, "free balance");
    }

    function usedBefore(Permit memory p, uint256 amount) internal {
        vm.prank(stranger);
        dollar.permit(buyer, address(clearing), amount, p.deadline, p.v, p.r, p.s);
    }

    function test_permitDeposit_worksWhenSomebodyUsedThePermit() public {
        Permit memory p = permitted(40 * USD, BUYER_KEY);
        usedBefore(p, 40 * USD);
        vm.prank(buyer);
        clearing.permitDeposit(asset, buyer, 40 * USD, p);
        vm.assertEq(free(buyer), 1040 * USD, "free balance");
    }

    function test_permitAndFund_worksWhenSomebodyUsedThePermit() public {
        Permit memory p = permitted(40 * USD, BUYER_KEY);
        usedBefore(p, 40 * USD);
        vm.prank(buyer);
        clearing.permitAndFund(ch, 40 * USD, p);
        assertState(40 * USD, 0, 0, 0);
    }

    /// @dev Another's permit is of no use: the money comes from the caller.
    function test_permitDeposit_revertsWithAnothersPermit() public {
        Permit memory p = permitted(40 * USD, BUYER_KEY);
        usedBefore(p, 40 * USD);
        vm.expectPartialRevert(ERC20InsufficientAllowance.selector);
        vm.prank(stranger);
        clearing.permitDeposit(asset, stranger, 40 * USD, p);
    }

    error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed);

    function test_permitDeposit_revertsWithAForgedPermit() public {
        Permit memory p = permitted(40 * USD, STRANGER_KEY);
        vm.expectPartialRevert(ERC20InsufficientAllowance.selector);
        vm.prank(buyer);
        clearing.permitDeposit(asset, buyer, 40 * USD, p);
    }

    function test_permitAndFund_opens() public {
        Permit memory p = permitted(40 * USD, BUYER_KEY);
        vm.prank(buyer);
        clearing.permitAndFund(ch, 40 * USD, p);
        assertState(40 * USD, 0, 0, 0);
    }

    function test_permitAndFund_revertsWhenNotThePayer() public {
        Permit memory p = permitted(40 * USD, BUYER_KEY);
        vm.expectRevert(abi.encodeWithSelector(IClearing.NotPayer.selector, stranger, buyer));
        vm.prank(stranger);
        clearing.permitAndFund(ch, 40 * USD, p);
    }

    function test_permitAndFund_revertsWhenItWouldOpenAPledgedChannel() public {
        pledged();
        Permit memory p = permitted(40 * USD, BUYER_KEY);
        vm.expectRevert(abi.encodeWithSelector(IClearing.BadChannel.selector, ch.sink, 5_000));
        vm.prank(buyer);
        clearing.permitAndFund(ch, 40 * USD, p);
    }

    function test_permitAndFundPledged_opens() public {
        Channel memory sink = pledged();
        Permit memory p = permitted(40 * USD, BUYER_KEY);
        expectOpened(0, 40 * USD);
        vm.prank(buyer);
        clearing.permitAndFundPledged(ch, sink, 40 * USD, p);
        assertState(40 * USD, 0, 0, 0);
    }

    function test_permitAndFundPledged_worksWhenSomebodyUsedThePermit() public {
        Channel memory sink = pledged();
        Permit memory p = permitted(40 * USD, BUYER_KEY);
        usedBefore(p, 40 * USD);
        vm.prank(buyer);
        clearing.permitAndFundPledged(ch, sink, 40 * USD, p);
        assertState(40 * USD, 0, 0, 0);
    }

    function test_permitAndFundPledged_revertsWhenNotThePayer() public {
        Channel memory sink = pledged();
        Permit memory p = permitted(40 * USD, BUYER_KEY);
        vm.expectRevert(abi.encodeWithSelector(IClearing.NotPayer.selector, stranger, buyer));
        vm.prank(stranger);
        clearing.permitAndFundPledged(ch, sink, 40 * USD, p);
    }

    function test_permitAndFundPledged_revertsWhenTheSinkDoesNotFit() public {
        Channel memory sink = pledged();
        sink.salt += 1;
        Permit memory p = permitted(40 * USD, BUYER_KEY);
        vm.expectRevert(abi.encodeWithSelector(IClearing.BadChannel.selector, ch.sink, 5_000));
        vm.prank(buyer);
        clearing.permitAndFundPledged(ch, sink, 40 * USD, p);
    }

    // ---------------------------------------------------------------- requestCloseBySig

    function requested(uint256 nonce, uint256 key) internal view returns (RequestClose memory r, bytes memory sig) {
        r = RequestClose(id, clearing.state(id).epoch, nonce);
        sig = sign(key, clearing.requestCloseDigest(r));
    }

    function test_requestCloseBySig_startsTheDelay() public {
        open(USD);
        (RequestClose memory r, bytes memory sig) = requested(7, BUYER_KEY);
        vm.expectEmit();
        emit IClearing.NonceSpent(buyer, 7);
        vm.expectEmit();
        emit IClearing.CloseRequested(id, 0, uint32(START + DELAY));
        vm.prank(stranger);
        clearing.requestCloseBySig(ch, r, sig);
        assertState(USD, 0, uint32(START + DELAY), 0);
        vm.assertEq(clearing.nonceBitmap(buyer, 0), 1 << 7, "bitmap");
    }

    function test_requestCloseBySig_revertsForTheSigner() public {
        open(USD);
        (RequestClose memory r, bytes memory sig) = requested(7, SIGNER_KEY);
        vm.expectRevert(abi.encodeWithSelector(IClearing.BadSignature.selector, ch.signer, buyer));
        clearing.requestCloseBySig(ch, r, sig);
    }

    /// @dev A request that was cancelled does not come back.
    function test_requestCloseBySig_revertsASecondTime() public {
        open(USD);
        (RequestClose memory r, bytes memory sig) = requested(300, BUYER_KEY);
        clearing.requestCloseBySig(ch, r, sig);
        vm.prank(buyer);
        clearing.cancelClose(ch);
        vm.expectRevert(abi.encodeWithSelector(IClearing.NonceUsed.selector, buyer, 300));
        clearing.requestCloseBySig(ch, r, sig);
    }

    function test_requestCloseBySig_revertsForALaterEpoch() public {
        open(USD);
        (RequestClose memory r, bytes memory sig) = requested(7, BUYER_KEY);
        requestClose();
        vm.warp(START + DELAY);
        clearing.finalizeClose(ch);
        open(USD);
        vm.expectRevert(abi.encodeWithSelector(IClearing.WrongEpoch.selector, 0, 1));
        clearing.requestCloseBySig(ch, r, sig);
    }

    function test_requestCloseBySig_revertsForAnotherChannel() public {
        open(USD);
        (RequestClose memory r, bytes memory sig) = requested(7, BUYER_KEY);
        Channel memory other = ch;
        other.salt = 2;
        vm.prank(buyer);
        clearing.fund(other, USD);
        vm.expectRevert(abi.encodeWithSelector(IClearing.WrongChannel.selector, id, clearing.channelId(other)));
        clearing.requestCloseBySig(other, r, sig);
    }

    function test_requestCloseBySig_revertsWhenItRunsAlreadyAndKeepsTheNonce() public {
        open(USD);
        requestClose();
        (RequestClose memory r, bytes memory sig) = requested(7, BUYER_KEY);
        vm.expectRevert(abi.encodeWithSelector(IClearing.AlreadyClosing.selector, id, START + DELAY));
        clearing.requestCloseBySig(ch, r, sig);
        vm.assertEq(clearing.nonceBitmap(buyer, 0), 0, "bitmap");
    }

    function test_requestCloseBySig_revertsWhenTheNonceWasRevoked() public {
        open(USD);
        (RequestClose memory r, bytes memory sig) = requested(7, BUYER_KEY);
        vm.prank(buyer);
        clearing.revokeNonce(7);
        vm.expectRevert(abi.encodeWithSelector(IClearing.NonceUsed.selector, buyer, 7));
        clearing.requestCloseBySig(ch, r, sig);
    }

    function test_revokeNonce_isOnlyTheCallers() public {
        open(USD);
        (RequestClose memory r, bytes memory sig) = requested(7, BUYER_KEY);
        vm.prank(stranger);
        clearing.revokeNonce(7);
        clearing.requestCloseBySig(ch, r, sig);
    }

    function test_revokeNonce_revertsASecondTime() public {
        clearing.revokeNonce(1);
        vm.expectRevert(abi.encodeWithSelector(IClearing.NonceUsed.selector, address(this), 1));
        clearing.revokeNonce(1);
    }

    // ---------------------------------------------------------------- withdrawBySig

    function order(uint256 amount, uint256 key) internal view returns (Withdraw memory w, bytes memory sig) {
        w = Withdraw(buyer, asset, seller, amount, 9, uint64(block.timestamp + 1 hours));
        sig = sign(key, clearing.withdrawDigest(w));
    }

    function test_withdrawBySig_sendsWhereTheOwnerSaid() public {
        (Withdraw memory w, bytes memory sig) = order(30 * USD, BUYER_KEY);
        vm.expectEmit();
        emit IClearing.Withdrawn(asset, buyer, seller, 30 * USD);
        vm.prank(stranger);
        clearing.withdrawBySig(w, sig);
        vm.assertEq(dollar.balanceOf(seller), 30 * USD, "tokens");
        vm.assertEq(free(buyer), 970 * USD, "free balance");
    }

    function test_withdrawBySig_revertsASecondTime() public {
        (Withdraw memory w, bytes memory sig) = order(30 * USD, BUYER_KEY);
        clearing.withdrawBySig(w, sig);
        vm.expectRevert(abi.encodeWithSelector(IClearing.NonceUsed.selector, buyer, 9));
        clearing.withdrawBySig(w, sig);
    }

    function test_withdrawBySig_revertsWhenAnotherSigned() public {
        (Withdraw memory w, bytes memory sig) = order(30 * USD, STRANGER_KEY);
        vm.expectRevert(abi.encodeWithSelector(IClearing.BadSignature.selector, vm.addr(STRANGER_KEY), buyer));
        clearing.withdrawBySig(w, sig);
    }

    function testFuzz_withdrawBySig_bindsEveryField(uint256 field, uint256 change) public {
        (Withdraw memory w, bytes memory sig) = order(30 * USD, BUYER_KEY);
        bytes32 was = keccak256(abi.encode(w));
        field %= 6;
        if (field == 0) w.owner = address(uint160(change));
        if (field == 1) w.asset = bytes32(change);
        if (field == 2) w.to = address(uint160(change));
        if (field == 3) w.amount = change;
        if (field == 4) w.nonce = change;
        if (field == 5) w.deadline = uint64(block.timestamp + change % 1e9);
        vm.assume(keccak256(abi.encode(w)) != was && w.owner.code.length == 0);
        vm.expectPartialRevert(IClearing.BadSignature.selector);
        clearing.withdrawBySig(w, sig);
    }

    function test_withdrawBySig_revertsAfterTheDeadline() public {
        (Withdraw memory w, bytes memory sig) = order(USD, BUYER_KEY);
        vm.warp(w.deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(IClearing.Expired.selector, w.deadline + 1, w.deadline));
        clearing.withdrawBySig(w, sig);
    }

    function test_withdrawBySig_worksAtTheDeadline() public {
        (Withdraw memory w, bytes memory sig) = order(USD, BUYER_KEY);
        vm.warp(w.deadline);
        clearing.withdrawBySig(w, sig);
    }

    function test_withdrawBySig_revertsWhenTheBalanceIsTooLow() public {
        (Withdraw memory w, bytes memory sig) = order(1001 * USD, BUYER_KEY);
        vm.expectRevert(abi.encodeWithSelector(IClearing.InsufficientBalance.selector, 1000 * USD, 1001 * USD));
        clearing.withdrawBySig(w, sig);
    }

    /// @dev The zero address signs nothing, though a broken signature recovers to it.
    function test_withdrawBySig_revertsForTheZeroOwner() public {
        Withdraw memory w = Withdraw(address(0), asset, stranger, 0, 0, uint64(block.timestamp));
        vm.expectRevert(abi.encodeWithSelector(IClearing.BadSignature.selector, address(0), address(0)));
        clearing.withdrawBySig(w, new bytes(65));
    }

    // ---------------------------------------------------------------- owners that are contracts

    function test_withdrawBySig_asksAContractThatOwns() public {
        Wallet1271 wallet = new Wallet1271();
        depositFor(address(wallet), USD);
        Withdraw memory w = Withdraw(address(wallet), asset, seller, USD, 0, uint64(block.timestamp));
        vm.expectRevert(abi.encodeWithSelector(IClearing.BadSignature.selector, address(0), address(wallet)));
        clearing.withdrawBySig(w, "yes");
        wallet.agree(clearing.withdrawDigest(w));
        clearing.withdrawBySig(w, "yes");
        vm.assertEq(dollar.balanceOf(seller), USD, "tokens");
    }

    /// @dev It says yes again; the nonce stays used.
    function test_withdrawBySig_aContractThatSaysYesTwiceIsPaidOnce() public {
        Wallet1271 wallet = new Wallet1271();
        depositFor(address(wallet), 2 * USD);
        Withdraw memory w = Withdraw(address(wallet), asset, seller, USD, 0, uint64(block.timestamp));
        wallet.agree(clearing.withdrawDigest(w));
        clearing.withdrawBySig(w, "");
        vm.expectRevert(abi.encodeWithSelector(IClearing.NonceUsed.selector, address(wallet), 0));
        clearing.withdrawBySig(w, "");
    }

    function test_requestCloseBySig_asksAContractThatPays() public {
        Wallet1271 wallet = new Wallet1271();
        depositFor(address(wallet), USD);
        ch.payer = address(wallet);
        id = clearing.channelId(ch);
        vm.prank(address(wallet));
        clearing.fund(ch, USD);
        RequestClose memory r = RequestClose(id, 0, 0);
        wallet.agree(clearing.requestCloseDigest(r));
        clearing.requestCloseBySig(ch, r, "");
        assertState(USD, 0, uint32(START + DELAY), 0);
    }
}
