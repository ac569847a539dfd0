package flyconfig

import (
	"go/token"
	"testing"

	"github.com/flylint/flylint/parsers/toml"
)

// insert writes text at pos of f's source.
func (f *Config) insert(pos token.Pos, text string) string {
	at := f.File.Tok.Offset(pos)
	return string(f.File.Src[:at]) + text + string(f.File.Src[at:])
}

func TestInsertKey(t *testing.T) {
	tests := []struct {
		name, config string
		table        []string // the path; none for the top level
		want         string
	}{
		{
			"after the table's own pairs", "[http_service]\n  internal_port = 80 # web\n\n  [http_service.concurrency]\n    soft_limit = 1\n",
			[]string{"http_service"},
			"[http_service]\n  internal_port = 80 # web\n  a = 1\n\n  [http_service.concurrency]\n    soft_limit = 1\n",
		},
		{"into an empty table", "  [build]\n\n[deploy]\n", []string{"build"}, "  [build]\n  a = 1\n\n[deploy]\n"},
		{"at the end of a file without a last line break", "[env]\nA = 'b'", []string{"env"}, "[env]\nA = 'b'\na = 1"},
		{"with the file's line breaks", "[env]\r\nA = 'b'\r\n", []string{"env"}, "[env]\r\nA = 'b'\r\na = 1\r\n"},
		{"into an inline table", "env = { A = 'b' }\n", []string{"env"}, "env = { A = 'b', a = 1 }\n"},
		{"into an empty inline table", "env = {}\n", []string{"env"}, "env = { a = 1 }\n"},
		{"to the top level", "app = 'x'\n\n[env]\n", nil, "app = 'x'\na = 1\n\n[env]\n"},
		{"above the first header", "[env]\n", nil, "a = 1\n\n[env]\n"},
		{"above the header's comment", "# the file\n\n# variables\n[env]\n", nil, "# the file\n\na = 1\n\n# variables\n[env]\n"},
		{"below the file's comment", "# the file\n[env]\n", nil, "# the file\na = 1\n\n[env]\n"},
		{"into an empty file", "", nil, "a = 1\n"},
	}
	for _, tt := range tests {
		f := readFly(tt.config)
		table := f.Doc.Root
		if tt.table != nil {
			table = table.Get(tt.table...).Table
		}
		pos, text, ok := f.InsertKey(table, "a = 1")
		equal(t, tt.name+" is possible", ok, true)
		equal(t, tt.name, f.insert(pos, text), tt.want)
	}
}

// TestCarried moves a pair with what is said of it to the top level.
func TestCarried(t *testing.T) {
	for config, want := range map[string]string{
		"app = 'x'\n\n[env]\n  B = 'b' # b\n  # why\n  # not\n  kill_signal = 'SIGTERM' # a\n": "app = 'x'\n# why\n# not\nkill_signal = 'SIGTERM' # a\n\n[env]\n  B = 'b' # b\n",
		"[env]\n  # of all\n\n  kill_signal = 'SIGTERM'\n":                                     "kill_signal = 'SIGTERM'\n\n[env]\n  # of all\n\n",
	} {
		f := readFly(config)
		cut, pair := f.Carried(f.Doc.Root.Get("env", "kill_signal"))
		pos, text, ok := f.InsertKey(f.Doc.Root, pair)
		equal(t, "it can be moved", ok, true)
		from, to := f.File.Tok.Offset(cut.From), f.File.Tok.Offset(cut.To)
		moved := f.insert(pos, text)
		equal(t, "moved", moved[:from+len(text)]+moved[to+len(text):], want)
	}
}

func TestInsertKeyNowhere(t *testing.T) {
	f := readFly("[http_service.concurrency]\nsoft_limit = 1\n")
	_, _, ok := f.InsertKey(f.HTTPService.Table, "a = 1")
	equal(t, "into a table that only longer headers mention", ok, false)
	f = readFly("env = { A = 'b' }\n")
	_, _, ok = f.InsertKey(f.Doc.Root.Get("env").Table, "a = 1 # one")
	equal(t, "a comment into an inline table", ok, false)
	_, _, ok = f.InsertKey(f.Deploy.Table, "a = 1")
	equal(t, "into an absent table", ok, false)
}

func TestLines(t *testing.T) {
	tests := []struct {
		name, config string
		path         []string
		want         string
	}{
		{"a pair with its comment", "[env]\n  A = 'b' # why\n  C = 'd'\n", []string{"env", "A"}, "[env]\n  C = 'd'\n"},
		{"a value of several lines", "[deploy]\nstrategy = '''\nx'''\n", []string{"deploy", "strategy"}, "[deploy]\n"},
		{"the last line without a break", "[env]\nA = 'b'", []string{"env", "A"}, "[env]\n"},
		{"the first pair of an inline table", "env = { A = 'b', C = 'd' }\n", []string{"env", "A"}, "env = { C = 'd' }\n"},
		{"the last pair of an inline table", "env = { A = 'b', C = 'd' }\n", []string{"env", "C"}, "env = { A = 'b' }\n"},
		{"a table", "app = 'x'\n[build]\nimage = 'y'\n[env]\n", []string{"build"}, "app = 'x'\n[env]\n"},
	}
	for _, tt := range tests {
		f := readFly(tt.config)
		at := f.Lines(f.Doc.Root.Get(tt.path...))
		from, to := f.File.Tok.Offset(at.From), f.File.Tok.Offset(at.To)
		equal(t, tt.name, tt.config[:from]+tt.config[to:], tt.want)
	}
	f := readFly("[service.ports]\nport = 80\n")
	equal(t, "a table of longer headers", f.Lines(f.Doc.Root.Get("service")).IsValid(), false)
}

func TestAppendTable(t *testing.T) {
	tests := []struct{ name, config, want string }{
		{"indented as the others", "[deploy]\n  strategy = 'canary'\n", "[deploy]\n  strategy = 'canary'\n\n[env]\n  A = 'b'\n"},
		{"without a last line break", "app = 'x'", "app = 'x'\n\n[env]\nA = 'b'"},
		{"to an empty file", "", "[env]\nA = 'b'\n"},
		{"with the file's line breaks", "app = 'x'\r\n", "app = 'x'\r\n\r\n[env]\r\nA = 'b'\r\n"},
	}
	for _, tt := range tests {
		f := readFly(tt.config)
		pos, text := f.AppendTable("[env]", "A = 'b'")
		equal(t, tt.name, f.insert(pos, text), tt.want)
	}
}

func TestQuote(t *testing.T) {
	tests := []struct{ config, text, want string }{
		{"app = 'x'", "y", "'y'"},
		{`app = "x"`, "y", `"y"`},
		{"", "y", `"y"`},
		{"app = 'x'", "it's", `"it's"`},
		{`app = "x"`, `a"b\c` + "\n", `"a\"b\\c\u000A"`},
	}
	for _, tt := range tests {
		got := readFly(tt.config).Quote(tt.text)
		equal(t, tt.config, got, tt.want)
		back := readFly("app = " + got)
		equal(t, "read back", back.App.V, tt.text)
	}
}

func TestPairText(t *testing.T) {
	f := readFly("[env]\n  kill_timeout = 30   # seconds\n")
	pair, ok := f.Doc.Items[1].(*toml.KeyValue)
	equal(t, "is a pair", ok, true)
	equal(t, "pair", f.PairText(pair), "kill_timeout = 30   # seconds")
}
