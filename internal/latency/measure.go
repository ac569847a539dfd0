package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"time"
)

// block is how many edits a server gets before it is the next one's turn, so
// that whatever else the machine does slows all of them.
const block = 100

// figures is what one round says of a server, in milliseconds. Half of the edits
// break the file, so the median of all may lie anywhere between those and the
// others where they differ: sound is the median of those that do not.
type figures struct{ p50, p99, sound float64 }

// row is a server and its figures, one for each round.
type row struct {
	*session
	rounds []figures
	broken int // diagnostics of the last broken text
	sound  int // and of the last sound one
	edits  int
}

// measure makes the rounds of edits, in turns of a block.
func measure(rows []*row, rounds, edits int) error {
	for range rounds {
		took := make([][]float64, len(rows))
		for done := 0; done < edits; done += block {
			for i, r := range rows {
				times, err := r.block(min(block, edits-done))
				if err != nil {
					return fmt.Errorf("%s, edit %d: %w", r.name, r.edits, err)
				}
				took[i] = append(took[i], times...)
			}
		}
		for i, r := range rows {
			r.rounds = append(r.rounds, figures{quantile(took[i], 0.5), quantile(took[i], 0.99), quantile(sound(took[i]), 0.5)})
		}
	}
	return nil
}

// sound is every second time: the first edit of a block breaks the file.
func sound(times []float64) []float64 {
	var out []float64
	for i := 1; i < len(times); i += 2 {
		out = append(out, times[i])
	}
	return out
}

// block makes some edits and returns how long each took, in milliseconds.
func (r *row) block(edits int) ([]float64, error) {
	times := make([]float64, 0, edits)
	for range edits {
		r.edits++
		took, count, err := r.edit(r.subject.text(r.original, r.edits))
		if err != nil {
			return nil, err
		}
		if r.edits%2 == 1 {
			r.broken = count
		} else {
			r.sound = count
		}
		times = append(times, float64(took)/float64(time.Millisecond))
	}
	return times, nil
}

// print writes the table. A server that finds nothing wrong with broken text
// was not measured at its work: that is said.
func print(w io.Writer, rows []*row) {
	fmt.Fprintf(w, "%-36s %8s %8s %8s %10s\n", "edit → diagnostics", "p50 ms", "p99 ms", "sound ms", "p50 from-to")
	for _, r := range rows {
		p50, p99 := each(r.rounds, func(f figures) float64 { return f.p50 }), each(r.rounds, func(f figures) float64 { return f.p99 })
		ofSound := each(r.rounds, func(f figures) float64 { return f.sound })
		fmt.Fprintf(w, "%-36s %8.2f %8.2f %8.2f %5.2f-%.2f", r.name+", "+r.subject.file, median(p50), median(p99), median(ofSound), slices.Min(p50), slices.Max(p50))
		if s := (slices.Max(p50) - slices.Min(p50)) / median(p50); s > 0.25 {
			fmt.Fprintf(w, "  spreads over %.0f %%: measure again on a quieter machine", 100*s)
		}
		if r.broken == 0 && !r.floor {
			fmt.Fprint(w, "  finds nothing in broken text")
		}
		fmt.Fprintln(w)
	}
}

func each(rounds []figures, of func(figures) float64) []float64 {
	values := make([]float64, len(rounds))
	for i, f := range rounds {
		values[i] = of(f)
	}
	return values
}

// quantile is the value that the fraction q of all values lies below.
func quantile[T cmp.Ordered](values []T, q float64) T {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[int(q*float64(len(sorted)-1)+0.5)]
}

func median(values []float64) float64 { return quantile(values, 0.5) }
