package main

import (
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
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
	if got := memoryLimit(); got != roomEnough {
		t.Fatalf("memory limit = %d, want %d", got, roomEnough)
	}
	runtime.GC()
	time.Sleep(20 * time.Millisecond)
	if got := memoryLimit(); got != roomEnough {
		t.Errorf("memory limit = %d with little in use, want %d", got, roomEnough)
	}
	kept := make([]byte, roomEnough/2)
	for end := time.Now().Add(10 * time.Second); memoryLimit() == roomEnough && time.Now().Before(end); {
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
	if got := memoryLimit(); got != math.MaxInt64 {
		t.Errorf("memory limit = %d with much in use, want none", got)
	}
	if got := debug.SetGCPercent(100); got != gcPercent {
		t.Errorf("percent = %d with much in use, want %d", got, gcPercent)
	}
	runtime.KeepAlive(kept)
}

func memoryLimit() uint64 {
	limit := []metrics.Sample{{Name: "/gc/gomemlimit:bytes"}}
	metrics.Read(limit)
	return limit[0].Value.Uint64()
}
