// The bugs that tools/mutate seeds, one at a time. `from` stands exactly once in its file.
// `suite` is where it is looked for first, so that finding it takes seconds; if nothing fails there all other tests run.
const clearing = 'src/Clearing.sol';
const packed = 'src/PackedLeg.sol';

module.exports = [
  // who may move what
  { bug: 'anybody locks the money of a payer', suite: 'Fund', file: clearing, from: 'if (msg.sender != c.payer) revert NotPayer(msg.sender, c.payer);\n        _debit(c.asset, msg.sender, amount);', to: '_debit(c.asset, c.payer, amount);' },
  { bug: 'anybody opens the channel of another with money of its own', suite: 'Fund', file: clearing, from: 'if (msg.sender != c.payer) revert NotPayer(msg.sender, c.payer);\n        _lock(c, _pull(', to: '_lock(c, _pull(' },
  { bug: 'a free balance may be spent below zero', suite: 'Ledger', file: clearing, from: 'if (balance < amount) revert InsufficientBalance(balance, amount);', to: '' },
  { bug: 'anybody asks for the close of a channel', suite: 'Close', file: clearing, from: 'if (msg.sender != c.payer && msg.sender != c.signer) revert NotPayerOrSigner(msg.sender, c.payer, c.signer);', to: '' },
  { bug: 'anybody takes a close request back', suite: 'Close', file: clearing, from: 'if (msg.sender != c.payer) revert NotPayer(msg.sender, c.payer);\n        (bytes32 id,', to: '(bytes32 id,' },
  { bug: 'a withdrawal that was signed can be used twice', suite: 'BySignature', file: clearing, from: '_spend(w.owner, w.nonce);', to: '' },
  { bug: 'any contract signs for its neighbour', suite: 'BySignature', file: clearing, from: 'if (owner.code.length == 0 || !SignatureChecker.isValidERC1271SignatureNow(owner, digest, sig)) {', to: 'if (owner.code.length == 0) {' },
  { bug: 'an authorization counts in a later epoch', suite: 'BySignature', file: clearing, from: 'authorizationNonce(id, _load(id).epoch, a.salt)', to: 'authorizationNonce(id, 0, a.salt)' },

  // tokens
  { bug: 'what was asked is credited, not what arrived', suite: 'Hostile|Moods', file: clearing, from: 'received = afterwards - before;', to: 'received = amount;' },
  { bug: 'a deposit may be re-entered', suite: 'Hostile', file: clearing, from: 'function deposit(bytes32 asset, address to, uint256 amount) external nonReentrant {', to: 'function deposit(bytes32 asset, address to, uint256 amount) external {' },
  { bug: 'a verb that calls nobody does not look at the lock', suite: 'Hostile', file: clearing, from: 'function fund(Channel calldata c, uint96 amount) external nonReentrantView {', to: 'function fund(Channel calldata c, uint96 amount) external {' },
  { bug: 'whoever uses a permit first blocks its owner', suite: 'BySignature', file: clearing, from: 'try IERC20Permit(_token(asset)).permit(msg.sender, address(this), amount, p.deadline, p.v, p.r, p.s) {} catch {}', to: 'IERC20Permit(_token(asset)).permit(msg.sender, address(this), amount, p.deadline, p.v, p.r, p.s);' },
  { bug: 'a balance that a lying token filled holds up a batch', suite: 'Moods', file: clearing, from: 'unchecked {\n            _put(slot, _at(slot) + amount);\n        }', to: '_put(slot, _at(slot) + amount);' },

  // claims
  { bug: 'a claim asks for no signature', suite: 'Claim', file: clearing, from: 'if (_recover(domain, voucher, leg.sig) != c.signer) reason = SkipReason.BadSignature;', to: 'voucher;' },
  { bug: 'a packed claim asks for no signature', suite: 'Packed', file: packed, from: 'if or(xor(mload(0), signer), gt(s, HALF_ORDER)) {', to: 'if gt(s, HALF_ORDER) {' },
  { bug: 'a packed claim pays more than the deposit', suite: 'Packed', file: packed, from: 'total := and(word, 0xffffffffffffffffffffffff)', to: '' },
  { bug: 'a packed claim takes vouchers of any epoch', suite: 'Packed', file: packed, from: 'if or(xor(epoch, shr(224, word)), slt(paid, 1)) {', to: 'if slt(paid, 1) {' },
  { bug: 'a claim pays more than the deposit', suite: 'Claim', file: clearing, from: 'total = wanted < deposit_ ? wanted : deposit_;', to: 'total = wanted;' },
  { bug: 'upTo is not heeded', suite: 'Claim', file: clearing, from: 'leg.upTo != 0 && leg.upTo < leg.cumulative ? leg.upTo : leg.cumulative', to: 'leg.cumulative' },

  // timers and closes
  { bug: 'a top-up takes a close request back', suite: 'Fund', file: clearing, from: '_put(slot, word + amount);', to: '_put(slot, (word + amount) & ~(uint256(type(uint32).max) << 192));' },
  { bug: 'a close is final a second early', suite: 'Close', file: clearing, from: 'if (block.timestamp < _closeAt(word)) revert', to: 'if (block.timestamp + 1 < _closeAt(word)) revert' },
  { bug: 'a close does not end its epoch', suite: 'Close', file: clearing, from: '_put(slot, uint256(_epoch(word) + 1) << 224);', to: '_put(slot, uint256(_epoch(word)) << 224);' },
  { bug: 'a cooperative close takes back what was claimed since', suite: 'Close', file: clearing, from: 'uint96 refund = _deposit(word) - _claimed(word);', to: 'uint96 refund = _deposit(word);' },
  { bug: 'a cooperative close pays more than the voucher', suite: 'Close', file: clearing, from: 'if (voucher.cumulative < close.claimed) revert VoucherTooLow(voucher.cumulative, close.claimed);', to: '' },
  { bug: 'a cooperative close has no deadline', suite: 'Close', file: clearing, from: 'if (block.timestamp > close.deadline) revert Expired(block.timestamp, close.deadline);', to: '' },

  // pass-through
  { bug: 'the sink may be in another asset', suite: 'Pledged', file: clearing, from: 'c.sink == StructHash.hash(sink) && sink.asset == c.asset && sink.payer == c.payee', to: 'c.sink == StructHash.hash(sink) && sink.payer == c.payee' },
  { bug: 'the sink may be paid for by anybody', suite: 'Pledged', file: clearing, from: 'c.sink == StructHash.hash(sink) && sink.asset == c.asset && sink.payer == c.payee', to: 'c.sink == StructHash.hash(sink) && sink.asset == c.asset' },
  { bug: 'a share may be more than the whole', suite: 'Pledged', file: clearing, from: 'c.sinkBps == 0 || c.sinkBps > WHOLE', to: 'c.sinkBps == 0' },
  { bug: 'a share is rounded down', suite: 'Pledged', file: clearing, from: '(total * bps + WHOLE - 1) / WHOLE', to: '(total * bps) / WHOLE' },
  { bug: 'a pledged channel closes without consent', suite: 'Pledged', file: clearing, from: '_checkSignature(_domainSeparatorV4(), StructHash.hash(close), sinkSig, sink.payeeSigner);', to: 'sinkSig;' },
  { bug: 'a share opens a closed sink', suite: 'Pledged', file: clearing, from: 'if (_deposit(word) == 0) return 0;', to: '' },
  { bug: 'a packed claim pays the share twice', suite: 'Packed', file: packed, from: 'credit := add(credit, sub(paid, share))', to: 'credit := add(credit, paid)' },
];
