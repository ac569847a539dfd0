package lsp

import (
	"fmt"
	"slices"
	"strings"

	"github.com/flylint/flylint/internal/mask"
	"github.com/flylint/flylint/linter"
)

// source is the name beside every diagnostic.
const sourceName = "flylint"

// writer puts the findings of a project in the protocol's words.
type writer struct {
	*server
	project *project
	lines   map[string]*index // of the files that were asked for
}

func (s *server) writer(p *project) *writer { return &writer{s, p, map[string]*index{}} }

// index finds the lines of a file as the client has it: those of its buffer,
// else of the text a run has read.
func (w *writer) index(g *group, file string) *index {
	if x := w.lines[file]; x != nil {
		return x
	}
	x := newIndex(g.texts[file])
	if d := w.documents[w.project.path(file)]; d != nil {
		x = d.lines
	}
	w.lines[file] = x
	return x
}

// uri is how the client calls a file.
func (w *writer) uri(file string) string {
	path := w.project.path(file)
	if d := w.documents[path]; d != nil {
		return d.uri
	}
	return uriOf(path)
}

// span is a place in the client's terms.
func (w *writer) span(g *group, p place) span {
	return w.index(g, p.file).span(p.from, p.to, w.enc)
}

// byFile is the diagnostics of every file that has any.
func (w *writer) byFile() map[string][]diagnostic {
	found := map[string][]diagnostic{}
	for _, g := range w.project.groups {
		if !w.watches(w.project, g) {
			continue
		}
		for _, s := range g.shown {
			found[s.at.file] = append(found[s.at.file], w.diagnostic(g, s))
		}
	}
	w.mistakes(found)
	for _, list := range found {
		slices.SortStableFunc(list, func(a, b diagnostic) int { return comparePositions(a.Range.Start, b.Range.Start) })
	}
	return found
}

func comparePositions(a, b position) int {
	if a.Line != b.Line {
		return a.Line - b.Line
	}
	return a.Character - b.Character
}

// diagnostic is one finding.
func (w *writer) diagnostic(g *group, s *shown) diagnostic {
	can := w.client.TextDocument.Publish
	d := diagnostic{
		Range: w.span(g, s.at), Severity: severity(s.Severity), Code: s.Rule, Source: sourceName,
		Message: message(g, s.Finding), Tags: tags(s.Rule, can.Tags.Values),
	}
	if can.Description && s.URL != "" {
		d.Description = &codeDescription{s.URL}
	}
	for i, r := range s.Related {
		at := s.related[i]
		switch {
		case !at.ok:
		case can.Related:
			d.Related = append(d.Related, relatedPlace{location{w.uri(at.file), w.span(g, at)}, mask.Text(r.Message)})
		default: // the place is half of what there is to say
			d.Message += fmt.Sprintf("\n%s:%d: %s", at.file, w.span(g, at).Start.Line+1, mask.Text(r.Message))
		}
	}
	return d
}

// message is the text of a diagnostic: what is wrong, and below it how to mend
// it and, where that is not plain, for which deployments it holds.
func message(g *group, f *linter.Finding) string {
	var b strings.Builder
	b.WriteString(mask.Text(f.Message))
	if f.Help != "" {
		b.WriteString("\nHelp: " + mask.Text(f.Help))
	}
	if len(f.Deployments) < len(g.targets) && !slices.Contains(f.Deployments, f.File) {
		b.WriteString("\nDeployment: " + strings.Join(f.Deployments, ", "))
	}
	return b.String()
}

func severity(s linter.Severity) int {
	switch s {
	case linter.Error:
		return severityError
	case linter.Warning:
		return severityWarning
	}
	return severityInformation
}

// tags marks what has no effect, where the client can fade it.
func tags(slug string, known []int) []int {
	switch slug {
	case "fly/unknown-key", "fly/setting-without-effect", "flylint/unused-ignore":
		if slices.Contains(known, tagUnnecessary) {
			return []int{tagUnnecessary}
		}
	}
	return nil
}
