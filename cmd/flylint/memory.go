package main

import (
	"math"
	"runtime"
	"runtime/debug"
)

// gcPercent is how much is allocated, in percent of what is in use, before the
// garbage is collected, where much is. A run keeps next to nothing of a deployment
// it has judged: at Go's usual 100 it takes a quarter longer.
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
//
// It is for after the first collection, which one project does not live to see:
// each of these settings stops the world, and both together take a hundredth of
// its time, too.
func collectLate() (again bool) {
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(roomEnough)
	var last pace
	afterCollection(func() (again bool) {
		var now runtime.MemStats
		runtime.ReadMemStats(&now)
		if !last.strained(pace{now.NumGC, now.TotalAlloc}) {
			return true
		}
		debug.SetGCPercent(gcPercent)
		debug.SetMemoryLimit(math.MaxInt64)
		return false
	})
	return false
}

// pace is how often garbage has been collected since the start, and for how many
// bytes.
type pace struct {
	collections uint32
	allocated   uint64
}

// strained reports whether the last collections have made too little room. It
// waits for a few: we may hear late of one, and soon after of the next.
func (last *pace) strained(now pace) bool {
	collections := now.collections - last.collections
	if collections < 4 {
		return false
	}
	allocated := now.allocated - last.allocated
	*last = now
	return allocated < uint64(collections)*roomEnough/3
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
