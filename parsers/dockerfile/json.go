package dockerfile

import (
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// jsonOutcome says what an argument that begins with [ turned out to be.
type jsonOutcome uint8

const (
	jsonInvalid jsonOutcome = iota // no JSON: the shell form
	jsonStrings                    // an array of strings
	jsonMixed                      // an array with something else in it: an error
)

// jsonArray reads the array of strings that e holds.
func (l *lineParser) jsonArray(e extent) ([]*Word, jsonOutcome) {
	var all []*Word
	i := l.jsonBlanks(e.from+1, e.to)
	if i < e.to && l.s[i] == ']' {
		return nil, l.jsonEnd(e, i)
	}
	for {
		end := l.jsonString(i, e.to)
		value, ok := decodeString(l.s[i:end])
		if !ok {
			return nil, l.jsonOther(e)
		}
		all = append(all, &Word{Range: l.srcRange(extent{i, end}), Raw: l.s[i:end], Value: value})
		i = l.jsonBlanks(end, e.to)
		switch {
		case i < e.to && l.s[i] == ',':
			i = l.jsonBlanks(i+1, e.to)
		case i < e.to && l.s[i] == ']':
			return all, l.jsonEnd(e, i)
		default:
			return nil, l.jsonOther(e)
		}
	}
}

// jsonEnd decides whether an array that closes at i is all there is.
func (l *lineParser) jsonEnd(e extent, i int) jsonOutcome {
	if l.jsonBlanks(i+1, e.to) != e.to {
		return jsonInvalid
	}
	return jsonStrings
}

// jsonOther tells an array of other things from no JSON at all.
func (l *lineParser) jsonOther(e extent) jsonOutcome {
	if json.Valid([]byte(l.s[e.from:e.to])) {
		return jsonMixed
	}
	return jsonInvalid
}

func (l *lineParser) jsonBlanks(i, end int) int {
	for i < end && strings.IndexByte(" \t\r\n", l.s[i]) >= 0 {
		i++
	}
	return i
}

// jsonString returns where the string that begins at i ends; i if none begins.
func (l *lineParser) jsonString(i, end int) int {
	if i >= end || l.s[i] != '"' {
		return i
	}
	for k := i + 1; k < end; k++ {
		switch l.s[k] {
		case '\\':
			k++
		case '"':
			return k + 1
		}
	}
	return i
}

// decodeString decodes a JSON string with its quotes.
func decodeString(s string) (string, bool) {
	if len(s) < 2 {
		return "", false
	}
	if plain := s[1 : len(s)-1]; isPlain(plain) {
		return plain, true
	}
	var v string
	err := json.Unmarshal([]byte(s), &v)
	return v, err == nil
}

// isPlain reports whether a JSON string stands for itself.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] == '\\' || s[i] < ' ' {
			return false
		}
	}
	return utf8.ValidString(s)
}
