package shell

import (
	"sort"
	"strings"
)

// tagText is a tag's place in the source, with what it does to the text around.
type tagText struct {
	tag      *Tag
	from, to int
}

// template is the EEx tags of a file and the blocks they make.
type template struct {
	tags  []tagText
	marks []mark // where the innermost block changes, in order
}

// mark says that from offset from on the innermost block is block.
type mark struct {
	from  int
	block *block
}

// block is the text between <% if … do %> and <% else %> or <% end %>.
type block struct {
	guard  *Guard
	parent *block
}

// mask finds the EEx tags of src and returns src with them taken out, at equal
// length: an output tag becomes letters, because what it leaves behind is part of
// a word; other tags become blanks.
func (r *reader) mask(src string) string {
	if !r.eex || !strings.Contains(src, "<%") {
		return src
	}
	masked := []byte(src)
	for i := 0; ; {
		start := strings.Index(src[i:], "<%")
		if start < 0 {
			return string(masked)
		}
		start += i
		i = r.tag(src, start)
		if i < 0 {
			r.fail(start, start+2, "missing token '%>'", "Close the tag, or write <%% for a literal <%.")
			return string(masked[:start]) + strings.Repeat(" ", len(src)-start)
		}
		last := r.tags[len(r.tags)-1]
		fill := byte(' ')
		if last.tag.Output {
			fill = 'x'
		}
		for k := start; k < i; k++ {
			masked[k] = fill
		}
	}
}

// tag reads the tag at start, records it and returns where it ends; -1 if it
// does not.
func (r *reader) tag(src string, start int) int {
	body := start + 2
	closing := "%>"
	kind := byte(0)
	if body < len(src) && strings.IndexByte("=#%!/|", src[body]) >= 0 {
		kind = src[body]
		body++
	}
	if kind == '!' && strings.HasPrefix(src[body:], "--") {
		closing = "--%>"
	}
	end := strings.Index(src[body:], closing)
	if end < 0 {
		return -1
	}
	to := body + end + len(closing)
	t := &Tag{Range: r.rng(start, to), Code: strings.TrimSpace(src[body : body+end])}
	t.Output = kind == '=' || kind == '%'
	if kind == 0 || kind == '=' {
		t.Output = !r.control(t, to) && t.Output
	}
	r.tags = append(r.tags, tagText{t, start, to})
	r.script.Tags = append(r.script.Tags, t)
	return to
}

// control follows the blocks that tags open and close, and reports whether t is
// such a tag. What stands between them is under a guard.
func (r *reader) control(t *Tag, to int) bool {
	var current *block
	if len(r.marks) > 0 {
		current = r.marks[len(r.marks)-1].block
	}
	code := t.Code
	switch {
	case code == "else" && current != nil:
		guard := *current.guard
		guard.Negated = !guard.Negated
		current = &block{&guard, current.parent}
	case code == "end":
		if current != nil {
			current = current.parent
		}
	case strings.HasSuffix(code, "->") && current != nil:
		current = &block{&Guard{Range: t.Range, Kind: EEx, Text: code}, current.parent}
	case code == "do" || strings.HasSuffix(code, " do") || strings.HasSuffix(code, "->"):
		current = &block{&Guard{Range: t.Range, Kind: EEx, Text: code}, current}
	default:
		return false
	}
	r.marks = append(r.marks, mark{to, current})
	return true
}

// guards returns the guards that the template puts around offset, from the
// outside in.
func (t *template) guards(offset int) []*Guard {
	n := sort.Search(len(t.marks), func(k int) bool { return t.marks[k].from > offset })
	if n == 0 {
		return nil
	}
	var all []*Guard
	for b := t.marks[n-1].block; b != nil && len(all) < maxGuards; b = b.parent {
		all = append([]*Guard{b.guard}, all...)
	}
	return all
}

// maxGuards bounds how many guards a step has, from commands and from blocks of
// the template each.
const maxGuards = 32

// overlapping returns the tags that touch [from, to), in order.
func (t *template) overlapping(from, to int) []tagText {
	first := sort.Search(len(t.tags), func(k int) bool { return t.tags[k].to > from })
	last := first
	for last < len(t.tags) && t.tags[last].from < to {
		last++
	}
	return t.tags[first:last]
}
