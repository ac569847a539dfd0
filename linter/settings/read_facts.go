package settings

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/flylint/flylint/model"
)

// factNames lists what a fact block can state.
func factNames() []string { return []string{"machines", "pooler", "secrets", "database_host"} }

// facts reads the fact blocks: one for all apps, and one for each that differs.
func (r *reader) facts(b *hclsyntax.Body) {
	for _, block := range b.Blocks {
		if block.Type != "fact" {
			continue
		}
		app := ""
		if len(block.Labels) > 0 {
			if app = r.label(block, `fact "my-app" { … }`); app == "" {
				continue
			}
		}
		if r.out.Facts == nil {
			r.out.Facts = &model.Facts{ByApp: map[string]model.AppFacts{}}
		}
		if _, seen := r.out.Facts.ByApp[app]; seen {
			r.mistake(block.DefRange(), "there is such a fact block already; put both into one")
			continue
		}
		r.check(block.Body, "fact")
		r.out.Facts.ByApp[app] = r.appFacts(block.Body, strings.TrimSpace("fact "+app))
	}
}

// appFacts reads one fact block.
func (r *reader) appFacts(b *hclsyntax.Body, title string) model.AppFacts {
	var f model.AppFacts
	if a := b.Attributes["machines"]; a != nil {
		f.Machines = r.machines(a, title)
	}
	if a, text := r.text(b, "pooler"); a != nil {
		f.Pooler = model.PoolerMode(text)
		if !f.Pooler.Valid() {
			r.mistake(a.Expr.Range(), `pooler takes how the pooler works: "transaction", "session" or "statement", or "none" where there is none`)
		}
		r.entry(title+" pooler", text, a.SrcRange)
	}
	if a := b.Attributes["secrets"]; a != nil {
		f.Secrets = r.secrets(a, title)
	}
	if a, text := r.text(b, "database_host"); a != nil {
		f.DatabaseHost = text
		if text == "" || strings.ContainsAny(text, "/@ ") {
			r.mistake(a.Expr.Range(), `database_host takes the name of the server alone, as in "my-db.flycast", without scheme or password`)
		}
		r.entry(title+" database_host", text, a.SrcRange)
	}
	return f
}

// machines reads how many machines run: a number for every process group, or
// one for each.
func (r *reader) machines(a *hclsyntax.Attribute, title string) map[string]int {
	v, ok := fixed(a.Expr)
	counts := map[string]int{}
	switch {
	case !ok || v.IsNull():
	case v.Type() == cty.Number:
		if n, ok := r.count(v, a.Expr.Range()); ok {
			counts[model.EveryGroup] = n
		}
		r.entry(title+" machines", fmt.Sprint(counts[model.EveryGroup]), a.SrcRange)
		return counts
	case v.Type().IsObjectType() && v.LengthInt() > 0:
		var parts []string
		for it := v.ElementIterator(); it.Next(); {
			group, n := it.Element()
			if n.IsNull() || n.Type() != cty.Number {
				r.mistake(a.Expr.Range(), "the number of machines of %s is no number", group.AsString())
				return nil
			}
			counts[group.AsString()], _ = r.count(n, a.Expr.Range())
			parts = append(parts, fmt.Sprint(group.AsString(), " = ", counts[group.AsString()]))
		}
		r.entry(title+" machines", strings.Join(parts, ", "), a.SrcRange)
		return counts
	}
	r.mistake(a.Expr.Range(), "machines takes a number, or one for each process group: { web = 2, worker = 1 }")
	return nil
}

// count is a number of machines.
func (r *reader) count(v cty.Value, at hcl.Range) (int, bool) {
	n, accuracy := v.AsBigFloat().Int64()
	if accuracy != 0 || n < 0 || n > math.MaxInt16 {
		r.mistake(at, "a number of machines is a whole number from 0 on")
		return 0, false
	}
	return int(n), true
}

// secrets reads the names of all secrets.
func (r *reader) secrets(a *hclsyntax.Attribute, title string) *model.Secrets {
	v, ok := fixed(a.Expr)
	if !ok || v.IsNull() || !v.Type().IsTupleType() {
		r.mistake(a.Expr.Range(), `secrets takes the list of all secrets' names: ["DATABASE_URL", "SECRET_KEY_BASE"]`)
		return nil
	}
	var names []string
	for it := v.ElementIterator(); it.Next(); {
		_, name := it.Element()
		if name.IsNull() || name.Type() != cty.String || !model.ValidSecretName(name.AsString()) {
			r.mistake(a.Expr.Range(), "secrets takes names of variables only, never what they hold")
			return nil
		}
		names = append(names, name.AsString())
	}
	if slices.Sort(names); len(slices.Compact(slices.Clone(names))) < len(names) {
		r.mistake(a.Expr.Range(), "a name stands in this list twice")
	}
	r.entry(title+" secrets", cmp.Or(strings.Join(names, ", "), "none"), a.SrcRange)
	return model.SecretsNamed(names)
}
