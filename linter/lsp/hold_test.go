package lsp

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/flylint/flylint/checks"
	"github.com/flylint/flylint/linter"
)

// TestHoldingChangesNothing edits the projects that the rules' cases are, at
// random, in two servers: one holds what it shows while a file is half typed, the
// other judges everything each time. Whenever all files parse both must show the
// same. In between the first must show what it showed and the syntax error that
// the other tells.
//
// That other may say more or less then: it judges what recovery makes of half a
// file. That must stay rare, else findings that still hold would go.
//
// By default every tenth case takes part, with FLYLINT_CACHE=all each.
func TestHoldingChangesNothing(t *testing.T) {
	cases, err := filepath.Glob("../../checks/*/testdata/*/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatal("no cases", err)
	}
	stride := 10
	if os.Getenv("FLYLINT_CACHE") == "all" {
		stride = 1
	}
	var all tally
	for i := 0; i < len(cases); i += stride {
		t.Run(filepath.Base(cases[i]), func(t *testing.T) { newTypists(t, cases[i], uint64(i)).play(t, &all) })
	}
	if all.held < 500 || all.judged < 500 || all.found < 500 {
		t.Errorf("%+v: the test shows little", all)
	}
	if all.differ > all.held/20 {
		t.Errorf("%+v: what is held is too often not what is found", all)
	}
}

// tally counts edits.
type tally struct {
	held, judged int // not judged, and judged
	differ       int // held where judging says something else
	found        int // findings shown
}

// typists are two servers with the same buffers.
type typists struct {
	*rand.Rand
	dir             string
	holder, thinker *server
	first           map[string]string
}

func newTypists(t *testing.T, file string, seed uint64) *typists {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	two := &typists{rand.New(rand.NewPCG(seed, 5)), t.TempDir(), nil, nil, map[string]string{}}
	for _, f := range archive.Files {
		full := filepath.Join(two.dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
		edited := slices.Contains([]string{".toml", ".ex", ".exs"}, path.Ext(f.Name)) || path.Base(f.Name) == "Dockerfile"
		if edited && !strings.HasPrefix(f.Name, "fixed/") {
			two.first[f.Name] = string(f.Data)
		}
	}
	two.holder, two.thinker = two.open(), two.open()
	return two
}

// open is a server that has judged the buffers.
func (two *typists) open() *server {
	s := newServer(Options{Checks: checks.All(), Log: io.Discard, Now: time.Now})
	s.addFolder(uriOf(two.dir))
	for name, text := range two.first {
		s.didOpen(didOpenParams{textDocumentItem{URI: two.uri(name), Version: 1, Text: text}})
	}
	s.judgeAll()
	return s
}

func (two *typists) uri(name string) string {
	return uriOf(filepath.Join(two.dir, filepath.FromSlash(name)))
}

func (s *server) judgeAll() {
	for _, p := range s.projects {
		s.judge(context.Background(), p, false)
	}
}

func (two *typists) play(t *testing.T, all *tally) {
	var names []string
	for name := range two.first {
		names = append(names, name)
	}
	slices.Sort(names)
	if len(names) == 0 {
		return
	}
	name := names[two.IntN(len(names))]
	for range 40 {
		if two.IntN(6) == 0 {
			name = names[two.IntN(len(names))]
		}
		before := two.holder.document(two.uri(name)).text
		after := two.mess(string(before), two.first[name])
		if after == string(before) {
			continue
		}
		edit := difference(before, after)
		for _, s := range []*server{two.holder, two.thinker} {
			at := newIndex(before).span(edit.From, edit.To, utf16)
			s.didChange(didChangeParams{textDocumentID{URI: two.uri(name)}, []contentChange{{&at, edit.Text}}})
		}
		two.compare(t, name, all)
	}
}

// compare has both judge an edit, and compares what they show.
func (two *typists) compare(t *testing.T, name string, all *tally) {
	shown := two.holder.findings()
	for _, p := range two.thinker.projects {
		p.touchAll()
	}
	judged := two.holder.toJudge()
	two.holder.judgeAll()
	two.thinker.judgeAll()
	held, found := two.holder.findings(), two.thinker.findings()
	all.found += len(found)
	if judged {
		all.judged++
		if diff := cmp.Diff(found, held); diff != "" && !slices.ContainsFunc(held, isSyntaxError) {
			t.Fatalf("%s is edited (-judged anew +with what was kept):\n%s", name, diff)
		}
		return
	}
	all.held++
	if !slices.Equal(slices.DeleteFunc(slices.Clone(held), isSyntaxError), slices.DeleteFunc(slices.Clone(found), isSyntaxError)) {
		all.differ++
	}
	theError := func(f string) bool { return isSyntaxError(f) && strings.HasPrefix(f, name+":") }
	for _, f := range held {
		if !theError(f) && !slices.Contains(shown, f) {
			t.Errorf("%s is half typed: new is %s", name, f)
		}
	}
	for _, f := range found {
		if theError(f) && !slices.Contains(held, f) {
			t.Errorf("%s is half typed: %s is not told", name, f)
		}
	}
}

// toJudge reports whether some group must be judged, and deals with those in which
// a file is half typed.
func (s *server) toJudge() (some bool) {
	for _, p := range s.projects {
		for _, g := range p.groups {
			held := !g.dirty && (g.edited == "" || s.halfTyped(g))
			some = some || !held
		}
	}
	return some
}

func isSyntaxError(finding string) bool { return strings.HasSuffix(finding, linter.SyntaxErrorSlug) }

// findings is what a server shows.
func (s *server) findings() []string {
	var list []string
	for _, p := range s.projects {
		for _, g := range p.groups {
			for _, f := range g.shown {
				list = append(list, fmt.Sprintf("%s:%d-%d %v %s: %s %s", f.at.file, f.at.from, f.at.to, f.at.ok, f.Severity, f.Message, f.Rule))
			}
		}
	}
	slices.Sort(list)
	return list
}

// mess is a text with an edit, or as it was at first.
func (two *typists) mess(text, first string) string {
	lines := strings.SplitAfter(text, "\n")
	i, at := two.IntN(len(lines)), two.IntN(len(text)+1)
	switch two.IntN(7) {
	case 0, 1:
		return first
	case 2:
		lines[i] = lines[i][:two.IntN(len(lines[i])+1)]
	case 3:
		lines = slices.Delete(lines, i, i+1)
	case 4:
		lines[i] = "# flylint\n" + lines[i]
	case 5:
		pieces := []string{"[", "\"", "(", "do\n", "= ", "x", "end\n"}
		return text[:at] + pieces[two.IntN(len(pieces))] + text[at:]
	case 6:
		return text[:at] + text[min(len(text), at+1+two.IntN(3)):]
	}
	return strings.Join(lines, "")
}
