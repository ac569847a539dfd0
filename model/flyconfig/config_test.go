package flyconfig

import (
	"fmt"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers/toml"
)

// readFly reads a config given as text.
func readFly(src string) *Config {
	tok := token.NewFileSet().AddFile("fly.toml", -1, len(src))
	tok.SetLinesForContent([]byte(src))
	return Read(&source.File{Path: "fly.toml", Src: []byte(src), Tok: tok}, toml.Parse(tok, []byte(src)))
}

// problems lists what was found while reading, a line each, in the order of
// the file within each kind.
func (f *Config) problems() []string {
	var lines []string
	add := func(at interface{ Pos() token.Pos }, format string, args ...any) {
		pos := f.File.Tok.Position(at.Pos())
		lines = append(lines, fmt.Sprintf("%d:%d ", pos.Line, pos.Column)+fmt.Sprintf(format, args...))
	}
	for _, e := range f.Syntax {
		add(e, "syntax")
	}
	for _, e := range f.TypeErrors {
		text := fmt.Sprintf("type %s: %s, not %s", e.Path, e.Want, e.Got)
		if e.Conversion != "" {
			text += " => " + e.Conversion
		}
		add(e, "%s", text)
	}
	for _, u := range f.Unknown {
		add(u, "unknown %s", u.describe())
	}
	for _, m := range f.Misplaced {
		add(m, "misplaced %s; belongs: %s", m.Path, placeNames(m.Belongs))
	}
	for _, d := range f.Dead {
		add(d, "dead %s", d.Path)
	}
	return lines
}

func (u UnknownKey) describe() string {
	text := u.Path
	switch {
	case u.Certain:
		text += "; certainly " + u.Nearest
	case u.Nearest != "":
		text += "; perhaps " + u.Nearest
	}
	if len(u.Elsewhere) > 0 {
		text += "; elsewhere: " + placeNames(u.Elsewhere)
	}
	if len(u.Keys) > 1 {
		text += fmt.Sprintf("; written %d times", len(u.Keys))
	}
	return text
}

func placeNames(tables []string) string {
	named := make([]string, len(tables))
	for i, table := range tables {
		if named[i] = table; table == "" {
			named[i] = "top level"
		}
	}
	return strings.Join(named, ", ")
}

func TestProblems(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, path := range archives {
		t.Run(filepath.Base(path), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			config, want := string(archive.Files[0].Data), nonEmpty(string(archive.Files[1].Data))
			got := readFly(config).problems()
			sortProblemLines(got)
			if diff := cmp.Diff(want, append([]string{}, got...)); diff != "" {
				t.Errorf("problems differ (-want +got):\n%s", diff)
			}
		})
	}
}

// TestFlyPrefixes reads every beginning of every test file: nothing may panic,
// and every range must lie in the file.
func TestPrefixes(t *testing.T) {
	archives, _ := filepath.Glob("testdata/*.txtar")
	for _, path := range archives {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		config := string(archive.Files[0].Data)
		for n := range config {
			checkFlyRanges(t, readFly(config[:n]))
		}
	}
}

func FuzzRead(f *testing.F) {
	archives, _ := filepath.Glob("testdata/*.txtar")
	for _, path := range archives {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(archive.Files[0].Data))
	}
	f.Fuzz(func(t *testing.T, src string) { checkFlyRanges(t, readFly(src)) })
}

// checkFlyRanges asserts that problems and edits point into the file.
func checkFlyRanges(t *testing.T, f *Config) {
	t.Helper()
	inside := func(from, to token.Pos) {
		t.Helper()
		if whole := f.File.Range(); from < whole.From || to > whole.To || from > to {
			t.Fatalf("range %d–%d lies outside %d–%d of:\n%s", from, to, whole.From, whole.To, f.File.Src)
		}
	}
	for _, e := range f.TypeErrors {
		inside(e.From, e.To)
	}
	for _, u := range f.Unknown {
		inside(u.From, u.To)
		if at := f.Lines(u.Entry); at.IsValid() {
			inside(at.From, at.To)
		}
	}
	for _, m := range f.Misplaced {
		inside(m.From, m.To)
	}
	for _, g := range f.Groups() {
		f.ServicesOf(g.Name)
		f.VMOf(g.Name)
	}
	pos, _, _ := f.InsertKey(f.Doc.Root, "a = 1")
	inside(pos, pos)
	pos, _ = f.AppendTable("[env]", "a = 1")
	inside(pos, pos)
}

func BenchmarkRead(b *testing.B) {
	data, err := os.ReadFile("testdata/launch-sqlite.txtar")
	if err != nil {
		b.Fatal(err)
	}
	config := string(txtar.Parse(data).Files[0].Data)
	b.SetBytes(int64(len(config)))
	b.ReportAllocs()
	for b.Loop() {
		readFly(config)
	}
}

// TestFlyLong reads long files of one kind each: nothing may take time or
// memory out of proportion.
func TestLong(t *testing.T) {
	tests := map[string]struct{ head, line string }{
		"lists of tables":   {"", "[[vm]]\n"},
		"ports":             {"[[services]]\n", "[[services.ports]]\n"},
		"unknown headers":   {"", "[[vmm]]\n"},
		"unknown keys":      {"[deploy]\n", "strateg%d = 1\n"},
		"variables":         {"[env]\n", "kill_timeout%d = 1\n"},
		"checks":            {"", "[checks.c%d]\n"},
		"values of no type": {"[processes]\n", "p%d = 1\n"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			b.WriteString(tt.head)
			for i := range 20_000 {
				if strings.Contains(tt.line, "%d") {
					fmt.Fprintf(&b, tt.line, i)
				} else {
					b.WriteString(tt.line)
				}
			}
			start := time.Now()
			f := readFly(b.String())
			f.Groups()
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}
