package project

import (
	"strings"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/source"
)

// RepoModule is a module of the project that is an Ecto repository.
type RepoModule struct {
	Module   *Module
	Use      *Use
	OTPApp   source.Value[string]
	Adapter  source.Value[string] // full name, for prod; not Set when it cannot be told
	ReadOnly source.Value[bool]
	Init     *Function // init/2, which may change its configuration; nil without
	Child    *Child    // where the tree starts it; nil when the tree does not
}

// The adapters that come with ecto_sql, ecto_sqlite3 and myxql.
const (
	AdapterPostgres = "Ecto.Adapters.Postgres"
	AdapterSQLite   = "Ecto.Adapters.SQLite3"
	AdapterMyXQL    = "Ecto.Adapters.MyXQL"
)

// repoUses lists the modules whose use makes an Ecto repository, and the
// adapter those without an adapter: option bring.
func repoUses() []struct{ module, adapter string } {
	return []struct{ module, adapter string }{
		{"Ecto.Repo", ""},
		{"Appsignal.Ecto.Repo", ""},
		{"AshPostgres.Repo", AdapterPostgres},
		{"AshSqlite.Repo", AdapterSQLite},
		{"AshMysql.Repo", AdapterMyXQL},
	}
}

// repoModules lists the modules of the project that are Ecto repositories.
func (l *Lib) repoModules() []*Module {
	var out []*Module
	for _, use := range repoUses() {
		for _, m := range l.Using(use.module) {
			if !m.IsTestSupport() {
				out = append(out, m)
			}
		}
	}
	return out
}

// ReadRepos lists the project's repositories. Settings and tree may be nil.
func ReadRepos(lib *Lib, tree *Tree, settings Settings) []*RepoModule {
	var repos []*RepoModule
	for _, m := range lib.repoModules() {
		r := &RepoModule{Module: m, Init: m.Function("init", 2), Child: tree.Child(m.Name)}
		for _, use := range repoUses() {
			if r.Use = m.Use(use.module); r.Use != nil {
				r.read(lib, settings, use.adapter)
				break
			}
		}
		repos = append(repos, r) // without a Use when a module of the project passes it on
	}
	return repos
}

// read fills in what the options of the use say.
func (r *RepoModule) read(lib *Lib, settings Settings, adapter string) {
	fold := &folder{lib: lib, env: prod, settings: settings}
	o := options{fold: fold, path: "repo." + r.Module.Name}
	o.term = fold.reduce(term{r.Use.Options, &scope{mod: r.Module}})
	r.OTPApp = o.atom("otp_app")
	r.ReadOnly = o.boolean("read_only")
	r.Adapter = moduleName(o.atom("adapter"))
	switch {
	case r.Adapter.Present() || !o.known():
	case adapter != "":
		r.Adapter = source.Value[string]{V: adapter, Set: true, Range: r.Use.Range, Path: o.path + ".adapter"}
	default:
		r.configuredAdapter(settings)
	}
}

// configuredAdapter is the adapter of the older form, in the configuration.
func (r *RepoModule) configuredAdapter(settings Settings) {
	if settings == nil || !r.OTPApp.Set {
		return
	}
	config := settings(r.OTPApp.V, "Elixir."+r.Module.Name)
	if config == nil {
		return
	}
	v := valueAt(config, &exconfig.Value{Kind: exconfig.Atom, Text: "adapter"})
	if v != nil && v.Kind == exconfig.Atom {
		r.Adapter = moduleName(source.Value[string]{V: v.Text, Set: true, Range: v.Range, Path: "repo." + r.Module.Name + ".adapter"})
	}
}

// moduleName drops the prefix that the atom of a module has.
func moduleName(v source.Value[string]) source.Value[string] {
	v.V = strings.TrimPrefix(v.V, "Elixir.")
	return v
}
