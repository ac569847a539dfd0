package lsp_test

import (
	"strings"
	"testing"

	"github.com/flylint/flylint/linter/lsp"
)

// titles asks for the actions of a buffer and returns what they are called.
func (e *editor) titles(name string, at lspRange, context m) string {
	e.t.Helper()
	var actions []struct{ Title string }
	e.call("textDocument/codeAction", m{"textDocument": m{"uri": e.uri(name)}, "range": at, "context": context}, &actions)
	var titles []string
	for _, a := range actions {
		titles = append(titles, a.Title)
	}
	return strings.Join(titles, "\n")
}

// TestActionsForNamedDiagnostics: some editors put the cursor's place into the
// range and name the diagnostics of its whole line.
func TestActionsForNamedDiagnostics(t *testing.T) {
	e := start(t, project(t), pushing())
	e.open("fly.toml")
	e.version("fly.toml", e.edit("fly.toml", replace(e.read("fly.toml"), "force_https", "force_http")))
	const fix = "Rename it to force_https"
	found := e.published["fly.toml"].Diagnostics[0]
	if found.Code != "fly/unknown-key" {
		t.Fatalf("published %+v", found)
	}
	elsewhere := lspRange{lspPosition{0, 0}, lspPosition{0, 0}}
	foreign := m{"range": elsewhere, "code": 80, "message": "another server's"}
	for what, c := range map[string]struct {
		at      lspRange
		named   []m
		offered bool
	}{
		"in range":  {found.Range, nil, true},
		"named":     {elsewhere, []m{foreign, {"range": found.Range, "code": found.Code, "message": "x"}}, true},
		"elsewhere": {elsewhere, []m{foreign}, false},
	} {
		got := e.titles("fly.toml", c.at, m{"diagnostics": c.named, "only": []string{"quickfix"}})
		if strings.Contains(got, fix) != c.offered {
			t.Errorf("%s: offered %q", what, got)
		}
	}
}

// TestClientThatCannotBeToldToAskAgain pulls but knows no refresh: it is served
// by pushing, or it would not learn what its edit makes of another file.
func TestClientThatCannotBeToldToAskAgain(t *testing.T) {
	caps := pulling()
	delete(caps["workspace"].(m), "diagnostics")
	e := connect(t, write(t, project(t)), lsp.Options{})
	result := e.initialize(m{"capabilities": caps})
	if _, offered := result["capabilities"].(m)["diagnosticProvider"]; offered {
		t.Error("it is asked to pull")
	}
	e.open("fly.toml")
	e.version("fly.toml", 1)
}
