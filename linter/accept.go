package linter

import (
	"bytes"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/flylint/flylint/model/source"
)

// accept sets aside the findings that the settings ignore and those that the
// baseline holds, and says what in these had nothing to accept.
func (r *Result) accept(opts *Options, targets []source.Target, verdicts []*verdict) {
	if opts.Policy == nil || len(opts.Policy.Ignores) == 0 && opts.Policy.Baseline == nil {
		return
	}
	a := acceptance{opts: opts, targets: targets, verdicts: verdicts, used: make([]bool, len(opts.Policy.Ignores)), baseline: opts.Policy.Baseline.count()}
	r.Findings = slices.DeleteFunc(r.Findings, func(f *Finding) bool {
		if f.Suppression = a.suppression(f); f.Suppression == nil {
			return false
		}
		r.Suppressed = append(r.Suppressed, f)
		return true
	})
	r.Findings = append(r.Findings, opts.govern(a.ignoreFindings())...)
	r.Stale = a.stale()
	r.readSettings(opts)
}

// acceptance is what the policy accepts and how much of it was needed.
type acceptance struct {
	opts     *Options
	targets  []source.Target
	verdicts []*verdict
	used     []bool                  // by ignore
	baseline map[BaselineEntry][]int // the lines that hold an entry, less those needed
}

// count gathers equal entries: each accepts one finding.
func (b *Baseline) count() map[BaselineEntry][]int {
	if b == nil {
		return nil
	}
	lines := map[BaselineEntry][]int{}
	for _, e := range b.Entries {
		key := BaselineEntry{Rule: e.Rule, File: path.Join(path.Dir(b.File), e.File), Path: e.Path}
		lines[key] = append(lines[key], e.line)
	}
	return lines
}

// suppression is why the policy accepts a finding; nil when it does not.
func (a *acceptance) suppression(f *Finding) *Suppression {
	if !ignorable(f.Rule) {
		return nil
	}
	file := a.opts.PathOf(f.File)
	for i, ig := range a.opts.Policy.Ignores {
		if covers(ig.Rule, f.Rule) && inGlob(ig.File, file) && !a.opts.expired(ig.Until) {
			a.used[i] = true
			return &Suppression{By: BySettings, Reason: ig.Reason, At: ig.At}
		}
	}
	key := BaselineEntry{Rule: f.Rule, File: file, Path: f.Path}
	lines := a.baseline[key]
	if len(lines) == 0 {
		return nil
	}
	a.baseline[key] = lines[1:]
	at := Position{Line: lines[0], Column: 1}
	name := Relative(a.opts.Base, a.opts.Policy.Baseline.File)
	return &Suppression{By: ByBaseline, At: Location{name, Range{at, at}}}
}

// ignoreFindings speaks of ignores of the settings that are over or in vain.
func (a *acceptance) ignoreFindings() []*Finding {
	var found []*Finding
	for i, ig := range a.opts.Policy.Ignores {
		switch {
		case a.opts.expired(ig.Until):
			found = append(found, a.finding(ig, "this ignore held until "+ig.Until.Format(dayLayout)+" and is over; what it suppressed is reported again").
				withHelp("mend the finding; if there is still a reason to wait, write a later date"))
		case !a.used[i] && a.everywhere() && a.sure(ig.Rule):
			found = append(found, a.finding(ig, ig.Rule+" finds nothing there, so this ignore has nothing to suppress").
				withHelp("remove it, lest it hide a fault to come"))
		}
	}
	a.opts.number(found)
	return found
}

func (a *acceptance) finding(ig PolicyIgnore, message string) *Finding {
	f := &Finding{
		Rule: UnusedIgnoreSlug, Severity: Warning, Message: message, URL: ignoringURL,
		File: ig.At.File, Range: ig.At.Range, Path: strings.TrimSpace("ignore " + ig.Rule + " " + ig.File),
	}
	for _, v := range a.verdicts {
		f.Deployments = append(f.Deployments, v.info.Config)
	}
	return f.withFix(ig.removal(a.opts))
}

// removal takes the ignore's block out, with its lines if nothing else stands on
// them. It has no edits when the block's extent is not known.
func (ig PolicyIgnore) removal(opts *Options) Fix {
	fix := Fix{Message: "Remove the ignore"}
	text, err := fs.ReadFile(opts.FS, opts.PathOf(ig.At.File))
	at := ig.Whole
	if err != nil || at == (Range{}) || at.End.Offset > len(text) {
		return fix
	}
	rest := text[at.End.Offset:]
	if blank := len(rest) - len(bytes.TrimLeft(rest, " \t\r")); blank < len(rest) && rest[blank] == '\n' && at.Start.Column == 1 {
		at.End = Position{Line: at.End.Line + 1, Column: 1, Offset: at.End.Offset + blank + 1}
	}
	fix.Edits = []Edit{{File: ig.At.File, Range: at}}
	return fix
}

// readSettings adds the texts of settings files that findings point into.
func (r *Result) readSettings(opts *Options) {
	for _, f := range r.Findings {
		if _, known := r.Sources[f.File]; !known {
			if text, err := fs.ReadFile(opts.FS, opts.PathOf(f.File)); err == nil {
				r.Sources[f.File] = text
			}
		}
	}
}

// everywhere reports whether the run was over all there is.
func (a *acceptance) everywhere() bool {
	return len(a.opts.Paths) == 0 || slices.Contains(a.opts.Paths, ".")
}

// sure reports whether the named rules judged every deployment of the run that
// they are for, and some.
func (a *acceptance) sure(name string) bool {
	some := false
	for _, v := range a.verdicts {
		if v.ran.doubtful(a.opts, name, "") {
			return false
		}
		some = some || v.ran.certain(a.opts, name, "")
	}
	return some
}

// gone reports whether there is no such rule any more.
func (a *acceptance) gone(rule string) bool {
	return !slices.ContainsFunc(a.opts.known(), func(c *Check) bool { return c.Slug == rule })
}

// stale lists the entries of the baseline that no finding needed.
func (a *acceptance) stale() []BaselineEntry {
	if a.opts.Policy.Baseline == nil {
		return nil
	}
	var stale []BaselineEntry
	for _, e := range a.opts.Policy.Baseline.Entries {
		key := BaselineEntry{Rule: e.Rule, File: path.Join(path.Dir(a.opts.Policy.Baseline.File), e.File), Path: e.Path}
		if slices.Contains(a.baseline[key], e.line) && (a.sure(e.Rule) || a.gone(e.Rule)) && (a.everywhere() || a.opts.ownersJudged(key.File, a.targets)) {
			stale = append(stale, e)
		}
	}
	return stale
}
