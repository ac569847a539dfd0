package dockerfile

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// blankWords splits at blanks alone; a quote is a character like any other.
func (l *lineParser) blankWords(e extent) []*Word {
	var all []*Word
	for i := e.from; i < e.to; {
		if isBlank(l.s[i]) {
			i++
			continue
		}
		from := i
		for i < e.to && !isBlank(l.s[i]) {
			i++
		}
		w := l.word(extent{from, i}, l.tree.Escape)
		all = append(all, &w)
	}
	return all
}

// quotedWords splits at blanks outside quotes, as ENV, LABEL and ARG do. An open
// quote reaches to the end; an escape character at the very end is dropped.
func (l *lineParser) quotedWords(e extent) []extent {
	var all []extent
	for i := e.from; i < e.to; {
		r, n := utf8.DecodeRuneInString(l.s[i:e.to])
		if unicode.IsSpace(r) {
			i += n
			continue
		}
		w := extent{i, l.endOfQuotedWord(extent{i, e.to})}
		i = w.to
		if w.to == e.to && l.droppedEscape(w) {
			w.to--
		}
		if w.from < w.to {
			all = append(all, w)
		}
	}
	return all
}

// endOfQuotedWord returns where the word that begins e ends.
func (l *lineParser) endOfQuotedWord(e extent) int {
	var quote byte
	for i := e.from; i < e.to; {
		c := l.s[i]
		r, n := utf8.DecodeRuneInString(l.s[i:e.to])
		switch {
		case c == l.tree.Escape && quote != '\'':
			i += n
			_, n = utf8.DecodeRuneInString(l.s[min(i, e.to):e.to])
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case unicode.IsSpace(r):
			return i
		}
		i += n
	}
	return e.to
}

// droppedEscape reports whether the word ends in an escape character that
// escapes nothing.
func (l *lineParser) droppedEscape(w extent) bool {
	s := l.s[w.from:w.to]
	trailing := len(s) - len(strings.TrimRight(s, string(l.tree.Escape)))
	return trailing%2 == 1
}

// shellWords splits as a shell would, with \ as escape character whatever the
// file says; if a quote is open, at blanks.
func (l *lineParser) shellWords(e extent) []*Word {
	found, ok := fields(l.s[e.from:e.to])
	if !ok {
		return l.blankWords(e)
	}
	all, words := make([]*Word, len(found)), make([]Word, len(found))
	for i, f := range found {
		words[i] = l.word(extent{e.from + f.from, e.from + f.to}, '\\')
		all[i] = &words[i]
	}
	return all
}

// flags reads the --flags at the start of e and returns what is left of it.
func (l *lineParser) flags(e extent) ([]*Flag, extent) {
	var all []*Flag
	for i := e.from; ; {
		for i < e.to && isBlank(l.s[i]) {
			i++
		}
		if !strings.HasPrefix(l.s[i:e.to], "--") {
			return all, extent{i, e.to}
		}
		end, value := l.flagText(extent{i, e.to})
		all = append(all, l.flag(extent{i, end}, value))
		i = end
		if value == "--" {
			return all, extent{i, e.to}
		}
	}
}

// flagText returns the end of the flag that begins e, and the flag with quotes
// and escapes processed.
func (l *lineParser) flagText(e extent) (end int, value string) {
	var b strings.Builder
	var quote byte
	i := e.from
	for ; i < e.to; i++ {
		c := l.s[i]
		switch {
		case c == l.tree.Escape:
			i++
			if i >= e.to {
				return e.to, b.String()
			}
			b.WriteByte(l.s[i])
		case quote != 0 && c == quote:
			quote = 0
		case quote == 0 && (c == '\'' || c == '"'):
			quote = c
		case quote == 0 && isBlank(c):
			return i, b.String()
		default:
			b.WriteByte(c)
		}
	}
	return i, b.String()
}

// flag makes the flag that stands in e and reads value.
func (l *lineParser) flag(e extent, value string) *Flag {
	f := &Flag{Range: l.srcRange(e), Original: value}
	name, after, hasValue := strings.Cut(value, "=")
	f.Name = strings.TrimPrefix(name, "--")
	if !hasValue {
		return f
	}
	from := e.from + strings.IndexByte(l.s[e.from:e.to], '=') + 1
	w := l.plainWord(extent{from, e.to})
	w.Value = after
	f.Value = &w
	return f
}

// fields splits s into words as a shell would, with \ as escape character.
// Blanks after << belong to the word. ok is false if s is not well formed.
func fields(s string) (found []extent, ok bool) {
	x := &expander{src: s, escape: '\\'}
	from := -1
	for x.i < len(s) {
		start := x.i
		r, n := utf8.DecodeRuneInString(s[start:])
		switch {
		case unicode.IsSpace(r):
			x.i += n
			if from >= 0 {
				found = append(found, extent{from, start})
				from = -1
			}
			continue
		case strings.HasPrefix(s[start:], "<<"):
			x.i += 2
			for x.i < len(s) && strings.IndexByte(" \t\r", s[x.i]) >= 0 {
				x.i++
			}
		default:
			if _, problem := x.piece(s[start], false); problem != "" {
				return nil, false
			}
		}
		if from < 0 {
			from = start
		}
	}
	if from >= 0 {
		found = append(found, extent{from, len(s)})
	}
	return found, true
}
