// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Clearing} from "../src/Clearing.sol";
import {Authorization, Channel, Close, Leg, Voucher} from "../src/IClearing.sol";
import {PackedFixture} from "./lib/PackedFixture.sol";
import {Signing} from "./lib/Signing.sol";
import {vm} from "./lib/Vm.sol";

/// @notice Full transaction gas of every verb (run with --isolate: npm run gas). "first" writes a slot that was zero.
contract GasTest is PackedFixture {
    /// @dev Opens the channel without being measured.
    function opened() internal {
        open(100 * USD);
    }

    /// @dev Gives the payee a balance, as every payee but a new one has.
    function known() internal {
        vm.prank(buyer);
        clearing.transfer(asset, seller, 1);
    }

    function approved(uint256 amount) internal {
        dollar.mint(buyer, amount);
        vm.prank(buyer);
        dollar.approve(address(clearing), type(uint256).max);
    }

    function test_gas_deploy() public {
        new Clearing(MIN_DELAY);
        vm.snapshotValue("deploy: bytes of code", address(clearing).code.length);
    }

    function test_gas_depositFirst() public {
        dollar.mint(stranger, USD);
        vm.prank(stranger);
        dollar.approve(address(clearing), type(uint256).max);
        vm.prank(stranger);
        clearing.deposit(asset, stranger, USD / 2);
        vm.snapshotGasLastCall("deposit first");
    }

    function test_gas_deposit() public {
        approved(2 * USD);
        vm.prank(buyer);
        clearing.deposit(asset, buyer, USD);
        vm.snapshotGasLastCall("deposit");
    }

    function test_gas_open() public {
        opened();
        vm.snapshotGasLastCall("open from ledger");
    }

    function test_gas_topUp() public {
        opened();
        open(USD);
        vm.snapshotGasLastCall("top up from ledger");
    }

    function test_gas_reopen() public {
        opened();
        requestClose();
        vm.warp(block.timestamp + DELAY);
        clearing.finalizeClose(ch);
        open(USD);
        vm.snapshotGasLastCall("reopen from ledger");
    }

    function test_gas_depositAndFund() public {
        approved(2 * USD);
        vm.prank(buyer);
        clearing.depositAndFund(ch, USD);
        vm.snapshotGasLastCall("open by pull");
    }

    function test_gas_authorizeAndFund() public {
        Channel memory c = ch;
        c.payer = vm.addr(77);
        dollar.mint(c.payer, 2 * USD);
        Authorization memory a = Signing.authorize(clearing, dollar, c, USD, "salt", 77);
        clearing.authorizeAndFund(c, a);
        vm.snapshotGasLastCall("open gasless (EIP-3009)");
    }

    function test_gas_claimFirst() public {
        opened();
        Leg[] memory legs = one(leg(USD));
        clearing.claim(legs);
        vm.snapshotGasLastCall("claim 1 first");
    }

    function test_gas_claim() public {
        opened();
        known();
        Leg[] memory legs = one(leg(USD));
        clearing.claim(legs);
        vm.snapshotGasLastCall("claim 1");
    }

    function test_gas_claimStale() public {
        opened();
        claimOne(leg(USD));
        Leg[] memory legs = one(leg(USD));
        clearing.claim(legs);
        vm.snapshotGasLastCall("claim 1 stale");
    }

    function batch(uint256 n) internal returns (uint256 gas) {
        known();
        Leg[] memory legs = new Leg[](n);
        for (uint256 i; i < n; ++i) {
            Channel memory c = ch;
            c.salt = uint64(100 + i);
            vm.prank(buyer);
            clearing.fund(c, USD);
            legs[i] = legOf(c, SIGNER_KEY, 0, USD / 2);
        }
        clearing.claim(legs);
        return vm.snapshotGasLastCall(string.concat("claim ", vm.toString(n)));
    }

    function test_gas_claim10() public {
        vm.snapshotValue("claim per leg at 10", batch(10) / 10);
    }

    function test_gas_claim50() public {
        vm.snapshotValue("claim per leg at 50", batch(50) / 50);
    }

    function test_gas_claim100() public {
        vm.snapshotValue("claim per leg at 100", batch(100) / 100);
    }

    /// @dev Every leg of another payer, with addresses as long as real ones.
    function packedBatch(uint256 n) internal {
        known();
        Leg[] memory legs = new Leg[](n);
        for (uint256 i; i < n; ++i) {
            Channel memory c = ch;
            c.payer = vm.addr(1000 + i);
            c.signer = vm.addr(2000 + i);
            c.salt = uint64(bytes8(keccak256(abi.encode(i))));
            vm.prank(buyer);
            clearing.transfer(asset, c.payer, USD);
            vm.prank(c.payer);
            clearing.fund(c, USD);
            legs[i] = legOf(c, 2000 + i, 0, USD / 2);
        }
        clearing.claimPacked(shared(), packed(legs));
        uint256 gas = vm.snapshotGasLastCall(string.concat("claimPacked ", vm.toString(n)));
        vm.assertEq(free(seller), n * USD / 2 + 1, "payee's free balance");
        vm.snapshotValue(string.concat("claimPacked per leg at ", vm.toString(n)), gas / n);
    }

    function test_gas_claimPacked1() public {
        packedBatch(1);
    }

    function test_gas_claimPacked10() public {
        packedBatch(10);
    }

    function test_gas_claimPacked50() public {
        packedBatch(50);
    }

    function test_gas_claimPacked100() public {
        packedBatch(100);
    }

    function test_gas_requestClose() public {
        opened();
        requestClose();
        vm.snapshotGasLastCall("requestClose");
    }

    function test_gas_cancelClose() public {
        opened();
        requestClose();
        vm.prank(buyer);
        clearing.cancelClose(ch);
        vm.snapshotGasLastCall("cancelClose");
    }

    function test_gas_finalizeClose() public {
        opened();
        requestClose();
        vm.warp(block.timestamp + DELAY);
        clearing.finalizeClose(ch);
        vm.snapshotGasLastCall("finalizeClose");
    }

    function test_gas_closeCooperative() public {
        opened();
        known();
        Leg memory l = leg(60 * USD);
        Voucher memory v = voucherOf(l);
        (Close memory c, bytes memory sig) = closeAt(50 * USD);
        clearing.closeCooperative(ch, c, sig, v, l.sig);
        vm.snapshotGasLastCall("closeCooperative with voucher");
    }

    function test_gas_withdrawFirst() public {
        vm.prank(buyer);
        clearing.withdraw(asset, stranger, USD);
        vm.snapshotGasLastCall("withdraw to fresh address");
    }

    function test_gas_withdraw() public {
        dollar.mint(stranger, 1);
        vm.prank(buyer);
        clearing.withdraw(asset, stranger, USD);
        vm.snapshotGasLastCall("withdraw to known address");
    }

    function test_gas_transfer() public {
        known();
        vm.prank(buyer);
        clearing.transfer(asset, seller, USD);
        vm.snapshotGasLastCall("transfer");
    }
}
