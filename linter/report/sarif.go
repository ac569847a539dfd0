package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/flylint/flylint/linter"
)

// homepage is where flylint lives.
const homepage = "https://github.com/flylint/flylint"

// writeSARIF writes a SARIF 2.1.0 log of one run.
func writeSARIF(w io.Writer, result *linter.Result, opts Options) error {
	findings := result.Findings
	if !opts.HideSuppressed {
		findings = slices.Concat(findings, result.Suppressed)
	}
	s := sarifWriter{root: newSARIFRoot(opts, result), ids: identities(findings)}
	s.describe(opts.Checks, findings)
	run := sarifRun{
		Tool:        sarifTool{sarifDriver{Name: "flylint", FullName: "flylint, a linter for Elixir apps on Fly.io", Version: sarifVersion(opts.version()), InformationURI: homepage, Rules: s.rules}},
		Invocations: []sarifInvocation{s.invocation(result, opts)},
		BaseIDs:     s.root.bases(),
		Results:     each(findings, s.result),
		ColumnKind:  "unicodeCodePoints",
	}
	return encode(w, sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{run},
	})
}

// sarifVersion is a version as SARIF compares them: it begins with a number.
func sarifVersion(v string) string {
	if v = strings.TrimPrefix(v, "v"); v == "" || v[0] < '0' || v[0] > '9' {
		return "0-" + v
	}
	return v
}

// sarifWriter converts findings.
type sarifWriter struct {
	root  sarifRoot
	ids   map[*linter.Finding]string
	rules []sarifRule
	index map[string]int // of a rule in rules
}

func (s *sarifWriter) result(f *linter.Finding) sarifResult {
	r := sarifResult{
		RuleID:       f.Rule,
		RuleIndex:    s.index[f.Rule],
		Level:        sarifLevel(f.Severity),
		Message:      sarifText{Text: sarifMessage(f)},
		Locations:    []sarifLocation{s.place(f.File, f.Range)},
		Fingerprints: map[string]string{"flylint/v1": s.ids[f]},
		Fixes:        each(tellable(f.Fixes), s.fix),
		Suppressions: s.suppressions(f),
		Properties:   sarifResultProperties{Deployments: f.Deployments, Explains: f.Explains},
	}
	if f.Path != "" {
		r.Locations[0].Logical = []sarifLogical{{oneLine(f.Path)}}
	}
	for i, related := range f.Related {
		at := s.place(related.File, related.Range)
		at.ID, at.Message = i+1, textOf(related.Message)
		r.Related = append(r.Related, at)
	}
	return r
}

// sarifMessage is what is wrong and what to do, as sentences: readers show the
// message of a result where they do not show the help of its rule.
func sarifMessage(f *linter.Finding) string {
	text := cmp.Or(sentence(f.Message), "See "+f.Rule+".")
	if f.Help != "" {
		text += "\nHelp: " + sentence(f.Help)
	}
	return text
}

func (s *sarifWriter) place(file string, at linter.Range) sarifLocation {
	return sarifLocation{Physical: sarifPhysical{Artifact: s.root.location(file), Region: newSARIFRegion(at)}}
}

// newSARIFRegion is a region in lines and columns, and in bytes where these are
// known: of places that nothing was parsed for only the line is.
func newSARIFRegion(at linter.Range) sarifRegion {
	r := sarifRegion{StartLine: at.Start.Line, StartColumn: at.Start.Column, EndLine: at.End.Line, EndColumn: at.End.Column}
	if from, length := at.Start.Offset, at.End.Offset-at.Start.Offset; from > 0 || at.Start.Line == 1 {
		r.ByteOffset, r.ByteLength = &from, &length
	}
	return r
}

// fix converts a fix: a change for each file, with the replacements in it.
func (s *sarifWriter) fix(f linter.Fix) sarifFix {
	description := sentence(f.Message)
	if !f.Safe() {
		description += " It changes behaviour: " + sentence(f.Risk)
	}
	fix := sarifFix{Description: sarifText{Text: description}}
	for i, e := range f.Edits { // which are sorted by file
		if i == 0 || e.File != f.Edits[i-1].File {
			fix.Changes = append(fix.Changes, sarifChange{Artifact: s.root.location(e.File)})
		}
		change := &fix.Changes[len(fix.Changes)-1]
		change.Replacements = append(change.Replacements, sarifReplacement{newSARIFRegion(e.Range), sarifContent{e.NewText}})
	}
	return fix
}

// suppressions says why a finding is not reported; an empty list says that it is.
func (s *sarifWriter) suppressions(f *linter.Finding) []sarifSuppression {
	if f.Suppression == nil {
		return []sarifSuppression{}
	}
	kind, reason := "external", f.Suppression.Reason
	switch f.Suppression.By {
	case linter.ByComment:
		kind = "inSource"
	case linter.ByBaseline:
		reason = "it is in the baseline"
	}
	out := sarifSuppression{Kind: kind, Status: "accepted", Justification: oneLine(reason)}
	if at := f.Suppression.At; at.File != "" && at.Range.Start.Line > 0 {
		place := s.place(at.File, at.Range)
		out.Location = &place
	}
	return []sarifSuppression{out}
}

// invocation says how the run went: what could not be read, and whether a rule
// crashed.
func (s *sarifWriter) invocation(result *linter.Result, opts Options) sarifInvocation {
	inv := sarifInvocation{Successful: !result.Crashed && len(result.Unreadable) == 0, ExitCode: opts.ExitCode}
	for _, e := range result.Unreadable {
		inv.Notifications = append(inv.Notifications, sarifNotification{
			Level:     "error",
			Message:   sarifText{Text: sentence(fmt.Sprintf("cannot read %s: %v", e.Path, e.Err))},
			Locations: []sarifFileLocation{{sarifFile{s.root.location(e.Path)}}},
		})
	}
	return inv
}

func sarifLevel(s linter.Severity) string {
	if s == linter.Info {
		return "note"
	}
	return s.String()
}
