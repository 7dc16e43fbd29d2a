package gateway

import (
	"fmt"
	"net/http"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
)

// count says how many tokens a prompt has, by the node's own tokenizer: free of charge, and no seller hears of it.
func (g *Gateway) count(x *exchange) error {
	f := &inFlight{l: &g.limits, k: g.limits.of(x.key.ID())}
	defer f.release()
	body, err := g.readBody(x, f)
	if err != nil {
		return err
	}
	if x.reform != nil {
		if body, err = x.reform(body); err != nil {
			return err
		}
	}
	req, err := x.codec.Decode(body)
	if err != nil {
		return err
	}
	entry, err := g.find(req.Model, x.key)
	if err != nil {
		return err
	}
	n := g.cfg.Count(entry.ID, req)
	switch x.codec.Name() {
	case dialect.Anthropic:
		x.json(http.StatusOK, fmt.Appendf(nil, `{"input_tokens":%d}`, n))
	case dialect.Gemini:
		x.json(http.StatusOK, fmt.Appendf(nil, `{"totalTokens":%d,"promptTokensDetails":[{"modality":"TEXT","tokenCount":%d}]}`, n, n))
	default:
		x.json(http.StatusOK, fmt.Appendf(nil, `{"object":"response.input_tokens","input_tokens":%d}`, n))
	}
	return nil
}

// noCount is what a gateway says that was given no tokenizer.
func noCount(market.Model, *dialect.Request) uint64 { return 0 }
