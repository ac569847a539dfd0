package source

import (
	"go/token"

	"github.com/flylint/flylint/parsers"
)

// Value is a setting that remembers where it was written. The zero Value is a
// setting that is absent.
type Value[T any] struct {
	V     T
	Set   bool          // the key is present and its value was readable as T
	Range parsers.Range // the value as written
	Key   parsers.Range // the key as written
	Path  string        // in the model: http_service.internal_port, services[0].ports[1].port
}

// Or is the value, or def where the key is absent.
func (v Value[T]) Or(def T) T {
	if v.Set {
		return v.V
	}
	return def
}

// Present reports whether the key was written at all, readable or not.
func (v Value[T]) Present() bool { return v.Key.IsValid() }

// Pos and End let a finding point at a Value: at the value where there is one,
// else at the key.
func (v Value[T]) Pos() token.Pos {
	if v.Range.IsValid() {
		return v.Range.From
	}
	return v.Key.From
}

// End is the end of the range that starts at Pos.
func (v Value[T]) End() token.Pos {
	if v.Range.IsValid() {
		return v.Range.To
	}
	return v.Key.To
}
