package model

import (
	"slices"
	"strings"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/project"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// Endpoint is one Phoenix endpoint of the project, as the machines of a process
// group boot it. As in Phoenix.Endpoint.Supervisor, the configuration goes over
// what the child specification says, and an init/2 of its own may change the
// outcome. Facts: phoenix lib/phoenix/endpoint.ex, endpoint/supervisor.ex and
// endpoint/cowboy2_adapter.ex, v1.3.4 to v1.8.12; bandit lib/bandit.ex.
type Endpoint struct {
	Module *project.Module
	Child  *project.Child // where the tree starts it
	Group  string
	Step   *Step  // what boots it
	App    string // the OTP application that holds its configuration

	Options *exconfig.Value  // a keyword list or a Choice of them; nil when nothing is configured
	Unread  bool             // some of the options could not be read: others may hold
	Reads   []*exconfig.Read // what its init/2 reads of the environment

	d      *Deployment
	config *exconfig.Config
}

// Endpoints lists the endpoints that a process group starts, in the order of the
// tree: none unless its command is seen to boot the application.
func (d *Deployment) Endpoints(group string) []*Endpoint {
	if found, seen := d.memo.endpoints[group]; seen || d.Tree == nil {
		return found
	}
	var out []*Endpoint
	if step := d.Command(group).Start(); step != nil {
		for _, start := range d.Tree.Starts {
			if !d.releases(step, start.App) {
				continue
			}
			for _, c := range start.Top.All() {
				if m := moduleNamed(d.Lib.Using("Phoenix.Endpoint"), c.Module); m != nil {
					out = append(out, d.endpoint(m, c, group, step))
				}
			}
		}
	}
	if d.memo.endpoints == nil {
		d.memo.endpoints = map[string][]*Endpoint{}
	}
	d.memo.endpoints[group] = out
	return out
}

// releases reports whether what a step boots may have an application of the
// project: a release of an umbrella can hold some of them only.
func (d *Deployment) releases(step *Step, app string) bool {
	release := d.Mix.Release(step.Release)
	if len(d.Mix.Apps) == 0 || release == nil || len(release.Applications) == 0 {
		return true
	}
	var held []string
	for _, a := range release.Applications {
		held = append(held, a.V)
	}
	for i := 0; i < len(held); i++ {
		for _, project := range d.Mix.Apps {
			if project.App.V != held[i] {
				continue
			}
			for _, dep := range project.Deps {
				if !slices.Contains(held, dep.Name) {
					held = append(held, dep.Name)
				}
			}
		}
	}
	return slices.Contains(held, app)
}

func (d *Deployment) endpoint(m *project.Module, c *project.Child, group string, step *Step) *Endpoint {
	e := &Endpoint{Module: m, Child: c, Group: group, Step: step, d: d, config: d.ConfigOf(group)}
	if r := d.Mix.Release(step.Release); r != nil && r.ConfigProviders.IsValid() || d.rewritesEndpoints() || d.ReleasesUmbrella() {
		e.Unread = true
	}
	given, configured := d.OptionsOf(c, group), e.configured()
	if given != nil && !readable(given) {
		given, e.Unread = nil, true
	}
	if clash(given, configured) {
		e.Unread = true
	}
	e.Options = exconfig.MergeKeywords(given, configured)
	e.callInit(d.evalOptions(group))
	return e
}

// rewritesEndpoints reports whether the app's own code writes into the
// configuration of an endpoint, or of Phoenix, before the tree starts.
func (d *Deployment) rewritesEndpoints() bool {
	return len(d.Lib.FilesContaining("Application.put_env", "Endpoint")) > 0 || len(d.Lib.FilesContaining("Application.put_env", ":serve_endpoints")) > 0
}

// configured is what the configuration holds for the endpoint.
func (e *Endpoint) configured() *exconfig.Value {
	if app, ok := elixir.AtomValue(e.Module.Use("Phoenix.Endpoint").Option("otp_app")); ok {
		e.App = app
		return e.config.Get(app, e.key())
	}
	for _, app := range e.config.Apps() {
		if v := e.config.Get(app, e.key()); v != nil {
			e.App = app
			return v
		}
	}
	return nil
}

func (e *Endpoint) key() string { return "Elixir." + e.Module.Name }

// clash reports whether two lists of options have a key in common, which
// Phoenix merges at every depth.
func clash(a, b *exconfig.Value) bool {
	both := false
	a.Leaves(func(_ exconfig.Guard, leaf *exconfig.Value) {
		for _, pair := range leaf.Elems {
			both = both || pair.Kind == exconfig.Tuple && b.Keyword(pair.Elems[0].Text) != nil
		}
	})
	return both
}

// callInit lets the endpoint's own init/2 change its options.
func (e *Endpoint) callInit(opts exconfig.Options) {
	if e.Module.Function("init", 2) == nil {
		return
	}
	result, reads, known := supervisorInit(e.config, opts, e.Module, e.Options)
	e.Options, e.Reads = result, reads
	e.Unread = e.Unread || !known
}

// supervisorInit is what a module's init(:supervisor, options), which gives
// {:ok, options}, makes of options. It is not known when it gives something
// else, or cannot be evaluated: then the options are as they were.
func supervisorInit(c *exconfig.Config, opts exconfig.Options, m *project.Module, options *exconfig.Value) (after *exconfig.Value, reads []*exconfig.Read, known bool) {
	if options == nil {
		options = &exconfig.Value{Kind: exconfig.List}
	}
	kind := &exconfig.Value{Kind: exconfig.Atom, Text: "supervisor"}
	result, reads := c.Call(opts, m.Call, "init", kind, options)
	if result == nil {
		return options, reads, false
	}
	known = true
	after = result.Map(func(v *exconfig.Value) *exconfig.Value {
		switch {
		case v.Kind == exconfig.Raise:
			return v
		case v.Kind == exconfig.Tuple && len(v.Elems) == 2 && v.Elems[0].IsAtom("ok"):
			return v.Elems[1]
		}
		known = false
		return options
	})
	return after, reads, known
}

// Option is the value of an option; nil when it is never set, a Choice with
// Missing when that depends.
func (e *Endpoint) Option(key string) *exconfig.Value { return e.Options.Keyword(key) }

// Entry is where the configuration sets the option at the end of a path of
// keys last; nil when it does not.
func (e *Endpoint) Entry(keys ...string) *exconfig.Entry {
	return e.config.Entry(e.App, slices.Concat([]string{e.key()}, keys)...)
}

// Built is the value of an option in the configuration that the endpoint is
// compiled with; nil when it is not set.
func (e *Endpoint) Built(key string) *exconfig.Value {
	return e.config.Built().Get(e.App, e.key(), key)
}

// Path is the path of an option in the model, for fingerprints:
// config.my_app.MyAppWeb.Endpoint.http.ip.
func (e *Endpoint) Path(keys ...string) string {
	return "config." + e.App + "." + strings.Join(slices.Concat([]string{e.Module.Name}, keys), ".")
}

// InForce is where the endpoint's options are: the module at the key of the
// configuration that was set last, else the child.
func (e *Endpoint) InForce() parsers.Range {
	if entry := e.Entry(); entry != nil && entry.Key.IsValid() {
		return entry.Key
	}
	return e.Child.Range
}
