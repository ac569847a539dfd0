package dockerfile

import (
	"cmp"
	"go/token"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/flylint/flylint/parsers"
)

func FuzzParse(f *testing.F) {
	for _, src := range samples(f) {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) { checkTree(t, src, parse(src)) })
}

// checkTree checks that the tree reproduces its source: every byte that is not
// blank, a continuation or a byte order mark lies in exactly one leaf, leaves
// hold what they say, and they lie within their instruction.
func checkTree(t *testing.T, src string, f *File) {
	t.Helper()
	c := &checker{t: t, src: src, escape: f.Escape}
	for _, d := range f.Directives {
		c.leaf(d.Range, "")
	}
	for _, comment := range f.Comments {
		c.leaf(comment.Range, "")
	}
	last := token.Pos(1)
	for _, in := range f.Instructions {
		if in.From < last {
			t.Errorf("instruction %s begins before the one before it ends", in.Name)
		}
		last = in.To
		c.instruction(in)
	}
	c.gaps()
	for _, e := range f.Errors {
		c.inFile(e.Range)
	}
	for _, s := range f.Stages {
		c.inFile(s.Range)
		s.Env()
		for _, p := range s.Expose {
			c.inFile(p.Range)
		}
	}
}

type checker struct {
	t      *testing.T
	src    string
	escape byte
	leaves []parsers.Range
}

func (c *checker) inFile(r parsers.Range) {
	c.t.Helper()
	if r.From < 1 || r.To < r.From || r.To > token.Pos(len(c.src)+1) {
		c.t.Fatalf("range [%d, %d) is not in a file of %d bytes", r.From, r.To, len(c.src))
	}
}

// leaf records a leaf. If it is written on one line it must hold raw.
func (c *checker) leaf(r parsers.Range, raw string) {
	c.t.Helper()
	c.inFile(r)
	c.leaves = append(c.leaves, r)
	if text := c.src[r.From-1 : r.To-1]; raw != "" && text != raw && !strings.Contains(text, "\n") {
		c.t.Errorf("leaf %q stands at %q", raw, text)
	}
}

func (c *checker) instruction(in *Instruction) {
	c.t.Helper()
	c.inFile(in.Range)
	c.leaf(in.Keyword.Range, in.Keyword.Raw)
	for _, f := range in.Flags {
		c.leaf(f.Range, "")
	}
	for _, w := range in.Args {
		c.within(in, w.Range)
	}
	for _, p := range in.Pairs {
		c.within(in, p.Range)
		c.within(in, p.Key.Range)
	}
	if in.Trigger != nil {
		c.within(in, in.Trigger.Range)
		c.instruction(in.Trigger)
		return // the trigger holds the text and the here-documents
	}
	c.leaf(in.Text.Range, in.Text.Raw)
	for _, h := range in.Heredocs {
		c.within(in, h.Body)
		c.leaf(h.Body, h.Content)
		if h.Terminator.IsValid() {
			c.leaf(h.Terminator, h.Name)
		}
	}
}

func (c *checker) within(in *Instruction, r parsers.Range) {
	c.t.Helper()
	c.inFile(r)
	if r.From < in.From || r.To > in.To {
		c.t.Errorf("[%d, %d) is not within %s at [%d, %d)", r.From, r.To, in.Name, in.From, in.To)
	}
}

// gaps checks that nothing but blanks stands between the leaves. Comments within
// an instruction's text are leaves inside a leaf.
func (c *checker) gaps() {
	c.t.Helper()
	slices.SortFunc(c.leaves, func(a, b parsers.Range) int { return cmp.Compare(a.From, b.From) })
	at := token.Pos(1)
	for _, r := range append(c.leaves, parsers.Range{From: token.Pos(len(c.src) + 1), To: token.Pos(len(c.src) + 1)}) {
		if r.From > at {
			gap := c.src[at-1 : r.From-1]
			if strings.TrimFunc(gap, c.isGap) != "" {
				c.t.Errorf("%q is in no leaf", gap)
			}
		}
		at = max(at, r.To)
	}
}

func (c *checker) isGap(r rune) bool {
	return unicode.IsSpace(r) || r == rune(c.escape) || r == '\ufeff'
}
