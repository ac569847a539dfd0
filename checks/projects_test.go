package checks

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"

	"github.com/flylint/flylint/internal/casetest"
	"github.com/flylint/flylint/internal/golden"
	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/linter/report"
)

// projects is where the whole projects are.
const projects = "../testdata"

// TestIncident replays the incident: before/ with each later step laid over it
// gives the committed findings. -v prints the table step → findings.
func TestIncident(t *testing.T) {
	base, err := casetest.ReadDir(filepath.Join(projects, "incident", "before"))
	if err != nil {
		t.Fatal(err)
	}
	steps, err := casetest.Load(filepath.Join(projects, "incident", "steps"))
	if err != nil || len(steps) == 0 {
		t.Fatalf("%d steps, %v", len(steps), err)
	}
	var table strings.Builder
	rows := tabwriter.NewWriter(&table, 0, 0, 2, ' ', 0)
	fmt.Fprintln(rows, "step\terrors\twarnings\tinfos")
	for _, step := range append([]*casetest.Case{{Name: "before"}}, steps...) {
		step.Base = base
		result, err := step.Run(All())
		if err != nil {
			t.Fatal(err)
		}
		got, err := casetest.Format(result, "compact")
		if err != nil {
			t.Fatal(err)
		}
		golden.File(t, filepath.Join(projects, "incident", "findings", step.Name+".txt"), []byte(got))
		fmt.Fprintf(rows, "%s\t%s\t%s\t%s\n", step.Name, rulesOf(result, linter.Error), rulesOf(result, linter.Warning), rulesOf(result, linter.Info))
	}
	rows.Flush()
	t.Log("\n" + table.String())
}

// TestIncidentInEveryFormat shows what each reader gets of the incident.
func TestIncidentInEveryFormat(t *testing.T) {
	base, err := casetest.ReadDir(filepath.Join(projects, "incident", "before"))
	if err != nil {
		t.Fatal(err)
	}
	result := run(t, &casetest.Case{Base: base})
	for _, format := range report.Formats() {
		got, err := casetest.Format(result, format)
		if err != nil {
			t.Fatal(err)
		}
		golden.File(t, filepath.Join(projects, "incident", "formats", "before."+format), []byte(got))
	}
}

// TestIncidentFitsTheScreen holds the text to what a person sees at once: the
// cause first, and everything on 45 lines of a terminal.
func TestIncidentFitsTheScreen(t *testing.T) {
	base, err := casetest.ReadDir(filepath.Join(projects, "incident", "before"))
	if err != nil {
		t.Fatal(err)
	}
	text, err := casetest.Format(run(t, &casetest.Case{Base: base}), "text")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(text, "error[ecto/invalid-socket-option]: ") {
		t.Errorf("it does not begin with the cause:\n%s", text)
	}
	if n := strings.Count(text, "\n"); n > 45 {
		t.Errorf("it has %d lines", n)
	}
	for line := range strings.Lines(text) {
		if len([]rune(line)) > 110 {
			t.Errorf("too wide: %s", line)
		}
	}
}

// rulesOf lists the rules of the findings of one severity.
func rulesOf(result *linter.Result, severity linter.Severity) string {
	var names []string
	for _, f := range result.Findings {
		if f.Severity == severity {
			names = append(names, f.Rule)
		}
	}
	if names == nil {
		return "-"
	}
	return strings.Join(names, " ")
}

// TestIncidentCause holds the promise the tool was made for: on the app as it
// was, exactly one error, the cause, with its fix; nothing about what was
// innocent; and with that fix no error is left.
func TestIncidentCause(t *testing.T) {
	base, err := casetest.ReadDir(filepath.Join(projects, "incident", "before"))
	if err != nil {
		t.Fatal(err)
	}
	before := run(t, &casetest.Case{Base: base})
	errors := withSeverity(before, linter.Error)
	if len(errors) != 1 || errors[0].Rule != "ecto/invalid-socket-option" || errors[0].File != "config/runtime.exs" {
		t.Fatalf("errors: %s", rulesOf(before, linter.Error))
	}
	cause := errors[0]
	if !cause.Fixable() || cause.Fixes[0].Edits[0].NewText != "keepalive: true" {
		t.Errorf("fixes = %+v", cause.Fixes)
	}
	for _, symptom := range []string{"fly.toml", "lib/harbor_post/application.ex"} {
		if !relates(cause, symptom) {
			t.Errorf("the cause names no symptom in %s: %+v", symptom, cause.Related)
		}
	}
	texts := map[string][]byte{}
	for name, f := range base {
		texts[name] = f.Data
	}
	for name, text := range linter.Apply(errors, texts, false) {
		base[name].Data = text
	}
	if after := run(t, &casetest.Case{Base: base}); len(withSeverity(after, linter.Error)) != 0 {
		t.Errorf("after the fix: %s", rulesOf(after, linter.Error))
	}
}

