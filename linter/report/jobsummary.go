package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/flylint/flylint/linter"
)

// maxJobSummary is how much of a job summary is filled, in bytes: GitHub takes
// 1 MiB of all that a step writes, and drops the whole when it is more.
const maxJobSummary = 512 << 10

// WriteJobSummary writes the findings in Markdown, for the summary page of a
// GitHub Actions job: unlike annotations it is not cut after the tenth.
func WriteJobSummary(w io.Writer, result *linter.Result) error {
	s := Summarize(result)
	var out strings.Builder
	if len(result.Findings) == 0 {
		fmt.Fprintf(&out, "### flylint\n\n%s\n\n", markdown(summaryLine(s, result)))
	} else {
		fmt.Fprintf(&out, "### flylint: %s\n\n%s\n\n", found(s), markdown(summaryLine(s, result)))
		writeRows(&out, severestFirst(result.Findings), several(result))
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// writeRows writes the table of the findings, as far as there is room.
func writeRows(out *strings.Builder, findings []*linter.Finding, several bool) {
	out.WriteString("| | where | what |\n|---|---|---|\n")
	for i, f := range findings {
		row := summaryRow(f, several)
		if out.Len()+len(row) > maxJobSummary {
			fmt.Fprintf(out, "\n%s more would not fit here; the log has them all.\n", count(len(findings)-i, "finding"))
			break
		}
		out.WriteString(row)
	}
	out.WriteString("\n")
}

func summaryRow(f *linter.Finding, several bool) string {
	rule := markdown(f.Rule)
	if strings.HasPrefix(f.URL, "https://") {
		rule = fmt.Sprintf(`<a href="%s">%s</a>`, markdown(f.URL), rule)
	}
	where := fmt.Sprintf("%s:%d:%d", f.File, f.Range.Start.Line, f.Range.Start.Column)
	what := strings.ReplaceAll(details(f, several), "\n", "\x00")
	return fmt.Sprintf("| %s | <code>%s</code> | %s<br>%s |\n", f.Severity, markdown(oneLine(where)), rule, strings.ReplaceAll(markdown(what), "\x00", "<br>"))
}

// markdown makes a text mean nothing but itself in Markdown and HTML: each
// character that could begin markup becomes a character reference.
func markdown(s string) string {
	var out strings.Builder
	for _, r := range s {
		if strings.ContainsRune("&<>\"'\\`*_~[]()#|!@{}$", r) {
			fmt.Fprintf(&out, "&#%d;", r)
		} else {
			out.WriteRune(r)
		}
	}
	return out.String()
}
