package testnet

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"

	"github.com/google/renameio/v2"

	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node"
	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/testnet/vendor"
)

// running is one node of the devnet.
type running struct {
	member
	cfg    config.Config
	node   *node.Node
	cancel context.CancelFunc
	done   chan struct{} // closed when Run has returned
	err    error         // of Run; read after done
	log    *os.File
}

// File is devnet.json: all that a script needs.
type File struct {
	Ready   bool         `json:"ready"`
	PID     int          `json:"pid"`
	Chain   ChainFile    `json:"chain"`
	Network string       `json:"network"`
	Nodes   []NodeFile   `json:"nodes"`
	Vendors []VendorFile `json:"vendors"`
	Control ControlFile  `json:"control"`
}

// ChainFile is where the chain is.
type ChainFile struct {
	RPC      string `json:"rpc"`
	WS       string `json:"ws"`
	ChainID  uint64 `json:"chainId"`
	Clearing string `json:"clearing"`
	Token    string `json:"token"`
	Decimals uint8  `json:"decimals"`
}

// NodeFile is one node.
type NodeFile struct {
	Name       string   `json:"name"`
	Role       string   `json:"role"`
	PeerID     string   `json:"peerId"`
	P2P        []string `json:"p2p"`
	Address    string   `json:"address"`
	Owner      string   `json:"owner"`
	Gateway    string   `json:"gateway"`
	Admin      string   `json:"admin"`
	AdminToken string   `json:"adminToken"`
	APIKey     string   `json:"apiKey"`
	DataDir    string   `json:"dataDir"`
}

// VendorFile is one seller's account with one vendor.
type VendorFile struct {
	Name    string `json:"name"`
	BaseURL string `json:"baseUrl"`
	APIKey  string `json:"apiKey"`
	Bill    string `json:"bill"`
	Account string `json:"account"`
}

// ControlFile is where the devnet's own commands go.
type ControlFile struct {
	URL   string `json:"url"`
	Token string `json:"token"`
}

// logger writes to the devnet's log directory.
func (d *Devnet) logger(name string) *slog.Logger {
	f, err := d.logFile(name)
	if err != nil {
		return slog.New(slog.DiscardHandler)
	}
	return slog.New(slog.NewTextHandler(f, &slog.HandlerOptions{Level: slog.LevelInfo}))
}

