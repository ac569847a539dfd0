package toml

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

type recovery struct {
	name   string
	src    string
	errors []string // each as line:column-column message
	want   map[string]any
}

type m = map[string]any

// recoveries are broken texts: each has one fault, and the rest is still there.
func recoveries() []recovery {
	return []recovery{
		{
			name:   "missing value",
			src:    "[http_service]\ninternal_port = \nforce_https = true\n[env]\nA = \"1\"\n",
			errors: []string{`2:15 = expected a value after =`},
			want:   m{"http_service": m{"internal_port": "BAD ", "force_https": true}, "env": m{"A": "1"}},
		},
		{
			name:   "missing value before a comment",
			src:    "a = # nothing\nb = 1",
			errors: []string{`1:3 = expected a value after =`},
			want:   m{"a": "BAD ", "b": int64(1)},
		},
		{
			name:   "text without quotes",
			src:    "[deploy]\nrelease_command = bin/migrate up # now\nstrategy = 'rolling'\n",
			errors: []string{`2:19 bin/migrate up expected a value, found bin/migrate up`},
			want:   m{"deploy": m{"release_command": "BAD bin/migrate up", "strategy": "rolling"}},
		},
		{
			name:   "upper-case boolean",
			src:    "a = True\nb = 1\n",
			errors: []string{`1:5 True expected a value, found True`},
			want:   m{"a": "BAD True", "b": int64(1)},
		},
		{
			name:   "leading zero",
			src:    "a = 0600\nb = 1\n",
			errors: []string{`1:5 0600 invalid number 0600: leading zeros are not allowed`},
			want:   m{"a": "BAD 0600", "b": int64(1)},
		},
		{
			name:   "number out of range",
			src:    "a = 9223372036854775808\nb = 1e999\n",
			errors: []string{`1:5 9223372036854775808 number 9223372036854775808 is out of range`, `2:5 1e999 number 1e999 is out of range`},
			want:   m{"a": "BAD 9223372036854775808", "b": "BAD 1e999"},
		},
		{
			name:   "key without value",
			src:    "app\nb = 1\n",
			errors: []string{`1:4 ` + "\n" + ` expected = after the key, found the end of the line`},
			want:   m{"b": int64(1)},
		},
		{
			name:   "colon",
			src:    "app: \"x\"\nb = 1\n",
			errors: []string{`1:4 : expected = after the key, found :`},
			want:   m{"app": "x", "b": int64(1)},
		},
		{
			name:   "key that needs quotes",
			src:    "[env]\nA B = 1\nGRÜN = [\n  1,\n]\nC = 1\n",
			errors: []string{`2:3 B expected = after the key, found B`, `3:3 Ü expected = after the key, found Ü`},
			want:   m{"env": m{"C": int64(1)}},
		},
		{
			name:   "two pairs on a line",
			src:    "a = 1 b = 2\nc = 3\n",
			errors: []string{`1:7 b = 2 expected the end of the line after the value, found b`},
			want:   m{"a": int64(1), "c": int64(3)},
		},
		{
			name:   "text after a value",
			src:    "a = \"x\" y\nc = 3\n",
			errors: []string{`1:9 y expected the end of the line after the value, found y`},
			want:   m{"a": "x", "c": int64(3)},
		},
		{
			name:   "unclosed string",
			src:    "a = \"x\nb = 'y\r\nc = 1\n",
			errors: []string{`1:5 "x string is not closed: expected "`, `2:5 'y string is not closed: expected '`},
			want:   m{"a": "BAD \"x", "b": "BAD 'y", "c": int64(1)},
		},
		{
			name:   "unclosed multi-line string",
			src:    "a = \"\"\"\ntext\n  b = 1\n[c]\nd = 2\n",
			errors: []string{`1:5 """ multi-line string is not closed: expected """`},
			want:   m{"a": "BAD \"\"\"\ntext", "b": int64(1), "c": m{"d": int64(2)}},
		},
		{
			name:   "invalid escapes",
			src:    `a = "C:\path"` + "\n" + `b = "\uD800"` + "\n",
			errors: []string{`1:8 \p invalid escape \p`, `2:6 \u invalid escape \u`},
			want:   m{"a": `C:\path`, "b": `\uD800`},
		},
		{
			name:   "control character and bad UTF-8",
			src:    "a = \"\x01\"\nb = '\xff'\nc = 1 # \x00\n",
			errors: []string{"1:6 \x01 control character 0x01 is not allowed here", "2:6 \xff invalid UTF-8 byte 0xFF", "3:9 \x00 control character 0x00 is not allowed here"},
			want:   m{"a": "\x01", "b": "\xff", "c": int64(1)},
		},
		{
			name:   "unclosed array before a pair",
			src:    "a = [1, 2\nb = 3\n",
			errors: []string{`1:5 [ array is not closed: expected ]`},
			want:   m{"a": []any{int64(1), int64(2)}, "b": int64(3)},
		},
		{
			name:   "unclosed array before a header",
			src:    "a = [\n  \"x\", # first\n\n[env]\nb = 3\n",
			errors: []string{`1:5 [ array is not closed: expected ]`},
			want:   m{"a": []any{"x"}, "env": m{"b": int64(3)}},
		},
		{
			name:   "unclosed array before an array of tables",
			src:    "a = [1,\n[[services]]\nb = 3\n",
			errors: []string{`1:5 [ array is not closed: expected ]`},
			want:   m{"a": []any{int64(1)}, "services": []any{m{"b": int64(3)}}},
		},
		{
			name:   "unclosed array before a header that could be an array",
			src:    "a = [1,\n# comment\n[2]\n",
			errors: []string{`1:5 [ array is not closed: expected ]`},
			want:   m{"a": []any{int64(1)}, "2": m{}},
		},
		{
			name:   "missing comma in an array",
			src:    "a = [\n  \"x\"\n  \"y\",\n]\nb = 1\n",
			errors: []string{`3:3 " expected , or ] after the value, found "`},
			want:   m{"a": []any{"x", "y"}, "b": int64(1)},
		},
		{
			name:   "text without quotes in an array",
			src:    "a = [web, \"y\"]\nb = 1\n",
			errors: []string{`1:6 web expected a value, found web`},
			want:   m{"a": []any{"BAD web", "y"}, "b": int64(1)},
		},
		{
			name:   "unclosed string in an array",
			src:    "a = [\"x\", \"y]\nb = 1\n",
			errors: []string{`1:11 "y] string is not closed: expected "`},
			want:   m{"a": []any{"x", `BAD "y]`}, "b": int64(1)},
		},
		{
			name:   "comma without a value",
			src:    "a = [1, , 2]\nb = 1\n",
			errors: []string{`1:9 , unexpected comma: expected a value`},
			want:   m{"a": []any{int64(1), int64(2)}, "b": int64(1)},
		},
		{
			name:   "unclosed inline table on one line",
			src:    "a = { x = 1\nb = 2\n[c]\n",
			errors: []string{`1:5 { inline table is not closed: expected }`},
			want:   m{"a": m{"x": int64(1)}, "b": int64(2), "c": m{}},
		},
		{
			name:   "inline table opened only",
			src:    "a = {\nb = 2\nc = { d = 1 }\n[e]\n",
			errors: []string{`1:5 { inline table is not closed: expected }`},
			want:   m{"a": m{}, "b": int64(2), "c": m{"d": int64(1)}, "e": m{}},
		},
		{
			name:   "unclosed inline table on several lines",
			src:    "a = {\n  x = 1,\n  y = 2\n[c]\nd = 1\n",
			errors: []string{`1:5 { inline table is not closed: expected }`},
			want:   m{"a": m{"x": int64(1), "y": int64(2)}, "c": m{"d": int64(1)}},
		},
		{
			name:   "unclosed inline table before a faulty pair with a comment",
			src:    "a = {\nb = oops # c\n[e]\n",
			errors: []string{`1:5 { inline table is not closed: expected }`, `2:5 oops expected a value, found oops`},
			want:   m{"a": m{}, "b": "BAD oops", "e": m{}},
		},
		{
			name:   "missing comma in an inline table",
			src:    "a = {\n  x = 1\n  y = 2\n}\nb = 1\n",
			errors: []string{`3:3 y expected , or } after the value, found y`},
			want:   m{"a": m{"x": int64(1), "y": int64(2)}, "b": int64(1)},
		},
		{
			name:   "bracket of the wrong kind",
			src:    "a = [{ p = [1 }, { p = 2 ]\nb = 1\n",
			errors: []string{`1:12 [ array is not closed: expected ] before }`},
			want:   m{"a": []any{m{"p": []any{int64(1)}}, m{"p": int64(2)}}, "b": int64(1)},
		},
		{
			name:   "missing value in an inline table",
			src:    "a = { x = , y = 2, = 3, z = 4 }\nb = 1\n",
			errors: []string{`1:9 = expected a value after =`},
			want:   m{"a": m{"x": "BAD ", "y": int64(2), "z": int64(4)}, "b": int64(1)},
		},
		{
			name:   "unclosed header",
			src:    "[env\na = 1\n[[services] # x\nb = 2\n",
			errors: []string{"1:5 \n expected ] after the table's name, found the end of the line", "3:11 ] expected ]] after the table's name, found ]"},
			want:   m{"env": m{"a": int64(1)}, "services": []any{m{"b": int64(2)}}},
		},
		{
			name:   "header that lacks a bracket before its name",
			src:    "a = 1\nenv]\nb = 1\n[vm]] # x\nc = 1\nvm]]\n",
			errors: []string{"2:1 e expected [ before the table's name, found e", "4:5 ] expected one ], as the name has one [ before it", "6:1 v expected [ before the table's name, found v"},
			want:   m{"a": int64(1), "env": m{"b": int64(1)}, "vm": []any{m{"c": int64(1)}, m{}}},
		},
		{
			name:   "header without a readable name",
			src:    "[my app]\na = 1\n[]\nb = 2\n[c]\n",
			errors: []string{`1:5 a expected ] after the table's name, found a`, `3:2 ] expected a key, found ]`},
			want:   m{"c": m{}},
		},
		{
			name:   "duplicate key",
			src:    "a = 1\na = 2\nb = 3\n",
			errors: []string{`2:1 a key "a" is already an integer and cannot be defined again`},
			want:   m{"a": int64(1), "b": int64(3)},
		},
		{
			name:   "duplicate table",
			src:    "[env]\na = 1\n[x]\n[env]\na = 2\nb = 3\n",
			errors: []string{`4:2 env key "env" is already a table and cannot be declared again`, `5:1 a key "env.a" is already an integer and cannot be defined again`},
			want:   m{"env": m{"a": int64(1), "b": int64(3)}, "x": m{}},
		},
		{
			name:   "array of tables after a table",
			src:    "[vm]\na = 1\n[[vm]]\na = 2\n[x]\n",
			errors: []string{`3:3 vm key "vm" is already a table and cannot be declared as an array of tables`},
			want:   m{"vm": m{"a": int64(1)}, "x": m{}},
		},
		{
			name:   "table below a value",
			src:    "build = 1\n[build.args]\na = 2\n[x]\n",
			errors: []string{`2:2 build.args key "build" is already an integer and cannot hold a table`},
			want:   m{"build": int64(1), "x": m{}},
		},
		{
			name:   "UTF-16",
			src:    "\xff\xfea\x00 \x00=\x00 \x001\x00",
			errors: []string{"1:1 \xff\xfe the file is not UTF-8; it looks like UTF-16"},
			want:   m{},
		},
	}
}

