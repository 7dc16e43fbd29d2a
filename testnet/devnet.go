package testnet

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/google/renameio/v2"
	"golang.org/x/sync/errgroup"

	"github.com/tolsey/tolsey/clearing/wallet"
	"github.com/tolsey/tolsey/contracts"
	"github.com/tolsey/tolsey/contracts/bindings"
	"github.com/tolsey/tolsey/market/catalogue"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/p2p"
	"github.com/tolsey/tolsey/testnet/chain"
	"github.com/tolsey/tolsey/testnet/vendor"
)

// minCloseDelay is the contract's floor on a devnet, and the delay of its channels.
const minCloseDelay = 60 * time.Second

// Options say how a devnet is brought up.
type Options struct {
	Dir      string         // data; removed first when Fresh
	Fresh    bool           // begin with an empty chain
	Auto     bool           // free ports instead of the fixed ones
	Latency  vendor.Latency // of the fake vendors
	Seed     uint64         // of the fake vendors' texts
	Level    slog.Level     // of the nodes' logs
	Progress io.Writer      // one line per step; nil: none
	Tune     func(name string, cfg *config.Config)
	Version  string
	Commit   string
}

// Devnet is a running market.
type Devnet struct {
	opt     Options
	ports   ports
	list    catalogue.Catalogue
	secrets secrets
	chain   *chain.Chain
	eth     *ethclient.Client
	deploy  contracts.Deployment
	network config.Network
	vendors *vendor.Server
	web     *http.Server // the vendors'
	control *control

	mu    sync.Mutex // guards nodes
	nodes map[string]*running
}

// secrets persist so that a resumed devnet keeps its keys.
type secrets struct {
	Vendors     map[string]string `json:"vendors"` // "seller-1/openai": key
	VendorAdmin string            `json:"vendorAdmin"`
	Password    string            `json:"password"`
	APIKeys     map[string]string `json:"apiKeys"` // by node
	Control     string            `json:"control"`
}

// Up brings the devnet up and returns when a paid call can be served. Close ends it.
func Up(ctx context.Context, opt Options) (_ *Devnet, err error) {
	if opt.Progress == nil {
		opt.Progress = io.Discard
	}
	if opt.Dir, err = filepath.Abs(opt.Dir); err != nil {
		return nil, fmt.Errorf("find devnet directory: %w", err)
	}
	d := &Devnet{opt: opt, ports: fixedPorts(), list: catalogue.Load(), nodes: map[string]*running{}}
	if !opt.Auto {
		if err := d.portsFree(); err != nil {
			return nil, err
		}
	}
	if err := inUse(opt.Dir); err != nil {
		return nil, err
	}
	if opt.Fresh {
		if err := removeData(opt.Dir); err != nil {
			return nil, fmt.Errorf("begin afresh: %w", err)
		}
	}
	if err := os.MkdirAll(opt.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("make devnet directory: %w", err)
	}
	if err := os.Remove(d.path("devnet.json")); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("remove the last run's devnet.json: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, d.Close(context.WithoutCancel(ctx)))
		}
	}()
	if opt.Auto {
		if d.ports, err = autoPorts(); err != nil {
			return nil, err
		}
	}
	for _, step := range []struct {
		name string
		do   func(context.Context) error
	}{{"secrets", d.openSecrets}, {"chain", d.startChain}, {"contracts", d.deployContracts}, {"vendors", d.startVendors}, {"keys", d.makeKeys},
		{"gas", d.giveGas}, {"nodes", d.startNodes}, {"market", d.waitMarket}, {"api keys", d.makeAPIKeys}, {"control", d.startControl}} {
		began := time.Now()
		if err := step.do(ctx); err != nil {
			return nil, fmt.Errorf("%s: %w", step.name, err)
		}
		fmt.Fprintf(opt.Progress, "  %-10s %5.1f s\n", step.name, time.Since(began).Seconds())
	}
	return d, d.writeFile(true)
}

func (d *Devnet) path(parts ...string) string {
	return filepath.Join(append([]string{d.opt.Dir}, parts...)...)
}

// PortError is returned when something else listens where the devnet wants to.
type PortError struct {
	Addr   string
	Holder string // what is known of it
}

func (e *PortError) Error() string {
	return fmt.Sprintf("%s is in use by %s: stop it, or run with --ports auto", e.Addr, e.Holder)
}

