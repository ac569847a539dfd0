package main

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/flylint/flylint/linter"
)

// tree is a project in a directory that holds something else beside it, too.
//
//	outside/Dockerfile
//	project/fly.toml            (executable, to see that its mode is kept)
//	project/link.toml           -> fly.toml
//	project/away.toml           -> ../outside/Dockerfile
//	project/docker/             -> ../outside
//	project/dir/
//	project/protected.toml      (may not be written to)
func tree(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	project := filepath.Join(root, "project")
	must(os.MkdirAll(filepath.Join(root, "outside"), 0o755))
	must(os.MkdirAll(filepath.Join(project, "dir"), 0o755))
	must(os.WriteFile(filepath.Join(root, "outside", "Dockerfile"), []byte("before"), 0o644))
	must(os.WriteFile(filepath.Join(project, "fly.toml"), []byte("before"), 0o644))
	must(os.Chmod(filepath.Join(project, "fly.toml"), 0o777))
	must(os.WriteFile(filepath.Join(project, "protected.toml"), []byte("before"), 0o444))
	must(os.Symlink("fly.toml", filepath.Join(project, "link.toml")))
	must(os.Symlink("../outside/Dockerfile", filepath.Join(project, "away.toml")))
	must(os.Symlink("../outside", filepath.Join(project, "docker")))
	return project
}

func replaceIn(project string, names ...string) error {
	c := command{Getwd: func() (string, error) { return filepath.Join(project, "dir"), nil }}
	before, after := map[string][]byte{}, map[string][]byte{}
	for _, name := range names {
		before["../"+name], after["../"+name] = []byte("before"), []byte("after")
	}
	return c.replaceAll(linter.Options{Base: "dir"}, before, after)
}

func TestReplaceKeepsModeAndLink(t *testing.T) {
	project := tree(t)
	if err := replaceIn(project, "link.toml"); err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(filepath.Join(project, "fly.toml"))
	if err != nil || info.Mode().Perm() != 0o777 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if text, _ := os.ReadFile(filepath.Join(project, "fly.toml")); string(text) != "after" {
		t.Errorf("fly.toml is %q", text)
	}
	if link, err := os.Readlink(filepath.Join(project, "link.toml")); link != "fly.toml" {
		t.Errorf("the link is %q, %v", link, err)
	}
	if left, _ := filepath.Glob(filepath.Join(project, ".*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestReplaceWritesNothingWhereOneFileCannotBe(t *testing.T) {
	for name, want := range map[string]error{"away.toml": errOutside, "docker/Dockerfile": errOutside, "dir": errNotRegular, "protected.toml": errReadOnly, "absent": os.ErrNotExist} {
		project := tree(t)
		if err := replaceIn(project, "fly.toml", name); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", name, err, want)
		}
		for _, file := range []string{"fly.toml", "../outside/Dockerfile"} {
			if text, _ := os.ReadFile(filepath.Join(project, file)); string(text) != "before" {
				t.Errorf("%s: %s is %q", name, file, text)
			}
		}
	}
}

func TestReplaceLeavesChangedFilesAlone(t *testing.T) {
	project := tree(t)
	file := filepath.Join(project, "fly.toml")
	if err := os.WriteFile(file, []byte("somebody else's"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := replaceIn(project, "fly.toml"); !errors.Is(err, errChanged) {
		t.Errorf("err = %v", err)
	}
	if text, _ := os.ReadFile(file); string(text) != "somebody else's" {
		t.Errorf("fly.toml is %q", text)
	}
}
