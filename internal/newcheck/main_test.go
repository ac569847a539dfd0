package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const emptyList = `package checks

import (
	"github.com/flylint/flylint/linter"
)

func All() []*linter.Check {
	return []*linter.Check{}
}
`

func TestScaffold(t *testing.T) {
	dir := t.TempDir()
	list := filepath.Join(dir, "checks.go")
	if err := os.WriteFile(list, []byte(emptyList), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, slug := range []string{"oban/unknown-module", "ecto/invalid-socket-option", "oban/before-repo"} {
		if err := scaffold(dir, slug); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range []string{"oban/before_repo.go", "oban/testdata/before-repo/bad.txtar", "ecto/invalid_socket_option.go"} {
		if _, err := os.Stat(filepath.Join(dir, path)); err != nil {
			t.Error(err)
		}
	}
	got, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	before, unknown := strings.Index(string(got), "oban.BeforeRepo(),"), strings.Index(string(got), "oban.UnknownModule(),")
	if before < 0 || unknown < before || strings.Count(string(got), "checks/oban\"") != 1 {
		t.Errorf("the list is\n%s", got)
	}
}

func TestScaffoldRefuses(t *testing.T) {
	dir := t.TempDir()
	for _, slug := range []string{"oban", "oban/", "oban/Unknown", "oban/unknown_module", ""} {
		if err := scaffold(dir, slug); err == nil {
			t.Errorf("%q was accepted", slug)
		}
	}
}

func TestSlugOf(t *testing.T) {
	for line, want := range map[string]string{
		"\t\tfly.UnknownVMSize(),":            "fly/unknown-vm-size",
		"\t\tfly.UnknownKey(),":               "fly/unknown-key",
		"\t\tdocker.ReadsDB(),":               "docker/reads-db",
		"\t\tsqlite.ReleaseCommandMigrate(),": "sqlite/release-command-migrate",
	} {
		if got := slugOf(line); got != want {
			t.Errorf("slugOf(%q) = %q, want %q", line, got, want)
		}
	}
}
