package config

import (
	"time"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// Config is everything that an operator can set. The help tags are the text of the flags; a leaf `a.b_c` is also the flag --a-b-c
// and the variable TOLSEY_A_B_C.
type Config struct {
	Data         string  `yaml:"data" help:"directory of the node's keys, store and admin.json"`
	Network      string  `yaml:"network" help:"network file: chain, contract, token, bootstrap peers; default <data>/network.yaml"`
	PasswordFile string  `yaml:"password_file" help:"file with the password of the keystores, mode 0600; default <data>/password"`
	P2P          P2P     `yaml:"p2p"`
	Gateway      Gateway `yaml:"gateway"`
	Admin        Admin   `yaml:"admin"`
	Buyer        Buyer   `yaml:"buyer"`
	Seller       Seller  `yaml:"seller"`
	Limits       Limits  `yaml:"limits"`
	Settle       Settle  `yaml:"settle"`
	Log          Log     `yaml:"log"`
}

// P2P is how the node meets others.
type P2P struct {
	Listen    []string `yaml:"listen" help:"multiaddresses to listen on"`
	Bootstrap []string `yaml:"bootstrap" help:"multiaddresses with peer id to dial first, beside the network file's"`
}

// Gateway is the HTTP endpoint for applications.
type Gateway struct {
	Listen  string   `yaml:"listen" help:"loopback address of /v1"`
	Hosts   []string `yaml:"hosts" help:"further Host names to answer, for a TLS proxy in front"`
	MaxBody Size     `yaml:"max_body" help:"largest request body, such as '32 MiB'"`
}

// Admin is the operator's own endpoint: this package's dashboard and the command line.
type Admin struct {
	Listen string `yaml:"listen" help:"loopback address of the admin API and page"`
}

// Buyer is how the node buys.
type Buyer struct {
	Channels     Channels `yaml:"channels"`
	AllowSellers []string `yaml:"allow_sellers" help:"peer ids or node addresses to buy from; empty: all"`
	OutputCap    uint64   `yaml:"output_cap" help:"most answer tokens of a call that states none"`
}

// Channels is the channel autopilot: which sellers are funded ahead of the calls, and with how much.
type Channels struct {
	Auto        bool     `yaml:"auto" help:"open, top up and reclaim channels in the background"`
	PerSeller   Money    `yaml:"per_seller" help:"deposit of one channel, such as '5 USD'"`
	Total       Money    `yaml:"total" help:"most that all channels may hold together"`
	KeepFunded  uint64   `yaml:"keep_funded" help:"how many of the likeliest sellers have a funded channel"`
	TopupBelow  Percent  `yaml:"topup_below" help:"top up when less than this share of the deposit is left, such as '25 %'"`
	ReclaimIdle Duration `yaml:"reclaim_idle" help:"close a channel that carried no call for so long, such as '24h'; 0s: never"`
}

// Seller is what the node sells; no upstream: it sells nothing.
type Seller struct {
	Payee      string     `yaml:"payee" help:"address that channels pay; default: the owner key's"`
	MinDeposit Money      `yaml:"min_deposit" help:"least deposit of a channel that is served"`
	CloseDelay Duration   `yaml:"close_delay" help:"delay that served channels must have, at least the contract's floor"`
	Upstreams  []Upstream `yaml:"upstreams"`
	Offers     []Offer    `yaml:"offers"`

	Watchtowers []Watchtower `yaml:"watchtowers,omitempty"`
}

// Watchtower is a 'tolsey watch' that is handed vouchers before much is relied on them.
type Watchtower struct {
	URL       string `yaml:"url"`        // https, or http on this machine, without the path
	TokenFile string `yaml:"token_file"` // a copy of its <data>/watch/token, mode 0600
}

// KindMarket is the kind of an upstream that is this node's own buyer: its offers are resold.
const KindMarket = "market"

// Upstream is where a seller's calls go: a vendor's API, or the market itself.
type Upstream struct {
	Name         string     `yaml:"name"`
	Kind         string     `yaml:"kind"`               // vendor profile, such as "openai" or "deepseek", or KindMarket
	BaseURL      string     `yaml:"base_url,omitempty"` // https, without credentials; "" where the profile knows it
	KeyEnv       Names      `yaml:"key_env,omitempty"`  // environment variables that hold the vendor's keys: one, or a list that is used in turns
	KeyFile      Names      `yaml:"key_file,omitempty"` // or the files that hold them, mode 0600
	AllowPrivate bool       `yaml:"allow_private,omitempty"`
	Proxy        string     `yaml:"proxy,omitempty"`
	RPM          uint64     `yaml:"rpm,omitempty"`       // requests a minute with each key; 0: what the vendor lets through
	TPM          uint64     `yaml:"tpm,omitempty"`       // tokens a minute with each key, prompt and answer at most
	MaxCalls     uint64     `yaml:"max_calls,omitempty"` // at once with each key
	SpendLimit   SpendLimit `yaml:"spend_limit,omitempty"`
}

// SpendLimit stops calls with a key at what the vendor is known to have billed for it. Zero: no limit.
type SpendLimit struct {
	Day   Money `yaml:"day,omitempty"` // UTC day
	Total Money `yaml:"total,omitempty"`
}

// Offer is a model for sale, at stated prices or at a markup over its cost.
type Offer struct {
	Model         market.Model `yaml:"model"`
	Upstream      string       `yaml:"upstream"`
	UpstreamModel string       `yaml:"upstream_model,omitempty"` // the upstream's name of the model; "": the part after "/", or the model itself in the market
	UsdPerMillion PriceList    `yaml:"usd_per_million,omitempty"`
	Overrides     []Override   `yaml:"overrides,omitempty"`
	Markup        *Percent     `yaml:"markup,omitempty"`   // instead of usd_per_million: over cost, or over the wholesale price
	Cost          *Cost        `yaml:"cost,omitempty"`     // what the vendor bills; nil: the public list price, or the wholesale price
	Dialects      []string     `yaml:"dialects,omitempty"` // that the upstream speaks with this model; empty: those that it speaks with all
	MaxCalls      uint32       `yaml:"max_calls,omitempty"`
	Context       uint64       `yaml:"context,omitempty"`    // tokens; 0: from the public price list
	MaxOutput     uint64       `yaml:"max_output,omitempty"` // tokens; 0: from the public price list
	Reasoning     *bool        `yaml:"reasoning,omitempty"`  // nil: from the public price list
	Allow         []string     `yaml:"allow,omitempty"`      // node addresses of the buyers that are served; empty: all
}

// Override replaces prices while its conditions hold.
type Override struct {
	ContextOver   uint64    `yaml:"context_over,omitempty"` // prompts of more than so many tokens
	UTC           Window    `yaml:"utc,omitempty"`          // "01:00-04:00", the end exclusive
	UsdPerMillion PriceList `yaml:"usd_per_million"`
}

// Cost is what an upstream bills.
type Cost struct {
	UsdPerMillion PriceList  `yaml:"usd_per_million"`
	Overrides     []Override `yaml:"overrides,omitempty"`
}

// Limits bounds what counterparties may owe (PROTOCOL.md section 4) and how long one may keep another waiting.
type Limits struct {
	WindowTokens     uint32   `yaml:"window_tokens" help:"answer tokens streamed unpaid at most"`
	WindowMoney      Money    `yaml:"window_money" help:"most that one window is worth"`
	UnpaidNewBuyer   Money    `yaml:"unpaid_new_buyer" help:"unpaid allowance of a new buyer over all its calls"`
	UnpaidShare      Percent  `yaml:"unpaid_share" help:"later allowance, as a share of what the buyer settled on chain"`
	UnpaidBuyer      Money    `yaml:"unpaid_buyer" help:"most that one buyer may owe"`
	UnpaidNewBuyers  Money    `yaml:"unpaid_new_buyers" help:"most that all buyers that settled under 1 USD may owe together"`
	PrepaidPerCall   Money    `yaml:"prepaid_per_call" help:"most that one call may prepay to a seller"`
	NewSellerChannel Money    `yaml:"new_seller_channel" help:"largest deposit with a seller that has no history here"`
	FirstToken       Duration `yaml:"first_token" help:"longest wait for the first token of what this node sells; 0s: 30s, 3m for models that reason"`
	Idle             Duration `yaml:"idle" help:"longest silence within an answer"`
	Wall             Duration `yaml:"wall" help:"longest call"`
	Drain            Duration `yaml:"drain" help:"how long running calls may finish after a stop"`
}

// Settle says when unclaimed income is worth a transaction, beside a close request, which always is.
type Settle struct {
	Unclaimed   Money   `yaml:"unclaimed" help:"claim a channel at this unclaimed sum"`
	Utilisation Percent `yaml:"utilisation" help:"claim a channel when this share of what is locked in it is unclaimed"`
	NativePrice Money   `yaml:"native_price" help:"price of one native coin of the chain: turns gas into money"`
}

// Log is what the node tells its operator.
type Log struct {
	Level string `yaml:"level" help:"debug, info, warn or error"`
}

// DefaultConfig is a node without keys, network or offers. Data has no default here: the command line knows the home directory.
func DefaultConfig() Config {
	return Config{
		P2P:     P2P{Listen: []string{"/ip4/0.0.0.0/udp/8404/quic-v1", "/ip4/0.0.0.0/tcp/8404"}},
		Gateway: Gateway{Listen: "127.0.0.1:8402", MaxBody: Size{32 << 20}},
		Admin:   Admin{Listen: "127.0.0.1:8403"},
		Buyer: Buyer{
			OutputCap: market.DefaultOutputCap,
			Channels: Channels{Auto: true, PerSeller: Money{money.Coins(5)}, Total: Money{money.Coins(25)}, KeepFunded: 3,
				TopupBelow: Percent{250_000}, ReclaimIdle: Duration{24 * time.Hour}},
		},
		Seller: Seller{MinDeposit: Money{money.Coins(1)}, CloseDelay: Duration{48 * time.Hour}},
		Limits: Limits{
			WindowTokens: market.DefaultWindowTokens, WindowMoney: Money{market.DefaultWindowMoney},
			UnpaidNewBuyer: Money{market.DefaultUnpaidNew}, UnpaidShare: Percent{10_000}, UnpaidBuyer: Money{money.Coins(1)},
			UnpaidNewBuyers: Money{money.Coins(5)}, PrepaidPerCall: Money{market.DefaultMaxPrepaid}, NewSellerChannel: Money{money.Coins(5)},
			Idle: Duration{30 * time.Second}, Wall: Duration{15 * time.Minute}, Drain: Duration{120 * time.Second},
		},
		Settle: Settle{Unclaimed: Money{money.Coins(20)}, Utilisation: Percent{800_000}, NativePrice: Money{money.Coins(3000)}},
		Log:    Log{Level: "info"},
	}
}