func (d *Devnet) portsFree() error {
	all := []int{d.ports.chain, d.ports.vendors}
	for _, m := range d.ports.members {
		all = append(all, m.p2p, m.admin)
		if m.gateway > 0 {
			all = append(all, m.gateway)
		}
	}
	for _, p := range all {
		l, err := net.Listen("tcp", loopback(p))
		if err != nil {
			return &PortError{loopback(p), holderOf(p)}
		}
		_ = l.Close() // only looked
	}
	return nil
}

func (d *Devnet) openSecrets(context.Context) error {
	data, err := os.ReadFile(d.path("secrets.json"))
	switch {
	case err == nil:
		if err := json.Unmarshal(data, &d.secrets); err != nil {
			return fmt.Errorf("read secrets.json: %w; run with --fresh", err)
		}
		return nil
	case !errors.Is(err, os.ErrNotExist):
		return err
	}
	d.secrets = secrets{Vendors: map[string]string{}, VendorAdmin: secret("adm"), Password: secret("pw"), APIKeys: map[string]string{}, Control: secret("ctl")}
	for _, m := range d.ports.members {
		if m.role != RoleSeller {
			continue
		}
		for _, v := range d.vendorNames() {
			d.secrets.Vendors[m.name+"/"+v] = secret("vk")
		}
	}
	return d.saveSecrets()
}

func (d *Devnet) saveSecrets() error {
	data, err := json.MarshalIndent(d.secrets, "", "  ")
	if err != nil {
		return err
	}
	return renameio.WriteFile(d.path("secrets.json"), data, 0o600)
}

func secret(kind string) string {
	var b [24]byte
	if _, err := rand.Read(b[:]); err != nil {
		panic("developer error: the system has no randomness: " + err.Error())
	}
	return kind + "-" + base64.RawURLEncoding.EncodeToString(b[:])
}

func (d *Devnet) vendorNames() []string {
	var out []string
	seen := map[string]bool{}
	for _, e := range d.list.Speaking(dialect.Names()...) {
		if !seen[e.Vendor] {
			seen[e.Vendor] = true
			out = append(out, e.Vendor)
		}
	}
	return out
}

func (d *Devnet) startChain(ctx context.Context) (err error) {
	log := d.logger("chain")
	if d.chain, err = chain.Start(ctx, chain.Config{DataDir: d.path("chain"), HTTPAddr: loopback(d.ports.chain), Log: log}); err != nil {
		return err
	}
	d.eth, err = ethclient.DialContext(ctx, d.chain.URL())
	return err
}

// deployContracts puts the contracts on a fresh chain and gives the owners coins; a resumed chain has both.
func (d *Devnet) deployContracts(ctx context.Context) error {
	data, err := os.ReadFile(d.path("deployment.json"))
	if err == nil {
		if err := json.Unmarshal(data, &d.deploy); err != nil {
			return fmt.Errorf("read deployment.json: %w; run with --fresh", err)
		}
		code, err := d.eth.CodeAt(ctx, d.deploy.Clearing, nil)
		if err != nil || len(code) == 0 {
			return fmt.Errorf("the chain does not hold the contract of deployment.json (%v); run with --fresh", err)
		}
	} else {
		opts := d.deployer()
		if d.deploy, err = contracts.Deploy(ctx, d.eth, opts, minCloseDelay); err != nil {
			return err
		}
		if err := d.giveCoins(ctx); err != nil {
			return err
		}
		if data, err = json.MarshalIndent(d.deploy, "", "  "); err != nil {
			return err
		}
		if err := renameio.WriteFile(d.path("deployment.json"), data, 0o600); err != nil {
			return err
		}
	}
	d.network = config.Network{Name: "devnet", Chain: chain.ID, RPC: []string{d.chain.URL()}, Clearing: d.deploy.Clearing.Hex(),
		CodeHash: d.deploy.CodeHash.Hex(), Token: d.deploy.Token.Hex(), Decimals: testDecimals}
	return nil
}

// testDecimals are the test stablecoin's.
const testDecimals = 6

func (d *Devnet) deployer() *bind.TransactOpts {
	return bind.NewKeyedTransactor(chain.AccountAt(0).Key, big.NewInt(chain.ID))
}

