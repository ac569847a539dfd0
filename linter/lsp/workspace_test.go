package lsp_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/flylint/flylint/linter/lsp"
)

// below moves the files of an archive into a directory.
func below(dir, archive string) string {
	a := txtar.Parse([]byte(archive))
	for i := range a.Files {
		a.Files[i].Name = dir + "/" + a.Files[i].Name
	}
	return string(txtar.Format(a))
}

const misspelt = "app = \"x\"\nstratgy = 1\n"

// TestMonorepo has two deployments: the one with an open file is judged.
func TestMonorepo(t *testing.T) {
	e := start(t, below("one", project(t))+below("two", project(t)), pushing())
	e.openAs("one/fly.toml", misspelt)
	e.openAs("two/config/runtime.exs", e.read("two/config/runtime.exs"))
	if got := e.version("one/fly.toml", 1); !slices.Contains(got, "fly/unknown-key:2") {
		t.Errorf("findings: %v", got)
	}
	e.version("two/config/runtime.exs", 1)
	e.edit("two/config/runtime.exs", replace(e.read("two/config/runtime.exs"), `"8080"`, `"4001"`))
	e.awaitCodes("two/fly.toml", "phoenix/port-mismatch:8")
	e.close("two/config/runtime.exs")
	e.awaitCodes("two/fly.toml") // cleared with the last open file
	e.close("one/fly.toml")
	e.awaitCodes("one/fly.toml")
}

// TestStagingBesideProduction has one file that two deployments share.
func TestStagingBesideProduction(t *testing.T) {
	e := start(t, project(t)+"-- fly.staging.toml --\napp = \"still-water-staging\"\n[http_service]\n  internal_port = 4001\n", pushing())
	e.open("config/runtime.exs")
	e.awaitCodes("fly.staging.toml", "phoenix/port-mismatch:3")
	e.awaitCodes("config/runtime.exs")
}

func TestFoldersComeAndGo(t *testing.T) {
	e := connect(t, write(t, below("a b/ü", project(t))+below("two", project(t))), lsp.Options{})
	e.initialize(m{"workspaceFolders": []m{{"uri": e.uri("two"), "name": "two"}}, "capabilities": pushing()})
	e.openAs("two/fly.toml", misspelt)
	e.version("two/fly.toml", 1)
	e.notify("workspace/didChangeWorkspaceFolders", m{"event": m{
		"added":   []m{{"uri": "file://" + e.dir + "/a%20b/%C3%BC", "name": "one"}},
		"removed": []m{{"uri": e.uri("two"), "name": "two"}},
	}})
	uri := "file://" + e.dir + "/a%20b/%C3%BC/fly.toml"
	e.notify("textDocument/didOpen", m{"textDocument": m{"uri": uri, "languageId": "toml", "version": 1, "text": misspelt}})
	e.await("the folder's finding under the client's own URI", func() bool {
		for _, p := range e.published {
			if p.URI == uri && len(p.Diagnostics) > 0 {
				return true
			}
		}
		return false
	})
}

// TestWithoutFolders has a client that opens single files.
func TestWithoutFolders(t *testing.T) {
	e := connect(t, write(t, project(t)), lsp.Options{})
	e.initialize(m{"workspaceFolders": nil, "rootUri": nil, "processId": nil, "capabilities": m{}})
	e.open("config/runtime.exs")
	e.version("config/runtime.exs", 1)
	e.edit("config/runtime.exs", replace(e.read("config/runtime.exs"), `"8080"`, `"4001"`))
	e.awaitCodes("fly.toml", "phoenix/port-mismatch:8")
	if d := e.published["fly.toml"].Diagnostics[0]; len(d.Related) > 0 || !strings.Contains(d.Message, "config/runtime.exs:8: ") {
		t.Errorf("a client without related places gets %+v", d)
	}
}

// TestDiskIsWatched changes files that are not open.
func TestDiskIsWatched(t *testing.T) {
	e := start(t, project(t), pushing())
	e.await("the watchers", func() bool { return slices.Contains(e.asked, "client/registerCapability") })
	e.open("fly.toml")
	e.version("fly.toml", 1)
	runtime := e.read("config/runtime.exs")
	e.save("config/runtime.exs", strings.Replace(runtime, `"8080"`, `"4001"`, 1))
	e.awaitCodes("fly.toml", "phoenix/port-mismatch:8")
	e.save("config/runtime.exs", runtime)
	e.awaitCodes("fly.toml")
	e.save("fly.staging.toml", misspelt)
	e.awaitCodes("fly.staging.toml", "fly/unknown-key:2")
	e.remove("fly.staging.toml")
	e.awaitCodes("fly.staging.toml")
}

// TestNewFile is a fly.toml that the editor has and the disk has not.
func TestNewFile(t *testing.T) {
	e := start(t, project(t), pushing())
	e.remove("fly.toml")
	e.openAs("fly.toml", misspelt)
	if got := e.version("fly.toml", 1); !slices.Contains(got, "fly/unknown-key:2") {
		t.Errorf("findings: %v", got)
	}
	e.openAs("lib/still_water/quiet.ex", "defmodule StillWater.Quiet do\nend\n")
	e.version("lib/still_water/quiet.ex", 1)
}

// TestUnwatchedDisk has a client that does not watch files: a save, or a second
// later any edit, finds what has changed.
func TestUnwatchedDisk(t *testing.T) {
	e := start(t, project(t), m{})
	e.open("fly.toml")
	e.version("fly.toml", 1)
	text := strings.Replace(e.read("config/runtime.exs"), `"8080"`, `"4001"`, 1)
	if err := os.WriteFile(e.dir+"/config/runtime.exs", []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	e.notify("textDocument/didSave", m{"textDocument": m{"uri": e.uri("fly.toml")}})
	e.awaitCodes("fly.toml", "phoenix/port-mismatch:8")
}
