package elixir

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// parse reads src, whose first byte stands at 1, with a parser of its own.
func parse(src string) *File { return new(Parser).parse(1, src, nil) }

// parseText parses src and fails the test when it has errors.
func parseText(t testing.TB, src string) *File {
	t.Helper()
	f := parse(src)
	for _, e := range f.Errors {
		t.Errorf("%q at %d: %s", src, e.From-1, e.Message)
	}
	return f
}

// source is the text a range covers.
func source(f *File, n Node) string { return f.text(n.Pos(), n.End()) }

const accessSource = `config :shop, Shop.Repo,
  url: "ecto://localhost", pool_size: 10, ssl: true, timeout: -5, "log level": nil

if config_env() == :prod do
  System.get_env("HOST")
else
  :crypto.hash(:sha256, ~s(a\tb))
end

if ready?, do: 1, else: %{"b" => 2, :c => 3, a: 1}
`

func TestCalls(t *testing.T) {
	f := parseText(t, accessSource)
	config := f.Exprs[0].(*Call)
	branch := f.Exprs[1].(*Call)
	short := f.Exprs[2].(*Call)
	hash := branch.Section("else").(*Call)
	for what, ok := range map[string]bool{
		"config/3":            IsCall(config, "config", 3),
		"config/any":          IsCall(config, "config", AnyArity),
		"not config/2":        !IsCall(config, "config", 2),
		"a do block counts":   IsCall(branch, "if", 2),
		"operators are not":   !IsCall(branch.Args[0], "==", 2),
		"operator":            IsOperator(branch.Args[0], "==", 2),
		"remote":              IsRemoteCall(branch.Section("do"), "System", "get_env", 1),
		"remote is not local": !IsCall(branch.Section("do"), "get_env", 1),
		"erlang":              IsRemoteCall(hash, ":crypto", "hash", 2),
		"no such section":     branch.Section("after") == nil,
		"no such argument":    config.Arg(3) == nil,
	} {
		if !ok {
			t.Error(what)
		}
	}
	if got, ok := IntValue(short.Section("do")); got != 1 || !ok {
		t.Errorf("do: is %d, %v", got, ok)
	}
}

func TestValues(t *testing.T) {
	f := parseText(t, accessSource)
	config := f.Exprs[0].(*Call)
	value := func(key string) Node { return config.Keyword(key).Value() }

	if name, ok := AtomValue(config.Arg(0)); name != "shop" || !ok {
		t.Errorf("atom %q, %v", name, ok)
	}
	if s, ok := StringValue(value("url")); s != "ecto://localhost" || !ok {
		t.Errorf("string %q, %v", s, ok)
	}
	if s, ok := StringValue(f.Exprs[1].(*Call).Section("else").(*Call).Arg(1)); s != "a\tb" || !ok {
		t.Errorf("sigil %q, %v", s, ok)
	}
	if n, ok := IntValue(value("timeout")); n != -5 || !ok {
		t.Errorf("integer %d, %v", n, ok)
	}
	if b, ok := BoolValue(value("ssl")); !b || !ok {
		t.Errorf("boolean %v, %v", b, ok)
	}
	if _, ok := BoolValue(value("url")); ok {
		t.Error("a string is no boolean")
	}
	if config.Keyword("missing") != nil {
		t.Error("a key that is not there")
	}
}

func TestLookupInMap(t *testing.T) {
	m := parseText(t, accessSource).Exprs[2].(*Call).Section("else")
	for _, key := range []string{"a", "c"} {
		if Lookup(m, key) == nil {
			t.Errorf("key %s", key)
		}
	}
	if Lookup(m, "b") != nil {
		t.Error("a string is no atom")
	}
}

// TestSpans shows the ranges of a pair, its key and its value.
func TestSpans(t *testing.T) {
	f := parseText(t, accessSource)
	pair := f.Exprs[0].(*Call).Keyword("pool_size")
	got := []string{source(f, pair), source(f, pair.Key()), source(f, pair.Value())}
	if diff := cmp.Diff([]string{"pool_size: 10", "pool_size:", "10"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestWalk(t *testing.T) {
	f := parseText(t, `f(a, %S{x: 1}) do b when d -> [c]; h -> "#{e}" else ~w(g) end`)
	var walked []string
	label := func(n Node) string { return strings.TrimPrefix(fmt.Sprintf("%T", n), "*elixir.") }
	f.Walk(func(n Node) bool { walked = append(walked, label(n)); return true })
	want := strings.Fields(`Call Var Map Alias Tuple Atom Integer Atom Clauses Clause Var Var List Var
		Clause Var Interpolated Interpolation Var Atom Sigil String`)
	if diff := cmp.Diff(want, walked); diff != "" {
		t.Error(diff)
	}
}

func TestComments(t *testing.T) {
	f := parseText(t, `# file

# above one
# above two
config :a, # at the end
  b: 1, # after b
  c: 2
# alone
d`)
	config := f.Exprs[0].(*Call)
	texts := func(list []Comment) (out []string) {
		for _, c := range list {
			out = append(out, c.Text)
		}
		return out
	}
	if diff := cmp.Diff([]string{"above one", "above two"}, texts(f.CommentsAbove(config))); diff != "" {
		t.Error(diff)
	}
	if c := f.CommentAfter(config.Keyword("b")); c == nil || c.Text != "after b" {
		t.Errorf("after b: %v", c)
	}
	if c := f.CommentAfter(config.Keyword("c")); c != nil {
		t.Errorf("after c: %v", c)
	}
	if diff := cmp.Diff([]string{"alone"}, texts(f.CommentsAbove(f.Exprs[1]))); diff != "" {
		t.Error(diff)
	}
	if above := f.CommentsAbove(config.Keyword("c")); len(above) > 0 {
		t.Errorf("above c: %v", texts(above))
	}
}
