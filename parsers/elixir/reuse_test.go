package elixir

import (
	"go/token"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// TestReuseChangesNothing types in files, and takes back, and compares what is read
// again with what is read for the first time: the same tree, down to every position.
func TestReuseChangesNothing(t *testing.T) {
	const seed, scripts, edits = 5, 60, 40
	texts := configFiles(t)
	reused := 0
	for script := range scripts {
		rng := rand.New(rand.NewPCG(seed, uint64(script)))
		src := texts[rng.IntN(len(texts))]
		reader, earlier, base := new(Parser), (*File)(nil), token.Pos(1)
		var undo []string
		for range edits {
			if len(undo) > 0 && (rng.IntN(2) == 0 || len(tokenSpans(src)) == 0) {
				src, undo = undo[len(undo)-1], undo[:len(undo)-1]
			} else {
				undo = append(undo, src)
				src = randomEdit(src, rng).apply(src)
			}
			base += token.Pos(rng.IntN(100))
			again, fresh := reader.parse(base, src, earlier), parseAt(base, src)
			if !sameTree(again, fresh) {
				t.Fatalf("script %d: not what is read at once:\n%s\n%s", script, src, cmp.Diff(fresh, again, cmpopts.IgnoreUnexported(File{})))
			}
			reader.Renew()
			if again.age > 0 {
				reused++
			}
			earlier = again
		}
	}
	if reused < scripts*edits/2 {
		t.Errorf("a file was read again %d times only", reused)
	}
}

// TestReuseOfTheSameText reads statements again whose text is as it was, but not
// what stands around it.
func TestReuseOfTheSameText(t *testing.T) {
	for name, texts := range map[string][2]string{
		"a dot before a reserved word": {"x.(\na.\n\n in on\nb 1\n", "x.(\na\n\n in on\nb 1\n"},
		"deeper lines behind":          {"a )\nconfig :b\nc: 1,\nd: 2\n", "a )\nconfig :b\n  c: 1,\n  d: 2\n"},
		"a text that ends nowhere":     {"a )\nb \"#{\nc \"#{d}.#{s\"\n", "a )\n(b \"#{\nc \"#{d}.#{s\"\n"},
		"a longer word":                {"a\nb\nc\n", "a\nbb\nc\n"},
		"a call's parenthesis":         {"a\nb\n(c)\nd\n", "a\nb(c)\nd\n"},
		"an operator on the next line": {"a\nb\n\nc\nd\n", "a\nb\n|> c\nd\n"},
	} {
		p := new(Parser)
		before := p.parse(1, texts[0], p.parse(1, texts[0], p.parse(1, texts[0], nil)))
		if again, fresh := p.parse(5, texts[1], before), parseAt(5, texts[1]); !sameTree(again, fresh) {
			t.Errorf("%s: not what is read at once: %s", name, cmp.Diff(fresh, again, cmpopts.IgnoreUnexported(File{})))
		}
	}
}

func parseAt(base token.Pos, src string) *File { return new(Parser).parse(base, src, nil) }

// randomEdit is a fault, or what somebody does who cuts, pastes, or types what the
// lexer reads by its own rules.
func randomEdit(src string, rng *rand.Rand) fault {
	from := rng.IntN(len(src))
	to := min(len(src), from+rng.IntN(120))
	switch rng.IntN(6) {
	case 0:
		return fault{from, to, ""}
	case 1:
		at := rng.IntN(len(src))
		return fault{at, at, src[from:to]}
	case 2:
		words := []string{"\n", "\r\n", "\\\n", "\"\"\"\n", "#", "\n\n# note\n", "#{", "\n  |> f()", " not\n in ", "~s(", "?\n", ";", "é", "\uFEFF", "<<<<<<< a\n", "defmodule A do\n"}
		return fault{from, from, words[rng.IntN(len(words))]}
	}
	return randomFault(src, rng)
}

// sameTree reports whether two trees have the same nodes, comments and errors.
func sameTree(a, b *File) bool {
	return a.Range == b.Range && reflect.DeepEqual(a.Exprs, b.Exprs) && reflect.DeepEqual(a.Errors, b.Errors) && reflect.DeepEqual(a.Comments, b.Comments)
}

// TestReuseTakesOver shows how much of a file is taken over: all but what holds the
// edit, also past a version that does not parse; the first of those is read as a
// whole, since recovery may see more faults.
func TestReuseTakesOver(t *testing.T) {
	const before = "config :a, b: 1\n\nif x do\n  config :c, d: 2\n  config :e, f: 3\n  config :g, h: 4\nend\n"
	broken := "config :a, b: (1\n" + before[len("config :a, b: 1\n"):]
	p := new(Parser)
	last := p.parse(1, before, nil)
	var kept []Node
	for _, v := range []struct {
		src  string
		anew bool
	}{{before + "\n", true}, {"\n" + before + "\n", false}, {broken, true}, {before, false}, {broken, false}, {before, false}} {
		last = p.parse(1, v.src, last)
		block := last.Exprs[1].(*Call).Blocks[0].Body.(*Block)
		if anew := !slices.Equal(kept, block.Exprs); anew != v.anew {
			t.Errorf("%q: the block was read anew: %v", v.src, anew)
		}
		kept = block.Exprs
	}
	mended := p.parse(1, "config :a, b: 1\n\nif x do\n  config :c, d: 2\n  config :e, f: 33\n  config :g, h: 4\nend\n", last)
	block := mended.Exprs[1].(*Call).Blocks[0].Body.(*Block)
	for i, same := range []bool{true, false, true} {
		if (block.Exprs[i] == kept[i]) != same {
			t.Errorf("statement %d: taken over is %v", i, !same)
		}
	}
}
