// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

import {IERC3009} from "./IERC3009.sol";

/// @title A stablecoin for development networks, worth nothing
contract TestDollar is ERC20, ERC20Permit, IERC3009 {
    bytes32 public constant RECEIVE_WITH_AUTHORIZATION_TYPEHASH = keccak256(
        "ReceiveWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );

    address public immutable minter;

    mapping(address authorizer => mapping(bytes32 nonce => bool used)) public authorizationState;

    error NotMinter(address caller, address minter);
    error NotReceiver(address caller, address to);
    error NotValidNow(uint256 time, uint256 validAfter, uint256 validBefore);
    error AuthorizationUsed(address from, bytes32 nonce);
    error NotAuthorized(address recovered, address from);

    constructor() ERC20("Test Dollar", "tUSD") ERC20Permit("Test Dollar") {
        minter = msg.sender;
    }

    function decimals() public pure override returns (uint8) {
        return 6;
    }

    function mint(address to, uint256 amount) external {
        if (msg.sender != minter) revert NotMinter(msg.sender, minter);
        _mint(to, amount);
    }

    /// @inheritdoc IERC3009
    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external {
        if (msg.sender != to) revert NotReceiver(msg.sender, to);
        if (block.timestamp <= validAfter || block.timestamp >= validBefore) {
            revert NotValidNow(block.timestamp, validAfter, validBefore);
        }
        if (authorizationState[from][nonce]) revert AuthorizationUsed(from, nonce);
        bytes32 structHash =
            keccak256(abi.encode(RECEIVE_WITH_AUTHORIZATION_TYPEHASH, from, to, value, validAfter, validBefore, nonce));
        address recovered = ECDSA.recover(_hashTypedDataV4(structHash), v, r, s);
        if (recovered != from) revert NotAuthorized(recovered, from);

        authorizationState[from][nonce] = true;
        _transfer(from, to, value);
    }
}
