// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice One-way escrow from payer to payee in one asset. It lives in calldata only and hashes to the channel's id,
/// so every party that holds the fields can use the channel and nothing about it can change.
struct Channel {
    address payer; // the owner who funds, and whose ledger balance receives the refund
    address signer; // key that signs vouchers and may ask for a close; never owns money
    address payee; // whose ledger balance a claim credits
    address payeeSigner; // key that signs a cooperative close
    bytes32 asset; // bytes32(uint160(token))
    uint32 closeDelay; // seconds between a close request and the earliest finalizeClose
    bytes32 sink; // id of the payee's own channel whose deposit gets a share of every claim; zero for none
    uint16 sinkBps; // that share in 1/10,000; zero without a sink
    uint64 salt; // tells channels apart whose other fields are equal
}

/// @notice A channel's one storage slot. The record is never deleted: closing zeroes the amounts and raises the epoch,
/// so nothing that was signed before can be replayed after.
struct State {
    uint96 deposit; // base units locked in this epoch; zero means not open
    uint96 claimed; // base units the payee has received of it; never above deposit
    uint32 closeAt; // unix seconds from which finalizeClose may run; zero means no close was requested
    uint32 epoch; // how many times the channel was closed
}

/// @notice "Up to this much, in total, in this epoch", signed by channel.signer.
struct Voucher {
    bytes32 channelId;
    uint32 epoch;
    uint96 cumulative; // base units
    bytes32 memo; // hash chain over the calls that it pays
}

/// @notice "Close now at this much", signed by channel.payeeSigner.
struct Close {
    bytes32 channelId;
    uint32 epoch;
    uint96 claimed; // base units the payee keeps, unless the chain has already paid it more
    uint64 deadline; // unix seconds, inclusive
}

/// @notice "Start the close of this epoch", signed by channel.payer.
struct RequestClose {
    bytes32 channelId;
    uint32 epoch;
    uint256 nonce; // single use, of the payer's
}

/// @notice "Send this much of my free balance there", signed by its owner.
struct Withdraw {
    address owner;
    bytes32 asset;
    address to;
    uint256 amount; // base units
    uint256 nonce; // single use, of the owner's
    uint64 deadline; // unix seconds, inclusive
}

/// @notice An EIP-3009 receiveWithAuthorization by the payer, to this contract. Its nonce is authorizationNonce of the
/// channel, so that whoever relays it can do nothing else with it.
struct Authorization {
    uint96 amount; // base units
    uint256 validAfter; // unix seconds, exclusive
    uint256 validBefore; // unix seconds, exclusive
    bytes32 salt; // tells authorizations for one channel and epoch apart
    uint8 v;
    bytes32 r;
    bytes32 s;
}

/// @notice An EIP-2612 permit by the caller, for this contract and exactly the amount.
struct Permit {
    uint256 deadline; // unix seconds, inclusive
    uint8 v;
    bytes32 r;
    bytes32 s;
}

/// @notice One voucher in a batch of claims.
struct Leg {
    Channel c;
    uint32 epoch;
    uint96 cumulative; // as signed
    bytes32 memo; // as signed
    uint96 upTo; // claim no further than this total, 0 = all: leaves what is prepaid with the payer
    bytes sig; // 65 bytes r || s || v, low s
}

/// @notice What all channels of a claimPacked have in common. The rest of each is in its leg.
struct Shared {
    address payee;
    address payeeSigner;
    bytes32 asset;
    uint32 closeDelay;
    bytes32 sink;
    uint16 sinkBps;
}

/// @notice Why a leg of a batch moved nothing.
enum SkipReason {
    None, // 0: never emitted
    NotOpen, // 1: the channel holds no deposit
    WrongEpoch, // 2: signed for another epoch
    NothingNew, // 3: the chain has already paid that much, or the whole deposit
    BadSignature, // 4: not signed by channel.signer
    SinkFull // 5: the share would overflow the sink's deposit
}

/// @title Clearing: a ledger of free balances and one-way channels locked out of it
/// @notice No owner, no pause, no upgrade, no fee. Money moves by its owner's transaction, by a voucher of the channel's
/// signer, or back to the payer after the close delay; there is no other way.
/// @dev Tokens whose balances change by themselves are not supported; assets are isolated, so such a token harms only
/// its own ledger. Times are block.timestamp in uint32: close requests stop working in February 2106.
interface IClearing {
    // ---------------------------------------------------------------- events: enough to rebuild the whole state

