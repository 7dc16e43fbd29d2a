// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Clearing} from "../src/Clearing.sol";
import {TestDollar} from "../src/TestDollar.sol";
import {IClearing} from "../src/IClearing.sol";
import {Fixture} from "./lib/Fixture.sol";
import {vm} from "./lib/Vm.sol";

contract LedgerTest is Fixture {
    function approved(address owner, uint256 amount) internal {
        dollar.mint(owner, amount);
        vm.prank(owner);
        dollar.approve(address(clearing), amount);
    }

    // ---------------------------------------------------------------- constructor

    function test_constructor_revertsWhenTheDelayIsZero() public {
        vm.expectRevert(abi.encodeWithSelector(IClearing.BadDelay.selector, 0, 1, 30 days));
        new Clearing(0);
    }

    function test_constructor_revertsWhenTheDelayIsOverTheGreatest() public {
        vm.expectRevert(abi.encodeWithSelector(IClearing.BadDelay.selector, 30 days + 1, 1, 30 days));
        new Clearing(30 days + 1);
    }

    // ---------------------------------------------------------------- deposit

    function test_deposit_creditsAnybody() public {
        approved(stranger, 7 * USD);
        vm.expectEmit();
        emit IClearing.Deposited(asset, stranger, seller, 7 * USD);
        vm.prank(stranger);
        clearing.deposit(asset, seller, 7 * USD);
        vm.assertEq(free(seller), 7 * USD, "free balance");
        vm.assertEq(free(stranger), 0, "caller's free balance");
    }

    function test_deposit_revertsWhenNotAllowed() public {
        dollar.mint(stranger, USD);
        vm.expectRevert(
            abi.encodeWithSignature("ERC20InsufficientAllowance(address,uint256,uint256)", address(clearing), 0, USD)
        );
        vm.prank(stranger);
        clearing.deposit(asset, stranger, USD);
    }

    function test_deposit_revertsWhenTheAmountIsZero() public {
        vm.expectRevert(abi.encodeWithSelector(IClearing.NothingReceived.selector, 0, 0));
        clearing.deposit(asset, buyer, 0);
    }

    function test_deposit_revertsWhenTheRecipientIsZero() public {
        vm.expectRevert(abi.encodeWithSelector(IClearing.BadRecipient.selector, address(0)));
        clearing.deposit(asset, address(0), USD);
    }

    function test_deposit_revertsWhenTheRecipientIsTheContract() public {
        vm.expectRevert(abi.encodeWithSelector(IClearing.BadRecipient.selector, address(clearing)));
        clearing.deposit(asset, address(clearing), USD);
    }

    function test_deposit_revertsWhenTheAssetIsNoContract() public {
        bytes32 nothing = bytes32(uint256(uint160(stranger)));
        vm.expectRevert(abi.encodeWithSelector(IClearing.BadAsset.selector, nothing));
        clearing.deposit(nothing, buyer, USD);
    }

    /// @dev Else two assets would share one token and each other's money.
    function test_deposit_revertsWhenTheAssetHasBitsAboveTheAddress() public {
        bytes32 alias_ = bytes32(uint256(asset) | (1 << 160));
        vm.expectRevert(abi.encodeWithSelector(IClearing.BadAsset.selector, alias_));
        clearing.deposit(alias_, buyer, USD);
    }

    // ---------------------------------------------------------------- withdraw

    function test_withdraw_sendsToAnyAddress() public {
        vm.expectEmit();
        emit IClearing.Withdrawn(asset, buyer, stranger, 400 * USD);
        vm.prank(buyer);
        clearing.withdraw(asset, stranger, 400 * USD);
        vm.assertEq(dollar.balanceOf(stranger), 400 * USD, "token balance");
        vm.assertEq(free(buyer), 600 * USD, "free balance");
    }

    function test_withdraw_revertsWhenTheBalanceIsTooLow() public {
        vm.expectRevert(abi.encodeWithSelector(IClearing.InsufficientBalance.selector, 1000 * USD, 1000 * USD + 1));
        vm.prank(buyer);
        clearing.withdraw(asset, buyer, 1000 * USD + 1);
    }

    function test_withdraw_revertsForAnotherOwner() public {
        vm.expectRevert(abi.encodeWithSelector(IClearing.InsufficientBalance.selector, 0, 1));
        vm.prank(stranger);
        clearing.withdraw(asset, stranger, 1);
    }

    function test_withdraw_revertsWhenTheRecipientIsZero() public {
        vm.expectRevert(abi.encodeWithSelector(IClearing.BadRecipient.selector, address(0)));
        vm.prank(buyer);
        clearing.withdraw(asset, address(0), 1);
    }

    function test_withdraw_revertsWhenTheRecipientIsTheContract() public {
        vm.expectRevert(abi.encodeWithSelector(IClearing.BadRecipient.selector, address(clearing)));
        vm.prank(buyer);
        clearing.withdraw(asset, address(clearing), 1);
    }

    function test_withdraw_cannotTouchWhatIsLocked() public {
        open(900 * USD);
        vm.expectRevert(abi.encodeWithSelector(IClearing.InsufficientBalance.selector, 100 * USD, 101 * USD));
        vm.prank(buyer);
        clearing.withdraw(asset, buyer, 101 * USD);
    }

    // ---------------------------------------------------------------- transfer

    function test_transfer_movesFreeBalance() public {
        vm.expectEmit();
        emit IClearing.Transferred(asset, buyer, seller, 5 * USD);
        vm.prank(buyer);
        clearing.transfer(asset, seller, 5 * USD);
        vm.assertEq(free(seller), 5 * USD, "free balance");
        vm.assertEq(free(buyer), 995 * USD, "free balance");
    }

    function test_transfer_toOneselfChangesNothing() public {
        vm.prank(buyer);
        clearing.transfer(asset, buyer, 1000 * USD);
        vm.assertEq(free(buyer), 1000 * USD, "free balance");
    }

    function test_transfer_revertsWhenTheBalanceIsTooLow() public {
        vm.expectRevert(abi.encodeWithSelector(IClearing.InsufficientBalance.selector, 0, 1));
        vm.prank(stranger);
        clearing.transfer(asset, seller, 1);
    }

    function test_transfer_revertsWhenTheRecipientIsZero() public {
        vm.expectRevert(abi.encodeWithSelector(IClearing.BadRecipient.selector, address(0)));
        vm.prank(buyer);
        clearing.transfer(asset, address(0), 1);
    }

    // ---------------------------------------------------------------- the test token

    function test_mint_revertsForAnybodyElse() public {
        vm.expectRevert(abi.encodeWithSelector(TestDollar.NotMinter.selector, stranger, address(this)));
        vm.prank(stranger);
        dollar.mint(stranger, 1);
    }

    function test_testDollar_hasSixDecimals() public view {
        vm.assertEq(dollar.decimals(), 6, "decimals");
    }
}
