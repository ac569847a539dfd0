// Package report writes the result of a run in the formats people and programs
// read. Every format shows the same findings; none decides anything.
package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/flylint/flylint/linter"
)

// Options is what the formats need to know besides the result.
type Options struct {
	Version string // of flylint
	Color   bool   // text only
}

// Formats lists the names of the formats, as --format takes them.
func Formats() []string { return []string{"text", "compact", "json"} }

// Write writes the result in the named format.
func Write(w io.Writer, format string, result *linter.Result, opts Options) error {
	switch format {
	case "text":
		return writeText(w, result, opts)
	case "compact":
		return writeCompact(w, result)
	case "json":
		return writeJSON(w, result, opts)
	}
	return fmt.Errorf("no format is called %q; there are %s", format, strings.Join(Formats(), ", "))
}

// Summary counts findings.
type Summary struct {
	Errors     int `json:"errors"`
	Warnings   int `json:"warnings"`
	Infos      int `json:"infos"`
	Suppressed int `json:"suppressed"`
	Baselined  int `json:"baselined"`
	Fixable    int `json:"fixable"`
	Files      int `json:"files"`
}

// Summarize counts the findings of a result.
func Summarize(result *linter.Result) Summary {
	s := Summary{Files: result.Files}
	for _, f := range result.Findings {
		switch f.Severity {
		case linter.Error:
			s.Errors++
		case linter.Warning:
			s.Warnings++
		case linter.Info:
			s.Infos++
		}
		if f.Fixable() {
			s.Fixable++
		}
	}
	return s
}
