package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"
	"golang.org/x/sync/errgroup"

	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/clearing/wallet"
	"github.com/tolsey/tolsey/clearing/watch"
	"github.com/tolsey/tolsey/contracts"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/store"
)

func watchCommand() *cli.Command {
	return &cli.Command{
		Name: "watch", Usage: "watchtower: claim for a node when a payer starts to leave, whether the node runs or not; needs no key of the node",
		Description: "It reads the channels file of the data directory, or of --channels, whenever it changes. On another machine, give --listen and push\n" +
			"the file with POST http://ADDRESS" + watch.PushPath + " and the bearer token of <data>/watch/token. Gas is paid by an account of its own:\n" +
			"<data>/watch/gas.json, made at the first start; send a little gas to it.",
		Flags: reads(
			&cli.StringFlag{Name: "channels", Usage: "channels `FILE` of the node (default <data>/" + watch.FileName + ", where it is)", TakesFile: true},
			&cli.StringFlag{Name: "network", Usage: "network `FILE` (default <data>/network.yaml)", TakesFile: true},
			&cli.StringFlag{Name: "gas-key", Usage: "keystore `FILE` of the account that pays gas (default <data>/watch/gas.json)", TakesFile: true},
			&cli.StringFlag{Name: "password-file", Usage: "`FILE` with the keystore's password (default <data>/watch/password)", TakesFile: true},
			&cli.StringFlag{Name: "listen", Usage: "loopback `ADDRESS` to take pushed vouchers at, such as 127.0.0.1:8404"},
			&cli.BoolFlag{Name: "once", Usage: "look once, claim what must be claimed, wait until it is final, and end"},
		), Action: noArguments(watchChannels),
	}
}

// post is a watchtower with all that it has opened.
type post struct {
	net    config.Network
	dir    string // <data>/watch
	lock   *os.File
	gas    *wallet.Signer
	chain  *contracts.Nodes
	ledger *watch.Ledger
	tower  *watch.Tower
	listen net.Listener // nil: vouchers are not pushed
	token  string
}

func (p *post) close() {
	if p.listen != nil {
		_ = p.listen.Close() // the server has closed it
	}
	if p.chain != nil {
		p.chain.Close()
	}
	if p.lock != nil {
		_ = p.lock.Close()
	}
}

func watchChannels(c *cli.Context) error {
	log := slog.New(logHandler(os.Stderr, "info"))
	p, err := openPost(c, log)
	if p != nil {
		defer p.close()
	}
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(c.Context, os.Interrupt, syscall.SIGTERM)
	defer stop()
	if c.Bool("once") {
		err := p.tower.Once(ctx)
		v := p.view()
		return errors.Join(show(c, v, func(w io.Writer) error { return writeWatch(w, v) }), err)
	}
	log.Info("watching", "network", p.net.Name, "channels", len(p.ledger.Holdings()), "gas_account", p.gas.Address(), "push", p.pushURL())
	return p.run(ctx)
}

func openPost(c *cli.Context, log *slog.Logger) (p *post, err error) {
	data, err := dataDir(c)
	if err != nil {
		return nil, err
	}
	if err := private(data); err != nil {
		return nil, err
	}
	p = &post{dir: filepath.Join(data, "watch")}
	if err := os.MkdirAll(p.dir, 0o700); err != nil {
		return p, fmt.Errorf("make watchtower's directory: %w", err)
	}
	if p.lock, err = lockDir(p.dir); err != nil {
		return p, err
	}
	if p.net, err = config.ReadNetwork(or(c.String("network"), filepath.Join(data, "network.yaml"))); err != nil {
		return p, err
	}
	if err := p.openGas(c); err != nil {
		return p, err
	}
	if err := p.dial(c.Context, log); err != nil {
		return p, err
	}
	source, err := p.source(c, data)
	if err != nil {
		return p, err
	}
	if p.ledger, err = watch.OpenLedger(p.dir, source, p.net.Domain(), p.chain.Genesis(), log); err != nil {
		return p, err
	}
	cfg := watch.Config{ChainID: p.net.Chain, Confirmations: 12, Poll: 2 * time.Second, NativePrice: settle.DefaultPolicy().NativePrice}
	if p.net.Devnet() {
		cfg.Confirmations, cfg.Poll = 1, 100*time.Millisecond
	}
	if p.tower, err = watch.New(cfg, p.chain, p.ledger, p.gas, log); err != nil {
		return p, err
	}
	return p, p.openDoor(c)
}

func or(given, standard string) string {
	if given != "" {
		return given
	}
	return standard
}

