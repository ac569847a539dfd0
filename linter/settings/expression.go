package settings

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/flylint/flylint/internal/nearest"
)

// expression is an expression of a rule, made ready for evaluation in any
// deployment. It does not change once it is compiled.
//
// hcl would look a path such as fly.http_service.internal_port up link by link
// in a value that holds everything. Instead the whole path becomes the name of
// one variable, whose value is looked up alone: nothing else is worked out, what
// is absent on the way does no harm, and each value keeps its place.
type expression struct {
	hclsyntax.Expression
	refs      []*ref // each path once, in the order of the text
	functions []string
}

// ref is a path into the model that an expression mentions.
type ref struct {
	name  string // as the variable is called: the path as written
	root  root
	steps []step
	typ   cty.Type
	at    hcl.Range
}

// compile checks the paths and functions of an expression and rewrites it.
func (r *reader) compile(e hclsyntax.Expression) *expression {
	c := &compiler{r: r, out: &expression{Expression: e}}
	_ = hclsyntax.Walk(e, c) // it collects mistakes itself
	return c.out
}

// compiler walks an expression.
type compiler struct {
	r      *reader
	out    *expression
	locals []map[string]struct{} // the names that for expressions bind
	loops  int
}

// Enter makes compiler a hclsyntax.Walker.
func (c *compiler) Enter(n hclsyntax.Node) hcl.Diagnostics {
	switch n := n.(type) {
	case hclsyntax.ChildScope:
		c.locals = append(c.locals, n.LocalNames)
	case *hclsyntax.ScopeTraversalExpr:
		c.path(n)
	case *hclsyntax.FunctionCallExpr:
		c.call(n)
	case *hclsyntax.ForExpr:
		if c.loops++; c.loops > maxLoops {
			c.r.mistake(n.OpenRange, "for expressions are nested too deeply; %d levels are enough for anything", maxLoops)
		}
		for _, name := range []string{n.KeyVar, n.ValVar} {
			if slices.Contains(rootNames(), name) {
				c.r.mistake(n.OpenRange, "%s already means a part of the deployment; call this variable something else", name)
			}
		}
	}
	return nil
}

// Exit makes compiler a hclsyntax.Walker.
func (c *compiler) Exit(n hclsyntax.Node) hcl.Diagnostics {
	switch n := n.(type) {
	case hclsyntax.ChildScope:
		c.locals = c.locals[:len(c.locals)-1]
	case *hclsyntax.ForExpr:
		c.loops--
		n.CollExpr = metered{n.CollExpr}
		n.ValExpr = metered{n.ValExpr}
		if n.KeyExpr != nil {
			n.KeyExpr = metered{n.KeyExpr}
		}
		if n.CondExpr != nil {
			n.CondExpr = metered{n.CondExpr}
		}
	case *hclsyntax.SplatExpr:
		n.Each = metered{n.Each}
	}
	return nil
}

func (c *compiler) local(name string) bool {
	return slices.ContainsFunc(c.locals, func(names map[string]struct{}) bool {
		_, found := names[name]
		return found
	})
}

// path takes in a path and makes it the name of one variable.
func (c *compiler) path(n *hclsyntax.ScopeTraversalExpr) {
	if c.local(n.Traversal.RootName()) {
		return
	}
	found := c.r.resolve(n.Traversal)
	if found == nil {
		return
	}
	n.Traversal = hcl.Traversal{hcl.TraverseRoot{Name: found.name, SrcRange: n.SrcRange}}
	if !slices.ContainsFunc(c.out.refs, func(other *ref) bool { return other.name == found.name }) {
		c.out.refs = append(c.out.refs, found)
	}
}

// resolve checks a path; nil after a mistake.
func (r *reader) resolve(t hcl.Traversal) *ref {
	name := t.RootName()
	root, ok := rootCalled(name)
	if !ok {
		near := nearest.Name(name, rootNames())
		if near == "" {
			r.mistake(t[0].SourceRange(), "nothing is called %s here; a rule asks about %s", name, enumerate(rootNames()))
		} else {
			r.mistake(t[0].SourceRange(), "nothing is called %s here; did you mean %s?", name, near)
		}
		return nil
	}
	steps := stepsOf(t)
	typ, bad, problem := typeAt(root, steps)
	if problem != "" {
		r.mistake(steps[bad].at, "%s", problem)
		return nil
	}
	return &ref{pathText(name, steps), root, steps, typ, t.SourceRange()}
}

// call checks that a function exists.
func (c *compiler) call(n *hclsyntax.FunctionCallExpr) {
	if !isFunction(n.Name) {
		if near := nearest.Name(n.Name, functionNames()); near != "" {
			c.r.mistake(n.NameRange, "there is no function %s; did you mean %s?", n.Name, near)
		} else {
			c.r.mistake(n.NameRange, "there is no function %s; there are %s", n.Name, enumerate(functionNames()))
		}
		return
	}
	if !slices.Contains(c.out.functions, n.Name) {
		c.out.functions = append(c.out.functions, n.Name)
	}
	c.fixedArgument(n)
}

// fixedArgument checks what a function takes in a language of its own, so that
// a fault there is found when the file is read and not when a rule is judged.
func (c *compiler) fixedArgument(n *hclsyntax.FunctionCallExpr) {
	var check func(string) error
	var arg hclsyntax.Expression
	switch {
	case n.Name == "regex" && len(n.Args) > 0:
		check, arg = func(s string) error { _, err := matches(s, ""); return err }, n.Args[0]
	case n.Name == "semver" && len(n.Args) > 1:
		check, arg = func(s string) error { _, err := satisfies("0.0.0", s); return err }, n.Args[1]
	}
	if literal, ok := arg.(*hclsyntax.TemplateExpr); !ok || !literal.IsStringLiteral() {
		return
	}
	v, _ := arg.Value(nil)
	if err := check(v.AsString()); err != nil {
		c.r.mistake(arg.Range(), "%s", err)
	}
}

// evaluate works an expression out with values for its paths.
func (e *expression) evaluate(values map[string]cty.Value) (cty.Value, hcl.Diagnostics) {
	m := &meter{}
	variables := make(map[string]cty.Value, len(values)+1)
	for name, v := range values {
		variables[name] = v
	}
	variables[meterName] = m.value()
	v, diags := e.Value(&hcl.EvalContext{Variables: variables, Functions: m.functions(e.functions)})
	if m.spent > maxWork {
		at := e.Range()
		return cty.DynamicVal, hcl.Diagnostics{{Severity: hcl.DiagError, Summary: "Too much work", Detail: "It takes too long to work this out.", Subject: &at}}
	}
	return v, diags
}

// functionTable makes the named functions.
func (m *meter) functions(names []string) map[string]function.Function {
	table := make(map[string]function.Function, len(names))
	for _, name := range names {
		table[name] = m.function(name)
	}
	return table
}
