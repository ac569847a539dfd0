package fly

import (
	"strings"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model/flyconfig"
)

// WrongValueType is fly/wrong-value-type.
func WrongValueType() *linter.Check {
	return &linter.Check{
		Slug:     "fly/wrong-value-type",
		Severity: linter.Error,
		FixKind:  linter.SafeFix,
		Since:    "0.1.0",
		Evidence: linter.InFly,
		Documentation: linter.Documentation{
			Summary: "a value of a type that makes flyctl refuse the whole file",
			What: "Every value is held against the type that flyctl reads it as: a string where a number is meant, a table where a list of tables is (`[http_service.checks]` for " +
				"`[[http_service.checks]]`), a list where a table is, a duration in quotes without unit. What flyctl rewrites is right: numbers in `[env]`, ports in quotes below " +
				"`[[services]]`, single tables for most lists, `concurrency = \"20,25\"` below `[[services]]`. " + keysRead,
			Why: "One such value spoils the whole file: flyctl keeps nothing of it but the name of the app, and stops with \"App configuration is not valid\" and an error such as \"json: cannot unmarshal " +
				"string into Go struct field\". Some examples of Fly's own documentation are of this kind: `max_unavailable = \"25%\"`, `[http_service.checks]`, `kernel_args = \"…\"`.",
			Instead:   "Write the type that the message names.",
			FixSafety: "A value is rewritten only when nothing but its type changes: the quotes of a number, the brackets of a header, the missing unit of a duration. As it stands the file cannot be deployed at all.",
			Ignore:    "Never, as long as flyctl refuses it.",
			References: []string{
				configReference, flyctlSource,
			},
		},
		Judge: wrongValueType,
	}
}

func wrongValueType(p *linter.Pass) {
	for _, e := range p.Fly.TypeErrors {
		d := p.Report(e, "%s is %s and flyctl takes %s, so it refuses the whole file: App configuration is not valid", flyconfig.TablePath(e.Path), e.Got, e.Want).
			Path("%s", e.Path).Label("%s", e.Got).Help("write %s", wanted(e))
		if e.Conversion != "" {
			d.Fix("Write "+e.Conversion, linter.Replace(e, e.Conversion))
		}
	}
}

// wanted is what to write, as exactly as it is known.
func wanted(e flyconfig.TypeError) string {
	switch {
	case e.Conversion != "":
		return e.Conversion
	case strings.HasSuffix(e.Want, "list of tables"):
		return "[[" + e.Path + "]] in double brackets"
	case strings.Contains(e.Got, "table") && e.Want == "a table":
		return "[" + e.Path + "] in single brackets"
	default:
		return e.Want
	}
}
