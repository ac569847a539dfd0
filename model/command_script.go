package model

import (
	"go/token"
	"maps"
	"slices"
	"strconv"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/shell"
)

// script follows a script that a command line calls. dir is its directory in
// the image.
func (r *runner) script(s *Script, argv []Word, dir string, exec bool) {
	r.reach(argv[0])
	outer := r.call
	r.call = call{
		depth:      outer.depth + 1,
		source:     EnvScript,
		script:     s.File,
		dir:        dir,
		program:    argv[0],
		args:       argv[1:],
		conditions: outer.conditions,
		background: outer.background,
		exec:       exec,
	}
	if s.File == nil {
		r.call.at = argv[0].Range
	}
	before := r.env
	r.env = before.clone()
	r.steps(s.Steps)
	// A program's environment ends with it.
	r.env, r.call = before, outer
}

// text follows the text of sh -c.
func (r *runner) text(text string, argv []Word, exec bool) {
	if r.call.depth >= maxCalls {
		r.step(StepUnknown, argv, exec)
		return
	}
	r.script(&Script{Script: parseText(text)}, argv, r.call.dir, exec)
}

// steps follows the steps of a script or of a function's body.
func (r *runner) steps(steps []shell.Step) {
	conditions, background := r.call.conditions, r.call.background
	for _, step := range steps {
		where := step.Where()
		if r.lines++; r.call.done || r.lines > maxLines || len(r.cmd.Steps) >= maxSteps {
			return
		}
		condition, guard, reached := r.reached(where)
		if where.Dead || !reached {
			continue
		}
		if condition != "" {
			r.call.conditions = append(slices.Clone(conditions), condition)
		}
		r.call.background = background || where.Subshell
		switch s := step.(type) {
		case *shell.Assignment:
			if s.Command == nil && !where.Subshell {
				r.assign(s, condition, guard)
			}
		case *shell.Command:
			r.call.shifted = r.call.shifted || s.Name() == "shift" && inLoop(where)
			r.command(s, len(s.Env)+1 == len(steps))
		case *shell.Function:
			r.define(s)
		}
		r.call.conditions, r.call.background = conditions, background
		r.call.done = r.call.done && condition == "" && !where.Subshell
	}
}

// define notes a function of the script. Calls share the map of those before
// them, so it is never changed in place.
func (r *runner) define(f *shell.Function) {
	functions := maps.Clone(r.call.functions)
	if functions == nil {
		functions = map[string]*shell.Function{}
	}
	functions[f.Name.Text] = f
	r.call.functions = functions
}

// place is where a range of the followed text stands in the project.
func (r *runner) place(at parsers.Range) parsers.Range {
	if r.call.at.IsValid() || r.call.script == nil {
		return r.call.at
	}
	return at
}

// assign sets a variable of the shell.
func (r *runner) assign(a *shell.Assignment, condition string, guard *shell.Guard) {
	name := a.Name.Text
	if a.Value == nil && !a.Unset {
		if _, found := r.env.vars[name]; found && a.Exported { // export NAME
			r.env.export(name)
		}
		return
	}
	if r.keeps(a) {
		return
	}
	b := r.assigned(a)
	if isDefault(guard, name) {
		b.Unless = name
	} else {
		b.Condition, b.guard = condition, guard
	}
	r.env.set(b, a.Exported)
}

// isDefault reports whether a guard asks for nothing but that the variable is
// not set yet: then its assignment is a default, as in ${NAME:-default}.
func isDefault(guard *shell.Guard, name string) bool {
	if guard == nil {
		return false
	}
	test, ok := guard.Simple()
	return ok && test.Name == name && (test.Kind == shell.Empty || test.Kind == shell.NotSet)
}

// keeps reports whether an assignment leaves a variable as it is, and exports
// it: NAME=${NAME:-default} of one that is set.
func (r *runner) keeps(a *shell.Assignment) bool {
	if a.Value == nil || len(a.Value.Parts) != 1 {
		return false
	}
	p := a.Value.Parts[0]
	v, found := r.env.vars[a.Name.Text]
	if p.Kind != shell.Variable || p.Name != a.Name.Text || !found || !v.Set() {
		return false
	}
	switch p.Operator {
	case "", "-", "=", ":?", "?":
	case ":-", ":=":
		if v.State == exconfig.EnvKnown && v.Text == "" {
			return false
		}
	default:
		return false
	}
	if a.Exported {
		r.env.export(p.Name)
	}
	return true
}

