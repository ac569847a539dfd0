package dockerfile

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// An expander processes quotes, escapes and variables as BuildKit's shell.Lex
// does. Errors are texts; an empty one is none.
type expander struct {
	src    string
	i      int
	escape byte
	scope  *scope // nil: variables stay as written
	depth  int
	out    Expanded
}

// maxDepth is how deep ${A:-${B:-…}} is followed.
const maxDepth = 64

// unquote processes quotes and escapes and leaves variables as written. A text
// with an open quote stays as it is.
func unquote(s string, escape byte) string {
	if strings.IndexByte(s, escape) < 0 && !strings.ContainsAny(s, `'"<`) {
		return s
	}
	x := &expander{src: s, escape: escape}
	value, problem := x.until(0, false)
	if problem != "" {
		return s
	}
	return value
}

// expand puts the variables of scope into s.
func expand(s string, escape byte, sc *scope) (Expanded, string) {
	x := &expander{src: s, escape: escape, scope: sc}
	value, problem := x.until(0, false)
	x.out.Text = value
	return x.out, problem
}

// until processes up to the byte stop, which it takes, or to the end if stop is
// 0. In patterns (raw) escapes stay.
func (x *expander) until(stop byte, raw bool) (string, string) {
	var b strings.Builder
	if stop == 0 {
		b.Grow(len(x.src) - x.i)
	}
	for x.i < len(x.src) {
		c := x.src[x.i]
		if stop != 0 && c == stop {
			x.i++
			return b.String(), ""
		}
		piece, problem := x.piece(c, raw)
		if problem != "" {
			return "", problem
		}
		b.WriteString(piece)
	}
	if stop != 0 {
		return "", "unexpected end of statement while looking for matching " + string(stop)
	}
	return b.String(), ""
}

// piece processes one quoted text, variable, escape or character.
func (x *expander) piece(c byte, raw bool) (string, string) {
	switch c {
	case '\'':
		return x.singleQuoted(raw)
	case '"':
		return x.doubleQuoted(raw)
	case '$':
		return x.dollar()
	case x.escape:
		from := x.i
		x.i++
		_, n := utf8.DecodeRuneInString(x.src[x.i:])
		x.i += n
		if raw {
			return x.src[from:x.i], ""
		}
		return x.src[from+1 : x.i], ""
	}
	from := x.i
	for x.i++; x.i < len(x.src) && !utf8.RuneStart(x.src[x.i]); x.i++ {
	}
	return x.src[from:x.i], ""
}

// singleQuoted takes everything up to the next quote as it is.
func (x *expander) singleQuoted(raw bool) (string, string) {
	end := strings.IndexByte(x.src[x.i+1:], '\'')
	if end < 0 {
		return "", "unexpected end of statement while looking for matching single-quote"
	}
	s := x.src[x.i+1 : x.i+1+end]
	x.i += end + 2
	if raw { // the pattern is read once more, and then an escape counts
		s = strings.ReplaceAll(s, string(x.escape), string(x.escape)+string(x.escape))
	}
	return s, ""
}

// doubleQuoted takes everything up to the next quote, with variables; only ", $
// and the escape character can be escaped.
func (x *expander) doubleQuoted(raw bool) (string, string) {
	text := x.src[x.i+1:]
	if end := strings.IndexByte(text, '"'); end >= 0 && strings.IndexByte(text[:end], '$') < 0 && strings.IndexByte(text[:end], x.escape) < 0 {
		x.i += end + 2
		return text[:end], ""
	}
	var b strings.Builder
	for x.i++; x.i < len(x.src); {
		c := x.src[x.i]
		switch {
		case c == '"':
			x.i++
			return b.String(), ""
		case c == '$':
			value, problem := x.dollar()
			if problem != "" {
				return "", problem
			}
			b.WriteString(value)
			continue
		case c == x.escape && x.i+1 < len(x.src):
			next := x.src[x.i+1]
			if next == '"' || next == '$' || next == x.escape {
				x.i++
				c = next
				if raw {
					b.WriteByte(x.escape)
				}
			} else if raw {
				b.WriteByte(x.escape)
			}
		}
		b.WriteByte(c)
		x.i++
	}
	return "", "unexpected end of statement while looking for matching double-quote"
}

// dollar processes a variable. A $ before anything else is itself.
func (x *expander) dollar() (string, string) {
	from := x.i
	x.i++
	if x.i < len(x.src) && x.src[x.i] == '{' {
		x.i++
		if x.depth++; x.depth > maxDepth {
			return "", "${} nested too deeply"
		}
		value, problem := x.braced()
		x.depth--
		if x.scope == nil {
			value = x.src[from:x.i]
		}
		return value, problem
	}
	name := x.name()
	switch {
	case name == "":
		return "$", ""
	case x.scope == nil:
		return x.src[from:x.i], ""
	}
	value, _ := x.value(name, true)
	return value, ""
}

// next takes one character.
func (x *expander) next() string {
	_, n := utf8.DecodeRuneInString(x.src[x.i:])
	x.i += n
	return x.src[x.i-n : x.i]
}

// name takes the name of a variable: letters, digits and _, or digits alone, or
// one special character.
func (x *expander) name() string {
	from := x.i
	r, n := utf8.DecodeRuneInString(x.src[x.i:])
	switch {
	case n == 1 && strings.IndexByte("@*#?-$!0", x.src[x.i]) >= 0:
		x.i++
		if x.src[from] != '0' {
			return x.src[from:x.i]
		}
		fallthrough
	case unicode.IsDigit(r):
		for ; unicode.IsDigit(r) && n > 0; x.i += n {
			r, n = utf8.DecodeRuneInString(x.src[x.i:])
			if !unicode.IsDigit(r) {
				break
			}
		}
		return x.src[from:x.i]
	}
	for n > 0 && (r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r)) {
		x.i += n
		r, n = utf8.DecodeRuneInString(x.src[x.i:])
	}
	return x.src[from:x.i]
}

// value looks a variable up. If need is set and there is none, it is missing.
func (x *expander) value(name string, need bool) (string, bool) {
	if x.scope == nil {
		return "", false
	}
	v, found := x.scope.lookup(name)
	if !found || x.scope.spend(len(v.Value.Text)) {
		if need || found || x.scope.given(name) {
			x.out.Missing = appendNew(x.out.Missing, name)
		}
		return "", found || x.scope.given(name)
	}
	x.out.Uses = append(x.out.Uses, v)
	for _, m := range v.Value.Missing {
		x.out.Missing = appendNew(x.out.Missing, m)
	}
	return v.Value.Text, true
}

// appendNew appends s unless it is there. The result never shares memory with a
// longer slice of the same array.
func appendNew(all []string, s string) []string {
	for _, a := range all {
		if a == s {
			return all
		}
	}
	return append(all[:len(all):len(all)], s)
}
