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

    /// @dev State, packed as Solidity would pack it. Solidity itself would write the one slot once for every member.
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
    function revokeNonce(uint256 nonce) external nonReentrant {
        _spend(msg.sender, nonce);
    }

    function _withdraw(bytes32 asset, address owner, address to, uint256 amount) private {
        _checkRecipient(to);
        _debit(asset, owner, amount);
        emit Withdrawn(asset, owner, to, amount);
        IERC20(_token(asset)).safeTransfer(to, amount);
    }

    /// @inheritdoc IClearing
    function transfer(bytes32 asset, address to, uint256 amount) external nonReentrant {
        _checkRecipient(to);
        _debit(asset, msg.sender, amount);
        balanceOf[asset][to] += amount;
        emit Transferred(asset, msg.sender, to, amount);
    }

    // ---------------------------------------------------------------- open and top up

    /// @inheritdoc IClearing
    function fund(Channel calldata c, uint96 amount) external nonReentrant {
        _fund(c, amount, false);
    }

    /// @inheritdoc IClearing
    function fundPledged(Channel calldata c, Channel calldata sink, uint96 amount) external nonReentrant {
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
        State memory s = _load(id);
        if (s.deposit == 0) _checkTerms(c, sinkChecked);

        uint96 before = s.deposit;
        s.deposit = _toUint96(before + amount);
        _store(id, s);
        emit Funded(id, c.payer, c.payee, s.epoch, s.deposit - before, s.deposit, c);
    }

    function _checkTerms(Channel calldata c, bool sinkChecked) private view {
        if (c.payer == address(0) || c.signer == address(0) || c.payee == address(0) || c.payeeSigner == address(0)) {
            revert BadParty(c.payer, c.signer, c.payee, c.payeeSigner);
        }
        if (c.closeDelay < minCloseDelay || c.closeDelay > MAX_CLOSE_DELAY) {
            revert BadDelay(c.closeDelay, minCloseDelay, MAX_CLOSE_DELAY);
        }
        if (!sinkChecked && (c.sink != 0 || c.sinkBps != 0)) revert BadChannel(c.sink, c.sinkBps);
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
    function claim(Leg[] calldata legs) external nonReentrant {
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
            uint256 word = _states[id];
            uint256 wanted = leg.upTo != 0 && leg.upTo < leg.cumulative ? leg.upTo : leg.cumulative;
            (uint256 total, SkipReason reason) = _due(word, leg.epoch, wanted);
            if (reason == SkipReason.None) {
                bytes32 voucher = StructHash.voucher(id, leg.epoch, leg.cumulative, leg.memo);
                if (_recover(domain, voucher, leg.sig) != c.signer) reason = SkipReason.BadSignature;
            }
            _payOrSkip(run, id, word, total, c.sinkBps, leg.memo, reason);
        }
        _settle(run);
    }

    /// @inheritdoc IClearing
    function claimPacked(Shared calldata shared, bytes calldata legs) external nonReentrant {
        if (legs.length % PackedLeg.SIZE != 0) revert BadLength(legs.length, PackedLeg.SIZE);
        bytes32[10] memory channel = StructHash.preimage(shared);
        PackedLeg.Digest memory d = PackedLeg.digest(StructHash.VOUCHER_TYPEHASH, _domainSeparatorV4());
        Run memory run;
        _begin(run, shared.asset, shared.payee, shared.sink);
        uint256 sinkBps = shared.sinkBps;

        for (uint256 start; start < legs.length;) {
            (uint256 signer, uint256 epoch, uint256 cumulative, bytes32 id) = PackedLeg.terms(legs, start, channel);
            uint256 word = _states[id];
            (uint256 total, SkipReason reason) = _due(word, epoch, cumulative);
            if (reason == SkipReason.None && PackedLeg.recover(legs, start, d, id, epoch, cumulative) != signer) {
                reason = SkipReason.BadSignature;
            }
            _payOrSkip(run, id, word, total, sinkBps, PackedLeg.memo(legs, start), reason);
            unchecked {
                start += PackedLeg.SIZE;
            }
        }
        _settle(run);
    }

    /// @dev The total that a voucher brings the channel to, or why it brings it nowhere. Its signature is not looked at.
    function _due(uint256 word, uint256 epoch, uint256 wanted) private pure returns (uint256 total, SkipReason reason) {
        uint256 deposit_ = word & type(uint96).max;
        total = wanted < deposit_ ? wanted : deposit_;
        if (epoch != word >> 224) reason = SkipReason.WrongEpoch;
        else if (deposit_ == 0) reason = SkipReason.NotOpen;
        else if (total <= (word >> 96) & type(uint96).max) reason = SkipReason.NothingNew;
    }

    /// @dev Reverts for no content of a leg.
    function _payOrSkip(
        Run memory run,
        bytes32 id,
        uint256 word,
        uint256 total,
        uint256 sinkBps,
        bytes32 memo,
        SkipReason reason
    ) private {
        uint256 share;
        if (run.sinkDeposit != 0 && reason == SkipReason.None) {
            share = _shareOf((word >> 96) & type(uint96).max, total, sinkBps);
            if (share > type(uint96).max - run.sinkDeposit) reason = SkipReason.SinkFull;
        }
        if (reason == SkipReason.None) _pay(run, id, word, total, share, memo);
        else emit Skipped(id, reason);
    }

    /// @dev Raises the claimed total of the channel, whose state is `word`, to `total`, which is at most its deposit and
    /// above what is claimed. The money waits in the run until it is settled.
    function _pay(Run memory run, bytes32 id, uint256 word, uint256 total, uint256 share, bytes32 memo) private {
        unchecked {
            uint256 paid = total - ((word >> 96) & type(uint96).max);
            _states[id] = word + (paid << 96);
            // forge-lint: disable-next-line(unsafe-typecast)
            emit Claimed(id, uint32(word >> 224), uint96(total), uint96(paid), memo);
            run.credit += paid - share; // a share is a part of what is paid, and all that is paid was deposited
        }
        if (share == 0) return;
        run.sinkDeposit += share;
        emit Passed(run.sink, id, run.sinkEpoch, _toUint96(share), _toUint96(run.sinkDeposit));
    }

    function _begin(Run memory run, bytes32 asset, address payee, bytes32 sink) private view {
        (run.asset, run.payee, run.sink) = (asset, payee, sink);
        (run.credit, run.sinkDeposit, run.sinkBefore) = (0, 0, 0);
        if (sink == 0) return;
        State memory s = _load(sink);
        (run.sinkDeposit, run.sinkBefore, run.sinkEpoch) = (s.deposit, s.deposit, s.epoch);
    }

    function _settle(Run memory run) private {
        if (run.credit != 0) balanceOf[run.asset][run.payee] += run.credit;
        if (run.sinkDeposit == run.sinkBefore) return;
        State memory s = _load(run.sink);
        s.deposit = _toUint96(run.sinkDeposit);
        _store(run.sink, s);
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
    function requestClose(Channel calldata c) external nonReentrant {
        if (msg.sender != c.payer && msg.sender != c.signer) revert NotPayerOrSigner(msg.sender, c.payer, c.signer);
        (bytes32 id, State memory s) = _open(c);
        _requestClose(c, id, s);
    }

    /// @inheritdoc IClearing
    function requestCloseBySig(Channel calldata c, RequestClose calldata r, bytes calldata sig) external nonReentrant {
        (bytes32 id, State memory s) = _open(c);
        _checkSigned(id, s, r.channelId, r.epoch);
        _checkOwner(c.payer, StructHash.hash(r), sig);
        _spend(c.payer, r.nonce);
        _requestClose(c, id, s);
    }

    function _requestClose(Channel calldata c, bytes32 id, State memory s) private {
        if (s.closeAt != 0) revert AlreadyClosing(id, s.closeAt);
        uint256 closeAt = block.timestamp + c.closeDelay;
        if (closeAt > type(uint32).max) revert Overflow(closeAt, type(uint32).max);
        // forge-lint: disable-next-line(unsafe-typecast)
        s.closeAt = uint32(closeAt);
        _store(id, s);
        emit CloseRequested(id, s.epoch, s.closeAt);
    }

    /// @inheritdoc IClearing
    function cancelClose(Channel calldata c) external nonReentrant {
        if (msg.sender != c.payer) revert NotPayer(msg.sender, c.payer);
        (bytes32 id, State memory s) = _open(c);
        if (s.closeAt == 0) revert NotClosing(id);

        s.closeAt = 0;
        _store(id, s);
        emit CloseCancelled(id, s.epoch);
    }

    /// @inheritdoc IClearing
    function finalizeClose(Channel calldata c) external nonReentrant {
        (bytes32 id, State memory s) = _open(c);
        if (s.closeAt == 0) revert NotClosing(id);
        if (block.timestamp < s.closeAt) revert TooEarly(block.timestamp, s.closeAt);
        _close(c, id, s);
    }

    /// @inheritdoc IClearing
    function closeCooperative(
        Channel calldata c,
        Close calldata close,
        bytes calldata closeSig,
        Voucher calldata voucher,
        bytes calldata voucherSig
    ) external nonReentrant {
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
    ) external nonReentrant {
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
        (bytes32 id, State memory s) = _open(c);
        bytes32 domain = _domainSeparatorV4();
        _checkSigned(id, s, close.channelId, close.epoch);
        if (block.timestamp > close.deadline) revert Expired(block.timestamp, close.deadline);
        _checkSignature(domain, StructHash.hash(close), closeSig, c.payeeSigner);

        // The payee may have claimed since it signed: what the chain has paid stands.
        if (close.claimed > s.claimed) {
            if (close.claimed > s.deposit) revert OverDeposit(close.claimed, s.deposit);
            _checkSigned(id, s, voucher.channelId, voucher.epoch);
            if (voucher.cumulative < close.claimed) revert VoucherTooLow(voucher.cumulative, close.claimed);
            _checkSignature(domain, StructHash.hash(voucher), voucherSig, c.signer);

            Run memory run;
            _begin(run, c.asset, c.payee, c.sink);
            uint256 share = run.sinkDeposit == 0 ? 0 : _shareOf(s.claimed, close.claimed, c.sinkBps);
            _pay(run, id, _states[id], close.claimed, share, voucher.memo);
            s.claimed = close.claimed;
            _settle(run);
        }
        _close(c, id, s);
    }

    /// @dev Raises the epoch, so that nothing signed for this one verifies again.
    function _close(Channel calldata c, bytes32 id, State memory s) private {
        uint96 refund = s.deposit - s.claimed;
        _store(id, State({deposit: 0, claimed: 0, closeAt: 0, epoch: s.epoch + 1}));
        if (refund != 0) balanceOf[c.asset][c.payer] += refund;
        emit Closed(id, s.epoch, s.claimed, refund);
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
        uint256 balance = balanceOf[asset][owner];
        if (balance < amount) revert InsufficientBalance(balance, amount);
        unchecked {
            balanceOf[asset][owner] = balance - amount;
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

    function _load(bytes32 id) private view returns (State memory s) {
        uint256 w = _states[id];
        // forge-lint: disable-next-line(unsafe-typecast)
        (s.deposit, s.claimed, s.closeAt, s.epoch) = (uint96(w), uint96(w >> 96), uint32(w >> 192), uint32(w >> 224));
    }

    function _store(bytes32 id, State memory s) private {
        _states[id] =
            uint256(s.deposit) | uint256(s.claimed) << 96 | uint256(s.closeAt) << 192 | uint256(s.epoch) << 224;
    }

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

    function _open(Channel calldata c) private view returns (bytes32 id, State memory s) {
        id = StructHash.hash(c);
        s = _load(id);
        if (s.deposit == 0) revert NotOpen(id, s.epoch);
    }

    function _checkSigned(bytes32 id, State memory s, bytes32 signedId, uint32 signedEpoch) private pure {
        if (signedId != id) revert WrongChannel(signedId, id);
        if (signedEpoch != s.epoch) revert WrongEpoch(signedEpoch, s.epoch);
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
