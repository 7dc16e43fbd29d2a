package bench

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/clearing/wallet"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/store"
	"github.com/tolsey/tolsey/testnet/chain"
)

// voucherCallers is how many calls share the channel.
const voucherCallers = 64

// payment is both ends of one channel: two ledgers on disk, one key that signs.
type payment struct {
	signer       *wallet.Signer
	payer, payee *store.Store
	channel      common.Hash
	terms        common.Hash

	mu       sync.Mutex // guards accepted and err
	paid     *sync.Cond // of mu
	accepted money.Amount
	err      error
	wake     chan struct{} // of 1
}

// vouchersIn returns what measures vouchers: each order takes fresh ledgers under dir.
func vouchersIn(dir string) func(context.Context, order) (report, error) {
	run := 0
	return func(ctx context.Context, o order) (report, error) {
		if o.Do != "vouchers" {
			return report{}, errors.New("unknown order")
		}
		run++
		p, err := openPayment(ctx, filepath.Join(dir, fmt.Sprint(run)))
		if err != nil {
			return report{}, err
		}
		before, err := ownCPU()
		if err == nil {
			err = p.pay(ctx, o.N)
		}
		after, failed := ownCPU()
		return report{CPU: after - before}, errors.Join(err, failed, p.payer.Close(), p.payee.Close())
	}
}

func openPayment(ctx context.Context, dir string) (*payment, error) {
	buyer, err := wallet.Generate(chain.ID)
	if err != nil {
		return nil, err
	}
	seller, err := wallet.Generate(chain.ID)
	if err != nil {
		return nil, err
	}
	net := store.Network{ChainID: chain.ID, Clearing: common.HexToAddress("0xc1ea")}
	usd := money.Asset{ChainID: chain.ID, Token: common.HexToAddress("0x01"), Decimals: decimals}
	c := channel.Channel{Payer: buyer.Address(), Signer: buyer.Address(), Payee: seller.Address(), PayeeSigner: seller.Address(), Asset: common.Hash(usd.ID()), CloseDelay: 3600}
	p := &payment{signer: buyer, channel: c.ID(), terms: common.HexToHash("0x7e"), wake: make(chan struct{}, 1)}
	p.paid = sync.NewCond(&p.mu)
	if p.payer, err = store.Open(filepath.Join(dir, "payer"), net); err != nil {
		return nil, err
	}
	if p.payee, err = store.Open(filepath.Join(dir, "payee"), net); err != nil {
		return nil, errors.Join(err, p.payer.Close())
	}
	_, err = p.payer.AddChannel(ctx, c, usd, "seller")
	_, failed := p.payee.AddServed(ctx, c, usd, "buyer")
	facts := settle.Facts{Head: settle.Head{Number: 1, Time: 1}, Since: 1, States: map[common.Hash]channel.OnChain{p.channel: {Deposit: money.UnitsOf(1 << 50)}}}
	if err := errors.Join(err, failed, p.payer.ApplyFacts(ctx, facts), p.payee.ApplyFacts(ctx, facts)); err != nil {
		return p, err
	}
	return p, p.greet(ctx)
}

// greet has the payee say that it holds no voucher: a payer signs nothing before that.
func (p *payment) greet(ctx context.Context) error {
	payee, err := p.payee.Payee(p.channel)
	if err != nil {
		return err
	}
	_, err = p.payer.Adopt(ctx, p.channel, payee.Resync(common.Hash{}), payee.Highest)
	return err
}

// pay has n calls charged, 64 at a time; each ends when a voucher that pays it is durable with the payee.
func (p *payment) pay(ctx context.Context, n int) error {
	actor := make(chan struct{})
	go func() { // ends with wake
		defer close(actor)
		for range p.wake {
			p.fail(p.send(ctx))
		}
	}()
	var left atomic.Int64
	left.Store(int64(n))
	var callers sync.WaitGroup
	for range voucherCallers {
		callers.Go(func() {
			for left.Add(-1) >= 0 {
				if err := p.call(ctx); err != nil {
					p.fail(err)
					return
				}
			}
		})
	}
	callers.Wait()
	close(p.wake)
	<-actor
	return p.err
}

func (p *payment) fail(err error) {
	if err == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.err = errors.Join(p.err, err)
	p.paid.Broadcast()
}

// call holds, is charged, and waits for the voucher.
func (p *payment) call(ctx context.Context) error {
	id := market.AttemptID{Call: market.NewCallID(), Attempt: 1}
	cost := money.Micros(5)
	_, err := p.payer.Reserve(ctx, clearing.Reservation{AttemptID: id, Channel: p.channel, OnKey: cost, OnChannel: cost,
		Record: market.BoughtRecord{AttemptID: id, State: market.RecordOpen, Time: 1, Channel: p.channel, Model: model}})
	if err != nil {
		return err
	}
	payer, err := p.payer.Charge(ctx, clearing.Charge{AttemptID: id, Evidence: p.terms, Total: cost, Final: true})
	if err != nil {
		return err
	}
	select {
	case p.wake <- struct{}{}:
	default:
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for p.accepted.Less(payer.Sum) && p.err == nil {
		p.paid.Wait()
	}
	return p.err
}

// send signs what is due, has it taken and acknowledged, until nothing is due.
func (p *payment) send(ctx context.Context) error {
	for {
		payer, err := p.payer.Payer(p.channel)
		if err != nil {
			return err
		}
		f, due := payer.Next()
		if !due {
			return nil
		}
		if f.Voucher.Sig, err = p.signer.SignVoucher(payer.Domain, f.Voucher.Voucher); err != nil {
			return err
		}
		if _, err := p.payer.SaveFrame(ctx, p.channel, f); err != nil {
			return err
		}
		payee, err := p.payee.Accept(ctx, p.channel, f, 0)
		if err != nil {
			return err
		}
		if _, err := p.payer.Acked(ctx, p.channel, payee.Highest.Base()); err != nil {
			return err
		}
		p.mu.Lock()
		p.accepted = payer.Sum
		p.paid.Broadcast()
		p.mu.Unlock()
	}
}
