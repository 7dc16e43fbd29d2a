package gateway

import (
	"net/http"
	"strconv"
	"time"

	"github.com/tolsey/tolsey/market"
)

// list is the models that the key may buy, written as the caller's SDK reads them.
func (g *Gateway) list(x *exchange) error {
	var all []Entry
	for _, e := range g.catalogue.Models() {
		if x.key.Allows(e.ID) {
			all = append(all, e)
		}
	}
	switch x.surface {
	case claude:
		return x.claudeList(all)
	case google:
		return x.googleList(all)
	}
	list := modelList{"list", []modelView{}}
	for _, e := range all {
		list.Data = append(list.Data, viewOf(e))
	}
	return x.encode(list)
}

// model shows one model, if the key may buy it.
func (g *Gateway) model(x *exchange) error {
	all := g.catalogue.Models()
	if found, err := g.find(x.id, x.key); err == nil && x.key.Allows(found.ID) {
		for _, e := range all {
			if e.ID == found.ID {
				return x.encode(x.surface.view(e))
			}
		}
	}
	return market.UnknownModel(x.id, ids(all, x.key))
}

// view is one model in a surface's shape.
func (s surface) view(e Entry) any {
	switch s {
	case claude:
		return claudeModelOf(e)
	case google:
		return googleModelOf(e)
	}
	return viewOf(e)
}

// claudeModel is a model as Anthropic lists it.
type claudeModel struct {
	Type      string `json:"type"`
	ID        string `json:"id"`
	Name      string `json:"display_name"`
	Created   string `json:"created_at"` // RFC 3339
	MaxInput  uint64 `json:"max_input_tokens"`
	MaxOutput uint64 `json:"max_tokens"`
}

func claudeModelOf(e Entry) claudeModel {
	return claudeModel{"model", string(e.ID), e.shown(), time.Unix(int64(e.Created), 0).UTC().Format(time.RFC3339), e.Context, e.MaxOutput}
}

// maxPage is the longest page of a list, which is also the usual one: clients that turn no pages see everything.
const maxPage = 1000

func (x *exchange) claudeList(all []Entry) error {
	limit, err := pageSize(x.r, "limit")
	if err != nil {
		return err
	}
	q := x.r.URL.Query()
	from, to := 0, len(all)
	if id := q.Get("after_id"); id != "" {
		from = place(all, id) + 1
	}
	if id := q.Get("before_id"); id != "" {
		if i := place(all, id); i >= 0 {
			to = max(i, from)
		}
		from = max(from, to-limit)
	}
	page := all[min(from, to):min(from+limit, to)]
	out := struct {
		Data  []claudeModel `json:"data"`
		More  bool          `json:"has_more"`
		First *string       `json:"first_id"`
		Last  *string       `json:"last_id"`
	}{Data: []claudeModel{}, More: from+len(page) < to}
	for _, e := range page {
		out.Data = append(out.Data, claudeModelOf(e))
	}
	if n := len(out.Data); n > 0 {
		out.First, out.Last = &out.Data[0].ID, &out.Data[n-1].ID
	}
	return x.encode(out)
}

// place is where a model stands in a list, -1 nowhere.
func place(all []Entry, id string) int {
	for i, e := range all {
		if string(e.ID) == id {
			return i
		}
	}
	return -1
}

func pageSize(r *http.Request, field string) (int, error) {
	text := r.URL.Query().Get(field)
	if text == "" {
		return maxPage, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > maxPage {
		return 0, market.Refuse(http.StatusBadRequest, market.InvalidRequest, field, "%s is a number from 1 to %d.", field, maxPage)
	}
	return n, nil
}

// googleModel is a model as Gemini lists it.
type googleModel struct {
	Name      string   `json:"name"`
	BaseID    string   `json:"baseModelId"`
	Version   string   `json:"version"`
	Shown     string   `json:"displayName"`
	MaxInput  uint64   `json:"inputTokenLimit"`
	MaxOutput uint64   `json:"outputTokenLimit"`
	Methods   []string `json:"supportedGenerationMethods"`
}

func googleModelOf(e Entry) googleModel {
	id := string(e.ID)
	return googleModel{"models/" + id, id, "", e.shown(), e.Context, e.MaxOutput, []string{actionUnary, actionStream, actionCount}}
}

// googleList turns pages by the number of the first model on the next.
func (x *exchange) googleList(all []Entry) error {
	size, err := pageSize(x.r, "pageSize")
	if err != nil {
		return err
	}
	from := 0
	if token := x.r.URL.Query().Get("pageToken"); token != "" {
		if from, err = strconv.Atoi(token); err != nil || from < 0 || from > len(all) {
			return market.Refuse(http.StatusBadRequest, market.InvalidRequest, "pageToken", "pageToken %.40q is not one of ours.", token)
		}
	}
	out := struct {
		Models []googleModel `json:"models"`
		Next   string        `json:"nextPageToken,omitempty"`
	}{Models: []googleModel{}}
	to := min(from+size, len(all))
	for _, e := range all[from:to] {
		out.Models = append(out.Models, googleModelOf(e))
	}
	if to < len(all) {
		out.Next = strconv.Itoa(to)
	}
	return x.encode(out)
}

// shown is a model's name for people.
func (e Entry) shown() string {
	if e.Name == "" {
		return string(e.ID)
	}
	return e.Name
}
