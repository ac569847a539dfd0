package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"syscall"
	"time"
)

// job is a command to measure.
type job struct {
	name string
	args []string
	dir  string   // where it runs; "" is here
	env  []string // added to ours
}

// sample is what one run cost, the mean of comparison.times runs.
type sample struct {
	cpu  time.Duration // user and system
	wall time.Duration
	peak int64 // the most memory resident at once, in KiB
}

// add adds the cost of one more run of times.
func (s *sample) add(one sample, times int) {
	s.cpu += one.cpu / time.Duration(times)
	s.wall += one.wall / time.Duration(times)
	s.peak = max(s.peak, one.peak)
}

// once runs the command. Findings are no failure. On Linux a child's peak is
// never below the resident memory of its parent, so this program stays small.
func (j job) once() (sample, error) {
	cmd := exec.Command(j.args[0], j.args[1:]...)
	cmd.Dir = j.dir
	cmd.Env = append(os.Environ(), j.env...)
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		return sample{}, fmt.Errorf("%s: %w", j.name, err)
	}
	s := sample{cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), wall: wall}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		s.peak = int64(usage.Maxrss)
	}
	return s, nil
}

// comparison is a job beside its yardstick.
type comparison struct {
	title          string
	yardstick, job job
	times          int // runs in a sample: a millisecond alone cannot be measured
	goal           string
}

// result holds the samples of a comparison, in pairs.
type result struct {
	comparison
	theirs, ours []sample
}

// run measures in turns, after one pair of samples that warms the caches.
func (c comparison) run(pairs int) (result, error) {
	r := result{comparison: c}
	for i := range pairs + 1 {
		theirs, ours, err := c.pair()
		if err != nil {
			return r, err
		}
		if i > 0 {
			r.theirs = append(r.theirs, theirs)
			r.ours = append(r.ours, ours)
		}
	}
	return r, nil
}

// pair takes a sample of both. They take turns run by run: many runs in a row find
// in the processor's caches what a smaller program leaves there whole.
func (c comparison) pair() (theirs, ours sample, err error) {
	for range c.times {
		one, err := c.yardstick.once()
		if err != nil {
			return theirs, ours, err
		}
		theirs.add(one, c.times)
		if one, err = c.job.once(); err != nil {
			return theirs, ours, err
		}
		ours.add(one, c.times)
	}
	return theirs, ours, nil
}

func cpu(s sample) float64  { return s.cpu.Seconds() * 1e3 }
func wall(s sample) float64 { return s.wall.Seconds() * 1e3 }
func peak(s sample) float64 { return float64(s.peak) / 1024 }

// print writes both sides and the medians of the ratios within the pairs.
func (r result) print(w io.Writer) {
	fmt.Fprintf(w, "%-22s %9s %9s %9s\n", r.title, "cpu ms", "wall ms", "peak MiB")
	for _, side := range []struct {
		name    string
		samples []sample
	}{{r.yardstick.name, r.theirs}, {r.job.name, r.ours}} {
		fmt.Fprintf(w, "  %-20s %9.2f %9.2f %9.1f\n", side.name,
			median(each(side.samples, cpu)), median(each(side.samples, wall)), median(each(side.samples, peak)))
	}
	fmt.Fprintf(w, "  %-20s %9.2f %9.2f %9s  goal: %s\n", "ratio", r.ratio(cpu), r.ratio(wall), "", r.goal)
	if s := spread(each(r.theirs, cpu)); s > 0.25 {
		fmt.Fprintf(w, "  discard this: the yardstick spreads over %.0f %%\n", 100*s)
	}
	fmt.Fprintln(w)
}

// ratio is the median of the ratios within the pairs.
func (r result) ratio(of func(sample) float64) float64 {
	ratios := make([]float64, len(r.ours))
	for i := range r.ours {
		ratios[i] = of(r.ours[i]) / of(r.theirs[i])
	}
	return median(ratios)
}

func each(samples []sample, of func(sample) float64) []float64 {
	values := make([]float64, len(samples))
	for i, s := range samples {
		values[i] = of(s)
	}
	return values
}

// quantile is the value that the fraction q of all values lies below.
func quantile[T cmp.Ordered](values []T, q float64) T {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[int(q*float64(len(sorted)-1)+0.5)]
}

func median(values []float64) float64 { return quantile(values, 0.5) }

// spread is the range of the middle half, as a fraction of the median.
func spread(values []float64) float64 {
	return (quantile(values, 0.75) - quantile(values, 0.25)) / median(values)
}
