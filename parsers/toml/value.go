package toml

import (
	"go/token"

	"github.com/flylint/flylint/parsers"
)

// Value is what stands after a = or in an array: [*String], [*Integer],
// [*Float], [*Bool], [*DateTime], [*Array], [*InlineTable] or [*Bad].
type Value interface {
	Pos() token.Pos
	End() token.Pos
	// Source is the text of the value as it was written.
	Source() string
	// Describe names the type with its article, as in "an integer".
	Describe() string
}

// Written is what all values have in common: where and how they were written.
type Written struct {
	parsers.Range
	Text string // as it was written, quotes and brackets included
}

// Source is the text of the value as it was written.
func (w Written) Source() string { return w.Text }

// Quote says how a string was written.
type Quote uint8

// The four ways to write a string.
const (
	Basic            Quote = iota // "…"
	Literal                       // '…'
	MultilineBasic                // """…"""
	MultilineLiteral              // '''…'''
)

// String is a string. Its range covers the quotes.
type String struct {
	Written
	Value string // unescaped; line breaks as in the file
	Quote Quote
	Inner parsers.Range // what stands between the quotes
}

// Integer is a whole number that fits 64 bits; any other is a [*Bad].
type Integer struct {
	Written
	Value int64
}

// Float is a floating-point number, inf and nan included.
type Float struct {
	Written
	Value float64
}

// Bool is true or false.
type Bool struct {
	Written
	Value bool
}

// TimeForm says which parts a date-time has.
type TimeForm uint8

// The forms of a date-time.
const (
	OffsetDateTime TimeForm = iota // 1979-05-27T07:32:00Z
	LocalDateTime                  // 1979-05-27T07:32:00
	LocalDate                      // 1979-05-27
	LocalTime                      // 07:32:00
)

// DateTime is a date, a time or both. Its text is a checked one.
type DateTime struct {
	Written
	Form TimeForm
}

// Array is [ … ]. Its range covers the brackets, as far as they are there.
type Array struct {
	Written
	Elems []Value
}

// InlineTable is { … }. Its range covers the braces, as far as they are there.
type InlineTable struct {
	Written
	Pairs []*KeyValue
	Stray []BadText // what could not be read as a pair
	Table *Table    // the folded view; never nil
}

// Bad is a value that is missing (its range is empty then) or unreadable.
type Bad struct {
	Written
}

// Describe is part of Value.
func (*String) Describe() string { return "a string" }

// Describe is part of Value.
func (*Integer) Describe() string { return "an integer" }

// Describe is part of Value.
func (*Float) Describe() string { return "a float" }

// Describe is part of Value.
func (*Bool) Describe() string { return "a boolean" }

// Describe is part of Value.
func (*DateTime) Describe() string { return "a date or time" }

// Describe is part of Value.
func (*Array) Describe() string { return "an array" }

// Describe is part of Value.
func (*InlineTable) Describe() string { return "an inline table" }

// Describe tells a missing value from an unreadable one.
func (v *Bad) Describe() string {
	if v.From == v.To {
		return "nothing"
	}
	return "an unreadable value"
}
