package settings

import (
	"errors"
	"reflect"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// The bounds of evaluation. An expression cannot loop for ever, but nested for
// expressions can double what they are given at every level.
const (
	maxLoops = 3       // for expressions within each other
	maxWork  = 1 << 18 // bytes and elements handled in one evaluation
)

// meterName is the variable through which an evaluation finds its meter; no
// expression can spell it.
const meterName = " meter"

// errWork is the error for an expression that takes too long.
var errWork = errors.New("it takes too long to work this out")

// meter counts the work of one evaluation.
type meter struct{ spent int }

// value makes a meter a value, which is how hcl passes things down.
func (m *meter) value() cty.Value {
	return cty.CapsuleVal(cty.Capsule("meter", reflect.TypeFor[meter]()), m)
}

// meterOf is the meter of the evaluation that ctx belongs to.
func meterOf(ctx *hcl.EvalContext) *meter {
	for ; ctx != nil; ctx = ctx.Parent() {
		if v, ok := ctx.Variables[meterName]; ok {
			m, _ := v.EncapsulatedValue().(*meter)
			return m
		}
	}
	return &meter{}
}

// charge counts some work; false when there was too much.
func (m *meter) charge(work int) bool {
	if m.spent <= maxWork {
		m.spent += work
	}
	return m.spent <= maxWork
}

// metered is an expression inside a loop, whose every evaluation is counted.
type metered struct{ hclsyntax.Expression }

// Value makes metered a hclsyntax.Expression.
func (e metered) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	m := meterOf(ctx)
	if m.charge(1) {
		v, diags := e.Expression.Value(ctx)
		if m.charge(size(v, maxWork)) {
			return v, diags
		}
	}
	at := e.Range()
	return cty.DynamicVal, hcl.Diagnostics{{Severity: hcl.DiagError, Summary: "Too much work", Detail: errWork.Error(), Subject: &at}}
}

// size is the number of bytes and elements in a value, counted up to limit.
func size(v cty.Value, limit int) int {
	v, _ = v.Unmark()
	if !v.IsKnown() || v.IsNull() {
		return 1
	}
	switch t := v.Type(); {
	case t == cty.String:
		return 1 + len(v.AsString())
	case t.IsCollectionType(), t.IsTupleType(), t.IsObjectType():
		n := 1
		for it := v.ElementIterator(); it.Next() && n < limit; {
			_, elem := it.Element()
			n += size(elem, limit-n)
		}
		return n
	}
	return 1
}

// metered is a function each call of which is counted: the size of what it is
// given, and what it says that costs it beyond.
func (m *meter) metered(fn function.Function, extra func(args []cty.Value) int) function.Function {
	return function.New(&function.Spec{
		Params:   fn.Params(),
		VarParam: fn.VarParam(),
		Type: func(args []cty.Value) (cty.Type, error) {
			work := 1
			for _, arg := range args {
				work += size(arg, maxWork)
			}
			if !m.charge(work) || extra != nil && !m.charge(extra(args)) {
				return cty.DynamicPseudoType, errWork
			}
			return fn.ReturnTypeForValues(args)
		},
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) { return fn.Call(args) },
	})
}
