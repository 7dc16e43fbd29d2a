package contracts_test

import (
	"crypto/ecdsa"
	"reflect"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/contracts"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// eth digs the whole client, raw requests included, out of the simulated chain's narrow one.
func (w *world) eth() *ethclient.Client {
	return reflect.ValueOf(w.Client).FieldByName("Client").Interface().(*ethclient.Client)
}

func (w *world) network() contracts.Network {
	return contracts.Network{ChainID: 1337, Clearing: w.Clearing, CodeHash: w.CodeHash, Token: w.Token}
}

func (w *world) client(t *testing.T) *contracts.Client {
	t.Helper()
	c, err := contracts.New(t.Context(), w.eth(), w.network())
	require.NoError(t, err)
	return c
}

// do encodes an action, simulates, signs and sends it, and seals a block.
func (w *world) do(t *testing.T, c *contracts.Client, from party, a settle.Action) settle.Receipt {
	t.Helper()
	return perform(t, c, from, a, w.commit)
}

func perform(t *testing.T, c *contracts.Client, from party, a settle.Action, seal func()) settle.Receipt {
	t.Helper()
	call, err := c.Encode(a)
	require.NoError(t, err)
	require.NoError(t, c.Simulate(t.Context(), from.addr, call))
	head, err := c.Head(t.Context())
	require.NoError(t, err)
	nonce, err := c.Nonces(t.Context(), from.addr, head)
	require.NoError(t, err)
	newest, err := c.Nonces(t.Context(), from.addr, settle.Head{})
	require.NoError(t, err)
	require.Equal(t, nonce, newest)
	fees, err := c.Fees(t.Context())
	require.NoError(t, err)
	bid := settle.FirstBid(fees)
	signed, err := from.SignTx(settle.Tx{ChainID: 1337, Nonce: nonce.Least, Call: call, TipCap: bid.TipCap, FeeCap: bid.FeeCap})
	require.NoError(t, err)
	require.NoError(t, c.Send(t.Context(), signed.Raw))
	require.NoError(t, c.Send(t.Context(), signed.Raw), "sent twice")
	seal()
	var r settle.Receipt
	require.Eventually(t, func() bool {
		var found bool
		r, found, err = c.Receipt(t.Context(), signed.Hash)
		return err == nil && found
	}, 10*time.Second, time.Millisecond)
	require.NoError(t, c.Send(t.Context(), signed.Raw), "sent when mined")
	require.False(t, r.Reverted, a)
	require.Less(t, r.GasUsed, call.Gas*9/10, "gas used of the limit for %s", a)
	return r
}

// party signs transactions as settle asks.
func (p party) Address() common.Address { return p.addr }

func (p party) SignTx(tx settle.Tx) (settle.SignedTx, error) {
	return contracts.SignTx(tx, func(digest common.Hash) ([]byte, error) { return crypto.Sign(digest[:], p.key) })
}

func (w *world) channel(c *contracts.Client) channel.Channel {
	return channel.Channel{
		Payer: w.owner.addr, Signer: w.node.addr, Payee: w.seller.addr, PayeeSigner: w.seller.addr,
		Asset: c.Asset().ID(), CloseDelay: 3600, Salt: 7,
	}
}

func sign(t *testing.T, key *ecdsa.PrivateKey, digest common.Hash) (s market.Signature) {
	t.Helper()
	raw, err := crypto.Sign(digest[:], key)
	require.NoError(t, err)
	copy(s[:], raw)
	return s
}

func (w *world) voucher(t *testing.T, c *contracts.Client, ch channel.Channel, epoch uint32, cumulative uint64) channel.SignedVoucher {
	t.Helper()
	v := channel.Voucher{ChannelID: ch.ID(), Epoch: epoch, Cumulative: money.UnitsOf(cumulative), Memo: common.Hash{9}}
	return channel.SignedVoucher{Voucher: v, Sig: sign(t, w.node.key, c.Domain().Digest(v.StructHash()))}
}

func TestClientRefusesAnotherNetwork(t *testing.T) {
	w := newWorld(t)
	for name, test := range map[string]struct {
		change func(*contracts.Network)
		want   string
	}{
		"chain":    {func(n *contracts.Network) { n.ChainID = 1 }, "use a node of that chain"},
		"nothing":  {func(n *contracts.Network) { n.Clearing = common.Address{1} }, "no contract at"},
		"code":     {func(n *contracts.Network) { n.CodeHash = common.Hash{1} }, "do not deposit there"},
		"no token": {func(n *contracts.Network) { n.Token = common.Address{1} }, "check token in the network file"},
		"swapped":  {func(n *contracts.Network) { n.Clearing, n.CodeHash = n.Token, common.Hash{} }, "read close delay"},
	} {
		t.Run(name, func(t *testing.T) {
			n := w.network()
			test.change(&n)
			_, err := contracts.New(t.Context(), w.eth(), n)
			require.ErrorContains(t, err, test.want)
		})
	}
}

func TestClientReadsTermsFromTheChain(t *testing.T) {
	c := newWorld(t).client(t)
	require.Equal(t, minCloseDelay, c.MinCloseDelay())
	require.EqualValues(t, 6, c.Asset().Decimals)
}

// TestEveryVerbOnAChain walks a channel through its whole life twice, once to a forced and once to a cooperative close,
// and compares states, balances and events after every step.
func TestEveryVerbOnAChain(t *testing.T) {
	w := newWorld(t)
	c := w.client(t)
	ch := w.channel(c)
	usd := func(n uint64) money.Units { return money.UnitsOf(n * 1e6) }
	require.NoError(t, contracts.MintTestDollar(t.Context(), w.sealing, w.deployer.opts(t, w.sealing), w.Token, w.owner.addr, usd(100)))
	start, err := c.Head(t.Context())
	require.NoError(t, err)

	requireState := func(want channel.OnChain) {
		t.Helper()
		head, err := c.Head(t.Context())
		require.NoError(t, err)
		got, err := c.States(t.Context(), head, []common.Hash{ch.ID(), {1}})
		require.NoError(t, err)
		require.Equal(t, []channel.OnChain{want, {}}, got)
	}
	requireFree := func(p party, want money.Units) {
		t.Helper()
		a, err := c.Account(t.Context(), p.addr)
		require.NoError(t, err)
		require.Equal(t, want, a.Free, "free balance, base units")
	}

	w.do(t, c, w.owner, settle.Action{Verb: settle.Approve, Amount: usd(60)})
	w.do(t, c, w.owner, settle.Action{Verb: settle.Deposit, Amount: usd(40), To: w.owner.addr})
	a, err := c.Account(t.Context(), w.owner.addr)
	require.NoError(t, err)
	require.Equal(t, []money.Units{usd(40), usd(60), usd(20)}, []money.Units{a.Free, a.Token, a.Allowance})

	w.do(t, c, w.owner, settle.Action{Verb: settle.Fund, Channel: &ch, Amount: usd(10)})
	w.do(t, c, w.owner, settle.Action{Verb: settle.DepositAndFund, Channel: &ch, Amount: usd(5)})
	requireState(channel.OnChain{Deposit: usd(15)})

	claim := func(cumulative, upTo uint64) settle.Action {
		return settle.Action{Verb: settle.Claim, Legs: []settle.Leg{{Channel: ch, Voucher: w.voucher(t, c, ch, 0, cumulative), UpTo: money.UnitsOf(upTo)}}}
	}
	w.do(t, c, w.seller, claim(4e6, 3e6))
	requireState(channel.OnChain{Deposit: usd(15), Claimed: usd(3)})
	w.do(t, c, w.seller, claim(2e6, 2e6))
	requireFree(w.seller, usd(3))

	w.do(t, c, w.node, settle.Action{Verb: settle.RequestClose, Channel: &ch})
	w.do(t, c, w.owner, settle.Action{Verb: settle.CancelClose, Channel: &ch})
	r := w.do(t, c, w.node, settle.Action{Verb: settle.RequestClose, Channel: &ch})
	closing, err := c.HeadAt(t.Context(), r.Block)
	require.NoError(t, err)
	requireState(channel.OnChain{Deposit: usd(15), Claimed: usd(3), CloseAt: closing.Time + 3600})

	call, err := c.Encode(settle.Action{Verb: settle.FinalizeClose, Channel: &ch})
	require.NoError(t, err)
	require.ErrorContains(t, c.Simulate(t.Context(), w.seller.addr, call), "may be finalized from")
	require.NoError(t, w.chain.AdjustTime(time.Hour))
	w.do(t, c, w.seller, settle.Action{Verb: settle.FinalizeClose, Channel: &ch})
	requireState(channel.OnChain{Epoch: 1})
	requireFree(w.owner, usd(30+12))

	w.do(t, c, w.owner, settle.Action{Verb: settle.Fund, Channel: &ch, Amount: usd(20)})
	head, err := c.Head(t.Context())
	require.NoError(t, err)
	consent := channel.Close{ChannelID: ch.ID(), Epoch: 1, Claimed: usd(8), Deadline: head.Time + 600}
	v := w.voucher(t, c, ch, 1, 9e6)
	w.do(t, c, w.node, settle.Action{
		Verb: settle.CloseCooperative, Channel: &ch, Close: &consent,
		CloseSig: sign(t, w.seller.key, c.Domain().Digest(consent.StructHash())), Voucher: &v.Voucher, VoucherSig: v.Sig,
	})
	requireState(channel.OnChain{Epoch: 2})
	requireFree(w.seller, usd(11))
	requireFree(w.owner, usd(34))

	w.do(t, c, w.seller, settle.Action{Verb: settle.Withdraw, Amount: usd(11), To: w.node.addr})
	paid, err := c.Account(t.Context(), w.node.addr)
	require.NoError(t, err)
	require.Equal(t, usd(11), paid.Token)

	end, err := c.Head(t.Context())
	require.NoError(t, err)
	events, err := c.Events(t.Context(), settle.Filter{From: start.Number + 1, To: end.Number, Channels: []common.Hash{ch.ID()}, Owners: []common.Address{w.owner.addr, w.seller.addr}})
	require.NoError(t, err)
	requireStory(t, events, ch)
}

// requireStory holds the events against the life that TestEveryVerbOnAChain led.
func requireStory(t *testing.T, events []settle.Event, ch channel.Channel) {
	t.Helper()
	type line struct {
		kind          settle.Kind
		epoch         uint32
		amount, total uint64
	}
	var got []line
	var state channel.OnChain
	for _, e := range events {
		require.Equal(t, e.Kind <= settle.Transferred, e.Channel == common.Hash{}, "only ledger movements name no channel: %s", e.Kind)
		got = append(got, line{e.Kind, e.Epoch, e.Amount.Big().Uint64() / 1e6, e.Total.Big().Uint64() / 1e6})
		if e.Channel != (common.Hash{}) {
			state = e.After(state)
		}
		if e.Kind == settle.Funded && e.Amount == e.Total {
			require.Equal(t, &ch, e.Terms)
		} else {
			require.Nil(t, e.Terms, "a top-up does not repeat them")
		}
		if e.Kind == settle.Skipped {
			require.Equal(t, settle.NothingNew, e.Reason)
		}
	}
	require.Equal(t, []line{
		{settle.Deposited, 0, 40, 0},
		{settle.Funded, 0, 10, 10},
		{settle.Deposited, 0, 5, 0},
		{settle.Funded, 0, 5, 15},
		{settle.Claimed, 0, 3, 3},
		{settle.Skipped, 0, 0, 0},
		{settle.CloseRequested, 0, 0, 0},
		{settle.CloseCancelled, 0, 0, 0},
		{settle.CloseRequested, 0, 0, 0},
		{settle.Closed, 0, 12, 3},
		{settle.Funded, 1, 20, 20},
		{settle.Claimed, 1, 8, 8},
		{settle.Closed, 1, 12, 8},
		{settle.Withdrawn, 0, 11, 0},
	}, got)
	require.Equal(t, channel.OnChain{Epoch: 2}, state, "the fold of all events is the state")
}
