// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Channel, Leg} from "../src/IClearing.sol";
import {Fixture} from "./lib/Fixture.sol";
import {vm} from "./lib/Vm.sol";

/// @notice I8: applying legs in any order, split over transactions or repeated, ends in one state.
contract ConfluenceTest is Fixture {
    Channel[3] internal channels;
    Leg[] internal pool;

    function setUp() public override {
        super.setUp();
        for (uint64 i; i < 3; ++i) {
            channels[i] = ch;
            channels[i].salt = 10 + i;
            channels[i].payee = i == 2 ? stranger : seller;
            vm.prank(buyer);
            clearing.fund(channels[i], 100 * USD);
        }
    }

    function result() internal view returns (bytes32) {
        return keccak256(
            abi.encode(
                clearing.state(clearing.channelId(channels[0])),
                clearing.state(clearing.channelId(channels[1])),
                clearing.state(clearing.channelId(channels[2])),
                free(seller),
                free(stranger),
                free(buyer)
            )
        );
    }

    function testFuzz_claim_isConfluent(uint256 seed) public {
        for (uint256 i; i < 7; ++i) {
            uint256 r = uint256(keccak256(abi.encode(seed, i)));
            pool.push(legOf(channels[r % 3], SIGNER_KEY, 0, uint96(1 + (r >> 8) % (100 * USD))));
            if (r % 4 == 0) pool[i].upTo = uint96(1 + (r >> 128) % (100 * USD));
        }
        uint256 before = vm.snapshotState();
        clearing.claim(pool);
        bytes32 want = result();
        vm.revertToState(before);

        // another order, every leg in a transaction of its own, some of them twice
        uint256 step = 1 + (seed % 6);
        for (uint256 i; i < 7; ++i) {
            uint256 n = (i * step + seed % 7) % 7;
            claimOne(pool[n]);
            if (n % 2 == 0) claimOne(pool[n]);
        }
        vm.assertEq(result(), want, "final state");
    }
}
