package model

import (
	"slices"
)

// repoHops is how many functions of the project are entered on the way from a
// process to the Repo: further away the connection is a guess.
const repoHops = 2

// RepoCall is the way from some calls to a query of one of the project's
// Repos, in the same process; nil when none is near. A Repo of SQLite, a file
// on the machine, does not count.
func (d *Deployment) RepoCall(from []CallSite) []CallSite {
	var servers []string
	for _, r := range d.Repos() {
		if r.Adapter.V != AdapterSQLite {
			servers = append(servers, r.Module.Name)
		}
	}
	if len(servers) == 0 {
		return nil
	}
	here := slices.DeleteFunc(slices.Clone(from), func(c CallSite) bool { return c.Deferred })
	chain := d.Lib.Reaches(here, func(c CallSite) bool {
		return slices.Contains(servers, c.Callee.Module) && queries(c.Callee.Name) && !c.Deferred
	}, repoHops)
	if slices.ContainsFunc(chain, func(c CallSite) bool { return c.Deferred }) {
		return nil
	}
	return chain
}

// Rescued reports whether an exception at the end of a chain of calls is caught
// on the way.
func Rescued(chain []CallSite) bool {
	return slices.ContainsFunc(chain, func(c CallSite) bool { return c.Rescued })
}

// CallsIn lists the calls of one clause of a function.
func (fn *Function) CallsIn(clause *FunctionClause) []CallSite {
	var out []CallSite
	for _, c := range fn.Calls() {
		if c.Clause == clause {
			out = append(out, c)
		}
	}
	return out
}

// Own lists the children whose module is the project's, each module once, and
// that module.
func (t *Tree) Own() []OwnChild {
	var out []OwnChild
	seen := map[string]bool{}
	for _, c := range t.All() {
		if c.Library || c.Module == "" || seen[c.Module] {
			continue
		}
		seen[c.Module] = true
		if mod := t.lib.Module(c.Module); mod != nil {
			out = append(out, OwnChild{c, mod})
		}
	}
	return out
}

// OwnChild is a child and the project's module that it runs.
type OwnChild struct {
	Child  *Child
	Module *Module
}
