package lsp

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/flylint/flylint/internal/mask"
	"github.com/flylint/flylint/linter"
)

// The kinds of code actions that are offered. Bare source.fixAll is not: some
// editors would run it on save for whatever server answers.
const (
	kindQuickFix = "quickfix"
	kindFixAll   = "source.fixAll.flylint"
)

// wanted reports whether a client that asks for the kinds in only, or for
// anything when there is none, wants this kind. A kind means those below it.
func wanted(only []string, kind string) bool {
	return len(only) == 0 || slices.ContainsFunc(only, func(o string) bool {
		return o == "" || o == kind || strings.HasPrefix(kind, o+".")
	})
}

// codeActions offers what can be done about the findings in a range.
func (s *server) codeActions(ctx context.Context, params codeActionParams) (any, *jsonrpc2.Error) {
	d := s.document(params.TextDocument.URI)
	if d == nil || !d.project.owned(d.name) {
		return nil, nil
	}
	if !s.judge(ctx, d.project, false) {
		return nil, &jsonrpc2.Error{Code: codeCancelled, Message: "cancelled"}
	}
	s.tell(ctx, d.project)
	w := s.writer(d.project)
	actions := []codeAction{}
	fixes, ignores := w.quickFixes(d, params)
	if wanted(params.Context.Only, kindQuickFix) {
		actions = append(actions, fixes...)
	}
	if wanted(params.Context.Only, kindFixAll) {
		actions = append(actions, w.fixAll(d)...)
	}
	if wanted(params.Context.Only, kindQuickFix) {
		actions = append(actions, ignores...)
	}
	return actions, nil
}

// at visits the findings of a buffer that touch the bytes [from, to].
func (w *writer) at(d *document, from, to int, visit func(*group, *shown)) {
	w.each(d, func(g *group, s *shown) {
		if s.at.from <= to && from <= s.at.to {
			visit(g, s)
		}
	})
}

// each lists the findings of a buffer.
func (w *writer) each(d *document, visit func(*group, *shown)) {
	for _, g := range d.project.groups {
		for _, s := range g.shown {
			if s.at.file == d.name && s.at.ok {
				visit(g, s)
			}
		}
	}
}

// concerned reports whether a request for actions is about a finding: it lies in
// the range, or among the diagnostics that the client names. Some editors name
// those of the cursor's whole line.
func (w *writer) concerned(d *document, params codeActionParams, s *shown, as diagnostic) bool {
	from, to := d.lines.offset(params.Range.Start, w.enc), d.lines.offset(params.Range.End, w.enc)
	return s.at.from <= to && from <= s.at.to || slices.ContainsFunc(params.Context.Diagnostics, func(named namedDiagnostic) bool {
		return named.Range == as.Range && string(named.Code) == strconv.Quote(as.Code)
	})
}

// quickFixes are the fixes of the findings that a request is about and, for the
// end of the list, the ways to ignore these findings.
func (w *writer) quickFixes(d *document, params codeActionParams) (fixes, ignores []codeAction) {
	w.each(d, func(g *group, s *shown) {
		if s.stale { // its fixes were made for a text that is gone
			return
		}
		as := w.diagnostic(g, s)
		if !w.concerned(d, params, s, as) {
			return
		}
		about := []diagnostic{as}
		for i, fix := range s.Fixes {
			fixes = append(fixes, codeAction{
				Title: title(fix), Kind: kindQuickFix, Diagnostics: about,
				Preferred: i == 0 && fix.Safe(), Edit: w.edit(g, fix.Edits),
			})
		}
		if ignore, ok := w.ignoreHere(g, d, s.Finding); ok && !slices.ContainsFunc(ignores, func(a codeAction) bool { return a.Title == ignore.Title }) {
			ignore.Diagnostics = about
			ignores = append(ignores, ignore)
		}
	})
	return fixes, ignores
}

// title says what a fix does and, when it changes behaviour, what it risks.
func title(fix linter.Fix) string {
	if fix.Safe() {
		return mask.Text(fix.Message)
	}
	return mask.Text(fix.Message + " (unsafe: " + strings.TrimSuffix(fix.Risk, ".") + ")")
}

// fixAll applies every safe fix of a buffer that stays within it. A fix that
// changes other files too is not for an action that runs on save.
func (w *writer) fixAll(d *document) []codeAction {
	var actions []codeAction
	for _, g := range d.project.groups {
		var local []*linter.Finding
		for _, s := range g.shown {
			if s.at.file == d.name && !s.stale && staysIn(d.name, s.Finding) {
				local = append(local, s.Finding)
			}
		}
		edits := linter.Edits(local, map[string][]byte{d.name: d.text}, false)[d.name]
		if len(edits) > 0 {
			actions = append(actions, codeAction{Title: "Apply all safe fixes of flylint in this file", Kind: kindFixAll, Edit: w.edit(g, edits)})
		}
	}
	return actions
}

// staysIn reports whether all edits of a finding's fixes are in one file.
func staysIn(file string, f *linter.Finding) bool {
	return !slices.ContainsFunc(f.Fixes, func(fix linter.Fix) bool {
		return slices.ContainsFunc(fix.Edits, func(e linter.Edit) bool { return e.File != file })
	})
}

// edit writes edits in the form that the client understands.
func (w *writer) edit(g *group, edits []linter.Edit) *workspaceEdit {
	byFile := map[string][]textEdit{}
	for _, e := range edits {
		at := w.span(g, placeOf(e.File, e.Range))
		byFile[e.File] = append(byFile[e.File], textEdit{at, e.NewText})
	}
	out := &workspaceEdit{}
	for _, file := range slices.Sorted(maps.Keys(byFile)) {
		if !w.client.Workspace.Edit.DocumentChanges {
			if out.Changes == nil {
				out.Changes = map[string][]textEdit{}
			}
			out.Changes[w.uri(file)] = byFile[file]
			continue
		}
		id := versionedID{URI: w.uri(file)}
		if d := w.documents[w.project.path(file)]; d != nil {
			id.Version = &d.version
		}
		out.DocumentChanges = append(out.DocumentChanges, documentEdit{id, byFile[file]})
	}
	return out
}
