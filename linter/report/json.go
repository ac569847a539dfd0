package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/flylint/flylint/internal/mask"
	"github.com/flylint/flylint/linter"
)

// The shapes of JSON version 1. Fields may be added, never changed.
type (
	jsonResult struct {
		Version     int              `json:"version"`
		Tool        jsonTool         `json:"tool"`
		Deployments []jsonDeployment `json:"deployments"`
		Findings    []jsonFinding    `json:"findings"`
		Suppressed  []jsonFinding    `json:"suppressed"` // found, and accepted by the team
		Unreadable  []jsonUnreadable `json:"unreadable"` // files that exist and could not be read
		Summary     Summary          `json:"summary"`
	}
	jsonTool struct {
		Name    string `json:"name"`
		Version string `json:"version"`
	}
	jsonDeployment struct {
		Config string  `json:"config"`
		App    *string `json:"app"` // null when the config does not name one
	}
	jsonFinding struct {
		Rule        string           `json:"rule"`
		Severity    string           `json:"severity"`
		Message     string           `json:"message"`
		Help        string           `json:"help"`
		URL         string           `json:"url"`
		Deployment  string           `json:"deployment"`  // the first it holds for
		Deployments []string         `json:"deployments"` // all it holds for
		File        string           `json:"file"`
		Range       jsonRange        `json:"range"`
		Path        string           `json:"path"`
		Related     []jsonRelated    `json:"related"`
		Fixes       []jsonFix        `json:"fixes"`
		Explains    []string         `json:"explains"` // fingerprints of findings that follow from this one
		Fingerprint string           `json:"fingerprint"`
		Suppression *jsonSuppression `json:"suppression,omitempty"` // of those under "suppressed"
	}
	jsonSuppression struct {
		By     string    `json:"by"` // comment, settings or baseline
		Reason string    `json:"reason"`
		File   string    `json:"file"` // where it is written
		Range  jsonRange `json:"range"`
	}
	jsonUnreadable struct {
		File    string `json:"file"`
		Message string `json:"message"`
	}
	jsonRange struct {
		Start jsonPosition `json:"start"`
		End   jsonPosition `json:"end"`
	}
	jsonPosition struct {
		Line   int `json:"line"`
		Column int `json:"column"`
		Offset int `json:"offset"`
	}
	jsonRelated struct {
		File    string    `json:"file"`
		Range   jsonRange `json:"range"`
		Message string    `json:"message"`
	}
	jsonFix struct {
		Message string     `json:"message"`
		Safe    bool       `json:"safe"`
		Risk    string     `json:"risk,omitempty"`
		Edits   []jsonEdit `json:"edits"`
	}
	jsonEdit struct {
		File    string    `json:"file"`
		Range   jsonRange `json:"range"`
		NewText string    `json:"new_text"`
	}
)

func writeJSON(w io.Writer, result *linter.Result, opts Options) error {
	out := jsonResult{
		Version:     1,
		Tool:        jsonTool{"flylint", opts.version()},
		Deployments: each(result.Deployments, newDeployment),
		Findings:    each(result.Findings, newFinding),
		Suppressed:  each(result.Suppressed, newFinding),
		Unreadable:  []jsonUnreadable{},
		Summary:     Summarize(result),
	}
	for _, e := range result.Unreadable {
		out.Unreadable = append(out.Unreadable, jsonUnreadable{e.Path, e.Err.Error()})
	}
	return encode(w, out)
}

// encode writes v as JSON that people can read, too. Characters that would do
// something to a terminal are escaped: to a program that is the same.
func encode(w io.Writer, v any) error {
	var text bytes.Buffer
	enc := json.NewEncoder(&text)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return err
	}
	for rest := text.Bytes(); len(rest) > 0; {
		i := bytes.IndexFunc(rest, func(r rune) bool { return r != '\n' && unprintable(r) })
		if i < 0 {
			i = len(rest)
		}
		if _, err := w.Write(rest[:i]); err != nil {
			return err
		}
		r, size := utf8.DecodeRune(rest[i:])
		if size > 0 {
			fmt.Fprintf(w, "\\u%04x", r)
		}
		rest = rest[i+size:]
	}
	return nil
}

func newDeployment(d linter.DeploymentInfo) jsonDeployment {
	out := jsonDeployment{Config: d.Config}
	if d.App != "" {
		out.App = &d.App
	}
	return out
}

func newFinding(f *linter.Finding) jsonFinding {
	return jsonFinding{
		Rule: f.Rule, Severity: f.Severity.String(), Message: mask.Text(f.Message), Help: mask.Text(f.Help), URL: f.URL,
		Deployment: f.Deployments[0], Deployments: f.Deployments, File: f.File, Range: newRange(f.Range), Path: mask.Text(f.Path),
		Related: each(f.Related, newRelated), Suppression: newSuppression(f.Suppression), Fixes: each(tellable(f.Fixes), newFix), Explains: each(f.Explains, keep), Fingerprint: f.Fingerprint,
	}
}

func newSuppression(s *linter.Suppression) *jsonSuppression {
	if s == nil {
		return nil
	}
	return &jsonSuppression{s.By.String(), mask.Text(s.Reason), s.At.File, newRange(s.At.Range)}
}

func newRelated(r linter.Related) jsonRelated {
	return jsonRelated{r.File, newRange(r.Range), mask.Text(r.Message)}
}

func newFix(f linter.Fix) jsonFix {
	return jsonFix{Message: mask.Text(f.Message), Safe: f.Safe(), Risk: mask.Text(f.Risk), Edits: each(f.Edits, newEdit)}
}

func newEdit(e linter.Edit) jsonEdit { return jsonEdit{e.File, newRange(e.Range), e.NewText} }

func newRange(r linter.Range) jsonRange {
	return jsonRange{jsonPosition(r.Start), jsonPosition(r.End)}
}

func keep(s string) string { return s }

// each maps a list, never to null: programs that read a list find a list.
func each[T, U any](list []T, convert func(T) U) []U {
	out := make([]U, 0, len(list))
	for _, x := range list {
		out = append(out, convert(x))
	}
	return out
}
