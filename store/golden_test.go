package store_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/store"
)

var writeGolden = flag.Bool("golden", false, "write the golden database of this schema; one that is there is never replaced")

func goldenFile(schema int) string { return fmt.Sprintf("testdata/schema%d.tar.gz", schema) }

// golden is what is to be found in a golden database, whatever program reads it.
type golden struct {
	Channel channel.Channel
	Payer   channel.Payer
	Payee   channel.Payee
	Calls   []market.BoughtRecord
	Sold    []market.SoldRecord
	Spent   money.Amount
	Keys    []clearing.Key
}

func goldenOf(t testing.TB, p *pair) (g golden) {
	g.Channel, g.Payer, g.Payee = p.ch, *p.payer(), *p.payee()
	g.Payer.Unacked, g.Payer.Queue = nil, nil
	var err error
	g.Calls, err = p.b.BoughtCalls(ctx, store.CallFilter{})
	require.NoError(t, err)
	g.Sold, err = p.s.SoldCalls(ctx, store.CallFilter{})
	require.NoError(t, err)
	a, _ := p.b.Account(clearing.KeyAccount("k1"))
	g.Spent = a.Spent()
	g.Keys, err = p.b.Keys(ctx)
	require.NoError(t, err)
	return g
}

// TestGoldenDatabases opens a database of every schema that has ever been written. Each stays as its own program left it.
func TestGoldenDatabases(t *testing.T) {
	if *writeGolden {
		makeGolden(t)
	}
	files, err := filepath.Glob("testdata/schema*.tar.gz")
	require.NoError(t, err)
	require.Contains(t, files, goldenFile(store.SchemaVersion), "go test ./store -run Golden -golden writes it")
	for _, file := range files {
		dir := t.TempDir()
		unpack(t, file, dir)
		text, err := os.ReadFile(filepath.Join(dir, "want.json"))
		require.NoError(t, err)
		var want golden
		require.NoError(t, json.Unmarshal(text, &want))
		p := &pair{t: t, ch: want.Channel, bdir: filepath.Join(dir, "buyer"), sdir: filepath.Join(dir, "seller")}
		p.b, p.s = openAt(t, p.bdir), openAt(t, p.sdir)
		got, err := json.Marshal(goldenOf(t, p))
		require.NoError(t, err)
		require.JSONEq(t, string(text), string(got))
		require.NoError(t, p.payee().Highest.Check(network.Domain(), p.ch.Signer))
		require.NotNil(t, p.payer().Unacked, "a frame that waits for its acknowledgement")
		require.NoError(t, p.s.Close())
		again, err := store.OpenExisting(p.sdir)
		require.NoError(t, err)
		require.NoError(t, again.Close())
	}
}

// A newer database is refused with what to do, and not touched.
func TestNewerDatabaseIsRefused(t *testing.T) {
	dir := t.TempDir()
	s, err := store.Open(dir, network)
	require.NoError(t, err)
	require.NoError(t, s.Close())
	require.NoError(t, store.SetSchema(dir, network, store.SchemaVersion+1))
	for _, open := range []func() (*store.Store, error){func() (*store.Store, error) { return store.Open(dir, network) }, func() (*store.Store, error) { return store.OpenExisting(dir) }} {
		_, err = open()
		require.ErrorIs(t, err, store.ErrNewer)
		require.ErrorContains(t, err, "migrations only go forward: use the newer program, or restore a backup that this program has made")
	}
}

func makeGolden(t *testing.T) {
	file := goldenFile(store.SchemaVersion)
	_, err := os.Stat(file)
	require.ErrorIs(t, err, os.ErrNotExist, "it is there and stays as it is")
	p := newPair(t, money.UnitsOf(1_000_000))
	require.NoError(t, p.b.AddKey(ctx, clearing.Key{ID: "k1", Name: "app", Hash: [32]byte{1}, Budget: clearing.Budget{Limit: money.Coins(10), Period: clearing.Day}, Created: 1}))
	for i := range uint64(3) {
		p.trade(money.Micros(1000 + i))
	}
	id := attempt()
	r := p.reservation(id, money.Micros(9), money.Micros(9), money.Micros(9), money.Amount{})
	r.Key, r.Record.Key = "k1", "k1"
	_, err = p.b.Reserve(ctx, r)
	require.NoError(t, err)
	f, due := p.payer().Next()
	require.True(t, due)
	_, err = p.b.SaveFrame(ctx, p.ch.ID(), p.buyer.frame(t, f))
	require.NoError(t, err)
	want, err := json.Marshal(goldenOf(t, p))
	require.NoError(t, err)
	require.NoError(t, errors.Join(p.b.Close(), p.s.Close()))
	var out bytes.Buffer
	zip := gzip.NewWriter(&out)
	tw := tar.NewWriter(zip)
	add := func(name string, text []byte) {
		require.NoError(t, tw.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: int64(len(text))}))
		_, err := tw.Write(text)
		require.NoError(t, err)
	}
	add("want.json", want)
	for name, dir := range map[string]string{"buyer": p.bdir, "seller": p.sdir} {
		require.NoError(t, filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			rel, err := filepath.Rel(dir, path)
			require.NoError(t, err)
			text, err := os.ReadFile(path)
			require.NoError(t, err)
			add(name+"/"+filepath.ToSlash(rel), text)
			return nil
		}))
	}
	require.NoError(t, errors.Join(tw.Close(), zip.Close()))
	require.NoError(t, os.MkdirAll("testdata", 0o755))
	require.NoError(t, os.WriteFile(file, out.Bytes(), 0o644))
}

func unpack(t *testing.T, file, dir string) {
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	zip, err := gzip.NewReader(bytes.NewReader(text))
	require.NoError(t, err)
	for in := tar.NewReader(zip); ; {
		h, err := in.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		require.NoError(t, err)
		path := filepath.Join(dir, filepath.FromSlash(h.Name))
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o700))
		body, err := io.ReadAll(in)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(path, body, 0o600))
	}
}
