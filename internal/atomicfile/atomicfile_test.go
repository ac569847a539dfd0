package atomicfile

import (
	"os"
	"path/filepath"
	"testing"

	_ "github.com/flylint/flylint/internal/golden" // for -update
)

func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "fly.toml")
	for _, text := range []string{"app = 'one'\n", "app = 'two'\n"} {
		if err := WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(name)
		if err != nil || string(got) != text {
			t.Errorf("%q, %v; want %q", got, err, text)
		}
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
		t.Errorf("it left %v behind (%v)", entries, err)
	}
	if err := WriteFile(filepath.Join(dir, "absent", "fly.toml"), nil, 0o644); err == nil {
		t.Error("it wrote into a directory that is not there")
	}
}