// assigned is what an assignment binds its name to.
func (r *runner) assigned(a *shell.Assignment) EnvBinding {
	t := r.expand(a.Value)
	if a.Append {
		var whole envText
		whole.join(r.variable(shell.Part{Name: a.Name.Text, Text: "$" + a.Name.Text}))
		whole.join(t)
		t = whole
	}
	b := t.binding()
	if a.Unset {
		b = EnvBinding{State: exconfig.EnvUnset}
	}
	b.Name, b.Key, b.Source = a.Name.Text, r.place(a.Name.Range), r.call.source
	b.Range = b.Key
	if a.Value != nil {
		b.Range = r.place(a.Value.Range)
	}
	return b
}

// command follows one simple command of a script. A shell that was given alone
// as the text of -c becomes that program.
func (r *runner) command(c *shell.Command, alone bool) {
	argv := r.words(c.Args)
	if len(argv) == 0 {
		return
	}
	before := r.env
	if len(c.Env) > 0 {
		r.env = before.clone()
		for _, a := range c.Env {
			b := r.assigned(a)
			r.env.bind(b)
		}
	}
	if !r.builtin(argv) {
		replaces := c.Exec || alone && r.call.script == nil
		r.run(argv, replaces && r.call.exec)
		r.call.done = r.call.done || c.Exec
	}
	if len(c.Env) > 0 {
		r.env = before
	}
}

// builtin does what a command of the shell itself, or a function of the script,
// does.
func (r *runner) builtin(argv []Word) bool {
	name := argv[0].Text
	if f, found := r.call.functions[name]; found && r.call.depth < maxCalls {
		r.function(f, argv)
		return true
	}
	switch name {
	case "exit", "return":
		r.call.done = true
	case ".", "source":
		r.source(argv)
	case "shift":
		if len(r.call.args) > 0 {
			r.call.args = r.call.args[1:]
		}
	case "eval", "export", "declare", "readonly":
		// What they are given comes from a command's output: any variable may
		// be set now.
		r.env.closed = false
	case "set":
		if len(argv) > 1 && argv[1].Text == "--" {
			r.call.args = argv[2:]
		}
	case "cd", "echo", "printf", "test", "[", "[[", "true", "false", ":", "trap", "umask", "ulimit", "wait",
		"local", "read", "unset", "type", "command", "alias":
	default:
		return false
	}
	return true
}

// function follows a call of a function of the script.
func (r *runner) function(f *shell.Function, argv []Word) {
	args := r.call.args
	r.call.depth++
	r.call.args, r.call.verdicts = argv[1:], nil
	r.steps(f.Body)
	r.call.depth--
	r.call.args, r.call.verdicts = args, nil
}

// source follows a file of assignments that a script reads. One that is not in
// the project may set anything.
func (r *runner) source(argv []Word) {
	if len(argv) < 2 {
		return
	}
	_, s, _ := r.find(argv[1])
	if s == nil || r.call.depth >= maxCalls {
		r.env.closed = false
		return
	}
	outer := r.call
	r.call.depth++
	r.call.script, r.call.verdicts = s.File, nil
	r.steps(s.Steps)
	functions := r.call.functions
	r.call = outer
	r.call.functions = functions
}

// words expands the words of a command, "$@" into as many as there are.
func (r *runner) words(words []*shell.Word) []Word {
	var argv []Word
	for _, w := range words {
		if len(argv) > maxWords {
			break
		}
		if len(w.Parts) == 1 && w.Parts[0].Kind == shell.Variable && (w.Parts[0].Name == "@" || w.Parts[0].Name == "*") {
			argv = append(argv, r.call.args...)
			continue
		}
		t := r.expand(w)
		content, known := t.known()
		if !known {
			content = knownEnd(t)
		}
		argv = append(argv, Word{Range: r.place(w.Range), Text: content, Known: known})
	}
	return argv
}

// knownEnd is the known text at the end of a text, which of a path is the
// program's name.
func knownEnd(t envText) string {
	if last := t.parts[len(t.parts)-1]; last.Kind == PartText {
		return last.Text
	}
	return ""
}

// positional is the argument that $1, $2 … means; false for another name.
func (r *runner) positional(name string) (Word, bool) {
	n, err := strconv.Atoi(name)
	switch {
	case err != nil || n < 0:
		return Word{}, false
	case n == 0:
		return r.call.program, r.call.script != nil
	case n > len(r.call.args):
		return Word{Known: true}, true
	}
	return r.call.args[n-1], true
}

// detachedFile is a token.File for a text that is in no file set.
func detachedFile(size int) *token.File {
	return token.NewFileSet().AddFile("", -1, size)
}
