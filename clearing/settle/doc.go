// Package settle decides when to go on chain and sees it through: it follows the chain's head, delivers what the chain
// says about our channels to the store, claims vouchers when the policy says that the gas is worth it, and carries the
// owner's deposits, fundings, closes and withdrawals from a signed transaction to a final block.
//
// The policy, the fees and the legs of a claim are pure functions. The Driver is the thin edge around them: one goroutine,
// the caller of Run, signs and sends; everybody else asks it and waits. Nothing is sent before its signed bytes are
// durable, and a settlement is what the chain's events and states say, never what our transaction was meant to do.
//
// An Agreement is the chain seen through several nodes: what is final they must say alike, what is urgent any of them may say.
//
// It names no ABI method and no database key: the chain is behind Chain, what must not be forgotten behind Store, and
// keys behind Signer.
package settle
