package linter

import (
	"context"
	"sync/atomic"

	"github.com/sourcegraph/conc/pool"

	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/source"
)

// court judges deployments while the search for more goes on.
type court struct {
	opts  Options
	cases []*courtCase // in the order they were found

	found, judged atomic.Int64
}

// courtCase is a deployment and, once it is judged, its verdict.
type courtCase struct {
	found   source.Found
	memory  *model.Memory
	verdict *verdict
}

// sit searches the paths and lets workers judge what is found. Workers come with
// the second deployment: for a project alone, starting one and waiting for it
// costs a tenth of the run.
func (c *court) sit(ctx context.Context) error {
	workers := pool.New()
	limit, working := c.opts.workers(), 0
	waiting := make(chan *courtCase, limit)
	hand := func(next *courtCase) {
		if working < limit {
			working++
			workers.Go(func() { c.work(waiting) })
		}
		waiting <- next
	}
	err := c.search(func(next *courtCase) bool {
		if len(c.cases) == 2 {
			hand(c.cases[0])
		}
		if len(c.cases) > 1 {
			hand(next)
		}
		return ctx.Err() == nil
	})
	if len(c.cases) == 1 {
		c.judge(c.cases[0])
	}
	close(waiting)
	workers.Wait()
	return err
}

// work judges one case after the other.
func (c *court) work(waiting <-chan *courtCase) {
	defer func() {
		for range waiting { // after a panic the search must not wait for ever
		}
	}()
	for cs := range waiting {
		c.judge(cs)
	}
}

// judge judges a case and tells that it is judged.
func (c *court) judge(cs *courtCase) {
	cs.verdict = judge(c.opts, cs.found, cs.memory)
	cs.found = source.Found{Target: cs.found.Target} // the rest is for judging alone
	if tell := c.opts.Progress; tell != nil {
		tell(int(c.judged.Add(1)), int(c.found.Load()))
	}
}

// search hands out the deployments of all paths, each once.
func (c *court) search(found func(*courtCase) bool) error {
	paths := c.opts.Paths
	if len(paths) == 0 {
		paths = []string{"."}
	}
	seen := map[string]bool{}
	for _, p := range paths {
		stop := false
		err := source.Find(c.opts.FS, p, func(f source.Found) bool {
			if seen[f.Config] {
				return true
			}
			seen[f.Config] = true
			c.cases = append(c.cases, &courtCase{found: f, memory: c.opts.Cache.of(f.Config)})
			c.found.Add(1)
			stop = !found(c.cases[len(c.cases)-1])
			return !stop
		})
		if err != nil || stop {
			return err
		}
	}
	return nil
}