func (d *Devnet) logFile(name string) (*os.File, error) {
	if err := os.MkdirAll(d.path("logs"), 0o700); err != nil {
		return nil, err
	}
	return os.OpenFile(d.LogPath(name), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
}

// LogPath is where a node, the chain or the vendors log.
func (d *Devnet) LogPath(name string) string { return d.path("logs", name+".log") }

// configOf is a member's configuration.
func (d *Devnet) configOf(m member) (config.Config, error) {
	cfg := config.DefaultConfig()
	cfg.Data = d.path("nodes", m.name)
	cfg.Network = d.path("network.yaml")
	cfg.PasswordFile = filepath.Join(cfg.Data, "password")
	cfg.P2P.Listen = m.listen()
	cfg.Gateway.Listen, cfg.Admin.Listen = loopback(m.gateway), loopback(m.admin)
	cfg.Seller.CloseDelay = config.Duration{Duration: minCloseDelay}
	cfg.Limits.Drain = config.Duration{Duration: 8 * time.Second}
	cfg.Buyer.Channels = config.Channels{Auto: m.role != RoleSeller, PerSeller: config.Money{Amount: buyerChannel}, Total: config.Money{Amount: buyerChannels},
		KeepFunded: 4, TopupBelow: config.Percent{PPM: 250_000}, ReclaimIdle: config.Duration{}}
	var err error
	switch m.role {
	case RoleSeller:
		_, distributor, failed := d.identity(d.member("distributor"))
		if failed != nil {
			return cfg, failed
		}
		for _, v := range d.vendorNames() {
			cfg.Seller.Upstreams = append(cfg.Seller.Upstreams, config.Upstream{Name: v, Kind: v, BaseURL: d.vendorURL(v), KeyFile: config.Names{d.keyFile(m.name, v)}, AllowPrivate: true})
		}
		cfg.Seller.Offers, err = offersOf(d.list, m, distributor)
	case RoleDistributor:
		cfg.Seller.Upstreams = []config.Upstream{{Name: "market", Kind: config.KindMarket}}
		cfg.Seller.Offers = resales(d.list)
	}
	if d.opt.Tune != nil {
		d.opt.Tune(m.name, &cfg)
	}
	return cfg, errors.Join(err, cfg.Validate())
}

func (d *Devnet) vendorURL(v string) string {
	return "http://" + loopback(d.ports.vendors) + vendor.BasePath(v)
}

func (d *Devnet) member(name string) member {
	i := slices.IndexFunc(d.ports.members, func(m member) bool { return m.name == name })
	if i < 0 {
		return member{}
	}
	return d.ports.members[i]
}

// startNodes writes the network file and starts all nodes.
func (d *Devnet) startNodes(ctx context.Context) error {
	d.network.Bootstrap = nil
	for _, m := range d.ports.members {
		if m.role != RoleSeller {
			continue
		}
		id, _, err := d.identity(m)
		if err != nil {
			return err
		}
		d.network.Bootstrap = append(d.network.Bootstrap, m.listen()[0]+"/p2p/"+id, m.listen()[1]+"/p2p/"+id)
	}
	if err := config.WriteNetwork(d.path("network.yaml"), d.network); err != nil {
		return err
	}
	for _, m := range d.ports.members {
		if err := d.StartNode(ctx, m.name); err != nil {
			return fmt.Errorf("start %s: %w", m.name, err)
		}
	}
	return nil
}

// ErrRunning is returned for starting a node that runs, ErrStopped for stopping one that does not.
var (
	ErrRunning  = errors.New("node is running")
	ErrStopped  = errors.New("node is not running")
	ErrNotNamed = errors.New("no node has this name")
)

// StartNode starts a node of the plan.
func (d *Devnet) StartNode(ctx context.Context, name string) error {
	m := d.member(name)
	if m.name == "" {
		return fmt.Errorf("%q: %w; the nodes are %s", name, ErrNotNamed, strings.Join(d.Names(), ", "))
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if r := d.nodes[name]; r != nil && !r.stopped() {
		return fmt.Errorf("%s: %w", name, ErrRunning)
	}
	cfg, err := d.configOf(m)
	if err != nil {
		return err
	}
	if err := d.writeNodeFiles(name, cfg); err != nil {
		return err
	}
	log, err := d.logFile(name)
	if err != nil {
		return err
	}
	n, err := node.New(ctx, cfg, node.Options{Log: slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: d.opt.Level})),
		Version: d.opt.Version, Commit: d.opt.Commit})
	if err != nil {
		return errors.Join(err, log.Close())
	}
	run, cancel := context.WithCancel(context.WithoutCancel(ctx))
	r := &running{member: m, cfg: cfg, node: n, cancel: cancel, done: make(chan struct{}), log: log}
	d.nodes[name] = r
	go func() { // ends with the node
		defer close(r.done)
		r.err = n.Run(run)
		_ = log.Close() // the node has said all it had to
	}()
	select {
	case <-n.Ready():
		return nil
	case <-r.done:
		return r.err
	}
}

func (r *running) stopped() bool {
	select {
	case <-r.done:
		return true
	default:
		return false
	}
}

// Names are the nodes' names.
func (d *Devnet) Names() []string {
	var out []string
	for _, m := range d.ports.members {
		out = append(out, m.name)
	}
	sort.Strings(out)
	return out
}

// KillNode stops a node as a crash would.
func (d *Devnet) KillNode(name string) error {
	r, err := d.running(name)
	if err != nil {
		return err
	}
	r.node.Kill()
	<-r.done
	return nil
}

// StopNode drains a node.
func (d *Devnet) StopNode(name string) error {
	r, err := d.running(name)
	if err != nil {
		return err
	}
	r.cancel()
	<-r.done
	return r.err
}

func (d *Devnet) running(name string) (*running, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.member(name).name == "" {
		return nil, fmt.Errorf("%q: %w; the nodes are %s", name, ErrNotNamed, strings.Join(d.Names(), ", "))
	}
	r := d.nodes[name]
	if r == nil || r.stopped() {
		return nil, fmt.Errorf("%s: %w", name, ErrStopped)
	}
	return r, nil
}

// stopNodes drains all nodes: buyers first, so that their last vouchers find their sellers. A done ctx kills what is left.
func (d *Devnet) stopNodes(ctx context.Context) error {
	var errs []error
	for _, role := range []string{RoleBuyer, RoleDistributor, RoleSeller} {
		var wg sync.WaitGroup
		for _, m := range d.ports.members {
			r, err := d.running(m.name)
			if err != nil || m.role != role {
				continue
			}
			wg.Add(1)
			go func() {
				defer wg.Done()
				stop := context.AfterFunc(ctx, r.node.Kill)
				defer stop()
				r.cancel()
				<-r.done
			}()
			errs = append(errs, nil)
		}
		wg.Wait()
	}
	return errors.Join(errs...)
}

