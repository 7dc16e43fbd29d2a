package dashboard_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/node/dashboard/dashboardtest"
)

var fixedTime = time.UnixMilli(dashboardtest.Now)

var errEnough = errors.New("enough")

func call(n byte, state market.RecordState) dashboard.CallView {
	c := dashboard.CallView{Side: dashboard.Bought, State: state, Time: dashboardtest.Now, Model: "a/b", Peer: "self"}
	c.Call[0], c.Call[1], c.Attempt = 0xff, n, 1
	return c
}

// follow collects events until enough says so.
func follow(t *testing.T, c *dashboard.Client, enough func([]dashboard.Event) bool) []dashboard.Event {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	var got []dashboard.Event
	err := c.Follow(ctx, func(e dashboard.Event) error {
		if got = append(got, e); enough(got) {
			return errEnough
		}
		return nil
	})
	require.ErrorIs(t, err, errEnough, "got %d events", len(got))
	return got
}

func last(typ string) func([]dashboard.Event) bool {
	return func(es []dashboard.Event) bool { return es[len(es)-1].Type == typ }
}

func TestFeedStartsWithASnapshot(t *testing.T) {
	c, node, feed, _ := serve(t)
	var told sync.Once
	events := follow(t, c, func(es []dashboard.Event) bool {
		told.Do(func() {
			for i := range 5 { // one call in five states: one event, its last
				feed.Call(call(1, market.RecordState(i+1)))
			}
		})
		return es[len(es)-1].Type == dashboard.EventCall
	})
	require.Equal(t, dashboard.EventSnapshot, events[0].Type)
	var snapshot dashboard.Snapshot
	require.NoError(t, json.Unmarshal(events[0].Data, &snapshot))
	want, err := node.Status(context.Background())
	require.NoError(t, err)
	require.Equal(t, want, snapshot.Status)
	require.Len(t, snapshot.Calls, 4)
	require.Len(t, snapshot.Offers, 2)
	var seen dashboard.CallView
	require.NoError(t, json.Unmarshal(events[len(events)-1].Data, &seen))
	require.Equal(t, market.RecordWaiting, seen.State)
}

func TestFeedTellsOfViewsOnlyWhenTheyChange(t *testing.T) {
	ctx := context.Background()
	c, _, _, _ := serve(t)
	events := follow(t, c, func(es []dashboard.Event) bool {
		switch len(es) {
		case 3: // the snapshot, and the first look at both views
			_, err := c.Pause(ctx)
			require.NoError(t, err)
		case 4:
			_, err := c.WithdrawOffers(ctx, dashboard.WithdrawOffersRequest{})
			require.NoError(t, err)
		}
		return len(es) == 5
	})
	var s dashboard.Status
	require.Equal(t, dashboard.EventStatus, events[3].Type)
	require.NoError(t, json.Unmarshal(events[3].Data, &s))
	require.Equal(t, dashboard.StatePaused, s.Node.State)
	var offers []dashboard.OwnOffer
	require.Equal(t, dashboard.EventOffers, events[4].Type)
	require.NoError(t, json.Unmarshal(events[4].Data, &offers))
	require.Equal(t, dashboard.OfferWithdrawn, offers[0].State)
}

// TestFeedResumes: a reader that comes back misses nothing and sees nothing twice.
func TestFeedResumes(t *testing.T) {
	_, _, feed, url := serve(t)
	c := dashboard.NewClient(url, token)
	defer c.Close()
	first := follow(t, c, last(dashboard.EventSnapshot))
	for n := range 20 {
		feed.Call(call(byte(n), market.RecordDone))
	}
	time.Sleep(600 * time.Millisecond)
	ids := readRaw(t, url, first[0].ID, 20)
	require.Len(t, ids, 20, "resumed without a snapshot")
	seen := map[string]bool{}
	for _, id := range ids {
		require.False(t, seen[id])
		seen[id] = true
	}
	// An id of another process, or of a place long gone, is no place here.
	for _, id := range []string{"otherxxx-1", fmt.Sprintf("%s-999999", first[0].ID[:8]), "nonsense", ""} {
		require.Equal(t, []string{dashboard.EventSnapshot}, readTypes(t, url, id, 1), id)
	}
}

// TestFeedOverflow: more calls in a tick than are sent makes every reader start over, never a gap.
func TestFeedOverflow(t *testing.T) {
	c, _, feed, _ := serve(t)
	snapshots := 0
	follow(t, c, func(es []dashboard.Event) bool {
		if es[len(es)-1].Type == dashboard.EventSnapshot {
			if snapshots++; snapshots == 1 {
				for i := range 1500 {
					v := call(byte(i), market.RecordOpen)
					v.Call[2] = byte(i >> 8)
					feed.Call(v)
				}
			}
		}
		return snapshots == 2
	})
}

func TestFollowEndsWhenTheNodeRefuses(t *testing.T) {
	_, _, _, url := serve(t)
	c := dashboard.NewClient(url, "wrong")
	defer c.Close()
	err := c.Follow(context.Background(), func(dashboard.Event) error { return nil })
	require.Equal(t, dashboard.CodeUnauthorized, dashboard.CodeOf(err))
	gone := dashboard.NewClient("http://127.0.0.1:1", token)
	require.ErrorIs(t, gone.Follow(context.Background(), nil), dashboard.ErrNoAnswer)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	require.NoError(t, gone.Follow(ctx, nil), "an end that was asked for is none")
}

// TestFeedResumesWhateverItsProcessIsCalled: the id of a process is random, and may hold what stands between it and the number.
func TestFeedResumesWhateverItsProcessIsCalled(t *testing.T) {
	for range 12 {
		_, _, feed, url := serve(t)
		c := dashboard.NewClient(url, token)
		first := follow(t, c, last(dashboard.EventSnapshot))
		c.Close()
		time.Sleep(20 * time.Millisecond) // the reader's end is noticed: what comes is recorded all the same
		feed.Call(call(1, market.RecordDone))
		require.Equal(t, []string{dashboard.EventCall}, readTypes(t, url, first[0].ID, 1), first[0].ID)
	}
}