// lockDir keeps a second watchtower off the directory: two would send with one account.
func lockDir(dir string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(dir, "LOCK"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("lock watchtower's directory: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, errors.Join(fmt.Errorf("%w: another watchtower runs on %s; stop it first", store.ErrLocked, dir), f.Close())
	}
	return f, nil
}

// openGas opens the account that pays, and makes one where none is named and none is there.
func (p *post) openGas(c *cli.Context) error {
	key, file := or(c.String("gas-key"), filepath.Join(p.dir, "gas.json")), or(c.String("password-file"), filepath.Join(p.dir, "password"))
	password, err := wallet.ReadPassword(file)
	if errors.Is(err, fs.ErrNotExist) && !c.IsSet("password-file") && !c.IsSet("gas-key") {
		password, err = wallet.NewPassword(file)
	}
	if err != nil {
		return fmt.Errorf("read password of the gas account: %w", err)
	}
	p.gas, err = wallet.Open(key, password, p.net.Chain)
	if errors.Is(err, wallet.ErrMissing) && !c.IsSet("gas-key") {
		p.gas, err = wallet.Create(key, password, strength(p.net), p.net.Chain)
	}
	if err != nil {
		return fmt.Errorf("open gas account: %w", err)
	}
	return nil
}

// dial connects to the network's chain nodes.
func (p *post) dial(ctx context.Context, log *slog.Logger) (err error) {
	p.chain, err = contracts.DialAll(ctx, p.net.RPC, contracts.Network{ChainID: p.net.Chain, Clearing: p.net.Domain().Clearing,
		CodeHash: common.HexToHash(p.net.CodeHash), Token: common.HexToAddress(p.net.Token)}, log)
	return err
}

// source is the channels file to follow; "" where vouchers are only pushed.
func (p *post) source(c *cli.Context, data string) (string, error) {
	path := or(c.String("channels"), filepath.Join(data, watch.FileName))
	if _, err := os.Stat(path); err == nil || c.IsSet("channels") {
		return path, err
	}
	if !c.IsSet("listen") {
		return "", usage("there is nothing to watch: %s is missing; name the node's channels file with --channels, or take pushes with --listen 127.0.0.1:8404", path)
	}
	return "", nil
}

// openDoor binds the listener for pushes, and draws its token once.
func (p *post) openDoor(c *cli.Context) (err error) {
	addr := c.String("listen")
	if addr == "" {
		return nil
	}
	file := filepath.Join(p.dir, "token")
	if p.token, err = config.ReadSecretFile(file); errors.Is(err, fs.ErrNotExist) {
		var b [32]byte
		if _, err := rand.Read(b[:]); err != nil {
			return fmt.Errorf("draw token: %w", err)
		}
		p.token = hex.EncodeToString(b[:])
		err = watch.Replace(file, []byte(p.token+"\n"))
	}
	if err != nil {
		return err
	}
	if p.listen, err = net.Listen("tcp", addr); err != nil {
		return portInUse(fmt.Errorf("listen for pushed vouchers: %w", err))
	}
	if tcp, ok := p.listen.Addr().(*net.TCPAddr); !ok || !tcp.IP.IsLoopback() {
		return usage("--listen %s is reachable from other machines; use 127.0.0.1 and a tunnel", addr)
	}
	return nil
}

func (p *post) pushURL() string {
	if p.listen == nil {
		return ""
	}
	return "http://" + p.listen.Addr().String() + watch.PushPath
}

// run watches and takes pushes until ctx ends.
func (p *post) run(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return p.tower.Run(ctx) })
	if p.listen != nil {
		server := &http.Server{Handler: p.ledger.Handler(p.token), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second, IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10}
		g.Go(func() error {
			<-ctx.Done()
			return server.Close()
		})
		g.Go(func() error {
			if err := server.Serve(p.listen); !errors.Is(err, http.ErrServerClosed) {
				return fmt.Errorf("take pushed vouchers: %w", err)
			}
			return nil
		})
	}
	return g.Wait()
}

// watchView is what a watchtower has done.
type watchView struct {
	Network  string         `json:"network"`
	Head     uint64         `json:"head"`
	Gas      common.Address `json:"gasAccount"`
	Channels int            `json:"channels"`
	Deeds    []watch.Deed   `json:"deeds"`
	Leaving  []leavingView  `json:"leaving"` // money is left that is not worth its gas, or could not be claimed
}

type leavingView struct {
	Channel common.Hash  `json:"channel"`
	Unpaid  money.Amount `json:"unpaid"`
	CloseAt uint64       `json:"closeAt"` // unix ms
}

func (p *post) view() watchView {
	v := watchView{Network: p.net.Name, Head: p.tower.Status().Head.Number, Gas: p.gas.Address(), Channels: len(p.ledger.Holdings()), Deeds: p.ledger.Deeds(), Leaving: []leavingView{}}
	for _, l := range p.tower.Leaving() {
		v.Leaving = append(v.Leaving, leavingView{l.Holding.ID(), l.Unpaid.FloorPicos(l.Holding.Asset), l.CloseAt * 1000})
	}
	return v
}

func writeWatch(w io.Writer, v watchView) error {
	fmt.Fprintf(w, "%s, block %d: %d channels watched, gas from %s\n", v.Network, v.Head, v.Channels, v.Gas)
	var rows []string
	for _, d := range v.Deeds {
		rows = append(rows, row(d.Channel.Hex(), d.Kind.String(), d.Amount.String(), d.Total.String(), when(d.CloseAt*1000), fmt.Sprint(d.Block), d.Tx.Hex()))
	}
	if len(rows) > 0 {
		if err := table(w, "CHANNEL\tWHAT\tBASE UNITS\tIN ALL\tCLOSES (UTC)\tBLOCK\tTRANSACTION", rows); err != nil {
			return err
		}
	}
	for _, l := range v.Leaving {
		fmt.Fprintf(w, "channel %s closes at %s UTC with %s unclaimed\n", l.Channel, when(l.CloseAt), l.Unpaid.Dollars())
	}
	if len(rows)+len(v.Leaving) > 0 {
		return nil
	}
	_, err := fmt.Fprintln(w, "nobody leaves, nothing to claim")
	return err
}
