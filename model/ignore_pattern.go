package model

import (
	"path"
	"strings"

	"github.com/moby/patternmatcher"
)

// ignorePattern is one pattern of an ignore file. It matches a path, and with it
// all below.
type ignorePattern struct {
	text    string
	matcher *patternmatcher.PatternMatcher // for what package path does not know
}

// ignoreBudget is what an ignore file may still hold, so that one of millions of
// lines takes neither the memory nor the time of them all. What goes beyond it
// matches nothing.
type ignoreBudget struct {
	lines    int
	compiled int // bytes of patterns that are compiled to regular expressions
}

func newIgnoreBudget() *ignoreBudget { return &ignoreBudget{lines: 50_000, compiled: 64 << 10} }

// longestCompiled is the longest pattern that is compiled.
const longestCompiled = 256

// pattern reads a pattern in Docker's language, clean and without a leading
// slash. It is an error where Docker refuses it.
func (b *ignoreBudget) pattern(text string) (ignorePattern, error) {
	p := ignorePattern{text: text}
	if !needsMatcher(text) {
		return p, nil
	}
	if b.compiled -= len(text); b.compiled < 0 || len(text) > longestCompiled {
		return ignorePattern{}, nil
	}
	// One matcher a pattern, not one for all: so that the one that decides is known.
	var err error
	p.matcher, err = patternmatcher.New([]string{text})
	return p, err
}

// needsMatcher reports whether Docker reads more into a pattern than package
// path does.
func needsMatcher(pattern string) bool {
	return strings.Contains(pattern, "**") || strings.ContainsAny(pattern, `[]\`)
}

// matches reports whether the path or a directory above it matches.
func (p ignorePattern) matches(name string) bool {
	if p.matcher != nil {
		ok, err := p.matcher.MatchesOrParentMatches(name)
		return ok && err == nil
	}
	if p.text == "" {
		return false
	}
	for end := range name {
		if name[end] == '/' && p.matchesWhole(name[:end]) {
			return true
		}
	}
	return p.matchesWhole(name)
}

func (p ignorePattern) matchesWhole(name string) bool {
	ok, err := path.Match(p.text, name)
	return ok && err == nil
}
