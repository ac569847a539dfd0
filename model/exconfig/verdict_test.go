package exconfig

import (
	"fmt"
	"slices"
	"strings"
)

// verdict compares one evaluation of ours, restricted to an environment, with
// what Elixir makes of that environment.
type verdict struct {
	env    vars
	answer answer
	faults []string
	how    string // how much of the environment ours knew
}

func (v *verdict) fault(format string, args ...any) {
	v.faults = append(v.faults, fmt.Sprintf(format, args...))
}

func (v *verdict) judge(how string, c *Config, count *tally) {
	before := len(v.faults)
	v.how = how
	if v.raises(c) && !v.answer.raised {
		v.config(c, count)
	}
	v.reads(c)
	for i := before; i < len(v.faults); i++ {
		v.faults[i] = how + ": " + v.faults[i]
	}
}

// raises compares exceptions, and reports whether they agree.
func (v *verdict) raises(c *Config) bool {
	certain, possible := false, false
	var messages []string
	for _, r := range c.Raises {
		switch v.holds(r.Guard) {
		case Always:
			certain = true
			messages = append(messages, r.Message)
		case Maybe:
			possible = true
		}
	}
	switch {
	case v.answer.raised && !certain && !possible:
		if len(c.Opaques) > 0 || v.how != "known" && c.hasUndecided() {
			return true // what we cannot see may raise
		}
		v.fault("Elixir raises %q, we do not", v.answer.message)
	case !v.answer.raised && certain:
		v.fault("we raise %q, Elixir does not", messages)
	default:
		return true
	}
	return false
}

// holds answers whether a guard holds under the environment.
func (v *verdict) holds(g Guard) Truth {
	truth := Always
	for _, c := range g {
		if c.Op == OpOther {
			truth = Maybe
			continue
		}
		text, set := v.env[c.Var]
		set = set && text != "-"
		if (set && c.holdsFor(text)) == c.Negated {
			return Never
		}
	}
	return truth
}

func (v *verdict) config(c *Config, count *tally) {
	for _, app := range v.answer.config.Elems {
		name := app.Elems[0].Text
		ours := c.Get(name)
		if ours == nil {
			v.fault("application %s is missing", name)
			continue
		}
		v.keywords(name, ours, app.Elems[1], count)
	}
	for _, name := range c.Apps() {
		if v.answer.config.pair(name) == nil && !v.absent(c.Get(name)) {
			v.fault("application %s is too much: %s", name, c.Get(name))
		}
	}
}

// absent reports whether ours may be no value at all.
func (v *verdict) absent(ours *Value) bool {
	absent := false
	v.candidates(ours, func(leaf *Value) {
		switch {
		case leaf.Kind == Missing, leaf.Kind == Opaque:
			absent = true
		case leaf.Kind == List && (leaf.sparse || len(leaf.Elems) == 0):
			gone := true
			for _, pair := range leaf.Elems {
				gone = gone && v.absent(pair.Elems[1])
			}
			absent = absent || gone
		}
	})
	return absent
}

// candidates calls f with the values that ours may have in the environment.
func (v *verdict) candidates(ours *Value, f func(*Value)) {
	ours.Leaves(func(when Guard, leaf *Value) {
		if v.holds(when) != Never {
			f(leaf)
		}
	})
}

// keywords compares two keyword lists key by key, and anything else whole.
func (v *verdict) keywords(path string, ours, theirs *Value, count *tally) {
	if ours.Kind != List || !ours.IsKeyword() || !theirs.IsKeyword() || len(theirs.Elems) == 0 || hasTwins(theirs.Elems) {
		if count != nil {
			count.leaves++
			if !ours.Decided() || ours.Kind == Opaque {
				count.undecided++
				count.where[path] = true
			}
		}
		if !v.same(ours, theirs) {
			v.fault("%s is %s, want %s", path, ours, theirs)
		}
		return
	}
	for _, pair := range theirs.Elems {
		key := pair.Elems[0].Text
		if mine := ours.pair(key); mine != nil {
			v.keywords(path+"."+moduleName(key), mine.Elems[1], pair.Elems[1], count)
		} else {
			v.fault("%s.%s is missing, want %s", path, key, pair.Elems[1])
		}
	}
	for _, pair := range ours.Elems {
		key := pair.Elems[0].Text
		if theirs.pair(key) == nil && !v.absent(pair.Elems[1]) {
			v.fault("%s.%s is too much: %s", path, key, pair.Elems[1])
		}
	}
}

