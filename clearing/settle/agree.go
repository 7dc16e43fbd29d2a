package settle

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"
)

// ErrDisagree is returned when the chain's nodes say different things about one block: one of them is wrong or lies.
var ErrDisagree = errors.New("the chain's nodes disagree")

// ErrTooFew is returned when too few of the chain's nodes answer to agree on anything.
var ErrTooFew = errors.New("too few of the chain's nodes answer")

const (
	// askTimeout bounds one node's answer, so that one that hangs does not hold up the others for long.
	askTimeout = 10 * time.Second
	// A node that hung is given less time, and is left out for a while, until it answers: a claim takes a dozen questions.
	hungTimeout = 2 * time.Second
	hungRest    = 5 * time.Second
	// redialAfter bounds how often a node that could not be reached is dialed.
	redialAfter = 5 * time.Second
)

// Source is one node of the chain. Dial connects to it and checks that it serves the network.
type Source struct {
	Name string // as the operator is shown it: without an access key
	Dial func(ctx context.Context) (Chain, error)
}

// Agreement is a Chain seen through several nodes that do not know of each other. What is relied on as final, more than half
// of them and at least two must say alike; what is only urgent, any of them may say: a close request above all. One node
// alone is believed. Asking starts a goroutine for each node and ends with them.
type Agreement struct {
	need  int
	nodes []*node
	log   *slog.Logger
}

// node is one Source with what came of asking it.
type node struct {
	Source
	mu     sync.Mutex // guards all below
	chain  Chain      // nil: not reached yet
	dialed time.Time
	hung   bool      // it has let the last question run out of time
	rest   time.Time // until when it is not asked again
	status NodeStatus
	differ map[string]string // by what it was asked for
}

// NodeStatus is how one of the chain's nodes does.
type NodeStatus struct {
	Name    string `json:"name"`
	Head    Head   `json:"head"`              // the newest block that it has shown
	Problem string `json:"problem,omitempty"` // why it did not answer; "": it did
	Differs string `json:"differs,omitempty"` // what it says other than the others; "": nothing
}

// Agree dials the sources. It fails when none of them can be reached and serves the network.
func Agree(ctx context.Context, sources []Source, log *slog.Logger) (*Agreement, error) {
	a := &Agreement{need: 1, log: log}
	if len(sources) > 1 {
		a.need = max(2, len(sources)/2+1)
	}
	for _, s := range sources {
		a.nodes = append(a.nodes, &node{Source: s, status: NodeStatus{Name: s.Name}, differ: map[string]string{}})
	}
	var all []error
	reached := 0
	for _, one := range poll(ctx, a, func(context.Context, Chain) (struct{}, error) { return struct{}{}, nil }) {
		if one.err == nil {
			reached++
			continue
		}
		all = append(all, one.err)
	}
	if reached == 0 {
		return nil, errors.Join(all...)
	}
	for _, err := range all {
		log.Warn("one of the chain's nodes cannot be used, trying again", "error", err)
	}
	return a, nil
}

// Nodes are the chain's nodes, as of the last time that each was asked.
func (a *Agreement) Nodes() []NodeStatus {
	var out []NodeStatus
	for _, n := range a.nodes {
		n.mu.Lock()
		s := n.status
		s.Differs = strings.Join(slices.Sorted(maps.Values(n.differ)), "; ")
		n.mu.Unlock()
		out = append(out, s)
	}
	return out
}

// put puts a question to the node in the time that it is given.
func put[T any](ctx context.Context, n *node, question func(context.Context, Chain) (T, error)) (value T, err error) {
	n.mu.Lock()
	limit, resting := askTimeout, time.Now().Before(n.rest)
	if n.hung {
		limit = hungTimeout
	}
	if resting {
		err = errors.New(n.status.Problem)
	}
	n.mu.Unlock()
	if resting {
		return value, err
	}
	within, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	chain, err := n.connect(within)
	if err == nil {
		value, err = question(within, chain)
	}
	if ctx.Err() != nil {
		return value, err // whoever asked has gone: that says nothing of the node
	}
	late := err != nil && within.Err() != nil
	if late {
		err = fmt.Errorf("no answer within %s: %w", limit, err)
	}
	n.note(err, late)
	return value, err
}

// connect returns the node's connection, which it makes when there is none.
func (n *node) connect(ctx context.Context) (Chain, error) {
	n.mu.Lock()
	chain, wait, problem := n.chain, time.Since(n.dialed) < redialAfter, n.status.Problem
	if chain == nil && !wait {
		n.dialed = time.Now()
	}
	n.mu.Unlock()
	switch {
	case chain != nil:
		return chain, nil
	case wait:
		return nil, errors.New(cmp.Or(problem, "it is being connected to"))
	}
	chain, err := n.Dial(ctx) // without the lock: who reads the status does not wait for it
	if err != nil {
		return nil, err
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.chain = chain
	return chain, nil
}

// note keeps what came of asking; late: the time has run out.
func (n *node) note(err error, late bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.status.Problem, n.hung = "", late
	if err != nil {
		n.status.Problem = err.Error()
	}
	if n.hung {
		n.rest = time.Now().Add(hungRest)
	}
}

// answer is what one node said.
type answer[T any] struct {
	node  *node
	value T
	err   error
}

// poll puts one question to every node at once and waits for all of them.
func poll[T any](ctx context.Context, a *Agreement, question func(context.Context, Chain) (T, error)) []answer[T] {
	answers := make([]answer[T], len(a.nodes))
	var wait sync.WaitGroup
	for i, n := range a.nodes {
		wait.Go(func() {
			answers[i].node = n
			answers[i].value, answers[i].err = put(ctx, n, question)
		})
	}
	wait.Wait()
	return answers
}
