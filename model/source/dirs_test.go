package source

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"
)

// countingFS counts how often each directory is listed and each file opened.
type countingFS struct {
	fstest.MapFS
	listed, opened map[string]int
}

func counting(fsys fstest.MapFS) countingFS {
	return countingFS{fsys, map[string]int{}, map[string]int{}}
}

func (c countingFS) ReadDir(name string) ([]fs.DirEntry, error) {
	c.listed[name]++
	return c.MapFS.ReadDir(name)
}

func (c countingFS) Open(name string) (fs.File, error) {
	c.opened[name]++
	return c.MapFS.Open(name)
}

// TestDirectoriesAreListedOnce holds the search and the reading of what it
// found to one list a directory, and to opening what is there.
func TestDirectoriesAreListedOnce(t *testing.T) {
	fsys := counting(files("a/fly.toml", "a/mix.exs", "a/lib/x.ex", "a/config/config.exs", "b/fly.toml", "c/readme"))
	err := Find(fsys, ".", func(f Found) bool {
		src := f.Sources(nil)
		for _, name := range []string{"mix.exs", "mix.lock", "lib/x.ex", "config/runtime.exs", "rel/env.sh.eex"} {
			src.Read(f.Dir + "/" + name)
		}
		for range src.dirs.files(f.Dir, nil) {
			continue
		}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{".", "a", "a/lib", "a/config", "b", "c"} {
		if fsys.listed[dir] != 1 {
			t.Errorf("%s was listed %d times", dir, fsys.listed[dir])
		}
	}
	for name := range fsys.opened {
		if _, there := fsys.MapFS[name]; !there {
			t.Errorf("%s was opened, which is not there", name)
		}
	}
}

func TestFindStopsWhenItIsTold(t *testing.T) {
	n := 0
	err := Find(files("a/fly.toml", "b/fly.toml", "c/fly.toml"), ".", func(Found) bool {
		n++
		return n < 2
	})
	if err != nil || n != 2 {
		t.Errorf("%d deployments, %v; want 2", n, err)
	}
}

// TestFindHandsOutWhatItWalkedOver holds Find to telling of a deployment before
// it has looked through the next one's directories.
func TestFindHandsOutWhatItWalkedOver(t *testing.T) {
	fsys := counting(files("a/fly.toml", "a/lib/x.ex", "b/fly.toml"))
	_ = Find(fsys, ".", func(f Found) bool {
		if f.Config == "a/fly.toml" && fsys.listed["b"] > 0 {
			t.Error("b was listed before a was handed out")
		}
		return true
	})
}

// TestDirsFollowWhatTheDiskDoes compares the answers with those of the disk,
// where links lead elsewhere, or nowhere.
func TestDirsFollowWhatTheDiskDoes(t *testing.T) {
	root := t.TempDir()
	for _, dir := range []string{"app/lib", "elsewhere/config"} {
		if err := os.MkdirAll(filepath.Join(root, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range []string{"app/lib/a.ex", "elsewhere/config/runtime.exs", "elsewhere/mix.lock"} {
		if err := os.WriteFile(filepath.Join(root, file), []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for link, target := range map[string]string{"app/config": "../elsewhere/config", "app/mix.lock": "../elsewhere/mix.lock", "app/gone": "nowhere"} {
		if err := os.Symlink(target, filepath.Join(root, link)); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	fsys := os.DirFS(root)
	d := newDirs(fsys, "app")
	for _, name := range []string{
		"app", "app/lib", "app/lib/a.ex", "app/lib/b.ex", "app/config", "app/config/runtime.exs", "app/config/dev.exs",
		"app/mix.lock", "app/gone", "app/gone/x", "app/lib/a.ex/x", "app/no/such", "elsewhere/mix.lock", "elsewhere/mix.exs", "../x", "",
	} {
		info, err := fs.Stat(fsys, name)
		kind, ok := d.kind(name)
		if ok != (err == nil) || ok && kind != info.Mode().Type() {
			t.Errorf("%q: %v, %v; the disk says %v", name, kind, ok, err)
		}
	}
	var files []string
	for name := range d.files("app", nil) {
		files = append(files, name)
	}
	if want := []string{"app/config", "app/gone", "app/lib/a.ex", "app/mix.lock"}; !slices.Equal(files, want) {
		t.Errorf("files = %v, want %v", files, want)
	}
}
