package settings

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/flylint/flylint/internal/nearest"
	"github.com/flylint/flylint/linter"
)

// nameRules collects the names that the file can speak of: the rules there are,
// and those that it defines.
func (r *reader) nameRules(b *hclsyntax.Body) {
	for _, c := range r.opts.Checks {
		r.names = append(r.names, c.Slug)
	}
	r.ours = len(r.names)
	for _, block := range b.Blocks {
		if block.Type == "rule" && r.isOwn(block) && !slices.Contains(r.names, block.Labels[0]) {
			r.names = append(r.names, block.Labels[0])
		}
	}
}

// isOwn reports whether a rule block defines a rule rather than decides about
// one that exists.
func (r *reader) isOwn(block *hclsyntax.Block) bool {
	if len(block.Labels) != 1 || strings.TrimSpace(block.Labels[0]) == "" {
		return false
	}
	for _, name := range []string{"when", "at", "message", "help", "summary"} {
		if block.Body.Attributes[name] != nil {
			return true
		}
	}
	return false
}

// own reads a rule of the team's own.
func (r *reader) own(block *hclsyntax.Block, slug, glob string) {
	if glob != "" {
		r.mistake(block.TypeRange, "a rule is defined at the top of the file; a path block only decides about it")
		return
	}
	r.check(block.Body, "custom")
	r.slug(block.LabelRanges[0], slug)
	before := len(r.mistakes)
	rule := &rule{slug: slug, severity: linter.Warning, file: r.out.File, defined: r.location(block.DefRange())}
	if a, severity := r.severity(block.Body); a != nil {
		rule.severity = severity
	}
	if _, text := r.text(block.Body, "summary"); text != "" {
		rule.summary = text
	}
	r.complete(block)
	if a := block.Body.Attributes["when"]; a != nil {
		rule.source = string(a.Expr.Range().SliceBytes(r.src))
		rule.whenAt = r.location(a.Expr.Range()).Range
		if rule.when = r.compile(a.Expr); len(r.mistakes) == before {
			r.tryCondition(rule.when)
		}
	}
	if a := block.Body.Attributes["at"]; a != nil {
		rule.at = r.pathOf(a)
	}
	if a := block.Body.Attributes["message"]; a != nil {
		rule.message = r.template(a.Expr)
		rule.messageSource = unquoted(a.Expr.Range().SliceBytes(r.src))
	}
	if a := block.Body.Attributes["help"]; a != nil {
		rule.help = r.template(a.Expr)
		rule.helpSource = unquoted(a.Expr.Range().SliceBytes(r.src))
	}
	if len(r.mistakes) > before {
		return
	}
	r.out.Rules = append(r.out.Rules, &Rule{rule})
	r.out.Checks = append(r.out.Checks, rule.check())
	r.entry("rule "+slug, rule.severity.String()+" when "+rule.source, block.DefRange())
	if a, on := r.flag(block.Body, "enabled"); a != nil {
		r.out.Policy.Rules = append(r.out.Policy.Rules, linter.RulePolicy{Rule: slug, Enabled: on, Disabled: !on})
		r.entry("rule "+slug+" enabled", trueFalse(on), a.SrcRange)
	}
}

// complete says which of the settings that a rule cannot be without it lacks.
func (r *reader) complete(block *hclsyntax.Block) {
	var lacking []string
	for _, needed := range []struct{ name, what string }{
		{"when", "when (what is at fault, as in fly.kill_timeout == null)"},
		{"at", "at (the place to point at, as in fly.kill_timeout)"},
		{"message", "message (what is wrong, and why)"},
	} {
		if block.Body.Attributes[needed.name] == nil {
			lacking = append(lacking, needed.what)
		}
	}
	if len(lacking) > 0 {
		r.mistake(block.DefRange(), "a rule of your own needs %s", enumerate(lacking))
	}
}

// slug checks the name of a rule.
func (r *reader) slug(at hcl.Range, slug string) {
	family, name, found := strings.Cut(slug, "/")
	if !found || !kebab(family) || !kebab(name) {
		r.mistake(at, "a rule is called family/name, each in small letters, digits and hyphens: acme/two-machines")
		return
	}
	if family == "flylint" {
		r.mistake(at, "the family flylint is for what flylint says about itself; take one of your own")
		return
	}
	for _, ours := range r.names[:r.ours] {
		if strings.HasPrefix(ours, family+"/") {
			if near := nearest.Name(slug, r.names[:r.ours]); near != "" {
				r.mistake(at, "%q is one of flylint's families, whose rules cannot be changed; take one of your own, or decide about %q with severity and enabled alone", family, near)
				return
			}
			r.mistake(at, "%q is one of flylint's families; take one of your own", family)
			return
		}
	}
}

// kebab reports whether s is words of small letters and digits with hyphens
// between them.
func kebab(s string) bool {
	for word := range strings.SplitSeq(s, "-") {
		if word == "" || strings.Trim(word, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
			return false
		}
	}
	return s != "" && s[0] > '9'
}

// pathOf reads at, which has to be a path and nothing else.
func (r *reader) pathOf(a *hclsyntax.Attribute) *ref {
	e, ok := a.Expr.(*hclsyntax.ScopeTraversalExpr)
	if !ok {
		r.mistake(a.Expr.Range(), "at takes a path into the deployment and nothing else, as in fly.http_service.internal_port")
		return nil
	}
	return r.resolve(e.Traversal)
}

// unquoted is a template as it is written, for people.
func unquoted(source []byte) string {
	s := strings.TrimSpace(string(source))
	if len(s) > 1 && s[0] == '"' && s[len(s)-1] == '"' {
		return s[1 : len(s)-1]
	}
	return s
}
