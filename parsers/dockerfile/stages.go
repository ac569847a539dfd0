package dockerfile

import (
	"path"
	"strings"

	"github.com/flylint/flylint/parsers"
)

// Resolve works the stages out anew, as if the build had been given these
// build arguments (those of fly.toml's [build.args], say). An argument counts
// where an ARG declares it.
func (f *File) Resolve(buildArgs map[string]string) []*Stage {
	return newResolver(f, buildArgs).stages
}

// resolver goes through the instructions in order, as a build does.
type resolver struct {
	file      *File
	buildArgs map[string]string
	global    *scope
	globals   []*Variable
	stages    []*Stage
	named     map[string]*Stage // by lower-case name; the last of a name wins
	stage     *Stage            // the current one; nil before the first FROM
	scope     *scope            // of the current stage
	scopes    map[*Stage]*scope
	cmdSet    bool // the current stage has a CMD of its own
	budget    int
	errors    []parsers.Error
}

func newResolver(f *File, buildArgs map[string]string) *resolver {
	r := &resolver{file: f, buildArgs: buildArgs, budget: maxExpansion}
	r.named = make(map[string]*Stage)
	r.scopes = make(map[*Stage]*scope)
	r.global = &scope{global: true, budget: &r.budget}
	for _, in := range f.Instructions {
		r.instruction(in)
	}
	return r
}

func (r *resolver) instruction(in *Instruction) {
	switch {
	case in.Name == "FROM":
		r.from(in)
	case r.stage != nil:
		r.stage.Instructions = append(r.stage.Instructions, in)
		r.stage.To = in.To
		r.effect(in)
	case in.Name == "ARG":
		for _, p := range in.Pairs {
			r.globals = append(r.globals, r.arg(in, p, r.global))
		}
	}
}

// effect is what an instruction does to the current stage.
func (r *resolver) effect(in *Instruction) {
	switch in.Name {
	case "ARG":
		for _, p := range in.Pairs {
			r.stage.settings = append(r.stage.settings, r.arg(in, p, r.scope))
		}
	case "ENV":
		r.env(in)
	case "WORKDIR":
		r.workdir(in)
	case "USER":
		r.setting(&r.stage.User, in)
	case "STOPSIGNAL":
		r.setting(&r.stage.StopSignal, in)
	case "EXPOSE":
		r.expose(in)
	case "CMD":
		r.stage.Cmd = in
		r.cmdSet = true
	case "ENTRYPOINT":
		r.stage.Entrypoint = in
		if !r.cmdSet { // as Docker: an inherited CMD was meant for another entrypoint
			r.stage.Cmd = nil
		}
	case "SHELL":
		r.stage.Shell = in
	case "LABEL":
		for _, p := range in.Pairs {
			r.expand(&p.Key, r.scope) // for its errors
			r.expand(p.Value, r.scope)
		}
	case "VOLUME":
		for _, w := range in.Args {
			r.expand(in.operand(w), r.scope)
		}
	case "COPY", "ADD":
		r.copy(in)
	}
}

// expand puts variables into a word and reports what is wrong with it.
func (r *resolver) expand(w *Word, sc *scope) Expanded {
	e, problem := expand(w.Raw, r.file.Escape, sc)
	if problem != "" {
		r.fail(w.Range, problem, "")
		e.Missing = appendNew(e.Missing, w.Raw)
	}
	return e
}

func (r *resolver) fail(at parsers.Range, message, help string) {
	r.errors = append(r.errors, parsers.Error{Range: at, Message: message, Help: help})
}

// from begins a stage.
func (r *resolver) from(in *Instruction) {
	s := &Stage{Range: in.Range, Index: len(r.stages), From: in}
	r.stages = append(r.stages, s)
	r.stage, r.cmdSet = s, false
	r.scope = &scope{budget: &r.budget}
	r.scopes[s] = r.scope
	if len(in.Args) > 0 {
		r.base(s, in)
	}
	if len(in.Args) == 3 && strings.EqualFold(in.Args[1].Raw, "AS") {
		s.NameWord = in.Args[2]
		s.Name = strings.ToLower(s.NameWord.Raw)
		r.named[s.Name] = s
	}
}

// base works out what the stage builds on.
func (r *resolver) base(s *Stage, in *Instruction) {
	b := &s.Base
	b.Word = *in.Args[0]
	failed := len(r.errors)
	b.Name = r.expand(&b.Word, r.global)
	if b.Name.Text == "" && len(r.errors) == failed && !r.mayBeGiven(b.Name.Missing) {
		r.fail(b.Range, "base name ("+b.Raw+") should not be blank", "Name an image, or an earlier stage.")
	}
	if f := in.Flag("platform"); f != nil && f.Value != nil {
		b.PlatformFlag = f
		b.Platform = r.expand(f.Value, r.global)
	}
	if !b.Name.Known() {
		return
	}
	if parent := r.named[b.Name.Text]; parent != nil && parent.depth < maxInherit {
		r.inherit(s, parent)
		return
	}
	b.Repository, b.Tag, b.Digest = splitReference(b.Name.Text)
}

