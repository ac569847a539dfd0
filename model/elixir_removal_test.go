package model

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flylint/flylint/parsers"
)

// rangeIn is where text stands in a file, once.
func rangeIn(t *testing.T, f *File, text string) parsers.Range {
	t.Helper()
	i := strings.Index(string(f.Src), text)
	if i < 0 {
		t.Fatalf("no %q", text)
	}
	return parsers.Range{From: f.Tok.Pos(i), To: f.Tok.Pos(i + len(text))}
}

// without is the source of f less the cuts, which do not overlap.
func without(f *File, cuts []parsers.Range) string {
	src := string(f.Src)
	for i := len(cuts) - 1; i >= 0; i-- {
		from, to := f.Tok.Offset(cuts[i].From), f.Tok.Offset(cuts[i].To)
		src = src[:from] + src[to:]
	}
	return src
}

func TestRemoval(t *testing.T) {
	for _, tc := range []struct{ name, src, pair, want string }{
		{"first of a line", "f(a: 1, b: 2)\n", "a: 1", "f(b: 2)\n"},
		{"last of a line", "f(a: 1, b: 2)\n", "b: 2", "f(a: 1)\n"},
		{"the only element in brackets", "f([a: 1])\n", "a: 1", "f([])\n"},
		{"with lines of its own", "f x,\n  a: 1, # one\n  # of b\n  b: 2\n", "a: 1", "f x,\n  # of b\n  b: 2\n"},
		{"last, with lines of its own", "f x,\n  a: 1, # one\n  b: [\n    2\n  ] # two\n", "b: [\n    2\n  ]", "f x,\n  a: 1 # one\n"},
		{"on the line of the call", "f x, a: 1,\n  b: 2\n", "a: 1", "f x, b: 2\n"},
		{"an element that is no pair", "[\n  A,\n  {B, c: 1},\n  D\n]\n", "{B, c: 1}", "[\n  A,\n  D\n]\n"},
		{"Windows line ends", "f x,\r\n  a: 1,\r\n  b: 2\r\n", "b: 2", "f x,\r\n  a: 1\r\n"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := &Deployment{Sources: load(t, "-- a.exs --\n"+tc.src)}
			f := d.Sources.Read("a.exs")
			cuts, ok := d.Removal(rangeIn(t, f, tc.pair))
			if !ok {
				t.Fatal("not in a list")
			}
			if diff := cmp.Diff(tc.want, without(f, cuts)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRemovalRefuses(t *testing.T) {
	d := &Deployment{Sources: load(t, "-- a.exs --\nconfig :app, a: 1\nx = {b, 2}\n")}
	f := d.Sources.Read("a.exs")
	for _, text := range []string{"a: 1", "b", "x"} {
		if _, ok := d.Removal(rangeIn(t, f, text)); ok {
			t.Errorf("%s was removed: nothing sound would be left", text)
		}
	}
	if _, ok := d.Removal(parsers.Range{}); ok {
		t.Error("a place that is nowhere was removed")
	}
}

func TestPairBeside(t *testing.T) {
	d := &Deployment{Sources: load(t, "-- a.exs --\nf x,\n  a: 1,\n  b: 2\ng(c: 3)\n")}
	f := d.Sources.Read("a.exs")
	for _, tc := range []struct{ pair, above, below string }{
		{"a: 1", "n: 0,\n  ", ",\n  n: 0"},
		{"c: 3", "n: 0, ", ", n: 0"},
	} {
		at := rangeIn(t, f, tc.pair)
		if above, below := d.PairAbove(at, "n: 0"), d.PairBelow(at, "n: 0"); above != tc.above || below != tc.below {
			t.Errorf("%s: %q and %q", tc.pair, above, below)
		}
	}
}

func TestMoveBelow(t *testing.T) {
	d := &Deployment{Sources: load(t, "-- a.ex --\nc = [\n  {Oban, opts},\n  Cache,\n  Repo\n]\nd = [Other]\n")}
	f := d.Sources.Read("a.ex")
	move, ok := d.MoveBelow(rangeIn(t, f, "{Oban, opts}"), rangeIn(t, f, "Repo"))
	if !ok {
		t.Fatal("not moved")
	}
	to := f.Tok.Offset(move.To)
	moved := string(f.Src[:to]) + move.Text + string(f.Src[to:])
	for _, cut := range move.Cuts { // all of them stand before the insertion
		moved = moved[:f.Tok.Offset(cut.From)] + moved[f.Tok.Offset(cut.To):]
	}
	if diff := cmp.Diff("c = [\n  Cache,\n  Repo,\n  {Oban, opts}\n]\nd = [Other]\n", moved); diff != "" {
		t.Error(diff)
	}
	for _, pair := range [][2]string{{"Repo", "Cache"}, {"Cache", "Other"}} {
		if _, ok := d.MoveBelow(rangeIn(t, f, pair[0]), rangeIn(t, f, pair[1])); ok {
			t.Errorf("%s was moved below %s", pair[0], pair[1])
		}
	}
}
