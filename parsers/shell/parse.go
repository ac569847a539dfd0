package shell

import (
	"cmp"
	"errors"
	"fmt"
	"go/token"
	"slices"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"github.com/flylint/flylint/parsers"
)

// maxScript is the longest script that is read, in bytes, and maxNesting how
// deep its brackets may nest: the parser below is recursive.
const (
	maxScript  = 256 * 1024
	maxNesting = 500
)

// Parse reads a script. EEx tags are looked for if the file's name ends in
// .eex. See package parsers for the shape it shares with the other parsers.
func Parse(file *token.File, src []byte) *Script {
	r := &reader{base: token.Pos(file.Base()), eex: strings.HasSuffix(file.Name(), ".eex")}
	return r.read(parsers.Text(src))
}

// reader reads one script.
type reader struct {
	template
	src    string // as written
	masked string // without EEx tags
	base   token.Pos
	eex    bool
	script *Script
	walker walker
}

func (r *reader) read(src string) *Script {
	r.src = src
	r.script = &Script{Range: r.rng(0, len(src)), HasCRLF: strings.Contains(src, "\r\n")}
	r.walker = walker{reader: r, steps: &r.script.Steps}
	r.masked = r.mask(src)
	r.script.Shebang = shebang(src)
	switch {
	case len(src) > maxScript:
		r.fail(0, 0, "script is too long to be read", "")
	case nesting(r.masked) > maxNesting:
		r.fail(0, 0, "brackets nest too deeply to be read", "")
	default:
		r.parse()
		r.walker.markExported()
	}
	slices.SortStableFunc(r.script.Errors, func(a, b parsers.Error) int { return cmp.Compare(a.From, b.From) })
	slices.SortStableFunc(r.script.Comments, func(a, b Comment) int { return cmp.Compare(a.From, b.From) })
	return r.script
}

// shebang returns the name of the interpreter in the #! line: of
// #!/usr/bin/env bash, bash.
func shebang(src string) string {
	line, ok := strings.CutPrefix(src, "#!")
	if !ok {
		return ""
	}
	line, _, _ = strings.Cut(line, "\n")
	name := ""
	for i, word := range strings.Fields(line) {
		name = word[strings.LastIndexByte(word, '/')+1:]
		if i == 0 && name != "env" || i > 0 && !strings.HasPrefix(word, "-") {
			break
		}
	}
	return name
}

// nesting estimates how deep brackets nest. It may be too high, not too low.
func nesting(src string) int {
	depth, deepest := 0, 0
	for i := range len(src) {
		switch src[i] {
		case '(', '{':
			depth++
			deepest = max(deepest, depth)
		case ')', '}':
			depth = max(depth-1, 0)
		}
	}
	return deepest
}

// parse reads the script in the dialect its #! line names, or else in the other.
func (r *reader) parse() {
	dialects := [...]Dialect{POSIX, Bash}
	if r.script.Shebang == "bash" {
		dialects = [...]Dialect{Bash, POSIX}
	}
	for _, d := range dialects {
		if file, err := parseWhole(r.masked, d); err == nil {
			r.script.Dialect = d
			r.walker.list(file.Stmts, Context{})
			r.comments(file)
			return
		}
	}
	r.script.Dialect = dialects[0]
	if r.script.Shebang == "" {
		r.script.Dialect = Bash // it reads more
	}
	r.recover()
}

func newParser(d Dialect) *syntax.Parser {
	variant := syntax.LangPOSIX
	if d == Bash {
		variant = syntax.LangBash
	}
	return syntax.NewParser(syntax.Variant(variant), syntax.KeepComments(true))
}

func parseWhole(src string, d Dialect) (file *syntax.File, err error) {
	defer catch(&err)
	return newParser(d).Parse(strings.NewReader(src), "")
}

// errCrash says that the parser below failed on some text.
var errCrash = errors.New("could not be read")

// catch turns a crash of the parser below into an error.
func catch(err *error) {
	if v := recover(); v != nil {
		*err = fmt.Errorf("%w: %v", errCrash, v)
	}
}

// comments records the comments below a node.
func (r *reader) comments(node syntax.Node) {
	syntax.Walk(node, func(n syntax.Node) bool {
		if c, ok := n.(*syntax.Comment); ok {
			from, to := r.span(c)
			r.script.Comments = append(r.script.Comments, Comment{
				Range: r.rng(from, to),
				Text:  strings.TrimSpace(strings.TrimPrefix(r.src[from:to], "#")),
			})
		}
		return true
	})
}

// span returns the offsets of a node, within the source whatever the parser says.
func (r *reader) span(n syntax.Node) (from, to int) {
	from = min(int(n.Pos().Offset())+r.walker.shift, len(r.src))
	to = min(int(n.End().Offset())+r.walker.shift, len(r.src))
	return from, max(from, to)
}

func (r *reader) rng(from, to int) parsers.Range {
	return parsers.Range{From: r.base + token.Pos(from), To: r.base + token.Pos(to)}
}

func (r *reader) fail(from, to int, message, help string) {
	r.script.Errors = append(r.script.Errors, parsers.Error{Range: r.rng(from, to), Message: message, Help: help})
}
