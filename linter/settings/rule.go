package settings

import (
	"cmp"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/parsers"
)

// rule is a rule of the team's own.
type rule struct {
	slug     string
	severity linter.Severity
	summary  string
	when     *expression
	at       *ref
	message  *template
	help     *template // nil when there is none

	file                      string          // the settings file, in the file system
	defined                   linter.Location // the head of its block
	whenAt                    linter.Range    // of when, in the settings file
	source                    string          // when as written
	messageSource, helpSource string
}

// check makes the rule one like all others.
func (r *rule) check() *linter.Check {
	c := linter.Check{
		Slug:     r.slug,
		Custom:   true,
		Severity: r.severity,
		FixKind:  linter.Advice,
		Evidence: r.at.root.evidence,
		Elixir:   needsElixir(r),
		Documentation: linter.Documentation{
			Summary: cmp.Or(r.summary, r.messageSource),
			What:    "A rule of this project, which fires when `" + strings.Join(strings.Fields(r.source), " ") + "`.",
			Why:     r.messageSource,
			Instead: r.helpSource,
		},
		Judge: r.judge,
	}
	for _, ref := range r.when.refs {
		c.Evidence |= ref.root.evidence
	}
	return &c
}

// judge looks at one deployment.
func (r *rule) judge(p *linter.Pass) {
	v := r.weigh(p.Deployment)
	switch {
	case v.problem != "":
		p.Report(r.whenIn(p.Deployment), "%s cannot be judged for %s: %s", r.slug, p.Fly.File.Path, v.problem).
			Help("say in `when` what holds in this case: coalesce(…, default), or try(…, false)").Path("%s", r.slug).As(linter.Error)
	case v.answer == yes:
		r.report(p, v)
	}
}

// report says what is at fault, where at leads.
func (r *rule) report(p *linter.Pass, v verdict) {
	for _, ref := range r.message.refs() {
		v.ask(p.Deployment, ref)
	}
	if r.help != nil {
		for _, ref := range r.help.refs() {
			v.ask(p.Deployment, ref)
		}
	}
	at := v.ask(p.Deployment, r.at)
	d := p.Report(at.at, "%s", r.message.fill(v.values())).Path("%s", at.path)
	if r.help != nil {
		d.Help("%s", r.help.fill(v.values()))
	}
	told := map[parsers.Range]bool{at.at: true}
	for _, ref := range r.when.refs {
		if found := v.seen[ref.name]; found.present && found.value.IsKnown() && found.value.Type().IsPrimitiveType() && !told[found.at] {
			told[found.at] = true
			d.Relate(found.at, "%s = %s", ref.name, show(found.value))
		}
	}
}

// whenIn is where when is written, as a range of the deployment's sources; the
// start of the fly config when the settings lie elsewhere.
func (r *rule) whenIn(d *model.Deployment) parsers.Range {
	f := d.Sources.Read(r.file)
	if f == nil || r.whenAt.End.Offset > f.Tok.Size() {
		return d.File.Start()
	}
	return parsers.Range{From: f.Tok.Pos(r.whenAt.Start.Offset), To: f.Tok.Pos(r.whenAt.End.Offset)}
}

// answer is what a rule has to say of a deployment.
type answer uint8

const (
	no answer = iota
	yes
	untellable // something it asks for cannot be told
)

// verdict is a rule's answer and what it is founded on.
type verdict struct {
	answer  answer
	problem string // why there is no answer although all is known; "" when there is one
	seen    map[string]seen
}

// ask looks a path up, once.
func (v verdict) ask(d *model.Deployment, r *ref) seen {
	found, asked := v.seen[r.name]
	if asked {
		return found
	}
	found = r.root.look(d, r.steps)
	if found.value == cty.NilVal || found.value.IsKnown() && found.value.IsNull() {
		found.value = absent(r.typ)
	}
	v.seen[r.name] = found
	return found
}

func (v verdict) values() map[string]cty.Value {
	values := make(map[string]cty.Value, len(v.seen))
	for name, found := range v.seen {
		values[name] = found.value
	}
	return values
}

// maxCombinations is how many combinations of alternatives are tried.
const maxCombinations = 32

// weigh answers when for a deployment. Where a value is one of several that are
// known, the answer is certain if all of them give the same.
func (r *rule) weigh(d *model.Deployment) verdict {
	v := verdict{seen: map[string]seen{}}
	for _, ref := range r.when.refs {
		v.ask(d, ref)
	}
	v.answer, v.problem = r.decide(v.values())
	if v.answer != untellable {
		return v
	}
	answers := map[answer]bool{}
	for _, values := range v.combinations(r.when.refs) {
		a, problem := r.decide(values)
		if problem != "" {
			a = untellable
		}
		answers[a] = true
	}
	if len(answers) == 1 && !answers[untellable] {
		v.answer = no
		if answers[yes] {
			v.answer = yes
		}
	}
	return v
}

// combinations is the values of all paths, once for each combination of
// alternatives; none when there are none, or too many.
func (v verdict) combinations(refs []*ref) []map[string]cty.Value {
	all := []map[string]cty.Value{v.values()}
	for _, ref := range refs {
		alts := v.seen[ref.name].alts
		if len(alts) == 0 {
			continue
		}
		var next []map[string]cty.Value
		for _, values := range all {
			for _, alt := range alts {
				with := make(map[string]cty.Value, len(values))
				for name, value := range values {
					with[name] = value
				}
				with[ref.name] = alt
				next = append(next, with)
			}
		}
		if all = next; len(all) > maxCombinations {
			return nil
		}
	}
	return all
}

// decide answers when for given values.
func (r *rule) decide(values map[string]cty.Value) (answer, string) {
	v, diags := r.when.evaluate(values)
	if diags.HasErrors() {
		return no, problemOf(diags, r.when.refs, values)
	}
	v, _ = v.Unmark()
	if v.IsKnown() && !v.IsNull() {
		converted, err := convert.Convert(v, cty.Bool)
		if err != nil {
			return no, "when is " + typeName(v.Type()) + " there, and not true or false"
		}
		v = converted
	}
	switch {
	case !v.IsKnown():
		return untellable, ""
	case v.IsNull():
		return no, "when is null there, neither true nor false"
	case v.True():
		return yes, ""
	}
	return no, ""
}

// problemOf names what is null where an evaluation failed, else repeats what
// hcl says.
func problemOf(diags hcl.Diagnostics, refs []*ref, values map[string]cty.Value) string {
	d := diags[0]
	for _, ref := range refs {
		if d.Subject != nil && inside(ref.at, *d.Subject) && values[ref.name].IsKnown() && values[ref.name].IsNull() {
			return ref.name + " is not set, and the question has no answer then"
		}
	}
	return sentence(d)
}
