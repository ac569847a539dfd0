package exconfig

import (
	"go/token"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flylint/flylint/parsers/elixir"
)

// TestSectionsSeeWhatIsBeforeThem edits a statement that another depends on,
// without a change of that one's text, and takes the edit back.
func TestSectionsSeeWhatIsBeforeThem(t *testing.T) {
	long := strings.Repeat("# a comment that makes the block around it too long for a section\n", 40)
	tests := []struct{ name, before, after string }{
		{"a variable",
			"a = 1\nconfig :x, a: a",
			"a = 2\nconfig :x, a: a"},
		{"an assumption",
			`config :x, a: System.get_env("A") || raise("no A")` + "\n" + `config :y, b: if(System.get_env("A"), do: 1, else: 2)`,
			`config :x, a: System.get_env("A")` + "\n" + `config :y, b: if(System.get_env("A"), do: 1, else: 2)`},
		{"an alias",
			"alias A.B\nconfig :x, a: B.C",
			"alias D.B\nconfig :x, a: B.C"},
		{"a key that is set already",
			"config :x, K, a: 1\nconfig :x, K, b: 2",
			"config :x, L, a: 1\nconfig :x, K, b: 2"},
		{"a list with a key that stands twice",
			"config :x, [a: 1, a: 2]\nif System.get_env(\"A\"), do: config(:x, K, b: 2)",
			"config :x, [a: 1, b: 2]\nif System.get_env(\"A\"), do: config(:x, K, b: 2)"},
		{"the environment",
			"System.put_env(\"A\", \"1\")\nconfig :x, a: System.get_env(\"A\")",
			"System.get_env(\"A\", \"1\")\nconfig :x, a: System.get_env(\"A\")"},
		{"the branch it is in",
			"if System.get_env(\"A\") do\n" + long + "config :x, K, a: System.get_env(\"B\", \"b\")\nend",
			"if System.get_env(\"C\") do\n" + long + "config :x, K, a: System.get_env(\"B\", \"b\")\nend"},
		{"a module of the file",
			"defmodule M do\n  def f, do: 1\nend\nconfig :x, a: M.f()",
			"defmodule M do\n  def f, do: 2\nend\nconfig :x, a: M.f()"},
		{"the end of the boot",
			"raise \"no\"\nconfig :x, a: System.get_env(\"A\")",
			":ok\nconfig :x, a: System.get_env(\"A\")"},
		{"what follows, which says what a variable must be",
			"a = System.get_env(\"A\")\nconfig :x, a: a",
			"a = System.get_env(\"A\")\nconfig :x, a: String.to_integer(a)"},
		{"the same statement twice",
			"config :x, K, a: System.get_env(\"A\")\nconfig :x, K, a: System.get_env(\"A\")",
			"config :x, K, a: System.get_env(\"A\")\n# the second is gone"},
		{"a name that nothing has",
			"config :x, a: a",
			"a = 2\nconfig :x, a: a"},
		{"a module that is not there",
			"config :x, a: M.f()",
			"defmodule M do\n  def f, do: 2\nend\nconfig :x, a: M.f()"},
		{"a file that is followed",
			"config :x, a: 1\nimport_config \"other.exs\"",
			"config :x, a: 2\nimport_config \"other.exs\""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newWriter()
			s.write("config/other.exs", "config :other, a: System.get_env(\"A\"), b: 1")
			for _, text := range []string{test.before, test.before, test.before, test.after, test.after, test.before, test.after} {
				s.write("config/runtime.exs", text)
				s.compare(t, text)
				s.offset++
			}
		})
	}
}

