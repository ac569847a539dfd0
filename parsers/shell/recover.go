package shell

import (
	"errors"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// maxFaults is how many faults are stepped over one by one. Each costs a look
// at the rest of the text; after that only single lines are read.
const maxFaults = 32

// recover reads what can be read of a script that does not parse as a whole. It
// takes statements until one fails, steps over the first line of that one, and
// goes on with the next.
func (r *reader) recover() {
	rec := recovery{reader: r}
	for faults := 0; rec.at < len(r.src); {
		end := len(r.src)
		if faults >= maxFaults {
			end = rec.lineEnd()
		}
		if rec.closer != "" && rec.stray() {
			continue
		}
		if !rec.statements(end) {
			faults++
			if !rec.stray() {
				rec.at = rec.lineEnd()
			}
		}
	}
}

// recovery is the state of reading a broken script.
type recovery struct {
	*reader
	at      int    // what is before was read or given up
	lastEnd int    // the end of the last statement that was read
	closer  string // the word that ends the broken compound command we are in; or empty
}

// statements reads from rec.at to end, or up to a statement that fails; then it
// moves rec.at to that statement and returns false.
func (rec *recovery) statements(end int) bool {
	var taken []*syntax.Stmt
	rec.walker.shift = rec.at
	err := parseSome(rec.masked[rec.at:end], rec.script.Dialect, func(s *syntax.Stmt) { taken = append(taken, s) })
	for _, s := range taken {
		rec.take(s)
	}
	if err == nil {
		rec.at = end
		return true
	}
	rec.report(err)
	return false
}

// parseSome gives every statement up to the first that fails to take.
func parseSome(src string, d Dialect, take func(*syntax.Stmt)) (err error) {
	defer catch(&err)
	for s, err := range newParser(d).StmtsSeq(strings.NewReader(src)) {
		if err != nil {
			return err
		}
		take(s)
	}
	return nil
}

// take walks a statement that was read.
func (rec *recovery) take(s *syntax.Stmt) {
	_, rec.lastEnd = rec.span(s)
	var ctx Context
	if rec.closer != "" {
		ctx.Guards = []*Guard{{Range: rec.rng(rec.span(s)), Kind: Unknown}}
	}
	rec.walker.list([]*syntax.Stmt{s}, ctx)
	rec.comments(s)
}

// report reports a failure, unless it follows from an earlier one: what is left
// of a broken compound command does not parse either.
func (rec *recovery) report(err error) {
	shift := rec.walker.shift
	rec.at = rec.skipBlanks(max(rec.lastEnd, shift))
	if rec.closer != "" {
		return
	}
	rec.closer = rec.openedHere()
	at, message := rec.at, err.Error()
	var parse syntax.ParseError
	var lang syntax.LangError
	switch {
	case errors.As(err, &parse):
		at, message = int(parse.Pos.Offset())+shift, parse.Text
	case errors.As(err, &lang):
		at, message = int(lang.Pos.Offset())+shift, lang.Feature+" are not part of this shell"
	}
	at = min(at, len(rec.src))
	rec.fail(at, min(at+1, len(rec.src)), message, "")
}

// skipBlanks returns where the next statement begins after offset i.
func (rec *recovery) skipBlanks(i int) int {
	for i < len(rec.masked) {
		switch c := rec.masked[i]; {
		case c == '#':
			end := strings.IndexByte(rec.masked[i:], '\n')
			if end < 0 {
				return len(rec.masked)
			}
			rec.script.Comments = append(rec.script.Comments, Comment{
				Range: rec.rng(i, i+end),
				Text:  strings.TrimSpace(rec.src[i+1 : i+end]),
			})
			i += end
		case strings.IndexByte(" \t\r\n;", c) >= 0:
			i++
		default:
			return i
		}
	}
	return i
}

// lineEnd returns where the line after the current one begins.
func (rec *recovery) lineEnd() int {
	if i := strings.IndexByte(rec.masked[rec.at:], '\n'); i >= 0 {
		return rec.at + i + 1
	}
	return len(rec.masked)
}

// firstWord returns the word that stands at rec.at.
func (rec *recovery) firstWord() string {
	s := rec.masked[rec.at:]
	if i := strings.IndexAny(s, " \t\r\n;"); i >= 0 {
		s = s[:i]
	}
	return s
}

// stray steps over a word that only means something in a compound command,
// which is broken; the words of its conditions go with it.
func (rec *recovery) stray() bool {
	rec.at = rec.skipBlanks(rec.at)
	word := rec.firstWord()
	switch word {
	case "then", "else", "do":
		rec.at += len(word)
	case "elif":
		rec.at = rec.lineEnd()
	case "fi", "done", "esac", "}", ")":
		rec.at += len(word)
		if word == rec.closer {
			rec.closer = ""
		}
	default:
		return false
	}
	return true
}

// openedHere returns the word that ends the compound command which the current
// line leaves open; empty if it opens none.
func (rec *recovery) openedHere() string {
	line := strings.TrimRight(rec.masked[rec.at:rec.lineEnd()], " \t\r\n")
	last := line[strings.LastIndexAny(line, " \t;|&")+1:]
	switch {
	case last == "then":
		return "fi"
	case last == "do":
		return "done"
	case strings.HasSuffix(last, "{"):
		return "}"
	case strings.HasSuffix(last, "("):
		return ")"
	}
	switch rec.firstWord() {
	case "if":
		return "fi"
	case "for", "while", "until", "select":
		return "done"
	case "case":
		return "esac"
	}
	return ""
}
