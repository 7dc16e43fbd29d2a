package wire

import (
	"errors"
	"fmt"

	"github.com/tolsey/tolsey/node/wire/wirepb"
)

func (a *PullAsk) put(p *wirepb.Frame) error {
	out := &wirepb.PullAsk{Families: a.Families}
	for _, name := range a.Families {
		if !ValidFamily(name) {
			return fmt.Errorf("%.40q is not the name of a family", name)
		}
	}
	for _, k := range a.Known {
		out.Known = append(out.Known, &wirepb.Known{Seller: nonzero(k.Seller[:]), Family: k.Family, Seq: k.Seq})
	}
	p.Kind = &wirepb.Frame_PullAsk{PullAsk: out}
	if err := atMost("families", len(a.Families), MaxFamilies); err != nil {
		return err
	}
	return atMost("known pages", len(a.Known), MaxKnown)
}

func (f *fields) pullAsk(p *wirepb.PullAsk) *PullAsk {
	a := &PullAsk{Families: p.Families}
	f.count("families", len(p.Families), MaxFamilies)
	if f.count("known pages", len(p.Known), MaxKnown); f.err != nil {
		return a
	}
	for _, name := range p.Families {
		f.family(name)
	}
	for _, k := range p.Known {
		known := Known{Family: f.family(k.Family), Seq: k.Seq}
		f.fixed("seller", k.Seller, known.Seller[:])
		a.Known = append(a.Known, known)
	}
	return a
}

func (f *fields) family(name string) string {
	if !ValidFamily(name) {
		f.fail("%.40q is not the name of a family", name)
	}
	return name
}

func (s PageFrame) put(p *wirepb.Frame) error {
	p.Kind = &wirepb.Frame_Page{Page: s}
	return pageFault(s)
}

func pageFault(signed []byte) error {
	if len(signed) == 0 {
		return errors.New("empty page")
	}
	return atMost("bytes of signed page", len(signed), MaxSigned)
}

func (PullEnd) put(p *wirepb.Frame) error {
	p.Kind = &wirepb.Frame_PullEnd{PullEnd: &wirepb.PullEnd{}}
	return nil
}

func (a *PeersAsk) put(p *wirepb.Frame) error {
	p.Kind = &wirepb.Frame_PeersAsk{PeersAsk: &wirepb.PeersAsk{Want: a.Want}}
	return atMost("peers", len(a.Want), MaxPeersWant)
}

func (f *fields) peersAsk(p *wirepb.PeersAsk) *PeersAsk {
	f.count("peers", len(p.Want), MaxPeersWant)
	return &PeersAsk{p.Want}
}

func (a *Peers) put(p *wirepb.Frame) error {
	p.Kind = &wirepb.Frame_Peers{Peers: &wirepb.Peers{Records: a.Records}}
	for _, r := range a.Records {
		if err := atMost("bytes of peer record", len(r), MaxRecord); err != nil {
			return err
		}
	}
	return atMost("peer records", len(a.Records), MaxPeers)
}

func (f *fields) peers(p *wirepb.Peers) *Peers {
	f.count("peer records", len(p.Records), MaxPeers)
	for _, r := range p.Records {
		f.count("bytes of peer record", len(r), MaxRecord)
	}
	return &Peers{p.Records}
}
