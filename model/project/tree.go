package project

import (
	"slices"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// Tree is what the application starts in prod: its supervisors and their
// children in order. An umbrella has one Start for each of its applications.
// Facts: the shapes of application.ex in real projects, hexdocs.pm/elixir
// Supervisor and Supervisor.Spec.
type Tree struct {
	Starts []*Start
	lib    *Lib
}

// Start is the start/2 of one application's callback module.
type Start struct {
	App      string
	Module   *Module
	Function *Function
	Top      *Supervisor   // nil when it could not be found
	Before   []elixir.Node // what start/2 does before it starts Top, in order
	After    []elixir.Node // and after it
}

// Supervisor is one supervisor of the project's own.
type Supervisor struct {
	parsers.Range // the call that starts it
	Module        string
	Children      []*Child        // in the order they start
	NotProd       []*Child        // those that dev or test may start and prod does not
	Unread        []parsers.Range // the parts of the list that could not be read
	OptionsKnown  bool            // false: strategy and limits may be anything
	Strategy      source.Value[string]
	MaxRestarts   source.Value[int64] // absent: DefaultMaxRestarts; present and not Set: unknown
	MaxSeconds    source.Value[int64] // absent: DefaultMaxSeconds
	Parent        *Child              // nil at the top
}

// What Supervisor does when nothing is said: 3 restarts in 5 seconds.
const (
	DefaultMaxRestarts = 3
	DefaultMaxSeconds  = 5
)

// Child is one child of a supervisor.
type Child struct {
	parsers.Range                // its specification in the list
	Module        string         // full name; ":name" for Erlang's; "" when it is computed
	Args          elixir.Node    // what its child_spec is given; nil for a bare module
	When          exconfig.Guard // empty: always started in prod
	Library       bool           // its module is not the project's
	NotProd       bool           // started in dev or test only
	In            *Supervisor
	Supervisor    *Supervisor // when it is a supervisor whose children are known

	args term
	fold *folder
}

// ReadTree follows the callback module of each application. Settings may be nil.
func ReadTree(mix *Mix, lib *Lib, settings Settings) *Tree {
	t := &Tree{lib: lib}
	for _, app := range mix.Projects() {
		mod := lib.Module(app.Application.Mod.V)
		if mod == nil {
			continue
		}
		s := &Start{App: app.App.V, Module: mod, Function: mod.Function("start", 2)}
		if s.Function != nil {
			s.read(lib, settings)
		}
		t.Starts = append(t.Starts, s)
	}
	return t
}

// All lists every child prod may start, depth first, in the order of starting
// within each application.
func (t *Tree) All() []*Child {
	if t == nil {
		return nil
	}
	var out []*Child
	for _, s := range t.Starts {
		out = s.Top.collect(out)
	}
	return out
}

// All lists the supervisor's children, depth first, in the order of starting.
func (s *Supervisor) All() []*Child { return s.collect(nil) }

func (s *Supervisor) collect(out []*Child) []*Child {
	if s == nil {
		return out
	}
	for _, c := range s.Children {
		out = append(out, c)
		out = c.Supervisor.collect(out)
	}
	return out
}

// Child is the first child with that module, at any depth, or nil.
func (t *Tree) Child(module string) *Child {
	for _, c := range t.All() {
		if c.Module == module {
			return c
		}
	}
	return nil
}

// Find lists the children whose module is one of those.
func (t *Tree) Find(modules []*Module) []*Child {
	var out []*Child
	for _, c := range t.All() {
		if slices.ContainsFunc(modules, func(m *Module) bool { return m.Name == c.Module }) {
			out = append(out, c)
		}
	}
	return out
}

// Repos lists the children that are Ecto repositories of the project.
func (t *Tree) Repos() []*Child {
	if t == nil {
		return nil
	}
	return t.Find(t.lib.repoModules())
}

// Endpoints lists the children that are Phoenix endpoints of the project.
func (t *Tree) Endpoints() []*Child {
	if t == nil {
		return nil
	}
	return t.Find(t.lib.Using("Phoenix.Endpoint"))
}

// Complete reports whether every child is known: nothing is started that All
// does not list.
func (t *Tree) Complete() bool {
	if t == nil || len(t.Starts) == 0 {
		return false
	}
	for _, s := range t.Starts {
		if s.Top == nil || len(s.Top.Unread) > 0 {
			return false
		}
	}
	for _, c := range t.All() {
		if c.Module == "" || c.Supervisor != nil && len(c.Supervisor.Unread) > 0 {
			return false
		}
	}
	return true
}

// StartsBefore reports whether a is started before b by the same application.
// It is false when the order cannot be told.
func (t *Tree) StartsBefore(a, b *Child) bool {
	for _, s := range t.Starts {
		all := s.Top.collect(nil)
		i, j := slices.Index(all, a), slices.Index(all, b)
		if i >= 0 && j >= 0 {
			return i < j
		}
	}
	return false
}

// Always reports whether prod surely starts the child: neither it nor a
// supervisor above it is conditional.
func (c *Child) Always() bool {
	for ; c != nil; c = c.In.Parent {
		if len(c.When) > 0 {
			return false
		}
	}
	return true
}

// ConfigKey is the application and key whose configuration the child is given,
// as in {Oban, Application.fetch_env!(:app, Oban)}; the key of a module has its
// full name. It is false for other arguments.
func (c *Child) ConfigKey() (app, key string, ok bool) {
	return c.fold.asked(c.args)
}

// Option is the constant under key among the child's arguments; nil when it is
// absent or cannot be told.
func (c *Child) Option(key string) *exconfig.Value {
	o := options{fold: c.fold, term: c.fold.reduce(c.args)}
	t, _, ok := o.get(key)
	if !ok {
		return nil
	}
	return c.fold.constant(t)
}

// OptionNode is the expression under key among the child's arguments, or nil.
func (c *Child) OptionNode(key string) elixir.Node {
	o := options{fold: c.fold, term: c.fold.reduce(c.args)}
	t, _, _ := o.get(key)
	return t.node
}
