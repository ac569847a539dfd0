package toml

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Who may add to which table. The suite leaves some of it open, and
// BurntSushi/toml is no judge here.
func TestTablesAreAddedToWhereAllowed(t *testing.T) {
	for _, c := range []struct {
		name, src string
		errors    []string
	}{
		{"dotted keys into a table that only longer headers mention", "[a.b.c]\n[a]\nb.d = 1\nb.e = 2\n", nil},
		{"its header after that", "[a.b.c]\n[a]\nb.d = 1\n[a.b]\n", []string{`key "a.b" is already a table and cannot be declared again`}},
		{"dotted keys into a table with a header", "[a.b]\n[a]\nb.d = 1\n", []string{`key "a.b" is already a table and cannot be added to by dotted keys here`}},
		{"dotted keys with other pairs between them", "a.b = 1\nt = { x.y = 1, x.z = 2 }\na.c = 2\n", nil},
		{"dotted keys into an inline table", "a = {}\na.b.c = 1\n", []string{`key "a" is already an inline table and cannot be added to by dotted keys here`}},
		{"a header below dotted keys", "[a]\nb.c = 1\n[a.b.d]\ne = 1\n", nil},
		{"the header of dotted keys", "[a]\nb.c = 1\n[a.b]\n", []string{`key "a.b" is already a table and cannot be declared again`}},
		{"a header below an inline table", "a = { b = {} }\n[a.b.c]\n", []string{`key "a" is already an inline table and cannot be added to`}},
		{"a header below an array of inline tables", "a = [{}]\n[[a]]\n[a.b]\n", []string{
			`key "a" is already an array and cannot be declared as an array of tables`,
			`key "a" is already an array and cannot hold a table`,
		}},
		{"the same sub-table in each element", "[[a]]\n[a.b]\n[[a]]\n[a.b]\n", nil},
		{"a table named as an array of tables", "[[a]]\n[a]\n", []string{`key "a" is already an array of tables and cannot be declared as a table`}},
		{"a dotted key through a value", "a = 1\na.b = 2\n", []string{`key "a" is already an integer and cannot hold other keys`}},
		{"the same key in quotes", "a.b = 1\n'a'.\"b\" = 2\n", []string{`key "a.b" is already an integer and cannot be defined again`}},
	} {
		doc, file := parse(c.src)
		checkTree(t, doc, file, c.src)
		if d := cmp.Diff(c.errors, messages(doc)); d != "" {
			t.Errorf("%s: (-want +got)\n%s", c.name, d)
		}
	}
}