func relates(f *linter.Finding, file string) bool {
	for _, r := range f.Related {
		if r.File == file {
			return true
		}
	}
	return false
}

func run(t *testing.T, c *casetest.Case) *linter.Result {
	t.Helper()
	result, err := c.Run(All())
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func withSeverity(result *linter.Result, severity linter.Severity) []*linter.Finding {
	var found []*linter.Finding
	for _, f := range result.Findings {
		if f.Severity == severity {
			found = append(found, f)
		}
	}
	return found
}

// TestSilence holds flylint to the list of what must not be reported.
func TestSilence(t *testing.T) {
	cases, err := casetest.Load(filepath.Join(projects, "silent"))
	if err != nil || len(cases) == 0 {
		t.Fatalf("%d projects, %v", len(cases), err)
	}
	launched, err := filepath.Glob(filepath.Join(projects, "launch", "*"))
	if err != nil || len(launched) == 0 {
		t.Fatalf("%d launched projects, %v", len(launched), err)
	}
	for _, dir := range launched {
		base, err := casetest.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		cases = append(cases, &casetest.Case{Name: "launch/" + filepath.Base(dir), Base: base})
	}
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			result := run(t, c)
			if text, _ := casetest.Format(result, "compact"); text != "" {
				t.Errorf("%s\n%s", c.Comment, text)
			}
			if len(result.Deployments) == 0 {
				t.Error("no deployment was found, so the silence means nothing")
			}
		})
	}
}

// silentLines is how many lines the list of what must not be reported has.
const silentLines = 18

// TestSilenceIsComplete keeps a line of that list from losing its project.
func TestSilenceIsComplete(t *testing.T) {
	for line := 1; line <= silentLines; line++ {
		found, err := filepath.Glob(filepath.Join(projects, "silent", fmt.Sprintf("%02d-*.txtar", line)))
		if err != nil || len(found) == 0 {
			t.Errorf("no project in testdata/silent shows line %d (%v)", line, err)
		}
	}
}

// TestBroken holds the output on broken inputs, as a person sees it.
func TestBroken(t *testing.T) {
	dirs, err := filepath.Glob(filepath.Join(projects, "broken", "*"))
	if err != nil || len(dirs) == 0 {
		t.Fatalf("%d projects, %v", len(dirs), err)
	}
	for _, dir := range dirs {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			result, err := linter.Run(context.Background(), linter.Options{FS: os.DirFS(dir), Checks: All()})
			if err != nil {
				t.Fatal(err)
			}
			got, err := casetest.Format(result, "text")
			if err != nil {
				t.Fatal(err)
			}
			golden.File(t, filepath.Join("testdata", "broken", filepath.Base(dir)+".txt"), []byte(got))
		})
	}
}

// TestHugeConfig is a fly.toml of ten megabytes: slow is fine, hanging is not,
// and the misspelt key at its end is still found.
func TestHugeConfig(t *testing.T) {
	if testing.Short() {
		t.Skip("ten megabytes take a while")
	}
	var text strings.Builder
	text.WriteString("app = \"quiet-harbor\"\n[env]\n")
	for i := 0; text.Len() < 10<<20; i++ {
		fmt.Fprintf(&text, "NAME_%d = \"value %d\"\n", i, i)
	}
	text.WriteString("[http_service]\ninternal_prot = 8080\n")
	base, err := casetest.ReadDir(filepath.Join(projects, "broken", "empty"))
	if err != nil {
		t.Fatal(err)
	}
	base["fly.toml"].Data = []byte(text.String())
	result := run(t, &casetest.Case{Base: base})
	if !slices.ContainsFunc(result.Findings, func(f *linter.Finding) bool { return f.Rule == "fly/unknown-key" }) {
		t.Errorf("the misspelt key is not among the %d findings", len(result.Findings))
	}
}
