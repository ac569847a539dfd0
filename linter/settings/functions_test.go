package settings

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// TestFunctions calls every function once at least.
func TestFunctions(t *testing.T) {
	unknown := "some" // stands for a value that cannot be told
	tests := []struct {
		expression, want string
	}{
		{`abs(-2)`, "2"},
		{`alltrue([true, true])`, "true"},
		{`alltrue([])`, "true"},
		{`alltrue([some == "x", false])`, "false"},
		{`alltrue([some == "x", true])`, "(unknown)"},
		{`anytrue([false, true])`, "true"},
		{`anytrue([])`, "false"},
		{`anytrue([some == "x", true])`, "true"},
		{`anytrue([some == "x", false])`, "(unknown)"},
		{`can(tonumber("x"))`, "false"},
		{`ceil(1.2)`, "2"},
		{`coalesce(null, "x")`, "x"},
		{`concat(["a"], ["b"])`, "a, b"},
		{`contains(["a", "b"], "b")`, "true"},
		{`contains(["a", some], "b")`, "(unknown)"},
		{`contains(["b", some], "b")`, "true"},
		{`distinct(["a", "a"])`, "a"},
		{`endswith("ferry.example", ".example")`, "true"},
		{`flatten([["a"], ["b"]])`, "a, b"},
		{`floor(1.8)`, "1"},
		{`join("-", ["a", "b"])`, "a-b"},
		{`keys({b = 1, a = 2})`, "a, b"},
		{`length("ähm")`, "3"},
		{`length(["a", some])`, "2"},
		{`length({a = 1})`, "1"},
		{`length(some)`, "(unknown)"},
		{`lower("AB")`, "ab"},
		{`max(1, 3, 2)`, "3"},
		{`min(1, 3, 2)`, "1"},
		{`regex("^v[0-9]+$", "v12")`, "true"},
		{`replace("a-b", "-", "+")`, "a+b"},
		{`reverse(["a", "b"])`, "b, a"},
		{`semver("2.19.4", ">= 2.17, < 3")`, "true"},
		{`semver(null, ">= 2.17")`, "false"},
		{`semver("main", "!= 2.17.0")`, "false"},
		{`sort(["b", "a"])`, "a, b"},
		{`split(",", "a,b")`, "a, b"},
		{`startswith("acme-web", "acme-")`, "true"},
		{`substr("ferry", 0, 3)`, "fer"},
		{`sum([1, 2.5])`, "3.5"},
		{`sum([])`, "0"},
		{`tonumber("2") + 1`, "3"},
		{`tostring(2)`, "2"},
		{`trim("--a--", "-")`, "a"},
		{`trimprefix("acme-web", "acme-")`, "web"},
		{`trimspace(" a ")`, "a"},
		{`trimsuffix("web.example", ".example")`, "web"},
		{`try(tonumber("x"), 5)`, "5"},
		{`upper("ab")`, "AB"},
		{`values({b = 1, a = 2})`, "2, 1"},
	}
	called := map[string]bool{}
	for _, test := range tests {
		v, diags := evaluate(t, test.expression, map[string]cty.Value{unknown: cty.UnknownVal(cty.String)})
		if got := show(v); diags.HasErrors() || got != test.want {
			t.Errorf("%s = %s, not %s; %v", test.expression, got, test.want, diags)
		}
		name, _, _ := strings.Cut(test.expression, "(")
		called[name] = true
	}
	for _, name := range functionNames() {
		if !called[name] {
			t.Errorf("%s is not tested", name)
		}
	}
	if !slices.IsSorted(functionNames()) {
		t.Error("the names are not sorted, as isFunction needs them")
	}
}

// TestEvaluationIsBounded evaluates what would take for ever, or all memory.
func TestEvaluationIsBounded(t *testing.T) {
	long := strings.Repeat("x", 50_000)
	numbers := "[" + strings.Repeat("1,", 1500) + "1]"
	for name, expression := range map[string]string{
		"nested loops":      `[for a in ` + numbers + ` : [for b in ` + numbers + ` : [for c in ` + numbers + ` : a]]]`,
		"doubled texts":     `[for a in ["` + long + `"] : [for b in ["${a}${a}${a}${a}${a}"] : [for c in ["${b}${b}${b}${b}${b}"] : length(c)]]]`,
		"replace":           `replace("` + long + `", "x", "` + long + `")`,
		"join":              `join("` + long + `", split("", "` + long + `"))`,
		"many patterns":     `[for a in ` + numbers + ` : regex("(a{500}){2}", "b")]`,
		"hidden by try":     `try([for a in ` + numbers + ` : [for b in ` + numbers + ` : [for c in ` + numbers + ` : a]]], [])`,
		"splat over splits": `split("", "` + long + `")[*].x`,
	} {
		start := time.Now()
		_, diags := evaluate(t, expression, nil)
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%s: %v", name, took)
		}
		if !diags.HasErrors() {
			t.Errorf("%s: it is worked out all the same", name)
		}
	}
}

// evaluate evaluates an expression with local variables, as a rule's would be.
func evaluate(t *testing.T, text string, variables map[string]cty.Value) (cty.Value, hcl.Diagnostics) {
	t.Helper()
	e, diags := hclsyntax.ParseExpression([]byte(text), "test", hcl.InitialPos)
	if diags.HasErrors() {
		t.Fatal(text, diags)
	}
	r := &reader{}
	c := r.compileWith(e, variables)
	if len(r.mistakes) > 0 {
		t.Fatal(text, r.mistakes)
	}
	return c.evaluate(variables)
}

// compileWith is compile with names that are not paths.
func (r *reader) compileWith(e hclsyntax.Expression, names map[string]cty.Value) *expression {
	locals := map[string]struct{}{}
	for name := range names {
		locals[name] = struct{}{}
	}
	c := &compiler{r: r, out: &expression{Expression: e}, locals: []map[string]struct{}{locals}}
	_ = hclsyntax.Walk(e, c)
	return c.out
}
