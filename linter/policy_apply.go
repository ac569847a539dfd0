package linter

import (
	"path"
	"strings"
	"time"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/flylint/flylint/model/source"
)

// ownFamily is the family of the tool's own findings. "all" does not mean them:
// they are named one by one or not at all.
const ownFamily = "flylint/"

// covers reports whether a name of the settings, an ignore or the command line
// means the rule: its slug, its family with a slash, or all rules.
func covers(name, slug string) bool {
	if strings.HasPrefix(slug, ownFamily) {
		return name == slug
	}
	return name == "all" || name == slug || strings.HasSuffix(name, "/") && strings.HasPrefix(slug, name)
}

// ignorable reports whether findings of a rule can be accepted. What flylint
// says of itself cannot: a file that does not parse hides whatever it holds.
func ignorable(slug string) bool {
	return slug == NotReadSlug || !strings.HasPrefix(slug, ownFamily)
}

// inGlob reports whether a path of the file system matches a glob, or lies in
// the directory it names. The empty glob matches every path.
func inGlob(glob, file string) bool {
	return glob == "" || doublestar.MatchUnvalidated(glob, file) || source.Inside(strings.TrimSuffix(glob, "/"), file)
}

// ruling is what a policy decides about one rule in one file.
type ruling struct {
	severity Severity // 0 leaves the finding's own
	disabled bool
}

// rule decides about a rule in a file: each decision by the last that makes it.
func (p *Policy) rule(slug, file string) (r ruling) {
	if p == nil {
		return r
	}
	for i := range p.Rules {
		decision := &p.Rules[i]
		if !covers(decision.Rule, slug) || !inGlob(decision.Path, file) {
			continue
		}
		if decision.Severity != 0 {
			r.severity = decision.Severity
		}
		if decision.Disabled || decision.Enabled {
			r.disabled = decision.Disabled
		}
	}
	return r
}

// off reports whether a rule is disabled in every file, so that it need not
// run at all.
func (p *Policy) off(slug string) bool {
	if p == nil {
		return false
	}
	off := false
	for i := range p.Rules {
		decision := &p.Rules[i]
		switch {
		case !covers(decision.Rule, slug):
		case decision.Enabled:
			off = false
		case decision.Disabled && decision.Path == "":
			off = true
		}
	}
	return off
}

// govern applies the policy's rules to the findings of a deployment: it drops
// those of disabled rules and gives the rest their severity.
func (o *Options) govern(findings []*Finding) []*Finding {
	if o.Policy == nil || len(o.Policy.Rules) == 0 {
		return findings
	}
	kept := findings[:0]
	for _, f := range findings {
		r := o.Policy.rule(f.Rule, o.PathOf(f.File))
		switch {
		case f.Rule == SyntaxErrorSlug, f.Rule == InternalErrorSlug: // nobody's to decide about
		case r.disabled:
			continue
		case r.severity != 0:
			f.Severity = r.severity
		}
		kept = append(kept, f)
	}
	return kept
}

// PathOf is the path in the file system of a file named as in findings.
func (o *Options) PathOf(name string) string { return path.Join(o.Base, name) }

// expired reports whether a last day is past. The zero day never is, and
// without a today none is.
func (o *Options) expired(until time.Time) bool {
	if until.IsZero() || o.Today.IsZero() {
		return false
	}
	return until.Format(dayLayout) < o.Today.Format(dayLayout)
}

// known lists every rule there is, selected or not.
func (o *Options) known() []*Check {
	if o.Known != nil {
		return o.Known
	}
	return o.Checks
}
