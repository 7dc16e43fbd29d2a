package testnet_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/wallet"
	"github.com/tolsey/tolsey/contracts"
	"github.com/tolsey/tolsey/contracts/bindings"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/node/p2p"
	"github.com/tolsey/tolsey/node/wire"
	"github.com/tolsey/tolsey/testnet"
	"github.com/tolsey/tolsey/testnet/chain"
	"github.com/tolsey/tolsey/testnet/vendor"
)

// battlefield is a devnet that hostile nodes are let loose on.
type battlefield struct {
	*testnet.Devnet
	file testnet.File
	eth  *ethclient.Client
	salt uint64
}

// newBattlefield brings a devnet up for one test.
func newBattlefield(t *testing.T, tune func(name string, cfg *config.Config)) *battlefield {
	t.Helper()
	d, err := testnet.Up(t.Context(), testnet.Options{Dir: t.TempDir(), Auto: true, Level: slog.LevelInfo, Tune: tune})
	require.NoError(t, err)
	b := &battlefield{Devnet: d}
	t.Cleanup(func() {
		// What runs against a hostile peer need not end well: a drain would wait for it.
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		require.NoError(t, d.Close(ctx))
	})
	b.file, err = d.File()
	require.NoError(t, err)
	b.eth, err = ethclient.DialContext(t.Context(), b.file.Chain.RPC)
	require.NoError(t, err)
	t.Cleanup(b.eth.Close)
	return b
}

func (b *battlefield) node(t testing.TB, name string) testnet.NodeFile {
	t.Helper()
	n, err := b.file.Node(name)
	require.NoError(t, err)
	return n
}

func (b *battlefield) asset() money.Asset {
	return money.Asset{ChainID: b.file.Chain.ChainID, Token: common.HexToAddress(b.file.Chain.Token), Decimals: b.file.Chain.Decimals}
}

func (b *battlefield) domain() market.Domain {
	return market.Domain{ChainID: b.file.Chain.ChainID, Clearing: common.HexToAddress(b.file.Chain.Clearing)}
}

func (b *battlefield) units(t testing.TB, a money.Amount) money.Units {
	t.Helper()
	u, ok := a.CeilTo(b.asset())
	require.True(t, ok)
	return u
}

// moleOwner is the account that pays the hostile nodes' deposits.
var moleOwner = chain.AccountAt(6)

// bank gives moleOwner so many coins in the contract's ledger.
func (b *battlefield) bank(t testing.TB, coins uint64) {
	t.Helper()
	ctx, units := t.Context(), b.units(t, money.Coins(coins))
	require.NoError(t, contracts.MintTestDollar(ctx, b.eth, bind.NewKeyedTransactor(chain.AccountAt(0).Key, big.NewInt(chain.ID)), b.asset().Token, moleOwner.Address, units))
	token, clearing := bindings.NewTestDollar(), bindings.NewClearing()
	b.transact(t, token.Instance(b.eth, b.asset().Token), token.PackApprove(b.domain().Clearing, units.Big()))
	b.transact(t, clearing.Instance(b.eth, b.domain().Clearing), clearing.PackDeposit(b.asset().ID(), moleOwner.Address, units.Big()))
}

