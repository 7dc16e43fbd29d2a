package p2p

import (
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/libp2p/go-libp2p/core/network"
	ma "github.com/multiformats/go-multiaddr"
)

// remote is a connected peer: its connections, and the streams that are pooled on them.
type remote struct {
	Peer
	since time.Time

	spilling sync.Mutex // held while a connection for overflow is dialled

	mu      sync.Mutex // guards what follows and the links' streams and idle lists
	links   map[string]*link
	changed chan struct{} // closed and replaced when a link comes
	voucher *Stream       // vouchers to the peer; a stream of its own, so that no unread answer holds an acknowledgement up
	asks    []*Stream     // idle streams of /tolsey/clear/1
}

// link is one connection.
type link struct {
	remote  *remote
	conn    network.Conn
	quic    bool
	spilled bool // dialled for overflow: closed when nothing is left on it

	heard   atomic.Int64 // unix ns of the last frame
	calls   atomic.Int64 // calls and asks in progress, both ways
	pinging atomic.Bool

	streams map[*Stream]struct{} // all of ours on it, opened by either side
	open    int                  // call streams that we opened, and those being opened
	idle    []*Stream            // call streams at rest, the last used last
}

func newLink(r *remote, c network.Conn) *link {
	l := &link{remote: r, conn: c, streams: map[*Stream]struct{}{}}
	_, err := c.RemoteMultiaddr().ValueForProtocol(ma.P_QUIC_V1)
	l.quic = err == nil
	l.hear()
	return l
}

func (l *link) hear() { l.heard.Store(time.Now().UnixNano()) }

func (l *link) capacity() int {
	if l.quic {
		return maxQUICStreams
	}
	return maxTCPStreams
}

// transport names what the link runs on.
func (l *link) transport() string {
	if l.quic {
		return "quic"
	}
	return "tcp"
}

// byPreference lists the links that streams may be opened on: QUIC first, then the oldest.
func (r *remote) byPreference() []*link {
	var out []*link
	for _, l := range r.links {
		if !l.conn.IsClosed() && !l.conn.Stat().Limited {
			out = append(out, l)
		}
	}
	slices.SortFunc(out, func(a, b *link) int {
		switch {
		case a.quic != b.quic && a.quic:
			return -1
		case a.quic != b.quic:
			return 1
		}
		return a.conn.Stat().Opened.Compare(b.conn.Stat().Opened)
	})
	return out
}

// takeIdle takes the call stream that was used last.
func (r *remote) takeIdle() *Stream {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, l := range r.byPreference() {
		if n := len(l.idle); n > 0 {
			s := l.idle[n-1]
			l.idle = l.idle[:n-1]
			return s
		}
	}
	return nil
}

// reserve finds a link with room for another call stream and takes the room; nil when all are full.
func (r *remote) reserve() *link {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, l := range r.byPreference() {
		if l.open < l.capacity() {
			l.open++
			return l
		}
	}
	return nil
}

func (r *remote) release(l *link) {
	r.mu.Lock()
	defer r.mu.Unlock()
	l.open--
	r.closeSpare(l)
}

// closeSpare closes a connection for overflow that carries nothing any more, of either side.
func (r *remote) closeSpare(l *link) {
	if l.spilled && l.open == 0 && len(l.streams) == 0 {
		go l.conn.Close()
	}
}

// main is the link that asks and vouchers go over; nil when the peer is not connected.
func (r *remote) main() *link {
	r.mu.Lock()
	defer r.mu.Unlock()
	if links := r.byPreference(); len(links) > 0 {
		return links[0]
	}
	return nil
}

// watch returns a channel that is closed when the next link comes.
func (r *remote) watch() <-chan struct{} {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.changed
}

func (r *remote) enter(s *Stream) {
	r.mu.Lock()
	defer r.mu.Unlock()
	s.link.streams[s] = struct{}{}
}

// pool puts a call stream at rest back.
func (r *remote) pool(s *Stream) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, here := s.link.streams[s]; here {
		s.link.idle = append(s.link.idle, s)
	}
}

// drop forgets a stream that has ended.
func (r *remote) drop(s *Stream) {
	r.mu.Lock()
	defer r.mu.Unlock()
	l := s.link
	if _, here := l.streams[s]; !here {
		return
	}
	delete(l.streams, s)
	is := func(o *Stream) bool { return o == s }
	l.idle = slices.DeleteFunc(l.idle, is)
	r.asks = slices.DeleteFunc(r.asks, is)
	if r.voucher == s {
		r.voucher = nil
	}
	if s.pooled {
		l.open--
	}
	r.closeSpare(l)
}

// stale lists the streams that have rested too long.
func (r *remote) stale(now time.Time) (out []*Stream) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, l := range r.links {
		for s := range l.streams {
			most := idleTime
			if !s.ours {
				most += idleSlack
			}
			if since, resting := s.idleSince(); resting && now.Sub(since) > most {
				out = append(out, s)
			}
		}
	}
	return out
}

// load returns the links and how many streams of ours are on them.
func (r *remote) load() (links []*link, streams int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, l := range r.links {
		links = append(links, l)
		streams += len(l.streams)
	}
	return links, streams
}
