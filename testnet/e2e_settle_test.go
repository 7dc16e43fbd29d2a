package testnet_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/store"
)

// payee is a channel as its payee has it.
func (w *world) payee(t testing.TB, node, id string) dashboard.ChannelView {
	t.Helper()
	list, err := w.client(t, node).Channels(t.Context())
	require.NoError(t, err)
	for _, c := range list {
		if c.ID.Hex() == id && c.Role == dashboard.RolePayee {
			return c
		}
	}
	require.Fail(t, "no such channel", id)
	return dashboard.ChannelView{}
}

// upToUnits is a sum in whole base units of the test dollar, rounded up.
func upToUnits(a money.Amount) money.Amount { return roundUp(a) }

// TestSettleCloseReopen claims what a seller has earned, closes its channel with its consent, and buys over it again.
func TestSettleCloseReopen(t *testing.T) {
	w := shared(t)
	const model = "moonshotai/kimi-k2.6"
	a := w.newApp(t, "5 USD/day")
	body := w.ask(model, "Hello. [[tokens:300]]")
	r := a.call(t, body)
	require.Equal(t, http.StatusOK, r.status, string(r.raw))
	seller := w.nameOf(t, r.header.Get("X-Tolsey-Seller"))
	id := a.attempts(t)[0].Channel.Hex()
	admin := w.client(t, seller)

	// What is due on the channel is covered by a voucher soon; then settling claims exactly that.
	require.Eventually(t, func() bool {
		c := w.payee(t, seller, id)
		return !c.Signed.Less(c.Sum)
	}, settling, 50*time.Millisecond)
	before := w.payee(t, seller, id)
	s, err := admin.Settle(t.Context())
	require.NoError(t, err)
	after := w.payee(t, seller, id)
	require.Equal(t, upToUnits(before.Sum), after.Claimed, "claimed is the receipts' sum in base units, rounded up")
	require.Zero(t, after.Claimable)
	claimed := money.Amount{}
	for _, c := range s.Claims {
		require.Empty(t, c.Skipped)
		claimed = claimed.Add(c.Amount)
	}
	require.Equal(t, s.Total, claimed)
	require.False(t, s.Total.Less(after.Claimed.Sub(before.Claimed)))
	again, err := admin.Settle(t.Context())
	require.NoError(t, err)
	require.Empty(t, again.Claims, "there is nothing left to claim")

	// A cooperative close pays both at once.
	require.Equal(t, http.StatusOK, a.call(t, body).status)
	require.Eventually(t, func() bool { return !w.payee(t, seller, id).Signed.Less(w.payee(t, seller, id).Sum) }, settling, 50*time.Millisecond)
	due, deposit := w.payee(t, seller, id).Sum, w.channel(t, "buyer", id).Deposit
	earnings, err := admin.Wallet(t.Context())
	require.NoError(t, err)
	buyer := w.client(t, "buyer")
	tx, err := buyer.CloseChannel(t.Context(), dashboard.CloseRequest{Channel: id})
	require.NoError(t, err)
	require.True(t, tx.Final, tx)
	require.Equal(t, id, tx.Channel.Hex())
	require.Equal(t, deposit.Sub(upToUnits(due)), tx.Amount, "the rest of the deposit comes back, what was prepaid with it")
	require.Eventually(t, func() bool {
		have, err := admin.Wallet(t.Context())
		return err == nil && have.Ledger == earnings.Ledger.Add(upToUnits(due).Sub(after.Claimed))
	}, settling, 50*time.Millisecond, "the seller is paid what was due, of a deposit of %s", deposit.Dollars())

	// The autopilot funds it again; its next epoch starts from nothing.
	require.Eventually(t, func() bool {
		c := w.channel(t, "buyer", id)
		return c.Epoch == 1 && c.State == dashboard.ChannelOpen && !c.Free.IsZero()
	}, settling, 50*time.Millisecond, "the channel is opened again")
	require.Zero(t, w.channel(t, "buyer", id).Signed)
	for deadline := time.Now().Add(settling); ; time.Sleep(100 * time.Millisecond) {
		r = a.call(t, body)
		if r.status == http.StatusOK && r.header.Get("X-Tolsey-Seller") == w.node(t, seller).PeerID {
			break
		}
		require.True(t, time.Now().Before(deadline), "the seller does not serve the new epoch: %d %s %s", r.status, r.header.Get("X-Tolsey-Seller"), r.raw)
	}
	require.Eventually(t, func() bool {
		c := w.payee(t, seller, id)
		return c.Epoch == 1 && c.Sum == r.cost(t)
	}, settling, 50*time.Millisecond, "S is that of the new epoch")
	spent := money.Amount{}
	for _, v := range a.attempts(t) {
		spent = spent.Add(v.Cost)
	}
	require.Equal(t, spent, a.budget(t).Spent, "a key's spending goes on over epochs")

	// The seller may close as well: the buyer's voucher is its consent.
	require.Eventually(t, func() bool { return !w.payee(t, seller, id).Signed.Less(w.payee(t, seller, id).Sum) }, settling, 50*time.Millisecond)
	due = w.payee(t, seller, id).Sum
	earnings, err = admin.Wallet(t.Context())
	require.NoError(t, err)
	_, err = admin.CloseChannel(t.Context(), dashboard.CloseRequest{Channel: id, Force: true})
	require.ErrorContains(t, err, "only the payer")
	tx, err = admin.CloseChannel(t.Context(), dashboard.CloseRequest{Channel: id})
	require.NoError(t, err)
	require.True(t, tx.Final, tx)
	require.Equal(t, upToUnits(due), tx.Amount, "what was unclaimed")
	require.Eventually(t, func() bool {
		have, err := admin.Wallet(t.Context())
		return err == nil && have.Ledger == earnings.Ledger.Add(upToUnits(due)) && w.channel(t, "buyer", id).Epoch == 2
	}, settling, 50*time.Millisecond, "the seller is paid and the buyer knows")
}

// A buyer dies between marking a channel as closing and asking for consent: when it is back, the close is seen through.
func TestACloseThatACrashCutIsSeenThrough(t *testing.T) {
	w := shared(t)
	a := w.newApp(t, "5 USD/day")
	r := a.call(t, w.ask("moonshotai/kimi-k2.6", "Hello. [[tokens:50]]"))
	require.Equal(t, http.StatusOK, r.status, string(r.raw))
	id := a.attempts(t)[0].Channel
	before := w.channel(t, "buyer", id.Hex())
	w.kill(t, "buyer")
	node, err := w.file.Node("buyer")
	require.NoError(t, err)
	s, err := store.Open(node.DataDir, store.Network{ChainID: w.file.Chain.ChainID, Clearing: common.HexToAddress(w.file.Chain.Clearing)})
	require.NoError(t, err)
	_, err = s.SetClosing(t.Context(), id, true)
	require.NoError(t, err)
	require.NoError(t, s.Close())
	w.start(t, "buyer")
	require.Eventually(t, func() bool { return w.channel(t, "buyer", id.Hex()).Epoch == before.Epoch+1 }, settling, 50*time.Millisecond, "the epoch is closed")
}
