package vendor

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// journal is a vendor's bill on disk: one JSON row per line, once when a request begins and once when it ends. It survives the end of
// the process, by SIGKILL too; a power cut may cost the last rows, which no node's promise rests on.
type journal struct{ file *os.File }

func openJournal(dir, vendor string, replay func(Row)) (*journal, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("open bill of %s: %w", vendor, err)
	}
	f, err := os.OpenFile(filepath.Join(dir, vendor+".jsonl"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open bill of %s: %w", vendor, err)
	}
	if err := readJournal(f, replay); err != nil {
		return nil, errors.Join(fmt.Errorf("read bill of %s: %w", vendor, err), f.Close())
	}
	return &journal{f}, nil
}

// readJournal replays the whole lines and cuts off a last line that was not finished.
func readJournal(f *os.File, replay func(Row)) error {
	in := bufio.NewReader(f)
	var end int64
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		var r Row
		if err := json.Unmarshal(bytes.TrimSpace(line), &r); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
		replay(r)
		end += int64(len(line))
	}
	if err := f.Truncate(end); err != nil {
		return err
	}
	_, err := f.Seek(end, io.SeekStart)
	return err
}

// write appends a row in one system call; a nil journal keeps nothing.
func (j *journal) write(r Row) error {
	if j == nil {
		return nil
	}
	line, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("write bill: %w", err)
	}
	if _, err := j.file.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("write bill: %w", err)
	}
	return nil
}

func (j *journal) close() error { return j.file.Close() }
