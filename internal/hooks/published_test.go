package hooks

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/flylint/flylint/docs"
	"github.com/flylint/flylint/internal/oracle"
)

// scratch is a directory for what several tests share; TestMain makes it.
var scratch string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "flylint-hooks-")
	if err != nil {
		panic(err)
	}
	scratch = dir
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// publishedTag is the version under which the tests publish this checkout: the
// one that docs/snippets name.
const publishedTag = docs.ExampleVersion

// published is this checkout as the world would see it: a repository with one
// commit of what is in the work tree, and a tag.
var published = sync.OnceValues(func() (string, error) {
	dir := filepath.Join(scratch, "published")
	if err := copyCheckout(dir); err != nil {
		return "", err
	}
	for _, args := range [][]string{
		{"init", "-q", "-b", "main"},
		{"add", "-A"},
		{"-c", "user.name=Harbor", "-c", "user.email=harbor@example.invalid", "commit", "-q", "-m", "Publish"},
		{"tag", publishedTag},
	} {
		if _, err := run(dir, "git", args...); err != nil {
			return "", err
		}
	}
	return dir, nil
})

// repository is the path of the published repository.
func repository(t *testing.T) string {
	t.Helper()
	oracle.Need(t, "git", "apt-get install git")
	dir, err := published()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// installed is a directory with nothing but flylint in it, for PATH.
var installed = sync.OnceValues(func() (string, error) {
	bin := filepath.Join(scratch, "bin")
	_, err := run("../..", "go", "build", "-trimpath", "-o", bin+"/", "./cmd/flylint")
	return bin, err
})

// copyCheckout copies what git knows or would add.
func copyCheckout(dir string) error {
	list, err := run("../..", "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	if err != nil {
		return err
	}
	for name := range strings.SplitSeq(strings.TrimRight(list, "\x00"), "\x00") {
		err := copyFile(filepath.Join("../..", name), filepath.Join(dir, name))
		if err != nil && !errors.Is(err, os.ErrNotExist) { // it was deleted, and git not yet told
			return err
		}
	}
	return nil
}

func copyFile(from, to string) error {
	info, err := os.Stat(from)
	if err != nil {
		return err
	}
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.WriteFile(to, text, info.Mode().Perm())
}

// run runs a program in dir and returns what it printed; the error has what it
// complained about.
func run(dir, name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	out, err := cmd.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		err = fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, exit.Stderr)
	}
	return string(out), err
}
