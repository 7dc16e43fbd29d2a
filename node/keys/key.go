package keys

import (
	"slices"
	"strings"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/market"
)

// Key is a key as it stands in its tree. It does not change: a revocation makes a new one.
type Key struct {
	clearing.Key
	above []*Key // parent first, the root last
}

// ID is the key's id.
func (k *Key) ID() string { return k.Key.ID }

type state uint8

const (
	live state = iota
	expired
	revoked
)

// state is the worst of the key's own and its parents'.
func (k *Key) state(now uint64) state {
	worst := stateOf(k.Key, now)
	for _, p := range k.above {
		worst = max(worst, stateOf(p.Key, now))
	}
	return worst
}

func stateOf(r clearing.Key, now uint64) state {
	switch {
	case r.Revoked != 0:
		return revoked
	case r.Expires != 0 && r.Expires <= now:
		return expired
	}
	return live
}

// Status is "live", "expired" or "revoked" at a time in unix ms.
func (k *Key) Status(now uint64) string {
	return [...]string{live: "live", expired: "expired", revoked: "revoked"}[k.state(now)]
}

// Allows reports whether the key and all above it may buy a model.
func (k *Key) Allows(m market.Model) bool {
	if !covers(k.Models, m) {
		return false
	}
	for _, p := range k.above {
		if !covers(p.Models, m) {
			return false
		}
	}
	return true
}

// RPM is the least rate of the key and all above it; 0: any.
func (k *Key) RPM() uint32 {
	least := k.Key.RPM
	for _, p := range k.above {
		if r := p.Key.RPM; r != 0 && (least == 0 || r < least) {
			least = r
		}
	}
	return least
}

// Line is the key's id and those of all above it, the key first: the accounts on which a call of the key is held and charged.
func (k *Key) Line() []string {
	ids := []string{k.Key.ID}
	for _, p := range k.above {
		ids = append(ids, p.Key.ID)
	}
	return ids
}

// wholeFamily ends a pattern that stands for all models of a family.
const wholeFamily = "/*"

func covers(list []market.Model, m market.Model) bool {
	if len(list) == 0 {
		return true
	}
	return slices.ContainsFunc(list, func(p market.Model) bool {
		if family, ok := strings.CutSuffix(string(p), wholeFamily); ok {
			return m.Family() == family
		}
		return p == m
	})
}

// within reports whether everything that a pattern covers is covered by the list.
func within(list []market.Model, pattern market.Model) bool {
	if strings.HasSuffix(string(pattern), wholeFamily) {
		return len(list) == 0 || slices.Contains(list, pattern)
	}
	return covers(list, pattern)
}
