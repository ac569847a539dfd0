package shell

import (
	"go/token"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/flylint/flylint/parsers"
)

func FuzzParse(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(a.Files[0].Data))
	}
	f.Fuzz(func(t *testing.T, src string) {
		for _, name := range []string{"env.sh.eex", "run.sh"} {
			checkScript(t, src, parse(name, src))
		}
		words, _ := Split(src, 1)
		for _, w := range words {
			checkRange(t, src, w.Range)
		}
	})
}

// checkScript checks that all ranges lie in the file, that those of steps and
// words nest, and that what is given as written is what is written there.
func checkScript(t *testing.T, src string, s *Script) {
	t.Helper()
	for _, e := range s.Errors {
		checkRange(t, src, e.Range)
	}
	for _, c := range s.Comments {
		if checkRange(t, src, c.Range); !strings.HasPrefix(at(src, c.Range), "#") {
			t.Errorf("comment %q does not begin with #", at(src, c.Range))
		}
	}
	for _, tag := range s.Tags {
		if checkRange(t, src, tag.Range); !strings.HasPrefix(at(src, tag.Range), "<%") {
			t.Errorf("tag %q does not begin with <%%", at(src, tag.Range))
		}
	}
	checkSteps(t, src, s.Steps)
}

func checkSteps(t *testing.T, src string, steps []Step) {
	t.Helper()
	for _, step := range steps {
		checkRange(t, src, parsers.Range{From: step.Pos(), To: step.End()})
		for _, g := range step.Where().Guards {
			checkRange(t, src, g.Range)
		}
		switch s := step.(type) {
		case *Assignment:
			checkRange(t, src, s.Name.Range)
			if got := at(src, s.Name.Range); got != s.Name.Text {
				t.Errorf("name %q stands at %q", s.Name.Text, got)
			}
			if s.Value != nil {
				checkWord(t, src, s.Value)
			}
		case *Command:
			if len(s.Args) == 0 {
				t.Error("a command without a name")
			}
			for _, w := range s.Args {
				checkWord(t, src, w)
				if w.From < s.From || w.To > s.To {
					t.Errorf("word %q is not within its command", w.Raw)
				}
			}
		case *Function:
			checkSteps(t, src, s.Body)
		}
	}
}

func checkWord(t *testing.T, src string, w *Word) {
	t.Helper()
	checkRange(t, src, w.Range)
	if got := at(src, w.Range); got != w.Raw {
		t.Errorf("word %q stands at %q", w.Raw, got)
	}
	for _, p := range w.Parts {
		checkRange(t, src, p.Range)
		if p.From < w.From || p.To > w.To {
			t.Errorf("part %q is not within its word %q", p.Text, w.Raw)
		}
	}
}

func checkRange(t *testing.T, src string, r parsers.Range) {
	t.Helper()
	if r.From < 1 || r.To < r.From || r.To > token.Pos(len(src)+1) {
		t.Fatalf("range [%d, %d) is not in a file of %d bytes", r.From, r.To, len(src))
	}
}

func at(src string, r parsers.Range) string { return src[r.From-1 : r.To-1] }

func BenchmarkParse(b *testing.B) {
	a, err := txtar.ParseFile("testdata/env-flyctl.txtar")
	if err != nil {
		b.Fatal(err)
	}
	src := a.Files[0].Data
	file := token.NewFileSet().AddFile("env.sh.eex", -1, len(src))
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(file, src)
	}
}
