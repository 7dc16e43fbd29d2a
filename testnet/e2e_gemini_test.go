package testnet_test

import (
	"context"
	"encoding/json"

	"google.golang.org/genai"
)

// gemini is Google's own client with the application's key.
func (a *app) gemini(ctx context.Context) (*genai.Client, error) {
	n, err := a.w.file.Node(a.node)
	if err != nil {
		return nil, err
	}
	return genai.NewClient(ctx, &genai.ClientConfig{APIKey: a.token, Backend: genai.BackendGeminiAPI, HTTPClient: a.web, HTTPOptions: genai.HTTPOptions{BaseURL: n.Gateway}})
}

// buyContent buys with generateContent.
func buyContent(ctx context.Context, a *app, t turn) (out spoken, err error) {
	c, err := a.gemini(ctx)
	if err != nil {
		return out, err
	}
	cfg := &genai.GenerateContentConfig{}
	if t.system != "" {
		cfg.SystemInstruction = genai.NewContentFromText(t.system, genai.RoleUser)
	}
	if t.tool {
		cfg.Tools = []*genai.Tool{{FunctionDeclarations: []*genai.FunctionDeclaration{{Name: "lookup", Description: "Looks a price up.", ParametersJsonSchema: lookupSchema()}}}}
	}
	if !t.stream {
		answer, err := c.Models.GenerateContent(ctx, t.model, genai.Text(t.prompt), cfg)
		if err != nil {
			return out, err
		}
		return out, out.content(answer)
	}
	for chunk, err := range c.Models.GenerateContentStream(ctx, t.model, genai.Text(t.prompt), cfg) {
		if err != nil {
			return out, err
		}
		if err := out.content(chunk); err != nil {
			return out, err
		}
	}
	return out, nil
}

// content adds what a chunk, or a whole answer, says. Its usage is the sum so far: the last wins.
func (s *spoken) content(r *genai.GenerateContentResponse) error {
	if r.SDKHTTPResponse != nil {
		s.header = r.SDKHTTPResponse.Headers
	}
	if u := r.UsageMetadata; u != nil {
		s.prompt, s.cached, s.complete = int64(u.PromptTokenCount), int64(u.CachedContentTokenCount), int64(u.CandidatesTokenCount+u.ThoughtsTokenCount)
	}
	for _, candidate := range r.Candidates {
		if candidate.FinishReason != "" {
			s.stop = stopOf(string(candidate.FinishReason))
			if s.tool != "" { // it has no word of its own for that
				s.stop = "tools"
			}
		}
		if candidate.Content == nil {
			continue
		}
		for _, part := range candidate.Content.Parts {
			switch {
			case part.FunctionCall != nil:
				args, err := json.Marshal(part.FunctionCall.Args)
				if err != nil {
					return err
				}
				s.tool, s.args = part.FunctionCall.Name, string(args)
				if s.stop == "end" {
					s.stop = "tools"
				}
			case part.Thought:
				s.thought += part.Text
			default:
				s.text += part.Text
			}
		}
	}
	return nil
}
