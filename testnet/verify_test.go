package testnet_test

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/testnet"
	"github.com/tolsey/tolsey/testnet/vendor"
)

// sampleFacts are of a devnet on which calls were made over one hop and two, whole and broken: TestVerify keeps them.
func sampleFacts(t *testing.T) *testnet.Facts {
	text, err := os.ReadFile(factsFile)
	require.NoError(t, err)
	f := &testnet.Facts{}
	require.NoError(t, json.Unmarshal(text, f))
	return f
}

func TestSampleFactsAreEqual(t *testing.T) {
	r := testnet.Check(sampleFacts(t))
	require.True(t, r.OK, problems(r))
	for _, e := range r.Equalities {
		require.NotZero(t, e.Compared, "%s is compared with nothing", e.Name)
	}
	require.NotEmpty(t, r.Listed)
}

// facts is a set of facts that a test alters.
type facts struct {
	*testing.T
	*testnet.Facts
}

func (f facts) node(name string) *testnet.NodeFacts {
	i := slices.IndexFunc(f.Nodes, func(n testnet.NodeFacts) bool { return n.Name == name })
	require.GreaterOrEqual(f, i, 0)
	return &f.Nodes[i]
}

// sold is a call that a node served whole.
func (f facts) sold(name string) *market.SoldRecord {
	n := f.node(name)
	i := slices.IndexFunc(n.Sold, func(r market.SoldRecord) bool { return r.Status == market.StatusDone })
	require.GreaterOrEqual(f, i, 0)
	return &n.Sold[i]
}

// bought is the buyer's record of it.
func (f facts) bought(buyer, seller string) *market.BoughtRecord {
	n := f.node(buyer)
	id := f.sold(seller).AttemptID
	i := slices.IndexFunc(n.Bought, func(r market.BoughtRecord) bool { return r.AttemptID == id })
	require.GreaterOrEqual(f, i, 0)
	return &n.Bought[i]
}

// leg is the wholesale leg of a call that the distributor resold.
func (f facts) leg() *market.BoughtRecord {
	n := f.node("distributor")
	id := f.sold("distributor").Wholesale
	require.NotNil(f, id)
	i := slices.IndexFunc(n.Bought, func(r market.BoughtRecord) bool { return r.AttemptID == *id })
	require.GreaterOrEqual(f, i, 0)
	return &n.Bought[i]
}

// row is the vendor's row of it.
func (f facts) row(seller string) (*vendor.Bill, *vendor.Row) {
	id := f.sold(seller).AttemptID.String()
	for i := range f.Bills {
		for j := range f.Bills[i].Rows {
			if f.Bills[i].Rows[j].ClientRequestID == id {
				return &f.Bills[i], &f.Bills[i].Rows[j]
			}
		}
	}
	require.FailNow(f, "no row")
	return nil, nil
}

func (f facts) payee(seller string) *channel.Payee {
	n := f.node(seller)
	i := slices.IndexFunc(n.Payees, func(p channel.Payee) bool { return !p.Highest.Cumulative.IsZero() })
	require.GreaterOrEqual(f, i, 0)
	return &n.Payees[i]
}

func (f facts) payer(buyer, seller string) *dashboard.PayerRecord {
	n := f.node(buyer)
	id := f.payee(seller).ID()
	i := slices.IndexFunc(n.Payers, func(p dashboard.PayerRecord) bool { return p.ID() == id })
	require.GreaterOrEqual(f, i, 0)
	return &n.Payers[i]
}

func (f facts) account(node string, kind func(clearing.AccountID) bool) *dashboard.AccountRecord {
	n := f.node(node)
	i := slices.IndexFunc(n.Accounts, func(a dashboard.AccountRecord) bool { return kind(a.ID) && !a.Spent().IsZero() })
	require.GreaterOrEqual(f, i, 0)
	return &n.Accounts[i]
}

