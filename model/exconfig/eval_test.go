package exconfig

import (
	"go/token"
	"strings"
	"testing"

	"github.com/flylint/flylint/parsers/elixir"
)

// project is a set of files by path.
type project struct {
	fset  *token.FileSet
	files map[string]*elixir.File
	src   map[string]string
}

func newProject(src map[string]string) *project {
	p := &project{fset: token.NewFileSet(), files: map[string]*elixir.File{}, src: src}
	for path, text := range src {
		tok := p.fset.AddFile(path, -1, len(text))
		tok.SetLinesForContent([]byte(text))
		p.files[path] = elixir.Parse(tok, []byte(text))
	}
	return p
}

func (p *project) open(path string) *elixir.File { return p.files[path] }

// at is the source a range covers.
func (p *project) at(from, to token.Pos) string {
	file := p.fset.File(from)
	if file == nil {
		return ""
	}
	return p.src[file.Name()][file.Offset(from):file.Offset(to)]
}

// vars is an Environment: known texts; "?" unknown, "!" secret, "-" unset. What
// it does not name is unknown.
type vars map[string]string

func (v vars) LookupEnv(name string) EnvVar {
	text, ok := v[name]
	switch {
	case !ok || text == "?":
		return EnvVar{State: EnvUnknown}
	case text == "!":
		return EnvVar{State: EnvSecret}
	case text == "-":
		return EnvVar{State: EnvUnset}
	}
	return EnvVar{State: EnvKnown, Text: text}
}

// runtime evaluates the text of a runtime.exs.
func runtime(t *testing.T, src string, env Environment) *Config {
	t.Helper()
	p := newProject(map[string]string{"config/runtime.exs": src})
	if errs := p.files["config/runtime.exs"].Errors; len(errs) > 0 {
		t.Fatalf("syntax error in the test's own source: %v\n%s", errs[0], src)
	}
	return Eval(Options{Open: p.open, Runtime: env}, "config/config.exs", "config/runtime.exs")
}

// expression is the value of `config :app, key: (src)`.
func expression(t *testing.T, src string, env Environment) string {
	t.Helper()
	config := runtime(t, "import Config\n"+indentLast(src), env)
	return config.Get("app", "key").String()
}

// indentLast makes the last line of src the value of a key.
func indentLast(src string) string {
	before, last := "", src
	if i := strings.LastIndex(src, "\n;"); i >= 0 {
		before, last = src[:i]+"\n", src[i+2:]
	}
	return before + "config :app, key: (" + last + ")\n"
}

// moduleOf offers one module of a file of the project.
func moduleOf(p *project, file, name string) func(string) *elixir.Call {
	return func(asked string) *elixir.Call {
		if asked != name {
			return nil
		}
		n, _ := p.files[file].Exprs[0].(*elixir.Call)
		return n
	}
}
