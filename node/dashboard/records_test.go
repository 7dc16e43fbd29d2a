package dashboard_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/node/dashboard/dashboardtest"
)

// recordsOf is a node that keeps these; it breaks after them where broken is set.
type recordsOf struct {
	all    []dashboard.Record
	broken error
}

func (r recordsOf) Records(_ context.Context, handle func(dashboard.Record) error) error {
	for _, rec := range r.all {
		if err := handle(rec); err != nil {
			return err
		}
	}
	return r.broken
}

func sampleRecords() (out []dashboard.Record) {
	id := market.AttemptID{Call: market.CallID{1, 2}, Attempt: 2}
	var prices market.Tariff
	prices.Prices = []market.UnitPrice{{Unit: market.Input, Price: 98_000}, {Unit: market.Output, Price: 196_000}}
	resolved, _ := prices.Resolve(time.Time{}, "", market.NoMultiplier)
	receipt := &market.SignedReceipt{Receipt: market.Receipt{AttemptID: id, Seq: 1, Usage: market.Usage{market.Input: 7}, Cost: money.Picos(686_000), Status: market.StatusDone}, Sig: market.Signature{9, 64: 1}}
	c := channel.Channel{Payer: common.Address{1}, Signer: common.Address{2}, Payee: common.Address{3}, PayeeSigner: common.Address{4}, CloseDelay: 60}
	voucher := channel.SignedVoucher{Voucher: channel.Voucher{ChannelID: c.ID(), Cumulative: money.UnitsOf(3)}, Sig: market.Signature{8}}
	for range 500 { // more than one write
		out = append(out, dashboard.Record{Bought: &market.BoughtRecord{AttemptID: id, State: market.RecordDone, Prices: resolved, Cost: money.Picos(686_000), Status: market.StatusDone, Receipt: receipt}},
			dashboard.Record{Sold: &market.SoldRecord{AttemptID: id, State: market.RecordDone, Epoch: 3, Prices: resolved, Status: market.StatusDone, Receipt: receipt}})
	}
	return append(out,
		dashboard.Record{Payer: &dashboard.PayerRecord{Payer: channel.Payer{Channel: c, Cumulative: money.UnitsOf(3), Sum: money.Picos(2_500_000)}, Voucher: voucher,
			Entries: []channel.Entry{{AttemptID: id, Seq: 1, Evidence: receipt.StructHash(), Total: money.Picos(2_500_000)}}}},
		dashboard.Record{Payee: &channel.Payee{Channel: c, Highest: voucher, Sum: money.Picos(2_500_000)}},
		dashboard.Record{Account: &dashboard.AccountRecord{ID: clearing.KeyAccount("k"), Parent: clearing.Operator, Account: clearing.Account{Debits: money.Picos(5)}}})
}

func TestRecordsArriveAsTheyAre(t *testing.T) {
	want := sampleRecords()
	c, _, _, _ := serveSources(t, dashboardtest.New(), func(s *dashboard.Sources) { s.Records = recordsOf{all: want} })
	var got []dashboard.Record
	require.NoError(t, c.Records(t.Context(), func(r dashboard.Record) error { got = append(got, r); return nil }))
	require.Equal(t, want, got)

	stop := errors.New("enough")
	require.ErrorIs(t, c.Records(t.Context(), func(dashboard.Record) error { return stop }), stop)
}

func TestRecordsThatAreCutOffAreAnError(t *testing.T) {
	c, _, _, _ := serveSources(t, dashboardtest.New(), func(s *dashboard.Sources) { s.Records = recordsOf{sampleRecords(), errors.New("disk")} })
	err := c.Records(t.Context(), func(dashboard.Record) error { return nil })
	require.ErrorIs(t, err, io.ErrUnexpectedEOF, "a history without its end is not a history")
}

func TestRecordsAreTheOperatorsAlone(t *testing.T) {
	c, _, _, url := serveSources(t, dashboardtest.New(), func(s *dashboard.Sources) { s.Records = recordsOf{} })
	link, err := c.Page(t.Context())
	require.NoError(t, err)
	_, code, _ := strings.Cut(link.URL, "#code=")
	status, body, _ := ask{method: "POST", path: "/api/v1/session", kind: "application/json", body: `{"code":"` + code + `"}`}.do(t, url)
	require.Equal(t, http.StatusOK, status)
	var session dashboard.Session
	require.NoError(t, json.Unmarshal([]byte(body), &session))
	status, _, _ = ask{method: "GET", path: "/api/v1/records", bearer: session.Token}.do(t, url)
	require.Equal(t, http.StatusForbidden, status, "a page reads views, not records")
	status, _, _ = ask{method: "GET", path: "/api/v1/records"}.do(t, url)
	require.Equal(t, http.StatusUnauthorized, status)

	plain, _, _, _ := serve(t)
	require.Equal(t, dashboard.CodeNotFound, dashboard.CodeOf(plain.Records(t.Context(), nil)), "a node that keeps none has no such route")
	other := httptest.NewServer(http.NotFoundHandler())
	defer other.Close()
	require.ErrorContains(t, dashboard.NewClient(other.URL, token).Records(t.Context(), nil), "not a tolsey node")
}
