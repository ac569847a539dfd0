package lsp

import (
	"context"
	"errors"
	"path"
	"slices"
	"time"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/linter/settings"
)

// diskInterval is how long the disk is believed not to have changed while
// nobody says so: not every client watches files.
const diskInterval = time.Second

// settle judges what has changed and tells the client. A client that pulls is
// told only when something changed beside what it asks for itself.
func (s *server) settle(ctx context.Context) {
	s.look()
	for _, p := range s.projects {
		if s.judge(ctx, p, true) {
			s.tell(ctx, p)
			s.warn(p)
		}
	}
}

// look lets the disk be asked again from time to time.
func (s *server) look() {
	if now := s.opts.Now(); now.Sub(s.looked) >= diskInterval {
		s.looked = now
		for _, p := range s.projects {
			p.recheck()
		}
	}
}

// judge runs the engine over every group that an open file lies in and that may
// have changed. When no request waits for it (stale), an edit that arrives
// meanwhile ends it: then the result is not complete.
func (s *server) judge(ctx context.Context, p *project, stale bool) (complete bool) {
	complete = true
	for _, name := range s.openIn(p) {
		if path.Base(name) == settings.FileName { // it is judged by itself, too
			s.regimeAt(p, name)
		}
	}
	for _, g := range p.groups {
		if !s.watches(p, g) {
			continue
		}
		if r := s.regimeOf(p, g); g.regime != r || g.governed != r.version {
			g.regime, g.governed, g.dirty = r, r.version, true
		}
		if !g.dirty && (g.edited == "" || s.halfTyped(g)) {
			continue
		}
		s.inbox.run(ctx, stale, func(ctx context.Context) {
			if s.judgeGroup(ctx, p, g) {
				g.dirty, g.edited = false, ""
			}
			complete = complete && ctx.Err() == nil
		})
	}
	return complete
}

// watches reports whether the client wants to know of a group: a file of it is
// open, or it asks for the whole workspace.
func (s *server) watches(p *project, g *group) bool { return s.wide || s.edits(p, g) }

// edits reports whether a file of the group is open.
func (s *server) edits(p *project, g *group) bool { return slices.ContainsFunc(s.openIn(p), g.owns) }

// halfTyped deals with a group of which nothing but one buffer changed, where that
// does not parse now: then there is nothing to learn from it (see take), and the
// place of the error is all that is new. It is false where the group must be judged.
func (s *server) halfTyped(g *group) bool {
	if g.torn || !g.sound[g.edited] {
		return false
	}
	var errors []*linter.Finding
	s.guard("parsing "+g.edited, func() { errors = g.cache.SyntaxErrors(linter.Options{}, g.edited) })
	if len(errors) == 0 {
		return false
	}
	g.hold(errors[0], g.regime.evidence)
	g.edited = ""
	return true
}

// judgeGroup judges one group. It is not ok when it was ended.
func (s *server) judgeGroup(ctx context.Context, p *project, g *group) (ok bool) {
	r := g.regime
	opts := linter.Options{
		FS: p.files, Checks: r.checks, Known: r.known, Policy: r.policy, Facts: r.settings.Facts, Today: s.opts.Now(),
	}
	if s.edits(p, g) { // it will be judged again soon
		opts.Cache = &g.cache
	} else {
		g.cache = linter.Cache{}
	}
	for _, t := range g.targets {
		opts.Paths = append(opts.Paths, t.Config)
	}
	var result *linter.Result
	var err error
	s.guard("judging "+opts.Paths[0], func() { result, err = linter.Run(ctx, opts) })
	switch {
	case errors.Is(err, context.Canceled):
		return false
	case err != nil:
		s.logf("%v", err)
		return true
	case result == nil: // it crashed: what was shown stays
		return true
	}
	s.logFaults(result)
	g.take(result, r.evidence)
	return true
}

// logFaults writes down what is no fault of the project.
func (s *server) logFaults(result *linter.Result) {
	for _, f := range result.Findings {
		if f.Rule == linter.InternalErrorSlug {
			s.logf("%s: %s", f.File, f.Message)
		}
	}
	for _, e := range result.Unreadable {
		s.logf("cannot read %s: %v", e.Path, e.Err)
	}
}
