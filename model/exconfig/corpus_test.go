package exconfig

import (
	"fmt"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/flylint/flylint/internal/oracle"
	"github.com/flylint/flylint/parsers/elixir"
)

// corpusVariable names a directory of checked-out repositories. What the tests
// run of them is screened, without network and as an unprivileged user.
const corpusVariable = "FLYLINT_CORPUS"

// dangerous is what a file must not mention to be run: all that could write,
// start, connect or define.
const dangerous = `System\.(cmd|shell|halt|stop)|File\.(write|rm|cp|mkdir|ln|touch|open|stream|rename)|:os\.|Port\.|` +
	`Code\.(eval|compile|require|load)|:httpc|:gen_|:ssl\.|:inets|Mix\.|defmodule|spawn|Task\.|Agent\.|GenServer|` +
	`:file\.|:ets|:dets|:mnesia|Node\.|:rpc|:erpc|:net_|:init\.|:erlang\.|apply\(|Application\.(put|ensure|start|stop|load)|Dotenv|` +
	`Req\.|HTTPoison|Finch\.|Process\.|send\(|receive|import_file|Logger\.(add|remove|configure)`

// corpus lists the projects below the directory with a config/runtime.exs or
// a config/config.exs.
func corpus(t testing.TB) []*subject {
	root := os.Getenv(corpusVariable)
	if root == "" {
		t.Skipf("set %s to a directory of repositories to try the evaluator on them", corpusVariable)
	}
	dirs := map[string]bool{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		switch d.Name() {
		case "deps", "node_modules", "_build", ".git":
			return filepath.SkipDir
		case "runtime.exs", "config.exs":
			if filepath.Base(filepath.Dir(path)) == "config" {
				dirs[filepath.Dir(filepath.Dir(path))] = true
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var out []*subject
	for dir := range dirs {
		out = append(out, load(t, dir, strings.TrimPrefix(dir, root+"/")))
	}
	slices.SortFunc(out, func(a, b *subject) int { return strings.Compare(a.name, b.name) })
	return out
}

// load reads the config scripts of a project, and finds its modules on demand.
func load(t testing.TB, dir, name string) *subject {
	t.Helper()
	src := map[string]string{}
	for _, pattern := range []string{"*.exs", "*.ex", "*/*.exs", "*/*/*.exs"} {
		files, _ := filepath.Glob(filepath.Join(dir, "config", pattern))
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				continue
			}
			rel, _ := filepath.Rel(dir, file)
			src[filepath.ToSlash(rel)] = string(text)
		}
	}
	s := &subject{name: name, dir: dir, project: newProject(src)}
	if s.project.open("config/config.exs") != nil {
		s.config = "config/config.exs"
	}
	if s.project.open("config/runtime.exs") != nil {
		s.runtime = "config/runtime.exs"
	}
	return s
}

// openOnDisk also reads files outside of config/, and above a sub-project.
func (s *subject) openOnDisk(path string) *elixir.File {
	if tree := s.project.open(path); tree != nil {
		return tree
	}
	text, err := os.ReadFile(filepath.Join(s.dir, path))
	if err != nil {
		return nil
	}
	tok := s.project.fset.AddFile(path, -1, len(text))
	tok.SetLinesForContent(text)
	s.project.files[path] = elixir.Parse(tok, text)
	return s.project.files[path]
}

// library finds a module of the project by its text.
func library(s *subject) func(name string) *elixir.Call {
	var files []string
	return func(name string) *elixir.Call {
		if files == nil {
			files = append(files, "")
			_ = filepath.WalkDir(s.dir, func(path string, d fs.DirEntry, err error) error {
				if err != nil || d.Name() == "deps" || d.Name() == "node_modules" || d.Name() == ".git" {
					return fs.SkipDir
				}
				if strings.HasSuffix(path, ".ex") || strings.HasSuffix(path, ".exs") {
					files = append(files, path)
				}
				return nil
			})
		}
		for _, file := range files[1:] {
			text, err := os.ReadFile(file)
			if err == nil && strings.Contains(string(text), "defmodule "+name+" do") {
				return findModule(s.project.fset, file, text, name)
			}
		}
		return nil
	}
}

func findModule(fset *token.FileSet, file string, text []byte, name string) *elixir.Call {
	tok := fset.AddFile(file, -1, len(text))
	tok.SetLinesForContent(text)
	for _, e := range elixir.Parse(tok, text).Exprs {
		if c, ok := e.(*elixir.Call); ok && c.Name == "defmodule" && len(c.Args) > 0 {
			if found, ok := c.Args[0].(*elixir.Alias); ok && found.Name() == name {
				return c
			}
		}
	}
	return nil
}

// TestCorpusCoverage prints how much of real configurations is decided when
// nothing is known of the environment.
func TestCorpusCoverage(t *testing.T) {
	files, whole, most := map[string]int{}, map[string]int{}, map[string]int{}
	leaves, decided := map[string]int{}, map[string]int{}
	for _, s := range corpus(t) {
		opts := s.options(nil, nil)
		opts.Module = library(s)
		opts.Open = s.openOnDisk
		config := Eval(opts, s.config, s.runtime)
		var bad []string
		for _, st := range config.LeafStats() {
			kind := "build"
			if st.Path == s.runtime {
				kind = "runtime"
			}
			all := st.Decided + st.Opaque
			files[kind]++
			leaves[kind] += all
			decided[kind] += st.Decided
			if st.Opaque == 0 {
				whole[kind]++
			}
			if 100*st.Decided >= 95*all {
				most[kind]++
			} else {
				bad = append(bad, fmt.Sprintf("%s %d/%d", st.Path, st.Decided, all))
			}
		}
		if bad != nil {
			t.Logf("%s: %v", s.name, bad)
		}
		for _, o := range config.Opaques {
			t.Logf("    %s: %s", s.name, o.Text)
		}
	}
	for kind := range files {
		t.Logf("%s: %d files, %d whole, %d (%.1f %%) with at least 95 %% of their leaves; %d of %d leaves (%.1f %%)",
			kind, files[kind], whole[kind], most[kind], 100*float64(most[kind])/float64(files[kind]),
			decided[kind], leaves[kind], 100*float64(decided[kind])/float64(leaves[kind]))
	}
}

// TestCorpusOracle is TestOracle over the files of the corpus that are safe.
func TestCorpusOracle(t *testing.T) {
	subjects := corpus(t)
	elixirPath := oracle.Need(t, "elixir", "apt-get install elixir")
	jail := jail(t)
	screen := regexp.MustCompile(dangerous)
	room, err := os.MkdirTemp("", "corpus")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(room)
	if err := os.Chmod(room, 0o755); err != nil {
		t.Fatal(err)
	}
	var safe []*subject
	for i, s := range subjects {
		if s = screened(s, screen, filepath.Join(room, fmt.Sprint(i))); s != nil {
			safe = append(safe, s)
		}
	}
	script := copyFile(t, "testdata/oracle.exs", filepath.Join(room, "oracle.exs"))
	total := tally{where: map[string]bool{}, room: room, lenient: true}
	total.command = func(args ...string) *exec.Cmd {
		args[0] = script
		return exec.Command(jail[0], append(append(slices.Clone(jail[1:]), elixirPath), args...)...)
	}
	total.compare(t, safe)
	t.Logf("%d projects, %d safe to run: %s; %d runs need what is not there", len(subjects), len(safe), total.String(), total.skipped)
	t.Logf("not decided: %v", total.where)
}

// jail is the command that cuts the network and drops every privilege.
func jail(t *testing.T) []string {
	t.Helper()
	for _, tool := range []string{"unshare", "setpriv"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed: apt-get install util-linux", tool)
		}
	}
	jail := []string{"unshare", "-n", "setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "env", "-C", "/", "HOME=/nonexistent", "PATH=" + os.Getenv("PATH")}
	if out, err := exec.Command(jail[0], append(jail[1:], "true")...).CombinedOutput(); err != nil {
		t.Skipf("cannot drop privileges here: %v: %s", err, out)
	}
	return jail
}

// screened is the project with only those files that may be run, copied to
// where an unprivileged user can read them; nil when none is left.
func screened(s *subject, screen *regexp.Regexp, dir string) *subject {
	out := &subject{name: s.name, dir: dir, runtime: s.runtime, config: s.config}
	for path, text := range s.project.src {
		if screen.MatchString(text) {
			if path == s.runtime {
				out.runtime = ""
			} else {
				out.config = ""
			}
		}
	}
	if out.runtime == "" && out.config == "" {
		return nil
	}
	src := map[string]string{}
	for path, text := range s.project.src {
		if screen.MatchString(text) {
			continue
		}
		src[path] = text
		file := filepath.Join(dir, path)
		if os.MkdirAll(filepath.Dir(file), 0o755) != nil || os.WriteFile(file, []byte(text), 0o644) != nil {
			return nil
		}
	}
	out.project = newProject(src)
	return out
}

func copyFile(t *testing.T, from, to string) string {
	t.Helper()
	text, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, text, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	return to
}
