package elixir

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// refused lists text Elixir refuses, with a mark before the place where our
// error is, and its message.
func refused() []struct{ src, message string } {
	return []struct{ src, message string }{
		{"f⏵(", "missing terminator: )"},
		{"f⏵(a", "missing terminator: )"},
		{"f⏵(a,", "missing terminator: )"},
		{"f(a,⏵)", "syntax error before: )"},
		{"f(⏵,)", "syntax error before: ,"},
		{"⏵[a, b", "missing terminator: ]"},
		{"[a, ⏵, b]", "syntax error before: ,"},
		{"[⏵,]", "syntax error before: ,"},
		{"⏵{a", "missing terminator: }"},
		{"⏵{a: 1}", "unexpected keyword list inside tuple"},
		{"⏵<<a: 1>>", "unexpected keyword list inside bitstring"},
		{"⏵<<a", "missing terminator: >>"},
		{"⏵%{a", "missing terminator: }"},
		{"⏵%{a: ", "missing terminator: }"},
		{"%{1⏵}", "syntax error before: }"},
		{"%{\"a\"⏵}", "syntax error before: }"},
		{"%{a + b⏵}", "syntax error before: }"},
		{"%{a: 1⏵, :b => 2}", "unexpected expression after keyword list. Keyword lists must always come as the last argument"},
		{"% ⏵{}", "unexpected space between % and {"},
		{"⏵%(a)", "expected %{ to define a map, got: %("},
		{"⏵%[a]", "expected %{ to define a map, got: %["},
		{"%A⏵", "syntax error: expression is incomplete"},
		{"%A⏵[", "missing terminator: ]"},
		{"[a: 1⏵, b]", "unexpected expression after keyword list. Keyword lists must always come as the last argument"},
		{"f(a: 1⏵, b)", "unexpected expression after keyword list. Keyword lists must always come as the last argument"},
		{"f a: 1⏵, b", "unexpected expression after keyword list. Keyword lists must always come as the last argument"},
		{"f a, ⏵b c, d", "unexpected comma. Parentheses are required to solve ambiguity in nested calls"},
		{"f(a, ⏵b c, d)", "unexpected comma. Parentheses are required to solve ambiguity in nested calls"},
		{"[⏵a b, c]", "unexpected comma. Parentheses are required to solve ambiguity inside containers"},
		{"[⏵f a, b]", "unexpected comma. Parentheses are required to solve ambiguity inside containers"},
		{"f (a, b⏵)", "syntax error before: )"},
		{"a[b⏵, c]", "too many arguments when accessing a value"},
		{"a[⏵]", "syntax error before: ]"},
		{"A⏵(b)", "unexpected ( after alias A"},
		{"a.⏵", "syntax error: expression is incomplete"},
		{"a.⏵1", "syntax error before: 1"},
		{":a.⏵B", "atom cannot be followed by an alias"},
		{"a.b.⏵", "syntax error: expression is incomplete"},
		{"a b ⏵do", "missing terminator: end"},
		{"if a ⏵do", "missing terminator: end"},
		{"if a ⏵do b", "missing terminator: end"},
		{"⏵fn a", "missing terminator: end"},
		{"⏵fn a end", "expected anonymous functions to be defined with -> inside: 'fn'"},
		{"⏵fn -> a", "missing terminator: end"},
		{"⏵fn do end", "missing terminator: end"},
		{"⏵end", "unexpected reserved word: end"},
		{"⏵)", "unexpected token: )"},
		{"⏵]", "unexpected token: ]"},
		{"⏵}", "unexpected token: }"},
		{"⏵>>", "unexpected token: >>"},
		{"⏵else", "syntax error before: else"},
		{"⏵do", "missing terminator: end"},
		{"a ⏵do", "missing terminator: end"},
		{"1 ⏵do end", "syntax error before: do"},
		{"a⏵, b", "syntax error before: ,"},
		{"a ⏵=> b", "syntax error before: =>"},
		{"⏵-> a", "syntax error before: ->"},
		{"a ⏵-> b", "syntax error before: ->"},
		{"(a, b⏵)", "syntax error before: )"},
		{"(a -> b; c, d⏵)", "syntax error before: )"},
		{"f do a; b ⏵-> c end", "unexpected operator ->. If you want to define multiple clauses, the first expression must use ->"},
		{"⏵(a", "missing terminator: )"},
		{"(a⏵]", "unexpected token: ]"},
		{"[a⏵)", "unexpected token: )"},
		{"f ⏵do ]", "missing terminator: end"},
		{"f(⏵do)", "missing terminator: end"},
		{"a +⏵", "syntax error: expression is incomplete"},
		{"a = ⏵", "syntax error: expression is incomplete"},
		{"+⏵", "syntax error: expression is incomplete"},
		{"a + + ⏵", "syntax error: expression is incomplete"},
		{"a ⏵// b", "the range step operator (//) must immediately follow the range definition operator (..), for example: 1..9//2"},
		{"1..2//3⏵//4", "the range step operator (//) must immediately follow the range definition operator (..), for example: 1..9//2"},
		{"⏵..//", "unexpected token: \".\""},
		{"⏵not in a", "syntax error before: not in"},
		{"&⏵", "syntax error: expression is incomplete"},
		{"@⏵", "syntax error: expression is incomplete"},
		{"^⏵", "syntax error: expression is incomplete"},
		{"a do b end⏵.c", "syntax error before: ."},
		{"a do b end ⏵[c]", "syntax error before: ["},
		{"f(a)(b)⏵(c)", "syntax error before: ("},
		{"⏵a: 1", "syntax error before: a:"},
		{"f ⏵a:1", "keyword argument must be followed by space after: a:"},
		{"f ⏵a:", "keyword argument must be followed by space after: a:"},
		{"x y: ⏵", "syntax error: expression is incomplete"},
		{"⏵\"a", "missing terminator: \""},
		{"⏵'a", "missing terminator: '"},
		{"⏵\"a#{b", "missing interpolation terminator: \"}\""},
		{"⏵\"a#{b\"", "missing interpolation terminator: \"}\""},
		{"⏵~w(a", "missing terminator: )"},
		{"⏵~w a", "invalid sigil delimiter"},
		{"⏵~ab(c)", "invalid sigil name, it should be either a one-letter lowercase letter or an uppercase letter optionally followed by uppercase letters and digits, got: ~ab"},
		{"⏵~", "unexpected token: \"~\""},
		{"⏵\"\"\"", "missing terminator: \"\"\""},
		{"⏵\"\"\"\na", "missing terminator: \"\"\""},
		{"⏵\"\"\"a\"\"\"", "heredoc allows only whitespace characters followed by a new line after opening \"\"\""},
		{"⏵:\"a", "missing terminator: \""},
		{"⏵:", "unexpected token: \":\""},
		{"⏵: a", "unexpected token: \":\""},
		{"a.⏵\"b", "missing terminator: \""},
		{"a.⏵\"b#{c}\"", "interpolation is not allowed when calling function/macro"},
		{"\"⏵\\x\"", "invalid hex escape character, expected \\xHH where H is a hexadecimal digit"},
		{"\"⏵\\u{110000}\"", "invalid Unicode escape character, expected \\uHHHH or \\u{H*} where H is a hexadecimal digit"},
		{"\"⏵\\uD800\"", "invalid or reserved Unicode code point \\uD800"},
		{"'⏵\\xff'", "invalid encoding in charlist"},
		{"⏵?", "unexpected token: \"?\""},
		{"0⏵x", "invalid character \"x\" after number 0"},
		{"0⏵b2", "invalid character \"b\" after number 0"},
		{"1⏵a", "invalid character \"a\" after number 1"},
		{"1⏵_", "invalid character \"_\" after number 1"},
		{"⏵1.0e999", "invalid float number 1.0e999"},
		{"⏵a@b", "invalid character \"@\" in identifier: a@b"},
		{"⏵Ab?", "invalid character in alias (only ASCII characters, without punctuation, are allowed): Ab?"},
		{"⏵Aé", "invalid character in alias (only ASCII characters, without punctuation, are allowed): Aé"},
		{"⏵É", "unexpected token: \"É\""},
		{"⏵__block__", "reserved token: __block__"},
		{"⏵__aliases__", "reserved token: __aliases__"},
		{":a⏵\u202e", "unexpected token: code point U+202E"},
		{"\"⏵\u202e\"", "invalid bidirectional formatting character in string: code point U+202E"},
		{"⏵# \u202e", "invalid bidirectional formatting character in comment"},
		{"\"⏵\u2028\"", "invalid line break character in string: code point U+2028"},
		{"a⏵\\b", "unexpected token: \"\\\""},
		{"⏵\\", "unexpected token: \"\\\""},
		{"a;⏵;b", "unexpected token: \";\""},
		{"⏵$", "unexpected token: \"$\""},
		{"⏵`", "unexpected token: \"`\""},
		{"⏵\x01", "unexpected token: code point U+0001"},
		{"⏵<<<<<<< HEAD", "found an unexpected version control marker, please resolve the conflicts"},
		{"f a, ⏵do b end", "syntax error before: do"},
		{"fn -> a end ⏵b", "syntax error before: b"},
		{"1 ⏵2", "syntax error before: 2"},
		{"a b c d, e, ⏵f g, h", "unexpected comma. Parentheses are required to solve ambiguity in nested calls"},
		{"x = ⏵", "syntax error: expression is incomplete"},
		{"case a do b -> c; d end ⏵e", "syntax error before: e"},
		{"%{a | ⏵}", "syntax error before: }"},
		{"%{⏵| a: 1}", "syntax error before: |"},
		{"[a |⏵]", "syntax error before: ]"},
		{"@@⏵", "syntax error: expression is incomplete"},
		{"⏵when", "syntax error before: when"},
		{"a when⏵", "syntax error: expression is incomplete"},
		{"⏵and a", "syntax error before: and"},
		{"⏵. a", "syntax error before: ."},
	}
}

// TestRefused checks that one fault gives one error at a sensible place.
func TestRefused(t *testing.T) {
	for _, c := range refused() {
		at := strings.Index(c.src, "⏵")
		src := strings.Replace(c.src, "⏵", "", 1)
		f := parse(src)
		if len(f.Errors) != 1 || f.Errors[0].Message != c.message || int(f.Errors[0].From-f.From) != at {
			t.Errorf("%q: %v, want %d %s", src, messages(f), at, c.message)
		}
	}
}

// TestRefusedByElixir holds the list against Elixir.
func TestRefusedByElixir(t *testing.T) {
	dir := t.TempDir()
	var paths []string
	for i, c := range refused() {
		path := filepath.Join(dir, fmt.Sprintf("%03d.exs", i))
		if err := os.WriteFile(path, []byte(strings.Replace(c.src, "⏵", "", 1)), 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	verdicts, old := askElixir(t, paths)
	for i, v := range verdicts {
		newer := old && strings.Contains(refused()[i].src, "\u2028") // refused since 1.15
		if v.ok && !newer {
			t.Errorf("Elixir accepts %q", refused()[i].src)
		}
	}
}
