package testnet

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market/money"
)

// Controller is a running devnet, over its control server.
type Controller struct {
	at  ControlFile
	web *http.Client
}

// Controller reaches the devnet that wrote the file.
func (f File) Controller() *Controller {
	return &Controller{f.Control, &http.Client{Transport: &http.Transport{}, Timeout: time.Minute}}
}

// Nodes says which nodes run.
func (c *Controller) Nodes(ctx context.Context) (out []NodeState, err error) {
	err = c.do(ctx, http.MethodGet, "/nodes", &out)
	return out, err
}

// Kill stops a node as a crash would, Stop drains it, Start starts it again.
func (c *Controller) Kill(ctx context.Context, name string) error { return c.node(ctx, name, "kill") }

// Stop drains a node.
func (c *Controller) Stop(ctx context.Context, name string) error { return c.node(ctx, name, "stop") }

// Start starts a node that was killed or stopped.
func (c *Controller) Start(ctx context.Context, name string) error { return c.node(ctx, name, "start") }

func (c *Controller) node(ctx context.Context, name, verb string) error {
	return c.do(ctx, http.MethodPost, "/nodes/"+url.PathEscape(name)+"/"+verb, nil)
}

// Gift is what the faucet gave, besides gas.
type Gift struct {
	Address common.Address `json:"address"`
	Amount  money.Amount   `json:"amount"`
}

// Faucet gives an address test coins and gas.
func (c *Controller) Faucet(ctx context.Context, address string) (g Gift, err error) {
	err = c.do(ctx, http.MethodPost, "/faucet/"+url.PathEscape(address), &g)
	return g, err
}

func (c *Controller) do(ctx context.Context, method, path string, into any) error {
	req, err := http.NewRequestWithContext(ctx, method, c.at.URL+path, nil)
	if err != nil {
		return fmt.Errorf("make request: %w", err)
	}
	req.Header.Set("Authorization", "Bearer "+c.at.Token)
	resp, err := c.web.Do(req)
	if err != nil {
		return fmt.Errorf("%w at %s any more: start one with 'tolsey-devnet up' (%w)", ErrNotRunning, c.at.URL, err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(io.LimitReader(resp.Body, maxControl))
	if err != nil {
		return fmt.Errorf("read the devnet's answer: %w", err)
	}
	if resp.StatusCode != http.StatusOK {
		return refusal(resp.StatusCode, text)
	}
	if into == nil {
		return nil
	}
	return json.Unmarshal(text, into)
}

func refusal(status int, text []byte) error {
	var body struct {
		Error string `json:"error"`
	}
	if json.Unmarshal(text, &body) != nil || body.Error == "" {
		return fmt.Errorf("what listens there is no devnet: it answered with status %d", status)
	}
	return errors.New(strings.TrimSpace(body.Error))
}
