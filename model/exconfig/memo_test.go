package exconfig

import (
	"fmt"
	"go/token"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// TestMemoChangesNothing plays a server that evaluates a project again and
// again: for two process groups, under environments that change from run to run
// as the files that set them are edited, and with edits of the project's own
// files. What the memo gives must be what a new evaluation gives, down to every
// position.
func TestMemoChangesNothing(t *testing.T) {
	files, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no projects", err)
	}
	for i, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			scripts := 1
			if strings.Contains(file, "memo") {
				scripts = 12
			}
			again := 0
			for seed := range scripts {
				again += newTypist(archive, uint64(i), uint64(seed)).play(t)
			}
			if again == 0 && filepath.Base(file) == "sections.txtar" {
				t.Error("no evaluation used a section of the one before: the test shows little")
			}
		})
	}
}

func newTypist(a *txtar.Archive, seed1, seed2 uint64) *typist {
	s := &typist{
		Rand: rand.New(rand.NewPCG(seed1, seed2)), fset: token.NewFileSet(), alike: seed2%2 == 0,
		idle: 3 - 2*int(seed2%3%2), trees: map[string]*elixir.File{}, texts: map[string]string{}, first: map[string]string{},
	}
	for _, f := range a.Files {
		if strings.HasSuffix(f.Name, ".ex") || strings.HasSuffix(f.Name, ".exs") {
			s.first[f.Name] = string(f.Data)
			s.write(f.Name, string(f.Data))
		}
	}
	return s
}

// typist edits files and environments.
type typist struct {
	*rand.Rand
	fset         *token.FileSet
	trees        map[string]*elixir.File
	texts, first map[string]string
	groups       [2]places
	build        places
	alike        bool // the groups' environments differ in places only
	idle         int  // in how many runs there is one edit
}

// places is an environment whose variables are set in files.
type places map[string]EnvVar

func (p places) LookupEnv(name string) EnvVar { return p[name] }

func (s *typist) write(name, text string) {
	tok := s.fset.AddFile(name, -1, len(text))
	s.texts[name], s.trees[name] = text, elixir.Parse(tok, []byte(text))
}

// play counts the sections that evaluations have from the one before.
func (s *typist) play(t *testing.T) (again int) {
	const runs = 20
	var memo Memo
	var last [2]*Config
	reused := 0
	for run := range runs {
		memo.Begin()
		s.move()
		var got [2]*Config
		var want [2]string
		for group, env := range s.groups {
			opts := Options{Build: s.build, Runtime: env, Open: s.open, Module: s.module, Dir: "/app"}
			if run%7 == 6 {
				opts.Runtime = nil
			}
			want[group] = dump(Eval(opts, "config/config.exs", "config/runtime.exs"))
			got[group] = memo.Eval(opts, "config/config.exs", "config/runtime.exs")
		}
		for group, config := range got {
			if diff := cmp.Diff(want[group], dump(config)); diff != "" {
				t.Fatalf("run %d, group %d (-new +remembered):\n%s\n%s", run, group, diff, s.texts)
			}
			if config == last[group] {
				reused++
			} else if last[group] != nil {
				again += inBoth(config.sections, last[group].sections)
			}
		}
		last = got
		s.edit()
	}
	if reused == 0 && s.idle > 1 {
		t.Error("every evaluation was a new one: the test shows nothing")
	}
	return again
}

// inBoth counts the sections that two evaluations share.
func inBoth(a, b map[token.Pos]*section) (n int) {
	known := slices.Collect(maps.Values(b))
	for _, s := range a {
		if slices.Contains(known, s) {
			n++
		}
	}
	return n
}

func (s *typist) open(name string) *elixir.File { return s.trees[name] }

// module is a module that begins one of the files.
func (s *typist) module(name string) *elixir.Call {
	for _, path := range s.names() {
		for _, e := range s.trees[path].Exprs {
			c, ok := e.(*elixir.Call)
			if !ok || c.Name != "defmodule" {
				continue
			}
			if alias, ok := c.Arg(0).(*elixir.Alias); ok && strings.Join(alias.Segments, ".") == name {
				return c
			}
		}
	}
	return nil
}

