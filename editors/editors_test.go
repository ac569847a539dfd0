// Package editors holds what puts flylint into editors: an extension for VS
// Code, and for the others files that their users copy. The tests run these
// very files in the real editors.
package editors

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// patience is how long an editor may take for a whole run.
const patience = 60 * time.Second

// built is the directory of the flylint that the editors start, built once.
var built struct {
	once sync.Once
	dir  string
	err  error
}

func TestMain(m *testing.M) {
	code := m.Run()
	if built.dir != "" {
		os.RemoveAll(built.dir)
	}
	os.Exit(code)
}

// flylintDir is a directory for PATH that holds flylint and nothing else.
func flylintDir(t *testing.T) string {
	t.Helper()
	built.once.Do(func() {
		if built.dir, built.err = os.MkdirTemp("", "flylint-editors-"); built.err != nil {
			return
		}
		out, err := exec.Command("go", "build", "-o", filepath.Join(built.dir, "flylint"), "../cmd/flylint").CombinedOutput()
		if err != nil {
			built.err = fmt.Errorf("%w\n%s", err, out)
		}
	})
	if built.err != nil {
		t.Fatal(built.err)
	}
	return built.dir
}

// project is a copy of a generated app with one misspelt key in fly.toml, and
// in which nothing but the default of runtime.exs says where the app listens.
func project(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(realTemp(t), "wharf log") // editors must cope with a space
	if err := os.CopyFS(dir, os.DirFS("../testdata/launch/phoenix-1.8-postgres")); err != nil {
		t.Fatal(err)
	}
	change(t, filepath.Join(dir, "fly.toml"), "auto_start_machines", "auto_start_machine")
	change(t, filepath.Join(dir, "fly.toml"), "  PORT = '8080'\n", "")
	change(t, filepath.Join(dir, "config", "runtime.exs"), `"PORT", "4000"`, `"PORT", "8080"`)
	return dir
}

// realTemp is a temporary directory by the name the system itself has for it:
// editors resolve links.
func realTemp(t *testing.T) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// change replaces what must be there in a file.
func change(t *testing.T, path, old, new string) {
	t.Helper()
	text := read(t, path)
	if !strings.Contains(text, old) {
		t.Fatalf("%s has no %q", path, old)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(text, old, new, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// absolute is the full path of a file of this directory.
func absolute(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.FromSlash(name))
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// editor is one run of an editor: alone in a home of its own, with flylint on
// its PATH.
type editor struct {
	args []string
	env  []string
	dir  string // where it is started
}

// run starts the editor and waits for its end. It returns what it printed.
func (e editor) run(t *testing.T) (output string, err error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, e.args[0], e.args[1:]...)
	cmd.Dir = e.dir
	home := realTemp(t)
	cmd.Env = append(os.Environ(),
		"HOME="+home, "XDG_CONFIG_HOME="+home, "XDG_DATA_HOME="+home, "XDG_STATE_HOME="+home, "XDG_CACHE_HOME="+home,
		"PATH="+flylintDir(t)+string(os.PathListSeparator)+os.Getenv("PATH"),
		"TERM=dumb", "LANG=C.UTF-8",
	)
	cmd.Env = append(cmd.Env, e.env...)
	cmd.WaitDelay = time.Second
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// transcript runs an editor that writes down what it sees into the file of
// FLYLINT_TRANSCRIPT, and returns that. The project's own path is left out.
func (e editor) transcript(t *testing.T, project string) string {
	t.Helper()
	path := filepath.Join(realTemp(t), "transcript.txt")
	e.env = append(e.env, "FLYLINT_PROJECT="+project, "FLYLINT_TRANSCRIPT="+path)
	output, err := e.run(t)
	text, _ := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%s: %v\n%s\nprinted:\n%s", strings.Join(e.args, " "), err, text, output)
	}
	return strings.ReplaceAll(string(text), project, "PROJECT")
}
