package settings

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/ext/tryfunc"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// functionNames lists the functions of rules. All are pure: none reads a file,
// the clock, the environment or the network.
func functionNames() []string {
	return []string{
		"abs", "alltrue", "anytrue", "can", "ceil", "coalesce", "concat", "contains", "distinct", "endswith",
		"flatten", "floor", "join", "keys", "length", "lower", "max", "min", "regex", "replace", "reverse",
		"semver", "sort", "split", "startswith", "substr", "sum", "tonumber", "tostring", "trim", "trimprefix",
		"trimspace", "trimsuffix", "try", "upper", "values",
	}
}

func isFunction(name string) bool {
	_, found := slices.BinarySearch(functionNames(), name)
	return found
}

// function is the function of that name, counting its work.
func (m *meter) function(name string) function.Function {
	switch name {
	case "try":
		return tryfunc.TryFunc
	case "can":
		return tryfunc.CanFunc
	case "regex":
		return m.metered(regexFunc(), func([]cty.Value) int { return 256 }) // to compile the pattern
	case "join":
		return m.metered(stdlib.JoinFunc, joined)
	case "replace":
		return m.metered(stdlib.ReplaceFunc, replaced)
	}
	return m.metered(plainFunction(name), nil)
}

// plainFunction is a function whose work is in proportion to what it is given.
func plainFunction(name string) function.Function {
	switch name {
	case "abs":
		return stdlib.AbsoluteFunc
	case "alltrue":
		return everyFunc(false)
	case "anytrue":
		return everyFunc(true)
	case "ceil":
		return stdlib.CeilFunc
	case "coalesce":
		return stdlib.CoalesceFunc
	case "concat":
		return stdlib.ConcatFunc
	case "contains":
		return stdlib.ContainsFunc
	case "distinct":
		return stdlib.DistinctFunc
	case "endswith":
		return affixFunc(strings.HasSuffix)
	case "flatten":
		return stdlib.FlattenFunc
	case "floor":
		return stdlib.FloorFunc
	case "keys":
		return stdlib.KeysFunc
	case "length":
		return lengthFunc()
	case "lower":
		return stdlib.LowerFunc
	case "max":
		return stdlib.MaxFunc
	case "min":
		return stdlib.MinFunc
	case "reverse":
		return stdlib.ReverseListFunc
	case "semver":
		return semverFunc()
	case "sort":
		return stdlib.SortFunc
	case "split":
		return stdlib.SplitFunc
	case "startswith":
		return affixFunc(strings.HasPrefix)
	case "substr":
		return stdlib.SubstrFunc
	case "sum":
		return sumFunc()
	case "tonumber":
		return stdlib.MakeToFunc(cty.Number)
	case "tostring":
		return stdlib.MakeToFunc(cty.String)
	case "trim":
		return stdlib.TrimFunc
	case "trimprefix":
		return stdlib.TrimPrefixFunc
	case "trimspace":
		return stdlib.TrimSpaceFunc
	case "trimsuffix":
		return stdlib.TrimSuffixFunc
	case "upper":
		return stdlib.UpperFunc
	}
	return stdlib.ValuesFunc
}

// joined is the length of the separators that join writes.
func joined(args []cty.Value) int {
	n := 0
	for _, list := range args[1:] {
		n += size(list, maxWork)
	}
	return n * size(args[0], maxWork)
}

// replaced is the most that replace can write: its last argument for every byte.
func replaced(args []cty.Value) int {
	return size(args[0], maxWork) * size(args[2], maxWork)
}

// affixFunc is startswith or endswith.
func affixFunc(test func(s, affix string) bool) function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "str", Type: cty.String}, {Name: "affix", Type: cty.String}},
		Type:   function.StaticReturnType(cty.Bool),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			return cty.BoolVal(test(args[0].AsString(), args[1].AsString())), nil
		},
	})
}

