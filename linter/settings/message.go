package settings

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/flylint/flylint/internal/mask"
)

// template is a text with values of the deployment in it. It is put together
// piece by piece, so that a piece that is secret, or cannot be told, costs only
// itself.
type template struct {
	parts []*expression
}

// maxMessage is the number of bytes of a text that are shown.
const maxMessage = 2000

// template compiles the text of a message.
func (r *reader) template(e hclsyntax.Expression) *template {
	t := &template{}
	parts, isText := pieces(e)
	for _, part := range parts {
		before := len(r.mistakes)
		c := r.compile(part)
		t.parts = append(t.parts, c)
		if len(r.mistakes) > before {
			continue
		}
		_, v, diags := c.try(untoldSample)
		switch {
		case r.refuse(diags):
		case !isText && v.Type() != cty.String && v.Type() != cty.DynamicPseudoType:
			r.mistake(part.Range(), "this takes a text, in double quotes, and not %s", typeName(v.Type()))
		case !showable(v.Type()):
			r.mistake(part.Range(), "this is %s, which cannot stand in a text", typeName(v.Type()))
		}
	}
	return t
}

// pieces is the literal texts and interpolations of a template; isText is false
// for an expression outside quotes, which is its own only piece.
func pieces(e hclsyntax.Expression) (parts []hclsyntax.Expression, isText bool) {
	switch e := e.(type) {
	case *hclsyntax.TemplateExpr:
		return e.Parts, true
	case *hclsyntax.TemplateWrapExpr:
		return []hclsyntax.Expression{e.Wrapped}, true
	}
	return []hclsyntax.Expression{e}, false
}

func showable(t cty.Type) bool {
	if t.IsListType() || t.IsSetType() {
		t = t.ElementType()
	}
	return t.IsPrimitiveType() || t == cty.DynamicPseudoType || t.IsTupleType()
}

// refs lists the paths that a template mentions.
func (t *template) refs() []*ref {
	var all []*ref
	for _, part := range t.parts {
		all = append(all, part.refs...)
	}
	return all
}

// fill puts a template together.
func (t *template) fill(values map[string]cty.Value) string {
	var out strings.Builder
	for _, part := range t.parts {
		v, diags := part.evaluate(values)
		if diags.HasErrors() {
			v = cty.DynamicVal
		}
		out.WriteString(show(v))
	}
	text := mask.Text(strings.Join(strings.Fields(out.String()), " "))
	if len(text) > maxMessage {
		text = strings.ToValidUTF8(text[:maxMessage], "") + "…"
	}
	return text
}

// show is a value as it stands in a message.
func show(v cty.Value) string {
	if v.ContainsMarked() {
		return "(hidden)"
	}
	switch {
	case !v.IsKnown():
		return "(unknown)"
	case v.IsNull():
		return "nothing"
	case v.Type().IsListType() && v.Type().ElementType().IsObjectType():
		if v.LengthInt() == 1 {
			return "(a table)"
		}
		return fmt.Sprintf("(%d tables)", v.LengthInt())
	case v.Type().IsListType(), v.Type().IsTupleType(), v.Type().IsSetType():
		var parts []string
		for it := v.ElementIterator(); it.Next(); {
			_, elem := it.Element()
			parts = append(parts, show(elem))
		}
		return strings.Join(parts, ", ")
	}
	s, err := convert.Convert(v, cty.String)
	if err != nil {
		return "(a table)"
	}
	return s.AsString()
}
