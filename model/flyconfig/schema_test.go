package flyconfig

import (
	"strings"
	"testing"
)

// TestKeys checks the table against itself.
func TestKeys(t *testing.T) {
	for table := TableRoot; table <= TableVM; table++ {
		seen := map[string]bool{}
		if len(table.Keys()) == 0 {
			t.Errorf("table %d has no keys", table)
		}
		for _, k := range table.Keys() {
			if seen[strings.ToLower(k.Name)] {
				t.Errorf("table %d has %s twice", table, k.Name)
			}
			seen[strings.ToLower(k.Name)] = true
			if (k.Doc == "") == (k.Dead == "") {
				t.Errorf("%s: a living key has a Doc, a dead one a reason", k.Name)
			}
			if k.Alias != "" && table.Lookup(k.Alias) == nil {
				t.Errorf("%s is an alias of %s, which there is not", k.Name, k.Alias)
			}
			if (k.Form == FormDuration) != (k.Unit != UnitNone) && k.Form != FormUint32 && k.Unit != UnitGigabyte {
				t.Errorf("%s: form %v and unit %d do not go together", k.Name, k.Form, k.Unit)
			}
			if (k.Checked || k.Refused) && k.Enum == "" && k.Span == "" {
				t.Errorf("%s is checked against nothing", k.Name)
			}
			if least, most := k.bounds(); k.Span != "" && (k.Enum != "" || most != 0 && most <= least) {
				t.Errorf("%s: the span %q is none, or stands beside a set", k.Name, k.Span)
			}
		}
	}
}

// TestFlyTablesOpened plants an unknown key into every table: a table that is
// never opened would not report it.
func TestTablesOpened(t *testing.T) {
	opened := 0
	plantBelow(t, TableRoot, "", "", &opened)
	if opened < 30 {
		t.Errorf("only %d tables", opened)
	}
}

func plantBelow(t *testing.T, table Table, path, headers string, opened *int) {
	*opened++
	config := headers + "zzzzzzzz = 1\n"
	if f := readFly(config); len(f.Unknown) != 1 || f.Unknown[0].Name != "zzzzzzzz" {
		t.Errorf("nobody read:\n%s%v", config, f.Unknown)
	}
	for _, k := range table.Keys() {
		if k.Child == TableNone {
			continue
		}
		below := JoinPath(path, k.Name)
		header := "[" + below + "]\n"
		switch k.Form {
		case FormTables, FormCastTables:
			header = "[" + header[:len(header)-1] + "]\n"
		case FormNamedTables:
			below += ".x"
			header = "[" + below + "]\n"
		}
		plantBelow(t, k.Child, below, headers+header, opened)
	}
}

func TestTableAt(t *testing.T) {
	tests := map[string]Table{
		"":                                TableRoot,
		"deploy":                          TableDeploy,
		"services.ports.http_options":     TableHTTPOptions,
		"checks.alive":                    TableCheck,
		"mount":                           TableMount,
		"app":                             TableNone,
		"env":                             TableNone,
		"nowhere.at.all":                  TableNone,
		"experimental.attached.secrets":   TableAttachedSecrets,
		"http_service.http_options.cache": TableNone,
	}
	for path, want := range tests {
		if got := TableAt(path); got != want {
			t.Errorf("TableAt(%q) = %d, want %d", path, got, want)
		}
	}
}
