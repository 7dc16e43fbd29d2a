package config

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market"
)

// Validate refuses what no node could run on, all faults at once. It reads no file and resolves no name.
func (c Config) Validate() error {
	v := &faults{}
	v.listeners(c)
	v.buyer(c)
	v.seller(c.Seller)
	v.limits(c)
	v.note(slices.Contains([]string{"debug", "info", "warn", "error"}, c.Log.Level), "log.level %q is not debug, info, warn or error", c.Log.Level)
	if err := errors.Join(v.all...); err != nil {
		return fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	return nil
}

type faults struct{ all []error }

func (v *faults) note(ok bool, format string, args ...any) {
	if !ok {
		v.all = append(v.all, fmt.Errorf(format, args...))
	}
}

func (v *faults) add(err error) {
	if err != nil {
		v.all = append(v.all, err)
	}
}

func (v *faults) listeners(c Config) {
	v.add(loopback("gateway.listen", c.Gateway.Listen))
	v.add(loopback("admin.listen", c.Admin.Listen))
	v.note(c.Gateway.Listen != c.Admin.Listen || strings.HasSuffix(c.Gateway.Listen, ":0"), "gateway and admin both listen on %s", c.Admin.Listen)
	v.note(c.Gateway.MaxBody.Bytes > 0 && c.Gateway.MaxBody.Bytes <= 32<<20, "gateway.max_body %s is not within 1 B to 32 MiB", c.Gateway.MaxBody)
	v.note(len(c.P2P.Listen) > 0, "p2p.listen is empty: a node that nobody reaches still dials from an address")
	for i, a := range append(slices.Clone(c.P2P.Listen), c.P2P.Bootstrap...) {
		v.note(strings.HasPrefix(a, "/"), "p2p address %q is not a multiaddress, such as /ip4/0.0.0.0/udp/8404/quic-v1", a)
		if i >= len(c.P2P.Listen) {
			v.note(strings.Contains(a, "/p2p/"), "p2p.bootstrap %q has no /p2p/PEER-ID at its end", a)
		}
	}
}

// loopback refuses an address that other machines reach: neither listener has TLS, and both carry bearer secrets.
func loopback(key, addr string) error {
	host, port, err := net.SplitHostPort(addr)
	if err != nil || port == "" {
		return fmt.Errorf("%s %q is not host:port, such as 127.0.0.1:8402", key, addr)
	}
	ip, err := netip.ParseAddr(host)
	if host != "localhost" && (err != nil || !ip.IsLoopback()) {
		return fmt.Errorf("%s %q is reachable from other machines; listen on 127.0.0.1 and put a proxy with TLS in front", key, addr)
	}
	return nil
}

var peerIDPattern = regexp.MustCompile(`^(12D3Koo|16Uiu2HA|Qm)[1-9A-HJ-NP-Za-km-z]{30,60}$`)

func isAddress(s string) bool {
	return strings.HasPrefix(s, "0x") && common.IsHexAddress(s) && common.HexToAddress(s) != common.Address{}
}

func isHash(s string) bool {
	b := common.FromHex(s)
	return strings.HasPrefix(s, "0x") && len(s) == 2+2*common.HashLength && len(b) == common.HashLength && common.BytesToHash(b) != common.Hash{} && strings.Trim(strings.ToLower(s[2:]), "0123456789abcdef") == ""
}

func (v *faults) buyer(c Config) {
	for _, s := range c.Buyer.AllowSellers {
		v.note(isAddress(s) || peerIDPattern.MatchString(s), "buyer.allow_sellers: %q is neither a peer id nor a node address", s)
	}
	v.note(c.Buyer.OutputCap >= market.MinOutputCap, "buyer.output_cap %d is under %d tokens", c.Buyer.OutputCap, market.MinOutputCap)
	ch := c.Buyer.Channels
	v.note(!ch.PerSeller.IsZero() || !ch.Auto, "buyer.channels.per_seller is 0; write a deposit such as '5 USD', or auto: false")
	v.note(!ch.Total.Less(ch.PerSeller.Amount), "buyer.channels.total %s is less than per_seller %s", ch.Total, ch.PerSeller)
	v.note(ch.TopupBelow.PPM < 100*ppmPerPercent, "buyer.channels.topup_below %s is not under 100 %%", ch.TopupBelow)
}

func (v *faults) limits(c Config) {
	l := c.Limits
	v.note(l.WindowTokens > 0, "limits.window_tokens is 0: nothing could be streamed")
	v.note(!l.WindowMoney.IsZero(), "limits.window_money is 0: nothing could be streamed")
	v.note(!l.UnpaidBuyer.Less(l.UnpaidNewBuyer.Amount), "limits.unpaid_buyer %s is less than unpaid_new_buyer %s", l.UnpaidBuyer, l.UnpaidNewBuyer)
	v.note(l.UnpaidShare.PPM <= 100*ppmPerPercent, "limits.unpaid_share %s is over 100 %%", l.UnpaidShare)
	for key, d := range map[string]Duration{"idle": l.Idle, "wall": l.Wall} {
		v.note(d.Duration > 0, "limits.%s is 0; write a time such as '30s'", key)
	}
	v.note(c.Settle.Utilisation.PPM > 0 && c.Settle.Utilisation.PPM <= 100*ppmPerPercent, "settle.utilisation %s is not within 0 to 100 %%", c.Settle.Utilisation)
}

func (v *faults) seller(s Seller) {
	v.note(s.Payee == "" || isAddress(s.Payee), "seller.payee %q is not an address", s.Payee)
	v.note(len(s.Offers) == 0 || !s.MinDeposit.IsZero(), "seller.min_deposit is 0; a channel of nothing is not worth its claims")
	for i, w := range s.Watchtowers {
		v.watchtower(i+1, w)
	}
	names := map[string]bool{}
	for i, u := range s.Upstreams {
		where := fmt.Sprintf("upstream %q", u.Name)
		if u.Name == "" {
			where = fmt.Sprintf("upstream %d", i+1)
		}
		v.note(u.Name != "", "%s has no name", where)
		v.note(!names[u.Name], "%s is listed twice", where)
		names[u.Name] = true
		v.upstream(where, u)
	}
	models := map[market.Model]bool{}
	for _, o := range s.Offers {
		v.note(!models[o.Model], "model %s is offered twice", o.Model)
		models[o.Model] = true
		v.offer(s, o)
	}
}

func (v *faults) watchtower(n int, w Watchtower) {
	u, err := url.Parse(w.URL)
	ok := err == nil && u.Host != "" && u.User == nil && (u.Path == "" || u.Path == "/")
	v.note(ok, "seller.watchtowers: %d has no url such as https://tower.example:8404", n)
	v.note(!ok || u.Scheme == "https" || u.Scheme == "http" && loopback("", u.Host) == nil, "seller.watchtowers: %d is reached by %q; use https, or http on this machine", n, w.URL)
	v.note(w.TokenFile != "", "seller.watchtowers: %d has no token_file; copy the watchtower's <data>/watch/token", n)
}

func (v *faults) upstream(where string, u Upstream) {
	v.note(u.Kind != "", "%s has no kind; write a vendor's profile such as openai, or market", where)
	v.note(len(u.KeyEnv) == 0 || len(u.KeyFile) == 0, "%s has both key_env and key_file", where)
	v.names(where+": key_env", u.KeyEnv)
	v.names(where+": key_file", u.KeyFile)
	if u.Kind == KindMarket {
		v.note(u.BaseURL == "" && len(u.KeyEnv) == 0 && len(u.KeyFile) == 0 && u.Proxy == "", "%s is the market: it has no base_url, key or proxy", where)
		v.note(u.RPM == 0 && u.TPM == 0 && u.MaxCalls == 0 && u.SpendLimit == SpendLimit{}, "%s is the market: its limits are those of the channels, not rpm, tpm, max_calls or spend_limit", where)
		return
	}
	if u.BaseURL != "" {
		v.add(baseURL(where, u))
	}
	if u.Proxy != "" {
		p, err := url.Parse(u.Proxy)
		v.note(err == nil && p.Host != "" && slices.Contains([]string{"http", "https", "socks5"}, p.Scheme), "%s: proxy is not an http, https or socks5 URL", where)
	}
}

// maxKeys bounds the keys of one upstream.
const maxKeys = 64

// names refuses a list of keys that holds one twice: it would count the key's limits twice.
func (v *faults) names(where string, list Names) {
	v.note(len(list) <= maxKeys, "%s lists %d keys, at most %d", where, len(list), maxKeys)
	for i, n := range list {
		v.note(n != "", "%s: entry %d is empty", where, i+1)
		v.note(!slices.Contains(list[:i], n), "%s lists %s twice", where, n)
	}
}

// baseURL checks what can be seen without resolving: the dialled address is checked at the dial.
func baseURL(where string, u Upstream) error {
	p, err := url.Parse(u.BaseURL)
	switch {
	case err != nil || p.Host == "":
		return fmt.Errorf("%s: base_url is not a URL, such as https://api.openai.com/v1", where)
	case p.User != nil:
		return fmt.Errorf("%s: base_url holds credentials; name them with key_env or key_file", where)
	case p.RawQuery != "" || p.Fragment != "":
		return fmt.Errorf("%s: base_url has a query or a fragment; write only scheme, host and path", where)
	case p.Scheme == "http" && u.AllowPrivate:
		return nil
	case p.Scheme != "https":
		return fmt.Errorf("%s: base_url has scheme %q; only https, or http with allow_private for a vendor of your own network", where, p.Scheme)
	}
	if ip, err := netip.ParseAddr(p.Hostname()); err == nil && !u.AllowPrivate && (ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast() || ip.IsUnspecified()) {
		return fmt.Errorf("%s: base_url names the private address %s; set allow_private for a vendor of your own network", where, ip)
	}
	return nil
}

func (v *faults) offer(s Seller, o Offer) {
	if err := o.Model.Validate(); err != nil {
		v.add(fmt.Errorf("offer: %w", err))
		return
	}
	up, known := s.Upstream(o.Upstream)
	v.note(up.Kind != KindMarket || len(o.Dialects) == 0, "offer %s is a resale: its dialects are the wholesale offer's", o.Model)
	v.note(known, "offer %s: no upstream %q%s", o.Model, o.Upstream, DidYouMean(o.Upstream, upstreamNames(s)))
	switch {
	case o.Markup == nil && o.UsdPerMillion.IsZero():
		v.note(false, "offer %s has no price; write usd_per_million {input: 0.14, output: 0.28} or markup: 5.5 %%", o.Model)
	case o.Markup != nil && (!o.UsdPerMillion.IsZero() || len(o.Overrides) > 0):
		v.note(false, "offer %s has both a markup and prices of its own", o.Model)
	case o.Markup == nil:
		_, err := tariff(o.UsdPerMillion, o.Overrides)
		v.add(wrapOffer(o, err))
	}
	if o.Cost != nil {
		_, err := tariff(o.Cost.UsdPerMillion, o.Cost.Overrides)
		v.add(wrapOffer(o, err))
	}
	for i, r := range o.Overrides {
		v.note(r.ContextOver > 0 || !r.UTC.IsZero(), "offer %s: override %d has no condition; write utc or context_over", o.Model, i+1)
	}
	v.note(len(o.Allow) <= market.MaxAllow, "offer %s allows %d buyers, at most %d", o.Model, len(o.Allow), market.MaxAllow)
	for _, a := range o.Allow {
		v.note(isAddress(a), "offer %s: allow %q is not a node address; 'tolsey status' prints it", o.Model, a)
	}
}

func wrapOffer(o Offer, err error) error {
	if err != nil {
		return fmt.Errorf("offer %s: %w", o.Model, err)
	}
	return nil
}

func upstreamNames(s Seller) (out []string) {
	for _, u := range s.Upstreams {
		out = append(out, u.Name)
	}
	return out
}
