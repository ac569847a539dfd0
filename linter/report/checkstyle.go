package report

import (
	"fmt"
	"io"

	"github.com/flylint/flylint/linter"
)

// writeCheckstyle writes the XML of Checkstyle: a file element for each file, an
// error element for each finding. The source is the rule.
func writeCheckstyle(w io.Writer, result *linter.Result, _ Options) error {
	fmt.Fprint(w, `<?xml version="1.0" encoding="UTF-8"?>`, "\n", `<checkstyle version="4.3">`, "\n")
	several := several(result)
	open := "" // the file of the element that is open
	for i, f := range result.Findings {
		if i == 0 || f.File != open {
			if i > 0 {
				fmt.Fprintln(w, "  </file>")
			}
			open = f.File
			fmt.Fprintf(w, "  <file name=\"%s\">\n", xmlAttr(f.File))
		}
		fmt.Fprintf(w, "    <error line=\"%d\" column=\"%d\" severity=\"%s\" message=\"%s\" source=\"%s\"/>\n",
			f.Range.Start.Line, f.Range.Start.Column, f.Severity, xmlAttr(details(f, several)), xmlAttr(f.Rule))
	}
	if len(result.Findings) > 0 {
		fmt.Fprintln(w, "  </file>")
	}
	fmt.Fprintln(w, "</checkstyle>")
	return nil
}
