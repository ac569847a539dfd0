package elixir

import (
	"go/token"
	"math/big"

	"github.com/flylint/flylint/parsers"
)

// Node is a node of the tree. A node's range covers the text it was written
// as, without parentheses around it, and a call's covers its do block up to
// and including end.
type Node interface {
	Pos() token.Pos
	End() token.Pos
	node()
}

// File is the tree of one source file.
type File struct {
	parsers.Range
	Exprs    []Node          // top-level expressions, in order
	Comments []Comment       // every comment, in order
	Errors   []parsers.Error // syntax errors, in order; empty when Elixir accepts the file

	src string

	// What a later version of the file may use.
	pieces []piece // its statements
	lexed  *lexed  // nil where there is a fault
	spare  []tok   // memory for tokens
	age    int     // how many earlier versions may have parts in it
	plain  bool    // it defines no modules
}

// Comment is one comment, from its # to the end of the line (exclusive).
type Comment struct {
	parsers.Range
	Text string // without the # and surrounding blanks
}

// Atom is :name, :"quoted name", true, false, nil, or a keyword's key.
// Quoted form: the atom itself.
type Atom struct {
	parsers.Range
	Name string // without colon or quotes, unescaped
	Form AtomForm
}

// AtomForm says how an atom was written.
type AtomForm uint8

// The ways to write an atom.
const (
	AtomPlain   AtomForm = iota // :name, :"name", :+
	AtomLiteral                 // true, false, nil
	AtomKey                     // name: or "name": in a keyword or map; the range covers the colon
)

// Alias is a module name such as MyApp.Repo.
// Quoted form: {:__aliases__, meta, segments}.
type Alias struct {
	parsers.Range
	Base     Node      // what stands before the first segment (__MODULE__, an attribute); usually nil
	Segments []string  // at least one
	LastPos  token.Pos // of the last segment
	DotPos   token.Pos // of the dot after Base
}

// Integer is a whole number in any notation, or a character such as ?a.
type Integer struct {
	parsers.Range
	Text  string   // as written
	Value int64    // meaningless when Big is set
	Big   *big.Int // set only when the number does not fit into Value
}

// Float is a floating point number.
type Float struct {
	parsers.Range
	Text  string // as written
	Value float64
}

// Quote says with which delimiters a string, charlist, atom or sigil was written.
type Quote uint8

// The delimiters of quoted text.
const (
	QuoteDouble  Quote = iota // "text"
	QuoteSingle               // 'text'
	QuoteHeredoc              // """ or '''
)

// String is quoted text without interpolation; its value is unescaped, a
// heredoc's is dedented too. Quoted form: a binary.
type String struct {
	parsers.Range
	Value string
	Quote Quote
	Inner parsers.Range // the text between the delimiters
}

// Charlist is 'text' or a ”' heredoc without interpolation. Quoted form: a
// list of code points.
type Charlist struct {
	parsers.Range
	Value string
	Quote Quote
	Inner parsers.Range
}

// Interpolated is quoted text that holds #{…}.
// Quoted form: {:<<>>, meta, parts}, wrapped for charlists and atoms.
type Interpolated struct {
	parsers.Range
	Kind  InterpolatedKind
	Quote Quote
	Parts []Node // *String (its Inner is the part's own text) and *Interpolation
}

// InterpolatedKind says what interpolated text becomes.
type InterpolatedKind uint8

// What interpolated text becomes.
const (
	InterpolatedString InterpolatedKind = iota
	InterpolatedCharlist
	InterpolatedAtom // :"a#{b}"
	InterpolatedKey  // "a#{b}": in a keyword
)

// Interpolation is one #{…}, delimiters included in the range. More than one
// expression inside is a *Block.
type Interpolation struct {
	parsers.Range
	Expr Node // nil for the empty #{}
}

// Sigil is ~name<delimiter>text<delimiter>modifiers.
// Quoted form: {:sigil_name, meta, [{:<<>>, meta, parts}, modifiers]}.
type Sigil struct {
	parsers.Range
	Name      string // "w", "S", "HTML"
	Open      string // opening delimiter: `(`, `"""`
	Parts     []Node // *String with the raw text (escapes are the sigil's business) and *Interpolation
	Modifiers string
	Inner     parsers.Range
}

// List is [a, b]. A keyword inside is a *Tuple of two. A keyword at the end of
// call arguments, without brackets, is a *List too, with Bare set.
type List struct {
	parsers.Range
	Elems []Node
	Bare  bool // no brackets were written: f(a, key: value)
}

// Tuple is {a, b, …}; two elements written key: value or key => value are one
// too. Quoted form: the pair itself for two elements, else {:{}, meta, elems}.
type Tuple struct {
	parsers.Range
	Elems []Node
	Form  TupleForm
}

