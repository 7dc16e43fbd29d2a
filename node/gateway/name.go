package gateway

import (
	"net/http"
	"regexp"
	"strings"

	"github.com/tolsey/tolsey/market"
)

// find resolves a model's name as applications and agents write it: the market's own name, or one that vendors and other gateways
// use for the same. What a suffix asks for that is not to be had here is refused in words.
func (g *Gateway) find(name string, key Key) (Entry, error) {
	if e, ok := g.catalogue.Find(name); ok {
		return e, nil
	}
	base, variant := plainName(name)
	if why, known := variants[variant]; known && why != "" {
		r := market.Refuse(http.StatusNotFound, market.ModelNotFound, "model", "%.100q: %s", name, why)
		r.Hint = "leave the suffix out"
		return Entry{}, r
	} else if known {
		for _, spelling := range spellings(base) {
			if e, ok := g.catalogue.Find(spelling); ok {
				return e, nil
			}
		}
	}
	return Entry{}, market.UnknownModel(name, ids(g.catalogue.Models(), key))
}

// variants are the suffixes that OpenRouter's clients put behind a colon, and why some of them are not served.
var variants = map[string]string{
	"":         "",
	"floor":    "", // the cheapest seller: that is how sellers are chosen here
	"nitro":    "sellers are chosen by price here, not by speed.",
	"exacto":   "sellers are chosen by price here.",
	"free":     "nothing is free here; the cheapest seller is chosen as it is.",
	"online":   "no web search is sold with a model; send the model's own search tool.",
	"thinking": "ask for reasoning in the request, with the field of your API.",
	"extended": "the longest context on offer is chosen as needed.",
}

// longContext is the suffix by which Claude Code asks for a context of a million tokens. Offers are chosen by the prompt's length anyway.
const longContext = "[1m]"

// plainName takes off a name what does not name the model. variant is what stood behind the colon.
func plainName(name string) (base, variant string) {
	base = strings.ToLower(strings.TrimPrefix(name, "models/")) // Gemini's clients name resources
	base = strings.TrimSuffix(base, longContext)
	base, variant, _ = strings.Cut(base, ":")
	return strings.TrimSuffix(base, longContext), variant
}

var (
	snapshot = regexp.MustCompile(`-(latest|20\d{6}|20\d\d-\d\d-\d\d)$`) // vendors' dated releases of one model
	dashed   = regexp.MustCompile(`-(\d{1,2})-(\d{1,2})$`)               // Anthropic's way to write a version
)

// spellings are the names under which a model may be listed, the likeliest first.
func spellings(base string) []string {
	undated := snapshot.ReplaceAllString(base, "")
	return []string{base, dashed.ReplaceAllString(base, "-$1.$2"), undated, dashed.ReplaceAllString(undated, "-$1.$2")}
}
