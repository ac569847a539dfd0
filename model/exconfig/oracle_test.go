package exconfig

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
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

// answer is what Elixir says of one run.
type answer struct {
	raised  bool
	message string
	config  *Value
	reads   []string
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

// ask has Elixir do the jobs.
func (c *tally) ask(t *testing.T, jobs []byte) []answer {
	t.Helper()
	file := filepath.Join(c.room, "jobs")
	script, err := filepath.Abs("testdata/oracle.exs")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, jobs, 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := c.command(script, file)
	cmd.Env = append(os.Environ(), "LANG=C.UTF-8", "ELIXIR_ERL_OPTIONS=+fnu")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("elixir: %v\n%s", err, stderr.String())
	}
	var answers []answer
	lines := bufio.NewScanner(bytes.NewReader(out))
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		answers = append(answers, parseAnswer(t, lines.Text()))
	}
	return answers
}

func parseAnswer(t *testing.T, line string) answer {
	t.Helper()
	fields := strings.Split(line, "\t")
	if len(fields) != 3 {
		t.Fatalf("not an answer: %q", line)
	}
	text, err := base64.StdEncoding.DecodeString(fields[1])
	if err != nil {
		t.Fatalf("not an answer: %q", line)
	}
	a := answer{raised: fields[0] == "raise"}
	if fields[2] != "" {
		a.reads = strings.Split(fields[2], ",")
	}
	if a.raised {
		a.message = string(text)
		return a
	}
	rest := string(text)
	a.config = readTerm(&rest)
	return a
}

// incomplete reports whether Elixir failed for want of a library, a module or
// a file that is not part of the configuration.
func (a answer) incomplete() bool {
	if !a.raised {
		return false
	}
	for _, sign := range []string{"is not available", "is not loaded", "undefined function", "undefined variable",
		"could not read file", "no such file", "timeout", "unknown application", "not loaded"} {
		if strings.Contains(a.message, sign) {
			return true
		}
	}
	return false
}

// readTerm reads what the script's dump writes.
func readTerm(s *string) *Value {
	kind := (*s)[0]
	*s = (*s)[1:]
	switch kind {
	case 'a':
		return &Value{Kind: Atom, Text: readSized(s)}
	case 's':
		return &Value{Kind: String, Text: readSized(s)}
	case 'i':
		return &Value{Kind: Integer, Text: readUntil(s, ';')}
	case 'f':
		return &Value{Kind: Float, Text: readUntil(s, ';')}
	case 'l', 't':
		v := &Value{Kind: List}
		if kind == 't' {
			v.Kind = Tuple
		}
		for range readCount(s) {
			v.Elems = append(v.Elems, readTerm(s))
		}
		return v
	case 'm':
		v := &Value{Kind: Map}
		for range readCount(s) {
			key := readTerm(s)
			v.Elems = append(v.Elems, &Value{Kind: Tuple, Elems: []*Value{key, readTerm(s)}})
		}
		return v
	case 'S', 'r':
		readTerm(s)
	}
	return &Value{Kind: Opaque}
}

func readUntil(s *string, end byte) string {
	text, rest, _ := strings.Cut(*s, string(end))
	*s = rest
	return text
}

func readCount(s *string) int {
	n, _ := strconv.Atoi(readUntil(s, ':'))
	return n
}

func readSized(s *string) string {
	n := readCount(s)
	text := (*s)[:n]
	*s = (*s)[n:]
	return text
}

// assignments are environments that reach much of a file: each variable it
// reads is absent or has one of the texts that fit its use.
func assignments(s *subject) []vars {
	random := rand.New(rand.NewPCG(7, uint64(len(s.name))))
	config := Eval(s.options(nil, nil), s.config, s.runtime)
	reads := append(slices.Clone(config.BuildReads), config.Reads...)
	texts := candidates(config, reads)
	out := []vars{{}}
	for range assignmentsPerFile - 1 {
		env := vars{}
		for _, r := range reads {
			if _, chosen := env[r.Name]; chosen || r.Name == "" {
				continue
			}
			env[r.Name] = pick(random, r, texts[r.Name])
		}
		out = append(out, env)
	}
	for _, env := range out {
		for _, r := range reads {
			if _, chosen := env[r.Name]; !chosen && r.Name != "" {
				env[r.Name] = "-"
			}
		}
	}
	return out
}

// candidates are the texts each variable is compared with.
func candidates(c *Config, reads []*Read) map[string][]string {
	texts := map[string][]string{}
	note := func(g Guard) {
		for _, cond := range g {
			texts[cond.Var] = append(texts[cond.Var], cond.Values...)
		}
	}
	var walk func(v *Value)
	walk = func(v *Value) {
		for _, alt := range v.Alts {
			note(alt.When)
			walk(alt.Value)
		}
		for _, e := range v.Elems {
			walk(e)
		}
	}
	for _, app := range c.apps {
		walk(app.conf)
	}
	for _, r := range reads {
		note(r.Guard)
	}
	for _, r := range c.Raises {
		note(r.Guard)
	}
	return texts
}

func pick(random *rand.Rand, r *Read, known []string) string {
	if p := random.Float64(); r.Required && p < 0.06 || !r.Required && p < 0.35 {
		return "-"
	}
	if len(known) > 0 && random.Float64() < 0.6 {
		return known[random.IntN(len(known))]
	}
	pool := []string{"true", "false", "1", "0", "abc", "a,b, c", "two words", "example.org", "x:y",
		"https://user:pa%20ss@db.example.org:5433/name?ssl=true#top", "ecto://localhost/app", "::1", "10.0.0.7", "TRUE"}
	if r.Form == FormInteger || random.Float64() < 0.2 {
		pool = []string{"1", "0", "42", "4000", "-7", "065"}
		if random.Float64() < 0.05 {
			return "8O80"
		}
	}
	if r.Form == FormFloat {
		pool = []string{"1.5", "0.25", "10.0", "1"}
	}
	return pool[random.IntN(len(pool))]
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

// some hides about half of the variables: as secrets where they are set.
func some(random *rand.Rand, env vars) vars {
	partial := vars{}
	names := make([]string, 0, len(env))
	for name := range env {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		switch random.IntN(4) {
		case 0:
			partial[name] = "?"
		case 1:
			if partial[name] = "!"; env[name] == "-" {
				partial[name] = "?"
			}
		default:
			partial[name] = env[name]
		}
	}
	return partial
}