// same reports whether one of the values that ours may have is theirs.
func (v *verdict) same(ours, theirs *Value) bool {
	found := false
	v.candidates(ours, func(leaf *Value) { found = found || v.sameLeaf(leaf, theirs) })
	return found
}

func (v *verdict) sameLeaf(ours, theirs *Value) bool {
	switch ours.Kind {
	case Opaque, Func:
		return ours.sort == anySort || sortOf(theirs) == ours.sort || theirs.Kind == Opaque || looseSort(ours.sort, theirs)
	case Secret, Unknown:
		return v.sameVariable(ours, theirs)
	case Missing, Raise:
		return false
	}
	if theirs.Kind == Opaque {
		return true
	}
	return v.sameTerm(ours, theirs)
}

func looseSort(s sort, theirs *Value) bool {
	switch s {
	case booleanSort:
		return theirs.IsAtom("true") || theirs.IsAtom("false")
	case charlistSort, listSort:
		return theirs.Kind == List
	case funcSort:
		return theirs.Kind == Opaque
	}
	return false
}

func (v *verdict) sameVariable(ours, theirs *Value) bool {
	text, ok := v.env[ours.Text]
	if !ok || text == "-" {
		return theirs.IsNil() && ours.Form == FormText
	}
	switch ours.Form {
	case FormText:
		return theirs.Kind == String && theirs.Text == text
	case FormInteger:
		n, ok := parseInteger(text, 10)
		return ok && theirs.Kind == Integer && theirs.Text == n
	case FormAtom:
		return theirs.IsAtom(text)
	case FormFloat:
		return theirs.Kind == Float
	}
	return true
}

func (v *verdict) sameTerm(ours, theirs *Value) bool {
	mine, ok := listElems(ours)
	other, isList := listElems(theirs)
	if ok != isList {
		return false
	}
	if ok {
		return v.sameElems(mine, other)
	}
	switch {
	case ours.Kind != theirs.Kind:
		return false
	case ours.Kind == Float:
		x, _ := floatOf(ours)
		y, _ := floatOf(theirs)
		return x == y
	case ours.Kind == Tuple:
		return v.sameElems(ours.Elems, theirs.Elems)
	case ours.Kind == Map:
		return v.sameMap(ours, theirs)
	}
	return ours.Text == theirs.Text
}

func (v *verdict) sameElems(ours, theirs []*Value) bool {
	if len(ours) != len(theirs) {
		return false
	}
	for i := range ours {
		if !v.same(ours[i], theirs[i]) {
			return false
		}
	}
	return true
}

func (v *verdict) sameMap(ours, theirs *Value) bool {
	if len(ours.Elems) != len(theirs.Elems) {
		return false
	}
	for _, pair := range ours.Elems {
		other, found := mapGet(theirs, pair.Elems[0])
		if !found || !v.same(pair.Elems[1], other) {
			return false
		}
	}
	return true
}

// reads checks that every variable Elixir read is among ours.
func (v *verdict) reads(c *Config) {
	var names []string
	for _, r := range append(slices.Clone(c.BuildReads), c.Reads...) {
		if r.Name == "" {
			return // a computed name, or the whole environment
		}
		names = append(names, r.Name)
	}
	for _, name := range v.answer.reads {
		if !slices.Contains(names, name) && !strings.HasPrefix(name, "ERL_") && !strings.HasPrefix(name, "ELIXIR_") {
			v.fault("Elixir reads %s, we do not", name)
		}
	}
}

// hasUndecided reports whether a value somewhere was not computed.
func (c *Config) hasUndecided() bool {
	for _, app := range c.apps {
		if hasOpaque(app.conf) {
			return true
		}
	}
	return false
}

func hasOpaque(v *Value) bool {
	if v.Kind == Opaque {
		return true
	}
	for _, alt := range v.Alts() {
		if hasOpaque(alt.Value) || !alt.When.simple() {
			return true
		}
	}
	return slices.ContainsFunc(v.Elems, hasOpaque)
}

// simple reports whether all conditions are tests of one variable.
func (g Guard) simple() bool {
	return !slices.ContainsFunc(g, func(c Condition) bool { return c.Op == OpOther })
}
