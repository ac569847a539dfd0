package linter

import (
	"maps"
	"slices"

	"github.com/flylint/flylint/model"
)

// Cache lets runs over the same file system, one after the other, share what
// they have read and parsed. The zero Cache is ready.
type Cache struct {
	deployments map[string]*model.Memory // by config
	used        map[string]*model.Memory // those of the present run
}

// of is the cache of a deployment; nil without a Cache.
func (c *Cache) of(config string) *model.Memory {
	if c == nil {
		return nil
	}
	if c.used == nil {
		c.used = map[string]*model.Memory{}
	}
	known := c.deployments[config]
	if known == nil {
		known = &model.Memory{}
	}
	c.used[config] = known
	return known
}

// end drops what deployments left that a whole run did not find any more.
func (c *Cache) end() {
	if c != nil {
		c.deployments, c.used = c.used, nil
	}
}

// SyntaxErrors is what a run with this cache would say of the syntax of one file
// as it is now, from its text alone: nothing is judged. There are none where it
// parses, and where the last run did not ask for its tree.
func (c *Cache) SyntaxErrors(opts Options, file string) (found []*Finding) {
	shared := sameFindings{}
	for _, config := range slices.Sorted(maps.Keys(c.deployments)) {
		if src := c.deployments[config].Reparse(opts.PathOf(file)); src != nil {
			r := newResolver(src, opts.Base, config)
			r.syntaxErrors(src.SyntaxErrors())
			found = shared.add(found, r.finish())
		}
	}
	return found
}
