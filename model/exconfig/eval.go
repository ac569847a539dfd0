package exconfig

import (
	"strconv"
	"strings"

	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// Bounds on what a hostile or an endless configuration may cost.
const (
	maxSteps = 150_000 // expressions evaluated in one file
	maxDepth = 220     // nested calls and expressions
	maxElems = 4_096   // elements of one list
	maxText  = 1 << 20 // bytes of one string
	maxWidth = 256     // combinations of alternatives one call is tried with
)

// evaluator walks the files of one phase. Effects (variables, configuration,
// assumptions) are in its fields; see branch for how they are kept apart where
// the evaluation forks.
type evaluator struct {
	opts  *Options
	out   *Config
	env   Environment // nil: every variable is unknown
	build bool
	dry   bool // collect reads only

	file    string // path of the file being evaluated
	names   *names
	mod     *module // whose function is being evaluated
	vars    *binding
	path    assumptions // what has been assumed on the way here
	state   state
	raised  bool    // the boot certainly stopped on this path
	caught  *caught // the try around this point
	steps   int
	depth   int
	width   int // combinations of alternatives around this point, less one
	follows int
	modules map[string]*module
	defined bool // a module of a config file is among them

	sections *sections // nil where none are kept
	watch    *watch    // the section that is being evaluated

	terms  []Value  // room for those of literals
	places []*Value // and for the elements of lists, tuples and calls
}

// termsAtOnce is for how many literals memory is taken at once: a file has
// hundreds, and taking it for each costs more than evaluating it. So many just
// fit into what the runtime takes for 4 KiB.
const termsAtOnce = 36

// term is a new known value.
func (ev *evaluator) term(r parsers.Range, kind Kind, text string) *Value {
	if len(ev.terms) == 0 {
		ev.terms = make([]Value, termsAtOnce)
	}
	v := &ev.terms[0]
	ev.terms = ev.terms[1:]
	v.Range, v.Kind, v.Text = r, kind, text
	return v
}

// elemsAtOnce is the same for elements, which are a few in each place.
const elemsAtOnce = 128

// room is an empty list with room for n values.
func (ev *evaluator) room(n int) []*Value {
	if n > elemsAtOnce/4 {
		return make([]*Value, 0, n)
	}
	if n > len(ev.places) {
		ev.places = make([]*Value, elemsAtOnce)
	}
	list := ev.places[:0:n]
	ev.places = ev.places[n:]
	return list
}

// binding is one variable of a scope; later ones hide earlier ones.
type binding struct {
	name  string
	value *Value
	next  *binding
}

func (ev *evaluator) bind(name string, v *Value) {
	ev.vars = &binding{name, v, ev.vars}
}

func (ev *evaluator) bindVar(n *elixir.Var, v *Value) {
	if n.Name != "_" {
		ev.bind(n.Name, v)
	}
}

func (ev *evaluator) lookup(name string) *Value {
	for b := ev.vars; b != nil; b = b.next {
		if ev.watch != nil && b == ev.watch.vars {
			ev.entangle()
		}
		if b.name == name {
			return b.value
		}
	}
	ev.entangle() // a statement before it may come to set one of that name
	return nil
}

// known is a node that was evaluated already, so that a pipe or a default can
// stand among the arguments of a call.
type known struct {
	elixir.Node
	value *Value
}

// eval is the value of an expression; it is never nil.
func (ev *evaluator) eval(n elixir.Node) *Value {
	ev.steps++
	if ev.steps > maxSteps || ev.depth > maxDepth {
		return ev.opaque(n, "evaluation is too long")
	}
	ev.depth++
	v := ev.evalNode(n)
	ev.depth--
	return v
}

func (ev *evaluator) evalNode(n elixir.Node) *Value {
	switch n := n.(type) {
	case known:
		return ev.prune(n.value)
	case *elixir.Atom:
		return ev.term(n.Range, Atom, n.Name)
	case *elixir.Alias:
		return ev.alias(n)
	case *elixir.Integer:
		return ev.integer(n)
	case *elixir.Float:
		return newFloat(n.Range, n.Value)
	case *elixir.String:
		return ev.term(n.Range, String, n.Value)
	case *elixir.Charlist:
		return &Value{Range: n.Range, Kind: Charlist, Text: n.Value}
	case *elixir.Interpolated:
		return ev.interpolated(n)
	case *elixir.Sigil:
		return ev.sigil(n)
	case *elixir.List:
		return ev.list(n)
	case *elixir.Tuple:
		return ev.tuple(n)
	case *elixir.Map:
		return ev.mapLiteral(n)
	case *elixir.Var:
		return ev.variable(n)
	case *elixir.Call:
		return ev.call(n)
	case *elixir.Access:
		return ev.access(n)
	case *elixir.Fn:
		return newFunc(n.Range, ev.closure(n))
	case *elixir.Block:
		return ev.block(n)
	}
	return ev.opaqueNode(n)
}

func (ev *evaluator) block(n *elixir.Block) *Value {
	v := newNil(n.Range)
	for _, e := range n.Exprs {
		v = ev.statement(e)
	}
	return v
}

func (ev *evaluator) integer(n *elixir.Integer) *Value {
	text := strconv.FormatInt(n.Value, 10)
	if n.Big != nil {
		text = n.Big.String()
	}
	return ev.term(n.Range, Integer, text)
}

func (ev *evaluator) alias(n *elixir.Alias) *Value {
	if n.Base != nil {
		base, ok := ev.eval(n.Base).Module()
		if !ok {
			return ev.opaqueNode(n)
		}
		return newAtom(n.Range, "Elixir."+base+"."+strings.Join(n.Segments, "."))
	}
	return ev.term(n.Range, Atom, "Elixir."+ev.names.expand(n.Segments))
}

func (ev *evaluator) variable(n *elixir.Var) *Value {
	if v := ev.lookup(n.Name); v != nil {
		return ev.prune(v)
	}
	return ev.localCall(&elixir.Call{Range: n.Range, Name: n.Name, NamePos: n.From})
}

func (ev *evaluator) list(n *elixir.List) *Value {
	elems, fault := ev.elems(n.Elems)
	if fault != nil {
		return fault
	}
	v := ev.term(n.Range, List, "")
	v.Elems = elems
	return v
}

// elems evaluates the elements of a literal. `[a | b]` splices b. A fault is
// what the whole literal is worth instead.
func (ev *evaluator) elems(nodes []elixir.Node) (elems []*Value, fault *Value) {
	elems = ev.room(len(nodes))
	for _, e := range nodes {
		if isCons(e) {
			c := e.(*elixir.Call)
			head, tail := ev.eval(c.Args[0]), ev.eval(c.Args[1])
			joined := ev.each(c, []*Value{tail}, func(args []*Value) *Value {
				return ev.cons(c, append(elems[:len(elems):len(elems)], head), args[0])
			})
			if l, ok := joined.List(); ok {
				return l, nil
			}
			return nil, joined
		}
		v := ev.eval(e)
		if v.Kind == Raise {
			fault = v
		}
		elems = append(elems, v)
	}
	return elems, fault
}

// isCons reports whether an element is the a | b of [a | b].
func isCons(n elixir.Node) bool {
	c, ok := n.(*elixir.Call)
	return ok && c.Name == "|" && c.Form == elixir.FormOperator && len(c.Args) == 2
}

// cons is the list of elems followed by those of tail.
func (ev *evaluator) cons(n elixir.Node, elems []*Value, tail *Value) *Value {
	rest, ok := listElems(tail)
	if !ok {
		return ev.derived(n, listSort, tail).reading(elems...)
	}
	return newList(elixir.RangeOf(n), append(elems[:len(elems):len(elems)], rest...)...)
}

func (ev *evaluator) tuple(n *elixir.Tuple) *Value {
	elems, fault := ev.elems(n.Elems)
	if fault != nil {
		if n.Form == elixir.TupleBraces || len(elems) != 2 {
			return fault
		}
	}
	v := ev.term(n.Range, Tuple, "")
	v.Elems = elems
	if len(elems) == 2 {
		v.expr = elixir.RangeOf(n.Elems[1])
	}
	return v
}

func (ev *evaluator) mapLiteral(n *elixir.Map) *Value {
	pairs, fault := ev.elems(n.Elems)
	if fault != nil {
		return fault
	}
	if n.Update != nil {
		base := ev.eval(n.Update)
		return ev.each(n, []*Value{base}, func(args []*Value) *Value {
			if args[0].Kind != Map {
				return ev.derived(n, mapSort, args[0]).reading(pairs...)
			}
			return putAll(args[0], pairs).at(n.Range)
		})
	}
	m := newMap(n.Range, make([]*Value, 0, len(pairs)+1))
	if n.Struct != nil {
		key := newAtom(elixir.RangeOf(n.Struct), "__struct__")
		m.Elems = append(m.Elems, newPair(key.Range, key, ev.eval(n.Struct)))
	}
	return putAll(m, pairs)
}

// opaqueNode is what an expression the evaluator does not understand is worth.
func (ev *evaluator) opaqueNode(n elixir.Node, deps ...*Value) *Value {
	v := ev.opaque(n, describe(n)).reading(deps...)
	if inputs := undecided(deps); inputs != nil {
		v.rare = &rare{inputs: inputs}
	}
	return v
}

// undecided is those of the values that could not be evaluated.
func undecided(values []*Value) []*Value {
	var out []*Value
	for _, v := range values {
		if !v.Decided() {
			out = append(out, v)
		}
	}
	return out
}

// opaque marks a spot that could not be evaluated, and notes it.
func (ev *evaluator) opaque(n elixir.Node, text string) *Value {
	v := &Value{Range: elixir.RangeOf(n), Kind: Opaque, Text: text}
	if !ev.dry {
		ev.out.noteOpaque(v)
	}
	return v
}

// derived is the outcome of a function the evaluator knows, for arguments it
// does not know the content of.
func (ev *evaluator) derived(n elixir.Node, s sort, args ...*Value) *Value {
	v := &Value{Range: elixir.RangeOf(n), Kind: Opaque, Text: describe(n), Derived: true, sort: s}
	if inputs := undecided(args); inputs != nil {
		v.Derived = false
		v.rare = &rare{inputs: inputs}
	}
	return v.reading(args...)
}
