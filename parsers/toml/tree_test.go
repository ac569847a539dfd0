package toml

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPairKnowsItsPlace(t *testing.T) {
	src := "a = 1\r\n\r\n[http_service] # web\r\n  'internal port' . \"x\\u0041\" =  8080  # here\r\nb = [\r\n  1, # one\r\n]\r\n# next\r\n[c]\r\n"
	doc, file := parse(src)
	checkTree(t, doc, file, src)

	kv := doc.Items[2].(*KeyValue)
	h := doc.Items[1].(*Header)
	if kv.Header != h || doc.Items[0].(*KeyValue).Header != nil {
		t.Error("a pair does not know its header")
	}
	got := map[string]string{
		"pair":           sourceOf(file, src, kv.Range),
		"key":            sourceOf(file, src, kv.Key.Range),
		"part 0":         kv.Key.Parts[0].Name + " " + sourceOf(file, src, kv.Key.Parts[0].Range),
		"part 1":         kv.Key.Parts[1].Name + " " + sourceOf(file, src, kv.Key.Parts[1].Range),
		"eq":             src[file.Offset(kv.Eq):][:1],
		"value":          kv.Value.Source(),
		"comment":        kv.Comment.Text,
		"lines":          sourceOf(file, src, kv.Lines),
		"header":         sourceOf(file, src, h.Range),
		"header lines":   sourceOf(file, src, h.Lines),
		"header comment": h.Comment.Text,
		"lines of b":     sourceOf(file, src, doc.Items[3].(*KeyValue).Lines),
		"body ends with": sourceOf(file, src, h.Body)[len(sourceOf(file, src, h.Body))-5:],
		"last body":      sourceOf(file, src, doc.Items[5].(*Header).Body),
	}
	want := map[string]string{
		"pair":           `'internal port' . "x\u0041" =  8080`,
		"key":            `'internal port' . "x\u0041"`,
		"part 0":         `internal port 'internal port'`,
		"part 1":         `xA "x\u0041"`,
		"eq":             "=",
		"value":          "8080",
		"comment":        "here",
		"lines":          "  'internal port' . \"x\\u0041\" =  8080  # here\r\n",
		"header":         "[http_service]",
		"header lines":   "[http_service] # web\r\n",
		"header comment": "web",
		"lines of b":     "b = [\r\n  1, # one\r\n]\r\n",
		"body ends with": "\r\n]\r\n",
		"last body":      "",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if len(doc.Comments) != 4 {
		t.Errorf("%d comments", len(doc.Comments))
	}
}

func TestStringsKnowTheirQuotes(t *testing.T) {
	for _, c := range []struct {
		src, inner, value string
		quote             Quote
	}{
		{`"a\tb"`, `a\tb`, "a\tb", Basic},
		{`'a\tb'`, `a\tb`, `a\tb`, Literal},
		{"\"\"\"\na \\\r\n  b\"\"\"", "\na \\\r\n  b", "a b", MultilineBasic},
		{"'''\r\na\r\n'''", "\r\na\r\n", "a\r\n", MultilineLiteral},
		{`"""a"""""`, `a""`, `a""`, MultilineBasic},
		{`""`, ``, ``, Basic},
	} {
		src := "k = " + c.src
		doc, file := parse(src)
		s, ok := doc.Root.Get("k").Value.(*String)
		if !ok || len(doc.Errors) > 0 {
			t.Errorf("%s: no string, errors %q", c.src, messages(doc))
			continue
		}
		if s.Text != c.src || s.Value != c.value || s.Quote != c.quote || sourceOf(file, src, s.Inner) != c.inner {
			t.Errorf("%s: text %q, value %q, quote %d, inner %q", c.src, s.Text, s.Value, s.Quote, sourceOf(file, src, s.Inner))
		}
	}
}

func TestFoldedViewOfFlyToml(t *testing.T) {
	doc, file := parse(flyToml)
	if len(doc.Errors) > 0 {
		t.Fatal(messages(doc))
	}
	describe := func(e *Entry) string {
		header := "-"
		if e.Header != nil {
			header = sourceOf(file, flyToml, e.Header.Range)
		}
		return strings.Join([]string{e.Path(), e.Describe(), header, sourceOf(file, flyToml, e.KeyRange), sourceOf(file, flyToml, e.Range)}, " | ")
	}
	check := func(want string, e *Entry) {
		t.Helper()
		if e == nil {
			t.Errorf("missing: %s", want)
		} else if got := describe(e); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
	root := doc.Root
	check(`app | a string | - | app | app = "aster-lamp"`, root.Get("app"))
	check(`http_service.internal_port | an integer | [http_service] | internal_port | internal_port = 8080`, root.Get("http_service", "internal_port"))
	check(`build | a table | [build] | build | [build]`, root.Get("build"))
	check(`build.args.OTP_VERSION | a string | [build.args] | OTP_VERSION | OTP_VERSION = "27.3.4"`, root.Get("build", "args", "OTP_VERSION"))
	check(`services | an array of tables | [[services]] | services | [[services]]`, root.Get("services"))
	services := root.Get("services").Tables()
	ports := services[0].Get("ports")
	check(`services.ports | an array | [[services]] | ports | `+sourceOf(file, flyToml, ports.Range), ports)
	check(`services.ports.port | an integer | [[services]] | port | port = 5001`, ports.Tables()[1].Get("port"))
	check(`http_service.checks.headers.Host | a string | [[http_service.checks]] | Host | Host = "aster-lamp.example.com"`,
		root.Get("http_service", "checks").Tables()[0].Get("headers", "Host"))
	for _, path := range [][]string{{"none"}, {"app", "none"}, {"services", "ports"}, {"http_service", "none", "none"}, {}} {
		if e := root.Get(path...); e != nil {
			t.Errorf("%q gives %s", path, describe(e))
		}
	}
	var names []string
	for _, e := range root.Entries() {
		names = append(names, e.Name)
	}
	want := "app primary_region kill_signal kill_timeout swap_size_mb build deploy processes env http_service services mounts vm"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("entries in order: %s", got)
	}
}

func TestTablesKnowEveryHeaderThatMentionsThem(t *testing.T) {
	src := "[a.b]\n[[a.c]]\n[a.c.d]\n[a]\nx.y = 1\nx.z = 2\n[[a.c]]\n[e]\n"
	doc, file := parse(src)
	if len(doc.Errors) > 0 {
		t.Fatal(messages(doc))
	}
	show := func(table *Table) string {
		var all []string
		for _, h := range table.Mentions {
			all = append(all, sourceOf(file, src, h.Range))
		}
		own := "none"
		if table.Header != nil {
			own = sourceOf(file, src, table.Header.Range)
		}
		return own + " of " + strings.Join(all, " ")
	}
	a := doc.Root.Get("a")
	elems := a.Table.Get("c").Array
	got := []string{show(a.Table), show(a.Table.Get("b").Table), show(elems[0]), show(elems[1]), show(a.Table.Get("x").Table), show(doc.Root)}
	want := []string{
		"[a] of [a.b] [[a.c]] [a.c.d] [a] [[a.c]]",
		"[a.b] of [a.b]",
		"[[a.c]] of [[a.c]] [a.c.d]",
		"[[a.c]] of [[a.c]]",
		"none of ",
		"none of ",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	for _, item := range doc.Items {
		if h, ok := item.(*Header); ok && h.Table.Header != h {
			t.Errorf("%s does not lead to its table", sourceOf(file, src, h.Range))
		}
	}
	if y := doc.Root.Get("a", "x", "y"); y.Header.Table != a.Table {
		t.Error("a dotted key does not stand under its header's table")
	}
}

func TestRemoval(t *testing.T) {
	for _, c := range []struct{ src, key, want string }{
		{"a = 1 # x\r\n  b = [\n2]\nc = 3", "a", "  b = [\n2]\nc = 3"},
		{"a = 1\n  b = [\n2] # x\nc = 3", "b", "a = 1\nc = 3"},
		{"a = 1\nb = 2", "b", "a = 1\n"},
		{"t = { x = 1, y = 2, z = 3 }", "t.x", "t = { y = 2, z = 3 }"},
		{"t = { x = 1, y = 2, z = 3 }", "t.y", "t = { x = 1, z = 3 }"},
		{"t = { x = 1, y = 2, z = 3 }", "t.z", "t = { x = 1, y = 2 }"},
		{"t = {\n  x = 1,\n}", "t.x", "t = {}"},
	} {
		doc, file := parse(c.src)
		cut := doc.Root.Get(strings.Split(c.key, ".")...).KeyValue.Removal()
		got := c.src[:file.Offset(cut.From)] + c.src[file.Offset(cut.To):]
		if got != c.want {
			t.Errorf("%q without %s: %q, want %q", c.src, c.key, got, c.want)
		}
		if rest, _ := parse(got); len(rest.Errors) > 0 {
			t.Errorf("%q is no longer valid: %q", got, messages(rest))
		}
	}
}

func TestByteOrderMark(t *testing.T) {
	src := "\ufeffapp = \"x\"\n"
	doc, file := parse(src)
	checkTree(t, doc, file, src)
	if len(doc.Errors) > 0 || doc.Root.Get("app") == nil {
		t.Errorf("errors %q, app %v", messages(doc), doc.Root.Get("app"))
	}
}
