package shell

import (
	"errors"
	"go/token"
	"strings"
	"unicode/utf8"

	"github.com/flylint/flylint/parsers"
)

// The ways a command line can end too early, in the words of flyctl's splitter.
var (
	errOpenQuote  = errors.New("EOF found when expecting closing quote")
	errOpenEscape = errors.New("EOF found after escape character")
)

// Split splits a command line into words as flyctl splits release_command and
// the commands of [processes], with github.com/google/shlex: by quotes,
// backslashes and blanks, with # comments, and no shell. The byte at offset i of
// src stands at base+i. After an error (an open quote, a backslash at the end)
// the words before it are returned.
func Split(src string, base token.Pos) ([]*Word, error) {
	s := splitter{src: src, base: base}
	var words []*Word
	for {
		word, err := s.word()
		if word == nil || err != nil {
			return words, err
		}
		words = append(words, word)
	}
}

type splitter struct {
	src  string
	i    int
	base token.Pos
}

// word returns the next word, or nil at the end.
func (s *splitter) word() (*Word, error) {
	s.skip()
	if s.i >= len(s.src) {
		return nil, nil
	}
	from := s.i
	value, err := s.value()
	at := parsers.Range{From: s.base + token.Pos(from), To: s.base + token.Pos(s.i)}
	w := &Word{Range: at, Raw: s.src[from:s.i]}
	if value != "" {
		w.Parts = []Part{{Range: at, Text: value}}
	}
	return w, err
}

// skip passes over blanks and comments. A # begins one only where a word could
// begin.
func (s *splitter) skip() {
	for s.i < len(s.src) {
		switch c := s.src[s.i]; {
		case isSplit(c):
			s.i++
		case c == '#':
			end := strings.IndexByte(s.src[s.i:], '\n')
			if end < 0 {
				s.i = len(s.src)
				return
			}
			s.i += end
		default:
			return
		}
	}
}

// value takes one word and returns what it stands for.
func (s *splitter) value() (string, error) {
	var b strings.Builder
	var quote byte
	for ; s.i < len(s.src); s.i++ {
		switch c := s.src[s.i]; {
		case c == '\\' && quote != '\'':
			s.i++
			if s.i >= len(s.src) {
				return "", errOpenEscape
			}
			_, n := utf8.DecodeRuneInString(s.src[s.i:])
			b.WriteString(s.src[s.i : s.i+n])
			s.i += n - 1
		case quote != 0 && c == quote:
			quote = 0
		case quote == 0 && (c == '\'' || c == '"'):
			quote = c
		case quote == 0 && isSplit(c):
			return b.String(), nil
		default:
			b.WriteByte(c)
		}
	}
	if quote != 0 {
		return "", errOpenQuote
	}
	return b.String(), nil
}

func isSplit(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }
