package lsp_test

import (
	"os"
	"slices"
	"testing"
)

// project is a deployment without findings; its port stands in fly.toml and in
// runtime.exs.
func project(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("testdata/project.txtar")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestPushFollowsUnsavedText(t *testing.T) {
	e := start(t, project(t), pushing())
	e.open("fly.toml")
	if got := e.version("fly.toml", 1); len(got) != 0 {
		t.Fatalf("the project should be in order: %v", got)
	}
	v := e.edit("fly.toml", replace(e.read("fly.toml"), "8080", "4000"))
	got := e.version("fly.toml", v)
	if !slices.Contains(got, "phoenix/port-mismatch:8") {
		t.Fatalf("no port mismatch: %v", got)
	}
}

func TestEditInOneFileSpeaksOfTheOther(t *testing.T) {
	e := start(t, project(t), pushing())
	e.open("fly.toml")
	e.open("config/runtime.exs")
	e.version("config/runtime.exs", 1)
	e.edit("config/runtime.exs", replace(e.read("config/runtime.exs"), `"8080"`, `"4001"`))
	e.await("the finding in fly.toml", func() bool { return len(e.published["fly.toml"].Diagnostics) == 1 })
	d := e.published["fly.toml"].Diagnostics[0]
	if d.Code != "phoenix/port-mismatch" || d.Source != "flylint" || d.Severity != 2 || d.Desc.Href == "" {
		t.Errorf("diagnostic = %+v", d)
	}
	if len(d.Related) != 1 || e.name(d.Related[0].Location.URI) != "config/runtime.exs" {
		t.Errorf("related = %+v", d.Related)
	}
	e.close("config/runtime.exs") // the disk is as it was
	e.await("silence", func() bool { return len(e.published["fly.toml"].Diagnostics) == 0 })
}
