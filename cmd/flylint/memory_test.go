package main

import (
	"math"
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

// TestCollectLate lets garbage lie only where little else is kept: near a limit
// that what is in use reaches, a program does nothing but collect.
func TestCollectLate(t *testing.T) {
	percent, limit := debug.SetGCPercent(100), debug.SetMemoryLimit(math.MaxInt64)
	t.Cleanup(func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	})
	runtime.GC()
	collectLate()
	for range 20 * roomEnough / len(litter{}) {
		drop = new(litter)
	}
	time.Sleep(20 * time.Millisecond)
	if got := memoryLimit(); got != roomEnough {
		t.Errorf("memory limit = %d with little in use, want %d", got, roomEnough)
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
