package model

import (
	"slices"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/project"
	"github.com/flylint/flylint/parsers"
)

// RepoUse is how a command opens a repository.
type RepoUse struct {
	Step   *Step
	Effect *project.Effect
}

// ReleaseUse is how the release command opens the repository, migrating first;
// nil when it does not, as far as the files tell.
func (d *Deployment) ReleaseUse(r *Repo) *RepoUse {
	return d.commandUse(d.ReleaseCommand(), r, project.Migrates, project.StartsRepo, project.UsesRepo, project.Starts)
}

// commandUse is the first use of a repository that a command makes, of the
// first kind there is.
func (d *Deployment) commandUse(c *Command, r *Repo, kinds ...project.EffectKind) *RepoUse {
	if c == nil {
		return nil
	}
	for _, step := range c.Steps {
		if step.Kind != StepRelease || step.Expr == "" {
			continue
		}
		task := d.Task(step.Expr)
		for _, kind := range kinds {
			for i := range task.Effects {
				if e := &task.Effects[i]; e.Kind == kind && d.opens(e, r) {
					return &RepoUse{step, e}
				}
			}
		}
	}
	return nil
}

// BootMigration is where the machines of a process group migrate the
// repository when they boot: an Ecto.Migrator in the tree, a call in start/2,
// or a step of their command. It is invalid when nothing shows that they do.
func (d *Deployment) BootMigration(r *Repo, group string) parsers.Range {
	for _, c := range d.Tree.All() {
		if c.Module != "Ecto.Migrator" {
			continue
		}
		options := d.OptionsOf(c, group)
		if options.Keyword("skip").Truthy() == exconfig.Always {
			continue
		}
		list, known := options.Keyword("repos").List()
		if !known || slices.ContainsFunc(list, func(e *exconfig.Value) bool { return e.IsAtom("Elixir." + r.Module.Name) }) {
			return c.Range
		}
	}
	if site, ok := d.startMigration(); ok {
		return site
	}
	if use := d.commandUse(d.Command(group), r, project.Migrates); use != nil {
		return use.Step.Range
	}
	return parsers.Range{}
}

// startMigration is the call in a start/2 that leads to Ecto.Migrator.
func (d *Deployment) startMigration() (parsers.Range, bool) {
	if d.Tree == nil {
		return parsers.Range{}, false
	}
	migrates := func(c project.CallSite) bool { return c.Callee.Module == "Ecto.Migrator" }
	for _, s := range d.Tree.Starts {
		if s.Function == nil {
			continue
		}
		if chain := d.Lib.Reaches(s.Function.Calls(), migrates, project.MaxHops); chain != nil {
			return chain[0].Range, true
		}
	}
	return parsers.Range{}, false
}

// opens reports whether an effect opens connections of the repository.
func (d *Deployment) opens(e *project.Effect, r *Repo) bool {
	switch e.Kind {
	case project.Migrates:
		return e.Repo == r.Module.Name || e.All && d.IsConfiguredRepo(r)
	case project.StartsRepo:
		return e.Repo == r.Module.Name
	case project.UsesRepo:
		return e.Repo == r.Module.Name && queries(e.Site.Callee.Name)
	case project.Starts:
		return r.Child != nil && d.Mix.IsOwnApp(e.App)
	}
	return false
}

// queries reports whether a function of a repository talks to the database:
// not those that only tell about it.
func queries(name string) bool {
	switch name {
	case "insert", "insert!", "insert_all", "update", "update!", "update_all", "delete", "delete!", "delete_all",
		"insert_or_update", "insert_or_update!", "all", "one", "one!", "get", "get!", "get_by", "get_by!", "exists?",
		"aggregate", "preload", "reload", "reload!", "stream", "transaction", "transact", "query", "query!", "checkout":
		return true
	}
	return false
}

// IsConfiguredRepo reports whether the repository is among ecto_repos, of its
// own application or of another.
func (d *Deployment) IsConfiguredRepo(r *Repo) bool {
	c := d.Config()
	return slices.ContainsFunc(c.Apps(), func(app string) bool {
		found := false
		c.Get(app, "ecto_repos").Leaves(func(_ exconfig.Guard, list *exconfig.Value) {
			found = found || slices.ContainsFunc(list.Elems, func(e *exconfig.Value) bool { return e.IsAtom("Elixir." + r.Module.Name) })
		})
		return found
	})
}
