package flyconfig

import (
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/toml"
)

// UnknownKey is a key that flyctl drops without a word. Its range is the name
// where it is written first.
type UnknownKey struct {
	parsers.Range
	Path      string // http_service.max_machines
	Table     string // the table it stands in, "http_service"; "" at the top level
	Name      string
	Keys      []parsers.Range // every place where the name is written: a table may have several headers
	Entry     *toml.Entry
	Nearest   string   // the known key of the table that is most like it; "" when none is
	Certain   bool     // Nearest is what was meant: a slip of the pen, the only one like it, and not in use
	Elsewhere []string // the tables that know this name, "" being the top level; the nearest first
	Idle      string   // why it would change nothing even if flyctl knew it; "" when it would, or nobody knows
}

// MisplacedKey is a key below a table header that swallowed it: the table does
// not know it, and another place does. Its range is the name.
type MisplacedKey struct {
	parsers.Range
	Path    string // env.kill_signal
	Table   string // env
	Name    string
	Entry   *toml.Entry
	Header  *toml.Header // what swallowed it; nil when it stands in an inline table above the first header
	Belongs []string     // the tables that know it, "" being the top level; the likeliest first
	Known   *Key         // the key it would be there; may be dead
	Already bool         // it is set in the likeliest place too
	Idle    bool         // what it says holds: it is said in the likeliest place too, or is the default there
	Fits    bool         // its value is of a type that the key takes there
}

// DeadKey is a key that has no effect. Its range is the name.
type DeadKey struct {
	parsers.Range
	Path  string
	Entry *toml.Entry
	Known *Key // Known.Dead says why
}

// TypeError is a value of a type that makes flyctl refuse the whole file. Its
// range is the value, or the header where a table is written in a wrong form.
type TypeError struct {
	parsers.Range
	Path       string
	Key        parsers.Range // the key; invalid for elements of a list
	Want, Got  string        // with articles: "an integer", "a string"
	Conversion string        // what to write over the range; "" when that is not certain
	Known      *Key
}

// Home is the table of the file that a misplaced key can be moved to. It is nil
// when that is not certain: the key is set there already, does nothing
// anywhere, has a value of another type than it takes there, or could belong
// to several tables of the file or to none.
func (f *Config) Home(m MisplacedKey) *toml.Table {
	if m.Already || !m.Fits || m.Known.Dead != "" {
		return nil
	}
	if m.Belongs[0] == "" {
		return f.Doc.Root
	}
	var homes []*toml.Entry
	for _, path := range m.Belongs {
		if e := f.Doc.Root.Get(splitPath(path)...); e != nil {
			homes = append(homes, e)
		}
	}
	if len(homes) != 1 || homes[0].Path() != m.Belongs[0] {
		return nil
	}
	return homes[0].Table
}
