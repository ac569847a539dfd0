package shell

import (
	"slices"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// guard makes the guard of a condition.
func (w *walker) guard(kind GuardKind, cond []*syntax.Stmt) *Guard {
	if len(cond) == 0 {
		return &Guard{Kind: kind}
	}
	from, _ := w.span(cond[0])
	_, to := w.span(cond[len(cond)-1])
	// The last statement ends with the ; before then, if there is one.
	text := strings.TrimRight(w.src[from:to], "; \t\r\n")
	g := &Guard{Range: w.rng(from, from+len(text)), Kind: kind, Text: text}
	if len(cond) == 1 {
		g.Tests = w.tests(cond[0], 0)
	}
	return g
}

// maxTests is how deep conditions are followed into one another.
const maxTests = 32

// tests returns the simple tests that a condition is made of, all of which must
// hold; nil if it is not.
func (w *walker) tests(s *syntax.Stmt, depth int) []Test {
	if depth > maxTests || s.Background {
		return nil
	}
	var all []Test
	switch c := s.Cmd.(type) {
	case *syntax.CallExpr:
		all = w.testCommand(c)
	case *syntax.TestClause:
		all = w.testExpr(c.X, depth)
	case *syntax.Block:
		if len(c.Stmts) == 1 {
			all = w.tests(c.Stmts[0], depth+1)
		}
	case *syntax.BinaryCmd:
		if c.Op == syntax.AndStmt {
			all = both(w.tests(c.X, depth+1), w.tests(c.Y, depth+1))
		}
	}
	if s.Negated {
		return negated(all)
	}
	return all
}

// both joins two conditions of which both must hold; nil if either is unknown.
func both(a, b []Test) []Test {
	if a == nil || b == nil {
		return nil
	}
	return append(a[:len(a):len(a)], b...)
}

// negated negates a condition; of several tests at once it cannot.
func negated(all []Test) []Test {
	if len(all) != 1 {
		return nil
	}
	t := all[0]
	t.Kind = t.Kind.negate()
	return []Test{t}
}

// testCommand reads [ … ], test … and, where the dialect is not bash, [[ … ]].
func (w *walker) testCommand(c *syntax.CallExpr) []Test {
	if len(c.Args) < 2 || len(c.Assigns) > 0 {
		return nil
	}
	words := make([]*Word, len(c.Args))
	for i, a := range c.Args {
		words[i] = w.word(a)
	}
	last := words[len(words)-1].Raw
	switch words[0].Raw {
	case "test":
		return testWords(words[1:], 0)
	case "[":
		if last == "]" {
			return testWords(words[1:len(words)-1], 0)
		}
	case "[[":
		if last == "]]" && !slices.ContainsFunc(words[1:], isPattern) {
			return testWords(words[1:len(words)-1], 0)
		}
	}
	return nil
}

// testWords reads the words between [ and ].
func testWords(words []*Word, depth int) []Test {
	if depth > maxTests {
		return nil
	}
	for i, word := range words {
		if word.Raw == "-o" && i > 0 {
			return nil // an alternative
		}
	}
	for i, word := range words {
		if word.Raw == "-a" && i > 0 && i < len(words)-1 {
			return both(testWords(words[:i], depth+1), testWords(words[i+1:], depth+1))
		}
	}
	switch {
	case len(words) > 1 && words[0].Raw == "!":
		return negated(testWords(words[1:], depth+1))
	case len(words) == 1:
		return unaryTest("-n", words[0])
	case len(words) == 2:
		return unaryTest(words[0].Raw, words[1])
	case len(words) == 3:
		return binaryTest(words[1].Raw, words[0], words[2])
	}
	return nil
}

// testExpr reads what stands between [[ and ]].
func (w *walker) testExpr(x syntax.TestExpr, depth int) []Test {
	if depth > maxTests {
		return nil
	}
	switch x := x.(type) {
	case *syntax.Word:
		return unaryTest("-n", w.word(x))
	case *syntax.ParenTest:
		return w.testExpr(x.X, depth+1)
	case *syntax.UnaryTest:
		if x.Op == syntax.TsNot {
			return negated(w.testExpr(x.X, depth+1))
		}
		if word, ok := x.X.(*syntax.Word); ok {
			return unaryTest(x.Op.String(), w.word(word))
		}
	case *syntax.BinaryTest:
		if x.Op == syntax.AndTest {
			return both(w.testExpr(x.X, depth+1), w.testExpr(x.Y, depth+1))
		}
		left, ok1 := x.X.(*syntax.Word)
		right, ok2 := x.Y.(*syntax.Word)
		if ok1 && ok2 {
			value := w.word(right)
			if isPattern(value) {
				return nil
			}
			return binaryTest(x.Op.String(), w.word(left), value)
		}
	}
	return nil
}

// unaryTest reads -n, -z and -v.
func unaryTest(op string, word *Word) []Test {
	if op == "-v" {
		if name, ok := word.Literal(); ok && validName(name) {
			return []Test{{Kind: IsSet, Name: name}}
		}
		return nil
	}
	kind, name, ok := presence(word)
	switch {
	case !ok:
		return nil
	case op == "-n":
		return []Test{{Kind: kind, Name: name}}
	case op == "-z":
		return []Test{{Kind: kind.negate(), Name: name}}
	}
	return nil
}

// presence reads a word that is not empty when a variable is set: "$X", and
// "${X:-}", "${X+x}", "${X:+x}".
func presence(word *Word) (kind TestKind, name string, ok bool) {
	if len(word.Parts) != 1 || word.Parts[0].Kind != Variable {
		return 0, "", false
	}
	p := word.Parts[0]
	if !validName(p.Name) && !isArgument(p.Name) {
		return 0, "", false
	}
	operand, known := "", true
	if p.Operand != nil {
		operand, known = p.Operand.Literal()
	}
	switch p.Operator {
	case "":
		return NotEmpty, p.Name, true
	case ":-", "-":
		return NotEmpty, p.Name, known && operand == ""
	case ":+":
		return NotEmpty, p.Name, known && operand != ""
	case "+":
		return IsSet, p.Name, known && operand != ""
	}
	return 0, "", false
}

// isArgument reports whether a name is that of an argument: 1, 2 …
func isArgument(name string) bool {
	return name != "" && strings.Trim(name, "0123456789") == ""
}

// binaryTest reads a = b and a != b, of a variable and a literal.
func binaryTest(op string, left, right *Word) []Test {
	if _, ok := left.Literal(); ok {
		left, right = right, left
	}
	kind, name, ok := presence(left)
	value, known := right.Literal()
	if !ok || !known || kind != NotEmpty {
		return nil
	}
	t := Test{Name: name, Values: []string{value}}
	switch op {
	case "=", "==":
		t.Kind = Equal
	case "!=":
		t.Kind = NotEqual
	default:
		return nil
	}
	if value == "" {
		t.Kind, t.Values = Empty, nil
		if op == "!=" {
			t.Kind = NotEmpty
		}
	}
	return []Test{t}
}

// isPattern reports whether a word holds an unquoted *, ? or [.
func isPattern(word *Word) bool {
	for _, p := range word.Parts {
		if p.Kind == Text && !p.Quoted && strings.ContainsAny(p.Text, "*?[") {
			return true
		}
	}
	return false
}

// branches is what the branches of a case so far were.
type branches struct {
	literal bool // all were plain texts
	values  []string
}

// caseGuard makes the guard of one branch. That of the default branch is the
// negation of all before it.
func (w *walker) caseGuard(c *syntax.CaseClause, item *syntax.CaseItem, seen *branches) *Guard {
	from, _ := w.span(c.Word)
	_, to := w.span(c.Word)
	g := &Guard{Range: w.nodeRange(item.Patterns[0]), Kind: Case, Text: w.src[from:to] + " in "}
	_, name, ok := presence(w.word(c.Word))
	var values []string
	literal := true
	for i, pattern := range item.Patterns {
		word := w.word(pattern)
		value, known := word.Literal()
		literal = literal && known && !isPattern(word)
		values = append(values, value)
		g.To = word.To
		if i > 0 {
			g.Text += "|"
		}
		g.Text += word.Raw
	}
	if len(values) == 1 && values[0] == "*" {
		g.Negated = true
		if ok && seen.literal && len(seen.values) > 0 {
			g.Tests = []Test{{Kind: Equal, Name: name, Values: seen.values}}
		}
		return g
	}
	if ok && literal {
		g.Tests = []Test{{Kind: Equal, Name: name, Values: values}}
	}
	seen.literal = seen.literal && literal
	seen.values = append(seen.values, values...)
	return g
}
