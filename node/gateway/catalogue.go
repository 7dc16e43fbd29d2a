package gateway

import (
	"github.com/tolsey/tolsey/market"
)

// Catalogue knows what is on sale now.
type Catalogue interface {
	// Models lists every model that the book has an offer of, by id.
	Models() []Entry
	// Find returns the model of a name as applications write it, with aliases resolved: the entry's id is canonical. It is
	// asked for every call and may leave the entry's other fields out.
	Find(name string) (Entry, bool)
	// Offers are the standing offers of a model, the cheapest for a usual call first.
	Offers(market.Model) []Offer
}

// Entry is one model on sale.
type Entry struct {
	ID         market.Model
	Name       string // for people; "": the id
	Created    uint64 // unix seconds of the model's release; 0: not known
	Context    uint64 // longest context offered, tokens
	MaxOutput  uint64 // longest answer offered, tokens
	Input      []string
	Output     []string // modalities, such as "text"; empty: text
	Parameters []string // request fields that change an answer and that are known to be sold, such as "tools"; may be empty
	Tokenizer  string   // "": not known
	Sellers    int      // with a live offer
	Best       Ask
}

// Ask is the best standing offer of a model.
type Ask struct {
	Seller     string        // peer id; "self" for the node's own seller
	Tariff     market.Tariff // the rule, with its overrides
	Now        market.Prices // the rule resolved now
	ValidUntil uint64        // unix ms
}
