package elixir

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzParse checks what holds for every input: no panic, ranges inside the
// file and inside their parents, an error exactly where there should be one,
// tokens that reproduce the input.
func FuzzParse(f *testing.F) {
	for _, src := range seeds(f) {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		checkTokens(t, src)
		checkTree(t, src)
	})
}

// seeds are our own files, and small pieces of text with a corner each.
func seeds(t testing.TB) []string {
	list := []string{
		"", "\n", ";", "\r\n\r\n", "\ufeffimport Config\n", "a\x00b", "\xff\xfe", "\"\xff\"", "# only a comment", "# \xff",
		"f(", "f(a", "[a, b", "{", "%{a: ", "<<1", "\"a", "\"a#{", "'", "~w(", "~s'''", "\"\"\"\na", "\"\"\"a\"\"\"", ":\"a", "a.\"b", "a.", "a .b",
		"if a do", "fn ->", "fn a", "end", ")", "do", "a do b", "case a do\n b -> c", "a ->", "-> a", "(a -> b)", "(a, b)", "() -> a",
		"a -b", "a - b", "a -1", "not a in b", "a not in b", "a..b//c", "&1", "& &1", "&+/2", "&//2", "&Mod.f/1", "..", "...", "a ... b",
		"@a.b", "@a[b]", "%A{}", "%^a{}", "%@a{}", "%a{b | c: 1}", "A.{B, C}", "a.(b)", "a(b)(c)", "\"a b\": 1", "f \"a#{b}\": 1",
		"?a ?\\n ?\\s ?é", "0x1F 0b10 0o7 1_000 1.0e-3 1.", "~S(a\\)) ~HEEX\"\"\"\n  a\n  \"\"\"", "a when b: c", "a \\\n b", "é = ó", "Ä", ":Ä", "<<<<<<< HEAD\n",
		"a: 1", "f a: 1, b", "[a: 1, b]", "{a: 1}", "f(a b, c)", "[a b, c]", "f a, b c, d", "x = y z do w end", "if a, do: b", "a\n|> b\n.c", "(;)", "(\n)", "a;;b",
	}
	for _, dir := range []string{"testdata/corners", "testdata/config"} {
		for _, path := range sources(t, dir) {
			src, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, string(src), strings.ReplaceAll(string(src), "\n", "\r\n"))
		}
	}
	return list
}

// checkTokens puts the source together again from the tokens and what stands
// between them, which may only be white space, comments and line ends.
func checkTokens(t *testing.T, src string) {
	t.Helper()
	l := lexer{src: src, base: 1}
	l.tokenize()
	at := uint32(0)
	for i, tk := range l.toks {
		if tk.start < at || tk.end < tk.start || int(tk.end) > len(src) {
			t.Fatalf("token %d of kind %d is at %d to %d, behind %d, in %d bytes", i, tk.kind, tk.start, tk.end, at, len(src))
		}
		if trivia := src[at:tk.start]; !isTrivia(trivia) {
			t.Fatalf("%q between tokens", trivia)
		}
		at = tk.end
	}
	if at != uint32(len(src)) {
		t.Fatalf("tokens end at %d of %d", at, len(src))
	}
}

// isTrivia reports whether s is white space, comments and joined lines.
func isTrivia(s string) bool {
	s = strings.TrimPrefix(s, "\ufeff")
	for s != "" {
		switch {
		case s[0] == '#':
			if n := strings.IndexByte(s, '\n'); n >= 0 {
				s = s[n:]
			} else {
				s = ""
			}
		case strings.IndexByte(" \t\r\n\\", s[0]) >= 0:
			s = s[1:]
		default:
			return false
		}
	}
	return true
}

// checkTree checks the ranges of a tree and its errors.
func checkTree(t *testing.T, src string) {
	t.Helper()
	f := parse(src)
	for _, e := range f.Errors {
		if e.From < f.From || e.To > f.To || e.From > e.To || e.Message == "" {
			t.Fatalf("error %q at %d to %d of %d", e.Message, e.From, e.To, f.To)
		}
	}
	if !utf8.ValidString(src) && len(f.Errors) == 0 {
		t.Fatal("invalid UTF-8 went unnoticed")
	}
	for _, n := range f.Exprs {
		checkRanges(t, f, n, nil)
	}
	if len(f.Errors) == 0 {
		f.Walk(func(n Node) bool {
			if _, bad := n.(*Bad); bad {
				t.Fatalf("a bad node without an error in %q", src)
			}
			return true
		})
	}
}

