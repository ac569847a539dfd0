package report

import (
	"cmp"
	"io"
	"path"

	"github.com/flylint/flylint/linter"
)

// gitlabIssue is an entry of a GitLab Code Quality report. GitLab stops reading
// at the first entry that lacks one of description, fingerprint, severity and
// location, so none may be empty.
type gitlabIssue struct {
	Type        string         `json:"type"`
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Content     gitlabContent  `json:"content"`
	Categories  []string       `json:"categories"`
	Severity    string         `json:"severity"`
	Fingerprint string         `json:"fingerprint"`
	Location    gitlabLocation `json:"location"`
}

type gitlabContent struct {
	Body string `json:"body"`
}

type gitlabLocation struct {
	Path  string      `json:"path"`
	Lines gitlabLines `json:"lines"`
}

type gitlabLines struct {
	Begin int `json:"begin"`
	End   int `json:"end"`
}

// gitlabSeverity is the name GitLab has for a severity.
func gitlabSeverity(s linter.Severity) string {
	switch s {
	case linter.Error:
		return "critical"
	case linter.Warning:
		return "major"
	}
	return "info"
}

// writeGitLab writes a GitLab Code Quality report.
func writeGitLab(w io.Writer, result *linter.Result, opts Options) error {
	ids := identities(result.Findings)
	several := several(result)
	return encode(w, each(result.Findings, func(f *linter.Finding) gitlabIssue {
		return gitlabIssue{
			Type:        "issue",
			Description: cmp.Or(oneLine(f.Message), "see the rule") + " [" + f.Rule + "]",
			CheckName:   f.Rule,
			Content:     gitlabContent{details(f, several)},
			Categories:  []string{"Bug Risk"},
			Severity:    gitlabSeverity(f.Severity),
			Fingerprint: ids[f],
			Location:    gitlabLocation{inCheckout(opts, f.File), gitlabLines{max(f.Range.Start.Line, 1), max(f.Range.End.Line, 1)}},
		}
	}))
}

// inCheckout is a file's name from the root of the pipeline's checkout.
func inCheckout(opts Options, file string) string {
	return path.Clean(path.Join(opts.Prefix, file))
}
