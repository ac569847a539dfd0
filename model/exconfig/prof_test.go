package exconfig

import (
	"os"
	"testing"
	"time"
)

func TestProf(t *testing.T) {
	s := load(t, os.Getenv("PROF"), "x")
	opts := s.options(nil, nil)
	opts.Module = library(s)
	opts.Open = s.openOnDisk
	for i := 0; i < 3; i++ {
		start := time.Now()
		c := Eval(opts, s.config, s.runtime)
		t.Log(time.Since(start), len(c.Raises), len(c.Reads), len(c.Opaques))
	}
}
func BenchmarkProf(b *testing.B) {
	s := load(b, os.Getenv("PROF"), "x")
	opts := s.options(nil, nil)
	opts.Module = library(s)
	opts.Open = s.openOnDisk
	for b.Loop() {
		Eval(opts, s.config, s.runtime)
	}
}
