// Package shell reads shell scripts, rel/env.sh.eex and command lines for what
// a release's environment is made of: assignments and the commands that run, in
// order, with the conditions they stand under. It is a thin layer over
// mvdan.cc/sh/v3/syntax, which does the parsing.
package shell

import (
	"go/token"
	"strings"

	"github.com/flylint/flylint/parsers"
)

// Script is what one script does, in order.
type Script struct {
	parsers.Range
	Shebang    string          // the interpreter's name: sh, bash; empty without a #! line
	Dialect    Dialect         // the dialect in which the text was understood
	HasCRLF    bool            // a line ends in CR LF, at which a shell stumbles
	Steps      []Step          // assignments, commands and functions, in the order of the text
	Statements []parsers.Range // every statement, those within others too
	Comments   []Comment
	Tags       []*Tag // EEx tags, of a file whose name ends in .eex
	Errors     []parsers.Error
}

// Dialect is a shell language.
type Dialect uint8

// The dialects told apart.
const (
	POSIX Dialect = iota
	Bash
)

// Comment is one comment, from its # to the end of the line (exclusive).
type Comment struct {
	parsers.Range
	Text string // without the # and surrounding blanks
}

// Tag is an EEx tag such as <%= @release.name %>.
type Tag struct {
	parsers.Range
	Code   string // what stands between the marks, without surrounding blanks
	Output bool   // <%= …: it leaves text behind
}

// Step is an *Assignment, a *Command or a *Function.
type Step interface {
	Pos() token.Pos
	End() token.Pos
	// Where tells under which conditions the step is reached.
	Where() *Context
}

// Context is what a step depends on.
type Context struct {
	Guards   []*Guard  // from the outside in; all must hold
	Function *Function // the function whose body it is part of, or nil
	Subshell bool      // in (…), a pipeline or the background: what it assigns is lost afterwards
	Dead     bool      // after an exec, exit or return that always runs
}

// Where returns the context itself; steps embed it.
func (c *Context) Where() *Context { return c }

// Unconditional reports whether the step runs whenever the script does, and in
// the script's own shell.
func (c *Context) Unconditional() bool {
	return len(c.Guards) == 0 && c.Function == nil && !c.Subshell && !c.Dead
}

// Name is a name with its place.
type Name struct {
	parsers.Range
	Text string
}

// Assignment is NAME=value, export NAME=value or export NAME.
type Assignment struct {
	parsers.Range
	Context
	Name     Name
	Value    *Word    // nil: export NAME, readonly NAME, local NAME
	Exported bool     // by export, declare -x, set -a, or an export NAME elsewhere in the script
	Append   bool     // NAME+=value
	Local    bool     // by local or declare in a function
	Unset    bool     // unset NAME
	Command  *Command // NAME=value command: it holds for this command alone
}

// Command is one simple command. Tests ([ … ], test …) are none: they are found in
// the guards they make.
type Command struct {
	parsers.Range
	Context
	Exec bool          // run by exec, which is not among Args
	Args []*Word       // the command's name and its arguments; at least one
	Env  []*Assignment // the assignments before it; they are steps too
}

// Name is the command's name if it is known without running anything.
func (c *Command) Name() string {
	name, _ := c.Args[0].Literal()
	return name
}

// Function is a function definition. Its body runs when it is called.
type Function struct {
	parsers.Range
	Context
	Name Name
	Body []Step // these are not among the script's own steps
}

// Word is one word, quotes and all.
type Word struct {
	parsers.Range
	Raw   string // as written
	Parts []Part // adjacent texts are one part; none for an empty word
}

// Literal returns the word's value, and whether it is known without running
// anything.
func (w *Word) Literal() (value string, ok bool) {
	if w == nil {
		return "", false
	}
	if len(w.Parts) == 1 && w.Parts[0].Kind == Text {
		return w.Parts[0].Text, true
	}
	var b strings.Builder
	for _, p := range w.Parts {
		if p.Kind != Text {
			return "", false
		}
		b.WriteString(p.Text)
	}
	return b.String(), true
}

// PartKind says what a part of a word is.
type PartKind uint8

// The kinds of parts.
const (
	Text         PartKind = iota // literal text, quotes and escapes processed
	Variable                     // $NAME or ${NAME…}
	Substitution                 // $(…), `…`, <(…)
	Template                     // an EEx tag that leaves text behind
	Other                        // arithmetic, globs of bash and the like
)

// Part is a piece of a word.
type Part struct {
	parsers.Range
	Kind     PartKind
	Text     string // Text: the value; Template: the code; otherwise as written
	Name     string // Variable: its name
	Operator string // Variable: "", or one of :- - := = :+ + :? ? # ## % %% / // and others; "#" before the name is "length"
	Operand  *Word  // Variable: what stands after the operator, or nil
	Quoted   bool   // in double or single quotes
}

// GuardKind says what makes a guard.
type GuardKind uint8

// The kinds of guards.
const (
	If      GuardKind = iota // if, elif, else
	Case                     // a branch of case
	Success                  // left && this
	Failure                  // left || this; the guard is Negated
	Loop                     // the body of for, while, until
	EEx                      // between <% if … do %> and <% end %>
	Unknown                  // the text around it could not be read
)

// Guard is a condition a step stands under.
type Guard struct {
	parsers.Range // of the condition
	Kind          GuardKind
	Text          string // the condition as written
	Negated       bool   // the step runs when the condition does not hold: else, ||
	Tests         []Test // the condition, if it is understood: all of them hold; nil if not
}

// TestKind says what a test asks of a variable.
type TestKind uint8

// The tests understood.
const (
	NotEmpty TestKind = iota // [ -n "$X" ], [ "$X" ]
	Empty                    // [ -z "$X" ]
	Equal                    // [ "$X" = v ], case branches; any of Values
	NotEqual                 // [ "$X" != v ]; none of Values
	IsSet                    // [ -v X ], [ -n "${X+x}" ]
	NotSet                   // [ -z "${X+x}" ]
)

// Test is one simple condition on one variable or argument.
type Test struct {
	Kind   TestKind
	Name   string
	Values []string // of Equal and NotEqual, at least one
}

// OfArgument reports whether the test is on $1, $2 …
func (t Test) OfArgument() bool { return isArgument(t.Name) }

// Simple returns the guard's condition as one test, negation included, if it is
// that simple.
func (g *Guard) Simple() (Test, bool) {
	if len(g.Tests) != 1 {
		return Test{}, false
	}
	t := g.Tests[0]
	if g.Negated {
		t.Kind = t.Kind.negate()
	}
	return t, true
}

// negate returns the test that holds when k does not; they stand in pairs.
func (k TestKind) negate() TestKind { return k ^ 1 }
