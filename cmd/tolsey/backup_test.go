package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/clearing/watch"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/node/dashboard/dashboardtest"
	"github.com/tolsey/tolsey/store"
)

var (
	ofChain  = store.Network{ChainID: 31337, Genesis: common.Hash{9}, Clearing: common.HexToAddress("0xc1ea")}
	ofDollar = money.Asset{ChainID: 31337, Token: [20]byte{7}, Decimals: 6}
)

// book is a database with one channel in each direction and a buyer's key that pays on the second.
type book struct {
	t     *testing.T
	dir   string
	store *store.Store
	sign  func(common.Hash) market.Signature
	paid  channel.Channel
	memo  common.Hash
	last  channel.Base
}

func newBook(t *testing.T) *book {
	key, err := crypto.GenerateKey()
	require.NoError(t, err)
	a, me := crypto.PubkeyToAddress(key.PublicKey), common.HexToAddress("0xee")
	b := &book{t: t, dir: t.TempDir(), sign: func(digest common.Hash) (s market.Signature) {
		sig, err := crypto.Sign(digest[:], key)
		require.NoError(t, err)
		copy(s[:], sig)
		return s
	}}
	require.NoError(t, os.Chmod(b.dir, 0o700))
	b.paid = channel.Channel{Payer: a, Signer: a, Payee: me, PayeeSigner: me, Asset: common.Hash(ofDollar.ID()), CloseDelay: 3600}
	paying := b.paid
	paying.Payer, paying.Payee = me, a
	b.store, err = store.Open(b.dir, ofChain)
	require.NoError(t, err)
	ctx := context.Background()
	_, err = b.store.AddServed(ctx, b.paid, ofDollar, dashboardtest.BuyerPeer)
	require.NoError(t, err)
	_, err = b.store.AddChannel(ctx, paying, ofDollar, dashboardtest.SellerPeer)
	require.NoError(t, err)
	open := channel.OnChain{Deposit: money.UnitsOf(10_000_000)}
	require.NoError(t, b.store.ApplyFacts(ctx, settle.Facts{Head: settle.Head{Number: 1}, States: map[common.Hash]channel.OnChain{b.paid.ID(): open, paying.ID(): open}}))
	return b
}

// pay has the buyer pay so many base units in all.
func (b *book) pay(units uint64) {
	e := channel.Entry{AttemptID: market.AttemptID{Call: market.NewCallID(), Attempt: 1}, Seq: 1, Total: money.UnitsOf(units).FloorPicos(ofDollar)}
	b.memo = channel.NextMemo(b.memo, e)
	f := channel.Frame{Base: b.last, Entries: []channel.Entry{e}, Voucher: channel.SignedVoucher{Voucher: channel.Voucher{ChannelID: b.paid.ID(), Cumulative: money.UnitsOf(units), Memo: b.memo}}}
	f.Voucher.Sig = b.sign(ofChain.Domain().Digest(f.Voucher.StructHash()))
	_, err := b.store.Accept(context.Background(), b.paid.ID(), f, 0)
	require.NoError(b.t, err)
	b.last = f.Voucher.Base()
}

// do runs one command on a data directory.
func do(t *testing.T, code int, args ...string) (out, errOut string) {
	var o, e bytes.Buffer
	require.Equal(t, code, run(append([]string{"tolsey"}, args...), nil, &o, &e), e.String())
	return o.String(), e.String()
}

// served is an admin server with the database's backup behind it.
func (b *book) served(t *testing.T) {
	src := dashboardtest.New().Sources()
	src.Backups = backups(func(ctx context.Context, p dashboard.BackupPoint, w io.Writer) error {
		_, err := b.store.Backup(ctx, w, store.Point(p))
		return err
	})
	server, err := dashboard.New(dashboard.Config{Listen: "127.0.0.1:0", Token: adminToken}, src, dashboard.NewFeed(), slog.New(slog.DiscardHandler))
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- server.Run(ctx) }()
	t.Cleanup(func() { cancel(); require.NoError(t, <-done) })
	require.NoError(t, config.WriteAccess(b.dir, config.Access{URL: server.URL(), Token: adminToken}))
}

type backups func(context.Context, dashboard.BackupPoint, io.Writer) error

func (f backups) Backup(ctx context.Context, p dashboard.BackupPoint, w io.Writer) error {
	return f(ctx, p, w)
}