func (f facts) event(kind settle.Kind) *settle.Event {
	i := slices.IndexFunc(f.Chain.Events, func(e settle.Event) bool { return e.Kind == kind })
	require.GreaterOrEqual(f, i, 0)
	return &f.Chain.Events[i]
}

var (
	pico = money.Picos(1)
	unit = money.UnitsOf(1)
)

// TestEveryEqualityCanFail alters one figure of one party at a time, by the least that there is: a verification that cannot fail
// verifies nothing.
func TestEveryEqualityCanFail(t *testing.T) {
	for name, c := range map[string]struct {
		alter func(facts)
		fails string // the equality that must be among those that fail
		says  string
	}{
		"vendor counts one answer token more":  {func(f facts) { _, r := f.row("seller-2"); r.Completion++ }, testnet.EqUsage, "output is"},
		"vendor counts one prompt token less":  {func(f facts) { _, r := f.row("seller-2"); r.Prompt-- }, testnet.EqUsage, "input is"},
		"vendor's lines are not its rows":      {func(f facts) { b, _ := f.row("seller-2"); b.Models[0].Usage.Output++ }, testnet.EqUsage, "rows add up to"},
		"vendor's counts are impossible":       {func(f facts) { _, r := f.row("seller-2"); r.Cached = r.Prompt + 1 }, testnet.EqUsage, "impossible"},
		"buyer metered a token less":           {func(f facts) { f.bought("buyer", "seller-2").Counted[market.Output]-- }, testnet.EqUsage, "metered an answer"},
		"buyer metered a longer prompt":        {func(f facts) { f.bought("buyer", "seller-2").Counted[market.Input]++ }, testnet.EqUsage, "metered a prompt"},
		"wholesale receipt counts otherwise":   {func(f facts) { f.leg().Receipt.Usage[market.Output]++ }, testnet.EqUsage, "by the upstream"},
		"receipt's cost is a pico off":         {func(f facts) { r := f.sold("seller-2").Receipt; r.Cost = r.Cost.Add(pico) }, testnet.EqReceipts, "rates at"},
		"receipt's usage is changed":           {func(f facts) { f.sold("seller-2").Receipt.Usage[market.Input]++ }, testnet.EqReceipts, ""},
		"receipt is signed by another":         {func(f facts) { f.sold("seller-2").Receipt.Sig[7]++ }, testnet.EqReceipts, "signature"},
		"receipt is for another call":          {func(f facts) { f.sold("seller-2").Receipt.Attempt++ }, testnet.EqReceipts, "another call"},
		"receipt is missing":                   {func(f facts) { f.sold("seller-2").Receipt = nil }, testnet.EqReceipts, "without a receipt"},
		"the buyer holds another receipt":      {func(f facts) { f.bought("buyer", "seller-2").Receipt.Answer[0]++ }, testnet.EqReceipts, "different receipts"},
		"the buyer rates by other prices":      {func(f facts) { f.bought("buyer", "seller-2").Prices = f.leg().Prices }, testnet.EqReceipts, "different prices"},
		"the buyer posted more than is asked":  {func(f facts) { b := f.bought("buyer", "seller-2"); b.Cost = b.Cost.Add(pico) }, testnet.EqReceipts, "posted"},
		"seller's record is not its receipt":   {func(f facts) { s := f.sold("seller-2"); s.Cost = s.Cost.Add(pico) }, testnet.EqReceipts, "its receipt"},
		"the buyer posted a pico less":         {func(f facts) { b := f.bought("buyer", "seller-2"); b.Cost = b.Cost.Sub(pico) }, testnet.EqPostings, "was charged"},
		"the buyer's channel is a pico off":    {func(f facts) { p := f.payer("buyer", "seller-2"); p.Charged = p.Charged.Add(pico) }, testnet.EqPostings, "was charged"},
		"the seller's earnings are a pico off": {func(f facts) { p := f.payee("seller-2"); p.Earned = p.Earned.Sub(pico) }, testnet.EqPostings, "earned"},
		"a key has spent a pico more": {func(f facts) {
			a := f.account("buyer", func(id clearing.AccountID) bool { return id != clearing.Operator })
			a.Debits = a.Debits.Add(pico)
		}, testnet.EqPostings, "has spent"},
		"the operator has spent a pico more": {func(f facts) {
			a := f.account("distributor", func(id clearing.AccountID) bool { return id == clearing.Operator })
			a.Debits = a.Debits.Add(pico)
		}, testnet.EqPostings, "has spent"},
		"the seller has no record of a call":  {func(f facts) { f.forget("seller-2") }, testnet.EqPostings, "no record"},
		"the buyer's S is a pico off":         {func(f facts) { p := f.payer("buyer", "seller-2"); p.Sum = p.Sum.Add(pico) }, testnet.EqVouchers, "buyer's S"},
		"the seller's S is a pico off":        {func(f facts) { p := f.payee("seller-2"); p.Sum = p.Sum.Sub(pico) }, testnet.EqVouchers, "seller's S"},
		"the seller's voucher is a unit more": {func(f facts) { v := &f.payee("seller-2").Highest; v.Cumulative = v.Cumulative.Add(unit) }, testnet.EqVouchers, "signature"},
		"the buyer's voucher is a unit less":  {func(f facts) { v := &f.payer("buyer", "seller-2").Voucher; v.Cumulative = v.Cumulative.SubFloor(unit) }, testnet.EqVouchers, "signature"},
		"the sides hold different vouchers":   {func(f facts) { f.payee("seller-2").Highest = channel.SignedVoucher{} }, testnet.EqVouchers, "highest voucher"},
		"the voucher is not acknowledged":     {func(f facts) { f.payer("buyer", "seller-2").Acked.Cumulative = money.UnitsOf(0) }, testnet.EqVouchers, "not acknowledged"},
		"the memo pays for something else":    {func(f facts) { f.payer("buyer", "seller-2").Voucher.Memo[0]++ }, testnet.EqVouchers, "do not lead"},
		"an entry is over another total":      {func(f facts) { e := lastEntry(f.payer("buyer", "seller-2")); e.Total = e.Total.Add(pico) }, testnet.EqVouchers, "last entry is over"},
		"an entry names another receipt":      {func(f facts) { lastEntry(f.payer("buyer", "seller-2")).Evidence[0]++ }, testnet.EqVouchers, "does not name its receipt"},
		"an entry is left out":                {func(f facts) { p := f.payer("buyer", "seller-2"); p.Entries = p.Entries[1:] }, testnet.EqVouchers, "entry"},
		"the buyer does not know its channel": {func(f facts) { f.node("buyer").Payers = nil }, testnet.EqVouchers, "does not know the channel"},
		"a unit more was claimed":             {func(f facts) { f.state("seller-2", func(s *channel.OnChain) { s.Claimed = s.Claimed.Add(unit) }) }, testnet.EqChain, "has paid"},
		"the deposit is a unit less":          {func(f facts) { f.state("seller-2", func(s *channel.OnChain) { s.Deposit = s.Deposit.SubFloor(unit) }) }, testnet.EqChain, "its events"},
		"the seller did not see the claim":    {func(f facts) { f.payee("seller-2").OnChain.Claimed = money.Units{} }, testnet.EqChain, "seller believes"},
		"the buyer believes in a close":       {func(f facts) { f.payer("buyer", "seller-2").OnChain.CloseAt = 1 }, testnet.EqChain, "buyer believes"},
		"the seller's settled sum is off":     {func(f facts) { p := f.payee("seller-2"); p.Settled = p.Settled.Add(pico) }, testnet.EqChain, "settled"},
		"a claim's event is missing":          {func(f facts) { f.drop(settle.Claimed) }, testnet.EqChain, "its events"},
		"a deposit's event is a unit more":    {func(f facts) { e := f.event(settle.Deposited); e.Amount = e.Amount.Add(unit) }, testnet.EqChain, "free by the contract"},
		"a funding came from nowhere":         {func(f facts) { f.drop(settle.Deposited) }, testnet.EqChain, "more of its balance"},
		"the contract holds a unit less":      {func(f facts) { f.Chain.Held = f.Chain.Held.SubFloor(unit) }, testnet.EqChain, "and owes"},
		"the vendor bills a pico more":        {func(f facts) { _, r := f.row("seller-2"); r.Picos = more(f, r.Picos) }, testnet.EqInvoices, "the vendor bills"},
		"the invoice is a pico more":          {func(f facts) { b, _ := f.row("seller-2"); b.Picos = more(f, b.Picos) }, testnet.EqInvoices, "invoices"},
		"the invoice is no number":            {func(f facts) { b, _ := f.row("seller-2"); b.Picos = "much" }, testnet.EqInvoices, "much"},
		"the seller's cost is a pico less":    {func(f facts) { s := f.sold("seller-2"); s.UpstreamCost = s.UpstreamCost.Sub(pico) }, testnet.EqInvoices, "the seller's cost"},
		"the vendor bills a stranger's call":  {func(f facts) { _, r := f.row("seller-2"); r.ClientRequestID = "stranger" }, testnet.EqInvoices, "no call of that seller"},
		"the vendor forgot a call": {func(f facts) {
			b, r := f.row("seller-2")
			b.Rows = slices.DeleteFunc(b.Rows, func(o vendor.Row) bool { return o.Seq == r.Seq })
		}, testnet.EqInvoices, "no row"},
		"the distributor's cost is a pico off": {func(f facts) { s := f.sold("distributor"); s.UpstreamCost = s.UpstreamCost.Add(pico) }, testnet.EqMargins, "the distributor says"},
		"the resale names another leg":         {func(f facts) { f.sold("distributor").Wholesale.Attempt++ }, testnet.EqMargins, "does not name it"},
		"the wholesale leg cost a pico more":   {func(f facts) { b := f.leg(); b.Cost = b.Cost.Add(pico) }, testnet.EqMargins, "wholesale legs cost"},
		"resold at a loss":                     {func(f facts) { f.sold("distributor").Receipt.Cost = money.Amount{} }, testnet.EqMargins, "at a loss"},
	} {
		t.Run(name, func(t *testing.T) {
			f := facts{t, sampleFacts(t)}
			c.alter(f)
			r := testnet.Check(f.Facts)
			require.False(t, r.OK)
			i := slices.IndexFunc(r.Equalities, func(e *testnet.Equality) bool { return e.Name == c.fails })
			require.False(t, r.Equalities[i].OK, "%s should fail; these do:\n%s", c.fails, problems(r))
			require.Contains(t, problems(testnet.Report{Equalities: r.Equalities[i : i+1]}), c.says)
		})
	}
}

