package store

import (
	"bufio"
	"compress/gzip"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"

	"github.com/dgraph-io/badger/v4"
)

// backupFormat rises when an older program would misread a backup.
const backupFormat = 1

// backupMagic begins the first line of every segment; the rest of the line is the Segment in JSON.
const backupMagic = "tolsey-backup "

// history are the rows of which an increment carries only what has changed: records of calls and their index, which are never deleted.
// All others are small or bounded by the correction window, and are in every increment whole. Badger's own incremental stream would
// not do: it loses deletions that a compaction has dropped in between, and an ended hold would come back.
var history = []byte{rowBuyRecord, rowBuyTime, rowSoldRec, rowSoldTime}

// Segment is one increment of a backup, the first of a file being the whole. A backup file is a chain of them.
type Segment struct {
	Format   int     `json:"format"`
	Schema   int     `json:"schema"`
	Network  Network `json:"network"`
	Lineage  string  `json:"lineage"`            // of the database; a restored one has a new one
	Number   uint64  `json:"number"`             // 1: the whole
	Since    uint64  `json:"since"`              // what is newer than this version is in it
	Until    uint64  `json:"until"`              // what is newer than this version is not
	Previous string  `json:"previous,omitempty"` // checksum of the segment before, hex
	At       uint64  `json:"at"`                 // unix ms

	Rows uint64 `json:"-"` // how many it has
	Sum  string `json:"-"` // its checksum, hex
}

// Point is where the next increment of a backup begins. The zero Point asks for the whole.
type Point struct {
	Lineage  string
	Number   uint64
	Until    uint64
	Previous string
}

// Next is where the increment after a segment begins.
func (g Segment) Next() Point {
	return Point{Lineage: g.Lineage, Number: g.Number, Until: g.Until, Previous: g.Sum}
}

// Backup writes a consistent segment: all that is durable at one moment and newer than a point. Where the point is not of this
// database, as after a restore, the segment is the whole, number 1. Verbs go on meanwhile.
func (s *Store) Backup(ctx context.Context, w io.Writer, from Point) (Segment, error) {
	g, err := s.backup(ctx, w, from)
	if err != nil {
		return g, fmt.Errorf("back up the database: %w", err)
	}
	return g, nil
}

func (s *Store) backup(ctx context.Context, w io.Writer, from Point) (g Segment, err error) {
	lineage, err := s.lineage(ctx)
	if err != nil {
		return g, err
	}
	err = s.view(ctx, func(tx *badger.Txn) error {
		if from.Lineage != lineage || from.Until > tx.ReadTs() {
			from = Point{}
		}
		g = Segment{Format: backupFormat, Schema: schemaVersion, Network: s.network, Lineage: lineage, Number: from.Number + 1, Since: from.Until,
			Until: tx.ReadTs(), Previous: from.Previous, At: nowMillis()}
		out, err := newSegmentWriter(w, g)
		if err != nil {
			return err
		}
		if err := segmentRows(ctx, tx, g.Since, out.row); err != nil {
			return err
		}
		g.Rows, g.Sum, err = out.end()
		return err
	})
	return g, err
}

// lineage is the random name of the database, drawn at its first backup: versions mean nothing in another one.
func (s *Store) lineage(ctx context.Context) (string, error) {
	return do(ctx, s, finishes, func(b *batch) (string, error) {
		v, found, err := b.get(rowID(rowLineage))
		if err != nil || found {
			return string(v), err
		}
		var name [16]byte
		if _, err := rand.Read(name[:]); err != nil {
			return "", fmt.Errorf("draw a name: %w", err)
		}
		text := hex.EncodeToString(name[:])
		b.put(rowID(rowLineage), []byte(text))
		return text, nil
	})
}

// segmentRows hands on the rows of a segment.
func segmentRows(ctx context.Context, tx *badger.Txn, since uint64, row func(key, value []byte) error) error {
	for prefix := range 256 {
		o := badger.DefaultIteratorOptions
		o.Prefix = []byte{byte(prefix)}
		switch {
		case byte(prefix) == keyBinding[0], byte(prefix) == rowLineage:
			continue
		case isHistory(byte(prefix)):
			o.SinceTs = since
		}
		if err := rowsOf(ctx, tx, o, row); err != nil {
			return err
		}
	}
	return nil
}

func rowsOf(ctx context.Context, tx *badger.Txn, o badger.IteratorOptions, row func(key, value []byte) error) error {
	it := tx.NewIterator(o)
	defer it.Close()
	for it.Rewind(); it.Valid(); it.Next() {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := it.Item().Value(func(v []byte) error { return row(it.Item().Key(), v) })
		if err != nil {
			return err
		}
	}
	return nil
}

func isHistory(prefix byte) bool {
	for _, h := range history {
		if prefix == h {
			return true
		}
	}
	return false
}

// segmentWriter writes a head line, the rows compressed, and the checksum of both.
type segmentWriter struct {
	out  io.Writer
	zip  *gzip.Writer
	rows *bufio.Writer // into zip and sum
	sum  hash.Hash
	n    uint64
}

func newSegmentWriter(out io.Writer, g Segment) (*segmentWriter, error) {
	head, err := json.Marshal(g)
	if err != nil {
		return nil, fmt.Errorf("write head: %w", err)
	}
	line := append(append([]byte(backupMagic), head...), '\n')
	if _, err := out.Write(line); err != nil {
		return nil, err
	}
	zip, err := gzip.NewWriterLevel(out, gzip.BestSpeed)
	if err != nil {
		return nil, err
	}
	w := &segmentWriter{out: out, zip: zip, sum: sha256.New()}
	w.sum.Write(line)
	w.rows = bufio.NewWriterSize(io.MultiWriter(zip, w.sum), 64<<10)
	return w, nil
}

func (w *segmentWriter) row(key, value []byte) error {
	w.n++
	var n [2 * binary.MaxVarintLen64]byte
	sizes := binary.AppendUvarint(binary.AppendUvarint(n[:0], uint64(len(key))), uint64(len(value)))
	for _, part := range [][]byte{sizes, key, value} {
		if _, err := w.rows.Write(part); err != nil {
			return err
		}
	}
	return nil
}

// end writes an empty key with the number of rows, so that nothing can be cut off unseen.
func (w *segmentWriter) end() (rows uint64, sum string, err error) {
	if _, err := w.rows.Write(binary.AppendUvarint([]byte{0}, w.n)); err != nil {
		return 0, "", err
	}
	if err := errors.Join(w.rows.Flush(), w.zip.Close()); err != nil {
		return 0, "", err
	}
	digest := w.sum.Sum(nil)
	_, err = w.out.Write(digest)
	return w.n, hex.EncodeToString(digest), err
}

// OpenExisting opens a data directory that has a database, whatever its network.
func OpenExisting(dir string) (*Store, error) {
	n, err := networkOf(filepath.Join(dir, "store"))
	if err != nil {
		return nil, err
	}
	return Open(dir, n)
}

func networkOf(path string) (n Network, err error) {
	if _, err := os.Stat(path); err != nil {
		return n, fmt.Errorf("there is no database at %s: %w", path, ErrNotFound)
	}
	if err := sweep(path); err != nil {
		return n, err
	}
	db, err := badger.Open(options(path))
	if err != nil {
		return n, explain(err, path)
	}
	var b binding
	found, err := (&Store{db: db}).load1(keyBinding, &b)
	if err == nil && !found {
		err = fmt.Errorf("there is no database at %s: %w", path, ErrNotFound)
	}
	return b.Network, errors.Join(err, db.Close())
}
