package dockerfile

import "strings"

const (
	missingBrace    = "syntax error: missing '}'"
	badSubstitution = "syntax error: bad substitution"
)

// braced processes what follows ${.
func (x *expander) braced() (string, string) {
	if x.i >= len(x.src) {
		return "", missingBrace
	}
	switch x.src[x.i] {
	case '{', '}', ':':
		return "", badSubstitution
	}
	name := x.name()
	op := x.next()
	switch op {
	case "}":
		value, _ := x.value(name, true)
		return value, ""
	case ":", "+", "-", "?", "#", "%":
		if op == ":" {
			op += x.next()
		}
		return x.operator(name, op)
	case "/":
		return x.replace(name)
	case "":
		return "", missingBrace
	}
	return "", "unsupported modifier (" + op + ") in substitution"
}

// operator processes ${name<op>operand}.
func (x *expander) operator(name, op string) (string, string) {
	if op == ":#" || op == ":%" {
		return "", "unsupported modifier (" + op + ") in substitution"
	}
	raw := op == "#" || op == "%"
	before := x.out
	operand, problem := x.until('}', raw)
	if problem != "" {
		if x.i >= len(x.src) {
			problem = missingBrace
		}
		return "", problem
	}
	if x.scope == nil {
		return "", ""
	}
	if raw {
		value, _ := x.value(name, true)
		return x.trim(value, operand, op[0])
	}
	return x.choose(name, op, operand, before)
}

// choose decides between a variable and the operand of - + or ?. What the
// operand used does not count if it is not taken: before is what did before.
func (x *expander) choose(name, op, operand string, before Expanded) (string, string) {
	withOperand := x.out
	x.out = before
	value, set := x.value(name, false)
	if strings.HasPrefix(op, ":") && value == "" {
		set = set && x.uncertain(before)
	}
	switch op[len(op)-1] {
	case '-':
		if set {
			return value, ""
		}
		x.out = withOperand
		x.out.Defaulted = appendNew(x.out.Defaulted, name)
		return operand, ""
	case '+':
		if !set {
			x.out.Defaulted = appendNew(x.out.Defaulted, name)
			return "", ""
		}
		uses := x.out.Uses
		x.out = withOperand
		x.out.Uses = uses
		return operand, ""
	case '?':
		if !set {
			x.out.Missing = appendNew(x.out.Missing, name)
		}
		return value, ""
	}
	return "", "unsupported modifier (" + op + ") in substitution"
}

// uncertain reports whether a variable looked up since before is not known: it
// may well have a value though none is seen.
func (x *expander) uncertain(before Expanded) bool {
	return len(x.out.Missing) > len(before.Missing)
}

// trim processes ${name#pattern} and the like; a doubled operator is at the
// start of the pattern.
func (x *expander) trim(value, pattern string, op byte) (string, string) {
	greedy := pattern != "" && pattern[0] == op
	if greedy {
		pattern = pattern[1:]
	}
	p, problem := compilePattern(pattern)
	if problem != "" {
		return "", problem
	}
	if op == '%' {
		return p.trimSuffix(value, greedy), ""
	}
	return p.trimPrefix(value, greedy), ""
}

// replace processes ${name/pattern/replacement} and ${name//pattern/replacement}.
func (x *expander) replace(name string) (string, string) {
	all := x.i < len(x.src) && x.src[x.i] == '/'
	if all {
		x.i++
	}
	pattern, problem := x.until('/', true)
	if problem != "" {
		if x.i >= len(x.src) {
			problem = "syntax error: missing '/' in ${}"
		}
		return "", problem
	}
	replacement, problem := x.until('}', true)
	if problem != "" {
		if x.i >= len(x.src) {
			problem = missingBrace
		}
		return "", problem
	}
	if x.scope == nil {
		return "", ""
	}
	value, _ := x.value(name, true)
	p, problem := compilePattern(pattern)
	if problem != "" {
		return "", problem
	}
	return p.replace(value, replacement, all), ""
}
