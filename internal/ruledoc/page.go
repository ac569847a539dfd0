// Package ruledoc renders the pages of the rules from what the rules declare
// and from their cases, so that the examples of the documentation are the tests.
package ruledoc

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/txtar"

	"github.com/flylint/flylint/internal/casetest"
	"github.com/flylint/flylint/linter"
)

// Page renders the page of one rule. Its cases must hold one called bad; one
// called good is shown as the mended project.
func Page(check *linter.Check, cases []*casetest.Case) (string, error) {
	p := &page{}
	d := check.Documentation
	p.text("# %s\n\n%s.\n\n", check.Slug, upperFirst(d.Summary))
	p.text("| severity | fix | since | looks at |\n|---|---|---|---|\n| %s | %s | %s | %s |\n", check.Severity, check.FixKind, check.Since, check.Evidence)
	p.section("What it does", d.What)
	p.section("Why is this bad", d.Why)
	if bad := named(cases, "bad"); bad != nil {
		if err := p.example(check, bad); err != nil {
			return "", err
		}
	}
	p.section("Use instead", d.Instead)
	if bad, good := named(cases, "bad"), named(cases, "good"); bad != nil && good != nil {
		p.mended(bad, good)
	}
	p.section("Fix safety", d.FixSafety)
	p.section("When to ignore it", d.Ignore)
	p.text("\nHow: `# flylint:ignore %s -- the reason` above the place; [Ignoring findings](%s) has more ways.\n", check.Slug, ignoringPage)
	p.section("References", "")
	p.text("\n")
	for _, ref := range d.References {
		p.text("- %s\n", ref)
	}
	p.text("\n<!-- Generated from the rule and its cases; `go test ./... -update` rewrites it. -->\n")
	return p.String(), nil
}

// ignoringPage is the page about ignores, from a rule's.
const ignoringPage = "../../ignoring.md"

// page is a Markdown page being written.
type page struct{ strings.Builder }

func (p *page) text(format string, args ...any) { fmt.Fprintf(p, format, args...) }

// section writes a heading and its text; one without text is a bare heading
// when it is References, else it is left out.
func (p *page) section(title, text string) {
	text = strings.TrimSpace(text)
	if text == "" && title != "References" {
		return
	}
	p.text("\n## %s\n", title)
	if text != "" {
		p.text("\n%s\n", text)
	}
}

// example shows the files of the bad case and what flylint says of them.
func (p *page) example(check *linter.Check, bad *casetest.Case) error {
	result, err := bad.Run([]*linter.Check{check})
	if err != nil {
		return fmt.Errorf("%s: %w", bad.Path, err)
	}
	output, err := casetest.Format(result, "text")
	if err != nil {
		return err
	}
	p.section("Example", bad.Comment)
	if bad.Comment == "" {
		p.text("\n## Example\n")
	}
	mentioned := mentionedFiles(result)
	for _, f := range bad.Files {
		if slices.Contains(mentioned, f.Name) {
			p.file(f)
		}
	}
	p.text("\n```console\n$ flylint\n%s```\n", output)
	return nil
}

// mentionedFiles are the files that the findings point into.
func mentionedFiles(result *linter.Result) []string {
	var names []string
	for _, f := range result.Findings {
		names = append(names, f.File)
		for _, r := range f.Related {
			names = append(names, r.File)
		}
	}
	return names
}

// mended shows the files of the good case that differ from the bad one's.
func (p *page) mended(bad, good *casetest.Case) {
	for _, f := range good.Files {
		if !slices.ContainsFunc(bad.Files, func(b txtar.File) bool { return b.Name == f.Name && string(b.Data) == string(f.Data) }) {
			p.file(f)
		}
	}
}

// file shows one file of a case.
func (p *page) file(f txtar.File) {
	p.text("\n`%s`\n\n```%s\n%s```\n", f.Name, language(f.Name), f.Data)
}

// language is the name Markdown renderers know a file's language by.
func language(name string) string {
	switch {
	case strings.HasSuffix(name, ".toml"):
		return "toml"
	case strings.HasSuffix(name, ".ex"), strings.HasSuffix(name, ".exs"), path.Base(name) == "mix.lock":
		return "elixir"
	case strings.Contains(path.Base(name), "Dockerfile"):
		return "dockerfile"
	case strings.HasPrefix(name, "rel/"), strings.HasSuffix(name, ".sh"):
		return "sh"
	}
	return ""
}

func named(cases []*casetest.Case, name string) *casetest.Case {
	for _, c := range cases {
		if c.Name == name {
			return c
		}
	}
	return nil
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// Index renders the page that lists every rule by family.
func Index(checks []*linter.Check) string {
	p := &page{}
	p.text("# Rules\n\nA rule's name reads after \"this deployment has …\". Severity is the usual one; a finding may differ, and says why.\n")
	family := ""
	for _, c := range checks {
		if c.Family() != family {
			family = c.Family()
			p.text("\n## %s\n\n| rule | severity | fix | what |\n|---|---|---|---|\n", family)
		}
		p.text("| [%s](%s.md) | %s | %s | %s |\n", c.Slug, c.Slug, c.Severity, c.FixKind, strings.ReplaceAll(c.Documentation.Summary, "|", "\\|"))
	}
	p.bySeverity(checks)
	p.text("\n<!-- Generated from the rules; `go test ./... -update` rewrites it. -->\n")
	return p.String()
}

func (p *page) bySeverity(checks []*linter.Check) {
	p.text("\n## By severity\n")
	for _, severity := range []linter.Severity{linter.Error, linter.Warning, linter.Info} {
		var names []string
		for _, c := range checks {
			if c.Severity == severity {
				names = append(names, fmt.Sprintf("[%s](%s.md)", c.Slug, c.Slug))
			}
		}
		if len(names) > 0 {
			p.text("\n**%s**: %s\n", severity, strings.Join(names, ", "))
		}
	}
}