// forget takes a served call out of a seller's history.
func (f facts) forget(seller string) {
	n, id := f.node(seller), f.sold(seller).AttemptID
	n.Sold = slices.DeleteFunc(n.Sold, func(r market.SoldRecord) bool { return r.AttemptID == id })
}

// state alters what the contract holds of a seller's channel.
func (f facts) state(seller string, alter func(*channel.OnChain)) {
	id := f.payee(seller).ID()
	s := f.Chain.States[id]
	alter(&s)
	f.Chain.States[id] = s
}

// drop takes out the first event of a kind.
func (f facts) drop(kind settle.Kind) {
	place := f.event(kind).Place
	f.Chain.Events = slices.DeleteFunc(f.Chain.Events, func(e settle.Event) bool { return e.Place == place })
}

func lastEntry(p *dashboard.PayerRecord) *channel.Entry { return &p.Entries[len(p.Entries)-1] }

func more(t require.TestingT, picos string) string {
	a, err := money.ParsePicos(picos)
	require.NoError(t, err)
	return a.Add(pico).String()
}

// A call of which only the seller's receipt is contested stays out of the equalities, and the difference is exactly it.
func TestDisputedCallIsListed(t *testing.T) {
	f := facts{t, sampleFacts(t)}
	b, p := f.bought("buyer", "seller-2"), f.payer("buyer", "seller-2")
	less := money.Picos(1_000_000)
	b.Cost, p.Charged, p.Sum = b.Cost.Sub(less), p.Charged.Sub(less), p.Sum.Sub(less)
	for i := range p.Entries {
		if p.Entries[i].AttemptID == b.AttemptID {
			p.Entries[i].Total = p.Entries[i].Total.Min(b.Cost)
		}
	}
	for _, a := range []*dashboard.AccountRecord{f.account("buyer", func(id clearing.AccountID) bool { return id != clearing.Operator })} {
		a.Debits = a.Debits.Sub(less)
	}
	r := testnet.Check(f.Facts)
	require.True(t, slices.ContainsFunc(r.Listed, func(l testnet.ListedCall) bool {
		return l.AttemptID == b.AttemptID && l.Why == testnet.WhyDisputed && l.Receipt == l.Posted.Add(less)
	}))
	for _, e := range r.Equalities {
		if e.Name != testnet.EqVouchers { // its entries' chain is broken by our own hand
			require.True(t, e.OK, problems(r))
		}
	}
}

