package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
)

// TestOfItself describes the binary of this very test.
func TestOfItself(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "bom.json")
	if err := write(self, file); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var d document
	if err := json.Unmarshal(text, &d); err != nil {
		t.Fatal(err)
	}
	if len(d.Metadata.Component.Hashes) != 1 || len(d.Metadata.Component.Hashes[0].Content) != 64 {
		t.Errorf("the binary's hashes are %v", d.Metadata.Component.Hashes)
	}
	if want := "pkg:golang/stdlib@" + strings.TrimPrefix(runtime.Version(), "go"); d.Components[0].PURL != want {
		t.Errorf("the first component is %s, want %s", d.Components[0].PURL, want)
	}
}

func TestReplacedModule(t *testing.T) {
	d := documentOf(&debug.BuildInfo{
		Main: debug.Module{Path: "example.com/harbor", Version: "v1.0.0+dirty"},
		Deps: []*debug.Module{
			{Path: "example.com/quay", Version: "v1.2.3", Sum: "h1:abc="},
			{Path: "example.com/crane", Version: "v1.0.0", Replace: &debug.Module{Path: "example.com/fork", Version: "v1.0.1"}},
		},
	}, [32]byte{})
	want := []string{"pkg:golang/stdlib", "pkg:golang/example.com/quay@v1.2.3", "pkg:golang/example.com/fork@v1.0.1"}
	if got := strings.Join(d.Dependencies[0].DependsOn, " "); got != strings.Join(want, " ") {
		t.Errorf("depends on %s", got)
	}
	if got := d.Metadata.Component.PURL; got != "pkg:golang/example.com/harbor@v1.0.0%2Bdirty" {
		t.Errorf("the main module is %s", got)
	}
}
