package lsp_test

import (
	"encoding/json"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/flylint/flylint/linter/lsp"
)

type codeAction struct {
	Title       string
	Kind        string
	IsPreferred bool
	Diagnostics []diagnostic
	Edit        workspaceEdit
	Command     *struct {
		Command   string
		Arguments []json.RawMessage
	}
}

type workspaceEdit struct {
	Changes         map[string][]textEdit
	DocumentChanges []struct {
		TextDocument struct {
			URI     string
			Version *int
		}
		Edits []textEdit
	}
}

type textEdit struct {
	Range   lspRange
	NewText string
}

// actions asks for what can be done about a whole line, from 1.
func (e *editor) actions(name string, line int, only ...string) []codeAction {
	e.t.Helper()
	context := m{"diagnostics": []m{}}
	if len(only) > 0 {
		context["only"] = only
	}
	var actions []codeAction
	e.call("textDocument/codeAction", m{
		"textDocument": m{"uri": e.uri(name)}, "range": lspRange{lspPosition{line - 1, 0}, lspPosition{line - 1, 999}}, "context": context,
	}, &actions)
	return actions
}

// titled is the action whose title begins so.
func titled(t *testing.T, actions []codeAction, prefix string) codeAction {
	t.Helper()
	for _, a := range actions {
		if strings.HasPrefix(a.Title, prefix) {
			return a
		}
	}
	t.Fatalf("no action %q among %+v", prefix, actions)
	return codeAction{}
}

// apply makes edits in a text, counting in UTF-16 as the protocol does.
func apply(text string, edits []textEdit) string {
	sort.SliceStable(edits, func(i, j int) bool {
		a, b := edits[i].Range.Start, edits[j].Range.Start
		return a.Line > b.Line || a.Line == b.Line && a.Character > b.Character
	})
	for _, edit := range edits {
		from, to := offset16(text, edit.Range.Start), offset16(text, edit.Range.End)
		text = text[:from] + edit.NewText + text[to:]
	}
	return text
}

// offset16 is a plain reading of the protocol, to compare the server's with.
func offset16(text string, p lspPosition) int {
	at := 0
	for range p.Line {
		i := strings.IndexAny(text[at:], "\r\n")
		if i < 0 {
			return len(text)
		}
		at += i + 1
		if text[at-1] == '\r' && strings.HasPrefix(text[at:], "\n") {
			at++
		}
	}
	units := 0
	for i, r := range text[at:] {
		if units >= p.Character || r == '\r' || r == '\n' {
			return at + i
		}
		units++
		if r > 0xffff {
			units++
		}
	}
	return len(text)
}

func TestQuickFix(t *testing.T) {
	e := start(t, project(t), pushing())
	text := strings.Replace(e.read("config/runtime.exs"), "[:inet6]", "[:inet6, :keepalive]", 1)
	e.openAs("config/runtime.exs", text)
	if got := e.version("config/runtime.exs", 1); !slices.Equal(got, []string{"ecto/invalid-socket-option:17"}) {
		t.Fatalf("findings: %v", got)
	}
	actions := e.actions("config/runtime.exs", 17)
	fix := titled(t, actions, "Use keepalive: true")
	if fix.Kind != "quickfix" || !fix.IsPreferred || len(fix.Diagnostics) != 1 || fix.Diagnostics[0].Code != "ecto/invalid-socket-option" {
		t.Errorf("fix = %+v", fix)
	}
	change := fix.Edit.DocumentChanges[0]
	if change.TextDocument.Version == nil || *change.TextDocument.Version != 1 {
		t.Errorf("the edit is for version %v", change.TextDocument.Version)
	}
	if got := apply(text, change.Edits); !strings.Contains(got, "socket_options: [:inet6, keepalive: true]") {
		t.Errorf("the fix makes\n%s", got)
	}
	if last := actions[len(actions)-1]; last.Title != "Ignore ecto/invalid-socket-option here" {
		t.Errorf("the last action is %s", last.Title)
	}
	all := titled(t, actions, "Apply all")
	if got := apply(text, all.Edit.DocumentChanges[0].Edits); !strings.Contains(got, "socket_options: [:inet6, keepalive: true]") {
		t.Errorf("all fixes make\n%s", got)
	}
}

// TestFixAcrossFiles mends a finding of fly.toml that only the unsaved text of
// runtime.exs gives cause for.
func TestFixAcrossFiles(t *testing.T) {
	caps := pushing()
	caps["workspace"].(m)["workspaceEdit"] = m{} // an old client: changes, no versions
	e := start(t, project(t), caps)
	e.open("fly.toml")
	e.open("config/runtime.exs")
	e.edit("config/runtime.exs", replace(e.read("config/runtime.exs"), `"8080"`, `"4001"`))
	fix := titled(t, e.actions("fly.toml", 8), "Add PORT")
	edits := fix.Edit.Changes[e.uri("fly.toml")]
	if len(edits) == 0 || len(fix.Edit.DocumentChanges) > 0 {
		t.Fatalf("edit = %+v", fix.Edit)
	}
	if got := apply(e.read("fly.toml"), edits); !strings.Contains(got, `PORT = "8080"`) {
		t.Errorf("the fix makes\n%s", got)
	}
}

