package lsp_test

import (
	"slices"
	"strings"
	"testing"
)

type completion struct {
	Label      string
	Detail     string
	FilterText string
	SortText   string
	TextEdit   struct {
		Range   lspRange
		NewText string
	}
}

// completions opens a fly.toml with a | where the cursor is and returns what is
// offered there, and the text without the bar.
func completions(t *testing.T, marked string) (items []completion, text string) {
	t.Helper()
	e := start(t, project(t), pushing())
	before, after, _ := strings.Cut(marked, "|")
	e.openAs("fly.toml", before+after)
	at := lspPosition{strings.Count(before, "\n"), len(before) - strings.LastIndexByte(before, '\n') - 1}
	var list struct{ Items []completion }
	e.call("textDocument/completion", m{"textDocument": m{"uri": e.uri("fly.toml")}, "position": at}, &list)
	return list.Items, before + after
}

// TestCompletion accepts an item and compares the whole line it leaves.
func TestCompletion(t *testing.T) {
	for _, c := range []struct{ name, marked, label, line string }{
		{"a key at the top", "ap|", "app", "app = "},
		{"a key in a table", "[http_service]\n  inter|", "internal_port", "  internal_port = "},
		{"a key on an empty line", "[http_service]\n  |\n", "internal_port", "  internal_port = "},
		{"a key that has its value", "[http_service]\n  inter| = 80", "internal_port", "  internal_port = 80"},
		{"a key in an array of tables", "[[vm]]\nsi|", "size", "size = "},
		{"a key in a table of an array", "[[services]]\n[[services.ports]]\nhan|", "handlers", "handlers = "},
		{"a key below a free name", "[checks.alive]\nty|", "type", "type = "},
		{"a dotted key", "[http_service]\nconcurrency.ty|", "type", "concurrency.type = "},
		{"a key in an inline table", "deploy = { stra| }", "strategy", "deploy = { strategy =  }"},
		{"a second key in an inline table", "deploy = { strategy = \"rolling\", wait| }", "wait_timeout", "deploy = { strategy = \"rolling\", wait_timeout =  }"},
		{"a key in an inline table in an array", "[[services]]\nports = [{ port = 80, han| }]", "handlers", "ports = [{ port = 80, handlers =  }]"},
		{"a header", "[http|", "[http_service]", "[http_service]"},
		{"a header between brackets", "[http|]", "[http_service]", "[http_service]"},
		{"an array's header", "[[v|]]", "[[vm]]", "[[vm]]"},
		{"an array's header after one bracket", "[v|", "[[vm]]", "[[vm]]"},
		{"a header of a table in a table", "[http_service.|", "[http_service.concurrency]", "[http_service.concurrency]"},
		{"a header in place of a key", "app = \"x\"\n|", "[deploy]", "[deploy]"},
		{"a nested header in place of a key", "[http_service]\n|", "[[http_service.checks]]", "[[http_service.checks]]"},
		{"a value", "[deploy]\nstrategy = |", "rolling", `strategy = "rolling"`},
		{"a value, half typed", "[deploy]\nstrategy = bl|", "bluegreen", `strategy = "bluegreen"`},
		{"a value in quotes", "[deploy]\nstrategy = \"|\"", "canary", `strategy = "canary"`},
		{"a value in an open quote", "[deploy]\nstrategy = \"ca|", "canary", `strategy = "canary"`},
		{"another value", "[deploy]\nstrategy = \"rol|ling\"", "canary", `strategy = "canary"`},
		{"a value before a comment", "[deploy]\nstrategy = | # how", "canary", `strategy = "canary" # how`},
		{"a truth", "[http_service]\nforce_https = t|", "true", "force_https = true"},
		{"a region", "primary_region = \"f|\"", "fra", `primary_region = "fra"`},
		{"a size", "[[vm]]\nsize = \"shared|\"", "shared-cpu-2x", `size = "shared-cpu-2x"`},
		{"a list's first value", "[[services]]\n[[services.ports]]\nhandlers = |", "tls", `handlers = ["tls"]`},
		{"a list's value", "[[services]]\n[[services.ports]]\nhandlers = [|]", "tls", `handlers = ["tls"]`},
		{"a list's second value", "[[services]]\n[[services.ports]]\nhandlers = [\"tls\", \"|\"]", "http", `handlers = ["tls", "http"]`},
		{"a list over lines", "[[services]]\n[[services.ports]]\nhandlers = [\n  \"tls\",\n  \"|\"\n]", "http", `  "http"`},
		{"a process group", "[processes]\nweb = \"a\"\nworker = \"b\"\n[http_service]\nprocesses = [\"|\"]", "worker", `processes = ["worker"]`},
		{"behind characters of two units", "# 🎈\n[deploy]\nstrategy = \"|\" # 🎈", "canary", `strategy = "canary" # 🎈`},
		{"a restart policy", "[[restart]]\npolicy = \"|\"", "on-failure", `policy = "on-failure"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			items, text := completions(t, c.marked)
			i := slices.IndexFunc(items, func(item completion) bool { return item.Label == c.label })
			if i < 0 {
				t.Fatalf("%s is not offered, only %v", c.label, labels(items))
			}
			edit := items[i].TextEdit
			lines := strings.Split(text, "\n")
			line := []rune(lines[edit.Range.Start.Line]) // no test has such a character before the edit on its line
			got := string(line[:edit.Range.Start.Character]) + edit.NewText + string(line[edit.Range.End.Character:])
			if got != c.line {
				t.Errorf("the line is %q, want %q", got, c.line)
			}
		})
	}
}

// TestCompletionIsSilent has places where nothing may be offered, or not that.
func TestCompletionIsSilent(t *testing.T) {
	for _, c := range []struct{ name, marked, label string }{
		{"a comment", "# ap|", ""},
		{"a comment behind a value", "app = \"x\" # st|", ""},
		{"free text", "[deploy]\nrelease_command = \"bin/mi|\"", ""},
		{"a free table", "[env]\nPO|", ""},
		{"a number", "[http_service]\ninternal_port = |", ""},
		{"an unknown table", "[nothing]\na|", ""},
		{"behind a value", "deploy = { strategy = \"rolling\" | }", ""},
		{"a key that is there", "[deploy]\nstrategy = \"rolling\"\n|", "strategy"},
		{"a key that is there further down", "[deploy]\n|\nstrategy = \"rolling\"", "strategy"},
		{"a key that is there, inline", "deploy = { strategy = \"rolling\", | }", "strategy"},
		{"a table that is there", "[deploy]\n[|", "[deploy]"},
		{"another table's key", "[deploy]\n|", "internal_port"},
		{"a dead key", "[experimental]\n|", "enable_consul"},
		{"another name", "[build]\n|", "build_target"},
	} {
		t.Run(c.name, func(t *testing.T) {
			items, _ := completions(t, c.marked)
			if got := labels(items); len(got) > 0 && c.label == "" || c.label != "" && slices.Contains(got, c.label) {
				t.Errorf("offered: %v", got)
			}
		})
	}
}

func labels(items []completion) []string {
	var out []string
	for _, item := range items {
		out = append(out, item.Label)
	}
	return out
}
