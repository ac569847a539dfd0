package lsp_test

import (
	"slices"
	"strings"
	"testing"
)

// history records every publication for a file, so that a test sees flicker.
func (e *editor) typeText(name, text, typed string, at int) [][]string {
	e.t.Helper()
	var seen [][]string
	for i := range typed {
		line := strings.Count(text[:at+i], "\n")
		column := at + i - (strings.LastIndexByte(text[:at+i], '\n') + 1)
		v := e.edit(name, change(line, column, line, column, typed[i:i+1]))
		text = text[:at+i] + typed[i:i+1] + text[at+i:]
		seen = append(seen, e.version(name, v))
	}
	return seen
}

// faulty has one finding in each half of fly.toml.
const faulty = `app = "still-water"

[env]
  PHX_HOST = "still-water.fly.dev"

[http_service]
  internal_port = 8080
  force_httpz = true

[deploy]
  stratgy = "rolling"
`

// TestTypingDoesNotFlicker types a new table above a finding and below another:
// at each keystroke both are there, at their places, and besides them at most
// one syntax error.
func TestTypingDoesNotFlicker(t *testing.T) {
	e := start(t, project(t), pushing())
	e.openAs("fly.toml", faulty)
	before := e.version("fly.toml", 1)
	if !slices.Equal(before, []string{"fly/unknown-key:8", "fly/unknown-key:11"}) {
		t.Fatalf("findings: %v", before)
	}
	typed := "\n[[vm]]\n  size = \"shared-cpu-2x\"\n  memory = 512\n"
	broken := 0
	for i, got := range e.typeText("fly.toml", faulty, typed, strings.Index(faulty, "\n[deploy]")) {
		errors := 0
		var rest []string
		for _, code := range got {
			if strings.HasPrefix(code, "flylint/syntax-error") {
				errors++
			} else {
				rest = append(rest, code)
			}
		}
		line := 11 + strings.Count(typed[:i+1], "\n")
		if want := []string{"fly/unknown-key:8", "fly/unknown-key:" + itoa(line)}; !slices.Equal(rest, want) || errors > 1 {
			t.Errorf("after %q: %v, want %v and at most one syntax error", typed[:i+1], got, want)
		}
		broken += errors
	}
	if broken == 0 {
		t.Error("typing never broke the file: the test shows nothing")
	}
}

// TestBrokenFileWithholdsNews breaks fly.toml so that half of it is lost. What
// would follow from the lost half is not said; what has nothing to do with the
// file is.
func TestBrokenFileWithholdsNews(t *testing.T) {
	e := start(t, project(t), pushing())
	e.open("fly.toml")
	e.open("config/runtime.exs")
	e.version("fly.toml", 1) // else the server may see the edit before it has judged
	text := e.read("fly.toml")
	v := e.edit("fly.toml", replace(text, "internal_port = 8080", "internal_port = \n  force_httpz = tru"))
	got := e.version("fly.toml", v)
	if len(got) != 1 || !strings.HasPrefix(got[0], "flylint/syntax-error") {
		t.Errorf("findings: %v", got)
	}
	v = e.edit("config/runtime.exs", replace(e.read("config/runtime.exs"), "[:inet6]", "[:keepalive]"))
	if got := e.version("config/runtime.exs", v); !slices.Equal(got, []string{"ecto/invalid-socket-option:17"}) {
		t.Errorf("a finding that fly.toml has no part in: %v", got)
	}
	v = e.edit("fly.toml", whole(strings.Replace(text, "8080", "4000", 1)))
	if got := e.version("fly.toml", v); !slices.Equal(got, []string{"phoenix/port-mismatch:8"}) {
		t.Errorf("after mending: %v", got)
	}
}

// TestFindingGoesWithItsText deletes what a finding is about while the file is
// broken elsewhere.
func TestFindingGoesWithItsText(t *testing.T) {
	e := start(t, project(t), pushing())
	e.openAs("fly.toml", faulty)
	e.version("fly.toml", 1)
	e.edit("fly.toml", replace(faulty, "app = ", "app "))
	v := e.edit("fly.toml", change(7, 0, 8, 0, ""))
	got := e.version("fly.toml", v)
	if !slices.Equal(got, []string{"flylint/syntax-error:1", "fly/unknown-key:10"}) {
		t.Errorf("findings: %v", got)
	}
}

// TestStaleFindingOffersNoFix opens a bracket before a finding and does not close it,
// so that the finding is lost to the rules. It stays, at its new place; its fixes
// were made for a text that is gone, and come back with it.
func TestStaleFindingOffersNoFix(t *testing.T) {
	e := start(t, project(t), pushing())
	e.openAs("config/runtime.exs", strings.Replace(e.read("config/runtime.exs"), "[:inet6]", "[:inet6, :keepalive]", 1))
	e.version("config/runtime.exs", 1)
	offered := len(e.actions("config/runtime.exs", 17))
	if offered == 0 {
		t.Fatal("no fix for the sound file")
	}
	v := e.edit("config/runtime.exs", change(15, 0, 15, 0, "    pool: (\n"))
	if got := e.version("config/runtime.exs", v); !slices.Contains(got, "ecto/invalid-socket-option:18") {
		t.Errorf("the finding is gone: %v", got)
	}
	if actions := e.actions("config/runtime.exs", 18); len(actions) > 0 {
		t.Errorf("offered for a text that is gone: %v", actions)
	}
	v = e.edit("config/runtime.exs", change(15, 0, 16, 0, ""))
	e.version("config/runtime.exs", v)
	if got := len(e.actions("config/runtime.exs", 17)); got != offered {
		t.Errorf("after mending %d actions, before %d", got, offered)
	}
}

// TestFileThatNeverParsed is judged as on the command line.
func TestFileThatNeverParsed(t *testing.T) {
	e := start(t, project(t), pushing())
	e.openAs("fly.toml", strings.Replace(faulty, "app = ", "app ", 1))
	if got := e.version("fly.toml", 1); !slices.Equal(got, []string{"flylint/syntax-error:1", "fly/unknown-key:8", "fly/unknown-key:11"}) {
		t.Errorf("findings: %v", got)
	}
}
