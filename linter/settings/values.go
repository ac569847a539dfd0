package settings

import (
	"maps"
	"slices"

	"github.com/zclconf/go-cty/cty"

	"github.com/flylint/flylint/internal/mask"
)

// secretMark marks values that no message may show.
type secretMark struct{}

// text is a known string of the project. One that looks like a secret, by the
// name it stands under or by its form, is marked as one.
func text(name, s string) cty.Value {
	v := cty.StringVal(s)
	if mask.Value(name, s) != s {
		return v.Mark(secretMark{})
	}
	return v
}

// absent is what stands for something that is not there: nothing, or for lists
// and maps none.
func absent(t cty.Type) cty.Value {
	switch {
	case t.IsListType():
		return cty.ListValEmpty(t.ElementType())
	case t.IsMapType():
		return cty.MapValEmpty(t.ElementType())
	}
	return cty.NullVal(t)
}

// list is a list whose elements all have type t.
func list(t cty.Type, elems []cty.Value) cty.Value {
	if len(elems) == 0 {
		return cty.ListValEmpty(t)
	}
	return cty.ListVal(elems)
}

// mapping is a map whose elements all have type t.
func mapping(t cty.Type, elems map[string]cty.Value) cty.Value {
	if len(elems) == 0 {
		return cty.MapValEmpty(t)
	}
	return cty.MapVal(elems)
}

// stringOrNull is a string, and nothing for the empty one.
func stringOrNull(s string) cty.Value {
	if s == "" {
		return cty.NullVal(cty.String)
	}
	return text("", s)
}

func texts(list []string) []cty.Value {
	values := make([]cty.Value, len(list))
	for i, s := range list {
		values[i] = text("", s)
	}
	return values
}

func attributeNames(t cty.Type) []string {
	return slices.Sorted(maps.Keys(t.AttributeTypes()))
}

// within is the part of a value that a path leads to, as far as it is there.
func within(v cty.Value, t cty.Type, steps []step) cty.Value {
	for _, s := range steps {
		if v.IsNull() || !v.IsKnown() {
			break
		}
		v = child(v, s)
	}
	if v.IsNull() {
		return absent(t)
	}
	return v
}

// child is an element of a known value; null when there is none.
func child(v cty.Value, s step) cty.Value {
	marked, marks := v.Unmark()
	none := cty.NullVal(cty.DynamicPseudoType)
	var found cty.Value
	switch t := marked.Type(); {
	case t.IsObjectType() && s.name != "" && t.HasAttribute(s.name):
		found = marked.GetAttr(s.name)
	case (t.IsListType() || t.IsTupleType()) && s.name == "" && s.index >= 0 && s.index < marked.LengthInt():
		found = marked.Index(cty.NumberIntVal(int64(s.index)))
	case t.IsMapType() && s.name != "" && marked.HasIndex(cty.StringVal(s.name)).True():
		found = marked.Index(cty.StringVal(s.name))
	default:
		return none
	}
	return found.WithMarks(marks)
}