func (d *Devnet) mint(ctx context.Context, to common.Address, a money.Amount) error {
	units, ok := a.CeilTo(money.Asset{Decimals: testDecimals})
	if !ok {
		return money.ErrRange
	}
	return contracts.MintTestDollar(ctx, d.eth, d.deployer(), d.deploy.Token, to, units)
}

// giveCoins gives every owner test dollars, and puts half of those that buy into the contract's ledger: funding a channel is then
// one transaction. Transactions of one kind go out together, since each block moves the chain's clock.
func (d *Devnet) giveCoins(ctx context.Context) error {
	nonce, err := d.eth.PendingNonceAt(ctx, chain.AccountAt(0).Address)
	if err != nil {
		return err
	}
	units, ok := ownerCoins.CeilTo(money.Asset{Decimals: testDecimals})
	if !ok {
		return money.ErrRange
	}
	var minting errgroup.Group
	for i, m := range d.ports.members {
		opts := d.deployer()
		opts.Nonce = new(big.Int).SetUint64(nonce + uint64(i))
		minting.Go(func() error {
			return contracts.MintTestDollar(ctx, d.eth, opts, d.deploy.Token, ownerOf(m), units)
		})
	}
	if err := minting.Wait(); err != nil {
		return err
	}
	var depositing errgroup.Group
	for _, m := range d.ports.members {
		if m.role != RoleSeller {
			depositing.Go(func() error { return d.deposit(ctx, m) })
		}
	}
	return depositing.Wait()
}

// depositGas is more than an approval or a first deposit takes on a development chain, whose rules are ahead of public ones.
const depositGas = 1_000_000

// deposit moves half of an owner's coins into the ledger.
func (d *Devnet) deposit(ctx context.Context, m member) error {
	owner := chain.AccountAt(m.owner)
	units, ok := ownerCoins.MulDiv(1, 2).CeilTo(money.Asset{Decimals: testDecimals})
	if !ok {
		return money.ErrRange
	}
	opts := bind.NewKeyedTransactor(owner.Key, big.NewInt(chain.ID))
	opts.Context, opts.GasLimit = ctx, depositGas
	token, clearing := bindings.NewTestDollar(), bindings.NewClearing()
	asset := money.Asset{Token: d.deploy.Token}.ID()
	nonce, err := d.eth.PendingNonceAt(ctx, owner.Address)
	if err != nil {
		return err
	}
	opts.Nonce = new(big.Int).SetUint64(nonce)
	if _, err := bind.Transact(token.Instance(d.eth, d.deploy.Token), opts, token.PackApprove(d.deploy.Clearing, units.Big())); err != nil {
		return fmt.Errorf("approve: %w", contracts.Explain(err))
	}
	opts.Nonce = new(big.Int).SetUint64(nonce + 1)
	tx, err := bind.Transact(clearing.Instance(d.eth, d.deploy.Clearing), opts, clearing.PackDeposit(asset, owner.Address, units.Big()))
	if err != nil {
		return fmt.Errorf("deposit: %w", contracts.Explain(err))
	}
	return d.mined(ctx, tx.Hash())
}

