package exconfig

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/flylint/flylint/internal/oracle"
	"github.com/flylint/flylint/parsers/elixir"
)

// assignmentsPerFile is how many random environments each file is tried under.
const assignmentsPerFile = 60

// subject is one configuration to compare with Elixir's reading of it.
type subject struct {
	name    string
	dir     string // on disk
	project *project
	config  string // path in the project, or ""
	runtime string
}

func (s *subject) options(build, boot Environment) Options {
	return Options{Dir: s.dir, Build: build, Runtime: boot, Open: s.project.open,
		Module: s.module, Glob: s.glob}
}

func (s *subject) module(string) *elixir.Call { return nil }

func (s *subject) glob(pattern string) []string {
	found, _ := filepath.Glob(filepath.Join(s.dir, pattern))
	for i := range found {
		found[i], _ = filepath.Rel(s.dir, found[i])
	}
	return found
}

func (s *subject) abs(path string) string {
	if path == "" {
		return ""
	}
	return filepath.Join(s.dir, path)
}

// TestOracle compares with Elixir's Config.Reader, for every fixture and many
// environments: with every variable known, with none, and with some.
func TestOracle(t *testing.T) {
	elixirPath := oracle.Need(t, "elixir", "apt-get install elixir")
	files, err := filepath.Glob("testdata/config/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no fixtures", err)
	}
	var subjects []*subject
	for _, file := range files {
		subjects = append(subjects, fixture(t, file))
	}
	total := tally{where: map[string]bool{}, room: t.TempDir()}
	total.command = func(args ...string) *exec.Cmd { return exec.Command(elixirPath, args...) }
	total.compare(t, subjects)
	t.Log(total.String())
	if total.undecided > 0 {
		t.Errorf("%d leaves of the fixtures were not decided under a known environment: %v", total.undecided, total.where)
	}
}

// fixture unpacks a txtar archive into a directory.
func fixture(t *testing.T, file string) *subject {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s := &subject{name: filepath.Base(file), dir: t.TempDir()}
	src := map[string]string{}
	for _, f := range archive.Files {
		src[f.Name] = string(f.Data)
		path := filepath.Join(s.dir, f.Name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s.project = newProject(src)
	for path, tree := range s.project.files {
		if len(tree.Errors) > 0 {
			t.Fatalf("%s: %s: %v", file, path, tree.Errors[0])
		}
	}
	if s.project.open("config/config.exs") != nil {
		s.config = "config/config.exs"
	}
	if s.project.open("config/runtime.exs") != nil {
		s.runtime = "config/runtime.exs"
	}
	return s
}

// tally counts comparisons.
type tally struct {
	files, runs, agreed, raises int
	leaves, undecided           int // under a known environment
	where                       map[string]bool

	command func(args ...string) *exec.Cmd // starts Elixir
	room    string                         // a directory Elixir may read
	lenient bool                           // runs that miss a library or a module are passed over
	skipped int
}

func (c *tally) String() string {
	return fmt.Sprintf("%d files, %d runs, %d agreed, %d of them raises; %d leaves compared, %d not decided",
		c.files, c.runs, c.agreed, c.raises, c.leaves, c.undecided)
}

// compare runs all subjects in one Elixir and judges each answer.
func (c *tally) compare(t *testing.T, subjects []*subject) {
	t.Helper()
	var jobs bytes.Buffer
	all := make([][]vars, len(subjects))
	for i, s := range subjects {
		fmt.Fprintf(&jobs, "file\t%s\t%s\n", s.abs(s.config), s.abs(s.runtime))
		all[i] = assignments(s)
		for _, env := range all[i] {
			jobs.WriteString("run")
			for name, text := range env {
				if text != "-" {
					fmt.Fprintf(&jobs, "\t%s=%s", name, base64.StdEncoding.EncodeToString([]byte(text)))
				}
			}
			jobs.WriteString("\n")
		}
	}
	answers := c.ask(t, jobs.Bytes())
	for i, s := range subjects {
		c.files++
		if len(answers) < len(all[i]) {
			t.Fatalf("Elixir answered too little: %s and what follows is missing", s.name)
		}
		c.subject(t, s, all[i], answers[:len(all[i])])
		answers = answers[len(all[i]):]
	}
}

// subject judges all runs of one configuration.
func (c *tally) subject(t *testing.T, s *subject, envs []vars, answers []answer) {
	t.Helper()
	unknown := Eval(s.options(nil, nil), s.config, s.runtime)
	random := rand.New(rand.NewPCG(11, uint64(len(envs))))
	failures := 0
	for i, env := range envs {
		if c.lenient && answers[i].incomplete() {
			c.skipped++
			continue
		}
		c.runs++
		concrete := Eval(s.options(env, env), s.config, s.runtime)
		partial := some(random, env)
		v := verdict{env: env, answer: answers[i]}
		v.judge("known", concrete, c)
		v.judge("unknown", unknown, nil)
		v.judge("partial", Eval(s.options(partial, partial), s.config, s.runtime), nil)
		if len(v.faults) == 0 {
			c.agreed++
			if answers[i].raised {
				c.raises++
			}
			continue
		}
		if failures++; failures <= 2 {
			t.Errorf("%s under %v:\n%s", s.name, env, strings.Join(v.faults, "\n"))
		}
	}
	if failures > 2 {
		t.Errorf("%s: %d runs differ", s.name, failures)
	}
}
