package model

import (
	"go/token"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/flylint/flylint/internal/sourcetest"
	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
)

// rangeIn is where text stands in a file, once.
func rangeIn(t *testing.T, f *source.File, text string) parsers.Range {
	t.Helper()
	i := strings.Index(string(f.Src), text)
	if i < 0 {
		t.Fatalf("no %q", text)
	}
	return parsers.Range{From: f.Tok.Pos(i), To: f.Tok.Pos(i + len(text))}
}

// script is a deployment of one Elixir file.
func script(src string) (*Deployment, *source.File) {
	d := &Deployment{Basis: &Basis{Sources: source.NewSources(fstest.MapFS{"a.exs": {Data: []byte(src)}}, token.NewFileSet())}}
	return d, d.Sources.Read("a.exs")
}

// without is the source of f less the cuts, which do not overlap.
func without(f *source.File, cuts []parsers.Range) string {
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
			d := &Deployment{Basis: &Basis{Sources: sourcetest.Load(t, "-- a.exs --\n"+tc.src)}}
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
	d := &Deployment{Basis: &Basis{Sources: sourcetest.Load(t, "-- a.exs --\nconfig :app, a: 1\nx = {b, 2}\n")}}
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

func TestPairAbove(t *testing.T) {
	for _, tc := range []struct{ src, at, want string }{
		{"f x,\n  a: 1,\n  b: 2\n", "a: 1", "f x,\n  n: 0,\n  a: 1,\n  b: 2\n"},
		{"g(c: 3)\n", "c: 3", "g(n: 0, c: 3)\n"},
		{"f x,\n  # of a\n  # too\n  a: 1\n", "a: 1", "f x,\n  n: 0,\n  # of a\n  # too\n  a: 1\n"},
	} {
		d, f := script(tc.src)
		if got := inserted(f, []Insertion{d.PairAbove(rangeIn(t, f, tc.at), "n: 0")}); got != tc.want {
			t.Errorf("%q, want %q", got, tc.want)
		}
	}
}

// TestInsertAfter adds an element to lists; what is a comment stays with what it
// was beside.
func TestInsertAfter(t *testing.T) {
	for _, tc := range []struct{ name, src, at, want string }{
		{"lines", "[\n  a,\n  b\n]\n", "a", "[\n  a,\n  new,\n  b\n]\n"},
		{"the last line", "[\n  a,\n  b\n]\n", "b", "[\n  a,\n  b,\n  new\n]\n"},
		{"one line", "[a, b] # c\n", "b", "[a, b, new] # c\n"},
		{"a comment behind the comma", "[\n  a, # of a\n  b\n]\n", "a", "[\n  a, # of a\n  new,\n  b\n]\n"},
		{"a comment behind the last", "[\n  a # of a\n]\n", "a", "[\n  a, # of a\n  new\n]\n"},
		{"a comment behind a call's last pair", "f x,\n  a: 1 # of a", "a: 1", "f x,\n  a: 1, # of a\n  new"},
		{"no comment but a text", "[\n  a, \"#\",\n  b\n]\n", "a", "[\n  a,\n  new, \"#\",\n  b\n]\n"},
	} {
		d, f := script(tc.src)
		insertions, ok := d.InsertAfter(rangeIn(t, f, tc.at), "new")
		if got := inserted(f, insertions); !ok || got != tc.want {
			t.Errorf("%s: %v, %q, want %q", tc.name, ok, got, tc.want)
		}
	}
}

// inserted is a file's text with insertions made, which are in its order.
func inserted(f *source.File, insertions []Insertion) string {
	text := string(f.Src)
	for _, in := range slices.Backward(insertions) {
		at := f.Tok.Offset(in.At)
		text = text[:at] + in.Text + text[at:]
	}
	return text
}

func TestMoveBelow(t *testing.T) {
	for _, tc := range []struct{ name, src, want string }{
		{"to the end", "[\n  {Oban, opts},\n  Cache,\n  Repo\n]\n", "[\n  Cache,\n  Repo,\n  {Oban, opts}\n]\n"},
		{"with its comments", "[\n  # Jobs\n  # run here\n  {Oban, opts},\n  # Cache\n  Cache,\n  Repo # last\n]\n", "[\n  # Cache\n  Cache,\n  Repo, # last\n  # Jobs\n  # run here\n  {Oban, opts}\n]\n"},
		{"on one line", "[{Oban, opts}, Cache, Repo]\n", "[Cache, Repo, {Oban, opts}]\n"},
		{"not past a comma that its comment would swallow", "[\n  {Oban, opts}, # jobs\n  Repo\n]\n", ""},
	} {
		d, f := script(tc.src)
		move, ok := d.MoveBelow(rangeIn(t, f, "{Oban, opts}"), rangeIn(t, f, "Repo"))
		if ok != (tc.want != "") {
			t.Errorf("%s: %v", tc.name, ok)
			continue
		}
		moved := inserted(f, move.Writes)
		for _, cut := range slices.Backward(move.Cuts) { // all of them stand before the insertions
			moved = moved[:f.Tok.Offset(cut.From)] + moved[f.Tok.Offset(cut.To):]
		}
		if ok && moved != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, moved, tc.want)
		}
	}
	d, f := script("c = [Cache, Repo]\nd = [Other]\n")
	for _, pair := range [][2]string{{"Repo", "Cache"}, {"Cache", "Other"}} {
		if _, ok := d.MoveBelow(rangeIn(t, f, pair[0]), rangeIn(t, f, pair[1])); ok {
			t.Errorf("%s was moved below %s", pair[0], pair[1])
		}
	}
}
