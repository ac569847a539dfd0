package dockerfile

import "strings"

// pattern is a shell pattern of * and ?, as BuildKit has it: without brackets.
type pattern []patternItem

type patternItem struct {
	kind byte // '*', '?' or 0 for the literal text
	text string
}

// Matching is not linear, so there is a bound on what is tried: a pattern that
// is longer matches nothing, and a longer value stays as it is.
const (
	maxPattern      = 64
	maxPatternValue = 512
)

// compilePattern reads a pattern in which \ escapes *, ?, \, } and /.
func compilePattern(s string) (pattern, string) {
	var p pattern
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '*', '?':
			p = append(p, patternItem{kind: c})
			continue
		case '\\':
			i++
			if i >= len(s) || strings.IndexByte(`*?\}/`, s[i]) < 0 {
				return nil, "invalid pattern (" + s + ") in substitution"
			}
		}
		p = append(p, patternItem{text: s[i : i+1]})
	}
	return p, ""
}

// match returns the end of the shortest or longest match at the start of s, or -1.
func (p pattern) match(s string, greedy bool) int {
	if len(p) > maxPattern || len(s) > maxPatternValue {
		return -1
	}
	ends := make([]bool, len(s)+1)
	ends[0] = true
	for _, item := range p {
		ends = item.step(s, ends)
	}
	best := -1
	for i, ok := range ends {
		if ok && (best < 0 || greedy) {
			best = i
		}
	}
	return best
}

// step returns where a match can stand after the item, given where it could
// stand before.
func (it patternItem) step(s string, before []bool) []bool {
	after := make([]bool, len(before))
	reached := false
	for i := range before {
		reached = reached || before[i]
		switch {
		case it.kind == '*':
			after[i] = reached
		case i < len(s) && before[i] && (it.kind == '?' || s[i] == it.text[0]):
			after[i+1] = true
		}
	}
	return after
}

func (p pattern) trimPrefix(s string, greedy bool) string {
	if end := p.match(s, greedy); end > 0 {
		return s[end:]
	}
	return s
}

func (p pattern) trimSuffix(s string, greedy bool) string {
	back := make(pattern, len(p))
	for i, item := range p {
		back[len(p)-1-i] = item
	}
	if end := back.match(reverse(s), greedy); end > 0 {
		return s[:len(s)-end]
	}
	return s
}

// replace replaces the first match, or all. The longest one at each place counts.
func (p pattern) replace(s, with string, all bool) string {
	if s == "" && p.match(s, true) == 0 {
		return with
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		end := p.match(s[i:], true)
		if end <= 0 {
			b.WriteByte(s[i])
			i++
			continue
		}
		b.WriteString(with)
		i += end
		if !all {
			b.WriteString(s[i:])
			break
		}
	}
	return b.String()
}

func reverse(s string) string {
	b := []byte(s)
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
	return string(b)
}
