package wire

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"time"

	"google.golang.org/protobuf/proto"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/wire/wirepb"
)

// EncodePage returns a page's canonical payload: the bytes that are hashed, signed and sent.
func EncodePage(p *market.Page) ([]byte, error) {
	ttft, err := millis(p.Policy.TTFT)
	if err != nil {
		return nil, fmt.Errorf("encode page: %w", err)
	}
	out := &wirepb.PricePage{
		Chain: p.ChainID, Clearing: nonzero(p.Clearing[:]), Token: nonzero(p.Token[:]), Decimals: uint32(p.Decimals), Payee: nonzero(p.Payee[:]),
		PayeeSigner: nonzero(p.PayeeSigner[:]), Family: p.Family, Seq: p.Seq, Issued: p.Issued, ValidUntil: p.ValidUntil, MinDeposit: amountOut(p.MinDeposit),
		CloseDelay: p.CloseDelay, Tombstone: p.Tombstone,
	}
	if p.Policy != (market.Policy{}) {
		out.Policy = &wirepb.Policy{
			Ttft: ttft, WindowTokens: p.Policy.WindowTokens, WindowMoney: amountOut(p.Policy.WindowMoney),
			UnpaidNew: amountOut(p.Policy.UnpaidNew), MaxCall: amountOut(p.Policy.MaxCall),
		}
	}
	for i := range p.Rows {
		out.Rows = append(out.Rows, rowOut(&p.Rows[i]))
	}
	payload, err := proto.MarshalOptions{Deterministic: true}.Marshal(out)
	if err != nil {
		return nil, fmt.Errorf("encode page: %w", err)
	}
	if len(payload) > market.MaxPageSize {
		return nil, fmt.Errorf("encode page: %d bytes, at most %d; list fewer models or split the family", len(payload), market.MaxPageSize)
	}
	return payload, nil
}

func millis(d time.Duration) (uint32, error) {
	ms := d.Milliseconds()
	if d < 0 || ms > math.MaxUint32 || time.Duration(ms)*time.Millisecond != d {
		return 0, fmt.Errorf("first-token bound %s is not a whole number of milliseconds", d)
	}
	return uint32(ms), nil
}

func rowOut(r *market.Row) *wirepb.Row {
	out := &wirepb.Row{
		Model: string(r.Model), Prices: pricesOut(r.Tariff.Prices), Context: r.Context, MaxOutput: r.MaxOutput, Reasoning: r.Reasoning,
		MaxCalls: r.MaxCalls, Tpm: r.TPM, Dialects: r.Dialects,
	}
	for _, o := range r.Tariff.Overrides {
		out.Overrides = append(out.Overrides, &wirepb.Override{
			ContextOver: o.ContextOver, UtcFrom: uint32(o.UTCFrom), UtcTo: uint32(o.UTCTo), Tier: o.Tier, Prices: pricesOut(o.Prices),
		})
	}
	for _, a := range r.Allow {
		out.Allow = append(out.Allow, a[:])
	}
	return out
}

func pricesOut(list []market.UnitPrice) (out []*wirepb.UnitPrice) {
	for _, p := range list {
		out = append(out, &wirepb.UnitPrice{Unit: uint32(p.Unit), Picos: uint64(p.Price)})
	}
	return out
}

// DecodePage reads a payload and refuses every form of a page but the one that EncodePage writes. Whether the page may be
// sold against is for Validate and OpenPage to say.
func DecodePage(payload []byte) (*market.Page, error) {
	if len(payload) > market.MaxPageSize {
		return nil, fmt.Errorf("%w: page of %d bytes, at most %d", ErrMalformed, len(payload), market.MaxPageSize)
	}
	var in wirepb.PricePage
	if err := proto.Unmarshal(payload, &in); err != nil {
		return nil, fmt.Errorf("%w: page: %w", ErrMalformed, err)
	}
	if n := len(in.Rows); n > market.MaxRows {
		return nil, fmt.Errorf("%w: page of %d rows, at most %d", ErrMalformed, n, market.MaxRows)
	}
	var f fields
	p := f.pricePage(&in)
	if f.err != nil {
		return nil, fmt.Errorf("decode page: %w", f.err)
	}
	if again, err := EncodePage(p); err != nil || !bytes.Equal(again, payload) {
		return nil, fmt.Errorf("%w: page is not in canonical form", ErrMalformed)
	}
	return p, nil
}

func (f *fields) pricePage(in *wirepb.PricePage) *market.Page {
	p := &market.Page{
		ChainID: in.Chain, Decimals: f.uint8("decimals", in.Decimals), Family: f.family(in.Family), Seq: in.Seq, Issued: in.Issued, ValidUntil: in.ValidUntil,
		MinDeposit: f.amount("least deposit", in.MinDeposit), CloseDelay: in.CloseDelay, Tombstone: in.Tombstone,
	}
	f.fixed("clearing", in.Clearing, p.Clearing[:])
	f.fixed("token", in.Token, p.Token[:])
	f.fixed("payee", in.Payee, p.Payee[:])
	f.fixed("payee signer", in.PayeeSigner, p.PayeeSigner[:])
	if q := in.Policy; q != nil {
		p.Policy = market.Policy{
			TTFT: time.Duration(q.Ttft) * time.Millisecond, WindowTokens: q.WindowTokens, WindowMoney: f.amount("window", q.WindowMoney),
			UnpaidNew: f.amount("unpaid allowance", q.UnpaidNew), MaxCall: f.amount("most per call", q.MaxCall),
		}
	}
	if len(in.Rows) > 0 {
		p.Rows = make([]market.Row, len(in.Rows))
	}
	for i, r := range in.Rows {
		f.row(r, &p.Rows[i])
	}
	return p
}

func (f *fields) row(in *wirepb.Row, r *market.Row) {
	*r = market.Row{
		Model: market.Model(f.text("model", in.Model, maxName)), Context: in.Context, MaxOutput: in.MaxOutput, Reasoning: in.Reasoning,
		MaxCalls: in.MaxCalls, TPM: in.Tpm, Dialects: slices.Clone(in.Dialects),
	}
	r.Tariff.Prices = f.prices(in.Prices)
	for _, d := range in.Dialects {
		f.text("dialect", d, maxDialect)
	}
	for _, o := range in.Overrides {
		r.Tariff.Overrides = append(r.Tariff.Overrides, market.Override{
			ContextOver: o.ContextOver, UTCFrom: f.uint16("utc from", o.UtcFrom), UTCTo: f.uint16("utc to", o.UtcTo),
			Tier: f.text("tier", o.Tier, maxName), Prices: f.prices(o.Prices),
		})
	}
	for _, a := range in.Allow {
		if len(a) != 20 {
			f.fail("allowed buyer has %d bytes, want 20", len(a))
			return
		}
		r.Allow = append(r.Allow, [20]byte(a))
	}
}

func (f *fields) prices(in []*wirepb.UnitPrice) (out []market.UnitPrice) {
	for _, p := range in {
		out = append(out, market.UnitPrice{Unit: market.Unit(f.uint8("unit", p.Unit)), Price: money.Price(p.Picos)})
	}
	return out
}