// The first backup is made by the running node, the next on the directory of the stopped one, and both come back.
func TestBackupAndRestore(t *testing.T) {
	b := newBook(t)
	file := filepath.Join(t.TempDir(), "node.backup")
	b.pay(3_000_000)
	b.served(t)
	out, _ := do(t, 0, "backup", file, "--data", b.dir)
	require.Contains(t, out, "whole")
	require.Contains(t, out, "keep it on another disk")
	b.pay(4_000_000)
	out, _ = do(t, 0, "backup", file, "--data", b.dir)
	require.Contains(t, out, "increment 2")
	require.NoError(t, b.store.Close())
	require.NoError(t, os.Remove(filepath.Join(b.dir, "admin.json")))
	out, _ = do(t, 0, "backup", file, "--data", b.dir, "--json")
	var v backupView
	require.NoError(t, json.Unmarshal([]byte(out), &v))
	require.Equal(t, uint64(3), v.Segment)
	info, err := os.Stat(file)
	require.NoError(t, err)
	require.Equal(t, v.FileBytes, info.Size())
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	entries, err := os.ReadDir(filepath.Dir(file))
	require.NoError(t, err)
	require.Len(t, entries, 1)

	// A cut increment is taken off by the next one.
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(file, text[:len(text)-9], 0o600))
	out, _ = do(t, 0, "backup", file, "--data", b.dir)
	require.Contains(t, out, "an earlier backup was cut off")
	require.Contains(t, out, "increment 3")

	_, errs := do(t, 2, "restore", file, "--data", b.dir)
	require.Contains(t, errs, "data directory has a database")
	to := t.TempDir()
	require.NoError(t, os.Chmod(to, 0o700))
	out, _ = do(t, 0, "restore", file, "--dry-run", "--data", to)
	require.Contains(t, out, "dry run: nothing is written")
	entries, err = os.ReadDir(to)
	require.NoError(t, err)
	require.Empty(t, entries)
	out, _ = do(t, 0, "restore", file, "--data", to)
	for _, says := range []string{"3 segments", "nothing is signed until the seller has shown our own highest voucher", "vouchers newer than these are lost",
		b.paid.ID().Hex() + "  " + short(dashboardtest.BuyerPeer) + "  0      $10.00   $4.00    backup", "$6.00", "1 channels, at most $6.00 not known"} {
		require.Contains(t, out, says)
	}
	s, err := store.Open(to, ofChain)
	require.NoError(t, err)
	got, err := s.Payee(b.paid.ID())
	require.NoError(t, err)
	require.Equal(t, money.UnitsOf(4_000_000), got.Highest.Cumulative)
	require.True(t, s.Payers()[0].Doubtful)
	require.NoError(t, s.Close())

	// The restored database begins a chain of its own: the file is replaced.
	out, _ = do(t, 0, "backup", file, "--data", to)
	require.Contains(t, out, "whole")
	c, err := chainOf(file)
	require.NoError(t, err)
	require.Len(t, c.Segments, 1)
}

func TestRestoreFromTheChannelsFile(t *testing.T) {
	b := newBook(t)
	b.pay(3_000_000)
	require.NoError(t, b.store.Close())
	file := filepath.Join(b.dir, watch.FileName)
	require.NoError(t, os.RemoveAll(filepath.Join(b.dir, "store")))
	out, _ := do(t, 0, "restore", file, "--data", b.dir)
	require.Contains(t, out, "without a backup: API keys, budgets, receipts and the history of calls are gone")
	require.Contains(t, out, "$3.00    channels file")
	s, err := store.Open(b.dir, ofChain)
	require.NoError(t, err)
	got, err := s.Payee(b.paid.ID())
	require.NoError(t, err)
	require.Equal(t, money.UnitsOf(3_000_000), got.Highest.Cumulative)
	require.NoError(t, s.Close())
}

func TestBackupAndRestoreRefuse(t *testing.T) {
	b := newBook(t)
	other := filepath.Join(t.TempDir(), "letter")
	require.NoError(t, os.WriteFile(other, []byte("dear"), 0o600))
	empty := filepath.Join(t.TempDir(), "empty")
	require.NoError(t, os.WriteFile(empty, nil, 0o600))
	fresh := t.TempDir()
	require.NoError(t, os.Chmod(fresh, 0o700))
	for _, c := range []struct {
		code int
		says string
		args []string
	}{
		{2, "FILE is missing; write: tolsey backup FILE", []string{"backup"}},
		{2, "it is left alone: choose another file", []string{"backup", other, "--data", b.dir}},
		{2, "there is no database at", []string{"backup", filepath.Join(fresh, "x"), "--data", fresh}},
		{3, "stop it first", []string{"backup", filepath.Join(t.TempDir(), "x"), "--data", b.dir}},
		{2, "no such file", []string{"restore", filepath.Join(fresh, "none"), "--data", fresh}},
		{2, "is empty", []string{"restore", empty, "--data", fresh}},
		{1, "not a channels file", []string{"restore", other, "--data", fresh}},
		{2, "is no backup; write: tolsey restore BACKUP --channels FILE", []string{"restore", other, "--channels", other, "--data", fresh}},
		{2, "no data directory at", []string{"restore", other, "--data", filepath.Join(fresh, "none")}},
	} {
		_, errs := do(t, c.code, c.args...)
		require.Contains(t, errs, c.says)
	}
	require.NoError(t, b.store.Close())
}
