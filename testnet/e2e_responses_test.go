package testnet_test

import (
	"context"
	"errors"
	"net/http"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
	"github.com/openai/openai-go/v3/packages/param"
	"github.com/openai/openai-go/v3/responses"
)

// client is OpenAI's own client with the application's key.
func (a *app) openAI() (openai.Client, error) {
	n, err := a.w.file.Node(a.node)
	if err != nil {
		return openai.Client{}, err
	}
	return openai.NewClient(option.WithBaseURL(n.Gateway+"/v1"), option.WithAPIKey(a.token), option.WithHTTPClient(a.web)), nil
}

// buyChat buys with chat completions.
func buyChat(ctx context.Context, a *app, t turn) (out spoken, err error) {
	c, err := a.openAI()
	if err != nil {
		return out, err
	}
	p := openai.ChatCompletionNewParams{Model: t.model, Messages: []openai.ChatCompletionMessageParamUnion{openai.UserMessage(t.prompt)}}
	if t.system != "" {
		p.Messages = append([]openai.ChatCompletionMessageParamUnion{openai.SystemMessage(t.system)}, p.Messages...)
	}
	if t.tool {
		p.Tools = []openai.ChatCompletionToolUnionParam{lookup()}
	}
	var raw *http.Response
	var answer openai.ChatCompletion
	if t.stream {
		p.StreamOptions.IncludeUsage = openai.Bool(true)
		stream := c.Chat.Completions.NewStreaming(ctx, p, option.WithResponseInto(&raw))
		acc := openai.ChatCompletionAccumulator{}
		for stream.Next() {
			if !acc.AddChunk(stream.Current()) {
				return out, errors.New("chunks are of several answers")
			}
		}
		if err := stream.Err(); err != nil {
			return out, err
		}
		answer = acc.ChatCompletion
	} else {
		whole, err := c.Chat.Completions.New(ctx, p, option.WithResponseInto(&raw))
		if err != nil {
			return out, err
		}
		answer = *whole
	}
	choice := answer.Choices[0]
	out = spoken{text: choice.Message.Content, stop: stopOf(choice.FinishReason), prompt: answer.Usage.PromptTokens, cached: answer.Usage.PromptTokensDetails.CachedTokens,
		complete: answer.Usage.CompletionTokens, header: raw.Header}
	if calls := choice.Message.ToolCalls; len(calls) > 0 {
		out.tool, out.args = calls[0].Function.Name, calls[0].Function.Arguments
	}
	return out, nil
}

// buyResponse buys with responses.
func buyResponse(ctx context.Context, a *app, t turn) (out spoken, err error) {
	c, err := a.openAI()
	if err != nil {
		return out, err
	}
	p := responses.ResponseNewParams{Model: t.model, Input: responses.ResponseNewParamsInputUnion{OfString: openai.String(t.prompt)}, Store: openai.Bool(false)}
	if t.system != "" {
		p.Instructions = openai.String(t.system)
	}
	if t.tool {
		p.Tools = []responses.ToolUnionParam{{OfFunction: &responses.FunctionToolParam{Name: "lookup", Description: openai.String("Looks a price up."), Strict: param.NewOpt(false),
			Parameters: lookupSchema()}}}
	}
	var raw *http.Response
	var answer responses.Response
	if t.stream {
		if answer, err = streamResponse(ctx, c, p, &raw); err != nil {
			return out, err
		}
	} else {
		whole, err := c.Responses.New(ctx, p, option.WithResponseInto(&raw))
		if err != nil {
			return out, err
		}
		answer = *whole
	}
	out = spoken{text: answer.OutputText(), stop: stopOf(string(answer.Status)), prompt: answer.Usage.InputTokens, cached: answer.Usage.InputTokensDetails.CachedTokens,
		complete: answer.Usage.OutputTokens, header: raw.Header}
	for _, item := range answer.Output {
		switch item.Type {
		case "function_call":
			out.tool, out.args, out.stop = item.Name, item.Arguments.OfString, "tools"
		case "reasoning":
			for _, s := range item.Summary {
				out.thought += s.Text
			}
			for _, s := range item.Content {
				out.thought += s.Text
			}
		}
	}
	return out, nil
}

// streamResponse reads a stream and checks that its pieces are its whole.
func streamResponse(ctx context.Context, c openai.Client, p responses.ResponseNewParams, raw **http.Response) (answer responses.Response, err error) {
	stream := c.Responses.NewStreaming(ctx, p, option.WithResponseInto(raw))
	text, last := "", int64(-1)
	for stream.Next() {
		ev := stream.Current()
		if ev.SequenceNumber != last+1 {
			return answer, errors.New("sequence numbers have a gap")
		}
		last = ev.SequenceNumber
		switch ev.Type {
		case "response.output_text.delta":
			text += ev.Delta
		case "response.completed", "response.incomplete":
			answer = ev.Response
		}
	}
	if err := stream.Err(); err != nil {
		return answer, err
	}
	if text != answer.OutputText() {
		return answer, errors.New("the text of the deltas is not that of the whole")
	}
	return answer, nil
}

// lookupSchema is what the tool of these tests takes.
func lookupSchema() map[string]any {
	return map[string]any{"type": "object", "properties": map[string]any{"model": map[string]any{"type": "string"}, "tokens": map[string]any{"type": "integer"}},
		"required": []string{"model", "tokens"}}
}
