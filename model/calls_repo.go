package model

import (
	"slices"

	"github.com/flylint/flylint/model/project"
)

// repoHops is how many functions of the project are entered on the way from a
// process to the Repo: further away the connection is a guess.
const repoHops = 2

// RepoCall is the way from some calls to a query of one of the project's
// Repos, in the same process; nil when none is near. A Repo of SQLite, a file
// on the machine, does not count.
func (d *Deployment) RepoCall(from []project.CallSite) []project.CallSite {
	var servers []string
	for _, r := range d.Repos() {
		if r.Adapter.V != project.AdapterSQLite {
			servers = append(servers, r.Module.Name)
		}
	}
	if len(servers) == 0 {
		return nil
	}
	here := slices.DeleteFunc(slices.Clone(from), func(c project.CallSite) bool { return c.Deferred })
	chain := d.Lib.Reaches(here, func(c project.CallSite) bool {
		return slices.Contains(servers, c.Callee.Module) && queries(c.Callee.Name) && !c.Deferred
	}, repoHops)
	if slices.ContainsFunc(chain, func(c project.CallSite) bool { return c.Deferred }) {
		return nil
	}
	return chain
}
