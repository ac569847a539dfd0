package linter

import (
	"strings"

	"github.com/flylint/flylint/model"
)

// DocsURL is where the pages of the rules are published, one per slug.
const DocsURL = "https://github.com/flylint/flylint/blob/main/docs/rules/"

// Check is one rule: data, and one function that judges a deployment. Every run
// of flylint makes all of them, so nothing is computed for one.
type Check struct {
	Slug          string   // family/kebab-name; stable for ever once shipped
	Severity      Severity // the usual one; a finding may differ
	FixKind       FixKind  // what it offers at best
	Since         string   // the version of flylint that brought it
	Evidence      Evidence // what it draws its conclusions from
	Elixir        bool     // it needs an Elixir project beside the fly config
	Custom        bool     // it is a team's own, of which no page of flylint's speaks
	Documentation Documentation
	Judge         func(*Pass)
}

// Documentation is a rule's page, less what its cases show.
type Documentation struct {
	Summary    string   // one sentence without a full stop, reading after "this deployment has …"
	What       string   // what the rule looks at, in full
	Why        string   // why it is bad, in the words of the platform's own errors
	Instead    string   // what to do
	FixSafety  string   // what the fix changes and what it does not; "" without a fix
	Ignore     string   // when it is right to ignore it
	References []string // URLs and sources of the facts
}

// URL is where the rule's page is; "" for a rule of a team's own.
func (c *Check) URL() string {
	if c.Custom {
		return ""
	}
	return DocsURL + c.Slug + ".md"
}

// Family is the part of the slug before the slash.
func (c *Check) Family() string {
	family, _, _ := strings.Cut(c.Slug, "/")
	return family
}

// applies reports whether the check has anything to say about d.
func (c *Check) applies(d *model.Deployment) bool { return !c.Elixir || d.Elixir() }
