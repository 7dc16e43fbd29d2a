package store

import "github.com/dgraph-io/badger/v4"

// table is one kind of hot row: all of them are in memory. live is what is durable; batch and verb are the writer's, on top.
type table[K comparable, V any] struct {
	live  map[K]V
	batch map[K]change[V]
	verb  map[K]change[V]
	key   func(K) []byte
	value func(V) []byte
	kept  func(k K, was, is *V) // told of every change that a verb has made; nil: nobody
	shown func(k K, v V)        // told of every row that readers are about to see, under Store.mu; nil: nobody
}

type change[V any] struct {
	value V
	gone  bool
}

func newTable[K comparable, V any](key func(K) []byte, value func(V) []byte) *table[K, V] {
	return &table[K, V]{live: map[K]V{}, batch: map[K]change[V]{}, verb: map[K]change[V]{}, key: key, value: value}
}

// get is the row as the verb sees it.
func (t *table[K, V]) get(k K) (V, bool) {
	if c, ok := t.verb[k]; ok {
		return c.value, !c.gone
	}
	return t.before(k)
}

// before is the row as the verbs before have left it.
func (t *table[K, V]) before(k K) (V, bool) {
	if c, ok := t.batch[k]; ok {
		return c.value, !c.gone
	}
	v, ok := t.live[k]
	return v, ok
}

func (t *table[K, V]) put(k K, v V) { t.verb[k] = change[V]{value: v} }
func (t *table[K, V]) del(k K)      { t.verb[k] = change[V]{gone: true} }

func (t *table[K, V]) keep() (rows int) {
	for k, c := range t.verb {
		if t.kept != nil {
			var was, is *V
			if v, ok := t.before(k); ok {
				was = &v
			}
			if !c.gone {
				is = &c.value
			}
			t.kept(k, was, is)
		}
		t.batch[k] = c
		rows++
	}
	clear(t.verb)
	return rows
}

func (t *table[K, V]) drop() { clear(t.verb) }

// forget drops what the verbs of a batch have left.
func (t *table[K, V]) forget() { clear(t.batch) }

func (t *table[K, V]) flush(tx *badger.Txn) error {
	for k, c := range t.batch {
		if err := write(tx, t.key(k), c.gone, func() []byte { return t.value(c.value) }); err != nil {
			return err
		}
	}
	return nil
}

func (t *table[K, V]) publish() {
	for k, c := range t.batch {
		if c.gone {
			delete(t.live, k)
			continue
		}
		t.live[k] = c.value
		if t.shown != nil {
			t.shown(k, c.value)
		}
	}
	clear(t.batch)
}

func write(tx *badger.Txn, key []byte, gone bool, value func() []byte) error {
	if gone {
		return tx.Delete(key)
	}
	return tx.Set(key, value())
}

// layer is what the writer asks of every table.
type layer interface {
	keep() (rows int)
	drop()
	forget()
	flush(*badger.Txn) error
	publish()
}

// batch is the verbs that will share one fsync.
type batch struct {
	s       *Store
	hot     *tables
	cold    map[string][]byte // rows that are not kept in memory; nil deletes
	verb    map[string][]byte // the same, of the verb at hand
	bytes   int               // of the transaction so far, about
	free    uint64            // bytes free on the disk when it began
	blind   error             // why that is not known
	waiting []*op
}

func newBatch(s *Store) *batch {
	return &batch{s: s, hot: s.hot, cold: map[string][]byte{}, verb: map[string][]byte{}}
}

// hotRowSize is about what a hot row takes in a transaction, bytes.
const hotRowSize = 1 << 10

func (b *batch) keep() {
	for k, v := range b.verb {
		b.cold[k] = v
		b.bytes += len(k) + len(v)
	}
	clear(b.verb)
	for _, l := range b.hot.layers() {
		b.bytes += l.keep() * hotRowSize
	}
}

func (b *batch) drop() {
	clear(b.verb)
	for _, l := range b.hot.layers() {
		l.drop()
	}
}

func (b *batch) flush(tx *badger.Txn) error {
	for k, v := range b.cold {
		if err := write(tx, []byte(k), v == nil, func() []byte { return v }); err != nil {
			return err
		}
	}
	for _, l := range b.hot.layers() {
		if err := l.flush(tx); err != nil {
			return err
		}
	}
	return nil
}

func (b *batch) publish() {
	for _, l := range b.hot.layers() {
		l.publish()
	}
}

// put sets a cold row.
func (b *batch) put(key, value []byte) { b.verb[string(key)] = value }

// del deletes a cold row.
func (b *batch) del(key []byte) { b.verb[string(key)] = nil }

// get reads a cold row as the verb sees it.
func (b *batch) get(key []byte) ([]byte, bool, error) {
	for _, over := range []map[string][]byte{b.verb, b.cold} {
		if v, ok := over[string(key)]; ok {
			return v, v != nil, nil
		}
	}
	var out []byte
	err := b.s.db.View(func(tx *badger.Txn) (err error) {
		out, err = value(tx, key)
		return err
	})
	return out, out != nil, err
}
