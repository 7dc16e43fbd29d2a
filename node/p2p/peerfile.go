package p2p

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"time"

	"github.com/google/renameio/v2"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/core/peerstore"
	ma "github.com/multiformats/go-multiaddr"
)

const (
	maxPeerFile = 256                 // peers
	peerFileCap = 1 << 20             // bytes that are read
	peerFileAge = 14 * 24 * time.Hour // of a peer that has not been met again
)

// peerFile is the cache of peers that were met: one of a node's sources of peers, so that it is no newcomer after a restart.
type peerFile struct {
	Peers []cachedPeer `json:"peers"`
}

type cachedPeer struct {
	ID    string   `json:"id"`
	Addrs []string `json:"addrs"`
	Seen  int64    `json:"seen"` // last connected, unix seconds
}

// loadPeers reads the cache. A file that cannot be read is no reason not to start: there are other sources.
func (w *work) loadPeers() {
	if w.h.cfg.PeerFile == "" {
		return
	}
	list, err := readPeers(w.h.cfg.PeerFile)
	if err != nil {
		w.h.log.Warn("peer cache is not used, and will be written anew", "file", w.h.cfg.PeerFile, "error", err)
		return
	}
	for id, p := range list {
		if w.h.gate.admits(id) && id != w.h.ID() && time.Since(p.seen) < peerFileAge {
			w.seen[id] = p.seen
			w.h.host.Peerstore().AddAddrs(id, w.h.gate.keep(p.addrs), peerAddrTime)
		}
	}
}

type metPeer struct {
	addrs []ma.Multiaddr
	seen  time.Time
}

func readPeers(path string) (map[peer.ID]metPeer, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read peer cache: %w", err)
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || info.Size() > peerFileCap {
		return nil, fmt.Errorf("read peer cache: over %d bytes: %w", peerFileCap, err)
	}
	var file peerFile
	if err := json.NewDecoder(f).Decode(&file); err != nil {
		return nil, fmt.Errorf("read peer cache: %w", err)
	}
	out := map[peer.ID]metPeer{}
	for _, c := range file.Peers[:min(len(file.Peers), maxPeerFile)] {
		id, err := peer.Decode(c.ID)
		if err != nil {
			return nil, fmt.Errorf("read peer cache: peer id %.80q: %w", c.ID, err)
		}
		p := metPeer{seen: time.Unix(c.Seen, 0)}
		for _, s := range c.Addrs[:min(len(c.Addrs), maxPeerAddrs)] {
			a, err := ma.NewMultiaddr(s)
			if err != nil {
				return nil, fmt.Errorf("read peer cache: address of %s: %w", id, err)
			}
			p.addrs = append(p.addrs, a)
		}
		out[id] = p
	}
	return out, nil
}

// savePeers writes the peers that are connected, then those that were in the file and have not been met since.
func (w *work) savePeers() {
	if w.h.cfg.PeerFile == "" {
		return
	}
	if err := w.writePeers(w.h.cfg.PeerFile, time.Now()); err != nil {
		w.h.log.Warn("peer cache is not written", "file", w.h.cfg.PeerFile, "error", err)
	}
}

func (w *work) writePeers(path string, now time.Time) error {
	var file peerFile
	add := func(id peer.ID, seen time.Time, addrs []ma.Multiaddr) {
		addrs = w.h.gate.keep(addrs)
		if len(addrs) == 0 || len(file.Peers) == maxPeerFile {
			return
		}
		c := cachedPeer{ID: id.String(), Seen: seen.Unix()}
		for _, a := range addrs[:min(len(addrs), maxPeerAddrs)] {
			c.Addrs = append(c.Addrs, a.String())
		}
		file.Peers = append(file.Peers, c)
	}
	connected := w.h.host.Network().Peers()
	for _, id := range connected {
		w.seen[id] = now
		add(id, now, w.h.listenAddrs(id))
	}
	for id, seen := range w.seen {
		if slices.Contains(connected, id) || !w.h.gate.admits(id) {
			continue
		}
		if now.Sub(seen) > peerFileAge {
			delete(w.seen, id)
			continue
		}
		add(id, seen, w.h.host.Peerstore().Addrs(id))
	}
	data, err := json.MarshalIndent(file, "", "  ")
	if err != nil {
		return err
	}
	return renameio.WriteFile(path, data, 0o600)
}

// listenAddrs are the addresses that a peer has announced and signed; the one that it connected from may be of no use to others.
func (h *Host) listenAddrs(id peer.ID) []ma.Multiaddr {
	book, ok := peerstore.GetCertifiedAddrBook(h.host.Peerstore())
	if !ok {
		return nil
	}
	envelope := book.GetPeerRecord(id)
	if envelope == nil {
		return nil
	}
	rec, err := envelope.Record()
	if err != nil {
		return nil
	}
	r, ok := rec.(*peer.PeerRecord)
	if !ok {
		return nil
	}
	return r.Addrs
}
