package main

import (
	"math"
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

// TestStrained lets garbage lie only where little else is kept: near a limit that
// what is in use reaches, a program does nothing but collect.
func TestStrained(t *testing.T) {
	const much, little = roomEnough / 2, roomEnough / 4
	var last pace
	for i, tc := range []struct {
		now  pace
		want bool
	}{
		{pace{1, much}, false},
		{pace{3, much + 1}, false}, // so few say nothing
		{pace{4, 4 * much}, false},
		{pace{6, 4*much + 2*little}, false},
		{pace{9, 4*much + 5*little}, true},
		{pace{13, 8*much + 5*little}, false},
		{pace{17, 8*much + 9*little}, true},
	} {
		if got := last.strained(tc.now); got != tc.want {
			t.Errorf("%d: strained = %v after %+v", i, got, tc.now)
		}
	}
}

// TestCollectLate keeps so much that waiting for the limit must end.
func TestCollectLate(t *testing.T) {
	percent, limit := debug.SetGCPercent(100), debug.SetMemoryLimit(math.MaxInt64)
	t.Cleanup(func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	})
	collectLate()
	if got := memoryLimit(); got != roomEnough {
		t.Errorf("memory limit = %d, want %d", got, roomEnough)
	}
	kept := make([]byte, roomEnough*3/4)
	for end := time.Now().Add(10 * time.Second); memoryLimit() == roomEnough && time.Now().Before(end); {
		drop = new(litter)
	}
	if got := memoryLimit(); got != math.MaxInt64 {
		t.Errorf("memory limit = %d with much in use, want none", got)
	}
	if got := debug.SetGCPercent(100); got != gcPercent {
		t.Errorf("percent = %d with much in use, want %d", got, gcPercent)
	}
	runtime.KeepAlive(kept)
}

type litter [64 << 10]byte

var drop *litter // so that what is dropped here was allocated on the heap

func memoryLimit() int64 { return debug.SetMemoryLimit(-1) }
