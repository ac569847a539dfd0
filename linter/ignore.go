package linter

import (
	"slices"

	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/source"
)

// ignore is an ignore comment in its file, and what became of it in one
// deployment or, once merged, in all that read the file.
type ignore struct {
	*directive
	file        *source.File
	name        string // of the file, as in findings
	comment     span
	scope       span // what it covers; empty when nothing follows it
	stray       bool // it is no comment in its language
	expired     bool
	used        []bool // by rule: it suppressed a finding
	idle        []bool // by rule: those it names ran, saw everything, and found nothing
	deployments []string
}

// ignores finds the ignore comments in the files of a deployment. Most
// projects have none, and most files do not even mention flylint.
func (r *resolver) ignores(opts *Options) []*ignore {
	var found []*ignore
	for _, file := range r.src.Files() {
		if !file.Contains("flylint") {
			continue
		}
		if o := outlineOf(r.src, file); o != nil {
			found = append(found, r.ignoresIn(opts, file, o)...)
		}
	}
	return found
}

func (r *resolver) ignoresIn(opts *Options, file *source.File, o *outline) []*ignore {
	var found []*ignore
	for _, c := range o.comments {
		d := parseDirective(string(o.src[c.from:c.to]))
		if d == nil {
			continue
		}
		found = append(found, r.ignore(opts, file, d, c, o.scope(d, c)))
	}
	for _, c := range o.strays {
		if d := parseDirective(string(o.src[c.from:c.to])); d != nil {
			d.blame(false, "here a comment needs a line of its own: this one belongs to what it follows, and suppresses nothing", "move it to the line above")
			stray := r.ignore(opts, file, d, c, span{})
			stray.stray = true
			found = append(found, stray)
		}
	}
	return found
}

func (r *resolver) ignore(opts *Options, file *source.File, d *directive, comment, scope span) *ignore {
	return &ignore{
		directive: d, file: file, name: Relative(r.base, file.Path), comment: comment, scope: scope,
		expired: opts.expired(d.until), used: make([]bool, len(d.rules)), idle: make([]bool, len(d.rules)),
		deployments: []string{r.deployment},
	}
}

// scope is what a directive covers: for a whole file everything, provided that
// it stands above the first construct.
func (o *outline) scope(d *directive, comment span) span {
	if !d.wholeFile {
		covered, _ := o.covered(comment)
		return covered
	}
	if len(o.constructs) > 0 && o.constructs[0].from < comment.from {
		d.blame(false, "an ignore for the whole file must stand above everything else in it; down here it suppresses nothing", "move it to the top, or write "+ignoreHead+" for the part that follows")
	}
	return span{0, len(o.src) + 1}
}

// suppress parts the findings of a deployment into those to report and those
// that a comment ignores.
func suppress(findings []*Finding, ignores []*ignore) (kept, suppressed []*Finding) {
	if len(ignores) == 0 {
		return findings, nil
	}
	for _, f := range findings {
		if by := ignoredBy(f, ignores); by != nil {
			f.Suppression = &Suppression{By: ByComment, Reason: by.reason, At: by.location(by.comment)}
			suppressed = append(suppressed, f)
		} else {
			kept = append(kept, f)
		}
	}
	return kept, suppressed
}

// ignoredBy finds the comment that ignores a finding: of several the last in
// the file, which is the innermost. It is marked as used.
func ignoredBy(f *Finding, ignores []*ignore) *ignore {
	if !ignorable(f.Rule) {
		return nil
	}
	for _, ig := range slices.Backward(ignores) {
		if ig.name != f.File || ig.fault != nil || ig.expired || !ig.scope.holds(f.Range) {
			continue
		}
		for i, rule := range ig.rules {
			if covers(rule.name, f.Rule) {
				ig.used[i] = true
				return ig
			}
		}
	}
	return nil
}

// holds reports whether a place begins within s. An empty place may stand at
// its end: it is what points at something missing there.
func (s span) holds(at Range) bool {
	start, end := at.Start.Offset, at.End.Offset
	if s.from == s.to || start < s.from {
		return false
	}
	atEnd := start == s.to
	return start < s.to || atEnd && start == end
}

func (ig *ignore) location(s span) Location {
	return Location{ig.name, Range{position(ig.file, ig.file.Tok.Pos(s.from)), position(ig.file, ig.file.Tok.Pos(s.to))}}
}

// text is a stretch of the ignore's file.
func (ig *ignore) text(s span) string { return string(ig.file.Src[s.from:s.to]) }

// ran says which rules judged a deployment: true for one that did, false for
// one that did not and might have had something to say. A rule that is not for
// such a deployment is absent.
type ran map[string]bool

// certain reports whether what the named rules did not find in a file is not
// there: there are such rules, and none leaves a doubt.
func (r ran) certain(opts *Options, name, file string) bool {
	return !r.doubtful(opts, name, file) && slices.ContainsFunc(opts.known(), func(c *Check) bool {
		return r[c.Slug] && covers(name, c.Slug)
	})
}

// doubtful reports whether one of the named rules may have something to say
// about a file that this run did not hear: it did not run there, or lacked
// something it may need to know.
func (r ran) doubtful(opts *Options, name, file string) bool {
	return slices.ContainsFunc(opts.known(), func(c *Check) bool {
		did, concerned := r[c.Slug]
		return concerned && covers(name, c.Slug) &&
			(!did || opts.Policy.rule(c.Slug, file).disabled || c.swayedBySecrets(opts.Secrets))
	})
}

// swayedBySecrets reports whether the check may say something else in a run
// with, or without, a list of secrets. Ignores must serve both.
func (c *Check) swayedBySecrets(secrets *model.Secrets) bool {
	if secrets != nil {
		return c.Evidence&(InSecrets|InEnv|InConfig) != 0
	}
	return c.Evidence&InSecrets != 0
}

// settle says of each ignore which of its rules had nothing to suppress.
func (r ran) settle(opts *Options, ignores []*ignore) {
	for _, ig := range ignores {
		for i, rule := range ig.rules {
			ig.idle[i] = !ig.used[i] && r.certain(opts, rule.name, ig.file.Path)
		}
	}
}
