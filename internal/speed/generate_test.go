package main

import (
	"bytes"
	"maps"
	"testing"
)

func TestProjectsAreAlwaysTheSame(t *testing.T) {
	once, err := newProject(6).files()
	if err != nil {
		t.Fatal(err)
	}
	again, err := newProject(6).files()
	if err != nil {
		t.Fatal(err)
	}
	if !maps.EqualFunc(once, again, bytes.Equal) {
		t.Error("two generations of one project differ")
	}
}

// TestProjectsAreRealistic holds the thousand to what is said of them.
func TestProjectsAreRealistic(t *testing.T) {
	modules := map[string]bool{}
	total := 0
	for number := range 1000 {
		p := newProject(number)
		modules[p.Module] = true
		files, err := p.files()
		if err != nil {
			t.Fatal(err)
		}
		if len(files) != filesEach {
			t.Fatalf("project %d has %d files, want %d", number, len(files), filesEach)
		}
		for name, text := range files {
			total += len(text)
			if bytes.ContainsAny(text, "«»") || bytes.Contains(text, []byte("<no value>")) {
				t.Fatalf("project %d: %s is not filled in", number, name)
			}
		}
	}
	if len(modules) != 1000 {
		t.Errorf("%d different names, want 1000", len(modules))
	}
	if kilobytes := total / 1000 / 1000; kilobytes < 24 || kilobytes > 30 {
		t.Errorf("%d KB a project, want about 27", kilobytes)
	}
}