// mined waits for a transaction and refuses one that reverted.
func (d *Devnet) mined(ctx context.Context, hash common.Hash) error {
	for {
		r, err := d.eth.TransactionReceipt(ctx, hash)
		if err == nil {
			if r.Status != types.ReceiptStatusSuccessful {
				return fmt.Errorf("transaction %s reverted, having used %d gas", hash, r.GasUsed)
			}
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// startVendors serves all vendors, with one account for each seller.
func (d *Devnet) startVendors(context.Context) (err error) {
	var accounts []vendor.Account
	for _, m := range d.ports.members {
		for _, v := range d.vendorNames() {
			if key, ok := d.secrets.Vendors[m.name+"/"+v]; ok {
				accounts = append(accounts, vendor.Account{Vendor: v, Name: m.name, Key: key})
			}
		}
	}
	d.vendors, err = vendor.New(vendor.Config{Accounts: accounts, AdminToken: d.secrets.VendorAdmin, Seed: d.opt.Seed, Latency: d.opt.Latency,
		DataDir: d.path("vendors"), Log: d.logger("vendors")})
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", loopback(d.ports.vendors))
	if err != nil {
		return fmt.Errorf("listen for the vendors: %w", err)
	}
	d.web = &http.Server{Handler: d.vendors, ReadHeaderTimeout: 5 * time.Second}
	go func() { _ = d.web.Serve(l) }() // ends with Close
	return nil
}

// makeKeys makes each node's keystores: a random node key, and the owner's well-known one.
func (d *Devnet) makeKeys(context.Context) error {
	for _, m := range d.ports.members {
		dir := d.path("nodes", m.name)
		if err := os.MkdirAll(filepath.Join(dir, "keystore"), 0o700); err != nil {
			return err
		}
		cfg := config.Config{Data: dir}
		if _, err := os.Stat(cfg.OwnerKeyFile()); err == nil {
			continue
		}
		if err := renameio.WriteFile(filepath.Join(dir, "password"), []byte(d.secrets.Password+"\n"), 0o600); err != nil {
			return err
		}
		password := wallet.PasswordOf(d.secrets.Password)
		if _, err := os.Stat(cfg.NodeKeyFile()); err != nil {
			if _, err := wallet.Create(cfg.NodeKeyFile(), password, wallet.Light, chain.ID); err != nil {
				return err
			}
		}
		if _, err := wallet.Import(cfg.OwnerKeyFile(), chain.AccountAt(m.owner).Key, password, wallet.Light, chain.ID); err != nil {
			return err
		}
	}
	return nil
}

// gasCoins is what each node key gets for claims, wei.
var gasCoins = new(big.Int).Mul(big.NewInt(10), big.NewInt(1e18))

// giveGas sends native coins to node keys that have none.
func (d *Devnet) giveGas(ctx context.Context) error {
	var poor []common.Address
	for _, m := range d.ports.members {
		a, err := wallet.AddressIn(config.Config{Data: d.path("nodes", m.name)}.NodeKeyFile())
		if err != nil {
			return err
		}
		have, err := d.eth.BalanceAt(ctx, a, nil)
		if err != nil {
			return err
		}
		if have.Sign() == 0 {
			poor = append(poor, a)
		}
	}
	return d.sendGas(ctx, poor...)
}

// sendGas gives each address gasCoins and returns when all have them.
func (d *Devnet) sendGas(ctx context.Context, to ...common.Address) error {
	from := chain.AccountAt(0)
	nonce, err := d.eth.PendingNonceAt(ctx, from.Address)
	if err != nil {
		return err
	}
	for i, a := range to {
		tx, err := types.SignNewTx(from.Key, types.LatestSignerForChainID(big.NewInt(chain.ID)), &types.DynamicFeeTx{ChainID: big.NewInt(chain.ID),
			Nonce: nonce + uint64(i), GasTipCap: big.NewInt(1), GasFeeCap: big.NewInt(100_000_000_000), Gas: 21_000, To: &a, Value: gasCoins})
		if err != nil {
			return err
		}
		if err := d.eth.SendTransaction(ctx, tx); err != nil {
			return fmt.Errorf("send gas to %s: %w", a, err)
		}
	}
	for {
		done, err := d.eth.NonceAt(ctx, from.Address, nil)
		if err != nil || done >= nonce+uint64(len(to)) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// Faucet gives an address coins and gas.
func (d *Devnet) Faucet(ctx context.Context, to common.Address) error {
	if err := d.sendGas(ctx, to); err != nil {
		return fmt.Errorf("send gas: %w", err)
	}
	return d.mint(ctx, to, faucetCoins)
}

// Close drains the nodes, then ends the vendors and the chain.
func (d *Devnet) Close(ctx context.Context) error {
	err := os.Remove(d.path("devnet.json"))
	if errors.Is(err, os.ErrNotExist) {
		err = nil
	}
	err = errors.Join(err, d.closeControl(), d.stopNodes(ctx))
	if d.web != nil {
		err = errors.Join(err, d.web.Close(), d.vendors.Close())
	}
	if d.eth != nil {
		d.eth.Close()
	}
	if d.chain != nil {
		err = errors.Join(err, d.chain.Close())
	}
	return err
}

// identity is a member's peer id.
func (d *Devnet) identity(m member) (id string, address common.Address, err error) {
	cfg := config.Config{Data: d.path("nodes", m.name)}
	s, err := wallet.Open(cfg.NodeKeyFile(), wallet.PasswordOf(d.secrets.Password), chain.ID)
	if err != nil {
		return "", common.Address{}, err
	}
	peer, err := p2p.PeerIDOf(&s.Identity().PublicKey)
	return peer.String(), s.Address(), err
}
