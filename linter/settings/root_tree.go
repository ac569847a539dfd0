package settings

import (
	"github.com/zclconf/go-cty/cty"

	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/project"
	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
)

func childType() cty.Type {
	return cty.Object(map[string]cty.Type{
		"module": cty.String, "always": cty.Bool, "library": cty.Bool, "parent": cty.String,
		"strategy": cty.String, "max_restarts": cty.Number, "max_seconds": cty.Number,
	})
}

// treeType is the supervision tree: the limits of the top supervisor, and every
// child below it in the order of starting.
func treeType() cty.Type {
	return cty.Object(map[string]cty.Type{
		"strategy": cty.String, "max_restarts": cty.Number, "max_seconds": cty.Number,
		"children": cty.List(childType()),
	})
}

// lookTree finds a part of the supervision tree.
func lookTree(d *model.Deployment, steps []step) seen {
	found := seen{at: d.File.Start(), path: modelPath("tree", steps)}
	if d.Tree == nil || len(d.Tree.Starts) == 0 {
		found.value, found.why = cty.DynamicVal, "no application.ex was found"
		return found
	}
	start := d.Tree.Starts[0]
	if found.at = start.Module.Range; start.Top == nil {
		found.value, found.why = cty.DynamicVal, "the top supervisor could not be read"
		return found
	}
	found.at = start.Top.Range
	v := treeValue(d.Tree, start.Top)
	found.value = within(v, cty.DynamicPseudoType, steps)
	if at := treePlace(d.Tree, start.Top, steps); at.IsValid() {
		found.at, found.present = at, true
	}
	return found.doubted("the code that says so could not be evaluated")
}

func treeValue(t *project.Tree, top *project.Supervisor) cty.Value {
	attrs := limits(top)
	var elems []cty.Value
	for _, c := range t.All() {
		elems = append(elems, childValue(c))
	}
	if !t.Complete() {
		elems = append(elems, cty.UnknownVal(childType())) // stands for whatever else is started
	}
	attrs["children"] = list(childType(), elems)
	return cty.ObjectVal(attrs)
}

func childValue(c *project.Child) cty.Value {
	attrs := map[string]cty.Value{
		"strategy": cty.NullVal(cty.String), "max_restarts": cty.NullVal(cty.Number), "max_seconds": cty.NullVal(cty.Number),
	}
	if c.Supervisor != nil {
		attrs = limits(c.Supervisor)
	}
	attrs["module"] = cty.UnknownVal(cty.String).RefineNotNull()
	if c.Module != "" {
		attrs["module"] = cty.StringVal(c.Module)
	}
	attrs["always"], attrs["library"] = cty.BoolVal(c.Always()), cty.BoolVal(c.Library)
	attrs["parent"] = stringOrNull(c.In.Module)
	return cty.ObjectVal(attrs)
}

// limits is how a supervisor restarts its children, with what holds where the
// code does not say.
func limits(s *project.Supervisor) map[string]cty.Value {
	return map[string]cty.Value{
		"strategy":     strategy(s),
		"max_restarts": limit(s, s.MaxRestarts, project.DefaultMaxRestarts),
		"max_seconds":  limit(s, s.MaxSeconds, project.DefaultMaxSeconds),
	}
}

func strategy(s *project.Supervisor) cty.Value {
	if !s.Strategy.Set {
		return cty.UnknownVal(cty.String)
	}
	return cty.StringVal(s.Strategy.V)
}

func limit(s *project.Supervisor, v source.Value[int64], def int64) cty.Value {
	switch {
	case v.Set:
		return cty.NumberIntVal(v.V)
	case v.Present() || !s.OptionsKnown:
		return cty.UnknownVal(cty.Number)
	}
	return cty.NumberIntVal(def)
}

// treePlace is where a part of the tree is written.
func treePlace(t *project.Tree, top *project.Supervisor, steps []step) parsers.Range {
	if len(steps) == 0 {
		return top.Range
	}
	switch steps[0].name {
	case "strategy":
		return placeOf(top.Strategy.Range, top.Strategy.Key)
	case "max_restarts":
		return placeOf(top.MaxRestarts.Range, top.MaxRestarts.Key)
	case "max_seconds":
		return placeOf(top.MaxSeconds.Range, top.MaxSeconds.Key)
	}
	if all := t.All(); len(steps) > 1 && steps[1].index < len(all) {
		return all[steps[1].index].Range
	}
	return parsers.Range{}
}
