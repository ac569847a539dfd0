package linter

import (
	"errors"
	"reflect"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/flylint/flylint/model"
)

// DocsURL is where the pages of the rules are published, one per slug.
const DocsURL = "https://github.com/flylint/flylint/blob/main/docs/rules/"

// Check is one rule: data, and one function that judges a deployment. It wraps
// an analysis.Analyzer, as staticcheck and gopls do, and adds what that lacks.
type Check struct {
	*analysis.Analyzer

	Slug          string   // family/kebab-name; stable for ever once shipped
	Severity      Severity // the usual one; a finding may differ
	FixKind       FixKind  // what it offers at best
	Since         string   // the version of flylint that brought it
	Evidence      Evidence // what it draws its conclusions from
	Elixir        bool     // it needs an Elixir project beside the fly config
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

// NewCheck completes a rule's declaration: the analyzer's name, text and URL
// are made from the slug and the documentation. Every run of flylint makes all
// checks, so this does little.
func NewCheck(c Check) *Check {
	c.Analyzer = &analysis.Analyzer{
		Name:     strings.ReplaceAll(strings.ReplaceAll(c.Slug, "/", "_"), "-", "_"),
		Doc:      c.Documentation.Summary,
		URL:      DocsURL + c.Slug + ".md",
		Requires: []*analysis.Analyzer{provider},
		Run: func(ap *analysis.Pass) (any, error) {
			pass, err := passOf(ap)
			if err != nil {
				return nil, err
			}
			c.Judge(pass)
			return nil, nil
		},
	}
	return &c
}

// Family is the part of the slug before the slash.
func (c *Check) Family() string {
	family, _, _ := strings.Cut(c.Slug, "/")
	return family
}

// applies reports whether the check has anything to say about d.
func (c *Check) applies(d *model.Deployment) bool { return !c.Elixir || d.Elixir() }

// errNoModel is returned by a check that some other driver runs.
var errNoModel = errors.New("flylint's checks are run by flylint's own driver, which provides the deployment")

// provider stands for the deployment in an analyzer's Requires. The driver
// supplies its result; run by another driver it fails.
var provider = &analysis.Analyzer{
	Name:       "deployment",
	Doc:        "provides the deployment that the checks judge",
	Run:        func(*analysis.Pass) (any, error) { return nil, errNoModel },
	ResultType: reflect.TypeFor[*Pass](),
}

// passOf is the one place that touches ResultOf.
func passOf(ap *analysis.Pass) (*Pass, error) {
	if pass, ok := ap.ResultOf[provider].(*Pass); ok {
		return pass, nil
	}
	return nil, errNoModel
}
