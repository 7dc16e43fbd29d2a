// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Clearing} from "../../src/Clearing.sol";
import {Channel, Close, Leg, State, Voucher} from "../../src/IClearing.sol";
import {PlainToken} from "./HostileTokens.sol";
import {vm} from "./Vm.sol";

/// @notice Does what owners, signers and strangers may do, in two assets and eight channels, and remembers what must hold.
/// Every verb makes its own preconditions, so that nearly every call has an effect; `calls` and `effects` say how many.
contract Handler {
    uint256 internal constant FIRST_KEY = 0x5160;
    uint32 internal constant DELAY = 2 days;

    Clearing public immutable clearing;
    PlainToken[2] public tokens;
    address[4] public owners = [address(0xB1), address(0xB2), address(0x51), address(0x52)]; // two payers, two payees
    Channel[] internal channels;
    bytes32[] internal ids;
    uint256 public steps;

    mapping(bytes32 id => mapping(uint32 epoch => uint96)) public signedMax;
    mapping(bytes32 id => mapping(uint32 epoch => Leg)) internal best;
    mapping(string verb => uint256) public calls;
    mapping(string verb => uint256) public effects;
    string[] public verbs = [
        "deposit",
        "withdraw",
        "transfer",
        "fund",
        "claim",
        "requestClose",
        "cancelClose",
        "finalizeClose",
        "closeCooperative"
    ];

    constructor(Clearing target) {
        clearing = target;
        tokens = [new PlainToken(), new PlainToken()];
        for (uint64 i; i < 8; ++i) {
            channels.push(
                Channel({
                    payer: owners[i % 2],
                    signer: vm.addr(FIRST_KEY + i),
                    payee: owners[2 + (i / 2) % 2],
                    payeeSigner: vm.addr(FIRST_KEY + 100 + i),
                    asset: assetOf(i / 4),
                    closeDelay: DELAY,
                    sink: 0,
                    sinkBps: 0,
                    salt: i
                })
            );
            ids.push(target.channelId(channels[i]));
        }
    }

    // ---------------------------------------------------------------- looks

    function assetOf(uint256 n) public view returns (bytes32) {
        return bytes32(uint256(uint160(address(tokens[n % 2]))));
    }

    function channelCount() external view returns (uint256) {
        return channels.length;
    }

    function channel(uint256 n) public view returns (Channel memory) {
        return channels[n % channels.length];
    }

    function idOf(uint256 n) public view returns (bytes32) {
        return ids[n % ids.length];
    }

    function stateOf(uint256 n) public view returns (State memory) {
        return clearing.state(idOf(n));
    }

    /// @notice The highest voucher of the channel's current epoch.
    function bestLeg(uint256 n) external view returns (Leg memory) {
        return best[idOf(n)][stateOf(n).epoch];
    }

    function sign(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    function within(uint256 x, uint256 low, uint256 high) internal pure returns (uint256) {
        return low + x % (high - low + 1);
    }

    // ---------------------------------------------------------------- what nobody but its owner may change (I6, I7)

    struct Seen {
        uint256[8] balances; // owner x asset
        State[] states;
    }

    function look() internal view returns (Seen memory seen) {
        for (uint256 i; i < 8; ++i) {
            seen.balances[i] = clearing.balanceOf(assetOf(i / 4), owners[i % 4]);
        }
        seen.states = clearing.states(ids);
    }

    /// @dev After every verb: `caller` lowered nobody else's free balance, moved nobody else's timer and opened nobody
    /// else's channel; epochs and, within them, claims only rise.
    function check(Seen memory before, address caller) internal view {
        Seen memory now_ = look();
        for (uint256 i; i < 8; ++i) {
            if (owners[i % 4] != caller) {
                vm.assertGe(now_.balances[i], before.balances[i], "another owner's free balance");
            }
            Channel memory c = channels[i];
            State memory a = before.states[i];
            State memory b = now_.states[i];
            vm.assertGe(b.epoch, a.epoch, "epoch fell");
            vm.assertLe(b.epoch, uint256(a.epoch) + 1, "epoch jumped");
            if (b.epoch == a.epoch) {
                vm.assertGe(b.claimed, a.claimed, "claimed fell within an epoch");
                vm.assertGe(b.deposit, a.deposit, "deposit fell within an epoch");
                if (caller != c.payer) vm.assertEq(b.deposit, a.deposit, "a stranger changed a deposit");
                if (caller != c.payer && caller != c.signer) {
                    vm.assertEq(b.closeAt, a.closeAt, "a stranger moved a timer");
                }
                if (caller != c.payer) {
                    vm.assertTrue(a.closeAt == 0 || b.closeAt == a.closeAt, "only the payer cancels");
                }
            }
        }
    }

    modifier counted(string memory verb) {
        ++calls[verb];
        ++steps;
        _;
    }

    function done(string memory verb, Seen memory before, address caller) internal {
        ++effects[verb];
        check(before, caller);
    }

    // ---------------------------------------------------------------- ledger

    function give(address owner, uint256 n, uint256 amount) internal {
        PlainToken t = tokens[n % 2];
        t.mint(owner, amount);
        vm.startPrank(owner);
        t.approve(address(clearing), amount);
        clearing.deposit(assetOf(n), owner, amount);
        vm.stopPrank();
    }

    function funded(address owner, uint256 n) internal returns (uint256 have) {
        have = clearing.balanceOf(assetOf(n), owner);
        if (have == 0) give(owner, n, have = 1e6);
    }

    function deposit(uint256 who, uint256 to, uint256 n, uint256 amount) external counted("deposit") {
        amount = within(amount, 1, 1e12);
        address from = owners[who % 4];
        tokens[n % 2].mint(from, amount);
        vm.prank(from);
        tokens[n % 2].approve(address(clearing), amount);
        Seen memory before = look();
        vm.prank(from);
        clearing.deposit(assetOf(n), owners[to % 4], amount);
        done("deposit", before, from);
    }

    function withdraw(uint256 who, uint256 n, uint256 amount) external counted("withdraw") {
        address owner = owners[who % 4];
        uint256 have = funded(owner, n);
        Seen memory before = look();
        vm.prank(owner);
        clearing.withdraw(assetOf(n), address(0xCA5), within(amount, 1, have));
        done("withdraw", before, owner);
    }

    function transfer(uint256 who, uint256 to, uint256 n, uint256 amount) external counted("transfer") {
        address owner = owners[who % 4];
        uint256 have = funded(owner, n);
        Seen memory before = look();
        vm.prank(owner);
        clearing.transfer(assetOf(n), owners[to % 4], within(amount, 1, have));
        done("transfer", before, owner);
    }

    // ---------------------------------------------------------------- channels

    function opened(uint256 n) internal {
        if (stateOf(n).deposit == 0) lock(n, 1e9, false);
    }

    /// @dev Without it channels fill up and vouchers pay nothing any more.
    function room(uint256 n) internal {
        if (stateOf(n).deposit == stateOf(n).claimed) lock(n, 1e9, n % 2 == 0);
    }

    function lock(uint256 n, uint96 amount, bool pull) internal {
        Channel memory c = channel(n);
        if (pull) {
            PlainToken t = PlainToken(address(uint160(uint256(c.asset))));
            t.mint(c.payer, amount);
            vm.prank(c.payer);
            t.approve(address(clearing), amount);
            vm.prank(c.payer);
            clearing.depositAndFund(c, amount);
            return;
        }
        uint256 have = clearing.balanceOf(c.asset, c.payer);
        if (have < amount) give(c.payer, n % 8 / 4, amount - have);
        vm.prank(c.payer);
        clearing.fund(c, amount);
    }

    function fund(uint256 n, uint256 amount, bool pull) external counted("fund") {
        Seen memory before = look();
        lock(n, uint96(within(amount, 1, 1e12)), pull);
        done("fund", before, channel(n).payer);
    }

    /// @dev Signs above the last voucher, sometimes above the deposit.
    function signed(uint256 n, uint256 more) internal returns (Leg memory leg) {
        n %= channels.length;
        Channel memory c = channels[n];
        bytes32 id = idOf(n);
        State memory s = clearing.state(id);
        uint96 cumulative = signedMax[id][s.epoch] + uint96(within(more, 1, 1e9));
        bytes32 memo = keccak256(abi.encode(cumulative));
        bytes32 digest = clearing.voucherDigest(Voucher(id, s.epoch, cumulative, memo));
        leg = Leg(c, s.epoch, cumulative, memo, 0, sign(FIRST_KEY + n, digest));
        signedMax[id][s.epoch] = cumulative;
        best[id][s.epoch] = leg;
    }

    /// @dev A batch of up to five legs by anybody: genuine ones, capped ones, repeated ones, and ones with a field changed.
    function claim(uint256 seed, uint256 who, uint256 spoil) external counted("claim") {
        uint256 n = within(seed, 2, 5);
        Leg[] memory legs = new Leg[](n);
        uint256 paid;
        for (uint256 i; i < n; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            room(random);
            legs[i] = signed(random, random >> 8);
            if (random % 5 == 0) legs[i].upTo = uint96(within(random >> 16, 1, legs[i].cumulative));
            if (i > 0 && random % 7 == 0) legs[i] = legs[i - 1];
        }
        spoiled(legs[spoil % n], spoil);
        Seen memory before = look();
        vm.prank(owners[who % 4]);
        clearing.claim(legs);
        for (uint256 i; i < 8; ++i) {
            paid += stateOf(i).claimed - before.states[i].claimed;
        }
        if (paid != 0) ++effects["claim"];
        check(before, address(0)); // lowers nobody's balance, its caller's included
    }

    function spoiled(Leg memory leg, uint256 spoil) internal pure {
        uint256 how = (spoil >> 8) % 20;
        if (how == 0) leg.cumulative += 1;
        if (how == 1) leg.memo = ~leg.memo;
        if (how == 2) leg.epoch += 1;
        if (how == 3) leg.sig = "";
        if (how == 4) leg.sig[0] = ~leg.sig[0];
        if (how == 5) leg.c.payee = address(0xBAD);
        if (how == 6) leg.c.salt = 999;
        if (how == 7) leg.upTo = type(uint96).max;
    }

    function requestClose(uint256 n, bool bySigner) external counted("requestClose") {
        opened(n);
        if (stateOf(n).closeAt != 0) {
            vm.prank(channel(n).payer);
            clearing.cancelClose(channel(n));
        }
        address caller = bySigner ? channel(n).signer : channel(n).payer;
        Seen memory before = look();
        vm.prank(caller);
        clearing.requestClose(channel(n));
        done("requestClose", before, caller);
    }

    function cancelClose(uint256 n) external counted("cancelClose") {
        closing(n);
        Seen memory before = look();
        vm.prank(channel(n).payer);
        clearing.cancelClose(channel(n));
        done("cancelClose", before, channel(n).payer);
    }

    function closing(uint256 n) internal {
        opened(n);
        if (stateOf(n).closeAt != 0) return;
        vm.prank(channel(n).payer);
        clearing.requestClose(channel(n));
    }

    function finalizeClose(uint256 n, uint256 who) external counted("finalizeClose") {
        closing(n);
        uint256 closeAt = stateOf(n).closeAt;
        if (block.timestamp < closeAt) vm.warp(closeAt);
        Seen memory before = look();
        address caller = owners[who % 4];
        vm.prank(caller);
        clearing.finalizeClose(channel(n));
        done("finalizeClose", before, address(0));
    }

    function closeCooperative(uint256 n, uint256 share, uint256 who) external counted("closeCooperative") {
        n %= channels.length;
        opened(n);
        Channel memory c = channel(n);
        Leg memory leg = signed(n, share);
        State memory s = stateOf(n);
        uint96 most = leg.cumulative < s.deposit ? leg.cumulative : s.deposit;
        Close memory close = Close(idOf(n), s.epoch, uint96(within(share, 0, most)), uint64(block.timestamp));
        bytes memory sig = sign(FIRST_KEY + 100 + n, clearing.closeDigest(close));
        Voucher memory v = Voucher(close.channelId, leg.epoch, leg.cumulative, leg.memo);
        Seen memory before = look();
        vm.prank(owners[who % 4]);
        clearing.closeCooperative(c, close, sig, v, leg.sig);
        done("closeCooperative", before, address(0));
    }

    function wait_(uint256 time) external {
        vm.warp(block.timestamp + within(time, 1, 1 days));
    }
}
