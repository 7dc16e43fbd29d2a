package testnet

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// shopper is an application: all that it has is a base URL and a key.
type shopper struct {
	gateway, key string
	web          *http.Client
}

// purchase is a streamed completion as an application sees it.
type purchase struct {
	Call   market.CallID
	Seller string // peer id
	Price  string
	Text   string
	Tokens int          // pieces that arrived
	Cost   money.Amount // usage.cost; zero when the stream broke without a word
	Broken string       // the in-band error, or how the connection ended; "": it came whole
}

// chunk is the part of a stream's event that an application reads.
type chunk struct {
	Choices []struct {
		Delta struct {
			Content string `json:"content"`
		} `json:"delta"`
	} `json:"choices"`
	Usage *struct {
		Cost json.Number `json:"cost"`
	} `json:"usage"`
	Error *struct {
		Message string `json:"message"`
	} `json:"error"`
}

// Attempts of an application at a gateway that is out of sellers for a moment, as SDKs make them.
const (
	shopTries = 6
	shopPause = 500 * time.Millisecond
)

// buy streams a completion. seen is called for each piece of text with what has come so far; nil: nobody watches.
func (s *shopper) buy(ctx context.Context, model market.Model, prompt string, seen func(*purchase)) (*purchase, error) {
	body, err := json.Marshal(map[string]any{"model": model, "stream": true, "stream_options": map[string]bool{"include_usage": true},
		"messages": []map[string]string{{"role": "user", "content": prompt}}})
	if err != nil {
		return nil, err
	}
	wait := shopPause
	for try := 1; ; try++ {
		p, again, err := s.post(ctx, body, seen)
		if err == nil || !again || try == shopTries {
			return p, err
		}
		select {
		case <-ctx.Done():
			return p, err
		case <-time.After(wait):
			wait *= 2
		}
	}
}

// post makes one request; again reports that it may be made again.
func (s *shopper) post(ctx context.Context, body []byte, seen func(*purchase)) (p *purchase, again bool, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.gateway+"/v1/chat/completions", bytes.NewReader(body))
	if err != nil {
		return nil, false, err
	}
	req.Header.Set("Authorization", "Bearer "+s.key)
	req.Header.Set("Content-Type", "application/json")
	resp, err := s.web.Do(req)
	if err != nil {
		return nil, true, fmt.Errorf("buy from the gateway: %w", err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		text, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<16)) // the status says enough
		return nil, resp.StatusCode >= 500, fmt.Errorf("the gateway answers %d: %s", resp.StatusCode, bytes.TrimSpace(text))
	}
	p = &purchase{Seller: resp.Header.Get("X-Tolsey-Seller"), Price: resp.Header.Get("X-Tolsey-Price")}
	if err := p.Call.UnmarshalText([]byte(resp.Header.Get("X-Tolsey-Call-Id"))); err != nil {
		return nil, false, err
	}
	return p, false, p.read(resp.Body, seen)
}

func (p *purchase) read(body io.Reader, seen func(*purchase)) error {
	lines := bufio.NewScanner(body)
	lines.Buffer(nil, 1<<20)
	whole := false
	for lines.Scan() {
		data, ok := strings.CutPrefix(lines.Text(), "data: ")
		if !ok {
			continue
		}
		if whole = data == "[DONE]"; whole {
			continue
		}
		if err := p.take([]byte(data)); err != nil {
			return err
		}
		if seen != nil {
			seen(p)
		}
	}
	if !whole && p.Broken == "" {
		p.Broken = "the connection ended"
		if err := lines.Err(); err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
			p.Broken += ": " + err.Error()
		}
	}
	return nil
}

func (p *purchase) take(data []byte) error {
	var c chunk
	if err := json.Unmarshal(data, &c); err != nil {
		return fmt.Errorf("read event of the stream: %w", err)
	}
	for _, choice := range c.Choices {
		if choice.Delta.Content != "" {
			p.Text += choice.Delta.Content
			p.Tokens++
		}
	}
	if c.Error != nil {
		p.Broken = c.Error.Message
	}
	if c.Usage == nil || c.Usage.Cost == "" {
		return nil
	}
	var err error
	p.Cost, err = money.ParseCoins(c.Usage.Cost.String())
	return err
}
