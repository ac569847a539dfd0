package lsp_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/flylint/flylint/linter/lsp"
)

// save writes a file and says so as an editor does that watches files.
func (e *editor) save(name, text string) {
	e.t.Helper()
	kind := 2
	path := filepath.Join(e.dir, name)
	if _, err := os.Stat(path); err != nil {
		kind = 1
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		e.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		e.t.Fatal(err)
	}
	e.notify("workspace/didChangeWatchedFiles", m{"changes": []m{{"uri": e.uri(name), "type": kind}}})
}

func (e *editor) remove(name string) {
	e.t.Helper()
	if err := os.RemoveAll(filepath.Join(e.dir, name)); err != nil {
		e.t.Fatal(err)
	}
	e.notify("workspace/didChangeWatchedFiles", m{"changes": []m{{"uri": e.uri(name), "type": 3}}})
}

// awaitCodes waits until a file has these diagnostics and no others. Where
// nothing was published yet, that is none.
func (e *editor) awaitCodes(name string, want ...string) {
	e.t.Helper()
	e.await(name+" to have "+strings.Join(want, " "), func() bool {
		p, ok := e.published[name]
		return ok && slices.Equal(codes(p.Diagnostics), want) || !ok && len(want) == 0
	})
}

func (e *editor) messages() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	n := 0
	for _, method := range e.asked {
		if method == "window/showMessage" {
			n++
		}
	}
	return n
}

func TestSettingsAreReloaded(t *testing.T) {
	e := start(t, project(t), pushing())
	e.openAs("fly.toml", strings.Replace(e.read("fly.toml"), "8080", "4000", 1))
	e.awaitCodes("fly.toml", "phoenix/port-mismatch:8")
	e.save(".flylint.hcl", "rule \"phoenix/\" {\n  enabled = false\n}\n")
	e.awaitCodes("fly.toml")
	e.save(".flylint.hcl", "rule \"phoenix/\" {\n  severity = \"info\"\n}\n")
	e.awaitCodes("fly.toml", "phoenix/port-mismatch:8")
	if got := e.published["fly.toml"].Diagnostics[0].Severity; got != 3 {
		t.Errorf("severity %d", got)
	}
	e.remove(".flylint.hcl")
	e.await("the usual severity", func() bool { return e.published["fly.toml"].Diagnostics[0].Severity == 2 })
	if n := e.messages(); n != 0 {
		t.Errorf("%d messages popped up", n)
	}
}

// TestBrokenSettings speak up once, show where, and the last good ones hold.
func TestBrokenSettings(t *testing.T) {
	e := start(t, project(t)+"-- .flylint.hcl --\nrule \"phoenix/\" {\n  enabled = false\n}\n", pushing())
	e.openAs("fly.toml", strings.Replace(e.read("fly.toml"), "8080", "4000", 1))
	if got := e.version("fly.toml", 1); len(got) != 0 {
		t.Fatalf("the settings do not hold: %v", got)
	}
	e.save(".flylint.hcl", "rule \"phoenix/\" {\n  enabeld = false\n}\n")
	e.awaitCodes(".flylint.hcl", "flylint/settings:2")
	e.save(".flylint.hcl", "rule \"phoenix/\" {\n  enabledd = false\n}\n")
	v := e.edit("fly.toml", change(0, 0, 0, 0, "# x\n"))
	if got := e.version("fly.toml", v); len(got) != 0 {
		t.Errorf("the last good settings do not hold: %v", got)
	}
	if n := e.messages(); n != 1 {
		t.Errorf("%d messages popped up, want 1", n)
	}
	e.save(".flylint.hcl", "")
	e.awaitCodes(".flylint.hcl")
	e.awaitCodes("fly.toml", "phoenix/port-mismatch:9")
}

// TestTypedSettings are judged while they are typed, without a message.
func TestTypedSettings(t *testing.T) {
	e := start(t, project(t)+"-- .flylint.hcl --\n", pushing())
	e.open("fly.toml")
	e.open(".flylint.hcl")
	e.version(".flylint.hcl", 1)
	v := e.edit(".flylint.hcl", whole("rule \"phoenix/\" {\n  ena"))
	if got := e.version(".flylint.hcl", v); len(got) == 0 {
		t.Error("half a setting is fine")
	}
	if n := e.messages(); n != 0 {
		t.Errorf("%d messages popped up while typing", n)
	}
	e.notify("textDocument/didSave", m{"textDocument": m{"uri": e.uri(".flylint.hcl")}})
	e.await("one message", func() bool { return slices.Contains(e.asked, "window/showMessage") })
}

func TestBaseline(t *testing.T) {
	e := start(t, project(t), pushing())
	e.openAs("fly.toml", strings.Replace(e.read("fly.toml"), "8080", "4000", 1))
	e.awaitCodes("fly.toml", "phoenix/port-mismatch:8")
	e.save(".flylint-baseline", "# flylint baseline 1\nphoenix/port-mismatch fly.toml http_service.internal_port\n")
	e.awaitCodes("fly.toml")
	e.remove(".flylint-baseline")
	e.awaitCodes("fly.toml", "phoenix/port-mismatch:8")
}

func TestSchemaRulesCanBeLeftToOthers(t *testing.T) {
	for _, c := range []struct {
		name          string
		options, then any
		silent        bool
	}{
		{"by default they speak", nil, nil, false},
		{"options", m{"schemaRules": false}, nil, true},
		{"options with a name around", m{"flylint": m{"schemaRules": false}}, nil, true},
		{"an empty configuration changes nothing", m{"schemaRules": false}, m{"settings": m{}}, true},
		{"nor does none", m{"schemaRules": false}, m{"settings": nil}, true},
		{"configuration", nil, m{"settings": m{"flylint": m{"schemaRules": false}}}, true},
		{"and back", m{"schemaRules": false}, m{"settings": m{"flylint": m{"schemaRules": true}}}, false},
		{"nonsense changes nothing", m{"schemaRules": "off"}, m{"settings": 7}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := connect(t, write(t, project(t)), lsp.Options{})
			e.initialize(m{"capabilities": pushing(), "initializationOptions": c.options})
			if c.then != nil {
				e.notify("workspace/didChangeConfiguration", c.then)
			}
			e.openAs("fly.toml", "stratgy = 1\n"+e.read("fly.toml"))
			if got := e.version("fly.toml", 1); len(got) == 0 != c.silent {
				t.Errorf("findings: %v", got)
			}
		})
	}
}
