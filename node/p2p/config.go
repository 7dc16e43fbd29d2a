package p2p

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"log/slog"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	lcrypto "github.com/libp2p/go-libp2p/core/crypto"
	"github.com/libp2p/go-libp2p/core/peer"
	ma "github.com/multiformats/go-multiaddr"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/node/wire"
)

// Config says who a host is and whom it meets.
type Config struct {
	Key          *ecdsa.PrivateKey     // node key: the peer id
	ChainID      uint64                // market's chain: names the gossip topics
	Listen       []string              // multiaddrs, such as /ip4/0.0.0.0/udp/8404/quic-v1; empty: dial only
	Bootstrap    []string              // multiaddrs with /p2p/<peer id>
	PeerFile     string                // cache of peers that were met; empty: none
	AllowPrivate bool                  // announce and dial loopback and private addresses: devnets and LANs
	Families     []string              // families of models to hear of; empty: every one that peers have
	Version      string                // of the program, told to peers
	Metrics      prometheus.Registerer // nil: none
	Log          *slog.Logger          // nil: the default
}

// Verdict is what becomes of a price page.
type Verdict int

// The verdicts. A rejected page costs the peer that sent it its score.
const (
	Accept Verdict = iota // keep it and pass it on
	Ignore                // old, expired or of no interest: drop it, no blame
	Reject                // no honest peer passes it on
)

// Handlers are what a host calls. They are called from many goroutines at once. A nil handler: the node does not serve that.
type Handlers struct {
	// Call serves one call: it reads the request and sends the answer, up to End or Error. ctx ends with the stream.
	Call func(ctx context.Context, s *Stream, open *wire.Open)
	// Voucher takes a voucher frame from any stream and returns the VoucherAck or VoucherRefused, once it is durable; nil: no
	// answer now, the payer will send it again.
	Voucher func(ctx context.Context, p Peer, f *channel.Frame) wire.Frame
	// Ack gets each VoucherAck and VoucherRefused. It must not block.
	Ack func(p Peer, f wire.Frame)
	// Clear answers an ask of /tolsey/clear/1, with an Error where it must.
	Clear func(ctx context.Context, p Peer, ask wire.Frame) wire.Frame
	// Pages returns the signed pages of families that the node knows, its own among them; no family named: all.
	Pages func(families []string) [][]byte
	// Page takes a page that is well formed, live, of this chain and signed by its seller, from gossip, a pull or Publish.
	Page func(from peer.ID, page *wire.SignedPage) Verdict
}

// Peer is a counterparty: one key in its two forms.
type Peer struct {
	ID      peer.ID
	Address common.Address
}

// ErrNotNode is returned for a peer id that is not of a secp256k1 key: no node has one.
var ErrNotNode = errors.New("peer id is not of a node key")

// AddressOf returns the node key's address that a peer id carries.
func AddressOf(id peer.ID) (common.Address, error) {
	pub, err := id.ExtractPublicKey()
	if err != nil || pub.Type() != lcrypto.Secp256k1 {
		return common.Address{}, fmt.Errorf("%w: %s", ErrNotNode, id)
	}
	raw, err := pub.Raw()
	if err != nil {
		return common.Address{}, fmt.Errorf("read key of peer %s: %w", id, err)
	}
	key, err := crypto.DecompressPubkey(raw)
	if err != nil {
		return common.Address{}, fmt.Errorf("read key of peer %s: %w", id, err)
	}
	return crypto.PubkeyToAddress(*key), nil
}

// PeerIDOf returns the peer id of a node key.
func PeerIDOf(key *ecdsa.PublicKey) (peer.ID, error) {
	pub, err := lcrypto.UnmarshalSecp256k1PublicKey(crypto.CompressPubkey(key))
	if err != nil {
		return "", fmt.Errorf("read node key: %w", err)
	}
	return peer.IDFromPublicKey(pub)
}

func peerOf(id peer.ID) (Peer, error) {
	addr, err := AddressOf(id)
	return Peer{id, addr}, err
}

func parseAddrs(list []string) ([]ma.Multiaddr, error) {
	var out []ma.Multiaddr
	for _, s := range list {
		a, err := ma.NewMultiaddr(s)
		if err != nil {
			return nil, fmt.Errorf("listen address %q is not a multiaddr such as /ip4/0.0.0.0/udp/8404/quic-v1: %w", s, err)
		}
		out = append(out, a)
	}
	return out, nil
}

func parsePeer(s string) (*peer.AddrInfo, error) {
	info, err := peer.AddrInfoFromString(s)
	if err != nil {
		return nil, fmt.Errorf("peer %q is not a multiaddr that ends in /p2p/<peer id>: %w", s, err)
	}
	if _, err := AddressOf(info.ID); err != nil {
		return nil, err
	}
	return info, nil
}
