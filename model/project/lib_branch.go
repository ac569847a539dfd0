package project

import (
	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// branch is one way a conditional can go. Its term has no node when the
// conditional is worth nil there.
type branch struct {
	when exconfig.Guard
	term term
}

// branches lists the ways t can go: one without a guard when it is decided,
// several when not, none when t is no conditional.
func (f *folder) branches(t term) []branch {
	if _, ok := t.node.(*elixir.Call); !ok { // most terms are literals
		return nil
	}
	if known, ok := f.ways[t]; ok {
		return known
	}
	if f.ways == nil {
		f.ways = map[term][]branch{}
	}
	b := f.findBranches(t)
	f.ways[t] = b
	return b
}

func (f *folder) findBranches(t term) []branch {
	c, ok := t.node.(*elixir.Call)
	if !ok || c.Target != nil && c.Name != "" && !f.isOwnCall(t, c) {
		return nil
	}
	switch {
	case c.Target != nil:
		mod := f.lib.Module(t.scope.mod.Resolve(c.Target))
		if fn := mod.Function(c.Name, len(c.Args)); fn != nil {
			return f.clauses(t, fn, c.Args)
		}
	case c.Name == "if" || c.Name == "unless":
		return f.ifBranches(t, c)
	case c.Name == "case" && len(c.Args) > 0:
		if list, ok := c.Section("do").(*elixir.Clauses); ok {
			subject := t.scope.mod.File.Text(elixir.RangeOf(c.Args[0])) + " is "
			return f.patternBranches(list.List, term{c.Args[0], t.scope}, t.scope, subject)
		}
	case c.Name == "cond":
		if list, ok := c.Section("do").(*elixir.Clauses); ok {
			return f.condBranches(t, list)
		}
	case c.Form != elixir.FormOperator:
		if fn := t.scope.mod.Function(c.Name, len(c.Args)); fn != nil && !fn.Macro {
			return f.clauses(t, fn, c.Args)
		}
	}
	return nil
}

func (f *folder) isOwnCall(t term, c *elixir.Call) bool {
	return f.lib.Module(t.scope.mod.Resolve(c.Target)).Function(c.Name, len(c.Args)) != nil
}

func (f *folder) ifBranches(t term, c *elixir.Call) []branch {
	if len(c.Args) == 0 {
		return nil
	}
	test := term{c.Args[0], t.scope}
	then, otherwise := term{c.Section("do"), t.scope}, term{c.Section("else"), t.scope}
	if c.Name == "unless" {
		then, otherwise = otherwise, then
	}
	switch f.truth(test) {
	case yes:
		return []branch{{nil, then}}
	case no:
		return []branch{{nil, otherwise}}
	}
	truthy, falsy := f.guards(test)
	return []branch{{truthy, then}, {falsy, otherwise}}
}

func (f *folder) condBranches(t term, list *elixir.Clauses) []branch {
	var out []branch
	for _, clause := range list.List {
		if len(clause.Args) != 1 {
			return nil
		}
		test := term{clause.Args[0], t.scope}
		switch f.truth(test) {
		case yes:
			return append(out, otherwise(t, clause.Body, len(out) > 0, clause.Range))
		case undecided:
			truthy, _ := f.guards(test)
			out = append(out, branch{truthy, term{clause.Body, t.scope}})
		}
	}
	return out
}

// otherwise is the branch that runs when none before it did.
func otherwise(t term, body elixir.Node, guarded bool, at parsers.Range) branch {
	b := branch{term: term{body, t.scope}}
	if guarded {
		b.when = exconfig.Guard{{Range: at, Op: exconfig.OpOther, Text: "otherwise"}}
	}
	return b
}

// patternBranches lists the clauses that a value can take. The subject is how
// the value is written, for people.
func (f *folder) patternBranches(list []*elixir.Clause, value term, s *scope, subject string) []branch {
	var out []branch
	for _, clause := range list {
		if len(clause.Args) != 1 {
			return nil
		}
		pattern, guard := clause.Args[0], clause.Guard
		result := f.matches(pattern, guard, value, s)
		if result == no {
			continue
		}
		b := branch{term: term{clause.Body, f.match(pattern, value, s)}}
		if result != yes || len(out) > 0 {
			text := subject + s.mod.File.Text(elixir.RangeOf(pattern))
			b.when = exconfig.Guard{{Range: elixir.RangeOf(pattern), Op: exconfig.OpOther, Text: text}}
		}
		out = append(out, b)
		if result == yes {
			break
		}
	}
	return out
}

// clauses lists the clauses of fn that a call with args can run.
func (f *folder) clauses(t term, fn *Function, args []elixir.Node) []branch {
	given := fn.arguments(args, t.scope)
	body := t.scope.call(fn)
	if body == nil {
		return nil
	}
	var out []branch
	for _, clause := range fn.Clauses {
		if clause.Body == nil {
			continue // only a head, with the defaults
		}
		result := yes
		inner := body
		for i, param := range clause.Args {
			param, _ = withDefault(param)
			result = result.And(f.fits(param, given[i]))
			inner = f.match(param, given[i], inner)
		}
		if clause.Guard != nil {
			result = result.And(f.truth(term{clause.Guard, inner}))
		}
		if result == no {
			continue
		}
		b := branch{term: term{clause.Body, inner}}
		out = append(out, b.guardedIf(result != yes || len(out) > 0, clause))
		if result == yes {
			break
		}
	}
	return out
}

// arguments lays the arguments of a call out over the parameters. Those left
// out take their defaults, from the right.
func (fn *Function) arguments(args []elixir.Node, s *scope) []term {
	spare := len(args) - (fn.Arity - fn.Defaults)
	out := make([]term, fn.Arity)
	for i, def := range fn.defaults() {
		if def != nil && spare == 0 {
			out[i] = term{def, &scope{mod: fn.Module}}
			continue
		}
		if def != nil {
			spare--
		}
		out[i] = term{args[0], s}
		args = args[1:]
	}
	return out
}

// defaults lists the default of each parameter, nil for those without.
func (fn *Function) defaults() []elixir.Node {
	out := make([]elixir.Node, fn.Arity)
	for _, clause := range fn.Clauses {
		for i, param := range clause.Args {
			if _, def := withDefault(param); def != nil {
				out[i] = def
			}
		}
	}
	return out
}

func (b branch) guardedIf(guarded bool, clause *FunctionClause) branch {
	if guarded {
		m := b.term.scope.mod
		text := m.File.Text(clause.NameRange) + "/" + itoa(len(clause.Args)) + " clause"
		b.when = exconfig.Guard{{Range: clause.NameRange, Op: exconfig.OpOther, Text: text}}
	}
	return b
}

// withDefault splits `name \\ default`.
func withDefault(param elixir.Node) (name, def elixir.Node) {
	if c, ok := param.(*elixir.Call); ok && c.Name == `\\` && len(c.Args) == 2 {
		return c.Args[0], c.Args[1]
	}
	return param, nil
}

// matches tells whether value fits a pattern and its guard.
func (f *folder) matches(pattern, guard elixir.Node, value term, s *scope) truth {
	result := f.fits(pattern, value)
	if guard != nil && result != no {
		result = result.And(f.truth(term{guard, f.match(pattern, value, s)}))
	}
	return result
}

func (f *folder) fits(pattern elixir.Node, value term) truth {
	switch pattern.(type) {
	case *elixir.Var:
		return yes
	case *elixir.Tuple, *elixir.List:
		parts, ok := f.destructure(pattern, value)
		if !ok {
			return undecided
		}
		result := yes
		for i, p := range elements(pattern) {
			result = result.And(f.fits(p, parts[i]))
		}
		return result
	}
	want := literal(pattern)
	have := f.constant(value)
	if want == nil || have == nil {
		return undecided
	}
	return same(want, have)
}
