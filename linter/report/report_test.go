package report

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/flylint/flylint/internal/golden"
	"github.com/flylint/flylint/linter"
)

// The texts the findings below point into.
const (
	runtimeText = "import Config\n\nif config_env() == :prod do\n\tconfig :quiet, Quiet.Repo,\n\t  url: \"ecto://ada:s3cr3t@db.example/quiet\", socket_options: maybe_ipv6 ++ [:keepalive]\nend\n"
	flyText     = "app = \"quiet-harbor\"\n\n[deploy]\n  release_command = \"/app/bin/migrate\"\n\n# … 漢字\nkey = \"漢字\"\n"
)

// at is the range of the first piece in text.
func at(text, piece string) linter.Range {
	start := strings.Index(text, piece)
	return linter.Range{Start: position(text, start), End: position(text, start+len(piece))}
}

func position(text string, offset int) linter.Position {
	before := text[:offset]
	line := strings.Count(before, "\n") + 1
	column := len([]rune(before[strings.LastIndexByte(before, '\n')+1:])) + 1
	return linter.Position{Line: line, Column: column, Offset: offset}
}

// sample is a result with everything a format must show: a cause and what it
// explains, places in two files, fixes of both kinds, wide characters, a tab, a
// secret, an escape sequence.
func sample() *linter.Result {
	option := at(runtimeText, ":keepalive")
	wide := at(flyText, `"漢字"`)
	return &linter.Result{
		Deployments: []linter.DeploymentInfo{{Config: "fly.toml", App: "quiet-harbor"}, {Config: "fly.b.toml"}},
		Files:       12,
		Sources:     map[string][]byte{"config/runtime.exs": []byte(runtimeText), "fly.toml": []byte(flyText)},
		Findings: []*linter.Finding{
			{
				Rule: "ecto/invalid-socket-option", Severity: linter.Error, Message: "the bare atom :keepalive is no option of gen_tcp", Label: "exits with badarg",
				Help: "write keepalive: true", URL: "https://example.com/e", Deployments: []string{"fly.toml"}, File: "config/runtime.exs", Range: option, Path: "config.quiet.Quiet.Repo.socket_options",
				Related:  []linter.Related{{File: "fly.toml", Range: at(flyText, "release_command"), Message: "this dies with ** (EXIT from #PID<0.98.0>) shutdown"}},
				Fixes:    []linter.Fix{{Message: "Use keepalive: true", Edits: []linter.Edit{{File: "config/runtime.exs", Range: option, NewText: "keepalive: true"}}}},
				Explains: []string{"ffff"}, Fingerprint: "aaaa",
			},
			{
				Rule: "fly/unknown-key", Severity: linter.Warning, Message: "key\x1b[31m is not\nknown", Deployments: []string{"fly.b.toml", "fly.toml"}, File: "fly.toml", Range: wide, Path: "key",
				Fixes: []linter.Fix{{Message: "Delete it", Risk: "somebody may want it.", Edits: []linter.Edit{{File: "fly.toml", Range: wide}}}}, Fingerprint: "bbbb",
			},
			{Rule: "oban/postgres-notifier-behind-pooler", Severity: linter.Warning, Message: "an effect", Deployments: []string{"fly.toml"}, File: "fly.toml", Range: at(flyText, "[deploy]"), Fingerprint: "ffff"},
			{Rule: "otp/flat-tree-default-intensity", Severity: linter.Info, Message: "at the end of the file", Deployments: []string{"fly.toml"}, File: "fly.toml", Range: at(flyText, ""), Fingerprint: "cccc"},
		},
	}
}

func TestFormats(t *testing.T) {
	for _, format := range Formats() {
		t.Run(format, func(t *testing.T) {
			var out bytes.Buffer
			if err := Write(&out, format, sample(), Options{Version: "0.0.0"}); err != nil {
				t.Fatal(err)
			}
			golden.File(t, filepath.Join("testdata", "sample."+format), out.Bytes())
			if strings.Contains(out.String(), "s3cr3t") {
				t.Error("the secret is shown")
			}
			if strings.Contains(out.String(), "\x1b") {
				t.Error("an escape sequence of the project reaches the terminal")
			}
		})
	}
}

func TestColourOnlyAddsEscapes(t *testing.T) {
	var plain, colored bytes.Buffer
	if err := Write(&plain, "text", sample(), Options{}); err != nil {
		t.Fatal(err)
	}
	if err := Write(&colored, "text", sample(), Options{Color: true}); err != nil {
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
	s := shownLine([]byte(text), mark{at: at(text, "HERE")})
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
