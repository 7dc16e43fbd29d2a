package store

import (
	"context"
	"crypto/sha256"
	"encoding/binary"

	"github.com/dgraph-io/badger/v4"
	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing"
)

// NextPageSeq is the sequence number of our next page of a family: above all earlier ones, and the time (unix ms) where that is more.
// It must be durable before the page is published. Durable: the number.
func (s *Store) NextPageSeq(ctx context.Context, family string, now uint64) (uint64, error) {
	return do(ctx, s, finishes, func(b *batch) (uint64, error) {
		key := rowID(rowPageSeq, family)
		v, found, err := b.get(key)
		if err != nil {
			return 0, err
		}
		seq := now
		if found {
			seq = max(seq, binary.BigEndian.Uint64(v)+1)
		}
		b.put(key, binary.BigEndian.AppendUint64(nil, seq))
		return seq, nil
	})
}

// PageSeen remembers the highest page seen of a seller's family, so that a replay is known after a restart. Durable: the number, when it
// is higher.
func (s *Store) PageSeen(ctx context.Context, seller common.Address, family string, seq uint64) error {
	_, err := do(ctx, s, finishes, func(b *batch) (struct{}, error) {
		key := rowID(rowPageSeen, seller, family)
		v, found, err := b.get(key)
		if err != nil || found && binary.BigEndian.Uint64(v) >= seq {
			return struct{}{}, err
		}
		b.put(key, binary.BigEndian.AppendUint64(nil, seq))
		return struct{}{}, nil
	})
	return err
}

// SeenPage is the highest page seen of a seller's family.
type SeenPage struct {
	Seller common.Address
	Family string
	Seq    uint64
}

// SeenPages returns all that PageSeen has kept.
func (s *Store) SeenPages(ctx context.Context) (out []SeenPage, err error) {
	err = s.view(ctx, func(tx *badger.Txn) error {
		return each(tx, []byte{rowPageSeen}, nil, false, func(k, v []byte) (bool, error) {
			out = append(out, SeenPage{common.BytesToAddress(k[1:21]), string(k[21:]), binary.BigEndian.Uint64(v)})
			return true, nil
		})
	})
	return out, err
}

// Bind ties an Idempotency-Key to a call, for ever, and returns the binding. Where the key is bound already, it changes nothing and returns
// what is there. Durable: the binding.
func (s *Store) Bind(ctx context.Context, n clearing.Binding) (clearing.Binding, error) {
	return do(ctx, s, begins, func(b *batch) (clearing.Binding, error) {
		was, found, err := b.binding(n)
		if err != nil || found {
			return was, err
		}
		b.put(bindingKey(n), encode(n))
		return n, nil
	})
}

// Unbind forgets a binding whose call was refused free of charge. It leaves alone a binding to another call. Durable: that.
func (s *Store) Unbind(ctx context.Context, n clearing.Binding) error {
	_, err := do(ctx, s, finishes, func(b *batch) (struct{}, error) {
		was, found, err := b.binding(n)
		if err == nil && found && was.Call == n.Call {
			b.del(bindingKey(n))
		}
		return struct{}{}, err
	})
	return err
}

func (b *batch) binding(n clearing.Binding) (was clearing.Binding, found bool, err error) {
	v, found, err := b.get(bindingKey(n))
	if err == nil && found {
		err = decode(v, &was)
	}
	return was, found, err
}

// bindingKey hashes what may be long, each part with its length so that no two scopes meet.
func bindingKey(n clearing.Binding) []byte {
	h := sha256.New()
	for _, part := range []string{n.Key, n.Route, n.Name} {
		h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(part))))
		h.Write([]byte(part))
	}
	return h.Sum([]byte{rowBinding})
}
