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

/// @notice A token of every standard that the contract knows, in one of several moods. It checks no signature: what is
/// tested with it is what the contract makes of its answers.
contract MoodyToken {
    enum Mood {
        Fine,
        Fee, // keeps one per cent
        Silent, // returns nothing
        False, // returns false and moves nothing
        Swallowing, // takes all and passes nothing on
        Paused
    }

    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    Mood public mood;

    error InBadMood();

    function set(Mood next) external {
        mood = next;
    }

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
    }

    function approve(address spender, uint256 amount) external {
        allowance[msg.sender][spender] = amount;
    }

    function permit(address owner, address spender, uint256 amount, uint256, uint8, bytes32, bytes32) external {
        allowance[owner][spender] = amount;
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        move(msg.sender, to, amount);
        return answer();
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        allowance[from][msg.sender] -= amount;
        move(from, to, amount);
        return answer();
    }

    function receiveWithAuthorization(
        address from,
        address to,
        uint256 amount,
        uint256,
        uint256,
        bytes32,
        uint8,
        bytes32,
        bytes32
    ) external {
        move(from, to, amount);
    }

    function move(address from, address to, uint256 amount) internal {
        if (mood == Mood.Paused) revert InBadMood();
        if (mood == Mood.False) return;
        balanceOf[from] -= amount;
        if (mood == Mood.Fee) amount -= amount / 100;
        if (mood != Mood.Swallowing) balanceOf[to] += amount;
    }

    function answer() internal view returns (bool) {
        if (mood == Mood.Silent) {
            assembly ("memory-safe") {
                return(0, 0)
            }
        }
        return mood != Mood.False;
    }
}

/// @notice Says of the clearing contract's balance what it is told to say.
contract LyingToken is PlainToken {
    uint256 internal lie;

    function say(uint256 balance) external {
        lie = balance;
    }

    function balanceOf(address who) public view override returns (uint256) {
        return lie != 0 && who != tx.origin ? lie : super.balanceOf(who);
    }

    function _update(address from, address to, uint256 amount) internal override {
        if (lie != 0) lie += amount;
        else super._update(from, to, amount);
    }
}

/// @notice A wallet that signs with whatever it feels like at the moment: yes, no, all the gas there is, or a call back.
contract FickleWallet {
    enum Mood {
        No,
        Yes,
        Burning,
        CallingBack
    }

    Mood public mood;
    Clearing internal clearing;
    bytes internal call;

    function set(Mood next) external {
        mood = next;
    }

    function arm(Clearing target, bytes calldata call_) external {
        (clearing, call) = (target, call_);
    }

    function isValidSignature(bytes32, bytes calldata) external returns (bytes4) {
        if (mood == Mood.No) return 0;
        while (mood == Mood.Burning) {}
        if (mood == Mood.CallingBack) {
            (bool ok,) = address(clearing).call(call);
            if (ok) return 0; // a static call lets nothing through
        }
        return this.isValidSignature.selector;
    }
}
