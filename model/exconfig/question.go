package exconfig

import (
	"slices"

	"github.com/flylint/flylint/parsers/elixir"
)

// question is something an evaluation asks of the project or its environment.
type question struct {
	kind questionKind
	name string
}

type questionKind uint8

const (
	aboutFile questionKind = iota
	aboutModule
	aboutFiles           // those that match a pattern
	aboutBuildVariable   // of the environment in which the release is built
	aboutRuntimeVariable // of that in which it boots
)

// answered is a question with its answer; which field holds it, the kind says.
// Trees and calls are compared by identity: a file that is the same has the
// same tree.
type answered struct {
	question
	tree     *elixir.File
	module   *elixir.Call
	files    []string
	variable EnvVar
}

// ask puts the question anew.
func (q question) ask(opts *Options) answered {
	a := answered{question: q}
	switch q.kind {
	case aboutFile:
		a.tree = opts.Open(q.name)
	case aboutModule:
		if opts.Module != nil {
			a.module = opts.Module(q.name)
		}
	case aboutFiles:
		a.files = opts.Glob(q.name)
	case aboutBuildVariable:
		a.variable = opts.Build.LookupEnv(q.name)
	case aboutRuntimeVariable:
		a.variable = opts.Runtime.LookupEnv(q.name)
	}
	return a
}

// same reports whether two answers to one question are equal, apart from the
// place where a variable is set.
func (a *answered) same(b *answered) bool {
	return a.tree == b.tree && a.module == b.module && slices.Equal(a.files, b.files) &&
		a.variable.State == b.variable.State && a.variable.Text == b.variable.Text
}

// recorder keeps what an evaluation asks, in order and each question once.
type recorder struct {
	opts  *Options
	memo  *Memo
	at    []int32 // by the number of a question: where it is in asked, counted from 1
	asked []answered
}

// options are the recorder's, asked through it.
func (r *recorder) options() *Options {
	o := *r.opts
	o.Open = func(path string) *elixir.File { return r.ask(aboutFile, path).tree }
	if o.Module != nil {
		o.Module = func(name string) *elixir.Call { return r.ask(aboutModule, name).module }
	}
	if o.Glob != nil {
		o.Glob = func(pattern string) []string { return r.ask(aboutFiles, pattern).files }
	}
	if o.Build != nil {
		o.Build = recordedEnv{r, aboutBuildVariable}
	}
	if o.Runtime != nil {
		o.Runtime = recordedEnv{r, aboutRuntimeVariable}
	}
	return &o
}

func (r *recorder) ask(kind questionKind, name string) *answered {
	q := question{kind, name}
	return r.again(q, r.memo.number(q))
}

// again is ask with the number of the question, which spares looking it up.
func (r *recorder) again(q question, number int) *answered {
	if number >= len(r.at) {
		r.at = append(r.at, make([]int32, len(r.memo.numbers)-len(r.at))...)
	}
	if r.at[number] == 0 {
		r.asked = append(r.asked, q.ask(r.opts))
		r.at[number] = int32(len(r.asked))
	}
	return &r.asked[r.at[number]-1]
}

// number counts the questions that were ever put, so that what is remembered need
// not look them up.
func (m *Memo) number(q question) int {
	n, known := m.numbers[q]
	if !known {
		if m.numbers == nil {
			m.numbers = map[question]int{}
		}
		n = len(m.numbers)
		m.numbers[q] = n
	}
	return n
}

// recordedEnv is an environment of the recorder's options.
type recordedEnv struct {
	*recorder
	kind questionKind
}

// LookupEnv implements Environment.
func (e recordedEnv) LookupEnv(name string) EnvVar { return e.ask(e.kind, name).variable }
