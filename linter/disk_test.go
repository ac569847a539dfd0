package linter

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/flylint/flylint/model/source"
)

// TestReadRegular holds the shorter way to read a file to what the long one
// answers.
func TestReadRegular(t *testing.T) {
	root := t.TempDir()
	if err := os.Mkdir(filepath.Join(root, "dir"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"empty": "", "dir/file": "text", "large": "0123456789"} {
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	disk, ok := openDirectory(root).(source.RegularReader)
	if !ok {
		t.Skip("this system has the long way only")
	}
	for name, want := range map[string]string{"empty": "", "dir/file": "text"} {
		if got, err := disk.ReadRegular(name, 9); err != nil || string(got) != want {
			t.Errorf("%s = %q, %v; want %q", name, got, err, want)
		}
	}
	for name, want := range map[string]error{"absent": fs.ErrNotExist, "dir": fs.ErrNotExist, "../x": fs.ErrInvalid} {
		if _, err := disk.ReadRegular(name, 9); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", name, err, want)
		}
	}
	if _, err := disk.ReadRegular("large", 9); err == nil || errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file beyond the limit: %v", err)
	}
}
