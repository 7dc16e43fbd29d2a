// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Clearing} from "../../src/Clearing.sol";
import {TestDollar} from "../../src/TestDollar.sol";
import {Authorization, Channel, Permit} from "../../src/IClearing.sol";
import {vm} from "./Vm.sol";

/// @notice What a wallet signs for a token.
library Signing {
    function authorize(Clearing clearing, TestDollar token, Channel memory c, uint96 amount, bytes32 salt, uint256 key)
        internal
        view
        returns (Authorization memory a)
    {
        bytes32 id = clearing.channelId(c);
        bytes32 nonce = keccak256(abi.encode(id, clearing.state(id).epoch, salt));
        uint256 validBefore = block.timestamp + 30 days; // outlives a close
        bytes32 typehash = token.RECEIVE_WITH_AUTHORIZATION_TYPEHASH();
        bytes32 structHash =
            keccak256(abi.encode(typehash, c.payer, address(clearing), uint256(amount), 0, validBefore, nonce));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest(token, structHash));
        return Authorization(amount, 0, validBefore, salt, v, r, s);
    }

    function permit(TestDollar token, address owner, address spender, uint256 amount, uint256 key)
        internal
        view
        returns (Permit memory)
    {
        bytes32 typehash =
            keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        uint256 deadline = block.timestamp + 1 hours;
        bytes32 structHash = keccak256(abi.encode(typehash, owner, spender, amount, token.nonces(owner), deadline));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest(token, structHash));
        return Permit(deadline, v, r, s);
    }

    function digest(TestDollar token, bytes32 structHash) private view returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), structHash));
    }
}
