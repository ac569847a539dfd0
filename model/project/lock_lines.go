package project

import (
	"bytes"

	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
)

// lockEntry is one entry of mix.lock. It is parsed when it is asked for: half
// of what a project says is in mix.lock, and rules ask for a few packages.
type lockEntry struct {
	name  string
	from  int            // offsets of "name": {…}
	value int            // of {…}
	to    int            // of the end of both
	pkg   *LockedPackage // nil until it is read
}

// read parses the entry, unless that is done.
func (e *lockEntry) read(src *source.Sources, f *source.File) {
	if e.pkg != nil || e.to == 0 {
		return
	}
	tree := src.ElixirPart(f, e.value, e.to)
	if len(tree.Exprs) == 1 {
		at := parsers.Range{From: f.Tok.Pos(e.from), To: f.Tok.Pos(e.to)}
		e.pkg = lockedPackage(e.name, at, tree.Exprs[0])
	}
	e.to = 0
}

// readLines lists the entries of a mix.lock that is as Mix writes it, one a
// line, by the beginnings and ends of the lines. It is false for any other,
// such as one with the marks of a merge, escapes or a comment: that wants the
// parser, which knows what to say of it.
func (l *Lock) readLines() bool {
	src := l.File.Src
	if bytes.IndexByte(src, '\\') >= 0 || bytes.IndexByte(src, '#') >= 0 {
		return false
	}
	at, ok := len("%{\n"), bytes.HasPrefix(src, []byte("%{\n"))
	l.entries = make([]lockEntry, 0, bytes.Count(src, []byte("\n")))
	for ok && !bytes.HasPrefix(src[at:], []byte("}")) {
		length := bytes.IndexByte(src[at:], '\n')
		if length < 0 {
			return false
		}
		var e lockEntry
		if e, ok = lockLine(src[at:at+length], at); ok {
			l.entries = append(l.entries, e)
		}
		at += length + 1
	}
	return ok && len(bytes.TrimSpace(src[at:])) == len("}")
}

// lockLine reads a line that stands at an offset:   "name": {…},
func lockLine(line []byte, at int) (lockEntry, bool) {
	const indent = len("  ")
	rest, opened := bytes.CutPrefix(line, []byte(`  "`))
	name, value, found := bytes.Cut(rest, []byte(`": `))
	value, ended := bytes.CutSuffix(value, []byte(","))
	if !opened || !found || !ended || bytes.IndexByte(name, '"') >= 0 || !isPlainTuple(value) {
		return lockEntry{}, false
	}
	to := at + len(line) - len(",")
	return lockEntry{name: parsers.Text(name), from: at + indent, value: to - len(value), to: to}, true
}

// What may come next in a tuple or list.
const (
	wantElement      = iota // an element
	wantElementOrEnd        // the first element, or the end of an empty one
	wantCommaOrEnd
)

// isPlainTuple reports whether text without escapes is one tuple, of nothing but
// tuples, lists, pairs, atoms and strings.
func isPlainTuple(text []byte) bool {
	if len(text) == 0 || text[0] != '{' {
		return false
	}
	var open [16]byte // the closing brackets to come, the next one last
	depth, want := 0, wantElement
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c == ' ' {
			continue
		}
		if ends := c == ',' || c == '}' || c == ']'; ends && want == wantElement || !ends && want == wantCommaOrEnd {
			return false
		}
		switch c {
		case '{', '[':
			if depth == len(open) {
				return false
			}
			open[depth] = c + 2 // as ASCII has it
			depth++
			want = wantElementOrEnd
		case '}', ']':
			if depth--; open[depth] != c || depth == 0 {
				return open[depth] == c && i == len(text)-1
			}
			want = wantCommaOrEnd
		case ',':
			if want != wantCommaOrEnd {
				return false
			}
			want = wantElement
		case '"':
			length := bytes.IndexByte(text[i+1:], '"')
			if length < 0 {
				return false
			}
			i += length + 1
			want = wantCommaOrEnd
		default:
			word := plainWord(text[i:])
			if word == 0 {
				return false
			}
			i += word - 1
			if want = wantCommaOrEnd; text[i] == ':' {
				want = wantElement // behind a key
			}
		}
	}
	return false
}

// plainWord is the length of the atom :name, the word name or the key name: at
// the beginning of text; 0 when there is none.
func plainWord(text []byte) int {
	end := 0
	if text[0] == ':' {
		end = 1
	}
	begin := end
	for end < len(text) && source.IsNameByte(text[end]) {
		end++
	}
	switch {
	case end == begin:
		return 0
	case begin == 0 && end < len(text) && text[end] == ':':
		return end + 1
	}
	return end
}
