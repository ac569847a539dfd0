package report

import (
	"bytes"
	"io"
	"strings"

	"github.com/flylint/flylint/internal/mask"
	"github.com/flylint/flylint/linter"
)

// The shapes of the Reviewdog Diagnostic Format. Its columns count bytes.
type (
	rdResult struct {
		Source      rdSource       `json:"source"`
		Diagnostics []rdDiagnostic `json:"diagnostics"`
	}
	rdSource struct {
		Name string `json:"name"`
		URL  string `json:"url"`
	}
	rdDiagnostic struct {
		Message     string         `json:"message"`
		Location    rdLocation     `json:"location"`
		Severity    string         `json:"severity"`
		Code        rdCode         `json:"code"`
		Suggestions []rdSuggestion `json:"suggestions,omitempty"`
		Related     []rdRelated    `json:"related_locations,omitempty"`
	}
	rdLocation struct {
		Path  string  `json:"path"`
		Range rdRange `json:"range"`
	}
	rdRange struct {
		Start rdPosition `json:"start"`
		End   rdPosition `json:"end"`
	}
	rdPosition struct {
		Line   int `json:"line"`
		Column int `json:"column"`
	}
	rdCode struct {
		Value string `json:"value"`
		URL   string `json:"url,omitempty"`
	}
	rdSuggestion struct {
		Range rdRange `json:"range"`
		Text  string  `json:"text"`
	}
	rdRelated struct {
		Message  string     `json:"message"`
		Location rdLocation `json:"location"`
	}
)

// writeRDJSON writes what reviewdog reads.
func writeRDJSON(w io.Writer, result *linter.Result, _ Options) error {
	rd := rdWriter{sources: result.Sources, several: several(result)}
	return encode(w, rdResult{Source: rdSource{"flylint", homepage}, Diagnostics: each(result.Findings, rd.diagnostic)})
}

// rdWriter converts findings; it needs the texts to count in bytes.
type rdWriter struct {
	sources map[string][]byte
	several bool
}

func (rd rdWriter) diagnostic(f *linter.Finding) rdDiagnostic {
	d := rdDiagnostic{
		Message:  details(f, rd.several),
		Location: rd.location(f.File, f.Range),
		Severity: strings.ToUpper(f.Severity.String()),
		Code:     rdCode{f.Rule, f.URL},
	}
	for _, r := range f.Related {
		d.Related = append(d.Related, rdRelated{oneLine(r.Message), rd.location(r.File, r.Range)})
	}
	for _, fix := range tellable(f.Fixes) {
		if s, ok := rd.suggestion(f.File, fix); ok && fix.Safe() {
			d.Suggestions = append(d.Suggestions, s)
		}
	}
	return d
}

func (rd rdWriter) location(file string, at linter.Range) rdLocation {
	return rdLocation{file, rd.span(file, at.Start, at.End)}
}

func (rd rdWriter) span(file string, from, to linter.Position) rdRange {
	src := rd.sources[file]
	return rdRange{byteColumn(src, from), byteColumn(src, to)}
}

// byteColumn counts the column of a position in bytes.
func byteColumn(src []byte, p linter.Position) rdPosition {
	if p.Offset > len(src) {
		return rdPosition{p.Line, p.Column}
	}
	return rdPosition{p.Line, p.Offset - bytes.LastIndexByte(src[:p.Offset], '\n')}
}

// suggestion is a fix as one replacement, from the start of its first edit to
// the end of its last: half a fix is none. One that reaches into other files,
// or over a secret, cannot be suggested.
func (rd rdWriter) suggestion(file string, fix linter.Fix) (rdSuggestion, bool) {
	src, known := rd.sources[file]
	if !known || len(fix.Edits) == 0 {
		return rdSuggestion{}, false
	}
	var text strings.Builder
	at := fix.Edits[0].Range.Start.Offset
	for _, e := range fix.Edits {
		if e.File != file || e.Range.Start.Offset < at || e.Range.End.Offset > len(src) {
			return rdSuggestion{}, false
		}
		text.Write(src[at:e.Range.Start.Offset])
		text.WriteString(e.NewText)
		at = e.Range.End.Offset
	}
	last := fix.Edits[len(fix.Edits)-1]
	if mask.Text(text.String()) != text.String() {
		return rdSuggestion{}, false
	}
	return rdSuggestion{rd.span(file, fix.Edits[0].Range.Start, last.Range.End), text.String()}, true
}
