// Package reviewdog lets reviewdog's own parsers read our reports, and an XML
// validator those that have a schema. It is a module of its own, so that
// nobody who installs flylint downloads them.
package reviewdog

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/reviewdog/reviewdog/parser"
	"github.com/reviewdog/reviewdog/proto/rdf"

	"github.com/flylint/flylint/checks"
	"github.com/flylint/flylint/internal/reportcase"
	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/linter/report"
)

// results are what the judges see: made-up results, and the incident's.
func results(t *testing.T) map[string]*linter.Result {
	t.Helper()
	all := checks.All()
	incident, err := linter.Run(t.Context(), linter.Options{FS: os.DirFS("../../../testdata/incident/before"), Checks: all})
	if err != nil {
		t.Fatal(err)
	}
	return map[string]*linter.Result{
		"incident": incident, "sample": reportcase.Sample(), "hostile": reportcase.Hostile(), "empty": reportcase.Empty(),
	}
}

// diagnostic is what must survive of a finding.
type diagnostic struct {
	File         string
	Line, Column int32
	Severity     string
	Rule         string
	Message      string // its first words
}

func TestReviewdogReadsOurReports(t *testing.T) {
	all := results(t)
	t.Chdir(t.TempDir()) // outside of every repository, names are relative to here
	cwd, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range []string{"checkstyle", "rdjson", "sarif"} {
		for name, result := range all {
			t.Run(name+"."+format, func(t *testing.T) {
				var out bytes.Buffer
				if err := report.Write(&out, format, result, report.Options{Version: func() string { return "v0.1.0" }, Dir: filepath.ToSlash(cwd), HideSuppressed: true}); err != nil {
					t.Fatal(err)
				}
				var want, got []diagnostic
				for _, f := range result.Findings {
					want = append(want, expected(f, format, result.Sources[f.File]))
				}
				for _, d := range read(t, format, &out) {
					got = append(got, seen(d))
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("-meant +read\n%s", diff)
				}
			})
		}
	}
}

func read(t *testing.T, format string, out *bytes.Buffer) []*rdf.Diagnostic {
	t.Helper()
	p, err := parser.New(&parser.Option{FormatName: format})
	if err != nil {
		t.Fatal(err)
	}
	ds, err := p.Parse(out)
	if err != nil {
		t.Fatal(err)
	}
	return ds
}

// expected is a finding as reviewdog should have it. Its columns count bytes
// where the format's do.
func expected(f *linter.Finding, format string, src []byte) diagnostic {
	at := f.Range.Start
	column := at.Column
	if format == "rdjson" {
		column = at.Offset - bytes.LastIndexByte(src[:at.Offset], '\n')
	}
	return diagnostic{f.File, int32(at.Line), int32(column), strings.ToUpper(f.Severity.String()), f.Rule, words(f.Message, f.Rule)}
}

func seen(d *rdf.Diagnostic) diagnostic {
	start := d.GetLocation().GetRange().GetStart()
	return diagnostic{
		d.GetLocation().GetPath(), start.GetLine(), max(start.GetColumn(), 1), d.GetSeverity().String(), d.GetCode().GetValue(),
		words(d.GetMessage(), d.GetCode().GetValue()),
	}
}

// words are the plain words a message begins with: formats add to it, and take
// out what is no text. Without any it is the rule.
func words(message, rule string) string {
	if strings.Contains(message, reportcase.Secret) || strings.Contains(message, "://ada:") {
		return "masked"
	}
	line, _, _ := strings.Cut(strings.TrimPrefix(message, "See "+rule+"."), "\nhelp:")
	line, _, _ = strings.Cut(line, "\nHelp:")
	line, _, _ = strings.Cut(line, "\nin:")
	line, _, _ = strings.Cut(line, "\nfix:")
	kept := strings.FieldsFunc(line, func(r rune) bool { return r < 'A' || r > 'z' || r > 'Z' && r < 'a' })
	return strings.Join(kept, " ")
}

// TestSuggestionsSurvive: the fix of the incident comes back as an edit that
// gives the right file.
func TestSuggestionsSurvive(t *testing.T) {
	result := results(t)["sample"]
	for _, format := range []string{"rdjson", "sarif"} {
		var out bytes.Buffer
		if err := report.Write(&out, format, result, report.Options{}); err != nil {
			t.Fatal(err)
		}
		d := read(t, format, &out)[0]
		if len(d.GetSuggestions()) != 1 {
			t.Fatalf("%s: suggestions: %v", format, d.GetSuggestions())
		}
		got := apply(reportcase.RuntimeText, d.GetSuggestions()[0])
		if want := strings.Replace(reportcase.RuntimeText, ":keepalive", "keepalive: true", 1); got != want {
			t.Errorf("%s: applied, it is\n%s", format, got)
		}
	}
}

// apply makes a suggestion in one line.
func apply(text string, s *rdf.Suggestion) string {
	lines := strings.SplitAfter(text, "\n")
	line := &lines[s.GetRange().GetStart().GetLine()-1]
	*line = (*line)[:s.GetRange().GetStart().GetColumn()-1] + s.GetText() + (*line)[s.GetRange().GetEnd().GetColumn()-1:]
	return strings.Join(lines, "")
}