// checkRanges looks at the ranges of n, which lies below parents, and of
// everything below it.
func checkRanges(t testing.TB, f *File, n Node, parents []Node) {
	if problem := rangeProblem(f, n, parents); problem != "" {
		t.Fatalf("%s\nin %q", problem, f.src)
	}
	for child := range Children(n) {
		checkRanges(t, f, child, append(parents, n))
	}
}

// rangeProblem says what is wrong with the range of n.
func rangeProblem(f *File, n Node, parents []Node) string {
	if n.Pos() < f.From || n.End() > f.To || n.Pos() > n.End() {
		return fmt.Sprintf("%T at %d to %d of %d", n, n.Pos(), n.End(), f.To)
	}
	if len(parents) == 0 {
		return ""
	}
	parent := parents[len(parents)-1]
	if n.Pos() < parent.Pos() || n.End() > parent.End() {
		return fmt.Sprintf("%T at %d to %d is outside its %T at %d to %d", n, n.Pos(), n.End(), parent, parent.Pos(), parent.End())
	}
	return ""
}

// TestDeepNesting checks that no nesting exhausts the stack.
func TestDeepNesting(t *testing.T) {
	const n = 100_000
	for name, src := range map[string]string{
		"brackets":         strings.Repeat("[", n) + strings.Repeat("]", n),
		"open brackets":    strings.Repeat("[", n),
		"parentheses":      strings.Repeat("(", n) + "a" + strings.Repeat(")", n),
		"open parentheses": strings.Repeat("(", n),
		"calls":            strings.Repeat("f(", n) + strings.Repeat(")", n),
		"open calls":       strings.Repeat("f ", n),
		"braces":           strings.Repeat("{", n) + strings.Repeat("}", n),
		"maps":             strings.Repeat("%{a: ", n) + strings.Repeat("}", n),
		"structs":          strings.Repeat("%", n) + "A{}",
		"fn":               strings.Repeat("fn -> ", n) + strings.Repeat(" end", n),
		"open fn":          strings.Repeat("fn a -> ", n),
		"do":               strings.Repeat("f do ", n) + strings.Repeat(" end", n),
		"open do":          strings.Repeat("f do\n", n),
		"interpolation":    strings.Repeat(`"#{`, n) + strings.Repeat(`}"`, n),
		"open text":        strings.Repeat(`"#{`, n),
		"unary operators":  strings.Repeat("-", 2*n+1) + "a",
		"not":              strings.Repeat("not ", n) + "a",
		"attributes":       strings.Repeat("@", n) + "a",
		"captures":         strings.Repeat("& ", n) + "a",
		"right operators":  strings.Repeat("a = ", n) + "a",
		"left operators":   strings.Repeat("a + ", n) + "a",
		"dots":             "a" + strings.Repeat(".b", n),
		"access":           "a" + strings.Repeat("[b]", n),
		"arrows":           strings.Repeat("(a -> ", n) + strings.Repeat(")", n),
		"keywords":         strings.Repeat("f a: ", n) + "b",
		"ellipses":         strings.Repeat("... ", n) + "b",
		"quotes":           strings.Repeat("\"\n", n+1) + "x",
		"errors":           strings.Repeat("] a\n", n),
		"bad bytes":        strings.Repeat("\x01 ", n),
	} {
		t.Run(name, func(t *testing.T) {
			f := parse(src)
			if len(f.Errors) == 0 {
				t.Error("no error")
			}
			f.Walk(func(Node) bool { return true })
		})
	}
}

// TestOddFiles checks files that editors and mishaps make.
func TestOddFiles(t *testing.T) {
	for name, c := range map[string]struct {
		src    string
		exprs  int
		errors int
	}{
		"empty":            {"", 0, 0},
		"only a comment":   {"# a", 0, 0},
		"byte order mark":  {"\ufeffimport Config\n", 1, 0},
		"carriage returns": {"a = 1\r\nb = \"x\r\ny\"\r\n", 2, 0},
		"no final newline": {"a\nb", 2, 0},
		"NUL":              {"a\n\x00\nb", 2, 1},
		"invalid UTF-8":    {"a\n\"\xff\"\nb", 3, 1},
		"joined lines":     {"a = \\\n  1\n", 1, 0},
		"merge conflict":   {"a\n<<<<<<< HEAD\nb\n", 2, 1},
	} {
		t.Run(name, func(t *testing.T) {
			f := parse(c.src)
			if len(f.Exprs) != c.exprs || len(f.Errors) != c.errors {
				t.Errorf("%d expressions and errors %v, want %d and %d", len(f.Exprs), messages(f), c.exprs, c.errors)
			}
		})
	}
}
