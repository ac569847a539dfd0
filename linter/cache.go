package linter

import "github.com/flylint/flylint/model"

// Cache lets runs over the same file system, one after the other, share what
// they have read and parsed. The zero Cache is ready.
type Cache struct {
	deployments map[string]*model.Cache // by config
}

// of is the cache of each target. What other deployments left is dropped.
func (c *Cache) of(targets []model.Target) []*model.Cache {
	caches := make([]*model.Cache, len(targets))
	if c == nil {
		return caches
	}
	now := map[string]*model.Cache{}
	for i, t := range targets {
		if caches[i] = c.deployments[t.Config]; caches[i] == nil {
			caches[i] = &model.Cache{}
		}
		now[t.Config] = caches[i]
	}
	c.deployments = now
	return caches
}
