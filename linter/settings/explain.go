package settings

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/parsers"
)

// Rule is a rule of the team's own, to be explained.
type Rule struct{ *rule }

// Slug is its name.
func (r *Rule) Slug() string { return r.slug }

// Page is the rule's page: what other rules have under docs/rules.
func (r *Rule) Page() string {
	var page strings.Builder
	fmt.Fprintf(&page, "# %s\n\n", r.slug)
	if r.summary != "" {
		fmt.Fprintf(&page, "%s\n\n", r.summary)
	}
	fmt.Fprintf(&page, "A rule of this project, defined in %s:%d. Its severity is %s.\n\n", r.defined.File, r.defined.Range.Start.Line, r.severity)
	fmt.Fprintf(&page, "## When it fires\n\n```hcl\n%s\n```\n\nIt points at `%s` and says:\n\n> %s\n", r.source, r.at.name, r.messageSource)
	if r.helpSource != "" {
		fmt.Fprintf(&page, "\n## Use instead\n\n%s\n", r.helpSource)
	}
	return page.String()
}

// Here says what the rule makes of a deployment: whether it fires, and the
// values that decide. File names are relative to base.
func (r *Rule) Here(d *model.Deployment, base string) string {
	var out strings.Builder
	config := linter.Relative(base, d.File.Path)
	if needsElixir(r.rule) && !d.Elixir() {
		return config + ": not judged, since no Elixir project belongs to it\n"
	}
	v := r.weigh(d)
	switch {
	case v.problem != "":
		fmt.Fprintf(&out, "%s: cannot be judged: %s\n", config, v.problem)
	case v.answer == yes:
		fmt.Fprintf(&out, "%s: fires at %s\n", config, placeName(d, base, v.ask(d, r.at).at))
	case v.answer == no:
		fmt.Fprintf(&out, "%s: does not fire\n", config)
	default:
		fmt.Fprintf(&out, "%s: cannot tell, and so is silent\n", config)
	}
	for _, ref := range r.when.refs {
		out.WriteString("  " + r.saw(d, base, ref.name, v.seen[ref.name]) + "\n")
	}
	return out.String()
}

// saw is a line on one value that decides.
func (r *Rule) saw(d *model.Deployment, base, name string, found seen) string {
	place := placeName(d, base, found.at)
	switch {
	case !found.value.IsKnown():
		return name + " cannot be told" + prefixed(": ", found.why) + "  # " + place
	case !found.present && nothing(found.value):
		return name + " is not set"
	}
	if value, _ := found.value.UnmarkDeep(); !value.IsWhollyKnown() {
		return name + " = " + show(found.value) + " can be told in part only" + prefixed(": ", found.why) + "  # " + place
	}
	return name + " = " + show(found.value) + "  # " + place
}

// nothing reports whether a value stands for something absent.
func nothing(v cty.Value) bool {
	v, _ = v.Unmark()
	return v.IsNull() || v.CanIterateElements() && v.LengthInt() == 0
}

// Doubts is the values that keep the rule from an answer, each with its reason;
// none when it has one.
func (r *Rule) Doubts(d *model.Deployment) []string {
	if needsElixir(r.rule) && !d.Elixir() {
		return nil
	}
	v := r.weigh(d)
	if v.answer != untellable {
		return nil
	}
	var doubts []string
	for _, ref := range r.when.refs {
		if found := v.seen[ref.name]; !found.value.IsWhollyKnown() {
			doubts = append(doubts, ref.name+prefixed(": ", found.why))
		}
	}
	return doubts
}

func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}

func needsElixir(r *rule) bool {
	return r.at.root.elixir || slices.ContainsFunc(r.when.refs, func(ref *ref) bool { return ref.root.elixir })
}

// placeName is file:line of a range.
func placeName(d *model.Deployment, base string, at parsers.Range) string {
	f := d.Sources.FileAt(at.From)
	if f == nil {
		return "?"
	}
	return fmt.Sprintf("%s:%d", linter.Relative(base, f.Path), f.Tok.Line(at.From))
}
