package meter

import (
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
)

// ownFamily is the family of models whose own tokenizer is o200k_base.
const ownFamily = "openai"

// Table says for which models a count of this node is a check of the vendor's. Elsewhere it only stands in where there is no other.
type Table struct {
	all bool
}

// Public is the table of the public market: o200k_base is OpenAI's.
func Public() Table { return Table{} }

// Devnet is the table of a devnet, whose vendors bill every model by o200k_base.
func Devnet() Table { return Table{all: true} }

// Exact reports whether the answer's count is a check.
func (t Table) Exact(m market.Model) bool { return t.all || m.Family() == ownFamily }

// CountInput counts a prompt by o200k_base and the vendors' template allowance; exact says that the count is a check: media and, in
// the public market, tool definitions are rendered in ways that nobody outside can count.
func (t Table) CountInput(m market.Model, r *dialect.Request) (n uint64, exact bool) {
	exact = t.Exact(m) && len(r.Media) == 0 && (t.all || !r.Tools && len(r.Extra) == 0)
	return prompt(r), exact
}
