package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/flylint/flylint/internal/mask"
	"github.com/flylint/flylint/linter"
)

// writeCompact writes a line a finding: file:line:column: severity: message [rule].
func writeCompact(w io.Writer, result *linter.Result) error {
	for _, f := range result.Findings {
		at := f.Range.Start
		_, err := fmt.Fprintf(w, "%s:%d:%d: %s: %s [%s]\n", f.File, at.Line, at.Column, f.Severity, oneLine(f.Message), f.Rule)
		if err != nil {
			return err
		}
	}
	return nil
}

// oneLine makes a text fit for one line of a terminal: no line breaks, no
// control characters, no secrets.
func oneLine(s string) string {
	return mask.Text(strings.Map(printable, strings.ReplaceAll(s, "\n", " ")))
}
