// Package sqlite holds the rules about databases that are files on a machine.
package sqlite

import (
	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
)

// Sources of facts that several rules cite.
const (
	sqliteOnFly = "https://fly.io/docs/elixir/advanced-guides/sqlite3/"
	volumes     = "https://fly.io/docs/volumes/overview/"
)

// repos lists the repositories that are SQLite in production, that prod may
// start, and that hold something: a Repo that came with the project and has
// neither migrations nor callers loses nothing.
func repos(p *linter.Pass) []*model.Repo {
	var out []*model.Repo
	for _, r := range p.Repos() {
		if r.SQLite() && (r.Child != nil || !p.Tree.Complete()) && !p.StoresNothing(r) {
			out = append(out, r)
		}
	}
	return out
}
