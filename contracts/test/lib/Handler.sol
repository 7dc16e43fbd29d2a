// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Clearing} from "../../src/Clearing.sol";
import {
    Authorization,
    Channel,
    Close,
    Leg,
    Permit,
    RequestClose,
    State,
    Voucher,
    Withdraw
} from "../../src/IClearing.sol";
import {Packing} from "./PackedFixture.sol";
import {TestDollar} from "../../src/TestDollar.sol";
import {Signing} from "./Signing.sol";
import {vm} from "./Vm.sol";

/// @notice Does what owners, signers and strangers may do, in two assets and fifteen channels, and remembers what must hold.
/// Every verb makes its own preconditions, so that nearly every call has an effect; `calls` and `effects` say how many.
contract Handler {
    uint256 internal constant FIRST_KEY = 0x5160;
    uint32 internal constant DELAY = 2 days;

    Clearing public immutable clearing;
    TestDollar[2] public tokens;
    uint256 internal constant OWNER_KEY = 0x0123;
    address[4] public owners; // two payers, two payees
    uint256 internal nonces;
    /// @dev 0-7 plain. 8 and 9: the distributor's to the wholesaler, sinks of 10-13, one of each asset twice; 14 is pledged
    /// to 12, so that 14 -> 12 -> 8 is a resale chain of three.
    Channel[] internal channels;
    uint256 internal constant PLEDGED = 10;
    bytes32[] internal ids;
    mapping(bytes32 id => uint256) internal indexOf;
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
        "depositAndFund",
        "claim",
        "requestClose",
        "cancelClose",
        "finalizeClose",
        "closeCooperative",
        "fundPledged",
        "depositAndFundPledged",
        "closePledged",
        "passed",
        "claimPacked",
        "authorizeAndFund",
        "permitAndFund",
        "permitAndFundPledged",
        "permitDeposit",
        "requestCloseBySig",
        "withdrawBySig",
        "revokeNonce"
    ];

    constructor(Clearing target) {
        clearing = target;
        for (uint256 i; i < 4; ++i) {
            owners[i] = vm.addr(OWNER_KEY + i);
        }
        tokens = [new TestDollar(), new TestDollar()];
        for (uint64 i; i < 8; ++i) {
            add(owners[i % 2], owners[2 + (i / 2) % 2], assetOf(i / 4), 0, 0);
        }
        add(owners[2], owners[3], assetOf(0), 0, 0);
        add(owners[2], owners[3], assetOf(1), 0, 0);
        add(owners[0], owners[2], assetOf(0), ids[8], 7_000);
        add(owners[0], owners[2], assetOf(1), ids[9], 10_000);
        add(owners[1], owners[2], assetOf(0), ids[8], 3_333);
        add(owners[1], owners[2], assetOf(1), ids[9], 1);
        add(owners[0], owners[1], assetOf(0), ids[12], 9_001);
    }

    function add(address payer, address payee, bytes32 asset, bytes32 sink, uint16 bps) private {
        uint64 i = uint64(channels.length);
        channels.push(
            Channel({
                payer: payer,
                signer: vm.addr(FIRST_KEY + i),
                payee: payee,
                payeeSigner: vm.addr(payeeKey(i)),
                asset: asset,
                closeDelay: DELAY,
                sink: sink,
                sinkBps: bps,
                salt: i
            })
        );
        ids.push(clearing.channelId(channels[i]));
        indexOf[ids[i]] = i;
    }

    function payeeKey(uint256 n) internal pure returns (uint256) {
        return FIRST_KEY + 100 + n / 2;
    }

    // ---------------------------------------------------------------- looks

    function assetOf(uint256 n) public view returns (bytes32) {
        return bytes32(uint256(uint160(address(tokens[n % 2]))));
    }

    function verbCount() external view returns (uint256) {
        return verbs.length;
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
        }
        for (uint256 i; i < channels.length; ++i) {
            Channel memory c = channels[i];
            State memory a = before.states[i];
            State memory b = now_.states[i];
            vm.assertGe(b.epoch, a.epoch, "epoch fell");
            vm.assertLe(b.epoch, uint256(a.epoch) + 1, "epoch jumped");
            if (b.epoch == a.epoch) {
                vm.assertGe(b.claimed, a.claimed, "claimed fell within an epoch");
                vm.assertGe(b.deposit, a.deposit, "deposit fell within an epoch");
                if (caller != c.payer && (!isSink(i) || a.deposit == 0)) {
                    vm.assertEq(b.deposit, a.deposit, "a stranger changed a deposit");
                }
                if (caller != c.payer && caller != c.signer) {
                    vm.assertEq(b.closeAt, a.closeAt, "a stranger moved a timer");
                }
                if (caller != c.payer) {
                    vm.assertTrue(a.closeAt == 0 || b.closeAt == a.closeAt, "only the payer cancels");
                }
            }
        }
    }

    function isSink(uint256 n) internal pure returns (bool) {
        return n == 8 || n == 9 || n == 12;
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
        TestDollar t = tokens[n % 2];
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
        bool pledged = n % channels.length >= PLEDGED;
        if (pull) {
            TestDollar t = TestDollar(address(uint160(uint256(c.asset))));
            t.mint(c.payer, amount);
            vm.prank(c.payer);
            t.approve(address(clearing), amount);
            vm.prank(c.payer);
            if (pledged) clearing.depositAndFundPledged(c, channels[indexOf[c.sink]], amount);
            else clearing.depositAndFund(c, amount);
            return;
        }
        uint256 have = clearing.balanceOf(c.asset, c.payer);
        if (have < amount) give(c.payer, c.asset == assetOf(0) ? 0 : 1, amount - have);
        vm.prank(c.payer);
        if (pledged) clearing.fundPledged(c, channels[indexOf[c.sink]], amount);
        else clearing.fund(c, amount);
    }

    function fund(uint256 n, uint256 amount) external counted("fund") {
        locked("fund", n % PLEDGED, amount, false);
    }

    function depositAndFund(uint256 n, uint256 amount) external counted("depositAndFund") {
        locked("depositAndFund", n % PLEDGED, amount, true);
    }

    function fundPledged(uint256 n, uint256 amount) external counted("fundPledged") {
        locked("fundPledged", within(n, PLEDGED, channels.length - 1), amount, false);
    }

    function depositAndFundPledged(uint256 n, uint256 amount) external counted("depositAndFundPledged") {
        locked("depositAndFundPledged", within(n, PLEDGED, channels.length - 1), amount, true);
    }

    function locked(string memory verb, uint256 n, uint256 amount, bool pull) internal {
        uint96 units = uint96(within(amount, 1, 1e12));
        Seen memory before = look();
        lock(n, units, pull);
        vm.assertEq(stateOf(n).deposit, before.states[n].deposit + units, verb);
        done(verb, before, channel(n).payer);
    }

    function keyOf(address owner) internal view returns (uint256 key) {
        for (uint256 i; i < 4; ++i) {
            if (owners[i] == owner) key = OWNER_KEY + i;
        }
    }

    function tokenOf(Channel memory c) internal pure returns (TestDollar) {
        return TestDollar(address(uint160(uint256(c.asset))));
    }

    function authorizeAndFund(uint256 n, uint256 amount, uint256 who) external counted("authorizeAndFund") {
        n %= channels.length;
        Channel memory c = channels[n];
        uint96 units = uint96(within(amount, 1, 1e12));
        tokenOf(c).mint(c.payer, units);
        Authorization memory a = Signing.authorize(clearing, tokenOf(c), c, units, bytes32(++nonces), keyOf(c.payer));
        Seen memory before = look();
        vm.prank(owners[who % 4]);
        if (n >= PLEDGED) clearing.authorizeAndFundPledged(c, channels[indexOf[c.sink]], a);
        else clearing.authorizeAndFund(c, a);
        vm.assertEq(stateOf(n).deposit, before.states[n].deposit + units, "authorized deposit");
        done("authorizeAndFund", before, c.payer);
    }

    /// @dev Sometimes somebody uses the permit first, or it is nonsense and an allowance is there.
    function permitAndFund(uint256 n, uint256 amount, bool front) external counted("permitAndFund") {
        n %= PLEDGED;
        Channel memory c = channels[n];
        uint96 units = uint96(within(amount, 1, 1e12));
        Permit memory p = permitted(tokenOf(c), c.payer, units, front);
        Seen memory before = look();
        vm.prank(c.payer);
        clearing.permitAndFund(c, units, p);
        done("permitAndFund", before, c.payer);
    }

    function permitAndFundPledged(uint256 n, uint256 amount, bool front) external counted("permitAndFundPledged") {
        n = within(n, PLEDGED, channels.length - 1);
        Channel memory c = channels[n];
        uint96 units = uint96(within(amount, 1, 1e12));
        Permit memory p = permitted(tokenOf(c), c.payer, units, front);
        Seen memory before = look();
        vm.prank(c.payer);
        clearing.permitAndFundPledged(c, channels[indexOf[c.sink]], units, p);
        vm.assertEq(stateOf(n).deposit, before.states[n].deposit + units, "permitted deposit");
        done("permitAndFundPledged", before, c.payer);
    }

    function permitDeposit(uint256 who, uint256 to, uint256 n, uint256 amount, bool front)
        external
        counted("permitDeposit")
    {
        address owner = owners[who % 4];
        amount = within(amount, 1, 1e12);
        Permit memory p = permitted(tokens[n % 2], owner, amount, front);
        Seen memory before = look();
        vm.prank(owner);
        clearing.permitDeposit(assetOf(n), owners[to % 4], amount, p);
        done("permitDeposit", before, owner);
    }

    function permitted(TestDollar t, address owner, uint256 amount, bool front) internal returns (Permit memory p) {
        t.mint(owner, amount);
        p = Signing.permit(t, owner, address(clearing), amount, keyOf(owner));
        if (front) t.permit(owner, address(clearing), amount, p.deadline, p.v, p.r, p.s);
    }

    function withdrawBySig(uint256 who, uint256 n, uint256 amount) external counted("withdrawBySig") {
        address owner = owners[who % 4];
        uint256 have = funded(owner, n);
        Withdraw memory w =
            Withdraw(owner, assetOf(n), address(0xCA5), within(amount, 1, have), ++nonces, uint64(block.timestamp));
        bytes memory sig = sign(keyOf(owner), clearing.withdrawDigest(w));
        Seen memory before = look();
        vm.prank(owners[(who >> 8) % 4]);
        clearing.withdrawBySig(w, sig);
        done("withdrawBySig", before, owner);
    }

    function revokeNonce(uint256 who) external counted("revokeNonce") {
        address owner = owners[who % 4];
        uint256 nonce = ++nonces;
        Seen memory before = look();
        vm.prank(owner);
        clearing.revokeNonce(nonce);
        if (clearing.nonceBitmap(owner, nonce >> 8) & (1 << (nonce & 0xff)) != 0) {
            done("revokeNonce", before, address(0));
        }
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
        for (uint256 i; i < channels.length; ++i) {
            paid += stateOf(i).claimed - before.states[i].claimed;
        }
        if (paid != 0) ++effects["claim"];
        check(before, address(0)); // lowers nobody's balance, its caller's included
        conserved(before);
    }

    /// @dev Nearly every claim of a pledged channel whose sink is open: only then does a share move.
    function passed(uint256 n, uint256 more, uint256 who) external counted("passed") {
        n = within(n, PLEDGED, channels.length - 1);
        uint256 sink = indexOf[channel(n).sink];
        opened(sink);
        room(n);
        Leg[] memory legs = new Leg[](1);
        legs[0] = signed(n, more);
        Seen memory before = look();
        vm.prank(owners[who % 4]);
        clearing.claim(legs);
        if (stateOf(sink).deposit != before.states[sink].deposit) {
            ++effects["passed"];
        } else {
            vm.assertLe(
                (stateOf(n).claimed - before.states[n].claimed) * channel(n).sinkBps, 9_999, "share above one unit"
            );
        }
        check(before, address(0));
        conserved(before);
    }

    /// @dev Legs of channels that share all but payer, signer and salt where there are such (2k and 2k + 1 below 8); some spoiled.
    function claimPacked(uint256 n, uint256 seed, uint256 who) external counted("claimPacked") {
        n %= channels.length;
        Channel memory c = channels[n];
        Leg[] memory legs = new Leg[](3);
        for (uint256 i; i < 3; ++i) {
            uint256 k = n < 8 && i == 1 ? n ^ 1 : n;
            room(k);
            legs[i] = signed(k, seed >> (8 * i));
        }
        uint256 how = seed % 9;
        if (how == 0) legs[2].memo = ~legs[2].memo;
        if (how == 1) legs[1].epoch += 1;
        if (how == 2) legs[1].c.payer = address(0xBAD);
        if (how == 3) legs[2].sig[3] = ~legs[2].sig[3];
        uint256 had = stateOf(n).claimed;
        Seen memory before = look();
        vm.prank(owners[who % 4]);
        clearing.claimPacked(Packing.sharedOf(c), Packing.packed(legs));
        if (stateOf(n).claimed != had) ++effects["claimPacked"];
        check(before, address(0));
        conserved(before);
    }

    /// @dev I9, with the share computed from the definition: of every claim, the payee and the sink get exactly all.
    function conserved(Seen memory before) internal view {
        uint256[8] memory due;
        uint256[] memory share = new uint256[](channels.length);
        for (uint256 i; i < channels.length; ++i) {
            Channel memory c = channels[i];
            uint256 old = before.states[i].claimed;
            uint256 paid = stateOf(i).claimed - old;
            if (c.sink != 0 && before.states[indexOf[c.sink]].deposit != 0) {
                uint256 part = ceil((old + paid) * c.sinkBps) - ceil(old * c.sinkBps);
                share[indexOf[c.sink]] += part;
                paid -= part;
            }
            for (uint256 k; k < 8; ++k) {
                if (owners[k % 4] == c.payee && assetOf(k / 4) == c.asset) due[k] += paid;
            }
        }
        Seen memory now_ = look();
        for (uint256 k; k < 8; ++k) {
            vm.assertEq(now_.balances[k], before.balances[k] + due[k], "what payees got");
        }
        for (uint256 i; i < channels.length; ++i) {
            vm.assertEq(now_.states[i].deposit, before.states[i].deposit + share[i], "what sinks got");
        }
    }

    function ceil(uint256 tenThousandths) internal pure returns (uint256) {
        return tenThousandths / 10_000 + (tenThousandths % 10_000 == 0 ? 0 : 1);
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

    function requestCloseBySig(uint256 n, uint256 who) external counted("requestCloseBySig") {
        opened(n);
        Channel memory c = channel(n);
        if (stateOf(n).closeAt != 0) {
            vm.prank(c.payer);
            clearing.cancelClose(c);
        }
        RequestClose memory r = RequestClose(idOf(n), stateOf(n).epoch, ++nonces);
        bytes memory sig = sign(keyOf(c.payer), clearing.requestCloseDigest(r));
        Seen memory before = look();
        vm.prank(owners[who % 4]);
        clearing.requestCloseBySig(c, r, sig);
        done("requestCloseBySig", before, c.payer);
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
        closed(n % PLEDGED, share, who);
        ++effects["closeCooperative"];
    }

    function closePledged(uint256 n, uint256 share, uint256 who) external counted("closePledged") {
        closed(within(n, PLEDGED, channels.length - 1), share, who);
        ++effects["closePledged"];
    }

    function closed(uint256 n, uint256 share, uint256 who) internal {
        opened(n);
        Leg memory leg = signed(n, share);
        State memory s = stateOf(n);
        uint96 most = leg.cumulative < s.deposit ? leg.cumulative : s.deposit;
        Close memory close = Close(idOf(n), s.epoch, uint96(within(share, 0, most)), uint64(block.timestamp));
        Voucher memory v = Voucher(close.channelId, leg.epoch, leg.cumulative, leg.memo);
        Seen memory before = look();
        cooperate(n, close, v, leg.sig, owners[who % 4]);
        check(before, address(0));
        vm.assertEq(stateOf(n).epoch, s.epoch + 1, "closed");
    }

    function cooperate(uint256 n, Close memory close, Voucher memory v, bytes memory voucherSig, address who) internal {
        Channel memory c = channel(n);
        bytes memory sig = sign(payeeKey(n), clearing.closeDigest(close));
        if (n < PLEDGED) {
            vm.prank(who);
            clearing.closeCooperative(c, close, sig, v, voucherSig);
            return;
        }
        uint256 sink = indexOf[c.sink];
        bytes memory also = sign(payeeKey(sink), clearing.closeDigest(close));
        vm.prank(who);
        clearing.closePledged(c, close, sig, v, voucherSig, channels[sink], also);
    }

    function wait_(uint256 time) external {
        vm.warp(block.timestamp + within(time, 1, 1 days));
    }
}
