package store

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/dgraph-io/badger/v4"
	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market"
)

// Prefixes of keys. They are stored: never changed, never reused.
var keyBinding = []byte("!")

const (
	rowAccount   = 'a' // account id
	rowKey       = 'k' // key id
	rowPayer     = 'p' // channel
	rowFrame     = 'f' // channel: the payer's unacknowledged frame
	rowQueued    = 'q' // channel, gen, index: the payer's entries
	rowHold      = 'h' // attempt: bought, still open
	rowBought    = 'd' // attempt: bought, ended, within the correction window
	rowBuyRecord = 'b' // attempt
	rowBuyTime   = 'B' // unix ms, attempt
	rowPayee     = 'e' // channel
	rowOpenSale  = 's' // channel, attempt: sold, open or announced
	rowSale      = 't' // channel, attempt: sold, ended, within the correction window
	rowSoldRec   = 'r' // channel, attempt
	rowSoldTime  = 'R' // unix ms, channel, attempt
	rowSoldOpen  = 'o' // channel, attempt: records that are open
	rowEnded     = 'x' // unix ms, side, channel, attempt: when a call ended, to prune
	rowDay       = 'y' // side, day: totals of records that are done
	rowBinding   = 'i' // SHA-256 of key, route and name
	rowPageSeq   = 'n' // family: our own pages
	rowPageSeen  = 'N' // seller, family
	rowEvent     = 'v' // channel, epoch, block, log, tx
	rowEventAt   = 'V' // block, log, tx: the event's key
	rowPaid      = 'u' // channel, epoch: what it has paid on chain
	rowIntent    = 'w' // id
	rowCursor    = 'c'
	rowLineage   = 'z' // random name of the database, for its backups
)

// Sides of a call in rowEnded.
const (
	sideBought byte = 1
	sideSold   byte = 2
)

// rowID builds a key of fixed-size parts; only the last part may vary in length.
func rowID(prefix byte, parts ...any) []byte {
	k := []byte{prefix}
	for _, p := range parts {
		switch p := p.(type) {
		case common.Hash:
			k = append(k, p[:]...)
		case common.Address:
			k = append(k, p[:]...)
		case market.AttemptID:
			k = append(append(k, p.Call[:]...), p.Attempt)
		case market.CallID:
			k = append(k, p[:]...)
		case uint64:
			k = binary.BigEndian.AppendUint64(k, p)
		case uint32:
			k = binary.BigEndian.AppendUint32(k, p)
		case byte:
			k = append(k, p)
		case string:
			k = append(k, p...)
		default:
			panic(fmt.Sprintf("developer error: no key is made of a %T", p))
		}
	}
	return k
}

// encode is the stored form of most rows. Fields may be added; older rows then have their zero value.
func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic("developer error: a row does not marshal: " + err.Error())
	}
	return b
}

func decode(b []byte, v any) error {
	if err := json.Unmarshal(b, v); err != nil {
		return fmt.Errorf("decode row: %w", err)
	}
	return nil
}

// value copies a row's bytes; nil when there is none.
func value(tx *badger.Txn, key []byte) ([]byte, error) {
	item, err := tx.Get(key)
	if errors.Is(err, badger.ErrKeyNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read row: %w", err)
	}
	v, err := item.ValueCopy(nil)
	if v == nil && err == nil {
		v = []byte{}
	}
	return v, err
}

// load1 reads one row at start.
func (s *Store) load1(key []byte, v any) (found bool, err error) {
	err = s.db.View(func(tx *badger.Txn) error {
		b, err := value(tx, key)
		if err != nil || b == nil {
			return err
		}
		found = true
		return decode(b, v)
	})
	return found, err
}

// each walks the rows of a prefix in order, or in reverse, from a key on; f returns false to stop. Its arguments are valid only then.
func each(tx *badger.Txn, prefix, from []byte, reverse bool, f func(key, value []byte) (bool, error)) error {
	o := badger.DefaultIteratorOptions
	o.Prefix, o.Reverse = prefix, reverse
	it := tx.NewIterator(o)
	defer it.Close()
	start := from
	if start == nil {
		start = prefix
		if reverse {
			start = append(slices.Clone(prefix), 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)
		}
	}
	for it.Seek(start); it.ValidForPrefix(prefix); it.Next() {
		var more bool
		err := it.Item().Value(func(v []byte) (err error) {
			more, err = f(it.Item().Key(), v)
			return err
		})
		if err != nil || !more {
			return err
		}
	}
	return nil
}
