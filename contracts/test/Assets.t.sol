// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Clearing} from "../src/Clearing.sol";
import {IClearing, Close, Leg, RequestClose, SkipReason, Withdraw} from "../src/IClearing.sol";
import {Fixture} from "./lib/Fixture.sol";
import {PlainToken} from "./lib/HostileTokens.sol";
import {vm} from "./lib/Vm.sol";

/// @notice Tokens of any number of decimals, and two deployments beside each other.
contract AssetsTest is Fixture {
    /// @dev A whole channel's life in amounts like 1,234.56 tokens and the smallest unit.
    function life(uint256 decimals) internal {
        PlainToken token = new PlainToken();
        uint256 whole = 10 ** decimals;
        uint96 deposit = uint96(123_456 * whole / 100 + 1);
        asset = bytes32(uint256(uint160(address(token))));
        ch.asset = asset;
        id = clearing.channelId(ch);
        token.mint(buyer, deposit);
        vm.startPrank(buyer);
        token.approve(address(clearing), deposit);
        clearing.depositAndFund(ch, deposit);
        vm.stopPrank();

        claimOne(leg(1));
        claimOne(leg(deposit / 3));
        claimOne(leg(deposit - 1));
        requestClose();
        vm.warp(START + DELAY);
        clearing.finalizeClose(ch);
        vm.assertEq(free(buyer), 1, "payer's free balance");
        vm.prank(seller);
        clearing.withdraw(asset, seller, deposit - 1);
        vm.assertEq(token.balanceOf(seller), deposit - 1, "payee's tokens");
    }

    function test_decimals_2() public {
        life(2);
    }

    function test_decimals_6() public {
        life(6);
    }

    function test_decimals_18() public {
        life(18);
    }

    function test_decimals_24() public {
        life(24);
    }

    /// @dev 2^96 base units are 79,228 tokens of 24 decimals: more is refused, not cut.
    function test_decimals_24_moreThanAChannelHoldsIsRefused() public {
        PlainToken token = new PlainToken();
        asset = bytes32(uint256(uint160(address(token))));
        ch.asset = asset;
        uint256 amount = 80_000e24;
        token.mint(buyer, amount);
        vm.startPrank(buyer);
        token.approve(address(clearing), amount);
        clearing.deposit(asset, buyer, amount);
        clearing.fund(ch, 79_000e24);
        vm.expectRevert(abi.encodeWithSelector(IClearing.Overflow.selector, 79_500e24, type(uint96).max));
        clearing.fund(ch, 500e24);
        vm.stopPrank();
    }

    // ---------------------------------------------------------------- two deployments

    /// @dev The same channel with the same id on another deployment: nothing signed for one counts on the other.
    function test_twoDeployments_shareNothingThatIsSigned() public {
        open(100 * USD);
        Clearing first = clearing;
        Leg memory l = leg(30 * USD);
        (Close memory c, bytes memory closeSig) = closeAt(0);
        RequestClose memory r = RequestClose(id, 0, 1);
        Withdraw memory w = Withdraw(vm.addr(STRANGER_KEY), asset, stranger, USD, 1, uint64(block.timestamp));
        bytes memory withdrawSig = sign(STRANGER_KEY, clearing.withdrawDigest(w));
        bytes memory requestSig = sign(STRANGER_KEY, clearing.requestCloseDigest(r));

        clearing = new Clearing(MIN_DELAY);
        depositFor(buyer, 100 * USD);
        depositFor(w.owner, USD);
        open(100 * USD);
        vm.assertEq(clearing.channelId(ch), first.channelId(ch), "id");

        expectSkip(SkipReason.BadSignature);
        claimOne(l);
        vm.expectPartialRevert(IClearing.BadSignature.selector);
        clearing.closeCooperative(ch, c, closeSig, noVoucher(), "");
        vm.expectPartialRevert(IClearing.BadSignature.selector);
        clearing.requestCloseBySig(ch, r, requestSig);
        vm.expectPartialRevert(IClearing.BadSignature.selector);
        clearing.withdrawBySig(w, withdrawSig);
        first.claim(one(l));
        vm.assertEq(first.balanceOf(asset, seller), 30 * USD, "payee's balance at the first");
        assertState(100 * USD, 0, 0, 0);
    }
}
