package testnet

import (
	"fmt"
	mathrand "math/rand/v2"
	"net"
	"strconv"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/catalogue"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/node/dialect"
)

// Roles of the devnet's nodes.
const (
	RoleBuyer       = "buyer"
	RoleDistributor = "distributor"
	RoleSeller      = "seller"
)

// member is one node of the plan.
type member struct {
	name    string
	role    string
	owner   int // account of the well-known mnemonic
	p2p     int
	gateway int // 0: a free port
	admin   int
}

// Ports of the chain and of the vendors.
const (
	chainPort  = 8545
	vendorPort = 8440
)

// members are the nodes with their fixed ports (PROTOCOL.md section 7).
func members() []member {
	return []member{
		{"seller-1", RoleSeller, 3, 8431, 0, 8421},
		{"seller-2", RoleSeller, 4, 8432, 0, 8422},
		{"seller-3", RoleSeller, 5, 8433, 0, 8423},
		{"distributor", RoleDistributor, 2, 8414, 8412, 8413},
		{"buyer", RoleBuyer, 1, 8404, 8402, 8403},
	}
}

// ports is what everything listens on.
type ports struct {
	chain, vendors int
	members        []member
	control        net.Listener // nil: the system chooses
}

func fixedPorts() ports { return ports{chain: chainPort, vendors: vendorPort, members: members()} }

// Ports that autoPorts draws from: below those that systems give to outgoing connections, which would take one between the look and
// the use.
const (
	autoFrom   = 20_000
	autoBlocks = 375
	autoBlock  = 32 // ports of one devnet
)

// autoPorts takes a block of free ports, so that several devnets can run beside each other. The block's first port is bound at once
// and kept: no other devnet takes from the same block. It becomes the control server's.
func autoPorts() (ports, error) {
	for _, block := range mathrand.Perm(autoBlocks) {
		first := autoFrom + block*autoBlock
		control, err := net.Listen("tcp", loopback(first))
		if err != nil {
			continue
		}
		if p, free := blockPorts(first); free {
			p.control = control
			return p, nil
		}
		_ = control.Close() // only looked
	}
	return ports{}, fmt.Errorf("no %d free ports in a row found from %d on: stop a devnet", autoBlock, autoFrom)
}

// blockPorts deals a block's ports out; false where one is in use.
func blockPorts(first int) (p ports, free bool) {
	next := first
	free = true
	take := func() int {
		next++
		stream, err := net.Listen("tcp", loopback(next))
		if err == nil {
			err = stream.Close()
		}
		packets, busy := net.ListenPacket("udp", loopback(next))
		if busy == nil {
			busy = packets.Close()
		}
		free = free && err == nil && busy == nil
		return next
	}
	p = ports{chain: take(), vendors: take(), members: members()}
	for i := range p.members {
		m := &p.members[i]
		m.p2p, m.gateway, m.admin = take(), take(), take()
	}
	return p, free
}

func loopback(port int) string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(port)) }

func (m member) listen() []string {
	return []string{fmt.Sprintf("/ip4/127.0.0.1/udp/%d/quic-v1", m.p2p), fmt.Sprintf("/ip4/127.0.0.1/tcp/%d", m.p2p)}
}

// resaleOnly is the model that seller-3 sells to the distributor alone, so that resale really happens.
const resaleOnly market.Model = "z-ai/glm-5.2"

// Prices of the devnet, in parts per million of the vendor's list price.
const (
	vendorCostPPM = 600_000 // what the fake vendors bill their accounts
	askLowPPM     = 700_000
	askStepPPM    = 50_000
	askSteps      = 6 // 0.70 to 0.95
)

// markup is what the distributor adds.
var markup = config.Percent{PPM: 55_000}

// offersOf are a seller's offers: every model by at least two sellers, at asks that differ.
func offersOf(list catalogue.Catalogue, m member, distributor common.Address) ([]config.Offer, error) {
	var out []config.Offer
	seat := int(m.name[len(m.name)-1] - '1')
	for i, e := range list.Speaking(dialect.Names()...) {
		alone := e.Model == resaleOnly
		if alone != (seat == 2) && (alone || i%3 == seat-1 && seat > 0) {
			continue
		}
		o := config.Offer{Model: e.Model, Upstream: e.Vendor, MaxCalls: 1024, Context: e.Context, MaxOutput: e.MaxOutput}
		ask := askLowPPM + uint64((i+2*seat)%askSteps)*askStepPPM
		if alone {
			o.Allow = []string{distributor.Hex()}
		}
		cost := &config.Cost{}
		var err error
		if o.UsdPerMillion, o.Overrides, err = scaled(e.List, ask, true); err != nil {
			return nil, fmt.Errorf("ask for %s: %w", e.Model, err)
		}
		if cost.UsdPerMillion, cost.Overrides, err = scaled(e.List, vendorCostPPM, false); err != nil {
			return nil, fmt.Errorf("cost of %s: %w", e.Model, err)
		}
		o.Cost = cost
		out = append(out, o)
	}
	return out, nil
}

// scaled is a share of a tariff. Vendors round their own price down; an ask rounds up, so that it never is free.
func scaled(t market.Tariff, ppm uint64, up bool) (config.PriceList, []config.Override, error) {
	base, err := scaledList(t.Prices, ppm, up)
	if err != nil {
		return base, nil, err
	}
	var overrides []config.Override
	for _, o := range t.Overrides {
		list, err := scaledList(o.Prices, ppm, up)
		if err != nil {
			return base, nil, err
		}
		overrides = append(overrides, config.Override{ContextOver: o.ContextOver, UTC: config.Window{From: o.UTCFrom, To: o.UTCTo}, UsdPerMillion: list})
	}
	return base, overrides, nil
}

func scaledList(prices []market.UnitPrice, ppm uint64, up bool) (out config.PriceList, err error) {
	for _, p := range prices {
		price, err := p.Price.MulCeil(ppm, market.NoMultiplier)
		if err != nil {
			return out, err
		}
		if exact := p.Price.Times(ppm); !up && price.Times(market.NoMultiplier) != exact {
			price--
		}
		out.Set(p.Unit, price)
	}
	return out, nil
}

// resales are what the distributor offers: the model that only it can buy, and a few that the buyer can compare.
func resales(list catalogue.Catalogue) []config.Offer {
	out := []config.Offer{{Model: resaleOnly, Upstream: "market", Markup: &markup, MaxCalls: 1024}}
	for i, e := range list.Speaking(dialect.Names()...) {
		if i%4 == 0 && e.Model != resaleOnly {
			out = append(out, config.Offer{Model: e.Model, Upstream: "market", Markup: &markup, MaxCalls: 1024})
		}
	}
	return out
}

// funds of the devnet.
var (
	ownerCoins    = money.Coins(10_000)
	buyerChannel  = money.Coins(5)
	buyerChannels = money.Coins(100)
	faucetCoins   = money.Coins(1_000)
)
