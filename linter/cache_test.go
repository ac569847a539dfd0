package linter_test

import (
	"context"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/tools/txtar"

	"github.com/flylint/flylint/checks"
	"github.com/flylint/flylint/linter"
)

// TestCacheChangesNothing edits files of the projects that the rules' cases
// are, at random and one after the other. After each edit a run with the cache
// of the runs before it must find what a run without one finds.
//
// By default every tenth case takes part, with FLYLINT_CACHE=all each.
func TestCacheChangesNothing(t *testing.T) {
	cases, err := filepath.Glob("../checks/*/testdata/*/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatal("no cases", err)
	}
	stride := 10
	if os.Getenv("FLYLINT_CACHE") == "all" {
		stride = 1
	}
	findings := 0
	for i := 0; i < len(cases); i += stride {
		archive, err := txtar.ParseFile(cases[i])
		if err != nil {
			t.Fatal(err)
		}
		s := script{Rand: rand.New(rand.NewPCG(uint64(i), 11)), files: fstest.MapFS{}, first: map[string]string{}}
		for _, f := range archive.Files {
			if name := f.Name; name != "want" && name != "secrets.json" && !strings.HasPrefix(name, "fixed/") {
				s.write(name, string(f.Data))
				s.first[name] = string(f.Data)
			}
		}
		findings += s.play(t, cases[i])
	}
	if findings < 1000 {
		t.Errorf("only %d findings: the test shows little", findings)
	}
}

// script makes edits.
type script struct {
	*rand.Rand
	files fstest.MapFS
	first map[string]string
}

func (s *script) write(name, text string) { s.files[name] = &fstest.MapFile{Data: []byte(text)} }

// play makes edits until the results differ, and counts what was found.
func (s *script) play(t *testing.T, name string) (findings int) {
	t.Helper()
	const edits = 30
	opts := linter.Options{FS: s.files, Checks: checks.All(), Workers: 1}
	cached := opts
	cached.Cache = &linter.Cache{}
	last := "the first run"
	for range edits {
		want, got := run(t, opts), run(t, cached)
		if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(linter.DeploymentInfo{}, "Read"), cmpopts.IgnoreUnexported(linter.Suppression{})); diff != "" {
			t.Fatalf("%s, after %s (-without +with the cache):\n%s\n%s", name, last, diff, s.texts())
		}
		findings += len(want.Findings)
		last = s.edit()
	}
	return findings
}

func run(t *testing.T, opts linter.Options) *linter.Result {
	t.Helper()
	result, err := linter.Run(context.Background(), opts)
	if err != nil {
		return &linter.Result{} // the config is gone: both must say so
	}
	return result
}

func (s *script) texts() string {
	a := txtar.Archive{}
	for _, name := range slices.Sorted(maps.Keys(s.files)) {
		a.Files = append(a.Files, txtar.File{Name: name, Data: s.files[name].Data})
	}
	return string(txtar.Format(&a))
}

// edit changes one file, and says which and how.
func (s *script) edit() string {
	names := slices.Sorted(maps.Keys(s.first))
	name := names[s.IntN(len(names))]
	file := s.files[name]
	kinds := []struct {
		name string
		edit func(lines []string) []string
	}{
		{"removing a line", s.remove},
		{"doubling a line", s.double},
		{"moving a line", s.swap},
		{"putting a word in the place of another", s.reword},
		{"putting a word in the place of another", s.reword},
		{"adding a line before all others", func(lines []string) []string { return slices.Concat([]string{"# flylint\n"}, lines) }},
		{"breaking a line", s.spoil},
		{"taking every edit back", func([]string) []string { return []string{s.first[name]} }},
	}
	if file == nil {
		s.write(name, s.first[name])
		return "bringing back " + name
	}
	if s.IntN(25) == 0 {
		delete(s.files, name)
		return "removing " + name
	}
	kind := kinds[s.IntN(len(kinds))]
	s.write(name, strings.Join(kind.edit(strings.SplitAfter(string(file.Data), "\n")), ""))
	return kind.name + " in " + name
}

func (s *script) remove(lines []string) []string {
	i := s.IntN(len(lines))
	return slices.Delete(lines, i, i+1)
}

func (s *script) double(lines []string) []string {
	i := s.IntN(len(lines))
	return slices.Insert(lines, i, lines[i])
}

func (s *script) swap(lines []string) []string {
	i, j := s.IntN(len(lines)), s.IntN(len(lines))
	lines[i], lines[j] = lines[j], lines[i]
	return lines
}

// spoil leaves a line half typed.
func (s *script) spoil(lines []string) []string {
	i := s.IntN(len(lines))
	lines[i] = lines[i][:s.IntN(len(lines[i])+1)]
	return lines
}

// reword puts a word of some file in the place of another of this one.
func (s *script) reword(lines []string) []string {
	text := strings.Join(lines, "")
	var all []string
	for _, name := range slices.Sorted(maps.Keys(s.files)) {
		all = append(all, words(string(s.files[name].Data))...)
	}
	own := words(text)
	if len(own) == 0 {
		return lines
	}
	return []string{strings.Replace(text, own[s.IntN(len(own))], all[s.IntN(len(all))], 1)}
}

func words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t\n()[]{}\"',", r) })
}
