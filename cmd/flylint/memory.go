package main

import (
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// gcPercent is how much is allocated, in percent of what is in use, before the
// garbage is collected. A run is over in milliseconds and keeps next to nothing
// of a deployment it has judged: at Go's usual 100 it takes a quarter longer.
const gcPercent = 250

// roomEnough is how many bytes linting may take before the garbage is collected
// at all, as long as little of them is in use. Over a thousand projects it saves
// an eighth of the time, half of the collections and a good deal of memory given
// back in between only to be needed again, and costs ten MiB.
const roomEnough = 32 << 20

// collectLate lets garbage lie until roomEnough is taken, time and again, for as
// long as less than a quarter of that stays in use. Beyond, gcPercent holds.
func collectLate() {
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(roomEnough)
	afterCollection(func() (again bool) {
		if inUse() < roomEnough/4 {
			return true
		}
		debug.SetGCPercent(gcPercent)
		debug.SetMemoryLimit(math.MaxInt64)
		return false
	})
}

// afterCollection calls do after the next collection, and again after others
// while do says so. It costs nothing until there is one.
func afterCollection(do func() (again bool)) {
	garbage := new([]byte)
	runtime.AddCleanup(garbage, func(do func() bool) {
		if do() {
			afterCollection(do)
		}
	}, do)
}

// inUse is how many bytes the last collection found in use.
func inUse() uint64 {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	return live[0].Value.Uint64()
}
