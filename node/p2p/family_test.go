package p2p_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/node/p2p"
)

// Each host joins its own families while it hears of the others': news of a family comes on the goroutine for which joining waits.
func TestJoiningWhileFamiliesArriveEnds(t *testing.T) {
	const hosts, families = 4, 12
	var all []*p2p.Host
	for range hosts {
		all = append(all, start(t, testConfig(t), newShelf().handlers()))
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		var work sync.WaitGroup
		for i, h := range all {
			work.Add(2)
			go func() {
				defer work.Done()
				for _, other := range all[i+1:] {
					connect(t, h, other)
				}
			}()
			go func() {
				defer work.Done()
				key := newKey(t)
				for f := range families {
					family := fmt.Sprintf("family-%d-%d", i, f)
					if err := h.Publish(t.Context(), family, signPage(t, key, newPage(key, family, 1))); err != nil {
						t.Error(err)
					}
					h.Peers()
				}
			}()
		}
		work.Wait()
	}()
	select {
	case <-done:
	case <-time.After(20 * time.Second):
		t.Fatal("hosts that join families wait for one another")
	}
	require.NotEmpty(t, all[0].Peers())
}
