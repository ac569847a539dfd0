package report

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/flylint/flylint/internal/golden"
	"github.com/flylint/flylint/internal/reportcase"
	"github.com/flylint/flylint/linter"
)

// TestFormats compares each format with what was read and found right.
func TestFormats(t *testing.T) {
	for name, result := range map[string]*linter.Result{"sample": reportcase.Sample(), "hostile": reportcase.Hostile(), "empty": reportcase.Empty()} {
		for _, format := range Formats() {
			t.Run(name+"."+format, func(t *testing.T) {
				golden.File(t, filepath.Join("testdata", name+"."+format), write(t, format, result))
			})
		}
	}
}

// write writes a result as a run somewhere below a pipeline's checkout would.
func write(t *testing.T, format string, result *linter.Result) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, format, result, Options{Version: released, Dir: "/srv/a b/app", Prefix: "app", ExitCode: 1, Checks: []*linter.Check{rule()}}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// rule is a rule as SARIF describes it.
func rule() *linter.Check {
	return &linter.Check{Slug: "fly/unknown-key", Severity: linter.Warning, Documentation: linter.Documentation{
		Summary: "a key flyctl does not know", What: "Every key.", Why: "It is dropped without a word.", Instead: "Write `app`, not `ap`.", FixSafety: "It writes the right key.",
	}}
}

func TestColourOnlyAddsEscapes(t *testing.T) {
	var plain, colored bytes.Buffer
	if err := Write(&plain, "text", reportcase.Sample(), Options{}); err != nil {
		t.Fatal(err)
	}
	if err := Write(&colored, "text", reportcase.Sample(), Options{Color: true}); err != nil {
		t.Fatal(err)
	}
	if stripped := stripEscapes(colored.String()); stripped != plain.String() || stripped == colored.String() {
		t.Errorf("without its escapes the coloured text is\n%s", stripped)
	}
}

// stripEscapes removes the sequences that set colours.
func stripEscapes(s string) string {
	var out strings.Builder
	for {
		before, after, found := strings.Cut(s, "\x1b[")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		_, s, _ = strings.Cut(after, "m")
	}
}

func TestEmptyResult(t *testing.T) {
	result := &linter.Result{Deployments: []linter.DeploymentInfo{{Config: "fly.toml"}}, Files: 1}
	for format, want := range map[string]string{
		"text":    "No findings: 1 file in 1 deployment read.\n",
		"compact": "",
	} {
		var out bytes.Buffer
		if err := Write(&out, format, result, Options{}); err != nil || out.String() != want {
			t.Errorf("%s: %q, %v; want %q", format, out.String(), err, want)
		}
	}
}

func TestJSONListsAreNeverNull(t *testing.T) {
	var out bytes.Buffer
	if err := Write(&out, "json", &linter.Result{Deployments: []linter.DeploymentInfo{{Config: "fly.toml"}}}, Options{}); err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if list, ok := got["findings"].([]any); !ok || len(list) != 0 {
		t.Errorf("findings = %v", got["findings"])
	}
	if app := got["deployments"].([]any)[0].(map[string]any)["app"]; app != nil {
		t.Errorf("an app without a name is %v, not null", app)
	}
}

func TestUnknownFormat(t *testing.T) {
	if err := Write(&bytes.Buffer{}, "xml", &linter.Result{}, Options{}); err == nil || !strings.Contains(err.Error(), "text, compact, json") {
		t.Errorf("err = %v", err)
	}
}

func TestLongLinesAreCroppedAroundTheirMark(t *testing.T) {
	text := strings.Repeat("a", 300) + "HERE" + strings.Repeat("b", 300)
	s := shownLine([]byte(text), mark{at: reportcase.At(text, "HERE")})
	if cells(s.text) > maxLine || !strings.Contains(s.text, "HERE") {
		t.Errorf("%d cells: %s", cells(s.text), s.text)
	}
	if got := []rune(s.text)[s.before : s.before+s.width]; string(got) != "HERE" {
		t.Errorf("the mark stands under %q", string(got))
	}
}

func TestWrap(t *testing.T) {
	text := strings.Repeat("word ", 60) + strings.Repeat("x", 200) + " end"
	lines := wrap(text, 30, 2)
	if got := strings.Join(lines, " "); got != text {
		t.Errorf("the words changed: %q", got)
	}
	for i, line := range lines {
		indent := 2
		if i == 0 {
			indent = 30
		}
		if indent+cells(line) > messageWidth && strings.Contains(line, " ") {
			t.Errorf("line %d has %d cells: %q", i, indent+cells(line), line)
		}
	}
	if got := wrap("", 0, 0); len(got) != 1 || got[0] != "" {
		t.Errorf("nothing became %q", got)
	}
}

// released is the version of flylint in these tests.
func released() string { return "v0.1.0" }