func TestOnlyFiltersByPrefix(t *testing.T) {
	e := start(t, project(t), pushing())
	e.openAs("config/runtime.exs", strings.Replace(e.read("config/runtime.exs"), "[:inet6]", "[:inet6, :keepalive]", 1))
	for _, c := range []struct {
		only        []string
		fix, fixAll bool
	}{
		{nil, true, true},
		{[]string{""}, true, true},
		{[]string{"quickfix"}, true, false},
		{[]string{"source"}, false, true},
		{[]string{"source.fixAll"}, false, true},
		{[]string{"source.fixAll.flylint"}, false, true},
		{[]string{"source.fixAll.flylint.more"}, false, false},
		{[]string{"source.fix"}, false, false},
		{[]string{"source.organizeImports", "refactor"}, false, false},
	} {
		kinds := []string{}
		for _, a := range e.actions("config/runtime.exs", 17, c.only...) {
			kinds = append(kinds, a.Kind)
		}
		if slices.Contains(kinds, "quickfix") != c.fix || slices.Contains(kinds, "source.fixAll.flylint") != c.fixAll || slices.Contains(kinds, "source.fixAll") {
			t.Errorf("only %q gives %q", c.only, kinds)
		}
	}
}

func TestUnsafeFixSaysItsRisk(t *testing.T) {
	e := start(t, project(t), pushing())
	e.openAs("fly.toml", e.read("fly.toml")+"\n[deploy]\n  release_command = \"bin/still_water eval 1 && true\"\n")
	fix := titled(t, e.actions("fly.toml", 12), "Give it to")
	if fix.IsPreferred || !strings.Contains(fix.Title, "(unsafe: ") {
		t.Errorf("fix = %+v", fix)
	}
	for _, a := range e.actions("fly.toml", 12, "source.fixAll") {
		t.Errorf("an unsafe fix is applied on save: %+v", a)
	}
}

// TestIgnoreHere ends with the cursor in the empty reason, and with a finding
// about that reason until it is written.
func TestIgnoreHere(t *testing.T) {
	e := start(t, project(t), pushing())
	e.openAs("fly.toml", strings.Replace(e.read("fly.toml"), "8080", "4000", 1))
	text := strings.Replace(e.read("fly.toml"), "8080", "4000", 1)
	actions := e.actions("fly.toml", 8, "quickfix")
	ignore := actions[len(actions)-1]
	if ignore.Title != "Ignore phoenix/port-mismatch here" || ignore.IsPreferred || ignore.Command == nil {
		t.Fatalf("the last action is %+v", ignore)
	}
	text = apply(text, ignore.Edit.DocumentChanges[0].Edits)
	v := e.edit("fly.toml", whole(text))
	if got := e.version("fly.toml", v); !slices.Contains(got, "flylint/invalid-ignore:8") {
		t.Errorf("an ignore without a reason is fine: %v in\n%s", got, text)
	}
	e.call("workspace/executeCommand", m{"command": ignore.Command.Command, "arguments": ignore.Command.Arguments}, nil)
	e.await("window/showDocument", func() bool { return e.params["window/showDocument"] != nil })
	var show struct {
		URI       string
		Selection lspRange
	}
	if err := json.Unmarshal(e.params["window/showDocument"], &show); err != nil {
		t.Fatal(err)
	}
	cursor := offset16(text, show.Selection.Start)
	reasoned := text[:cursor] + "the proxy is ours" + text[cursor:]
	if !strings.Contains(reasoned, "# flylint:ignore phoenix/port-mismatch -- the proxy is ours\n") || show.URI != e.uri("fly.toml") {
		t.Errorf("the cursor is at %+v", show)
	}
	v = e.edit("fly.toml", whole(reasoned))
	if got := e.version("fly.toml", v); len(got) != 0 {
		t.Errorf("findings: %v", got)
	}
}

func TestUnknownCommand(t *testing.T) {
	e := start(t, project(t), pushing())
	if err := e.try("workspace/executeCommand", m{"command": "rm"}, nil); err == nil {
		t.Error("it was executed")
	}
}

// TestNeovimIsNotOfferedTheWorkspace: told to ask again, it would ask for the
// workspace's diagnostics and not show them in open buffers.
func TestNeovimIsNotOfferedTheWorkspace(t *testing.T) {
	for name, want := range map[string]bool{"Neovim": false, "Visual Studio Code": true} {
		e := connect(t, write(t, project(t)), lsp.Options{})
		result := e.initialize(m{"capabilities": pulling(), "clientInfo": m{"name": name}})
		offer, _ := result["capabilities"].(m)["diagnosticProvider"].(m)
		if offer["workspaceDiagnostics"] != want {
			t.Errorf("%s is offered %v, want workspaceDiagnostics %v", name, offer, want)
		}
	}
}
