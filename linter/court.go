package linter

import (
	"context"
	"iter"
	"sync"
	"sync/atomic"

	"github.com/sourcegraph/conc/pool"

	"github.com/flylint/flylint/model"
)

// court judges deployments while the search for more goes on: whoever is free to
// judge searches for the next one. Nobody hands work to anybody, for to wake a
// thread for each project costs a tenth of judging it.
type court struct {
	opts  Options
	cases []*courtCase // in the order they were found

	searching sync.Mutex
	next      func() (*courtCase, bool) // searches on; for one worker at a time

	found, judged atomic.Int64
}

// courtCase is a deployment and, once it is judged, its verdict.
type courtCase struct {
	found   model.Found
	cache   *model.Cache
	verdict *verdict
}

// sit searches the paths and judges what is found. As many workers take part as
// there are deployments for, so a project alone is judged right here.
func (c *court) sit(ctx context.Context) (err error) {
	next, stop := iter.Pull(func(found func(*courtCase) bool) { err = c.search(ctx, found) })
	defer stop()
	c.next = next
	first := c.take()
	workers := pool.New()
	for range c.opts.workers() - 1 {
		another := c.take()
		if another == nil {
			break
		}
		workers.Go(func() { c.work(another) })
	}
	c.work(first)
	workers.Wait()
	return err
}

// take searches for the next case; nil when there is none.
func (c *court) take() *courtCase {
	c.searching.Lock()
	defer c.searching.Unlock()
	cs, _ := c.next()
	return cs
}

// work judges one case after the other.
func (c *court) work(cs *courtCase) {
	for ; cs != nil; cs = c.take() {
		c.judge(cs)
	}
}

// judge judges a case and tells that it is judged.
func (c *court) judge(cs *courtCase) {
	cs.verdict = judge(c.opts, cs.found, cs.cache)
	cs.found = model.Found{Target: cs.found.Target} // the rest is for judging alone
	if tell := c.opts.Progress; tell != nil {
		tell(int(c.judged.Add(1)), int(c.found.Load()))
	}
}

// search hands out the deployments of all paths, each once.
func (c *court) search(ctx context.Context, found func(*courtCase) bool) error {
	paths := c.opts.Paths
	if len(paths) == 0 {
		paths = []string{"."}
	}
	seen := map[string]bool{}
	for _, p := range paths {
		stop := false
		err := model.Find(c.opts.FS, p, func(f model.Found) bool {
			if seen[f.Config] {
				return true
			}
			seen[f.Config] = true
			c.cases = append(c.cases, &courtCase{found: f, cache: c.opts.Cache.of(f.Config)})
			c.found.Add(1)
			stop = !found(c.cases[len(c.cases)-1]) || ctx.Err() != nil
			return !stop
		})
		if err != nil || stop {
			return err
		}
	}
	return nil
}