// Client is the admin API of a node.
func (d *Devnet) Client(name string) (*dashboard.Client, error) {
	r, err := d.running(name)
	if err != nil {
		return nil, err
	}
	a, err := config.ReadAccess(r.cfg.Data)
	if err != nil {
		return nil, err
	}
	return dashboard.NewClient(a.URL, a.Token), nil
}

// marketWait bounds how long the market may take to be ready.
const marketWait = 30 * time.Second

// waitMarket waits until the buyer has funded offers of every model on sale, the resold one among them.
func (d *Devnet) waitMarket(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, marketWait)
	defer cancel()
	buyer, err := d.Client("buyer")
	if err != nil {
		return err
	}
	for {
		missing, err := d.unfunded(ctx, buyer)
		if err == nil && len(missing) == 0 {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the buyer cannot pay for %s yet (%v); see %s", strings.Join(missing, ", "), err, d.LogPath("buyer"))
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func (d *Devnet) unfunded(ctx context.Context, buyer *dashboard.Client) ([]string, error) {
	offers, err := buyer.Book(ctx, "")
	if err != nil {
		return nil, err
	}
	free := map[string]bool{}
	for _, o := range offers {
		if money.Micros(100_000).Less(o.Free) {
			free[string(o.Model)] = true
		}
	}
	var missing []string
	for _, e := range d.list.Speaking("openai") {
		if !free[string(e.Model)] {
			missing = append(missing, string(e.Model))
		}
	}
	return missing, nil
}

// makeAPIKeys makes one key for each node with a gateway that applications use.
func (d *Devnet) makeAPIKeys(ctx context.Context) error {
	for _, name := range []string{"buyer", "distributor"} {
		if d.secrets.APIKeys[name] != "" {
			continue
		}
		c, err := d.Client(name)
		if err != nil {
			return err
		}
		k, err := c.CreateKey(ctx, dashboard.KeyRequest{Name: "devnet", Budget: "100 USD/day"})
		if err != nil {
			return err
		}
		d.secrets.APIKeys[name] = k.Token
	}
	return d.saveSecrets()
}

// writeFile writes devnet.json, whole or not at all.
func (d *Devnet) writeFile(ready bool) error {
	f, err := d.File()
	if err != nil {
		return err
	}
	f.Ready = ready
	data, err := json.MarshalIndent(f, "", "  ")
	if err != nil {
		return err
	}
	return renameio.WriteFile(d.path("devnet.json"), append(data, '\n'), 0o600)
}

// File is what devnet.json says.
func (d *Devnet) File() (File, error) {
	f := File{Ready: true, PID: os.Getpid(), Network: d.path("network.yaml"), Chain: ChainFile{RPC: d.chain.URL(), WS: d.chain.WS(), ChainID: d.network.Chain,
		Clearing: d.network.Clearing, Token: d.network.Token, Decimals: d.network.Decimals}, Control: d.control.file()}
	for _, m := range d.ports.members {
		n, err := d.nodeFile(m)
		if err != nil {
			return f, err
		}
		f.Nodes = append(f.Nodes, n)
		for _, v := range d.vendorNames() {
			if key, ok := d.secrets.Vendors[m.name+"/"+v]; ok {
				f.Vendors = append(f.Vendors, VendorFile{Name: v, BaseURL: d.vendorURL(v), APIKey: key, Bill: "http://" + loopback(d.ports.vendors) + "/" + v + "/bill", Account: m.name})
			}
		}
	}
	return f, nil
}

func (d *Devnet) nodeFile(m member) (NodeFile, error) {
	id, address, err := d.identity(m)
	if err != nil {
		return NodeFile{}, err
	}
	n := NodeFile{Name: m.name, Role: m.role, PeerID: id, Address: address.Hex(), Owner: ownerOf(m).Hex(), APIKey: d.secrets.APIKeys[m.name], DataDir: d.path("nodes", m.name)}
	for _, a := range m.listen() {
		n.P2P = append(n.P2P, a+"/p2p/"+id)
	}
	if a, err := config.ReadAccess(n.DataDir); err == nil {
		n.Admin, n.AdminToken = a.URL, a.Token
	}
	if m.gateway > 0 {
		n.Gateway = "http://" + loopback(m.gateway)
	}
	return n, nil
}
