package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"github.com/urfave/cli/v2"

	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/store"
)

func restoreCommand() *cli.Command {
	return &cli.Command{
		Name: "restore", Usage: "make the database anew from a backup or a channels file, and say what is at risk", ArgsUsage: "FILE",
		Flags: reads(
			&cli.StringFlag{Name: "channels", Usage: "channels `FILE` that is newer than the backup; the data directory's own is used anyway", TakesFile: true},
			&cli.BoolFlag{Name: "dry-run", Usage: "say what would come back, and leave nothing"},
		), Action: restoreNode,
	}
}

// restoreView is what a restore has brought back.
type restoreView struct {
	Data      string     `json:"data"`
	DryRun    bool       `json:"dryRun"`
	Backup    uint64     `json:"backup"`    // unix ms; 0: none
	Segments  uint64     `json:"segments"`  // of the backup
	Torn      bool       `json:"torn"`      // an increment was cut off and is left out
	Rows      uint64     `json:"rows"`      //
	Channels  uint64     `json:"channels"`  // unix ms of the newest channels file; 0: none
	Cut       int        `json:"cut"`       // calls that were being served
	Unsure    []riskView `json:"paying"`    // on which this node pays
	Claimable []riskView `json:"receiving"` // on which it is paid
}

type riskView struct {
	Channel string       `json:"channel"`
	Peer    string       `json:"peer"`
	Epoch   uint32       `json:"epoch"`
	Deposit money.Amount `json:"deposit"`
	Voucher money.Amount `json:"voucher"`
	From    string       `json:"from"`
	At      uint64       `json:"at"`
	AtMost  money.Amount `json:"atMost"` // what a voucher that is not known may be worth
}

func restoreNode(c *cli.Context) error {
	args, err := arguments(c, "FILE")
	if err != nil {
		return err
	}
	dir, err := dataDir(c)
	if err != nil {
		return err
	}
	if err := private(dir); err != nil {
		return err
	}
	from, err := sources(args[0], c.String("channels"))
	if err != nil {
		return err
	}
	r, err := store.Restore(c.Context, dir, from, c.Bool("dry-run"))
	if errors.Is(err, store.ErrLive) || errors.Is(err, os.ErrNotExist) {
		return usage("%v", err)
	}
	if err != nil {
		return err
	}
	v := newRestoreView(dir, c.Bool("dry-run"), r)
	return show(c, v, func(w io.Writer) error { return writeRestore(w, v) })
}

// sources tells a backup from a channels file by its first bytes.
func sources(path, channels string) (store.Sources, error) {
	f, err := os.Open(path)
	if err != nil {
		return store.Sources{}, usage("%v", err)
	}
	defer f.Close()
	var head [32]byte
	n, err := io.ReadFull(f, head[:])
	switch {
	case err != nil && n == 0:
		return store.Sources{}, usage("%s is empty", path)
	case store.IsBackup(head[:n]):
		return store.Sources{Backup: path, Channels: channels}, nil
	case channels != "":
		return store.Sources{}, usage("%s is no backup; write: tolsey restore BACKUP --channels FILE", path)
	}
	return store.Sources{Channels: path}, nil
}

func newRestoreView(dir string, dry bool, r store.Report) restoreView {
	v := restoreView{Data: filepath.Join(dir, "store"), DryRun: dry, Torn: r.Torn, Rows: r.Rows, Channels: r.Channels, Cut: r.Cut, Unsure: []riskView{}, Claimable: []riskView{}}
	if r.Backup != nil {
		v.Backup, v.Segments = r.Backup.At, r.Backup.Number
	}
	for _, k := range r.Risks {
		h := k.Holding
		one := riskView{Channel: h.ID().Hex(), Peer: h.Peer, Epoch: h.OnChain.Epoch, Deposit: h.OnChain.Deposit.FloorPicos(h.Asset),
			Voucher: h.Highest.Cumulative.FloorPicos(h.Asset), From: k.From, At: k.At, AtMost: k.Open}
		if h.Role == settle.Payer {
			v.Unsure = append(v.Unsure, one)
		} else {
			v.Claimable = append(v.Claimable, one)
		}
	}
	return v
}

func writeRestore(w io.Writer, v restoreView) error {
	verb := "restored"
	if v.DryRun {
		verb = "dry run: nothing is written; would restore"
	}
	fmt.Fprintf(w, "%s %s\n", verb, v.Data)
	if v.Backup != 0 {
		fmt.Fprintf(w, "from the backup of %s UTC, %d segments, %d rows\n", when(v.Backup), v.Segments, v.Rows)
	}
	if v.Torn {
		fmt.Fprintln(w, "a later increment of it was cut off and is left out")
	}
	if v.Channels != 0 {
		fmt.Fprintf(w, "from the channels file of %s UTC\n", when(v.Channels))
	}
	if v.Backup == 0 {
		fmt.Fprintln(w, "without a backup: API keys, budgets, receipts and the history of calls are gone")
	} else {
		fmt.Fprintln(w, "what API keys have spent since the backup does not count on their budgets")
	}
	if v.Cut > 0 {
		fmt.Fprintf(w, "%d calls were being served at the backup: no receipt of them is signed any more\n", v.Cut)
	}
	if err := writeUnknown(w, "\nthis node pays: nothing is signed until the seller has shown our own highest voucher; no money is lost", v.Unsure); err != nil {
		return err
	}
	return writeUnknown(w, "\nthis node is paid: vouchers newer than these are lost, unless a newer channels file or a watchtower has them", v.Claimable)
}

func writeUnknown(w io.Writer, says string, list []riskView) error {
	if len(list) == 0 {
		return nil
	}
	fmt.Fprintln(w, says)
	var rows []string
	var most money.Amount
	for _, k := range list {
		most = most.Add(k.AtMost)
		rows = append(rows, row(k.Channel, short(k.Peer), strconv.FormatUint(uint64(k.Epoch), 10), sum(k.Deposit), sum(k.Voucher), k.From, when(k.At), sum(k.AtMost)))
	}
	if err := table(w, "CHANNEL\tCOUNTERPARTY\tEPOCH\tDEPOSIT\tVOUCHER\tFROM\tAS OF (UTC)\tNEWER BY AT MOST", rows); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "%d channels, at most %s not known\n", len(list), most.Dollars())
	return err
}