func (b *battlefield) transact(t testing.TB, to *bind.BoundContract, data []byte) {
	t.Helper()
	opts := bind.NewKeyedTransactor(moleOwner.Key, big.NewInt(chain.ID))
	opts.Context, opts.GasLimit = t.Context(), 1_000_000
	tx, err := bind.Transact(to, opts, data)
	require.NoError(t, contracts.Explain(err))
	for {
		if r, err := b.eth.TransactionReceipt(t.Context(), tx.Hash()); err == nil {
			require.EqualValues(t, 1, r.Status, "transaction reverted")
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// channelTo is a fresh channel on a seller's terms; it is not funded yet.
func (b *battlefield) channelTo(page *market.Page, signer common.Address) channel.Channel {
	b.salt++
	return channel.Channel{Payer: moleOwner.Address, Signer: signer, Payee: page.Payee, PayeeSigner: page.PayeeSigner, Asset: page.Asset().ID(),
		CloseDelay: page.CloseDelay, Salt: b.salt}
}

// boundChannel is a channel as the contract's bindings have it.
func boundChannel(c channel.Channel) bindings.Channel {
	return bindings.Channel{Payer: c.Payer, Signer: c.Signer, Payee: c.Payee, PayeeSigner: c.PayeeSigner, Asset: c.Asset, CloseDelay: c.CloseDelay,
		Sink: c.Sink, SinkBps: c.SinkBps, Salt: c.Salt}
}

func (b *battlefield) fund(t testing.TB, c channel.Channel, a money.Amount) {
	t.Helper()
	clearing := bindings.NewClearing()
	b.transact(t, clearing.Instance(b.eth, b.domain().Clearing), clearing.PackFund(boundChannel(c), b.units(t, a).Big()))
}

// billed is what a seller's vendor asks for all its calls of a model so far, picos.
func (b *battlefield) billed(t testing.TB, seller string, m market.Model) money.Amount {
	t.Helper()
	for _, v := range b.file.Vendors {
		if v.Account != seller {
			continue
		}
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, v.Bill, nil)
		require.NoError(t, err)
		req.Header.Set("Authorization", "Bearer "+v.APIKey)
		resp, err := http.DefaultClient.Do(req)
		require.NoError(t, err)
		var bill vendor.Bill
		require.NoError(t, json.NewDecoder(resp.Body).Decode(&bill))
		require.NoError(t, resp.Body.Close())
		for _, line := range bill.Models {
			if line.Model == string(m) || strings.HasSuffix(string(m), "/"+line.Model) {
				a, err := money.ParsePicos(line.Picos)
				require.NoError(t, err)
				return a
			}
		}
	}
	return money.Amount{}
}

// mole is a hostile node: a node key, a host that speaks the real protocol, and no manners.
type mole struct {
	b    *battlefield
	key  *wallet.Signer
	host *p2p.Host
	acks chan wire.Frame

	mu    sync.Mutex // guards pages
	pages map[common.Hash]*wire.SignedPage
}

func (b *battlefield) newMole(t testing.TB, also p2p.Handlers) *mole {
	t.Helper()
	key, err := wallet.Generate(chain.ID)
	require.NoError(t, err)
	m := &mole{b: b, key: key, acks: make(chan wire.Frame, 1024), pages: map[common.Hash]*wire.SignedPage{}}
	also.Page = func(_ peer.ID, p *wire.SignedPage) p2p.Verdict {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.pages[p.Hash] = p
		return p2p.Accept
	}
	also.Ack = func(_ p2p.Peer, f wire.Frame) { m.acks <- f }
	m.host, err = p2p.New(p2p.Config{Key: key.Identity(), ChainID: chain.ID, AllowPrivate: true, Listen: []string{"/ip4/127.0.0.1/udp/0/quic-v1", "/ip4/127.0.0.1/tcp/0"},
		Log: slog.New(slog.DiscardHandler)}, also)
	require.NoError(t, err)
	t.Cleanup(func() { _ = m.host.Close() }) // its peers may have banned it
	return m
}

// victim is a node as a mole meets it.
type victim struct {
	name string
	id   peer.ID
	addr common.Address
}

func (m *mole) meet(t testing.TB, name string) victim {
	t.Helper()
	n := m.b.node(t, name)
	id, err := peer.Decode(n.PeerID)
	require.NoError(t, err)
	require.NoError(t, m.host.Connect(t.Context(), n.P2P[0]))
	_, err = m.host.PullPages(t.Context(), id, nil)
	require.NoError(t, err)
	return victim{name, id, common.HexToAddress(n.Address)}
}

// offer finds a victim's offer of a model.
func (m *mole) offer(t testing.TB, v victim, model market.Model) market.Offer {
	t.Helper()
	m.mu.Lock()
	defer m.mu.Unlock()
	var best market.Offer
	for _, p := range m.pages {
		i := slices.IndexFunc(p.Page.Rows, func(r market.Row) bool { return r.Model == model })
		if p.Page.PayeeSigner == v.addr && i >= 0 && (best.Page == nil || best.Page.Seq < p.Page.Seq) {
			best = market.Offer{Page: p.Page, PageHash: p.Hash, Index: uint32(i)}
		}
	}
	require.NotNil(t, best.Page, "%s sells no %s", v.name, model)
	return best
}

// purse is a channel of a mole's with what it has signed on it.
type purse struct {
	m      *mole
	v      victim
	c      channel.Channel
	id     common.Hash
	signed channel.Base
}

// newPurse opens a channel with a deposit, and greets.
func (m *mole) newPurse(t testing.TB, v victim, page *market.Page, deposit money.Amount) *purse {
	t.Helper()
	c := m.b.channelTo(page, m.key.Address())
	m.b.fund(t, c, deposit)
	p := &purse{m: m, v: v, c: c, id: c.ID()}
	require.Eventually(t, func() bool { _, err := p.hello(t.Context()); return err == nil }, 10*time.Second, 50*time.Millisecond, "channel is served")
	return p
}

func (p *purse) hello(ctx context.Context) (*wire.HelloAck, error) {
	f, err := p.m.host.AskClear(ctx, p.v.id, &wire.Hello{Channel: p.c, Nonce: common.Hash{1}})
	if err != nil {
		return nil, err
	}
	return f.(*wire.HelloAck), nil
}

// pay makes a frame over entries that raises the voucher to a total.
func (p *purse) pay(t testing.TB, total money.Units, entries ...channel.Entry) *channel.Frame {
	t.Helper()
	f := &channel.Frame{Base: p.signed, Entries: entries, Voucher: channel.SignedVoucher{Voucher: channel.Voucher{ChannelID: p.id, Cumulative: total, Memo: p.signed.Memo}}}
	for _, e := range entries {
		f.Voucher.Memo = channel.NextMemo(f.Voucher.Memo, e)
	}
	p.sign(t, p.m.key, f)
	return f
}

func (p *purse) sign(t testing.TB, key *wallet.Signer, f *channel.Frame) {
	t.Helper()
	var err error
	f.Voucher.Sig, err = key.SignVoucher(p.m.b.domain(), f.Voucher.Voucher)
	require.NoError(t, err)
}

// advanceEntry is the entry that prepays for an attempt.
func advanceEntry(o market.Offer, id market.AttemptID, total money.Amount) channel.Entry {
	return channel.Entry{AttemptID: id, Seq: 1, Evidence: o.Terms(), Total: total}
}

// voucher sends a frame and returns the answer.
func (p *purse) voucher(t testing.TB, f *channel.Frame) wire.Frame {
	t.Helper()
	require.NoError(t, p.m.host.SendVoucher(t.Context(), p.v.id, f))
	select {
	case answer := <-p.m.acks:
		if ack, ok := answer.(*wire.VoucherAck); ok {
			p.signed = ack.Base
		}
		return answer
	case <-time.After(5 * time.Second):
		require.FailNow(t, "no answer to a voucher")
		return nil
	}
}

// attackBody is a request's body.
func attackBody(model market.Model, text string, fields ...any) []byte {
	body := map[string]any{"model": model, "messages": []any{map[string]any{"role": "user", "content": text}}}
	for i := 0; i < len(fields); i += 2 {
		body[fields[i].(string)] = fields[i+1]
	}
	out, err := json.Marshal(body)
	if err != nil {
		panic(err)
	}
	return out
}

// open is a call of a purse against an offer.
func (p *purse) open(o market.Offer, body []byte) *wire.Open {
	return &wire.Open{Terms: wire.Terms{PageHash: o.PageHash, Row: o.Index}, AttemptID: market.AttemptID{Call: market.NewCallID(), Attempt: 1},
		At: uint64(time.Now().UnixMilli()), Dialect: "openai", ChannelID: p.id, Hops: market.Hops{Nonce: market.NewCallID()}, BodySize: uint64(len(body))}
}

// attackReply is all that came of a call.
type attackReply struct {
	head  *wire.Head
	data  []byte
	needs []*wire.NeedVoucher
	end   *wire.End
	err   *wire.Error
	lost  error // the stream broke
}

func (r *attackReply) code() wire.Code {
	if r.err == nil {
		return 0
	}
	return r.err.Code
}

// final is the receipt that the call ended with; nil: none.
func (r *attackReply) final() *market.SignedReceipt {
	switch {
	case r.end != nil:
		return &r.end.Receipt
	case r.err != nil:
		return r.err.Receipt
	}
	return nil
}

// call sends frames as they are and reads the answer to its end, or until stop says so.
func (p *purse) call(ctx context.Context, open *wire.Open, body []byte, stop func(*attackReply) bool) (r attackReply) {
	st, err := p.m.host.OpenCall(ctx, p.v.id)
	if err != nil {
		return attackReply{lost: err}
	}
	defer func() { st.Done(r.end != nil || r.err != nil) }()
	if err := st.Send(ctx, append([]wire.Frame{open}, wire.Chunks(body)...)...); err != nil {
		return attackReply{lost: err}
	}
	return readAnswer(ctx, st, stop)
}

func readAnswer(ctx context.Context, st *p2p.Stream, stop func(*attackReply) bool) (r attackReply) {
	for {
		f, err := st.Recv(ctx)
		if err != nil {
			r.lost = err
			return r
		}
		switch f := f.(type) {
		case *wire.Head:
			r.head = f
		case wire.Data:
			r.data = append(r.data, f...)
		case *wire.NeedVoucher:
			r.needs = append(r.needs, f)
		case *wire.End:
			r.end = f
			return r
		case *wire.Error:
			r.err = f
			return r
		default:
			r.lost = fmt.Errorf("frame %s", f.Kind())
			return r
		}
		if stop != nil && stop(&r) {
			return r
		}
	}
}

// buy makes a call in the plainest way.
func (p *purse) buy(ctx context.Context, o market.Offer, body []byte) attackReply {
	return p.call(ctx, p.open(o, body), body, nil)
}

// ask asks the victim on /tolsey/clear/1; a refusal is returned as such.
func (m *mole) ask(ctx context.Context, v victim, f wire.Frame) (wire.Frame, *wire.Error) {
	answer, err := m.host.AskClear(ctx, v.id, f)
	var e *wire.Error
	if errors.As(err, &e) {
		return nil, e
	}
	if err != nil {
		return nil, &wire.Error{Code: wire.CodeInternal, Message: err.Error()}
	}
	return answer, nil
}

// post sends a request to the buyer's gateway as an application does.
func (b *battlefield) post(ctx context.Context, body []byte, headers ...string) (*http.Response, error) {
	n, err := b.file.Node("buyer")
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, n.Gateway+"/v1/chat/completions", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+n.APIKey)
	req.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	return http.DefaultClient.Do(req)
}