// TupleForm says how a tuple was written.
type TupleForm uint8

// The ways to write a tuple.
const (
	TupleBraces TupleForm = iota // {a, b}
	TupleKey                     // a: b
	TupleArrow                   // a => b
)

// Map is %{…}, %{map | …}, %Struct{…}.
// Quoted form: {:%{}, meta, pairs}, inside {:%, meta, [struct, map]} for structs.
type Map struct {
	parsers.Range
	Struct Node   // nil for a plain map
	Update Node   // what stands before |; nil otherwise
	Elems  []Node // *Tuple each, where the source is sound
	Brace  token.Pos
	Pipe   token.Pos
}

// Bitstring is <<…>>. Quoted form: {:<<>>, meta, elems}.
type Bitstring struct {
	parsers.Range
	Elems []Node
}

// Var is a bare identifier: a variable, or a local call without parentheses
// and arguments. Quoted form: {name, meta, nil}.
type Var struct {
	parsers.Range
	Name string
}

// Call is every call: local, remote, anonymous, operator, special form.
//
//	f(a)        Name "f"
//	f a do … end  Name "f", Blocks
//	M.f(a)      Target M, Name "f"
//	m.f         Target m, Name "f", Form FormField
//	f.(a)       Target f, Name "", Form FormAnonymous
//	f(a)(b)     Target f(a), Name "", Form FormDouble
//	a + b       Name "+", Form FormOperator, Args a and b
//	-a, @a, &a  Name "-", Form FormOperator, Args a
//	A.{B, C}    Target A, Name "{}", Args B and C
//
// Quoted form: {name, meta, args} or {{:., meta, [target, name]}, meta, args},
// where do blocks are one keyword list after the arguments.
type Call struct {
	parsers.Range
	Target  Node
	Name    string
	NamePos token.Pos // of the name or the operator
	DotPos  token.Pos // of the dot of remote and anonymous calls
	Args    []Node
	Blocks  []Section // do, else, after, … of a do block, in order
	Form    CallForm
	Lparen  token.Pos // 0 without parentheses
	Rparen  token.Pos
}

// CallForm says how a call was written.
type CallForm uint8

// The ways to write a call.
const (
	FormNoParens  CallForm = iota // f a; also f do … end
	FormParens                    // f(a)
	FormOperator                  // a + b, not a, @a, &a, .. without operands
	FormField                     // m.f without parentheses and arguments
	FormAnonymous                 // f.(a)
	FormDouble                    // f(a)(b)
)

// Section is one part of a do block: its keyword and its body.
type Section struct {
	Key  *Atom // do, else, rescue, catch, after
	Body Node  // *Block for none or several expressions, *Clauses for a -> b lists
}

// Access is container[key].
// Quoted form: {{:., meta, [Access, :get]}, meta, [container, key]}.
type Access struct {
	parsers.Range
	Container Node
	Key       Node
	Bracket   token.Pos
}

// Fn is fn … end. Quoted form: {:fn, meta, clauses}.
type Fn struct {
	parsers.Range
	Clauses []*Clause
}

// Clause is one args -> body. Quoted form: {:->, meta, [args, body]}, where a
// guard turns args into [{:when, meta, args ++ [guard]}].
type Clause struct {
	parsers.Range
	Args  []Node
	Guard Node // nil without when
	Arrow token.Pos
	When  token.Pos
	Body  Node
}

// Clauses is a list of clauses that stands where an expression may: the body
// of case and cond, or (a -> b) in a type. Quoted form: the list of clauses.
type Clauses struct {
	parsers.Range
	List []*Clause
}

// Block is several expressions, an empty body, or (not a) and the like, which
// Elixir wraps too. Quoted form: {:__block__, meta, exprs}.
type Block struct {
	parsers.Range
	Exprs []Node
}

// Bad stands where an expression should be and could not be read. The file's
// Errors say why.
type Bad struct {
	parsers.Range
	Parts []Node // what could be read inside it
}

func (*Atom) node()          {}
func (*Alias) node()         {}
func (*Integer) node()       {}
func (*Float) node()         {}
func (*String) node()        {}
func (*Charlist) node()      {}
func (*Interpolated) node()  {}
func (*Interpolation) node() {}
func (*Sigil) node()         {}
func (*List) node()          {}
func (*Tuple) node()         {}
func (*Map) node()           {}
func (*Bitstring) node()     {}
func (*Var) node()           {}
func (*Call) node()          {}
func (*Access) node()        {}
func (*Fn) node()            {}
func (*Clause) node()        {}
func (*Clauses) node()       {}
func (*Block) node()         {}
func (*Bad) node()           {}
