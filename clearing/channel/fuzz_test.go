package channel_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/channel"
)

// FuzzFrame reads stored frames: it accepts exactly what it would write.
func FuzzFrame(f *testing.F) {
	payer := newPayer(1000)
	for n := range byte(3) {
		spend(f, payer, n+1, micros(10))
	}
	good, err := next(f, payer).MarshalBinary()
	require.NoError(f, err)
	f.Add(good)
	f.Add(good[:len(good)-1])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		var frame channel.Frame
		if frame.UnmarshalBinary(b) != nil {
			return
		}
		again, err := frame.MarshalBinary()
		require.NoError(t, err)
		require.Equal(t, b, again)
	})
}

// FuzzQueued reads stored entries.
func FuzzQueued(f *testing.F) {
	payer := newPayer(1000)
	spend(f, payer, 1, micros(10))
	good, err := payer.Queue[0].MarshalBinary()
	require.NoError(f, err)
	f.Add(good)
	f.Add(good[1:])
	f.Fuzz(func(t *testing.T, b []byte) {
		var q channel.Queued
		if q.UnmarshalBinary(b) != nil {
			return
		}
		again, err := q.MarshalBinary()
		require.NoError(t, err)
		require.Equal(t, b, again)
	})
}
