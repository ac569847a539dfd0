package report

import (
	"github.com/fatih/color"

	"github.com/flylint/flylint/linter"
)

// paint colours text, or leaves it as it is. Each run has its own, so that the
// choice of one does not change another's.
type paint struct {
	strong, dim, related func(string) string
	bySeverity           map[linter.Severity]func(string) string
}

func newPaint(enabled bool) paint {
	return paint{
		strong:  brush(enabled, color.Bold),
		dim:     brush(enabled, color.FgBlue),
		related: brush(enabled, color.FgCyan),
		bySeverity: map[linter.Severity]func(string) string{
			linter.Error:   brush(enabled, color.FgRed, color.Bold),
			linter.Warning: brush(enabled, color.FgYellow, color.Bold),
			linter.Info:    brush(enabled, color.FgGreen, color.Bold),
		},
	}
}

func (p paint) severity(s linter.Severity) func(string) string { return p.bySeverity[s] }

func brush(enabled bool, attributes ...color.Attribute) func(string) string {
	c := color.New(attributes...)
	if enabled {
		c.EnableColor()
	} else {
		c.DisableColor()
	}
	return func(s string) string { return c.Sprint(s) }
}
