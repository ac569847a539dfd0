package lsp

import (
	"bytes"
	"slices"
	"strings"
	unicode8 "unicode/utf8"
)

// encoding is the unit in which a client counts characters.
type encoding string

// The encodings of the protocol.
const (
	utf8  encoding = "utf-8"
	utf16 encoding = "utf-16"
	utf32 encoding = "utf-32"
)

// width is how many units the character r takes; size is its bytes.
func (e encoding) width(r rune, size int) int {
	switch {
	case e == utf8:
		return size
	case e == utf16 && r > 0xffff:
		return 2
	}
	return 1
}

// index finds the lines of a text. A line ends with \n, \r\n or \r, as the
// protocol has it.
type index struct {
	text   []byte
	starts []int // the offset of every line
}

func newIndex(text []byte) *index {
	starts := make([]int, 1, bytes.Count(text, []byte("\n"))+1)
	lonely := bytes.IndexByte(text, '\r') >= 0
	for at := 0; ; {
		i := bytes.IndexByte(text[at:], '\n')
		if lonely { // rare: also ends at a \r that no \n follows
			if r := bytes.IndexByte(text[at:], '\r'); r >= 0 && (i < 0 || r < i-1) {
				i = r
			}
		}
		if i < 0 {
			return &index{text, starts}
		}
		at += i + 1
		starts = append(starts, at)
	}
}

// line is the text of line n without its end.
func (x *index) line(n int) []byte {
	end := len(x.text)
	if n+1 < len(x.starts) {
		end = x.starts[n+1]
	}
	return bytes.TrimRight(x.text[x.starts[n]:end], "\r\n")
}

// offset is the byte a position means. As the protocol wants it, a character
// behind the line's end means its end; so does, in good will, a line behind the
// last one mean the end of the text. The middle of a character is its start.
func (x *index) offset(p position, e encoding) int {
	switch {
	case p.Line < 0:
		return 0
	case p.Line >= len(x.starts):
		return len(x.text)
	}
	line, at := x.line(p.Line), 0
	for units := 0; at < len(line); {
		r, size := unicode8.DecodeRune(line[at:])
		if units += e.width(r, size); units > p.Character {
			break
		}
		at += size
	}
	return x.starts[p.Line] + at
}

// position is the position of a byte. The middle of a line's end is its start.
func (x *index) position(offset int, e encoding) position {
	offset = max(0, min(offset, len(x.text)))
	line, exact := slices.BinarySearch(x.starts, offset)
	if !exact {
		line--
	}
	units := 0
	rest := x.line(line)
	for rest = rest[:min(len(rest), offset-x.starts[line])]; len(rest) > 0; {
		r, size := unicode8.DecodeRune(rest)
		units += e.width(r, size)
		rest = rest[size:]
	}
	return position{line, units}
}

// span is the range between two bytes.
func (x *index) span(from, to int, e encoding) span {
	return span{x.position(from, e), x.position(to, e)}
}

// splice replaces the bytes [From, To) by Text.
type splice struct {
	From, To int
	Text     string
}

// apply returns text with the splice made.
func (s splice) apply(text []byte) []byte {
	out := make([]byte, 0, len(text)+len(s.Text)-(s.To-s.From))
	out = append(out, text[:s.From]...)
	out = append(out, s.Text...)
	return append(out, text[s.To:]...)
}

// difference is the smallest splice that makes after of before: what an editor
// that sends whole texts has done, as far as can be told.
func difference(before []byte, after string) splice {
	shared := min(len(before), len(after))
	from := 0
	for from < shared && before[from] == after[from] {
		from++
	}
	tail := 0
	for tail < shared-from && before[len(before)-1-tail] == after[len(after)-1-tail] {
		tail++
	}
	return splice{from, len(before) - tail, strings.Clone(after[from : len(after)-tail])}
}

// carry says where the range [from, to) is after the splice. It is lost when
// the splice reaches into it; text that is typed at its edges stays outside.
func (s splice) carry(from, to int) (newFrom, newTo int, ok bool) {
	shift := len(s.Text) - (s.To - s.From)
	switch {
	case s.To <= from:
		return from + shift, to + shift, true
	case s.From >= to:
		return from, to, true
	}
	return 0, 0, false
}
