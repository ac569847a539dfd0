package report

import (
	"io"
	"strconv"
	"strings"

	"github.com/flylint/flylint/linter"
)

// writeGitHub writes a workflow command for each finding, which GitHub Actions
// shows as an annotation. It shows ten of each level a step and fifty a job, so
// the most severe come first.
func writeGitHub(w io.Writer, result *linter.Result, opts Options) error {
	for _, f := range severestFirst(result.Findings) {
		a := newAnnotation(f, opts, several(result))
		if _, err := io.WriteString(w, a.command()); err != nil {
			return err
		}
	}
	return nil
}

// annotation is a workflow command that annotates a place.
type annotation struct {
	level, title, file string
	line, column       int
	endColumn          int // 0 when the place has no width, or goes on in the next line
	message            string
}

// newAnnotation is the annotation of a finding. It marks the first line only:
// GitHub shows an annotation of several lines below the last one.
func newAnnotation(f *linter.Finding, opts Options, several bool) annotation {
	a := annotation{
		level: githubLevel(f.Severity), title: "flylint: " + f.Rule, file: inCheckout(opts, f.File),
		line: f.Range.Start.Line, column: f.Range.Start.Column, message: details(f, several),
	}
	if f.Range.Start.Line == f.Range.End.Line && f.Range.Start != f.Range.End {
		a.endColumn = f.Range.End.Column
	}
	return a
}

func githubLevel(s linter.Severity) string {
	if s == linter.Info {
		return "notice"
	}
	return s.String()
}

// command is the workflow command. Properties without a value are left out.
func (a annotation) command() string {
	var out strings.Builder
	out.WriteString("::" + a.level)
	sep := " "
	property := func(name, value string) {
		if value != "" && value != "0" {
			out.WriteString(sep + name + "=" + escapeProperty(value))
			sep = ","
		}
	}
	property("title", a.title)
	property("file", a.file)
	property("line", strconv.Itoa(a.line))
	property("endLine", strconv.Itoa(a.line))
	property("col", strconv.Itoa(a.column))
	property("endColumn", strconv.Itoa(a.endColumn))
	out.WriteString("::" + escapeData(a.message) + "\n")
	return out.String()
}

// escapeData escapes the message of a workflow command.
func escapeData(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

// escapeProperty escapes the value of a property of a workflow command.
func escapeProperty(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(s)
}
