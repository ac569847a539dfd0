package elixir

import "unsafe"

// slab hands out values from arrays that grow with the file, so that a tree of
// thousands of nodes costs a few dozen allocations.
type slab[T any] struct {
	free []T
	size uintptr // bytes of the last array
}

// Arrays begin small, because a file has few nodes of some kinds, and stay
// below the size from which the runtime treats allocations as large.
const (
	slabFirst = 512
	slabLast  = 4 << 10
)

// alloc returns a new zero value.
func (s *slab[T]) alloc() *T {
	if len(s.free) == 0 {
		s.grow(1)
	}
	v := &s.free[0]
	s.free = s.free[1:]
	return v
}

// take returns a new slice with the elements of from.
func (s *slab[T]) take(from []T) []T {
	n := len(from)
	if n == 0 {
		return nil
	}
	if len(s.free) < n {
		s.grow(n)
	}
	out := s.free[:n:n]
	s.free = s.free[n:]
	copy(out, from)
	return out
}

func (s *slab[T]) grow(least int) {
	var v T
	s.size = min(max(2*s.size, slabFirst), slabLast)
	s.free = make([]T, max(int(s.size/unsafe.Sizeof(v)), least))
}
