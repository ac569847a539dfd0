package lsp

import "strings"

// typing is what somebody is typing at the cursor: a key or a value, and of
// which key.
type typing struct {
	value  bool     // a value; else a key
	inline bool     // within an inline table
	above  []string // the names down to the key whose value it is, or to the table the key is for; below the header
	start  int      // where the word begins, in the text given
	lost   bool     // behind a finished value, or in a comment: nothing can be said
}

// frame is one open bracket, or the line itself.
type frame struct {
	array bool
	key   []string // the key whose value is being read; nil while a key is
	start int      // where the present word begins
	done  bool     // a value is complete and no comma has come
}

// scanTyping reads one item, from its start to the cursor, which may be half
// typed. It is a scanner of its own because the tree says little about that
// half: where a quote is open, or a brace, everything after it is one error.
func scanTyping(text string) typing {
	frames := []frame{{}}
	for i := 0; i < len(text); i++ {
		top := &frames[len(frames)-1]
		switch c := text[i]; c {
		case '#':
			return typing{lost: true}
		case '"', '\'':
			end := closing(text, i)
			if end < 0 {
				return typingOf(frames, i)
			}
			i, top.done = end, top.key != nil || top.array
		case '=':
			if top.key == nil && !top.array {
				top.key, top.start = dotted(text[top.start:i]), i+1
			}
		case '[', '{':
			if top.key != nil || top.array {
				top.done = true
				frames = append(frames, frame{array: c == '[', start: i + 1})
			}
		case ']', '}':
			if len(frames) > 1 {
				frames = frames[:len(frames)-1]
			}
		case ',':
			top.start, top.done = i+1, false
			if !top.array {
				top.key = nil
			}
		}
	}
	return typingOf(frames, afterBlank(text, frames[len(frames)-1].start))
}

// typingOf is what the open brackets say about the word that begins at start.
func typingOf(frames []frame, start int) typing {
	last := frames[len(frames)-1]
	t := typing{value: last.key != nil || last.array, inline: len(frames) > 1 && !last.array, start: start, lost: last.done}
	for _, f := range frames {
		t.above = append(t.above, f.key...)
	}
	return t
}

// closing is the offset of the last byte of the string that begins at i; -1
// when it is not closed.
func closing(text string, i int) int {
	quote := text[i : i+1]
	if triple := strings.Repeat(quote, 3); strings.HasPrefix(text[i:], triple) {
		end := strings.Index(text[i+3:], triple)
		if end < 0 {
			return -1
		}
		return i + 3 + end + 2
	}
	for j := i + 1; j < len(text); j++ {
		switch {
		case text[j] == '\\' && quote == `"`:
			j++
		case text[j] == text[i]:
			return j
		case text[j] == '\n':
			return -1
		}
	}
	return -1
}

func afterBlank(text string, i int) int {
	for i < len(text) && strings.IndexByte(" \t\r\n", text[i]) >= 0 {
		i++
	}
	return i
}

// wordEnd is where the word that the cursor is in ends.
func wordEnd(text string, start, cursor int) int {
	if start < len(text) && start < cursor && strings.IndexByte(`"'`, text[start]) >= 0 {
		line := text[start:]
		if i := strings.IndexAny(line, "\r\n"); i >= 0 {
			line = line[:i]
		}
		if end := closing(line, 0); end >= 0 {
			return start + end + 1
		}
	}
	end := cursor
	for end < len(text) && isWord(text[end]) {
		end++
	}
	return end
}

func isWord(c byte) bool {
	return c == '_' || c == '-' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
