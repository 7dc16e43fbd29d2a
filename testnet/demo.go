package testnet

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/node/dashboard"
)

// Prompts of the story; the marks in double brackets tell the fake vendors how long and how fast to answer.
const (
	shortPrompt = "What was a tolsey? [[tokens:40]]"
	longPrompt  = "Tell a long story. [[tokens:300]] [[pace:15ms]]"
	breakAfter  = 40 // pieces of the long answer after which something is killed
	restWait    = 70 * time.Second
	answerWait  = 30 * time.Second
)

// story is the two-minute demonstration, told as it happens.
type story struct {
	file  File
	devel *Controller
	app   *shopper
	out   io.Writer
	model market.Model
	part  int
	calls map[market.CallID]bool // of the story
}

// Demo plays the story on a running devnet: buy, kill a seller mid-stream, fail over, crash the buyer, settle, verify. It returns an
// error when the story does not end well.
func Demo(ctx context.Context, f File, out io.Writer) error {
	buyer, err := f.Node("buyer")
	if err != nil {
		return err
	}
	s := &story{file: f, devel: f.Controller(), out: out, calls: map[market.CallID]bool{}, app: &shopper{buyer.Gateway, buyer.APIKey, &http.Client{Transport: &http.Transport{DisableKeepAlives: true}, Timeout: 2 * time.Minute}}}
	for _, part := range []func(context.Context) error{s.buy, s.breakSeller, s.crashBuyer, s.settle} {
		if err := part(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (s *story) title(format string, args ...any) {
	s.part++
	fmt.Fprintf(s.out, "\n%d. %s\n", s.part, fmt.Sprintf(format, args...))
}

func (s *story) say(format string, args ...any) {
	fmt.Fprintf(s.out, "   %s\n", fmt.Sprintf(format, args...))
}

// client is a node's admin API; its token changes with every start.
func (s *story) client(name string) (*dashboard.Client, error) {
	n, err := s.file.Node(name)
	if err != nil {
		return nil, err
	}
	at, err := config.ReadAccess(n.DataDir)
	if err != nil {
		return nil, err
	}
	return dashboard.NewClient(at.URL, at.Token), nil
}

// seller names a node by its peer id.
func (s *story) seller(peer string) string {
	for _, n := range s.file.Nodes {
		if n.PeerID == peer {
			return n.Name
		}
	}
	return peer
}

// buy makes one ordinary purchase.
func (s *story) buy(ctx context.Context) error {
	s.title("An application buys a streamed completion. It knows a base URL and a key.")
	c, err := s.client("buyer")
	if err != nil {
		return err
	}
	defer c.Close()
	offers, err := c.Book(ctx, "")
	if err != nil {
		return err
	}
	if s.model = contested(offers); s.model == "" {
		return errors.New("no model is sold by two sellers now: wait for the market, or start the devnet with --fresh")
	}
	p, err := s.ask(ctx, shortPrompt, nil)
	if err != nil {
		return err
	}
	if p.Broken != "" {
		return fmt.Errorf("the answer broke off: %s", p.Broken)
	}
	s.say("%s answers for %s at %s:", s.seller(p.Seller), s.model, p.Price)
	s.say("\"%s ...\"", beginning(p.Text))
	return s.bill(ctx, c, p)
}

// ask buys as the application does.
func (s *story) ask(ctx context.Context, prompt string, seen func(*purchase)) (*purchase, error) {
	p, err := s.app.buy(ctx, s.model, prompt, seen)
	if p != nil {
		s.calls[p.Call] = true
	}
	return p, err
}

// contested is the cheapest model that at least two sellers offer.
func contested(offers []dashboard.OfferView) (best market.Model) {
	sellers := map[market.Model]int{}
	var least money.Amount
	for _, o := range offers {
		sellers[o.Model]++
		if sellers[o.Model] == 2 && (best == "" || o.Basket.Less(least)) {
			best, least = o.Model, o.Basket
		}
	}
	return best
}

func beginning(text string) string {
	words := strings.Fields(text)
	return strings.Join(words[:min(len(words), 10)], " ")
}

// bill says what a call cost and what it would have cost at the vendor's list price.
func (s *story) bill(ctx context.Context, c *dashboard.Client, p *purchase) error {
	attempts, err := c.Call(ctx, p.Call)
	if err != nil {
		return err
	}
	for _, a := range attempts {
		if a.Cost.IsZero() {
			s.say("attempt %d, %s: nothing charged (%s)", a.Attempt, s.seller(a.Peer), a.Error)
			continue
		}
		line := fmt.Sprintf("attempt %d, %s: %s charged for %d tokens in and %d out", a.Attempt, s.seller(a.Peer), a.Cost.Dollars(), a.Usage.Prompt(), a.Usage.Completion())
		if saved, ok := a.Saved(); ok {
			line += fmt.Sprintf("; %s at list price, %s saved", a.ListCost.Dollars(), saved.Dollars())
		}
		s.say("%s", line)
	}
	return nil
}

// breakSeller kills a seller within an answer, and buys the same again.
func (s *story) breakSeller(ctx context.Context) error {
	s.title("A seller crashes within an answer.")
	p, killed, err := s.breakWithin(ctx, func(p *purchase) string { return s.seller(p.Seller) })
	if err != nil {
		return err
	}
	s.say("%s was killed after %d pieces. In the stream the application reads: %q, charged %s", killed, breakAfter, p.Broken, p.Cost.Dollars())
	s.title("The application asks again: the market fails over.")
	again, err := s.ask(ctx, shortPrompt, nil)
	if err != nil {
		return err
	}
	if again.Broken != "" || s.seller(again.Seller) == killed {
		return fmt.Errorf("no failover: %s answered, %s", s.seller(again.Seller), again.Broken)
	}
	s.say("%s answers instead, at its own price: %s", s.seller(again.Seller), again.Price)
	c, err := s.client("buyer")
	if err != nil {
		return err
	}
	defer c.Close()
	if err := s.bill(ctx, c, again); err != nil {
		return err
	}
	if err := s.devel.Start(ctx, killed); err != nil {
		return err
	}
	s.say("%s is back, on its own data. For what it had delivered it now signs a receipt: an estimate, since the vendor's usage was lost with it", killed)
	return nil
}

// breakWithin buys a long answer and kills a node within it.
func (s *story) breakWithin(ctx context.Context, which func(*purchase) string) (p *purchase, killed string, err error) {
	ctx, cancel := context.WithTimeout(ctx, answerWait)
	defer cancel()
	kill := make(chan error, 1)
	p, err = s.ask(ctx, longPrompt, func(p *purchase) {
		if killed == "" && p.Tokens >= breakAfter {
			killed = which(p)
			go func(name string) { kill <- s.devel.Kill(ctx, name) }(killed) // its answer is awaited below
		}
	})
	if err != nil {
		return p, killed, err
	}
	if killed == "" {
		return p, killed, fmt.Errorf("the answer ended after %d pieces: %s", p.Tokens, p.Broken)
	}
	if err := <-kill; err != nil {
		return p, killed, fmt.Errorf("kill %s: %w", killed, err)
	}
	if p.Broken == "" {
		return p, killed, fmt.Errorf("%s was killed, and the answer came whole", killed)
	}
	return p, killed, nil
}

// crashBuyer kills the buyer within an answer, and shows that its books survive.
func (s *story) crashBuyer(ctx context.Context) error {
	s.title("The buyer's own node crashes within an answer.")
	p, _, err := s.breakWithin(ctx, func(*purchase) string { return "buyer" })
	if err != nil {
		return err
	}
	s.say("for the application the answer breaks off after %d pieces: %s", p.Tokens, p.Broken)
	if err := s.devel.Start(ctx, "buyer"); err != nil {
		return err
	}
	s.say("the node is back; it asks the sellers for the receipts of what was under way")
	c, err := s.client("buyer")
	if err != nil {
		return err
	}
	defer c.Close()
	if err := s.rest(ctx); err != nil {
		return err
	}
	return s.bill(ctx, c, p)
}

// rest waits until no node has a call in flight.
func (s *story) rest(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, restWait)
	defer cancel()
	for {
		flight := 0
		for _, n := range s.file.Nodes {
			c, err := s.client(n.Name)
			if err != nil {
				return err
			}
			status, err := c.Status(ctx)
			c.Close()
			if err != nil {
				return fmt.Errorf("%s: %w", n.Name, err)
			}
			flight += status.Calls.Buying + status.Calls.Selling
		}
		if flight == 0 {
			return nil
		}
		if err := pause(ctx); err != nil {
			return fmt.Errorf("%d calls are still without their last receipt: %w", flight, err)
		}
	}
}

// settle has the sellers claim on chain, and compares everybody's books.
func (s *story) settle(ctx context.Context) error {
	s.title("The sellers settle on chain, and everybody's books are compared.")
	facts, err := Collect(ctx, s.file, func(string) {})
	if err != nil {
		return err
	}
	r := Check(facts)
	for _, h := range r.Hops {
		if !h.Receipts.IsZero() && h.Buyer != h.Seller {
			s.say("%s -> %s: receipts %s, voucher %s, claimed on chain %s", h.Buyer, h.Seller, h.Receipts.Dollars(), h.Voucher.Dollars(), h.Claimed.Dollars())
		}
	}
	for _, l := range r.Listed {
		if s.calls[l.Call] && (!l.Receipt.IsZero() || !l.Invoice.IsZero()) {
			s.say("listed: %s -> %s, the vendor bills %s, the buyer paid %s: %s", l.Buyer, l.Seller, l.Invoice.Dollars(), l.Posted.Dollars(), l.Why)
		}
	}
	for _, e := range r.Equalities {
		for _, p := range e.Problems {
			s.say("%s: %s", e.Name, p)
		}
	}
	if !r.OK {
		return errors.New("the books differ: see 'tolsey-devnet verify'")
	}
	s.say("all equal at block %d, to the last pico: nobody held anybody's money, and no crash lost or doubled a charge", r.Head)
	return nil
}
