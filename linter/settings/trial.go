package settings

import (
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/flylint/flylint/model/flyconfig"
)

// A rule is tried when the file is read, on deployments of which nothing is
// there and on one of which nothing is known. So a wrong type, or a comparison
// that has no answer where a key is absent, is found at once and not on the
// evening when the rule would have mattered.

// sample makes up a value for a path.
type sample func(t cty.Type) cty.Value

// untoldSample is a value of which only the type is known. A list has one
// element, so that what is done with elements is tried as well.
func untoldSample(t cty.Type) cty.Value {
	switch {
	case t.IsObjectType():
		return objectOf(t, untoldSample)
	case t.IsListType():
		return cty.ListVal([]cty.Value{untoldSample(t.ElementType())})
	}
	return cty.UnknownVal(t)
}

// hollowSample is tables without a single setting.
func hollowSample(t cty.Type) cty.Value {
	switch {
	case t.IsObjectType():
		return objectOf(t, hollowSample)
	case t.IsListType() && t.ElementType().IsObjectType():
		return cty.ListVal([]cty.Value{hollowSample(t.ElementType())})
	}
	return absent(t)
}

func objectOf(t cty.Type, of sample) cty.Value {
	attrs := map[string]cty.Value{}
	for name, at := range t.AttributeTypes() {
		attrs[name] = of(at)
	}
	return cty.ObjectVal(attrs)
}

// try evaluates an expression on a sample.
func (e *expression) try(of sample) (map[string]cty.Value, cty.Value, hcl.Diagnostics) {
	values := map[string]cty.Value{}
	for _, ref := range e.refs {
		values[ref.name] = of(ref.typ)
	}
	v, diags := e.evaluate(values)
	return values, v, diags
}

// tryCondition tries when: it has to be true or false wherever it is asked.
func (r *reader) tryCondition(e *expression) {
	_, v, diags := e.try(untoldSample)
	if r.refuse(diags) {
		return
	}
	if t := v.Type(); t != cty.DynamicPseudoType {
		if _, err := convert.Convert(v, cty.Bool); err != nil || t != cty.Bool {
			r.mistake(e.Range(), "when is %s; it takes a question with the answer true or false", typeName(t))
			return
		}
	}
	if len(e.refs) == 0 {
		r.mistake(e.Range(), "when asks nothing about the deployment, so it is always the same")
		return
	}
	for _, of := range []sample{hollowSample, absent} {
		values, v, diags := e.try(of)
		if diags.HasErrors() {
			r.nothingThere(e, values, diags[0])
			return
		}
		if v, _ = v.Unmark(); v.IsNull() {
			r.mistake(e.Range(), "when is null, neither true nor false, where what it asks for is absent; compare it, as in … == true")
			return
		}
	}
}

// refuse takes hcl's faults over as mistakes.
func (r *reader) refuse(diags hcl.Diagnostics) bool {
	for _, d := range diags {
		if d.Subject != nil {
			r.mistake(*d.Subject, "%s", sentence(d))
		}
	}
	return diags.HasErrors()
}

// nothingThere says that an expression has no answer where something is
// absent, and how to give it one.
func (r *reader) nothingThere(e *expression, values map[string]cty.Value, d *hcl.Diagnostic) {
	at := e.Range()
	if d.Subject != nil {
		at = *d.Subject
	}
	for _, ref := range e.refs {
		if inside(ref.at, at) && values[ref.name].IsNull() {
			r.mistake(ref.at, "%s is null where it is not set, and this cannot be answered then; say what holds, as in %s", ref.name, coalesce(ref))
			return
		}
	}
	r.mistake(at, "this cannot be answered where what it asks for is absent (%s); try(…, false) says what holds then", sentence(d))
}

func inside(inner, outer hcl.Range) bool {
	return outer.Start.Byte <= inner.Start.Byte && inner.End.Byte <= outer.End.Byte
}

// coalesce is an example of what holds where a path is absent: the default that
// flyctl has, where it has one.
func coalesce(ref *ref) string {
	def := `""`
	switch ref.typ {
	case cty.Number:
		def = "0"
	case cty.Bool:
		def = "false"
	case cty.DynamicPseudoType:
		def = "…"
	}
	if k := flyKey(ref); k != nil && k.Default != "" {
		span, err := time.ParseDuration(k.Default)
		switch {
		case ref.typ == cty.Number && err == nil:
			def = fmt.Sprint(span.Seconds())
		case ref.typ == cty.Number && strings.Trim(k.Default, "0123456789.") == "", ref.typ == cty.Bool:
			def = k.Default
		case ref.typ == cty.String && !strings.Contains(k.Default, " "):
			def = fmt.Sprintf("%q", k.Default)
		}
	}
	return "coalesce(" + ref.name + ", " + def + ")"
}

// flyKey is the key of the fly config that a path leads to, or nil.
func flyKey(ref *ref) *flyconfig.Key {
	if ref.root.name != "fly" || len(ref.steps) == 0 || ref.steps[len(ref.steps)-1].name == "" {
		return nil
	}
	last := len(ref.steps) - 1
	table := strings.TrimPrefix(withoutIndices(pathText("fly", ref.steps[:last])), "fly")
	return flyconfig.TableAt(strings.TrimPrefix(table, ".")).Lookup(ref.steps[last].name)
}
