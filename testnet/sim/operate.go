package sim

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/wire"
)

// terms are the parameters of the channel from one node to another.
func terms(from, to *node) channel.Channel {
	return channel.Channel{Payer: common.Address(from.owner), Signer: from.key.Address(), Payee: common.Address(to.owner), PayeeSigner: to.key.Address(),
		Asset: asset.ID(), CloseDelay: closeDelay}
}

// operation bounds what an operator does, which waits for the chain.
const operation = 4 * time.Minute

// operate has a node's operator do something in the background. What fails is done again some other time, as operators do.
func (w *World) operate(n *node, what string, do func(ctx context.Context, p *process) error) {
	p := n.proc
	if p == nil || p.isDead() {
		return
	}
	p.spawn(func() {
		ctx, cancel := context.WithTimeout(p.ctx, operation)
		defer cancel()
		err := do(ctx, p)
		w.logf("%s: %s: %v", n.name, what, err)
	})
}

// fund opens a channel or tops it up.
func (w *World) fund(n, to *node, amount money.Units) {
	w.operate(n, "fund channel to "+to.name, func(ctx context.Context, p *process) error {
		c := terms(n, to)
		w.model.knows(c, n, to)
		if _, err := p.store.AddChannel(ctx, c, asset, to.name); err != nil {
			return err
		}
		if _, err := p.driver.Fund(ctx, c, amount); err != nil {
			return err
		}
		w.count("fundings", 1)
		err := p.driver.Refresh(ctx)
		p.buyer.Refresh()
		return err
	})
}

// leave closes a channel: with its seller's consent, or by force.
func (w *World) leave(n, to *node, force bool) {
	w.operate(n, fmt.Sprintf("close channel to %s, by force %t", to.name, force), func(ctx context.Context, p *process) error {
		id := terms(n, to).ID()
		payer, err := p.store.Payer(id)
		if err != nil || !payer.OnChain.Open() {
			return errors.Join(err, channel.ErrGone)
		}
		if payer, err = p.store.SetClosing(ctx, id, true); err != nil {
			return err
		}
		if !force {
			if err = p.agree(ctx, payer); err != nil {
				_, undo := p.store.SetClosing(ctx, id, false)
				return errors.Join(err, undo)
			}
			w.count("closes by consent", 1)
			return nil
		}
		if payer.OnChain.CloseAt == 0 {
			_, err = p.driver.RequestClose(ctx, payer.Channel)
			w.count("closes by force", 1)
		}
		return err
	})
}

// agree closes with the seller's consent, as a node does.
func (p *process) agree(ctx context.Context, payer channel.Payer) error {
	id := payer.ID()
	answer, err := p.Ask(ctx, payer.Channel.PayeeSigner, &wire.CloseAsk{ChannelID: id, Epoch: payer.OnChain.Epoch})
	if err != nil {
		return err
	}
	consent, ok := answer.(*wire.CloseConsent)
	if !ok {
		return fmt.Errorf("seller answered with %s", answer.Kind())
	}
	if err := consent.Check(payer.Domain, payer.Channel.PayeeSigner); err != nil {
		return err
	}
	if payer, err = p.store.Payer(id); err != nil {
		return err
	}
	if consent.ChannelID != id || consent.Epoch != payer.OnChain.Epoch || payer.Cumulative.Less(consent.Claimed) {
		return errors.New("seller consents to another close than ours")
	}
	voucher := channel.SignedVoucher{}
	if payer.OnChain.Claimed.Less(consent.Claimed) {
		voucher = payer.Highest()
	}
	_, err = p.driver.CloseCooperative(ctx, payer.Channel, consent.Close, consent.Sig, voucher)
	return err
}

// call has an application of a node buy an answer. It leaves in the middle now and then.
func (w *World) call(n *node, m market.Model) {
	p := n.proc
	if p == nil || p.isDead() {
		return
	}
	prompt, most, stream := 1+w.intn(400), 16+w.intn(1200), !w.chance(3)
	patience := 10 * time.Minute
	if w.chance(5) {
		patience = w.upTo(20 * time.Second)
	}
	c := market.Call{ID: market.NewCallID(), Model: m, Dialect: "openai"}
	c.Body = []byte(fmt.Sprintf(`{"model":"%s","messages":[{"role":"user","content":"%s"}],"max_tokens":%d,"stream":%t}`, m, strings.Repeat(word, prompt), most, stream))
	w.count("calls", 1)
	p.spawn(func() {
		ctx, cancel := context.WithTimeout(p.ctx, patience)
		defer cancel()
		err := p.buy(ctx, c)
		if err == nil {
			w.count("answers", 1)
		}
		w.logf("%s: call of %s: %v", n.name, m, err)
	})
}

func (p *process) buy(ctx context.Context, c market.Call) error {
	a, err := p.buyer.Call(ctx, c)
	if err != nil {
		return err
	}
	defer a.Close()
	for ctx.Err() == nil {
		if _, err := a.Next(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
	return context.Cause(ctx)
}