func (s *typist) names() []string {
	var names []string
	for name := range s.texts {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// move sets the variables at other places, as after an edit of the file that
// does, those of the build seldom; and now and then makes a variable worth
// something else.
func (s *typist) move() {
	file := s.fset.AddFile("fly.toml", -1, 1<<16)
	at := 0
	place := func() parsers.Range {
		at += 10
		return parsers.Range{From: file.Pos(at), To: file.Pos(at + 5)}
	}
	for _, env := range []*places{&s.groups[0], &s.groups[1], &s.build} {
		if *env == nil {
			*env = places{}
		}
		for _, name := range s.variables() {
			if _, known := (*env)[name]; !known || s.IntN(40) == 0 {
				v := EnvVar{State: []EnvState{EnvKnown, EnvKnown, EnvKnown, EnvUnknown, EnvUnset, EnvSecret}[s.IntN(6)]}
				if v.State == EnvKnown {
					v.Text = []string{"true", "4000", "", "a,b", "ecto://host/db"}[s.IntN(5)]
				}
				(*env)[name] = v
			}
		}
	}
	buildMoves := s.IntN(5) == 0
	for _, name := range s.variables() {
		if s.alike {
			s.groups[1][name] = s.groups[0][name]
		}
		shared := place()
		for i, env := range []places{s.groups[0], s.groups[1], s.build} {
			v := env[name]
			switch {
			case v.State != EnvKnown:
				v.Range = parsers.Range{}
			case i == 2 && v.Range.IsValid() && !buildMoves:
			case s.IntN(8) == 0: // one group's command sets it
				v.Range = place()
			default:
				v.Range = shared
			}
			env[name] = v
		}
	}
}

// variables are the words of the texts that look like variables.
func (s *typist) variables() []string {
	var found []string
	for _, name := range s.names() {
		for _, word := range strings.FieldsFunc(s.first[name], func(r rune) bool { return strings.ContainsRune(" \t\n()[]{}\"',", r) }) {
			if strings.ToUpper(word) == word && strings.ToLower(word) != word && !slices.Contains(found, word) {
				found = append(found, word)
			}
		}
	}
	return found
}

// edit changes one of the files, once in so many runs.
func (s *typist) edit() {
	names := s.names()
	if s.IntN(s.idle) > 0 || len(names) == 0 {
		return
	}
	name := names[s.IntN(len(names))]
	lines := strings.SplitAfter(s.texts[name], "\n")
	i, j := s.IntN(len(lines)), s.IntN(len(lines))
	switch s.IntN(5) {
	case 4:
		lines[i] = "# what follows moves\n" + lines[i]
	case 0:
		lines = slices.Delete(lines, i, i+1)
	case 1:
		lines[i], lines[j] = lines[j], lines[i]
	case 2:
		lines[i] = lines[i][:s.IntN(len(lines[i])+1)]
	case 3:
		lines = []string{s.first[name]}
	}
	s.write(name, strings.Join(lines, ""))
}

// dump is all there is to see of a configuration.
func dump(c *Config) string {
	d := &dumper{}
	for _, apps := range [][]appConfig{c.apps, c.build, c.runtime} {
		for _, a := range apps {
			d.line("app %s", a.name)
			d.value(1, a.conf)
		}
		d.line("--")
	}
	for _, list := range [][]*Read{c.Reads, c.BuildReads} {
		for _, r := range list {
			d.line("read %s %v %v required=%t %q form=%d build=%t", r.Name, r.Range, r.NameRange, r.Required, r.Message, r.Form, r.Build)
			d.guard(1, r.Guard)
			d.value(1, r.Default)
		}
	}
	for _, r := range c.Raises {
		d.line("raise %q %v build=%t implicit=%t", r.Message, r.Range, r.Build, r.Implicit)
		d.guard(1, r.Guard)
	}
	for _, v := range c.Opaques {
		d.value(0, v)
	}
	for _, f := range c.files {
		d.line("file %s %v %d", f.path, f.span, f.phase)
	}
	return d.String()
}

type dumper struct{ strings.Builder }

func (d *dumper) line(format string, args ...any) { fmt.Fprintf(d, format+"\n", args...) }

func (d *dumper) value(depth int, v *Value) {
	if v == nil {
		return
	}
	d.line("%*s%d form=%d derived=%t %d %t %t %q %v expr=%v", depth, "", v.Kind, v.Form, v.Derived, v.sort, v.sparse, v.partial, v.Text, v.Range, v.expr)
	for _, r := range v.Reads {
		d.line("%*sreads %s %v default=%t required=%t form=%d", depth, "", r.Name, r.Range, r.Default != nil, r.Required, r.Form)
	}
	for _, e := range v.Elems {
		d.value(depth+1, e)
	}
	for _, alt := range v.Alts() {
		d.guard(depth+1, alt.When)
		d.value(depth+1, alt.Value)
	}
	for _, in := range v.Inputs() {
		d.value(depth+1, in)
	}
}

func (d *dumper) guard(depth int, g Guard) {
	for _, c := range g {
		d.line("%*swhen %s %d %t %t %q %q %v", depth, "", c.Var, c.Op, c.Negated, c.assumed, c.Values, c.Text, c.Range)
		if c.test != nil {
			d.line("%*stest %v %q", depth, "", c.test.Range, c.test.Text)
		}
	}
}
