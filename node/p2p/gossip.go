package p2p

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	pubsub "github.com/libp2p/go-libp2p-pubsub"
	pb "github.com/libp2p/go-libp2p-pubsub/pb"
	"github.com/libp2p/go-libp2p/core/peer"
	"golang.org/x/time/rate"

	"github.com/tolsey/tolsey/node/wire"
)

// Limits of gossip.
const (
	pageEvery = 30 * time.Second // between pages of one seller and family
	pageBurst = 4

	familyBytes rate.Limit = 16 << 10 // a second per family that the node hears of, over all peers
	leastBytes  rate.Limit = 64 << 10
	gossipBurst            = 1 << 20
	// One peer gets a quarter of the least, so that a flood from one does not silence the others.
	peerBytes rate.Limit = 16 << 10
	peerBurst            = 256 << 10

	maxFamilies   = 64 // that a node hears of when it is told no list
	maxTopics     = 100
	maxPaced      = 1 << 14 // sellers and families whose pace is remembered
	gossipMsgSize = 64 << 10
)

// gossip spreads price pages: a topic per family, pages signed by their sellers and not by those who pass them on.
type gossip struct {
	h      *Host
	ps     *pubsub.PubSub
	known  known
	budget *rate.Limiter
	paces  *lru.Cache[pageOf, *rate.Limiter]

	joining sync.Mutex // orders joins, which wait for gossipsub's own goroutine

	mu     sync.Mutex               // guards topics; gossipsub's own goroutine takes it too, so nothing waits under it
	topics map[string]*pubsub.Topic // by family
}

func newGossip(ctx context.Context, h *Host) (*gossip, error) {
	paces, err := lru.New[pageOf, *rate.Limiter](maxPaced)
	if err != nil {
		return nil, err
	}
	g := &gossip{
		h: h, known: known{seqs: map[pageOf]liveSeq{}}, budget: rate.NewLimiter(leastBytes, gossipBurst), paces: paces, topics: map[string]*pubsub.Topic{},
	}
	params := pubsub.DefaultGossipSubParams()
	params.D, params.Dlo, params.Dhi, params.Dout, params.Dscore = 4, 3, 6, 1, 2
	g.ps, err = pubsub.NewGossipSub(ctx, h.host,
		pubsub.WithMessageSignaturePolicy(pubsub.StrictNoSign),
		pubsub.WithMessageIdFn(func(m *pb.Message) string { sum := sha256.Sum256(m.Data); return string(sum[:]) }),
		pubsub.WithGossipSubParams(params),
		pubsub.WithPeerScore(peerScores(h), scoreThresholds()),
		pubsub.WithPeerExchange(true),
		pubsub.WithFloodPublish(true), // own pages are few, and must not wait for a mesh
		pubsub.WithMaxMessageSize(gossipMsgSize),
		pubsub.WithValidateQueueSize(256),
		pubsub.WithPeerOutboundQueueSize(256),
		pubsub.WithSubscriptionFilter(familyFilter{g}),
	)
	if err != nil {
		return nil, fmt.Errorf("start gossip: %w", err)
	}
	return g, nil
}

// join takes part in a family's topic. Pages are dealt with by the validator; the topic is relayed and not subscribed to, so
// that no buffer of ours can overflow.
func (g *gossip) join(family string) (*pubsub.Topic, error) {
	g.joining.Lock()
	defer g.joining.Unlock()
	if t := g.topic(family); t != nil {
		return t, nil
	}
	name := wire.Topic(g.h.cfg.ChainID, family)
	if err := g.ps.RegisterTopicValidator(name, g.validator(family), pubsub.WithValidatorTimeout(5*time.Second)); err != nil {
		return nil, fmt.Errorf("join %s: %w", name, err)
	}
	t, err := g.ps.Join(name)
	if err == nil {
		err = t.SetScoreParams(topicScores())
	}
	if err == nil {
		_, err = t.Relay()
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("join %s: %w", name, err), g.ps.UnregisterTopicValidator(name))
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.topics[family] = t
	g.budget.SetLimit(max(leastBytes, familyBytes*rate.Limit(len(g.topics))))
	return t, nil
}

// topic is a family's topic; nil where it is not joined.
func (g *gossip) topic(family string) *pubsub.Topic {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.topics[family]
}

// families lists which of our families each peer takes part in.
func (g *gossip) families() map[peer.ID][]string {
	g.mu.Lock()
	names := slices.Sorted(maps.Keys(g.topics))
	g.mu.Unlock()
	out := map[peer.ID][]string{}
	for _, family := range names {
		for _, id := range g.ps.ListPeers(wire.Topic(g.h.cfg.ChainID, family)) {
			out[id] = append(out[id], family)
		}
	}
	return out
}

