package report

import (
	"fmt"
	"io"

	"github.com/flylint/flylint/linter"
)

// writeJUnit writes the findings as test results: a suite for each deployment, a
// case for each finding, in the suite of the first deployment it holds for. An
// error or a warning is a failed case; advice is a passed one with an output,
// since it fails no run. A deployment without findings is a passed case: to
// many readers, no cases at all look like a job that did not run.
func writeJUnit(w io.Writer, result *linter.Result, _ Options) error {
	cases := map[string][]*linter.Finding{}
	for _, f := range result.Findings {
		cases[f.Deployments[0]] = append(cases[f.Deployments[0]], f)
	}
	fmt.Fprintln(w, `<?xml version="1.0" encoding="UTF-8"?>`)
	fmt.Fprintln(w, `<testsuites name="flylint">`)
	for _, d := range result.Deployments {
		writeSuite(w, d, cases[d.Config], several(result))
	}
	fmt.Fprintln(w, "</testsuites>")
	return nil
}

func writeSuite(w io.Writer, d linter.DeploymentInfo, findings []*linter.Finding, several bool) {
	failures := 0
	for _, f := range findings {
		if fails(f) {
			failures++
		}
	}
	fmt.Fprintf(w, "  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"0\">\n", xmlAttr(d.Config), max(len(findings), 1), failures)
	for _, f := range findings {
		writeCase(w, f, several)
	}
	if len(findings) == 0 {
		fmt.Fprintf(w, "    <testcase name=\"%s: no findings\" classname=\"flylint\"/>\n", xmlAttr(d.Config))
	}
	fmt.Fprintln(w, "  </testsuite>")
}

// fails reports whether a finding is a failed test.
func fails(f *linter.Finding) bool { return f.Severity >= linter.Warning }

// writeCase writes one finding. Where it is stands in the name: the schema has
// no attributes for it.
func writeCase(w io.Writer, f *linter.Finding, several bool) {
	at := fmt.Sprintf("%s:%d:%d", f.File, f.Range.Start.Line, f.Range.Start.Column)
	fmt.Fprintf(w, "    <testcase name=\"%s %s\" classname=\"%s\">\n", xmlAttr(at), xmlAttr(f.Rule), xmlAttr(f.Rule))
	text := xmlText(at + "\n" + details(f, several))
	if fails(f) {
		fmt.Fprintf(w, "      <failure type=\"%s\" message=\"%s\">%s</failure>\n", f.Severity, xmlAttr(oneLine(f.Message)), text)
	} else {
		fmt.Fprintf(w, "      <system-out>%s</system-out>\n", text)
	}
	fmt.Fprintln(w, "    </testcase>")
}
