// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

import {
    IClearing,
    Authorization,
    Channel,
    Close,
    Leg,
    Permit,
    RequestClose,
    Shared,
    SkipReason,
    State,
    Voucher,
    Withdraw
} from "./IClearing.sol";
import {IERC3009} from "./IERC3009.sol";
import {PackedLeg} from "./PackedLeg.sol";
import {StructHash} from "./StructHash.sol";

contract Clearing is IClearing, EIP712, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// @dev Bounds closeAt, so that now + closeDelay fits uint32, and how long a payer can lock itself out.
    uint32 public constant MAX_CLOSE_DELAY = 30 days;

    /// @dev A sink's share of 100 %, in basis points.
    uint256 private constant WHOLE = 10_000;

    /// @inheritdoc IClearing
    uint32 public immutable minCloseDelay;

    /// @inheritdoc IClearing
    mapping(bytes32 asset => mapping(address owner => uint256)) public balanceOf;

    /// @inheritdoc IClearing
    mapping(address owner => mapping(uint256 word => uint256)) public nonceBitmap;

    /// @dev State, packed as Solidity would pack it: deposit, claimed << 96, closeAt << 192, epoch << 224. Solidity itself
    /// would write the one slot once for every member.
    mapping(bytes32 id => uint256) private _states;

    constructor(uint32 minCloseDelay_) EIP712("tolsey", "1") {
        if (minCloseDelay_ == 0 || minCloseDelay_ > MAX_CLOSE_DELAY) {
            revert BadDelay(minCloseDelay_, 1, MAX_CLOSE_DELAY);
        }
        minCloseDelay = minCloseDelay_;
    }

    // ---------------------------------------------------------------- ledger

    /// @inheritdoc IClearing
    function deposit(bytes32 asset, address to, uint256 amount) external nonReentrant {
        _checkRecipient(to);
        balanceOf[asset][to] += _pull(asset, to, amount);
    }

    /// @inheritdoc IClearing
    function permitDeposit(bytes32 asset, address to, uint256 amount, Permit calldata permit) external nonReentrant {
        _checkRecipient(to);
        _permit(asset, amount, permit);
        balanceOf[asset][to] += _pull(asset, to, amount);
    }

    /// @inheritdoc IClearing
    function withdraw(bytes32 asset, address to, uint256 amount) external nonReentrant {
        _withdraw(asset, msg.sender, to, amount);
    }

    /// @inheritdoc IClearing
    function withdrawBySig(Withdraw calldata w, bytes calldata sig) external nonReentrant {
        if (block.timestamp > w.deadline) revert Expired(block.timestamp, w.deadline);
        _checkOwner(w.owner, StructHash.hash(w), sig);
        _spend(w.owner, w.nonce);
        _withdraw(w.asset, w.owner, w.to, w.amount);
    }

    /// @inheritdoc IClearing
    function revokeNonce(uint256 nonce) external nonReentrantView {
        _spend(msg.sender, nonce);
    }

    function _withdraw(bytes32 asset, address owner, address to, uint256 amount) private {
        _checkRecipient(to);
        _debit(asset, owner, amount);
        emit Withdrawn(asset, owner, to, amount);
        IERC20(_token(asset)).safeTransfer(to, amount);
    }

    /// @inheritdoc IClearing
    function transfer(bytes32 asset, address to, uint256 amount) external nonReentrantView {
        _checkRecipient(to);
        _debit(asset, msg.sender, amount);
        balanceOf[asset][to] += amount;
        emit Transferred(asset, msg.sender, to, amount);
    }

    // ---------------------------------------------------------------- open and top up

    /// @inheritdoc IClearing
    function fund(Channel calldata c, uint96 amount) external nonReentrantView {
        _fund(c, amount, false);
    }

    /// @inheritdoc IClearing
    function fundPledged(Channel calldata c, Channel calldata sink, uint96 amount) external nonReentrantView {
        _checkSink(c, sink);
        _fund(c, amount, true);
    }

    /// @inheritdoc IClearing
    function depositAndFund(Channel calldata c, uint96 amount) external nonReentrant {
        _pullAndFund(c, amount, false);
    }

    /// @inheritdoc IClearing
    function depositAndFundPledged(Channel calldata c, Channel calldata sink, uint96 amount) external nonReentrant {
        _checkSink(c, sink);
        _pullAndFund(c, amount, true);
    }

    /// @inheritdoc IClearing
    function permitAndFund(Channel calldata c, uint96 amount, Permit calldata permit) external nonReentrant {
        _permit(c.asset, amount, permit);
        _pullAndFund(c, amount, false);
    }

    /// @inheritdoc IClearing
    function permitAndFundPledged(Channel calldata c, Channel calldata sink, uint96 amount, Permit calldata permit)
        external
        nonReentrant
    {
        _checkSink(c, sink);
        _permit(c.asset, amount, permit);
        _pullAndFund(c, amount, true);
    }

    /// @inheritdoc IClearing
    function authorizeAndFund(Channel calldata c, Authorization calldata a) external nonReentrant {
        _lock(c, _receive(c, a), false);
    }

    /// @inheritdoc IClearing
    function authorizeAndFundPledged(Channel calldata c, Channel calldata sink, Authorization calldata a)
        external
        nonReentrant
    {
        _checkSink(c, sink);
        _lock(c, _receive(c, a), true);
    }

    function _fund(Channel calldata c, uint96 amount, bool sinkChecked) private {
        if (msg.sender != c.payer) revert NotPayer(msg.sender, c.payer);
        _debit(c.asset, msg.sender, amount);
        _lock(c, amount, sinkChecked);
    }

    function _pullAndFund(Channel calldata c, uint96 amount, bool sinkChecked) private {
        if (msg.sender != c.payer) revert NotPayer(msg.sender, c.payer);
        _lock(c, _pull(c.asset, c.payer, amount), sinkChecked);
    }

    /// @dev The only place where a deposit leaves zero. The caller has checked the payer's authority and taken the money.
    function _lock(Channel calldata c, uint256 amount, bool sinkChecked) private {
        if (amount == 0) revert ZeroAmount();
        bytes32 id = StructHash.hash(c);
        uint256 slot = _slot(id);
        uint256 word = _at(slot);
        uint256 total = _toUint96(_deposit(word) + amount);
        _put(slot, word + amount);
        if (total != amount) {
            // forge-lint: disable-next-line(unsafe-typecast)
            emit Funded(id, c.payer, c.payee, _epoch(word), uint96(amount), uint96(total));
            return;
        }
        _checkTerms(c, sinkChecked);
        _logOpened(c, id, word + amount);
    }

    /// @dev Reads the terms as they lie in calldata, once, and takes no word with bits outside its type.
    function _checkTerms(Channel calldata c, bool sinkChecked) private view {
        uint256 dirt;
        bool nobody;
        uint256 closeDelay;
        uint256 pledge;
        assembly ("memory-safe") {
            let payer := calldataload(c)
            let signer := calldataload(add(c, 0x20))
            let payee := calldataload(add(c, 0x40))
            let payeeSigner := calldataload(add(c, 0x60))
            nobody := or(or(iszero(payer), iszero(signer)), or(iszero(payee), iszero(payeeSigner)))
            closeDelay := calldataload(add(c, 0xa0))
            pledge := or(calldataload(add(c, 0xc0)), calldataload(add(c, 0xe0)))
            dirt := shr(160, or(or(payer, signer), or(payee, payeeSigner)))
            dirt := or(dirt, or(shr(16, calldataload(add(c, 0xe0))), shr(64, calldataload(add(c, 0x100)))))
        }
        if (dirt != 0) revert(); // as Solidity's own decoder does
        if (nobody) revert BadParty(c.payer, c.signer, c.payee, c.payeeSigner);
        if (closeDelay < minCloseDelay || closeDelay > MAX_CLOSE_DELAY) {
            revert BadDelay(c.closeDelay, minCloseDelay, MAX_CLOSE_DELAY);
        }
        if (pledge != 0 && !sinkChecked) revert BadChannel(c.sink, c.sinkBps);
    }

    /// @dev emit Opened, of terms that were checked and need not be checked again word by word.
    function _logOpened(Channel calldata c, bytes32 id, uint256 word) private {
        bytes32 topic = Opened.selector;
        assembly ("memory-safe") {
            let data := mload(0x40)
            calldatacopy(data, add(c, 0x80), 0x20) // asset
            calldatacopy(add(data, 0x20), add(c, 0x20), 0x20) // signer
            calldatacopy(add(data, 0x40), add(c, 0x60), 0x20) // payeeSigner
            calldatacopy(add(data, 0x60), add(c, 0xc0), 0x20) // sink
            let terms := or(shl(80, calldataload(add(c, 0xa0))), shl(64, calldataload(add(c, 0xe0))))
            mstore(add(data, 0x80), or(word, shl(96, or(terms, calldataload(add(c, 0x100))))))
            log4(data, 0xa0, topic, id, calldataload(c), calldataload(add(c, 0x40)))
        }
    }

    /// @dev A share becomes deposit of the sink without a payer's signature. So the sink must be in the same asset, or a
    /// worthless token would mint deposits in a real one, and be paid for by whom the share belongs to, the payee.
    function _checkSink(Channel calldata c, Channel calldata sink) private pure {
        bool fits = c.sink == StructHash.hash(sink) && sink.asset == c.asset && sink.payer == c.payee;
        if (!fits || c.sinkBps == 0 || c.sinkBps > WHOLE) revert BadChannel(c.sink, c.sinkBps);
    }

    // ---------------------------------------------------------------- claim

    /// @dev Neighbouring legs with one payee, asset and sink: their money is written once. No leg of a run can be on the
    /// run's own sink, since a channel's id cannot contain itself, so the sink's deposit may wait here.
    struct Run {
        bytes32 asset;
        address payee;
        bytes32 sink;
        uint256 credit; // to the payee
        uint256 sinkDeposit; // after what the run passes on; zero: the sink is not open
        uint256 sinkBefore; // as stored
        uint32 sinkEpoch;
    }

    /// @inheritdoc IClearing
    function claim(Leg[] calldata legs) external nonReentrantView {
        bytes32 domain = _domainSeparatorV4();
        Run memory run;
        for (uint256 i; i < legs.length; ++i) {
            Leg calldata leg = legs[i];
            Channel calldata c = leg.c;
            if (c.payee != run.payee || c.asset != run.asset || c.sink != run.sink) {
                _settle(run);
                _begin(run, c.asset, c.payee, c.sink);
            }
            bytes32 id = StructHash.hash(c);
            uint256 slot = _slot(id);
            uint256 word = _at(slot);
            uint256 wanted = leg.upTo != 0 && leg.upTo < leg.cumulative ? leg.upTo : leg.cumulative;
            (uint256 total, SkipReason reason) = _due(word, leg.epoch, wanted);
            if (reason == SkipReason.None) {
                bytes32 voucher = StructHash.voucher(id, leg.epoch, leg.cumulative, leg.memo);
                if (_recover(domain, voucher, leg.sig) != c.signer) reason = SkipReason.BadSignature;
            }
            _payOrSkip(run, id, slot, word, total, c.sinkBps, leg.memo, reason);
        }
        _settle(run);
    }

    /// @inheritdoc IClearing
    function claimPacked(Shared calldata shared, bytes calldata legs) external nonReentrantView {
        if (legs.length % PackedLeg.SIZE != 0) revert BadLength(legs.length, PackedLeg.SIZE);
        Run memory run;
        _begin(run, shared.asset, shared.payee, shared.sink);
        uint256 states_;
        assembly ("memory-safe") {
            states_ := _states.slot
        }
        (run.credit, run.sinkDeposit) =
            PackedLeg.pay(shared, legs, _domainSeparatorV4(), states_, run.sinkDeposit, run.sinkEpoch);
        _settle(run);
    }

    /// @dev The total that a voucher brings the channel to, or why it brings it nowhere. Its signature is not looked at.
    function _due(uint256 word, uint256 epoch, uint256 wanted) private pure returns (uint256 total, SkipReason reason) {
        uint256 deposit_ = _deposit(word);
        total = wanted < deposit_ ? wanted : deposit_;
        if (epoch != _epoch(word)) reason = SkipReason.WrongEpoch;
        else if (deposit_ == 0) reason = SkipReason.NotOpen;
        else if (total <= _claimed(word)) reason = SkipReason.NothingNew;
    }

    /// @dev Reverts for no content of a leg. `total` is at most the deposit and above what is claimed, where nothing is to be
    /// skipped. The money waits in the run until it is settled.
    function _payOrSkip(
        Run memory run,
        bytes32 id,
        uint256 slot,
        uint256 word,
        uint256 total,
        uint256 sinkBps,
        bytes32 memo,
        SkipReason reason
    ) private {
        uint256 share;
        if (run.sinkDeposit != 0 && reason == SkipReason.None) {
            share = _shareOf(_claimed(word), total, sinkBps);
            if (share > type(uint96).max - run.sinkDeposit) reason = SkipReason.SinkFull;
        }
        if (reason != SkipReason.None) {
            emit Skipped(id, reason);
            return;
        }
        uint256 paid = total - _claimed(word);
        _put(slot, _paid(id, word, paid, memo));
        run.credit += paid - share;
        if (share == 0) return;
        run.sinkDeposit += share;
        emit Passed(run.sink, id, run.sinkEpoch, _toUint96(share), _toUint96(run.sinkDeposit));
    }

    /// @dev The channel's state after `paid` more was claimed, which its deposit has room for.
    function _paid(bytes32 id, uint256 word, uint256 paid, bytes32 memo) private returns (uint256 afterwards) {
        afterwards = word + (paid << 96);
        emit Claimed(id, (afterwards >> 96) << 96 | paid, memo);
    }

    function _begin(Run memory run, bytes32 asset, address payee, bytes32 sink) private view {
        (run.asset, run.payee, run.sink) = (asset, payee, sink);
        (run.credit, run.sinkDeposit, run.sinkBefore) = (0, 0, 0);
        if (sink == 0) return;
        uint256 word = _at(_slot(sink));
        (run.sinkDeposit, run.sinkBefore, run.sinkEpoch) = (_deposit(word), _deposit(word), _epoch(word));
    }

    function _settle(Run memory run) private {
        if (run.credit != 0) _credit(run.asset, run.payee, run.credit);
        if (run.sinkDeposit == run.sinkBefore) return;
        uint256 slot = _slot(run.sink);
        _put(slot, _at(slot) + (run.sinkDeposit - run.sinkBefore));
    }

    /// @dev The sink's part of a claim that goes from one total to another. Each total is rounded up by itself, so that
    /// splitting a claim changes nothing.
    function _shareOf(uint256 from, uint256 to, uint256 bps) private pure returns (uint256) {
        return _partCeil(to, bps) - _partCeil(from, bps);
    }

    function _partCeil(uint256 total, uint256 bps) private pure returns (uint256) {
        return (total * bps + WHOLE - 1) / WHOLE;
    }

    // ---------------------------------------------------------------- close

    /// @inheritdoc IClearing
    function requestClose(Channel calldata c) external nonReentrantView {
        if (msg.sender != c.payer && msg.sender != c.signer) revert NotPayerOrSigner(msg.sender, c.payer, c.signer);
        (bytes32 id, uint256 slot, uint256 word) = _open(c);
        _requestClose(c, id, slot, word);
    }

    /// @inheritdoc IClearing
    function requestCloseBySig(Channel calldata c, RequestClose calldata r, bytes calldata sig) external nonReentrant {
        (bytes32 id, uint256 slot, uint256 word) = _open(c);
        _checkSigned(id, word, r.channelId, r.epoch);
        _checkOwner(c.payer, StructHash.hash(r), sig);
        _spend(c.payer, r.nonce);
        _requestClose(c, id, slot, word);
    }

    function _requestClose(Channel calldata c, bytes32 id, uint256 slot, uint256 word) private {
        if (_closeAt(word) != 0) revert AlreadyClosing(id, _closeAt(word));
        uint256 closeAt = block.timestamp + c.closeDelay;
        if (closeAt > type(uint32).max) revert Overflow(closeAt, type(uint32).max);
        _put(slot, word | closeAt << 192);
        // forge-lint: disable-next-line(unsafe-typecast)
        emit CloseRequested(id, _epoch(word), uint32(closeAt));
    }

    /// @inheritdoc IClearing
    function cancelClose(Channel calldata c) external nonReentrantView {
        if (msg.sender != c.payer) revert NotPayer(msg.sender, c.payer);
        (bytes32 id, uint256 slot, uint256 word) = _open(c);
        if (_closeAt(word) == 0) revert NotClosing(id);
        _put(slot, word ^ uint256(_closeAt(word)) << 192);
        emit CloseCancelled(id, _epoch(word));
    }

    /// @inheritdoc IClearing
    function finalizeClose(Channel calldata c) external nonReentrantView {
        (bytes32 id, uint256 slot, uint256 word) = _open(c);
        if (_closeAt(word) == 0) revert NotClosing(id);
        if (block.timestamp < _closeAt(word)) revert TooEarly(block.timestamp, _closeAt(word));
        _close(c, id, slot, word);
    }

    /// @inheritdoc IClearing
    function closeCooperative(
        Channel calldata c,
        Close calldata close,
        bytes calldata closeSig,
        Voucher calldata voucher,
        bytes calldata voucherSig
    ) external nonReentrantView {
        if (c.sink != 0) revert BadChannel(c.sink, c.sinkBps);
        _closeCooperative(c, close, closeSig, voucher, voucherSig);
    }

    /// @inheritdoc IClearing
    function closePledged(
        Channel calldata c,
        Close calldata close,
        bytes calldata closeSig,
        Voucher calldata voucher,
        bytes calldata voucherSig,
        Channel calldata sink,
        bytes calldata sinkSig
    ) external nonReentrantView {
        // Asset and payer of what hashes to it were checked when this channel opened.
        if (c.sink != StructHash.hash(sink)) revert BadChannel(c.sink, c.sinkBps);
        _checkSignature(_domainSeparatorV4(), StructHash.hash(close), sinkSig, sink.payeeSigner);
        _closeCooperative(c, close, closeSig, voucher, voucherSig);
    }

    function _closeCooperative(
        Channel calldata c,
        Close calldata close,
        bytes calldata closeSig,
        Voucher calldata voucher,
        bytes calldata voucherSig
    ) private {
        (bytes32 id, uint256 slot, uint256 word) = _open(c);
        bytes32 domain = _domainSeparatorV4();
        _checkSigned(id, word, close.channelId, close.epoch);
        if (block.timestamp > close.deadline) revert Expired(block.timestamp, close.deadline);
        _checkSignature(domain, StructHash.hash(close), closeSig, c.payeeSigner);

        // The payee may have claimed since it signed: what the chain has paid stands.
        uint256 claimed = _claimed(word);
        if (close.claimed > claimed) {
            if (close.claimed > _deposit(word)) revert OverDeposit(close.claimed, _deposit(word));
            _checkSigned(id, word, voucher.channelId, voucher.epoch);
            if (voucher.cumulative < close.claimed) revert VoucherTooLow(voucher.cumulative, close.claimed);
            _checkSignature(domain, StructHash.hash(voucher), voucherSig, c.signer);

            word = _paid(id, word, close.claimed - claimed, voucher.memo);
            uint256 share = c.sink == 0 ? 0 : _pass(c, id, claimed, close.claimed);
            _credit(c.asset, c.payee, close.claimed - claimed - share);
        }
        _close(c, id, slot, word);
    }

    /// @dev Pays the sink its share of what is claimed beyond `from`, up to `to`, if it is open.
    function _pass(Channel calldata c, bytes32 id, uint256 from, uint256 to) private returns (uint256 share) {
        uint256 slot = _slot(c.sink);
        uint256 word = _at(slot);
        if (_deposit(word) == 0) return 0;
        share = _shareOf(from, to, c.sinkBps);
        if (share == 0) return 0;
        uint96 total = _toUint96(_deposit(word) + share);
        _put(slot, word + share);
        // forge-lint: disable-next-line(unsafe-typecast)
        emit Passed(c.sink, id, _epoch(word), uint96(share), total);
    }

    /// @dev Raises the epoch, so that nothing signed for this one verifies again.
    function _close(Channel calldata c, bytes32 id, uint256 slot, uint256 word) private {
        uint96 refund = _deposit(word) - _claimed(word);
        _put(slot, uint256(_epoch(word) + 1) << 224);
        if (refund != 0) _credit(c.asset, c.payer, refund);
        emit Closed(id, _epoch(word), _claimed(word), refund);
    }

    // ---------------------------------------------------------------- views

    /// @inheritdoc IClearing
    function state(bytes32 id) external view returns (State memory) {
        return _load(id);
    }

    /// @inheritdoc IClearing
    function states(bytes32[] calldata ids) external view returns (State[] memory all) {
        all = new State[](ids.length);
        for (uint256 i; i < ids.length; ++i) {
            all[i] = _load(ids[i]);
        }
    }

    /// @inheritdoc IClearing
    function channelId(Channel calldata c) external pure returns (bytes32) {
        return StructHash.hash(c);
    }

    /// @inheritdoc IClearing
    function domainSeparator() external view returns (bytes32) {
        return _domainSeparatorV4();
    }

    /// @inheritdoc IClearing
    function authorizationNonce(bytes32 id, uint32 epoch, bytes32 salt) public pure returns (bytes32) {
        return keccak256(abi.encode(id, epoch, salt));
    }

    /// @inheritdoc IClearing
    function voucherDigest(Voucher calldata v) external view returns (bytes32) {
        return _hashTypedDataV4(StructHash.hash(v));
    }

    /// @inheritdoc IClearing
    function closeDigest(Close calldata c) external view returns (bytes32) {
        return _hashTypedDataV4(StructHash.hash(c));
    }

    /// @inheritdoc IClearing
    function requestCloseDigest(RequestClose calldata r) external view returns (bytes32) {
        return _hashTypedDataV4(StructHash.hash(r));
    }

    /// @inheritdoc IClearing
    function withdrawDigest(Withdraw calldata w) external view returns (bytes32) {
        return _hashTypedDataV4(StructHash.hash(w));
    }

    // ---------------------------------------------------------------- money

    /// @dev Takes `amount` from a free balance. The caller has checked the owner's authority.
    function _debit(bytes32 asset, address owner, uint256 amount) private {
        uint256 slot = _balanceSlot(asset, owner);
        uint256 balance = _at(slot);
        if (balance < amount) revert InsufficientBalance(balance, amount);
        unchecked {
            _put(slot, balance - amount);
        }
    }

    /// @dev Pays a free balance out of a deposit. What an honest token has issued fits, and one that has not must not hold up
    /// a batch that it shares with others.
    function _credit(bytes32 asset, address owner, uint256 amount) private {
        uint256 slot = _balanceSlot(asset, owner);
        unchecked {
            _put(slot, _at(slot) + amount);
        }
    }

    /// @dev Pulls from the caller and returns what arrived.
    function _pull(bytes32 asset, address to, uint256 amount) private returns (uint256) {
        IERC20 token = IERC20(_token(asset));
        uint256 before = token.balanceOf(address(this));
        token.safeTransferFrom(msg.sender, address(this), amount);
        return _arrived(asset, msg.sender, to, before, amount);
    }

    /// @dev Takes from the payer what it authorized for this channel in this epoch, and returns what arrived. The nonce is
    /// the payer's authority to lock the money here and nowhere else.
    function _receive(Channel calldata c, Authorization calldata a) private returns (uint256) {
        bytes32 id = StructHash.hash(c);
        address token = _token(c.asset);
        bytes32 nonce = authorizationNonce(id, _load(id).epoch, a.salt);
        uint256 before = IERC20(token).balanceOf(address(this));
        IERC3009(token)
            .receiveWithAuthorization(
                c.payer, address(this), a.amount, a.validAfter, a.validBefore, nonce, a.v, a.r, a.s
            );
        return _arrived(c.asset, c.payer, c.payer, before, a.amount);
    }

    /// @dev What a token with a fee makes less than `amount`. The guard of every entry keeps the token's own code from
    /// counting one arrival twice.
    function _arrived(bytes32 asset, address from, address to, uint256 before, uint256 amount)
        private
        returns (uint256 received)
    {
        uint256 afterwards = IERC20(_token(asset)).balanceOf(address(this));
        if (afterwards <= before) revert NothingReceived(0, amount);
        received = afterwards - before;
        emit Deposited(asset, from, to, received);
    }

    /// @dev Whoever sees the permit can use it first, which leaves the allowance that is wanted. So a failure says nothing;
    /// the pull that follows does.
    function _permit(bytes32 asset, uint256 amount, Permit calldata p) private {
        try IERC20Permit(_token(asset)).permit(msg.sender, address(this), amount, p.deadline, p.v, p.r, p.s) {} catch {}
    }

    // ---------------------------------------------------------------- state

    function _load(bytes32 id) private view returns (State memory) {
        uint256 word = _at(_slot(id));
        return State(_deposit(word), _claimed(word), _closeAt(word), _epoch(word));
    }

    /// @dev Where balanceOf[asset][owner] is. As with _slot, who reads and writes finds the place once for both.
    function _balanceSlot(bytes32 asset, address owner) private pure returns (uint256 slot) {
        assembly ("memory-safe") {
            mstore(0, asset)
            mstore(0x20, balanceOf.slot)
            mstore(0x20, keccak256(0, 0x40))
            mstore(0, and(owner, 0xffffffffffffffffffffffffffffffffffffffff))
            slot := keccak256(0, 0x40)
        }
    }

    /// @dev Where _states[id] is.
    function _slot(bytes32 id) private pure returns (uint256 slot) {
        assembly ("memory-safe") {
            mstore(0, id)
            mstore(0x20, _states.slot)
            slot := keccak256(0, 0x40)
        }
    }

    function _at(uint256 slot) private view returns (uint256 word) {
        assembly ("memory-safe") {
            word := sload(slot)
        }
    }

    function _put(uint256 slot, uint256 word) private {
        assembly ("memory-safe") {
            sstore(slot, word)
        }
    }

    // forge-lint: disable-start(unsafe-typecast)
    function _deposit(uint256 word) private pure returns (uint96) {
        return uint96(word);
    }

    function _claimed(uint256 word) private pure returns (uint96) {
        return uint96(word >> 96);
    }

    function _closeAt(uint256 word) private pure returns (uint32) {
        return uint32(word >> 192);
    }

    function _epoch(uint256 word) private pure returns (uint32) {
        return uint32(word >> 224);
    }

    // forge-lint: disable-end(unsafe-typecast)

    /// @dev Marks a nonce of the owner's as used.
    function _spend(address owner, uint256 nonce) private {
        uint256 bit = 1 << (nonce & 0xff);
        uint256 word = nonceBitmap[owner][nonce >> 8];
        if (word & bit != 0) revert NonceUsed(owner, nonce);
        nonceBitmap[owner][nonce >> 8] = word | bit;
        emit NonceSpent(owner, nonce);
    }

    // ---------------------------------------------------------------- checks

    function _token(bytes32 asset) private view returns (address token) {
        token = address(uint160(uint256(asset)));
        if (uint256(asset) >> 160 != 0 || token.code.length == 0) revert BadAsset(asset);
    }

    /// @dev Neither address can ever send the money on.
    function _checkRecipient(address to) private view {
        if (to == address(0) || to == address(this)) revert BadRecipient(to);
    }

    function _toUint96(uint256 value) private pure returns (uint96) {
        if (value > type(uint96).max) revert Overflow(value, type(uint96).max);
        // forge-lint: disable-next-line(unsafe-typecast)
        return uint96(value);
    }

    function _open(Channel calldata c) private view returns (bytes32 id, uint256 slot, uint256 word) {
        id = StructHash.hash(c);
        slot = _slot(id);
        word = _at(slot);
        if (_deposit(word) == 0) revert NotOpen(id, _epoch(word));
    }

    function _checkSigned(bytes32 id, uint256 word, bytes32 signedId, uint32 signedEpoch) private pure {
        if (signedId != id) revert WrongChannel(signedId, id);
        if (signedEpoch != _epoch(word)) revert WrongEpoch(signedEpoch, _epoch(word));
    }

    function _checkSignature(bytes32 domain, bytes32 structHash, bytes calldata sig, address signer) private pure {
        address recovered = _recover(domain, structHash, sig);
        if (recovered != signer) revert BadSignature(recovered, signer);
    }

    /// @dev An owner of money may be a contract; it is asked only where its address is no key that signed, so that accounts
    /// with delegated code keep their key.
    function _checkOwner(address owner, bytes32 structHash, bytes calldata sig) private view {
        bytes32 domain = _domainSeparatorV4();
        address recovered = _recover(domain, structHash, sig);
        if (recovered == owner && owner != address(0)) return;
        bytes32 digest = MessageHashUtils.toTypedDataHash(domain, structHash);
        if (owner.code.length == 0 || !SignatureChecker.isValidERC1271SignatureNow(owner, digest, sig)) {
            revert BadSignature(recovered, owner);
        }
    }

    /// @dev Zero for anything but a canonical 65-byte signature. No channel in use has a zero signer (_checkTerms), so
    /// zero matches nobody.
    function _recover(bytes32 domain, bytes32 structHash, bytes calldata sig) private pure returns (address signer) {
        (signer,,) = ECDSA.tryRecoverCalldata(MessageHashUtils.toTypedDataHash(domain, structHash), sig);
    }
}
