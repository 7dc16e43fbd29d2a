package node

import (
	"context"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/store"
)

// Records hands on everything that the node keeps of its calls and its money.
func (v *views) Records(ctx context.Context, handle func(dashboard.Record) error) error {
	for _, step := range []func(context.Context, func(dashboard.Record) error) error{v.callRecords, v.channelRecords, v.accountRecords} {
		if err := step(ctx, handle); err != nil {
			return err
		}
	}
	return nil
}

func (v *views) callRecords(ctx context.Context, handle func(dashboard.Record) error) error {
	bought, err := v.n.store.BoughtCalls(ctx, store.CallFilter{})
	if err != nil {
		return err
	}
	for i := range bought {
		if err := handle(dashboard.Record{Bought: &bought[i]}); err != nil {
			return err
		}
	}
	sold, err := v.n.store.SoldCalls(ctx, store.CallFilter{})
	if err != nil {
		return err
	}
	for i := range sold {
		if err := handle(dashboard.Record{Sold: &sold[i]}); err != nil {
			return err
		}
	}
	return nil
}

func (v *views) channelRecords(ctx context.Context, handle func(dashboard.Record) error) error {
	for _, p := range v.n.store.Payers() {
		entries, err := v.n.store.Entries(ctx, p.ID())
		if err != nil {
			return err
		}
		if err := handle(dashboard.Record{Payer: &dashboard.PayerRecord{Payer: p, Voucher: p.Highest(), Entries: entries}}); err != nil {
			return err
		}
	}
	for _, p := range v.n.store.Payees() {
		if err := handle(dashboard.Record{Payee: &p}); err != nil {
			return err
		}
	}
	return nil
}

func (v *views) accountRecords(ctx context.Context, handle func(dashboard.Record) error) error {
	parents := map[clearing.AccountID]clearing.AccountID{clearing.Operator: "", clearing.Local: ""}
	all, err := v.n.store.Keys(ctx)
	if err != nil {
		return err
	}
	for _, k := range all {
		parents[clearing.KeyAccount(k.ID)] = ""
		if k.Parent != "" {
			parents[clearing.KeyAccount(k.ID)] = clearing.KeyAccount(k.Parent)
		}
	}
	for id, parent := range parents {
		a, ok := v.n.store.Account(id)
		if !ok {
			continue
		}
		if err := handle(dashboard.Record{Account: &dashboard.AccountRecord{ID: id, Parent: parent, Account: a}}); err != nil {
			return err
		}
	}
	return nil
}
