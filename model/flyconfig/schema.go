package flyconfig

import "strings"

// Key says what flyctl makes of one key of a fly config.
type Key struct {
	Name    string
	Form    Form
	Child   Table  // the table it holds; TableNone for values
	Unit    Unit   // of a duration: what an integer means
	Enum    string // the values it may have, separated by blanks; "" when free
	Span    string // of a number, the least and the most, "1 60"; "0" has no most; "" when free
	Checked bool   // flyctl itself refuses values outside Enum and Span
	Refused bool   // it does not, but Fly's platform is known to
	Default string // what holds without it; "" when nothing does or it is not documented
	Doc     string // its meaning, one line
	Alias   string // the key it is another name of; "" for a name of its own
	Exact   bool   // known to the patch step only: lost when the case of it, or of a table above it, differs
	Moved   string // where the patch step moves its value, unless something stands there; "" when it stays
	Dead    string // why it has no effect; "" when it has one
}

// Values is the set of values the key may have, nil when it is free.
func (k *Key) Values() []string { return strings.Fields(k.Enum) }

// Unit is the unit in which flyctl takes a duration written as an integer.
type Unit uint8

// The units of integer durations.
const (
	UnitNone        Unit = iota
	UnitNanosecond       // what Go's JSON decoding makes of it; hardly ever meant
	UnitMillisecond      // [checks] and the checks of [[services]]
	UnitSecond           // kill_timeout
	UnitGigabyte         // the size of a volume: a string, not a duration
)

// Form says how a value may be written.
type Form uint8

// The forms. Those that say "cast" are what flyctl's patch step rewrites for
// the sake of old files; it does so only under a key in its exact case, and
// elsewhere falls back to the plain form (see Form.plain).
const (
	FormAny         Form = iota // anything
	FormString                  // a string
	FormCastString              // cast: a string, or anything as text
	FormInt                     // a whole number
	FormUint32                  // a whole number from 0 to 2³²-1
	FormCastInt                 // cast: a number or a string of digits
	FormFloat                   // a number
	FormBool                    // true or false
	FormAutoStop                // true, false or a string
	FormDuration                // "1m30s"; an integer means Key.Unit
	FormStrings                 // a list of strings
	FormCastStrings             // cast: a list of strings, or one string
	FormStringMap               // a table of strings
	FormCastMap                 // cast: a table of anything as text, or a list of such tables
	FormHeaders                 // cast: a table of anything as text, or a list of tables with name and value
	FormProcesses               // a table of strings; cast: a list of tables with name and command
	FormTable                   // one table
	FormTables                  // a list of tables
	FormCastTables              // cast: a list of tables, or one table
	FormConcurrency             // a table; cast: the string "soft,hard"
	FormNamedTables             // a table of tables; cast: a list of tables with a name
	FormAnyTable                // a table of anything
)

// plain is the form without what the patch step does for it.
func (f Form) plain() Form {
	switch f {
	case FormCastString:
		return FormString
	case FormCastInt:
		return FormInt
	case FormCastStrings:
		return FormStrings
	case FormCastMap, FormHeaders, FormProcesses:
		return FormStringMap
	case FormCastTables:
		return FormTables
	case FormConcurrency:
		return FormTable
	default:
		return f
	}
}

// String names the form as a person would, with its article.
func (f Form) String() string {
	switch f {
	case FormAny:
		return "any value"
	case FormString, FormCastString:
		return "a string"
	case FormInt, FormCastInt:
		return "an integer"
	case FormUint32:
		return "an integer that is not negative"
	case FormFloat:
		return "a number"
	case FormBool:
		return "true or false"
	case FormAutoStop:
		return `"off", "stop", "suspend", true or false`
	case FormDuration:
		return `a duration like "30s"`
	case FormStrings, FormCastStrings:
		return "a list of strings"
	case FormStringMap, FormProcesses:
		return "a table of strings"
	case FormTables, FormCastTables:
		return "a list of tables"
	default:
		return "a table"
	}
}

// key finds the key that name means, and whether the patch step sees it. Go's
// JSON decoding, which flyctl relies on, ignores case; the patch step before it
// does not, and cast says whether it reaches the table at all.
func (t Table) key(name string, cast bool) (k *Key, patched bool) {
	keys := t.Keys()
	for i := range keys {
		if keys[i].Name == name && (cast || !keys[i].Exact) {
			return &keys[i], cast
		}
	}
	for i := range keys {
		if !keys[i].Exact && strings.EqualFold(keys[i].Name, name) {
			return &keys[i], false
		}
	}
	return nil, false
}

// Lookup is the key called name in t, in any case, or nil.
func (t Table) Lookup(name string) *Key {
	k, _ := t.key(name, true)
	return k
}

// TableAt is the table at a dotted path as the documentation writes it,
// without indices: "http_service.checks", "" for the top level. Below a table
// with free keys (checks.<name>) the name is skipped. It is TableNone for a path
// that does not lead to a table with known keys.
func TableAt(path string) Table {
	if path == "" {
		return TableRoot
	}
	t, named := TableRoot, false
	for name := range strings.SplitSeq(path, ".") {
		if named {
			named = false
			continue
		}
		k := t.Lookup(name)
		if k == nil || k.Child == TableNone {
			return TableNone
		}
		t, named = k.Child, k.Form == FormNamedTables
	}
	return t
}

// eachPlace calls visit for every key of the schema with the path of its table,
// top level first. Aliases and the tables below them are left out.
func eachPlace(visit func(table string, k *Key)) { eachPlaceBelow(TableRoot, "", visit) }

func eachPlaceBelow(t Table, path string, visit func(string, *Key)) {
	keys := t.Keys()
	for i := range keys {
		if keys[i].Alias == "" {
			visit(path, &keys[i])
		}
	}
	for i := range keys {
		if k := &keys[i]; k.Child != TableNone && k.Alias == "" {
			below := JoinPath(path, k.Name)
			if k.Form == FormNamedTables {
				below += ".<name>"
			}
			eachPlaceBelow(k.Child, below, visit)
		}
	}
}

// JoinPath is the model path of name in the table at path.
func JoinPath(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
