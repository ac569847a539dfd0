package settings

import (
	"os"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"
)

// TestDocumentedExamples loads every example of the pages about settings, and
// looks for every function and every setting in them.
func TestDocumentedExamples(t *testing.T) {
	all := ""
	for page, least := range map[string]int{"../../docs/settings.md": 3, "../../docs/custom-rules.md": 3, "../../docs/ignoring.md": 1} {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		all += string(text)
		examples := strings.Split(string(text), "```hcl\n")[1:]
		if len(examples) < least {
			t.Errorf("%s has %d examples", page, len(examples))
		}
		for i, rest := range examples {
			example, _, _ := strings.Cut(rest, "```")
			if _, err := load(example); err != nil {
				t.Errorf("%s, example %d: %v", page, i+1, err)
			}
		}
	}
	for _, name := range functionNames() {
		if !strings.Contains(all, "`"+name+"(") && !strings.Contains(all, "`"+name+"`") {
			t.Errorf("no page speaks of the function %s", name)
		}
	}
	for _, kind := range []string{"", "rule", "custom", "ignore", "fact"} {
		for _, name := range shapeOf(kind).attributes {
			if !strings.Contains(all, "`"+name+"`") {
				t.Errorf("no page speaks of %s in %s", name, shapeOf(kind).what)
			}
		}
	}
	for _, root := range roots() {
		if !strings.Contains(all, "`"+root.name+"`") {
			t.Errorf("no page speaks of %s", root.name)
		}
		for name := range attributes(root) {
			if root.name != "fly" && !strings.Contains(all, "`"+name+"`") {
				t.Errorf("no page speaks of %s.%s", root.name, name)
			}
		}
	}
}

// TestStarter reads what flylint init writes, as it is and with every setting
// switched on.
func TestStarter(t *testing.T) {
	text, err := os.ReadFile("../../cmd/flylint/starter.hcl")
	if err != nil {
		t.Fatal(err)
	}
	s, err := load(string(text))
	if err != nil || len(s.Entries) != 0 {
		t.Errorf("it sets %v: %v", s, err)
	}
	var on []string
	for line := range strings.Lines(string(text)) {
		code, found := strings.CutPrefix(line, "# ")
		if found && (strings.ContainsAny(code, "{}") || strings.Contains(code, " = ") || strings.HasPrefix(code, "  ")) {
			on = append(on, code)
		}
	}
	s, err = load(strings.Join(on, ""))
	if err != nil || len(s.Entries) < 10 || len(s.Rules) != 1 {
		t.Errorf("switched on it gives %+v: %v", s, err)
	}
}

// attributes is the fixed names below a root.
func attributes(root root) map[string]cty.Type {
	if t := root.typ(); t.IsObjectType() {
		return t.AttributeTypes()
	}
	return nil
}