    /// @notice `to`'s free balance rose by `amount`, which is what really arrived.
    event Deposited(bytes32 indexed asset, address indexed from, address indexed to, uint256 amount);
    /// @notice `owner`'s free balance fell by `amount`, sent to `to`.
    event Withdrawn(bytes32 indexed asset, address indexed owner, address indexed to, uint256 amount);
    /// @notice `amount` of free balance changed its owner.
    event Transferred(bytes32 indexed asset, address indexed from, address indexed to, uint256 amount);
    /// @notice The payer's free balance fell by the deposit with which the channel opened. All terms of the channel are here.
    /// @param packed its state, deposit | epoch << 224, and, where a state that just opened is zero, the rest of the terms:
    /// salt << 96 | sinkBps << 160 | closeDelay << 176
    event Opened(
        bytes32 indexed id,
        address indexed payer,
        address indexed payee,
        bytes32 asset,
        address signer,
        address payeeSigner,
        bytes32 sink,
        uint256 packed
    );
    /// @notice The payer's free balance fell by `amount`, the open channel's deposit rose by it, to `deposit`.
    event Funded(
        bytes32 indexed id, address indexed payer, address indexed payee, uint32 epoch, uint96 amount, uint96 deposit
    );
    /// @notice The payee's free balance rose by what was paid, less what a Passed event right after it says. `memo` is the
    /// voucher's.
    /// @param packed the channel's state after it, claimed << 96 | closeAt << 192 | epoch << 224, and in the place of the
    /// deposit, which a claim does not change, what was paid. `claimed` is below the voucher's cumulative where the deposit or
    /// upTo capped it.
    event Claimed(bytes32 indexed id, uint256 packed, bytes32 memo);
    /// @notice The deposit of the sink `id` rose by `amount` to `deposit`: a share of what was claimed from `source`.
    event Passed(bytes32 indexed id, bytes32 indexed source, uint32 epoch, uint96 amount, uint96 deposit);
    /// @notice A leg moved nothing.
    event Skipped(bytes32 indexed id, SkipReason reason);
    /// @notice finalizeClose may run from `closeAt`.
    event CloseRequested(bytes32 indexed id, uint32 epoch, uint32 closeAt);
    event CloseCancelled(bytes32 indexed id, uint32 epoch);
    /// @notice `epoch` ended with `claimed` paid in all; the payer's free balance rose by `refund`.
    event Closed(bytes32 indexed id, uint32 epoch, uint96 claimed, uint96 refund);

    /// @notice What `owner` signed with this nonce was used, or can no longer be.
    event NonceSpent(address indexed owner, uint256 nonce);

    // ---------------------------------------------------------------- errors: the two values that disagreed

    error BadAsset(bytes32 asset);
    error BadRecipient(address to);
    error BadChannel(bytes32 sink, uint16 sinkBps);
    error BadParty(address payer, address signer, address payee, address payeeSigner);
    error BadDelay(uint32 closeDelay, uint32 minCloseDelay, uint32 maxCloseDelay);
    error NotPayer(address caller, address payer);
    error NotPayerOrSigner(address caller, address payer, address signer);
    error InsufficientBalance(uint256 balance, uint256 needed);
    error NothingReceived(uint256 received, uint256 asked);
    error ZeroAmount();
    error BadLength(uint256 length, uint256 legSize);
    error Overflow(uint256 value, uint256 max);
    error NotOpen(bytes32 id, uint32 epoch);
    error AlreadyClosing(bytes32 id, uint32 closeAt);
    error NotClosing(bytes32 id);
    error TooEarly(uint256 time, uint32 closeAt);
    error Expired(uint256 time, uint64 deadline);
    error WrongChannel(bytes32 signed, bytes32 id);
    error WrongEpoch(uint32 signed, uint32 epoch);
    error OverDeposit(uint96 claimed, uint96 deposit);
    error NonceUsed(address owner, uint256 nonce);
    error VoucherTooLow(uint96 cumulative, uint96 needed);
    error BadSignature(address recovered, address signer);

    // ---------------------------------------------------------------- ledger

    /// @notice Pull `amount` of the asset's token from the caller and credit what arrived to `to`'s free balance.
    function deposit(bytes32 asset, address to, uint256 amount) external;

    /// @notice deposit with a permit instead of an approval. A permit that somebody used before this call does no harm.
    function permitDeposit(bytes32 asset, address to, uint256 amount, Permit calldata permit) external;

    /// @notice Send free balance of the caller to `to`, at once. `to` is free: an issuer that blocks the owner's address
    /// does not block the money.
    function withdraw(bytes32 asset, address to, uint256 amount) external;

    /// @notice withdraw, for anyone, with the owner's signature.
    function withdrawBySig(Withdraw calldata w, bytes calldata sig) external;

    /// @notice Make what the caller signed with this nonce, or would sign, worthless.
    function revokeNonce(uint256 nonce) external;

    /// @notice Move free balance of the caller to another owner inside the ledger.
    function transfer(bytes32 asset, address to, uint256 amount) external;

    // ---------------------------------------------------------------- channels, in the order of their lives

    /// @notice Lock free balance of the caller, who must be the payer. The first funding of an epoch opens it; later ones
    /// top it up. A running close goes on: money never touches a timer. A channel with a sink opens by fundPledged.
    function fund(Channel calldata c, uint96 amount) external;

