package linter

import (
	"strings"
	"time"

	"github.com/flylint/flylint/internal/nearest"
)

// The two directives. What follows is RULE[,RULE] [until=YYYY-MM-DD] -- reason.
const (
	ignoreHead     = "flylint:ignore"
	ignoreFileHead = "flylint:ignore-file"
	untilPrefix    = "until="
	dayLayout      = "2006-01-02"
)

// directive is an ignore comment taken apart.
type directive struct {
	wholeFile bool
	rules     []ruleName
	until     time.Time // the last day it holds; zero is for ever
	reason    string
	fault     *directiveFault // nil when it is well formed
}

// ruleName is a slug, a family with its slash, or "all", with its place in the
// comment, in bytes from the #.
type ruleName struct {
	name string
	span
}

// span is a half-open stretch of bytes.
type span struct{ from, to int }

// directiveFault is what is wrong with the form of a directive. Such a one
// suppresses nothing.
type directiveFault struct {
	message string
	help    string
	clear   bool // what was meant is clear, so that String mends it
}

// String is the comment as it is to be written.
func (d *directive) String() string {
	var out strings.Builder
	out.WriteString("# " + d.head() + " ")
	for i, r := range d.rules {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteString(r.name)
	}
	if !d.until.IsZero() {
		out.WriteString(" " + untilPrefix + d.until.Format(dayLayout))
	}
	out.WriteString(" -- " + d.reason)
	return out.String()
}

func (d *directive) head() string {
	if d.wholeFile {
		return ignoreFileHead
	}
	return ignoreHead
}

// blame records the first fault: one is enough to tell. What was meant is clear
// when it is in all of them.
func (d *directive) blame(isClear bool, message, help string) {
	if d.fault == nil {
		d.fault = &directiveFault{message, help, isClear}
	}
	d.fault.clear = d.fault.clear && isClear
}

// parseDirective reads a comment, its # included; nil when it is none of ours.
func parseDirective(comment string) *directive {
	body := strings.TrimLeft(comment, "# \t")
	d := &directive{}
	rest, ok := d.readHead(body)
	if !ok {
		return nil
	}
	d.readBody(rest, len(comment)-len(rest))
	return d
}

// verbs are the words people write for an ignore, ours first. Those of other
// linters are understood well enough to say how we spell it.
var verbs = [...]struct {
	word      string
	wholeFile bool
}{
	{"ignore", false}, {"ignore-file", true},
	{"disable", false}, {"suppress", false}, {"skip", false}, {"allow", false}, {"noqa", false}, {"nolint", false},
	{"ignore-line", false}, {"ignore-next-line", false}, {"disable-line", false}, {"disable-next-line", false},
	{"ignore_file", true}, {"ignorefile", true}, {"disable-file", true},
}

// verb finds the word, or one that is like it, among the verbs.
func verb(word string) (wholeFile, ok bool) {
	names := make([]string, len(verbs))
	for i, v := range verbs {
		names[i] = v.word
	}
	near := nearest.Name(word, names)
	for _, v := range verbs {
		if v.word == near {
			return v.wholeFile, true
		}
	}
	return false, false
}

// readHead reads what a comment begins with, and returns what follows it. It
// recognises misspelt heads, but leaves prose about flylint alone: there a
// rule's name must follow.
func (d *directive) readHead(body string) (rest string, ok bool) {
	const name = "flylint"
	if len(body) < len(name) || !strings.EqualFold(body[:len(name)], name) {
		return d.readMisplaced(body)
	}
	tail := strings.TrimLeft(body[len(name):], " \t:-_/.=@")
	joint := body[len(name) : len(body)-len(tail)]
	word := tail[:wordLen(tail)]
	rest = tail[len(word):]
	if joint == "" {
		return "", false
	}
	wholeFile, known := verb(word)
	d.wholeFile = wholeFile
	switch {
	case body[:len(body)-len(rest)] == d.head() && known && (rest == "" || isBlank(rest[0])):
		return rest, true
	case known && looksLikeRule(firstField(rest)):
		d.blame(true, "this is not how an ignore is written, so it suppresses nothing", "write "+d.head()+" RULE -- reason")
		return rest, true
	case joint == ":" && word != "":
		d.blame(false, "flylint:"+word+" is no directive, so it does nothing", "there are "+ignoreHead+" and "+ignoreFileHead)
		return "", true
	}
	return "", false
}

// readMisplaced recognises an ignore that stands behind other words of a
// comment.
func (d *directive) readMisplaced(body string) (rest string, ok bool) {
	_, rest, found := strings.Cut(body, ignoreHead)
	if !found {
		return "", false
	}
	after, isFile := strings.CutPrefix(rest, strings.TrimPrefix(ignoreFileHead, ignoreHead))
	if !looksLikeRule(firstField(after)) {
		return "", false
	}
	d.wholeFile = isFile
	d.blame(false, "an ignore must be a comment of its own; behind other words it suppresses nothing", "begin the comment with "+d.head())
	return after, true
}

func wordLen(s string) int {
	for i := range len(s) {
		if c := s[i] | 0x20; (c < 'a' || c > 'z') && s[i] != '-' && s[i] != '_' {
			return i
		}
	}
	return len(s)
}

// looksLikeRule reports whether a word can only be the name of a rule, a family
// or all of them.
func looksLikeRule(word string) bool {
	family, _, slash := strings.Cut(word, "/")
	return word == "all" || slash && family != "" && wordLen(family) == len(family)
}

func firstField(s string) string {
	s = strings.TrimLeft(s, " \t:")
	end := strings.IndexAny(s, " \t,")
	if end < 0 {
		return s
	}
	return s[:end]
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' }
