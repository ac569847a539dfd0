// Package dockerfile reads Dockerfiles as BuildKit does, into a tree in which
// every instruction, flag, word and here-document has its exact range, and
// works out what each build stage comes to: its base image, environment, user,
// ports and command.
//
// BuildKit's own parser has no columns and stops at the first bad line; this
// one goes on. A nested test module holds it against BuildKit's.
package dockerfile

import (
	"go/token"

	"github.com/flylint/flylint/parsers"
)

// File is the tree of one Dockerfile. Every byte that is not blank, a
// continuation or a byte order mark lies in a directive, a comment or an
// instruction.
type File struct {
	parsers.Range
	Directives   []*Directive
	Comments     []*Comment     // in order, also those between continued lines
	Instructions []*Instruction // in order, the unknown ones too
	GlobalArgs   []*Variable    // ARGs before the first FROM; these only FROM sees
	Stages       []*Stage
	Errors       []parsers.Error
	Escape       byte // the character that escapes and continues lines: \ or `
}

// Directive is a parser directive such as # syntax=docker/dockerfile:1.
type Directive struct {
	parsers.Range
	Name  string // lower case: syntax, escape or check
	Value Word
}

// Comment is a line comment, from its # to the end of the line (exclusive).
type Comment struct {
	parsers.Range
	Text string // without the # and surrounding blanks
}

// Word is one word of an instruction.
type Word struct {
	parsers.Range
	Raw   string // as written, continuations taken out
	Value string // quotes and escapes processed, variables left as written
}

// Form says how the arguments of RUN, CMD, ENTRYPOINT and the like are written.
type Form uint8

// The two forms.
const (
	ShellForm Form = iota // a text, which a shell runs
	ExecForm              // a JSON array of strings, run as it stands
)

// Instruction is one instruction with its continued lines and here-documents.
// Its range ends with its last line, newline excluded.
type Instruction struct {
	parsers.Range
	Keyword  Word   // as written
	Name     string // upper case
	Flags    []*Flag
	Form     Form
	Text     Word    // all arguments after the flags as one text; empty if there are none
	Args     []*Word // the arguments; in shell form of RUN, CMD, ENTRYPOINT split as a shell would
	Pairs    []*Pair // of ENV, LABEL and ARG
	Heredocs []*Heredoc
	Trigger  *Instruction // of ONBUILD: what it registers

	original string          // the whole logical line
	at       func(i int) pos // where byte i of Text.Raw stands
}

// TextPos returns where byte i of Text.Raw stands in the file: continuations and
// the comments between them are not in Raw, so it is not simply an addition.
// i may be the length of Raw.
func (in *Instruction) TextPos(i int) token.Pos {
	if i <= 0 {
		return in.Text.From
	}
	if i >= len(in.Text.Raw) {
		return in.Text.To
	}
	return in.at(i)
}

// Flag is a flag such as --from=build, between the keyword and the arguments.
type Flag struct {
	parsers.Range
	Name     string // without the dashes
	Value    *Word  // nil: a bare flag such as --link
	Original string // the flag with quotes and escapes processed
}

// Pair is NAME=value in ENV, ARG and LABEL.
type Pair struct {
	parsers.Range
	Key    Word
	Value  *Word // nil: an ARG without a default
	Legacy bool  // ENV NAME value, where the value is the rest of the line
}

// Heredoc is a here-document: the word that announces it and its body.
type Heredoc struct {
	Word       Word          // <<EOF, <<-"EOF", 3<<EOF
	Name       string        // EOF
	Body       parsers.Range // from the first byte of the first line to the terminator's line
	Terminator parsers.Range // the terminator; not valid if it is missing
	Content    string        // the body as written; see Chomp
	FD         uint          // the file descriptor before <<; 0 by default
	Chomp      bool          // <<-: leading tabs of each line are taken off
	Expand     bool          // variables in the body are expanded: the name was not quoted
}

// Flag returns the flag of that name, the last one if it is repeated, or nil.
func (in *Instruction) Flag(name string) *Flag {
	for i := len(in.Flags) - 1; i >= 0; i-- {
		if in.Flags[i].Name == name {
			return in.Flags[i]
		}
	}
	return nil
}

// Final returns the stage a build ends with: the one named target, or the last
// one if target is empty. It is nil if there is no such stage. As in BuildKit
// names are compared without regard to case, and a number is an index.
func (f *File) Final(target string) *Stage {
	if target != "" {
		return findStage(f.Stages, target)
	}
	if len(f.Stages) == 0 {
		return nil
	}
	return f.Stages[len(f.Stages)-1]
}

// Original returns the instruction's logical line: continuations and the
// comments between them taken out, here-documents not included.
func (in *Instruction) Original() string { return in.original }
