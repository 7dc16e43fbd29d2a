package vendor

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

// Fault is one way in which a vendor fails: a kind and, where the kind takes one, a number after "@". The zero Fault is none.
//
//	refuse          the connection is closed without an answer
//	http500         that status, any of 400 to 599; 429 comes with Retry-After
//	redirect        307 to another host
//	echokey         401 with the caller's key in the message
//	crlf            headers that try to smuggle a line break
//	bomb            a gzip body that grows to 64 MiB
//	error200@k      HTTP 200, and an error where token k belongs
//	reset@k         the connection is reset before token k
//	cut@k           the stream ends cleanly before token k: no finish reason, no usage, no [DONE]
//	stall@k         silence before token k until the client leaves
//	truncated       the answer's last JSON object is cut in half
//	nousage         usage is not reported
//	wrongusage@n    n completion tokens too many are reported (without a number: 100)
//	negativeusage   a negative completion count is reported
//	hugeusage       a completion count of 2^63 is reported
//	empty           no content at all, and finish_reason stop
//	length          finish_reason length whatever the reason was
//	gzip            the answer is compressed although nobody asked
//	doubledone      [DONE] comes twice
//	endless         the answer never ends
//	twicestart      message_start comes twice
//	splitlast       message_start counts the whole prompt, message_delta splits it by cache
//	pings           pings between the blocks
//	splitrunes      what is sent at once ends within a character
//	spendlimit      429 without a hint: the account has reached its limit
//	interrupted@k   the answer ends before token k with the vendor's own finish reason for that
//	gone            404, and the model is not on the vendor's list
//	pricier@n       n per cent of the price is billed, and stated where the vendor states it
//	badutf8         the content has bytes that are not UTF-8
type Fault struct {
	Kind string
	At   int64 // tokens; -1: not given
}

// ErrFault is returned for a text that is not a fault.
var ErrFault = errors.New("unknown fault")

// kinds says which faults take a number.
var kinds = map[string]bool{"refuse": false, "redirect": false, "echokey": false, "crlf": false, "bomb": false, "error200": true, "reset": true,
	"cut": true, "stall": true, "truncated": false, "nousage": false, "wrongusage": true, "negativeusage": false, "hugeusage": false, "empty": false,
	"length": false, "gzip": false, "doubledone": false, "endless": false, "badutf8": false, "interrupted": true, "gone": false, "pricier": true,
	"twicestart": false, "splitlast": false, "pings": false, "splitrunes": false, "spendlimit": false}

// ParseFault reads "kind" or "kind@n"; "" is no fault.
func ParseFault(text string) (Fault, error) {
	if text == "" {
		return Fault{}, nil
	}
	kind, number, given := strings.Cut(text, "@")
	f := Fault{Kind: kind, At: -1}
	takes, known := kinds[kind]
	if _, isStatus := f.status(); isStatus {
		known = true
	}
	switch {
	case !known:
		return Fault{}, fmt.Errorf("%w %q", ErrFault, text)
	case given && !takes:
		return Fault{}, fmt.Errorf("%w %q: %s takes no number", ErrFault, text, kind)
	case given:
		n, err := strconv.ParseUint(number, 10, 31)
		if err != nil {
			return Fault{}, fmt.Errorf("%w %q: the number is not a count of tokens", ErrFault, text)
		}
		f.At = int64(n)
	}
	return f, nil
}

func (f Fault) String() string {
	if f.At < 0 || f.Kind == "" {
		return f.Kind
	}
	return fmt.Sprintf("%s@%d", f.Kind, f.At)
}

// MarshalText writes the form that ParseFault reads.
func (f Fault) MarshalText() ([]byte, error) { return []byte(f.String()), nil }

// UnmarshalText is ParseFault.
func (f *Fault) UnmarshalText(text []byte) (err error) {
	*f, err = ParseFault(string(text))
	return err
}

// status is the answer of the http… kinds.
func (f Fault) status() (int, bool) {
	digits, ok := strings.CutPrefix(f.Kind, "http")
	code, err := strconv.Atoi(digits)
	return code, ok && err == nil && code >= 400 && code <= 599
}

// before reports whether the fault strikes before token i, as it does for the given kind.
func (f Fault) before(kind string, i int64) bool { return f.Kind == kind && i >= max(f.At, 0) }

// Rule puts a fault on a vendor's requests.
type Rule struct {
	Fault   Fault  `json:"fault"`
	Account string `json:"account,omitempty"` // "": every account
	Model   string `json:"model,omitempty"`   // by either name; "": every model
	Times   int    `json:"times,omitempty"`   // requests that it strikes; 0: until it is cleared
}

// faultTable holds a vendor's rules, one per account and model.
type faultTable struct {
	rulesMu sync.Mutex
	rules   []Rule
}

// set replaces the rule of the same account and model.
func (t *faultTable) set(r Rule) {
	t.rulesMu.Lock()
	defer t.rulesMu.Unlock()
	kept := t.rules[:0]
	for _, old := range t.rules {
		if old.Account != r.Account || old.Model != r.Model {
			kept = append(kept, old)
		}
	}
	if r.Fault.Kind != "" {
		kept = append(kept, r)
	}
	t.rules = kept
}

func (t *faultTable) clear() {
	t.rulesMu.Lock()
	defer t.rulesMu.Unlock()
	t.rules = nil
}

func (t *faultTable) list() []Rule {
	t.rulesMu.Lock()
	defer t.rulesMu.Unlock()
	return append([]Rule{}, t.rules...)
}

// gone reports whether a model is off the vendor's list for an account.
func (t *faultTable) gone(account string, m *model) bool {
	t.rulesMu.Lock()
	defer t.rulesMu.Unlock()
	for _, r := range t.rules {
		if r.Fault.Kind == "gone" && (r.Account == "" || r.Account == account) && (r.Model == "" || m.named(r.Model)) {
			return true
		}
	}
	return false
}

// take returns the fault that strikes a request, and counts it off: the first rule that fits.
func (t *faultTable) take(account string, m *model) Fault {
	t.rulesMu.Lock()
	defer t.rulesMu.Unlock()
	for i, r := range t.rules {
		if r.Account != "" && r.Account != account || r.Model != "" && !m.named(r.Model) {
			continue
		}
		if r.Times == 1 {
			t.rules = append(t.rules[:i], t.rules[i+1:]...)
		} else if r.Times > 1 {
			t.rules[i].Times--
		}
		return r.Fault
	}
	return Fault{}
}