// statements are what a run-time file may be made of, so that each may matter to
// some others.
func statements() []string {
	return strings.Split(strings.TrimSpace(`
a = System.get_env("A")
a = System.get_env("A") || "a"
a = System.get_env("A") || raise("no A")
a = System.fetch_env!("A")
if b = System.get_env("B") do config(:x, B, b: b) else config(:x, B, none: true) end
if System.get_env("B") == "1", do: config(:x, C, c: System.get_env("C", "c"))
unless System.get_env("A"), do: config(:x, A, a: false)
unless System.get_env("A"), do: raise("A is missing")
config :x, A, a: a
config :x, A, a: String.to_integer(a)
config :x, A, a: String.to_integer(System.get_env("A"))
config :x, A, a: String.to_integer(System.get_env("A", "7")), b: System.get_env("B")
config :x, B, b: System.get_env("B") || System.get_env("A")
config :x, D, d: if(System.get_env("A"), do: System.get_env("B"), else: 2)
config :x, D, d: System.get_env("A") in ["1", "true"], e: System.get_env("A") == "1"
config :x, D, System.get_env("B") && [deep: [a: 1]]
config :x, D, deep: [b: System.get_env("B"), a: System.get_env("A", "a")]
config :x, [e: 1, e: 2]
config :x, e: System.get_env("C")
config :x, f: f
f = System.get_env("C", "f")
f = "f"
config :y, A, n: N.name(System.get_env("A"))
config :y, A, n: S.A, m: M.n()
config :y, B, b: Enum.map(["A", "B"], &System.get_env/1)
config :y, B, b: for(n <- ["A", "B"], do: System.get_env(n))
config :y, C, c: case(System.get_env("A"), do: (nil -> 1; "1" -> 2; other -> other))
config :y, C, c: Application.get_env(:built, :a)
config :y, D, d: String.length(System.get_env("A") || "") > 3
if String.length(System.get_env("C", "")) > 3, do: config(:y, D, long: System.get_env("A"))
config :y, e: System.get_env("C") && String.to_integer(System.get_env("C"))
with x when is_binary(x) <- System.get_env("B"), do: config(:y, F, x: x)
try do config(:y, G, g: System.fetch_env!("B")) rescue _ -> config(:y, G, g: nil) end
System.put_env("B", "1")
System.delete_env("C")
alias System, as: N
alias Other.Name, as: S
defmodule M do def n, do: System.get_env("C") end
import_config "other.exs"
for key <- [:p, :q], do: config(:z, key, System.get_env("C", "z"))
{c, d} = {System.get_env("C"), System.get_env("B")}
config :z, r: c, s: d`), "\n")
}

// TestSectionsInAnyOrder puts statements into a file, takes them out and changes
// their order, in blocks that are too long for a section.
func TestSectionsInAnyOrder(t *testing.T) {
	all := statements()
	long := strings.Repeat("# a comment that makes the block around it too long for a section\n", 40)
	again := 0
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 3))
		w := newWriter()
		w.write("config/config.exs", "config :built, a: System.get_env(\"A\", \"built\")")
		w.write("config/other.exs", "config :other, a: System.get_env(\"A\"), b: 1")
		w.write("lib/n.ex", "defmodule N do\n  def name(nil), do: \"n\"\n  def name(n), do: String.to_integer(n)\nend")
		var program []string
		for step := range 80 {
			i := r.IntN(len(program) + 1)
			switch {
			case len(program) < 6 || len(program) < 16 && r.IntN(2) == 0:
				program = slices.Insert(program, i, all[r.IntN(len(all))])
			case r.IntN(3) == 0:
				j := r.IntN(len(program))
				i = r.IntN(len(program))
				program[i], program[j] = program[j], program[i]
			default:
				i = min(i, len(program)-1)
				program = slices.Delete(program, i, i+1)
			}
			text := strings.Join(program, "\n")
			if n := len(program) / 2; seed%3 > 0 && n > 0 {
				test := []string{"", "config_env() == :prod", "System.get_env(\"C\")"}[seed%3]
				text = strings.Join(program[:n], "\n") + "\nif " + test + " do\n" + long + strings.Join(program[n:], "\n") + "\nend"
			}
			w.offset = step % 3
			w.write("config/runtime.exs", text)
			if again += w.compare(t, text); t.Failed() {
				t.Fatal(seed, step)
			}
		}
	}
	if again < 1000 {
		t.Errorf("%d sections served a later run: the test shows little", again)
	}
}

// writer writes files again and again, and evaluates them with a memo.
type writer struct {
	*typist
	memo   Memo
	offset int
	last   map[*section]bool
}

func newWriter() *writer {
	return &writer{typist: &typist{fset: token.NewFileSet(), trees: map[string]*elixir.File{}, texts: map[string]string{}}}
}

// write makes a file, one line longer each time.
func (w *writer) write(name, text string) {
	w.typist.write(name, "import Config\n"+strings.Repeat("#\n", w.offset)+text+"\n")
}

// compare evaluates in several environments, with the memo and without. It counts
// the sections that are there from the last time.
func (w *writer) compare(t *testing.T, text string) (again int) {
	t.Helper()
	w.memo.Begin()
	var got []*Config
	var want []string
	for _, env := range []places{
		{},
		{"A": {State: EnvKnown, Text: "1"}},
		{"A": {State: EnvUnset}, "C": {State: EnvSecret}},
		{"C": {State: EnvSecret}},
	} {
		opts := Options{Runtime: env, Build: places{}, Open: w.open, Module: w.module}
		got = append(got, w.memo.Eval(opts, "config/config.exs", "config/runtime.exs"))
		want = append(want, dump(Eval(opts, "config/config.exs", "config/runtime.exs")))
	}
	now := map[*section]bool{}
	for i := range got {
		if diff := cmp.Diff(want[i], dump(got[i])); diff != "" {
			t.Errorf("environment %d (-new +remembered):\n%s\n%s", i, diff, text)
		}
		for _, s := range got[i].sections {
			if now[s] = true; w.last[s] {
				again++
			}
		}
	}
	w.last = now
	return again
}
