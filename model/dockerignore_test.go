package model

import (
	"testing"

	"strings"

	"github.com/google/go-cmp/cmp"
	"github.com/moby/patternmatcher"
	"github.com/moby/patternmatcher/ignorefile"

	"github.com/flylint/flylint/internal/sourcetest"
)

const ignoreText = "\ufeff# comment\n/deps\n_build/\n*.md\n!README.md\n  rel/overlays  \n\n**/node_modules\npriv/static/**\n!priv/static/robots.txt\n #not-a-comment\nconfig/*.secret.exs\nassets/[\n"

func TestDockerignoreDecides(t *testing.T) {
	f := sourcetest.Load(t, "-- .dockerignore --\n"+ignoreText).Read(".dockerignore")
	ig := ReadDockerignore(f)
	for _, tc := range []struct {
		name    string
		line    string // the line that decides; empty when none does
		ignored bool
	}{
		{"deps/ecto/mix.exs", "/deps", true},
		{"apps/deps/x", "", false},
		{"_build/prod/x", "_build/", true},
		{"NOTES.md", "*.md", true},
		{"docs/NOTES.md", "", false},
		{"README.md", "!README.md", false},
		{"rel/overlays/bin/server", "rel/overlays", true},
		{"rel/env.sh.eex", "", false},
		{"assets/node_modules/x/y.js", "**/node_modules", true},
		{"node_modules", "**/node_modules", true},
		{"priv/static/app.js", "priv/static/**", true},
		{"priv/static/robots.txt", "!priv/static/robots.txt", false},
		{"config/prod.secret.exs", "config/*.secret.exs", true},
		{"config/runtime.exs", "", false},
		{"assets/[", "", false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := ""
			if l := ig.Decides(tc.name); l != nil {
				got = f.Text(l.Range)
			}
			if got != tc.line || ig.Ignores(tc.name) != tc.ignored {
				t.Errorf("%q decides, ignored %v; want %q, %v", got, ig.Ignores(tc.name), tc.line, tc.ignored)
			}
		})
	}
}

func TestDockerignoreBrokenPattern(t *testing.T) {
	ig := ReadDockerignore(sourcetest.Load(t, "-- .dockerignore --\na[\nb\n").Read(".dockerignore"))
	var broken []bool
	for _, l := range ig.Lines {
		broken = append(broken, l.Broken)
	}
	if diff := cmp.Diff([]bool{true, false}, broken); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !ig.Ignores("b") {
		t.Error("a broken line spoiled the next")
	}
}

func TestNoDockerignore(t *testing.T) {
	ig := ReadDockerignore(nil)
	if ig != nil || ig.Ignores("x") {
		t.Error("without a file nothing is ignored")
	}
}

// TestDockerignoreAgainstDocker holds the reading line by line against the way
// Docker reads and matches the whole file.
func TestDockerignoreAgainstDocker(t *testing.T) {
	texts := []string{
		"*\n!lib\n!mix.*\n!config/**\nconfig/dev.exs\n",
		"**/*.ex\n!lib/**\n",
		"a/b\n!a/b/c\na/b/c/d\n",
		"/\n.\n./x\n../y\n!\n",
		"foo**bar\n**\n!**/keep\n",
		"! spaced\n#x\n\\#y\n",
	}
	paths := []string{
		"lib/a.ex", "mix.exs", "config/dev.exs", "config/runtime.exs", "test/a.exs", "a/b", "a/b/c", "a/b/c/d",
		"a/b/c/d/e", "x", "y", "foo/bar", "foobar", "deep/keep", "keep", "spaced", "#y", "#x",
	}
	for _, text := range texts {
		patterns, err := ignorefile.ReadAll(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		patterns = dropBroken(patterns)
		docker, err := patternmatcher.New(patterns)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		ig := ReadDockerignore(sourcetest.Load(t, "-- f --\n"+text).Read("f"))
		for _, p := range paths {
			want, err := docker.MatchesOrParentMatches(p)
			if err != nil {
				t.Fatal(err)
			}
			if got := ig.Ignores(p); got != want {
				t.Errorf("%q, %s: ignored %v, Docker says %v", text, p, got, want)
			}
		}
	}
}

// dropBroken leaves out the patterns for which Docker refuses the whole file.
func dropBroken(patterns []string) []string {
	var good []string
	for _, p := range patterns {
		if _, err := patternmatcher.New([]string{p}); err == nil {
			good = append(good, p)
		}
	}
	return good
}
