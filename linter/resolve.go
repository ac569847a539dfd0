package linter

import (
	"bytes"
	"fmt"
	"go/token"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/flylint/flylint/model/source"
)

// resolver turns what was reported for one deployment into findings.
type resolver struct {
	src        *source.Sources
	base       string // file names are relative to it
	deployment string // the name of its config file
	findings   []*Finding
	pending    []explanation
	sources    map[string][]byte
}

// explanation is a finding that names rules whose findings follow from it.
type explanation struct {
	cause *Finding
	slugs []string
}

func newResolver(src *source.Sources, base, config string) *resolver {
	return &resolver{src: src, base: base, deployment: Relative(base, config), sources: map[string][]byte{}}
}

// add resolves one diagnostic. An error is a fault of the check, not of the
// project: a position outside every file, or a fix that cannot be applied.
func (r *resolver) add(d *Diagnostic) error {
	at, err := r.place(d.Pos, d.End)
	if err != nil {
		return err
	}
	f := &Finding{
		Rule: d.check.Slug, Severity: d.severity, Message: d.Message, Label: d.label, Help: d.help, URL: d.check.URL(),
		Deployments: []string{r.deployment}, File: at.File, Range: at.Range, Path: d.path,
	}
	if f.Related, err = r.related(d.Related); err != nil {
		return err
	}
	for _, fix := range d.fixes {
		resolved, err := r.fix(fix)
		if err != nil {
			return fmt.Errorf("the fix %q: %w", fix.message, err)
		}
		f.Fixes = append(f.Fixes, resolved)
	}
	r.findings = append(r.findings, f)
	if len(d.explains) > 0 {
		r.pending = append(r.pending, explanation{f, d.explains})
	}
	return nil
}

func (r *resolver) related(places []RelatedPlace) ([]Related, error) {
	var related []Related
	for _, p := range places {
		at, err := r.place(p.Pos, p.End)
		if err != nil {
			return nil, fmt.Errorf("the place %q: %w", p.Message, err)
		}
		related = append(related, Related{File: at.File, Range: at.Range, Message: p.Message})
	}
	return related, nil
}

// fix resolves a fix and checks that it can be applied: every edit inside one
// file, none overlapping another.
func (r *resolver) fix(f fix) (Fix, error) {
	resolved := Fix{Message: f.message, Risk: f.risk}
	for _, e := range f.edits {
		at, err := r.place(e.Pos, e.End)
		if err != nil {
			return Fix{}, err
		}
		resolved.Edits = append(resolved.Edits, Edit{File: at.File, Range: at.Range, NewText: inLineBreaks(r.sources[at.File], e.NewText)})
	}
	slices.SortStableFunc(resolved.Edits, compareEdits)
	for i := 1; i < len(resolved.Edits); i++ {
		a, b := resolved.Edits[i-1], resolved.Edits[i]
		if a.File == b.File && b.Range.Start.Offset < a.Range.End.Offset {
			return Fix{}, fmt.Errorf("two of its edits overlap in %s at byte %d", a.File, b.Range.Start.Offset)
		}
	}
	return resolved, nil
}

// inLineBreaks is a text with the line breaks of the file it is written into.
func inLineBreaks(file []byte, text string) string {
	if first := bytes.IndexByte(file, '\n'); first < 1 || file[first-1] != '\r' || !strings.Contains(text, "\n") {
		return text
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\n", "\r\n")
}

// location is a range in a file by name.
type location struct {
	File  string
	Range Range
}

// place resolves positions and remembers the text of their file.
func (r *resolver) place(pos, end token.Pos) (location, error) {
	file := r.src.FileAt(pos)
	if file == nil {
		return location{}, fmt.Errorf("position %d lies in no file", pos)
	}
	if !end.IsValid() {
		end = pos
	}
	if end < pos || int(end) > file.Tok.Base()+file.Tok.Size() {
		return location{}, fmt.Errorf("range %d to %d leaves %s", pos, end, file.Path)
	}
	name := Relative(r.base, file.Path)
	r.sources[name] = file.Src
	return location{name, Range{position(file, pos), position(file, end)}}, nil
}

// position counts the line and, in code points, the column of p. A byte order
// mark is no character of the first line.
func position(file *source.File, p token.Pos) Position {
	offset := file.Tok.Offset(p)
	line := file.Tok.Line(p)
	start := file.Tok.Offset(file.Tok.LineStart(line))
	before := file.Src[start:offset]
	if start == 0 {
		before = bytes.TrimPrefix(before, []byte(byteOrderMark))
	}
	return Position{Line: line, Column: utf8.RuneCount(before) + 1, Offset: offset}
}

// finish links causes to what they explain, numbers findings that would share
// a fingerprint, and returns all of them.
func (r *resolver) finish() []*Finding {
	slices.SortStableFunc(r.findings, compareFindings)
	seen := map[string]int{}
	for _, f := range r.findings {
		key := f.Rule + "\x00" + f.File + "\x00" + f.Path
		f.Fingerprint = fingerprint(f.Rule, path.Join(r.base, f.File), f.Path, seen[key])
		seen[key]++
	}
	for _, e := range r.pending {
		for _, f := range r.findings {
			if f != e.cause && slices.Contains(e.slugs, f.Rule) {
				e.cause.Explains = append(e.cause.Explains, f.Fingerprint)
			}
		}
	}
	return r.findings
}
