// Package report writes the result of a run in the formats people and programs
// read. Every format shows the same findings; none decides anything.
package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/flylint/flylint/internal/nearest"
	"github.com/flylint/flylint/linter"
)

// Options is what the formats need to know besides the result.
type Options struct {
	Version  func() string   // of flylint, for the formats that name it; may be nil
	Color    bool            // text only
	Checks   []*linter.Check // the rules of the run, for SARIF, which describes them; may be nil
	Dir      string          // the directory file names are relative to: absolute, with slashes; "" when unknown
	Prefix   string          // the way to Dir from the root of the pipeline's checkout, for github, gitlab and sarif; "" when it is that root
	ExitCode int             // what the run ends with, for SARIF
	// HideSuppressed leaves suppressed findings out of SARIF instead of marking
	// them, for readers that take no notice of the mark.
	HideSuppressed bool
}

func (o Options) version() string {
	if o.Version == nil {
		return ""
	}
	return o.Version()
}

// format is a way to write a result.
type format struct {
	name  string
	write func(io.Writer, *linter.Result, Options) error
	lines bool // it is lines for a log, and may share standard output with others
}

func formats() []format {
	return []format{
		{"text", writeText, true},
		{"compact", writeCompact, true},
		{"json", writeJSON, false},
		{"sarif", writeSARIF, false},
		{"github", writeGitHub, true},
		{"gitlab", writeGitLab, false},
		{"checkstyle", writeCheckstyle, false},
		{"junit", writeJUnit, false},
		{"rdjson", writeRDJSON, false},
	}
}

// Formats lists the names of the formats, as --format takes them.
func Formats() []string {
	var names []string
	for _, f := range formats() {
		names = append(names, f.name)
	}
	return names
}

// Check reports whether there is a format of that name, as an error that names
// the likely one.
func Check(name string) error {
	_, err := find(name)
	return err
}

// Lines reports whether a format is lines of a log, which others may follow,
// and not one document.
func Lines(name string) bool {
	f, err := find(name)
	return err == nil && f.lines
}

func find(name string) (format, error) {
	for _, f := range formats() {
		if f.name == name {
			return f, nil
		}
	}
	if near := nearest.Name(name, Formats()); near != "" {
		return format{}, fmt.Errorf("no format is called %q; did you mean %s?", name, near)
	}
	return format{}, fmt.Errorf("no format is called %q; there are %s", name, strings.Join(Formats(), ", "))
}

// Write writes the result in the named format.
func Write(w io.Writer, name string, result *linter.Result, opts Options) error {
	f, err := find(name)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	if err := f.write(out, result, opts); err != nil {
		return err
	}
	return out.Flush()
}

// Summary counts findings.
type Summary struct {
	Errors     int `json:"errors"`
	Warnings   int `json:"warnings"`
	Infos      int `json:"infos"`
	Suppressed int `json:"suppressed"` // by a comment or the settings; not among those above
	Baselined  int `json:"baselined"`  // accepted by the baseline; not among those above
	Fixable    int `json:"fixable"`    // with --fix
	Unsafe     int `json:"unsafe"`     // fixable with --unsafe-fixes only
	Files      int `json:"files"`      // read
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
		switch {
		case f.Fixable():
			s.Fixable++
		case len(f.Fixes) > 0:
			s.Unsafe++
		}
	}
	for _, f := range result.Suppressed {
		if f.Suppression != nil && f.Suppression.By == linter.ByBaseline {
			s.Baselined++
		} else {
			s.Suppressed++
		}
	}
	return s
}
