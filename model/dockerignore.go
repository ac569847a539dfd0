package model

import (
	"bytes"
	"go/token"
	"path"
	"strings"

	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
)

// Dockerignore is the ignore file of a build context.
type Dockerignore struct {
	File  *source.File
	Lines []*IgnoreLine // in order, comments and blank lines left out
}

// IgnoreLine is one pattern of an ignore file.
type IgnoreLine struct {
	parsers.Range
	Pattern string // cleaned as Docker does: no blanks, no leading slash, no !
	Negated bool   // a line with !, which takes paths back in
	Broken  bool   // not a valid pattern: Docker refuses the file

	matcher ignorePattern
}

// ReadDockerignore reads an ignore file; nil for nil.
func ReadDockerignore(f *source.File) *Dockerignore {
	if f == nil {
		return nil
	}
	ig, budget := &Dockerignore{File: f}, newIgnoreBudget()
	src := bytes.TrimPrefix(f.Src, []byte("\ufeff"))
	offset := len(f.Src) - len(src)
	for line := range bytes.Lines(src) {
		if l := budget.line(string(line), f.Tok.Pos(offset)); l != nil {
			ig.Lines = append(ig.Lines, l)
		}
		offset += len(line)
	}
	return ig
}

// line reads one line that starts at pos; nil when it holds no pattern. A #
// counts in the first column only.
func (b *ignoreBudget) line(line string, pos token.Pos) *IgnoreLine {
	text := strings.TrimSpace(line)
	if text == "" || line[0] == '#' || b.lines == 0 {
		return nil
	}
	b.lines--
	start := pos + token.Pos(strings.Index(line, text))
	l := &IgnoreLine{Range: parsers.Range{From: start, To: start + token.Pos(len(text))}}
	text, l.Negated = strings.CutPrefix(text, "!")
	text = path.Clean(strings.TrimSpace(text))
	if len(text) > 1 {
		text = strings.TrimPrefix(text, "/")
	}
	l.Pattern = text
	var err error
	l.matcher, err = b.pattern(text)
	l.Broken = err != nil
	return l
}

// Decides is the line that says whether the file at name, relative to the build
// context, is left out: the last one that matches it or a directory above it.
// It is nil when no line matches.
func (ig *Dockerignore) Decides(name string) *IgnoreLine {
	if ig == nil {
		return nil
	}
	for i := len(ig.Lines) - 1; i >= 0; i-- {
		if l := ig.Lines[i]; !l.Broken && l.matcher.matches(name) {
			return l
		}
	}
	return nil
}

// Ignores reports whether the file at name is left out of the build context.
func (ig *Dockerignore) Ignores(name string) bool {
	l := ig.Decides(name)
	return l != nil && !l.Negated
}
