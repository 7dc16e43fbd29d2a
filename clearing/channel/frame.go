package channel

import (
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market/money"
)

// MaxFrameEntries bounds the entries of one frame, and with them its size on the wire.
const MaxFrameEntries = 1024

// CorrectionWindow is how long after its end a call's total may still be corrected. Then its row is forgotten.
const CorrectionWindow = 24 * time.Hour

// Queued is an entry on its way into a frame.
type Queued struct {
	Entry
	Sum  money.Amount // S after it
	Memo common.Hash  // the hash chain after it
}

// Base is the voucher as a later frame names it.
func (v Voucher) Base() Base { return Base{v.Cumulative, v.Memo} }

// Check checks what a frame says about itself: the entries are well formed and lead from its base to its voucher's memo.
func (f *Frame) Check() error {
	if len(f.Entries) == 0 || len(f.Entries) > MaxFrameEntries {
		return &InvalidError{"entries"}
	}
	memo := f.Base.Memo
	for _, e := range f.Entries {
		if e.Attempt == 0 || e.Seq == 0 {
			return &InvalidError{"entries"}
		}
		memo = NextMemo(memo, e)
	}
	switch {
	case memo != f.Voucher.Memo:
		return &InvalidError{"memo"}
	case f.Voucher.Cumulative.Cmp(f.Base.Cumulative) <= 0:
		return &InvalidError{"cumulative"}
	}
	return nil
}

// Same reports whether two frames are equal in every byte that is sent.
func (f *Frame) Same(g *Frame) bool {
	if f.Base != g.Base || f.Voucher != g.Voucher || len(f.Entries) != len(g.Entries) {
		return false
	}
	for i := range f.Entries {
		if f.Entries[i] != g.Entries[i] {
			return false
		}
	}
	return true
}
