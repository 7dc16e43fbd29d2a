package store

import (
	"context"
	"fmt"

	"github.com/dgraph-io/badger/v4"
	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
)

// Entries are all entries of a channel's epoch, those that wait for a frame among them: their hash chain from zero leads to the voucher's
// memo. They are nil where the chain begins elsewhere, because some are pruned or a resync took up an earlier voucher.
func (s *Store) Entries(ctx context.Context, id common.Hash) (out []channel.Entry, err error) {
	p, err := s.Payer(id)
	if err != nil {
		return nil, err
	}
	err = s.view(ctx, func(tx *badger.Txn) error {
		all, err := queued(tx, p, 0)
		if err != nil || uint64(len(all)) < p.Entries || p.Entries > 0 && all[0].Memo != channel.NextMemo(common.Hash{}, all[0].Entry) {
			return err
		}
		out = make([]channel.Entry, p.Entries)
		for i := range out {
			out[i] = all[i].Entry
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read entries of channel %s: %w", id, err)
	}
	return out, nil
}
