package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/config"
)

const keyEnv = "TOLSEY_API_KEY"

func callCommand() *cli.Command {
	return &cli.Command{
		Name: "call", Usage: `buy one answer through the gateway: tolsey call MODEL "prompt"; "-" reads the prompt from standard input`, ArgsUsage: "MODEL PROMPT",
		Flags: reads(
			&cli.StringFlag{Name: "key-file", Usage: "`FILE` with the API key, mode 0600; default: the variable " + keyEnv, TakesFile: true},
			&cli.StringFlag{Name: "gateway", Usage: "`URL` of the gateway, such as http://127.0.0.1:8402; default: the running node's"},
			&cli.Uint64Flag{Name: "max-tokens", Usage: "most answer tokens"},
		),
		Action: buyOne,
	}
}

// answer is what a call came to, for --json.
type answer struct {
	Text     string          `json:"text"`
	Model    string          `json:"model"`
	Call     string          `json:"call"`
	Seller   string          `json:"seller"`
	Cost     money.Amount    `json:"cost"` // picos
	Receipt  string          `json:"receipt,omitempty"`
	Finish   string          `json:"finish"`
	Usage    json.RawMessage `json:"usage,omitempty"`
	cutShort error           // the answer broke off
}

func buyOne(c *cli.Context) error {
	args, err := arguments(c, "MODEL", "PROMPT")
	if err != nil {
		return err
	}
	key, err := apiKey(c)
	if err != nil {
		return err
	}
	gateway := c.String("gateway")
	if gateway == "" {
		node, err := connect(c)
		if err != nil {
			return err
		}
		status, err := node.Status(c.Context)
		if err != nil {
			return explain(err, c)
		}
		gateway = status.Node.Gateway
	}
	prompt := args[1]
	if prompt == "-" {
		text, err := io.ReadAll(c.App.Reader)
		if err != nil {
			return fmt.Errorf("read prompt: %w", err)
		}
		prompt = string(text)
	}
	req, err := chatRequest(c, gateway, key, args[0], prompt)
	if err != nil {
		return err
	}
	out := c.App.Writer
	if c.Bool("json") {
		out = io.Discard
	}
	a, err := converse(req, out)
	if err != nil {
		return err
	}
	err = show(c, a, func(w io.Writer) error {
		fmt.Fprintln(w) // the answer's own last line has no end
		_, err := fmt.Fprintf(c.App.ErrWriter, "%s by seller %s, call %s\n", a.Cost.Dollars(), printable(a.Seller), a.Call)
		return err
	})
	return errors.Join(err, a.cutShort)
}

// apiKey finds the key that pays. There is no flag for it: what stands on a command line is seen by all.
func apiKey(c *cli.Context) (string, error) {
	if file := c.String("key-file"); file != "" {
		return config.ReadSecretFile(file)
	}
	if key := os.Getenv(keyEnv); key != "" {
		return key, nil
	}
	return "", usage(`no API key; issue one with 'tolsey key new --budget "5 USD"' and export %s, or name a file with --key-file`, keyEnv)
}

func chatRequest(c *cli.Context, gateway, key, model, prompt string) (*http.Request, error) {
	body := map[string]any{"model": model, "messages": []any{map[string]string{"role": "user", "content": prompt}}, "stream": true,
		"stream_options": map[string]bool{"include_usage": true}}
	if n := c.Uint64("max-tokens"); n > 0 {
		body["max_tokens"] = n
	}
	text, err := json.Marshal(body)
	if err != nil {
		return nil, fmt.Errorf("write request: %w", err)
	}
	req, err := http.NewRequestWithContext(c.Context, http.MethodPost, strings.TrimSuffix(gateway, "/")+"/v1/chat/completions", bytes.NewReader(text))
	if err != nil {
		return nil, usage("--gateway %q is not a URL", gateway)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer "+key)
	return req, nil
}

// gatewayError is a refusal in the gateway's shape.
type gatewayError struct {
	Message  string `json:"message"`
	Type     string `json:"type"`
	Metadata struct {
		Hint    string `json:"remedy_hint"`
		Charged string `json:"charged"`
	} `json:"metadata"`
	status int
}

func (e *gatewayError) Error() string {
	text := e.Message
	if e.Metadata.Hint != "" {
		text += " Try: " + e.Metadata.Hint
	}
	if e.Metadata.Charged != "" && e.Metadata.Charged != "0" {
		text += " Charged: $" + e.Metadata.Charged
	}
	return text
}

// chunk is what an event of the stream may carry.
type chunk struct {
	Model   string `json:"model"`
	Choices []struct {
		Delta struct {
			Content string `json:"content"`
		} `json:"delta"`
		Finish string `json:"finish_reason"`
	} `json:"choices"`
	Usage json.RawMessage `json:"usage"`
	Error *gatewayError   `json:"error"`
}

const maxLine = 1 << 20

// converse sends the request and writes the answer's text as it comes.
func converse(req *http.Request, out io.Writer) (a answer, err error) {
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return a, fmt.Errorf("ask the gateway: %w", err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return a, readRefusal(resp)
	}
	a.Call, a.Seller = resp.Header.Get("X-Tolsey-Call-Id"), resp.Header.Get("X-Tolsey-Seller")
	var text strings.Builder
	lines := bufio.NewScanner(resp.Body)
	lines.Buffer(nil, maxLine)
	for lines.Scan() {
		data, ok := strings.CutPrefix(lines.Text(), "data: ")
		if !ok || data == "[DONE]" {
			continue
		}
		var ch chunk
		if err := json.Unmarshal([]byte(data), &ch); err != nil {
			return a, fmt.Errorf("read answer: %w", err)
		}
		if ch.Error != nil {
			a.cutShort = ch.Error
		}
		if len(ch.Usage) > 0 && !bytes.Equal(ch.Usage, []byte("null")) {
			a.Usage = ch.Usage
		}
		if ch.Model != "" {
			a.Model = ch.Model
		}
		for _, choice := range ch.Choices {
			if choice.Finish != "" {
				a.Finish = choice.Finish
			}
			text.WriteString(choice.Delta.Content)
			if _, err := io.WriteString(out, choice.Delta.Content); err != nil {
				return a, fmt.Errorf("write answer: %w", err)
			}
		}
	}
	if err := lines.Err(); err != nil {
		return a, fmt.Errorf("read answer: %w", err)
	}
	a.Text, a.Receipt = text.String(), resp.Trailer.Get("X-Tolsey-Receipt")
	if cost := resp.Trailer.Get("X-Tolsey-Cost"); cost != "" {
		if a.Cost, err = money.ParsePicos(cost); err != nil {
			return a, fmt.Errorf("read the answer's cost: %w", err)
		}
	}
	return a, nil
}

func readRefusal(resp *http.Response) error {
	text, err := io.ReadAll(io.LimitReader(resp.Body, maxLine))
	if err != nil {
		return fmt.Errorf("read the gateway's refusal: %w", err)
	}
	var body struct {
		Error *gatewayError `json:"error"`
	}
	if json.Unmarshal(text, &body) != nil || body.Error == nil || body.Error.Message == "" {
		return fmt.Errorf("what listens there is not a tolsey gateway: it answered with status %d", resp.StatusCode)
	}
	body.Error.status = resp.StatusCode
	return body.Error
}
