package main

import "sync"

// spins is how often one number is scrambled in all: most of a second of one
// processor's time.
const spins = 400_000_000

// spinAll computes with workers that share nothing, not even memory: the most
// that another processor can give.
func spinAll(workers int) {
	var group sync.WaitGroup
	for worker := range workers {
		group.Go(func() { scramble(uint64(worker)+1, spins/workers) })
	}
	group.Wait()
}

// scramble is a generator of pseudo-random numbers (xorshift), each of which
// needs the one before, so that nothing of it can be left out.
//
//go:noinline
func scramble(x uint64, times int) uint64 {
	for range times {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
	}
	return x
}
