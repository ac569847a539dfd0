package exconfig

import (
	"strings"
	"testing"
)

// condition reads "A", "!A", "A=x", "A!=x", "A in x y", "A not in x y", "A int".
func condition(text string) Condition {
	fields := strings.Fields(text)
	if len(fields) > 1 {
		c := Condition{Op: OpIn, Var: fields[0], Values: fields[2:]}
		switch fields[1] {
		case "not":
			c.Negated, c.Values = true, fields[3:]
		case "int":
			c = Condition{Op: OpInteger, Var: fields[0]}
		}
		return c
	}
	if name, value, ok := strings.Cut(text, "!="); ok {
		return Condition{Op: OpEquals, Var: name, Values: []string{value}, Negated: true}
	}
	if name, value, ok := strings.Cut(text, "="); ok {
		return Condition{Op: OpEquals, Var: name, Values: []string{value}}
	}
	name, negated := strings.CutPrefix(text, "!")
	return Condition{Op: OpSet, Var: name, Negated: negated}
}

func guard(text string) Guard {
	var g Guard
	for _, part := range strings.Split(text, ",") {
		if part = strings.TrimSpace(part); part != "" {
			g = append(g, condition(part))
		}
	}
	return g
}

// TestDecide shows what a guard says about a further condition.
func TestDecide(t *testing.T) {
	tests := []struct {
		guard, condition string
		want             Truth
	}{
		{"", "A", Maybe},
		{"A", "A", Always},
		{"A", "!A", Never},
		{"!A", "A=x", Never},
		{"!A", "A!=x", Always},
		{"A=x", "A", Always},
		{"A=x", "A=x", Always},
		{"A=x", "A=y", Never},
		{"A=x", "A in x y", Always},
		{"A in x y", "A=x", Maybe},
		{"A in x y", "A in y z", Maybe},
		{"A in x y", "A in x y z", Always},
		{"A in x y", "A=z", Never},
		{"A in x y, A!=x", "A=y", Always},
		{"A!=x", "A", Maybe},
		{"A!=x", "A=x", Never},
		{"A not in x y", "A=y", Never},
		{"A not in x y", "A=z", Maybe},
		{"A in 1 2", "A int", Always},
		{"A in a b", "A int", Never},
		{"A int", "A", Always},
		{"B=x", "A=x", Maybe},
	}
	for _, test := range tests {
		c := condition(test.condition)
		if got := guard(test.guard).decide(c); got != test.want {
			t.Errorf("%q says %d of %q, want %d", test.guard, got, test.condition, test.want)
		}
		if got := guard(test.guard).decide(c.not()); got != test.want.Not() {
			t.Errorf("%q says %d of the opposite of %q", test.guard, got, test.condition)
		}
		var path assumptions
		path.push(condition("Z=1"))
		path.push(guard(test.guard)...)
		if got := path.decide(c); got != test.want {
			t.Errorf("the path %q says %d of %q, want %d", test.guard, got, test.condition, test.want)
		}
		path.release(1)
		if got := path.decide(c); got != Maybe {
			t.Errorf("after %q was released the path says %d of %q", test.guard, got, test.condition)
		}
	}
}

// TestJoinValues shows how alternatives of the same value become one.
func TestJoinValues(t *testing.T) {
	type alt struct{ when, value string }
	tests := []struct {
		name string
		alts []alt
		want string
	}{
		{"complements", []alt{{"A", "x"}, {"!A", "x"}}, `"x"`},
		{"different", []alt{{"A", "x"}, {"!A", "y"}}, `("x" if A is set | "y" if A is not set)`},
		{"one condition more", []alt{{"A, B", "x"}, {"A, !B", "x"}, {"!A", "y"}}, `("x" if A is set | "y" if A is not set)`},
		{"twice", []alt{{"A, B", "x"}, {"A, !B", "x"}, {"!A", "x"}}, `"x"`},
		{"unset is unequal", []alt{{"A=t", "x"}, {"A, A!=t", "y"}, {"!A", "y"}}, `("x" if A == "t" | "y" if A != "t")`},
		{"unset is unequal, under a condition", []alt{{"B, A, A=t", "x"}, {"B, A, A!=t", "y"}, {"B, !A", "y"}, {"!B", "z"}},
			`("x" if B is set and A == "t" | "y" if B is set and A != "t" | "z" if B is not set)`},
		{"all the same", []alt{{"A=x", "x"}, {"A=y", "x"}, {"A not in x y", "x"}}, `"x"`},
		{"order does not matter", []alt{{"A, B", "x"}, {"!B, A", "x"}, {"!A", "y"}}, `("x" if A is set | "y" if A is not set)`},
	}
	for _, test := range tests {
		var cells []Alternative
		for _, a := range test.alts {
			cells = append(cells, Alternative{guard(a.when), &Value{Kind: String, Text: a.value}})
		}
		if got := joinValues(cells).String(); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
}
