package testnet

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// maxControl bounds a request to the control server and its answer, bytes.
const maxControl = 1 << 16

// control is the loopback server by which the devnet's own commands reach the running devnet.
type control struct {
	d      *Devnet
	listen net.Listener
	web    *http.Server
}

// NodeState is one node as the devnet sees it.
type NodeState struct {
	Name    string `json:"name"`
	Running bool   `json:"running"`
}

// startControl serves the commands on a free port, which devnet.json names.
func (d *Devnet) startControl(context.Context) (err error) {
	l := d.ports.control
	if l == nil {
		if l, err = net.Listen("tcp", loopback(0)); err != nil {
			return fmt.Errorf("listen for commands: %w", err)
		}
	}
	c := &control{d: d, listen: l}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /nodes", c.nodes)
	mux.HandleFunc("POST /nodes/{name}/{verb}", c.node)
	mux.HandleFunc("POST /faucet/{address}", c.faucet)
	c.web = &http.Server{Handler: c.guard(mux), ReadHeaderTimeout: 5 * time.Second, MaxHeaderBytes: maxControl}
	d.control = c
	go func() { _ = c.web.Serve(l) }() // ends with close
	return nil
}

// closeControl ends the server, or gives its port back where it was not started yet.
func (d *Devnet) closeControl() error {
	switch {
	case d.control != nil:
		return d.control.web.Close()
	case d.ports.control != nil:
		return d.ports.control.Close()
	}
	return nil
}

// file is what devnet.json says of the server.
func (c *control) file() ControlFile {
	if c == nil {
		return ControlFile{}
	}
	return ControlFile{URL: "http://" + c.listen.Addr().String(), Token: c.d.secrets.Control}
}

// guard lets in who knows the token and asks for this very address: web pages reach localhost too.
func (c *control) guard(next http.Handler) http.Handler {
	want := sha256.Sum256([]byte("Bearer " + c.d.secrets.Control))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got := sha256.Sum256([]byte(r.Header.Get("Authorization")))
		switch {
		case r.Host != c.listen.Addr().String() || r.Header.Get("Origin") != "":
			answer(w, http.StatusForbidden, errors.New("this host or origin is not served here"))
		case subtle.ConstantTimeCompare(got[:], want[:]) != 1:
			answer(w, http.StatusUnauthorized, errors.New("no valid bearer token; it lies in devnet.json"))
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// answer writes a value, or an error as {"error": text}.
func answer(w http.ResponseWriter, status int, v any) {
	if err, bad := v.(error); bad {
		v = map[string]string{"error": err.Error()}
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // the client may have left
}

func (c *control) nodes(w http.ResponseWriter, _ *http.Request) {
	answer(w, http.StatusOK, c.d.States())
}

// States says which nodes run, in the order of the plan.
func (d *Devnet) States() (out []NodeState) {
	for _, m := range d.ports.members {
		_, err := d.running(m.name)
		out = append(out, NodeState{m.name, err == nil})
	}
	return out
}

func (c *control) node(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	var err error
	switch r.PathValue("verb") {
	case "kill":
		err = c.d.KillNode(name)
	case "stop":
		err = c.d.StopNode(name)
	case "start":
		if err = c.d.StartNode(context.WithoutCancel(r.Context()), name); err == nil {
			err = c.d.writeFile(true) // its admin token is a new one
		}
	default:
		answer(w, http.StatusNotFound, errors.New("no such verb; kill, stop and start are"))
		return
	}
	switch {
	case err == nil:
		answer(w, http.StatusOK, c.d.States())
	case errors.Is(err, ErrNotNamed):
		answer(w, http.StatusNotFound, err)
	case errors.Is(err, ErrRunning), errors.Is(err, ErrStopped):
		answer(w, http.StatusConflict, err)
	default:
		answer(w, http.StatusInternalServerError, fmt.Errorf("%w; see %s", err, c.d.LogPath(name)))
	}
}

func (c *control) faucet(w http.ResponseWriter, r *http.Request) {
	text := r.PathValue("address")
	if !common.IsHexAddress(text) {
		answer(w, http.StatusBadRequest, fmt.Errorf("%q is not an address: write 0x and 40 hex digits", text))
		return
	}
	if err := c.d.Faucet(r.Context(), common.HexToAddress(text)); err != nil {
		answer(w, http.StatusInternalServerError, err)
		return
	}
	answer(w, http.StatusOK, Gift{common.HexToAddress(text), faucetCoins})
}

// InUseError is returned for a directory on which a devnet runs.
type InUseError struct {
	Dir string
	PID int
}

func (e *InUseError) Error() string {
	return fmt.Sprintf("a devnet of process %d runs on %s: stop it, or give another directory with --dir", e.PID, e.Dir)
}

// inUse looks whether a devnet answers for a directory: its devnet.json alone may be left from one that was killed.
func inUse(dir string) error {
	f, err := ReadFile(dir)
	if err != nil {
		return nil // a file that cannot be read is written anew
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if _, err := f.Controller().Nodes(ctx); err != nil {
		return nil
	}
	return &InUseError{dir, f.PID}
}

// Busy says what a devnet that stops still waits for: the nodes with calls in flight, or else the nodes that still run.
func (d *Devnet) Busy(ctx context.Context) []string {
	var calls, nodes []string
	for _, s := range d.States() {
		if !s.Running {
			continue
		}
		nodes = append(nodes, s.Name)
		c, err := d.Client(s.Name)
		if err != nil {
			continue
		}
		if status, err := c.Status(ctx); err == nil && status.Calls.Buying+status.Calls.Selling > 0 {
			calls = append(calls, fmt.Sprintf("%s (%d calls in flight)", s.Name, status.Calls.Buying+status.Calls.Selling))
		}
		c.Close()
	}
	switch {
	case len(calls) > 0:
		return calls
	case len(nodes) > 0:
		return nodes
	}
	return []string{"the chain and the vendors"}
}
