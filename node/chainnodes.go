package node

import (
	"fmt"
	"time"

	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/contracts"
)

// doubtAfter is how long the chain's nodes may be behind each other or disagree before the operator is told.
const doubtAfter = 10 * time.Second

// enoughNodes refuses to sell on the word of one chain node where money is real: it could show deposits that are not there. A buyer
// risks no more than what it deposits itself.
func (n *Node) enoughNodes() error {
	err := contracts.Independent(n.net.RPC)
	if err == nil {
		return nil
	}
	if len(n.cfg.Seller.Offers) > 0 && !n.net.Devnet() {
		return fmt.Errorf("a seller asks two chain nodes: %w", err)
	}
	n.log.Warn("the chain is seen through one node, which is believed: have two before money is real", "network", n.net.Name)
	return nil
}

// chainDoubt is what is wrong with what is known of the chain, and what stops because of it; "": nothing.
func (n *Node) chainDoubt(s settle.Status) string {
	age := time.Since(s.SeenAt).Round(time.Second)
	switch {
	case s.SeenAt.IsZero():
		return "no block was seen yet; check network.yaml's rpc"
	case age < doubtAfter, s.Doubt == "" && s.Problem == "" && age < n.headAge():
		return ""
	}
	why := s.Doubt
	if why == "" {
		why = s.Problem
	}
	stop := s.SeenAt.Add(n.cfg.Seller.CloseDelay.Duration / staleShare).UTC().Format(time.RFC3339)
	return fmt.Sprintf("no block became final here for %s: %s; no new deposit counts, claims go on, and from %s on no paid call is served; check network.yaml's rpc", age, why, stop)
}
