package linter

import (
	"bytes"
	"cmp"
	"go/token"
	"slices"
	"strings"

	"github.com/flylint/flylint/model/source"
)

// IgnoreFix is the edit that writes an ignore for a finding into src, the text
// of the finding's file: on a line of its own above the innermost construct that
// begins a line and holds the finding, else at the top for the whole file. With
// an empty reason, cursor is where in the edit's new text the reason belongs.
// It is not ok for findings that cannot be ignored and in files that hold no
// comments.
func IgnoreFix(f *Finding, src []byte, reason string) (edit Edit, cursor int, ok bool) {
	edits, left := IgnoreEdits([]*Finding{f}, src, reason)
	if len(left) > 0 {
		return Edit{}, 0, false
	}
	return edits[0], len(strings.TrimRight(edits[0].NewText, "\r\n")), true
}

// IgnoreEdits are the edits that write ignores for findings of one file, one
// comment a construct, and the findings for which that cannot be done.
func IgnoreEdits(findings []*Finding, src []byte, reason string) (edits []Edit, left []*Finding) {
	if len(findings) == 0 {
		return nil, nil
	}
	name := findings[0].File
	o, file := outlineText(name, src)
	if o == nil {
		return nil, findings
	}
	w := ignoreWriter{outline: o, reason: strings.Join(strings.Fields(reason), " ")}
	for _, f := range findings {
		if ignorable(f.Rule) {
			w.add(f)
		} else {
			left = append(left, f)
		}
	}
	for _, in := range w.insertions {
		at := position(file, file.Tok.Pos(in.offset))
		edits = append(edits, Edit{File: name, Range: Range{at, at}, NewText: w.text(in)})
	}
	return edits, left
}

// outlineText outlines a text that no run has read.
func outlineText(name string, src []byte) (*outline, *source.File) {
	for strings.HasPrefix(name, "../") {
		name = name[len("../"):]
	}
	sources := source.NewSources(Overlay(nil, map[string][]byte{name: src}), token.NewFileSet())
	file := sources.Read(name)
	if file == nil {
		return nil, nil
	}
	return outlineOf(sources, file), file
}

// ignoreWriter works out which comments to write where.
type ignoreWriter struct {
	*outline
	reason     string
	insertions []*ignoreInsertion // by offset
}

// ignoreInsertion is what is written before one line: ignores for the whole
// file, and for the construct that begins there.
type ignoreInsertion struct {
	offset      int
	whole, here []string // rules
}

func (w *ignoreWriter) add(f *Finding) {
	offset, whole := w.place(f.Range)
	i, found := slices.BinarySearchFunc(w.insertions, offset, func(in *ignoreInsertion, offset int) int { return cmp.Compare(in.offset, offset) })
	if !found {
		w.insertions = slices.Insert(w.insertions, i, &ignoreInsertion{offset: offset})
	}
	rules := &w.insertions[i].here
	if whole {
		rules = &w.insertions[i].whole
	}
	if at, known := slices.BinarySearch(*rules, f.Rule); !known {
		*rules = slices.Insert(*rules, at, f.Rule)
	}
}

// place is the start of the line before which an ignore for a place goes, and
// whether it must be one for the whole file. An empty place at the very start
// stands for the file.
func (o *outline) place(at Range) (offset int, whole bool) {
	offset, whole = o.top(), true
	if at.End.Offset == 0 {
		return offset, whole
	}
	for _, c := range o.constructs {
		if c.from > at.Start.Offset {
			break
		}
		if c.holds(at) && o.leads(c.from) && !o.continues(c.from) {
			offset, whole = o.line(c.from).from, false
		}
	}
	return offset, whole
}

// top is the start of the line of the first construct. Above it stand only
// comments, some of which must stay first: #!, # syntax=.
func (o *outline) top() int {
	if len(o.constructs) == 0 {
		return o.line(len(o.src)).from
	}
	return o.line(o.constructs[0].from).from
}

// continues reports whether the line of an offset continues the one above it
// with a backslash, so that no comment can come between them.
func (o *outline) continues(offset int) bool {
	above := bytes.TrimRight(o.src[:o.line(offset).from], "\r\n")
	return o.tongue == &shellLanguage && bytes.HasSuffix(above, []byte(`\`))
}

// text is the comments of one insertion, each a line indented as the one that
// follows.
func (w *ignoreWriter) text(in *ignoreInsertion) string {
	line := w.line(in.offset)
	text := w.src[line.from:line.to]
	indent := string(text[:len(text)-len(bytes.TrimLeft(text, " \t"))])
	end := "\n"
	if bytes.HasSuffix(text, []byte("\r")) {
		end = "\r\n"
	}
	var out strings.Builder
	for _, d := range []directive{newDirective(true, in.whole, w.reason), newDirective(false, in.here, w.reason)} {
		if len(d.rules) > 0 {
			out.WriteString(indent + d.String() + end)
		}
	}
	return out.String()
}

// newDirective is an ignore to write. Its reason may begin with until=YYYY-MM-DD,
// as it may behind the rules of a comment.
func newDirective(wholeFile bool, rules []string, reason string) directive {
	d := directive{wholeFile: wholeFile, reason: strings.TrimLeft(reason, "- ")}
	if first, rest, _ := strings.Cut(d.reason, " "); strings.HasPrefix(first, untilPrefix) {
		if day, ok := parseDay(strings.TrimPrefix(first, untilPrefix)); ok {
			d.until, d.reason = day, strings.TrimLeft(rest, "- ")
		}
	}
	for _, rule := range rules {
		d.rules = append(d.rules, ruleName{name: rule})
	}
	return d
}
