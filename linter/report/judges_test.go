package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flylint/flylint/checks"
	"github.com/flylint/flylint/internal/oracle/npm"
	"github.com/flylint/flylint/internal/reportcase"
	"github.com/flylint/flylint/linter"
)

// results are what the judges see: made-up results, and the incident's.
func results(t *testing.T) map[string]*linter.Result {
	t.Helper()
	all := checks.All()
	incident, err := linter.Run(t.Context(), linter.Options{FS: os.DirFS("../../testdata/incident/before"), Checks: all})
	if err != nil {
		t.Fatal(err)
	}
	return map[string]*linter.Result{
		"incident": incident, "sample": reportcase.Sample(), "hostile": reportcase.Hostile(), "empty": reportcase.Empty(),
	}
}

// writeAll writes every result in a format to a file of its own.
func writeAll(t *testing.T, format string, opts Options) []string {
	t.Helper()
	var files []string
	for name, result := range results(t) {
		var out bytes.Buffer
		if err := Write(&out, format, result, opts); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), name+"."+format)
		if err := os.WriteFile(file, out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}

func sarifOptions() []Options {
	return []Options{
		{Version: released, Checks: checks.All(), Dir: "/srv/ci/a b/app", ExitCode: 1},
		{Version: func() string { return "devel" }, Checks: checks.All(), HideSuppressed: true},
	}
}

func TestSARIFByMultitool(t *testing.T) {
	var files []string
	for _, opts := range sarifOptions() {
		files = append(files, writeAll(t, "sarif", opts)...)
	}
	broken := breakSARIF(t, files[0])
	found := false
	for _, problem := range npm.SARIFProblems(t, append(files, broken)...) {
		if strings.Contains(problem, broken) {
			found = true
		} else {
			t.Error(problem)
		}
	}
	if !found {
		t.Error("the multitool finds no fault with regions that have no line")
	}
}

// breakSARIF makes a faulty log, so that a judge who sees nothing is seen.
func breakSARIF(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	broken := filepath.Join(t.TempDir(), "broken.sarif")
	if err := os.WriteFile(broken, bytes.ReplaceAll(text, []byte(`"text"`), []byte(`"txt"`)), 0o600); err != nil {
		t.Fatal(err)
	}
	return broken
}

func TestSARIFBySchema(t *testing.T) {
	for _, opts := range sarifOptions() {
		npm.Script(t, "schema.mjs", nil, append([]string{npm.SARIFSchema(t)}, writeAll(t, "sarif", opts)...)...)
	}
}

// TestGitLabBySchema: each entry has all that GitLab's reader needs, since it
// stops at the first that has not.
func TestGitLabBySchema(t *testing.T) {
	npm.Script(t, "schema.mjs", nil, append([]string{"testdata/codequality.schema.json"}, writeAll(t, "gitlab", Options{})...)...)
}

// TestGitHubByToolkit: our workflow commands are byte for byte what GitHub's own
// toolkit writes for the same annotations.
func TestGitHubByToolkit(t *testing.T) {
	for name, result := range results(t) {
		var calls [][3]any
		for _, f := range severestFirst(result.Findings) {
			a := newAnnotation(f, Options{Prefix: "app"}, several(result))
			calls = append(calls, [3]any{a.level, a.message, map[string]any{
				"title": a.title, "file": a.file, "startLine": a.line, "endLine": a.line, "startColumn": a.column, "endColumn": a.endColumn,
			}})
		}
		input, err := json.Marshal(calls)
		if err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		if err := writeGitHub(&got, result, Options{Prefix: "app"}); err != nil {
			t.Fatal(err)
		}
		if calls == nil {
			continue
		}
		if diff := cmp.Diff(npm.Script(t, "annotations.mjs", input), got.String()); diff != "" {
			t.Errorf("%s: -toolkit +ours\n%s", name, diff)
		}
	}
}

// match is what GitHub's runner finds in a line with a problem matcher.
type match struct {
	File         string
	Line, Column int
	Severity     string
	Message      string
	Code         string
}

// TestProblemMatcher: every line of the compact format is matched, with all its parts.
func TestProblemMatcher(t *testing.T) {
	for name, result := range results(t) {
		var compact bytes.Buffer
		if err := Write(&compact, "compact", result, Options{}); err != nil {
			t.Fatal(err)
		}
		var want, got []match
		for _, f := range result.Findings {
			want = append(want, match{oneLine(f.File), f.Range.Start.Line, f.Range.Start.Column, githubLevel(f.Severity), oneLine(f.Message), f.Rule})
		}
		if err := json.Unmarshal([]byte(npm.Script(t, "matcher.mjs", compact.Bytes(), "../../.github/flylint-matcher.json")), &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, append([]match(nil), got...)); diff != "" {
			t.Errorf("%s: -meant +matched\n%s", name, diff)
		}
	}
}

// TestJobSummaryByMarkdown: rendered, the summary reads as it was meant, and
// nothing of a project is markup in it.
func TestJobSummaryByMarkdown(t *testing.T) {
	for name, result := range results(t) {
		var out bytes.Buffer
		if err := WriteJobSummary(&out, result); err != nil {
			t.Fatal(err)
		}
		var want, got [][]string
		for _, f := range severestFirst(result.Findings) {
			where := oneLine(fmt.Sprintf("%s:%d:%d", f.File, f.Range.Start.Line, f.Range.Start.Column))
			want = append(want, []string{f.Severity.String(), where, strings.TrimSpace(f.Rule + "\n" + details(f, several(result)))})
		}
		if err := json.Unmarshal([]byte(npm.Script(t, "markdown.mjs", out.Bytes())), &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, append([][]string(nil), got...)); diff != "" {
			t.Errorf("%s: -meant +seen\n%s", name, diff)
		}
	}
}
