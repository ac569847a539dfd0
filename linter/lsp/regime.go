package lsp

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"path"
	"slices"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/linter/settings"
)

// settingsSlug is the code of a mistake in a settings file.
const settingsSlug = "flylint/settings"

// regime is what a team has decided, as one settings file and its baseline say
// it; or the absence of both.
type regime struct {
	file     string // the settings file; "" when there is none
	fresh    bool   // it was loaded
	version  int    // how often
	text     []byte // as it was loaded
	accepted []byte // the baseline's text, likewise
	mistakes []settings.Mistake
	unread   string // why the settings or the baseline could not be read at all; "" when they could
	told     bool   // the person was told that something is wrong
	saved    bool   // it was saved since the person was last told

	// What the last sound version says.
	settings settings.Settings
	checks   []*linter.Check // those that run
	known    []*linter.Check // those and the ones that are switched off
	policy   *linter.Policy
}

// regimeOf is what holds for a group, as of now.
func (s *server) regimeOf(p *project, g *group) *regime {
	var paths []string
	for _, t := range g.targets {
		paths = append(paths, t.Config)
	}
	return s.regimeAt(p, settings.Find(p.files, paths))
}

// regimeAt is the regime of a settings file. It is loaded again when its text,
// or that of its baseline, is another one.
func (s *server) regimeAt(p *project, file string) *regime {
	r := p.regimes[file]
	if r == nil {
		r = &regime{file: file}
		p.regimes[file] = r
	}
	text, accepted := []byte(nil), p.files.peek(r.baseline())
	if file != "" {
		text = p.files.peek(file)
	}
	if r.fresh && bytes.Equal(text, r.text) && bytes.Equal(accepted, r.accepted) {
		return r
	}
	r.fresh, r.text = true, text
	r.version++
	s.load(p, r)
	r.accepted = p.files.peek(r.baseline()) // the settings may name another one now
	return r
}

// baseline is where the accepted findings are written.
func (r *regime) baseline() string {
	return cmp.Or(r.settings.Baseline, path.Join(path.Dir(r.file), linter.BaselineName))
}

// load reads the settings and the baseline. When something is wrong, what held
// before goes on to hold.
func (s *server) load(p *project, r *regime) {
	r.mistakes, r.unread = nil, ""
	if r.known == nil { // nothing held before
		r.known, r.policy = s.opts.Checks, &linter.Policy{}
	}
	if r.file != "" {
		said, err := settings.Load(settings.Options{FS: p.files, Checks: s.opts.Checks, Version: s.opts.Version}, r.file)
		var invalid *settings.Invalid
		switch {
		case errors.As(err, &invalid):
			r.mistakes = invalid.Mistakes
		case err != nil:
			r.unread = err.Error()
		default:
			r.settings = *said
			r.known = slices.Concat(s.opts.Checks, said.Checks)
		}
	}
	policy := r.settings.Policy
	baseline, err := linter.LoadBaseline(p.files, r.baseline())
	switch {
	case err != nil:
		r.unread = cmp.Or(r.unread, err.Error())
		baseline = r.policy.Baseline
	case baseline == nil && r.settings.Baseline != "":
		r.unread = cmp.Or(r.unread, fmt.Sprintf("%s names a baseline that does not exist, %s; `flylint baseline` writes it", r.file, r.settings.Baseline))
	}
	policy.Baseline = baseline
	r.policy = &policy
	r.checks = s.chosen(r.known)
}

// chosen are the checks less those that the editor's preferences switch off.
func (s *server) chosen(checks []*linter.Check) []*linter.Check {
	if !s.withoutSchema {
		return checks
	}
	return slices.DeleteFunc(slices.Clone(checks), func(c *linter.Check) bool { return slices.Contains(schemaRules(), c.Slug) })
}

// complaint is what is wrong with the regime, in one line; "" when nothing is.
func (r *regime) complaint() string {
	switch {
	case r.unread != "":
		return r.unread
	case len(r.mistakes) > 0:
		m := r.mistakes[0]
		return fmt.Sprintf("%s:%d: %s", m.At.File, m.At.Range.Start.Line, m.Message)
	}
	return ""
}

// check is the rule of that slug, or nil.
func (r *regime) check(slug string) *linter.Check {
	i := slices.IndexFunc(r.known, func(c *linter.Check) bool { return c.Slug == slug })
	if i < 0 {
		return nil
	}
	return r.known[i]
}

// evidence is what a rule draws on: anything, for a finding of the tool's own.
func (r *regime) evidence(slug string) linter.Evidence {
	if c := r.check(slug); c != nil && c.Evidence != 0 {
		return c.Evidence
	}
	return ^linter.Evidence(0)
}
