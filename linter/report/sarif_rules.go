package report

import (
	"cmp"
	"net/url"
	"strings"

	"github.com/flylint/flylint/linter"
)

// describe lists the rules of the run, and those of the findings that are not
// among them: flylint's own and a team's.
func (s *sarifWriter) describe(checks []*linter.Check, findings []*linter.Finding) {
	s.rules, s.index = []sarifRule{}, map[string]int{}
	for _, c := range checks {
		s.addRule(newSARIFRule(c))
	}
	for _, f := range findings {
		if _, known := s.index[f.Rule]; !known {
			s.addRule(unlistedSARIFRule(f))
		}
	}
}

func (s *sarifWriter) addRule(rule sarifRule) {
	s.index[rule.ID] = len(s.rules)
	s.rules = append(s.rules, rule)
}

func newSARIFRule(c *linter.Check) sarifRule {
	doc := c.Documentation
	return sarifRule{
		ID:         c.Slug,
		Name:       pascal(c.Slug),
		Short:      sarifText{Text: sentence(doc.Summary)},
		Full:       textOf(doc.What),
		Help:       sarifHelp(doc),
		HelpURI:    webAddress(c.URL()),
		Default:    sarifConfiguration{sarifLevel(c.Severity)},
		Properties: newRuleProperties(c.Slug, c.Severity),
	}
}

// unlistedSARIFRule describes a rule as far as one of its findings does. GitHub
// asks for all three texts.
func unlistedSARIFRule(f *linter.Finding) sarifRule {
	_, name, _ := strings.Cut(f.Rule, "/")
	short := sarifText{Text: sentence(strings.ReplaceAll(cmp.Or(name, f.Rule), "-", " "))}
	help := textOf(f.Help)
	if help == nil {
		help = &short
	}
	return sarifRule{
		ID:         f.Rule,
		Name:       pascal(f.Rule),
		Short:      short,
		Full:       &short,
		Help:       help,
		HelpURI:    webAddress(f.URL),
		Default:    sarifConfiguration{sarifLevel(f.Severity)},
		Properties: newRuleProperties(f.Rule, f.Severity),
	}
}

// webAddress is s if it is the address of a page as it stands, else "": a team
// may have written anything into its own rules.
func webAddress(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return ""
	}
	for _, r := range s {
		if r <= ' ' || r >= 0x7f || strings.ContainsRune("\"<>\\^`{|}", r) {
			return ""
		}
	}
	return s
}

// newRuleProperties says which family a rule is of, and how sure it is: an
// error is proven by the files, a warning may depend on what they cannot show.
func newRuleProperties(slug string, s linter.Severity) sarifRuleProperties {
	family, _, _ := strings.Cut(slug, "/")
	precision := "high"
	if s == linter.Error {
		precision = "very-high"
	}
	return sarifRuleProperties{Tags: []string{family}, Precision: precision}
}

// sarifHelp is the page of a rule, without its examples.
func sarifHelp(doc linter.Documentation) *sarifText {
	var text, markdown []string
	for _, part := range []struct{ title, body string }{
		{"Why it is bad", doc.Why}, {"What to do", doc.Instead}, {"The fix", doc.FixSafety}, {"When to ignore it", doc.Ignore},
	} {
		if part.body != "" {
			text = append(text, part.title+": "+part.body)
			markdown = append(markdown, "## "+part.title+"\n\n"+part.body)
		}
	}
	if len(text) == 0 {
		return nil
	}
	return &sarifText{strings.Join(text, "\n\n"), strings.Join(markdown, "\n\n")}
}

// textOf is a text as sentences; nil when there is none.
func textOf(s string) *sarifText {
	if s = sentence(s); s == "" {
		return nil
	}
	return &sarifText{Text: s}
}

// sentence is a message as a sentence of its own: SARIF asks for a full stop.
func sentence(s string) string {
	s = strings.TrimSpace(oneLine(s))
	if s == "" || strings.ContainsRune(".!?", rune(s[len(s)-1])) {
		return s
	}
	return s + "."
}

// pascal is a rule's name as an identifier: fly/unknown-key is FlyUnknownKey.
func pascal(slug string) string {
	var out strings.Builder
	for _, word := range strings.FieldsFunc(slug, func(r rune) bool { return r == '/' || r == '-' || r == '_' }) {
		out.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return out.String()
}
