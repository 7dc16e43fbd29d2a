// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {Clearing} from "../../src/Clearing.sol";
import {Channel, Leg} from "../../src/IClearing.sol";

contract PlainToken is ERC20 {
    constructor() ERC20("Plain", "PLN") {}

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }
}

/// @notice Keeps one per cent of every transfer.
contract FeeToken is PlainToken {
    function _update(address from, address to, uint256 amount) internal override {
        if (from != address(0) && to != address(0)) {
            uint256 fee = amount / 100;
            super._update(from, address(0xFEE), fee);
            amount -= fee;
        }
        super._update(from, to, amount);
    }
}

/// @notice Swallows the whole transfer.
contract SwallowingToken is PlainToken {
    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, from != address(0) && to != address(0) ? address(0xFEE) : to, amount);
    }
}

/// @notice Returns false and does nothing once it is told to.
contract FalseToken is PlainToken {
    bool internal refusing;

    function refuse() external {
        refusing = true;
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        return !refusing && super.transfer(to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        return !refusing && super.transferFrom(from, to, amount);
    }
}

/// @notice Returns nothing, as some large stablecoins do.
contract NoReturnToken {
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
    }

    function approve(address spender, uint256 amount) external {
        allowance[msg.sender][spender] = amount;
    }

    function transfer(address to, uint256 amount) external {
        move(msg.sender, to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) external {
        allowance[from][msg.sender] -= amount;
        move(from, to, amount);
    }

    function move(address from, address to, uint256 amount) internal {
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
    }
}

/// @notice Its issuer blocks addresses.
contract BlacklistToken is PlainToken {
    mapping(address => bool) public blocked;

    error Blocked(address who);

    function block_(address who) external {
        blocked[who] = true;
    }

    function _update(address from, address to, uint256 amount) internal override {
        if (blocked[from]) revert Blocked(from);
        if (blocked[to]) revert Blocked(to);
        super._update(from, to, amount);
    }
}

/// @notice Calls one verb of the clearing contract in the middle of a transfer, and goes on whatever it answers.
contract ReentrantToken is PlainToken {
    Clearing internal clearing;
    bytes internal attack;
    bool public tried;
    bool public succeeded;
    bytes4 public answer;

    function arm(Clearing target, bytes calldata call) external {
        clearing = target;
        attack = call;
    }

    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, amount);
        if (attack.length != 0 && !tried) {
            tried = true;
            bytes memory result;
            (succeeded, result) = address(clearing).call(attack);
            answer = bytes4(result);
        }
    }
}

/// @notice Takes every order, those of standards that it does not know included, and moves nothing.
contract AcceptingToken is PlainToken {
    fallback() external {}
}

/// @notice A contract that owns money and says yes to one digest, as often as it is asked.
contract Wallet1271 {
    bytes32 internal agreed;

    function agree(bytes32 digest) external {
        agreed = digest;
    }

    function isValidSignature(bytes32 digest, bytes calldata) external view returns (bytes4) {
        return digest == agreed ? this.isValidSignature.selector : bytes4(0);
    }
}
