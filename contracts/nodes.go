package contracts

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/market/money"
)

var _ settle.Chain = (*Nodes)(nil)

// Nodes is the clearing contract seen through all of a network's chain nodes: what they agree on.
type Nodes struct {
	*settle.Agreement
	network Network

	mu      sync.Mutex // guards all below
	clients []*Client
	terms   chainTerms
}

// chainTerms is what every node of a network must say alike before it is believed anything.
type chainTerms struct {
	genesis  common.Hash
	asset    money.Asset
	minDelay time.Duration
}

// DialAll connects to a network's chain nodes, of which one must be there: the others are dialed again until they come. Close ends
// the connections.
func DialAll(ctx context.Context, urls []string, n Network, log *slog.Logger) (*Nodes, error) {
	all := &Nodes{network: n}
	var sources []settle.Source
	for _, url := range urls {
		sources = append(sources, settle.Source{Name: hostOf(url), Dial: func(ctx context.Context) (settle.Chain, error) {
			c, err := Dial(ctx, url, n)
			if err != nil {
				return nil, err
			}
			if err := all.admit(ctx, c); err != nil {
				c.Close()
				return nil, fmt.Errorf("chain's node at %s: %w", hostOf(url), err)
			}
			return c, nil
		}})
	}
	var err error
	all.Agreement, err = settle.Agree(ctx, sources, log)
	if err != nil {
		all.Close()
		return nil, err
	}
	return all, nil
}

// admit takes in a node that serves the same chain as the others.
func (n *Nodes) admit(ctx context.Context, c *Client) error {
	genesis, err := c.GenesisHash(ctx)
	if err != nil {
		return fmt.Errorf("read genesis: %w", err)
	}
	is := chainTerms{genesis, c.asset, c.minDelay}
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(n.clients) > 0 && is != n.terms {
		return fmt.Errorf("it has genesis %s, a token of %d decimals and a least close delay of %s, another node of the network %s, %d and %s: one of them serves another chain, check rpc in the network file",
			is.genesis, is.asset.Decimals, is.minDelay, n.terms.genesis, n.terms.asset.Decimals, n.terms.minDelay)
	}
	n.terms, n.clients = is, append(n.clients, c)
	return nil
}

// Asset is the token that settles on this network, with the decimals that its contract names.
func (n *Nodes) Asset() money.Asset { return n.known().asset }

// MinCloseDelay is the shortest close delay that the contract allows.
func (n *Nodes) MinCloseDelay() time.Duration { return n.known().minDelay }

// Genesis identifies the chain beyond its id: development chains share theirs.
func (n *Nodes) Genesis() common.Hash { return n.known().genesis }

func (n *Nodes) known() chainTerms {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.terms
}

// Close ends the connections.
func (n *Nodes) Close() {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, c := range n.clients {
		c.Close()
	}
}

// ErrOneNode is returned when a network needs more chain nodes than its file names.
var ErrOneNode = errors.New("one chain node is not enough")

// Independent refuses urls that do not name two hosts: a seller that believes one node can be shown deposits that are not there.
func Independent(urls []string) error {
	hosts := map[string]bool{}
	for _, u := range urls {
		hosts[hostOf(u)] = true
	}
	if len(hosts) < 2 {
		return fmt.Errorf("%w: rpc in the network file names %d host; add the URL of a second provider, so that a node that lies about a deposit is found out", ErrOneNode, len(hosts))
	}
	return nil
}
