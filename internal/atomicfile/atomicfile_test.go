package atomicfile

import (
	"os"
	"path/filepath"
	"runtime"
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
}

// TestWriteAllWritesAllOrNothing has a second file that cannot be written.
func TestWriteAllWritesAllOrNothing(t *testing.T) {
	dir := t.TempDir()
	first, second := filepath.Join(dir, "fly.toml"), filepath.Join(dir, "absent", "fly.toml")
	if err := os.WriteFile(first, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := WriteAll([]File{{first, []byte("new"), 0o600}, {second, []byte("new"), 0o600}})
	if want := "cannot write " + second + ": no such file or directory"; runtime.GOOS != "windows" && (err == nil || err.Error() != want) {
		t.Errorf("%v, want %s", err, want)
	}
	if text, _ := os.ReadFile(first); string(text) != "old" {
		t.Errorf("the first file is %q", text)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
		t.Errorf("it left %v behind (%v)", entries, err)
	}
}
