package exconfig

import (
	"github.com/flylint/flylint/parsers"
)

// Kind says what a Value is.
type Kind uint8

// The kinds of value. Up to Func they are Elixir terms known at lint time.
const (
	Atom     Kind = iota // Text is the name; a module's starts with "Elixir."; nil, true, false too
	Integer              // Text is the decimal form
	Float                // Text is the source or shortest form
	String               // Text is the binary
	Charlist             // Text is the content; the term is a list of code points
	List                 // Elems; a keyword list's elements are Tuples of two
	Tuple                // Elems
	Map                  // Elems are Tuples of two; a struct has the key __struct__
	Func                 // a function value; only the evaluator looks inside

	Secret  // Text is the variable: a string that is present, content unknown
	Unknown // Text is the variable: a string, or nil when it is not set
	Choice  // Alts: one of several values, by conditions that cannot be decided here
	Raise   // Text is the message: evaluation stops with this exception
	Opaque  // Text is the source of what could not be evaluated; see Derived
	Missing // only inside a Choice: the key is not set at all
)

// Value is what an expression is worth in production. Its range is the literal
// (or the call) that decides it, which may stand far from the place of use: in
// a variable, a helper, another file.
//
// Values are immutable once made and may be shared.
type Value struct {
	parsers.Range
	Kind Kind
	// Form says what a Secret's or Unknown's text was turned into. Any other
	// form than FormText is never nil: turning nil would have stopped the boot.
	Form ReadForm
	// Derived marks an Opaque that was computed by functions the evaluator
	// knows: it is only the content of its Reads that is missing.
	Derived bool

	sort    sort   // Opaque: the type it certainly has
	sparse  bool   // List: absent as a whole where all of its keys are Missing
	partial bool   // List: a keyword list of which some entries may be Missing
	moved   uint16 // the last pass of a mover

	Text  string
	Elems []*Value
	Reads []*Read // the environment variables its content depends on; see Vars

	expr parsers.Range // a keyword's pair: the value as written where it was set
	rare *rare
}

// rare is what few values have. A configuration has a thousand values, most of
// them keys and literals, so each pays for what it is.
type rare struct {
	alts   []Alternative // Choice
	inputs []*Value      // Opaque
	fn     any           // Func: the closure; of other kinds a mark, for the evaluator
}

// choice is a Choice with its alternatives in one piece of memory.
type choice struct {
	Value
	more rare
}

// NewChoice is one of several values. The alternatives must be disjoint and
// exhaust what is possible.
func NewChoice(r parsers.Range, alts []Alternative, reads []*Read) *Value {
	c := &choice{Value: Value{Range: r, Kind: Choice, Reads: reads}, more: rare{alts: alts}}
	c.rare = &c.more
	return &c.Value
}

// Alts is the alternatives of a Choice; nil for any other value.
func (v *Value) Alts() []Alternative {
	if v.rare == nil {
		return nil
	}
	return v.rare.alts
}

// Inputs is what an Opaque was computed from, less what is known.
func (v *Value) Inputs() []*Value {
	if v.rare == nil {
		return nil
	}
	return v.rare.inputs
}

// special is what the evaluator keeps with a value; nil without.
func (v *Value) special() any {
	if v.rare == nil {
		return nil
	}
	return v.rare.fn
}

// Alternative is one possibility of a Choice.
type Alternative struct {
	When  Guard
	Value *Value
}

// Guard is the conjunction of conditions under which something holds. An empty
// guard always holds.
type Guard []Condition

// Condition is one test that cannot be decided from the files.
type Condition struct {
	parsers.Range // the test, or the call that reads the variable
	Op            ConditionOp
	Negated       bool
	assumed       bool     // it holds since the boot would have stopped otherwise
	Var           string   // the environment variable; "" for OpOther
	Values        []string // what it is compared with, for OpEquals and OpIn
	Text          string   // the test as written, for people

	test *Value // OpOther: what is tested; it tells two tests that read alike apart
}

// ConditionOp says what a Condition tests.
type ConditionOp uint8

// The tests a Condition can make.
const (
	OpSet     ConditionOp = iota // the variable is set (present and so truthy)
	OpEquals                     // it equals Values[0]
	OpIn                         // it is one of Values
	OpInteger                    // it parses as an integer
	OpOther                      // something else; see Text
)

// Read is one place that reads an environment variable.
type Read struct {
	parsers.Range               // the whole call: System.get_env("X")
	Name          string        // the variable; "" when it is computed
	NameRange     parsers.Range // the literal name
	Default       *Value        // what stands in when it is not set; nil without
	Required      bool          // boot stops when it is not set
	Message       string        // of the exception, when Required
	Form          ReadForm
	Guard         Guard // the conditions under which the read happens
	Build         bool  // read while the image is built, not at boot

	listed bool   // it is in the Config's list
	moved  uint16 // the last pass of a mover
	seal   *bool  // set once the read does not change any more; true when something tried to
}

// open reports whether the evaluation of the read is still under way, so that it
// can be marked.
func (r *Read) open() bool {
	if r.seal != nil {
		*r.seal = true
	}
	return r.seal == nil
}

// ReadForm says how the text of a variable is used.
type ReadForm uint8

// The uses of a variable that the evaluator recognises.
const (
	FormText    ReadForm = iota // as it is
	FormInteger                 // String.to_integer and the like
	FormFlag                    // only its presence counts
	FormOneOf                   // compared with literals, as in ~w(true 1)
	FormAtom                    // String.to_atom and the like
	FormList                    // split into parts
	FormFloat                   // String.to_float and the like
	FormBoolean                 // read as true or false
)

// EnvState says what the files tell about an environment variable.
type EnvState uint8

// What can be known of a variable.
const (
	EnvUnknown EnvState = iota // nothing: it may be a secret, or absent
	EnvUnset                   // certainly not set
	EnvKnown                   // set, and the value is Text
	EnvSecret                  // set, and the value is hidden
)

// EnvVar is the state of one variable in an Environment.
type EnvVar struct {
	State EnvState
	Text  string        // the value, when EnvKnown
	Range parsers.Range // where it is set; invalid when nowhere in the files
}

// Environment answers what a variable is worth where the configuration is
// evaluated.
type Environment interface {
	LookupEnv(name string) EnvVar
}
