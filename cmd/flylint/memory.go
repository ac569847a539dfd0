package main

import (
	"math"
	"runtime"
	"runtime/debug"
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
// long as collections make room for a third of that each. Beyond, gcPercent holds.
// Package runtime/metrics tells what is in use, but only to import it takes a
// hundredth of the time of one project.
func collectLate() {
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(roomEnough)
	var collected uint32 // how often
	var taken uint64     // how many bytes by then
	afterCollection(func() (again bool) {
		var now runtime.MemStats
		runtime.ReadMemStats(&now)
		collections := now.NumGC - collected
		switch {
		case collections < 4: // of a single one we may hear late, and of the next soon after
			return true
		case now.TotalAlloc-taken > uint64(collections)*roomEnough/3:
			collected, taken = now.NumGC, now.TotalAlloc
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
