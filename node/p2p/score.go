package p2p

import (
	"time"

	pubsub "github.com/libp2p/go-libp2p-pubsub"
	"github.com/libp2p/go-libp2p/core/peer"
)

// peerScores weighs what costs a peer its place in the mesh: pages that no honest peer passes on, breaches of gossipsub's own
// protocol, strikes on any stream of ours, and many identities behind one address.
func peerScores(h *Host) *pubsub.PeerScoreParams {
	p := &pubsub.PeerScoreParams{
		Topics: map[string]*pubsub.TopicScoreParams{}, TopicScoreCap: 50,
		AppSpecificScore: func(id peer.ID) float64 { return -40 * float64(h.gate.struck(id)) }, AppSpecificWeight: 1,
		BehaviourPenaltyWeight: -10, BehaviourPenaltyThreshold: 6, BehaviourPenaltyDecay: pubsub.ScoreParameterDecay(10 * time.Minute),
		DecayInterval: time.Second, DecayToZero: 0.01, RetainScore: banTime,
	}
	if !h.cfg.AllowPrivate {
		p.IPColocationFactorWeight, p.IPColocationFactorThreshold = -5, 8
	}
	return p
}

func scoreThresholds() *pubsub.PeerScoreThresholds {
	return &pubsub.PeerScoreThresholds{GossipThreshold: -50, PublishThreshold: -100, GraylistThreshold: -150, AcceptPXThreshold: 5, OpportunisticGraftThreshold: 1}
}

// topicScores of a family: pages are rare, so that a mesh peer owes none; one invalid page costs more than a day's good ones earn.
func topicScores() *pubsub.TopicScoreParams {
	return &pubsub.TopicScoreParams{
		SkipAtomicValidation: true, TopicWeight: 1,
		TimeInMeshWeight: 0.01, TimeInMeshQuantum: time.Minute, TimeInMeshCap: 60,
		FirstMessageDeliveriesWeight: 0.1, FirstMessageDeliveriesDecay: pubsub.ScoreParameterDecay(time.Hour), FirstMessageDeliveriesCap: 100,
		InvalidMessageDeliveriesWeight: -20, InvalidMessageDeliveriesDecay: pubsub.ScoreParameterDecay(time.Hour),
	}
}
