package elixir

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// tokenSpans lists the tokens of src that take up room.
func tokenSpans(src string) (spans []span) {
	l := lexer{src: src, base: 1}
	l.tokenize()
	for _, t := range l.toks {
		if t.end > t.start && t.kind != tEOL {
			spans = append(spans, span{int(t.start), int(t.end)})
		}
	}
	return spans
}

// mutate drops, doubles or swaps one token of src.
func mutate(src string, rng *rand.Rand) string {
	spans := tokenSpans(src)
	if len(spans) < 2 {
		return src
	}
	i := rng.IntN(len(spans) - 1)
	a, b := spans[i], spans[i+1]
	switch rng.IntN(3) {
	case 0:
		return src[:a.start] + src[a.end:]
	case 1:
		return src[:a.end] + " " + src[a.start:a.end] + src[a.end:]
	}
	return src[:a.start] + src[b.start:b.end] + src[a.end:b.start] + src[a.start:a.end] + src[b.end:]
}

// TestMutations holds what we accept and refuse of spoilt files against Elixir.
func TestMutations(t *testing.T) {
	const seed, most = 7, 4000
	rng := rand.New(rand.NewPCG(seed, seed))
	files := corpus(t)
	count := min(most, 200*len(files))
	if os.Getenv("FLYLINT_CORPUS") == "" {
		count = 600
	}
	dir := t.TempDir()
	var paths, texts []string
	for i := range count {
		src, err := os.ReadFile(files[rng.IntN(len(files))])
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, fmt.Sprintf("%04d.exs", i))
		text := mutate(string(src), rng)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		paths, texts = append(paths, path), append(texts, text)
	}
	verdicts, old := askElixir(t, paths)
	agree, equal, accepted := 0, 0, 0
	for i, want := range verdicts {
		if old && strings.Contains(want.text, `"invalid sigil delimiter`) {
			want.ok = len(parse(texts[i]).Errors) == 0
		}
		tree := parse(texts[i])
		if want.ok != (len(tree.Errors) == 0) {
			t.Logf("%s: Elixir accepts: %v\nElixir: %s\nwe: %v\n%s", paths[i], want.ok, tail(want.text, 200), tree.Errors, lineOf(texts[i], want))
			continue
		}
		agree++
		if !want.ok {
			continue
		}
		accepted++
		if got := quote(tree, texts[i], old); structure(got) == structure(want.text) {
			equal++
		} else {
			t.Logf("%s: structure differs\n%s", paths[i], firstDifference(structure(got), structure(want.text)))
		}
	}
	t.Logf("mutants %d, agreed %d (%.1f %%), accepted by both %d, of these equal in structure %d",
		count, agree, 100*float64(agree)/float64(count), accepted, equal)
	if 100*agree < 97*count {
		t.Errorf("agreed on %d of %d", agree, count)
	}
}

// lineOf is the line of text Elixir complains about.
func lineOf(text string, v verdict) string {
	var line int
	if _, err := fmt.Sscanf(v.text, "{%d,", &line); err != nil {
		return ""
	}
	lines := strings.Split(text, "\n")
	return strings.Join(lines[max(0, line-2):min(len(lines), line+1)], "\n")
}
