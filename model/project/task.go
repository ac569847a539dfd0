package project

import (
	"go/token"
	"slices"
	"strings"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// ReleaseTask is what an expression given to `bin/app eval` does, as far as
// the project's own functions tell. Such an expression runs in a VM in which
// the application is neither loaded nor started.
type ReleaseTask struct {
	Entries []Entry
	Effects []Effect // in the order met, callers before what they call
}

// Entry is one function the expression itself calls.
type Entry struct {
	Ref      Ref
	Module   *Module   // nil when the project does not have it
	Function *Function // nil when Module does not have it
}

// Effect is one thing a task does.
type Effect struct {
	Kind  EffectKind
	Site  CallSite   // the call; without a range when it stands in the expression itself
	Chain []CallSite // the calls that lead to it, itself last
	App   string     // Loads, Starts: the application; "" when it cannot be told
	Repo  string     // Migrates, StartsRepo, UsesRepo: full name; "" for the configured ones
	All   bool       // Migrates: every repository of the application's ecto_repos
	Path  string     // TouchesFile: the path, when it is a literal
}

// EffectKind says what an Effect is.
type EffectKind uint8

// What a task can do.
const (
	Loads       EffectKind = iota // Application.load, ensure_loaded
	Starts                        // Application.ensure_all_started, start, ensure_started
	Migrates                      // Ecto.Migrator.with_repo, run, up, down
	StartsRepo                    // Repo.start_link
	UsesRepo                      // any other function of a repository
	TouchesFile                   // a function of File
	UsesMnesia                    // a function of :mnesia
	CallsMix                      // a function of Mix, which no release holds
	RunsCommand                   // System.cmd, System.shell, :os.cmd
)

// MaxHops is how many functions deep a task is followed.
const MaxHops = 8

// ReadTask reads an expression such as MyApp.Release.migrate().
func ReadTask(lib *Lib, mix *Mix, expression string) *ReleaseTask {
	fn := expressionFunction(lib, expression)
	t := &ReleaseTask{}
	for _, site := range fn.Calls() {
		if site.Callee.Module != "" {
			mod := lib.Module(site.Callee.Module)
			t.Entries = append(t.Entries, Entry{site.Callee, mod, lib.Function(site.Callee)})
		}
	}
	r := taskReader{lib: lib, mix: mix, task: t, seen: map[*Function]bool{}}
	r.follow(fn, nil)
	return t
}

// expressionFunction is a function of no module whose body is the expression.
func expressionFunction(lib *Lib, expression string) *Function {
	tok := token.NewFileSet().AddFile("eval", -1, len(expression))
	file := &source.File{Path: "eval", Src: []byte(expression), Tok: tok}
	tree := elixir.Parse(tok, file.Src)
	mod := &Module{File: file, unit: &unit{file: file}, lib: lib}
	body := &elixir.Block{Exprs: tree.Exprs}
	return &Function{Module: mod, Clauses: []*FunctionClause{{Body: body}}}
}

// Effect is the first effect of a kind, or nil.
func (t *ReleaseTask) Effect(kind EffectKind) *Effect {
	if t == nil {
		return nil
	}
	i := slices.IndexFunc(t.Effects, func(e Effect) bool { return e.Kind == kind })
	if i < 0 {
		return nil
	}
	return &t.Effects[i]
}

// StartsOwn is the effect that starts an application of the project, or nil.
func (t *ReleaseTask) StartsOwn(mix *Mix) *Effect {
	if t == nil {
		return nil
	}
	for i, e := range t.Effects {
		if e.Kind == Starts && mix.IsOwnApp(e.App) {
			return &t.Effects[i]
		}
	}
	return nil
}

// taskReader collects the effects of everything a task reaches.
type taskReader struct {
	lib  *Lib
	mix  *Mix
	task *ReleaseTask
	seen map[*Function]bool
}

func (r *taskReader) follow(fn *Function, chain []CallSite) {
	if fn == nil || r.seen[fn] || len(chain) > MaxHops {
		return
	}
	r.seen[fn] = true
	for _, site := range fn.Calls() {
		if fn.Module.Name == "" {
			site.Range = parsers.Range{}
		}
		here := append(slices.Clone(chain), site)
		r.classify(site, here)
		r.follow(r.lib.Function(site.Callee), here)
	}
}

func (r *taskReader) classify(site CallSite, chain []CallSite) {
	e := Effect{Site: site, Chain: chain}
	ref := site.Callee
	switch {
	case ref.Module == "Application" && (ref.Name == "load" || ref.Name == "ensure_loaded"):
		r.apps(Loads, e)
		return
	case ref.Module == "Application" && startsApp(ref.Name), ref.Module == ":application" && startsApp(ref.Name):
		r.apps(Starts, e)
		return
	case ref.Module == "Ecto.Migrator":
		r.migrates(e)
		return
	case ref.Module == "File":
		e.Kind = TouchesFile
		if v := site.Constant(0); v != nil && v.Kind == exconfig.String {
			e.Path = v.Text
		}
	case ref.Module == ":mnesia":
		e.Kind = UsesMnesia
	case ref.Module == "Mix" || strings.HasPrefix(ref.Module, "Mix."):
		e.Kind = CallsMix
	case ref.Module == "System" && (ref.Name == "cmd" || ref.Name == "shell"), ref.Module == ":os" && ref.Name == "cmd":
		e.Kind = RunsCommand
	case r.isRepo(ref.Module):
		e.Kind, e.Repo = UsesRepo, ref.Module
		switch ref.Name {
		case "start_link":
			e.Kind = StartsRepo
		case "config", "__adapter__", "put_dynamic_repo", "get_dynamic_repo":
			return // these open nothing
		}
	default:
		return
	}
	r.task.Effects = append(r.task.Effects, e)
}

func startsApp(name string) bool {
	switch name {
	case "ensure_all_started", "ensure_started", "start":
		return true
	}
	return false
}

// apps adds one effect for each application that is named.
func (r *taskReader) apps(kind EffectKind, e Effect) {
	e.Kind = kind
	v := e.Site.Constant(0)
	var names []string
	switch {
	case v == nil:
		names = []string{""}
	case v.Kind == exconfig.Atom:
		names = []string{v.Text}
	case v.Kind == exconfig.List:
		for _, app := range v.Elems {
			names = append(names, app.Text)
		}
	}
	for _, name := range names {
		e.App = name
		r.task.Effects = append(r.task.Effects, e)
	}
}

// migrates adds the repositories that a call of Ecto.Migrator is about.
func (r *taskReader) migrates(e Effect) {
	switch e.Site.Callee.Name {
	case "with_repo", "run", "up", "down":
	default:
		return
	}
	e.Kind = Migrates
	if len(e.Site.Args) == 0 {
		r.task.Effects = append(r.task.Effects, e)
		return
	}
	names, all, known := r.repos(e.Site, e.Site.Args[0])
	switch {
	case all:
		e.All = true
		r.task.Effects = append(r.task.Effects, e)
	case !known && e.Site.Callee.Name != "with_repo":
		// run(&1, …) inside with_repo, which says which repository
	case !known:
		e.All = r.readsConfiguredRepos(e.Chain)
		r.task.Effects = append(r.task.Effects, e)
	}
	for _, name := range names {
		e.Repo = name
		r.task.Effects = append(r.task.Effects, e)
	}
}

// repos tells which repositories an argument stands for: one by name, or what
// the loop around the call runs over.
func (r *taskReader) repos(site CallSite, arg elixir.Node) (names []string, all, known bool) {
	mod := site.In.Module
	fold := &folder{lib: r.lib, env: prod}
	if v, ok := arg.(*elixir.Var); ok && v.Name != "__MODULE__" {
		source := generator(site.Clause, v)
		if source == nil {
			return nil, false, false
		}
		list := fold.reduce(term{source, &scope{mod: mod}})
		if isConfiguredRepos(list) {
			return nil, true, true
		}
		for _, e := range fold.list(list).elements {
			if name := e.resolve(); name != "" {
				names = append(names, name)
			}
		}
		return names, false, len(names) > 0
	}
	if name := fold.reduce(term{arg, &scope{mod: mod}}).resolve(); name != "" {
		return []string{name}, false, true
	}
	return nil, false, false
}

// generator is what a variable runs over, in a for or in a function given to
// Enum; nil when it comes from elsewhere.
func generator(clause *FunctionClause, v *elixir.Var) elixir.Node {
	var source elixir.Node
	elixir.Walk(clause.Body, func(n elixir.Node) bool {
		if n.Pos() > v.Pos() || n.End() < v.End() {
			return false
		}
		if c, ok := n.(*elixir.Call); ok {
			if over := runsOver(c, v.Name); over != nil {
				source = over
			}
		}
		return true
	})
	return source
}

// runsOver is the collection whose elements a call binds to the variable:
// that of for name <- collection, and of Enum.each(collection, fn name -> …).
func runsOver(c *elixir.Call, variable string) elixir.Node {
	for _, arg := range c.Args {
		gen, ok := arg.(*elixir.Call)
		if ok && gen.Name == "<-" && len(gen.Args) == 2 && isVar(gen.Args[0], variable) {
			return gen.Args[1]
		}
	}
	if len(c.Args) != 2 {
		return nil
	}
	fn, ok := c.Args[1].(*elixir.Fn)
	if ok && len(fn.Clauses) == 1 && len(fn.Clauses[0].Args) == 1 && isVar(fn.Clauses[0].Args[0], variable) {
		return c.Args[0]
	}
	return nil
}

func isVar(n elixir.Node, name string) bool {
	v, ok := n.(*elixir.Var)
	return ok && v.Name == name
}

// isConfiguredRepos recognises Application.fetch_env!(app, :ecto_repos).
func isConfiguredRepos(t term) bool {
	c, ok := t.node.(*elixir.Call)
	return ok && c.Target != nil && len(c.Args) >= 2 && elixir.AtomOrString(c.Args[1]) == "ecto_repos" &&
		t.scope.mod.Resolve(c.Target) == "Application"
}

// readsConfiguredRepos reports whether any function on the way reads
// ecto_repos, itself or through one it calls.
func (r *taskReader) readsConfiguredRepos(chain []CallSite) bool {
	wanted := func(c CallSite) bool {
		return c.Callee.Module == "Application" && len(c.Args) >= 2 && elixir.AtomOrString(c.Args[1]) == "ecto_repos"
	}
	for _, site := range chain {
		if r.lib.Reaches(site.In.Calls(), wanted, 2) != nil {
			return true
		}
	}
	return false
}

func (r *taskReader) isRepo(module string) bool {
	return module != "" && slices.ContainsFunc(r.lib.repoModules(), func(m *Module) bool { return m.Name == module })
}

// IsReleaseTask reports whether the module holds tasks to be run by
// `bin/app eval`: it migrates or loads the application itself.
func (m *Module) IsReleaseTask() bool {
	for _, fn := range m.Functions {
		for _, c := range fn.Calls() {
			if c.Callee.Module == "Ecto.Migrator" || c.Callee.Module == "Application" && c.Callee.Name == "load" {
				return true
			}
		}
	}
	return false
}
