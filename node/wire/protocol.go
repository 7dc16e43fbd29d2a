package wire

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/tolsey/tolsey/market"
)

// Protocol ids of libp2p streams.
const (
	CallProtocol  = "/tolsey/call/1"
	ClearProtocol = "/tolsey/clear/1"
	BookProtocol  = "/tolsey/book/1"
)

const topicPrefix = "tolsey/offers/1/"

var familyPattern = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{0,31}$`)

// Topic is the gossip topic of a family's price pages on a chain.
func Topic(chainID uint64, family string) string {
	return fmt.Sprintf("%s%d/%s", topicPrefix, chainID, family)
}

// FamilyOf returns the family of a topic of this chain; false for any other topic.
func FamilyOf(chainID uint64, topic string) (string, bool) {
	family, ok := strings.CutPrefix(topic, topicPrefix+strconv.FormatUint(chainID, 10)+"/")
	return family, ok && ValidFamily(family)
}

// ValidFamily reports whether a name can be the family of a model.
func ValidFamily(name string) bool { return familyPattern.MatchString(name) }

// Limits of what a peer may send.
const (
	MaxBody      = 32 << 20 // bytes of a request body, over all its Body frames
	MaxChunk     = 1 << 20  // bytes of one Body or Data frame
	BodyChunk    = 64 << 10 // bytes of the Body frames that Chunks cuts: small enough for a slow line's 10 s per frame
	MaxEntries   = 4096     // entries of one voucher frame
	MaxHeaders   = 16       // of one Head
	MaxAttempts  = 512      // of one ReceiptsAsk
	MaxFamilies  = 64       // of one PullAsk
	MaxKnown     = 4096     // of one PullAsk
	MaxPeersWant = 16       // of one PeersAsk
	MaxPeers     = 32       // records of one Peers
	MaxRecord    = 4 << 10  // bytes of one signed peer record

	maxText    = 1024 // bytes of an error message or a header value
	maxName    = 256  // bytes of a field's or a header's name
	maxDialect = 32
	signedOver = 80 // bytes that a signature and its framing add to a page
)

// MaxSigned is the longest signed page, and so the longest gossip message.
const MaxSigned = market.MaxPageSize + signedOver