    /// @notice deposit and fund in one: pull `amount` from the payer and lock what arrived.
    function depositAndFund(Channel calldata c, uint96 amount) external;

    /// @notice fund, for a channel whose claims pass a share on: `sink` is the channel that c.sink names, in the same asset
    /// and paid for by c.payee.
    function fundPledged(Channel calldata c, Channel calldata sink, uint96 amount) external;

    /// @notice depositAndFund, for a channel whose claims pass a share on.
    function depositAndFundPledged(Channel calldata c, Channel calldata sink, uint96 amount) external;

    /// @notice depositAndFund with a permit instead of an approval. For the payer.
    function permitAndFund(Channel calldata c, uint96 amount, Permit calldata permit) external;

    /// @notice permitAndFund, for a channel whose claims pass a share on.
    function permitAndFundPledged(Channel calldata c, Channel calldata sink, uint96 amount, Permit calldata permit)
        external;

    /// @notice Open or top up, for anyone, with the payer's EIP-3009 authorization: the payer needs no gas.
    function authorizeAndFund(Channel calldata c, Authorization calldata a) external;

    /// @notice authorizeAndFund, for a channel whose claims pass a share on.
    function authorizeAndFundPledged(Channel calldata c, Channel calldata sink, Authorization calldata a) external;

    /// @notice Pay vouchers, for anyone: each credits its own channel's payee. No content of a leg reverts the batch: what
    /// cannot be paid is Skipped, and a voucher above the deposit is paid up to the deposit. Works until the close is final.
    /// On a channel with a sink the share goes to the sink's deposit while that is open or closing, and to the payee when not.
    function claim(Leg[] calldata legs) external;

    /// @notice claim for channels that share most of their terms, at less gas. Each leg is 160 bytes: payer 20, signer 20,
    /// salt 8, epoch 4, cumulative 12, memo 32, EIP-2098 signature 64. There is no upTo: use it where nothing is prepaid.
    function claimPacked(Shared calldata shared, bytes calldata legs) external;

    /// @notice Start the close delay, once per request. For the payer or the channel's signer.
    function requestClose(Channel calldata c) external;

    /// @notice requestClose, for anyone, with the payer's signature: it can be signed long before it is needed.
    function requestCloseBySig(Channel calldata c, RequestClose calldata r, bytes calldata sig) external;

    /// @notice Take a close request back. For the payer only.
    function cancelClose(Channel calldata c) external;

    /// @notice End the epoch from closeAt on, for anyone: what was not claimed returns to the payer's free balance.
    function finalizeClose(Channel calldata c) external;

    /// @notice End the epoch at once with the payee's signature, for anyone: the payee keeps max(claimed on chain,
    /// close.claimed), the rest returns to the payer's free balance. Where that pays the payee more than the chain has,
    /// the payer's consent is the voucher; it is ignored otherwise, and may then be empty.
    /// @param closeSig channel.payeeSigner over `close`
    /// @param voucherSig channel.signer over `voucher`
    function closeCooperative(
        Channel calldata c,
        Close calldata close,
        bytes calldata closeSig,
        Voucher calldata voucher,
        bytes calldata voucherSig
    ) external;

    /// @notice closeCooperative, for a channel with a sink: whom the sink pays must consent too, since unclaimed vouchers of
    /// this channel secure it.
    /// @param sink the channel that c.sink names
    /// @param sinkSig sink.payeeSigner over `close`
    function closePledged(
        Channel calldata c,
        Close calldata close,
        bytes calldata closeSig,
        Voucher calldata voucher,
        bytes calldata voucherSig,
        Channel calldata sink,
        bytes calldata sinkSig
    ) external;

    // ---------------------------------------------------------------- views

    /// @notice Free balance in base units of the asset.
    function balanceOf(bytes32 asset, address owner) external view returns (uint256);

    /// @notice Which of an owner's nonces are spent: bit n % 256 of word n / 256.
    function nonceBitmap(address owner, uint256 word) external view returns (uint256);

    /// @notice The EIP-3009 nonce of an authorization for this channel in this epoch.
    function authorizationNonce(bytes32 id, uint32 epoch, bytes32 salt) external pure returns (bytes32);

    /// @notice Shortest close delay that a channel may have, seconds, fixed at deployment.
    function minCloseDelay() external view returns (uint32);

    function state(bytes32 id) external view returns (State memory);
    /// @notice Many at once, all read at one block.
    function states(bytes32[] calldata ids) external view returns (State[] memory);

    function channelId(Channel calldata c) external pure returns (bytes32);
    function domainSeparator() external view returns (bytes32);
    function voucherDigest(Voucher calldata v) external view returns (bytes32);
    function closeDigest(Close calldata c) external view returns (bytes32);
    function requestCloseDigest(RequestClose calldata r) external view returns (bytes32);
    function withdrawDigest(Withdraw calldata w) external view returns (bytes32);
}
