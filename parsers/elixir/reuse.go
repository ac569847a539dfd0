package elixir

import (
	"cmp"
	"go/token"
	"math"
	"slices"
	"strings"
)

// piece is a statement that was read, kept for the next version of its file. What
// a statement is read as follows from its tokens and what is behind it; its tokens
// follow from its text, provided that one begins where it begins and one ends where
// it ends.
type piece struct {
	node       Node   // nil for what cannot be used again
	start, end uint32 // where its first token begins and its last one ends
	first      kind   // of its tokens, which a dot before it may make a name
	behind     behind

	// What the parser knows behind the statement; offsets count from start.
	lead     uint32 // of the node, which does not have a parenthesis around it
	last     uint32 // of the statement in it that begins last
	inner    int    // how many of the pieces behind this one lie in it
	clean    int    // how many statements there are, itself among them
	height   int
	class    class
	tolerant bool // it was read by a tolerant parser, which may see more faults
}

// behind is what matters of what comes after a statement: two tokens and, to a
// tolerant parser, how far the line of the second is indented.
type behind struct {
	kinds  [2]kind
	column int
}

// history is what an earlier version of a file offers, and what is noted of this
// one for a later version.
type history struct {
	old   []piece
	head  int // up to here both versions are the same
	tail  int // and from this line of the old one on
	moved int // which stands so many bytes further on now

	noted   []piece
	unclean int // statements with an error in this version
}

// maxAge is after how many versions a file is read as a whole: its pieces hold on
// to the texts they were read from.
const maxAge = 16

// maxReused is up to which height a tree is used again, far from maxDepth: so it
// does not matter how deep it stands.
const maxReused = 1000

// since compares two versions of a file; nil when there is none before, or when
// it defines modules: whether these are as they were, others tell by the identity
// of their nodes.
func since(before *File, src string) *history {
	if before == nil {
		return nil
	}
	h := &history{moved: len(src) - len(before.src), head: sharedHead(src, before.src)}
	same := sharedTail(src[h.head:], before.src[h.head:])
	edited := src
	if before.plain {
		edited = src[max(0, h.head-len(protocolWord)):min(len(src), len(src)-same+len(protocolWord))]
	}
	if strings.Contains(edited, moduleWord) || strings.Contains(edited, protocolWord) {
		return nil
	}
	h.tail = len(before.src)
	if n := strings.IndexByte(before.src[h.tail-same:], '\n'); n >= 0 {
		h.tail += n + 1 - same // how far a line is indented matters, too
	}
	if before.age < maxAge {
		h.old = before.pieces
	}
	h.noted = make([]piece, 0, len(before.pieces)+8)
	return h
}

// The words that define modules; the second is the longer one.
const (
	moduleWord   = "defmodule"
	protocolWord = "defprotocol"
)

// atOnce is how many bytes are compared at once.
const atOnce = 64

func sharedHead(a, b string) int {
	n, most := 0, min(len(a), len(b))
	for n+atOnce <= most && a[n:n+atOnce] == b[n:n+atOnce] {
		n += atOnce
	}
	for n < most && a[n] == b[n] {
		n++
	}
	return n
}

func sharedTail(a, b string) int {
	n, most := 0, min(len(a), len(b))
	for n+atOnce <= most && a[len(a)-n-atOnce:len(a)-n] == b[len(b)-n-atOnce:len(b)-n] {
		n += atOnce
	}
	for n < most && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}

// again forgets what was noted, for another parser of the same version; nil for nil.
func (h *history) again() *history {
	if h != nil {
		h.noted, h.unclean = h.noted[:0], 0
	}
	return h
}

// find is the index of the piece with the text that begins at an offset of the
// new version, or -1.
func (h *history) find(start uint32) int {
	at, most := int(start), h.head
	if at >= h.head {
		at, most = at-h.moved, math.MaxInt
		if at < h.tail {
			return -1
		}
	}
	i, found := slices.BinarySearchFunc(h.old, at, func(p piece, at int) int { return cmp.Compare(int(p.start), at) })
	if !found || h.old[i].node == nil || int(h.old[i].end) > most {
		return -1
	}
	return i
}