// mayBeGiven reports whether a build can give one of these variables a value.
func (r *resolver) mayBeGiven(names []string) bool {
	for _, name := range names {
		if r.global.given(name) {
			return true
		}
		for _, v := range r.globals {
			if v.Name == name {
				return true
			}
		}
	}
	return false
}

// inherit gives the stage all that the one it builds on came to.
func (r *resolver) inherit(s, parent *Stage) {
	s.Base.Stage = parent
	s.depth = parent.depth + 1
	s.Workdir, s.User, s.StopSignal = parent.Workdir, parent.User, parent.StopSignal
	s.Expose = parent.Expose[:len(parent.Expose):len(parent.Expose)]
	s.Entrypoint, s.Cmd, s.Shell = parent.Entrypoint, parent.Cmd, parent.Shell
	r.scope.parent = r.scopes[parent]
}

// arg declares an ARG in sc. Its value is the build's, or its default, or in a
// stage that of the ARG of that name before the first FROM.
func (r *resolver) arg(in *Instruction, p *Pair, sc *scope) *Variable {
	v := &Variable{Pair: p, Name: p.Key.Raw, Instruction: in, Stage: r.stage, Arg: true}
	given, ok := r.buildArgs[v.Name]
	global, inherits := r.global.lookup(v.Name)
	switch {
	case ok:
		v.Value = Expanded{Text: given}
		v.Overridden = true
	case p.Value != nil:
		v.Value = r.expand(p.Value, sc)
	case inherits && r.stage != nil:
		v.Value = global.Value
		v.Value.Uses = []*Variable{global}
		v.Overridden = global.Overridden
	default:
		v.Value.Missing = []string{v.Name}
		return v // without a value it hides nothing
	}
	sc.set(v)
	return v
}

// env sets ENV. All its values see the environment before it.
func (r *resolver) env(in *Instruction) {
	first := len(r.stage.settings)
	for _, p := range in.Pairs {
		key := r.expand(&p.Key, r.scope)
		v := &Variable{Pair: p, Name: key.Text, Instruction: in, Stage: r.stage}
		if p.Value != nil {
			v.Value = r.expand(p.Value, r.scope)
		}
		r.stage.settings = append(r.stage.settings, v)
	}
	for _, v := range r.stage.settings[first:] {
		r.scope.set(v)
	}
}

func (r *resolver) setting(s *Setting, in *Instruction) {
	if len(in.Args) != 1 {
		return
	}
	*s = Setting{Expanded: r.expand(in.Args[0], r.scope), Word: in.Args[0], Instruction: in}
}

// workdir sets WORKDIR; a relative one stands on the one before.
func (r *resolver) workdir(in *Instruction) {
	before := r.stage.Workdir
	r.setting(&r.stage.Workdir, in)
	now := &r.stage.Workdir
	if now.Instruction != in {
		return
	}
	if !strings.HasPrefix(now.Text, "/") {
		now.Relative = before.Relative || !before.IsSet() && !r.onScratch()
		now.Missing = append(before.Missing[:len(before.Missing):len(before.Missing)], now.Missing...)
		now.Text = path.Join("/", before.Text, now.Text)
		return
	}
	now.Text = path.Clean(now.Text)
}

// onScratch reports whether the stage starts from nothing, where the working
// directory is /.
func (r *resolver) onScratch() bool {
	s := r.stage
	for s.Base.Stage != nil {
		s = s.Base.Stage
	}
	return s.Base.Name.Text == "scratch"
}

// copy records a COPY or ADD.
func (r *resolver) copy(in *Instruction) {
	c := &Copy{Instruction: in, Dir: r.stage.Workdir.Text}
	for i, w := range in.Args {
		o := Operand{Word: w, Heredoc: in.heredocOf(w)}
		if o.Heredoc == nil {
			o.Path = r.expand(in.operand(w), r.scope)
		}
		if i == len(in.Args)-1 {
			c.Dest = o
		} else {
			c.Sources = append(c.Sources, o)
		}
	}
	if f := in.Flag("from"); f != nil && f.Value != nil && in.Name == "COPY" {
		c.From = f.Value
		r.copyFrom(c)
	}
	r.stage.Copies = append(r.stage.Copies, c)
}

// operand returns the word as its variables are to be put in: of a JSON string,
// what it stands for and not its text.
func (in *Instruction) operand(w *Word) *Word {
	if in.Form == ExecForm {
		return &Word{Range: w.Range, Raw: w.Value}
	}
	return w
}

// copyFrom finds the stage that --from names.
func (r *resolver) copyFrom(c *Copy) {
	name := c.From.Value
	plain, problem := expand(name, r.file.Escape, &scope{budget: &r.budget})
	if problem == "" && plain.Text != name {
		problem = "variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope as a workaround"
	}
	if problem != "" {
		r.fail(c.From.Range, problem, "")
		return
	}
	c.FromStage = findStage(r.stages[:r.stage.Index], name)
}

// heredocOf returns the here-document the word announces, or nil.
func (in *Instruction) heredocOf(w *Word) *Heredoc {
	for _, h := range in.Heredocs {
		if h.Word.From == w.From {
			return h
		}
	}
	return nil
}
