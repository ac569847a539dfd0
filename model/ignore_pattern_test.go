package model

import (
	"math/rand/v2"
	"path"
	"strings"
	"testing"

	"github.com/moby/patternmatcher"

	"github.com/flylint/flylint/internal/sourcetest"
)

// TestIgnorePatternAgainstDocker asks Docker's own matcher about random patterns,
// most of which package path matches here.
func TestIgnorePatternAgainstDocker(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	word := func(letters string, longest int) string {
		var b strings.Builder
		for range 1 + random.IntN(longest) {
			b.WriteByte(letters[random.IntN(len(letters))])
		}
		return b.String()
	}
	matched := 0
	for range 20_000 {
		text, name := path.Clean(word("aab.*?+(/", 7)), path.Clean(word("aaab.+(/", 9))
		text, name = strings.TrimPrefix(text, "/"), strings.TrimPrefix(name, "/")
		docker, err := patternmatcher.New([]string{text})
		if err != nil || name == "" || name[0] == '.' {
			continue
		}
		want, err := docker.MatchesOrParentMatches(name)
		if err != nil {
			t.Fatal(err)
		}
		p, err := newIgnoreBudget().pattern(text)
		if got := p.matches(name); err != nil || got != want {
			t.Errorf("%q, %q: %v %v, Docker says %v", text, name, got, err, want)
		}
		if want {
			matched++
		}
	}
	if matched < 500 {
		t.Errorf("only %d patterns matched", matched)
	}
}

// TestIgnoreBudget reads no more of a file than a person would have written.
func TestIgnoreBudget(t *testing.T) {
	lines := "a\n" + strings.Repeat("x.log\n", newIgnoreBudget().lines) + "b\n"
	long := "a\n" + strings.Repeat(strings.Repeat("**/[x]", longestCompiled/6)+"\n", newIgnoreBudget().compiled/longestCompiled+9) + "**/b\n**/c[d]\n"
	for _, text := range []string{lines, long} {
		ig := ReadDockerignore(sourcetest.Load(t, "-- f --\n"+text).Read("f"))
		if !ig.Ignores("a") {
			t.Error("what stands at the start is not heeded")
		}
		if ig.Ignores("b") || ig.Ignores("cd") {
			t.Error("what stands beyond the budget is heeded")
		}
		ignored, decided := decideByGit([]byte(text), "b")
		if ignored || decided {
			t.Error("what stands beyond the budget of a .gitignore is heeded")
		}
	}
}
