package model

import (
	"slices"

	"github.com/flylint/flylint/model/exconfig"
)

// RepoUse is how a command opens a repository.
type RepoUse struct {
	Step   *Step
	Effect *Effect
}

// ReleaseUse is how the release command opens the repository, migrating first;
// nil when it does not, as far as the files tell.
func (d *Deployment) ReleaseUse(r *Repo) *RepoUse {
	command := d.ReleaseCommand()
	if command == nil {
		return nil
	}
	for _, step := range command.Steps {
		if step.Kind != StepRelease || step.Expr == "" {
			continue
		}
		task := ReadTask(d.Lib, d.Mix, step.Expr)
		for _, kind := range []EffectKind{Migrates, StartsRepo, UsesRepo, Starts} {
			for i := range task.Effects {
				if e := &task.Effects[i]; e.Kind == kind && d.opens(e, r) {
					return &RepoUse{step, e}
				}
			}
		}
	}
	return nil
}

// opens reports whether an effect opens connections of the repository.
func (d *Deployment) opens(e *Effect, r *Repo) bool {
	switch e.Kind {
	case Migrates:
		return e.Repo == r.Module.Name || e.All && d.IsConfiguredRepo(r)
	case StartsRepo:
		return e.Repo == r.Module.Name
	case UsesRepo:
		return e.Repo == r.Module.Name && queries(e.Site.Callee.Name)
	case Starts:
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
