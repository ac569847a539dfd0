package model

import (
	"strings"

	"github.com/flylint/flylint/model/exconfig"
)

// Repo is an Ecto repository of the project.
type Repo struct {
	Module   *Module
	Use      *Use
	OTPApp   Value[string]
	Adapter  Value[string] // full name, for prod; not Set when it cannot be told
	ReadOnly Value[bool]
	Init     *Function // init/2, which may change its configuration; nil without
	Child    *Child    // where the tree starts it; nil when the tree does not
}

// The adapters that come with ecto_sql, ecto_sqlite3 and myxql.
const (
	AdapterPostgres = "Ecto.Adapters.Postgres"
	AdapterSQLite   = "Ecto.Adapters.SQLite3"
	AdapterMyXQL    = "Ecto.Adapters.MyXQL"
)

// ReadRepos lists the project's repositories. Settings and tree may be nil.
func ReadRepos(lib *Lib, tree *Tree, settings Settings) []*Repo {
	var repos []*Repo
	for _, m := range lib.Using("Ecto.Repo") {
		if m.IsTestSupport() {
			continue
		}
		use := m.Use("Ecto.Repo")
		if use == nil { // through a __using__ of the project, which is not followed
			repos = append(repos, &Repo{Module: m, Child: tree.Child(m.Name)})
			continue
		}
		fold := &folder{lib: lib, env: prod, settings: settings}
		o := options{fold: fold, path: "repo." + m.Name, term: fold.reduce(term{use.Options, &scope{mod: m}})}
		r := &Repo{
			Module:   m,
			Use:      use,
			OTPApp:   o.atom("otp_app"),
			Adapter:  moduleName(o.atom("adapter")),
			ReadOnly: o.boolean("read_only"),
			Init:     m.Function("init", 2),
			Child:    tree.Child(m.Name),
		}
		if !r.Adapter.Present() && o.known() {
			r.configuredAdapter(settings)
		}
		repos = append(repos, r)
	}
	return repos
}

// configuredAdapter is the adapter of the older form, in the configuration.
func (r *Repo) configuredAdapter(settings Settings) {
	if settings == nil || !r.OTPApp.Set {
		return
	}
	config := settings(r.OTPApp.V, "Elixir."+r.Module.Name)
	if config == nil {
		return
	}
	v := valueAt(config, &exconfig.Value{Kind: exconfig.Atom, Text: "adapter"})
	if v != nil && v.Kind == exconfig.Atom {
		r.Adapter = moduleName(Value[string]{V: v.Text, Set: true, Range: v.Range, Path: "repo." + r.Module.Name + ".adapter"})
	}
}

// moduleName drops the prefix that the atom of a module has.
func moduleName(v Value[string]) Value[string] {
	v.V = strings.TrimPrefix(v.V, "Elixir.")
	return v
}