// semverFunc compares a version with a requirement: semver(lock.oban, ">= 2.17").
// What has no version, as a package that is not locked, meets none.
func semverFunc() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "version", Type: cty.String, AllowNull: true}, {Name: "requirement", Type: cty.String}},
		Type:   function.StaticReturnType(cty.Bool),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			version := ""
			if !args[0].IsNull() {
				version = args[0].AsString()
			}
			met, err := satisfies(version, args[1].AsString())
			if err != nil {
				return cty.UnknownVal(cty.Bool), function.NewArgError(1, err)
			}
			return cty.BoolVal(met), nil
		},
	})
}

// regexFunc tells whether a pattern of RE2 matches somewhere in a text.
func regexFunc() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "pattern", Type: cty.String}, {Name: "str", Type: cty.String}},
		Type:   function.StaticReturnType(cty.Bool),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			matched, err := matches(args[0].AsString(), args[1].AsString())
			if err != nil {
				return cty.UnknownVal(cty.Bool), function.NewArgError(0, err)
			}
			return cty.BoolVal(matched), nil
		},
	})
}

// lengthFunc counts characters of a string or elements of anything else. Of a
// list that may hold more than is known, nobody knows the length.
func lengthFunc() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "value", Type: cty.DynamicPseudoType, AllowUnknown: true, AllowDynamicType: true}},
		Type:   function.StaticReturnType(cty.Number),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			v := args[0]
			t := v.Type()
			switch {
			case t == cty.String:
				return stdlib.Strlen(v)
			case !v.IsKnown(), t == cty.DynamicPseudoType:
				return cty.UnknownVal(cty.Number), nil
			case t.IsObjectType():
				return cty.NumberIntVal(int64(len(t.AttributeTypes()))), nil
			case !t.IsCollectionType() && !t.IsTupleType():
				return cty.UnknownVal(cty.Number), function.NewArgErrorf(0, "a string, a list or a table is needed")
			}
			if t.IsListType() && hasGap(v) {
				return cty.UnknownVal(cty.Number), nil
			}
			return v.Length(), nil
		},
	})
}

// hasGap reports whether an element of a list is not known at all, which stands
// for any number of them; see treeValue.
func hasGap(v cty.Value) bool {
	for it := v.ElementIterator(); it.Next(); {
		if _, elem := it.Element(); !elem.IsKnown() && elem.Type().IsObjectType() {
			return true
		}
	}
	return false
}

// everyFunc is anytrue (want is true) or alltrue (want is false): it looks for
// an element that is want, and is unsure only when it finds none.
func everyFunc(want bool) function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "list", Type: cty.DynamicPseudoType, AllowUnknown: true, AllowDynamicType: true}},
		Type:   function.StaticReturnType(cty.Bool),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			list := args[0]
			if !list.IsKnown() {
				return cty.UnknownVal(cty.Bool), nil
			}
			if !list.CanIterateElements() {
				return cty.UnknownVal(cty.Bool), function.NewArgErrorf(0, "a list is needed")
			}
			sure := true
			for it := list.ElementIterator(); it.Next(); {
				_, elem := it.Element()
				b, err := convert.Convert(elem, cty.Bool)
				switch {
				case err != nil || b.IsNull():
					return cty.UnknownVal(cty.Bool), function.NewArgErrorf(0, "every element must be true or false")
				case !b.IsKnown():
					sure = false
				case b.True() == want:
					return cty.BoolVal(want), nil
				}
			}
			if !sure {
				return cty.UnknownVal(cty.Bool), nil
			}
			return cty.BoolVal(!want), nil
		},
	})
}

// sumFunc adds up a list of numbers.
func sumFunc() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "list", Type: cty.DynamicPseudoType, AllowUnknown: true, AllowDynamicType: true}},
		Type:   function.StaticReturnType(cty.Number),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			list := args[0]
			if !list.IsKnown() {
				return cty.UnknownVal(cty.Number), nil
			}
			if !list.CanIterateElements() {
				return cty.UnknownVal(cty.Number), function.NewArgErrorf(0, "a list is needed")
			}
			total := cty.Zero
			for it := list.ElementIterator(); it.Next(); {
				_, elem := it.Element()
				n, err := convert.Convert(elem, cty.Number)
				if err != nil || n.IsNull() {
					return cty.UnknownVal(cty.Number), function.NewArgErrorf(0, "every element must be a number")
				}
				total = total.Add(n)
			}
			return total, nil
		},
	})
}
