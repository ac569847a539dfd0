package elixir

import (
	"strings"

	"github.com/flylint/flylint/parsers"
)

// AnyArity stands for every number of arguments.
const AnyArity = -1

// IsCall reports whether n is a call of a local function or macro with that
// name and arity; a do block counts as one argument, as in Elixir. A name
// without parentheses and arguments is a Var, not a call.
func IsCall(n Node, name string, arity int) bool {
	c, ok := n.(*Call)
	return ok && c.Target == nil && c.Form != FormOperator && c.Name == name && c.hasArity(arity)
}

// IsRemoteCall reports whether n is a call of module.name with that arity. An
// Erlang module is given with its colon: ":crypto".
func IsRemoteCall(n Node, module, name string, arity int) bool {
	c, ok := n.(*Call)
	return ok && c.Name == name && c.Module() == module && c.hasArity(arity)
}

// IsOperator reports whether n is a call of that operator with so many operands.
func IsOperator(n Node, operator string, operands int) bool {
	c, ok := n.(*Call)
	return ok && c.Form == FormOperator && c.Name == operator && c.hasArity(operands)
}

func (c *Call) hasArity(arity int) bool { return arity == AnyArity || c.Arity() == arity }

// Arity is the number of arguments as Elixir counts them: a do block is one.
func (c *Call) Arity() int { return len(c.Args) + min(len(c.Blocks), 1) }

// Module is the module a remote call names: "System" in System.get_env(a),
// ":crypto" in :crypto.hash(a, b), "" for other calls.
func (c *Call) Module() string {
	switch t := c.Target.(type) {
	case *Alias:
		if t.Base == nil && c.Form != FormDouble && c.Form != FormAnonymous {
			return t.Name()
		}
	case *Atom:
		if t.Form == AtomPlain && c.Form != FormDouble && c.Form != FormAnonymous {
			return ":" + t.Name
		}
	}
	return ""
}

// Arg returns the argument at index i, counted from 0, or nil.
func (c *Call) Arg(i int) Node {
	if i < len(c.Args) {
		return c.Args[i]
	}
	return nil
}

// Keyword returns the pair with that key in the keyword list that is the
// call's last argument, or nil.
func (c *Call) Keyword(key string) *Tuple {
	if len(c.Args) == 0 {
		return nil
	}
	list, ok := c.Args[len(c.Args)-1].(*List)
	if !ok {
		return nil
	}
	return list.Lookup(key)
}

// Section returns the body of a do block's section ("do", "else", …), written
// as a block or as a keyword (if a, do: b, else: c), or nil.
func (c *Call) Section(key string) Node {
	for _, s := range c.Blocks {
		if s.Key.Name == key {
			return s.Body
		}
	}
	if pair := c.Keyword(key); pair != nil {
		return pair.Value()
	}
	return nil
}

// Lookup returns the first pair of a keyword list or map whose key is that
// atom, or nil. It works on every Node; other ones have no pairs.
func Lookup(n Node, key string) *Tuple {
	switch n := n.(type) {
	case *List:
		return n.Lookup(key)
	case *Map:
		return lookup(n.Elems, key)
	}
	return nil
}

// Lookup returns the first pair whose key is that atom, or nil.
func (l *List) Lookup(key string) *Tuple { return lookup(l.Elems, key) }

func lookup(elems []Node, key string) *Tuple {
	for _, e := range elems {
		pair, ok := e.(*Tuple)
		if !ok || len(pair.Elems) != 2 {
			continue
		}
		if name, ok := AtomValue(pair.Elems[0]); ok && name == key {
			return pair
		}
	}
	return nil
}

// Key is the first element of a pair, nil when the tuple is not one.
func (t *Tuple) Key() Node {
	if len(t.Elems) != 2 {
		return nil
	}
	return t.Elems[0]
}

// Value is the second element of a pair, nil when the tuple is not one.
func (t *Tuple) Value() Node {
	if len(t.Elems) != 2 {
		return nil
	}
	return t.Elems[1]
}

// AtomValue returns the name of a literal atom, true, false and nil among them.
func AtomValue(n Node) (name string, ok bool) {
	a, ok := n.(*Atom)
	if !ok {
		return "", false
	}
	return a.Name, true
}

// BoolValue returns the value of a literal true or false.
func BoolValue(n Node) (value, ok bool) {
	name, ok := AtomValue(n)
	return name == "true", ok && (name == "true" || name == "false")
}

// StringValue returns the value of a string without interpolation: quoted, a
// heredoc, or one of the sigils ~s and ~S.
func StringValue(n Node) (value string, ok bool) {
	switch n := n.(type) {
	case *String:
		return n.Value, true
	case *Sigil:
		raw, ok := n.Text()
		switch {
		case ok && n.Name == "S":
			return raw, true
		case ok && n.Name == "s":
			value, message := unescape(raw)
			return value, message == ""
		}
	}
	return "", false
}

// IntValue returns the value of a literal whole number, negative ones too, if
// it fits.
func IntValue(n Node) (value int64, ok bool) {
	switch n := n.(type) {
	case *Integer:
		return n.Value, n.Big == nil
	case *Call:
		if IsOperator(n, "-", 1) {
			value, ok = IntValue(n.Args[0])
			return -value, ok
		}
	}
	return 0, false
}

// AtomOrString is the text of an atom or a string, or "".
func AtomOrString(n Node) string {
	switch n := n.(type) {
	case *Atom:
		return n.Name
	case *String:
		return n.Value
	}
	return ""
}

// RangeOf is the whole of a node; invalid for nil.
func RangeOf(n Node) parsers.Range {
	if n == nil {
		return parsers.Range{}
	}
	return parsers.Range{From: n.Pos(), To: n.End()}
}

// Name joins the segments with dots. What Base stands for is not part of it.
func (a *Alias) Name() string {
	if len(a.Segments) == 1 {
		return a.Segments[0]
	}
	return strings.Join(a.Segments, ".")
}

// Text is the raw text of a sigil without interpolation, escapes as written.
func (s *Sigil) Text() (raw string, ok bool) {
	if len(s.Parts) != 1 {
		return "", false
	}
	part, ok := s.Parts[0].(*String)
	if !ok {
		return "", false
	}
	return part.Value, true
}
