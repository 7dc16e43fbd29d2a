package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"github.com/tolsey/tolsey/clearing/watch"
	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/store"
)

func backupCommand() *cli.Command {
	return &cli.Command{
		Name: "backup", Usage: "back up the database: the first time whole, then what is new since; the node may run or not", ArgsUsage: "FILE",
		Flags: reads(&cli.BoolFlag{Name: "full", Usage: "replace the file by a whole backup"}), Action: backupNode,
	}
}

// backupView is what a backup has added to its file.
type backupView struct {
	File      string `json:"file"`
	Segment   uint64 `json:"segment"` // 1: the whole
	Rows      uint64 `json:"rows"`
	At        uint64 `json:"at"`
	Bytes     int64  `json:"bytes"`     // added
	FileBytes int64  `json:"fileBytes"` // in all
	Checksum  string `json:"checksum"`
	Repaired  bool   `json:"repaired"` // an earlier backup was cut off; what it left is gone
}

func backupNode(c *cli.Context) error {
	args, err := arguments(c, "FILE")
	if err != nil {
		return err
	}
	path := args[0]
	old, err := chainOf(path)
	if err != nil {
		return err
	}
	var from store.Point
	if len(old.Segments) > 0 && !c.Bool("full") {
		from = old.Last().Next()
	}
	part, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-") // mode 0600
	if err != nil {
		return fmt.Errorf("write backup: %w", err)
	}
	defer func() { _ = os.Remove(part.Name()) }() // a whole one has been renamed by then
	err = writeSegment(c, part, from)
	if err = errors.Join(err, part.Close()); err != nil {
		return err
	}
	view, err := attach(path, part.Name(), old)
	if err != nil {
		return fmt.Errorf("write backup %s: %w", path, err)
	}
	return show(c, view, func(w io.Writer) error { return writeBackup(w, view) })
}

// chainOf is what a backup file holds; nothing where there is none.
func chainOf(path string) (store.Chain, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return store.Chain{}, nil
	}
	if err != nil {
		return store.Chain{}, fmt.Errorf("open backup: %w", err)
	}
	defer f.Close()
	old, err := store.ReadChain(f)
	if errors.Is(err, store.ErrBackup) {
		return old, usage("%s is there and is %v; it is left alone: choose another file", path, err)
	}
	return old, err
}

// writeSegment has the running node write the next segment, or does it itself where none runs.
func writeSegment(c *cli.Context, f *os.File, from store.Point) error {
	node, err := connect(c)
	if err == nil {
		err = node.Backup(c.Context, dashboard.BackupPoint(from), f)
	}
	if errors.Is(err, config.ErrNotRunning) || errors.Is(err, dashboard.ErrNoAnswer) {
		err = writeStopped(c, f, from)
	}
	return errors.Join(err, f.Sync())
}

func writeStopped(c *cli.Context, f *os.File, from store.Point) error {
	dir, err := dataDir(c)
	if err != nil {
		return err
	}
	if err := private(dir); err != nil {
		return err
	}
	s, err := store.OpenExisting(dir)
	if errors.Is(err, store.ErrNotFound) {
		return usage("%v; name the data directory with --data", err)
	}
	if err != nil {
		return err
	}
	_, err = s.Backup(c.Context, f, from)
	return errors.Join(err, s.Close())
}

// attach checks a segment and brings it into its place: a whole one replaces the file, an increment is appended.
func attach(path, part string, old store.Chain) (backupView, error) {
	f, err := os.Open(part)
	if err != nil {
		return backupView{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return backupView{}, err
	}
	view := backupView{File: path, Bytes: info.Size()}
	if alone, err := store.ReadChain(f); err == nil && !alone.Torn {
		view.FileBytes = view.Bytes
		view.segment(alone.Last())
		return view, errors.Join(os.Rename(part, path), watch.SyncDir(filepath.Dir(path)))
	} else if len(old.Segments) == 0 {
		return view, err
	}
	view.Repaired, view.FileBytes = old.Torn, old.Size+view.Bytes
	return view, view.append(f, path, old)
}

func (v *backupView) append(part io.ReadSeeker, path string, old store.Chain) error {
	if _, err := part.Seek(0, io.SeekStart); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	both, err := store.ReadChain(io.MultiReader(io.LimitReader(f, old.Size), part))
	if err == nil && (both.Torn || len(both.Segments) != len(old.Segments)+1) {
		err = errors.New("what the node has sent is not whole; try again")
	}
	if err != nil {
		return err
	}
	if _, err := part.Seek(0, io.SeekStart); err != nil {
		return err
	}
	if err := f.Truncate(old.Size); err != nil {
		return err
	}
	if _, err := f.Seek(old.Size, io.SeekStart); err != nil {
		return err
	}
	if _, err := io.Copy(f, part); err != nil {
		return errors.Join(err, f.Truncate(old.Size))
	}
	v.segment(both.Last())
	return f.Sync()
}

func (v *backupView) segment(g store.Segment) {
	v.Segment, v.Rows, v.At, v.Checksum = g.Number, g.Rows, g.At, g.Sum
}

func writeBackup(w io.Writer, v backupView) error {
	kind := "whole"
	if v.Segment > 1 {
		kind = fmt.Sprintf("increment %d", v.Segment)
	}
	if v.Repaired {
		fmt.Fprintln(w, "an earlier backup was cut off; what it had left is removed")
	}
	err := facts(w, "file", v.File, "segment", kind, "as of", when(v.At)+" UTC", "rows", fmt.Sprint(v.Rows), "added", fmt.Sprintf("%d bytes", v.Bytes),
		"in all", fmt.Sprintf("%d bytes", v.FileBytes), "checksum", v.Checksum)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "keep it on another disk, with copies of the keystore, the password file and %s\n", watch.FileName)
	return err
}
