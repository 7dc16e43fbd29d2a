package settle

import (
	"fmt"
	"reflect"
	"strings"
)

// question is what a verdict is about.
type question[T any] struct {
	kind  string // what is asked for, without which: a difference holds until the node agrees on the like
	about string // which one
	say   func(T) string
}

// agreed is the answer that enough nodes gave.
func agreed[T any](a *Agreement, q question[T], answers []answer[T]) (T, error) {
	var none T
	if len(answers) == 1 {
		return answers[0].value, answers[0].err
	}
	best, answered := mostAlike(answers)
	if len(best) >= a.need {
		blame(a, q.kind, answers, func(x answer[T]) string {
			if reflect.DeepEqual(x.value, best[0].value) {
				return ""
			}
			return fmt.Sprintf("%s %s: it says %s, %d others %s", q.kind, q.about, q.say(x.value), len(best), q.say(best[0].value))
		})
		return best[0].value, nil
	}
	if answered < a.need {
		return none, fmt.Errorf("%w: %d of %d about %s %s, and %d must agree (%s)", ErrTooFew, answered, len(answers), q.kind, q.about, a.need, silence(answers))
	}
	said := versions(answers, q.say)
	blame(a, q.kind, answers, func(answer[T]) string { return fmt.Sprintf("%s %s: %s", q.kind, q.about, said) })
	return none, fmt.Errorf("%w about %s %s: %s", ErrDisagree, q.kind, q.about, said)
}

func mostAlike[T any](answers []answer[T]) (best []answer[T], answered int) {
	for _, x := range answers {
		if x.err != nil {
			continue
		}
		answered++
		var alike []answer[T]
		for _, y := range answers {
			if y.err == nil && reflect.DeepEqual(x.value, y.value) {
				alike = append(alike, y)
			}
		}
		if len(alike) > len(best) {
			best = alike
		}
	}
	return best, answered
}

// blame notes what each node says other than the others, and tells it once.
func blame[T any](a *Agreement, kind string, answers []answer[T], fault func(answer[T]) string) {
	for _, x := range answers {
		if x.err != nil {
			continue
		}
		x.node.mu.Lock()
		_, known := x.node.differ[kind]
		said := fault(x)
		if delete(x.node.differ, kind); said != "" {
			x.node.differ[kind] = said
		}
		x.node.mu.Unlock()
		switch {
		case said != "" && !known:
			a.log.Error("a node of the chain says other than the rest: no new deposit counts until they agree, claims go on", "node", x.node.Name, "about", said)
		case said == "" && known:
			a.log.Info("a node of the chain agrees again", "node", x.node.Name, "about", kind)
		}
	}
}

func silence[T any](answers []answer[T]) string {
	var out []string
	for _, x := range answers {
		if x.err != nil {
			out = append(out, fmt.Sprintf("%s: %v", x.node.Name, x.err))
		}
	}
	return strings.Join(out, "; ")
}

// versions lists what each node said.
func versions[T any](answers []answer[T], say func(T) string) string {
	var out []string
	for _, x := range answers {
		if x.err == nil {
			out = append(out, fmt.Sprintf("%s says %s", x.node.Name, say(x.value)))
		}
	}
	return strings.Join(out, ", ")
}