func TestRecovery(t *testing.T) {
	for _, c := range recoveries() {
		t.Run(c.name, func(t *testing.T) {
			doc, file := parse(c.src)
			file.SetLinesForContent([]byte(c.src))
			checkTree(t, doc, file, c.src)
			var errors []string
			for _, e := range doc.Errors {
				at := file.Position(e.From)
				at.Filename = ""
				errors = append(errors, at.String()+" "+sourceOf(file, c.src, e.Range)+" "+e.Message)
			}
			if d := cmp.Diff(c.errors, errors); d != "" {
				t.Errorf("errors (-want +got)\n%s", d)
			}
			if d := cmp.Diff(c.want, toGo(doc.Root)); d != "" {
				t.Errorf("values (-want +got)\n%s", d)
			}
		})
	}
}

// A prefix of a file is what an editor sees while someone types. Whatever was
// complete before the last line must be there.
func TestEveryPrefixKeepsWhatIsComplete(t *testing.T) {
	for i := range flyToml {
		doc, file := parse(flyToml[:i])
		checkTree(t, doc, file, flyToml[:i])
		if i > len(`app = "aster-lamp"`)+1 && doc.Root.Get("app") == nil {
			t.Fatalf("app is lost in the first %d bytes", i)
		}
	}
}

// One byte gone anywhere: at most the pairs of that line and its neighbour are
// spoilt.
func TestEveryMissingByteSpoilsLittle(t *testing.T) {
	whole, _ := parse(flyToml)
	pairs := countPairs(whole)
	for i := range flyToml {
		src := flyToml[:i] + flyToml[i+1:]
		doc, file := parse(src)
		checkTree(t, doc, file, src)
		if got := countPairs(doc); got < pairs-5 { // five: an array or inline table over several lines
			t.Errorf("without byte %d (%q) %d of %d pairs are left", i, flyToml[i], got, pairs)
		}
		if len(doc.Errors) > 2 {
			t.Errorf("without byte %d (%q) there are %d errors: %q", i, flyToml[i], len(doc.Errors), messages(doc))
		}
	}
}

func countPairs(doc *Document) int {
	n := 0
	for _, item := range doc.Items {
		if _, ok := item.(*KeyValue); ok {
			n++
		}
	}
	return n
}
