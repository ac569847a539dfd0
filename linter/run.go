// Package linter is the engine: it finds deployments, lets the checks judge
// each, and resolves what they say into findings. It is pure: a file system,
// the checks, what the user knows; no globals, no environment, no clock.
//
// The way of the data: model.Find finds the deployments while a pool judges
// those already found (court.go, judge.go), what the checks reported becomes findings (resolve.go), and all
// of them are merged and ordered (merge.go). A deployment's trees are dropped
// as soon as it is judged, so memory does not grow with the number of projects.
package linter

import (
	"context"
	"io/fs"
	"runtime"
	"time"

	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/source"
)

// Options is everything a run depends on.
type Options struct {
	FS      fs.FS
	Paths   []string       // directories and files of FS; none means "."
	Base    string         // the directory of FS that file names in findings are relative to; "" means "."
	Checks  []*Check       // those that run
	Known   []*Check       // every rule there is, for what ignores may name; nil means Checks
	Secrets *model.Secrets // what `fly secrets list` knows; nil when not given
	Facts   *model.Facts   // what the settings state of running apps; nil when nothing
	Policy  *Policy        // what the team decided; nil when nothing
	Today   time.Time      // the day ignores expire by; zero means that none does
	Workers int            // deployments judged at once; 0 means one per processor

	// Progress is told how many deployments are judged, of how many found so far,
	// by several goroutines at once and in no order; nil when nobody asks.
	Progress func(done, total int)

	// Cache is what earlier runs over the same files have read; nil when there
	// were none.
	Cache *Cache
}

// Result is what a run found.
type Result struct {
	Deployments []DeploymentInfo
	Findings    []*Finding
	Suppressed  []*Finding         // found and not to be reported; each says why
	Stale       []BaselineEntry    // entries of the baseline that no finding needed
	Sources     map[string][]byte  // the text of every file a finding mentions
	Files       int                // files read, all deployments together
	Unreadable  []source.ReadError // files that exist and could not be read
	Crashed     bool               // a check crashed; a finding says which
}

// DeploymentInfo names a deployment that was judged.
type DeploymentInfo struct {
	Config string   // the fly config file
	App    string   // the app's name; "" when the file does not say
	Read   []string // the files it was judged by, in the order they were read; of a run with a Cache only
}

// Run lints. The error is about the paths themselves; whatever is wrong in a
// deployment is a finding.
func Run(ctx context.Context, opts Options) (*Result, error) {
	c := &court{opts: opts}
	err := c.sit(ctx)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, err
	}
	opts.Cache.end()
	targets, verdicts := make([]source.Target, len(c.cases)), make([]*verdict, len(c.cases))
	for i, cs := range c.cases {
		targets[i], verdicts[i] = cs.found.Target, cs.verdict
	}
	return merge(&opts, targets, verdicts), nil
}

func (o Options) workers() int {
	if o.Workers > 0 {
		return o.Workers
	}
	return runtime.GOMAXPROCS(0)
}
