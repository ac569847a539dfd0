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
	parsers.Range
	Text  string // as written, with quotes
	Value string // unescaped; line breaks as in the file
	Quote Quote
	Inner parsers.Range // what stands between the quotes
}

// Integer is a whole number that fits 64 bits; any other is a [*Bad].
type Integer struct {
	parsers.Range
	Text  string
	Value int64
}

// Float is a floating-point number, inf and nan included.
type Float struct {
	parsers.Range
	Text  string
	Value float64
}

// Bool is true or false.
type Bool struct {
	parsers.Range
	Text  string
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
	parsers.Range
	Text string
	Form TimeForm
}

// Array is [ … ]. Its range covers the brackets, as far as they are there.
type Array struct {
	parsers.Range
	Text  string
	Elems []Value
}

// InlineTable is { … }. Its range covers the braces, as far as they are there.
type InlineTable struct {
	parsers.Range
	Text  string
	Pairs []*KeyValue
	Stray []BadText // what could not be read as a pair
	Table *Table    // the folded view; never nil
}

// Bad is a value that is missing (its range is empty then) or unreadable.
type Bad struct {
	parsers.Range
	Text string
}

func (v *String) Source() string      { return v.Text }
func (v *Integer) Source() string     { return v.Text }
func (v *Float) Source() string       { return v.Text }
func (v *Bool) Source() string        { return v.Text }
func (v *DateTime) Source() string    { return v.Text }
func (v *Array) Source() string       { return v.Text }
func (v *InlineTable) Source() string { return v.Text }
func (v *Bad) Source() string         { return v.Text }

func (*String) Describe() string      { return "a string" }
func (*Integer) Describe() string     { return "an integer" }
func (*Float) Describe() string       { return "a float" }
func (*Bool) Describe() string        { return "a boolean" }
func (*DateTime) Describe() string    { return "a date or time" }
func (*Array) Describe() string       { return "an array" }
func (*InlineTable) Describe() string { return "an inline table" }

// Describe tells a missing value from an unreadable one.
func (v *Bad) Describe() string {
	if v.From == v.To {
		return "nothing"
	}
	return "an unreadable value"
}
