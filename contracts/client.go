package contracts

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

var _ settle.Chain = (*Client)(nil)

// Network names a clearing contract and the token that settles on it. A network file carries it.
type Network struct {
	ChainID  uint64
	Clearing common.Address
	CodeHash common.Hash // keccak256 of the contract's code on chain; zero checks nothing
	Token    common.Address
}

// Client is the clearing contract seen through one node of its chain. It is safe for concurrent use.
type Client struct {
	eth      *ethclient.Client
	rpc      *rpc.Client
	network  Network
	asset    money.Asset
	minDelay time.Duration
}

// Dial connects to a chain's node and checks that the network is there. Close ends the connection.
func Dial(ctx context.Context, url string, n Network) (*Client, error) {
	eth, err := Connect(ctx, url)
	if err != nil {
		return nil, err
	}
	c, err := New(ctx, eth, n)
	if err != nil {
		eth.Close()
		return nil, fmt.Errorf("chain's node at %s: %w", hostOf(url), err)
	}
	return c, nil
}

// Connect connects to a chain's node, whatever is on that chain.
func Connect(ctx context.Context, url string) (*ethclient.Client, error) {
	if !slices.Contains([]string{"http", "https", "ws", "wss"}, schemeOf(url)) {
		return nil, errors.New("the address of a chain's node must begin with http://, https://, ws:// or wss://: check rpc in the network file")
	}
	conn, err := rpc.DialOptions(ctx, url, dialOptions()...)
	if err != nil {
		return nil, fmt.Errorf("connect to the chain's node at %s: %w", hostOf(url), scrub(err))
	}
	return ethclient.NewClient(conn), nil
}

// ChainID asks a node which chain it serves.
func ChainID(ctx context.Context, eth *ethclient.Client) (uint64, error) {
	id, err := eth.ChainID(ctx)
	if err != nil {
		return 0, fmt.Errorf("read chain id: %w", scrub(err))
	}
	if !id.IsUint64() {
		return 0, fmt.Errorf("the node serves chain %s, whose id is too large", id)
	}
	return id.Uint64(), nil
}

// New checks the chain id, the contract's code and the token, which it never takes from a table.
func New(ctx context.Context, eth *ethclient.Client, n Network) (*Client, error) {
	c := &Client{eth: eth, rpc: eth.Client(), network: n}
	id, err := eth.ChainID(ctx)
	if err != nil {
		return nil, fmt.Errorf("read chain id: %w", scrub(err))
	}
	if !id.IsUint64() || id.Uint64() != n.ChainID {
		return nil, fmt.Errorf("it serves chain %s and the network file names chain %d: use a node of that chain", id, n.ChainID)
	}
	code, err := eth.CodeAt(ctx, n.Clearing, nil)
	if err != nil {
		return nil, fmt.Errorf("read the clearing contract's code: %w", scrub(err))
	}
	if len(code) == 0 {
		return nil, fmt.Errorf("there is no contract at %s: check clearing in the network file", n.Clearing)
	}
	if hash := crypto.Keccak256Hash(code); n.CodeHash != (common.Hash{}) && hash != n.CodeHash {
		return nil, fmt.Errorf("the contract at %s has code hash %s and the network file names %s: do not deposit there", n.Clearing, hash, n.CodeHash)
	}
	if err := c.readTerms(ctx); err != nil {
		return nil, err
	}
	return c, nil
}

func (c *Client) readTerms(ctx context.Context) error {
	raw, err := c.callAll(ctx, latest,
		toClearing(c, clearingABI.PackMinCloseDelay()), toToken(c, dollarABI.PackDecimals()))
	if err != nil {
		return fmt.Errorf("read close delay and decimals: %w", err)
	}
	delay, err := clearingABI.UnpackMinCloseDelay(raw[0])
	if err != nil {
		return fmt.Errorf("%s does not answer like a clearing contract: %w", c.network.Clearing, err)
	}
	decimals, err := dollarABI.UnpackDecimals(raw[1])
	if err != nil {
		return fmt.Errorf("%s does not answer like a token, check token in the network file: %w", c.network.Token, err)
	}
	if decimals > money.MaxDecimals {
		return fmt.Errorf("token %s has %d decimals, at most %d are supported", c.network.Token, decimals, money.MaxDecimals)
	}
	c.minDelay = seconds(delay)
	c.asset = money.Asset{ChainID: c.network.ChainID, Token: c.network.Token, Decimals: decimals}
	return nil
}

// Asset is the token that settles on this network, with the decimals that its contract names.
func (c *Client) Asset() money.Asset { return c.asset }

// MinCloseDelay is the shortest close delay that the contract allows.
func (c *Client) MinCloseDelay() time.Duration { return c.minDelay }

// Domain is the signing domain of this contract.
func (c *Client) Domain() market.Domain {
	return market.Domain{ChainID: c.network.ChainID, Clearing: c.network.Clearing}
}

// Close ends the connection.
func (c *Client) Close() { c.eth.Close() }

// GenesisHash identifies the chain beyond its id: development chains share theirs.
func (c *Client) GenesisHash(ctx context.Context) (common.Hash, error) {
	head, err := c.HeadAt(ctx, 0)
	return head.Hash, err
}

// latest names the newest block in a request.
const latest = "latest"

// view is a call that reads.
type view struct {
	To   common.Address `json:"to"`
	Data hexutil.Bytes  `json:"data"`
}

func toClearing(c *Client, data []byte) view { return view{To: c.network.Clearing, Data: data} }
func toToken(c *Client, data []byte) view    { return view{To: c.network.Token, Data: data} }

// callAll reads several views at one block in one round trip. at is latest or a block hash object.
func (c *Client) callAll(ctx context.Context, at any, views ...view) ([][]byte, error) {
	out := make([]hexutil.Bytes, len(views))
	batch := make([]rpc.BatchElem, len(views))
	for i, v := range views {
		batch[i] = rpc.BatchElem{Method: "eth_call", Args: []any{v, at}, Result: &out[i]}
	}
	if err := c.batch(ctx, batch); err != nil {
		return nil, err
	}
	raw := make([][]byte, len(views))
	for i := range out {
		raw[i] = out[i]
	}
	return raw, nil
}

// batch fails when any of its requests does.
func (c *Client) batch(ctx context.Context, elems []rpc.BatchElem) error {
	if err := c.rpc.BatchCallContext(ctx, elems); err != nil {
		return scrub(err)
	}
	for _, e := range elems {
		if e.Error != nil {
			return fmt.Errorf("%s: %w", e.Method, Explain(e.Error))
		}
	}
	return nil
}
