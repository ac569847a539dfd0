package main

import (
	"testing"
	"time"
)

func TestRatioIsTheMedianWithinPairs(t *testing.T) {
	r := result{}
	for _, pair := range [][2]time.Duration{{1, 2}, {10, 30}, {100, 900}} {
		r.theirs = append(r.theirs, sample{cpu: pair[0]})
		r.ours = append(r.ours, sample{cpu: pair[1]})
	}
	if got := r.ratio(cpu); got < 2.999 || got > 3.001 {
		t.Errorf("ratio = %v, want 3", got)
	}
}

func TestSpread(t *testing.T) {
	if got := spread([]float64{90, 100, 110, 1000, 5}); got < 0.199 || got > 0.201 {
		t.Errorf("spread = %v, want 0.2: an outlier does not count", got)
	}
}
