package testnet_test

import (
	"context"
	"errors"
	"net/http"

	"github.com/anthropics/anthropic-sdk-go"
	anthropicoption "github.com/anthropics/anthropic-sdk-go/option"
)

// anthropic is Anthropic's own client with the application's key.
func (a *app) anthropic() (anthropic.Client, error) {
	n, err := a.w.file.Node(a.node)
	if err != nil {
		return anthropic.Client{}, err
	}
	return anthropic.NewClient(anthropicoption.WithBaseURL(n.Gateway), anthropicoption.WithAPIKey(a.token), anthropicoption.WithHTTPClient(a.web)), nil
}

// buyMessage buys with messages.
func buyMessage(ctx context.Context, a *app, t turn) (out spoken, err error) {
	c, err := a.anthropic()
	if err != nil {
		return out, err
	}
	p := anthropic.MessageNewParams{Model: t.model, MaxTokens: 2000, Messages: []anthropic.MessageParam{anthropic.NewUserMessage(anthropic.NewTextBlock(t.prompt))}}
	if t.system != "" {
		p.System = []anthropic.TextBlockParam{{Text: t.system}}
	}
	if t.tool {
		p.Tools = []anthropic.ToolUnionParam{{OfTool: &anthropic.ToolParam{Name: "lookup", Description: anthropic.String("Looks a price up."),
			InputSchema: anthropic.ToolInputSchemaParam{Properties: lookupSchema()["properties"], Required: []string{"model", "tokens"}}}}}
	}
	var raw *http.Response
	var answer anthropic.Message
	if t.stream {
		stream := c.Messages.NewStreaming(ctx, p, anthropicoption.WithResponseInto(&raw))
		starts := 0
		for stream.Next() {
			ev := stream.Current()
			if ev.Type == "message_start" {
				starts++
			}
			if err := answer.Accumulate(ev); err != nil {
				return out, err
			}
		}
		if err := stream.Err(); err != nil {
			return out, err
		}
		if starts != 1 {
			return out, errors.New("a stream has one message_start")
		}
	} else {
		whole, err := c.Messages.New(ctx, p, anthropicoption.WithResponseInto(&raw))
		if err != nil {
			return out, err
		}
		answer = *whole
	}
	u := answer.Usage
	out = spoken{stop: stopOf(string(answer.StopReason)), prompt: u.InputTokens + u.CacheReadInputTokens + u.CacheCreationInputTokens, cached: u.CacheReadInputTokens,
		complete: u.OutputTokens, header: raw.Header}
	for _, block := range answer.Content {
		switch block.Type {
		case "text":
			out.text += block.Text
		case "thinking":
			out.thought += block.Thinking
		case "tool_use":
			out.tool, out.args = block.Name, string(block.Input)
		}
	}
	return out, nil
}
