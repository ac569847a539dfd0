package model

import (
	"strings"
	"time"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/project"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// Oban is one instance of Oban as a process group starts it.
// Facts: Oban.Config and Oban.__using__ of the versions in ObanTableSource;
// AshOban.config of ash_oban 0.8.10, which adds to the crontab of the options
// that it is passed and keeps the rest.
type Oban struct {
	Child   *project.Child
	Group   string
	Module  string          // Oban, or the project's module that uses it
	Path    string          // of its options in the model: config.my_app.Oban
	Options *exconfig.Value // a keyword list or a Choice of them; nil when they cannot be told
	Exact   bool            // false: code that is not understood may change the options on the way
	At      parsers.Range   // where it is configured: the key in the configuration, else the child

	config    *exconfig.Config
	triggers  bool // AshOban adds those of the project's resources to the crontab
	version   project.Version
	versionOK bool
}

// ObanGracePeriod is shutdown_grace_period when nothing is said.
const ObanGracePeriod = 15 * time.Second

// Obans lists the instances of Oban a process group may start, in the order of
// the tree. It is empty when the tree starts none that can be seen, or when the
// group runs something else than the app.
func (d *Deployment) Obans(group string) []*Oban {
	if found, seen := d.memo.obans[group]; seen || d.Tree == nil || !d.mayStart(group) {
		return found
	}
	var out []*Oban
	facades := d.Lib.Using("Oban")
	for _, c := range d.Tree.All() {
		switch facade := moduleNamed(facades, c.Module); {
		case c.Module == "Oban":
			out = append(out, d.oban(c, nil, group))
		case facade != nil:
			out = append(out, d.oban(c, facade, group))
		}
	}
	if d.memo.obans == nil {
		d.memo.obans = map[string][]*Oban{}
	}
	d.memo.obans[group] = out
	return out
}

// mayStart reports whether a process group may boot the app. A command that is
// known to the end can prove that it does not; so does an image that was built
// elsewhere, which in practice is that of another program.
func (d *Deployment) mayStart(group string) bool {
	c := d.Command(group)
	return c.Start() != nil || !c.Known() && !d.Fly.Build.Image.Set
}

func moduleNamed(modules []*project.Module, name string) *project.Module {
	for _, m := range modules {
		if m.Name == name {
			return m
		}
	}
	return nil
}

func (d *Deployment) oban(c *project.Child, facade *project.Module, group string) *Oban {
	o := &Oban{Child: c, Group: group, Module: c.Module, Path: "tree." + c.Module, Exact: true, At: c.Range, config: d.ConfigOf(group)}
	o.version, o.versionOK = d.Lock.Version("oban")
	given, ash := c, c.Passed("AshOban", "config", 1)
	if ash != nil {
		given, o.triggers = ash, len(d.Lib.FilesContaining("triggers do"))+len(d.Lib.FilesContaining("scheduled_actions do")) > 0
	}
	o.Options = d.OptionsOf(given, group)
	asked := given.Configured()
	switch {
	case facade != nil:
		o.useFacade(facade)
	case asked != nil:
		o.configuredAt(asked.App, asked.Key)
	}
	if readable(o.Options) {
		// Without plugins AshOban switches the peer off.
		o.Exact = ash == nil || verdictOf(o.Option("plugins"), hasElements) == exconfig.Always
		return o
	}
	o.Exact, o.Options = false, nil
	if asked != nil {
		if v := asked.Value(d.evaluateIn(group)); readable(v) {
			o.Options = v
		}
	}
	return o
}

// configuredAt notes the key of the configuration the options come from.
func (o *Oban) configuredAt(app, key string) {
	o.Path = "config." + app + "." + strings.TrimPrefix(key, "Elixir.")
	if e := o.config.Entry(app, key); e != nil && e.Key.IsValid() {
		o.At = e.Key
	}
}

// readable reports whether v is a keyword list in every case.
func readable(v *exconfig.Value) bool {
	ok := v != nil
	v.Leaves(func(_ exconfig.Guard, leaf *exconfig.Value) { ok = ok && leaf.IsKeyword() })
	return ok
}

// useFacade puts the options of a module with `use Oban` together: those of
// the use, over them the configuration, over that what the child is given.
func (o *Oban) useFacade(facade *project.Module) {
	use := facade.Use("Oban")
	app, ok := elixir.AtomValue(use.Option("otp_app"))
	if !ok {
		o.Options = nil
		return
	}
	given := o.Options
	o.configuredAt(app, "Elixir."+facade.Name)
	o.Options = exconfig.MergeKeywords(use.Keywords(), o.config.Get(app, "Elixir."+facade.Name))
	if given != nil {
		o.Options = exconfig.MergeKeywords(o.Options, given)
	}
}

// Version is the locked version of Oban, and whether it is known: a dependency
// from git proves none.
func (o *Oban) Version() (project.Version, bool) { return o.version, o.versionOK }

// Option is the value of an option; nil when it is never set, a Choice with
// Missing when that depends.
func (o *Oban) Option(key string) *exconfig.Value {
	if o.Options == nil {
		return nil
	}
	return o.Options.Keyword(key)
}

// entry is where an option is set last; nil for one that is never set.
func (o *Oban) entry(key string) *exconfig.Entry {
	for _, e := range o.config.EntriesOf(o.Options) {
		if e.Name == key {
			return e
		}
	}
	return nil
}

// Pair is where an option is set last, name and value. It is invalid for an
// option that is never set.
func (o *Oban) Pair(key string) parsers.Range {
	e := o.entry(key)
	switch {
	case e == nil:
		return parsers.Range{}
	case e.Expr.IsValid():
		return parsers.Range{From: e.Key.From, To: e.Expr.To}
	}
	return parsers.Range{From: e.Key.From, To: e.Value.To}
}

// KeyOf is the name of an option where it is set last, or else where the
// instance is configured.
func (o *Oban) KeyOf(key string) parsers.Range {
	if e := o.entry(key); e != nil && e.Key.IsValid() {
		return e.Key
	}
	return o.At
}

// Repo is the module of the Repo the instance uses, or "".
func (o *Oban) Repo() string {
	v := o.Option("repo")
	if v != nil && v.Kind == exconfig.Tuple && len(v.Elems) == 2 {
		v = v.Elems[0] // {Repo, options}, from the version after 2.23.1 on
	}
	if v == nil {
		return ""
	}
	name, _ := v.Module()
	return name
}

// GracePeriod is how long running jobs may take when the instance is stopped,
// and whether that can be told.
func (o *Oban) GracePeriod() (time.Duration, bool) {
	v := o.Option("shutdown_grace_period")
	if v == nil {
		return ObanGracePeriod, o.Exact && o.Options != nil
	}
	ms, ok := v.Int()
	return time.Duration(ms) * time.Millisecond, ok
}
