package packaging

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/flylint/flylint/internal/oracle"
)

func TestNotes(t *testing.T) {
	bash := oracle.Need(t, "bash", "apt-get install bash")
	script, err := os.ReadFile("notes.sh")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, text := range map[string]string{
		"packaging/notes.sh": string(script),
		"CHANGELOG.md":       "# Changelog\n\n## Unreleased\n\nSoon.\n\n## 1.10.0 (2027-01-02)\n\n- Ten.\n\n### Fixed\n\n- A thing.\n\n## 1.1.0 (2026-12-24)\n\n- One.\n",
	} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	notes := func(version string) (string, error) {
		out, err := exec.Command(bash, filepath.Join(dir, "packaging/notes.sh"), version).CombinedOutput()
		return string(out), err
	}
	for version, want := range map[string]string{"v1.10.0": "- Ten.\n\n### Fixed\n\n- A thing.", "v1.1.0": "- One."} {
		if got, err := notes(version); err != nil || strings.TrimSpace(got) != want {
			t.Errorf("the notes of %s are %q (%v)", version, got, err)
		}
	}
	if got, err := notes("v1.0.0"); err == nil {
		t.Errorf("a version of which nothing is said has the notes %q", got)
	}
}
