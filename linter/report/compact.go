package report

import (
	"fmt"
	"io"

	"github.com/flylint/flylint/linter"
)

// writeCompact writes a line a finding: file:line:column: severity: message [rule].
func writeCompact(w io.Writer, result *linter.Result, _ Options) error {
	for _, f := range result.Findings {
		at := f.Range.Start
		fmt.Fprintf(w, "%s:%d:%d: %s: %s [%s]\n", oneLine(f.File), at.Line, at.Column, f.Severity, oneLine(f.Message), f.Rule)
	}
	return nil
}
