// Command readme runs the commands of a page's transcripts again, and writes their output into the page or, with -check, fails
// when it differs from what the page shows. It puts measured figures into their tables. It also fails when the page names a test, a
// make target or a file that is not there.
//
//	go run ./testnet/readme -bin .bin README.md          # make readme
//	go run ./testnet/readme -bin .bin -check README.md   # part of make check
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/google/renameio/v2"

	"github.com/tolsey/tolsey/testnet/readme/figures"
	"github.com/tolsey/tolsey/testnet/readme/transcript"
)

func main() {
	bin := flag.String("bin", ".bin", "folder of the built commands, which the page calls .bin")
	check := flag.Bool("check", false, "compare instead of writing")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: readme [-bin DIR] [-check] PAGE.md")
		os.Exit(2)
	}
	if err := run(ctx, flag.Arg(0), *bin, *check); err != nil {
		fmt.Fprintf(os.Stderr, "readme: %v\n", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, path, bin string, check bool) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read page: %w", err)
	}
	if bin, err = filepath.Abs(bin); err != nil {
		return fmt.Errorf("find commands: %w", err)
	}
	filled, err := figures.Fill(string(text), func(name string) ([]byte, error) { return os.ReadFile(filepath.Join(filepath.Dir(path), name)) })
	if err != nil {
		return err
	}
	if check && filled != string(text) {
		return errors.New("the table of figures is not what was measured: run 'make readme'")
	}
	page := transcript.Parse(filled)
	if err := transcript.CheckNames(page.Text(), filepath.Dir(path)); err != nil {
		return err
	}
	fresh, err := page.Run(ctx, transcript.Runner{Bin: bin, FreePorts: check})
	if err != nil {
		return err
	}
	if check {
		return transcript.Compare(path, page, fresh)
	}
	if err := renameio.WriteFile(path, []byte(fresh.Text()), 0o644); err != nil {
		return fmt.Errorf("write page: %w", err)
	}
	return nil
}