// reuse puts the next statement on the scratch as it was read in an earlier
// version of the file, if it was.
func (p *parser) reuse() bool {
	if p.history == nil || len(p.old) == 0 {
		return false
	}
	start := p.toks[p.i].start
	i := p.find(start)
	if i < 0 {
		return false
	}
	old := &p.old[i]
	next := p.after(start + old.end - old.start)
	if next < 0 || p.depth > maxReused || !p.follows(old, next) || !p.intact(i) {
		return false
	}
	if by := p.here() - old.base(); by != 0 {
		shift(by).tree(old.node)
	}
	p.scratch = append(p.scratch, old.node)
	for _, q := range p.old[i : i+1+old.inner] {
		q.start, q.end = q.start-old.start+start, q.end-old.start+start
		p.noted = append(p.noted, q)
	}
	p.last, p.clean = p.here()+token.Pos(old.last), p.clean+old.clean-1 // end counts the statement itself
	p.height, p.class = max(p.height, old.height), old.class
	p.i = next
	p.k = p.toks[next].kind
	return true
}

// base is where the piece begins by the position of its node.
func (q *piece) base() token.Pos { return q.node.Pos() - token.Pos(q.lead) }

// intact reports whether what lies in a piece has not been moved without it, by
// a strict parser that could only use a part.
func (h *history) intact(i int) bool {
	outer := &h.old[i]
	for _, q := range h.old[i+1 : i+1+outer.inner] {
		if q.node != nil && q.base()-outer.base() != token.Pos(q.start-outer.start) {
			return false
		}
	}
	return true
}

// after is the index of the token after the one that ends at an offset, or -1.
func (p *parser) after(end uint32) int {
	n, _ := slices.BinarySearchFunc(p.toks[p.i:], end, func(t tok, end uint32) int { return cmp.Compare(t.start, end) })
	if n == 0 || p.toks[p.i+n-1].end != end {
		return -1
	}
	return p.i + n
}

// behind is what comes from a token on.
func (p *parser) behind(i int) behind {
	next := min(i+1, len(p.toks)-1)
	b := behind{kinds: [2]kind{p.toks[i].kind, p.toks[next].kind}}
	if p.tolerant {
		b.column = p.columnOf(next)
	}
	return b
}

// follows reports whether the tokens of a piece, which end before a token, mean here
// what they meant.
func (p *parser) follows(q *piece, next int) bool {
	now := p.behind(next)
	if q.first != p.k {
		return false
	}
	if p.tolerant {
		return q.tolerant && q.behind == now && !p.repaired(p.i, next)
	}
	return q.behind.kinds == now.kinds
}

// repaired reports whether recovery has changed tokens from one to another.
func (p *parser) repaired(from, to int) bool {
	i, _ := slices.BinarySearch(p.faults, from)
	return i < len(p.faults) && p.faults[i] <= to
}

// noting is a statement that is being read and may be noted.
type noting struct {
	piece   int // its index
	token   int
	scratch int
	clean   int
	unclean int
	height  int
}

// noteBegin begins a piece.
func (p *parser) noteBegin() noting {
	if p.history == nil {
		return noting{}
	}
	n := noting{len(p.noted), p.i, len(p.scratch), p.clean, p.unclean, p.height}
	p.noted = append(p.noted, piece{start: p.toks[p.i].start, first: p.k})
	p.height = 0
	return n
}

// noteEnd ends a piece, which can be used again if nothing is wrong with it, and
// it is one expression.
func (p *parser) noteEnd(n noting, whole bool) {
	if p.history == nil {
		return
	}
	height := p.height
	p.height = max(height, n.height)
	if !whole || p.panicking || p.unclean != n.unclean || len(p.scratch) != n.scratch+1 || height > maxReused || p.tolerant && p.repaired(n.token, p.i) {
		return
	}
	node, q := p.scratch[n.scratch], &p.noted[n.piece]
	from := p.pos(q.start)
	end := p.toks[p.i-1]
	if node.Pos() < from || end.start == end.end { // several tokens may end there
		return
	}
	q.node, q.end, q.behind = node, end.end, p.behind(p.i)
	q.lead, q.last = uint32(node.Pos()-from), uint32(p.last-from)
	q.inner, q.clean = len(p.noted)-n.piece-1, p.clean-n.clean
	q.height, q.class, q.tolerant = height, p.class, p.tolerant
}
