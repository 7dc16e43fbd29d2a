// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {Clearing} from "../src/Clearing.sol";
import {IClearing, Authorization, Close, Leg, Permit, RequestClose, Shared, Withdraw} from "../src/IClearing.sol";
import {Fixture} from "./lib/Fixture.sol";
import "./lib/HostileTokens.sol";
import {vm} from "./lib/Vm.sol";

contract HostileTest is Fixture {
    PlainToken internal token;

    /// @dev Makes the fixture's channel one of this token, with 1,000 units approved.
    function use(PlainToken t) internal {
        token = t;
        asset = bytes32(uint256(uint160(address(t))));
        ch.asset = asset;
        id = clearing.channelId(ch);
        t.mint(buyer, 1000);
        vm.prank(buyer);
        t.approve(address(clearing), 1000);
    }

    function depositUnits(uint256 amount) internal {
        vm.prank(buyer);
        clearing.deposit(asset, buyer, amount);
    }

    // ---------------------------------------------------------------- fee on transfer

    function test_deposit_creditsWhatArrived() public {
        use(new FeeToken());
        depositUnits(1000);
        vm.assertEq(free(buyer), 990, "free balance");
    }

    function test_depositAndFund_locksWhatArrived() public {
        use(new FeeToken());
        vm.prank(buyer);
        clearing.depositAndFund(ch, 1000);
        assertState(990, 0, 0, 0);
    }

    function test_withdraw_leavesTheRestSolvent() public {
        use(new FeeToken());
        depositUnits(1000);
        vm.prank(buyer);
        clearing.withdraw(asset, seller, 500);
        vm.assertEq(free(buyer), token.balanceOf(address(clearing)), "owed and held");
    }

    function test_deposit_revertsWhenNothingArrives() public {
        use(new SwallowingToken());
        vm.expectRevert(abi.encodeWithSelector(IClearing.NothingReceived.selector, 0, 1000));
        depositUnits(1000);
    }

    // ---------------------------------------------------------------- refusing and silent tokens

    function test_deposit_revertsWhenTheTokenSaysFalse() public {
        FalseToken t = new FalseToken();
        use(t);
        t.refuse();
        vm.expectRevert(abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, address(t)));
        depositUnits(1000);
    }

    function test_withdraw_revertsWhenTheTokenSaysFalse() public {
        FalseToken t = new FalseToken();
        use(t);
        depositUnits(1000);
        t.refuse();
        vm.expectRevert(abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, address(t)));
        vm.prank(buyer);
        clearing.withdraw(asset, buyer, 1);
        vm.assertEq(free(buyer), 1000, "free balance");
    }

    function test_tokenWithoutReturnValuesWorks() public {
        NoReturnToken t = new NoReturnToken();
        asset = bytes32(uint256(uint160(address(t))));
        t.mint(buyer, 1000);
        vm.startPrank(buyer);
        t.approve(address(clearing), 1000);
        clearing.deposit(asset, buyer, 1000);
        clearing.withdraw(asset, stranger, 1000);
        vm.stopPrank();
        vm.assertEq(t.balanceOf(stranger), 1000, "token balance");
    }

    // ---------------------------------------------------------------- blocked addresses

    function test_aBlockedPayeeHoldsUpNobody() public {
        BlacklistToken t = new BlacklistToken();
        use(t);
        depositUnits(1000);
        open(1000);
        t.block_(seller);
        claimOne(leg(300));
        requestClose();
        vm.warp(START + DELAY);
        clearing.finalizeClose(ch);
        vm.prank(buyer);
        clearing.withdraw(asset, buyer, 700);

        vm.expectRevert(abi.encodeWithSelector(BlacklistToken.Blocked.selector, seller));
        vm.prank(seller);
        clearing.withdraw(asset, seller, 300);
        vm.prank(seller);
        clearing.withdraw(asset, stranger, 300);
        vm.assertEq(t.balanceOf(stranger), 300, "another address of the payee's");
    }

    function test_aBlockedPayerHoldsUpNobody() public {
        BlacklistToken t = new BlacklistToken();
        use(t);
        depositUnits(1000);
        open(1000);
        t.block_(buyer);
        claimOne(leg(300));
        vm.prank(seller);
        clearing.withdraw(asset, seller, 300);
        requestClose();
        vm.warp(START + DELAY);
        clearing.finalizeClose(ch);
        vm.prank(buyer);
        clearing.withdraw(asset, stranger, 700);
    }

    // ---------------------------------------------------------------- re-entering

    /// @dev The token itself owns money and a channel, so that only the guard refuses the inner call.
    function reenter(bytes memory call) internal {
        ReentrantToken t = ReentrantToken(address(token));
        t.arm(clearing, call);
        depositUnits(100);
        vm.assertTrue(t.tried(), "the token called back");
        vm.assertTrue(!t.succeeded(), "the inner call succeeded");
        vm.assertEq(
            bytes32(t.answer()),
            bytes32(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector),
            "refused by the guard"
        );
        uint256 owed = free(buyer) + free(address(t)) + clearing.state(id).deposit;
        vm.assertEq(owed, token.balanceOf(address(clearing)), "owed and held");
    }

    function armed() internal {
        ReentrantToken t = new ReentrantToken();
        ch.payer = address(t);
        ch.signer = address(t);
        use(t);
        t.mint(address(t), 1000);
        vm.startPrank(address(t));
        t.approve(address(clearing), 1000);
        clearing.deposit(asset, address(t), 500);
        clearing.fund(ch, 100);
        vm.stopPrank();
    }

    function test_reentrancy_deposit() public {
        armed();
        reenter(abi.encodeCall(Clearing.deposit, (asset, address(token), 100)));
    }

    function test_reentrancy_withdraw() public {
        armed();
        reenter(abi.encodeCall(Clearing.withdraw, (asset, address(token), 100)));
    }

    function test_reentrancy_transfer() public {
        armed();
        reenter(abi.encodeCall(Clearing.transfer, (asset, buyer, 100)));
    }

    function test_reentrancy_fund() public {
        armed();
        reenter(abi.encodeCall(Clearing.fund, (ch, 100)));
    }

    function test_reentrancy_depositAndFund() public {
        armed();
        reenter(abi.encodeCall(Clearing.depositAndFund, (ch, 100)));
    }

    function test_reentrancy_claim() public {
        armed();
        reenter(abi.encodeCall(Clearing.claim, (new Leg[](0))));
    }

    function test_reentrancy_claimPacked() public {
        armed();
        reenter(abi.encodeCall(Clearing.claimPacked, (Shared(seller, seller, asset, DELAY, 0, 0), "")));
    }

    function test_reentrancy_fundPledged() public {
        armed();
        reenter(abi.encodeCall(Clearing.fundPledged, (ch, ch, 100)));
    }

    function test_reentrancy_depositAndFundPledged() public {
        armed();
        reenter(abi.encodeCall(Clearing.depositAndFundPledged, (ch, ch, 100)));
    }

    function test_reentrancy_closePledged() public {
        armed();
        (Close memory c, bytes memory sig) = closeAt(0);
        reenter(abi.encodeCall(Clearing.closePledged, (ch, c, sig, noVoucher(), "", ch, sig)));
    }

    function test_reentrancy_authorizeAndFund() public {
        armed();
        Authorization memory a;
        reenter(abi.encodeCall(Clearing.authorizeAndFund, (ch, a)));
    }

    function test_reentrancy_authorizeAndFundPledged() public {
        armed();
        Authorization memory a;
        reenter(abi.encodeCall(Clearing.authorizeAndFundPledged, (ch, ch, a)));
    }

    function test_reentrancy_permitDeposit() public {
        armed();
        Permit memory p;
        reenter(abi.encodeCall(Clearing.permitDeposit, (asset, address(token), 100, p)));
    }

    function test_reentrancy_permitAndFund() public {
        armed();
        Permit memory p;
        reenter(abi.encodeCall(Clearing.permitAndFund, (ch, 100, p)));
    }

    function test_reentrancy_permitAndFundPledged() public {
        armed();
        Permit memory p;
        reenter(abi.encodeCall(Clearing.permitAndFundPledged, (ch, ch, 100, p)));
    }

    function test_reentrancy_requestCloseBySig() public {
        armed();
        reenter(abi.encodeCall(Clearing.requestCloseBySig, (ch, RequestClose(id, 0, 0), "")));
    }

    function test_reentrancy_withdrawBySig() public {
        armed();
        Withdraw memory w;
        reenter(abi.encodeCall(Clearing.withdrawBySig, (w, "")));
    }

    function test_reentrancy_revokeNonce() public {
        armed();
        reenter(abi.encodeCall(Clearing.revokeNonce, (1)));
    }

    function test_reentrancy_requestClose() public {
        armed();
        reenter(abi.encodeCall(Clearing.requestClose, (ch)));
    }

    function test_reentrancy_cancelClose() public {
        armed();
        vm.prank(ch.payer);
        clearing.requestClose(ch);
        reenter(abi.encodeCall(Clearing.cancelClose, (ch)));
    }

    function test_reentrancy_finalizeClose() public {
        armed();
        vm.prank(ch.payer);
        clearing.requestClose(ch);
        vm.warp(START + DELAY);
        reenter(abi.encodeCall(Clearing.finalizeClose, (ch)));
    }

    function test_reentrancy_closeCooperative() public {
        armed();
        (Close memory c, bytes memory sig) = closeAt(0);
        reenter(abi.encodeCall(Clearing.closeCooperative, (ch, c, sig, noVoucher(), "")));
    }
}
