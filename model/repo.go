package model

import (
	"strings"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/project"
	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
)

// Repo is an Ecto repository of the project with what it connects with.
type Repo struct {
	*project.RepoModule

	// Options is the keyword list its connections are opened with, less what
	// Ecto takes out of url:. It is nil when nothing is configured.
	Options *exconfig.Value
	Unread  bool             // some of the options could not be read: others may hold
	Reads   []*exconfig.Read // what its init/2 reads of the environment

	config *exconfig.Config
	server string // the host behind a URL that is secret, as the settings state it; "" when they do not
}

// Repos lists the project's repositories with the options their connections
// have in the default process group. As in Ecto.Repo.Supervisor, what the child
// specification says goes over the configuration, init/2 may change the outcome,
// and a URL has the last word. Options of `use Ecto.Repo` reach no connection.
func (d *Deployment) Repos() []*Repo {
	if d.Lib == nil {
		return nil
	}
	if !d.memo.reposRead {
		d.memo.reposRead = true
		d.memo.repos = d.reposUnder(d.Config(), d.evalOptions(d.Fly.DefaultGroup()))
	}
	return d.memo.repos
}

// Repo is the repository with that module, or nil.
func (d *Deployment) Repo(module string) *Repo {
	for _, r := range d.Repos() {
		if r.Module.Name == module {
			return r
		}
	}
	return nil
}

// reposUnder lists the repositories as they are with a configuration and the
// circumstances it was evaluated under.
func (d *Deployment) reposUnder(c *exconfig.Config, opts exconfig.Options) []*Repo {
	var repos []*Repo
	for _, mod := range project.ReadRepos(d.Lib, d.Tree, func(app, key string) *exconfig.Value { return c.Get(app, key) }) {
		r := &Repo{RepoModule: mod, config: c, server: d.Facts.DatabaseHost}
		repos = append(repos, r)
		r.Options = exconfig.MergeKeywords(r.configured(), d.given(r))
		r.callInit(opts)
		r.Unread = r.Unread || d.rewrites(r)
	}
	return repos
}

// rewrites reports whether the app's own code writes into the configuration of a
// repository, as it may before the tree starts.
func (d *Deployment) rewrites(r *Repo) bool {
	const call = "Application.put_env("
	short := lastPart(r.Module.Name)
	for _, name := range d.Lib.FilesContaining(call, short) {
		for _, args := range strings.Split(string(d.Sources.Read(name).Src), call)[1:] {
			_, key, _ := strings.Cut(args, ",")
			key, _, _ = strings.Cut(key, ",")
			if key = strings.TrimSpace(key); key == short || key == r.Module.Name || strings.HasSuffix(r.Module.Name, "."+key) {
				return true
			}
		}
	}
	return false
}

// configured is what the configuration holds for the repository.
func (r *Repo) configured() *exconfig.Value {
	key := "Elixir." + r.Module.Name
	if r.OTPApp.Set {
		return r.config.Get(r.OTPApp.V, key)
	}
	for _, app := range r.config.Apps() {
		if v := r.config.Get(app, key); v != nil {
			r.OTPApp = source.Value[string]{V: app, Set: true}
			return v
		}
	}
	return nil
}

// given is what the child specification adds.
func (d *Deployment) given(r *Repo) *exconfig.Value {
	if r.Child == nil || r.Child.Args == nil {
		return nil
	}
	v := d.OptionsOf(r.Child, d.Fly.DefaultGroup())
	if !v.IsKeyword() {
		r.Unread = true
		return nil
	}
	return v
}

// callInit lets the repository's own init/2 change its options.
func (r *Repo) callInit(opts exconfig.Options) {
	if r.Init == nil {
		return
	}
	options, reads, known := supervisorInit(r.config, opts, r.Module, r.Options)
	r.Options, r.Reads = options, reads
	r.Unread = r.Unread || !known
}

// Option is what the repository has under an option; nil when it is never set,
// a Choice with Missing when that depends. An option in a URL is not seen.
func (r *Repo) Option(key string) *exconfig.Value { return r.Options.Keyword(key) }

// OptionKey is where an option is set last: the name in front of its value. It
// is invalid for an option that is never set.
func (r *Repo) OptionKey(key string) parsers.Range {
	for _, e := range r.config.EntriesOf(r.Options) {
		if e.Name == key {
			return e.Key
		}
	}
	return parsers.Range{}
}

// OptionPath is the path of an option in the model, for fingerprints:
// config.my_app.MyApp.Repo.socket_options.
func (r *Repo) OptionPath(key string) string {
	return "config." + r.OTPApp.Or("app") + "." + r.Module.Name + "." + key
}

// InForce is where the repository's options are: the module at the key of the
// configuration that was set last, else the child, else the module itself.
func (r *Repo) InForce() parsers.Range {
	e := r.config.Entry(r.OTPApp.V, "Elixir."+r.Module.Name)
	switch {
	case e != nil && e.Key.IsValid():
		return e.Key
	case r.Child != nil:
		return r.Child.Range
	}
	return r.Module.NameRange
}
