package report

import "github.com/flylint/flylint/linter"

// paint colours text, or leaves it as it is.
type paint struct{ enabled bool }

// A brush is the parameters of the terminal's sequence "select graphic
// rendition" (ECMA-48).
type brush string

const (
	bold       brush = "1"
	blue       brush = "34"
	cyan       brush = "36"
	boldRed    brush = "31;1"
	boldGreen  brush = "32;1"
	boldYellow brush = "33;1"
)

func (p paint) strong(s string) string { return p.with(bold, s) }
func (p paint) dim(s string) string    { return p.with(blue, s) }

// brushOf is the brush for what a finding of that severity marks.
func brushOf(s linter.Severity) brush {
	switch s {
	case linter.Error:
		return boldRed
	case linter.Warning:
		return boldYellow
	}
	return boldGreen
}

func (p paint) with(b brush, s string) string {
	if !p.enabled {
		return s
	}
	return "\x1b[" + string(b) + "m" + s + "\x1b[0m"
}
