package bench

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"

	"github.com/tolsey/tolsey/testnet"
)

// upTime bounds a devnet's start.
const upTime = 2 * time.Minute

// firstCompletion brings a devnet up from nothing by its own command and returns when a streamed completion has been read and paid.
func firstCompletion(ctx context.Context, program, dir string) (took time.Duration, err error) {
	ctx, cancel := context.WithTimeout(ctx, upTime)
	defer cancel()
	start := time.Now()
	cmd := exec.Command(program, "up", "--fresh", "--ports", "auto", "--dir", dir)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	if err := cmd.Start(); err != nil {
		return 0, fmt.Errorf("start devnet: %w", err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	defer func() {
		_ = cmd.Process.Signal(os.Interrupt) // it may have ended
		select {
		case <-ended:
		case <-time.After(30 * time.Second):
			err = errors.Join(err, errors.New("the devnet did not stop"), cmd.Process.Kill())
		}
	}()
	f, err := waitUp(ctx, dir, ended)
	if err != nil {
		return 0, fmt.Errorf("%w; it said: %s", err, said.String())
	}
	if err := complete(ctx, f); err != nil {
		return 0, err
	}
	return time.Since(start), nil
}

func waitUp(ctx context.Context, dir string, ended chan error) (testnet.File, error) {
	for {
		if f, err := testnet.ReadFile(dir); err == nil && f.Ready {
			return f, nil
		}
		select {
		case err := <-ended:
			ended <- err
			return testnet.File{}, fmt.Errorf("the devnet ended before it was ready: %w", err)
		case <-ctx.Done():
			return testnet.File{}, fmt.Errorf("wait for the devnet: %w", ctx.Err())
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// complete buys one streamed completion.
func complete(ctx context.Context, f testnet.File) error {
	buyer, err := f.Node("buyer")
	if err != nil {
		return err
	}
	body, err := json.Marshal(map[string]any{"model": model, "stream": true, "messages": []any{map[string]any{"role": "user", "content": "Say something nice."}}})
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, buyer.Gateway+"/v1/chat/completions", bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+buyer.APIKey)
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return fmt.Errorf("call the devnet: %w", err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(bufio.NewReader(resp.Body))
	if err != nil {
		return fmt.Errorf("read the devnet's answer: %w", err)
	}
	if cost := resp.Trailer.Get("X-Tolsey-Cost"); !strings.Contains(string(text), "data: [DONE]") || cost == "" || cost == "0" {
		return fmt.Errorf("the devnet's answer is no paid completion: status %d, cost %q: %.300s", resp.StatusCode, cost, text)
	}
	return nil
}
