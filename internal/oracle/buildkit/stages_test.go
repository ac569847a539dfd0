package buildkit

import (
	"errors"
	"path"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/shell"
)

// stage is what both say a stage comes to. Base images have no environment
// here, as if every one were FROM scratch.
type stage struct {
	Name, Base, Platform string
	Env                  []string
	User, Workdir        string
}

// state is a stage while it is built, as BuildKit's dispatch does it.
type state struct {
	stage
	vars []string // ARGs and ENVs, in which a later one wins
}

// convert expands the variables of all stages with BuildKit's shell.Lex and
// returns the first error it gives.
func (b *build) convert() error {
	_, err := b.built()
	return err
}

func (b *build) built() ([]stage, error) {
	lex := shell.NewLex(b.result.EscapeToken)
	var global []string
	for _, cmd := range b.args {
		for _, a := range cmd.Args {
			if a.Value == nil {
				continue
			}
			v, _, err := lex.ProcessWord(*a.Value, shell.EnvsFromSlice(global))
			if err != nil {
				return nil, err
			}
			global = append(global, a.Key+"="+v)
		}
	}
	var all []stage
	named := map[string]state{}
	for _, s := range b.stages {
		base, _, err := lex.ProcessWord(s.BaseName, shell.EnvsFromSlice(global))
		if err != nil {
			return nil, err
		}
		if base == "" {
			return nil, errors.New("base name should not be blank")
		}
		st := named[base]
		st.vars = st.vars[:len(st.vars):len(st.vars)]
		st.Env = st.Env[:len(st.Env):len(st.Env)]
		st.Name, st.Base = s.Name, base
		if st.Platform, _, err = lex.ProcessWord(s.Platform, shell.EnvsFromSlice(global)); err != nil {
			return nil, err
		}
		for _, cmd := range s.Commands {
			if err := st.run(cmd, lex, global); err != nil {
				return nil, err
			}
		}
		if s.Name != "" {
			named[s.Name] = st
		}
		st.Env = lastOfEach(st.Env)
		all = append(all, st.stage)
	}
	return all, nil
}

func (st *state) run(cmd instructions.Command, lex *shell.Lex, global []string) error {
	expand := func(word string) (string, error) {
		v, _, err := lex.ProcessWord(word, shell.EnvsFromSlice(st.vars))
		return v, err
	}
	if arg, ok := cmd.(*instructions.ArgCommand); ok {
		return st.arg(arg, expand, shell.EnvsFromSlice(global))
	}
	_, isRun := cmd.(*instructions.RunCommand) // its mounts are not looked at
	if ex, ok := cmd.(instructions.SupportsSingleWordExpansion); ok && !isRun {
		if err := ex.Expand(expand); err != nil {
			return err
		}
	}
	switch c := cmd.(type) {
	case *instructions.CopyCommand:
		if from, _, err := lex.ProcessWord(c.From, shell.EnvsFromSlice(nil)); err != nil || from != c.From {
			return errors.Join(err, errors.New("variable expansion is not supported for --from"))
		}
	case *instructions.EnvCommand:
		for _, e := range c.Env {
			st.Env = append(st.Env, e.Key+"="+e.Value)
			st.vars = append(st.vars, e.Key+"="+e.Value)
		}
	case *instructions.UserCommand:
		st.User = c.User
	case *instructions.WorkdirCommand:
		st.Workdir = c.Path
	case *instructions.ExposeCommand:
		for _, p := range c.Ports {
			if _, err := lex.ProcessWords(p, shell.EnvsFromSlice(st.vars)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (st *state) arg(cmd *instructions.ArgCommand, expand func(string) (string, error), global shell.EnvGetter) error {
	for _, a := range cmd.Args {
		if a.Value == nil {
			if v, ok := global.Get(a.Key); ok {
				st.vars = append(st.vars, a.Key+"="+v)
			}
			continue
		}
		v, err := expand(*a.Value)
		if err != nil {
			return err
		}
		st.vars = append(st.vars, a.Key+"="+v)
	}
	return nil
}

// lastOfEach keeps the last value of each name, at the place of the first.
func lastOfEach(env []string) []string {
	var out []string
	index := map[string]int{}
	for _, e := range env {
		name, _, _ := strings.Cut(e, "=")
		if i, ok := index[name]; ok {
			out[i] = e
			continue
		}
		index[name] = len(out)
		out = append(out, e)
	}
	return out
}

func compareStages(t *testing.T, ours tree, theirs build) {
	t.Helper()
	// Expanding changes the commands in place, so they are read anew.
	want, err := parseAgain(theirs).built()
	if err != nil {
		t.Fatal(err)
	}
	var got []stage
	for i, s := range ours.Stages {
		one := stage{Name: s.Name, Base: s.Base.Name.Text, Platform: s.Base.Platform.Text, User: s.User.Text}
		one.Workdir = s.Workdir.Text
		if !path.IsAbs(want[i].Workdir) {
			want[i].Workdir = s.Workdir.Text // a relative one is resolved on our side only
		}
		for _, v := range s.Env() {
			one.Env = append(one.Env, v.Name+"="+v.Value.Text)
		}
		got = append(got, one)
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("stages (-BuildKit +flylint):\n%s", diff)
	}
}

func parseAgain(b build) *build {
	b.stages, b.args, b.err = instructions.Parse(b.result.AST, nil)
	return &b
}