// A node that is not among those verified is compared from one side.
func TestUnknownBuyer(t *testing.T) {
	f := sampleFacts(t)
	f.Nodes = slices.DeleteFunc(f.Nodes, func(n testnet.NodeFacts) bool { return n.Name == "buyer" })
	r := testnet.Check(f)
	require.True(t, r.OK, problems(r))
	require.True(t, slices.ContainsFunc(r.Hops, func(h testnet.HopReport) bool {
		return h.Buyer[:2] == "0x" && h.Calls > 0 && h.Metered == testnet.Counts{}
	}))
}

// A seller that joined from outside is not asked: its receipts are checked, and its buyer's books must be whole without it.
func TestUnknownSeller(t *testing.T) {
	f := sampleFacts(t)
	f.Nodes = slices.DeleteFunc(f.Nodes, func(n testnet.NodeFacts) bool { return n.Role == testnet.RoleSeller })
	f.Bills = nil
	r := testnet.Check(f)
	require.True(t, r.OK, problems(r))
	require.True(t, slices.ContainsFunc(r.Hops, func(h testnet.HopReport) bool { return h.Seller[:2] == "0x" && h.Calls > 0 && !h.Receipts.IsZero() }))
	for i := range f.Nodes {
		for j := range f.Nodes[i].Bought {
			if b := &f.Nodes[i].Bought[j]; b.Receipt != nil && f.Nodes[i].Role == testnet.RoleBuyer {
				forged := *b.Receipt
				forged.Cost = forged.Cost.Add(money.Micros(1))
				b.Receipt = &forged
				require.False(t, testnet.Check(f).OK)
				return
			}
		}
	}
	require.Fail(t, "no receipt to forge")
}

func TestTamper(t *testing.T) {
	for _, what := range []string{"receipt", "voucher", "usage"} {
		f := sampleFacts(t)
		require.NoError(t, f.Tamper(what))
		require.False(t, testnet.Check(f).OK, what)
		require.ErrorContains(t, new(testnet.Facts).Tamper(what), "buy something first")
	}
	require.ErrorContains(t, sampleFacts(t).Tamper("time"), "receipt, voucher and usage can")
}

func TestNothingIsEqualToNothing(t *testing.T) {
	r := testnet.Check(&testnet.Facts{})
	require.True(t, r.OK)
	require.Empty(t, r.Hops)
	ghost := &testnet.Facts{Chain: testnet.ChainFacts{Held: unit}, Nodes: []testnet.NodeFacts{{Name: "n", Address: common.Address{1}}}}
	require.False(t, testnet.Check(ghost).OK, "money that nobody owns")
}