// learn joins a family that a peer has, where the node is to hear of all.
func (g *gossip) learn(family string) {
	if len(g.h.cfg.Families) > 0 {
		return
	}
	g.mu.Lock()
	wanted := g.topics[family] == nil && len(g.topics) < maxFamilies
	g.mu.Unlock()
	if !wanted {
		return
	}
	// Joining waits for gossipsub's own goroutine, which may be the one that brings the news.
	g.h.spawn(func() {
		if _, err := g.join(family); err != nil && g.h.ctx.Err() == nil {
			g.h.log.Warn("family is not joined", "family", family, "error", err)
		}
	})
}

// Publish sends a signed page of a family to its topic, through the same checks that peers' pages go through.
func (h *Host) Publish(ctx context.Context, family string, signed []byte) error {
	if !wire.ValidFamily(family) {
		return fmt.Errorf("publish page: %.40q is not the name of a family", family)
	}
	t, err := h.gossip.join(family)
	if err != nil {
		return err
	}
	if err := t.Publish(ctx, signed); err != nil {
		return fmt.Errorf("publish page of %s: %w", family, err)
	}
	return nil
}

func (g *gossip) validator(family string) pubsub.ValidatorEx {
	return func(_ context.Context, from peer.ID, m *pubsub.Message) pubsub.ValidationResult {
		if from != g.h.ID() && !g.affords(from, len(m.Data)) {
			return pubsub.ValidationIgnore
		}
		switch g.takePage(from, m.Data, family) {
		case Accept:
			return pubsub.ValidationAccept
		case Reject:
			return pubsub.ValidationReject
		}
		return pubsub.ValidationIgnore
	}
}

// affords charges a message to its peer and to the node's budget.
func (g *gossip) affords(from peer.ID, size int) bool {
	now := time.Now()
	return g.h.quota(from).gossip.AllowN(now, size) && g.budget.AllowN(now, size)
}

// takePage checks a page and gives it to the handler. family is the topic that it came on; "" for a pull, which is not paced.
func (g *gossip) takePage(from peer.ID, data []byte, family string) Verdict {
	page, err := wire.OpenPage(data)
	if err != nil {
		g.h.log.Debug("page rejected", "peer", from, "error", err)
		return Reject
	}
	p := page.Page
	switch {
	case p.ChainID != g.h.cfg.ChainID:
		return Ignore
	case family != "" && p.Family != family:
		return Reject
	case p.ValidateAt(time.Now()) != nil:
		return Ignore // clocks differ
	}
	of := pageOf{p.PayeeSigner, p.Family}
	seen := g.known.seq(of)
	if p.Seq < seen {
		return Ignore
	}
	// An old page that somebody repeats must not use up its seller's pace. An equal sequence may be an equivocation: the
	// handler keeps the proof.
	if p.Seq > seen && family != "" && from != g.h.ID() && !g.pace(of).Allow() {
		return Ignore
	}
	if g.h.handlers.Page == nil {
		return Ignore
	}
	verdict := g.h.handlers.Page(from, page)
	if verdict == Accept {
		g.known.note(p)
		g.learn(p.Family)
	}
	return verdict
}

func (g *gossip) pace(of pageOf) *rate.Limiter {
	fresh := rate.NewLimiter(rate.Every(pageEvery), pageBurst)
	if old, ok, _ := g.paces.PeekOrAdd(of, fresh); ok {
		return old
	}
	return fresh
}

// familyFilter lets only topics of this market be subscribed to, and hears which families peers have.
type familyFilter struct{ g *gossip }

func (f familyFilter) CanSubscribe(topic string) bool {
	_, ok := wire.FamilyOf(f.g.h.cfg.ChainID, topic)
	return ok
}

func (f familyFilter) FilterIncomingSubscriptions(_ peer.ID, subs []*pb.RPC_SubOpts) ([]*pb.RPC_SubOpts, error) {
	if len(subs) > maxTopics {
		return nil, pubsub.ErrTooManySubscriptions
	}
	out := pubsub.FilterSubscriptions(subs, f.CanSubscribe)
	for _, s := range out {
		if family, ok := wire.FamilyOf(f.g.h.cfg.ChainID, s.GetTopicid()); ok && s.GetSubscribe() {
			f.g.learn(family)
		}
	}
	return out, nil
}
