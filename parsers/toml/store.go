package toml

// store hands out the nodes of one tree in blocks: a file of forty pairs costs
// a few allocations instead of hundreds.
type store struct {
	pairs    block[KeyValue]
	headers  block[Header]
	comments block[Comment]
	strings  block[String]
	integers block[Integer]
	bools    block[Bool]
	arrays   block[Array]
	entries  block[Entry]
	tables   block[Table]
	parts    []KeyPart
	elems    []Value
	pointers []*Entry
}

// blockSize bounds how many nodes are allocated at once.
const blockSize = 512

// block allocates values of one type, more at a time as more are needed.
type block[T any] struct {
	free []T
	size int // of the next allocation
}

func (b *block[T]) next() *T {
	if len(b.free) == 0 {
		b.free = make([]T, max(b.size, 4))
		b.size = min(2*len(b.free), blockSize)
	}
	v := &b.free[0]
	b.free = b.free[1:]
	return v
}

// newStore makes a store for a text of so many lines, most of which are pairs.
func newStore(lines int) store {
	lines = min(lines, blockSize)
	return store{
		pairs:   block[KeyValue]{size: lines * 3 / 4},
		entries: block[Entry]{size: lines},
		strings: block[String]{size: lines},
		parts:   make([]KeyPart, 0, lines+lines/4),
	}
}

// keep moves the elements of one array to where they stay.
func (s *store) keep(elems []Value) []Value {
	first := len(s.elems)
	s.elems = append(s.elems, elems...)
	return s.elems[first:len(s.elems):len(s.elems)]
}

// room returns an empty list with room for n entries.
func (s *store) room(n int) []*Entry {
	if cap(s.pointers)-len(s.pointers) < n {
		s.pointers = make([]*Entry, 0, max(n, min(2*cap(s.pointers), blockSize), 32))
	}
	first := len(s.pointers)
	s.pointers = s.pointers[:first+n]
	return s.pointers[first : first : first+n]
}
