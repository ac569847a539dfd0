package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestMain lets this binary be the echo server that the tests talk to.
func TestMain(m *testing.M) {
	if os.Getenv("FLYLINT_LATENCY_ECHO") != "" {
		if echo() != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func project(t *testing.T) string {
	t.Helper()
	root, err := makeProject(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func read(t *testing.T, root, file string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(file)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestProjectHasRealSize(t *testing.T) {
	root := project(t)
	modules := 0
	err := filepath.WalkDir(filepath.Join(root, "lib"), func(path string, _ os.DirEntry, err error) error {
		if filepath.Ext(path) == ".ex" {
			modules++
		}
		return err
	})
	if err != nil || modules < 60 {
		t.Errorf("%d modules (%v), want 60", modules, err)
	}
	for file, want := range map[string]int{"config/runtime.exs": 290, "mix.lock": 60} {
		text := read(t, root, file)
		if lines := strings.Count(text, "\n"); lines < want {
			t.Errorf("%s has %d lines, want %d", file, lines, want)
		}
		if strings.Contains(text, "«") || strings.Contains(text, "<no value>") {
			t.Errorf("%s is not filled in", file)
		}
	}
}

// TestEditsChangeTheText holds the edits to what is said of them: no edit
// leaves the text as it was, and the difference sent makes one of the other.
func TestEditsChangeTheText(t *testing.T) {
	root := project(t)
	fly, runtime, dockerfile := subjects()
	for _, s := range []subject{fly, runtime, dockerfile} {
		original := read(t, root, s.file)
		before := original
		for edit := 1; edit <= 2*len(s.breaks)+1; edit++ {
			after := s.text(original, edit)
			if after == before {
				t.Errorf("%s: edit %d changes nothing", s.file, edit)
			}
			if got := apply(before, difference(before, after)); got != after {
				t.Errorf("%s: the difference of edit %d makes another text:\n%s", s.file, edit, got)
			}
			before = after
		}
	}
}

// apply makes a change the slow way: by counting lines and characters.
func apply(text string, c change) string {
	lines := strings.SplitAfter(text, "\n")
	at := func(p place) int {
		return len(strings.Join(lines[:p.Line], "")) + p.Character
	}
	return text[:at(c.Range.Start)] + c.Text + text[at(c.Range.End):]
}

func TestMeasuringTheFloor(t *testing.T) {
	t.Setenv("FLYLINT_LATENCY_ECHO", "1")
	root := project(t)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	fly, _, _ := subjects()
	servers := []server{
		{name: "pushed", args: []string{self}, subject: fly},
		{name: "pulled", args: []string{self}, subject: fly, pull: true},
	}
	rows, err := open(servers, root)
	for _, r := range rows {
		defer r.close()
	}
	if err != nil {
		t.Fatal(err)
	}
	const rounds, edits = 2, block + 1
	if err := measure(rows, rounds, edits); err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	print(&table, rows)
	for _, r := range rows {
		if len(r.rounds) != rounds || r.edits != rounds*edits || r.rounds[0].p50 <= 0 || r.rounds[0].p99 < r.rounds[0].p50 {
			t.Errorf("%s: %d edits, rounds %v", r.name, r.edits, r.rounds)
		}
		if !strings.Contains(table.String(), r.name+", fly.toml") {
			t.Errorf("the table lacks %s:\n%s", r.name, &table)
		}
	}
}

func TestQuantile(t *testing.T) {
	values := []float64{5, 1, 4, 2, 3}
	for q, want := range map[float64]float64{0: 1, 0.5: 3, 0.99: 5, 1: 5} {
		if got := quantile(values, q); got != want {
			t.Errorf("quantile %v is %v, want %v", q, got, want)
		}
	}
}
