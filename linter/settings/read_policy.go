package settings

import (
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/flylint/flylint/linter"
)

// rules reads the rule blocks of the file, or of one path block.
func (r *reader) rules(b *hclsyntax.Body, glob string) {
	var seen []string
	for _, block := range b.Blocks {
		if block.Type != "rule" {
			continue
		}
		name := r.label(block, `rule "oban/unknown-module" { … }`)
		if name == "" {
			continue
		}
		if slices.Contains(seen, name) {
			r.mistake(block.LabelRanges[0], "there is a block for the rule %q already; put both into one", name)
			continue
		}
		seen = append(seen, name)
		if r.isOwn(block) {
			r.own(block, name, glob)
			continue
		}
		r.known(block.LabelRanges[0], name, linter.UnusedIgnoreSlug, linter.InvalidIgnoreSlug, linter.NotReadSlug)
		r.policy(block, name, glob)
	}
}

// known says so when there is no rule of that name. Of what flylint says about
// itself only some can be decided about.
func (r *reader) known(at hcl.Range, name string, own ...string) {
	if name == "all" || slices.Contains(r.names, name) || slices.Contains(own, name) {
		return
	}
	if strings.HasPrefix(name, "flylint/") {
		r.mistake(at, "%s is not for settings to decide about; this can name %s", name, enumerate(own))
		return
	}
	for _, slug := range r.names {
		if strings.HasSuffix(name, "/") && strings.HasPrefix(slug, name) {
			return
		}
	}
	if near := linter.NearestRule(name, r.names); near != "" {
		r.mistake(at, "no rule is called %q; did you mean %q?", name, near)
		return
	}
	r.mistake(at, "no rule is called %q; `flylint rules` lists them, and a rule of your own needs `when`", name)
}

// policy reads what a rule block decides about rules that exist.
func (r *reader) policy(block *hclsyntax.Block, name, glob string) {
	r.check(block.Body, "rule")
	p := linter.RulePolicy{Rule: name, Path: glob}
	title := entryName("rule", name, glob)
	if a, severity := r.severity(block.Body); a != nil {
		p.Severity = severity
		r.entry(title+" severity", severity.String(), a.SrcRange)
	}
	if a, on := r.flag(block.Body, "enabled"); a != nil {
		p.Enabled, p.Disabled = on, !on
		r.entry(title+" enabled", trueFalse(on), a.SrcRange)
	}
	if len(block.Body.Attributes) == 0 {
		r.mistake(block.TypeRange, "this block decides nothing; it takes severity and enabled")
	}
	r.out.Policy.Rules = append(r.out.Policy.Rules, p)
}

// severity reads a severity; the attribute is nil when there is none.
func (r *reader) severity(b *hclsyntax.Body) (*hclsyntax.Attribute, linter.Severity) {
	a, text := r.text(b, "severity")
	if a == nil {
		return nil, 0
	}
	severity, err := linter.ParseSeverity(text)
	if err != nil {
		if text == "off" || text == "none" {
			r.mistake(a.Expr.Range(), "to switch a rule off, write enabled = false")
			return nil, 0
		}
		r.mistake(a.Expr.Range(), "%s", err)
		return nil, 0
	}
	return a, severity
}

// paths reads the path blocks.
func (r *reader) paths(b *hclsyntax.Body) {
	var seen []string
	for _, block := range b.Blocks {
		if block.Type != "path" {
			continue
		}
		pattern := r.label(block, `path "apps/web/**" { … }`)
		if pattern == "" {
			continue
		}
		if slices.Contains(seen, pattern) {
			r.mistake(block.LabelRanges[0], "there is a block for this pattern already; put both into one")
			continue
		}
		seen = append(seen, pattern)
		r.check(block.Body, "path")
		if glob := r.glob(block.LabelRanges[0], pattern); glob != "" {
			r.rules(block.Body, glob)
			r.ignores(block.Body, glob)
		}
	}
}

// ignores reads the ignore blocks of the file, or of one path block.
func (r *reader) ignores(b *hclsyntax.Body, glob string) {
	for _, block := range b.Blocks {
		if block.Type != "ignore" {
			continue
		}
		if name := r.label(block, `ignore "oban/unknown-module" { … }`); name != "" {
			r.known(block.LabelRanges[0], name, linter.NotReadSlug)
			r.ignore(block, name, glob)
		}
	}
}

// ignore reads one ignore block.
func (r *reader) ignore(block *hclsyntax.Block, name, glob string) {
	kind := "ignore"
	if glob != "" {
		kind = "path ignore"
	}
	r.check(block.Body, kind)
	ig := linter.PolicyIgnore{Rule: name, File: glob, At: r.location(block.DefRange()), Whole: r.location(block.Range()).Range}
	if glob == "" {
		if a, pattern := r.text(block.Body, "file"); a != nil {
			ig.File = r.glob(a.Expr.Range(), pattern)
		}
	}
	ig.Reason = r.reason(block)
	ig.Until = r.until(block.Body)
	r.entry(entryName("ignore", name, ig.File), ignoreText(ig), block.DefRange())
	r.out.Policy.Ignores = append(r.out.Policy.Ignores, ig)
}

// reason reads why a finding is accepted, which every ignore must say.
func (r *reader) reason(block *hclsyntax.Block) string {
	if block.Body.Attributes["reason"] == nil {
		r.mistake(block.DefRange(), "an ignore says why: add reason = \"…\"")
		return ""
	}
	a, text := r.text(block.Body, "reason")
	if a != nil && strings.TrimSpace(text) == "" {
		r.mistake(a.Expr.Range(), "the reason is empty; whoever comes across this later needs it")
	}
	return strings.TrimSpace(text)
}

// until reads the last day of an ignore; zero when it has none.
func (r *reader) until(b *hclsyntax.Body) time.Time {
	a, text := r.text(b, "until")
	if a == nil {
		return time.Time{}
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		r.mistake(a.Expr.Range(), "until takes a day that exists, as in \"2027-01-31\"")
	}
	return day
}

func entryName(kind, rule, glob string) string {
	if glob == "" {
		return kind + " " + rule
	}
	return kind + " " + rule + " in " + glob
}

func ignoreText(ig linter.PolicyIgnore) string {
	if ig.Until.IsZero() {
		return ig.Reason
	}
	return ig.Reason + " (until " + ig.Until.Format(time.DateOnly) + ")"
}

func trueFalse(b bool) string {
	if b {
		return "true"
	}
	return "false"
}
