package shell

import (
	"fmt"
	"go/token"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/flylint/flylint/internal/golden"
)

func parse(name, src string) *Script {
	return Parse(token.NewFileSet().AddFile(name, -1, len(src)), []byte(src))
}

// TestScripts compares each script of testdata with what it should be read as.
// An archive holds one script and a file want, one line a step.
func TestScripts(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			script, want := a.Files[0], string(a.Files[1].Data)
			got := dump(parse(script.Name, string(script.Data)))
			if golden.Updating() {
				a.Files[1].Data = []byte(got)
				golden.Write(t, file, txtar.Format(a))
				return
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// dump writes a script one line a step.
func dump(s *Script) string {
	var b strings.Builder
	if s.Dialect == Bash {
		b.WriteString("bash\n")
	}
	dumpSteps(&b, s.Steps, "")
	for _, e := range s.Errors {
		fmt.Fprintf(&b, "error at %d: %s\n", e.From, e.Message)
	}
	return b.String()
}

func dumpSteps(b *strings.Builder, steps []Step, indent string) {
	for _, step := range steps {
		b.WriteString(indent)
		switch s := step.(type) {
		case *Assignment:
			dumpAssignment(b, s)
		case *Command:
			b.WriteString("run")
			if s.Exec {
				b.WriteString(" exec")
			}
			for _, a := range s.Args {
				b.WriteString(" " + dumpWord(a))
			}
		case *Function:
			b.WriteString("function " + s.Name.Text)
		}
		dumpContext(b, step.Where())
		b.WriteString("\n")
		if f, ok := step.(*Function); ok {
			dumpSteps(b, f.Body, indent+"  ")
		}
	}
}

func dumpAssignment(b *strings.Builder, a *Assignment) {
	verb := "set"
	switch {
	case a.Unset:
		verb = "unset"
	case a.Command != nil:
		verb = "for command"
	case a.Local:
		verb = "local"
	case a.Exported:
		verb = "export"
	}
	b.WriteString(verb + " " + a.Name.Text)
	if a.Append {
		b.WriteString("+")
	}
	if a.Value != nil {
		b.WriteString("=" + dumpWord(a.Value))
	}
}

func dumpWord(w *Word) string {
	if v, ok := w.Literal(); ok {
		return fmt.Sprintf("%q", v)
	}
	var parts []string
	for _, p := range w.Parts {
		switch p.Kind {
		case Text:
			parts = append(parts, fmt.Sprintf("%q", p.Text))
		case Variable:
			v := "$" + p.Name + p.Operator
			if p.Operand != nil {
				v += dumpWord(p.Operand)
			}
			parts = append(parts, v)
		case Substitution:
			parts = append(parts, p.Text)
		case Template:
			parts = append(parts, "<%"+p.Text+"%>")
		case Other:
			parts = append(parts, "?"+p.Text)
		}
	}
	return strings.Join(parts, "+")
}

func dumpContext(b *strings.Builder, c *Context) {
	for _, g := range c.Guards {
		b.WriteString(" | ")
		if g.Negated {
			b.WriteString("not ")
		}
		if g.Kind == Unknown {
			b.WriteString("?")
			continue
		}
		fmt.Fprintf(b, "%s `%s`", [...]string{"if", "case", "after", "unless", "loop", "eex", "?"}[g.Kind], g.Text)
		for _, t := range g.Tests {
			fmt.Fprintf(b, " %s %s%s", t.Name, [...]string{"nonempty", "empty", "is", "is not", "set", "unset"}[t.Kind], strings.Join(append([]string{""}, t.Values...), " "))
		}
	}
	if c.Subshell {
		b.WriteString(" | subshell")
	}
	if c.Dead {
		b.WriteString(" | never")
	}
}
