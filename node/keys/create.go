package keys

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/market"
)

// Spec is what a new key may.
type Spec struct {
	Name    string           // unique among live keys, for people
	Parent  string           // id or name of the key that passes on a part of what it may; "": a root key
	Models  []market.Model   // names, or "family/*"; empty: what the parent may
	Budget  *clearing.Budget // nil: DefaultBudget, or the parent's where that is less
	RPM     uint32           // requests per minute; 0: what the parent may
	Expires time.Time        // zero: never, or with the parent
}

// ErrSpec is returned for a key that cannot be made; its message says what to change.
var ErrSpec = errors.New("key cannot be made")

// Limits of the tree.
const (
	maxModels = 256     // of one key
	maxKeys   = 100_000 // live or not
)

var namePattern = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._@ -]{0,62}$`)

// Create makes a key. The token is returned here and never again.
func (k *Keys) Create(ctx context.Context, spec Spec) (*Key, Token, error) {
	k.writing.Lock()
	defer k.writing.Unlock()
	s := k.now.Load()
	r, err := k.record(s, spec)
	if err != nil {
		return nil, Token{}, err
	}
	token := newToken(k.net)
	r.ID, r.Hash, r.Hint = newID(), hashOf(token.text), token.String()
	if err := k.store.AddKey(ctx, r); err != nil {
		return nil, Token{}, fmt.Errorf("add key %q: %w", spec.Name, err)
	}
	if err := k.reload(ctx); err != nil {
		return nil, Token{}, err
	}
	return k.now.Load().byID[r.ID], token, nil
}

// record checks a spec against the tree and completes it.
func (k *Keys) record(s *snapshot, spec Spec) (clearing.Key, error) {
	now := time.Now()
	r := clearing.Key{Name: spec.Name, Models: slices.Clone(spec.Models), RPM: spec.RPM, Budget: DefaultBudget, Created: uint64(now.UnixMilli())}
	if err := checkName(s, spec.Name); err != nil {
		return clearing.Key{}, err
	}
	if err := k.checkModels(spec.Models); err != nil {
		return clearing.Key{}, err
	}
	if spec.Budget != nil {
		if err := checkBudget(*spec.Budget); err != nil {
			return clearing.Key{}, fmt.Errorf("%w: %w", ErrSpec, err)
		}
		r.Budget = *spec.Budget
	}
	if !spec.Expires.IsZero() {
		if !spec.Expires.After(now) {
			return clearing.Key{}, fmt.Errorf("%w: its expiry %s is in the past; write a later date, or a span such as '30d'", ErrSpec, spec.Expires.UTC().Format(time.RFC3339))
		}
		r.Expires = uint64(spec.Expires.UnixMilli())
	}
	if len(s.byID) >= maxKeys {
		return clearing.Key{}, fmt.Errorf("%w: there are %d keys already", ErrSpec, len(s.byID))
	}
	if spec.Parent == "" {
		return r, nil
	}
	parent, err := s.find(spec.Parent)
	if err != nil {
		return clearing.Key{}, fmt.Errorf("%w: parent %w", ErrSpec, err)
	}
	return attenuate(r, parent, spec.Budget != nil, uint64(now.UnixMilli()))
}

func checkName(s *snapshot, name string) error {
	if !namePattern.MatchString(name) {
		return fmt.Errorf("%w: name %.80q: use 1 to 63 letters, digits, spaces and . _ @ -", ErrSpec, name)
	}
	for _, other := range s.byID {
		if other.Revoked == 0 && (other.Name == name || other.Key.ID == name) {
			return fmt.Errorf("%w: name %q is taken by key %s; revoke that one first (tolsey key revoke %s), or choose another", ErrSpec, name, other.Key.ID, other.Key.ID)
		}
	}
	return nil
}

func (k *Keys) checkModels(models []market.Model) error {
	if len(models) > maxModels {
		return fmt.Errorf("%w: %d models, at most %d; 'family/*' is a whole family", ErrSpec, len(models), maxModels)
	}
	if len(models) == 0 {
		return nil
	}
	known := k.known()
	for _, m := range models {
		family, whole := strings.CutSuffix(string(m), wholeFamily)
		is := func(o market.Model) bool { return o == m || whole && o.Family() == family }
		if slices.ContainsFunc(known, is) {
			continue
		}
		near := ""
		if names := market.Nearest(string(m), known); len(names) > 0 {
			near = ", did you mean " + strings.Join(names, " or ") + "?"
		}
		return fmt.Errorf("%w: unknown model %.100q%s (tolsey book)", ErrSpec, string(m), near)
	}
	return nil
}

// attenuate fits a key under its parent: what it asks for beyond the parent's is refused, what it leaves open becomes the parent's.
func attenuate(r clearing.Key, parent *Key, budgetStated bool, now uint64) (clearing.Key, error) {
	refuse := func(format string, args ...any) (clearing.Key, error) {
		return clearing.Key{}, fmt.Errorf("%w: parent %s %s", ErrSpec, parent.Name, fmt.Sprintf(format, args...))
	}
	if parent.state(now) != live {
		return refuse("is %s", parent.Status(now))
	}
	if len(parent.above)+2 > clearing.MaxKeyDepth {
		return refuse("is %d levels deep, the most there may be", clearing.MaxKeyDepth)
	}
	r.Parent = parent.Key.ID
	for _, level := range append([]*Key{parent}, parent.above...) {
		for _, m := range r.Models {
			if !within(level.Models, m) {
				return refuse("may not buy %s", m)
			}
		}
		own := level.Key
		switch {
		case r.Expires != 0 && own.Expires != 0 && r.Expires > own.Expires:
			return refuse("expires earlier, on %s", time.UnixMilli(int64(own.Expires)).UTC().Format(time.RFC3339))
		case own.RPM != 0 && r.RPM > own.RPM:
			return refuse("may make %d requests per minute", own.RPM)
		case budgetStated && exceeds(r.Budget, own.Budget):
			return refuse("has a budget of %s", FormatBudget(own.Budget))
		}
		if !budgetStated && exceeds(r.Budget, own.Budget) {
			r.Budget = own.Budget
		}
	}
	return r, nil
}

// exceeds reports whether one budget is plainly more than another. Budgets of different periods are not compared: both hold.
func exceeds(a, b clearing.Budget) bool {
	return !b.Unlimited && (a.Unlimited || a.Period == b.Period && b.Limit.Less(a.Limit))
}
